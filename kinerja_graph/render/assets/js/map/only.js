// What alone keeps its height, as the text that stands in an address.

/** @import {Only} from "./types.js" */

/**
 * `chain:ID`, `rule:RULE`, `tone:error`, `search:words`, `agency:ID`, `level:KEY`, `level:KEY:ID`.
 * @param {Only} only
 */
export function onlyText(only) {
  if (only.kind === "chain" || only.kind === "agency") return `${only.kind}:${only.id}`;
  if (only.kind === "rule") return `rule:${only.rule}`;
  if (only.kind === "tone") return `tone:${only.tone}`;
  if (only.kind === "search") return `search:${only.text}`;
  return only.id === null ? `level:${only.column}` : `level:${only.column}:${only.id}`;
}

/**
 * The same back; null if the text says nothing that is known.
 * @param {string} text
 * @returns {Only | null}
 */
export function readOnly(text) {
  const [kind, rest] = parted(text);
  if (!rest && kind !== "agency") return null;
  if (kind === "chain" || kind === "agency") return text.includes(":") ? { kind, id: rest } : null;
  if (kind === "rule") return { kind, rule: rest };
  if (kind === "tone") return { kind, tone: rest };
  if (kind === "search") return { kind, text: rest };
  if (kind !== "level") return null;
  const [column, id] = parted(rest);
  return { kind, column, id: rest.includes(":") ? id : null };
}

/**
 * What is before the first colon and what is after it.
 * @param {string} text
 */
function parted(text) {
  const at = text.indexOf(":");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * Whether two are alike.
 * @param {Only | null} one
 * @param {Only | null} other
 */
export function isSame(one, other) {
  if (!one || !other) return one === other;
  return onlyText(one) === onlyText(other);
}
