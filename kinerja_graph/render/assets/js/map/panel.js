// The details of the chosen box.

/** @import {Detail, Edge, Finding, Item} from "./types.js" */

import { cellsOf } from "../scene/cells.js";
import { choose, closePanel, dive, keepChain } from "./actions.js";
import { cellLink, findingLink, recordLink } from "./beside.js";
import { codeOf, codesOf, indexOf, isOffice, isReal, items, model, nameOf, page } from "./data.js";
import { element, make, plain } from "./dom.js";
import { hasAddress } from "./link.js";
import { giveLink } from "./menu.js";
import { isSame } from "./only.js";
import { placeOfBox, stage } from "./picture.js";
import { number, numbers, placeOf, rungOf, say, targetOf, timeOf, told, withUnit } from "./say.js";
import { onChange, state } from "./store.js";

const MOST_LISTED = 12;
const GRADED = ["error", "warning", "info"];

export function startPanel() {
  onChange("state", drawPanel);
  onChange("words", drawPanel);
}

function drawPanel() {
  const panel = element("panel");
  const { panel: open, chosen } = state;
  panel.hidden = !open;
  if (!open) return;
  const close = make("button", { name: "close", text: "×", label: say("panel.close"), onclick: closePanel });
  const inside = chosen >= 0 ? boxDetails(items[chosen], open.mark) : looseDetails(open.mark);
  panel.replaceChildren(close, ...inside.filter((each) => each !== null));
  panel.scrollTop = 0;
  const area = placeOfBox(chosen);
  panel.classList.toggle("left", area !== null && area.x + area.w / 2 > stage.clientWidth / 2);
}

/**
 * A finding about something that is no box of the picture.
 * @param {number | null} at
 */
function looseDetails(at) {
  const mark = at === null ? undefined : page.marks[at];
  return mark ? [plain("h2", nameOf(mark.node)), findingCard(mark)] : [];
}

/**
 * @param {Item} item
 * @param {number | null} first the finding that comes first
 */
function boxDetails(item, first) {
  const marks = first !== null && item.marks.includes(first) ? [first, ...item.marks.filter((at) => at !== first)] : item.marks;
  return [
    make("p", { name: "eyebrow", text: placeOf(item) }),
    plain("h2", item.name),
    ...marks.map((at) => findingCard(page.marks[at])),
    item.kind === "Missing" ? make("p", { text: say("missing") }) : buttons(item),
    facts(item),
    behind(item),
    hangsOn(item),
    ...ties(item),
    names("panel.expects", item.expects.map((id) => [codeOf(id), nameOf(id)])),
    rejected(item),
  ];
}

/** @param {Finding} mark */
function findingCard(mark) {
  const card = make("section", { name: `finding ${mark.severity}` });
  const word = GRADED.includes(mark.severity) ? `${say(`severity.${mark.severity}`)} · ` : "";
  const head = `${page.shapes[mark.severity]} ${word}${told(mark, "title")}`;
  card.append(make("h3", { text: head }), plain("p", told(mark, "message")));
  if (told(mark, "remediation")) {
    const mend = plain("p", told(mark, "remediation"));
    mend.prepend(make("b", { text: `${say("panel.mend")}: ` }));
    card.append(mend);
  }
  const out = GRADED.includes(mark.severity) ? findingLink(mark) : null;
  if (out) card.append(out);
  return card;
}

/** @param {Item} item */
function buttons(item) {
  const isKept = isSame(state.only, { kind: "chain", id: item.id });
  const isDived = state.dives[state.dives.length - 1]?.cell === cellsOf(model).cellOf[item.index];
  return make(
    "div",
    { name: "buttons" },
    recordLink(item),
    make("button", { text: say(isKept ? "panel.unchain" : "panel.chain"), onclick: () => keepChain(item.index) }),
    hasAddress ? make("button", { text: say("panel.link"), onclick: () => void giveLink() }) : null,
    make("button", { text: say(isDived ? "panel.back" : "panel.dive"), onclick: () => dive(item.index) }),
  );
}

/** @param {Item} item */
function facts(item) {
  const list = make("dl");
  const add = (/** @type {string} */ key, /** @type {unknown} */ value) => {
    if (value === "" || value === undefined || value === null) return;
    const out = key === "detail.origin" ? cellLink(item, String(value)) : null;
    list.append(make("dt", { text: say(key) }), out ? make("dd", {}, out) : plain("dd", String(value)));
  };
  if (item.kind !== "Missing") add("detail.id", item.id);
  add("detail.agencies", item.agencies.map(nameOf).join("; "));
  const owners = item.kind === "Task" ? "detail.performers" : "detail.owners";
  add(owners, item.owners.filter((id) => !item.agencies.includes(id)).map(nameOf).join("; "));
  for (const [key, value] of detailRows(item.details)) add(key, value);
  return list;
}

/**
 * The facts of a box in a fixed order, each as [key of its word, text]; unknown ones come last.
 * @param {Record<string, Detail>} details
 * @returns {[string, unknown][]}
 */
function detailRows(details) {
  const year = (/** @type {string} */ text, /** @type {Detail | undefined} */ of) => (text && of !== undefined ? `${text} (${of})` : text);
  const [baseline, target, real] = numbers([details.baseline, targetOf(details), details.realisation])
    .map((text) => withUnit(text, details.measure_unit));
  const choice = (/** @type {string} */ kind, /** @type {string} */ words) =>
    (details[kind] === undefined ? "" : say(`${words}.${details[kind]}`));
  /** @type {[string, unknown][]} */
  const rows = [
    ["detail.kind", choice("kind", "result")],
    ["detail.role", choice("role", "role")],
    ["detail.polarity", choice("polarity", "polarity")],
    ["detail.baseline", baseline],
    ["detail.target", year(target, details.target_year)],
    ["detail.realisation", year(real, details.realisation_year)],
    ["detail.achievement", details.achievement === undefined ? "" : `${number(details.achievement, [0, 100])} %`],
    ["detail.measure_unit", details.measure_unit],
    ["detail.activity", details.activity],
    ["detail.step", details.step],
    ["detail.output", withUnit(number(details.output_quantity), details.output_unit)],
    ["detail.duration", timeOf(details)],
    ["detail.volume", number(details.volume)],
    ["detail.definition", details.definition],
    ["detail.formula", details.formula],
    ["detail.data_source", details.data_source],
    ["detail.data_provider", details.data_provider],
    ["detail.reporting_period", choice("reporting_period", "reporting")],
    ["detail.accumulation", choice("accumulation", "accumulation")],
    ["detail.tags", details.tags],
    ["detail.unit", details.unit],
    ["detail.rank", details.rank],
    ["detail.ladder", rungOf(details)],
    ["detail.cross_agency", details.cross_agency === undefined ? "" : say(details.cross_agency ? "value.yes" : "value.no")],
    ["detail.alias", details.alias],
    ["detail.source", details.source],
    ["detail.source_text", details.source_text],
    ["detail.note", details.note],
    ["detail.origin", details.origin],
  ];
  return [...rows, ...Object.entries(details).filter(([key]) => !TOLD.has(key))];
}

const TOLD = new Set([
  "kind", "polarity", "baseline", "target", "target_low", "target_high", "target_year",
  "realisation", "realisation_year", "achievement", "achievement_year", "measure_unit", "activity",
  "step", "output_quantity", "output_unit", "duration_minutes", "volume", "formula", "data_source",
  "unit", "rank", "ladder", "rung", "supervised", "cross_agency", "alias", "source", "source_text", "origin",
  "role", "definition", "data_provider", "reporting_period", "accumulation", "tags", "note",
]);

/**
 * Which agencies stand behind a result, with how many of the boxes that reach it.
 * @param {Item} item
 */
function behind(item) {
  if (item.kind === "Task" || item.kind === "Missing" || isOffice(item)) return null;
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const index of allBelow(item)) {
    if (!isReal(items[index])) continue;
    for (const id of items[index].agencies) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const rows = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return names("panel.behind", rows.map(([id, n]) => [codeOf(id), `${nameOf(id)} (${number(n)})`]));
}

/**
 * All boxes that reach a box.
 * @param {Item} item
 */
function allBelow(item) {
  const seen = new Set([item.index]);
  for (const one of seen) for (const link of items[one].down) seen.add(link.from);
  seen.delete(item.index);
  return seen;
}

/**
 * That a box hangs on one of several indicators inside a cell: the picture shows only the cell.
 * @param {Item} item
 */
function hangsOn(item) {
  const { parent } = model.boxes[item.index];
  const cells = cellsOf(model);
  const cell = parent < 0 ? -1 : cells.cellOf[parent];
  if (cell < 0 || cell === parent || cells.inside[cell].length < 2) return null;
  const said = { n: number(cells.inside[cell].length), name: items[cell].name, one: items[parent].name };
  return make("p", { name: "quiet", text: say("panel.one", said) });
}

/**
 * @param {string} title
 * @param {string[][]} rows each a code and a name
 */
function names(title, rows) {
  if (!rows.length) return null;
  const list = make("ul", { name: "names" });
  for (const [code, name] of rows) {
    list.append(make("li", {}, make("b", { text: code }), " ", plain("span", name)));
  }
  return make("section", {}, make("h3", { text: say(title) }), list);
}

/** @param {Item} item */
function ties(item) {
  const up = item.up.filter((link) => isReal(items[link.to]));
  const down = item.down.filter((link) => isReal(items[link.from]));
  const split = (/** @type {Edge[]} */ links, /** @type {boolean} */ measures) =>
    links.filter((link) => (link.type === "MEASURES") === measures);
  const parts = [
    tieList("panel.measures", split(up, true), "to"),
    tieList("panel.up", split(up, false), "to"),
    tieList("panel.measured", split(down, true), "from"),
    tieList("panel.down", split(down, false), "from"),
  ];
  const lonely = (/** @type {string} */ key) => make("p", { name: "quiet", text: say(key) });
  if (item.kind === "Missing") return parts;
  if (!up.length && item.rank !== 0) parts.unshift(lonely("panel.nothing.up"));
  if (!down.length && item.rank !== null && item.rank <= 2) parts.push(lonely("panel.nothing.down"));
  return parts;
}

/**
 * @param {string} title
 * @param {Edge[]} links
 * @param {"from" | "to"} end
 */
function tieList(title, links, end) {
  if (!links.length) return null;
  const list = make("ul", { name: "ties" });
  const rows = links.map((link) => tieRow(link, end));
  list.append(...rows.slice(0, MOST_LISTED));
  const rest = rows.slice(MOST_LISTED);
  if (rest.length) {
    const more = make("li");
    const open = () => more.replaceWith(...rest);
    more.append(make("button", { text: say("panel.rest", { n: number(rest.length) }), onclick: open }));
    list.append(more);
  }
  const heading = make("h3", { text: `${say(title)} (${number(links.length)})` });
  return make("section", {}, heading, list);
}

/**
 * @param {Edge} link
 * @param {"from" | "to"} end
 */
function tieRow(link, end) {
  const item = items[link[end]];
  const go = make("button", { name: "tie", onclick: () => choose(item.index, { bring: true }) });
  if (item.agencies.length) go.append(make("b", { text: codesOf(item) }), " ");
  go.append(plain("span", item.name));
  const notes = [
    link.dashes && say("link.cross"),
    link.type === "Former" && say("link.former"),
    link.sign === "-" && say("link.negative"),
    link.status === "requested" && say("link.requested"),
  ].filter((note) => typeof note === "string");
  const row = make("li", {}, go);
  if (notes.length) row.append(make("small", { text: `⇠ ${notes.join(", ")}` }));
  if (link.rationale) row.append(plain("small", link.rationale));
  return row;
}

/** @param {Item} item */
function rejected(item) {
  return names("panel.rejected", item.rejected.map((tie) => [tie.from, items[indexOf(tie.from)]?.name ?? ""]));
}
