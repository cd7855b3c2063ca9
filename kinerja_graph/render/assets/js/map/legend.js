// The agencies below the picture, and the bar that says what alone is kept.

/** @import {Agency, Only} from "./types.js" */

import { keepOnly } from "./actions.js";
import { codeOf, hasCode, indexOf, items, page, realItems } from "./data.js";
import { element, make, plain } from "./dom.js";
import { countKept } from "./kept.js";
import { isSame } from "./only.js";
import { colours } from "./picture.js";
import { number, say, told } from "./say.js";
import { onChange, state } from "./store.js";

export function startLegend() {
  element("scope-end").addEventListener("click", () => keepOnly(null));
  onChange("words", () => {
    drawLegend();
    drawScope();
  });
  onChange("state", () => {
    drawScope();
    pressKept();
  });
}

function drawLegend() {
  element("agencies").replaceChildren(...page.agencies.map(legendRow));
}

/** Presses the button of the agency that alone is kept. */
function pressKept() {
  document.querySelectorAll("#agencies button").forEach((button, at) => {
    button.setAttribute("aria-pressed", String(isSame(state.only, onlyOf(page.agencies[at]))));
  });
}

/**
 * @param {Agency} agency
 * @returns {Only}
 */
function onlyOf({ id }) {
  return { kind: "agency", id };
}

/** @param {Agency} agency */
function legendRow(agency) {
  const theme = colours();
  const swatch = make("i");
  swatch.style.background = theme[`tint${agency.tint}.ground`];
  swatch.dataset.pattern = String(agency.pattern);
  swatch.style.borderLeftColor = theme[`tint${agency.tint}.bar`];
  const only = onlyOf(agency);
  const turn = () => keepOnly(isSame(state.only, only) ? null : only);
  const name = hasCode(agency) ? agency.code : agency.name;
  const go = make("button", { onclick: turn }, swatch, make("b", { text: name }));
  if (hasCode(agency)) go.append(" ", plain("span", agency.name));
  go.setAttribute("aria-pressed", String(isSame(state.only, only)));
  return make("li", {}, go);
}

/** Says what alone is kept, with the way back. */
function drawScope() {
  element("scope").hidden = !state.only;
  document.documentElement.dataset.boxes = String(countKept());
  if (!state.only) return;
  element("scope-name").textContent = scopeText(state.only);
  element("shown").textContent = say("shown", { n: number(countKept()), all: number(realItems) });
}

/**
 * What alone is kept, in words.
 * @param {Only} only
 */
export function scopeText(only) {
  if (only.kind === "chain") return say("scope.chain", { name: items[indexOf(only.id)]?.name ?? only.id });
  return say("scope.slice", { name: nameOfOnly(only) });
}

/** @param {Extract<Only, { kind: "part" }>} only */
function nameOfPart({ of, by, key }) {
  const outcome = of ? items[indexOf(of)]?.name ?? of : say("pane.loose");
  if (!by) return outcome;
  const part = by === "level" ? say(`column.${key}`) : key ? codeOf(key) : say("legend.none");
  return `${part} · ${outcome}`;
}

/** @param {Only} only */
function nameOfOnly(only) {
  if (only.kind === "tone") return `${page.shapes[only.tone] ?? ""} ${say(`severity.${only.tone}`)}`;
  if (only.kind === "search") return `“${only.text}”`;
  if (only.kind === "rule") {
    const mark = page.marks.find((each) => each.rule === only.rule);
    return mark ? `${page.shapes[mark.severity]} ${told(mark, "title")}` : only.rule;
  }
  if (only.kind === "chain") return only.id;
  if (only.kind === "part") return nameOfPart(only);
  const agency = only.id === null ? [] : [only.id === "" ? say("legend.none") : codeOf(only.id)];
  const column = only.kind === "level" ? [say(`column.${only.column}`)] : [];
  return [...agency, ...column].join(" · ");
}
