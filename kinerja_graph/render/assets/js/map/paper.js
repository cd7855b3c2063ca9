// Printing: the picture is drawn anew in pages, row by row, at a size that is read.

import { cellsOf } from "../scene/cells.js";
import { scene } from "../scene/scene.js";
import { model, page } from "./data.js";
import { element, make } from "./dom.js";
import { keptNow } from "./kept.js";
import { scopeText } from "./legend.js";
import { paintOn } from "./picture.js";
import { state } from "./store.js";
import { mountTable } from "./table.js";

/**
 * A sheet of A4 across: 1040 pixels fill 273 mm, so letters of 9 pixels have 6.7 points. The last one
 * leaves room for the legend below it, whose agencies stand about three in a line.
 */
const SHEET = { w: 1040, h: 660, dots: 2.5, rows: 44, most: 60 };
const LEGEND = { base: 124, line: 15, across: 3, most: 220 };
/** The most sheets of a map that is printed without its tables. */
const FEW = 4;
/** What is printed: what is seen, or the map at reading size and all tables. */
const asked = { all: false };

export function startPaper() {
  window.addEventListener("beforeprint", () => {
    const isMap = asked.all || state.tab === "picture" || !model.boxes.length;
    const isTable = asked.all || state.tab === "table" || !model.boxes.length;
    if (isTable) mountTable();
    element("sheets").replaceChildren(...(isMap ? sheets() : []));
    element("table").classList.toggle("printed", isTable);
    element("matrix").classList.toggle("printed", !isMap && !isTable);
    element("about").setAttribute("open", "");
  });
  window.addEventListener("afterprint", () => {
    element("sheets").replaceChildren();
    for (const part of ["table", "matrix"]) element(part).classList.remove("printed");
    element("about").removeAttribute("open");
    asked.all = false;
  });
}

/** Prints what is in sight of the map (a chain, an agency, or all of it) on a few sheets. */
export function printMap() {
  window.print();
}

/** Prints the map at reading size, and the tables. */
export function printAll() {
  asked.all = true;
  window.print();
}

/** One figure for each range of rows; what alone is kept is on one sheet. */
function sheets() {
  if (!model.boxes.length) return [];
  const kept = keptNow();
  const ranges = kept ? [undefined] : rangesOf(cellsOf(model).weight);
  const theme = page.colours.light ?? page.colours.print;
  const legend = LEGEND.base + LEGEND.line * Math.ceil(page.agencies.length / LEGEND.across);
  return ranges.map((rows, at) => {
    const h = at < ranges.length - 1 ? SHEET.h : SHEET.h - Math.min(legend, LEGEND.most);
    const canvas = make("canvas", { label: `${document.title} ${at + 1}/${ranges.length}` });
    canvas.setAttribute("role", "img");
    const view = {
      width: SHEET.w, height: h, language: state.language, strips: 1,
      ...(kept && { keep: kept }), ...(rows && { rows }), ...(state.chosen >= 0 && kept && { chosen: state.chosen }),
    };
    paintOn(canvas, scene(model, view), { w: SHEET.w, h }, theme, SHEET.dots);
    const part = ranges.length > 1 ? `${document.title} · ${at + 1}/${ranges.length}` : "";
    const caption = make("figcaption", { text: state.only ? scopeText(state.only) : part });
    return make("figure", {}, canvas, caption);
  });
}

/**
 * Ranges of rows of about the height of a sheet; of a very large plan more rows go on each.
 * @param {number[]} weight
 * @returns {[number, number][]}
 */
function rangesOf(weight) {
  const all = weight.reduce((sum, one) => sum + one, 0);
  const number = Math.min(asked.all ? SHEET.most : FEW, Math.max(1, Math.ceil(all / SHEET.rows)));
  /** @type {[number, number][]} */
  const ranges = [];
  let first = 0;
  let sum = 0;
  weight.forEach((one, row) => {
    sum += one;
    if (sum < (all * (ranges.length + 1)) / number - 1e-6) return;
    ranges.push([first, row + 1]);
    first = row + 1;
  });
  if (first < weight.length) ranges.push([first, weight.length]);
  return ranges;
}
