import assert from "node:assert/strict";
import { test } from "node:test";

import { clip, fit, lengthsOf, linesOf, widthOf } from "../../kinerja_graph/render/assets/js/scene/letters.js";
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
  assert.deepEqual(fit(model, "one two", 60, 20, how), { size: 12, step: 15, lines: ["one two"], whole: true });
  assert.deepEqual(fit(model, "one two", 45, 20, how), { size: 10, step: 13, lines: ["one two"], whole: true });
  assert.deepEqual(fit(model, "one two", 24, 40, how), { size: 12, step: 15, lines: ["one", "two"], whole: true });
});

test("a text that never fits is cut in its last line", () => {
  const set = fit(model, "one two three four five", 45, 26, how);
  assert.deepEqual(set, { size: 10, step: 13, lines: ["one two", "three…"], whole: false });
});

test("a word longer than a line is broken only where nothing else helps", () => {
  const broken = fit(model, "bcdfghjklm", 30, 40, how);
  assert.deepEqual(broken.lines, ["bcdfg", "hjklm"]);
  assert.equal(fit(model, "abcde", 30, 40, how).size, 10);
  assert.deepEqual(fit(model, "ab bcdfghjklm", 30, 60, how).lines, ["ab", "bcdfg", "hjklm"]);
});

test("a word longer than a line is broken between syllables, with a hyphen", () => {
  assert.deepEqual(fit(model, "meningkatnya", 42, 60, how).lines, ["mening-", "katnya"]);
  assert.equal(fit(model, "pelayanan", 54, 40, how).lines.length, 1);
});

test("a name that would be cut has its lines closer, then its words broken where lines end", () => {
  const close = { ...how, sizes: [10, 9], close: true };
  assert.deepEqual(fit(model, "one two three", 45, 19, close), { size: 9, step: 10, lines: ["one two", "three"], whole: true });
  assert.equal(fit(model, "one two three", 45, 19, { ...close, close: false }).whole, false);
  const set = fit(model, "satu pelayanan ini", 60, 21, close);
  assert.deepEqual(set, { size: 10, step: 11, lines: ["satu pela-", "yanan ini"], whole: true });
  assert.equal(fit(model, "mutu meningkatkan pelayanan publik", 60, 21, close).lines.join(" ").includes("-…"), false);
});

test("the lines that a name needs; none are enough where a part of a word is longer than one", () => {
  assert.equal(linesOf(model, "one two three", 41, false), 2);
  assert.equal(linesOf(model, "bcdfghjklm", 41, false), Infinity);
});

test("letters are never smaller than nine pixels", () => {
  assert.equal(fit(model, "abcdefgh", 20, 3, { ...how, sizes: [10, 9] }).size, 9);
});
