// The overview: agencies and levels, each cell a number of boxes and of those with findings.

/** Draws the table of agencies and levels; a cell leads to the picture of its boxes. */
function drawMatrix() {
  const cells = countCells();
  const table = make("table");
  const head = make("tr", {}, make("th", { text: say("legend.agencies") }));
  page.columns.forEach((column) => head.append(header(say(`column.${column.key}`), "col")));
  head.append(header(say("matrix.sum"), "col"));
  table.append(make("thead", {}, head), make("tbody", {}, ...matrixRows(cells)));
  document.getElementById("matrix").replaceChildren(
    make("h2", { text: say("matrix.title") }),
    make("p", { name: "quiet", text: say("matrix.how") }),
    make("div", { name: "wide" }, table),
  );
  const wide = document.querySelector("#matrix .wide");
  wide.tabIndex = 0;
  wide.setAttribute("role", "region");
  wide.setAttribute("aria-label", say("matrix.title"));
}

function matrixRows(cells) {
  const rows = page.agencies.map((agency) => [agency.id, agency.code, agency.name]);
  if (boxes.some((box) => !box.agencies.length)) rows.push(["", "–", say("legend.none")]);
  rows.push([null, say("matrix.sum"), ""]);
  return rows.map(([id, code, name]) => {
    const title = header("", "row");
    title.append(make("b", { text: code }), " ", plain("span", name));
    const row = make("tr", {}, title);
    page.columns.forEach((_, column) => row.append(matrixCell(cells, id, column)));
    row.append(matrixCell(cells, id, null));
    return row;
  });
}

function header(text, scope) {
  const cell = make("th", { text });
  cell.scope = scope;
  return cell;
}

function countCells() {
  const cells = new Map();
  const add = (agency, column, broken) => {
    const key = `${column}/${agency}`;
    const cell = cells.get(key) ?? { count: 0, broken: 0 };
    cell.count += 1;
    cell.broken += broken;
    cells.set(key, cell);
  };
  for (const box of boxes) {
    if (!isReal(box.index)) continue;
    const broken = box.loudest ? 1 : 0;
    const agencies = box.agencies.length ? box.agencies : [""];
    for (const column of [box.column, null]) {
      for (const agency of [...agencies, null]) add(agency, column, broken);
    }
  }
  return cells;
}

function matrixCell(cells, agency, column) {
  const cell = cells.get(`${column}/${agency}`);
  if (!cell) return make("td", { text: "·", name: "empty" });
  const go = make("button", { onclick: () => slice(agency, column) });
  go.append(make("b", { text: number(cell.count) }));
  if (cell.broken) go.append(make("small", { text: ` ▲ ${number(cell.broken)}` }));
  const facts = {
    agency: agency === null ? say("matrix.sum") : agency ? nameOf(agency) : say("legend.none"),
    column: column === null ? say("matrix.sum") : say(`column.${page.columns[column].key}`),
    n: number(cell.count), m: number(cell.broken),
  };
  go.setAttribute("aria-label", `${go.textContent}. ${say("matrix.cell", facts)}`);
  const share = Math.ceil((cell.broken / cell.count) * 4);
  return make("td", { name: `share${share}` }, go);
}
