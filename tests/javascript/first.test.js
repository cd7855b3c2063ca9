import assert from "node:assert/strict";
import { test } from "node:test";

import { boxesUnder, opensBeside, shareWithWords, tintsAmong } from "../../kinerja_graph/render/assets/js/map/first.js";
import { layOut } from "../../kinerja_graph/render/assets/js/scene/layout.js";
import { fanned, modelOf, viewOf } from "./models.js";

const WINDOW = { width: 1400, height: 836 };

test("the share of the cells with words is that of those that are tall enough", () => {
  assert.equal(shareWithWords(layOut(fanned([2, 3]), viewOf())), 1);
  assert.equal(shareWithWords(layOut(fanned([1, 600]), viewOf({ strips: 1 }))), 1 / 601);
  assert.equal(shareWithWords(layOut(modelOf([]), viewOf())), 1);
});

test("a cell that a fold parts has words if one of its parts is tall enough", () => {
  const layout = layOut(fanned([1, 100]), viewOf());
  assert.ok(layout.strips.length > 1);
  assert.equal(shareWithWords(layout), 1);
});

test("the overview opens where the map keeps its words beside it", () => {
  assert.equal(opensBeside(fanned([3, 5]), viewOf(WINDOW)), true);
});

test("it stays folded where it takes the width that strips need", () => {
  const model = fanned([2, 75]);
  const view = viewOf({ ...WINDOW, width: 950 });
  assert.equal(layOut(model, view).strips.length, 2);
  assert.equal(layOut(model, { ...view, width: 640 }).strips.length, 1);
  assert.equal(opensBeside(model, view), false);
});

test("it opens beside a plan so large that its map has few words anyway", () => {
  assert.equal(opensBeside(fanned([4, 300]), viewOf(WINDOW)), true);
});

test("it stays folded where some words are there, if not enough, and width would take of them", () => {
  const model = fanned([20, 1, 1, 2]);
  const view = viewOf({ height: 324, strips: 1 });
  assert.equal(shareWithWords(layOut(model, view)), 0.6);
  assert.equal(opensBeside(model, view), false);
});

test("it stays folded in a narrow window", () => {
  assert.equal(opensBeside(fanned([3, 5]), viewOf({ width: 800 })), false);
});

test("up to as many agencies as tints keep theirs", () => {
  const model = fanned([2, 3]);
  assert.deepEqual(tintsAmong(model, [4, 1], [0]), [4, 1]);
});

test("of more agencies those on the screen have a tint, their own where they have one", () => {
  const boxes = Array.from({ length: 40 }, (_, at) => ({ name: `of ${at}`, agency: at }));
  const model = modelOf(boxes, { agencies: boxes.map((_, at) => ({ code: `A${at}`, tint: Math.min(at, 12) })) });
  const own = model.agencies.map(({ tint }) => tint);
  const seen = [3, 20, 30, 30];
  const given = tintsAmong(model, own, seen);
  assert.equal(given[3], 3);
  assert.deepEqual(new Set([given[3], given[20], given[30]]).size, 3);
  assert.ok([given[20], given[30]].every((tint) => tint < 12));
  assert.equal(given[0], 12);
  assert.equal(tintsAmong(model, own, model.boxes.keys()).filter((tint) => tint < 12).length, 12);
  assert.deepEqual(tintsAmong(modelOf([{ name: "of none" }], { agencies: model.agencies }), own, [0]), own.map(() => 12));
});

test("what hangs on a box is found with the lines inside its cells", () => {
  const model = modelOf([
    { name: "goal" }, { name: "rate", kind: "Indicator", measures: true, parent: 0 },
    { name: "part", column: 1, parent: 1 }, { name: "other goal" },
  ]);
  assert.deepEqual(boxesUnder(model, 0).sort(), [0, 1, 2]);
});
