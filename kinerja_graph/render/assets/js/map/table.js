// The table twin. The page carries it for readers without script; with script it is taken out of
// there when it is first needed, for thousands of rows would hold up the picture.

import { element } from "./dom.js";
import { speak } from "./say.js";
import { onChange, state } from "./store.js";

export function startTable() {
  onChange("state", () => {
    if (state.tab === "table") mountTable();
  });
}

/** Puts the tables into the page. What the page carries is parsed as it would be without script. */
export function mountTable() {
  const carried = element("table").querySelector("noscript");
  if (!carried) return;
  const parsed = new DOMParser().parseFromString(carried.textContent ?? "", "text/html");
  parsed.querySelector(".notice")?.remove();
  carried.replaceWith(...parsed.body.childNodes);
  speak();
}
