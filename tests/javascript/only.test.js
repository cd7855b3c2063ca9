import assert from "node:assert/strict";
import { test } from "node:test";

import { addressText, readAddress } from "../../kinerja_graph/render/assets/js/map/address.js";
import { isSame, onlyText, readOnly } from "../../kinerja_graph/render/assets/js/map/only.js";

/** @import {Address, Only} from "../../kinerja_graph/render/assets/js/map/types.js" */

test("what is kept is read back from its text", () => {
  /** @type {Only[]} */
  const all = [
    { kind: "chain", id: "A:1" }, { kind: "rule", rule: "orphan" }, { kind: "tone", tone: "error" },
    { kind: "search", text: "jalan: kota" }, { kind: "agency", id: "" }, { kind: "agency", id: "dishub" },
    { kind: "level", column: "task", id: null }, { kind: "level", column: "1", id: "" },
    { kind: "part", of: "S:1", by: "agency", key: "d:2" }, { kind: "part", of: "", by: "", key: "" },
    { kind: "part", of: "S 1", by: "level", key: "task" }, { kind: "part", of: "S1", by: "agency", key: "" },
  ];
  for (const only of all) assert.deepEqual(readOnly(onlyText(only)), only);
  assert.equal(new Set(all.map(onlyText)).size, all.length);
});

test("a text that says nothing known keeps nothing", () => {
  for (const text of ["", "chain", "chain:", "tone", "agency", "part", "part:%E0%A4%A", "other:1"]) {
    assert.equal(readOnly(text), null, text);
  }
  assert.ok(isSame(null, null) && !isSame(null, { kind: "tone", tone: "error" }));
});

test("an address holds whether the overview is open, if that was chosen", () => {
  /** @type {Address} */
  const usual = { node: "", only: null, tab: "picture", language: "", z: null, row: null, left: null, pane: null };
  assert.equal(addressText(usual), "");
  for (const pane of [true, false, null]) assert.equal(readAddress(addressText({ ...usual, pane })).pane, pane);
});
