// The state of the page in its address, so that a link leads back to what was seen.

let restoring = false;

/** The part after "#": what is chosen, kept and shown. */
function stateText() {
  const parts = new URLSearchParams();
  if (state.selected >= 0 && isReal(state.selected)) parts.set("node", boxes[state.selected].id);
  if (state.kept && state.keptName.chain !== undefined) {
    parts.set("focus", "1");
    const centre = boxes[state.keptName.chain].id;
    if (centre !== parts.get("node")) parts.set("of", centre);
  }
  if (state.view !== "picture") parts.set("view", state.view);
  if (state.language !== page.language) parts.set("lang", state.language);
  return parts.toString();
}

/** Writes the state into the address; a sandbox may forbid it, then nothing is lost but the link. */
function remember() {
  if (restoring) return;
  if (isBeside) return void tellChoice();
  const text = stateText();
  if (text === location.hash.slice(1)) return;
  try {
    history.pushState(null, "", `#${text}`);
  } catch {
    // an opaque origin has no history of its own
  }
}

/** Shows what the address asks for; unknown ids are passed over. */
function restore() {
  const parts = new URLSearchParams(location.hash.slice(1));
  restoring = true;
  const language = parts.get("lang");
  if (page.words[language ?? ""]) state.language = language;
  const wanted = byId.get(parts.get("node") ?? "");
  const centre = byId.get(parts.get("of") ?? parts.get("node") ?? "");
  if (parts.get("all") === "1") openAll();
  if (parts.get("focus") === "1" && centre !== undefined) {
    keep(chainOf(centre), { key: "scope.chain", name: boxes[centre].name, chain: centre });
  } else {
    keepAll();
  }
  const view = parts.get("view");
  const large = realBoxes > SIZE.matrix_from && wanted === undefined && parts.get("all") !== "1";
  const usual = large && !parts.has("view") ? "matrix" : "picture";
  setView(["picture", "matrix", "table"].includes(view) ? view : usual);
  state.selected = -1;
  state.chain = null;
  state.panel = null;
  drawWords();
  home();
  if (wanted !== undefined) select(wanted, { show: true, always: true });
  restoring = false;
}

function openAll() {
  for (const box of boxes) state.open.add(box.index);
  for (let owner = -1; owner < boxes.length; owner += 1) state.limits.set(owner, Infinity);
}
