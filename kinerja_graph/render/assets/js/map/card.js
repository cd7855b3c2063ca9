// Where a card stands beside a cell: in the window, and over the cell's own words only if it must.

/** @typedef {{ x: number, y: number, w: number, h: number }} Area */

const GAP = 8;

/**
 * The left and top of a card of a size beside the pointer.
 * @param {Area} cell the part of the cell in sight
 * @param {{ x: number, y: number }} pointer
 * @param {{ w: number, h: number }} size
 * @param {{ w: number, h: number }} window
 */
export function placeCard(cell, pointer, size, window) {
  const low = Math.max(GAP, window.h - size.h - GAP);
  const beside = Math.min(Math.max(GAP, pointer.y - size.h / 3), low);
  const right = cell.x + cell.w + GAP;
  if (right + size.w <= window.w) return { x: right, y: beside };
  if (cell.x - GAP - size.w >= 0) return { x: cell.x - GAP - size.w, y: beside };
  const x = Math.min(Math.max(GAP, pointer.x - size.w / 2), Math.max(GAP, window.w - size.w - GAP));
  const below = Math.max(cell.y + Math.min(cell.h, 40), pointer.y) + GAP * 2;
  if (below + size.h <= window.h) return { x, y: below };
  return { x, y: Math.max(GAP, Math.min(cell.y, pointer.y) - GAP - size.h) };
}
