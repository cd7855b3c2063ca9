// The words of a cell, by the height that is in sight: none, a line, some lines, the whole box.

/** @import {Cells, Mark, Model, View} from "./types.js" */

import { loudestOf } from "./cells.js";
import { clip, fit, lineHeight, told, widthOf } from "./letters.js";
import { paddingOf } from "./shares.js";

export const PAD = 5;
/** The least height of a cell with words, and of one with head, finding and foot. */
export const LEAST = 8.7;
const ROOMY = 40;
/** The size of what is said besides the name. */
export const SMALL = 10;
/** The most that a code before a name takes of a low cell's width. */
const CODE_SHARE = 0.35;
/** The height of an indicator inside a cell on one line. */
export const INNER = lineHeight(SMALL) + 5;
/** Sizes of names by the height of their cell: few, so that neighbours look alike. */
const LINE = [11, 10.5, 10, 9.5, 9];
/** @type {[number, number[]][]} */
const SIZES = [[60, [12, 11, 10.5, 10, 9.5, 9]], [110, [13, 12, 11, 10, 9]], [Infinity, [15, 14, 13, 12, 11, 10, 9]]];

/** @typedef {{ x: number, y: number, w: number, h: number }} Area */
/** What is drawn on; on paper cells have grounds and words of their own. */
/** @typedef {{ model: Model, cells: Cells, view: View, marks: Mark[], paper?: PaperLook }} Sheet */
/** @typedef {{ ground: CellWriter, words: CellWriter }} PaperLook */
/** @typedef {(sheet: Sheet, cell: number, area: Area, faint: boolean) => void} CellWriter */

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
  const pad = paddingOf(area.h);
  const name = named(box.name, sign);
  const how = { sizes: LINE, bold, most: Infinity, cut: 10, close: true };
  const alone = fit(model, name, area.w, area.h - pad, how);
  let code = codeAlone(sheet, cell, area.w);
  let wide = code ? widthOf(model, code, SMALL, true) + 6 : 0;
  let label = code ? fit(model, name, area.w - wide, area.h - pad, how) : alone;
  if (code && alone.whole && !label.whole) [code, wide, label] = ["", 0, alone];
  const high = (label.lines.length - 1) * label.step + label.size;
  const base = area.y + Math.min(area.h < ROOMY ? Infinity : 4, (area.h - high) / 2) + label.size * 0.86;
  if (code) marks.push(text(model, area.x, base, code, SMALL, { fill: "muted", bold: true, box: cell }));
  writeLabel(sheet, cell, label, area.x + wide, base, { bold, fill: ink, sign });
  const value = told(box.value, view);
  if (!value || label.lines.length > 1 || !label.whole) return;
  const left = area.w - wide - widthOf(model, label.lines[0], label.size, bold) - 10;
  const size = Math.min(label.size, SMALL);
  if (widthOf(model, value, size) <= left) {
    marks.push(text(model, area.x + area.w, base, value, size, { fill: "muted", box: cell, end: true }));
  }
}

/**
 * The code of an agency that shares its tint with others, where the parent's is another; empty
 * where it would leave little room for the name.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {number} across
 */
function codeAlone({ model }, cell, across) {
  const { agency, parent } = model.boxes[cell];
  if (agency < 0 || (model.agencies[agency].tint !== model.plain && !model.agencies[agency].pattern)) return "";
  if (parent >= 0 && model.boxes[parent].agency === agency) return "";
  const { code } = model.agencies[agency];
  return widthOf(model, code, SMALL, true) <= across * CODE_SHARE ? code : "";
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
  if (!label.whole) {
    writeLines(sheet, cell, { ...area, y: area.y - 3, h: area.h + 6 }, ink);
    return;
  }
  if (head) writeHead(sheet, cell, area, area.y + 10.5, value);
  let y = area.y + head;
  writeLabel(sheet, cell, label, area.x, y + label.size * 0.93, { bold, fill: ink, sign: strip ? null : sign });
  y += label.lines.length * label.step + 2;
  if (strip && sign) {
    marks.push({ shape: "rect", x: area.x - PAD, y, w: area.w + PAD, h: 14, fill: sign.ground });
    const words = clip(model, `${sign.shape} ${sign.title}`, SMALL, area.w - 4, true);
    marks.push(text(model, area.x, y + 10.5, words, SMALL, { fill: sign.fill, bold: true, box: cell }));
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
function arrange({ model }, cell, area, { sign, value, foot }) {
  const box = model.boxes[cell];
  const bold = box.kind === "Objective";
  const sizes = (SIZES.find(([least]) => area.h < least) ?? SIZES[2])[1];
  const high = [box.agency >= 0 || value ? 14 : 0, sign?.title ? 17 : 0, foot ? 14 : 0];
  const parts = [3, 2, 1, 0].map((number) => {
    const [head, strip, under] = high.map((each, at) => (at === 0 && number > 0) || (at === 1 && number > 1) || number > 2 ? each : 0);
    const name = strip ? box.name : named(box.name, sign);
    const room = area.h - head - strip - under;
    const label = fit(model, name, area.w, room, { sizes, bold, most: Infinity, cut: 10, close: number < 2 });
    return { head, strip, under, label, fits: label.whole && label.lines.length * label.step <= room };
  });
  return parts.find(({ fits }) => fits) ?? parts[3];
}

/**
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {number} base
 * @param {string} value
 */
function writeHead(sheet, cell, area, base, value) {
  const { model, marks } = sheet;
  const box = model.boxes[cell];
  const agency = box.agency < 0 ? null : model.agencies[box.agency];
  const code = agency ? clip(model, agency.code, SMALL, area.w, true) : "";
  const infos = box.marks.filter(([tone]) => !model.tones[tone].loud);
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
 * @param {(sheet: Sheet, line: number, area: Area, ink: string) => number} writeOne as `writeInner`
 * @param {number} least where fewer have room, nothing is written; 0: then they are counted
 */
export function writeInside(sheet, cell, area, ink, writeOne = writeInner, least = 1) {
  const { model, cells, marks } = sheet;
  const lines = cells.inside[cell];
  let number = Math.min(lines.length, Math.floor(area.h / INNER));
  if (number < least) return;
  if (number < lines.length && area.h - number * INNER < 12 && number > least) number -= 1;
  const rest = lines.length - number;
  let spare = area.h - number * INNER - (rest ? 13 : 0);
  let y = area.y;
  for (const line of lines.slice(0, number)) {
    const more = writeOne(sheet, line, { ...area, y, h: Math.max(0, spare) }, ink);
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
  const { model, view, cells, marks } = sheet;
  const box = model.boxes[line];
  const tone = cells.loud[line] < 0 ? null : model.tones[cells.loud[line]];
  const value = told(box.value, view);
  const wide = value ? widthOf(model, value, SMALL) + 10 : 0;
  const isTold = wide > 0 && wide <= area.w * 0.45;
  const most = 1 + Math.min(2, Math.floor(area.h / lineHeight(SMALL)));
  const how = { sizes: [SMALL], bold: false, most, cut: SMALL };
  const name = tone ? `${tone.shape} ${box.name}` : box.name;
  const label = fit(model, name, area.w - (isTold ? wide : 0), most * lineHeight(SMALL), how);
  const plain = ink === "ink" ? "quiet" : "muted";
  marks.push({ shape: "rect", x: area.x, y: area.y + 1, w: area.w, h: 0.75, fill: "edge" });
  const fill = tone ? `${tone.colour}.ink` : plain;
  writeLabel(sheet, line, label, area.x, area.y + 13, { bold: false, fill, sign: null });
  if (isTold) marks.push(text(model, area.x + area.w, area.y + 13, value, SMALL, { fill: "muted", box: line, end: true }));
  return (label.lines.length - 1) * lineHeight(SMALL);
}

/**
 * What is below a cell: `34 below · ✖ 1 · ▲ 2`, or as much of it as fits.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {number} across
 */
export function footOf(sheet, cell, across) {
  const { model, cells } = sheet;
  if (!cells.below[cell]) return null;
  const tones = [...cells.tones[cell]].sort(([one], [other]) => one - other);
  const signs = tones.map(([tone, number]) => `${model.tones[tone].shape} ${number}`);
  const below = say(sheet, "said.below", { n: cells.below[cell] });
  const isBroken = tones.some(([tone]) => model.tones[tone].name === "error");
  const choices = [[below, ...signs].join(" · "), [String(cells.below[cell]), ...signs].join(" · "), signs.join(" "), below];
  const words = choices.find((each) => each && widthOf(model, each, SMALL) <= across);
  return words ? { words, fill: isBroken ? "red.ink" : "muted" } : null;
}

/**
 * The sign of a cell's loudest finding, with its title if it is the cell's own.
 * @param {Sheet} sheet
 * @param {number} cell
 * @returns {Sign | null}
 */
export function signOf({ model, cells, view }, cell) {
  const tone = loudestOf(cells, cell);
  if (tone < 0) return null;
  const { shape, colour } = model.tones[tone];
  const own = model.boxes[cell].marks.find(([each]) => each === tone);
  const title = own ? told(model.titles[own[1]], view) : "";
  return { shape, fill: `${colour}.ink`, ground: `${colour}.ground`, title };
}

/** @typedef {{ shape: string, fill: string, ground: string, title: string }} Sign */

/**
 * A name with its sign before it.
 * @param {string} name
 * @param {Sign | null} sign
 */
export function named(name, sign) {
  return sign ? `${sign.shape} ${name}` : name;
}

/**
 * Writes the lines of a label; the sign that it begins with has a colour of its own.
 * @param {Sheet} sheet
 * @param {number} box
 * @param {{ size: number, step: number, lines: string[] }} label
 * @param {number} x
 * @param {number} base
 * @param {{ bold: boolean, fill: string, sign: Sign | null }} how
 */
export function writeLabel({ model, marks }, box, { size, step, lines }, x, base, { bold, fill, sign }) {
  lines.forEach((line, at) => {
    const y = base + at * step;
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
