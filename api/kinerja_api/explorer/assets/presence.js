"use strict";
// One connection for all pages of a desk: a browser opens only six to a server. It ends with the
// last page, whether that was closed, reloaded or lost.
const pages = [];
let last = "here";
const say = (word) => {
  last = word;
  for (const page of pages) page.postMessage(word);
};
const source = new EventSource("/desk/alive");
let waiting = 0;
source.onopen = () => {
  clearTimeout(waiting);
  waiting = 0;
  say("here");
};
source.onerror = () => {
  waiting = waiting || setTimeout(say, 5000, "gone"); // it connects again by itself meanwhile
};
source.addEventListener("end", () => {
  source.close();
  clearTimeout(waiting);
  say("gone");
});
onconnect = (event) => {
  const [page] = event.ports;
  pages.push(page);
  page.postMessage(last);
};
