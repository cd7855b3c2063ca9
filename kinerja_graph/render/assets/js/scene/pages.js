// A map for paper: pages of strips whose rows are as tall as the names in them need.

/** @import {Cells, Model, Paper, PaperPage, Place, Strip, View} from "./types.js" */
/** @import {Sheet} from "./words.js" */

import { cellsOf, isShared, loudestOf } from "./cells.js";
import { HEAD } from "./layout.js";
import { fit, lengthsOf } from "./letters.js";
import { drawStrips, rounded } from "./scene.js";
import { heightOf, paperLook } from "./setting.js";
import { GUTTER, SUBGAP } from "./shares.js";
import { say, SMALL, text } from "./words.js";

/** The most columns of a page, and the least width of one where strips stand side by side. */
const MOST_PLACES = 8;
const LEAST_COLUMN = 142;
const MOST_STRIPS = 5;
const STRIP_GAP = 18;
/** A page with few cells is filled to at most so many times the height that they need. */
const STRETCH = 1.6;
/** A page ends before a result of the first column if it is filled so far, else before any parent. */
const FULL_BY_ROOTS = 0.4;
const FULL = 0.6;
/** More results of the first column that carry nothing than this stand in strips of their own. */
const MOST_SINGLE = 8;
/** The least width of a column, and of the longest word that it is made wider for; pixels. */
const NARROW = 84;
const MOST_WORD = 150;
/** The part of a heading that stands on one of its two lines. */
const HEAD_SHARE = 0.78;
/** Columns are made for at most so many rows of a plan. */
const MOST_SAMPLE = 150;
/** How a page is set, from the most to the least comfortable: the size of its names in pixels, and */
/** whether an indicator inside a cell has one line only. A page has the first one in which it fits. */
const SETTINGS = [...[13, 12, 11, 10.5, SMALL].map((size) => ({ size, tight: false })), { size: SMALL, tight: true }];
const TIGHT = SETTINGS.length - 1;
const USUAL = TIGHT - 1;
/** Columns of a page are its own if its rows need at most this part of the height with them. */
const MUCH = 0.85;
/** Steps in which columns take width from each other, in pixels. */
const STEPS = [36, 12];
/** A name that would be cut costs as much as so many pixels of height. */
const CUT = 60;

/** Roots that stand together: rows, and how many strips a page may have. */
/** @typedef {{ from: number, to: number, most: number, binds: boolean }} Flow */
/** What of the plan a strip shows: rows, the first and last of its places, and the first one is repeated. */
/** @typedef {Flow & { first: number, last: number, again: boolean, widths: number[] }} Part */
/** A plan in the order of its pages, with what was measured: by row where in `cells.order` the cells */
/** that begin there are, by cell its parent's, and whether it leaves part of its column to others. */
/** @typedef {{ model: Model, cells: Cells, view: View, setting: number, needs: Map<number, Need> } & Facts} Plan */
/** @typedef {{ starts: number[], above: number[], shared: boolean[] }} Facts */
/** @typedef {{ high: number, cut: boolean }} Need */

/**
 * Draws a model as pages in reading order: results of the first column, then what has no parent.
 * Every box is new on one of them; what stands left of it is repeated, pale.
 * @param {Model} model
 * @param {View} view the size of a page, headings included, and how many are drawn at most
 * @returns {Paper}
 */
export function pagesOf(model, view) {
  if (!model.boxes.length) return { pages: [], total: 0 };
  const { sorted, numbers, flows } = arranged(model);
  const cells = cellsOf(sorted);
  /** @type {number[]} */
  const starts = [];
  cells.order.forEach((cell, at) => { starts[cells.from[cell]] ??= at; });
  starts.push(cells.order.length);
  const above = sorted.boxes.map(({ parent }) => (parent < 0 ? -1 : cells.cellOf[parent]));
  const shared = sorted.boxes.map((_, cell) => isShared(sorted, cells, cell));
  const plan = { model: sorted, cells, view, setting: USUAL, starts, above, shared, needs: new Map() };
  /** @type {Part[][]} */
  const pages = [];
  for (const flow of flows) {
    const before = flow.binds && pages.length ? pages[pages.length - 1] : null;
    const parts = partsOf(plan, flow);
    pages.push(...bound(plan, parts, before?.[0].binds ? pages.pop() ?? [] : []));
  }
  return { pages: pages.slice(0, view.most).map((parts) => drawPage(plan, parts, numbers)), total: pages.length };
}

/**
 * The same model with its roots in the order of pages: those of the first column, then trees
 * without parent, then boxes alone.
 * @param {Model} model
 */
function arranged(model) {
  const cells = cellsOf(model);
  const roots = model.boxes.flatMap((box, number) => (box.parent < 0 ? [number] : []));
  const carries = (/** @type {number} */ root) => cells.beside[root].length > 0;
  const main = roots.filter((root) => model.boxes[root].column === 0);
  const single = main.filter((root) => !carries(root));
  const apart = single.length > MOST_SINGLE;
  const others = roots.filter((root) => model.boxes[root].column > 0);
  const loose = others.filter((root) => !carries(root));
  const groups = [
    { roots: apart ? main.filter(carries) : main, binds: false },
    { roots: apart ? single : [], binds: false },
    { roots: others.filter(carries), binds: true },
    ...model.columns.map((_, column) => ({ roots: loose.filter((root) => model.boxes[root].column === column), binds: true })),
  ].filter((group) => group.roots.length);
  const first = groups.flatMap((group) => group.roots);
  const numbers = [...first, ...model.boxes.flatMap((box, number) => (box.parent < 0 ? [] : [number]))];
  /** @type {number[]} */
  const place = [];
  numbers.forEach((number, at) => { place[number] = at; });
  const boxes = numbers.map((number) => {
    const box = model.boxes[number];
    const also = box.also.map(([target, cross]) => /** @type {[number, boolean]} */ ([place[target], cross]));
    return { ...box, also, parent: box.parent < 0 ? -1 : place[box.parent] };
  });
  const sorted = { ...model, boxes };
  const rows = cellsOf(sorted);
  let at = 0;
  const flows = groups.map(({ roots: { length }, binds }) => {
    const from = rows.from[at];
    at += length;
    return { from, to: rows.to[at - 1], most: MOST_STRIPS, binds };
  });
  return { sorted, numbers, flows };
}

/**
 * The strips of a flow: as wide as possible without a page more.
 * @param {Plan} plan
 * @param {Flow} flow
 * @returns {Part[]}
 */
function partsOf(plan, flow) {
  const used = placesIn(plan, flow.from, flow.to);
  /** @type {Part[]} */
  let best = [];
  let least = Infinity;
  for (let number = 1; number <= flow.most; number += 1) {
    const across = (plan.view.width - STRIP_GAP * (number - 1)) / number;
    if (number > 1 && across / Math.min(MOST_PLACES, used.length) < LEAST_COLUMN) break;
    const parts = windows(plan, flow, used).flatMap((window) => filled(plan, { ...flow, ...window, most: number, widths: [] }, across));
    const pages = Math.ceil(parts.length / number);
    if (pages < least || flow.binds) [best, least] = [parts, pages];
  }
  return best;
}

/**
 * The first and the last place of each page that columns need: one unless a row alone has too many
 * places. The last place of a page is repeated on the next one.
 * @param {Plan} plan
 * @param {Flow} flow
 * @param {number[]} used
 */
function windows({ cells, above }, flow, used) {
  const isWide = cells.leaf.slice(flow.from, flow.to).some((leaf) => {
    const places = new Set();
    for (let cell = leaf; cell >= 0; cell = above[cell]) places.add(cells.place[cell]);
    return places.size > MOST_PLACES;
  });
  if (!isWide) return [{ first: used[0], last: used[used.length - 1], again: false }];
  /** @type {{ first: number, last: number, again: boolean }[]} */
  const found = [];
  for (let at = 0; at === 0 || at < used.length - 1; at += MOST_PLACES - 1) {
    found.push({ first: used[at], last: used[Math.min(used.length, at + MOST_PLACES) - 1], again: at > 0 });
  }
  return found;
}

/**
 * Fills strips with rows from top to bottom.
 * @param {Plan} plan
 * @param {Part} whole
 * @param {number} across
 */
function filled(plan, whole, across) {
  const down = plan.view.height - HEAD;
  const sample = { ...whole, to: Math.min(whole.to, whole.from + MOST_SAMPLE) };
  const widths = widthsOf(plan, sample, across);
  const tight = withSetting(plan, TIGHT);
  /** @type {Part[]} */
  const parts = [];
  for (let from = whole.from; from < whole.to;) {
    const needOf = (/** @type {number} */ to) => {
      const part = cropped(plan, { ...whole, from, to });
      const used = placesIn(plan, from, to, part);
      if (used.length > MOST_PLACES) return Infinity;
      return heightsOf(tight, { ...part, widths: stretched(plan, used, widths, across) }).need;
    };
    let low = from + 1;
    let step = 8;
    while (low < whole.to && needOf(Math.min(whole.to, low + step)) <= down) {
      low = Math.min(whole.to, low + step);
      step *= 2;
    }
    for (let high = Math.min(whole.to, low + step); low < high;) {
      const middle = (low + high + 1) >> 1;
      if (needOf(middle) <= down) low = middle;
      else high = middle - 1;
    }
    const to = low < whole.to ? endOf(plan, from, low, needOf, down) : low;
    if (needOf(to) > 0) parts.push(cropped(plan, { ...whole, from, to, widths }));
    from = to;
  }
  return parts;
}

/**
 * A part without the columns of those parents of all its rows that are shown before, but the last.
 * @param {Plan} plan
 * @param {Part} part
 * @returns {Part}
 */
function cropped({ cells, above, starts }, part) {
  let cell = above[cells.order[starts[part.from]]];
  while (cell >= 0 && cells.to[cell] < part.to) cell = above[cell];
  return cell >= 0 && !part.again ? { ...part, first: Math.max(part.first, cells.place[cell]) } : part;
}

/**
 * Where a strip ends: if it is full enough, before the highest parent that it would cut.
 * @param {Plan} plan
 * @param {number} from
 * @param {number} last
 * @param {(to: number) => number} needOf
 * @param {number} down
 */
function endOf({ model, cells, starts }, from, last, needOf, down) {
  const topAt = (/** @type {number} */ row) => cells.order[starts[row]];
  let best = last;
  for (let row = last - 1; row > from; row -= 1) {
    const isRoot = model.boxes[topAt(row)].parent < 0;
    if (needOf(row) < down * (isRoot ? FULL_BY_ROOTS : FULL)) {
      if (!isRoot) continue;
      break;
    }
    if (cells.place[topAt(row)] < cells.place[topAt(best)]) best = row;
  }
  return best;
}

/**
 * Puts strips side by side on pages, the first ones on a page that was begun.
 * @param {Plan} plan
 * @param {Part[]} parts
 * @param {Part[]} begun
 */
function bound(plan, parts, begun) {
  const pages = begun.length ? [begun] : [];
  for (const part of parts) {
    const page = pages[pages.length - 1];
    const places = [...(page ?? []), part].map((each) => placesIn(plan, each.from, each.to, each).length);
    const room = places.reduce((all, one) => all + one * LEAST_COLUMN + STRIP_GAP, -STRIP_GAP);
    const fits = page && page.length < part.most && room <= plan.view.width;
    if (fits) page.push(part);
    else pages.push([part]);
  }
  return pages;
}

/**
 * The places of the cells of some rows, in order.
 * @param {Plan} plan
 * @param {number} from
 * @param {number} to
 * @param {{ first: number, last: number }} [within]
 */
function placesIn(plan, from, to, within) {
  const found = new Set(cellsIn(plan, from, to).map((cell) => plan.cells.place[cell]));
  const all = [...found].sort((one, other) => one - other);
  return within ? all.filter((place) => place >= within.first && place <= within.last) : all;
}

/**
 * The cells of some rows, each before what hangs on it; those that began above come first.
 * @param {Plan} plan
 * @param {number} from
 * @param {number} to
 */
function cellsIn({ cells, starts, above }, from, to) {
  const found = cells.order.slice(starts[from], starts[to]);
  for (let cell = above[found[0]]; cell >= 0; cell = above[cell]) found.unshift(cell);
  return found;
}

/** The cells of a part, and for each where among them its parent's is; -1: it is a root. */
/** @typedef {{ shown: number[], up: number[] }} Chosen */

/**
 * @param {Plan} plan
 * @param {Part} part
 * @returns {Chosen}
 */
function chosenIn(plan, part) {
  const shown = cellsIn(plan, part.from, part.to);
  const at = new Map(shown.map((cell, number) => [cell, number]));
  return { shown, up: shown.map((cell) => at.get(plan.above[cell]) ?? -1) };
}

/**
 * What the cells of a part need, in their order, and what is below each: a parent is as tall as it
 * needs.
 * @param {Plan} plan
 * @param {Part} part
 * @param {Chosen} chosen
 */
function heightsOf(plan, part, chosen = chosenIn(plan, part)) {
  const { cells } = plan;
  const { shown, up } = chosen;
  const across = columnsOf(plan, part, 0);
  const below = new Float64Array(shown.length);
  const needs = new Float64Array(shown.length);
  let need = 0;
  let cut = 0;
  for (let at = shown.length - 1; at >= 0; at -= 1) {
    const cell = shown[at];
    const own = ownNeed(plan, cell, rightOf(plan, across, cell) - across.lefts[cells.place[cell]], isRepeated(plan, part, cell));
    cut += Number(own.cut);
    const isIdle = part.again && cells.place[cell] <= part.first && !below[at];
    needs[at] = isIdle ? 0 : Math.max(own.high, below[at]);
    if (up[at] < 0) need += needs[at];
    else below[up[at]] += needs[at];
  }
  return { chosen, needs, below, need, cut };
}

/**
 * Whether a cell of a part is new on an earlier page.
 * @param {Plan} plan
 * @param {Part} part
 * @param {number} cell
 */
function isRepeated({ cells }, part, cell) {
  return cells.from[cell] < part.from || (part.again && cells.place[cell] === part.first);
}

/**
 * The height in which a cell is read, with all words of its name.
 * @param {Plan} plan
 * @param {number} cell
 * @param {number} across
 * @param {boolean} again whether it is only a heading of what hangs on it
 * @returns {Need}
 */
function ownNeed(plan, cell, across, again) {
  if (across <= 0) return { high: 0, cut: false };
  const key = ((cell * 1024 + Math.round(across)) * 2 + Number(again)) * SETTINGS.length + plan.setting;
  let need = plan.needs.get(key);
  if (!need) {
    need = heightOf({ ...plan, marks: [] }, cell, across, SETTINGS[plan.setting], again);
    plan.needs.set(key, need);
  }
  return need;
}

/**
 * The widths of the places of a part with which its rows are lowest.
 * @param {Plan} plan
 * @param {Part} part
 * @param {number} across
 */
function widthsOf(plan, part, across) {
  const used = placesIn(plan, part.from, part.to, part);
  const gaps = used.reduce((all, place, at) => all + gapBefore(plan.cells.places, place, at), 0);
  const room = across - gaps;
  const least = leastWidths(plan, part, used, room);
  const spare = room - used.reduce((all, place) => all + least[place], 0);
  const widths = plan.cells.places.map((_, place) => (used.includes(place) ? least[place] + spare / used.length : 0));
  const chosen = chosenIn(plan, part);
  const costOf = () => {
    const { need, cut } = heightsOf(plan, { ...part, widths }, chosen);
    return need + cut * CUT;
  };
  let cost = costOf();
  const pairs = used.flatMap((giver) => used.filter((taker) => taker !== giver).map((taker) => ({ giver, taker })));
  const isBetter = (/** @type {number} */ giver, /** @type {number} */ taker, /** @type {number} */ step) => {
    if (widths[giver] - step < least[giver]) return false;
    widths[giver] -= step;
    widths[taker] += step;
    const next = costOf();
    if (next < cost - 0.5) {
      cost = next;
      return true;
    }
    widths[giver] += step;
    widths[taker] -= step;
    return false;
  };
  for (const step of STEPS) while (pairs.filter(({ giver, taker }) => isBetter(giver, taker, step)).length);
  return widths;
}

/**
 * By place the least width: of its longest word, as far as there is room.
 * @param {Plan} plan
 * @param {Part} part
 * @param {number[]} used
 * @param {number} room
 */
function leastWidths(plan, part, used, room) {
  const { model, cells } = plan;
  const least = cells.places.map(({ column, indent }) => {
    const head = say({ ...plan, marks: [] }, `column.${model.columns[column]}`);
    return Math.max(NARROW, indent ? 0 : Math.min(MOST_WORD, lengthsOf(model, head, SMALL, true).line * HEAD_SHARE));
  });
  for (const cell of cellsIn(plan, part.from, part.to)) {
    const { word } = lengthsOf(model, model.boxes[cell].name, SMALL, model.boxes[cell].kind === "Objective");
    const place = cells.place[cell];
    least[place] = Math.max(least[place], Math.min(MOST_WORD, word + (loudestOf(cells, cell) < 0 ? 15 : 20)));
  }
  const sum = used.reduce((all, place) => all + least[place], 0);
  return least.map((one) => one * Math.min(1, room / sum));
}

/**
 * The gap left of a place, the `at`-th of a strip.
 * @param {Place[]} places
 * @param {number} place
 * @param {number} at
 */
function gapBefore(places, place, at) {
  return at === 0 ? 0 : places[place].indent ? SUBGAP : GUTTER;
}

/**
 * Left edges and widths by place of a part, and right edges by column; what is out of sight has no width.
 * @param {Plan} plan
 * @param {Part} part
 * @param {number} x
 */
function columnsOf({ model, cells: { places } }, part, x) {
  const rights = model.columns.map(() => -1);
  const lefts = places.map(() => x);
  let right = x;
  let at = 0;
  places.forEach((place, number) => {
    const width = part.widths[number] ?? 0;
    if (width > 0) {
      lefts[number] = right + gapBefore(places, number, at);
      right = lefts[number] + width;
      rights[place.column] = right;
      at += 1;
    } else lefts[number] = right;
    if (rights[place.column] < 0) rights[place.column] = right;
  });
  return { lefts, widths: part.widths, rights };
}

/**
 * @param {Plan} plan
 * @param {{ lefts: number[], widths: number[], rights: number[] }} columns
 * @param {number} cell
 */
function rightOf({ model, cells, shared }, columns, cell) {
  const place = cells.place[cell];
  if (!(columns.widths[place] > 0)) return columns.lefts[place];
  if (shared[cell]) return columns.lefts[place] + columns.widths[place];
  return columns.rights[model.boxes[cell].column];
}

/**
 * @param {Plan} plan
 * @param {Part[]} parts
 * @param {number[]} numbers by box its number in the model
 * @returns {PaperPage}
 */
function drawPage(plan, parts, numbers) {
  const { model, cells, view } = plan;
  const places = parts.map((part) => placesIn(plan, part.from, part.to, part).length);
  const room = view.width - STRIP_GAP * (parts.length - 1);
  const unit = room / places.reduce((all, one) => all + one, 0);
  const settled = parts.map((part, at) => ({ ...part, widths: settledWidths(plan, part, unit * places[at]) }));
  const set = withSetting(plan, settingOf(plan, settled));
  /** @type {Sheet} */
  const sheet = { model, cells, view, marks: [], paper: paperLook(SETTINGS[set.setting].size) };
  let x = 0;
  let height = 0;
  settled.forEach((part, at) => {
    const across = unit * places[at];
    const strip = stripOf(set, part, x, across);
    const faint = cells.cellOf.map((_, cell) => isRepeated(plan, part, cell));
    drawStrips(sheet, { cells, strips: [strip], z: 0, fit: 0, width: view.width, height: strip.h, faint });
    drawHeads(sheet, strip);
    height = Math.max(height, strip.y + strip.h);
    x += across + STRIP_GAP;
  });
  const fresh = parts.flatMap((part) => cellsIn(plan, part.from, part.to).filter((cell) => isNew(plan, part, cell)));
  const roots = [...new Set(parts.flatMap((part) => cells.root.slice(part.from, part.to)))];
  const [{ from, again }] = parts;
  return {
    marks: rounded(sheet.marks.filter((mark) => !("w" in mark && mark.w <= 0) && !("h" in mark && mark.h <= 0)))
      .map((mark) => ("box" in mark && mark.box !== undefined ? { ...mark, box: numbers[mark.box] } : mark)),
    height,
    boxes: fresh.flatMap((cell) => [cell, ...cells.inside[cell]]).map((box) => numbers[box]),
    roots: parts[0].binds ? [] : roots.map((root) => numbers[root]),
    continued: again || cells.from[cells.root[from]] < from,
  };
}

/**
 * The widths of the places of a part on its page: those that it was planned with, so that columns
 * stand still from page to page, unless others make it much lower.
 * @param {Plan} plan
 * @param {Part} part
 * @param {number} across
 */
function settledWidths(plan, part, across) {
  const used = placesIn(plan, part.from, part.to, part);
  const planned = stretched(plan, used, part.widths, across);
  const own = widthsOf(plan, part, across);
  const needOf = (/** @type {number[]} */ widths) => heightsOf(plan, { ...part, widths }).need;
  return needOf(own) < needOf(planned) * MUCH ? own : planned;
}

/**
 * The widths of some places as parts of another width; all others have none.
 * @param {Plan} plan
 * @param {number[]} used
 * @param {number[]} widths
 * @param {number} across
 */
function stretched({ cells: { places } }, used, widths, across) {
  const gaps = used.reduce((all, place, at) => all + gapBefore(places, place, at), 0);
  const sum = used.reduce((all, place) => all + widths[place], 0);
  return widths.map((width, place) => (used.includes(place) ? (width * (across - gaps)) / sum : 0));
}

/**
 * The most comfortable setting in which all parts of a page fit.
 * @param {Plan} plan
 * @param {Part[]} parts
 */
function settingOf(plan, parts) {
  const down = plan.view.height - HEAD;
  const cut = parts.map((part) => heightsOf(plan, part).cut);
  const fits = SETTINGS.findIndex((_, setting) => parts.every((part, at) => {
    const found = heightsOf(withSetting(plan, setting), part);
    return found.need <= down && found.cut <= cut[at];
  }));
  return fits < 0 ? TIGHT : fits;
}

/**
 * @param {Plan} plan
 * @param {number} setting
 * @returns {Plan}
 */
function withSetting(plan, setting) {
  return { ...plan, setting };
}

/**
 * Whether a part is where a cell is new.
 * @param {Plan} plan
 * @param {Part} part
 * @param {number} cell
 */
function isNew(plan, part, cell) {
  const place = plan.cells.place[cell];
  return place >= part.first && place <= part.last && !isRepeated(plan, part, cell);
}

/**
 * @param {Plan} plan
 * @param {Part} part
 * @param {number} x
 * @param {number} across
 * @returns {Strip}
 */
function stripOf(plan, part, x, across) {
  const { cells, view } = plan;
  const { chosen: { shown, up }, needs, below, need } = heightsOf(plan, part);
  const down = Math.min(view.height - HEAD, need * STRETCH);
  const heights = Array.from({ length: part.to - part.from }, () => 0);
  const highs = new Float64Array(shown.length);
  shown.forEach((cell, at) => {
    highs[at] = needs[at] * (up[at] < 0 ? down / need : highs[up[at]] / (below[up[at]] || 1));
    if (!below[at]) heights[Math.max(0, cells.from[cell] - part.from)] += highs[at];
  });
  const tops = [0];
  for (const height of heights) tops.push(tops[tops.length - 1] + height);
  return { x, y: HEAD, w: across, h: down, from: part.from, to: part.to, tops, ...columnsOf(plan, part, x) };
}

/**
 * The names of the columns above a strip, in two lines where they need them.
 * @param {Sheet} sheet
 * @param {Strip} strip
 */
function drawHeads(sheet, strip) {
  const { model, cells, marks } = sheet;
  model.columns.forEach((key, column) => {
    const left = strip.lefts[cells.places.findIndex((place) => place.column === column)];
    const across = strip.rights[column] - left - 2;
    if (across < SMALL) return;
    const { lines } = fit(model, say(sheet, `column.${key}`), across, HEAD, { sizes: [SMALL], bold: true, most: 2, cut: SMALL });
    lines.forEach((line, at) => {
      const y = strip.y - 4 - 11 * (lines.length - 1 - at);
      marks.push(text(model, left + 1, y, line, SMALL, { fill: "muted", bold: true }));
    });
  });
}
