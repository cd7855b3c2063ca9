// What a page carries and what its reader has chosen. `render/page.py` writes the first.

import type { Model } from "../scene/types.js";

export type Language = "id" | "en";
/** A text in Indonesian and in English. */
export type Both = [string, string];
export type Detail = string | number | boolean;

export interface Page {
  language: Language;
  provenance: Record<string, string>;
  words: Record<Language, Record<string, string>>;
  agencies: Agency[];
  /** The names of units and posts by their id. */
  names: Record<string, string>;
  model: Model;
  /** What the model does not say of its boxes, in the same order. */
  records: Facts[];
  edges: Edge[];
  /** Relationships that are told and not drawn. */
  aside: { type: string; from: string; to: string; rationale: string | null }[];
  marks: Finding[];
  first: First;
  shapes: Record<string, string>;
  /** The colours of the picture by theme. */
  colours: Record<string, Record<string, string>>;
  /** The theme that was asked for; null: that of the system. */
  theme: string | null;
  /** How wide the picture is at most, in pixels. */
  width: number | null;
}

export interface Agency {
  id: string;
  code: string;
  name: string;
  tint: number;
  pattern: number;
}

export interface Facts {
  /** The name as it is, if the model cuts or cleans it. */
  name?: string;
  rank: number | null;
  agencies?: string[];
  owners?: string[];
  details?: Record<string, Detail>;
}

export interface Edge {
  /** The lower and the higher end: places of boxes. */
  from: number;
  to: number;
  type: string;
  dashes?: boolean;
  sign?: string;
  status?: string;
  rationale?: string;
}

export interface Finding {
  node: string;
  other: string | null;
  rule: string;
  severity: string;
  title: Both;
  message: Both;
  remediation: Both;
}

/** What stands beside the map; `render/first_screen.py` says what each number is. */
export interface First {
  verdict: Both | null;
  /** Whether the marks are findings of an audit. */
  audited: boolean;
  whole: Both | null;
  breaks: [number, number, number][];
  /** The rule of circles, into which records lead: they are not cut off. */
  circle: string;
  others: [number, number, number, number][];
  matrix: { by: "agency" | "level"; rows: [number, number, [string, number, number][]][]; rest: number[] } | null;
}

/** A box of the picture with all that is known of it. */
export interface Item {
  index: number;
  id: string;
  name: string;
  kind: string;
  column: number;
  rank: number | null;
  agencies: string[];
  owners: string[];
  details: Record<string, Detail>;
  /** Links to what it contributes to, its parent first, and from what contributes to it. */
  up: Edge[];
  down: Edge[];
  /** Its findings: places in `Page.marks`. */
  marks: number[];
  expects: string[];
  rejected: Page["aside"];
}

/** What alone keeps its height. */
export type Only =
  | { kind: "chain"; id: string }
  | { kind: "rule"; rule: string }
  | { kind: "tone"; tone: string }
  | { kind: "search"; text: string }
  | { kind: "agency"; id: string }
  /** The boxes of a column; of an agency (`""`: of none) or, with null, of all. */
  | { kind: "level"; column: string; id: string | null }
  /** What is behind an outcome (`""`: behind none): all of it, or an agency's, or of a level. */
  | { kind: "part"; of: string; by: "" | "agency" | "level"; key: string };

/** Which part is in sight: everything without `z`. */
export interface Sight {
  z?: number;
  top: number;
  left: number;
}

export interface State {
  language: Language;
  tab: "picture" | "matrix" | "table";
  only: Only | null;
  /** The chosen box; -1: none. */
  chosen: number;
  /** Whether its details are open, and the finding that they begin with. */
  panel: { mark: number | null } | null;
  /** The finding that was walked to last: a place in `Page.marks`; -1: none. */
  finding: number;
  sight: Sight;
  /** Whether the overview stands beside the map; null: as the plan and the window allow. */
  pane: boolean | null;
  /** Where a dive began, to come back to, and the cell that it led to. */
  dives: { cell: number; sight: Sight }[];
}

export interface Address {
  node: string;
  only: Only | null;
  tab: string;
  language: string;
  z: number | null;
  row: number | null;
  left: number | null;
  pane: boolean | null;
}
