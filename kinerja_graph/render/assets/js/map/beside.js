// The page as the middle of the workspace: what is chosen here is told to the page around it, and
// what is chosen there is shown here. Both speak only to the origin that served them.

import { choose, unchoose } from "./actions.js";
import { indexOf, isReal, items } from "./data.js";
import { onChange, state } from "./store.js";

/** Whether a list and a record stand beside this page, with the one title, search and language. */
export const isBeside = window.parent !== window && new URLSearchParams(location.hash.slice(1)).get("in") === "workspace";

const told = { chosen: "" }; // what the page around knows

export function startBeside() {
  if (!isBeside) return;
  document.documentElement.classList.add("beside");
  window.addEventListener("message", obey);
  onChange("state", () => {
    state.panel = null; // the record stands outside
    const { chosen } = state;
    const id = chosen >= 0 && isReal(items[chosen]) ? items[chosen].id : "";
    if (id === told.chosen) return;
    told.chosen = id;
    tellOutside({ chosen: id });
  });
}

/** @param {{ chosen: string } | { search: true }} message */
export function tellOutside(message) {
  window.parent.postMessage(message, location.origin);
}

/**
 * Chooses the box that was chosen outside; none if it is not in this picture.
 * @param {MessageEvent} event
 */
function obey(event) {
  if (event.source !== window.parent || event.origin !== location.origin) return;
  const id = event.data?.show;
  if (typeof id !== "string" || id === told.chosen) return;
  const box = indexOf(id);
  told.chosen = box < 0 ? "" : id; // before it is chosen: what came from there is not told back
  if (box < 0) unchoose();
  else choose(box, { bring: true });
}
