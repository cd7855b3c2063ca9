// How cells look on paper: colour tells a finding, and names are whole, on a page all in one size.

/** @import {Sheet} from "./words.js" */

import { clip, fit, lineHeight, SMALLEST, told, widthOf } from "./letters.js";
import { tintOf } from "./scene.js";
import { footOf, INNER, named, PAD, say, signOf, SMALL, text, writeInside, writeLabel } from "./words.js";

/** The least height of a cell whose name is not all that it says. */
const ROOMY = 40;
const MOST_LINES = 8;
const MOST_FLAT = 3;
const HEAD = 14;
const FOOT = 14;
/** The height of a line of a finding's title, and what is below the last one. */
const TITLE = 14;
const TITLE_GAP = 3;
const MOST_TITLE = 3;
/** The most lines of an indicator, and what is above the first one. */
const MOST_INNER = 5;
const INNER_GAP = 4;
/** Sizes of a name that is not whole in that of its page. */
const SIZES = [11, 10.5, 10, 9.5, 9];
/** How many of head, finding and foot a cell has, and whether each indicator has one line only. */
/** @type {[number, boolean][]} */
const CHOICES = [[3, false], [2, false], [1, false], [1, true], [0, true]];
/** @type {[number, boolean][]} */
const CHOICES_UNNAMED = [[3, false], [2, false], [1, false], [0, false], [0, true]];

/** @typedef {{ x: number, y: number, w: number, h: number }} Area */
/** @typedef {NonNullable<ReturnType<typeof signOf>>} Sign */
/** @typedef {{ sign: Sign | null, value: string, foot: object | null }} Said */

/**
 * The look of cells on paper.
 * @param {number} size the size of names
 */
export function paperLook(size) {
  return {
    ground: drawGround,
    words: (/** @type {Sheet} */ sheet, /** @type {number} */ cell, /** @type {Area} */ area, /** @type {boolean} */ faint) =>
      writeCell(sheet, cell, area, { size, ink: faint ? "muted" : "ink" }),
  };
}

/**
 * White, or the tone of its finding; the tint of its agency is a bar at the left.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {boolean} faint
 */
function drawGround({ model, cells, marks }, cell, area, faint) {
  const tone = cells.loud[cell];
  const fill = tone < 0 ? "ground" : `${model.tones[tone].colour}.ground`;
  marks.push({ shape: "rect", ...area, fill: faint ? "faint.ground" : fill, box: cell });
  const inner = { x: area.x + 0.5, y: area.y + 0.5, w: area.w - 1, h: area.h - 1 };
  marks.push({ shape: "frame", ...inner, stroke: "edge", line: 0.75 });
  marks.push({ shape: "rect", ...area, w: Math.min(4, area.w / 3), fill: faint ? "faint.bar" : `tint${tintOf(model, cell)}.bar` });
}

/**
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {{ size: number, ink: string }} how
 */
function writeCell(sheet, cell, area, how) {
  const w = roomOf(sheet, cell, area.w);
  const x = area.x + PAD + 4;
  if (area.h < SMALLEST) return;
  if (area.h < ROOMY) writeFlat(sheet, cell, { ...area, x, w }, how);
  else writeBox(sheet, cell, { x, y: area.y + 3, w, h: area.h - 6 }, how);
}

/**
 * The width of the words of a cell.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {number} across
 */
function roomOf(sheet, cell, across) {
  return Math.max(SMALL, across - 2 * PAD - 4 - (signOnPaper(sheet, cell) ? 5 : 0));
}

/**
 * The sign of a cell; an expected agency without any part has one too.
 * @param {Sheet} sheet
 * @param {number} cell
 * @returns {Sign | null}
 */
function signOnPaper(sheet, cell) {
  const { model } = sheet;
  if (model.boxes[cell].kind !== "Missing") return signOf(sheet, cell);
  const { shape, colour } = model.tones[0];
  return { shape, fill: `${colour}.ink`, ground: `${colour}.ground`, title: say(sheet, "missing") };
}

/**
 * The agency that a cell names: where it is not its parent's, nor the cell itself.
 * @param {Sheet} sheet
 * @param {number} cell
 */
function agencyOf({ model, cells }, cell) {
  const { agency, kind, parent } = model.boxes[cell];
  if (agency < 0 || kind === "Missing") return null;
  return parent >= 0 && model.boxes[cells.cellOf[parent]].agency === agency ? null : model.agencies[agency];
}

/** @param {number} size */
function sizesOf(size) {
  return [size, ...SIZES.filter((each) => each < size)];
}

/**
 * The sign and the name alone, centred; the numbers where there is room left.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {{ size: number, ink: string }} how
 */
function writeFlat(sheet, cell, area, { size, ink }) {
  const { model, view, marks } = sheet;
  const box = model.boxes[cell];
  const sign = signOnPaper(sheet, cell);
  const bold = box.kind === "Objective";
  const pad = area.h < 20 ? 0 : 2;
  const how = { sizes: sizesOf(size), bold, most: MOST_FLAT, cut: SMALL };
  const label = fit(model, named(box.name, sign), area.w, area.h - pad, how);
  const high = (label.lines.length - 1) * lineHeight(label.size) + label.size;
  const base = area.y + (area.h - high) / 2 + label.size * 0.86;
  writeLabel(sheet, cell, label, area.x, base, { bold, fill: ink, sign });
  const value = told(box.value, view);
  if (!value || label.lines.length > 1 || !label.whole) return;
  const left = area.w - widthOf(model, label.lines[0], label.size, bold) - 10;
  const small = Math.min(label.size, SMALL);
  if (widthOf(model, value, small) > left) return;
  marks.push(text(model, area.x + area.w, base, value, small, { fill: "muted", box: cell, end: true }));
}

/**
 * Agency and numbers, name, finding, the indicators inside, and what is below.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {{ size: number, ink: string }} how
 */
function writeBox(sheet, cell, area, { size, ink }) {
  const { model, view, marks } = sheet;
  const bold = model.boxes[cell].kind === "Objective";
  const sign = signOnPaper(sheet, cell);
  const value = told(model.boxes[cell].value, view);
  const foot = footOf(sheet, cell, area.w) ?? alsoOf(sheet, cell, area.w);
  const { head, strip, under, label } = arrange(sheet, cell, area, { sign, value, foot }, size);
  if (head) writeHead(sheet, cell, area, value);
  let y = area.y + head;
  writeLabel(sheet, cell, label, area.x, y + label.size * 0.93, { bold, fill: ink, sign: strip ? null : sign });
  y += label.lines.length * lineHeight(label.size) + 2;
  if (strip && sign) {
    marks.push({ shape: "rect", x: area.x - PAD, y, w: area.w + PAD, h: strip - TITLE_GAP, fill: sign.ground });
    titleLines(sheet, sign, area.w).forEach((words, at) => {
      marks.push(text(model, area.x, y + 10.5 + at * TITLE, words, SMALL, { fill: sign.fill, bold: true, box: cell }));
    });
    y += strip;
  }
  writeInside(sheet, cell, { x: area.x, y, w: area.w, h: area.y + area.h - under - y }, ink, writeInner, 0);
  if (under && foot) marks.push(text(model, area.x, area.y + area.h - 3, foot.words, SMALL, { fill: foot.fill, box: cell }));
}

/**
 * The heights of the parts of a cell, and its name: the most parts with which the name is whole in
 * the size of the page; else the fewest, and a smaller size.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {Said} said
 * @param {number} size
 */
function arrange(sheet, cell, area, { sign, value, foot }, size) {
  const { model } = sheet;
  const box = model.boxes[cell];
  const agency = agencyOf(sheet, cell);
  const choices = agency ? CHOICES : CHOICES_UNNAMED;
  const parts = choices.map(([number, tight]) => {
    const head = number > 0 && (agency || value) ? HEAD : 0;
    const strip = number > 1 ? titleHeight(sheet, sign, area.w) : 0;
    const under = number > 2 && foot ? FOOT : 0;
    const name = strip ? box.name : named(box.name, sign);
    const room = area.h - head - strip - under - insideHeight(sheet, cell, area.w, tight);
    const how = { sizes: sizesOf(size), bold: box.kind === "Objective", most: MOST_LINES, cut: SMALL };
    return { head, strip, under, label: fit(model, name, area.w, room, how) };
  });
  const least = parts.slice(agency ? 2 : 3);
  const isWhole = (/** @type {typeof parts[0]} */ { label }) => label.whole;
  return parts.find((part) => isWhole(part) && part.label.size === size) ?? least.find(isWhole) ?? parts[parts.length - 1];
}

/**
 * The agency at the left, the numbers at the right.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {Area} area
 * @param {string} value
 */
function writeHead(sheet, cell, area, value) {
  const { model, marks } = sheet;
  const agency = agencyOf(sheet, cell);
  const base = area.y + 10.5;
  let left = area.w;
  if (agency) {
    const code = clip(model, agency.code, SMALL, area.w, true);
    marks.push(text(model, area.x, base, code, SMALL, { fill: `tint${agency.tint}.bar`, bold: true, box: cell }));
    left -= widthOf(model, code, SMALL, true) + 8;
  }
  if (!value || widthOf(model, value, SMALL) > left) return;
  marks.push(text(model, area.x + area.w, base, value, SMALL, { fill: "muted", box: cell, end: true }));
}

/**
 * The title of a finding on as many lines as it needs.
 * @param {Sheet} sheet
 * @param {Sign} sign
 * @param {number} across
 */
function titleLines({ model }, sign, across) {
  const how = { sizes: [SMALL], bold: true, most: MOST_TITLE, cut: SMALL };
  return fit(model, `${sign.shape} ${sign.title}`, across - 4, Infinity, how).lines;
}

/**
 * @param {Sheet} sheet
 * @param {Sign | null} sign
 * @param {number} across
 */
function titleHeight(sheet, sign, across) {
  return sign?.title ? TITLE_GAP + TITLE * titleLines(sheet, sign, across).length : 0;
}

/**
 * What else a cell contributes to: on paper there is no line to ask for.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {number} across
 */
function alsoOf(sheet, cell, across) {
  const { model } = sheet;
  const { also } = model.boxes[cell];
  if (!also.length) return null;
  const words = say(sheet, "map.also", { names: also.map(([target]) => model.boxes[target].id).join(", ") });
  return { words: clip(model, words, SMALL, across), fill: "muted" };
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
  const most = 1 + Math.min(MOST_INNER - 1, Math.floor(area.h / lineHeight(SMALL)));
  const { label, value } = innerLabel(sheet, line, area.w, most);
  marks.push({ shape: "rect", x: area.x, y: area.y + 1, w: area.w, h: 0.75, fill: "edge" });
  const fill = cells.loud[line] < 0 ? ink : `${model.tones[cells.loud[line]].colour}.ink`;
  writeLabel(sheet, line, label, area.x, area.y + 13, { bold: false, fill: fill === "ink" ? "quiet" : fill, sign: null });
  if (value) marks.push(text(model, area.x + area.w, area.y + 13, value, SMALL, { fill: "muted", box: line, end: true }));
  return (label.lines.length - 1) * lineHeight(SMALL);
}

/**
 * The sign and name of an indicator inside a cell, and its numbers if they have room beside it: else
 * they stand after the name.
 * @param {Sheet} sheet
 * @param {number} line
 * @param {number} across
 * @param {number} most
 */
function innerLabel({ model, cells, view }, line, across, most) {
  const value = told(model.boxes[line].value, view);
  const wide = value ? widthOf(model, value, SMALL) + 10 : 0;
  const isBeside = wide <= across * 0.45;
  const sign = cells.loud[line] < 0 ? "" : `${model.tones[cells.loud[line]].shape} `;
  const name = sign + model.boxes[line].name + (isBeside ? "" : ` (${value})`);
  const how = { sizes: [SMALL], bold: false, most, cut: SMALL };
  const label = fit(model, name, isBeside ? across - wide : across, most * lineHeight(SMALL), how);
  return { label, value: isBeside ? value : "" };
}

/**
 * The height of the indicators inside a cell: of all words, or of one line each.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {number} across
 * @param {boolean} tight
 */
function insideHeight(sheet, cell, across, tight) {
  const lines = sheet.cells.inside[cell];
  const heightOfLine = (/** @type {number} */ line) =>
    INNER + (tight ? 0 : innerLabel(sheet, line, across, MOST_INNER).label.lines.length - 1) * lineHeight(SMALL);
  return lines.reduce((all, line) => all + heightOfLine(line), lines.length ? INNER_GAP : 0);
}

/**
 * The height in which a cell is read: its name whole, its agency where it is not its parent's, and
 * the indicators inside; `cut` tells that a name is too long for any height.
 * @param {Sheet} sheet
 * @param {number} cell
 * @param {number} across
 * @param {{ size: number, tight: boolean }} setting the size of names, and whether one line of each indicator is enough
 * @param {boolean} again whether it only stands for what hangs on it, so that its name is enough
 */
export function heightOf(sheet, cell, across, { size, tight }, again) {
  const { model } = sheet;
  const box = model.boxes[cell];
  const sign = signOnPaper(sheet, cell);
  const w = roomOf(sheet, cell, across);
  const nameIn = (/** @type {number} */ each, /** @type {number} */ most) =>
    fit(model, named(box.name, sign), w, Infinity, { sizes: [each], bold: box.kind === "Objective", most, cut: each });
  const parts = (agencyOf(sheet, cell) ? HEAD : 0) + (box.kind === "Missing" ? titleHeight(sheet, sign, w) : 0);
  const more = again ? 0 : parts + insideHeight(sheet, cell, w, tight);
  const low = size > SMALL ? size : SMALLEST;
  const flat = nameIn(low, MOST_FLAT);
  const high = 6 + low + (flat.lines.length - 1) * lineHeight(low);
  if (!more && (again || flat.whole) && high < ROOMY) return { high, cut: false };
  const label = nameIn(size, MOST_LINES);
  return { high: Math.max(ROOMY + 3, 8 + more + label.lines.length * lineHeight(size)), cut: !label.whole };
}
