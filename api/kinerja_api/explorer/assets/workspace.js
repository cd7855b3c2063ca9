"use strict";
// The workspace: what is chosen in the list, in the picture or in the record moves the other two,
// without loading the page again. Without this script each of them is a link to the same address.
(() => {
  const path = location.pathname;
  const frame = () => document.querySelector("#picture iframe");
  const said = document.getElementById("said");
  let shown = location.pathname + location.search; // the address whose parts stand on the page
  let turn = 0; // of several choices in a row the last one counts

  const isOurs = (address) => address.origin === location.origin && address.pathname === path;

  // a part is replaced if it says something else; what had the focus in it has it again
  function replace(old, fresh) {
    if (!old || !fresh || old.innerHTML === fresh.innerHTML) return;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const same = (each) => each.tagName === focused.tagName && each.name === focused.name && each.href === focused.href;
    const { scrollTop } = old;
    old.replaceChildren(...fresh.childNodes);
    old.scrollTop = old.id === "record" ? 0 : scrollTop;
    watch(old);
    if (!focused || focused === old) return;
    const next = [...old.querySelectorAll("a, input, select, button")].find(same);
    (next ?? old).focus({ preventScroll: true });
  }

  // the frame itself stays while it shows the same picture: only another box is chosen in it
  function moveFrame(page) {
    const [now, next] = [frame(), page.querySelector("#picture iframe")];
    if (now.dataset.src === next.dataset.src) {
      now.contentWindow.postMessage({ show: next.dataset.node }, "*"); // to our own sandbox, whose origin is opaque
    } else {
      now.title = next.title;
      now.dataset.src = next.dataset.src;
      now.contentWindow.location.replace(next.src); // no step of its own in the history
    }
    now.dataset.node = next.dataset.node;
  }

  function show(page) {
    document.title = page.title;
    for (const part of ["header.top", "nav.tabs", "#list", "#record", "#views", "footer"]) {
      replace(document.querySelector(part), page.querySelector(part));
    }
    moveFrame(page);
    const name = document.querySelector("#record h2");
    said.textContent = name ? `${said.dataset.say}: ${name.textContent}` : "";
  }

  async function openAddress(address, { step = true } = {}) {
    const ownTurn = ++turn;
    const answer = await fetch(address.pathname + address.search, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (ownTurn !== turn) return;
    const isWhole = answer.ok && !answer.headers.has("Refresh") && page.querySelector(".workspace");
    if (!isWhole) return void location.assign(address);
    shown = address.pathname + address.search;
    if (step) history.pushState(null, "", address);
    show(page);
  }

  function choose(id) {
    const address = new URL(location.href);
    address.hash = "";
    const asked = address.searchParams;
    const isOfOne = ["chain", "crosscutting"].includes(asked.get("view")) && !asked.has("of");
    if (isOfOne && asked.has("id")) asked.set("of", asked.get("id")); // the picture stays what it is
    for (const name of ["id", "finding"]) address.searchParams.delete(name);
    if (id) address.searchParams.set("id", id);
    openAddress(address);
  }

  function watch(part) {
    for (const select of part.querySelectorAll("select[data-go]")) {
      select.addEventListener("change", () => select.form.requestSubmit());
    }
    offerLink(part);
  }
  function offerLink(part) {
    for (const button of part.querySelectorAll("[data-address]")) {
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", async () => {
        const [address] = location.href.split("#");
        await navigator.clipboard.writeText(address);
        button.textContent = button.dataset.done;
      });
    }
  }
  offerLink(document);

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const address = new URL(link.href);
    if (!link.closest(".workspace") || !isOurs(address) || address.hash) return;
    event.preventDefault();
    openAddress(address).then(() => {
      if (link.closest(".picks") && matchMedia("(max-width: 64rem)").matches) location.replace("#record");
    });
  });
  document.addEventListener("submit", (event) => {
    const address = new URL(event.target.action);
    if (event.target.method !== "get" || !isOurs(address)) return;
    event.preventDefault();
    const asked = [...new FormData(event.target)].filter(([, value]) => value !== "");
    address.search = new URLSearchParams(asked);
    openAddress(address);
  });
  window.addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) openAddress(new URL(location.href), { step: false });
  });
  window.addEventListener("message", (event) => {
    const now = frame();
    // a frame in a sandbox has the origin "null": that it is ours is known from its window
    if (event.source !== now.contentWindow || event.origin !== "null") return;
    const { chosen, search } = event.data ?? {};
    if (search) document.querySelector("header.top input[type=search]").focus();
    if (typeof chosen !== "string" || chosen === now.dataset.node) return;
    now.dataset.node = chosen;
    choose(chosen);
  });
})();
