import assert from "node:assert/strict";
import { test } from "node:test";

import { breaksOf } from "../../kinerja_graph/render/assets/js/scene/syllables.js";

/** @param {string} word */
function broken(word) {
  const cuts = [0, ...breaksOf(word), word.length];
  return cuts.slice(1).map((cut, at) => word.slice(cuts[at], cut)).join("-");
}

test("words are broken between syllables", () => {
  assert.equal(broken("meningkatnya"), "me-ning-kat-nya");
  assert.equal(broken("penyelenggaraan"), "pe-nye-leng-ga-raan");
  assert.equal(broken("Persentase"), "Per-sen-tase");
  assert.equal(broken("ketenagakerjaan,"), "ke-te-na-ga-ker-jaan,");
});

test("consonants that are spoken together stay together", () => {
  assert.equal(broken("program"), "pro-gram");
  assert.equal(broken("administrasi"), "ad-mi-nis-trasi");
  assert.equal(broken("masyarakat"), "ma-sya-ra-kat");
});

test("a suffix or a prefix is not torn", () => {
  assert.equal(broken("pelayanan"), "pe-la-yanan");
  assert.equal(broken("perlindungan"), "per-lin-dungan");
  assert.equal(broken("terintegrasi"), "terin-te-grasi");
  assert.equal(broken("pengelolaan"), "penge-lo-laan");
});

test("short words, abbreviations and numbers are whole", () => {
  for (const word of ["daerah", "SAKIP", "2026/2027", "", "kwh", "bcdfghjk"]) assert.equal(broken(word), word);
});
