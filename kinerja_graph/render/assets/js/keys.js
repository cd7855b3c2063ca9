// The whole page by keyboard.

const ARROWS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

function startKeys() {
  document.addEventListener("keydown", anywhere);
  stage.addEventListener("keydown", onStage);
  search.addEventListener("input", lookUp);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      goToMatch(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      search.value = "";
      lookUp();
      stage.focus();
    }
  });
}

/** Keys that work wherever no text is typed. */
function anywhere(event) {
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "Escape" && !typing) return escape(event);
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const act = {
    "/": () => (isBeside ? tellOutside({ search: true }) : search.focus()),
    n: () => goToFinding(1),
    p: () => goToFinding(-1),
    "?": () => document.getElementById("help").showModal(),
  }[event.key.toLowerCase()];
  if (!act) return undefined;
  event.preventDefault();
  return act();
}

function escape(event) {
  if (document.getElementById("help").open) return;
  event.preventDefault();
  if (state.panel) closePanel();
  else if (state.kept) release();
  else unselect();
}

function onStage(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (ARROWS[event.key]) {
    event.preventDefault();
    walk(ARROWS[event.key]);
    return;
  }
  const act = {
    Enter: () => state.selected >= 0 && select(state.selected, { show: true }),
    " ": () => state.selected >= 0 && toggle(state.selected),
    f: () => focusChain(state.selected),
    F: () => focusChain(state.selected),
    "+": () => zoomBy(1.25),
    "=": () => zoomBy(1.25),
    "-": () => zoomBy(0.8),
    "0": () => (state.selected >= 0 ? zoomBy(1 / zoom()) : home()),
    Home: () => home(),
    PageDown: () => pan(0, stage.clientHeight * 0.8),
    PageUp: () => pan(0, -stage.clientHeight * 0.8),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}
