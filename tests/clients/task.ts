/** A whole task with the generated TypeScript client: upload, load, audit, align, report. */
import assert from "node:assert/strict";

import createClient from "openapi-fetch";

import type { paths } from "./schema.js";

const [baseUrl, key, dataset, plan] = process.argv.slice(2) as [string, string, string, string];
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${key}` } });
const query = { dataset, edition: "1" };

async function send() {
  const form = new FormData();
  form.append("files", new Blob([plan], { type: "application/json" }), "plan.json");
  const { data, error } = await client.POST("/v1/uploads", {
    params: { query, header: { "Idempotency-Key": `ts-${dataset}` } },
    body: { files: [] },
    bodySerializer: () => form,
  });
  assert.ok(data, error?.detail);
  return data;
}

const sent = await send();
assert.equal((await send()).id, sent.id);
const upload = { path: { id: sent.id } };
const ready = await client.GET("/v1/uploads/{id}", { params: { ...upload, query: { wait: 30 } } });
assert.equal(ready.data?.state, "ready");
await client.POST("/v1/uploads/{id}/load", { params: upload });
const loaded = await client.GET("/v1/uploads/{id}", { params: { ...upload, query: { wait: 30 } } });
assert.equal(loaded.data?.state, "loaded");

const audit = await client.GET("/v1/audit", { params: { query } });
assert.ok(audit.data, audit.error?.detail);
const alignment = await client.GET("/v1/align/{id}", { params: { path: { id: "S1" }, query } });
assert.ok(typeof alignment.data === "object" && "agencies" in alignment.data); // neither CSV nor of several
const report = await client.GET("/v1/report.{form}", {
  params: { path: { form: "docx" }, query },
  parseAs: "arrayBuffer",
});
assert.ok(report.data);
const unknown = await client.GET("/v1/align/{id}", { params: { path: { id: "none" }, query } });
assert.ok(unknown.error);

console.log(
  JSON.stringify({
    findings: audit.data.findings.map((one) => one.fingerprint),
    agencies: alignment.data.agencies.map((one) => one.id),
    report: Buffer.from(report.data as unknown as ArrayBuffer).toString("latin1", 0, 2),
    problem: unknown.error.code,
  }),
);
