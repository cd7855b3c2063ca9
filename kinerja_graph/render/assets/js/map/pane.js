// The overview beside the map: the verdict, the worst breaks, and who stands behind which outcome.

/** @import {Both, Only} from "./types.js" */

import { dive, keepChain, keepOnly } from "./actions.js";
import { codeOf, codesOf, items, model, nameOf, page } from "./data.js";
import { element, make, plain } from "./dom.js";
import { opensBeside } from "./first.js";
import { isSame } from "./only.js";
import { colours, stage } from "./picture.js";
import { number, say, told } from "./say.js";
import { onChange, state, tell } from "./store.js";

/** Narrower windows show the overview instead of the map. */
const OVERLAY = 700;
/** @typedef {{ button: HTMLElement, only: Only }} Toggle */
/** @type {{ isAfter: boolean, window: string, fits: boolean, toggles: Toggle[], cells: [HTMLElement, string][] }} */
const shown = { isAfter: false, window: "", fits: false, toggles: [], cells: [] };

export function startPane() {
  element("pane-toggle").addEventListener("click", toggle);
  window.addEventListener("resize", place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", colour);
  onChange("state", () => {
    place();
    follow();
  });
  onChange("words", () => {
    tellSummary();
    place();
  });
  // the map first: what stands beside it comes after the first frame
  requestAnimationFrame(() => requestAnimationFrame(() => window.setTimeout(() => {
    shown.isAfter = true;
    place();
  })));
}

/** Whether the overview is to be seen: as the reader wants it, or as the map allows. */
function isOpen() {
  if (state.tab !== "picture") return false;
  const { clientWidth } = document.documentElement;
  if (state.pane !== null) return state.pane;
  const height = Math.max(stage.clientHeight, 1);
  const key = [clientWidth, height, state.language].join(" ");
  if (shown.window !== key) {
    shown.window = key;
    shown.fits = hasMuch() && opensBeside(model, { width: clientWidth, height, language: state.language });
  }
  return shown.fits;
}

/** Whether the overview says more than the numbers above the map: else the map has its room. */
function hasMuch() {
  const { breaks: cuts, others, matrix } = page.first;
  return cuts.length > 0 || others.length > 0 || matrix !== null;
}

/** Opens or folds the overview. */
function place() {
  const open = isOpen();
  document.documentElement.dataset.pane = open ? "open" : "";
  element("pane").hidden = !open;
  if (open && element("pane").dataset.filled !== state.language) fill();
  element("pane-toggle").setAttribute("aria-expanded", String(open));
  element("pane-toggle").title = say(open ? "pane.fold" : "pane.open");
}

function toggle() {
  state.pane = !isOpen();
  tell("state");
  if (state.pane && document.documentElement.clientWidth < OVERLAY) element("pane").focus();
}

/** In a narrow window the overview gives way to what was chosen in it. */
function giveWay() {
  if (document.documentElement.clientWidth >= OVERLAY) return;
  state.pane = false;
  tell("state");
  stage.focus({ preventScroll: true });
}

/** How many findings there are of each severity; a click keeps these alone. */
function tellSummary() {
  const parts = Object.keys(page.shapes).flatMap((severity) => {
    const marks = page.marks.filter((mark) => mark.severity === severity);
    if (!marks.length) return [];
    const [sign, word, count] = [page.shapes[severity], say(`severity.${severity}`), number(marks.length)];
    const only = /** @type {Only} */ ({ kind: "tone", tone: severity });
    const button = make("button", { name: severity, label: `${sign} ${word} ${count}`, onclick: () => keep(only) },
      `${sign} `, make("span", { text: `${word} ` }), count);
    button.title = word;
    if (!items.some((item) => item.marks.some((at) => page.marks[at].severity === severity))) button.setAttribute("disabled", "");
    return [{ button, only }];
  });
  summary.splice(0, summary.length, ...parts);
  const none = make("span", { text: say("findings.none") });
  element("summary").replaceChildren(...(parts.length ? parts.map(({ button }) => button) : [none]));
}

/** @type {Toggle[]} */
const summary = [];

/**
 * Keeps some boxes alone; once more gives all back.
 * @param {Only} only
 */
function keep(only) {
  keepOnly(isSame(state.only, only) ? null : only);
  giveWay();
}

/** Builds the overview in the language of the reader. */
function fill() {
  if (!shown.isAfter) return;
  shown.toggles = [];
  shown.cells = [];
  const { verdict, whole, matrix } = page.first;
  const parts = [
    make("button", { name: "fold", text: "‹", label: say("pane.fold"), onclick: fold }),
    make("h2", { name: "unseen", text: say("pane") }),
    verdict && make("p", { name: "lead", text: spoken(verdict) }),
    whole && make("p", { name: "quiet", text: spoken(whole) }),
    breaks(),
    errors(),
    matrix && table(matrix),
  ];
  element("pane").replaceChildren(...parts.filter((part) => part !== null));
  element("pane").dataset.filled = state.language;
  follow();
}

function fold() {
  state.pane = false;
  tell("state");
  element("pane-toggle").focus();
}

/** @param {Both} both */
function spoken(both) {
  return both[state.language === "id" ? 0 : 1];
}

/** The findings that cut off most; a click keeps the chain alone. */
function breaks() {
  const { audited, breaks: worst, circle } = page.first;
  if (!audited || !page.marks.length) return null;
  const rows = worst.map(([at, box, cut]) => {
    const word = page.marks[at].rule === circle ? "pane.leads" : "pane.cuts";
    return breakRow(at, box, say(word, { number: number(cut) }), 1);
  });
  if (!rows.length) return make("p", { name: "quiet", text: say("pane.uncut") });
  return make("section", {}, make("h3", { text: say("pane.breaks") }), make("ol", {}, ...rows));
}

/** The errors that come next, until there are five; of a comparison the changes, of evidence the links. */
function errors() {
  const { others } = page.first;
  if (!others.length) return null;
  const rows = others.map(([at, box, below, times]) =>
    breakRow(at, box, below ? say("said.below", { n: number(below) }) : say("pane.end"), times));
  return make("section", {}, make("h3", { text: say("pane.errors") }), make("ol", {}, ...rows));
}

/**
 * @param {number} at the finding: its place in `Page.marks`
 * @param {number} box
 * @param {string} weight
 * @param {number} times how many there are of its rule
 */
function breakRow(at, box, weight, times) {
  const mark = page.marks[at];
  const only = /** @type {Only} */ ({ kind: "chain", id: items[box].id });
  const act = () => {
    state.finding = at;
    keepChain(box);
    state.chosen = state.only ? box : -1;
    tell("state");
    giveWay();
  };
  const facts = [codesOf(items[box]), weight, ...(times > 1 ? [say("pane.times", { n: number(times) })] : [])];
  const button = make("button", { name: mark.severity, onclick: act },
    make("b", { text: `${page.shapes[mark.severity]} ${told(mark, "title")}` }),
    make("small", { text: facts.filter(Boolean).join(" · ") }),
    plain("span", items[box].name));
  shown.toggles.push({ button, only });
  return make("li", {}, button);
}

/** @typedef {NonNullable<import("./types.js").First["matrix"]>} Matrix */

/**
 * Outcomes in rows; agencies, or levels where there is one agency, in columns.
 * @param {Matrix} matrix
 */
function table({ by, rows, rest }) {
  const keys = columnsOf(by, rows);
  const head = make("tr", {}, make("td"));
  for (const key of keys) {
    const cell = make("th", { label: columnName(by, key) }, make("span", { text: columnText(by, key) }));
    cell.scope = "col";
    cell.title = columnName(by, key);
    head.append(cell);
  }
  const body = rows.map(([box, size, cells]) => tableRow(by, keys, box, size, cells));
  const title = say(by === "agency" ? "pane.agencies" : "pane.levels");
  const wide = make("div", { name: "wide", label: title }, make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)));
  wide.tabIndex = 0;
  wide.setAttribute("role", "region");
  const more = rest.length ? make("p", { name: "quiet", text: say("panel.rest", { n: number(rest.length) }) }) : null;
  const how = make("p", { name: "quiet", text: say("pane.how") });
  return make("section", { name: "outcomes" }, make("h3", { text: title }), wide, more, how);
}

/**
 * @param {Matrix["by"]} by
 * @param {Matrix["rows"]} rows
 */
function columnsOf(by, rows) {
  const used = new Set(rows.flatMap(([, , cells]) => cells.map(([key]) => key)));
  if (by === "level") return model.columns.filter((key) => used.has(key));
  return [...page.agencies.map(({ id }) => id), ""].filter((key) => used.has(key));
}

/**
 * @param {Matrix["by"]} by
 * @param {string} key
 */
function columnText(by, key) {
  if (by === "level") return say(`column.${key}`);
  return key ? codeOf(key) : "–";
}

/**
 * @param {Matrix["by"]} by
 * @param {string} key
 */
function columnName(by, key) {
  if (by === "level") return say(`column.${key}`);
  return key ? nameOf(key) : say("legend.none");
}

/**
 * @param {Matrix["by"]} by
 * @param {string[]} keys
 * @param {number} box the outcome; -1: what is behind none
 * @param {number} size
 * @param {[string, number, number][]} cells
 */
function tableRow(by, keys, box, size, cells) {
  const of = box < 0 ? "" : items[box].id;
  const name = box < 0 ? say("pane.loose") : items[box].name;
  const whole = /** @type {Only} */ ({ kind: "part", of, by: "", key: "" });
  const look = () => {
    if (state.only) keepOnly(null);
    dive(box);
    giveWay();
  };
  const label = say("pane.row", { name, n: number(size) });
  const button = make("button", { label, onclick: box < 0 ? () => keep(whole) : look }, plain("span", name));
  button.title = name;
  if (box < 0) shown.toggles.push({ button, only: whole });
  const head = make("th", {}, button);
  head.scope = "row";
  const known = new Map(cells.map((cell) => [cell[0], cell]));
  return make("tr", {}, head, ...keys.map((key) => tableCell(by, of, name, known.get(key))));
}

/**
 * @param {Matrix["by"]} by
 * @param {string} of
 * @param {string} name
 * @param {[string, number, number] | undefined} cell
 */
function tableCell(by, of, name, cell) {
  if (!cell) return make("td");
  const [key, count, broken] = cell;
  const only = /** @type {Only} */ ({ kind: "part", of, by, key });
  const facts = { part: columnName(by, key), name, n: number(count), m: number(broken) };
  const label = `${number(count)}. ${say("pane.cell", facts)}`;
  const button = make("button", { name: broken ? "broken" : "", text: number(count), label, onclick: () => keep(only) });
  button.title = say("pane.cell", facts);
  shown.toggles.push({ button, only });
  if (by === "agency" && key) shown.cells.push([button, key]);
  return make("td", {}, button);
}

/** Shows what is kept, and the tints as they are. */
function follow() {
  for (const { button, only } of [...summary, ...shown.toggles]) {
    button.setAttribute("aria-pressed", String(isSame(state.only, only)));
  }
  colour();
}

function colour() {
  const theme = colours();
  const byId = new Map(page.agencies.map((agency) => [agency.id, agency.tint]));
  for (const [button, id] of shown.cells) button.style.background = theme[`tint${byId.get(id) ?? model.plain}.ground`];
}
