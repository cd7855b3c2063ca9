// The table twin: the same facts as rows. Readers without script have what the page carries; with
// script the rows are made of its data when they are first needed, in the language of the reader.

/** @import {Finding, Item} from "./types.js" */

import { codesOf, indexOf, isReal, items, page } from "./data.js";
import { element, make } from "./dom.js";
import { say, told, valueOf } from "./say.js";
import { onChange, state } from "./store.js";

const made = { language: "" };

export function startTable() {
  onChange("state", () => {
    if (state.tab === "table") mountTable();
  });
  onChange("words", () => {
    if (made.language) mountTable();
  });
}

/** Puts the tables into the page, unless they are there in this language. */
export function mountTable() {
  if (made.language === state.language) return;
  made.language = state.language;
  element("table").replaceChildren(...(page.marks.length ? findings() : []), ...boxes());
}

/** Puts there what the page carries for readers without script. */
export function mountCarried() {
  const carried = element("table").querySelector("noscript");
  if (!carried) return;
  carried.replaceWith(...new DOMParser().parseFromString(carried.textContent ?? "", "text/html").body.childNodes);
}

function findings() {
  const mends = page.marks.some((mark) => mark.remediation[0]);
  const heads = ["table.finding", "table.subject", "table.message", ...(mends ? ["panel.mend"] : [])];
  const table = tableOf(heads, page.marks.map((mark) => make("tr", {}, ...findingCells(mark, mends))));
  table.className = "findings";
  return [make("h2", { text: `${say("findings")} (${page.marks.length})` }), make("div", { name: "wide" }, table)];
}

/**
 * @param {Finding} mark
 * @param {boolean} mends whether any finding says how to mend it
 */
function findingCells(mark, mends) {
  const tone = ["diff", "evidence"].includes(page.provenance.view) ? "" : `${say(`severity.${mark.severity}`)}: `;
  const subject = items[indexOf(mark.node)];
  return [
    make("td", { name: mark.severity, text: `${page.shapes[mark.severity]} ${tone}${told(mark, "title")}` }),
    make("td", {}, make("code", { text: mark.node }),
      ...(subject && isReal(subject) ? [" ", make("bdi", { text: subject.name })] : []),
      ...(mark.other ? [" → ", make("code", { text: mark.other })] : [])),
    make("td", { text: told(mark, "message") }),
    ...(mends ? [make("td", { text: told(mark, "remediation") })] : []),
  ];
}

function boxes() {
  const heads = ["detail.id", "table.name", "table.place", "detail.agencies", "table.value", "panel.up", "findings"];
  const rows = inOrder().filter(isReal).map((item) => make("tr", {}, ...boxCells(item)));
  const table = tableOf(heads, rows);
  table.id = "twin";
  return [make("h2", { text: `${say("table.boxes")} (${rows.length})` }), make("div", { name: "wide" }, table)];
}

/** @param {Item} item */
function boxCells(item) {
  const column = page.model.columns[item.column];
  const name = make("th", { text: item.name });
  name.scope = "row";
  const above = [...new Set(item.up.map((edge) => items[edge.to].id))];
  return [
    make("td", {}, make("code", { text: item.id })), name,
    make("td", { text: say(`kind.${item.kind}`) + (column === "task" ? "" : `, ${say(`column.${column}`)}`) }),
    make("td", { text: codesOf(item) }), make("td", { text: valueOf(item) }), make("td", { text: above.join(", ") }),
    make("td", { text: item.marks.map((at) => `${page.shapes[page.marks[at].severity]} ${told(page.marks[at], "title")}`).join("; ") }),
  ];
}

/** The boxes, each before what hangs on it: trees of the first column before others. */
function inOrder() {
  /** @type {Item[][]} */
  const below = items.map(() => []);
  /** @type {Item[]} */
  const first = [];
  /** @type {Item[]} */
  const apart = [];
  for (const item of items) {
    const { parent } = page.model.boxes[item.index];
    if (parent >= 0) below[parent].push(item);
    else (item.column ? apart : first).push(item);
  }
  const order = [];
  const stack = [...first, ...apart].reverse();
  for (let item = stack.pop(); item; item = stack.pop()) {
    order.push(item);
    stack.push(...below[item.index].reverse());
  }
  return order;
}

/**
 * @param {string[]} heads the keys of the headings
 * @param {HTMLElement[]} rows
 */
function tableOf(heads, rows) {
  const cells = heads.map((key) => {
    const cell = make("th", { text: say(key) });
    cell.scope = "col";
    return cell;
  });
  return make("table", {}, make("thead", {}, make("tr", {}, ...cells)), make("tbody", {}, ...rows));
}
