// Words in the language of the reader.

function say(key, facts) {
  const word = page.words[state.language][key] ?? key;
  if (!facts) return word;
  return word.replace(/\{(\w+)\}/g, (_, name) => String(facts[name]));
}

/** The sentence of a finding ("title", "message" or "remediation") in the language in use. */
function told(mark, part) {
  return mark[part][state.language === "id" ? 0 : 1];
}

function withUnit(text, unit) {
  return text && unit ? `${text} ${unit}` : text;
}

/** The target: a number, a range, or undefined. */
function targetOf(details) {
  const isRange = details.target_low !== undefined && details.target_high !== undefined;
  return isRange ? [details.target_low, details.target_high] : details.target;
}

function timeOf(details) {
  const minutes = details.duration_minutes;
  if (typeof minutes !== "number") return "";
  if (minutes >= 60 && minutes % 30 === 0) return say("value.hours", { n: number(minutes / 60) });
  return say("value.minutes", { n: number(minutes) });
}

/** What a box says of its numbers; empty where nothing is known (`table.py` says the same). */
function valueOf(box, units = true) {
  return (box.values[`${state.language} ${units}`] ??= valueIn(box, units));
}

function valueIn(box, units) {
  const details = box.details;
  const unit = units ? details.measure_unit : "";
  if (box.kind === "Position") return rungOf(details) || (details.unit ?? "");
  if (box.kind === "Task") {
    const output = withUnit(number(details.output_quantity), units ? details.output_unit : "");
    return [output, timeOf(details)].filter(Boolean).join(" · ");
  }
  const [target, real] = numbers([targetOf(details), details.realisation]);
  if (target && real) return withUnit(`${real} / ${target}`, unit);
  if (target) return say("target.only", { v: withUnit(target, unit) });
  return real ? say("real.only", { v: withUnit(real, unit) }) : "";
}

/** The functional ladder of a post, its rung, and whether higher rungs supervise. */
function rungOf(details) {
  const ladder = [details.ladder, details.rung].filter((part) => part !== undefined).join(" ");
  if (details.ladder === undefined || details.supervised === undefined) return ladder;
  return `${ladder} · ${say(details.supervised ? "ladder.supervised" : "ladder.free")}`;
}

/** "Objective, level 0"; a task has no level. */
function placeOf(box) {
  const kind = say(`kind.${box.kind}`);
  if (typeof box.rank !== "number" || isOffice(box) || box.kind === "Missing") return kind;
  return `${kind}, ${say("level", { n: box.rank })}`;
}

/** Puts the language into every word of the page that stands outside the picture. */
function speak() {
  document.documentElement.lang = state.language;
  for (const element of document.querySelectorAll("[data-t]")) {
    element.textContent = say(element.dataset.t);
  }
  for (const element of document.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", say(element.dataset.tLabel));
    if (element.tagName === "BUTTON") element.title = say(element.dataset.tLabel);
  }
  for (const element of document.querySelectorAll("[data-t-hint]")) {
    element.placeholder = say(element.dataset.tHint);
  }
  for (const element of document.querySelectorAll("[data-m]")) {
    element.textContent = told(page.marks[element.dataset.m], element.dataset.part);
  }
  for (const element of document.querySelectorAll("[data-v]")) {
    element.textContent = valueOf(boxes[element.dataset.v]);
  }
}
