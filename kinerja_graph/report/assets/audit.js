(() => {
"use strict";
const form = document.getElementById("filter");
if (!form) return;
const shown = document.getElementById("shown");
const sections = Array.from(document.querySelectorAll("section.rule"), (section) => ({
  section,
  rule: section.dataset.rule,
  severity: section.dataset.severity,
  items: Array.from(section.querySelectorAll("li")),
}));
const total = sections.reduce((sum, one) => sum + one.items.length, 0);
const texts = new Map();
const textOf = (item) => {
  if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
  return texts.get(item);
};
const value = (name) => form.elements[name].value;
const apply = () => {
  const [agency, severity, rule, status] = ["agency", "severity", "rule", "status"].map(value);
  const words = value("text").toLowerCase().split(/\s+/).filter(Boolean);
  let number = 0;
  for (const one of sections) {
    const fits = (!severity || one.severity === severity) && (!rule || one.rule === rule);
    let any = 0;
    for (const item of one.items) {
      const keep = fits
        && (!agency || (agency === "-" ? item.dataset.a === "" : item.dataset.a === agency.slice(1)))
        && (!status || item.dataset.s === status)
        && words.every((word) => textOf(item).includes(word));
      if (item.hidden === keep) item.hidden = !keep;
      any += keep ? 1 : 0;
    }
    one.section.hidden = any === 0;
    number += any;
  }
  shown.textContent = number === total ? ""
    : shown.dataset.say.replace("{n}", number).replace("{all}", total);
};
form.addEventListener("input", apply);
form.addEventListener("reset", () => setTimeout(apply));
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
apply();
document.documentElement.dataset.ready = "1";
})();
