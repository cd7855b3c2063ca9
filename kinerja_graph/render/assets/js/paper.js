// Printing: what is open is drawn anew in page-sized pieces, sharp and at a readable size.

// Labels of 12 to 13 pixels have 8 points and more where 1180 pixels fill A4 landscape.
const SHEET = { width: 1180, height: 680, scale: 2.5, most: 60, left: 16, right: 44 };

/** True while sheets are drawn: paper has no buttons and nothing is chosen on it. */
let printing = false;

function startPaper() {
  window.addEventListener("beforeprint", () => {
    mountTable();
    colours = page.paper ?? page.colours;
    printing = true;
    document.getElementById("sheets").replaceChildren(...sheets());
    colours = page.colours;
    printing = false;
    document.getElementById("table").classList.add("printed");
  });
  window.addEventListener("afterprint", () => {
    document.getElementById("sheets").replaceChildren();
    document.getElementById("table").classList.remove("printed");
  });
}

/** One figure for each piece of the picture, row by row, columns that fit a sheet at a time. */
function sheets() {
  const spans = page.columns.map((column) => [column.left, columnRight(column)]);
  const room = SHEET.width - SHEET.left - SHEET.right;
  const across = pieces(spans, room).map((piece) => [...piece, leftEnd(spans, piece, room)]);
  const rows = grove.items.map((item) => [item.top, item.top + item.height]);
  const figures = [];
  for (const [top, bottom] of pieces(rows.sort((a, b) => a[0] - b[0]), SHEET.height)) {
    for (const [own, right, left] of across) {
      if (figures.length < SHEET.most && boxesOf({ left: own, right, top, bottom }).length) {
        figures.push({ left, right, top, bottom });
      }
    }
  }
  return figures.map((piece, at) => sheet(piece, at + 1, figures.length));
}

/** How far to the left a piece can begin, so that its boxes stand beside what is above them. */
function leftEnd(spans, [left, right], room) {
  return Math.min(...spans.map((span) => span[0]).filter((from) => right - from <= room), left);
}

function columnRight(column) {
  return column.left + SIZE.width + SIZE.indent * column.indents;
}

/** The boxes that stand whole in a piece: of the rows of a picture each is in one piece. */
function boxesOf({ left, right, top, bottom }) {
  return grove.items.filter((item) =>
    item.left >= left && item.left < right && item.top >= top && item.top + item.height <= bottom);
}

/** Spans gathered into pieces no longer than `most`, cut only where no span begins later. */
function pieces(spans, most) {
  const found = [];
  for (const [from, to] of spans) {
    const last = found[found.length - 1];
    if (last && to - last[0] <= most) last[1] = Math.max(last[1], to);
    else if (!last || from >= last[0]) found.push([from, to]);
  }
  return found;
}

function sheet(piece, at, count) {
  const head = 26;
  const canvas = document.createElement("canvas");
  const drawn = piece.right - piece.left + SHEET.left + SHEET.right;
  const width = Math.max(drawn, SHEET.width);
  const height = piece.bottom - piece.top + head + 24;
  canvas.width = width * SHEET.scale;
  canvas.height = height * SHEET.scale;
  canvas.style.width = `${Math.min(1, (SHEET.height + 50) / height) * 100}%`;
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = colours.ground;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.scale(SHEET.scale, SHEET.scale);
  ctx.translate(SHEET.left - piece.left, head + 8 - piece.top);
  ctx.save();
  ctx.beginPath();
  ctx.rect(piece.left - SHEET.left, piece.top - 8, drawn, height - head);
  ctx.clip();
  drawLines(ctx, grove, piece, 1);
  drawApart(ctx, grove, 1);
  for (const item of boxesOf(piece)) drawItem(ctx, item, 1);
  ctx.restore();
  ctx.font = font(13, 700);
  ctx.fillStyle = colours.ink;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  for (const column of page.columns) {
    if (column.left >= piece.left && column.left < piece.right) {
      ctx.fillText(say(`column.${column.key}`), column.left, piece.top - 20);
    }
  }
  const caption = make("figcaption", { text: count > 1 ? `${document.title} · ${at}/${count}` : "" });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${document.title} ${at}/${count}`);
  return make("figure", {}, canvas, caption);
}
