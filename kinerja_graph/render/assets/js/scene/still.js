// A still picture: a part of a map with its title above it and its legend below.

/** @import {Layout, Mark, Model, Still, View, Wish} from "./types.js" */

import { cellsOf } from "./cells.js";
import { HEAD, layOut } from "./layout.js";
import { clip, lineHeight, told, widthOf, wrapped } from "./letters.js";
import { drawBar, rounded, scene } from "./scene.js";
import { text } from "./words.js";

const MARGIN = 20;
const TITLE = 16;
const WORDS = 12;
const SMALL = 10.5;
const FACTS = 9.5;
/** The distance of the entries of a legend, and of their lines. */
const SPACE = 20;
const LINE = 18;
const LONGEST = 640;
/** The height of a picture of which only a part is asked for. */
const USUAL = 836;
/** Pixels of width for each column, within a least and a most. */
const COLUMN = 290;
const NARROWEST = 720;
const WIDEST = 1680;
/** Heights of a row, of which the first is taken at which nearly all names are whole. */
const ROWS = [15, 20, 26, 32, 40, 50];
const FEW_CUT = 0.05;
/** A picture is made taller than this, in pixels, for whole names only if its rows would be too low. */
const TALL = 12000;
/** The part of the height that the rows of kept boxes have. */
const KEPT = 0.84;
/** A height in which every row that is not squeezed is higher than this. */
const ENDLESS = 1e6;
const SQUEEZED = 4;
const LEAST = 300;

/** @typedef {{ marks: Mark[], height: number }} Part */
/** @typedef {{ width: number, draw: (x: number, base: number) => Mark[] }} Entry */

/**
 * Draws a still picture.
 * @param {Model} model
 * @param {Wish} wish
 * @returns {Still}
 */
export function still(model, wish) {
  const view = viewOfWish(model, wish);
  const across = Math.max(view.width, Math.min(NARROWEST, wish.width ?? NARROWEST));
  const head = headOf(model, wish, across);
  const map = model.boxes.length ? scene(model, view) : [];
  const foot = footOf(model, wish, map, across);
  const down = model.boxes.length ? view.height + 10 : 0;
  const top = MARGIN + head.height + 8;
  const marks = rounded([
    ...moved(head.marks, MARGIN, MARGIN), ...moved(map, MARGIN, top), ...moved(foot.marks, MARGIN, top + down),
  ]);
  return { width: across + 2 * MARGIN, height: Math.ceil(top + down + foot.height + MARGIN), marks };
}

/**
 * The view of a picture: the part that is asked for; without one everything, in rows that are read.
 * @param {Model} model
 * @param {Wish} wish
 * @returns {View}
 */
export function viewOfWish(model, wish) {
  const { language, keep, chosen, rows } = wish;
  const width = wish.width ?? Math.min(WIDEST, Math.max(NARROWEST, cellsOf(model).places.length * COLUMN));
  const plain = { width, language, ...(keep && { keep }), ...(chosen !== undefined && { chosen }), ...(rows && { rows }) };
  if (wish.z !== undefined || wish.height !== undefined) return windowOf(model, plain, wish);
  const high = readingHeight(model, plain);
  return wish.most !== undefined && high > wish.most ? { ...plain, height: wish.most } : { ...plain, height: high, strips: 1 };
}

/**
 * The view of a window of a picture, in which everything fits if it is not zoomed.
 * @param {Model} model
 * @param {Omit<View, "height">} plain
 * @param {Wish} wish
 * @returns {View}
 */
function windowOf(model, plain, { height = USUAL, z, row = 0, left }) {
  const view = { ...plain, height, ...(left && { left }) };
  if (z === undefined || z <= layOut(model, view).fit) return view;
  return { ...view, z, top: topOf(layOut(model, { ...view, z }), row, height - HEAD) };
}

/**
 * How far a window is scrolled down that begins with a row.
 * @param {Layout} layout
 * @param {number} row
 * @param {number} down
 */
function topOf({ strips, height }, row, down) {
  const { from, tops } = strips[0];
  const at = Math.min(Math.max(0, row - from), tops.length - 1.000001);
  const whole = Math.floor(at);
  const y = tops[whole] + (at - whole) * (tops[whole + 1] - tops[whole]);
  return Math.max(0, Math.min(y, height - down));
}

/**
 * The least height, with headings, at which nearly all names are whole.
 * @param {Model} model
 * @param {Omit<View, "height">} view
 */
function readingHeight(model, view) {
  const { weight } = cellsOf(model);
  const [{ from, to, tops }] = layOut(model, { ...view, height: ENDLESS, strips: 1 }).strips;
  const rows = weight.slice(from, to);
  const kept = rows.filter((_, at) => tops[at + 1] - tops[at] > SQUEEZED);
  const sum = kept.reduce((all, one) => all + one, 0);
  const share = kept.length < rows.length ? KEPT : 1;
  const heights = ROWS.map((row) => HEAD + Math.max(LEAST, Math.ceil((sum * row) / share)));
  const fine = heights.filter((height, at) => at === 0 || height <= TALL);
  return fine.find((height) => cutIn(model, { ...view, height, strips: 1 }) <= FEW_CUT) ?? fine[fine.length - 1];
}

/**
 * The share of the boxes whose name is cut, or not there at all.
 * @param {Model} model
 * @param {View} view
 */
function cutIn(model, view) {
  /** @type {Map<number, boolean>} */
  const whole = new Map();
  for (const mark of scene(model, view)) {
    if (mark.shape !== "text" || mark.box === undefined) continue;
    whole.set(mark.box, whole.get(mark.box) !== false && !mark.text.endsWith("…"));
  }
  const boxes = view.keep ?? [...model.boxes.keys()];
  return boxes.filter((box) => !whole.get(box)).length / Math.max(1, boxes.length);
}

/**
 * @param {Mark[]} marks
 * @param {number} x
 * @param {number} y
 * @returns {Mark[]}
 */
function moved(marks, x, y) {
  return marks.map((mark) => ("points" in mark
    ? { ...mark, points: mark.points.map((each, at) => each + (at % 2 ? y : x)) }
    : { ...mark, x: mark.x + x, y: mark.y + y }));
}

/**
 * The title, what alone is shown, and how many findings there are.
 * @param {Model} model
 * @param {Wish} wish
 * @param {number} across
 * @returns {Part}
 */
function headOf(model, wish, across) {
  const { about } = model;
  const scopes = [told(about.scope, wish), wish.scope ?? "", model.boxes.length ? "" : word(model, wish, "nothing")];
  const lines = [
    { words: told(about.title, wish), size: TITLE, bold: true, fill: "ink" },
    ...scopes.filter(Boolean).map((words) => ({ words, size: WORDS, bold: false, fill: "muted" })),
  ];
  /** @type {Mark[]} */
  const marks = [];
  let y = 0;
  for (const { words, size, bold, fill } of lines) {
    for (const line of wrapped(model, words, size, across, bold)) {
      marks.push(text(model, 0, y + size * 0.93, line, size, { fill, bold }));
      y += lineHeight(size) + 2;
    }
  }
  const counts = countsOf(model).map(([tone, number]) => {
    const { name, shape, colour } = model.tones[tone];
    return wordsEntry(model, `${shape} ${word(model, wish, `severity.${name}`)} ${number}`, WORDS, `${colour}.ink`, true);
  });
  const below = entriesIn(counts, across, y);
  return { marks: [...marks, ...below.marks], height: below.height };
}

/**
 * How many findings of each tone there are.
 * @param {Model} model
 * @returns {[number, number][]}
 */
function countsOf(model) {
  return model.about.counts.flatMap((number, tone) => (number ? [[tone, number]] : []));
}

/**
 * The agencies, the signs and lines that occur, and where the facts come from.
 * @param {Model} model
 * @param {Wish} wish
 * @param {Mark[]} map
 * @param {number} across
 * @returns {Part}
 */
function footOf(model, wish, map, across) {
  const agencies = entriesIn(model.agencies.map((_, at) => agencyEntry(model, at)), across, 8);
  const signs = entriesIn(signsOf(model, wish, map), across, agencies.height + 2);
  const facts = model.about.provenance.map((fact) =>
    wordsEntry(model, clip(model, told(fact, wish), FACTS, LONGEST), FACTS, "muted", false));
  const below = entriesIn(facts, across, signs.height + 2);
  /** @type {Mark} */
  const rule = { shape: "rect", x: 0, y: 0, w: across, h: 1, fill: "edge" };
  return { marks: [rule, ...agencies.marks, ...signs.marks, ...below.marks], height: below.height };
}

/**
 * @param {Model} model
 * @param {Wish} wish
 * @param {Mark[]} map
 * @returns {Entry[]}
 */
function signsOf(model, wish, map) {
  const tones = countsOf(model).map(([tone]) => {
    const { name, shape, colour } = model.tones[tone];
    return wordsEntry(model, `${shape} ${word(model, wish, `severity.${name}`)}`, SMALL, `${colour}.ink`, true);
  });
  const lines = [["line", "legend.tree", false], ["cross", "legend.cross", true]].flatMap(([stroke, key, dashed]) => {
    const occurs = map.some((mark) => mark.shape === "path" && mark.stroke === stroke);
    return occurs ? [lineEntry(model, wish, { stroke: String(stroke), key: String(key), dashed: Boolean(dashed) })] : [];
  });
  const hatched = map.some((mark) => mark.shape === "hatch") ? [hatchEntry(model, wish)] : [];
  const numbers = model.boxes.some((box) => told(box.value, wish))
    ? [wordsEntry(model, word(model, wish, "value.pair"), SMALL, "muted", false)] : [];
  return [...tones, ...hatched, ...lines, ...numbers];
}

/**
 * Entries side by side, in as many lines as they need.
 * @param {Entry[]} entries
 * @param {number} across
 * @param {number} top
 * @returns {Part}
 */
function entriesIn(entries, across, top) {
  /** @type {Mark[]} */
  const marks = [];
  let x = 0;
  let y = top;
  for (const entry of entries) {
    if (x && x + entry.width > across) {
      x = 0;
      y += LINE;
    }
    marks.push(...entry.draw(x, y + 13));
    x += entry.width + SPACE;
  }
  return { marks, height: x ? y + LINE : top };
}

/**
 * @param {Model} model
 * @param {string} words
 * @param {number} size
 * @param {string} fill
 * @param {boolean} bold
 * @returns {Entry}
 */
function wordsEntry(model, words, size, fill, bold) {
  return { width: widthOf(model, words, size, bold), draw: (x, base) => [text(model, x, base, words, size, { fill, bold })] };
}

/**
 * @param {Model} model
 * @param {number} at
 * @returns {Entry}
 */
function agencyEntry(model, at) {
  const { code, name, tint, pattern = 0 } = model.agencies[at];
  const known = name.toUpperCase() === code ? "" : clip(model, name, SMALL, LONGEST / 2);
  const wide = widthOf(model, code, SMALL, true);
  return {
    width: 23 + wide + (known ? 6 + widthOf(model, known, SMALL) : 0),
    draw: (x, base) => {
      /** @type {Mark[]} */
      const marks = [{ shape: "rect", x, y: base - 10, w: 17, h: 13, fill: `tint${tint}.ground` }];
      drawBar(marks, { x, y: base - 10, w: 4, h: 13 }, `tint${tint}.bar`, pattern);
      marks.push(text(model, x + 23, base, code, SMALL, { fill: "ink", bold: true }));
      if (known) marks.push(text(model, x + 29 + wide, base, known, SMALL, { fill: "muted" }));
      return marks;
    },
  };
}

/**
 * @param {Model} model
 * @param {Wish} wish
 * @returns {Entry}
 */
function hatchEntry(model, wish) {
  const words = word(model, wish, "apart");
  return {
    width: 32 + widthOf(model, words, SMALL),
    draw: (x, base) => [
      { shape: "hatch", x, y: base - 10, w: 26, h: 13, fill: "hatch.ground", stroke: "hatch.line" },
      text(model, x + 32, base, words, SMALL, { fill: "ink" }),
    ],
  };
}

/**
 * @param {Model} model
 * @param {Wish} wish
 * @param {{ stroke: string, key: string, dashed: boolean }} line
 * @returns {Entry}
 */
function lineEntry(model, wish, { stroke, key, dashed }) {
  const words = word(model, wish, key);
  return {
    width: 32 + widthOf(model, words, SMALL),
    draw: (x, base) => [
      { shape: "path", points: [x, base - 3.5, x + 26, base - 3.5], stroke, line: 2, dashed },
      text(model, x + 32, base, words, SMALL, { fill: "ink" }),
    ],
  };
}

/**
 * @param {Model} model
 * @param {Wish} wish
 * @param {string} key
 */
function word(model, wish, key) {
  return told(model.words[key] ?? key, wish);
}
