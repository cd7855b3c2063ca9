// A link to what is seen, for somebody else: copied, or put into the address where copying is forbidden.

import { isFramed, tellOutside } from "./beside.js";
import { stateNow } from "./history.js";
import { say } from "./say.js";

/** Whether there is an address to give: a page inside another document has none of its own. */
export const hasAddress = isFramed || location.protocol !== "about:";

/** Follows a link to the page around: what stands after `#` in its address is shown here. */
export function startLink() {
  if (!isFramed) return;
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.origin !== location.origin) return;
    if (typeof event.data?.state !== "string") return;
    location.hash = `in=${new URLSearchParams(location.hash.slice(1)).get("in")}&${event.data.state}`;
  });
  tellOutside({ ready: true });
}

/**
 * Copies the address of what is seen.
 * @returns {Promise<string>} what to tell the reader
 */
export function copyLink() {
  return isFramed ? copyOutside(stateNow()) : copyAddress(stateNow());
}

/**
 * The address to give is that of the page around.
 * @param {string} state
 */
async function copyOutside(state) {
  tellOutside({ link: state });
  return say((await answerFromOutside()) ? "link.copied" : "link.address");
}

/** @param {string} state */
async function copyAddress(state) {
  const [page] = location.href.split("#");
  try {
    await navigator.clipboard.writeText(`${page}#${state}`);
  } catch {
    history.replaceState(null, "", `#${state}`);
    return say("link.address");
  }
  return say(location.protocol === "file:" ? "link.file" : "link.copied");
}

/**
 * Waits until the page around says whether it could copy.
 * @returns {Promise<boolean>}
 */
function answerFromOutside() {
  return new Promise((done) => {
    const hear = (/** @type {MessageEvent} */ event) => {
      if (event.source !== window.parent || event.origin !== location.origin) return;
      if (typeof event.data?.linked !== "boolean") return;
      window.removeEventListener("message", hear);
      done(event.data.linked);
    };
    window.addEventListener("message", hear);
  });
}
