(() => {
"use strict";
const form = document.getElementById("filter");
const list = document.getElementById("list");
if (!form || !list) return;
const shown = document.getElementById("shown");
const body = list.tBodies[0];
const rows = Array.from(body.rows);
const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
const cell = (row, column) => row.cells[column]?.dataset.v ?? "";
const compareText = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

const apply = () => {
  const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
  const code = form.elements.province.value;
  let number = 0;
  for (const row of rows) {
    const keep = (!code || row.dataset.code === code) && words.every((word) => texts.get(row).includes(word));
    row.hidden = !keep;
    number += keep ? 1 : 0;
  }
  shown.textContent = shown.dataset.say.replace("{n}", number).replace("{all}", rows.length);
  for (const tile of document.querySelectorAll(".map a")) {
    tile.parentElement.classList.toggle("chosen", tile.dataset.code === code);
  }
};

const sort = (head, kind) => {
  const down = head.getAttribute("aria-sort") === (kind === "number" ? "descending" : "ascending");
  const falls = kind === "number" ? !down : down;
  const order = (one, other) => {
    const [left, right] = [cell(one, head.cellIndex), cell(other, head.cellIndex)];
    if (left === "" || right === "") return Number(left === "") - Number(right === "");
    const way = kind === "number" ? left - right : compareText(left, right);
    return falls ? -way : way;
  };
  for (const each of list.tHead.rows[0].cells) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", falls ? "descending" : "ascending");
  body.append(...rows.sort(order));
};

for (const head of list.querySelectorAll("th[data-sort]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  button.addEventListener("click", () => sort(head, head.dataset.sort));
  head.replaceChildren(button);
}
for (const tile of document.querySelectorAll(".map a")) {
  tile.addEventListener("click", (event) => {
    event.preventDefault();
    form.elements.province.value = form.elements.province.value === tile.dataset.code ? "" : tile.dataset.code;
    apply();
    document.getElementById("governments").scrollIntoView();
  });
}
// a government that is linked to is shown, whatever was filtered
window.addEventListener("hashchange", () => {
  const row = document.getElementById(location.hash.slice(1));
  if (row?.hidden) {
    form.reset();
    apply();
    row.scrollIntoView();
  }
});
form.addEventListener("input", apply);
form.addEventListener("reset", () => setTimeout(apply));
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
apply();
document.documentElement.dataset.ready = "1";
})();
