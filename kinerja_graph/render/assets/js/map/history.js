// The state of the page in its address, so that a link leads back to what was seen.

/** @import {Address, State} from "./types.js" */

import { bringIntoSight, choose } from "./actions.js";
import { addressText, readAddress } from "./address.js";
import { isFramed } from "./beside.js";
import { indexOf, isReal, items, model, page } from "./data.js";
import { boxesOf } from "./kept.js";
import { show, stage, viewOf } from "./picture.js";
import { onChange, state, tell } from "./store.js";
import { sightAt, topRow } from "./zoom.js";

const PAUSE = 250;
const written = { isRestoring: false, timer: 0 };

export function startHistory() {
  onChange("state", () => remember("pushState"));
  onChange("words", () => remember("pushState"));
  onChange("sight", () => {
    window.clearTimeout(written.timer);
    written.timer = window.setTimeout(() => remember("replaceState"), PAUSE);
  });
  window.addEventListener("popstate", () => restore());
}

/** The state of the page as the part of its address after `#`. */
export function stateNow() {
  const { chosen, only, tab, language, sight } = state;
  const { z = null } = sight;
  return addressText({
    node: chosen >= 0 && isReal(items[chosen]) ? items[chosen].id : "",
    only,
    tab,
    language: language === page.language ? "" : language,
    z,
    row: z !== null && stage.clientWidth ? topRow(model, viewOf()) : null,
    left: sight.left || null,
    pane: state.pane,
  });
}

/**
 * Writes the state into the address; a sandbox may forbid it, then nothing is lost but the link.
 * @param {"pushState" | "replaceState"} how
 */
function remember(how) {
  if (written.isRestoring || isFramed) return; // the address of the page around is what counts
  window.clearTimeout(written.timer);
  const text = stateNow();
  if (text === location.hash.slice(1)) return;
  try {
    history[how](null, "", `#${text}`);
  } catch {
    // an opaque origin has no history of its own
  }
}

/**
 * Shows what the address asks for; unknown ids are passed over.
 * @param {boolean} [isFirst] whether the page was just opened: a link shows its box so that it is read
 */
export function restore(isFirst = false) {
  const wanted = readAddress(location.hash.slice(1));
  written.isRestoring = true;
  state.language = wanted.language in page.words ? /** @type {State["language"]} */ (wanted.language) : page.language;
  state.only = wanted.only && boxesOf(wanted.only) ? wanted.only : null;
  state.tab = tabOf(wanted.tab);
  state.pane = wanted.pane;
  state.chosen = -1;
  state.panel = null;
  state.dives = [];
  state.sight = { top: 0, left: wanted.left ?? 0 };
  tell("words");
  tell("state"); // the picture has a size only while its tab is shown
  showPart(wanted);
  const box = indexOf(wanted.node);
  if (box >= 0) choose(box, { open: true, restored: true }); // what is kept alone may have been chosen after it
  if (box >= 0 && isFirst && wanted.z === null) bringIntoSight(box);
  written.isRestoring = false;
}

/** @param {Address} wanted */
function showPart({ z, row, left }) {
  if (!stage.clientWidth) return;
  const sight = { top: 0, left: left ?? 0 };
  show(z === null ? sight : sightAt(model, viewOf({ ...sight, z }), { z, row: row ?? 0, left: sight.left }));
}

/**
 * @param {string} text
 * @returns {State["tab"]}
 */
function tabOf(text) {
  return text === "matrix" || text === "table" ? text : "picture";
}
