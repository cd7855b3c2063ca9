// The state of the page as the part of its address after "#".

/** @import {Address} from "./types.js" */

import { onlyText, readOnly } from "./only.js";

/**
 * The text of a state: what is usual is left out.
 * @param {Address} address
 */
export function addressText({ node, only, tab, language, z, row, left }) {
  const parts = new URLSearchParams();
  if (node) parts.set("node", node);
  if (only) parts.set("only", onlyText(only));
  if (tab !== "picture") parts.set("view", tab);
  if (language) parts.set("lang", language);
  if (z !== null) parts.set("z", short(z));
  if (z !== null && row) parts.set("row", short(row));
  if (left) parts.set("left", short(left));
  return parts.toString();
}

/**
 * The state that a text asks for. `focus=1` (with `of`) is how a chain was written before.
 * @param {string} text
 * @returns {Address}
 */
export function readAddress(text) {
  const parts = new URLSearchParams(text);
  const node = parts.get("node") ?? "";
  const centre = parts.get("of") ?? node;
  const former = parts.get("focus") === "1" && centre ? `chain:${centre}` : "";
  return {
    node,
    only: readOnly(parts.get("only") ?? former),
    tab: parts.get("view") ?? "",
    language: parts.get("lang") ?? "",
    z: amount(parts.get("z")),
    row: amount(parts.get("row")),
    left: amount(parts.get("left")),
  };
}

/** @param {number} value */
function short(value) {
  return String(Math.round(value * 100) / 100);
}

/** @param {string | null} text */
function amount(text) {
  const value = Number(text);
  return text && Number.isFinite(value) && value >= 0 ? value : null;
}
