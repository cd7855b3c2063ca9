// Small plans for tests, with letters that are all 6 pixels wide at size 10.

/** @import {Box, Mark, Model, View} from "../../kinerja_graph/render/assets/js/scene/types.js" */

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 …·/▲◆●+%-";

/**
 * A model of boxes; what a box does not say is usual: an objective of column 0 without parent.
 * @param {(Partial<Box> & { name: string })[]} boxes
 * @param {Partial<Model>} [more]
 * @returns {Model}
 */
export function modelOf(boxes, more = {}) {
  const letters = { letters: LETTERS, advances: [...LETTERS].map(() => 60), other: 60 };
  const usual = { kind: "Objective", column: 0, parent: -1, agency: -1, value: "", measures: false };
  return {
    boxes: boxes.map((box, number) => ({ id: `b${number}`, marks: [], also: [], ...usual, ...box })),
    columns: ["0", "1", "2", "task"],
    agencies: [{ code: "DISHUB", name: "Transport", tint: 0 }, { code: "PUPR", name: "PUPR", tint: 1 }],
    plain: 12,
    tones: [
      { name: "error", shape: "▲", colour: "red", loud: true },
      { name: "warning", shape: "◆", colour: "amber", loud: true },
      { name: "info", shape: "●", colour: "blue", loud: false },
    ],
    titles: [["Tanpa induk", "Without parent"], "Info"],
    words: {
      "column.0": "Level 0", "column.1": "Level 1", "column.2": "Level 2", "column.task": ["Tugas", "Tasks"],
      "said.below": ["{n} di bawah", "{n} below"], "map.inside": "+ {n} more",
      "map.parentless": "{n} without parent", "map.parentless.one": "1 without parent",
      "map.ends": "{n} end here", "map.ends.one": "ends here", "map.skipped": "level skipped",
    },
    units: 100,
    regular: letters,
    bold: letters,
    whole: true,
    about: { title: "Cascade", scope: "", described: "Boxes", counts: [0, 0, 0], provenance: ["Dataset: city"] },
    ...more,
  };
}

/**
 * A plan in which every box of a column has so many below it.
 * @param {number[]} fans
 * @param {Partial<Box>} [leaf] what is special about those of the last column
 */
export function fanned(fans, leaf = {}) {
  /** @type {(Partial<Box> & { name: string })[]} */
  const boxes = [];
  let above = [-1];
  fans.forEach((fan, column) => {
    const more = column === fans.length - 1 ? leaf : {};
    above = above.flatMap((parent) => Array.from({ length: fan }, (_, at) =>
      boxes.push({ name: `Result ${column} ${parent} ${at}`, column, parent, agency: column % 2, ...more }) - 1));
  });
  return modelOf(boxes);
}

/**
 * @param {Partial<View>} [more]
 * @returns {View}
 */
export function viewOf(more = {}) {
  return { width: 1000, height: 624, language: "en", ...more };
}

/**
 * The marks of one shape.
 * @template {Mark["shape"]} S
 * @param {Mark[]} marks
 * @param {S} shape
 * @returns {Extract<Mark, { shape: S }>[]}
 */
export function only(marks, shape) {
  return /** @type {Extract<Mark, { shape: S }>[]} */ (marks.filter((mark) => mark.shape === shape));
}

/**
 * The texts among marks.
 * @param {Mark[]} marks
 */
export function textsOf(marks) {
  return only(marks, "text").map((mark) => mark.text);
}

/**
 * The ground of a box's cell.
 * @param {Mark[]} marks
 * @param {number} box
 */
export function cellOf(marks, box) {
  const found = only(marks, "rect").find((mark) => mark.box === box);
  if (!found) throw new Error(`no cell of box ${box}`);
  return found;
}
