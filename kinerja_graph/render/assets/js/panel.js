// The details of the chosen box. Every word goes in as text; nothing is ever read as markup.

const panel = document.getElementById("panel");
const MOST_LISTED = 12;

function make(tag, { name = "", text = null, label = null, onclick = null } = {}, ...inside) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== null) element.textContent = text;
  if (label) element.setAttribute("aria-label", label);
  if (onclick) element.addEventListener("click", onclick);
  if (tag === "button") element.type = "button";
  element.append(...inside.filter((each) => each !== null));
  return element;
}

/** Words that come from the plan: their direction is their own. */
function plain(tag, text, name = "") {
  const element = make(tag, { text, name });
  element.dir = "auto";
  return element;
}

/** How much of the stage the open panel covers at its right side, in pixels. */
function panelWidth() {
  return panel.hidden || stage.clientWidth < 700 ? 0 : panel.offsetWidth + 24;
}

/** How much of it the panel covers at its foot, where it is a sheet. */
function sheetHeight() {
  return panel.hidden || stage.clientWidth >= 700 ? 0 : panel.offsetHeight;
}

function drawPanel() {
  if (isBeside) state.panel = null; // the record stands outside
  panel.hidden = !state.panel;
  if (!state.panel) return;
  const close = make("button", { name: "close", text: "×", label: say("panel.close"), onclick: closePanel });
  const inside = state.selected >= 0 ? boxDetails(boxes[state.selected]) : looseDetails();
  panel.replaceChildren(close, ...inside.filter((each) => each !== null));
  panel.scrollTop = 0;
}

/** A finding about something that is no box of the picture. */
function looseDetails() {
  const mark = page.marks[state.panel.mark];
  return mark ? [plain("h2", nameOf(mark.node)), findingCard(mark)] : [];
}

function boxDetails(box) {
  return [
    make("p", { name: "eyebrow", text: `${placeOf(box)}` }),
    plain("h2", box.name),
    ...chosenFirst(box.marks).map((at) => findingCard(page.marks[at])),
    box.kind === "Missing" ? make("p", { text: say("missing") }) : buttons(box),
    facts(box),
    behind(box),
    ...ties(box),
    names("panel.expects", box.expects.map((id) => [codeOf(id), nameOf(id)])),
    rejected(box),
  ];
}

function chosenFirst(marks) {
  const chosen = state.panel.mark;
  return marks.includes(chosen) ? [chosen, ...marks.filter((at) => at !== chosen)] : marks;
}

function findingCard(mark) {
  const card = make("section", { name: `finding ${mark.severity}` });
  const graded = ["error", "warning", "info"].includes(mark.severity);
  const word = graded ? `${say(`severity.${mark.severity}`)} · ` : "";
  const head = `${SHAPE[mark.severity]} ${word}${told(mark, "title")}`;
  card.append(make("h3", { text: head }), plain("p", told(mark, "message")));
  if (told(mark, "remediation")) {
    const mend = plain("p", told(mark, "remediation"));
    mend.prepend(make("b", { text: `${say("panel.mend")}: ` }));
    card.append(mend);
  }
  return card;
}

function buttons(box) {
  const bar = make("div", { name: "buttons" });
  const chain = say(isChain(box.index) ? "panel.unchain" : "panel.chain");
  bar.append(make("button", { text: chain, onclick: () => focusChain(box.index) }));
  const below = grow(state.kept).below[box.index];
  if (below) {
    const open = state.open.has(box.index);
    const text = open ? say("panel.fold") : say("panel.open", { n: number(below) });
    bar.append(make("button", { text, onclick: () => toggle(box.index) }));
  }
  return bar;
}

function facts(box) {
  const list = make("dl");
  const add = (key, value) => {
    if (value === "" || value === undefined || value === null) return;
    list.append(make("dt", { text: say(key) }), plain("dd", String(value)));
  };
  if (box.kind !== "Missing") add("detail.id", box.id);
  add("detail.agencies", box.agencies.map(nameOf).join("; "));
  const owners = box.kind === "Task" ? "detail.performers" : "detail.owners";
  add(owners, box.owners.filter((id) => !box.agencies.includes(id)).map(nameOf).join("; "));
  for (const [key, value] of detailRows(box.details)) add(key, value);
  return list;
}

/** The facts of a box in a fixed order, each as [key of its word, text]; unknown ones come last. */
function detailRows(details) {
  const year = (text, of) => (text && of !== undefined ? `${text} (${of})` : text);
  const [baseline, target, real] = numbers([details.baseline, targetOf(details), details.realisation])
    .map((text) => withUnit(text, details.measure_unit));
  const choice = (kind) => (details[kind] === undefined ? "" : say(`${kind === "kind" ? "result" : kind}.${details[kind]}`));
  const rows = [
    ["detail.kind", choice("kind")],
    ["detail.polarity", choice("polarity")],
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
    ["detail.formula", details.formula],
    ["detail.data_source", details.data_source],
    ["detail.unit", details.unit],
    ["detail.rank", details.rank],
    ["detail.ladder", rungOf(details)],
    ["detail.cross_agency", details.cross_agency === undefined ? "" : say(details.cross_agency ? "value.yes" : "value.no")],
    ["detail.alias", details.alias],
    ["detail.source", details.source],
    ["detail.source_text", details.source_text],
    ["detail.origin", details.origin],
  ];
  return [...rows, ...Object.entries(details).filter(([key]) => !TOLD.has(key))];
}

const TOLD = new Set([
  "kind", "polarity", "baseline", "target", "target_low", "target_high", "target_year",
  "realisation", "realisation_year", "achievement", "achievement_year", "measure_unit", "activity",
  "step", "output_quantity", "output_unit", "duration_minutes", "volume", "formula", "data_source",
  "unit", "rank", "ladder", "rung", "supervised", "cross_agency", "alias", "source", "source_text", "origin",
]);

/** Which agencies stand behind a result, with how many of the boxes that reach it. */
function behind(box) {
  if (box.kind === "Task" || box.kind === "Missing" || isOffice(box)) return null;
  const counts = new Map();
  for (const index of reach(box.index, "down")) {
    if (index === box.index || !isReal(index)) continue;
    for (const id of boxes[index].agencies) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const rows = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return names("panel.behind", rows.map(([id, n]) => [codeOf(id), `${nameOf(id)} (${number(n)})`]));
}

function names(title, rows) {
  if (!rows.length) return null;
  const list = make("ul", { name: "names" });
  for (const [code, name] of rows) {
    list.append(make("li", {}, make("b", { text: code }), " ", plain("span", name)));
  }
  return make("section", {}, make("h3", { text: say(title) }), list);
}

function ties(box) {
  const real = (links, end) => links.filter((link) => isReal(link[end]));
  const split = (links, type) => links.filter((link) => (link.type === "MEASURES") === type);
  const up = real(box.up, "to");
  const down = real(box.down, "from");
  const parts = [
    tieList("panel.measures", split(up, true), "to"),
    tieList("panel.up", split(up, false), "to"),
    tieList("panel.measured", split(down, true), "from"),
    tieList("panel.down", split(down, false), "from"),
  ];
  const lonely = (key) => make("p", { name: "quiet", text: say(key) });
  if (!up.length && box.rank !== 0 && box.kind !== "Missing") parts.unshift(lonely("panel.nothing.up"));
  if (!down.length && box.rank !== undefined && box.rank !== null && box.rank <= 2) {
    if (box.kind !== "Missing") parts.push(lonely("panel.nothing.down"));
  }
  return parts;
}

function tieList(title, links, end) {
  if (!links.length) return null;
  const list = make("ul", { name: "ties" });
  const rows = links.map((link) => tieRow(link, end));
  list.append(...rows.slice(0, MOST_LISTED));
  const rest = rows.slice(MOST_LISTED);
  if (rest.length) {
    const more = make("button", {
      text: say("panel.rest", { n: number(rest.length) }),
      onclick: () => more.parentElement.replaceWith(...rest),
    });
    list.append(make("li", {}, more));
  }
  const heading = make("h3", { text: `${say(title)} (${number(links.length)})` });
  return make("section", {}, heading, list);
}

function tieRow(link, end) {
  const box = boxes[link[end]];
  const go = make("button", { name: "tie", onclick: () => select(box.index, { always: true }) });
  if (box.agencies.length) go.append(make("b", { text: codesOf(box) }), " ");
  go.append(plain("span", box.name));
  const notes = [
    link.cross && say("link.cross"),
    link.sign === "-" && say("link.negative"),
    link.status === "requested" && say("link.requested"),
  ].filter(Boolean);
  const row = make("li", {}, go);
  if (notes.length) row.append(make("small", { text: `⇠ ${notes.join(", ")}` }));
  if (link.rationale) row.append(plain("small", link.rationale));
  return row;
}

function rejected(box) {
  const rows = box.rejected.map((tie) => {
    const index = byId.get(tie.from);
    return [tie.from, index === undefined ? "" : boxes[index].name];
  });
  return names("panel.rejected", rows);
}
