// Search: a list of hits below the field, and the walk from hit to hit.

import { choose, keepOnly, setTab } from "./actions.js";
import { codesOf, items, model } from "./data.js";
import { element, input, make, plain } from "./dom.js";
import { matchesOf } from "./kept.js";
import { number, placeOf, say } from "./say.js";
import { onChange } from "./store.js";
import { drawnOrder } from "./walk.js";

const MOST_LISTED = 60;
/** The hits in drawing order, the one chosen last, and the one that the list points at. */
const found = { hits: /** @type {number[]} */ ([]), at: -1, marked: -1 };

export function startFind() {
  const field = input("search");
  field.addEventListener("input", lookUp);
  field.addEventListener("keydown", onKey);
  for (const kind of ["focus", "click"]) field.addEventListener(kind, () => drawHits(field.value.trim() !== ""));
  field.addEventListener("blur", () => setTimeout(() => {
    if (!element("hits").contains(document.activeElement)) drawHits(false);
  }, 150));
  element("hits").addEventListener("mousedown", (event) => event.preventDefault());
  onChange("words", tellMatches);
}

function lookUp() {
  const query = input("search").value;
  const wanted = new Set(matchesOf(query));
  found.hits = wanted.size ? drawnOrder(model).filter((box) => wanted.has(box)) : [];
  found.at = -1;
  found.marked = -1;
  drawHits(query.trim() !== "");
  tellMatches();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    if (found.hits.length) mark((found.marked + step + shownHits()) % shownHits());
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (found.marked >= 0) goToHit(found.marked);
    else goToHit(found.at + (event.shiftKey ? -1 : 1));
  } else if (event.key === "Escape") {
    if (element("hits").hidden) input("search").value = "";
    lookUp();
    drawHits(false);
    element("stage").focus();
  }
}

function shownHits() {
  return Math.min(found.hits.length, MOST_LISTED);
}

/**
 * Points at a hit of the list.
 * @param {number} at
 */
function mark(at) {
  found.marked = at < 0 ? shownHits() - 1 : at;
  drawHits(true);
  element("hits").querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
}

/** @param {number} at a place in the hits; one too far begins again */
function goToHit(at) {
  const { hits } = found;
  if (!hits.length) return;
  found.at = (at + hits.length) % hits.length;
  found.marked = -1;
  drawHits(false);
  tellMatches();
  setTab("picture");
  choose(hits[found.at], { bring: true });
  element("live").textContent += `. ${say("said.found", { n: found.at + 1, all: hits.length })}`;
}

/** @param {boolean} open */
function drawHits(open) {
  const list = element("hits");
  list.hidden = !open || !found.hits.length;
  input("search").setAttribute("aria-expanded", String(!list.hidden));
  input("search").removeAttribute("aria-activedescendant");
  if (list.hidden) return;
  const rows = found.hits.slice(0, shownHits()).map((box, at) => hitRow(box, at));
  const words = make("p", {}, make("button", { text: say("search.only", { n: number(found.hits.length) }), onclick: keepHits }));
  const options = make("ul", { label: say("search.label") }, ...rows);
  options.id = "hit-list";
  options.setAttribute("role", "listbox");
  list.replaceChildren(words, options);
}

/**
 * @param {number} box
 * @param {number} at
 */
function hitRow(box, at) {
  const item = items[box];
  const about = [item.agencies.length ? codesOf(item) : "", placeOf(item)].filter(Boolean).join(" · ");
  const row = make("li", { onclick: () => goToHit(at) }, plain("span", item.name), make("small", { text: about }));
  row.id = `hit-${at}`;
  row.setAttribute("role", "option");
  row.setAttribute("aria-selected", String(at === found.marked));
  if (at === found.marked) input("search").setAttribute("aria-activedescendant", row.id);
  return row;
}

function keepHits() {
  keepOnly({ kind: "search", text: input("search").value.trim() });
  drawHits(false);
  element("stage").focus({ preventScroll: true });
}

function tellMatches() {
  const { hits, at } = found;
  const count = element("matches");
  if (!input("search").value.trim()) count.textContent = "";
  else if (!hits.length) count.textContent = say("search.none");
  else count.textContent = at < 0 ? number(hits.length) : `${at + 1}/${hits.length}`;
}
