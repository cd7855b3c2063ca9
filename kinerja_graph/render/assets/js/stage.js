// The picture on the canvas: what is shown, drawn, brought into sight, and hit.

const titles = document.getElementById("columns");
let grove = null; // what is shown now
let itemAt = new Map();
let frame = []; // the items in sight, when last drawn

function startStage() {
  new ResizeObserver(resize).observe(stage);
  stage.addEventListener("wheel", roll, { passive: false });
}

/** Lays out again what is open and shows it; the box `anchor` keeps its place on the screen. */
function refresh(anchor = state.selected) {
  const before = itemAt.get(anchor);
  const old = before && { left: before.left, top: before.top };
  grove = place(forest());
  grove.links = otherLinks(grove);
  grove.edges = around(grove.items);
  itemAt = new Map(grove.items.map((item) => [item.id, item]));
  const after = itemAt.get(anchor);
  if (old && after) {
    sight.left += after.left - old.left;
    sight.top += after.top - old.top;
  }
  const count = grove.items.filter((item) => item.box && isReal(item.id)).length;
  document.documentElement.dataset.boxes = String(count);
  const shown = say("shown", { n: number(count), all: number(realBoxes) });
  document.getElementById("shown").textContent = shown;
  document.getElementById("links-hidden").hidden = grove.links.length <= MOST_LINKS;
  drawPageBar();
  redraw();
}

/** Draws what the window shows, and nothing else. */
function drawAll(ctx) {
  const view = viewRect();
  frame = grove.items.filter((item) => isWithin(item, view));
  drawGround(ctx, view);
  const scale = zoom();
  for (const item of frame) drawItem(ctx, item, scale);
  drawPinned(ctx, view);
  document.getElementById("nothing").hidden = grove.items.length > 0;
  showTitles();
}

/** Whether an item, its ring and its button reach into a rectangle. */
function isWithin(item, view) {
  return item.left - 6 < view.right && item.left + SIZE.width + 60 > view.left &&
    item.top - 6 < view.bottom && item.top + item.height + 6 > view.top;
}

function drawGround(ctx, view) {
  ctx.fillStyle = colours.band;
  page.columns.forEach((column, at) => {
    if (at % 2 === 0) return;
    const width = SIZE.width + SIZE.indent * column.indents + SIZE.column_gap;
    ctx.fillRect(column.left - SIZE.column_gap / 2, view.top, width, view.bottom - view.top);
  });
  drawLines(ctx, grove, view, zoom());
  drawApart(ctx, grove, zoom());
}

/** The heading over the roots that are tied to nothing above them. */
function drawApart(ctx, shown, scale) {
  if (shown.firstApart < 0 || scale < 0.25) return;
  const root = shown.roots[shown.firstApart];
  const left = Math.min(...shown.roots.slice(shown.firstApart).map((item) => item.left));
  ctx.fillStyle = colours.line;
  if (shown.firstApart > 0) ctx.fillRect(0, root.top - 52, shown.edges.right, 1);
  ctx.font = font(13, 700);
  ctx.fillStyle = colours.tones.error.ink;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.fillText(say("apart"), left, root.top - 16);
}

function showTitles() {
  const scale = zoom();
  for (const title of titles.children) {
    const column = page.columns[title.dataset.column];
    const x = (column.left - sight.left) * scale;
    const width = (SIZE.width + SIZE.indent * column.indents) * scale;
    title.style.transform = `translateX(${Math.round(x)}px)`;
    title.style.width = `${Math.round(width)}px`;
    title.style.visibility = width < 44 ? "hidden" : "visible";
  }
  document.getElementById("zoom").textContent = `${number(Math.round(scale * 100))} %`;
}

/** For whoever drives the page from outside: where the chosen box stands in the window. */
function tellPlace() {
  const { left, top, scale } = sight;
  stage.dataset.view = [left, top, scale].map((part) => part.toFixed(3)).join(" ");
  const item = itemAt.get(state.selected);
  const at = item && windowPoint(item.left, item.top);
  stage.dataset.at = at ? `${at.x.toFixed(1)} ${at.y.toFixed(1)}` : "";
}

function home() {
  const narrow = stage.clientWidth && stage.clientWidth < 700;
  const wanted = page.width === null ? (narrow ? 0.9 : 1) : page.width / grove.edges.right;
  moveTo(0, 0, 28, topMargin(), held(wanted));
}

/** A size of the view between the least and the most. */
function held(scale) {
  return Math.min(ZOOM.most, Math.max(ZOOM.least, scale));
}

function topMargin() {
  return grove.firstApart === 0 ? 52 : 24;
}

function fit() {
  const { right, bottom } = grove.edges;
  const scale = Math.min(1, (stage.clientWidth - 56) / right, (stage.clientHeight - 56) / bottom);
  moveTo(0, 0, 28, 28, held(scale));
}

/** Brings a box into the window, and its parent with it where both have room. */
function bring(index, always = false) {
  const item = itemAt.get(index);
  if (!item) return;
  const view = viewRect();
  const covered = panelWidth() / zoom();
  const hidden = sheetHeight() / zoom();
  const inside =
    item.left >= view.left && item.left + SIZE.width <= view.right - covered &&
    item.top >= view.top && item.top + item.height <= view.bottom - hidden;
  if (inside && !always) return;
  const scale = Math.max(zoom(), 0.9);
  const room = stage.clientWidth - covered * zoom();
  const homely = 28 + item.left * scale; // where it stands when the first column is in sight
  const far = homely + SIZE.width * scale > room;
  const left = far ? Math.min(room * 0.55, room - (SIZE.width + 30) * scale) : homely;
  const height = stage.clientHeight - hidden * zoom();
  const top = Math.min(height * 0.3, topMargin() + item.top * scale);
  moveTo(item.left, item.top, Math.max(16, left), Math.max(16, top), scale);
}

function zoomBy(factor, at = { x: stage.clientWidth / 2, y: stage.clientHeight / 2 }) {
  const point = picturePoint(at.x, at.y);
  moveTo(point.x, point.y, at.x, at.y, held(zoom() * factor));
}

/** The wheel moves the picture, with Ctrl it zooms; at the edge it is left to the page around. */
function roll(event) {
  const unit = event.deltaMode === 1 ? 32 : 1;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const frame = stage.getBoundingClientRect();
    const at = { x: event.clientX - frame.left, y: event.clientY - frame.top };
    zoomBy(Math.exp((-event.deltaY * unit) / 400), at);
    return;
  }
  const across = event.shiftKey ? event.deltaY : event.deltaX;
  const down = event.shiftKey ? 0 : event.deltaY;
  if (pan(across * unit, down * unit)) event.preventDefault();
}

function pan(dx, dy) {
  const view = viewRect();
  const slack = 80 / zoom();
  const { right, bottom } = grove.edges;
  const step = (delta, low, high, most) => {
    const move = delta / zoom();
    if (move < 0) return Math.max(move, Math.min(0, -slack - low));
    return Math.min(move, Math.max(0, most + slack - high));
  };
  const x = step(dx, view.left, view.right, right);
  const y = step(dy, view.top, view.bottom, bottom);
  if (!x && !y) return false;
  moveTo(view.left + x, view.top + y, 0, 0);
  return true;
}

/** What lies under a point of the picture: {item, pill}, or null. */
function hit(point) {
  const above = pinned.find((each) => inside(point, each.left, each.top, SIZE.width, each.height));
  if (above) return { item: above, pill: false };
  for (const item of frame) {
    const pill = pillOf(item);
    if (pill && inside(point, pill.x - 3, pill.y - 4, pill.width + 6, pill.height + 8)) {
      return { item, pill: true };
    }
  }
  const item = frame.find((each) =>
    inside(point, each.left, each.top, SIZE.width, each.height));
  return item ? { item, pill: false } : null;
}

function inside(point, x, y, width, height) {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}
