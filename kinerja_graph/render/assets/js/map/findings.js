// The bar of findings: how many there are, which are kept, and the walk from one to the next.

import { chosenMarks, goToFinding, keepOnly } from "./actions.js";
import { page } from "./data.js";
import { choice, element, make } from "./dom.js";
import { onlyText, readOnly } from "./only.js";
import { number, say, told } from "./say.js";
import { onChange, state } from "./store.js";

export function startFindings() {
  element("next").addEventListener("click", () => goToFinding(1));
  element("previous").addEventListener("click", () => goToFinding(-1));
  choice("filter").addEventListener("change", () => {
    state.finding = -1;
    keepOnly(readOnly(choice("filter").value));
    tellFinding();
  });
  onChange("words", fillFilter);
  onChange("state", () => {
    followOnly();
    tellFinding();
  });
}

/** The filter says what is kept, whoever asked for it. */
function followOnly() {
  const filter = choice("filter");
  const wanted = state.only ? onlyText(state.only) : "";
  const isRule = state.only?.kind === "rule" || state.only?.kind === "tone";
  if (isRule && filter.value !== wanted) filter.value = wanted;
  else if (!state.only && filter.value) filter.value = "";
}

function tellFinding() {
  const list = chosenMarks();
  const at = list.indexOf(state.finding);
  element("finding").textContent = at < 0 ? String(list.length) : `${at + 1}/${list.length}`;
}

/** Fills the list: all, each severity, each rule with its sign and how often it was found. */
function fillFilter() {
  const filter = choice("filter");
  const chosen = filter.value || (state.only ? onlyText(state.only) : "");
  /** @type {Map<string, { text: string, count: number }>} */
  const rows = new Map();
  const add = (/** @type {string} */ key, /** @type {string} */ text) => {
    const known = rows.get(key);
    if (known) known.count += 1;
    else rows.set(key, { text, count: 1 });
  };
  for (const { severity } of page.marks) add(`tone:${severity}`, `${page.shapes[severity]} ${say(`severity.${severity}`)}`);
  for (const mark of page.marks) add(`rule:${mark.rule}`, `${page.shapes[mark.severity]} ${told(mark, "title")}`);
  const all = page.marks.length ? `${say("findings.all")} (${page.marks.length})` : say("findings.none");
  const options = [...rows].map(([value, { text, count }]) => option(value, `${text} (${count})`));
  filter.replaceChildren(option("", all), ...options);
  filter.value = rows.has(chosen) ? chosen : "";
  tellSummary();
  tellFinding();
}

/**
 * @param {string} value
 * @param {string} text
 */
function option(value, text) {
  const made = make("option", { text });
  made.value = value;
  return made;
}

/** How many findings there are of each severity; a click keeps these alone. */
function tellSummary() {
  const parts = Object.keys(page.shapes).flatMap((severity) => {
    const count = page.marks.filter((mark) => mark.severity === severity).length;
    if (!count) return [];
    const text = `${page.shapes[severity]} ${say(`severity.${severity}`)} ${number(count)}`;
    return [make("span", { name: severity, text })];
  });
  const none = make("span", { text: say("findings.none") });
  element("summary").replaceChildren(...(parts.length ? parts : [none]));
}
