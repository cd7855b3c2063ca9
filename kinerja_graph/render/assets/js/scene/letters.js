// Lines of words: how wide letters are, where lines break, where a text is cut.

/** @import {Letters, Model, Pair, View} from "./types.js" */

import { breaksOf } from "./syllables.js";

/** The smallest size of letters in pixels. */
export const SMALLEST = 9;
const LEADING = 1.22;
/** The leading of names that would be cut otherwise. */
const CLOSE = 1.1;
const DOTS = "…";
const HYPHEN = "-";
/** The end of a line within a word, until it is drawn. */
const SOFT = "\u00ad";

/** `sum` is the width of all words without the spaces between them. */
/** @typedef {{ words: string[], widths: number[], sum: number, space: number, advances: Map<string, number>, other: number }} Measured */
/** `step` is the distance of two lines. */
/** @typedef {{ size: number, step: number, lines: string[], whole: boolean }} Fitted */

/** @type {WeakMap<Letters, { advances: Map<string, number>, texts: Map<string, Measured> }>} */
const fonts = new WeakMap();

/**
 * A text in the language of a view.
 * @param {Pair} pair
 * @param {{ language: View["language"] }} view
 */
export function told(pair, view) {
  return typeof pair === "string" ? pair : pair[view.language === "id" ? 0 : 1];
}

/** @param {Letters} letters */
function fontOf(letters) {
  let font = fonts.get(letters);
  if (!font) {
    const all = [...letters.letters];
    font = { advances: new Map(all.map((letter, at) => [letter, letters.advances[at]])), texts: new Map() };
    fonts.set(letters, font);
  }
  return font;
}

/**
 * @param {string} text
 * @param {Map<string, number>} advances
 * @param {number} other
 */
function unitsOf(text, advances, other) {
  let sum = 0;
  for (const letter of text) sum += advances.get(letter) ?? other;
  return sum;
}

/**
 * The width of a text in pixels.
 * @param {Model} model
 * @param {string} text
 * @param {number} size
 * @param {boolean} bold
 */
export function widthOf(model, text, size, bold = false) {
  const letters = bold ? model.bold : model.regular;
  return (unitsOf(text, fontOf(letters).advances, letters.other) * size) / model.units;
}

/**
 * The words of a text with their widths in units of the font.
 * @param {Model} model
 * @param {string} text
 * @param {boolean} bold
 * @returns {Measured}
 */
function measure(model, text, bold) {
  const letters = bold ? model.bold : model.regular;
  const { advances, texts } = fontOf(letters);
  let found = texts.get(text);
  if (!found) {
    const words = text.split(/\s+/).filter(Boolean);
    const widths = words.map((word) => unitsOf(word, advances, letters.other));
    const sum = widths.reduce((all, one) => all + one, 0);
    found = { words, widths, sum, space: advances.get(" ") ?? letters.other, advances, other: letters.other };
    texts.set(text, found);
  }
  return found;
}

/**
 * The width of a text on one line, and of its longest word, in pixels.
 * @param {Model} model
 * @param {string} text
 * @param {number} size
 * @param {boolean} bold
 */
export function lengthsOf(model, text, size, bold) {
  const { widths, space } = measure(model, text, bold);
  const sum = widths.reduce((all, one) => all + one + space, -space);
  return { line: (sum * size) / model.units, word: (Math.max(0, ...widths) * size) / model.units };
}

/** A line that is being set: its words, and the width of them. */
/** @typedef {{ line: string, used: number, lines: string[], broken: boolean }} Setting */

/**
 * Breaks a text into lines of at most `across` pixels; `broken` tells that a word did not fit one.
 * @param {Model} model
 * @param {string} text
 * @param {number} size
 * @param {number} across
 * @param {boolean} bold
 * @param {number} most lines after which it is given up
 * @param {boolean} [hyphens] whether words are broken wherever a line has room for a part of them
 */
function wrap(model, text, size, across, bold, most, hyphens = false) {
  const measured = measure(model, text, bold);
  const { words, widths, space } = measured;
  const room = (across * model.units) / size;
  /** @type {Setting} */
  const set = { line: "", used: 0, lines: [], broken: false };
  for (let at = 0; at < words.length && set.lines.length <= most; at += 1) {
    const left = set.line ? room - set.used - space : room;
    if (widths[at] <= left) {
      set.line = set.line ? `${set.line} ${words[at]}` : words[at];
      set.used = room - left + widths[at];
    } else {
      breakWord(set, words[at], room, measured, hyphens);
    }
  }
  if (set.line && set.lines.length <= most) set.lines.push(set.line);
  return set;
}

/**
 * Sets a word that has no room in its line: parts of it, or all of it in the next line.
 * @param {Setting} set
 * @param {string} word
 * @param {number} room
 * @param {Measured} measured
 * @param {boolean} hyphens
 */
function breakWord(set, word, room, { space, advances, other }, hyphens) {
  let rest = word;
  let wide = unitsOf(rest, advances, other);
  while (set.line || wide > room) {
    const left = set.line ? room - set.used - space : room;
    const part = hyphens || !set.line ? partOf(rest, left, advances, other) : "";
    if (part) {
      set.lines.push(set.line ? `${set.line} ${part}${SOFT}` : part + SOFT);
      set.broken ||= !hyphens;
      rest = rest.slice(part.length);
    } else if (set.line) {
      set.lines.push(set.line);
    } else {
      const pieces = piecesOf(rest, room, advances, other);
      rest = pieces.pop() ?? "";
      set.lines.push(...pieces);
      set.broken = true;
    }
    set.line = "";
    wide = unitsOf(rest, advances, other);
  }
  set.line = rest;
  set.used = wide;
}

/**
 * Lines with a hyphen where they end within a word.
 * @param {string[]} lines
 */
function drawn(lines) {
  return lines.map((line) => line.replace(SOFT, HYPHEN));
}

/**
 * The longest part of a word that has room with a hyphen after it; empty: none.
 * @param {string} word
 * @param {number} room
 * @param {Map<string, number>} advances
 * @param {number} other
 */
function partOf(word, room, advances, other) {
  const rest = room - (advances.get(HYPHEN) ?? other);
  let part = "";
  for (const at of breaksOf(word)) {
    const longer = word.slice(0, at);
    if (unitsOf(longer, advances, other) > rest) break;
    part = longer;
  }
  return part;
}

/**
 * The lines of a text of which each is at most `across` pixels wide, however many they are.
 * @param {Model} model
 * @param {string} text
 * @param {number} size
 * @param {number} across
 * @param {boolean} bold
 */
export function wrapped(model, text, size, across, bold) {
  return drawn(wrap(model, text, size, across, bold, Infinity).lines);
}

/**
 * @param {string} word
 * @param {number} room
 * @param {Map<string, number>} advances
 * @param {number} other
 */
function piecesOf(word, room, advances, other) {
  const pieces = [""];
  let used = 0;
  for (const letter of word) {
    const wide = advances.get(letter) ?? other;
    if (used && used + wide > room) {
      pieces.push("");
      used = 0;
    }
    pieces[pieces.length - 1] += letter;
    used += wide;
  }
  return pieces;
}

/**
 * A text in `across` pixels, cut with dots where it is longer; empty where not even dots fit.
 * @param {Model} model
 * @param {string} text
 * @param {number} size
 * @param {number} across
 * @param {boolean} bold
 */
export function clip(model, text, size, across, bold = false) {
  if (widthOf(model, text, size, bold) <= across) return text;
  const letters = bold ? model.bold : model.regular;
  const { advances } = fontOf(letters);
  let room = (across * model.units) / size - (advances.get(DOTS) ?? letters.other);
  let kept = "";
  for (const letter of text) {
    room -= advances.get(letter) ?? letters.other;
    if (room < 0) break;
    kept += letter;
  }
  kept = kept.replace(/[\s,;:.–-]+$/, "");
  return kept ? kept + DOTS : "";
}

/**
 * The distance of two lines.
 * @param {number} size
 * @param {boolean} [close] whether a name would be cut otherwise
 */
export function lineHeight(size, close = false) {
  return Math.ceil(size * (close ? CLOSE : LEADING));
}

/** @typedef {{ sizes: number[], bold: boolean, most: number, cut: number, close?: boolean }} How */

/**
 * Sets a text at the largest of `sizes` at which it is whole; else cut, as large as `cut` at most.
 * With `close` a text that would be cut is set with its lines closer, then with its words broken.
 * @param {Model} model
 * @param {string} text
 * @param {number} across
 * @param {number} down
 * @param {How} how
 * @returns {Fitted}
 */
export function fit(model, text, across, down, how) {
  const settings = how.close ? SETTINGS : SETTINGS.slice(0, 1);
  const { sum } = measure(model, text, how.bold);
  for (const [isClose, hyphens] of settings) {
    for (const size of how.sizes) {
      const number = Math.min(how.most, linesIn(down, size, isClose));
      if (number < 1 || (isClose && size > how.cut) || sum * size > across * number * model.units) continue;
      const { lines, broken } = wrap(model, text, size, across, how.bold, number, hyphens);
      if (lines.length <= number && !broken) return { size, step: lineHeight(size, isClose), lines: drawn(lines), whole: true };
    }
  }
  return cutText(model, text, across, down, how);
}

/**
 * @param {Model} model
 * @param {string} text
 * @param {number} across
 * @param {number} down
 * @param {How} how
 * @returns {Fitted}
 */
function cutText(model, text, across, down, { sizes, bold, most, cut, close = false }) {
  const size = sizes.find((each) => each <= cut && linesIn(down, each, close) >= 1) ?? SMALLEST;
  const step = lineHeight(size, close);
  const number = Math.max(1, Math.min(most, linesIn(down, size, close)));
  const { lines } = wrap(model, text, size, across, bold, number, close && number > 1);
  if (lines.length <= number) return { size, step, lines: drawn(lines), whole: true };
  const kept = drawn(lines.slice(0, number));
  const rest = lines.slice(number - 1).join(" ").replaceAll(`${SOFT} `, "").replace(SOFT, "");
  const tail = clip(model, `${rest}${DOTS}${DOTS}${DOTS}`, size, across, bold);
  kept[number - 1] = tail || kept[number - 1];
  return { size, step, lines: kept, whole: false };
}

/** Whether lines are close, and words broken: tried in this order. */
/** @type {[boolean, boolean][]} */
const SETTINGS = [[false, false], [true, false], [true, true]];

/**
 * How many lines of a name are needed in the smallest letters, closely set; endless where a part of
 * a word is longer than a line.
 * @param {Model} model
 * @param {string} text
 * @param {number} across
 * @param {boolean} bold
 */
export function linesOf(model, text, across, bold) {
  const { lines, broken } = wrap(model, text, SMALLEST, across, bold, Infinity, true);
  return broken ? Infinity : lines.length;
}

/**
 * How many lines of a size stand in a height: the last one needs no leading.
 * @param {number} down
 * @param {number} size
 * @param {boolean} close
 */
function linesIn(down, size, close) {
  return Math.floor((down - size) / lineHeight(size, close) + 1);
}
