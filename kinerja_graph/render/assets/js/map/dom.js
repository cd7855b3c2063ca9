// Elements of the page. Every word goes in as text; nothing is ever read as markup.

/**
 * An element that the page always has.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`#${id} is missing`);
  return found;
}

/** @param {string} id */
export function input(id) {
  return /** @type {HTMLInputElement} */ (element(id));
}

/** @param {string} id */
export function choice(id) {
  return /** @type {HTMLSelectElement} */ (element(id));
}

/** @param {string} id */
export function dialog(id) {
  return /** @type {HTMLDialogElement} */ (element(id));
}

/** @typedef {{ name?: string, text?: string | null, label?: string | null, onclick?: (() => void) | null }} How */

/**
 * A new element with a class, a text, a label, and what a click does.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {How} [how]
 * @param {...(Node | string | null)} inside
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, { name = "", text = null, label = null, onclick = null } = {}, ...inside) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== null) made.textContent = text;
  if (label) made.setAttribute("aria-label", label);
  if (onclick) made.addEventListener("click", onclick);
  if (tag === "button") made.setAttribute("type", "button");
  made.append(...inside.filter((each) => each !== null));
  return made;
}

/**
 * Words that come from the plan: their direction is their own.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} text
 * @param {string} [name]
 */
export function plain(tag, text, name = "") {
  const made = make(tag, { text, name });
  made.dir = "auto";
  return made;
}
