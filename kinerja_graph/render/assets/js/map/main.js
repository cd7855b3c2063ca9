// Puts everything together, once.

/** @import {State} from "./types.js" */

import { fitAll, setTab, zoomIn, zoomOut } from "./actions.js";
import { startBeside } from "./beside.js";
import { model, page } from "./data.js";
import { choice, dialog, element } from "./dom.js";
import { startFind } from "./find.js";
import { startFindings } from "./findings.js";
import { startHands } from "./hands.js";
import { restore, startHistory } from "./history.js";
import { startHover } from "./hover.js";
import { startKeys } from "./keys.js";
import { startLegend } from "./legend.js";
import { startLink } from "./link.js";
import { startMatrix } from "./matrix.js";
import { startMenu } from "./menu.js";
import { startPane } from "./pane.js";
import { startPanel } from "./panel.js";
import { startPaper } from "./paper.js";
import { drawNow, startPicture, viewOf } from "./picture.js";
import { number, say, speak } from "./say.js";
import { onChange, state, tell } from "./store.js";
import { mountCarried, mountTable, startTable } from "./table.js";
import { layOut } from "../scene/layout.js";
import { fitted } from "./zoom.js";

/** Tables of so many rows are mounted at once: they hold up no picture. */
const FEW_ROWS = 500;

function startButtons() {
  const on = (/** @type {string} */ id, /** @type {() => void} */ act) => element(id).addEventListener("click", act);
  on("zoom-in", zoomIn);
  on("zoom-out", zoomOut);
  on("fit", fitAll);
  on("help-open", () => dialog("help").showModal());
  on("help-close", () => dialog("help").close());
  for (const tab of tabs()) tab.addEventListener("click", () => setTab(/** @type {State["tab"]} */ (tab.dataset.viewTab)));
  const language = choice("language");
  language.addEventListener("change", () => {
    state.language = /** @type {State["language"]} */ (language.value);
    tell("words");
  });
  element("skip").addEventListener("click", (event) => {
    event.preventDefault();
    setTab("table");
    element("table").focus();
  });
}

/** @returns {NodeListOf<HTMLElement>} */
function tabs() {
  return document.querySelectorAll("[data-view-tab]");
}

function drawTabs() {
  document.documentElement.dataset.view = state.tab;
  for (const tab of tabs()) tab.setAttribute("aria-pressed", String(tab.dataset.viewTab === state.tab));
}

function drawWords() {
  speak();
  choice("language").value = state.language;
  const { dataset, edition, focus } = page.provenance;
  document.title = [say("cascade"), dataset, edition, ...(focus ? [focus] : [])].join(" · ");
}

function tellZoom() {
  const { z } = state.sight;
  const percent = z === undefined ? 100 : (z / layOut(model, fitted(viewOf())).fit) * 100;
  element("zoom").textContent = `${number(Math.round(percent))} %`;
}

function start() {
  document.documentElement.classList.add("live");
  element("about").removeAttribute("open");
  onChange("words", drawWords);
  onChange("state", drawTabs);
  startBeside();
  startPane();
  startPicture();
  startHover();
  startHands();
  startPanel();
  startFind();
  startFindings();
  startLegend();
  startMatrix();
  startTable();
  startKeys();
  startButtons();
  startMenu();
  startPaper();
  startHistory();
  onChange("sight", tellZoom);
  onChange("words", tellZoom);
  restore(true);
  drawNow();
  startLink();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    document.documentElement.dataset.ready = "1";
    if (model.boxes.length <= FEW_ROWS) mountTable();
  }));
}

try {
  start();
} catch (error) {
  document.documentElement.classList.remove("live");
  mountCarried();
  element("broken").hidden = false;
  document.documentElement.dataset.ready = "0";
  throw error;
}
