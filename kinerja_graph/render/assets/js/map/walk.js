// Walking through the boxes by arrow keys.

/** @import {Cells, Model} from "../scene/types.js" */

import { cellsOf } from "../scene/cells.js";

/**
 * The box one step away: left is its parent, right the first that hangs on it, up and down its
 * neighbours in the column, lines inside a cell included; -1: there is none.
 * @param {Model} model
 * @param {number} box
 * @param {"left" | "right" | "up" | "down"} direction
 */
export function neighbour(model, box, direction) {
  const cells = cellsOf(model);
  if (direction === "left") return model.boxes[box].parent;
  if (direction === "right") return firstBeside(model, cells, box);
  const column = linesOf(model, cells, model.boxes[box].column);
  return column[column.indexOf(box) + (direction === "down" ? 1 : -1)] ?? -1;
}

/**
 * @param {Model} model
 * @param {Cells} cells
 * @param {number} box
 */
function firstBeside(model, cells, box) {
  const cell = cells.cellOf[box];
  if (cell === box) return cells.beside[box][0] ?? -1;
  return cells.beside[cell].find((child) => model.boxes[child].parent === box) ?? -1;
}

/**
 * The boxes of a column from above to below.
 * @param {Model} model
 * @param {Cells} cells
 * @param {number} column
 */
function linesOf(model, cells, column) {
  return cells.order.filter((cell) => model.boxes[cell].column === column).flatMap((cell) => [cell, ...cells.inside[cell]]);
}

/**
 * All boxes in the order in which they are drawn.
 * @param {Model} model
 */
export function drawnOrder(model) {
  const cells = cellsOf(model);
  return cells.order.flatMap((cell) => [cell, ...cells.inside[cell]]);
}
