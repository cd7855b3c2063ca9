// The words of a cell, by the height that is in sight: none, a line, some lines, the whole box.

/** @import {Cells, Mark, Model, View} from "./types.js" */

import { loudestOf } from "./cells.js";
import { told } from "./layout.js";
import { clip, fit, lineHeight, SMALLEST, widthOf } from "./letters.js";

const PAD = 5;
/** The least height of a cell with words, and of one with head, finding and foot. */
export const LEAST = 9.4;
const ROOMY = 40;
const SMALL = 10;
const MOST_LINES = 8;
/** The height of a line of a finding's title. */
const TITLE = 14;
/** How many of head, finding and foot a cell has, and whether each indicator has one line only. */
/** @type {[number, number][]} */
const CHOICES = [[3, 0], [2, 0], [1, 0], [1, 1], [0, 1]];
/** @type {[number, number][]} */
const CHOICES_UNNAMED = [[3, 0], [2, 0], [1, 0], [0, 0], [0, 1]];
/** How an indicator inside a cell is set. */
const INSIDE = { sizes: [SMALL], bold: false, most: 5, cut: SMALL };
/** The height of an indicator inside a cell on one line. */
const INNER = lineHeight(SMALL) + 5;
/** Sizes of names by the height of their cell: few, so that neighbours look alike. */
const LINE = [11, 10.5, 10, 9.5, 9];
/** @type {[number, number[]][]} */
const SIZES = [[60, [12, 11, 10.5, 10]], [110, [13, 12, 11, 10]], [Infinity, [15, 14, 13, 12, 11, 10]]];

/** @typedef {{ x: number, y: number, w: number, h: number }} Area */
/** @typedef {{ model: Model, cells: Cells, view: View, marks: Mark[] }} Sheet */

/**
 * A word of the picture with its facts filled in.
 * @param {Sheet} sheet
 * @param {string} key
 * @param {Record<string, string | number>} [facts]
 */
export function say({ model, view }, key, facts = {}) {
  return told(model.words[key] ?? key, view).replace(/\{(\w+)\}/g, (all, name) => String(facts[name] ?? all));
}

/**
 * Writes the words of a cell into its area in sight.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {boolean} faint whether it is pale
 */
export function writeCell(sheet, cell, area, faint) {
  const x = area.x + PAD + 4;
  const w = area.w - 2 * PAD - 4 - (loudestOf(sheet.cells, cell) < 0 ? 0 : 5);
  if (area.h < LEAST || w < 14) return;
  const ink = faint ? "muted" : "ink";
  if (area.h < ROOMY || w < 40) writeLines(sheet, cell, { x, y: area.y, w, h: area.h }, ink);
  else writeBox(sheet, cell, { x, y: area.y + 3, w, h: area.h - 6 }, ink);
}

/**
 * The sign and the name alone, centred; the numbers where there is room left.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {string} ink
 */
function writeLines(sheet, cell, area, ink) {
  const { model, view, marks } = sheet;
  const box = model.boxes[cell];
  const sign = signOf(sheet, cell);
  const bold = box.kind === "Objective";
  const pad = area.h < 20 ? 0 : 2;
  const sizes = sizesOf(view, LINE);
  const label = fit(model, named(box.name, sign), area.w, area.h - pad, { sizes, bold, most: 3, cut: 10 });
  const high = (label.lines.length - 1) * lineHeight(label.size) + label.size;
  const base = area.y + (area.h - high) / 2 + label.size * 0.86;
  writeLabel(sheet, cell, label, area.x, base, { bold, fill: ink, sign });
  const value = told(box.value, view);
  if (!value || label.lines.length > 1 || !label.whole) return;
  const left = area.w - widthOf(model, label.lines[0], label.size, bold) - 10;
  const size = Math.min(label.size, SMALL);
  if (widthOf(model, value, size) <= left) {
    marks.push(text(model, area.x + area.w, base, value, size, { fill: "muted", box: cell, end: true }));
  }
}

/**
 * Agency and numbers, name, finding, the indicators inside, and what is below.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {string} ink
 */
function writeBox(sheet, cell, area, ink) {
  const { model, view, marks } = sheet;
  const bold = model.boxes[cell].kind === "Objective";
  const sign = signOf(sheet, cell);
  const value = told(model.boxes[cell].value, view);
  const foot = footOf(sheet, cell, area.w);
  const { head, strip, under, label } = arrange(sheet, cell, area, { sign, value, foot });
  if (head) writeHead(sheet, cell, area, area.y + 10.5, value);
  let y = area.y + head;
  writeLabel(sheet, cell, label, area.x, y + label.size * 0.93, { bold, fill: ink, sign: strip ? null : sign });
  y += label.lines.length * lineHeight(label.size) + 2;
  if (strip && sign) {
    marks.push({ shape: "rect", x: area.x - PAD, y, w: area.w + PAD, h: strip - 3, fill: sign.ground });
    titleLines(sheet, sign, area.w).forEach((words, at) => {
      marks.push(text(model, area.x, y + 10.5 + at * TITLE, words, SMALL, { fill: sign.fill, bold: true, box: cell }));
    });
    y += strip;
  }
  writeInside(sheet, cell, { x: area.x, y, w: area.w, h: area.y + area.h - under - y }, ink);
  if (under && foot) marks.push(text(model, area.x, area.y + area.h - 3, foot.words, SMALL, { fill: foot.fill, box: cell }));
}

/**
 * The heights of the parts of a cell, and its name: the most parts with which the name is whole.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {{ sign: Sign | null, value: string, foot: object | null }} what
 */
function arrange(sheet, cell, area, { sign, value, foot }) {
  const { model, view } = sheet;
  if (view.paper) return arrangeOnPaper(sheet, cell, area, { sign, value, foot, size: view.paper });
  const box = model.boxes[cell];
  const bold = box.kind === "Objective";
  const sizes = (SIZES.find(([least]) => area.h < least) ?? SIZES[2])[1];
  const most = area.h < 110 ? 4 : 8;
  const high = [box.agency >= 0 || value ? 14 : 0, sign?.title ? 17 : 0, foot ? 14 : 0];
  const parts = [3, 2, 1, 0].map((number) => {
    const [head, strip, under] = high.map((each, at) => (at === 0 && number > 0) || (at === 1 && number > 1) || number > 2 ? each : 0);
    const name = strip ? box.name : named(box.name, sign);
    const label = fit(model, name, area.w, area.h - head - strip - under, { sizes, bold, most, cut: 10 });
    return { head, strip, under, label };
  });
  return parts.find(({ label }) => label.whole) ?? parts[area.h < 70 ? 2 : 0];
}

/**
 * The same on paper, where indicators inside have room too: the most parts with which the name is
 * whole in the size of the page; else the fewest, and a smaller size.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {{ sign: Sign | null, value: string, foot: object | null, size: number }} what
 */
function arrangeOnPaper(sheet, cell, area, { sign, value, foot, size }) {
  const { model, view } = sheet;
  const box = model.boxes[cell];
  const bold = box.kind === "Objective";
  const agency = agencyOf(sheet, cell);
  const strip = sign?.title ? 3 + TITLE * titleLines(sheet, sign, area.w).length : 0;
  const inside = [INSIDE.most, 1].map((most) => insideHeight(sheet, cell, area.w, most));
  const choices = agency ? CHOICES : CHOICES_UNNAMED;
  const parts = choices.map(([number, tight]) => {
    const part = { head: number > 0 && (agency || value) ? 14 : 0, strip: number > 1 ? strip : 0, under: number > 2 && foot ? 14 : 0 };
    const name = part.strip ? box.name : named(box.name, sign);
    const room = area.h - part.head - part.strip - part.under - inside[tight];
    return { ...part, label: fit(model, name, area.w, room, { sizes: sizesOf(view, LINE), bold, most: MOST_LINES, cut: SMALL }) };
  });
  const least = parts.slice(agency ? 2 : 3);
  return parts.find(({ label }) => label.whole && label.size === size) ?? least.find(({ label }) => label.whole) ?? parts[4];
}

/**
 * The title of a finding: on one line, on paper on as many as it needs.
 * @param {Sheet} sheet
 * @param {Sign} sign
 * @param {number} across
 */
function titleLines({ model, view }, sign, across) {
  const words = `${sign.shape} ${sign.title}`;
  if (!view.paper) return [clip(model, words, SMALL, across - 4, true)];
  return fit(model, words, across - 4, Infinity, { sizes: [SMALL], bold: true, most: 3, cut: SMALL }).lines;
}

/**
 * The sizes of names of a view: on paper all names of a page have one, if they are whole in it.
 * @param {View} view
 * @param {number[]} sizes
 */
function sizesOf({ paper }, sizes) {
  return paper ? [paper, ...sizes.filter((size) => size < paper)] : sizes;
}

/**
 * The agency that a cell names; on paper only where it is not its parent's, nor the cell itself.
 * @param {Sheet} sheet
 * @param {number} cell
 */
function agencyOf({ model, cells, view }, cell) {
  const { agency, kind, parent } = model.boxes[cell];
  if (agency < 0) return null;
  const isKnown = kind === "Missing" || (parent >= 0 && model.boxes[cells.cellOf[parent]].agency === agency);
  return view.paper && isKnown ? null : model.agencies[agency];
}

/**
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {number} base
 * @param {string} value
 */
function writeHead(sheet, cell, area, base, value) {
  const { model, view, marks } = sheet;
  const box = model.boxes[cell];
  const agency = agencyOf(sheet, cell);
  const code = agency ? clip(model, agency.code, SMALL, area.w, true) : "";
  const infos = box.marks.filter(([tone]) => !model.tones[tone].loud && !view.paper);
  let used = 0;
  if (agency && code) {
    marks.push(text(model, area.x, base, code, SMALL, { fill: `tint${agency.tint}.bar`, bold: true, box: cell }));
    used = widthOf(model, code, SMALL, true) + 8;
  }
  const room = area.w - used;
  if (value && widthOf(model, value, SMALL) <= room) {
    marks.push(text(model, area.x + area.w, base, value, SMALL, { fill: "muted", box: cell, end: true }));
    used += widthOf(model, value, SMALL) + 8;
  }
  if (!infos.length) return;
  const tone = model.tones[infos[0][0]];
  const words = `${tone.shape} ${infos.length}`;
  if (widthOf(model, words, SMALL) > area.w - used) return;
  const x = code ? area.x + widthOf(model, code, SMALL, true) + 8 : area.x;
  marks.push(text(model, x, base, words, SMALL, { fill: `${tone.colour}.ink`, box: cell }));
}

/**
 * The indicators inside a cell, with their numbers: as many as there is room for, the rest counted.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {string} ink
 */
function writeInside(sheet, cell, area, ink) {
  const { model, cells, marks } = sheet;
  const lines = cells.inside[cell];
  let number = Math.min(lines.length, Math.floor(area.h / INNER));
  if (number < 1) return;
  if (number < lines.length && area.h - number * INNER < 12 && number > 1) number -= 1;
  const rest = lines.length - number;
  let spare = area.h - number * INNER - (rest ? 13 : 0);
  let y = area.y;
  for (const line of lines.slice(0, number)) {
    const more = writeInner(sheet, line, { ...area, y, h: Math.max(0, spare) }, ink);
    spare -= more;
    y += INNER + more;
  }
  if (!rest || area.y + area.h - y < 12) return;
  const words = clip(model, say(sheet, "map.inside", { n: rest }), SMALL, area.w);
  marks.push(text(model, area.x, y + 11, words, SMALL, { fill: "muted", box: cell }));
}

/**
 * Writes an indicator inside a cell; returns the height that it takes of `area` beyond its own line.
 * @param {Sheet} sheet
 * @param {number} line
 * @param {Area} area
 * @param {string} ink
 */
function writeInner(sheet, line, area, ink) {
  const { model, cells, marks } = sheet;
  const tone = cells.loud[line] < 0 ? null : model.tones[cells.loud[line]];
  const { value, wide } = innerValue(sheet, line, area.w);
  const most = 1 + Math.min(INSIDE.most - 1, Math.floor(area.h / lineHeight(SMALL)));
  const label = fit(model, innerName(sheet, line, area.w), area.w - wide, most * lineHeight(SMALL), { ...INSIDE, most });
  const plain = ink === "ink" ? "quiet" : "muted";
  marks.push({ shape: "rect", x: area.x, y: area.y + 1, w: area.w, h: 0.75, fill: "edge" });
  const fill = tone ? `${tone.colour}.ink` : plain;
  writeLabel(sheet, line, label, area.x, area.y + 13, { bold: false, fill, sign: null });
  if (wide) marks.push(text(model, area.x + area.w, area.y + 13, value, SMALL, { fill: "muted", box: line, end: true }));
  return (label.lines.length - 1) * lineHeight(SMALL);
}

/**
 * The name of an indicator inside a cell, with the sign of its finding; on paper with its numbers
 * if they have no room beside it.
 * @param {Sheet} sheet
 * @param {number} line
 * @param {number} across
 */
function innerName(sheet, line, across) {
  const { model, cells, view } = sheet;
  const { value, wide } = innerValue(sheet, line, across);
  const sign = cells.loud[line] < 0 ? "" : `${model.tones[cells.loud[line]].shape} `;
  return sign + model.boxes[line].name + (view.paper && value && !wide ? ` (${value})` : "");
}

/**
 * The numbers of an indicator inside a cell, and the width that they take of a line; 0: too wide.
 * @param {Sheet} sheet
 * @param {number} line
 * @param {number} across
 */
function innerValue({ model, view }, line, across) {
  const value = told(model.boxes[line].value, view);
  const wide = value ? widthOf(model, value, SMALL) + 10 : 0;
  return { value, wide: wide <= across * 0.45 ? wide : 0 };
}

/**
 * What is below a cell: `34 below · ▲ 1 · ◆ 2`, or as much of it as fits.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {number} across
 */
function footOf(sheet, cell, across) {
  const { model, cells } = sheet;
  if (!cells.below[cell]) return alsoOf(sheet, cell, across);
  const tones = [...cells.tones[cell]].sort(([one], [other]) => one - other);
  const signs = tones.map(([tone, number]) => `${model.tones[tone].shape} ${number}`);
  const below = say(sheet, "said.below", { n: cells.below[cell] });
  const isBroken = tones.some(([tone]) => model.tones[tone].name === "error");
  const choices = [[below, ...signs].join(" · "), [String(cells.below[cell]), ...signs].join(" · "), signs.join(" "), below];
  const words = choices.find((each) => each && widthOf(model, each, SMALL) <= across);
  return words ? { words, fill: isBroken ? "red.ink" : "muted" } : null;
}

/**
 * What else a cell contributes to: on paper, where no line can be asked for.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {number} across
 */
function alsoOf(sheet, cell, across) {
  const { model, view } = sheet;
  const { also } = model.boxes[cell];
  if (!view.paper || !also.length) return null;
  const words = say(sheet, "map.also", { names: also.map(([target]) => model.boxes[target].id).join(", ") });
  return { words: clip(model, words, SMALL, across), fill: "muted" };
}

/**
 * The sign of a cell's loudest finding, with its title if it is the cell's own.
 * @param {Sheet} sheet
 * @param {number} cell
 * @returns {Sign | null}
 */
function signOf(sheet, cell) {
  const { model, cells, view } = sheet;
  if (view.paper && model.boxes[cell].kind === "Missing") return missingSign(sheet);
  const tone = loudestOf(cells, cell);
  if (tone < 0) return null;
  const { shape, colour } = model.tones[tone];
  const own = model.boxes[cell].marks.find(([each]) => each === tone);
  const title = own ? told(model.titles[own[1]], view) : "";
  return { shape, fill: `${colour}.ink`, ground: `${colour}.ground`, title };
}

/** @typedef {{ shape: string, fill: string, ground: string, title: string }} Sign */

/**
 * The sign of an expected agency without any part, which has no finding of its own.
 * @param {Sheet} sheet
 * @returns {Sign}
 */
function missingSign(sheet) {
  const { shape, colour } = sheet.model.tones[0];
  return { shape, fill: `${colour}.ink`, ground: `${colour}.ground`, title: say(sheet, "missing") };
}

/**
 * A name with its sign before it.
 * @param {string} name
 * @param {Sign | null} sign
 */
function named(name, sign) {
  return sign ? `${sign.shape} ${name}` : name;
}

/**
 * Writes the lines of a label; the sign that it begins with has a colour of its own.
 * @param {Sheet} sheet
 * @param {number} box
 * @param {{ size: number, lines: string[] }} label
 * @param {number} x
 * @param {number} base
 * @param {{ bold: boolean, fill: string, sign: Sign | null }} how
 */
function writeLabel({ model, marks }, box, { size, lines }, x, base, { bold, fill, sign }) {
  lines.forEach((line, at) => {
    const y = base + at * lineHeight(size);
    const mark = sign && at === 0 ? `${sign.shape} ` : "";
    if (sign && mark) marks.push(text(model, x, y, sign.shape, size, { fill: sign.fill, bold, box }));
    const rest = line.slice(mark.length);
    if (rest) marks.push(text(model, x + widthOf(model, mark, size, bold), y, rest, size, { fill, bold, box }));
  });
}

/**
 * @param {Model} model
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {number} size
 * @param {{ fill: string, bold?: boolean, box?: number, end?: boolean }} how
 * @returns {Mark}
 */
export function text(model, x, y, words, size, how) {
  const w = widthOf(model, words, size, how.bold ?? false);
  /** @type {Mark} */
  const mark = { shape: "text", x, y, w, size, fill: how.fill, text: words };
  if (how.bold) mark.bold = true;
  if (how.end) mark.end = true;
  if (how.box !== undefined) mark.box = how.box;
  return mark;
}

/**
 * The height in which a cell is read: its name whole, its agency where it is not its parent's, its
 * finding, and the indicators inside; `cut` tells that a name is too long for any height.
 * @param {Sheet} sheet its view has the size of names on paper
 * @param {number} cell
 * @param {number} across
 * @param {boolean} again whether it only stands for what hangs on it, so that its name is enough
 * @param {boolean} tight whether one line of each indicator is enough
 */
export function heightOf(sheet, cell, across, again, tight) {
  const { model, view } = sheet;
  const bold = model.boxes[cell].kind === "Objective";
  const sign = signOf(sheet, cell);
  const w = Math.max(SMALL, across - 2 * PAD - 4 - (sign ? 5 : 0));
  const size = view.paper ?? SMALL;
  const nameIn = (/** @type {number} */ each, /** @type {number} */ most) =>
    fit(model, named(model.boxes[cell].name, sign), w, Infinity, { sizes: [each], bold, most, cut: each });
  const more = again ? 0 : partsHeight(sheet, cell, w, sign) + insideHeight(sheet, cell, w, tight ? 1 : INSIDE.most);
  const low = size > SMALL ? size : SMALLEST;
  const flat = nameIn(low, 3);
  const high = 6 + low + (flat.lines.length - 1) * lineHeight(low);
  if (!more && (again || flat.whole) && high < ROOMY) return { high, cut: false };
  const label = nameIn(size, MOST_LINES);
  return { high: Math.max(ROOMY + 3, 8 + more + label.lines.length * lineHeight(size)), cut: !label.whole };
}

/**
 * The height of what a cell says in any case besides its name: its agency, and that it is missing.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {number} across
 * @param {Sign | null} sign
 */
function partsHeight(sheet, cell, across, sign) {
  const isMissing = sign && sheet.model.boxes[cell].kind === "Missing";
  return (agencyOf(sheet, cell) ? 14 : 0) + (isMissing ? 3 + TITLE * titleLines(sheet, sign, across).length : 0);
}

/**
 * The height of the indicators inside a cell.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {number} across
 * @param {number} most the lines of each
 */
function insideHeight(sheet, cell, across, most) {
  const lines = sheet.cells.inside[cell];
  return lines.reduce((all, line) => all + innerHeight(sheet, line, across, most), lines.length ? 4 : 0);
}

/**
 * The height of an indicator inside a cell with all words of its name, as far as it has lines.
 * @param {Sheet} sheet
 * @param {number} line
 * @param {number} across
 * @param {number} most
 */
function innerHeight(sheet, line, across, most) {
  const { wide } = innerValue(sheet, line, across);
  const { lines } = fit(sheet.model, innerName(sheet, line, across), across - wide, Infinity, { ...INSIDE, most });
  return INNER + (lines.length - 1) * lineHeight(SMALL);
}
