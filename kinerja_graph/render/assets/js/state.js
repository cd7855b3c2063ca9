// What the page shows: the data that it carries, and what its reader has chosen.

const page = JSON.parse(document.getElementById("data").textContent);
const SIZE = page.sizes;
const SHAPE = page.shapes;
const SEVERITIES = Object.keys(SHAPE);
let colours = page.colours; // on paper those of `page.paper`
const byId = new Map();
const agencyById = new Map(page.agencies.map((agency) => [agency.id, agency]));

const boxes = page.nodes.map((node, index) => {
  byId.set(node.id, index);
  return {
    index,
    id: node.id,
    label: node.label,
    name: node.title ?? node.label,
    kind: node.kind,
    rank: node.rank,
    column: node.level,
    agencies: node.agencies ?? [],
    owners: node.owners ?? [],
    details: node.details,
    tint: node.group ?? colours.tints.length - 1,
    up: [], // links to higher results, by preference
    down: [], // links from what contributes to it or measures it
    carriers: [], // those of `up` that it can hang on in the tree
    marks: [], // its findings, places in page.marks
    loudest: null, // the finding that its strip names
    expects: [],
    rejected: [],
    fitted: null, // its label in lines, once drawn
    values: {}, // what it says of its numbers, once told
  };
});

for (const edge of page.edges) {
  const from = byId.get(edge.from);
  const to = byId.get(edge.to);
  const link = {
    from, to, cross: edge.dashes, type: edge.type, mark: null, former: edge.type === "Former",
    sign: edge.sign, status: edge.status, rationale: edge.rationale,
  };
  boxes[from].up.push(link);
  boxes[to].down.push(link);
  if (edge.carries) boxes[from].carriers.push(link);
}

page.marks.forEach((mark, place) => {
  const index = byId.get(mark.node);
  if (index === undefined) return;
  const box = boxes[index];
  box.marks.push(place);
  if (mark.severity !== "info") box.loudest ??= mark;
  const link = box.up.find((each) => boxes[each.to].id === mark.other);
  if (link && mark.severity !== "info") link.mark ??= mark;
});

for (const tie of page.aside) {
  const index = byId.get(tie.type === "EXPECTS" ? tie.from : tie.to);
  if (index === undefined) continue;
  if (tie.type === "EXPECTS") boxes[index].expects.push(tie.to);
  else boxes[index].rejected.push(tie);
}

const state = {
  language: page.language,
  view: "picture", // picture, matrix or table
  open: new Set(page.open), // boxes whose children show
  limits: new Map(), // how many children show, where not SIZE.page; -1 stands for the roots
  kept: null, // the boxes that alone are shown, or null for all
  keptName: null, // what `kept` is: {key, name}
  before: null, // what was open before `kept`
  selected: -1,
  chain: null, // the boxes above and below the selected one
  panel: null, // null, or {mark: place or null}
  finding: -1, // place in the list of findings
};

/** All boxes that can be reached from `start` along `direction` ("up" or "down"), it included. */
function reach(start, direction) {
  const seen = new Set([start]);
  const stack = [start];
  while (stack.length) {
    for (const link of boxes[stack.pop()][direction]) {
      const next = direction === "up" ? link.to : link.from;
      if (!seen.has(next)) {
        seen.add(next);
        stack.push(next);
      }
    }
  }
  return seen;
}

/** The box itself, all that it reaches, and all that reaches it. */
function chainOf(index) {
  const both = reach(index, "up");
  for (const below of reach(index, "down")) both.add(below);
  return both;
}

/** The name of a unit or post by its id; the id where no name is known. */
function nameOf(id) {
  const agency = agencyById.get(id);
  if (agency) return agency.name;
  return Object.hasOwn(page.names, id) ? page.names[id] : id;
}

function codeOf(id) {
  return agencyById.get(id)?.code ?? id;
}

/** Whether an index is a result or a task, and not a place kept for a missing agency. */
function isReal(index) {
  return index >= 0 && boxes[index].kind !== "Missing";
}

/** Whether a box is a unit or a post. */
function isOffice(box) {
  return box.kind === "Unit" || box.kind === "Position";
}

const realBoxes = boxes.filter((box) => box.kind !== "Missing").length;
