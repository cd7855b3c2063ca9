import assert from "node:assert/strict";
import { test } from "node:test";

import { pagesOf } from "../../kinerja_graph/render/assets/js/scene/pages.js";
import { cellOf, fanned, modelOf, only, textsOf, viewOf } from "./models.js";

const SHEET = viewOf({ width: 900, height: 540 });

test("an empty plan has no page", () => {
  assert.deepEqual(pagesOf(modelOf([]), SHEET), { pages: [], total: 0 });
});

test("every box is new on one page, and pages are no higher than the paper", () => {
  const model = fanned([2, 3, 12], { name: "A name of a task that takes some lines in a column" });
  const { pages, total } = pagesOf(model, SHEET);
  assert.ok(total > 1);
  assert.equal(pages.length, total);
  const shown = pages.flatMap((page) => page.boxes);
  assert.deepEqual([...shown].sort((one, other) => one - other), model.boxes.map((_, number) => number));
  assert.ok(pages.every((page) => page.height <= 540));
});

test("of many pages only the first are drawn, the others counted", () => {
  const model = fanned([2, 3, 30]);
  const every = pagesOf(model, SHEET);
  assert.deepEqual(pagesOf(model, { ...SHEET, most: 1 }), { pages: every.pages.slice(0, 1), total: every.total });
});

test("a result that goes on stands pale on the next page", () => {
  const { pages } = pagesOf(fanned([1, 60], { name: "A name of a result that takes some lines of a column of it" }), SHEET);
  assert.deepEqual(pages.map((page) => page.continued), [false, ...pages.slice(1).map(() => true)]);
  assert.equal(cellOf(pages[0].marks, 0).fill, "ground");
  assert.equal(cellOf(pages[1].marks, 0).fill, "faint.ground");
  assert.ok(!pages[1].boxes.includes(0));
  assert.deepEqual(pages[1].roots, [0]);
});

test("parents of all rows of a page stand aside for what hangs on them, but the last", () => {
  const { pages } = pagesOf(fanned([1, 1, 80]), SHEET);
  const boxes = new Set(only(pages[1].marks, "rect").map((mark) => mark.box));
  assert.ok(!boxes.has(0));
  assert.ok(boxes.has(1));
});

test("what has no parent comes last, in strips side by side", () => {
  const loose = Array.from({ length: 60 }, (_, at) => ({ name: `Loose ${at} with a name`, column: 2 }));
  const tree = [{ name: "Tree", column: 1 }, { name: "Below", column: 2, parent: 60 }];
  const model = modelOf([...loose, ...tree, { name: "Goal" }, { name: "Step", column: 1, parent: 62 }]);
  const { pages } = pagesOf(model, SHEET);
  assert.deepEqual(pages[0].roots, [62]);
  assert.deepEqual(pages[1].roots, []);
  assert.deepEqual(pages[1].boxes.slice(0, 2), [60, 61]);
  const cells = only(pages[1].marks, "rect").filter(({ box }) => box !== undefined && box < 60);
  assert.ok(new Set(cells.map(({ x }) => x)).size > 1);
});

test("many results that carry nothing share a page", () => {
  const { pages } = pagesOf(modelOf(Array.from({ length: 40 }, (_, at) => ({ name: `Result ${at}` }))), SHEET);
  assert.equal(pages.length, 1);
  assert.equal(pages[0].roots.length, 40);
});

test("more levels than a page has columns go on from the last column", () => {
  const boxes = Array.from({ length: 11 }, (_, at) => ({ name: `Step ${at}`, parent: at - 1, kind: "Indicator" }));
  const { pages } = pagesOf(modelOf([...boxes, { name: "Alone" }]), SHEET);
  assert.equal(pages.length, 2);
  assert.ok(pages[1].continued);
  assert.equal(cellOf(pages[1].marks, 7).fill, "faint.ground");
  assert.deepEqual(pages[1].boxes, [8, 9, 10]);
});

test("colour tells a finding, its title is whole, and a missing agency says so", () => {
  const model = modelOf([
    { name: "Goal", marks: [[0, 0]] },
    { name: "Calm", column: 1, parent: 0, agency: 0 },
    { name: "Expected", column: 1, parent: 0, agency: 1, kind: "Missing" },
    { name: "Child of the same", column: 2, parent: 1, agency: 0, also: [[0, true]], value: "4 / 5" },
  ]);
  model.words.missing = "Expected, none yet";
  model.words["map.also"] = "also contributes to {names}";
  const [{ marks }] = pagesOf(model, SHEET).pages;
  assert.deepEqual([0, 1, 3].map((box) => cellOf(marks, box).fill), ["red.ground", "ground", "ground"]);
  const said = textsOf(marks).join(" ");
  assert.match(said, /▲ Without parent/);
  assert.match(said, /▲ Expected, none yet/);
  assert.match(said, /also contributes to b0/);
  assert.equal(said.split("DISHUB").length, 2);
  assert.ok(only(marks, "frame").some(({ dashed }) => dashed));
});

test("names of a page have one size, and indicators inside all their words and numbers", () => {
  const inside = Array.from({ length: 3 }, (_, at) => ({
    name: `Share of things that were done in time ${at}`, kind: "Indicator", parent: 0, measures: true,
    value: "46,5 / 53,0 per hundred thousand people",
  }));
  const model = modelOf([{ name: "Goal of all" }, ...inside, { name: "Step", column: 1, parent: 0 }]);
  model.boxes[2].marks = [[1, 0]];
  const [{ marks, boxes }] = pagesOf(model, SHEET).pages;
  assert.deepEqual(boxes, [0, 1, 2, 3, 4]);
  const said = textsOf(marks).join(" ");
  assert.match(said, /◆ Share of things/);
  const wordsOf = (/** @type {number} */ box) =>
    only(marks, "text").filter((mark) => mark.box === box).map((mark) => mark.text).join(" ");
  assert.match(wordsOf(1), /46,5 \/ 53,0 per hundred thousand people/);
  const sizes = only(marks, "text").filter(({ box }) => box === 4).map(({ size }) => size);
  assert.deepEqual(new Set(sizes), new Set([13]));
});

test("indicators are cut, never names, where a page would else be two", () => {
  const boxes = Array.from({ length: 9 }, (_, at) => ({ name: `Goal number ${at}` }));
  const inside = boxes.flatMap((_, at) => [0, 1].map((line) => ({
    name: `Indicator ${line} with a name of many words that would take two lines or three of its column`.repeat(3),
    kind: "Indicator", parent: at, measures: true,
  })));
  const steps = boxes.map((_, at) => ({ name: `Step ${at}`, column: 1, parent: at }));
  const { pages } = pagesOf(modelOf([...boxes, ...inside, ...steps]), SHEET);
  const texts = pages.flatMap((page) => textsOf(page.marks));
  for (let at = 0; at < 9; at += 1) assert.ok(texts.join(" ").includes(`Goal number ${at}`));
  assert.ok(texts.some((words) => words.endsWith("…")));
});
