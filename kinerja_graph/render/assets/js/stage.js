// The canvas: vis-network holds it, draws our boxes, and moves the view.

const stage = document.getElementById("stage");
const titles = document.getElementById("columns");
const nodes = new vis.DataSet();
let grove = null; // what is shown now
let itemAt = new Map();
let network = null;
let settled = ""; // the size of the window that the canvas has
let frame = { left: 0, top: 0, right: 0, bottom: 0 }; // the part in sight, while it is drawn

function startStage() {
  network = new vis.Network(stage, { nodes, edges: new vis.DataSet() }, {
    autoResize: false,
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: {
      dragNodes: false, selectable: false, hover: false, zoomView: true, keyboard: false,
    },
  });
  network.on("beforeDrawing", (ctx) => {
    if (grove) drawGround(ctx);
  });
  network.on("afterDrawing", showTitles);
  stage.addEventListener("wheel", roll, { passive: false, capture: true });
  new ResizeObserver(resize).observe(stage);
}

/** Lays out again what is open and shows it; the box `anchor` keeps its place on the screen. */
function refresh(anchor = state.selected) {
  const before = itemAt.get(anchor);
  const old = before && { left: before.left, top: before.top };
  grove = place(forest());
  grove.links = otherLinks(grove);
  grove.edges = around(grove.items);
  itemAt = new Map(grove.items.map((item) => [item.id, item]));
  hold();
  const after = itemAt.get(anchor);
  if (old && after) {
    const at = network.getViewPosition();
    const position = { x: at.x + after.left - old.left, y: at.y + after.top - old.top };
    network.moveTo({ position, scale: zoom(), animation: false });
  }
  const count = grove.items.filter((item) => item.box && isReal(item.id)).length;
  document.documentElement.dataset.boxes = String(count);
  const shown = say("shown", { n: number(count), all: number(realBoxes) });
  document.getElementById("shown").textContent = shown;
  document.getElementById("links-hidden").hidden = grove.links.length <= MOST_LINKS;
  drawPageBar();
  network.redraw();
}

/** Tells vis-network the boxes that came, went or moved. */
function hold() {
  const gone = nodes.getIds().filter((id) => !itemAt.has(id));
  if (gone.length) nodes.remove(gone);
  const moved = [];
  for (const item of grove.items) {
    const x = item.left + SIZE.width / 2;
    const y = item.top + item.height / 2;
    const known = nodes.get(item.id);
    if (known?.x === x && known.y === y) continue;
    const size = SIZE.width / 2 + 24;
    moved.push({ id: item.id, x, y, shape: "custom", size, ctxRenderer: renderItem });
  }
  if (moved.length) nodes.update(moved);
}

function renderItem({ ctx, id }) {
  const item = itemAt.get(id);
  return {
    drawNode() {
      if (item && isInFrame(item)) drawItem(ctx, item, zoom());
    },
    nodeDimensions: { width: SIZE.width, height: item ? item.height : SIZE.height },
  };
}

/** vis-network draws every box now and then only to measure it: those out of sight are passed. */
function isInFrame(item) {
  return item.left < frame.right && item.left + SIZE.width + 60 > frame.left &&
    item.top < frame.bottom && item.top + item.height > frame.top;
}

function zoom() {
  return network.getScale();
}

/** The part of the picture that the window shows, in picture pixels. */
function viewRect() {
  const from = network.DOMtoCanvas({ x: 0, y: 0 });
  const to = network.DOMtoCanvas({ x: stage.clientWidth, y: stage.clientHeight });
  return { left: from.x, top: from.y, right: to.x, bottom: to.y };
}

function drawGround(ctx) {
  const view = viewRect();
  frame = view;
  ctx.fillStyle = "#f7f8fa";
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
  ctx.fillStyle = PLAIN;
  if (shown.firstApart > 0) ctx.fillRect(0, root.top - 52, shown.edges.right, 1);
  ctx.font = font(13, 700);
  ctx.fillStyle = TONE.error.ink;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.fillText(say("apart"), left, root.top - 16);
}

function showTitles() {
  if (!grove) return;
  const scale = zoom();
  for (const title of titles.children) {
    const column = page.columns[title.dataset.column];
    const x = network.canvasToDOM({ x: column.left, y: 0 }).x;
    const width = (SIZE.width + SIZE.indent * column.indents) * scale;
    title.style.transform = `translateX(${Math.round(x)}px)`;
    title.style.width = `${Math.round(width)}px`;
    title.style.visibility = width < 44 ? "hidden" : "visible";
  }
  document.getElementById("zoom").textContent = `${Math.round(scale * 100)} %`;
  tellPlace(scale);
}

/** For whoever drives the page from outside: where the chosen box stands in the window. */
function tellPlace(scale) {
  const from = network.DOMtoCanvas({ x: 0, y: 0 });
  stage.dataset.view = [from.x, from.y, scale].map((part) => part.toFixed(3)).join(" ");
  const item = itemAt.get(state.selected);
  const at = item && network.canvasToDOM({ x: item.left, y: item.top });
  stage.dataset.at = at ? `${at.x.toFixed(1)} ${at.y.toFixed(1)}` : "";
}

/** Puts the picture's point (x, y) at the window's point (left, top). */
function moveTo(x, y, left, top, scale = zoom()) {
  settle();
  const position = {
    x: x + (stage.clientWidth / 2 - left) / scale,
    y: y + (stage.clientHeight / 2 - top) / scale,
  };
  network.moveTo({ position, scale, animation: false });
}

/** Gives the canvas the size of its window; vis-network then changes the view, so move after. */
function settle() {
  const size = `${stage.clientWidth}x${stage.clientHeight}`;
  if (size === settled) return;
  settled = size;
  network.setSize(`${stage.clientWidth}px`, `${stage.clientHeight}px`);
}

function home() {
  const scale = stage.clientWidth < 700 ? 0.9 : 1;
  moveTo(0, 0, 28, topMargin(), scale);
}

function topMargin() {
  return grove.firstApart === 0 ? 52 : 24;
}

function fit() {
  const { right, bottom } = grove.edges;
  const scale = Math.min(1, (stage.clientWidth - 56) / right, (stage.clientHeight - 56) / bottom);
  moveTo(0, 0, 28, 28, Math.max(scale, 0.02));
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
  const point = network.DOMtoCanvas(at);
  moveTo(point.x, point.y, at.x, at.y, Math.min(3, Math.max(0.02, zoom() * factor)));
}

/** The wheel moves the picture, with Ctrl it zooms; at the edge it is left to the page around. */
function roll(event) {
  event.stopPropagation();
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

/** Keeps the top left corner of the view when the window changes its size. */
function resize() {
  if (!network || !stage.clientWidth) return;
  const from = network.DOMtoCanvas({ x: 0, y: 0 });
  moveTo(from.x, from.y, 0, 0, zoom());
  network.redraw();
}

/** What lies under a point of the picture: {item, pill}, or null. */
function hit(point) {
  for (const item of grove.items) {
    const pill = pillOf(item);
    if (pill && inside(point, pill.x - 3, pill.y - 4, pill.width + 6, pill.height + 8)) {
      return { item, pill: true };
    }
  }
  const item = grove.items.find((each) =>
    inside(point, each.left, each.top, SIZE.width, each.height));
  return item ? { item, pill: false } : null;
}

function inside(point, x, y, width, height) {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}
