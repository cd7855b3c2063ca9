"use strict";
// The sheet to import: what is changed is read anew, and what is shown of it changes.
function columns(form) {
  const said = document.getElementById("again");
  const tree = document.getElementById("tree");
  const shown = (page) => {
    for (const old of document.querySelectorAll("[data-live]")) {
      const fresh = page.getElementById(old.id);
      if (fresh) old.replaceChildren(...fresh.childNodes);
    }
    const coloured = ".sheet th[class], .sheet tbody tr, .sheet tbody td";
    const cells = page.querySelectorAll(coloured);
    form.querySelectorAll(coloured).forEach((old, at) => {
      if (cells[at]) old.className = cells[at].className;
    });
    for (const old of form.querySelectorAll("input[type=number], input[name=agency]")) {
      const fresh = page.querySelector(`[name="${old.name}"]`);
      if (!fresh) continue;
      old.hidden = fresh.hidden;
      old.disabled = fresh.disabled;
      if (document.activeElement !== old) old.value = fresh.value;
    }
    for (const old of form.querySelectorAll("th[data-column]")) {
      const fresh = page.querySelector(`th[data-column="${old.dataset.column}"]`);
      if (!fresh) continue;
      old.querySelector(".role").textContent = fresh.querySelector(".role").textContent;
      const [select, other] = [old.querySelector("select"), fresh.querySelector("select")];
      if (document.activeElement === select) continue; // its own choice stays under the hand
      const value = other.value;
      select.replaceChildren(...other.childNodes);
      select.value = value;
    }
  };
  const read = async (field) => {
    const sent = new FormData();
    sent.set("csrf", form.elements.csrf.value);
    sent.set(field.name, field.value);
    let answer = await fetch(form.action, { method: "POST", body: sent });
    for (;;) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (page.getElementById("tree")) return page;
      if (!answer.ok || !answer.headers.has("Refresh")) return location.assign(answer.url);
      await new Promise((done) => setTimeout(done, 200));
      answer = await fetch(answer.url);
    }
  };
  let pending = 0;
  let turn = Promise.resolve();
  form.addEventListener("change", (event) => {
    const field = event.target;
    if (field.name === "sheet") form.requestSubmit();
    if (field.name === "sheet" || field.type === "checkbox" || !field.reportValidity()) return;
    pending += 1;
    said.textContent = said.dataset.wait;
    tree.dataset.busy = "";
    turn = turn.then(async () => { // one after another: each says what the one before changed
      const page = await read(field);
      pending -= 1;
      if (!page || pending) return;
      shown(page);
      delete tree.dataset.busy;
      said.textContent = page.querySelector("[data-wrong]") ? "" : said.dataset.say;
    });
  });
}
// One desk: while a page is open, so is a connection; when none is left, the service ends.
function presence(script, csrf) {
  const gone = document.getElementById("gone");
  const say = (word) => { gone.hidden = word !== "gone"; };
  if (window.SharedWorker) new SharedWorker(script).port.onmessage = (event) => say(event.data);
  else {
    const source = new EventSource("/desk/alive");
    source.onopen = () => say("here");
    source.addEventListener("end", () => { source.close(); say("gone"); });
  }
  window.addEventListener("pagehide", () => {
    const sent = new FormData();
    sent.set("csrf", csrf);
    navigator.sendBeacon("/desk/closed", sent);
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  // what is no page of ours (a report, a picture, JSON) opens beside this one, which stays open
  const ours = /^\/($|desk|explore)/;
  for (const link of document.links) {
    const there = new URL(link.href);
    if (!link.download && there.origin === location.origin && !ours.test(there.pathname)) link.target = "_blank";
  }
  for (const form of document.forms) {
    if (!ours.test(new URL(form.action).pathname)) form.target = "_blank";
  }
}
// A place to drop files: it shows that it takes them, and which it has.
function watchDrop(zone) {
  const said = zone.querySelector("[data-names]");
  zone.addEventListener("dragover", () => zone.classList.add("over"));
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
  zone.addEventListener("change", (event) => {
    const names = [...event.target.files].map((file) => file.name).join(", ");
    if (said) said.textContent = names && said.dataset.say.replace("{names}", names);
  });
}
// A picture in a frame asks to be left for a record or a finding: its sandbox may not do so itself.
function followLinks(frame) {
  const ours = /^\/explore\/(record\/.|findings$)/;
  window.addEventListener("message", (event) => {
    // a frame in a sandbox has the origin "null": that it is ours is known from its window
    if (event.source !== frame.contentWindow || event.origin !== "null") return;
    const { go, fresh, search } = event.data ?? {};
    if (search) document.querySelector("header.top input[type=search]").focus();
    if (typeof go !== "string") return;
    const there = new URL(go, location.origin);
    if (there.origin !== location.origin || !ours.test(there.pathname)) return;
    if (fresh) window.open(there, "_blank", "noopener");
    else location.assign(there);
  });
}
// What is seen in a picture (what alone is kept, how near, which box) is given away as a link to the
// page around it, and such a link is followed: the part of its address after "#" goes into the frame.
function shareState(frame) {
  const isWorkspace = !frame.matches("[data-leads]");
  const follow = () => {
    if (!location.hash.includes("=")) return;
    // to our own sandbox, whose origin is opaque
    frame.contentWindow.postMessage({ state: stateText(location.hash.slice(1)) }, "*");
  };
  // of the workspace the address itself says which record is chosen, of every page the language
  const stateText = (text) => {
    const state = new URLSearchParams(text);
    state.delete("lang");
    state.delete("in");
    if (isWorkspace) state.set("node", frame.dataset.node);
    return state.toString();
  };
  window.addEventListener("hashchange", follow);
  follow();
  window.addEventListener("message", async (event) => {
    // a frame in a sandbox has the origin "null": that it is ours is known from its window
    if (event.source !== frame.contentWindow || event.origin !== "null") return;
    if (event.data?.ready) follow();
    if (typeof event.data?.link !== "string") return;
    const state = stateText(event.data.link);
    const address = new URL(location.href);
    address.hash = state;
    const linked = await copyText(address.href);
    if (!linked) history.replaceState(history.state, "", address);
    frame.contentWindow.postMessage({ linked }, "*");
  });
}
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // an address without https has no clipboard
  }
}
// Pictures are drawn by the service, which knows from a cookie whether the device is dark.
function tellDevice() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const remember = () => {
    const now = dark.matches ? "dark" : "light";
    const known = /(?:^|; )kinerja_device=(\w+)/.exec(document.cookie)?.[1] ?? "light";
    if (now === known) return;
    document.cookie = `kinerja_device=${now}; path=/; samesite=lax; max-age=31536000`;
    const isKept = document.cookie.includes(`kinerja_device=${now}`);
    if (isKept && !document.documentElement.dataset.theme && document.querySelector("iframe")) location.reload();
  };
  dark.addEventListener("change", remember);
  remember();
}
// Everything works without this script; it spares a reader a few steps.
(() => {
  tellDevice();
  for (const button of document.querySelectorAll("[data-copy]")) {
    const from = document.getElementById(button.dataset.copy);
    if (!from || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(from.value);
      button.textContent = button.dataset.done;
    });
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const select of document.querySelectorAll("select[data-go]")) {
    select.addEventListener("change", () => select.form.requestSubmit());
  }
  for (const form of document.querySelectorAll("form[data-columns]")) columns(form);
  for (const form of document.querySelectorAll("form[data-send]")) {
    form.addEventListener("change", () => form.requestSubmit());
    watchDrop(form);
  }
  const frame = document.querySelector("iframe[data-leads]");
  if (frame) followLinks(frame);
  for (const each of document.querySelectorAll("iframe[data-leads], #picture iframe")) shareState(each);
  for (const zone of document.querySelectorAll("[data-drop]")) watchDrop(zone);
  const { presence: script, csrf } = document.body.dataset;
  if (script) presence(script, csrf);
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open], .screen)")];
    for (const one of opened) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
})();
