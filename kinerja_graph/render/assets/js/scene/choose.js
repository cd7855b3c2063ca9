// Sets of boxes to keep while everything else is squeezed: a chain, a tone, a search, an agency.

/** @import {Model} from "./types.js" */

/**
 * Everything that a box contributes to, and everything that contributes to it, itself included.
 * @param {Model} model
 * @param {number} box
 */
export function chainOf(model, box) {
  const up = new Set([box]);
  for (const one of up) for (const above of aboveOf(model, one)) up.add(above);
  /** @type {number[][]} */
  const below = model.boxes.map(() => []);
  model.boxes.forEach((_, number) => aboveOf(model, number).forEach((above) => below[above].push(number)));
  const down = new Set([box]);
  for (const one of down) for (const under of below[one]) down.add(under);
  return [...new Set([...up, ...down])].sort((one, other) => one - other);
}

/**
 * @param {Model} model
 * @param {number} number
 */
function aboveOf(model, number) {
  const { parent, also } = model.boxes[number];
  const others = also.map(([target]) => target);
  return parent < 0 ? others : [parent, ...others];
}

/**
 * The boxes with a finding of one of the tones.
 * @param {Model} model
 * @param {string[]} names
 */
export function boxesOfTones(model, names) {
  return numbersOf(model, (box) => box.marks.some(([tone]) => names.includes(model.tones[tone].name)));
}

/**
 * The boxes whose name, code or agency holds every word of a search.
 * @param {Model} model
 * @param {string} query
 */
export function boxesOfSearch(model, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return numbersOf(model, (box) => {
    const code = box.agency < 0 ? "" : model.agencies[box.agency].code;
    const text = `${box.id} ${box.name} ${code}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/**
 * The boxes of an agency.
 * @param {Model} model
 * @param {number} agency
 */
export function boxesOfAgency(model, agency) {
  return numbersOf(model, (box) => box.agency === agency);
}

/**
 * @param {Model} model
 * @param {(box: Model["boxes"][number]) => boolean} fits
 */
function numbersOf(model, fits) {
  return model.boxes.flatMap((box, number) => (fits(box) ? [number] : []));
}
