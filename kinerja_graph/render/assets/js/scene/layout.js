// Where rows and columns stand: heights with floors, squeeze, strips.

/** @import {Columns} from "./columns.js" */
/** @import {Cells, Layout, Model, View} from "./types.js" */

import { cellsOf, loudestOf } from "./cells.js";
import { columnsOf, edgesOf } from "./columns.js";
import { shareWindow, WORDLESS } from "./shares.js";

/** The height of the headings, and the distance of strips, in pixels. */
export const HEAD = 24;
const STRIP_GAP = 16;
/** A row with an error is at least as tall, so that it has words where not all rows have. */
const BROKEN = 13;
/** The share of rows too low for words from which on a plan folds into strips. */
const FEW_LOW = 0.1;
const LEAST_COLUMN = 110;
/** A window with less for each place of a cell is shared out by the number of rows alone. */
const LEAST_SHARED = 60;
/** The least width of a column of a strip, on average. */
const STRIP_COLUMN = 95;
const MOST_STRIPS = 3;
export const MOST_ROWS = 400;
/** The height of a row for which columns are made while zoomed. */
const READING = 26;
/** A squeezed row, at most, and the share of the height of all squeezed rows. */
const SQUEEZED = 3;
const SHARE = 0.16;

/** What was made for a model: with the share of a window, which costs most, apart. */
/** @type {WeakMap<Model, Map<string, unknown>>} */
const made = new WeakMap();
/** @type {WeakMap<Model, Map<string, unknown>>} */
const madeShares = new WeakMap();
const MOST_REMEMBERED = 32;
/** @type {WeakMap<number[], number>} */
const numbers = new WeakMap();
const counted = { sets: 0 };

/**
 * Works out where everything is.
 * @param {Model} model
 * @param {View} view
 * @returns {Layout}
 */
export function layOut(model, view) {
  const plain = cellsOf(model);
  const [from, to] = rowsIn(view, plain);
  const down = Math.max(1, view.height - HEAD);
  const window = `${view.width} ${down} ${from} ${to} ${view.strips}`;
  const shared = remembered(model, window, () => shareOf(model, plain, view, from, to), madeShares);
  const cells = shared?.cells ?? plain;
  const set = view.keep ? numberOf(view.keep) : 0;
  const { kept, faint } = remembered(model, `kept ${set} ${from} ${to}`, () => keptOf(cells, view.keep, from, to));
  const ranges = remembered(model, `strips ${window} ${set} ${view.z === undefined}`, () =>
    stripRanges(model, cells, view, kept, from, to, shared));
  const own = shared ? window : down;
  const fits = ranges.map(([first, last]) =>
    remembered(model, `fit ${own} ${first} ${last} ${set}`, () => fitHeights(model, cells, kept, first, last, down)));
  const fit = Math.min(...fits.map((each) => each.z));
  const scrolled = view.z !== undefined && ranges.length === 1;
  const z = scrolled ? Number(view.z) : fit;
  const { width, across } = widthsOf(model, view, ranges.length);
  const left = Math.min(view.left ?? 0, width - view.width);
  const usual = () => usualHeights(model, cells, kept, from, to, down * ranges.length, scrolled);
  const key = `columns ${own} ${across} ${ranges.length} ${from} ${to} ${view.language} ${scrolled} ${kept ? set : 0}`;
  const stays = shared && !scrolled && ranges.length === shared.ranges.length;
  const columns = stays ? shared.columns : remembered(model, key, () => columnsOf(model, cells, view, across, usual(), from));
  const heightsIn = (/** @type {number} */ first, /** @type {number} */ last) =>
    remembered(model, `at ${z} ${own} ${first} ${last} ${set}`, () => heightsAt(model, cells, kept, first, last, z, down));
  const strips = ranges.map((range, at) => {
    const { heights } = scrolled ? heightsIn(...range) : fits[at];
    return stripOf(range, heights, columns, { x: at * (across + STRIP_GAP) - left, w: across, h: down, top: scrolled ? view.top ?? 0 : 0 });
  });
  const height = Math.max(...strips.map(({ tops }) => tops[tops.length - 1] - tops[0]));
  return { cells, strips, z, fit, width, height, faint };
}

/**
 * The range of rows that a view asks for.
 * @param {View} view
 * @param {Cells} cells
 */
function rowsIn({ rows }, { leaf }) {
  return (rows ?? [0, leaf.length]).map((row) => Math.min(Math.max(0, row), leaf.length));
}

/**
 * The width of everything, and of each strip.
 * @param {Model} model
 * @param {View} view
 * @param {number} strips
 */
function widthsOf(model, view, strips) {
  const width = strips > 1 ? view.width : Math.max(view.width, model.columns.length * LEAST_COLUMN);
  return { width, across: (width - STRIP_GAP * (strips - 1)) / strips };
}

/**
 * @param {[number, number]} range
 * @param {number[]} heights
 * @param {Columns} columns
 * @param {{ x: number, w: number, h: number, top: number }} area and how far it is scrolled down
 */
function stripOf([from, to], heights, { lefts, widths, rights }, { x, w, h, top }) {
  const tops = [0 - top];
  for (const height of heights) tops.push(tops[tops.length - 1] + height);
  const move = (/** @type {number} */ each) => x + each;
  return { x, y: HEAD, w, h, from, to, tops, lefts: lefts.map(move), widths, rights: rights.map(move) };
}

/**
 * How a window is shared out where names would be cut; null: they are whole, rows have no words, or
 * there is no room for columns of words.
 * @param {Model} model
 * @param {Cells} cells
 * @param {View} view
 * @param {number} from
 * @param {number} to
 * @returns {{ cells: Cells, ranges: [number, number][], columns: Columns } | null}
 */
function shareOf(model, cells, view, from, to) {
  const down = Math.max(1, view.height - HEAD);
  const ranges = to - from > MOST_ROWS ? [] : rangesWithWords(model, cells, view, from, to);
  if (!ranges.length) return null;
  const { across } = widthsOf(model, view, ranges.length);
  const heights = fitHeights(model, cells, null, from, to, down * ranges.length).heights;
  const { widths } = columnsOf(model, cells, { ...view, language: "id" }, across, heights, from);
  const shared = shareWindow(model, cells, ranges, down, widths);
  if (!shared) return null;
  const all = cells.weight.slice(from, to).reduce((sum, one) => sum + one, 0);
  const weight = [...cells.weight];
  shared.heights.forEach((height, at) => { weight[from + at] = (height * all) / (down * ranges.length); });
  return { cells: { ...cells, weight, isShared: true }, ranges, columns: edgesOf(model, cells, shared.widths) };
}

/**
 * The fewest strips in which every row has words; none: there is no room for them.
 * @param {Model} model
 * @param {Cells} cells
 * @param {View} view
 * @param {number} from
 * @param {number} to
 * @returns {[number, number][]}
 */
function rangesWithWords(model, cells, view, from, to) {
  const down = Math.max(1, view.height - HEAD);
  const most = Math.max(1, Math.min(view.strips ?? MOST_STRIPS, stripsIn(model, view)));
  if (view.width < cells.places.length * LEAST_SHARED) return [];
  for (let number = 1; number <= most; number += 1) {
    const ranges = cutRows(cells.leaf.map(() => 1), from, to, number);
    if (ranges.every(([first, last]) => (last - first) * WORDLESS <= down)) return ranges;
  }
  return [];
}

/**
 * The number of strips that a window has room for.
 * @param {Model} model
 * @param {View} view
 */
function stripsIn(model, view) {
  return Math.floor((view.width + STRIP_GAP) / (model.columns.length * STRIP_COLUMN + STRIP_GAP));
}

/**
 * The number of a set of boxes: the same set has the same one.
 * @param {number[]} set
 */
function numberOf(set) {
  const known = numbers.get(set) ?? (counted.sets += 1);
  numbers.set(set, known);
  return known;
}

/**
 * By row whether it is kept, by box whether its cell is pale; null: all are kept, none is pale.
 * @param {Cells} cells
 * @param {number[] | undefined} keep
 * @param {number} from
 * @param {number} to
 */
function keptOf(cells, keep, from, to) {
  const known = keep?.filter((box) => box in cells.cellOf);
  const kept = known ? keptRows(cells, known, from, to) : null;
  return { kept, faint: kept && known ? faintCells(cells, known) : null };
}

/**
 * What was worked out for a model before, if it was: a window that is scrolled costs little.
 * @template T
 * @param {Model} model
 * @param {string} key
 * @param {() => T} make
 * @returns {T}
 */
function remembered(model, key, make, store = made) {
  /** @type {Map<string, unknown>} */
  const all = store.get(model) ?? new Map();
  store.set(model, all);
  if (all.has(key)) return /** @type {T} */ (all.get(key));
  const found = make();
  if (all.size >= MOST_REMEMBERED) all.clear();
  all.set(key, found);
  return found;
}

/**
 * The heights for which columns are made: those at fit, so that columns stay where they are while
 * rows are squeezed; where rows have no words then, those of the kept rows, or of reading.
 * @param {Model} model
 * @param {Cells} cells
 * @param {boolean[] | null} kept
 * @param {number} from
 * @param {number} to
 * @param {number} down
 * @param {boolean} scrolled
 */
function usualHeights(model, cells, kept, from, to, down, scrolled) {
  const whole = fitHeights(model, cells, null, from, to, down);
  if (scrolled) return heightsAt(model, cells, null, from, to, Math.max(whole.z, READING), down).heights;
  if (kept && whole.z < WORDLESS) return fitHeights(model, cells, kept, from, to, down).heights;
  return whole.heights;
}

/**
 * Ranges of rows, one a strip: one alone if its rows are tall enough or there is no room for more.
 * @param {Model} model
 * @param {Cells} cells
 * @param {View} view
 * @param {boolean[] | null} kept
 * @param {number} from
 * @param {number} to
 * @param {{ ranges: [number, number][] } | null} shared
 * @returns {[number, number][]}
 */
function stripRanges(model, cells, view, kept, from, to, shared) {
  if (shared && !kept && view.z === undefined) return shared.ranges;
  const down = Math.max(1, view.height - HEAD);
  const most = Math.min(view.strips ?? MOST_STRIPS, stripsIn(model, view));
  if (view.z !== undefined || kept || most < 2 || to - from > MOST_ROWS) return [[from, to]];
  /** @type {[number, number][]} */
  let ranges = [[from, to]];
  for (let number = 1; number <= most && !areLegible(model, cells, ranges, down); number += 1) {
    ranges = cutRows(cells.weight, from, to, number);
  }
  return ranges;
}

/**
 * Whether most rows of strips are tall enough for words.
 * @param {Model} model
 * @param {Cells} cells
 * @param {[number, number][]} ranges
 * @param {number} down
 */
function areLegible(model, cells, ranges, down) {
  const heights = ranges.flatMap(([first, last]) => fitHeights(model, cells, null, first, last, down).heights);
  return heights.filter((height) => height < WORDLESS).length <= heights.length * FEW_LOW;
}

/**
 * Cuts rows into ranges of about the same height.
 * @param {number[]} weight
 * @param {number} from
 * @param {number} to
 * @param {number} number
 */
function cutRows(weight, from, to, number) {
  const all = weight.slice(from, to).reduce((sum, one) => sum + one, 0);
  /** @type {[number, number][]} */
  const ranges = [];
  let first = from;
  let sum = 0;
  for (let row = from; row < to; row += 1) {
    sum += weight[row];
    const isLast = ranges.length === number - 1;
    if (!isLast && sum >= (all * (ranges.length + 1)) / number - weight[row] / 2) {
      ranges.push([first, row + 1]);
      first = row + 1;
    }
  }
  if (first < to || !ranges.length) ranges.push([first, to]);
  return ranges;
}

/**
 * @param {Model} model
 * @param {Cells} cells
 * @param {number} row
 */
function floorOf(model, cells, row) {
  const tone = loudestOf(cells, cells.leaf[row]);
  return tone >= 0 && model.tones[tone].name === "error" ? BROKEN : 0;
}

/**
 * The heights of rows at a height of a row; broken rows have a floor unless they are too many.
 * @param {Model} model
 * @param {Cells} cells
 * @param {boolean[] | null} kept
 * @param {number} from
 * @param {number} to
 * @param {number} z
 * @param {number} down
 */
function heightsAt(model, cells, kept, from, to, z, down) {
  const floors = floorsOf(model, cells, kept, from, to, down);
  const heights = floors.map(({ floor, weight, fixed }) => (fixed ? floor : Math.max(z * weight, floor)));
  return { z, heights };
}

/**
 * The heights of rows that fill `down` pixels.
 * @param {Model} model
 * @param {Cells} cells
 * @param {boolean[] | null} kept
 * @param {number} from
 * @param {number} to
 * @param {number} down
 */
function fitHeights(model, cells, kept, from, to, down) {
  const rows = floorsOf(model, cells, kept, from, to, down);
  const fixed = rows.map((row) => row.fixed);
  let z = 0;
  for (let isSettled = false; !isSettled;) {
    let room = down;
    let weight = 0;
    rows.forEach((row, at) => {
      if (fixed[at]) room -= row.floor;
      else weight += row.weight;
    });
    z = weight ? Math.max(0, room) / weight : 0;
    isSettled = true;
    rows.forEach((row, at) => {
      if (fixed[at] || z * row.weight >= row.floor) return;
      fixed[at] = true;
      isSettled = false;
    });
  }
  return { z, heights: rows.map((row, at) => (fixed[at] ? row.floor : z * row.weight)) };
}

/**
 * @param {Model} model
 * @param {Cells} cells
 * @param {boolean[] | null} kept
 * @param {number} from
 * @param {number} to
 * @param {number} down
 */
function floorsOf(model, cells, kept, from, to, down) {
  const left = kept ? kept.slice(from, to).filter((one) => !one).length : 0;
  const squeezed = left ? Math.min(SQUEEZED, (down * SHARE) / left) : 0;
  const floored = areRaised(model, cells, kept, from, to, down, left * squeezed);
  /** @type {{ floor: number, weight: number, fixed: boolean }[]} */
  const rows = [];
  for (let row = from; row < to; row += 1) {
    const fixed = kept !== null && !kept[row];
    const floor = fixed ? squeezed : floored ? floorOf(model, cells, row) : 0;
    rows.push({ floor, weight: cells.weight[row], fixed });
  }
  return rows;
}

/**
 * Whether broken rows are taller than others: not where all rows have words, nor if too many are
 * broken.
 * @param {Model} model
 * @param {Cells} cells
 * @param {boolean[] | null} kept
 * @param {number} from
 * @param {number} to
 * @param {number} down
 * @param {number} taken the height of all squeezed rows
 */
function areRaised(model, cells, kept, from, to, down, taken) {
  if (cells.isShared && !kept) return false;
  let broken = 0;
  let weight = 0;
  for (let row = from; row < to; row += 1) {
    if (kept && !kept[row]) continue;
    weight += cells.weight[row];
    broken += Number(floorOf(model, cells, row) > 0);
  }
  if ((down - taken) / weight >= WORDLESS) return false;
  return broken * BROKEN <= down * 0.55 && broken < (to - from) / 2;
}

/**
 * The rows that a set of boxes keeps; a parent without kept rows keeps its first. None kept: all.
 * @param {Cells} cells
 * @param {number[]} boxes
 * @param {number} from
 * @param {number} to
 */
function keptRows(cells, boxes, from, to) {
  const kept = cells.leaf.map(() => false);
  const chosen = new Set(boxes.map((box) => cells.cellOf[box]));
  for (const cell of chosen) if (!cells.beside[cell].length) kept[cells.from[cell]] = true;
  for (let at = cells.order.length - 1; at >= 0; at -= 1) {
    const cell = cells.order[at];
    if (!chosen.has(cell)) continue;
    let has = false;
    for (let row = cells.from[cell]; row < cells.to[cell] && !has; row += 1) has = kept[row];
    if (!has) kept[cells.from[cell]] = true;
  }
  const number = kept.slice(from, to).filter(Boolean).length;
  return number && number < to - from ? kept : null;
}

/**
 * @param {Cells} cells
 * @param {number[]} boxes
 */
function faintCells(cells, boxes) {
  const faint = cells.cellOf.map(() => true);
  for (const box of boxes) faint[cells.cellOf[box]] = false;
  return faint;
}
