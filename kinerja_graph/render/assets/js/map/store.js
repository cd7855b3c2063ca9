// What the reader has chosen, and who is told when it changes.

/** @import {State} from "./types.js" */

import { page } from "./data.js";

/** @type {State} */
export const state = {
  language: page.language,
  tab: "picture",
  only: null,
  chosen: -1,
  panel: null,
  finding: -1,
  sight: { top: 0, left: 0 },
  dives: [],
};

/** @typedef {"state" | "sight" | "words"} Change */
/** @type {Record<Change, (() => void)[]>} */
const listeners = { state: [], sight: [], words: [] };

/**
 * Calls `act` whenever the state changes, the part in sight moves, or the language is another.
 * @param {Change} change
 * @param {() => void} act
 */
export function onChange(change, act) {
  listeners[change].push(act);
}

/** @param {Change} change */
export function tell(change) {
  for (const act of listeners[change]) act();
}
