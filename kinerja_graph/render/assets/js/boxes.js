// One box on the canvas: agency as tint and code word, numbers, label, finding, what it folds.

const PILL = { width: 34, height: 20 };

/** Draws an item; below zoom 0.25 only its colours, for no letter could be read. */
function drawItem(ctx, item, zoom) {
  if (!item.box) return drawMore(ctx, item);
  if (zoom < 0.25) return drawSpeck(ctx, item);
  const { box, left, top } = item;
  const [ground, bar] = colours.tints[box.tint];
  const tone = box.loudest ? colours.tones[box.loudest.severity] : null;
  if (box.kind === "Missing") return drawMissing(ctx, item, bar);
  rounded(ctx, left, top, SIZE.width, item.height, 7);
  const gone = isGone(box);
  ctx.fillStyle = gone ? colours.ground : ground;
  ctx.fill();
  ctx.save();
  ctx.clip();
  ctx.fillStyle = bar;
  ctx.fillRect(left, top, 5, item.height);
  if (tone) drawStrip(ctx, item, tone);
  ctx.restore();
  rounded(ctx, left, top, SIZE.width, item.height, 7);
  ctx.lineWidth = tone ? 1.75 : 1;
  ctx.strokeStyle = tone ? tone.line : colours.edge;
  ctx.setLineDash(gone ? DASH : []);
  ctx.stroke();
  ctx.setLineDash([]);
  drawHead(ctx, item);
  drawLabel(ctx, box, left, top);
  drawRing(ctx, item);
  return drawPill(ctx, item);
}

function drawSpeck(ctx, item) {
  const { box, left, top } = item;
  ctx.fillStyle = box.loudest ? colours.tones[box.loudest.severity].line : colours.tints[box.tint][0];
  ctx.fillRect(left, top, SIZE.width, item.height);
  ctx.fillStyle = colours.tints[box.tint][1];
  ctx.fillRect(left, top, 40, item.height);
  drawRing(ctx, item);
}

function drawHead(ctx, item) {
  const { box, left, top } = item;
  drawGlyph(ctx, box.kind, left + 14, top + 10);
  const infos = box.marks.filter((at) => page.marks[at].severity === "info").length;
  const own = SIZE.width - 48 - (infos ? 30 : 0);
  const least = box.kind === "Position" ? 168 : 132;
  const value = numbersOf(box, 11, Math.max(least, own - widthOf(codesOf(box), 11, 700)));
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = colours.muted;
  ctx.font = font(11);
  ctx.textAlign = "right";
  ctx.fillText(value, left + SIZE.width - 10, top + 20);
  ctx.textAlign = "left";
  const code = clip(codesOf(box), 11, 700, own - widthOf(value, 11, 400));
  ctx.font = font(11, 700);
  ctx.fillStyle = colours.ink;
  ctx.fillText(code, left + 30, top + 20);
  if (infos) {
    ctx.font = font(11, 700);
    ctx.fillStyle = colours.tones.info.ink;
    ctx.fillText(`${SHAPE.info} ${infos}`, left + 38 + widthOf(code, 11, 700), top + 20);
  }
}

/** The numbers of a box in `across` pixels: words are cut, a number never is. */
function numbersOf(box, size, across) {
  const whole = valueOf(box);
  if (box.kind === "Position" || widthOf(whole, size, 400) <= across) return clip(whole, size, 400, across);
  const alone = valueOf(box, false);
  if (widthOf(`${alone} …`, size, 400) > across) return widthOf(alone, size, 400) <= across ? alone : "";
  const dot = box.kind === "Task" ? whole.lastIndexOf(" · ") : -1;
  const tail = dot < 0 ? "" : whole.slice(dot);
  const head = dot < 0 ? whole : whole.slice(0, dot);
  const cut = clip(head, size, 400, across - widthOf(tail, size, 400));
  return cutAfter(alone.slice(0, alone.length - tail.length), cut) + tail;
}

/** `cut`, which begins with `numeral`, without part of a word or a mark at the numeral. */
function cutAfter(numeral, cut) {
  const blank = cut.lastIndexOf(" ");
  if (cut === `${numeral}…`) return numeral;
  return blank > numeral.length && cut.endsWith("…") ? `${cut.slice(0, blank)}…` : cut;
}

/** Whether a box stands no longer in the plan. */
function isGone(box) {
  return box.marks.some((at) => page.marks[at].severity === "removed" && !page.marks[at].other);
}

function codesOf(box) {
  if (!box.agencies.length) return say(`kind.${box.kind}`).toUpperCase();
  const codes = box.agencies.slice(0, 2).map(codeOf).join(" + ");
  return box.agencies.length > 2 ? `${codes} +${box.agencies.length - 2}` : codes;
}

function drawLabel(ctx, box, left, top) {
  const text = fitted(box);
  ctx.font = font(text.size, text.weight);
  ctx.fillStyle = colours.ink;
  ctx.textBaseline = "top";
  text.lines.forEach((line, at) => ctx.fillText(line, left + 14, top + 31 + at * text.line));
}

function drawStrip(ctx, item, tone) {
  const { box, left, top } = item;
  const y = top + item.height - SIZE.strip;
  ctx.fillStyle = tone.ground;
  ctx.fillRect(left, y, SIZE.width, SIZE.strip);
  const others = box.marks.filter((at) => page.marks[at].severity !== "info").length - 1;
  const tail = others ? `  +${others}` : "";
  const head = `${SHAPE[box.loudest.severity]} `;
  const room = SIZE.width - 28 - widthOf(head + tail, 11.5, 700);
  const title = clip(told(box.loudest, "title"), 11.5, 700, room);
  ctx.font = font(11.5, 700);
  ctx.fillStyle = tone.ink;
  ctx.textBaseline = "middle";
  ctx.fillText(head + title + tail, left + 14, y + SIZE.strip / 2 + 0.5);
}

/** A small sign of the kind: rings for an objective, bars for an indicator, a tick for a task. */
function drawGlyph(ctx, kind, x, y) {
  ctx.strokeStyle = colours.muted;
  ctx.fillStyle = colours.muted;
  ctx.lineWidth = 1.4;
  ctx.beginPath();
  if (kind === "Objective") {
    ctx.arc(x + 5, y + 5, 4.6, 0, 7);
    ctx.stroke();
    ctx.beginPath();
    ctx.arc(x + 5, y + 5, 1.8, 0, 7);
    ctx.fill();
  } else if (kind === "Indicator") {
    ctx.fillRect(x, y + 5, 2.6, 5);
    ctx.fillRect(x + 3.8, y + 2, 2.6, 8);
    ctx.fillRect(x + 7.6, y, 2.6, 10);
  } else if (kind === "Unit") {
    ctx.moveTo(x, y + 10);
    for (const [dx, dy] of [[0, 3], [5, 0], [10, 3], [10, 10]]) ctx.lineTo(x + dx, y + dy);
    ctx.closePath();
    ctx.stroke();
  } else if (kind === "Position") {
    ctx.arc(x + 5, y + 3, 2.6, 0, 7);
    ctx.moveTo(x + 0.7, y + 10);
    ctx.bezierCurveTo(x + 0.7, y + 4.6, x + 9.3, y + 4.6, x + 9.3, y + 10);
    ctx.stroke();
  } else {
    ctx.strokeRect(x + 0.7, y + 0.7, 8.6, 8.6);
    ctx.moveTo(x + 2.6, y + 5);
    ctx.lineTo(x + 4.6, y + 7.2);
    ctx.lineTo(x + 7.8, y + 2.8);
    ctx.stroke();
  }
}

/** A place kept for an agency that is expected and has no part in the objective. */
function drawMissing(ctx, item, bar) {
  const { box, left, top } = item;
  rounded(ctx, left, top, SIZE.width, item.height, 7);
  ctx.fillStyle = colours.ground;
  ctx.fill();
  ctx.setLineDash([6, 4]);
  ctx.lineWidth = 1.75;
  ctx.strokeStyle = colours.tones.error.line;
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = bar;
  ctx.fillRect(left + 14, top + 11, 9, 9);
  ctx.textBaseline = "alphabetic";
  ctx.font = font(11, 700);
  ctx.fillStyle = colours.ink;
  ctx.fillText(codesOf(box), left + 30, top + 20);
  drawLabel(ctx, box, left, top);
  ctx.textBaseline = "alphabetic";
  ctx.font = font(11.5, 700);
  ctx.fillStyle = colours.tones.error.ink;
  const text = clip(`${SHAPE.error} ${say("missing")}`, 11.5, 700, TEXT_WIDTH);
  ctx.fillText(text, left + 14, top + SIZE.height - 11);
  drawRing(ctx, item);
}

function drawMore(ctx, item) {
  rounded(ctx, item.left, item.top, SIZE.width, item.height, 7);
  ctx.fillStyle = colours.ground;
  ctx.fill();
  ctx.setLineDash([3, 3]);
  ctx.lineWidth = 1;
  ctx.strokeStyle = colours.accent;
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = font(12, 600);
  ctx.fillStyle = colours.accent;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.fillText(say("more", { n: number(item.more) }), item.left + 14, item.top + item.height / 2);
}

function drawRing(ctx, item) {
  if (item.id !== state.selected || printing) return;
  rounded(ctx, item.left - 4, item.top - 4, SIZE.width + 8, item.height + 8, 10);
  ctx.lineWidth = 3;
  ctx.strokeStyle = colours.accent;
  ctx.stroke();
}

/** Where the button of an item stands that opens and closes what is below it. */
function pillOf(item) {
  const count = item.box && !item.pinned && grow(state.kept).below[item.id];
  if (!count) return null;
  const x = item.left + SIZE.width - 9;
  const y = item.top + SIZE.height - PILL.height - 6;
  const width = state.open.has(item.id) ? PILL.height : PILL.width;
  return { count, x, y, width, height: PILL.height };
}

function drawPill(ctx, item) {
  const pill = pillOf(item);
  if (!pill) return;
  const closed = !state.open.has(item.id);
  if (printing && !closed) return;
  rounded(ctx, pill.x, pill.y, pill.width, pill.height, pill.height / 2);
  ctx.fillStyle = closed ? colours.accent : colours.ground;
  ctx.fill();
  ctx.lineWidth = 1.25;
  ctx.strokeStyle = closed ? colours.accent : colours.line;
  ctx.stroke();
  ctx.fillStyle = closed ? colours.ground : colours.muted;
  ctx.textBaseline = "middle";
  ctx.textAlign = "center";
  const text = closed ? `+${pill.count > 999 ? "999…" : pill.count}` : "−";
  const size = text.length > 4 ? 9 : 11.5;
  ctx.font = font(size, 700);
  ctx.fillText(text, pill.x + pill.width / 2, pill.y + pill.height / 2 + 0.5);
  ctx.textAlign = "left";
}

function rounded(ctx, x, y, width, height, radius) {
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, radius);
}
