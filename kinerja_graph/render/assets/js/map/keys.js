// The whole page by keyboard.

import {
  choose, closePanel, comeBack, dive, fitAll, goToFinding, keepChain, keepOnly, scrollBy, unchoose, walk, zoomIn, zoomOut,
} from "./actions.js";
import { isFramed, tellOutside } from "./beside.js";
import { dialog, element } from "./dom.js";
import { hideCard } from "./hover.js";
import { stage } from "./picture.js";
import { state } from "./store.js";

/** @type {Record<string, "left" | "right" | "up" | "down">} */
const ARROWS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

export function startKeys() {
  document.addEventListener("keydown", anywhere);
  stage.addEventListener("keydown", onStage);
}

/**
 * Keys that work wherever no text is typed.
 * @param {KeyboardEvent} event
 */
function anywhere(event) {
  const isTyping = event.target instanceof Element && event.target.closest("input, select, textarea") !== null;
  if (event.key === "Escape" && !isTyping) {
    escape(event);
    return;
  }
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  /** @type {Record<string, () => void>} */
  const acts = {
    "/": () => (isFramed ? tellOutside({ search: true }) : element("search").focus()),
    n: () => goToFinding(1),
    p: () => goToFinding(-1),
    "?": () => dialog("help").showModal(),
  };
  run(event, acts[event.key.toLowerCase()]);
}

/**
 * One step back: card, details, zoom, what alone is kept, the chosen box.
 * @param {KeyboardEvent} event
 */
function escape(event) {
  if (dialog("help").open) return;
  event.preventDefault();
  if (hideCard()) return;
  if (state.panel) closePanel();
  else if (comeBack()) return;
  else if (state.only) keepOnly(null);
  else unchoose();
}

/** @param {KeyboardEvent} event */
function onStage(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (ARROWS[event.key]) {
    event.preventDefault();
    hideCard();
    walk(ARROWS[event.key]);
    return;
  }
  const page = stage.clientHeight * 0.8;
  /** @type {Record<string, () => void>} */
  const acts = {
    Enter: () => state.chosen >= 0 && choose(state.chosen, { open: true }),
    " ": () => dive(state.chosen),
    f: () => keepChain(state.chosen),
    F: () => keepChain(state.chosen),
    "+": zoomIn,
    "=": zoomIn,
    "-": zoomOut,
    0: fitAll,
    Home: fitAll,
    PageDown: () => scrollBy(0, page),
    PageUp: () => scrollBy(0, -page),
  };
  run(event, acts[event.key]);
}

/**
 * @param {KeyboardEvent} event
 * @param {(() => void) | undefined} act
 */
function run(event, act) {
  if (!act) return;
  event.preventDefault();
  act();
}
