// Puts everything together, once.

function startButtons() {
  const on = (id, act) => document.getElementById(id).addEventListener("click", act);
  on("next", () => goToFinding(1));
  on("previous", () => goToFinding(-1));
  on("open", () => step(true));
  on("fold", () => step(false));
  on("zoom-in", () => zoomBy(1.25));
  on("zoom-out", () => zoomBy(0.8));
  on("fit", fit);
  on("scope-end", release);
  on("help-open", () => document.getElementById("help").showModal());
  on("help-close", () => document.getElementById("help").close());
  filter.addEventListener("change", () => {
    state.finding = -1;
    tellFinding();
    if (filter.value) goToFinding(1);
  });
  for (const tab of document.querySelectorAll("[data-view-tab]")) {
    tab.addEventListener("click", () => {
      setView(tab.dataset.viewTab);
      remember();
    });
  }
  const language = document.getElementById("language");
  language.addEventListener("change", () => speakIn(language.value));
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    setView("table");
    twin.focus();
    remember();
  });
}

function speakIn(language) {
  state.language = language;
  drawWords();
  remember();
}

/** Everything that has words: page, columns, legend, filter, panel, overview, picture. */
function drawWords() {
  speak();
  document.getElementById("language").value = state.language;
  const { dataset, edition, focus } = page.provenance;
  document.title = [say("cascade"), dataset, edition, ...(focus ? [focus] : [])].join(" · ");
  titles.replaceChildren(...page.columns.map((column, at) => {
    const title = make("span", { text: say(`column.${column.key}`) });
    title.dataset.column = String(at);
    return title;
  }));
  drawLegend();
  fillFilter();
  tellMatches();
  drawPanel();
  if (state.view === "matrix") drawMatrix();
  refresh();
}

function drawLegend() {
  const list = page.agencies.map((agency) => {
    const swatch = make("i");
    swatch.style.background = colours.tints[agency.tint][0];
    swatch.style.borderLeftColor = colours.tints[agency.tint][1];
    const entry = make("li", {}, swatch, make("b", { text: agency.code }));
    if (agency.name.toUpperCase() !== agency.code) entry.append(" ", plain("span", agency.name));
    return entry;
  });
  document.getElementById("agencies").replaceChildren(...list);
}

/** Says what alone is shown, with the way back. */
function drawPageBar() {
  const bar = document.getElementById("scope");
  bar.hidden = !state.kept;
  if (!state.kept) return;
  const name = state.keptName.name ?? state.keptName.parts.map((part) => say(part)).join(" · ");
  document.getElementById("scope-name").textContent = say(state.keptName.key, { name });
}

function startMouse() {
  stage.addEventListener("click", (event) => {
    if (wasDragged()) return;
    const found = hitAt(event);
    stage.focus({ preventScroll: true });
    if (!found) unselect();
    else if (!found.item.box) showMore(found.item);
    else if (found.pill) toggle(found.item.id);
    else select(found.item.id, { show: true });
  });
  stage.addEventListener("dblclick", (event) => {
    const found = hitAt(event);
    if (found?.item.box && !found.pill) toggle(found.item.id);
  });
  stage.addEventListener("mousemove", (event) => {
    const found = event.buttons ? null : hitAt(event);
    stage.classList.toggle("over", Boolean(found));
    const box = found?.item.box;
    const title = box && (box.name !== box.label || zoom() < 0.7) ? box.name : "";
    if (stage.title !== title) stage.title = title;
  });
}

function hitAt(event) {
  const { x, y } = spot(event);
  return hit(picturePoint(x, y));
}

function start() {
  document.documentElement.classList.add("live");
  startCanvas();
  startStage();
  startMouse();
  startButtons();
  startKeys();
  startPaper();
  startBeside();
  restore();
  window.addEventListener("popstate", restore);
  requestAnimationFrame(() => requestAnimationFrame(() => {
    document.documentElement.dataset.ready = "1";
    if (realBoxes <= SIZE.matrix_from) mountTable();
  }));
}

try {
  start();
} catch (error) {
  document.documentElement.classList.remove("live");
  mountTable();
  document.getElementById("broken").hidden = false;
  document.documentElement.dataset.ready = "0";
  throw error;
}
