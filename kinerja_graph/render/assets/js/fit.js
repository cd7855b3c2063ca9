// Labels broken into lines that fit a box, at the largest size at which they are whole.

const FONT =
  '"Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';
const TEXT_WIDTH = SIZE.width - 26;
/** Letter size, line height, most lines: down to a size at which 136 wide letters are whole. */
const STEPS = [[13, 16, 4], [12, 15, 4], [11, 12.8, 5], [10, 12.6, 5], [9, 10.6, 6], [8, 9, 7]];
/** The same where a strip takes the lower part of the box. */
const SHORT_STEPS = [[13, 16, 3], [12, 14.5, 3], [11, 12.2, 4], [10, 12, 4], [9, 9.8, 5], [8, 8.6, 5]];
const measure = document.createElement("canvas").getContext("2d");
const widths = new Map();

function font(size, weight = 400) {
  return `${weight} ${size}px ${FONT}`;
}

function widthOf(text, size, weight) {
  const key = `${size} ${weight} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    measure.font = font(size, weight);
    width = measure.measureText(text).width;
    if (widths.size > 20000) widths.clear();
    widths.set(key, width);
  }
  return width;
}

/** The label of a box as {size, line, lines}; at the last step what is too long ends in "…". */
function fitted(box) {
  if (box.fitted) return box.fitted;
  const weight = box.kind === "Objective" ? 600 : 400;
  const inside = box.kind === "Missing" || (box.loudest && !hasStripBelow(box));
  const steps = inside ? SHORT_STEPS : STEPS;
  for (const [size, line, most] of steps) {
    const lines = wrap(box.label, size, weight);
    const last = size === steps[steps.length - 1][0];
    if (lines.length <= most || last) {
      if (lines.length > most) {
        const cut = `${lines[most - 1]}……`;
        lines.splice(most - 1, lines.length, clip(cut, size, weight, TEXT_WIDTH));
      }
      box.fitted = { size, line, weight, lines };
      return box.fitted;
    }
  }
  return box.fitted;
}

function wrap(text, size, weight) {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (widthOf(longer, size, weight) <= TEXT_WIDTH) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    const pieces = breakUp(word, size, weight);
    line = pieces.pop();
    lines.push(...pieces);
  }
  lines.push(line);
  return lines;
}

/** A word in pieces that each fit a line: broken anywhere, for there is no better place. */
function breakUp(word, size, weight) {
  if (widthOf(word, size, weight) <= TEXT_WIDTH) return [word];
  const pieces = [];
  let piece = "";
  for (const letter of word) {
    if (piece && widthOf(piece + letter, size, weight) > TEXT_WIDTH) {
      pieces.push(piece);
      piece = "";
    }
    piece += letter;
  }
  pieces.push(piece);
  return pieces;
}

/** The text, or as much of its beginning as fits `width`, with "…". */
function clip(text, size, weight, width) {
  if (widthOf(text, size, weight) <= width) return text;
  const letters = Array.from(text);
  while (letters.length && widthOf(`${letters.join("")}…`, size, weight) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
