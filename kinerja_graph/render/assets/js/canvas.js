// The canvas in its window: which part of the picture is in sight, and how hands move it.

const stage = document.getElementById("stage");
const canvas = document.createElement("canvas");
const brush = canvas.getContext("2d", { alpha: false });
/** The picture's point in the window's corner, and how many window pixels one of its pixels takes. */
const sight = { left: 0, top: 0, scale: 1 };
const ZOOM = { least: 0.02, most: 3 };
const STILL = 5; // pixels that a hand may move while it clicks
let settled = ""; // the size of the window that the canvas has
let asked = false; // whether a frame is under way
const hands = new Map(); // pointers that press on the canvas, by their number
let travelled = 0; // how far they went since the first came down

function startCanvas() {
  canvas.setAttribute("aria-hidden", "true");
  stage.append(canvas);
  stage.addEventListener("pointerdown", press);
  stage.addEventListener("pointermove", drag);
  for (const kind of ["pointerup", "pointercancel"]) stage.addEventListener(kind, lift);
}

function zoom() {
  return sight.scale;
}

/** The point of the picture under a point of the window. */
function picturePoint(x, y) {
  return { x: sight.left + x / sight.scale, y: sight.top + y / sight.scale };
}

/** The point of the window over a point of the picture. */
function windowPoint(x, y) {
  return { x: (x - sight.left) * sight.scale, y: (y - sight.top) * sight.scale };
}

/** The part of the picture that the window shows, in picture pixels. */
function viewRect() {
  const to = picturePoint(stage.clientWidth, stage.clientHeight);
  return { left: sight.left, top: sight.top, right: to.x, bottom: to.y };
}

/** Puts the picture's point (x, y) at the window's point (left, top). */
function moveTo(x, y, left, top, scale = sight.scale) {
  sight.scale = scale;
  sight.left = x - left / scale;
  sight.top = y - top / scale;
  redraw();
}

/** Draws with the next frame of the screen, once however often it is asked for. */
function redraw() {
  tellPlace();
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    if (grove && stage.clientWidth) paint();
  });
}

function paint() {
  const dots = settle();
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.fillStyle = colours.ground;
  brush.fillRect(0, 0, canvas.width, canvas.height);
  const scale = sight.scale * dots;
  brush.setTransform(scale, 0, 0, scale, -sight.left * scale, -sight.top * scale);
  drawAll(brush);
}

/** Gives the canvas the size of its window, sharp on every screen; dots of the screen a pixel. */
function settle() {
  const dots = window.devicePixelRatio || 1;
  const size = `${stage.clientWidth} ${stage.clientHeight} ${dots}`;
  if (size !== settled) {
    settled = size;
    canvas.width = Math.round(stage.clientWidth * dots);
    canvas.height = Math.round(stage.clientHeight * dots);
  }
  return dots;
}

/** The window has another size: the corner of the view stays. */
function resize() {
  if (grove && stage.clientWidth) redraw();
}

function spot(event) {
  const around = stage.getBoundingClientRect();
  return { x: event.clientX - around.left, y: event.clientY - around.top };
}

function press(event) {
  if (event.button > 0) return;
  if (!hands.size) travelled = 0;
  hands.set(event.pointerId, spot(event));
}

/** One hand moves the picture, two pull it larger or smaller. */
function drag(event) {
  if (event.pointerType === "mouse" && !event.buttons) lift(event);
  const from = hands.get(event.pointerId);
  if (!from) return;
  const to = spot(event);
  travelled += Math.hypot(to.x - from.x, to.y - from.y);
  if (hands.size === 1 && travelled <= STILL) return;
  if (!stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
  const other = [...hands].find(([id]) => id !== event.pointerId);
  hands.set(event.pointerId, to);
  if (other) pinch(from, to, other[1]);
  else slide(from.x - to.x, from.y - to.y);
}

function pinch(from, to, other) {
  const before = Math.hypot(from.x - other.x, from.y - other.y);
  const after = Math.hypot(to.x - other.x, to.y - other.y);
  if (before < 1 || after < 1) return;
  travelled = Infinity;
  const middle = picturePoint((from.x + other.x) / 2, (from.y + other.y) / 2);
  const scale = held((sight.scale * after) / before);
  moveTo(middle.x, middle.y, (to.x + other.x) / 2, (to.y + other.y) / 2, scale);
}

/** Moves freely, but a corner of the picture stays in the window. */
function slide(dx, dy) {
  const kept = 80 / sight.scale;
  const near = (at, window_, most) =>
    Math.min(Math.max(at, kept - window_ / sight.scale), most - kept);
  const { right, bottom } = grove.edges;
  const left = near(sight.left + dx / sight.scale, stage.clientWidth, Math.max(right, 2 * kept));
  const top = near(sight.top + dy / sight.scale, stage.clientHeight, Math.max(bottom, 2 * kept));
  moveTo(left, top, 0, 0);
}

function lift(event) {
  hands.delete(event.pointerId);
}

/** Whether the press that just ended moved the picture, and so is no click. */
function wasDragged() {
  const far = travelled > STILL;
  travelled = 0;
  return far;
}
