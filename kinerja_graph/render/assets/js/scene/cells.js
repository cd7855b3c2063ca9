// The cells of a plan and their rows, before any size is known.

/** @import {Cells, Model, Place} from "./types.js" */

const MOST_INSIDE = 8;
/** @type {Map<number, number>} */
const NONE = new Map();
/** @type {WeakMap<Model, Cells>} */
const known = new WeakMap();

/**
 * The cells of a model; worked out once.
 * @param {Model} model
 * @returns {Cells}
 */
export function cellsOf(model) {
  let cells = known.get(model);
  if (!cells) {
    cells = makeCells(model);
    known.set(model, cells);
  }
  return cells;
}

/** @param {Model} model */
function makeCells(model) {
  const { boxes } = model;
  /** @type {number[][]} */
  const children = boxes.map(() => []);
  boxes.forEach((box, number) => box.parent >= 0 && children[box.parent].push(number));
  const inside = boxes.map((_, number) => linesInside(model, children[number], number));
  const cellOf = boxes.map((_, number) => number);
  inside.forEach((lines, cell) => lines.forEach((line) => { cellOf[line] = cell; }));
  const beside = boxes.map((_, number) =>
    children[number].flatMap((child) => (cellOf[child] === child ? [child] : children[child])));
  const order = preorder(model, beside);
  const { place, places } = placesOf(model, order, beside);
  const rows = rowsOf(model, order, inside, beside);
  const counted = countBelow(model, order, inside, beside);
  return { order, inside, beside, cellOf, place, places, ...rows, ...counted };
}

/**
 * The indicators that measure an objective of their own column: lines inside its cell.
 * @param {Model} model
 * @param {number[]} children
 * @param {number} number
 */
function linesInside(model, children, number) {
  const { boxes } = model;
  if (boxes[number].kind !== "Objective") return [];
  const found = children.filter((child) =>
    boxes[child].kind === "Indicator" && boxes[child].measures && boxes[child].column === boxes[number].column);
  return found.length <= MOST_INSIDE ? found : [];
}

/**
 * @param {Model} model
 * @param {number[][]} beside
 */
function preorder(model, beside) {
  /** @type {number[]} */
  const order = [];
  const stack = model.boxes.flatMap((box, number) => (box.parent < 0 ? [number] : [])).reverse();
  for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
    order.push(cell);
    for (let at = beside[cell].length - 1; at >= 0; at -= 1) stack.push(beside[cell][at]);
  }
  return order;
}

/**
 * @param {Model} model
 * @param {number[]} order
 * @param {number[][]} beside
 */
function placesOf(model, order, beside) {
  const indent = model.boxes.map(() => 0);
  /** @type {number[]} */
  const deepest = model.columns.map(() => 0);
  for (const cell of order) {
    const { column } = model.boxes[cell];
    deepest[column] = Math.max(deepest[column], indent[cell]);
    for (const child of beside[cell]) indent[child] = model.boxes[child].column === column ? indent[cell] + 1 : 0;
  }
  /** @type {Place[]} */
  const places = [];
  const first = deepest.map((most, column) => {
    for (let at = 0; at <= most; at += 1) places.push({ column, indent: at });
    return places.length - most - 1;
  });
  return { places, place: model.boxes.map((box, number) => first[box.column] + indent[number]) };
}

/**
 * A leaf is one row, as tall as its lines need; a parent that needs more than all below it makes
 * these taller.
 * @param {Model} model
 * @param {number[]} order
 * @param {number[][]} inside
 * @param {number[][]} beside
 */
function rowsOf(model, order, inside, beside) {
  const from = model.boxes.map(() => 0);
  const to = model.boxes.map(() => 0);
  /** @type {number[]} */
  const leaf = [];
  /** @type {number[]} */
  const root = [];
  let top = -1;
  for (const cell of order) {
    if (model.boxes[cell].parent < 0) top = cell;
    from[cell] = leaf.length;
    if (beside[cell].length) continue;
    leaf.push(cell);
    root.push(top);
    to[cell] = leaf.length;
  }
  const own = model.boxes.map((_, number) => 1 + inside[number].length);
  const sum = model.boxes.map(() => 0);
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const cell = order[at];
    for (const child of beside[cell]) {
      sum[cell] += Math.max(own[child], sum[child]);
      to[cell] = to[child];
    }
  }
  const stretch = model.boxes.map(() => 1);
  /** @type {number[]} */
  const weight = [];
  for (const cell of order) {
    if (!beside[cell].length) weight.push(own[cell] * stretch[cell]);
    const taller = stretch[cell] * Math.max(1, own[cell] / (sum[cell] || own[cell]));
    for (const child of beside[cell]) stretch[child] = taller;
  }
  return { from, to, leaf, root, weight };
}

/**
 * @param {Model} model
 * @param {number[]} order
 * @param {number[][]} inside
 * @param {number[][]} beside
 */
function countBelow(model, order, inside, beside) {
  const loud = model.boxes.map((box) => {
    const first = box.marks.find(([tone]) => model.tones[tone].loud);
    return first ? first[0] : -1;
  });
  const below = model.boxes.map(() => 0);
  /** @type {Map<number, number>[]} */
  const tones = model.boxes.map(() => NONE);
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const cell = order[at];
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const child of beside[cell]) {
      below[cell] += 1 + inside[child].length + below[child];
      for (const [tone, number] of tones[child]) add(counts, tone, number);
      if (loud[child] >= 0) add(counts, loud[child], 1);
      inside[child].forEach((line) => loud[line] >= 0 && add(counts, loud[line], 1));
    }
    if (counts.size) tones[cell] = counts;
  }
  return { below, tones, loud };
}

/**
 * @param {Map<number, number>} counts
 * @param {number} key
 * @param {number} number
 */
function add(counts, key, number) {
  counts.set(key, (counts.get(key) ?? 0) + number);
}

/**
 * The loudest tone of a cell: its own, or that of a line inside it; -1: none.
 * @param {Cells} cells
 * @param {number} cell
 */
export function loudestOf(cells, cell) {
  let loudest = cells.loud[cell];
  for (const line of cells.inside[cell]) {
    const tone = cells.loud[line];
    if (tone >= 0 && (loudest < 0 || tone < loudest)) loudest = tone;
  }
  return loudest;
}

/**
 * The last place of a place's column.
 * @param {Cells["places"]} places
 * @param {number} place
 */
export function lastPlace(places, place) {
  let last = place;
  while (last + 1 < places.length && places[last + 1].column === places[place].column) last += 1;
  return last;
}

/**
 * Whether a cell leaves part of its column to what hangs on it.
 * @param {Model} model
 * @param {Cells} cells
 * @param {number} cell
 */
export function isShared(model, cells, cell) {
  const { column } = model.boxes[cell];
  return cells.beside[cell].some((child) => model.boxes[child].column === column);
}
