// The map on its canvas: what is in sight, drawn, and moved from one sight to the next.

/** @import {Mark, View} from "../scene/types.js" */
/** @import {Sight} from "./types.js" */

import { paint } from "../scene/canvas.js";
import { HEAD, layOut } from "../scene/layout.js";
import { boxAt, cellAt, minimapCells, minimapFrame, scene } from "../scene/scene.js";
import { model, page } from "./data.js";
import { element, make } from "./dom.js";
import { keptNow } from "./kept.js";
import { onChange, state, tell } from "./store.js";
import { areaOf, between, fitted, sightAt, topRow, within } from "./zoom.js";

export const stage = element("stage");
const canvas = make("canvas");
/** What was drawn before, while it fades. */
const ghost = make("canvas", { name: "ghost" });
export const overview = make("canvas", { name: "overview" });
/** Milliseconds of a move and of a fade. */
const MOVE = 220;
const MAP_WIDTH = 44;
const MAP_GAP = 8;

/** @typedef {{ canvas: HTMLCanvasElement, height: number, dots: number, keep?: number[], theme?: Record<string, string> }} Cells */
/** @typedef {{ sight: Sight, view: View, marks: Mark[], asked: number, moving: number, size: string, cells: Cells }} Drawn */
/** @type {Drawn} */
const drawn = {
  sight: { top: 0, left: 0 }, view: { width: 0, height: 0, language: "id" }, marks: [], asked: 0, moving: 0, size: "",
  cells: { canvas: make("canvas"), height: 0, dots: 0 },
};

/** Puts the canvas into the page. */
export function startPicture() {
  for (const one of [canvas, ghost, overview]) one.setAttribute("aria-hidden", "true");
  stage.append(canvas, ghost, overview);
  if (page.width !== null) element("map").style.maxWidth = `${page.width}px`;
  new ResizeObserver(resize).observe(stage);
  const turn = () => tell("words"); // whatever has colours is drawn with the words
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", turn);
  new MutationObserver(turn).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  onChange("state", redraw);
  onChange("words", redraw);
}

/** The colours of the theme: the one asked for, or that of the system. */
export function colours() {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  return page.colours[document.documentElement.dataset.theme ?? system] ?? Object.values(page.colours)[0];
}

/**
 * The view of a sight in the window as it is now.
 * @param {Sight} [sight]
 * @returns {View}
 */
export function viewOf(sight = state.sight) {
  const kept = keptNow();
  const isZoomed = sight.z !== undefined;
  return {
    width: stage.clientWidth - (isZoomed ? MAP_WIDTH + MAP_GAP : 0),
    height: stage.clientHeight,
    language: state.language,
    ...(isZoomed && { z: sight.z, top: sight.top }),
    ...(sight.left && { left: sight.left }),
    ...(kept && { keep: kept }),
    ...(state.chosen >= 0 && { chosen: state.chosen }),
  };
}

/**
 * Shows another part of the picture; `smooth` moves there.
 * @param {Sight} wanted
 * @param {{ smooth?: boolean }} [how]
 */
export function show(wanted, { smooth = false } = {}) {
  const sight = within(model, viewOf(wanted), wanted);
  const isFar = isFolded(drawn.sight) || isFolded(sight);
  state.sight = sight;
  stop();
  if ((drawn.sight.z === undefined) !== (sight.z === undefined)) melt();
  if (smooth && !isFar && !isCalm() && drawn.marks.length) move(drawn.sight, sight);
  else drawn.sight = sight;
  redraw();
  tell("sight");
}

/** Whether the reader wants nothing to move. */
function isCalm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Ends a move: what is shown is what was wanted. */
function stop() {
  if (drawn.moving) cancelAnimationFrame(drawn.moving);
  drawn.moving = 0;
}

/**
 * Whether a sight has strips side by side, which no move leads out of.
 * @param {Sight} sight
 */
function isFolded(sight) {
  return sight.z === undefined && layOut(model, viewOf(sight)).strips.length > 1;
}

/**
 * @param {Sight} from
 * @param {Sight} to
 */
function move(from, to) {
  const { fit } = layOut(model, fitted(viewOf({ z: 1, top: 0, left: 0 })));
  const whole = (/** @type {Sight} */ sight) => ({ ...sight, z: sight.z ?? fit });
  const start = performance.now();
  const step = (/** @type {number} */ now) => {
    const part = Math.min(1, Math.max(0, (now - start) / MOVE));
    drawn.sight = part < 1 ? between(whole(from), whole(to), part) : to;
    drawn.moving = part < 1 ? requestAnimationFrame(step) : 0;
    draw();
  };
  drawn.moving = requestAnimationFrame(step);
}

/** Keeps what is shown above what comes, and lets it fade. */
export function melt() {
  if (isCalm() || !canvas.width || !drawn.marks.length) return;
  ghost.width = canvas.width;
  ghost.height = canvas.height;
  ghost.getContext("2d")?.drawImage(canvas, 0, 0);
  ghost.style.width = canvas.style.width;
  ghost.style.height = canvas.style.height;
  ghost.classList.remove("gone");
  requestAnimationFrame(() => requestAnimationFrame(() => ghost.classList.add("gone")));
}

/** Draws with the next frame of the screen, once however often it is asked for. */
export function redraw() {
  tellPlace();
  if (drawn.asked || drawn.moving) return;
  drawn.asked = requestAnimationFrame(() => {
    drawn.asked = 0;
    if (!drawn.moving) draw();
  });
}

/** Draws at once, not with the next frame: the first frame has the picture. */
export function drawNow() {
  cancelAnimationFrame(drawn.asked);
  drawn.asked = 0;
  draw();
}

function draw() {
  if (!stage.clientWidth || !stage.clientHeight) return;
  element("nothing").hidden = model.boxes.length > 0;
  if (!model.boxes.length) return;
  const view = viewOf(drawn.sight);
  drawn.size = sizeNow();
  drawn.view = view;
  drawn.marks = scene(model, view);
  paintOn(canvas, drawn.marks, { w: view.width, h: view.height }, colours());
  overview.hidden = view.z === undefined;
  if (!overview.hidden) drawOverview(view);
  tellPlace();
}

/**
 * Draws the overview; its cells are drawn once, for they stay while the window is scrolled.
 * @param {View} view
 */
function drawOverview(view) {
  const size = { width: MAP_WIDTH, height: stage.clientHeight };
  const theme = colours();
  const dots = window.devicePixelRatio || 1;
  const { cells } = drawn;
  if (cells.height !== size.height || cells.keep !== view.keep || cells.theme !== theme || cells.dots !== dots) {
    Object.assign(cells, { height: size.height, keep: view.keep, theme, dots });
    paintOn(cells.canvas, minimapCells(model, view, size), { w: size.width, h: size.height }, theme);
  }
  paintOn(overview, [minimapFrame(model, view, size)], { w: size.width, h: size.height }, theme, dots, cells.canvas);
}

/**
 * Paints marks on a canvas of a size, sharp on every screen.
 * @param {HTMLCanvasElement} on
 * @param {Mark[]} marks
 * @param {{ w: number, h: number }} size in pixels of the page
 * @param {Record<string, string>} theme
 * @param {number} [dots] dots of the screen a pixel
 * @param {HTMLCanvasElement | null} [under] what is already drawn
 */
export function paintOn(on, marks, { w, h }, theme, dots = window.devicePixelRatio || 1, under = null) {
  const width = Math.round(w * dots);
  const height = Math.round(h * dots);
  if (on.width !== width || on.height !== height) {
    on.width = width;
    on.height = height;
    on.style.width = `${w}px`;
    on.style.height = `${h}px`;
  }
  const brush = on.getContext("2d", { alpha: false });
  if (!brush) return;
  brush.setTransform(dots, 0, 0, dots, 0, 0);
  brush.fillStyle = theme.ground;
  brush.fillRect(0, 0, w, h);
  if (under) brush.drawImage(under, 0, 0, w, h);
  paint(brush, marks, theme);
}

function sizeNow() {
  return `${stage.clientWidth} ${stage.clientHeight}`;
}

/** The window has another size: the row at its top stays. */
function resize() {
  if (!stage.clientWidth || sizeNow() === drawn.size) return;
  const before = drawn.view;
  if (state.sight.z !== undefined && before.width) {
    const row = topRow(model, { ...before, z: state.sight.z, top: state.sight.top });
    state.sight = sightAt(model, viewOf(), { z: state.sight.z, row, left: state.sight.left });
  }
  stop();
  drawn.sight = state.sight;
  draw();
}

/** @param {MouseEvent} event */
export function spot(event) {
  const around = stage.getBoundingClientRect();
  return { x: event.clientX - around.left, y: event.clientY - around.top };
}

/**
 * The box and the cell at a point of the window; -1: none.
 * @param {{ x: number, y: number }} point
 */
export function hit({ x, y }) {
  if (!drawn.marks.length || y < HEAD || x > drawn.view.width) return { box: -1, cell: -1 };
  const cell = cellAt(layOut(model, drawn.view), model, x, y);
  const box = boxAt(model, drawn.view, drawn.marks, x, y);
  return { box: box < 0 ? cell : box, cell };
}

/**
 * Where the cell of a box is in the window; null: out of sight.
 * @param {number} box
 */
export function placeOfBox(box) {
  if (box < 0 || !stage.clientWidth) return null;
  const view = viewOf();
  return areaOf(model, view, layOut(model, view).cells.cellOf[box]);
}

/** For whoever drives the page from outside: what is in sight, and where the chosen box stands. */
function tellPlace() {
  const { z, top, left } = state.sight;
  stage.dataset.view = [left, top, z ?? 0].map((part) => part.toFixed(2)).join(" ");
  const area = placeOfBox(state.chosen);
  stage.dataset.at = area ? [area.x, area.y, area.w, area.h].map((part) => part.toFixed(1)).join(" ") : "";
}
