// Zoom and scroll: from a view to the next one. Zoom is one number, the height of a row.

/** @import {Layout, Model, Strip, View} from "../scene/types.js" */
/** @import {Sight} from "./types.js" */

import { HEAD, layOut } from "../scene/layout.js";
import { rightOf, rowAt } from "../scene/scene.js";

/** The tallest row, in pixels, and the least in which a name is read with ease. */
export const TALLEST = 160;
export const READING = 26;
/** A row this much taller than at fit is no zoom. */
const SAME = 1.005;

/**
 * The row at a y of a strip, and how far into it: 12.5 is the middle of the row after the twelfth.
 * @param {Strip} strip
 * @param {number} y pixels from the top of the strip
 */
export function rowOf(strip, y) {
  const row = rowAt(strip, y);
  const high = strip.tops[row + 1] - strip.tops[row];
  const part = high > 0 ? (y - strip.tops[row]) / high : 0;
  return strip.from + row + Math.min(1, Math.max(0, part));
}

/**
 * The y of a row, in pixels from where the strip begins.
 * @param {Strip} strip
 * @param {number} row
 */
export function yOf(strip, row) {
  const at = Math.min(Math.max(0, row - strip.from), strip.tops.length - 1.000001);
  const whole = Math.floor(at);
  return strip.tops[whole] + (at - whole) * (strip.tops[whole + 1] - strip.tops[whole]);
}

/**
 * A view without zoom and scroll: everything fits.
 * @param {View} view
 * @returns {View}
 */
export function fitted(view) {
  const { width, height, language, keep, chosen } = view;
  return { width, height, language, ...(keep && { keep }), ...(chosen !== undefined && { chosen }) };
}

/**
 * The nearest part to `sight` that can be shown: within the picture, at least at fit.
 * @param {Model} model
 * @param {View} view
 * @param {Sight} sight
 * @returns {Sight}
 */
export function within(model, view, { z, top, left }) {
  const whole = layOut(model, fitted(view));
  if (z === undefined || z <= whole.fit * SAME) return { top: 0, left: clamp(left, whole.width - view.width) };
  const high = Math.min(z, Math.max(TALLEST, whole.fit * 4));
  const layout = layOut(model, { ...fitted(view), z: high });
  const most = layout.height - (view.height - HEAD);
  return { z: high, top: clamp(top, most), left: clamp(left, layout.width - view.width) };
}

/**
 * @param {number} value
 * @param {number} most
 */
function clamp(value, most) {
  return Math.max(0, Math.min(value, most));
}

/**
 * Rows `factor` times as tall; the row at (x, y) of the window stays there.
 * @param {Model} model
 * @param {View} view
 * @param {number} factor
 * @param {{ x: number, y: number }} at
 * @returns {Sight}
 */
export function zoomed(model, view, factor, at) {
  const layout = layOut(model, view);
  const z = layout.z * factor;
  const left = view.left ?? 0;
  const strip = stripAt(layout, at.x);
  const y = Math.min(Math.max(0, at.y - HEAD), view.height - HEAD);
  const row = rowOf(strip, y);
  const next = layOut(model, { ...fitted(view), z });
  const top = next.strips.length > 1 ? 0 : yOf(next.strips[0], row) - y;
  return within(model, view, { z, top, left });
}

/**
 * @param {Layout} layout
 * @param {number} x
 */
function stripAt({ strips }, x) {
  return strips.find((each) => x < each.x + each.w) ?? strips[strips.length - 1];
}

/**
 * The sight in which a cell fills the window; a very large one begins at its top, in rows that are
 * read; a small one is in the middle.
 * @param {Model} model
 * @param {View} view
 * @param {number} cell
 * @returns {Sight}
 */
export function dived(model, view, cell) {
  const down = view.height - HEAD;
  const whole = layOut(model, fitted(view));
  const { from, to } = whole.cells;
  let z = Math.max(whole.fit, 1);
  for (let round = 0; round < 4; round += 1) {
    const { high } = spanOf(layOut(model, { ...fitted(view), z }), from[cell], to[cell]);
    z = Math.min(TALLEST, Math.max(READING, high > 0 ? z * (down / high) : READING));
  }
  const span = spanOf(layOut(model, { ...fitted(view), z }), from[cell], to[cell]);
  const spare = Math.max(0, down - span.high) / 2;
  return within(model, view, { z, top: span.top - spare, left: view.left ?? 0 });
}

/**
 * @param {Layout} layout
 * @param {number} from
 * @param {number} to
 */
function spanOf({ strips: [strip] }, from, to) {
  const top = strip.tops[from - strip.from] - strip.tops[0];
  return { top, high: strip.tops[to - strip.from] - strip.tops[0] - top };
}

/**
 * The sight nearest to a view in which a cell can be read: `view` as it is if it can be read there.
 * @param {Model} model
 * @param {View} view
 * @param {number} cell
 * @param {number} least the least height of the cell in sight, in pixels
 * @returns {Sight}
 */
export function brought(model, view, cell, least) {
  const layout = layOut(model, view);
  const area = areaOf(model, view, cell);
  const left = area ? shifted(view, area) : view.left ?? 0;
  const high = highOf(layout, cell);
  if (area && high >= least && area.h >= Math.min(high - 3, least)) {
    return within(model, view, { top: view.top ?? 0, left, ...(view.z !== undefined && { z: view.z }) });
  }
  const z = high >= least && view.z !== undefined ? view.z : Math.max(READING, layout.fit);
  const span = spanOf(layOut(model, { ...fitted(view), z }), layout.cells.from[cell], layout.cells.to[cell]);
  const down = view.height - HEAD;
  return within(model, view, { z, top: span.top - Math.max(0, Math.min(down * 0.3, down - span.high)), left });
}

/**
 * The whole height of a cell, in sight or not.
 * @param {Layout} layout
 * @param {number} cell
 */
function highOf(layout, cell) {
  const strip = layout.strips.find((each) => cellIn(layout, each, cell));
  return strip ? yOf(strip, layout.cells.to[cell]) - yOf(strip, layout.cells.from[cell]) : 0;
}

/**
 * @param {Layout} layout
 * @param {Strip} strip
 * @param {number} cell
 */
function cellIn({ cells }, strip, cell) {
  return cells.to[cell] > strip.from && cells.from[cell] < strip.to;
}

/**
 * How far a window is scrolled to the right so that an area is in it.
 * @param {View} view
 * @param {{ x: number, w: number }} area
 */
function shifted(view, area) {
  const left = view.left ?? 0;
  if (area.x < 0) return left + area.x - 8;
  const over = area.x + area.w - view.width;
  return over > 0 ? left + Math.min(over + 8, area.x) : left;
}

/**
 * Where a cell is in the window: its part in sight, in the first strip that shows it; null: none.
 * @param {Model} model
 * @param {View} view
 * @param {number} cell
 * @returns {{ x: number, y: number, w: number, h: number } | null}
 */
export function areaOf(model, view, cell) {
  const layout = layOut(model, view);
  for (const strip of layout.strips) {
    if (!cellIn(layout, strip, cell)) continue;
    const top = Math.max(0, yOf(strip, Math.max(layout.cells.from[cell], strip.from)));
    const to = Math.min(layout.cells.to[cell], strip.to);
    const bottom = Math.min(strip.h, strip.tops[to - strip.from]);
    if (bottom - top < 0.5) continue;
    const x = strip.lefts[layout.cells.place[cell]];
    return { x, y: strip.y + top, w: rightOf(layout, strip, model, cell) - x, h: bottom - top };
  }
  return null;
}

/**
 * The row at the top of the window, as an address holds it.
 * @param {Model} model
 * @param {View} view
 */
export function topRow(model, view) {
  const { strips } = layOut(model, view);
  return strips.length ? rowOf(strips[0], 0) : 0;
}

/**
 * The sight whose window begins with a row.
 * @param {Model} model
 * @param {View} view
 * @param {{ z: number, row: number, left: number }} wanted
 * @returns {Sight}
 */
export function sightAt(model, view, { z, row, left }) {
  const { strips } = layOut(model, { ...fitted(view), z });
  if (strips.length !== 1) return { top: 0, left };
  return within(model, view, { z, top: yOf(strips[0], row), left });
}

/**
 * A sight between two: rows grow evenly to the eye, and one row stays where it is.
 * @param {Required<Sight>} from
 * @param {Required<Sight>} to
 * @param {number} part from 0 to 1
 * @returns {Required<Sight>}
 */
export function between(from, to, part) {
  const eased = 1 - (1 - part) ** 3;
  const z = from.z * (to.z / from.z) ** eased;
  const share = Math.abs(to.z - from.z) < 0.01 ? eased : (z - from.z) / (to.z - from.z);
  return { z, top: from.top + (to.top - from.top) * share, left: from.left + (to.left - from.left) * eased };
}
