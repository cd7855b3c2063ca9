import assert from "node:assert/strict";
import { test } from "node:test";

import { opensBeside, shareWithWords } from "../../kinerja_graph/render/assets/js/map/first.js";
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

test("it stays folded where columns beside it would show the beginnings of names alone", () => {
  const model = fanned([2, 75]);
  const wide = viewOf({ ...WINDOW, width: 1200 });
  assert.equal(shareWithWords(layOut(model, { ...wide, width: 890 })), 1);
  assert.equal(opensBeside(model, wide), false);
  assert.equal(opensBeside(model, viewOf(WINDOW)), true);
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
