// Lines of words: how wide letters are, where lines break, where a text is cut.

/** @import {Letters, Model} from "./types.js" */

/** Sizes of letters in pixels, the largest first. */
export const SMALLEST = 9;
const LEADING = 1.22;
const DOTS = "…";

/** @typedef {{ words: string[], widths: number[], space: number, advances: Map<string, number>, other: number }} Measured */
/** @typedef {{ size: number, lines: string[], whole: boolean }} Fitted */

/** @type {WeakMap<Letters, { advances: Map<string, number>, texts: Map<string, Measured> }>} */
const fonts = new WeakMap();

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
    found = { words, widths, space: advances.get(" ") ?? letters.other, advances, other: letters.other };
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

/**
 * Breaks a text into lines of at most `across` pixels; `broken` tells that a word did not fit one.
 * @param {Model} model
 * @param {string} text
 * @param {number} size
 * @param {number} across
 * @param {boolean} bold
 * @param {number} most lines after which it is given up
 */
function wrap(model, text, size, across, bold, most) {
  const { words, widths, space, advances, other } = measure(model, text, bold);
  const room = (across * model.units) / size;
  /** @type {string[]} */
  const lines = [];
  let line = "";
  let used = 0;
  let broken = false;
  for (let at = 0; at < words.length; at += 1) {
    if (line && used + space + widths[at] <= room) {
      line += ` ${words[at]}`;
      used += space + widths[at];
      continue;
    }
    if (line) lines.push(line);
    if (lines.length > most) return { lines, broken };
    line = words[at];
    used = widths[at];
    if (used > room) {
      broken = true;
      const pieces = piecesOf(line, room, advances, other);
      line = pieces.pop() ?? "";
      lines.push(...pieces);
      used = unitsOf(line, advances, other);
    }
  }
  if (line) lines.push(line);
  return { lines, broken };
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
  return wrap(model, text, size, across, bold, Infinity).lines;
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

/** @param {number} size */
export function lineHeight(size) {
  return Math.ceil(size * LEADING);
}

/**
 * Sets a text at the largest of `sizes` at which it is whole; else cut, as large as `cut` at most.
 * @param {Model} model
 * @param {string} text
 * @param {number} across
 * @param {number} down
 * @param {{ sizes: number[], bold: boolean, most: number, cut: number }} how
 * @returns {Fitted}
 */
export function fit(model, text, across, down, { sizes, bold, most, cut }) {
  for (const size of sizes) {
    const number = Math.min(most, linesIn(down, size));
    if (number < 1) continue;
    const { lines, broken } = wrap(model, text, size, across, bold, number);
    if (lines.length <= number && !broken) return { size, lines, whole: true };
  }
  const size = sizes.find((each) => each <= cut && linesIn(down, each) >= 1) ?? SMALLEST;
  const number = Math.max(1, Math.min(most, linesIn(down, size)));
  const { lines } = wrap(model, text, size, across, bold, number);
  if (lines.length <= number) return { size, lines, whole: true };
  const kept = lines.slice(0, number);
  const rest = lines.slice(number - 1).join(" ");
  const tail = clip(model, `${rest}${DOTS}${DOTS}${DOTS}`, size, across, bold);
  kept[number - 1] = tail || kept[number - 1];
  return { size, lines: kept, whole: false };
}

/**
 * How many lines of a size stand in a height: the last one needs no leading.
 * @param {number} down
 * @param {number} size
 */
function linesIn(down, size) {
  return Math.floor((down - size) / lineHeight(size) + 1);
}
