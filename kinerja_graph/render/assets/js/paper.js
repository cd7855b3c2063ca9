// Printing: what is open is drawn anew in page-sized pieces, sharp and at a readable size.

const SHEET = { width: 1390, height: 840, whole: 1060, scale: 2.5, most: 60 };

function startPaper() {
  window.addEventListener("beforeprint", () => {
    mountTable();
    colours = page.paper ?? page.colours;
    document.getElementById("sheets").replaceChildren(...sheets());
    colours = page.colours;
    document.getElementById("table").classList.add("printed");
  });
  window.addEventListener("afterprint", () => {
    document.getElementById("sheets").replaceChildren();
    document.getElementById("table").classList.remove("printed");
  });
}

/** One figure for each piece of the picture, row by row, columns that fit a sheet at a time. */
function sheets() {
  const across = pieces(page.columns.map((column) => [column.left, columnRight(column)]), SHEET.width);
  const rows = grove.items.map((item) => [item.top, item.top + item.height]);
  const figures = [];
  const most = grove.edges.bottom <= SHEET.whole ? SHEET.whole : SHEET.height;
  for (const [top, bottom] of pieces(rows.sort((a, b) => a[0] - b[0]), most)) {
    for (const [left, right] of across) {
      if (figures.length < SHEET.most && hasBox(left, right, top, bottom)) {
        figures.push({ left, right, top, bottom });
      }
    }
  }
  return figures.map((piece, at) => sheet(piece, at + 1, figures.length));
}

function columnRight(column) {
  return column.left + SIZE.width + SIZE.indent * column.indents;
}

function hasBox(left, right, top, bottom) {
  return grove.items.some((item) =>
    item.left < right && item.left + SIZE.width > left && item.top < bottom && item.top + item.height > top);
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
  const width = Math.max(piece.right - piece.left + 48, SHEET.width);
  const height = piece.bottom - piece.top + head + 24;
  canvas.width = width * SHEET.scale;
  canvas.height = height * SHEET.scale;
  canvas.style.width = `${Math.min(1, (SHEET.height + 50) / height) * 100}%`;
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = colours.ground;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.scale(SHEET.scale, SHEET.scale);
  ctx.translate(16 - piece.left, head + 8 - piece.top);
  ctx.save();
  ctx.beginPath();
  ctx.rect(piece.left - 16, piece.top - 8, width, height - head);
  ctx.clip();
  const view = { left: piece.left, right: piece.right, top: piece.top, bottom: piece.bottom };
  drawLines(ctx, grove, view, 1);
  drawApart(ctx, grove, 1);
  for (const item of grove.items) {
    if (item.top < piece.bottom && item.top + item.height > piece.top) drawItem(ctx, item, 1);
  }
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
  const caption = make("figcaption", { text: count > 1 ? `${at}/${count}` : "" });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${document.title} ${at}/${count}`);
  return make("figure", {}, canvas, caption);
}
