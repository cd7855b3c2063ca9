// The boxes that a reader keeps while all others are squeezed.

/** @import {Item, Only} from "./types.js" */

import { boxesOfTones, chainOf } from "../scene/choose.js";
import { codeOf, indexOf, isReal, items, model, nameOf, page, realItems } from "./data.js";
import { onlyText } from "./only.js";
import { state } from "./store.js";

/** @type {{ text: string, boxes: number[] | null }} */
const last = { text: "", boxes: null };
/** @type {Map<number, string>} */
const texts = new Map();

/**
 * The boxes that are kept now; null: all.
 * @returns {number[] | null}
 */
export function keptNow() {
  const text = state.only ? onlyText(state.only) : "";
  if (text !== last.text) {
    last.text = text;
    last.boxes = state.only && boxesOf(state.only);
  }
  return last.boxes;
}

/** How many results and tasks are kept. */
export function countKept() {
  const kept = keptNow();
  return kept ? kept.filter((index) => isReal(items[index])).length : realItems;
}

/**
 * The boxes that are kept; null if what is asked for is unknown.
 * @param {Only} only
 * @returns {number[] | null}
 */
export function boxesOf(only) {
  const found = listBoxes(only);
  return found.length ? found : null;
}

/** @param {Only} only */
function listBoxes(only) {
  if (only.kind === "chain") return indexOf(only.id) < 0 ? [] : chainOf(model, indexOf(only.id));
  if (only.kind === "tone") return boxesOfTones(model, [only.tone]);
  if (only.kind === "rule") return placesOf((item) => item.marks.some((at) => page.marks[at].rule === only.rule));
  if (only.kind === "search") return matchesOf(only.text);
  const column = only.kind === "level" ? model.columns.indexOf(only.column) : null;
  return withAllAbove(placesOf((item) => isOf(item, only.id) && (column === null || item.column === column)));
}

/**
 * Whether a box is an agency's; `""`: of none, null: of whichever.
 * @param {Item} item
 * @param {string | null} agency
 */
function isOf(item, agency) {
  if (agency === null) return true;
  return agency === "" ? !item.agencies.length : item.agencies.includes(agency);
}

/** @param {(item: Item) => boolean} fits */
function placesOf(fits) {
  return items.filter(fits).map((item) => item.index);
}

/**
 * These boxes and all that they contribute to.
 * @param {number[]} boxes
 */
function withAllAbove(boxes) {
  const all = new Set(boxes);
  for (const one of all) for (const link of items[one].up) all.add(link.to);
  return [...all].sort((one, other) => one - other);
}

/**
 * The boxes whose code, name, alias or agencies hold every word of a search.
 * @param {string} query
 */
export function matchesOf(query) {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return placesOf((item) => {
    const text = searchText(item);
    return words.every((word) => text.includes(word));
  });
}

/** @param {Item} item */
function searchText(item) {
  const known = texts.get(item.index);
  if (known !== undefined) return known;
  const parts = [item.id, item.name, item.details.alias ?? "", ...item.agencies.map(codeOf), ...item.agencies.map(nameOf)];
  const text = parts.join(" ").toLowerCase();
  texts.set(item.index, text);
  return text;
}
