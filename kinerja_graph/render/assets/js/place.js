// Where each shown box stands: tree bands, by the same rules as `layout.py`.

/** Gives every item its left edge and top; a subtree takes one band, so its lines never cross. */
function place(grove) {
  const order = preorder(grove.roots);
  for (const item of order) indent(item);
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const item = order[at];
    const { under, beside, below } = split(item);
    const own = item.height + SIZE.row_gap + sum(under);
    item.band = Math.max(own, sum(beside)) + sum(below);
  }
  let cursor = 0;
  grove.roots.forEach((root, at) => {
    if (at === grove.firstApart) cursor += SIZE.apart_gap;
    root.top = cursor;
    cursor += root.band;
  });
  for (const item of order) {
    const { under, beside, below } = split(item);
    const stacked = pile(under, item.top + item.height + SIZE.row_gap);
    const right = pile(beside, item.top);
    pile(below, Math.max(stacked, right));
  }
  grove.order = order;
  return grove;
}

function preorder(roots) {
  const order = [];
  const stack = [...roots].reverse();
  while (stack.length) {
    const item = stack.pop();
    order.push(item);
    for (let at = item.kids.length - 1; at >= 0; at -= 1) stack.push(item.kids[at]);
  }
  return order;
}

function indent(item) {
  const column = page.columns[columnOf(item)];
  const same = item.parent && columnOf(item.parent) === columnOf(item);
  item.indent = same ? Math.min(item.parent.indent + 1, SIZE.most_indents, column.indents) : 0;
  item.left = column.left + SIZE.indent * item.indent;
}

function split(item) {
  const under = [];
  const beside = [];
  const below = [];
  for (const kid of item.kids) {
    if (columnOf(kid) !== columnOf(item)) beside.push(kid);
    else if (kid.kids.length) below.push(kid);
    else under.push(kid);
  }
  return { under, beside, below };
}

function sum(items) {
  return items.reduce((total, item) => total + item.band, 0);
}

function pile(items, from) {
  let cursor = from;
  for (const item of items) {
    item.top = cursor;
    cursor += item.band;
  }
  return cursor;
}

/** The rectangle around these items. */
function around(items) {
  const edges = { left: 0, top: 0, right: SIZE.width, bottom: SIZE.height };
  for (const item of items) {
    edges.right = Math.max(edges.right, item.left + SIZE.width);
    edges.bottom = Math.max(edges.bottom, item.top + item.height);
  }
  return edges;
}
