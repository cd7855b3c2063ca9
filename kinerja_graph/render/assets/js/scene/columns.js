// Widths of columns by what the words of their cells need.

/** @import {Cells, Model, View} from "./types.js" */

import { isShared, lastPlace, loudestOf } from "./cells.js";
import { lengthsOf, lineHeight, told, widthOf } from "./letters.js";
import { GUTTER, SUBGAP, WORDLESS } from "./shares.js";

/** The widest heading and word that a column is made wider for, and its share of the width. */
const MOST_HEAD = 150;
const MOST_WORD = 130;
const MOST_SHARE = 0.4;
const MOST_SAMPLES = 80;
/** The most lines that a name is expected to have. */
const MOST_LINES = 6;
/** What seeing a part of a name is worth; seeing all of it is worth 1. */
const PART = 0.5;
/** Whole names matter most in the first columns. */
const UPPER = 3;
const UPPER_WORTH = 6;

/** Names of a place that are measured: of very many, as many as are worth the time. */
const MOST_MEASURED = 160;

/** @typedef {{ lefts: number[], widths: number[], rights: number[] }} Columns */

/**
 * Left edges and widths by place: a column is as wide as the words of its cells need.
 * @param {Model} model
 * @param {Cells} cells
 * @param {View} view
 * @param {number} across
 * @param {number[]} heights
 * @param {number} first the number of the row that `heights` begins with
 * @returns {Columns}
 */
export function columnsOf(model, cells, view, across, heights, first) {
  const { places } = cells;
  const tops = [0];
  for (const height of heights) tops.push(tops[tops.length - 1] + height);
  const words = places.map(() => 0);
  /** @type {{ begin: number, end: number, line: number }[]} */
  const wants = [];
  for (const { cell, height } of samplesOf(cells, tops, first)) {
    const { line, word } = needOf(model, cells, cell, height);
    const begin = cells.place[cell];
    const end = isShared(model, cells, cell) ? begin : lastPlace(places, begin);
    wants.push({ begin, end, line });
    for (let at = begin; at <= end; at += 1) words[at] = Math.max(words[at], word / (end - begin + 1));
  }
  const gaps = gapsOf(places);
  const room = Math.max(places.length * 12, across - gaps.reduce((all, one) => all + one, 0));
  const least = leastWidths(model, view, places, words, room);
  /** @type {number[][]} */
  const needs = places.map(() => []);
  for (const { begin, end, line } of wants) {
    let rest = line;
    for (let at = begin; at < end; at += 1) rest -= least[at] + SUBGAP;
    needs[end].push(Math.max(1, rest));
  }
  const worth = places.map(({ column }) => (column < UPPER ? UPPER_WORTH : 1));
  return edgesOf(model, cells, shareOut(needs, least, worth, room));
}

/** @param {Cells["places"]} places */
function gapsOf(places) {
  return places.map((place, at) => Number(at === 0 ? 0 : place.indent ? SUBGAP : GUTTER));
}

/**
 * @param {Model} model
 * @param {Cells} cells
 * @param {number[]} widths
 * @returns {Columns}
 */
export function edgesOf(model, { places }, widths) {
  const gaps = gapsOf(places);
  /** @type {number[]} */
  const lefts = [];
  /** @type {number[]} */
  const rights = model.columns.map(() => 0);
  let x = 0;
  places.forEach((place, at) => {
    x += gaps[at];
    lefts.push(x);
    x += widths[at];
    rights[place.column] = x;
  });
  return { lefts, widths, rights };
}

/**
 * The cells that are tall enough for words; of a place with very many, some all over it.
 * @param {Cells} cells
 * @param {number[]} tops
 * @param {number} first the number of the row that `tops` begins with
 */
function samplesOf(cells, tops, first) {
  /** @type {{ cell: number, height: number }[][]} */
  const byPlace = cells.places.map(() => []);
  for (const cell of cells.order) {
    const from = Math.max(cells.from[cell], first) - first;
    const to = Math.min(cells.to[cell] - first, tops.length - 1);
    if (to <= from) continue;
    const height = tops[to] - tops[from];
    if (height >= WORDLESS) byPlace[cells.place[cell]].push({ cell, height });
  }
  return byPlace.flatMap((all) => {
    const each = Math.ceil(all.length / MOST_MEASURED);
    return each > 1 ? all.filter((_, at) => at % each === 0) : all;
  });
}

/**
 * The least width of each place: its longest word and its heading, as far as there is room.
 * @param {Model} model
 * @param {View} view
 * @param {Cells["places"]} places
 * @param {number[]} words
 * @param {number} room
 */
function leastWidths(model, view, places, words, room) {
  const heads = places.map(({ column, indent }) => {
    const word = told(model.words[`column.${model.columns[column]}`] ?? "", view);
    return indent ? 0 : Math.min(MOST_HEAD, widthOf(model, word, 10, true) + 6);
  });
  const wants = words.map((word, at) => {
    const others = places.filter(({ column }) => column === places[at].column).length;
    return Math.max(word ? 30 : (room / places.length) * 0.5, word, heads[at] / others);
  });
  const sum = wants.reduce((all, one) => all + one, 0);
  return wants.map((want) => want * Math.min(1, (room * 0.9) / sum));
}

/**
 * The width in which the name of a cell is whole at its height, and that of its longest word.
 * @param {Model} model
 * @param {Cells} cells
 * @param {number} cell
 * @param {number} height
 */
function needOf(model, cells, cell, height) {
  const box = model.boxes[cell];
  const size = height < 24 ? 9 : 10;
  const lines = Math.max(1, Math.min(MOST_LINES, Math.floor((height - 3) / lineHeight(size))));
  const { line, word } = lengthsOf(model, box.name, size, box.kind === "Objective");
  const isLoud = loudestOf(cells, cell) >= 0;
  const [edges, sign] = isLoud ? [20, 12] : [15, 1];
  return { line: Math.max(word, lines === 1 ? line : (line / lines) * 1.15) + edges + sign, word: Math.min(MOST_WORD, word) + edges };
}

/**
 * Shares pixels out so that names are as whole as possible: again and again the place where the
 * next pixels help most gets them. What is left goes to the narrowest.
 * @param {number[][]} needs
 * @param {number[]} least
 * @param {number[]} worth how much a name of a place is worth
 * @param {number} room
 */
function shareOut(needs, least, worth, room) {
  const widths = [...least];
  const most = Math.max(room * MOST_SHARE, room / needs.length);
  const samples = needs.map(sample);
  let left = room - widths.reduce((all, one) => all + one, 0);
  while (left > 1) {
    let best = { at: -1, gain: 0, to: 0 };
    samples.forEach((one, at) => {
      const step = nextStep(one, widths[at], Math.min(most, widths[at] + left));
      if (step.gain * worth[at] > best.gain) best = { at, gain: step.gain * worth[at], to: step.to };
    });
    if (best.at < 0) break;
    left -= best.to - widths[best.at];
    widths[best.at] = best.to;
  }
  return levelled(widths, room);
}

/**
 * Widths that fill `room`: what is left goes to the narrowest, until they are as wide as the next.
 * @param {number[]} widths
 * @param {number} room
 */
function levelled(widths, room) {
  const sorted = [...widths].sort((one, other) => one - other);
  let level = 0;
  let rest = room;
  for (let at = sorted.length - 1; at >= 0; at -= 1) {
    level = rest / (at + 1);
    if (sorted[at] <= level) break;
    rest -= sorted[at];
  }
  return widths.map((one) => Math.max(one, level));
}

/** @typedef {{ sorted: number[], beyond: number[], each: number }} Sample */

/**
 * The needs of a place in rising order; of very many, as many as are worth the time. `beyond` is
 * the sum of 1 / need from each on.
 * @param {number[]} needs
 * @returns {Sample}
 */
function sample(needs) {
  const all = [...needs].sort((one, other) => one - other);
  const each = Math.max(1, Math.ceil(all.length / MOST_SAMPLES));
  const sorted = all.filter((_, at) => at % each === each - 1 || at === all.length - 1);
  const beyond = [...sorted.map((need) => 1 / need), 0];
  for (let at = sorted.length - 1; at >= 0; at -= 1) beyond[at] += beyond[at + 1];
  return { sorted, beyond, each };
}

/**
 * The next width of a place that gains most a pixel: of a name counts the part that is seen, and
 * more if that is all of it.
 * @param {Sample} sample
 * @param {number} width
 * @param {number} most
 */
function nextStep({ sorted, beyond, each }, width, most) {
  let best = { gain: 0, to: width };
  let seen = 0;
  const consider = (/** @type {number} */ to, /** @type {number} */ next) => {
    const gain = ((seen + PART * (to - width) * beyond[next]) * each) / (to - width + 1);
    if (to > width && gain > best.gain) best = { gain, to };
  };
  for (let at = 0; at < sorted.length; at += 1) {
    if (sorted[at] <= width) continue;
    if (sorted[at] > most) {
      consider(most, at);
      break;
    }
    seen += PART * (1 - width / sorted[at]) + 1 - PART;
    consider(sorted[at], at + 1);
  }
  return best;
}
