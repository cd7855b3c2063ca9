import assert from "node:assert/strict";
import { test } from "node:test";

import { HEAD, layOut } from "../../kinerja_graph/render/assets/js/scene/layout.js";
import { GUTTER } from "../../kinerja_graph/render/assets/js/scene/shares.js";
import { fanned, modelOf, viewOf } from "./models.js";

/** @param {number[]} tops */
function heightsOf(tops) {
  return tops.slice(1).map((top, at) => top - tops[at]);
}

/** @param {number} one @param {number} other */
function near(one, other) {
  assert.ok(Math.abs(one - other) < 1e-6, `${one} is not ${other}`);
}

test("at fit the rows fill the height", () => {
  const { strips, fit, z, height } = layOut(fanned([2, 3]), viewOf());
  assert.equal(strips.length, 1);
  near(strips[0].tops[6], 600);
  near(height, 600);
  assert.equal(fit, 100);
  assert.equal(z, fit);
});

test("columns fill the width, with a place for each level", () => {
  const [strip] = layOut(fanned([2, 3]), viewOf()).strips;
  near(strip.rights[3], 1000);
  assert.equal(strip.lefts[0], 0);
  for (let at = 1; at < 4; at += 1) near(strip.lefts[at], strip.rights[at - 1] + GUTTER);
});

test("a column whose names are longer is wider", () => {
  const long = "a name that goes on and on and on until nobody reads it any more";
  const [strip] = layOut(fanned([1, 30], { name: long }), viewOf()).strips;
  assert.ok(strip.widths[1] > 1.5 * strip.widths[0]);
});

test("zoom makes rows taller and scrolls; the rows above the window have negative tops", () => {
  const { strips, z, height } = layOut(fanned([2, 3]), viewOf({ z: 200, top: 250 }));
  assert.equal(z, 200);
  assert.equal(strips[0].tops[0], -250);
  assert.equal(strips[0].tops[1], -50);
  assert.equal(height, 1200);
});

test("rows with an error are tall enough for words, if they are few", () => {
  const plan = fanned([1, 500]);
  plan.boxes[7].marks = [[0, 0]];
  const view = viewOf({ strips: 1 });
  assert.equal(heightsOf(layOut(plan, view).strips[0].tops)[6], 13);
  const broken = fanned([1, 500], { marks: [[0, 0]] });
  near(heightsOf(layOut(broken, view).strips[0].tops)[6], 600 / 500);
});

test("broken rows are as tall as others where all rows have words", () => {
  const plan = fanned([1, 60]);
  plan.boxes[7].marks = [[0, 0]];
  near(heightsOf(layOut(plan, viewOf({ strips: 1 })).strips[0].tops)[6], 10);
});

test("squeezed rows are at most three pixels and take at most 16 % of the height", () => {
  const few = heightsOf(layOut(fanned([2, 10]), viewOf({ keep: [2, 3] })).strips[0].tops);
  assert.deepEqual(few.slice(2).map(Math.round), Array.from({ length: 18 }, () => 3));
  near(few[0], (600 - 54) / 2);
  const many = heightsOf(layOut(fanned([2, 400]), viewOf({ keep: [2] })).strips[0].tops);
  near(many.slice(1).reduce((all, one) => all + one, 0), 96);
});

test("a parent that is kept alone keeps its first row; nothing kept squeezes nothing", () => {
  const heights = heightsOf(layOut(fanned([2, 10]), viewOf({ keep: [1] })).strips[0].tops);
  assert.ok(heights[10] > 500);
  const { strips, faint } = layOut(fanned([2, 10]), viewOf({ keep: [] }));
  near(heightsOf(strips[0].tops)[0], 30);
  assert.ok(faint === null);
});

test("rows too low for words fold into strips while columns stay wide enough", () => {
  assert.equal(layOut(fanned([2, 30]), viewOf()).strips.length, 1);
  const plan = fanned([2, 40]);
  const folded = layOut(plan, viewOf());
  assert.equal(folded.strips.length, 2);
  assert.deepEqual(folded.strips.map(({ from, to }) => [from, to]), [[0, 40], [40, 80]]);
  near(folded.strips[0].tops[40], 600);
  assert.equal(layOut(plan, viewOf({ width: 700 })).strips.length, 1);
  assert.equal(layOut(plan, viewOf({ strips: 1 })).strips.length, 1);
  assert.equal(layOut(plan, viewOf({ z: 20 })).strips.length, 1);
  assert.equal(layOut(fanned([2, 300]), viewOf()).strips.length, 1);
});

test("a window too narrow for the columns is scrolled sideways, no further than they reach", () => {
  const view = viewOf({ width: 300, left: 80 });
  const { strips, width } = layOut(fanned([2, 3]), view);
  assert.equal(width, 440);
  assert.equal(strips[0].lefts[0], -80);
  near(layOut(fanned([2, 3]), { ...view, left: 999 }).strips[0].rights[3], 300);
});

test("a range of rows is laid out alone", () => {
  const { strips } = layOut(fanned([2, 10]), viewOf({ rows: [10, 15] }));
  assert.deepEqual([strips[0].from, strips[0].to, strips[0].y], [10, 15, HEAD]);
  near(strips[0].tops[5], 600);
});

test("rows and boxes that do not exist are passed over", () => {
  const { strips } = layOut(fanned([2, 3]), viewOf({ rows: [4, 90], keep: [2, 99, -1] }));
  assert.deepEqual([strips[0].from, strips[0].to], [4, 6]);
  assert.deepEqual(layOut(fanned([2, 3]), viewOf({ rows: [70, 90] })).strips[0].tops, [0]);
  assert.deepEqual(layOut(fanned([2, 3]), viewOf({ keep: [99] })).faint, null);
});

test("a cell shares its column with what hangs on it there", () => {
  const [strip] = layOut(modelOf([
    { name: "goal" }, { name: "part of it", parent: 0 }, { name: "other goal" },
  ]), viewOf()).strips;
  assert.equal(strip.lefts.length, 5);
  near(strip.lefts[1], strip.lefts[0] + strip.widths[0] + 5);
  near(strip.rights[0], strip.lefts[1] + strip.widths[1]);
});

test("a plan without boxes has no rows", () => {
  const { strips, height } = layOut(modelOf([]), viewOf());
  assert.deepEqual(strips[0].tops, [0]);
  assert.equal(height, 0);
});
