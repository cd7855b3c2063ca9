import assert from "node:assert/strict";
import { test } from "node:test";

import { clip, fit, lengthsOf, widthOf } from "../../kinerja_graph/render/assets/js/scene/letters.js";
import { modelOf } from "./models.js";

const model = modelOf([{ name: "x" }]);
const how = { sizes: [12, 10], bold: false, most: 3, cut: 10 };

test("a width is the sum of the letters, unknown ones included", () => {
  assert.equal(widthOf(model, "abc", 10), 18);
  assert.equal(widthOf(model, "a猫", 20), 24);
  assert.deepEqual(lengthsOf(model, "ab  abcd", 10, true), { line: 42, word: 24 });
});

test("a text that is too long is cut with dots, without a comma before them", () => {
  assert.equal(clip(model, "abcdef", 10, 36), "abcdef");
  assert.equal(clip(model, "abcdefg", 10, 36), "abcde…");
  assert.equal(clip(model, "abc, defg", 10, 36), "abc…");
  assert.equal(clip(model, "abc", 10, 3), "");
});

test("a text is set at the largest size at which it is whole", () => {
  assert.deepEqual(fit(model, "one two", 60, 20, how), { size: 12, lines: ["one two"], whole: true });
  assert.deepEqual(fit(model, "one two", 45, 20, how), { size: 10, lines: ["one two"], whole: true });
  assert.deepEqual(fit(model, "one two", 24, 40, how), { size: 12, lines: ["one", "two"], whole: true });
});

test("a text that never fits is cut in its last line", () => {
  const set = fit(model, "one two three four five", 45, 26, how);
  assert.deepEqual(set, { size: 10, lines: ["one two", "three…"], whole: false });
});

test("a word longer than a line is broken only where nothing else helps", () => {
  const broken = fit(model, "abcdefghij", 30, 40, how);
  assert.deepEqual(broken.lines, ["abcde", "fghij"]);
  assert.equal(fit(model, "abcde", 30, 40, how).size, 10);
  assert.deepEqual(fit(model, "ab abcdefghij", 30, 60, how).lines, ["ab", "abcde", "fghij"]);
});

test("letters are never smaller than nine pixels", () => {
  assert.equal(fit(model, "abcdefgh", 20, 3, { ...how, sizes: [10, 9] }).size, 9);
});
