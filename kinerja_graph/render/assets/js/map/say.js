// Words and numbers in the language of the reader.

/** @import {Detail, Finding, Item} from "./types.js" */

import { isOffice, page } from "./data.js";
import { formatNumber, formatNumbers } from "./numbers.js";
import { state } from "./store.js";

/**
 * A word of the page with its facts filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [facts]
 */
export function say(key, facts) {
  const word = page.words[state.language][key] ?? key;
  return facts ? word.replace(/\{(\w+)\}/g, (_, name) => String(facts[name])) : word;
}

/**
 * The sentence of a finding.
 * @param {Finding} mark
 * @param {"title" | "message" | "remediation"} part
 */
export function told(mark, part) {
  return mark[part][state.language === "id" ? 0 : 1];
}

/**
 * @param {unknown} value
 * @param {number[]} [beside]
 */
export function number(value, beside = []) {
  return formatNumber(value, state.language, beside);
}

/**
 * Numbers that stand beside one another.
 * @param {(Detail | number[] | undefined)[]} values
 */
export function numbers(values) {
  return formatNumbers(/** @type {(number | undefined)[]} */ (values), state.language);
}

/**
 * @param {string} text
 * @param {Detail | undefined} unit
 */
export function withUnit(text, unit) {
  return text && unit ? `${text} ${unit}` : text;
}

/**
 * The target: a number, a range, or undefined.
 * @param {Record<string, Detail>} details
 */
export function targetOf({ target, target_low: low, target_high: high }) {
  return low !== undefined && high !== undefined ? [Number(low), Number(high)] : target;
}

/** @param {Record<string, Detail>} details */
export function timeOf(details) {
  const minutes = details.duration_minutes;
  if (typeof minutes !== "number") return "";
  if (minutes >= 60 && minutes % 30 === 0) return say("value.hours", { n: number(minutes / 60) });
  return say("value.minutes", { n: number(minutes) });
}

/**
 * What a box says of its numbers; empty where nothing is known.
 * @param {Item} item
 */
export function valueOf(item) {
  const { value } = page.model.boxes[item.index];
  if (typeof value === "string") return value;
  return value[state.language === "id" ? 0 : 1];
}

/**
 * The functional ladder of a post, its rung, and whether higher rungs supervise.
 * @param {Record<string, Detail>} details
 */
export function rungOf(details) {
  const ladder = [details.ladder, details.rung].filter((part) => part !== undefined).join(" ");
  if (details.ladder === undefined || details.supervised === undefined) return ladder;
  return `${ladder} · ${say(details.supervised ? "ladder.supervised" : "ladder.free")}`;
}

/**
 * "Objective, level 0"; a task has no level.
 * @param {Item} item
 */
export function placeOf(item) {
  const kind = say(`kind.${item.kind}`);
  if (item.rank === null || isOffice(item) || item.kind === "Missing") return kind;
  return `${kind}, ${say("level", { n: item.rank })}`;
}

/** Puts the language into every word of the page that stands outside the picture. */
export function speak() {
  document.documentElement.lang = state.language;
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-t]"))) {
    one.textContent = say(one.dataset.t ?? "");
  }
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-t-label]"))) {
    const words = say(one.dataset.tLabel ?? "");
    one.setAttribute("aria-label", words);
    if (one.tagName === "BUTTON") one.title = words;
  }
  for (const one of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-t-hint]"))) {
    one.placeholder = say(one.dataset.tHint ?? "");
  }
}
