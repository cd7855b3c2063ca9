import assert from "node:assert/strict";
import { test } from "node:test";

import { cellsOf } from "../../kinerja_graph/render/assets/js/scene/cells.js";
import { HEAD, layOut } from "../../kinerja_graph/render/assets/js/scene/layout.js";
import { scene } from "../../kinerja_graph/render/assets/js/scene/scene.js";
import { shareWindow, WORDLESS } from "../../kinerja_graph/render/assets/js/scene/shares.js";
import { fanned, modelOf, textsOf, viewOf } from "./models.js";

/** @import {Model, View} from "../../kinerja_graph/render/assets/js/scene/types.js" */

const LONG = "meningkatnya mutu pelayanan dasar kepada masyarakat di seluruh wilayah kabupaten";

/** A plan of eight results with five rows each; the names of two are long, all others short. */
function uneven() {
  const plan = fanned([8, 5], { name: "kerja" });
  for (const box of plan.boxes) if (box.column === 0) box.name = ["b1", "b2"].includes(box.id) ? `${LONG} ${LONG} ${LONG}` : "mutu";
  return plan;
}

/**
 * @param {Model} plan
 * @param {View} view
 */
function rowsOf(plan, view) {
  return layOut(plan, view).strips.flatMap(({ tops }) => tops.slice(1).map((top, at) => top - tops[at]));
}

test("rows are equal where all names are whole", () => {
  const rows = rowsOf(fanned([2, 10]), viewOf());
  assert.ok(rows.every((row) => Math.abs(row - 30) < 1e-6));
  const plan = fanned([2, 10]);
  assert.equal(shareWindow(plan, cellsOf(plan), [[0, 20]], 600, [240, 240, 240, 240]), null);
});

test("where a name would be cut, its rows take height from others, which keep a line of words", () => {
  const plan = uneven();
  const view = viewOf({ width: 420, height: HEAD + 440, strips: 1 });
  const rows = rowsOf(plan, view);
  const high = (/** @type {number} */ cell) => rows.slice(cell * 5, cell * 5 + 5).reduce((all, one) => all + one, 0);
  assert.ok(high(1) > high(0) + 8);
  assert.ok(rows.every((row) => row >= WORDLESS - 1e-6));
  assert.ok(Math.abs(rows.reduce((all, one) => all + one, 0) - 440) < 1e-6);
});

test("every name of the first levels is whole, whatever the others are", () => {
  const plan = fanned([8, 5], { name: `jumlah ${LONG.slice(12)} ${LONG.slice(12)}`, column: 3 });
  for (const box of plan.boxes) if (box.column === 0) box.name = LONG;
  const words = textsOf(scene(plan, viewOf({ width: 500, height: HEAD + 460, strips: 1 }))).join(" ").replaceAll("- ", "");
  assert.equal(words.split(LONG).length - 1, 8);
});

test("columns of the first levels are wide enough for their words, the last keep a width that is read", () => {
  const plan = fanned([4, 12], { name: `${LONG} ${LONG}` });
  for (const box of plan.boxes) if (box.column === 0) box.name = "penyelenggaraan pertanggungjawaban kepada masyarakat";
  const [{ widths, lefts, rights, w }] = layOut(plan, viewOf({ width: 480, height: HEAD + 460, strips: 1 })).strips;
  assert.ok(widths.every((width) => width >= 56));
  assert.ok(Math.abs(rights[3] - w) < 1e-6 && lefts[0] === 0);
});

test("more rows than have room for words are of equal height, as before", () => {
  const plan = fanned([2, 200], { name: LONG });
  const rows = rowsOf(plan, viewOf({ strips: 1 }));
  assert.ok(rows.every((row) => Math.abs(row - 600 / 400) < 1e-6));
});

test("zoom makes all rows taller in the same measure", () => {
  const plan = uneven();
  const view = viewOf({ width: 420, height: HEAD + 440, strips: 1 });
  const { fit } = layOut(plan, view);
  const rows = rowsOf(plan, view);
  const tall = rowsOf(plan, { ...view, z: fit * 2 });
  rows.forEach((row, at) => assert.ok(Math.abs(tall[at] - 2 * row) < 1e-6));
});

test("a plan of one column, or with a name that no line holds, is shared as well", () => {
  const plan = modelOf(Array.from({ length: 40 }, (_, at) => ({ name: at % 3 ? LONG : "bcdfghjklmnpqrstvwxyzbcdfghjklm" })));
  const rows = rowsOf(plan, viewOf({ width: 300, height: HEAD + 500, strips: 1 }));
  assert.ok(Math.abs(rows.reduce((all, one) => all + one, 0) - 500) < 1e-6);
});
