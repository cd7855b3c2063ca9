// The page inside a page of the explorer, which has the one title, search and language. In the
// workspace a list and a record stand beside it: what is chosen here is told there, and the other way
// round. Elsewhere the details lead to the record, its findings and its cell. It speaks only to the
// origin that served it.

/** @import {Finding, Item} from "./types.js" */

import { choose, unchoose } from "./actions.js";
import { indexOf, isReal, items, page } from "./data.js";
import { make } from "./dom.js";
import { say } from "./say.js";
import { onChange, state } from "./store.js";

const place = window.parent === window ? null : new URLSearchParams(location.hash.slice(1)).get("in");
/** Whether a list and a record stand beside this page. */
const isBeside = place === "workspace";
const hasPages = place === "explorer";
/** Whether the page around this one has title, search and language. */
export const isFramed = isBeside || hasPages;

const known = { chosen: "" }; // what the page around knows

export function startBeside() {
  document.documentElement.classList.toggle("framed", isFramed);
  if (!isBeside) return;
  window.addEventListener("message", followChoice);
  onChange("state", () => {
    state.panel = null; // the record stands outside
    queueMicrotask(tellChoice); // of several changes at once only the last one counts
  });
}

function tellChoice() {
  const { chosen } = state;
  const id = chosen >= 0 && isReal(items[chosen]) ? items[chosen].id : "";
  if (id === known.chosen) return;
  known.chosen = id;
  tellOutside({ chosen: id });
}

/** @param {{ chosen: string } | { search: true } | { ready: true } | { link: string } | { go: string, fresh: boolean }} message */
export function tellOutside(message) {
  window.parent.postMessage(message, location.origin);
}

/**
 * Chooses the box that was chosen outside; none if it is not in this picture.
 * @param {MessageEvent} event
 */
function followChoice(event) {
  if (event.source !== window.parent || event.origin !== location.origin) return;
  const id = event.data?.show;
  if (typeof id !== "string" || id === known.chosen) return;
  const box = indexOf(id);
  known.chosen = box < 0 ? "" : id; // before it is chosen: what came from there is not told back
  if (box < 0) unchoose();
  else choose(box, { bring: true });
}

/**
 * A link to the record of a box; null where there is no page of it.
 * @param {Item} item
 */
export function recordLink(item) {
  return item.kind === "Missing" ? null : link(say("panel.record"), recordPath(item));
}

/**
 * A link from the cell of a record to where its page says it; null where there is none.
 * @param {Item} item
 * @param {string} cell
 */
export function cellLink(item, cell) {
  return link(cell, recordPath(item), {}, "#place");
}

/**
 * A link to a finding among all of its rule.
 * @param {Finding} mark
 */
export function findingLink(mark) {
  return link(say("panel.finding"), "findings", { rule: mark.rule, q: mark.node });
}

/** @param {Item} item */
function recordPath({ id }) {
  return `record/${encodeURIComponent(id)}`;
}

/**
 * @param {string} text
 * @param {string} path
 * @param {Record<string, string>} [query]
 * @param {string} [hash]
 */
function link(text, path, query = {}, hash = "") {
  if (!hasPages) return null;
  const { dataset, edition } = page.provenance;
  const asked = new URLSearchParams({ dataset, edition, ...query, lang: state.language });
  const made = make("a", { name: "out", text });
  made.href = new URL(`/explore/${path}?${asked}${hash}`, location.origin).href;
  made.addEventListener("click", (event) => {
    event.preventDefault(); // a sandbox may not lead its parent: it asks
    tellOutside({ go: made.href, fresh: event.ctrlKey || event.metaKey });
  });
  return made;
}
