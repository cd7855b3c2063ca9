// The overview: agencies and levels, each cell a number of boxes and of those with findings.

/** @import {Only} from "./types.js" */

import { keepOnly, setTab } from "./actions.js";
import { hasCode, isReal, items, model, nameOf, page } from "./data.js";
import { element, make, plain } from "./dom.js";
import { number, say } from "./say.js";
import { onChange, state } from "./store.js";

/** @typedef {{ count: number, broken: number }} Count */

export function startMatrix() {
  const draw = () => {
    if (state.tab === "matrix") drawMatrix();
  };
  onChange("state", draw);
  onChange("words", draw);
}

/** Draws the table of agencies and levels; a cell leads to the picture of its boxes. */
function drawMatrix() {
  const cells = countCells();
  const head = make("tr", {}, make("th", { text: say("legend.agencies") }));
  for (const key of model.columns) head.append(header(say(`column.${key}`), "col"));
  head.append(header(say("matrix.sum"), "col"));
  const table = make("table", {}, make("thead", {}, head), make("tbody", {}, ...matrixRows(cells)));
  const wide = make("div", { name: "wide", label: say("matrix.title") }, table);
  wide.tabIndex = 0;
  wide.setAttribute("role", "region");
  const words = [make("h2", { text: say("matrix.title") }), make("p", { name: "quiet", text: say("matrix.how") })];
  element("matrix").replaceChildren(...words, wide);
}

/** @param {Map<string, Count>} cells */
function matrixRows(cells) {
  /** @type {[string | null, string, string][]} */
  const rows = page.agencies.map((agency) => {
    const { id, code, name } = agency;
    return hasCode(agency) ? [id, code, name] : [id, name, ""];
  });
  if (items.some((item) => !item.agencies.length)) rows.push(["", "–", say("legend.none")]);
  rows.push([null, say("matrix.sum"), ""]);
  return rows.map(([id, code, name]) => {
    const title = header("", "row");
    title.append(make("b", { text: code }), " ", plain("span", name));
    const row = make("tr", {}, title);
    model.columns.forEach((_, column) => row.append(matrixCell(cells, id, column)));
    row.append(matrixCell(cells, id, null));
    return row;
  });
}

/**
 * @param {string} text
 * @param {"col" | "row"} scope
 */
function header(text, scope) {
  const cell = make("th", { text });
  cell.scope = scope;
  return cell;
}

/** @returns {Map<string, Count>} */
function countCells() {
  /** @type {Map<string, Count>} */
  const cells = new Map();
  const add = (/** @type {string} */ key, /** @type {number} */ broken) => {
    const cell = cells.get(key) ?? { count: 0, broken: 0 };
    cell.count += 1;
    cell.broken += broken;
    cells.set(key, cell);
  };
  for (const item of items) {
    if (!isReal(item)) continue;
    const broken = item.marks.some((at) => page.marks[at].severity !== "info") ? 1 : 0;
    const agencies = item.agencies.length ? item.agencies : [""];
    for (const column of [item.column, null]) {
      for (const agency of [...agencies, null]) add(`${column}/${agency}`, broken);
    }
  }
  return cells;
}

/**
 * @param {Map<string, Count>} cells
 * @param {string | null} agency
 * @param {number | null} column
 */
function matrixCell(cells, agency, column) {
  const cell = cells.get(`${column}/${agency}`);
  if (!cell) return make("td", { text: "·", name: "empty" });
  const go = make("button", { onclick: () => slice(agency, column) });
  go.append(make("b", { text: number(cell.count) }));
  if (cell.broken) go.append(make("small", { text: ` ${say("matrix.mark")} ${number(cell.broken)}` }));
  const facts = {
    agency: agency === null ? say("matrix.sum") : agency ? nameOf(agency) : say("legend.none"),
    column: column === null ? say("matrix.sum") : say(`column.${model.columns[column]}`),
    n: number(cell.count), m: number(cell.broken),
  };
  go.setAttribute("aria-label", `${go.textContent}. ${say("matrix.cell", facts)}`);
  return make("td", { name: `share${Math.ceil((cell.broken / cell.count) * 4)}` }, go);
}

/**
 * Keeps the boxes of an agency and a column in the picture.
 * @param {string | null} agency
 * @param {number | null} column
 */
function slice(agency, column) {
  setTab("picture");
  keepOnly(column !== null ? { kind: "level", column: model.columns[column], id: agency } : ofAgency(agency));
}

/**
 * @param {string | null} agency
 * @returns {Only | null}
 */
function ofAgency(agency) {
  return agency === null ? null : { kind: "agency", id: agency };
}
