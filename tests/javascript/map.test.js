import assert from "node:assert/strict";
import { test } from "node:test";

import { addressText, readAddress } from "../../kinerja_graph/render/assets/js/map/address.js";
import { placeCard } from "../../kinerja_graph/render/assets/js/map/card.js";
import { isSame, onlyText, readOnly } from "../../kinerja_graph/render/assets/js/map/only.js";
import { drawnOrder, neighbour } from "../../kinerja_graph/render/assets/js/map/walk.js";
import {
  READING, TALLEST, areaOf, between, brought, dived, rowOf, sightAt, topRow, within, yOf, zoomed,
} from "../../kinerja_graph/render/assets/js/map/zoom.js";
import { HEAD, layOut } from "../../kinerja_graph/render/assets/js/scene/layout.js";
import { fanned, modelOf, viewOf } from "./models.js";

/** @import {Address, Only} from "../../kinerja_graph/render/assets/js/map/types.js" */
/** @import {View} from "../../kinerja_graph/render/assets/js/scene/types.js" */

const PLAN = fanned([4, 6, 5]);
/** The same with rows that are read at fit, so that it stands in one strip. */
const SMALL = fanned([3, 4, 4]);

/** @param {number} one @param {number} other @param {number} [slack] */
function near(one, other, slack = 1e-6) {
  assert.ok(Math.abs(one - other) <= slack, `${one} is not ${other}`);
}

/**
 * @param {View} view
 * @param {number} y
 */
function rowAtY(view, y) {
  return rowOf(layOut(SMALL, view).strips[0], y);
}

test("what alone is kept is the same after a way through an address", () => {
  /** @type {Only[]} */
  const all = [
    { kind: "chain", id: "S:1" }, { kind: "rule", rule: "orphan-indicator" }, { kind: "tone", tone: "error" },
    { kind: "search", text: "jalan: rusak" }, { kind: "agency", id: "dishub" }, { kind: "agency", id: "" },
    { kind: "level", column: "2", id: null }, { kind: "level", column: "task", id: "" },
    { kind: "level", column: "2", id: "pu:1" },
  ];
  for (const one of all) {
    assert.deepEqual(readOnly(onlyText(one)), one);
    assert.ok(isSame(one, { ...one }));
  }
  for (const text of ["", "chain", "chain:", "rule", "colour:red", "agency"]) assert.equal(readOnly(text), null);
  assert.ok(isSame(null, null) && !isSame(null, all[0]) && !isSame(all[0], all[1]));
});

test("an address says what is not usual, and is read back", () => {
  const usual = { node: "", only: null, tab: "picture", language: "", z: null, row: null, left: null };
  assert.equal(addressText(usual), "");
  /** @type {Address} */
  const rich = { node: "A&B=1", only: { kind: "search", text: "a b" }, tab: "table", language: "en", z: 26.5, row: 12.25, left: 40 };
  const text = addressText(rich);
  assert.equal(text, "node=A%26B%3D1&only=search%3Aa+b&view=table&lang=en&z=26.5&row=12.25&left=40");
  assert.deepEqual(readAddress(text), rich);
});

test("addresses of earlier pages lead to the same chain", () => {
  assert.deepEqual(readAddress("node=K1&focus=1").only, { kind: "chain", id: "K1" });
  assert.deepEqual(readAddress("node=K1&focus=1&of=K2").only, { kind: "chain", id: "K2" });
  assert.equal(readAddress("focus=1").only, null);
  assert.equal(readAddress("z=much&row=-3").z, null);
  assert.equal(readAddress("z=much&row=-3").row, null);
});

test("zoom keeps the row under the pointer, at fit and zoomed", () => {
  for (const view of [viewOf(), viewOf({ z: 30, top: 700 })]) {
    for (const y of [100, 300, 560]) {
      const before = rowAtY(view, y);
      const sight = zoomed(SMALL, view, 1.8, { x: 500, y: HEAD + y });
      near(rowAtY(viewOf(sight), y), before, 0.01);
    }
  }
});

test("zoom ends at fit, where nothing is scrolled", () => {
  assert.deepEqual(zoomed(PLAN, viewOf({ z: 6, top: 30 }), 0.1, { x: 10, y: 300 }), { top: 0, left: 0 });
  const high = zoomed(PLAN, viewOf({ z: 100, top: 0 }), 1e6, { x: 10, y: 300 });
  near(high.z ?? 0, TALLEST);
});

test("from strips side by side zoom keeps the row under the pointer", () => {
  const plan = fanned([2, 50], { name: "A name" });
  const view = viewOf({ height: 400 });
  const folded = layOut(plan, view);
  assert.ok(folded.strips.length > 1);
  const last = folded.strips[folded.strips.length - 1];
  const row = rowOf(last, 200);
  const sight = zoomed(plan, view, 2, { x: last.x + 10, y: HEAD + 200 });
  near(rowOf(layOut(plan, viewOf({ height: 400, ...sight })).strips[0], 200), row, 0.01);
});

test("scrolling stays within the picture", () => {
  const { height } = layOut(PLAN, viewOf({ z: 26 }));
  assert.equal(within(PLAN, viewOf(), { z: 26, top: -50, left: -3 }).top, 0);
  near(within(PLAN, viewOf(), { z: 26, top: 1e6, left: 0 }).top, height - 600);
  const narrow = { width: 200, height: 624, language: /** @type {const} */ ("en") };
  near(within(PLAN, narrow, { top: 0, left: 1e6 }).left, layOut(PLAN, narrow).width - 200);
});

test("a dive fills the window with the cell", () => {
  const cell = 4; // the first of the second column: five rows
  const sight = dived(PLAN, viewOf(), cell);
  const area = areaOf(PLAN, viewOf(sight), cell);
  assert.ok(area);
  near(area.h, 600, 2);
});

test("a dive into a very large cell begins at its top, in rows that are read", () => {
  const sight = dived(PLAN, viewOf({ height: 224 }), 1);
  assert.equal(sight.z, READING);
  near(rowOf(layOut(PLAN, viewOf({ height: 224, ...sight })).strips[0], 0), layOut(PLAN, viewOf()).cells.from[1], 0.01);
});

test("a dive into a small cell has it in the middle", () => {
  const cell = PLAN.boxes.length - 40;
  const area = areaOf(PLAN, viewOf(dived(PLAN, viewOf(), cell)), cell);
  assert.ok(area);
  near(area.h, TALLEST, 3);
  near(area.y + area.h / 2, HEAD + 300, 3);
});

test("a box that can be read stays where it is, others come into sight", () => {
  assert.deepEqual(brought(PLAN, viewOf(), 0, 12), { top: 0, left: 0 });
  const low = PLAN.boxes.length - 1;
  const sight = brought(PLAN, viewOf(), low, 12);
  assert.equal(sight.z, READING);
  const area = areaOf(PLAN, viewOf(sight), low);
  assert.ok(area && area.h >= READING - 3);
  assert.deepEqual(brought(PLAN, viewOf(sight), low, 12), sight);
  const up = brought(PLAN, viewOf(sight), 4, 12);
  assert.equal(up.z, READING);
  assert.equal(up.top, 0);
});

test("a box right of a narrow window is scrolled into it", () => {
  const narrow = /** @type {View} */ ({ width: 200, height: 624, language: "en" });
  const cell = PLAN.boxes.length - 1;
  const sight = brought(PLAN, narrow, cell, 1);
  const area = areaOf(PLAN, { ...narrow, ...sight }, cell);
  assert.ok(area && area.x >= 0 && area.x + area.w <= 201);
  const back = brought(PLAN, { ...narrow, ...sight }, 0, 1);
  assert.ok(back.left < sight.left);
});

test("the row at the top of the window leads back to it at another width", () => {
  const view = viewOf({ z: 31, top: 777 });
  const row = topRow(PLAN, view);
  const sight = sightAt(PLAN, viewOf({ width: 700 }), { z: 31, row, left: 0 });
  near(topRow(PLAN, viewOf({ width: 700, ...sight })), row, 0.01);
  const { strips: [strip] } = layOut(PLAN, view);
  near(yOf(strip, row), 0, 0.01);
});

test("a move begins and ends where it was asked to, and holds a row", () => {
  const from = { z: 10, top: 0, left: 0 };
  const to = { z: 40, top: 900, left: 20 };
  assert.deepEqual(between(from, to, 0), from);
  const end = between(from, to, 1);
  near(end.z, 40);
  near(end.top, 900);
  const half = between(from, to, 0.4);
  near(30 * half.z - half.top, 300); // row 30 is at 300 before and after
  near(between(from, { ...from, top: 100 }, 1).top, 100);
});

const INNER = modelOf([
  { name: "Result" },
  { name: "One", kind: "Indicator", parent: 0, measures: true },
  { name: "Two", kind: "Indicator", parent: 0, measures: true },
  { name: "Below two", column: 1, parent: 2 },
  { name: "Below", column: 1, parent: 0 },
  { name: "Other" },
]);

test("arrows walk to the parent, the first below, and along the column", () => {
  assert.equal(neighbour(INNER, 0, "left"), -1);
  assert.equal(neighbour(INNER, 0, "right"), 3);
  assert.equal(neighbour(INNER, 3, "left"), 2);
  assert.equal(neighbour(INNER, 2, "left"), 0);
  assert.equal(neighbour(INNER, 2, "right"), 3);
  assert.equal(neighbour(INNER, 1, "right"), -1);
  assert.equal(neighbour(INNER, 3, "right"), -1);
  assert.deepEqual([0, 1, 2].map((box) => neighbour(INNER, box, "down")), [1, 2, 5]);
  assert.equal(neighbour(INNER, 5, "down"), -1);
  assert.equal(neighbour(INNER, 4, "up"), 3);
  assert.deepEqual(drawnOrder(INNER), [0, 1, 2, 3, 4, 5]);
});

test("a card stands beside its cell, and in the window", () => {
  const window = { w: 1000, h: 600 };
  const size = { w: 200, h: 80 };
  assert.deepEqual(placeCard({ x: 100, y: 50, w: 150, h: 200 }, { x: 120, y: 100 }, size, window), { x: 258, y: 100 - 80 / 3 });
  assert.equal(placeCard({ x: 800, y: 50, w: 190, h: 200 }, { x: 820, y: 100 }, size, window).x, 592);
  assert.equal(placeCard({ x: 100, y: 50, w: 150, h: 500 }, { x: 120, y: 590 }, size, window).y, 512);
  const wide = { x: 0, y: 100, w: 1000, h: 30 };
  assert.deepEqual(placeCard(wide, { x: 500, y: 110 }, size, window), { x: 400, y: 146 });
  assert.equal(placeCard({ ...wide, y: 560 }, { x: 500, y: 570 }, size, window).y, 472);
});
