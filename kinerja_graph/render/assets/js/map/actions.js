// What a reader does: choose a box, keep a chain, dive and come back, walk from finding to finding.

/** @import {Only, State} from "./types.js" */

import { cellsOf } from "../scene/cells.js";
import { indexOf, isReal, items, model, nameOf, page } from "./data.js";
import { choice, element } from "./dom.js";
import { keptNow } from "./kept.js";
import { isSame } from "./only.js";
import { melt, placeOfBox, show, stage, viewOf } from "./picture.js";
import { number, placeOf, say, told, valueOf } from "./say.js";
import { state, tell } from "./store.js";
import { drawnOrder, neighbour } from "./walk.js";
import { brought, dived, zoomed } from "./zoom.js";

/** The least height in which a cell is read, in pixels. */
const LEGIBLE = 12;
const STEP = 1.25;

/**
 * Chooses a box; `open` opens its details, `mark` is the finding that they begin with, `bring`
 * moves the picture until the box can be read, `restored` leaves alone what is kept alone.
 * @param {number} box
 * @param {{ open?: boolean, mark?: number | null, bring?: boolean, restored?: boolean }} [how]
 */
export function choose(box, { open = false, mark = null, bring = false, restored = false } = {}) {
  const kept = keptNow();
  if (kept && !restored && !kept.includes(box)) setOnly(null);
  state.chosen = box;
  if (open || state.panel) state.panel = { mark };
  if (bring) bringIntoSight(box);
  tell("state");
  announce(box);
}

/** @param {number} box */
export function bringIntoSight(box) {
  if (!stage.clientWidth) return;
  const cell = cellsOf(model).cellOf[box];
  show(brought(model, viewOf(), cell, LEGIBLE), { smooth: true });
}

export function unchoose() {
  state.chosen = -1;
  stage.dataset.selected = "";
  closePanel();
}

export function closePanel() {
  const wasOpen = state.panel !== null;
  state.panel = null;
  tell("state");
  if (wasOpen) stage.focus({ preventScroll: true });
}

/**
 * Keeps the height of some boxes and squeezes all others; null: all are as tall as before.
 * @param {Only | null} only
 */
export function keepOnly(only) {
  if (isSame(only, state.only)) return;
  setOnly(only);
  state.tab = "picture";
  tell("state");
}

/** @param {Only | null} only */
function setOnly(only) {
  melt();
  state.only = only;
  if (only && !keptNow()) state.only = null;
  state.dives = [];
  show({ top: 0, left: 0 });
}

/**
 * Keeps the chain of a box alone; once more gives all back.
 * @param {number} box
 */
export function keepChain(box) {
  if (box < 0) return;
  const only = /** @type {Only} */ ({ kind: "chain", id: items[box].id });
  keepOnly(isSame(only, state.only) ? null : only);
}

/**
 * Lets a cell fill the window; once more leads back to where it was.
 * @param {number} box
 */
export function dive(box) {
  if (box < 0) return;
  const cell = cellsOf(model).cellOf[box];
  if (state.dives[state.dives.length - 1]?.cell === cell) {
    comeBack();
    return;
  }
  state.dives.push({ cell, sight: state.sight });
  show(dived(model, viewOf({ ...state.sight, z: 1 }), cell), { smooth: true });
  tell("state");
}

/** Leads back to where the last dive began; whether there was one, or a zoom to end. */
export function comeBack() {
  const last = state.dives.pop();
  if (!last && state.sight.z === undefined) return false;
  show(last ? last.sight : { top: 0, left: 0 }, { smooth: true });
  tell("state");
  return true;
}

export function fitAll() {
  state.dives = [];
  show({ top: 0, left: 0 }, { smooth: true });
  tell("state");
}

/**
 * Makes rows taller or lower; the row at a point stays there.
 * @param {number} factor
 * @param {{ x: number, y: number }} [at] the point; absent: the chosen box, or the middle
 * @param {boolean} [smooth]
 */
export function zoomBy(factor, at = middle(), smooth = false) {
  show(zoomed(model, viewOf(), factor, at), { smooth });
}

export function zoomIn() {
  zoomBy(STEP, middle(), true);
}

export function zoomOut() {
  zoomBy(1 / STEP, middle(), true);
}

function middle() {
  const area = placeOfBox(state.chosen);
  if (area) return { x: area.x + area.w / 2, y: area.y + Math.min(area.h / 2, 40) };
  return { x: stage.clientWidth / 2, y: stage.clientHeight / 2 };
}

/**
 * Scrolls; whether anything moved.
 * @param {number} across pixels to the right
 * @param {number} down pixels
 */
export function scrollBy(across, down) {
  const { top, left } = state.sight;
  show({ ...state.sight, top: top + down, left: left + across });
  return state.sight.top !== top || state.sight.left !== left;
}

/**
 * Walks from the chosen box by an arrow.
 * @param {"left" | "right" | "up" | "down"} direction
 */
export function walk(direction) {
  if (!model.boxes.length) return;
  const next = state.chosen < 0 ? cellsOf(model).order[0] : neighbour(model, state.chosen, direction);
  if (next >= 0) choose(next, { bring: true });
}

/**
 * Tells a screen reader what was chosen.
 * @param {number} box
 */
function announce(box) {
  const item = items[box];
  const parts = [item.name, placeOf(item), item.agencies.map(nameOf).join(", "), valueOf(item)];
  for (const at of item.marks) {
    const mark = page.marks[at];
    parts.push(say("said.finding", { severity: say(`severity.${mark.severity}`), title: told(mark, "title") }));
  }
  const below = countBelow(box);
  if (below) parts.push(say("said.below", { n: number(below) }));
  element("live").textContent = parts.filter(Boolean).join(". ");
  stage.dataset.selected = item.id;
}

/**
 * How many results and tasks hang on a box.
 * @param {number} box
 */
export function countBelow(box) {
  const under = new Set([box]);
  for (const one of drawnOrder(model)) if (under.has(model.boxes[one].parent)) under.add(one);
  return [...under].filter((one) => one !== box && isReal(items[one])).length;
}

/** The findings that the filter lets through: places in `Page.marks`. */
export function chosenMarks() {
  const filter = choice("filter").value;
  const places = page.marks.map((_, at) => at);
  if (filter.startsWith("tone:")) return places.filter((at) => `tone:${page.marks[at].severity}` === filter);
  return places.filter((at) => !filter || `rule:${page.marks[at].rule}` === filter);
}

/**
 * Walks to the next finding (1) or the one before (-1).
 * @param {1 | -1} step
 */
export function goToFinding(step) {
  const list = chosenMarks();
  if (!list.length) return;
  const from = list.indexOf(state.finding);
  const first = step > 0 ? 0 : list.length - 1;
  showFinding(list[from < 0 ? first : (from + step + list.length) % list.length]);
}

/**
 * Shows a finding: its box, and its details.
 * @param {number} at its place in `Page.marks`
 */
export function showFinding(at) {
  state.finding = at;
  setTab("picture");
  const box = indexOf(page.marks[at].node);
  if (box >= 0) {
    choose(box, { open: true, mark: at, bring: true });
    return;
  }
  state.chosen = -1;
  state.panel = { mark: at };
  tell("state");
  element("live").textContent = told(page.marks[at], "message");
}

/** @param {State["tab"]} tab */
export function setTab(tab) {
  if (state.tab === tab) return;
  state.tab = tab;
  tell("state");
}
