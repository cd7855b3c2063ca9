"use strict";
// A sheet: language, the chosen box, and the address that leads back to both.

const root = document.documentElement;
const told = document.getElementById("told");
const pictures = [...document.querySelectorAll(".picture:not(.piece)")];
let chosen = "";
// inside a page of the explorer, which has title and language, and in the workspace a record beside it
const place = window.parent === window ? null : new URLSearchParams(location.hash.slice(1)).get("in");
root.classList.toggle("framed", place !== null);

/** Shows the words and the picture of one language. */
function speak(language) {
  root.lang = language;
  for (const each of document.querySelectorAll("span[lang], div[lang]")) {
    each.hidden = each.getAttribute("lang") !== language;
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  document.title = [...document.querySelectorAll("h1 span")].find((each) => !each.hidden).textContent;
  choose(chosen);
}

/** Marks a box in both pictures and tells its title; an unknown id marks none. */
function choose(id, show = false) {
  chosen = "";
  told.textContent = "";
  for (const picture of pictures) {
    for (const box of picture.querySelectorAll("g[data-node]")) {
      const is = Boolean(id) && box.dataset.node === id;
      box.classList.toggle("chosen", is);
      if (!is) continue;
      chosen = id;
      if (picture.hidden) continue;
      told.textContent = box.querySelector("title").textContent;
      if (show) center(picture, box);
    }
  }
}

/** Scrolls a box into the middle; in a frame this page alone, and not the page around it. */
function center(picture, box) {
  if (place === null) {
    box.scrollIntoView({ block: "center", inline: "center" });
    return;
  }
  const { left, top, width, height } = box.getBoundingClientRect();
  picture.scrollBy(left + (width - picture.clientWidth) / 2, 0);
  window.scrollBy(0, top + (height - window.innerHeight) / 2);
}

/** Writes what is chosen into the address; a sandbox may forbid it. In the workspace it is told. */
function remember() {
  if (place === "workspace") window.parent.postMessage({ chosen }, location.origin);
  if (place !== null) return;
  const parts = new URLSearchParams();
  if (chosen) parts.set("node", chosen);
  if (root.lang !== root.dataset.start) parts.set("lang", root.lang);
  try {
    history.replaceState(null, "", `#${parts}`);
  } catch {
    // an opaque origin has no history of its own
  }
}

function restore() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const language = parts.get("lang");
  if (["id", "en"].includes(language)) speak(language);
  choose(parts.get("node") ?? "", true);
}

/** Arrow keys walk from box to box in the order of reading. */
function walk(picture, step) {
  const boxes = [...picture.querySelectorAll("g[data-node]")];
  const at = boxes.findIndex((box) => box.dataset.node === chosen);
  const next = at < 0 ? boxes[0] : boxes[(at + step + boxes.length) % boxes.length];
  if (next) choose(next.dataset.node, true);
  remember();
}

window.addEventListener("message", (event) => {
  if (place !== "workspace" || event.source !== window.parent || event.origin !== location.origin) return;
  const id = event.data?.show;
  if (typeof id === "string" && id !== chosen) choose(id, true);
});
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    speak(button.dataset.language);
    remember();
  });
}
for (const picture of pictures) {
  picture.addEventListener("click", (event) => {
    choose(event.target.closest("g[data-node]")?.dataset.node ?? "");
    remember();
  });
  picture.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step) {
      event.preventDefault();
      walk(picture, step);
    } else if (event.key === "Escape") {
      choose("");
      remember();
    }
  });
}
window.addEventListener("hashchange", restore);
restore();
root.dataset.ready = "1";
