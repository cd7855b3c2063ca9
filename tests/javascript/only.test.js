import assert from "node:assert/strict";
import { test } from "node:test";

import { addressText, readAddress } from "../../kinerja_graph/render/assets/js/map/address.js";
import { onlyText, readOnly } from "../../kinerja_graph/render/assets/js/map/only.js";

/** @import {Address, Only} from "../../kinerja_graph/render/assets/js/map/types.js" */

test("what is behind an outcome is read back from its text, whatever its ids hold", () => {
  /** @type {Only[]} */
  const all = [
    { kind: "part", of: "S:1", by: "agency", key: "d:2" }, { kind: "part", of: "", by: "", key: "" },
    { kind: "part", of: "S 1", by: "level", key: "task" }, { kind: "part", of: "S1", by: "agency", key: "" },
  ];
  for (const only of all) assert.deepEqual(readOnly(onlyText(only)), only);
  assert.equal(new Set(all.map(onlyText)).size, all.length);
  for (const text of ["part", "part:%E0%A4%A"]) assert.equal(readOnly(text), null, text);
});

test("an address holds whether what matters is open, if that was chosen", () => {
  /** @type {Address} */
  const usual = { node: "", only: null, tab: "picture", language: "", z: null, row: null, left: null, pane: null };
  for (const pane of [true, false, null]) assert.equal(readAddress(addressText({ ...usual, pane })).pane, pane);
});
