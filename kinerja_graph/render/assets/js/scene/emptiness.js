// Emptiness that speaks: left of a root without parent, right of a cell that carries nothing, and
// between a cell and its parent where a level is skipped.

/** @import {Strip} from "./types.js" */
/** @import {Sheet} from "./words.js" */

import { clip, widthOf } from "./letters.js";
import { GUTTER } from "./shares.js";
import { say, text } from "./words.js";

const SIZE = 11;
const LEAST = 8.7;

/**
 * Draws the three kinds of emptiness of a strip.
 * @param {Sheet} sheet
 * @param {Strip} strip
 */
export function drawEmptiness(sheet, strip) {
  const { model, cells } = sheet;
  if (!model.whole) return;
  const first = cells.root.reduce((least, root) => Math.min(least, model.boxes[root].column), model.columns.length);
  const last = model.columns.length - 1;
  const columnOf = (/** @type {number} */ box) => model.boxes[box].column;
  for (const run of runsOf(strip, cells.root, columnOf, sheet)) {
    if (run.column > first) drawParentless(sheet, strip, run);
  }
  for (const run of runsOf(strip, cells.leaf, columnOf, sheet)) {
    if (run.column < last) drawEnds(sheet, strip, run);
  }
  for (const gap of gapsOf(sheet, strip)) drawSkipped(sheet, strip, gap);
}

/** @typedef {{ column: number, top: number, bottom: number, from: number, to: number, number: number }} Run */

/**
 * Runs of rows whose cells are of one column.
 * @param {Strip} strip
 * @param {number[]} cellOfRow
 * @param {(cell: number) => number} columnOf
 * @param {Sheet} sheet
 */
function runsOf(strip, cellOfRow, columnOf, sheet) {
  /** @type {Run[]} */
  const runs = [];
  for (let row = strip.from; row < strip.to; row += 1) {
    const cell = cellOfRow[row];
    const column = sheet.model.boxes[cell].kind === "Missing" ? -1 : columnOf(cell);
    const bottom = strip.tops[row - strip.from + 1];
    const run = runs[runs.length - 1];
    if (run && run.column === column) {
      if (cellOfRow[row - 1] !== cell) run.number += 1;
      run.bottom = bottom;
      run.to = row + 1;
    } else {
      const top = strip.tops[row - strip.from];
      runs.push({ column, top, bottom, from: row, to: row + 1, number: 1 });
    }
  }
  return runs.filter((run) => run.column >= 0 && run.bottom > 0 && run.top < strip.h);
}

/**
 * @param {Sheet} sheet
 * @param {Strip} strip
 * @param {Run} run
 */
function drawParentless(sheet, strip, run) {
  const { model, cells, marks } = sheet;
  const right = strip.lefts[cells.places.findIndex((place) => place.column === run.column)] - GUTTER / 2;
  const area = areaOf(strip, run, strip.x, right);
  marks.push({ shape: "hatch", ...area, fill: "hatch.ground", stroke: "hatch.line" });
  const words = say(sheet, run.number === 1 ? "map.parentless.one" : "map.parentless", { n: run.number });
  const size = Math.min(SIZE, area.h * 0.9);
  const label = clip(model, words, size, area.w - 16, true);
  if (area.h < LEAST || !label) return;
  const w = widthOf(model, label, size, true);
  const middle = area.y + area.h / 2;
  const high = Math.min(17, area.h);
  marks.push({ shape: "rect", x: right - w - 14, y: middle - high / 2, w: w + 12, h: high, fill: "ground" });
  marks.push(text(model, right - 8, middle + size * 0.37, label, size, { fill: "red.ink", bold: true, end: true }));
}

/**
 * @param {Sheet} sheet
 * @param {Strip} strip
 * @param {Run} run
 */
function drawEnds(sheet, strip, run) {
  const { model, marks } = sheet;
  const left = strip.rights[run.column] + GUTTER;
  const area = areaOf(strip, run, left, strip.x + strip.w);
  marks.push({ shape: "rect", ...area, fill: "band" });
  const words = say(sheet, run.number === 1 ? "map.ends.one" : "map.ends", { n: run.number });
  const size = Math.min(SIZE - 1, area.h * 0.9);
  const label = clip(model, words, size, area.w - 18);
  if (area.h < LEAST || !label) return;
  marks.push(text(model, left + 9, area.y + area.h / 2 + size * 0.37, label, size, { fill: "faint" }));
}

/** @typedef {{ parent: number, column: number, top: number, bottom: number, from: number, to: number }} Gap */

/**
 * Where cells hang on a parent more than one column to their left: neighbours of one parent and
 * column are one gap.
 * @param {Sheet} sheet
 * @param {Strip} strip
 */
function gapsOf({ model, cells }, strip) {
  /** @type {Gap[]} */
  const gaps = [];
  /** @type {Map<string, Gap>} */
  const last = new Map();
  for (const cell of cells.order) {
    const { column, kind, parent: box } = model.boxes[cell];
    const from = Math.max(cells.from[cell], strip.from);
    const to = Math.min(cells.to[cell], strip.to);
    if (box < 0 || kind === "Missing" || to <= from) continue;
    const parent = cells.cellOf[box];
    if (column - model.boxes[parent].column < 2) continue;
    const bottom = strip.tops[to - strip.from];
    const key = `${parent} ${column}`;
    const above = last.get(key);
    if (above && above.to === from) {
      Object.assign(above, { to, bottom });
      continue;
    }
    const gap = { parent, column, from, to, top: strip.tops[from - strip.from], bottom };
    last.set(key, gap);
    gaps.push(gap);
  }
  return gaps.filter(({ top, bottom }) => bottom > 0 && top < strip.h);
}

/**
 * Says that a level is skipped, with a line from the parent to what hangs on it.
 * @param {Sheet} sheet
 * @param {Strip} strip
 * @param {Gap} gap
 */
function drawSkipped(sheet, strip, gap) {
  const { model, cells, marks } = sheet;
  const left = strip.rights[model.boxes[gap.parent].column] + GUTTER;
  const right = strip.lefts[cells.places.findIndex((place) => place.column === gap.column)] - GUTTER;
  const area = areaOf(strip, gap, left, right);
  if (area.w <= 0 || area.h <= 0) return;
  const middle = area.y + area.h / 2;
  marks.push({ shape: "rect", ...area, fill: "band" });
  marks.push({ shape: "rect", x: left - GUTTER, y: middle - 0.5, w: right - left + 2 * GUTTER, h: 1, fill: "edge" });
  const size = Math.min(SIZE - 1, area.h * 0.9);
  const label = clip(model, say(sheet, "map.skipped"), size, area.w - 18);
  if (area.h < LEAST || !label) return;
  const w = widthOf(model, label, size);
  const high = Math.min(15, area.h);
  marks.push({ shape: "rect", x: left + 6, y: middle - high / 2, w: w + 6, h: high, fill: "band" });
  marks.push(text(model, left + 9, middle + size * 0.37, label, size, { fill: "faint" }));
}

/**
 * The part of a run in sight, less the gap between rows.
 * @param {Strip} strip
 * @param {{ top: number, bottom: number }} run
 * @param {number} left
 * @param {number} right
 */
function areaOf(strip, run, left, right) {
  const top = Math.max(0, run.top);
  const bottom = Math.min(strip.h, run.bottom);
  const gap = bottom - top > 6 ? 2 : 0;
  return { x: left, y: strip.y + top, w: right - left, h: bottom - top - gap };
}
