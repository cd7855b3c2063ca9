// Which boxes show, and how they hang together, for what is open and kept.

let grown = null;

/** For the kept boxes (null: all): the parent link of each, children, boxes below, and roots. */
function grow(kept) {
  if (grown && grown.kept === kept) return grown;
  const parents = new Array(boxes.length).fill(null);
  const children = boxes.map(() => []);
  const roots = [];
  for (const box of boxes) {
    if (kept && !kept.has(box.index)) continue;
    const link = box.carriers.find((each) => !kept || kept.has(each.to)) ?? null;
    parents[box.index] = link;
    if (link) children[link.to].push(box.index);
    else roots.push(box.index);
  }
  const first = Math.min(...roots.map((root) => boxes[root].column));
  const main = roots.filter((root) => boxes[root].column === first);
  const apart = roots.filter((root) => boxes[root].column !== first);
  grown = { kept, parents, children, main, apart, below: countBelow(children, roots) };
  return grown;
}

function countBelow(children, roots) {
  const below = new Array(children.length).fill(0);
  const order = [];
  const stack = [...roots];
  while (stack.length) {
    const index = stack.pop();
    order.push(index);
    for (const child of children[index]) stack.push(child);
  }
  for (const index of order.reverse()) {
    for (const child of children[index]) below[index] += 1 + below[child];
  }
  return below;
}

/** What is open at first, level by level, at most `budget` boxes (`layout.py` does the same). */
function firstOpen(tree, budget) {
  const page_ = (list) => Math.min(list.length, SIZE.page + 1);
  const roots = [...tree.main, ...tree.apart];
  let shown = page_(roots);
  let row = roots.slice(0, SIZE.page);
  const open = new Set();
  while (row.length) {
    const next = [];
    for (const index of row) {
      const children = tree.children[index];
      if (!children.length || shown + page_(children) > budget) continue;
      shown += page_(children);
      open.add(index);
      next.push(...children.slice(0, SIZE.page));
    }
    row = next;
  }
  return open;
}

/** The boxes to show now, each before its children; a "more" item stands for those cut off. */
function forest() {
  const tree = grow(state.kept);
  const items = [];
  const roots = [];
  const pending = [];
  const push = (index, parent) => {
    const item = {
      id: index, box: boxes[index], parent, kids: [], more: 0, left: 0, top: 0,
      link: parent ? tree.parents[index] : null, height: heightOf(boxes[index]), indent: 0,
    };
    items.push(item);
    (parent ? parent.kids : roots).push(item);
    if (state.open.has(index)) pending.push(item);
    return item;
  };
  const fill = (indices, parent) => {
    const owner = parent ? parent.id : -1;
    const limit = state.limits.get(owner) ?? SIZE.page;
    for (const index of indices.slice(0, limit)) push(index, parent);
    if (indices.length > limit) {
      const model = boxes[indices[limit]];
      const item = {
        id: boxes.length + 1 + owner, box: null, parent, kids: [], link: null, owner,
        more: indices.length - limit, column: model.column, left: 0, top: 0, height: 34, indent: 0,
      };
      items.push(item);
      (parent ? parent.kids : roots).push(item);
    }
  };
  fill([...tree.main, ...tree.apart], null);
  while (pending.length) {
    const item = pending.pop();
    fill(tree.children[item.id], item);
  }
  const apart = new Set(tree.apart);
  const firstApart = roots.findIndex((item) => item.box && apart.has(item.id));
  return { tree, items, roots, firstApart };
}

function heightOf(box) {
  return SIZE.height + (hasStripBelow(box) ? SIZE.strip : 0);
}

/** A strip stands inside the box where the label leaves room for it, else it makes it higher. */
function hasStripBelow(box) {
  return Boolean(box.loudest) && Array.from(box.label).length > SIZE.short_letters;
}

function columnOf(item) {
  return item.box ? item.box.column : item.column;
}

/** Opens what is closed above a box, so that it shows. */
function reveal(index) {
  if (state.kept && !state.kept.has(index)) keepAll();
  const tree = grow(state.kept);
  let at = index;
  for (;;) {
    const link = tree.parents[at];
    const siblings = link ? tree.children[link.to] : [...tree.main, ...tree.apart];
    const owner = link ? link.to : -1;
    const needed = Math.ceil((siblings.indexOf(at) + 1) / SIZE.page) * SIZE.page;
    if (needed > (state.limits.get(owner) ?? SIZE.page)) state.limits.set(owner, needed);
    if (!link) return;
    state.open.add(link.to);
    at = link.to;
  }
}

/** Shows only these boxes, as many open as fit a first look. */
function keep(kept, name) {
  if (!state.kept) state.before = { open: state.open, limits: state.limits };
  state.kept = kept;
  state.keptName = name;
  state.limits = new Map();
  state.open = firstOpen(grow(kept), SIZE.first_boxes);
}

/** Shows all boxes again, open as they were. */
function keepAll() {
  if (!state.kept) return;
  state.kept = null;
  state.keptName = null;
  state.open = state.before.open;
  state.limits = state.before.limits;
}
