// Search, and the walk from finding to finding.

const search = document.getElementById("search");
const filter = document.getElementById("filter");
let matches = [];
let match = -1;

/** Looks through code, name, alias and agencies of every box. */
function lookUp() {
  const wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  matches = [];
  match = -1;
  if (wanted.length) {
    for (const index of drawnOrder()) {
      const text = searchText(boxes[index]);
      if (wanted.every((word) => text.includes(word))) matches.push(index);
    }
  }
  tellMatches();
}

function searchText(box) {
  box.searched ??= [
    box.id, box.name, box.details.alias ?? "", ...box.agencies.map(codeOf), ...box.agencies.map(nameOf),
  ].join(" ").toLowerCase();
  return box.searched;
}

/** All boxes in the order in which they are drawn when everything is open. */
function drawnOrder() {
  const tree = grow(null);
  const order = [];
  const stack = [...tree.main, ...tree.apart].reverse();
  while (stack.length) {
    const index = stack.pop();
    order.push(index);
    for (let at = tree.children[index].length - 1; at >= 0; at -= 1) stack.push(tree.children[index][at]);
  }
  grow(state.kept);
  return order;
}

function tellMatches() {
  const count = document.getElementById("matches");
  if (!search.value.trim()) count.textContent = "";
  else if (!matches.length) count.textContent = say("search.none");
  else count.textContent = match < 0 ? number(matches.length) : `${match + 1}/${matches.length}`;
}

function goToMatch(step_) {
  if (!matches.length) return;
  match = (match + step_ + matches.length) % matches.length;
  tellMatches();
  setView("picture");
  select(matches[match], { always: true });
  const place_ = say("said.found", { n: match + 1, all: matches.length });
  document.getElementById("live").textContent += `. ${place_}`;
}

/** The findings that the filter lets through, as places in page.marks. */
function chosenMarks() {
  const rule = filter.value;
  return page.marks.map((_, at) => at).filter((at) => !rule || page.marks[at].rule === rule);
}

function goToFinding(step_) {
  const list = chosenMarks();
  if (!list.length) return;
  const from = list.indexOf(state.finding);
  const next = from < 0 ? (step_ > 0 ? 0 : list.length - 1) : (from + step_ + list.length) % list.length;
  showFinding(list[next]);
}

function showFinding(at) {
  state.finding = at;
  const index = byId.get(page.marks[at].node);
  setView("picture");
  if (index === undefined) {
    unselect();
    state.panel = { mark: at };
    drawPanel();
    document.getElementById("live").textContent = told(page.marks[at], "message");
  } else {
    select(index, { show: true, mark: at, always: true });
  }
  tellFinding();
}

function tellFinding() {
  const list = chosenMarks();
  const at = list.indexOf(state.finding);
  const place_ = at < 0 ? String(list.length) : `${at + 1}/${list.length}`;
  document.getElementById("finding").textContent = list.length ? place_ : "0";
}

/** Fills the list of rules, each with shape, title and how often it was found. */
function fillFilter() {
  const chosen = filter.value;
  const counts = new Map();
  for (const mark of page.marks) {
    const known = counts.get(mark.rule);
    if (known) known.count += 1;
    else counts.set(mark.rule, { mark, count: 1 });
  }
  const all = page.marks.length ? `${say("findings.all")} (${page.marks.length})` : say("findings.none");
  const options = [make("option", { text: all })];
  options[0].value = "";
  for (const [rule, { mark, count }] of counts) {
    const text = `${SHAPE[mark.severity]} ${told(mark, "title")} (${count})`;
    const option = make("option", { text });
    option.value = rule;
    options.push(option);
  }
  filter.replaceChildren(...options);
  filter.value = chosen;
  tellSummary();
  tellFinding();
}

function tellSummary() {
  const parts = SEVERITIES.map((severity) => {
    const count = page.marks.filter((mark) => mark.severity === severity).length;
    if (!count) return null;
    const text = `${SHAPE[severity]} ${say(`severity.${severity}`)} ${number(count)}`;
    return make("span", { name: severity, text });
  }).filter(Boolean);
  const none = make("span", { text: say("findings.none") });
  document.getElementById("summary").replaceChildren(...(parts.length ? parts : [none]));
}
