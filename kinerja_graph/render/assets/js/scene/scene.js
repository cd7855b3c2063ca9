// The picture of a cascade: a pure function of a model and a view, painted alike everywhere.

/** @import {Layout, Mark, Model, Strip, View} from "./types.js" */
/** @import {Sheet} from "./words.js" */

import { isShared, loudestOf } from "./cells.js";
import { drawEmptiness } from "./emptiness.js";
import { HEAD, layOut } from "./layout.js";
import { clip } from "./letters.js";
import { drawLines } from "./lines.js";
import { gapOf } from "./shares.js";
import { LEAST, say, text, writeCell } from "./words.js";

/** Cells lower than this melt into patches of their agency. */
const PATCH = 3.2;
const TICK = 2;
/** The height of a piece of a bar in pieces. */
const PIECE = 6;
const STUB = 12;

/**
 * Draws a model: a flat list of marks in drawing order.
 * @param {Model} model
 * @param {View} view
 * @returns {Mark[]}
 */
export function scene(model, view) {
  const layout = layOut(model, view);
  /** @type {Sheet} */
  const sheet = { model, cells: layout.cells, view, marks: [] };
  drawStrips(sheet, layout);
  if (view.chosen !== undefined && view.chosen in model.boxes) drawLines(sheet, layout, view.chosen);
  for (const strip of layout.strips) drawHeads(sheet, strip);
  return rounded(sheet.marks);
}

/**
 * Draws the cells of all strips, and what is empty beside them.
 * @param {Sheet} sheet
 * @param {Layout} layout
 */
export function drawStrips(sheet, layout) {
  for (const strip of layout.strips) {
    drawEmptiness(sheet, strip);
    drawCells(sheet, layout, strip, true);
  }
}

/**
 * The same cells without words in a narrow strip, with a frame around the part in sight.
 * @param {Model} model
 * @param {View} view
 * @param {{ width: number, height: number }} size
 * @returns {Mark[]}
 */
export function minimap(model, view, size) {
  return [...minimapCells(model, view, size), minimapFrame(model, view, size)];
}

/**
 * The cells of a minimap: they stay where they are while a window is scrolled.
 * @param {Model} model
 * @param {View} view
 * @param {{ width: number, height: number }} size
 * @returns {Mark[]}
 */
export function minimapCells(model, view, { width, height }) {
  const small = smallView(view, width, height);
  const layout = layOut(model, small);
  /** @type {Sheet} */
  const sheet = { model, cells: layout.cells, view: small, marks: [] };
  const [strip] = layout.strips;
  drawCells(sheet, layout, narrowed({ ...strip, y: 0, w: width }, layout, model), false);
  return rounded(sheet.marks);
}

/**
 * The frame of a minimap around the part in sight.
 * @param {Model} model
 * @param {View} view
 * @param {{ width: number, height: number }} size
 * @returns {Mark}
 */
export function minimapFrame(model, view, { width, height }) {
  const [strip] = layOut(model, smallView(view, width, height)).strips;
  const [seen] = layOut(model, view).strips;
  const top = mapped(0, seen, strip);
  const h = Math.max(4, mapped(seen.h, seen, strip) - top);
  return rounded([{ shape: "frame", x: 1, y: top, w: width - 2, h, stroke: "accent", line: 2 }])[0];
}

/**
 * @param {View} view
 * @param {number} width
 * @param {number} height
 * @returns {View}
 */
function smallView(view, width, height) {
  const small = { ...view, width, height: height + HEAD, strips: 1 };
  delete small.z;
  delete small.left;
  delete small.chosen;
  return small;
}

/**
 * The same strip with columns of equal width and narrow gaps.
 * @param {Strip} strip
 * @param {Layout} layout
 * @param {Model} model
 */
function narrowed(strip, layout, model) {
  const { places } = layout.cells;
  const step = strip.w / places.length;
  const lefts = places.map((_, at) => strip.x + at * step);
  const rights = model.columns.map((_, column) => strip.x + (places.findLastIndex((place) => place.column === column) + 1) * step - 1);
  return { ...strip, lefts, widths: places.map(() => step - 1), rights };
}

/**
 * The y on a strip of small rows that shows the same as a y on a strip of large ones.
 * @param {number} y
 * @param {Strip} large
 * @param {Strip} small
 */
function mapped(y, large, small) {
  const last = large.tops.length - 1;
  let row = rowAt(large, y);
  if (y >= large.tops[last]) row = last - 1;
  const high = large.tops[row + 1] - large.tops[row];
  const part = high ? Math.min(1, Math.max(0, (y - large.tops[row]) / high)) : 0;
  return small.tops[row] + part * (small.tops[row + 1] - small.tops[row]);
}

/**
 * The box at a point of the picture: of the topmost mark there that has one, or of the cell; -1: none.
 * @param {Model} model
 * @param {View} view
 * @param {Mark[]} marks
 * @param {number} x
 * @param {number} y
 */
export function boxAt(model, view, marks, x, y) {
  for (let at = marks.length - 1; at >= 0; at -= 1) {
    const mark = marks[at];
    if (mark.shape !== "text" || mark.box === undefined) continue;
    const left = mark.end ? mark.x - mark.w : mark.x;
    if (x >= left && x <= left + mark.w && y >= mark.y - mark.size && y <= mark.y + mark.size * 0.3) return mark.box;
  }
  return cellAt(layOut(model, view), model, x, y);
}

/**
 * The cell at a point of the picture; -1: none.
 * @param {Layout} layout
 * @param {Model} model
 * @param {number} x
 * @param {number} y
 */
export function cellAt(layout, model, x, y) {
  const strip = layout.strips.find((each) => x >= each.x && x < each.x + each.w);
  if (!strip || y < strip.y || y >= strip.y + strip.h || y - strip.y >= strip.tops[strip.tops.length - 1]) return -1;
  const { cells } = layout;
  let cell = cells.leaf[strip.from + rowAt(strip, y - strip.y)];
  for (; cell >= 0; cell = parentOf(model, layout, cell)) {
    const left = strip.lefts[cells.place[cell]];
    if (x >= left && x < rightOf(layout, strip, model, cell)) return cell;
  }
  return -1;
}

/**
 * @param {Model} model
 * @param {Layout} layout
 * @param {number} cell
 */
function parentOf(model, layout, cell) {
  const { parent } = model.boxes[cell];
  return parent < 0 ? -1 : layout.cells.cellOf[parent];
}

/**
 * The row of a strip at a y: a number from 0.
 * @param {Strip} strip
 * @param {number} y
 */
export function rowAt(strip, y) {
  let low = 0;
  let high = strip.tops.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (strip.tops[middle] <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The right edge of a cell.
 * @param {Layout} layout
 * @param {Strip} strip
 * @param {Model} model
 * @param {number} cell
 */
export function rightOf({ cells }, strip, model, cell) {
  const place = cells.place[cell];
  if (isShared(model, cells, cell)) return strip.lefts[place] + strip.widths[place];
  return strip.rights[model.boxes[cell].column];
}

/**
 * @param {Sheet} sheet
 * @param {Layout} layout
 * @param {Strip} strip
 * @param {boolean} withWords
 */
function drawCells(sheet, layout, strip, withWords) {
  const { model, cells } = sheet;
  /** @type {Melt} */
  const melt = { patches: new Map(), ticks: [] };
  for (const cell of cells.order) {
    const from = Math.max(cells.from[cell], strip.from);
    const to = Math.min(cells.to[cell], strip.to);
    if (to <= from) continue;
    const top = strip.tops[from - strip.from];
    const bottom = strip.tops[to - strip.from];
    if (bottom <= 0 || top >= strip.h) continue;
    const x = strip.lefts[cells.place[cell]];
    const w = rightOf(layout, strip, model, cell) - x;
    if (w <= 0) continue;
    if (bottom - top < PATCH) meltIn(sheet, layout, strip, melt, { cell, x, w, top, bottom });
    else drawCell(sheet, layout, strip, { cell, x, w, top, bottom }, withWords);
  }
  for (const patch of melt.patches.values()) drawPatch(sheet, strip, patch);
  for (const tick of melt.ticks) sheet.marks.push(tick);
}

/** @typedef {{ cell: number, x: number, w: number, top: number, bottom: number }} Spot */
/** @typedef {Spot & { fill: string }} Patch */
/** What melts: the open patch of each place, and ticks of findings, which are drawn over patches. */
/** @typedef {{ patches: Map<number, Patch>, ticks: Mark[] }} Melt */

/**
 * @param {Sheet} sheet
 * @param {Layout} layout
 * @param {Strip} strip
 * @param {Melt} melt
 * @param {Spot} spot
 */
function meltIn(sheet, layout, strip, { patches, ticks }, spot) {
  const { model, cells } = sheet;
  const fill = layout.faint?.[spot.cell] ? "faint.patch" : `tint${tintOf(model, spot.cell)}.patch`;
  const place = cells.place[spot.cell];
  const patch = patches.get(place);
  if (patch && patch.fill === fill && patch.x === spot.x && patch.w === spot.w && spot.top - patch.bottom < 0.5) {
    patch.bottom = spot.bottom;
  } else {
    if (patch) drawPatch(sheet, strip, patch);
    patches.set(place, { ...spot, fill });
  }
  const tone = loudestOf(cells, spot.cell);
  if (tone < 0 || layout.faint?.[spot.cell]) return;
  const h = Math.max(TICK, spot.bottom - spot.top);
  ticks.push({ shape: "rect", x: spot.x + spot.w - 7, y: strip.y + spot.top, w: 7, h, fill: `${model.tones[tone].colour}.line` });
}

/**
 * @param {Sheet} sheet
 * @param {Strip} strip
 * @param {Patch} patch
 */
function drawPatch({ marks }, strip, patch) {
  const top = Math.max(0, patch.top);
  marks.push({ shape: "rect", x: patch.x, y: strip.y + top, w: patch.w, h: Math.min(strip.h, patch.bottom) - top, fill: patch.fill });
}

/**
 * @param {Sheet} sheet
 * @param {Layout} layout
 * @param {Strip} strip
 * @param {Spot} spot
 * @param {boolean} withWords
 */
function drawCell(sheet, layout, strip, { cell, x, w, top, bottom }, withWords) {
  const start = Math.max(0, top);
  const h = Math.min(strip.h, bottom - gapOf(bottom - top)) - start;
  if (h <= 0) return;
  const area = { x, y: strip.y + start, w, h };
  const faint = layout.faint?.[cell] ?? false;
  const box = sheet.model.boxes[cell];
  if (box.kind === "Missing") drawMissing(sheet, cell, area);
  else if (sheet.paper) sheet.paper.ground(sheet, cell, area, faint);
  else drawGround(sheet, cell, area, { faint, withWords });
  drawTone(sheet, cell, area, withWords ? 5 : 3);
  if (!withWords) return;
  if (bottom - top >= STUB && !faint) drawStub(sheet, cell, area);
  (sheet.paper?.words ?? writeCell)(sheet, cell, area, faint);
}

/**
 * A mark at the left of a cell that contributes to others too; on paper words say it.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 */
function drawStub({ model, marks, paper }, cell, { x, y, h }) {
  if (!model.boxes[cell].also.length || paper) return;
  marks.push({ shape: "rect", x: x - 4, y: y + Math.min(h / 2, 16) - 1.5, w: 4, h: 3, fill: "cross" });
}

/** @typedef {{ x: number, y: number, w: number, h: number }} Area */

/**
 * An expected agency without any part: an outline of dashes.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 */
function drawMissing({ model, marks }, cell, area) {
  const stroke = `tint${tintOf(model, cell)}.bar`;
  marks.push({ shape: "rect", ...area, fill: "ground", box: cell });
  const inner = { x: area.x + 0.5, y: area.y + 0.5, w: area.w - 1, h: area.h - 1 };
  marks.push({ shape: "frame", ...inner, stroke, line: 1, dashed: true });
}

/**
 * The tint of a cell's agency, and its bar at the left.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {{ faint: boolean, withWords: boolean }} how
 */
function drawGround({ model, marks }, cell, area, { faint, withWords }) {
  const tint = faint ? "faint" : `tint${tintOf(model, cell)}`;
  const fill = `${tint}.${withWords && area.h >= LEAST ? "ground" : "patch"}`;
  marks.push({ shape: "rect", ...area, fill, box: cell });
  const w = Math.min(withWords ? 4 : 1.5, area.w / 3);
  const { agency } = model.boxes[cell];
  const pattern = withWords && !faint && agency >= 0 ? model.agencies[agency].pattern ?? 0 : 0;
  drawBar(marks, { ...area, w }, `${tint}.bar`, pattern);
}

/**
 * The bar of an agency: whole, in pieces, or two lines.
 * @param {Mark[]} marks
 * @param {Area} area
 * @param {string} fill
 * @param {number} pattern
 */
export function drawBar(marks, area, fill, pattern) {
  if (pattern === 1) {
    for (let y = 0; y < area.h; y += PIECE * 1.5) {
      marks.push({ shape: "rect", ...area, y: area.y + y, h: Math.min(PIECE, area.h - y), fill });
    }
    return;
  }
  const w = pattern === 2 ? area.w / 3 : area.w;
  marks.push({ shape: "rect", ...area, w, fill });
  if (pattern === 2) marks.push({ shape: "rect", ...area, x: area.x + 2 * w, w, fill });
}

/**
 * The bar of a finding at the right.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {number} most
 */
function drawTone({ model, cells, marks }, cell, area, most) {
  const tone = loudestOf(cells, cell);
  if (tone < 0) return;
  const w = Math.min(most, area.w / 3);
  const h = Math.max(TICK, area.h);
  marks.push({ shape: "rect", x: area.x + area.w - w, y: area.y, w, h, fill: `${model.tones[tone].colour}.line` });
}

/**
 * @param {Model} model
 * @param {number} cell
 */
export function tintOf(model, cell) {
  const { agency } = model.boxes[cell];
  return agency < 0 ? model.plain : model.agencies[agency].tint;
}

/**
 * The names of the columns above a strip; they hide what is scrolled under them.
 * @param {Sheet} sheet
 * @param {Strip} strip
 */
function drawHeads(sheet, strip) {
  const { model, cells, marks } = sheet;
  marks.push({ shape: "rect", x: strip.x, y: 0, w: strip.w, h: strip.y - 3, fill: "band" });
  model.columns.forEach((key, column) => {
    const left = strip.lefts[cells.places.findIndex((place) => place.column === column)];
    const words = clip(model, say(sheet, `column.${key}`), 10, strip.rights[column] - left - 2, true);
    if (words) marks.push(text(model, left + 1, strip.y - 10, words, 10, { fill: "muted", bold: true }));
  });
}

/**
 * The marks with coordinates of two decimals, so that they are short and the same everywhere.
 * @param {Mark[]} marks
 */
export function rounded(marks) {
  for (const mark of marks) {
    if ("points" in mark) mark.points = mark.points.map(short);
    else {
      mark.x = short(mark.x);
      mark.y = short(mark.y);
      mark.w = short(mark.w);
      if ("h" in mark) mark.h = short(mark.h);
      else mark.size = short(mark.size);
    }
    if ("line" in mark) mark.line = short(mark.line);
  }
  return marks;
}

/** @param {number} value */
function short(value) {
  return Math.round(value * 100) / 100;
}
