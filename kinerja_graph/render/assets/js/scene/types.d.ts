// What goes into a scene and what comes out of it. `render/scene_model.py` writes a model,
// `render/scene.py` reads marks: both hold the same names.

/** Letters of a font and their advances, in units of the font. */
export interface Letters {
  letters: string;
  advances: number[];
  other: number;
}

/** A text in Indonesian and in English; one string where both are alike. */
export type Pair = string | [string, string];

export interface Box {
  id: string;
  name: string;
  /** Objective, Indicator, Task, Missing, Unit or Position. */
  kind: string;
  /** Its place in `Model.columns`. */
  column: number;
  /** The number of the box that it hangs on; -1: none. */
  parent: number;
  /** Its first agency, a place in `Model.agencies`; -1: none. */
  agency: number;
  /** Its numbers in words: `46 / 53 %`. */
  value: Pair;
  /** Its findings, the loudest first: places in `Model.tones` and `Model.titles`. */
  marks: [number, number][];
  /** What it contributes to besides its parent: the box, and whether it is another agency's. */
  also: [number, boolean][];
  /** Whether it measures its parent. */
  measures: boolean;
}

export interface Tone {
  name: string;
  /** The sign of it: colour alone never tells it. */
  shape: string;
  /** The first part of the names of its colours: `red`. */
  colour: string;
  /** Whether a box shows it as a bar; one that is not loud is only a number. */
  loud: boolean;
}

export interface Model {
  boxes: Box[];
  /** The keys of the columns from left to right: the word of one is `column.KEY`. */
  columns: string[];
  /** `pattern` tells agencies of one tint apart: its bar is whole (0), in pieces (1), two lines (2). */
  agencies: { code: string; name: string; tint: number; pattern?: number }[];
  /** The tint of a box without an agency. */
  plain: number;
  tones: Tone[];
  titles: Pair[];
  words: Record<string, Pair>;
  /** Units of the fonts per em, and their letters. */
  units: number;
  regular: Letters;
  bold: Letters;
  /** Whether a root of a later column is without parent in the plan itself, and a leaf its end. */
  whole: boolean;
  /** What surrounds a still picture. */
  about: {
    title: Pair;
    /** What it is drawn for; empty: the whole plan. */
    scope: Pair;
    /** What it shows, for those who cannot see it. */
    described: Pair;
    /** Findings by tone, those on no box too. */
    counts: number[];
    /** Where the facts come from, one line each. */
    provenance: Pair[];
  };
}

export interface View {
  width: number;
  height: number;
  language: "id" | "en";
  /** The height of a row in pixels; absent: everything fits the window. */
  z?: number;
  /** How far the window is scrolled down, in pixels; only with `z`. */
  top?: number;
  /** How far a window that is too narrow for the columns is scrolled to the right, in pixels. */
  left?: number;
  /** The boxes that keep their height while all others are squeezed; absent: all. */
  keep?: number[];
  /** The box whose chain is drawn with lines; absent: none. */
  chosen?: number;
  /** At most so many strips side by side at fit; absent: 3. */
  strips?: number;
  /** A range of rows; absent: all. */
  rows?: [number, number];
  /** The most pages of paper to draw, the others are only counted; absent: all. */
  most?: number;
}

/** What of a plan a still picture shows; without a height and `z` as tall as names need. */
export interface Wish {
  language: "id" | "en";
  /** Without margins; absent: by the number of columns. */
  width?: number;
  height?: number;
  /** The greatest height of a picture whose height is not given. */
  most?: number;
  z?: number;
  /** The row at the top, with `z`: 12.5 is the middle of the row after the twelfth. */
  row?: number;
  left?: number;
  keep?: number[];
  chosen?: number;
  rows?: [number, number];
  /** What alone is kept, in words. */
  scope?: string;
}

export interface Still {
  width: number;
  height: number;
  marks: Mark[];
}

/** Colours are names (`tint3.ground`, `red.line`, `ink`); a painter knows the theme. */
export type Mark =
  | { shape: "rect"; x: number; y: number; w: number; h: number; fill: string; box?: number }
  | { shape: "frame"; x: number; y: number; w: number; h: number; stroke: string; line: number; dashed?: boolean }
  | { shape: "hatch"; x: number; y: number; w: number; h: number; fill: string; stroke: string }
  | { shape: "text"; x: number; y: number; w: number; size: number; bold?: boolean; fill: string; text: string; box?: number; end?: boolean }
  | { shape: "path"; points: number[]; stroke: string; line: number; dashed?: boolean }
  | { shape: "area"; points: number[]; fill: string };

/** One page of a map for paper (`pagesOf`); boxes are named by their numbers in the model. */
export interface PaperPage {
  marks: Mark[];
  /** Its height with the headings, in pixels. */
  height: number;
  /** The boxes that are on no page before, in reading order. */
  boxes: number[];
  /** The results of the first column that it belongs to; none: it shows boxes without parent. */
  roots: number[];
  /** Whether an earlier page shows how its first result begins. */
  continued: boolean;
}

/** A map for paper: the pages that were drawn, and how many there are. */
export interface Paper {
  pages: PaperPage[];
  total: number;
}

/** A cell's column: the column of its level, and how often its parents share that level. */
export interface Place {
  column: number;
  indent: number;
}

/** What a model is, before any size is known; a cell is named by the number of its box. */
export interface Cells {
  /** The cells in drawing order: each before what hangs on it. */
  order: number[];
  /** By box: the indicators that are lines inside its cell. */
  inside: number[][];
  /** By box: the cells right of it. */
  beside: number[][];
  /** By box: the cell that shows it. */
  cellOf: number[];
  /** By box: its first row, and the row after its last. */
  from: number[];
  to: number[];
  /** By box: its place in `places`. */
  place: number[];
  places: Place[];
  /** By row: the cell at its right end, and the root at its left. */
  leaf: number[];
  root: number[];
  /** By row: how many rows of one line it is as tall as. */
  weight: number[];
  /** Whether weights are those of a window in which every row has words. */
  isShared?: boolean;
  /** By box: how many boxes are below it, lines inside left out, and how many of each tone. */
  below: number[];
  tones: Map<number, number>[];
  /** By box: the place of its loudest loud tone in `Model.tones`; -1: none. */
  loud: number[];
}

/** A part of the window that shows a range of rows. */
export interface Strip {
  x: number;
  y: number;
  w: number;
  h: number;
  from: number;
  to: number;
  /** The top of each row from `from`, and the bottom of the last: pixels from the strip's top. */
  tops: number[];
  /** Left edge and width by place. */
  lefts: number[];
  widths: number[];
  /** Right edge by column. */
  rights: number[];
}

export interface Layout {
  cells: Cells;
  strips: Strip[];
  /** The height of a row, and the one at which everything fits. */
  z: number;
  fit: number;
  /** The width and height of everything, in pixels: what a window can be scrolled over. */
  width: number;
  height: number;
  /** By box whether its cell is not of those kept; null: all are. */
  faint: boolean[] | null;
}
