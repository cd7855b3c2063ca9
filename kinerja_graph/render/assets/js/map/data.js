// The data that the page carries, and each box with all that is known of it.

/** @import {Agency, Item, Page} from "./types.js" */

import { element } from "./dom.js";

/** @type {Page} */
export const page = JSON.parse(element("data").textContent ?? "");
export const model = page.model;
/** @type {Map<string, number>} */
const indexes = new Map(model.boxes.map((box, index) => [box.id, index]));
/** @type {Map<string, Agency>} */
const agencies = new Map(page.agencies.map((agency) => [agency.id, agency]));

/** @type {Item[]} */
export const items = page.records.map((facts, index) => {
  const box = model.boxes[index];
  return {
    index, id: box.id, name: facts.name ?? box.name, kind: box.kind, column: box.column, rank: facts.rank,
    agencies: facts.agencies ?? [], owners: facts.owners ?? [], details: facts.details ?? {},
    up: [], down: [], marks: [], expects: [], rejected: [],
  };
});
for (const edge of page.edges) {
  items[edge.from].up.push(edge);
  items[edge.to].down.push(edge);
}
page.marks.forEach((mark, place) => items[indexOf(mark.node)]?.marks.push(place));
for (const tie of page.aside) {
  if (tie.type === "EXPECTS") items[indexOf(tie.from)]?.expects.push(tie.to);
  else items[indexOf(tie.to)]?.rejected.push(tie);
}

export const realItems = items.filter((item) => isReal(item)).length;

/**
 * The place of the box with an id; -1: there is none.
 * @param {string | null} id
 */
export function indexOf(id) {
  return indexes.get(id ?? "") ?? -1;
}

/**
 * Whether a box is a result or a task, and not a place kept for a missing agency.
 * @param {Item} item
 */
export function isReal(item) {
  return item.kind !== "Missing";
}

/**
 * Whether a box is a unit or a post.
 * @param {Item} item
 */
export function isOffice(item) {
  return item.kind === "Unit" || item.kind === "Position";
}

/**
 * The name of a unit or post by its id; the id where no name is known.
 * @param {string} id
 */
export function nameOf(id) {
  return agencies.get(id)?.name ?? (Object.hasOwn(page.names, id) ? page.names[id] : id);
}

/** @param {string} id */
export function codeOf(id) {
  return agencies.get(id)?.code ?? id;
}

/** @param {Item} item */
export function codesOf(item) {
  return item.agencies.map(codeOf).join(", ");
}

/**
 * Whether an agency has a code word that is not just its name, whole or cut.
 * @param {{ code: string, name: string }} agency
 */
export function hasCode({ code, name }) {
  return !code.includes("…") && code.toUpperCase() !== name.toUpperCase();
}
