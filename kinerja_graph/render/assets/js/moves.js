// What a reader does: choose a box, open and close, keep to a chain, walk the tree.

/** Chooses a box; `show` opens its panel, `far` centres it. */
function select(index, { show = false, mark = null, always = false } = {}) {
  reveal(index);
  state.selected = index;
  state.chain = chainOf(index);
  if (show || state.panel) state.panel = { mark };
  refresh();
  drawPanel();
  bring(index, always);
  announce(index);
  remember();
}

function unselect() {
  state.selected = -1;
  state.chain = null;
  closePanel();
}

function closePanel() {
  const had = state.panel;
  state.panel = null;
  drawPanel();
  redraw();
  if (had) stage.focus({ preventScroll: true });
  remember();
}

/** Opens or closes what is below a box, which keeps its place. */
function toggle(index) {
  if (!grow(state.kept).below[index]) return;
  if (state.open.has(index)) state.open.delete(index);
  else state.open.add(index);
  if (!isShownAfter(state.selected)) {
    state.selected = index;
    state.chain = chainOf(index);
  }
  refresh(index);
  drawPanel();
  announce(index);
  remember();
}

function isShownAfter(index) {
  if (index < 0) return true;
  const tree = grow(state.kept);
  for (let link = tree.parents[index]; link; link = tree.parents[link.to]) {
    if (!state.open.has(link.to)) return false;
  }
  return true;
}

/** Shows the next page of the children that a "more" box stands for. */
function showMore(item) {
  state.limits.set(item.owner, (state.limits.get(item.owner) ?? SIZE.page) + SIZE.page);
  refresh(item.parent ? item.parent.id : grove.items[0].id);
}

/** Opens the highest closed row, or closes the deepest open one. */
function step(opening) {
  const boxesShown = grove.items.filter((item) => item.box && grow(state.kept).below[item.id]);
  const candidates = boxesShown.filter((item) => state.open.has(item.id) !== opening);
  if (!candidates.length) return;
  const depths = candidates.map((item) => item.box.column);
  const column = opening ? Math.min(...depths) : Math.max(...depths);
  for (const item of candidates) {
    if (item.box.column !== column) continue;
    if (opening) state.open.add(item.id);
    else state.open.delete(item.id);
  }
  if (!isShownAfter(state.selected)) unselect();
  const anchor = state.selected >= 0 ? state.selected : grove.items[0].id;
  refresh(anchor);
  remember();
}

/** Shows only what the box reaches and what reaches it; once more shows everything. */
function focusChain(index) {
  if (index < 0) return;
  if (isChain(index)) {
    release();
    return;
  }
  const old = itemAt.get(index);
  const at = old && windowPoint(old.left, old.top);
  keep(chainOf(index), { key: "scope.chain", name: boxes[index].name, chain: index });
  select(index);
  const now = itemAt.get(index);
  if (at && at.x > 0 && at.y > 0) moveTo(now.left, now.top, at.x, at.y);
  bring(index);
}

function isChain(index) {
  return state.kept !== null && state.keptName.chain === index;
}

/** Ends a chain or slice; the chosen box keeps its place. */
function release() {
  const anchor = state.selected;
  keepAll();
  if (anchor >= 0) reveal(anchor);
  refresh(anchor);
  if (anchor < 0) home();
  drawPanel();
  remember();
}

/** Shows the boxes of one agency and level, and what they contribute to. */
function slice(agency, column) {
  const kept = new Set();
  for (const box of boxes) {
    const own = agency === null || (agency === "" ? !box.agencies.length : box.agencies.includes(agency));
    if (!own || (column !== null && box.column !== column)) continue;
    for (const each of reach(box.index, "up")) kept.add(each);
  }
  const parts = [];
  if (agency !== null) parts.push(agency === "" ? "legend.none" : codeOf(agency));
  if (column !== null) parts.push(`column.${page.columns[column].key}`);
  keep(kept, { key: "scope.slice", parts, agency, column });
  unselect();
  setView("picture");
  refresh();
  home();
}

/** Walks from the chosen box: to its parent, its first child, or within its column. */
function walk(direction) {
  const item = itemAt.get(state.selected);
  if (!item) {
    const first = grove.order.find((each) => each.box);
    if (first) select(first.id);
    return;
  }
  if (direction === "left") {
    if (item.parent) select(item.parent.id);
    return;
  }
  if (direction === "right") {
    if (!state.open.has(item.id)) {
      toggle(item.id);
      return;
    }
    const kid = itemAt.get(item.id).kids.find((each) => each.box);
    if (kid) select(kid.id);
    return;
  }
  const column = grove.order
    .filter((each) => each.box && columnOf(each) === columnOf(item))
    .sort((a, b) => a.top - b.top);
  const next = column[column.indexOf(item) + (direction === "down" ? 1 : -1)];
  if (next) select(next.id);
}

/** Tells a screen reader what was chosen. */
function announce(index) {
  const box = boxes[index];
  const parts = [box.name, placeOf(box), box.agencies.map(nameOf).join(", "), valueOf(box)];
  for (const at of box.marks) {
    const mark = page.marks[at];
    const facts = { severity: say(`severity.${mark.severity}`), title: told(mark, "title") };
    parts.push(say("said.finding", facts));
  }
  const below = grow(state.kept).below[index];
  if (below) {
    const how = say(state.open.has(index) ? "said.opened" : "said.closed");
    parts.push(`${say("said.below", { n: number(below) })}, ${how}`);
  }
  document.getElementById("live").textContent = parts.filter(Boolean).join(". ");
  stage.dataset.selected = box.id;
}

function setView(view) {
  state.view = view;
  document.documentElement.dataset.view = view;
  for (const tab of document.querySelectorAll("[data-view-tab]")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.viewTab === view));
  }
  if (view === "matrix") drawMatrix();
  if (view === "table") mountTable();
  if (view === "picture") resize();
}
