// What of a picture is taken along: the part in sight as a still picture, and its file.

/** @import {View, Wish} from "../scene/types.js" */

/** Pixels of a page in an inch. */
export const INCH = 96;
/** Most dots of a picture, and of one of its sides: more than that, and browsers draw nothing. */
const MOST_DOTS = 120e6;
const LONGEST = 16000;
/** The width of the text of an A4 page in pixels, and its height: 17 and 24 cm. */
const A4 = { width: 643, height: 907 };
const MARGINS = 40;
/** Bytes of a PNG's signature and first chunk. */
const FIRST = 33;

/**
 * The still picture of a view: the same part, in a window of the same size.
 * @param {View} view
 * @param {{ row: number, scope: string }} more the row at the top, and what alone is kept
 * @returns {Wish}
 */
export function wishOf({ width, height, language, z, left, keep, chosen }, { row, scope }) {
  return {
    language, width, height,
    ...(z !== undefined && { z, row }),
    ...(left && { left }),
    ...(keep && { keep }),
    ...(chosen !== undefined && { chosen }),
    ...(scope && { scope }),
  };
}

/**
 * The same part for an A4 page: as wide as its text, or so wide that all columns are in it.
 * @param {Wish} wish
 * @param {number} columns the least width of all columns
 * @returns {Wish}
 */
export function forDocument(wish, columns) {
  const high = A4.height - 4 * MARGINS;
  /** @type {Wish} */
  const whole = { ...wish, width: Math.max(A4.width - MARGINS, columns), most: high };
  delete whole.left;
  if (wish.z === undefined) delete whole.height;
  else whole.height = Math.min(high, wish.height ?? high);
  return whole;
}

/**
 * Dots for each pixel with which a picture is as wide as the text of an A4 page.
 * @param {number} width of the picture
 * @param {number} dpi
 */
export function dotsForDocument(width, dpi) {
  return (dpi / INCH) * Math.min(1, A4.width / width);
}

/**
 * Dots for each pixel at so many dots an inch, fewer for a picture that would be too large.
 * @param {{ width: number, height: number }} size
 * @param {number} dots
 */
export function dotsWithin({ width, height }, dots) {
  return Math.min(dots, LONGEST / Math.max(width, height), Math.sqrt(MOST_DOTS / (width * height)));
}

/**
 * A PNG that says how many dots an inch it has, so that a document shows it in its own size.
 * @param {Uint8Array} bytes
 * @param {number} dpi
 */
export function withResolution(bytes, dpi) {
  const metre = Math.round(dpi / 0.0254);
  const chunk = new Uint8Array(21);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, 9);
  chunk.set([112, 72, 89, 115], 4); // pHYs
  view.setUint32(8, metre);
  view.setUint32(12, metre);
  chunk[16] = 1;
  view.setUint32(17, checksum(chunk.subarray(4, 17)));
  const whole = new Uint8Array(bytes.length + chunk.length);
  whole.set(bytes.subarray(0, FIRST));
  whole.set(chunk, FIRST);
  whole.set(bytes.subarray(FIRST), FIRST + chunk.length);
  return whole;
}

/**
 * The CRC-32 of bytes, as PNG has it.
 * @param {Uint8Array} bytes
 */
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/**
 * A name of a file that every system takes.
 * @param {string[]} parts
 * @param {string} suffix
 */
export function fileName(parts, suffix) {
  const words = parts.map((part) => part.normalize("NFKD").replace(/[^\w.-]+/g, "-").replace(/^[-.]+|[-.]+$/g, ""));
  return `${words.filter(Boolean).join("-").slice(0, 120) || "kaskade"}${suffix}`;
}
