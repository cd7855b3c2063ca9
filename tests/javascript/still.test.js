import assert from "node:assert/strict";
import { test } from "node:test";

import { HEAD } from "../../kinerja_graph/render/assets/js/scene/layout.js";
import { wrapped } from "../../kinerja_graph/render/assets/js/scene/letters.js";
import { still, viewOfWish } from "../../kinerja_graph/render/assets/js/scene/still.js";
import { stillSvg, svgOf } from "../../kinerja_graph/render/assets/js/scene/svg.js";
import { fanned, modelOf, only, textsOf } from "./models.js";

/** @import {Mark} from "../../kinerja_graph/render/assets/js/scene/types.js" */

const colours = new Proxy(/** @type {Record<string, string>} */ ({}), { get: (_, name) => `#${String(name)}` });
const about = { title: "Cascade", scope: "", described: "Boxes", counts: [2, 0, 1], provenance: ["Dataset: city"] };

test("a whole picture is as tall as its names need", () => {
  const few = viewOfWish(fanned([1, 2]), { language: "en" });
  const many = viewOfWish(fanned([2, 5, 12]), { language: "en" });
  assert.equal(few.strips, 1);
  assert.equal(few.height, HEAD + 300);
  assert.ok(many.height > 120 * 15);
  const long = fanned([2, 5, 12], { name: "Result with a very long name that needs several lines ".repeat(3) });
  assert.ok(viewOfWish(long, { language: "en" }).height > many.height);
});

test("a plan too tall for whole names keeps rows of one line", () => {
  const tall = fanned([1, 900], { name: "Result with a very long name that needs several lines ".repeat(9) });
  assert.equal(viewOfWish(tall, { language: "en" }).height, HEAD + 900 * 15);
});

test("what is kept alone makes the picture as tall as that needs", () => {
  const model = fanned([3, 5, 20]);
  const whole = viewOfWish(model, { language: "en" });
  const part = viewOfWish(model, { language: "en", keep: [0, 1, 2, 3, 4] });
  assert.ok(part.height < whole.height / 3);
  assert.deepEqual(viewOfWish(model, { language: "en", keep: [] }).height, whole.height);
});

test("a picture is no taller than it may be", () => {
  const model = fanned([3, 5, 20]);
  const wish = /** @type {const} */ ({ language: "en", width: 600 });
  assert.deepEqual(viewOfWish(model, { ...wish, most: 700 }), { ...wish, height: 700 });
  assert.deepEqual(viewOfWish(model, { ...wish, most: 1e5 }), viewOfWish(model, wish));
});

test("a range of rows is a picture of these rows", () => {
  const view = viewOfWish(fanned([3, 5, 20]), { language: "en", rows: [10, 40] });
  assert.deepEqual(view.rows, [10, 40]);
  assert.ok(view.height < HEAD + 40 * 60);
});

test("a zoomed picture begins with its row", () => {
  const model = fanned([2, 10, 10]);
  const view = viewOfWish(model, { language: "en", width: 900, z: 20, row: 12.5, left: 4 });
  assert.equal(view.top, 250);
  assert.equal(view.height, 836);
  assert.equal(view.left, 4);
  assert.equal(viewOfWish(model, { language: "en", z: 20 }).top, 0);
  assert.equal(viewOfWish(model, { language: "en", z: 20, row: 1e6, height: 824 }).top, 200 * 20 - 800);
  assert.equal("z" in viewOfWish(model, { language: "en", z: 1 }), false, "it fits without zoom");
  const fit = viewOfWish(model, { language: "en", height: 500, chosen: 3, left: 2 });
  assert.deepEqual(fit, { width: 1160, language: "en", chosen: 3, height: 500, left: 2 });
});

test("title, scope, counts, agencies, signs and provenance surround the map", () => {
  const model = fanned([2, 3]);
  model.words = { ...model.words, "severity.error": "Error", "severity.info": ["Info", "Note"], "value.pair": "a / b" };
  model.boxes[1].value = "4 / 5";
  const drawn = still({ ...model, about: { ...about, scope: "Around: X" } }, { language: "en", scope: "Only Y" });
  const texts = textsOf(drawn.marks);
  const wanted = ["Cascade", "Around: X", "Only Y", "▲ Error 2", "● Note 1", "DISHUB", "Transport", "PUPR", "a / b", "Dataset: city"];
  for (const words of wanted) {
    assert.ok(texts.includes(words), words);
  }
  const pale = only(drawn.marks, "text").filter((mark) => mark.fill === "muted").map((mark) => mark.text);
  assert.ok(pale.includes("Transport") && !pale.includes("PUPR"), "a name like the code is not repeated");
  for (const mark of only(drawn.marks, "rect")) {
    assert.ok(mark.x >= 0 && mark.x + mark.w <= drawn.width && mark.y + mark.h <= drawn.height);
  }
});

test("an empty plan says so", () => {
  const model = { ...modelOf([]), words: { nothing: ["Kosong", "Empty"] } };
  const drawn = still(/** @type {any} */ (model), { language: "en" });
  assert.ok(textsOf(drawn.marks).includes("Empty"));
});

test("a legend explains lines and hatching only where there are some", () => {
  const words = { "legend.tree": "to its parent", "legend.cross": "across agencies", apart: "cut off" };
  const boxes = [
    { name: "A", agency: 0 }, { name: "B", column: 1, parent: 0, agency: 0 },
    { name: "C", agency: 1, also: /** @type {[number, boolean][]} */ ([]) },
    { name: "D", column: 1, parent: 0, agency: 1, also: /** @type {[number, boolean][]} */ ([[2, true]]) },
    { name: "E", column: 1 },
  ];
  const model = modelOf(boxes);
  model.words = { ...model.words, ...words };
  const plain = textsOf(still(model, { language: "en" }).marks);
  assert.ok(plain.includes("cut off"));
  assert.ok(!plain.includes("across agencies"));
  assert.ok(textsOf(still(model, { language: "en", chosen: 3 }).marks).includes("across agencies"));
});

test("a legend too wide for a line goes on in the next", () => {
  const model = fanned([2, 3]);
  model.agencies = Array.from({ length: 9 }, (_, at) => ({ code: `A${at}`, name: `Agency with a long name ${at}`, tint: at }));
  const texts = only(still(model, { language: "en" }).marks, "text");
  const rows = new Set(texts.filter((mark) => /^A\d$/.test(mark.text)).map((mark) => mark.y));
  assert.ok(rows.size > 1);
});

test("an SVG has a group for each box, named after it", () => {
  const model = fanned([1, 2]);
  model.boxes[1].marks = [[0, 0]];
  model.boxes[1].value = ["46 / 53", "46 / 53"];
  model.boxes[1].id = 'b"1<&';
  const text = stillSvg(model, { wish: { language: "en" }, colours });
  assert.ok(text.startsWith("<svg xmlns="));
  assert.ok(text.endsWith("</svg>\n"));
  const title = "b&quot;1&lt;&amp;: Result 1 0 0. PUPR. 46 / 53. ▲ Without parent";
  assert.ok(text.includes(`<g data-node="b&quot;1&lt;&amp;"><title>${title}</title>`));
  assert.equal(text.split("<g ").length, text.split("</g>").length);
  assert.ok(text.split("<g ").length >= 4);
});

test("an SVG has every shape, and nothing that XML forbids", () => {
  const model = modelOf([{ name: "A" }]);
  /** @type {Mark[]} */
  const marks = [
    { shape: "rect", x: 0, y: 0, w: 10.126, h: 5, fill: "ground", box: 0 },
    { shape: "frame", x: 1, y: 1, w: 8, h: 3, stroke: "ink", line: 2, dashed: true },
    { shape: "hatch", x: 0, y: 20, w: 30, h: 10, fill: "hatch", stroke: "red" },
    { shape: "hatch", x: 0, y: 20, w: 2, h: 2, fill: "hatch", stroke: "red" },
    { shape: "text", x: 3, y: 4, w: 5, size: 9.5, bold: true, end: true, fill: "ink", text: "a\u0000b\u202ec\ud800<" },
    { shape: "path", points: [0, 1, 2, 3, 4, 5], stroke: "line", line: 1.5 },
    { shape: "area", points: [0, 0, 4, 0, 4, 4], fill: "line" },
  ];
  const text = svgOf(model, { width: 100, height: 50, marks }, { colours, language: "id", shown: 50 });
  assert.ok(text.includes('width="50" height="25" viewBox="0 0 100 50"'));
  assert.ok(text.includes('<g data-node="b0"><title>b0: A</title><rect x="0" y="0" width="10.13" height="5" fill="#ground"/>'));
  assert.ok(text.includes('fill="none" stroke="#ink" stroke-width="2" stroke-dasharray="4 3"/>\n</g>'), "the frame belongs to the box");
  assert.ok(text.includes('<path d="M 0 29 L 9 20 M 8 30 L 18 20 M 17 30 L 27 20 M 26 30 L 30 26" fill="none" stroke="#red"'));
  const how = 'font-size="9.5" font-weight="700" text-anchor="end" fill="#ink"';
  assert.ok(text.includes(`<text x="3" y="4" ${how}>a\ufffdb\ufffdc\ufffd&lt;</text>`));
  assert.ok(text.includes('<path d="M 0 1 L 2 3 L 4 5" fill="none" stroke="#line" stroke-width="1.5"/>'));
  assert.ok(text.includes('<path d="M 0 0 L 4 0 L 4 4 Z" fill="#line"/>'));
});

test("a long text is broken into lines that fit", () => {
  const lines = wrapped(modelOf([]), "one two three four five six", 10, 60, false);
  assert.deepEqual(lines, ["one two", "three four", "five six"]);
});
