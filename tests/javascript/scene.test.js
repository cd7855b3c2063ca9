import assert from "node:assert/strict";
import { test } from "node:test";

import { paint } from "../../kinerja_graph/render/assets/js/scene/canvas.js";
import { GUTTER } from "../../kinerja_graph/render/assets/js/scene/shares.js";
import { boxAt, minimap, scene } from "../../kinerja_graph/render/assets/js/scene/scene.js";
import { cellOf, fanned, modelOf, only, textsOf, viewOf } from "./models.js";

/** @import {Mark} from "../../kinerja_graph/render/assets/js/scene/types.js" */

test("a parent is as tall as what hangs on it and touches it", () => {
  const marks = scene(fanned([1, 3]), viewOf());
  const parent = cellOf(marks, 0);
  const children = [1, 2, 3].map((box) => cellOf(marks, box));
  assert.equal(parent.y, children[0].y);
  assert.equal(parent.y + parent.h, children[2].y + children[2].h);
  assert.ok(children.every((child) => Math.abs(child.x - parent.x - parent.w - GUTTER) < 0.02));
});

test("the same model and view give the same marks, and neither is changed", () => {
  const model = fanned([2, 4]);
  const copy = structuredClone(model);
  const view = Object.freeze(viewOf());
  assert.deepEqual(scene(model, view), scene(copy, view));
  assert.deepEqual(model, copy);
});

test("no line is drawn at rest; another contribution is a mark at the cell's left", () => {
  const model = fanned([2, 2]);
  model.boxes[3].also = [[1, true]];
  const marks = scene(model, viewOf());
  assert.deepEqual(only(marks, "path"), []);
  const stub = only(marks, "rect").filter(({ fill }) => fill === "cross");
  assert.equal(stub.length, 1);
  assert.ok(Math.abs(stub[0].x + 4 - cellOf(marks, 3).x) < 0.02);
});

test("the chosen chain has a halo, a line dashed between agencies, an arrow, and a ring", () => {
  const model = fanned([2, 2]);
  model.boxes[3].also = [[1, true]];
  model.boxes[2].also = [[1, false]];
  const marks = scene(model, viewOf({ chosen: 3 }));
  const [halo, line] = only(marks, "path");
  assert.deepEqual([halo.stroke, halo.line, line.stroke, line.dashed], ["ground", 4.5, "cross", true]);
  assert.equal(only(marks, "path").length, 2);
  const target = cellOf(marks, 1);
  const tip = only(marks, "area")[0].points;
  assert.ok(Math.abs(tip[0] - target.x - target.w) < 0.02);
  assert.ok(tip[1] > target.y && tip[1] < target.y + target.h);
  assert.equal(only(marks, "frame")[0].stroke, "accent");
});

test("a line to a later column runs from the right edge: an inversion is seen", () => {
  const model = modelOf([{ name: "goal" }, { name: "wrong way", also: [[2, false]] }, { name: "lower", column: 2, parent: 0 }]);
  const marks = scene(model, viewOf({ chosen: 1 }));
  const source = cellOf(marks, 1);
  assert.ok(Math.abs(only(marks, "path")[0].points[0] - source.x - source.w) < 0.02);
});

test("a long line runs between rows, not over words", () => {
  const model = fanned([2, 1, 3]);
  model.boxes[4].also = [[1, true]];
  const marks = scene(model, viewOf({ chosen: 4 }));
  const y = only(marks, "path")[0].points[1];
  const rows = only(marks, "rect").filter(({ box }) => box !== undefined && box >= 4);
  assert.ok(rows.every((row) => y <= row.y + 0.01 || y >= row.y + row.h - 1.01), `${y}`);
});

test("more than forty lines become one for each pair of agencies, with their number", () => {
  const model = fanned([2, 100]);
  model.boxes.forEach((box, number) => { if (box.parent === 1 && number % 2) box.also = [[0, true]]; });
  const marks = scene(model, viewOf({ chosen: 0, strips: 1 }));
  assert.ok(only(marks, "path").length === 2);
  assert.ok(textsOf(marks).includes("50"), textsOf(marks).join());
});

test("ends out of sight stay at the edge of the window", () => {
  const model = fanned([2, 20]);
  model.boxes[3].also = [[1, true]];
  const { points } = only(scene(model, viewOf({ z: 100, top: 0, chosen: 3 })), "path")[0];
  assert.ok(points.every((one, at) => at % 2 === 0 || (one >= 24 && one <= 624)));
});

test("a root of a later column is hatched at its left, a cell that carries nothing is pale at its right", () => {
  const marks = scene(modelOf([
    { name: "goal" }, { name: "task", column: 3, parent: 0 }, { name: "end", column: 1, parent: 0 },
    { name: "lost", column: 2 }, { name: "lost too", column: 2 },
  ]), viewOf());
  const [hatch] = only(marks, "hatch");
  assert.equal(hatch.x, 0);
  assert.ok(hatch.w < cellOf(marks, 3).x);
  assert.equal(Math.round(hatch.y), Math.round(cellOf(marks, 3).y));
  const texts = textsOf(marks);
  assert.ok(texts.includes("2 without parent") && texts.includes("ends here") && texts.includes("2 end here"));
});

test("emptiness is silent where the picture is only a part of the plan", () => {
  const plan = [{ name: "goal" }, { name: "lost", column: 2 }];
  assert.equal(only(scene(modelOf(plan), viewOf()), "hatch").length, 1);
  assert.deepEqual(only(scene(modelOf(plan, { whole: false }), viewOf()), "hatch"), []);
});

test("a skipped level is named between a cell and its parent, once for neighbours of one parent", () => {
  const model = modelOf([
    { name: "goal" }, { name: "programme", column: 1, parent: 0 }, { name: "task", column: 3, parent: 1 },
    { name: "far", column: 2, parent: 0 }, { name: "far too", column: 2, parent: 0 },
  ]);
  const marks = scene(model, viewOf());
  const named = only(marks, "text").filter(({ text }) => text === "level skipped");
  assert.equal(named.length, 2);
  const [far, farToo] = [cellOf(marks, 3), cellOf(marks, 4)];
  const gap = only(marks, "rect").find(({ fill, x, y }) => fill === "band" && y === far.y && x < far.x);
  assert.ok(gap && Math.abs(gap.y + gap.h - farToo.y - farToo.h) < 1.01);
  assert.ok(gap.x > cellOf(marks, 0).x + cellOf(marks, 0).w && gap.x + gap.w < far.x);
});

test("low gaps of skipped levels are pale without words; a part of a plan has none", () => {
  const boxes = Array.from({ length: 200 }, (_, at) => ({ name: `far ${at}`, column: 2, parent: 0 }));
  const bands = (/** @type {Mark[]} */ marks) => only(marks, "rect").filter(({ fill, y }) => fill === "band" && y >= 24);
  const low = modelOf([{ name: "goal" }, { name: "near", column: 1, parent: 0 }, boxes[0], { name: "near too", column: 1, parent: 0 },
    ...boxes.slice(1).map((box) => ({ ...box, column: 1 }))]);
  const marks = scene(low, viewOf({ strips: 1 }));
  assert.ok(!textsOf(marks).includes("level skipped"));
  assert.ok(bands(marks).length > 0);
  assert.deepEqual(bands(scene({ ...low, whole: false }, viewOf({ strips: 1 }))), []);
});

test("words stick to the top of the window while their cell is in sight", () => {
  const marks = scene(fanned([1, 10]), viewOf({ z: 200, top: 900 }));
  const name = only(marks, "text").find(({ box, text }) => box === 0 && text.startsWith("Result"));
  assert.ok(name && name.y > 24 && name.y < 80);
  const foot = only(marks, "text").find(({ text }) => text.endsWith("below"));
  assert.ok(foot && foot.y > 600 && foot.y < 624);
});

test("a tall cell tells agency, numbers, finding, indicators and what is below", () => {
  const marks = scene(modelOf([
    { name: "Goal", agency: 0, value: ["46 / 53 %", "46 / 53 %"], marks: [[0, 0], [2, 1]] },
    { name: "Rate", kind: "Indicator", measures: true, parent: 0, value: "7 / 9", marks: [[1, 0]] },
    { name: "Below", column: 1, parent: 0 },
  ]), viewOf());
  const own = only(marks, "text").filter(({ box }) => box === 0).map(({ text }) => text);
  assert.deepEqual(own, ["DISHUB", "46 / 53 %", "● 1", "Goal", "▲ Without parent", "1 below"]);
  assert.deepEqual(only(marks, "text").filter(({ box }) => box === 1).map(({ text }) => text), ["◆ Rate", "7 / 9"]);
});

test("indicators without room are counted", () => {
  const rates = Array.from({ length: 6 }, (_, at) => ({ name: `Rate ${at}`, kind: "Indicator", measures: true, parent: 0 }));
  const marks = scene(modelOf([{ name: "Goal" }, ...rates]), viewOf({ height: 104 }));
  assert.ok(textsOf(marks).some((text) => /^\+ \d more$/.test(text)), textsOf(marks).join());
});

test("a low cell says whose it is where its agency has no tint of its own and its parent is another's", () => {
  const plan = fanned([1, 30]);
  plan.agencies = [{ code: "DISHUB", name: "Dishub", tint: 0 }, { code: "PUPR", name: "PUPR", tint: 12 }];
  const of = (/** @type {number} */ box) =>
    only(scene(plan, viewOf({ strips: 1 })), "text").filter((mark) => mark.box === box).map(({ text }) => text);
  assert.deepEqual(of(5), ["PUPR", "Result 1 0 4"]);
  plan.boxes[0].agency = 1;
  assert.deepEqual(of(5), ["Result 1 0 4"]);
  plan.boxes[0].agency = 0;
  plan.agencies[1].code = "A CODE THAT IS LONGER THAN A THIRD OF THE CELL IN WHICH IT WOULD STAND AND TAKES IT ALL AWAY";
  assert.deepEqual(of(5), ["Result 1 0 4"]);
});

test("a low cell has its sign before its name, and its numbers where there is room", () => {
  const plan = fanned([1, 30], { value: "7 / 9", marks: [[1, 0]] });
  const own = only(scene(plan, viewOf({ strips: 1 })), "text").filter(({ box }) => box === 5).map(({ text }) => text);
  assert.deepEqual(own, ["◆", "Result 1 0 4", "7 / 9"]);
});

test("very low cells melt into patches of their agency, and no finding is lost", () => {
  const plan = fanned([1, 900]);
  plan.boxes[400].marks = [[1, 0]];
  plan.boxes.slice(600).forEach((box) => { box.agency = 0; });
  const rects = only(scene(plan, viewOf()), "rect");
  const patches = rects.filter(({ fill, box }) => fill.endsWith(".patch") && box === undefined);
  assert.deepEqual(patches.map(({ fill }) => fill), ["tint1.patch", "tint0.patch"]);
  const ticks = rects.filter(({ fill }) => fill === "amber.line");
  assert.deepEqual(ticks.map(({ h }) => h), [2]);
});

test("what is squeezed is pale, and what is kept is not", () => {
  const marks = scene(fanned([2, 5]), viewOf({ keep: [0, 2, 3] }));
  assert.equal(cellOf(marks, 0).fill, "tint0.ground");
  assert.ok(cellOf(marks, 1).fill.startsWith("faint."));
});

test("a missing agency is an outline of dashes", () => {
  const marks = scene(modelOf([{ name: "Goal" }, { name: "PUPR", kind: "Missing", column: 1, parent: 0, agency: 1 }]), viewOf());
  assert.equal(cellOf(marks, 1).fill, "ground");
  assert.ok(only(marks, "frame").some(({ dashed, stroke }) => dashed && stroke === "tint1.bar"));
});

test("words are in the language of the view", () => {
  const plan = fanned([1, 2]);
  assert.ok(textsOf(scene(plan, viewOf({ language: "id" }))).includes("2 di bawah"));
  assert.ok(textsOf(scene(plan, viewOf())).includes("Tasks"));
});

test("a point leads to its record: a cell, a line inside it, or nothing", () => {
  const plan = modelOf([
    { name: "Goal" }, { name: "Rate", kind: "Indicator", measures: true, parent: 0 }, { name: "Below", column: 1, parent: 0 },
  ]);
  const view = viewOf();
  const marks = scene(plan, view);
  const below = cellOf(marks, 2);
  const rate = only(marks, "text").find(({ text }) => text === "Rate");
  assert.equal(boxAt(plan, view, marks, below.x + 3, below.y + below.h / 2), 2);
  assert.equal(boxAt(plan, view, marks, 3, 400), 0);
  assert.ok(rate);
  assert.equal(boxAt(plan, view, marks, rate.x + 3, rate.y - 3), 1);
  assert.equal(boxAt(plan, view, marks, 3, 5), -1);
  assert.equal(boxAt(plan, view, marks, 980, 400), -1);
});

test("every point of a plan of many rows leads to the cell that covers it", () => {
  const plan = fanned([3, 7, 5]);
  const view = viewOf();
  const marks = scene(plan, view);
  only(marks, "rect").forEach((mark) => {
    if (mark.box !== undefined) assert.equal(boxAt(plan, view, [], mark.x + mark.w / 2, mark.y + mark.h / 2), mark.box);
  });
});

test("the minimap has a frame around the part in sight and no words", () => {
  const marks = minimap(fanned([2, 20]), viewOf({ z: 60, top: 600 }), { width: 44, height: 600 });
  assert.deepEqual(only(marks, "text"), []);
  const [frame] = only(marks, "frame");
  assert.ok(Math.abs(frame.y - 150) < 0.5 && Math.abs(frame.h - 150) < 0.5);
  assert.ok(marks.every((mark) => !("x" in mark) || mark.x <= 44));
});

test("the painter paints every shape in the colours of the theme", () => {
  /** @type {string[]} */
  const calls = [];
  const brush = /** @type {CanvasRenderingContext2D} */ (/** @type {unknown} */ (new Proxy({}, {
    get: (_, name) => (/** @type {unknown[]} */ ...args) => calls.push(`${String(name)} ${args.join(" ")}`),
    set: (_, name, value) => Boolean(calls.push(`${String(name)}=${value}`)),
  })));
  /** @type {Mark[]} */
  const marks = [
    { shape: "rect", x: 1, y: 2, w: 3, h: 4, fill: "ink" },
    { shape: "hatch", x: 0, y: 0, w: 20, h: 10, fill: "ground", stroke: "ink" },
    { shape: "text", x: 5, y: 6, w: 7, size: 10, bold: true, fill: "ink", text: "abc", end: true },
    { shape: "text", x: 5, y: 6, w: 7, size: 10, bold: true, fill: "ink", text: "d" },
    { shape: "frame", x: 1, y: 1, w: 2, h: 2, stroke: "ink", line: 2, dashed: true },
    { shape: "path", points: [0, 0, 5, 5], stroke: "ink", line: 1 },
    { shape: "area", points: [0, 0, 5, 5, 0, 5], fill: "ink" },
  ];
  paint(brush, marks, { ink: "#111111", ground: "#ffffff" });
  assert.ok(calls.includes("fillRect 1 2 3 4") && calls.includes("fillText abc 5 6 8"));
  assert.equal(calls.filter((call) => call.startsWith("font=")).length, 1);
  assert.ok(calls.includes("setLineDash 4,3") && calls.includes("rect 1 1 2 2"));
  assert.deepEqual(calls.filter((call) => call.startsWith("lineTo")).slice(-3), ["lineTo 0 0", "lineTo 5 5", "lineTo 0 5"]);
  assert.ok(!calls.some((call) => call.includes("undefined")));
});

test("agencies of one tint are told apart by their bars", () => {
  const names = ["whole", "pieces", "lines"];
  const plan = modelOf(names.map((name, agency) => ({ name, agency })), {
    agencies: names.map((code, pattern) => ({ code, name: code, tint: 0, pattern })),
  });
  const bars = only(scene(plan, viewOf()), "rect").filter((mark) => mark.fill === "tint0.bar");
  const of = (/** @type {number} */ box) => bars.filter((mark) => Math.floor((mark.y - 24) / 200) === box);
  assert.equal(of(0).length, 1);
  assert.ok(of(1).length > 15);
  assert.equal(of(2).length, 2);
});
