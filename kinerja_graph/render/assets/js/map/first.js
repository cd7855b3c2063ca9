// What the first screen decides: whether the overview opens beside the map.

/** @import {Layout, Model, View} from "../scene/types.js" */

import { cellsOf } from "../scene/cells.js";
import { layOut, MOST_ROWS } from "../scene/layout.js";
import { WORDLESS } from "../scene/shares.js";

/** The width of the overview in pixels, as in `page.css`. */
export const PANE = 310;
/** In a narrower window the overview covers the map, so it does not open by itself. */
const NARROWEST = 900;
/** The share of the cells with words from which on a map is read; below the other it shows colours. */
const LEGIBLE = 0.9;
const COLOURS = 0.5;
/** The least width of a column, on average, in which names are more than their beginnings. */
const COLUMN = 120;

/**
 * The share of the cells that are tall enough for words, from 0 to 1.
 * @param {Layout} layout
 */
export function shareWithWords({ cells, strips }) {
  let number = 0;
  for (const cell of cells.order) {
    const isTold = strips.some(({ from, to, tops }) => {
      const first = Math.max(cells.from[cell], from);
      const last = Math.min(cells.to[cell], to);
      return last > first && tops[last - from] - tops[first - from] >= WORDLESS;
    });
    number += Number(isTold);
  }
  return cells.order.length ? number / cells.order.length : 1;
}

/**
 * Whether the overview opens beside a map, in a window that is wide enough: where the map is read
 * beside it, in columns that are not too narrow, or shows colours with and without it.
 * @param {Model} model
 * @param {View} view the map without the overview
 */
export function opensBeside(model, view) {
  if (view.width < NARROWEST) return false;
  const layout = layOut(model, { ...view, width: view.width - PANE });
  const beside = shareWithWords(layout);
  if (beside >= LEGIBLE) return layout.strips[0].w >= COLUMN * model.columns.length;
  if (cellsOf(model).leaf.length > MOST_ROWS) return beside < COLOURS; // its rows are the same in any width
  const alone = shareWithWords(layOut(model, view));
  return alone < COLOURS && beside >= alone;
}
