// Paints the marks of a scene on a canvas; `still/scene.py` paints the same as SVG.

/** @import {Mark} from "./types.js" */

const FAMILY = '"DejaVu Sans Condensed", "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif';
const DASHES = [4, 3];
const STEP = 9;

/** @typedef {Record<string, string>} Colours the colours of a theme (hex) by the names in marks */

/**
 * Paints marks in the colours of a theme.
 * @param {CanvasRenderingContext2D} brush scaled so that one of its units is a pixel of the scene
 * @param {Mark[]} marks
 * @param {Colours} colours
 */
export function paint(brush, marks, colours) {
  brush.textBaseline = "alphabetic";
  let font = "";
  for (const mark of marks) {
    if (mark.shape === "text") font = paintText(brush, mark, colours, font);
    else if (mark.shape === "rect") {
      brush.fillStyle = colours[mark.fill];
      brush.fillRect(mark.x, mark.y, mark.w, mark.h);
    } else if (mark.shape === "hatch") paintHatch(brush, mark, colours);
    else paintOutline(brush, mark, colours);
  }
}

/**
 * A text; letters of a font that is wider than ours are pressed together.
 * @param {CanvasRenderingContext2D} brush
 * @param {Extract<Mark, { shape: "text" }>} mark
 * @param {Colours} colours
 * @param {string} font the font that is set
 */
function paintText(brush, mark, colours, font) {
  const own = `${mark.bold ? "bold " : ""}${mark.size}px ${FAMILY}`;
  if (own !== font) brush.font = own;
  brush.textAlign = mark.end ? "right" : "left";
  brush.fillStyle = colours[mark.fill];
  brush.fillText(mark.text, mark.x, mark.y, mark.w + 1);
  return own;
}

/**
 * @param {CanvasRenderingContext2D} brush
 * @param {Extract<Mark, { shape: "hatch" }>} mark
 * @param {Colours} colours
 */
function paintHatch(brush, { x, y, w, h, fill, stroke }, colours) {
  brush.fillStyle = colours[fill];
  brush.fillRect(x, y, w, h);
  brush.beginPath();
  for (let offset = STEP; offset < w + h; offset += STEP) {
    const left = Math.max(0, offset - h);
    const right = Math.min(w, offset);
    brush.moveTo(x + left, y + offset - left);
    brush.lineTo(x + right, y + offset - right);
  }
  brush.lineWidth = 1;
  brush.strokeStyle = colours[stroke];
  brush.stroke();
}

/**
 * @param {CanvasRenderingContext2D} brush
 * @param {Extract<Mark, { shape: "frame" | "path" | "area" }>} mark
 * @param {Colours} colours
 */
function paintOutline(brush, mark, colours) {
  brush.beginPath();
  if (mark.shape === "frame") brush.rect(mark.x, mark.y, mark.w, mark.h);
  else for (let at = 0; at < mark.points.length; at += 2) brush.lineTo(mark.points[at], mark.points[at + 1]);
  if (mark.shape === "area") {
    brush.fillStyle = colours[mark.fill];
    brush.fill();
    return;
  }
  brush.lineWidth = mark.line;
  brush.strokeStyle = colours[mark.stroke];
  brush.setLineDash(mark.dashed ? DASHES : []);
  brush.stroke();
  brush.setLineDash([]);
}
