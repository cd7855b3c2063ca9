// The menu of what is in sight: as PNG, as SVG, copied for a document.

/** @import {Still, Wish} from "../scene/types.js" */

import { layOut } from "../scene/layout.js";
import { still } from "../scene/still.js";
import { svgOf } from "../scene/svg.js";
import { model, page } from "./data.js";
import { element, make } from "./dom.js";
import { scopeText } from "./legend.js";
import { copyLink, hasAddress } from "./link.js";
import { onlyText } from "./only.js";
import { printAll, printMap } from "./paper.js";
import { colours, paintOn, viewOf } from "./picture.js";
import { say } from "./say.js";
import { state } from "./store.js";
import { dotsForDocument, dotsWithin, fileName, forDocument, INCH, wishOf, withResolution } from "./take.js";
import { topRow } from "./zoom.js";

const DOCUMENT = 300;

export function startMenu() {
  // A sandbox does not let a page print: there the browser's own command does.
  const isSandboxed = window.origin === "null" && location.protocol !== "file:";
  if (isSandboxed || window.parent !== window) for (const what of ["print", "all"]) dropItem(what);
  if (!hasAddress) dropItem("link");
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-take]"))) {
    button.addEventListener("click", () => {
      element("take").removeAttribute("open");
      void take(button.dataset.take ?? "");
    });
  }
  document.addEventListener("pointerdown", (event) => {
    if (!element("take").contains(/** @type {Node} */ (event.target))) element("take").removeAttribute("open");
  });
  element("take").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element("take").hasAttribute("open")) return;
    event.stopPropagation();
    element("take").removeAttribute("open");
    element("take").querySelector("summary")?.focus();
  });
}

/** @param {string} what */
function dropItem(what) {
  document.querySelector(`[data-take=${what}]`)?.remove();
}

/** Copies a link to what is seen, and tells so. */
export function giveLink() {
  return copyLink().then(notice);
}

/** @param {string} what `link`, `print`, `all`, `svg`, `copy`, or the dots an inch of a PNG */
async function take(what) {
  if (what === "print") return printMap();
  if (what === "all") return printAll();
  if (what === "link") return giveLink();
  const wish = wishNow();
  if (what === "svg") {
    const text = svgOf(model, still(model, wish), { colours: colours(), language: state.language });
    save(new Blob([text], { type: "image/svg+xml" }), ".svg");
  } else if (what === "copy") await copy(wish);
  else save(await pictureOf(still(model, wish), Number(what) / INCH, Number(what)), ".png");
}

function wishNow() {
  const view = viewOf();
  return wishOf(view, { row: topRow(model, view), scope: state.only ? scopeText(state.only) : "" });
}

/**
 * A still picture as PNG.
 * @param {Still} drawn
 * @param {number} wanted dots for each of its pixels
 * @param {number} dpi
 */
async function pictureOf(drawn, wanted, dpi) {
  const dots = dotsWithin(drawn, wanted);
  const canvas = make("canvas");
  paintOn(canvas, drawn.marks, { w: drawn.width, h: drawn.height }, colours(), dots);
  /** @type {Blob | null} */
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("the canvas gave no picture");
  const bytes = withResolution(new Uint8Array(await blob.arrayBuffer()), (dpi * dots) / wanted);
  return new Blob([bytes], { type: "image/png" });
}

/**
 * Copies a picture; where a browser or the frame of the page forbids it, saves it instead.
 * @param {Wish} wish
 */
async function copy(wish) {
  const columns = layOut(model, { width: 1, height: 1, language: state.language }).width;
  const drawn = still(model, forDocument(wish, columns));
  const picture = pictureOf(drawn, dotsForDocument(drawn.width, DOCUMENT), DOCUMENT);
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
    notice(say("take.copied"));
  } catch {
    save(await picture, ".png");
    notice(say("take.saved"));
  }
}

/**
 * @param {Blob} blob
 * @param {string} suffix
 */
function save(blob, suffix) {
  const { dataset, edition } = page.provenance;
  const link = make("a");
  link.href = URL.createObjectURL(blob);
  link.download = fileName([dataset, edition, state.only ? onlyText(state.only) : ""], suffix);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** @param {string} words */
function notice(words) {
  element("live").textContent = words;
  element("taken").textContent = words;
  element("taken").hidden = false;
  setTimeout(() => { element("taken").hidden = true; }, 5000);
}
