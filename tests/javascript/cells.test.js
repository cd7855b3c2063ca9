import assert from "node:assert/strict";
import { test } from "node:test";

import { cellsOf, loudestOf } from "../../kinerja_graph/render/assets/js/scene/cells.js";
import { boxesOfAgency, boxesOfSearch, boxesOfTones, chainOf } from "../../kinerja_graph/render/assets/js/scene/choose.js";
import { fanned, modelOf } from "./models.js";

const indicator = { kind: "Indicator", measures: true };

test("an indicator that measures an objective of its column is a line inside it", () => {
  const cells = cellsOf(modelOf([
    { name: "goal" },
    { name: "rate", parent: 0, ...indicator },
    { name: "under the rate", column: 1, parent: 1 },
    { name: "other level", column: 1, parent: 0, ...indicator },
  ]));
  assert.deepEqual(cells.inside[0], [1]);
  assert.deepEqual(cells.beside[0], [2, 3]);
  assert.equal(cells.cellOf[1], 0);
  assert.deepEqual(cells.order, [0, 2, 3]);
});

test("more than eight indicators are cells of their own", () => {
  const nine = Array.from({ length: 9 }, (_, at) => ({ name: `rate ${at}`, parent: 0, ...indicator }));
  const cells = cellsOf(modelOf([{ name: "goal" }, ...nine]));
  assert.deepEqual(cells.inside[0], []);
  assert.deepEqual(cells.places, [
    { column: 0, indent: 0 }, { column: 0, indent: 1 }, { column: 1, indent: 0 }, { column: 2, indent: 0 }, { column: 3, indent: 0 },
  ]);
});

test("a parent has the rows of what hangs on it, and what needs more makes these taller", () => {
  const cells = cellsOf(modelOf([
    { name: "goal" },
    { name: "a", column: 1, parent: 0 },
    { name: "b", column: 1, parent: 0 },
    { name: "rich" },
    ...Array.from({ length: 3 }, () => ({ name: "rate", parent: 3, ...indicator })),
    { name: "c", column: 1, parent: 3 },
  ]));
  assert.deepEqual([cells.from[0], cells.to[0]], [0, 2]);
  assert.deepEqual(cells.leaf, [1, 2, 7]);
  assert.deepEqual(cells.root, [0, 0, 3]);
  assert.deepEqual(cells.weight, [1, 1, 4]);
});

test("what is below is counted with its findings, and the loudest of a cell is found", () => {
  const cells = cellsOf(modelOf([
    { name: "goal", marks: [[2, 1]] },
    { name: "a", column: 1, parent: 0, marks: [[1, 0]] },
    { name: "rate", column: 1, parent: 1, ...indicator, marks: [[0, 0]] },
    { name: "b", column: 2, parent: 2, marks: [[0, 0]] },
  ]));
  assert.equal(cells.below[0], 3);
  assert.deepEqual([...cells.tones[0]].sort(), [[0, 2], [1, 1]]);
  assert.equal(loudestOf(cells, 1), 0);
  assert.equal(loudestOf(cells, 0), -1);
});

test("a chain is all above and all below, over other contributions too", () => {
  const model = modelOf([
    { name: "goal" }, { name: "other goal" },
    { name: "a", column: 1, parent: 0, also: [[1, true]] },
    { name: "b", column: 1, parent: 0 },
    { name: "task", column: 3, parent: 2 },
  ]);
  assert.deepEqual(chainOf(model, 2), [0, 1, 2, 4]);
  assert.deepEqual(chainOf(model, 1), [1, 2, 4]);
});

test("boxes are chosen by search, agency and tone", () => {
  const model = fanned([1, 2], { marks: [[1, 0]] });
  assert.deepEqual(boxesOfSearch(model, "B1 RESULT"), [1]);
  assert.deepEqual(boxesOfSearch(model, "pupr b2"), [2]);
  assert.deepEqual(boxesOfSearch(model, "  "), []);
  assert.deepEqual(boxesOfAgency(model, 0), [0]);
  assert.deepEqual(boxesOfTones(model, ["warning"]), [1, 2]);
  assert.deepEqual(boxesOfTones(model, ["error"]), []);
});

test("cells are worked out once", () => {
  const model = fanned([2, 2]);
  assert.equal(cellsOf(model), cellsOf(model));
});
