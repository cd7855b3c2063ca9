// Writes a still picture as SVG: only presentation attributes, so that no policy of a page blocks any.

/** @import {Mark, Model, Still, View, Wish} from "./types.js" */

import { told } from "./letters.js";
import { still } from "./still.js";

const FAMILY = "DejaVu Sans Condensed, Segoe UI, Roboto, Helvetica Neue, Arial, Noto Sans, sans-serif";
const DASHES = "4 3";
const STEP = 9;
/** What belongs to a cell is within it, but for a stub left of it. */
const SLACK = 5;
/** What XML forbids, and what would change the direction of the text after it. */
// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/** @typedef {Extract<Mark, { shape: "rect" }>} Rect */

/**
 * The text of an SVG file.
 * @param {Model} model
 * @param {Still} still
 * @param {{ colours: Record<string, string>, language: View["language"], shown?: number | null }} how
 *   `shown` is the width at which it is displayed
 */
export function svgOf(model, { width, height, marks }, { colours, language, shown }) {
  const scale = shown ? shown / width : 1;
  const head = [
    '<svg xmlns="http://www.w3.org/2000/svg" role="img" ', `lang="${language}" width="${short(width * scale)}" `,
    `height="${short(height * scale)}" viewBox="0 0 ${short(width)} ${short(height)}" `,
    `font-family="${FAMILY}" font-stretch="condensed">`,
    `<title>${escaped(told(model.about.title, { language }))}</title>`,
    `<desc>${escaped(told(model.about.described, { language }))}</desc>\n`,
    `<rect width="100%" height="100%" fill="${colours.ground}"/>\n`,
  ];
  return [...head, ...grouped(model, marks, colours, language), "</svg>\n"].join("");
}

/**
 * Draws a still picture as the text of an SVG file.
 * @param {Model} model
 * @param {{ wish: Wish, colours: Record<string, string>, shown?: number | null }} how
 */
export function stillSvg(model, { wish, colours, shown }) {
  return svgOf(model, still(model, wish), { colours, language: wish.language, shown });
}

/**
 * Marks as elements, those of a box in a group that is named after it.
 * @param {Model} model
 * @param {Mark[]} marks
 * @param {Record<string, string>} colours
 * @param {View["language"]} language
 */
function grouped(model, marks, colours, language) {
  /** @type {string[]} */
  const parts = [];
  let open = -1;
  /** @type {Rect | null} */
  let ground = null;
  for (const mark of marks) {
    const box = boxOf(mark);
    if (box !== open && !(box < 0 && ground && isWithin(mark, ground))) {
      if (open >= 0) parts.push("</g>\n");
      if (box >= 0) parts.push(beginning(model, box, language));
      open = box;
      ground = null;
    }
    if (box >= 0 && mark.shape === "rect") ground = mark;
    parts.push(painted(mark, colours));
  }
  if (open >= 0) parts.push("</g>\n");
  return parts;
}

/** @param {Mark} mark */
function boxOf(mark) {
  return "box" in mark && mark.box !== undefined ? mark.box : -1;
}

/**
 * @param {Mark} mark
 * @param {Rect} ground
 */
function isWithin(mark, ground) {
  if (mark.shape !== "rect" && mark.shape !== "frame") return false;
  const across = mark.x >= ground.x - SLACK && mark.x + mark.w <= ground.x + ground.w + 0.02;
  return across && mark.y >= ground.y - 0.02 && mark.y + mark.h <= ground.y + ground.h + 0.02;
}

/**
 * @param {Model} model
 * @param {number} number
 * @param {View["language"]} language
 */
function beginning(model, number, language) {
  const box = model.boxes[number];
  const findings = box.marks.map(([tone, title]) => `${model.tones[tone].shape} ${told(model.titles[title], { language })}`);
  const agency = box.agency < 0 ? "" : model.agencies[box.agency].code;
  const parts = [`${box.id}: ${box.name}`, agency, told(box.value, { language }), ...findings];
  return `<g data-node="${escaped(box.id)}"><title>${escaped(parts.filter(Boolean).join(". "))}</title>`;
}

/**
 * @param {Mark} mark
 * @param {Record<string, string>} colours
 */
function painted(mark, colours) {
  if (mark.shape === "text") return textOf(mark, colours);
  if (mark.shape === "rect") return rect(mark, colours[mark.fill], "");
  if (mark.shape === "frame") return rect(mark, "none", pen(mark, colours));
  if (mark.shape === "hatch") return rect(mark, colours[mark.fill], "") + slants(mark, colours);
  const through = commands(mark.points);
  if (mark.shape === "area") return `<path d="${through} Z" fill="${colours[mark.fill]}"/>\n`;
  return `<path d="${through}" fill="none"${pen(mark, colours)}/>\n`;
}

/**
 * @param {{ x: number, y: number, w: number, h: number }} area
 * @param {string} fill
 * @param {string} stroke
 */
function rect({ x, y, w, h }, fill, stroke) {
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}" fill="${fill}"${stroke}/>\n`;
}

/**
 * @param {Extract<Mark, { shape: "text" }>} mark
 * @param {Record<string, string>} colours
 */
function textOf({ x, y, size, bold, end, fill, text }, colours) {
  const how = `${bold ? ' font-weight="700"' : ""}${end ? ' text-anchor="end"' : ""}`;
  return `<text x="${short(x)}" y="${short(y)}" font-size="${short(size)}"${how} fill="${colours[fill]}">${escaped(text)}</text>\n`;
}

/**
 * Lines that rise to the right.
 * @param {Extract<Mark, { shape: "hatch" }>} mark
 * @param {Record<string, string>} colours
 */
function slants({ x, y, w, h, stroke }, colours) {
  /** @type {string[]} */
  const parts = [];
  for (let offset = STEP; offset < w + h; offset += STEP) {
    const left = Math.max(0, offset - h);
    const right = Math.min(w, offset);
    parts.push(commands([x + left, y + offset - left, x + right, y + offset - right]));
  }
  return parts.length ? `<path d="${parts.join(" ")}" fill="none" stroke="${colours[stroke]}" stroke-width="1"/>\n` : "";
}

/** @param {number[]} points */
function commands(points) {
  return points.map((each, at) => `${at % 2 ? "" : at ? "L " : "M "}${short(each)}`).join(" ");
}

/**
 * @param {{ stroke: string, line: number, dashed?: boolean }} mark
 * @param {Record<string, string>} colours
 */
function pen({ stroke, line, dashed }, colours) {
  return ` stroke="${colours[stroke]}" stroke-width="${short(line)}"${dashed ? ` stroke-dasharray="${DASHES}"` : ""}`;
}

/** @param {number} value */
function short(value) {
  return String(Math.round(value * 100) / 100);
}

/** @param {string} text */
function escaped(text) {
  return text.replace(INVISIBLE, "\ufffd").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
