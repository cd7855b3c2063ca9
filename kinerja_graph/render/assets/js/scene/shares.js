// How rows and columns share a window: where names would be cut, pixels go where they make most of
// them whole, those of the upper levels first. Every row keeps a line of words.

/** @import {Cells, Model} from "./types.js" */

import { isShared, lastPlace, loudestOf } from "./cells.js";
import { lengthsOf, lineHeight, linesOf, SMALLEST } from "./letters.js";

/** A row lower than this has no words. */
export const WORDLESS = 9.2;
/** The distance of columns, and of the sub-columns of one. */
export const GUTTER = 6;
export const SUBGAP = 5;
/** What a name of levels 0 to 2, of the first three columns, and of the others is worth. */
const WORTH = [12, 4, 1];
const UPPER = /^[0-2]$/;
const FIRST = 3;
/** What seeing a part of a name is worth; seeing all of it is worth 1. */
const PART = 0.5;
/** What a whole name is worth of which a word is longer than a line. */
const BROKEN = 0.7;
/** Pixels that columns give to each other, tried in this order. */
const STEPS = [64, 24, 8];
/** The least width of a column of names that are worth most, and of the others. */
const LEAST_WIDTHS = [56, 88, 88];
const MOST_ROUNDS = 12;
const STEP = lineHeight(SMALLEST, true);
/** Pixels beside the words of a cell, and those of the bar of a finding. */
const BESIDE = 14;
const TONE = 5;

/**
 * A cell whose name is to be whole: the rows where it is, its places, and what its name is worth.
 * @typedef {{ text: string, bold: boolean, beside: number, first: number, last: number, begin: number, end: number,
 *   strip: number, worth: number, word: number, number: number, need: number, lack: number, lines: Map<number, number> }} Item
 */
/**
 * Items by kind and by row, and what they share.
 * @typedef {{ model: Model, items: Item[][], leaves: (Item | null)[], weight: number[], ranges: [number, number][],
 *   down: number, least: number[], heights: number[], wants: number[] }} Task
 */
/** @typedef {{ widths: number[], heights: number[], score: number }} Shared */

/**
 * Shares a window out.
 * @param {Model} model
 * @param {Cells} cells
 * @param {[number, number][]} ranges the rows of each strip
 * @param {number} down the height of a strip
 * @param {number[]} widths of the places, as they are without
 * @returns {Shared | null} heights by row from the first row of all; null: all names are whole as it is
 */
export function shareWindow(model, cells, ranges, down, widths) {
  const task = taskOf(model, cells, ranges, down);
  if (areWhole(task, widths)) return null;
  let best = sharedIn(task, widths);
  for (const step of STEPS) {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const better = moved(task, best, step);
      if (better === best) break;
      best = better;
    }
  }
  return best;
}

/**
 * @param {Task} task
 * @param {number[]} widths
 * @returns {Shared}
 */
function sharedIn(task, widths) {
  const score = share(task, widths);
  return { widths, heights: [...task.heights], score };
}

/**
 * The best that comes of columns giving pixels to each other, one after the other.
 * @param {Task} task
 * @param {Shared} start
 * @param {number} step
 */
function moved(task, start, step) {
  let best = start;
  const places = [...start.widths.keys()];
  for (const [from, to] of places.flatMap((one) => places.map((other) => [one, other]))) {
    if (from === to || best.widths[from] - step < task.least[from]) continue;
    const widths = best.widths.map((width, at) => width + step * (Number(at === to) - Number(at === from)));
    const score = share(task, widths);
    if (score > best.score + 1e-9) best = { widths, heights: [...task.heights], score };
  }
  return best;
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
    const kind = kindOf(model, box.column);
    const bold = box.kind === "Objective";
    const item = {
      text: tone < 0 ? box.name : `${model.tones[tone].shape} ${box.name}`, bold, word: lengthsOf(model, box.name, SMALLEST, bold).word,
      beside: BESIDE + (tone < 0 ? 0 : TONE), first: from - start, last: to - start, begin,
      end: isShared(model, cells, cell) ? begin : lastPlace(cells.places, begin),
      strip, worth: WORTH[kind], number: cell, need: 0, lack: 0, lines: new Map(),
    };
    items[kind].push(item);
    if (to - from === 1 && cells.leaf[from] === cell) leaves[from - start] = item;
  }
  const least = cells.places.map(({ column }) => LEAST_WIDTHS[kindOf(model, column)]);
  const weight = cells.weight.slice(start, last);
  const own = ranges.map(([from, to]) => /** @type {[number, number]} */ ([from - start, to - start]));
  return { model, items, leaves, weight, ranges: own, down, least, heights: weight.map(() => 0), wants: weight.map(() => 0) };
}

/**
 * The place in `WORTH` of the names of a column.
 * @param {Model} model
 * @param {number} column
 */
function kindOf(model, column) {
  if (UPPER.test(model.columns[column])) return 0;
  return column < FIRST ? 1 : 2;
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
 * The width of an item's words.
 * @param {Item} item
 * @param {number[]} widths
 */
function acrossOf({ begin, end, beside }, widths) {
  let width = SUBGAP * (end - begin) - beside;
  for (let at = begin; at <= end; at += 1) width += widths[at];
  return Math.max(10, Math.floor(width));
}

/**
 * The lines of an item's name in columns of these widths.
 * @param {Task} task
 * @param {Item} item
 * @param {number[]} widths
 */
function linesIn({ model }, item, widths) {
  const across = acrossOf(item, widths);
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
 * Heights of rows for columns of these widths, and what all names together are worth in them. Called
 * some hundred times a window, so what it needs is kept in the task.
 * @param {Task} task
 * @param {number[]} widths
 * @returns {number} the worth; the heights are those of the task
 */
function share(task, widths) {
  const { items, leaves, heights, wants, ranges, down } = task;
  heights.fill(WORDLESS);
  for (const every of items) for (const item of every) item.need = heightOf(linesIn(task, item, widths));
  leaves.forEach((item, row) => { wants[row] = item ? item.need : 0; });
  const rest = ranges.map(([from, to]) => down - (to - from) * WORDLESS);
  for (const every of items) {
    for (const item of every) item.lack = item.need - spanOf(heights, item);
    every.sort((one, other) => one.lack - other.lack || one.number - other.number);
    for (const item of every) {
      if (item.lack <= 0) continue;
      const lack = item.need - spanOf(heights, item);
      if (lack <= 0 || lack > rest[item.strip]) continue;
      rest[item.strip] -= lack;
      grow(task, item, lack);
    }
  }
  spread(task, rest);
  return items.reduce((all, every) => every.reduce((sum, item) => sum + worthOf(task, item, widths), all), 0);
}

/**
 * Gives what is left of each strip to its rows, by their weight.
 * @param {Task} task
 * @param {number[]} rest
 */
function spread({ heights, weight, ranges }, rest) {
  ranges.forEach(([from, to], strip) => {
    let sum = 0;
    for (let row = from; row < to; row += 1) sum += weight[row];
    for (let row = from; row < to; row += 1) heights[row] += (rest[strip] * weight[row]) / sum;
  });
}

/**
 * What a name is worth in the heights of a task.
 * @param {Task} task
 * @param {Item} item
 * @param {number[]} widths
 */
function worthOf(task, item, widths) {
  const span = spanOf(task.heights, item);
  if (span >= item.need - 1e-6) return item.worth * (item.word > acrossOf(item, widths) ? BROKEN : 1);
  const seen = Math.max(1, Math.floor((span - SMALLEST) / STEP) + 1);
  return item.worth * PART * (seen / linesIn(task, item, widths));
}

/**
 * Makes the rows of an item taller: first those whose own names need it, the cheapest before.
 * @param {Task} task
 * @param {Item} item
 * @param {number} lack
 */
function grow({ heights, wants }, { first, last }, lack) {
  let left = lack;
  if (last - first === 1) {
    heights[first] += left;
    return;
  }
  const rows = [];
  for (let row = first; row < last; row += 1) if (wants[row] > heights[row]) rows.push(row);
  rows.sort((one, other) => wants[one] - heights[one] - (wants[other] - heights[other]) || one - other);
  for (const row of rows) {
    const more = Math.min(left, wants[row] - heights[row]);
    heights[row] += more;
    left -= more;
    if (left <= 0) return;
  }
  for (let row = first; row < last; row += 1) heights[row] += left / (last - first);
}
