// The lines, drawn under the boxes: right angles within the tree, curves to other parents.

const MOST_LINKS = 150; // above this only the links of the chosen chain are drawn
const PIECE = 400; // segments in one path; a longer path is much slower
const PORT = SIZE.height / 2;

/** The links that are no line of the tree, between the boxes that show; folded ends are lifted. */
function otherLinks(grove) {
  const at = new Map(grove.items.map((item) => [item.id, item]));
  const shown = (index) => {
    let up = index;
    while (!at.has(up)) {
      const link = grove.tree.parents[up];
      if (!link) return null;
      up = link.to;
    }
    return at.get(up);
  };
  const found = new Map();
  for (const box of boxes) {
    for (const link of box.up) {
      if (state.kept && !(state.kept.has(link.from) && state.kept.has(link.to))) continue;
      if (grove.tree.parents[box.index] === link) continue;
      const from = shown(link.from);
      const to = shown(link.to);
      if (!from || !to || from === to || from.parent === to || to.parent === from) continue;
      const key = `${from.id} ${to.id}`;
      const known = found.get(key);
      if (known) {
        known.cross ||= link.cross;
        known.former &&= link.former;
      }
      else found.set(key, { from, to, cross: link.cross, mark: link.mark, former: link.former });
    }
  }
  return [...found.values()];
}

/** Draws all lines within `view`; `zoom` keeps them from vanishing or drowning the picture. */
function drawLines(ctx, grove, view, zoom) {
  const pen = makePen(view);
  for (const item of grove.items) {
    if (item.kids.length) layTree(pen, item, view);
  }
  const few = grove.links.length <= MOST_LINKS;
  for (const link of grove.links) {
    const hot = isHot(link.from) && isHot(link.to);
    if (few || hot) layLink(pen, link, hot);
  }
  pen.draw(ctx, zoom);
}

function isHot(item) {
  return Boolean(state.chain && item.box && state.chain.has(item.id));
}

/** Collects segments by style, so that each style is drawn in few paths. */
function makePen(view) {
  const styles = new Map();
  const heads = [];
  const signs = [];
  return {
    line(points, { hot, cross, mark, former }) {
      const tone = former ? "removed" : mark?.severity;
      const colour = tone ? colours.tones[tone].line : hot ? colours.accent : cross ? colours.cross : colours.line;
      const dash = former ? DOTS : cross ? DASH : null;
      const key = `${hot || mark ? 1 : 0} ${dash} ${colour}`;
      if (!styles.has(key)) styles.set(key, { hot: hot || mark, dash, colour, lines: [] });
      const part = clipped(points, view);
      if (part) styles.get(key).lines.push(part);
    },
    head(x, y, dx, dy, style) {
      heads.push([x, y, dx, dy, style.hot ? colours.accent : style.cross ? colours.cross : colours.line]);
    },
    sign(x, y, { mark, former }) {
      signs.push([x, y, former ? "removed" : mark.severity]);
    },
    draw(ctx, zoom) {
      for (const style of styles.values()) strokeAll(ctx, style, zoom);
      if (zoom < 0.25) return;
      for (const head of heads) drawHeadAt(ctx, head);
      for (const [x, y, tone] of signs) drawSign(ctx, x, y, tone);
    },
  };
}

function strokeAll(ctx, style, zoom) {
  ctx.strokeStyle = style.colour;
  ctx.lineWidth = Math.max(style.hot ? 2.25 : 1.25, 0.6 / zoom);
  ctx.setLineDash(style.dash && zoom >= 0.25 ? style.dash : []);
  for (let from = 0; from < style.lines.length; from += PIECE) {
    ctx.beginPath();
    for (const points of style.lines.slice(from, from + PIECE)) {
      ctx.moveTo(points[0], points[1]);
      if (points.length === 8) ctx.bezierCurveTo(...points.slice(2));
      else for (let at = 2; at < points.length; at += 2) ctx.lineTo(points[at], points[at + 1]);
    }
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

function drawHeadAt(ctx, [x, y, dx, dy, colour]) {
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - dx * 8 - dy * 4, y - dy * 8 - dx * 4);
  ctx.lineTo(x - dx * 8 + dy * 4, y - dy * 8 + dx * 4);
  ctx.fill();
}

function drawSign(ctx, x, y, tone) {
  ctx.font = font(13, 700);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineWidth = 4;
  ctx.strokeStyle = colours.ground;
  ctx.strokeText(SHAPE[tone], x, y);
  ctx.fillStyle = colours.tones[tone].line;
  ctx.fillText(SHAPE[tone], x, y);
  ctx.textAlign = "left";
}

function styleOf(item, kid) {
  return {
    hot: isHot(item) && isHot(kid),
    cross: Boolean(kid.link?.cross),
    mark: kid.link?.mark ?? null,
    former: Boolean(kid.link?.former),
  };
}

function portOf(item) {
  return item.top + (item.box ? PORT : item.height / 2);
}

function layTree(pen, item, view) {
  const last = item.kids[item.kids.length - 1];
  const bottom = Math.max(last.top, ...item.kids.slice(-4).map((kid) => kid.top)) + SIZE.height;
  if (bottom < view.top || item.top > view.bottom) return;
  const beside = item.kids.filter((kid) => columnOf(kid) !== columnOf(item));
  if (beside.length) layBeside(pen, item, beside, view);
  for (const kid of item.kids) {
    if (columnOf(kid) === columnOf(item)) layUnder(pen, item, kid);
  }
}

function layBeside(pen, item, kids, view) {
  const column = page.columns[columnOf(item)];
  const trunk = column.left + SIZE.width + SIZE.indent * column.indents + PILL.width;
  const right = item.left + SIZE.width;
  const port = portOf(item);
  const reached = new Map(); // how far down the trunk each style goes
  for (const kid of kids) {
    const y = portOf(kid);
    const style = styleOf(item, kid);
    const key = `${style.hot ? 1 : 0}${style.cross ? 1 : 0}`;
    reached.set(key, Math.max(y, reached.get(key) ?? y));
    if (y < view.top - 20 || y > view.bottom + 20) continue;
    pen.line([trunk, y, kid.left, y], style);
    if (style.mark || style.former) pen.sign(kid.left - 12, y, style);
  }
  for (const hot of [false, true]) {
    const solid = reached.get(`${hot ? 1 : 0}0`);
    const dashed = reached.get(`${hot ? 1 : 0}1`);
    if (solid === undefined && dashed === undefined) continue;
    const cross = solid === undefined;
    pen.line([right, port, trunk, port, trunk, solid ?? dashed], { hot, cross });
    if (!cross && dashed > solid) pen.line([trunk, solid, trunk, dashed], { hot, cross: true });
    pen.head(right + 1, port, -1, 0, { hot, cross });
  }
}

/** A child in the same column: a line down at the side of the parent, like an outline. */
function layUnder(pen, item, kid) {
  const style = styleOf(item, kid);
  const y = portOf(kid);
  const bottom = item.top + item.height;
  if (kid.left > item.left) {
    const x = item.left + SIZE.indent / 2;
    pen.line([x, bottom, x, y], { ...style, mark: null });
    pen.line([x, y, kid.left, y], style);
    pen.head(x, bottom + 1, 0, -1, style);
  } else {
    const x = item.left - 9;
    pen.line([item.left, portOf(item), x, portOf(item), x, y, kid.left, y, kid.left, y], style);
    pen.head(item.left - 1, portOf(item), 1, 0, style);
  }
  if (style.mark || style.former) pen.sign(kid.left - 10, y, style);
}

function layLink(pen, link, hot) {
  const { from, to } = link;
  const style = { hot, cross: link.cross, mark: link.mark, former: link.former };
  const right = to.left + SIZE.width;
  const y1 = portOf(from) + 16;
  const y2 = portOf(to) + 16;
  const forward = from.left > right;
  const x1 = forward ? from.left : from.left + SIZE.width;
  const bend = forward ? Math.min(120, (from.left - right) / 2) : 60;
  pen.line([x1, y1, forward ? x1 - bend : x1 + bend, y1, right + bend, y2, right, y2], style);
  pen.head(right + 1, y2, -1, 0, style);
  if (link.mark || link.former) pen.sign(x1 + (forward ? -12 : 12), y1, link);
}
