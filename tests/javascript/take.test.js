import assert from "node:assert/strict";
import { test } from "node:test";

import {
  dotsForDocument, dotsWithin, fileName, forDocument, wishOf, withResolution,
} from "../../kinerja_graph/render/assets/js/map/take.js";
import { viewOf } from "./models.js";

test("a wish is the view in sight", () => {
  assert.deepEqual(wishOf(viewOf(), { row: 3, scope: "" }), { language: "en", width: 1000, height: 624 });
  const view = viewOf({ z: 30, top: 400, left: 12, keep: [1, 2], chosen: 2 });
  assert.deepEqual(wishOf(view, { row: 3.5, scope: "Only A" }), {
    language: "en", width: 1000, height: 624, z: 30, row: 3.5, left: 12, keep: [1, 2], chosen: 2, scope: "Only A",
  });
});

test("a picture for a document is as wide as the text of A4, and no taller", () => {
  const whole = forDocument({ language: "id", width: 1400, height: 836, left: 9 }, 330);
  assert.deepEqual(whole, { language: "id", width: 603, most: 747 });
  const zoomed = forDocument({ language: "id", width: 1400, height: 500, z: 30, row: 4 }, 330);
  assert.deepEqual(zoomed, { language: "id", width: 603, height: 500, most: 747, z: 30, row: 4 });
  assert.equal(forDocument({ language: "id", z: 30 }, 330).height, 747);
  assert.equal(forDocument({ language: "id" }, 660).width, 660, "all columns are in it");
  assert.equal(dotsForDocument(643, 300), 3.125);
  assert.equal(dotsForDocument(1286, 300), 1.5625);
  assert.equal(dotsForDocument(100, 300), 3.125);
});

test("a picture has no more dots than browsers draw", () => {
  assert.equal(dotsWithin({ width: 1000, height: 600 }, 3.125), 3.125);
  assert.equal(dotsWithin({ width: 1000, height: 8000 }, 3.125), 2);
  const large = dotsWithin({ width: 8000, height: 8000 }, 3.125);
  assert.ok(large * large * 64e6 <= 120e6 + 1);
});

test("a PNG says how many dots an inch it has", () => {
  const bytes = Uint8Array.from({ length: 60 }, (_, at) => at);
  const whole = withResolution(bytes, 300);
  assert.equal(whole.length, 81);
  assert.deepEqual([...whole.subarray(0, 33)], [...bytes.subarray(0, 33)]);
  assert.deepEqual([...whole.subarray(54)], [...bytes.subarray(33)]);
  const view = new DataView(whole.buffer);
  assert.equal(view.getUint32(33), 9);
  assert.equal(String.fromCharCode(...whole.subarray(37, 41)), "pHYs");
  assert.equal(view.getUint32(41), 11811);
  assert.equal(view.getUint32(45), 11811);
  assert.equal(whole[49], 1);
  assert.equal(view.getUint32(50), 0x78a53f76);
});

test("a name of a file is taken by every system", () => {
  assert.equal(fileName(["kota-contoh", "2026/murni", "chain:IKU 1"], ".png"), "kota-contoh-2026-murni-chain-IKU-1.png");
  assert.equal(fileName(["", "…"], ".svg"), "kaskade.svg");
  assert.equal(fileName(["x".repeat(300)], ".svg").length, 124);
});
