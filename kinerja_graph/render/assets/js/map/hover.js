// The card of the box under the pointer. It stays while the pointer is on it, and Escape closes it.

import { codesOf, items, model, nameOf, page } from "./data.js";
import { placeCard } from "./card.js";
import { element, make, plain } from "./dom.js";
import { placeOfBox, stage } from "./picture.js";
import { placeOf, say, told, valueOf } from "./say.js";
import { state } from "./store.js";
import { cellsOf } from "../scene/cells.js";

/** Milliseconds until a card comes, and until it goes. */
const WAIT = 350;
const LINGER = 200;
const shown = { box: -1, timer: 0 };

export function startHover() {
  const card = element("card");
  card.addEventListener("pointerenter", () => window.clearTimeout(shown.timer));
  card.addEventListener("pointerleave", () => hideCard(true));
}

/**
 * Shows the card of a box soon, unless the pointer moves on.
 * @param {number} box -1: none
 * @param {number} cell
 * @param {{ x: number, y: number }} point
 */
export function showCard(box, cell, point) {
  if (box === shown.box) return;
  hideCard();
  shown.box = box;
  if (box < 0) return;
  outline(cell);
  if (state.panel && state.chosen === box) return;
  shown.timer = window.setTimeout(() => drawCard(box, point), WAIT);
}

/**
 * Takes the card away; whether there was one.
 * @param {boolean} [soon] after a moment, in which the pointer may reach the card
 */
export function hideCard(soon = false) {
  window.clearTimeout(shown.timer);
  const card = element("card");
  const was = !card.hidden;
  if (soon) {
    shown.timer = window.setTimeout(() => hideCard(), LINGER);
    return was;
  }
  card.hidden = true;
  element("over").hidden = true;
  shown.box = -1;
  return was;
}

/** @param {number} cell */
function outline(cell) {
  const over = element("over");
  const area = placeOfBox(cell);
  over.hidden = area === null;
  if (!area) return;
  over.style.transform = `translate(${area.x}px, ${area.y}px)`;
  over.style.width = `${area.w}px`;
  over.style.height = `${area.h}px`;
}

/**
 * @param {number} box
 * @param {{ x: number, y: number }} point
 */
function drawCard(box, point) {
  const item = items[box];
  const card = element("card");
  const agency = item.agencies.length === 1 ? nameOf(item.agencies[0]) : codesOf(item);
  const mark = item.marks.length ? page.marks[item.marks[0]] : null;
  const below = cellsOf(model).below[box];
  const value = [valueOf(item), below ? say("said.below", { n: below }) : ""].filter(Boolean).join(" · ");
  const parts = [
    make("small", { text: [agency, placeOf(item)].filter(Boolean).join(" · ") }),
    plain("b", item.name),
    value ? make("span", { text: value }) : null,
    mark ? make("span", { name: mark.severity, text: `${page.shapes[mark.severity]} ${told(mark, "title")}` }) : null,
  ];
  card.replaceChildren(...parts.filter((part) => part !== null));
  card.hidden = false;
  const area = placeOfBox(box) ?? { ...point, w: 0, h: 0 };
  const size = { w: card.offsetWidth, h: card.offsetHeight };
  const panel = element("panel");
  const covered = panel.hidden || panel.classList.contains("left") ? 0 : stage.clientWidth - panel.offsetLeft;
  const place = placeCard(area, point, size, { w: stage.clientWidth - covered, h: stage.clientHeight });
  card.style.transform = `translate(${Math.round(place.x)}px, ${Math.round(place.y)}px)`;
}
