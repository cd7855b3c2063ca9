// How hands move the picture: wheel, drag, two fingers, click and double click, and the overview.

import { choose, closePanel, dive, scrollBy, unchoose, zoomBy } from "./actions.js";
import { hideCard, showCard } from "./hover.js";
import { hit, overview, show, spot, stage, viewOf } from "./picture.js";
import { say } from "./say.js";
import { element } from "./dom.js";
import { model } from "./data.js";
import { layOut } from "../scene/layout.js";
import { state } from "./store.js";
import { within } from "./zoom.js";

/** Pixels that a hand may move while it clicks. */
const STILL = 5;
const HINT = 2500;
/** @typedef {{ x: number, y: number }} Point */
/** @type {Map<number, Point>} */
const hands = new Map();
const walked = { pixels: 0, box: -1, wasOpen: false, hint: 0 };

export function startHands() {
  stage.addEventListener("pointerdown", press);
  stage.addEventListener("pointermove", drag);
  for (const kind of /** @type {const} */ (["pointerup", "pointercancel"])) stage.addEventListener(kind, lift);
  stage.addEventListener("wheel", roll, { passive: false });
  stage.addEventListener("click", click);
  stage.addEventListener("dblclick", diveIn);
  stage.addEventListener("pointerleave", () => hideCard(true));
}

/** @param {PointerEvent} event */
function press(event) {
  if (event.button > 0 || isCard(event)) return;
  if (!hands.size) walked.pixels = 0;
  hands.set(event.pointerId, spot(event));
  if (event.target === overview) scrollTo(spot(event).y);
}

/** @param {Event} event */
function isCard(event) {
  return event.target instanceof Node && element("card").contains(event.target);
}

/**
 * One hand moves the picture, two pull it larger or smaller.
 * @param {PointerEvent} event
 */
function drag(event) {
  if (event.pointerType === "mouse" && !event.buttons) lift(event);
  const from = hands.get(event.pointerId);
  if (!from) {
    if (event.pointerType === "mouse") hover(event);
    return;
  }
  const to = spot(event);
  walked.pixels += Math.hypot(to.x - from.x, to.y - from.y);
  if (hands.size === 1 && walked.pixels <= STILL) return;
  hideCard();
  if (!stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
  const other = [...hands].find(([id]) => id !== event.pointerId);
  hands.set(event.pointerId, to);
  if (other) pinch(from, to, other[1]);
  else if (event.target === overview) scrollTo(to.y);
  else scrollBy(from.x - to.x, from.y - to.y);
}

/** @param {PointerEvent} event */
function hover(event) {
  if (isCard(event)) return;
  const point = spot(event);
  const { box, cell } = event.target === overview ? { box: -1, cell: -1 } : hit(point);
  stage.classList.toggle("over", box >= 0);
  showCard(box, cell, point);
}

/**
 * @param {Point} from
 * @param {Point} to
 * @param {Point} other
 */
function pinch(from, to, other) {
  const before = Math.hypot(from.x - other.x, from.y - other.y);
  const after = Math.hypot(to.x - other.x, to.y - other.y);
  if (before < 1 || after < 1) return;
  walked.pixels = Infinity;
  zoomBy(after / before, { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 });
}

/** @param {PointerEvent} event */
function lift(event) {
  hands.delete(event.pointerId);
}

/**
 * The window shows the part around a y of the overview.
 * @param {number} y
 */
function scrollTo(y) {
  const view = viewOf();
  const { height } = layOut(model, view);
  show(within(model, view, { ...state.sight, top: (y / view.height) * height - view.height / 2 }));
}

/** @param {MouseEvent} event */
function click(event) {
  if (isCard(event) || event.target === overview) return;
  const wasDragged = walked.pixels > STILL;
  walked.pixels = 0;
  if (wasDragged || event.detail > 1) return;
  hideCard();
  const { box } = hit(spot(event));
  walked.box = box;
  walked.wasOpen = state.panel !== null;
  stage.focus({ preventScroll: true });
  if (box < 0) unchoose();
  else choose(box, { open: true });
}

/** The first click of two opens details that nobody asked for. */
function diveIn() {
  hideCard();
  if (walked.box < 0) return;
  if (!walked.wasOpen) closePanel();
  dive(walked.box);
}

/**
 * The wheel moves the picture, with Ctrl it zooms; at the edge it is left to the page around.
 * @param {WheelEvent} event
 */
function roll(event) {
  if (isCard(event)) return;
  hideCard();
  const unit = event.deltaMode === 1 ? 32 : 1;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    zoomBy(Math.exp((-event.deltaY * unit) / 400), spot(event));
    return;
  }
  const across = event.shiftKey ? event.deltaY : event.deltaX;
  const down = event.shiftKey ? 0 : event.deltaY;
  if (scrollBy(across * unit, down * unit)) event.preventDefault();
  else if (state.sight.z === undefined) hint();
}

/** Where everything fits nothing can be scrolled: says how to come nearer. */
function hint() {
  const note = element("hint");
  note.hidden = false;
  note.textContent = say("zoom.how");
  window.clearTimeout(walked.hint);
  walked.hint = window.setTimeout(() => { note.hidden = true; }, HINT);
}
