// The other contributions of a chosen chain: one trunk a target in the gutter at its right.

/** @import {Layout, Model, Strip} from "./types.js" */
/** @import {Sheet} from "./words.js" */

import { chainOf } from "./choose.js";
import { isShared } from "./cells.js";
import { GUTTER } from "./shares.js";
import { text } from "./words.js";

const MOST = 40;
const HALO = 4.5;
const LINE = 1.5;
const ARROW = 5;
const SIZE = 10;

/** @typedef {{ source: number, target: number, crossing: boolean, number: number }} Link */

/**
 * Draws the lines of the chosen box's chain, and a ring around it.
 * @param {Sheet} sheet
 * @param {Layout} layout
 * @param {number} chosen
 */
export function drawLines(sheet, layout, chosen) {
  const links = bundle(sheet.model, linksOf(sheet, chosen));
  for (const strip of layout.strips) {
    const seen = links.filter((link) => isIn(sheet, strip, link.source) || isIn(sheet, strip, link.target));
    /** @type {Map<number, Link[]>} */
    const byTarget = new Map();
    for (const link of seen) byTarget.set(link.target, [...(byTarget.get(link.target) ?? []), link]);
    /** @type {Map<number, number>} */
    const used = new Map();
    for (const [target, group] of byTarget) {
      const x = trunkOf(sheet, strip, target, used);
      for (const link of group) drawLink(sheet, strip, link, x);
    }
    ring(sheet, strip, chosen);
  }
}

/**
 * The contributions within the chain that neighbourhood does not show.
 * @param {Sheet} sheet
 * @param {number} chosen
 * @returns {Link[]}
 */
function linksOf({ model, cells }, chosen) {
  const chain = new Set(chainOf(model, chosen));
  /** @type {Map<string, Link>} */
  const links = new Map();
  for (const box of chain) {
    for (const [other, crossing] of model.boxes[box].also) {
      const source = cells.cellOf[box];
      const target = cells.cellOf[other];
      if (chain.has(other) && source !== target) links.set(`${source} ${target}`, { source, target, crossing, number: 1 });
    }
  }
  return [...links.values()];
}

/**
 * Too many links become one for each pair of agencies, with their number.
 * @param {Model} model
 * @param {Link[]} links
 */
function bundle(model, links) {
  if (links.length <= MOST) return links;
  /** @type {Map<string, Link>} */
  const pairs = new Map();
  for (const link of links) {
    const key = `${model.boxes[link.source].agency} ${model.boxes[link.target].agency}`;
    const pair = pairs.get(key);
    if (pair) pair.number += 1;
    else pairs.set(key, { ...link });
  }
  return [...pairs.values()];
}

/**
 * @param {Sheet} sheet
 * @param {Strip} strip
 * @param {number} cell
 */
function isIn({ cells }, strip, cell) {
  return cells.from[cell] < strip.to && cells.to[cell] > strip.from;
}

/**
 * The x of a target's trunk; trunks of one gutter stand beside each other.
 * @param {Sheet} sheet
 * @param {Strip} strip
 * @param {number} target
 * @param {Map<number, number>} used
 */
function trunkOf(sheet, strip, target, used) {
  const right = edgesOf(sheet, strip, target).right;
  const key = Math.round(right);
  const at = used.get(key) ?? 0;
  used.set(key, at + 1);
  return right + GUTTER / 2 + [0, 3, -3][at % 3];
}

/**
 * @param {Sheet} sheet
 * @param {Strip} strip
 * @param {number} cell
 */
function edgesOf({ model, cells }, strip, cell) {
  const place = cells.place[cell];
  const left = strip.lefts[place];
  const right = isShared(model, cells, cell) ? left + strip.widths[place] : strip.rights[model.boxes[cell].column];
  return { left, right };
}

/**
 * The middle of what is in sight of a cell; the edge of the strip that it lies beyond.
 * @param {Sheet} sheet
 * @param {Strip} strip
 * @param {number} cell
 */
function middleOf({ cells }, strip, cell) {
  const from = Math.max(cells.from[cell], strip.from) - strip.from;
  const to = Math.min(cells.to[cell], strip.to) - strip.from;
  if (to <= 0) return strip.y;
  if (from >= strip.to - strip.from) return strip.y + strip.h;
  const top = Math.min(Math.max(strip.tops[from], 0), strip.h);
  const bottom = Math.min(Math.max(strip.tops[to], 0), strip.h);
  return strip.y + (top + bottom) / 2;
}

/**
 * The border between rows of a cell that is nearest its middle: a line there crosses few words.
 * @param {Sheet} sheet
 * @param {Strip} strip
 * @param {number} cell
 */
function borderOf(sheet, strip, cell) {
  const middle = middleOf(sheet, strip, cell);
  const { from, to } = { from: sheet.cells.from[cell], to: sheet.cells.to[cell] };
  let best = middle;
  let distance = Infinity;
  for (let row = Math.max(from + 1, strip.from); row <= Math.min(to, strip.to); row += 1) {
    const y = strip.y + strip.tops[row - strip.from] - 1;
    if (y < strip.y || y > strip.y + strip.h || Math.abs(y - middle) >= distance) continue;
    best = y;
    distance = Math.abs(y - middle);
  }
  return best;
}

/**
 * @param {Sheet} sheet
 * @param {Strip} strip
 * @param {Link} link
 * @param {number} x
 */
function drawLink(sheet, strip, link, x) {
  const { model, marks } = sheet;
  const source = edgesOf(sheet, strip, link.source);
  const target = edgesOf(sheet, strip, link.target);
  const start = source.left >= x ? source.left : source.right;
  const isBeside = Math.abs(start - x) <= GUTTER;
  const from = isBeside ? middleOf(sheet, strip, link.source) : borderOf(sheet, strip, link.source);
  const to = middleOf(sheet, strip, link.target);
  const points = [start, from, x, from, x, to, target.right + ARROW, to];
  const stroke = link.crossing ? "cross" : "line";
  marks.push({ shape: "path", points, stroke: "ground", line: HALO });
  marks.push({ shape: "path", points, stroke, line: LINE, ...(link.crossing ? { dashed: true } : {}) });
  const tip = target.right;
  marks.push({ shape: "area", points: [tip, to, tip + ARROW + 1, to - 3.5, tip + ARROW + 1, to + 3.5], fill: stroke });
  if (link.number < 2) return;
  const label = text(model, x + 4, (from + to) / 2, String(link.number), SIZE, { fill: stroke, bold: true });
  if (label.shape === "text") marks.push({ shape: "rect", x: x + 2, y: label.y - 10, w: label.w + 4, h: 13, fill: "ground" }, label);
}

/**
 * @param {Sheet} sheet
 * @param {Strip} strip
 * @param {number} chosen
 */
function ring(sheet, strip, chosen) {
  const { cells, marks } = sheet;
  const cell = cells.cellOf[chosen];
  if (!isIn(sheet, strip, cell)) return;
  const { left, right } = edgesOf(sheet, strip, cell);
  const top = Math.max(0, strip.tops[Math.max(cells.from[cell], strip.from) - strip.from]);
  const bottom = Math.min(strip.h, strip.tops[Math.min(cells.to[cell], strip.to) - strip.from]);
  if (bottom <= top) return;
  const h = Math.max(2, bottom - top - 3);
  marks.push({ shape: "frame", x: left + 1, y: strip.y + top + 1, w: right - left - 2, h, stroke: "accent", line: 3 });
}
