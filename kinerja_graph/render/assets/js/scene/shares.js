// How rows and columns share a window: where names would be cut, pixels go where they make most of
// them whole, those of the upper levels first. Every row keeps a line of words.

/** @import {Cells, Model} from "./types.js" */

import { isShared, lastPlace, loudestOf } from "./cells.js";
import { lineHeight, linesOf, SMALLEST } from "./letters.js";

/** A row lower than this has no words. */
export const WORDLESS = 9.2;
/** The distance of columns, and of the sub-columns of one. */
export const GUTTER = 8;
export const SUBGAP = 5;
/** What a name of levels 0 to 2, of the first three columns, and of the others is worth. */
const WORTH = [12, 4, 1];
const UPPER = /^[0-2]$/;
const FIRST = 3;
/** What seeing a part of a name is worth; seeing all of it is worth 1. */
const PART = 0.5;
/** Pixels that columns give to each other, tried in this order, and the least width of a column. */
const STEPS = [64, 24, 8];
const LEAST_WIDTH = 56;
const MOST_ROUNDS = 12;
const STEP = lineHeight(SMALLEST, true);
/** Pixels beside the words of a cell, and those of the bar of a finding. */
const BESIDE = 14;
const TONE = 5;

/**
 * A cell whose name is to be whole: the rows where it is, its places, and what its name is worth.
 * @typedef {{ text: string, bold: boolean, beside: number, first: number, last: number, begin: number, end: number,
 *   strip: number, worth: number, lines: Map<number, number> }} Item
 */
/** @typedef {{ model: Model, items: Item[][], leaves: (Item | null)[], weight: number[], ranges: [number, number][], down: number }} Task */
/** @typedef {{ heights: number[], score: number, whole: boolean }} Shared */

/**
 * Shares a window out.
 * @param {Model} model
 * @param {Cells} cells
 * @param {[number, number][]} ranges the rows of each strip
 * @param {number} down the height of a strip
 * @param {number[]} widths of the places, as they are without
 * @returns {{ heights: number[], widths: number[] } | null} heights by row, from the first of the first strip; null: all names are whole
 */
export function shareWindow(model, cells, ranges, down, widths) {
  const task = taskOf(model, cells, ranges, down);
  if (areWhole(task, widths)) return null;
  let best = { widths, ...share(task, widths) };
  for (const step of STEPS) {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const before = best.score;
      for (let from = 0; from < widths.length; from += 1) {
        for (let to = 0; to < widths.length; to += 1) {
          if (from === to || best.widths[from] - step < LEAST_WIDTH) continue;
          const moved = best.widths.map((width, at) => width + (at === to ? step : at === from ? -step : 0));
          const shared = share(task, moved);
          if (shared.score > best.score + 1e-9) best = { widths: moved, ...shared };
        }
      }
      if (best.score <= before) break;
    }
  }
  return { heights: best.heights, widths: best.widths };
}

/**
 * @param {Model} model
 * @param {Cells} cells
 * @param {[number, number][]} ranges
 * @param {number} down
 * @returns {Task}
 */
function taskOf(model, cells, ranges, down) {
  const start = ranges[0][0];
  const last = ranges[ranges.length - 1][1];
  /** @type {Item[][]} */
  const items = WORTH.map(() => []);
  /** @type {(Item | null)[]} */
  const leaves = cells.leaf.slice(start, last).map(() => null);
  for (const cell of cells.order) {
    const { strip, from, to } = partOf(ranges, cells.from[cell], cells.to[cell]);
    const box = model.boxes[cell];
    if (to <= from || !box.name) continue;
    const tone = loudestOf(cells, cell);
    const begin = cells.place[cell];
    const kind = UPPER.test(model.columns[box.column]) ? 0 : box.column < FIRST ? 1 : 2;
    const item = {
      text: tone < 0 ? box.name : `${model.tones[tone].shape} ${box.name}`, bold: box.kind === "Objective",
      beside: BESIDE + (tone < 0 ? 0 : TONE), first: from - start, last: to - start, begin,
      end: isShared(model, cells, cell) ? begin : lastPlace(cells.places, begin),
      strip, worth: WORTH[kind], lines: new Map(),
    };
    items[kind].push(item);
    if (to - from === 1 && cells.leaf[from] === cell) leaves[from - start] = item;
  }
  return { model, items, leaves, weight: cells.weight.slice(start, last), ranges: ranges.map(([from, to]) => [from - start, to - start]), down };
}

/**
 * The strip that shows most rows of a cell, and these rows.
 * @param {[number, number][]} ranges
 * @param {number} first
 * @param {number} last
 */
function partOf(ranges, first, last) {
  let best = { strip: 0, from: 0, to: 0 };
  ranges.forEach(([begin, end], strip) => {
    const from = Math.max(first, begin);
    const to = Math.min(last, end);
    if (to - from > best.to - best.from) best = { strip, from, to };
  });
  return best;
}

/**
 * The lines of an item's name in columns of these widths.
 * @param {Task} task
 * @param {Item} item
 * @param {number[]} widths
 */
function linesIn({ model }, item, widths) {
  let width = SUBGAP * (item.end - item.begin) - item.beside;
  for (let at = item.begin; at <= item.end; at += 1) width += widths[at];
  const across = Math.max(10, Math.floor(width));
  let lines = item.lines.get(across);
  if (lines === undefined) {
    lines = linesOf(model, item.text, across, item.bold);
    item.lines.set(across, lines);
  }
  return lines;
}

/**
 * The gap under a cell of a height.
 * @param {number} high
 */
export function gapOf(high) {
  if (high > 40) return 1.5;
  return high > 16 ? 1 : 0.5;
}

/**
 * The space above and below the lines of a low cell.
 * @param {number} high
 */
export function paddingOf(high) {
  return high < 24 ? 0 : 2;
}

/**
 * The height of a cell with so many lines, with the gap under it.
 * @param {number} lines
 */
function heightOf(lines) {
  const alone = SMALLEST + (lines - 1) * STEP;
  const high = alone + paddingOf(alone + 2);
  return lines === 1 ? WORDLESS : high + gapOf(high + 2);
}

/**
 * Whether all names are whole where rows have their own heights.
 * @param {Task} task
 * @param {number[]} widths
 */
function areWhole(task, widths) {
  const heights = task.weight.map(() => 0);
  for (const [from, to] of task.ranges) {
    const sum = task.weight.slice(from, to).reduce((all, one) => all + one, 0);
    for (let row = from; row < to; row += 1) heights[row] = (task.down * task.weight[row]) / sum;
  }
  return task.items.every((items) => items.every((item) => heightOf(linesIn(task, item, widths)) <= spanOf(heights, item)));
}

/**
 * @param {number[]} heights
 * @param {Item} item
 */
function spanOf(heights, { first, last }) {
  let sum = 0;
  for (let row = first; row < last; row += 1) sum += heights[row];
  return sum;
}

/**
 * Heights of rows for columns of these widths, and what all names together are worth in them.
 * @param {Task} task
 * @param {number[]} widths
 * @returns {{ heights: number[], score: number }}
 */
function share(task, widths) {
  const { items, leaves, weight, ranges, down } = task;
  const heights = weight.map(() => WORDLESS);
  const wants = leaves.map((item) => (item ? heightOf(linesIn(task, item, widths)) : 0));
  const rest = ranges.map(([from, to]) => down - (to - from) * WORDLESS);
  for (const every of items) {
    const needs = every.map((item) => ({ item, need: heightOf(linesIn(task, item, widths)), lack: 0 }));
    for (const one of needs) one.lack = one.need - spanOf(heights, one.item);
    needs.sort((one, other) => one.lack - other.lack);
    for (const { item, need } of needs) {
      const lack = need - spanOf(heights, item);
      if (lack <= 0 || lack > rest[item.strip]) continue;
      rest[item.strip] -= lack;
      grow(heights, wants, item, lack);
    }
  }
  ranges.forEach(([from, to], strip) => {
    const sum = weight.slice(from, to).reduce((all, one) => all + one, 0);
    for (let row = from; row < to; row += 1) heights[row] += (rest[strip] * weight[row]) / sum;
  });
  let score = 0;
  for (const every of items) {
    for (const item of every) {
      const lines = linesIn(task, item, widths);
      const span = spanOf(heights, item);
      if (span >= heightOf(lines) - 1e-6) score += item.worth;
      else score += item.worth * PART * (Math.max(1, Math.floor((span - SMALLEST) / STEP) + 1) / lines);
    }
  }
  return { heights, score };
}

/**
 * Makes the rows of an item taller: first those whose own names need it, the cheapest before.
 * @param {number[]} heights
 * @param {number[]} wants
 * @param {Item} item
 * @param {number} lack
 */
function grow(heights, wants, { first, last }, lack) {
  let left = lack;
  const rows = [];
  for (let row = first; row < last; row += 1) if (wants[row] > heights[row]) rows.push(row);
  rows.sort((one, other) => wants[one] - heights[one] - (wants[other] - heights[other]));
  for (const row of rows) {
    const more = Math.min(left, wants[row] - heights[row]);
    heights[row] += more;
    left -= more;
    if (left <= 0) return;
  }
  for (let row = first; row < last; row += 1) heights[row] += left / (last - first);
}
