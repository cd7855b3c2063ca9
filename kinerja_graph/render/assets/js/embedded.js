// The page as a part of the workspace: what is chosen here is told to the page around it, and what is
// chosen there is shown here. Both speak only to the origin that served them.

/** Whether a list and a record stand beside this page, with the one title, search and language. */
const isBeside =
  window.parent !== window && new URLSearchParams(location.hash.slice(1)).get("in") === "workspace";
let isObeying = false; // while it shows what was chosen outside, which is told to nobody

function tellOutside(message) {
  if (isBeside && !isObeying) window.parent.postMessage(message, location.origin);
}

/** Tells which box is chosen; an empty id: none. */
function tellChoice() {
  tellOutside({ chosen: isReal(state.selected) ? boxes[state.selected].id : "" });
}

/** Chooses the box that was chosen outside; none if it is not in this picture. */
function obey(event) {
  if (event.source !== window.parent || event.origin !== location.origin) return;
  const id = event.data?.show;
  if (typeof id !== "string") return;
  const index = byId.get(id) ?? -1;
  if (index === state.selected) return;
  isObeying = true;
  if (index < 0) unselect();
  else select(index, { always: true });
  isObeying = false;
}

function startBeside() {
  document.documentElement.classList.toggle("beside", isBeside);
  if (isBeside) window.addEventListener("message", obey);
}
