"""Record api/kinerja_api/examples.json: for each operation a request and its answer, shortened.

They are real: a service over the embedded engine answers about ``examples/city``.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml
from fastapi.testclient import TestClient

from kinerja_api.app import create_app
from kinerja_api.description import of_version, operations
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.store.embedded import Embedded

TOP: Final = Path(__file__).parent.parent
FILE: Final = TOP / "api" / "kinerja_api" / "examples.json"
CITY: Final = TOP / "examples" / "city"
WHERE: Final = {"dataset": "kota-contoh", "edition": "2026-murni", "lang": "en"}
TOKEN: Final = "a-word-for-this-machine-alone"  # noqa: S105  # of a service that ends at once
ROWS: Final = 2
"""How many rows of a list, and lines of a table, an example keeps."""
LONGEST: Final = 2_000
"""Characters of a longer text."""
SHEET: Final = ("sheet.csv", b"Sasaran,Indikator,Target 2026\nJalan aman,Korban kecelakaan,12\n")
TABLES: Final = {
    "objectives": [{"id": "S1", "name": "Jalan aman", "level": 0}],
    "indicators": [{"id": "I1", "name": "Korban kecelakaan", "objective": "S1"}],
}
PLAN: Final = ("plan.json", json.dumps(TABLES).encode())
HELD_BESIDE: Final = {
    "dataset": [{"dataset": "kota-contoh", "edition": "2026-murni", "document": "pk"}],
    "indicators": [
        {"id": "DHB-1a", "name": "Kecepatan di jalan utama", "level": 1, "measure_unit": "km/jam"}
    ],
}
AGREEMENT: Final = ("pk.json", json.dumps(HELD_BESIDE).encode())
_TIMES: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)")
_STEADY: Final[Mapping[str, Any]] = {"milliseconds": 1.2, "version": "26.4.2"}


@dataclass(slots=True)
class Recorder:
    """The examples recorded so far, and who asks."""

    client: TestClient
    routes: Mapping[str, tuple[str, str]]
    found: dict[str, Any] = field(default_factory=dict[str, Any])

    def ask(
        self,
        operation: str,
        *,
        path: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        **sent: Any,
    ) -> Any:
        """Ask an operation, keep request and answer, and return the answer's body."""
        method, template = self.routes[operation]
        params = {**WHERE, **(query or {})}
        answer = self.client.request(method, template.format(**path or {}), params=params, **sent)
        if answer.status_code >= 300:  # noqa: PLR2004  # what an example must not be
            raise SystemExit(f"{operation}: {answer.status_code} {answer.text}")
        kind = answer.headers["content-type"].split(";")[0]
        entry: dict[str, Any] = {"parameters": {**(path or {}), **(query or {})}}
        for one in ("json", "content"):
            if one in sent:
                entry["body"] = sent[one]
        body = shortened_answer(kind, answer)
        if body is not None:
            entry["answers"] = {str(answer.status_code): {kind: body}}
        self.found[operation] = entry
        return answer.json() if kind == "application/json" else answer.text


def shortened_answer(kind: str, answer: Any) -> Any:
    """Return the body of an answer as an example; None for pictures and documents."""
    if kind.endswith("json"):
        return shortened(answer.json())
    if kind == "application/yaml":
        return shortened(json.loads(json.dumps(yaml.safe_load(answer.text), default=str)))
    if kind in {"text/csv", "text/plain"}:
        return "".join(answer.text.splitlines(keepends=True)[: 2 * ROWS + 1])
    return None


def shortened(value: Any) -> Any:
    """Return a value with the first rows of each list, and without what changes each time."""
    if isinstance(value, list):
        return [shortened(one) for one in value[:ROWS]]
    if isinstance(value, dict):
        return {
            name: _STEADY[name] if name in _STEADY else shortened(one)
            for name, one in value.items()
        }
    if isinstance(value, str):
        return _TIMES.sub("2026-11-30T08:00:00Z", value)[:LONGEST]
    return value


def record(kept: Recorder) -> None:
    """Ask every operation once."""
    uploads(kept)
    for name in ("read_datasets", "read_editions", "read_rules", "read_completeness", "read_matrix",
                 "read_individuals", "read_evidence"):  # fmt: skip
        kept.ask(name, query={"limit": ROWS})
        kept.ask(f"{name}_csv", query={"limit": ROWS})
    kept.ask("read_rule", path={"id": "silo-outcome"})
    for name in ("read_search", "read_search_csv"):
        kept.ask(name, query={"q": "lalu lintas", "limit": ROWS})
    audit = kept.ask("read_audit", query={"limit": ROWS})
    kept.ask("read_audit_rows", query={"rule": ["silo-outcome"]})
    kept.ask("read_audit_document", path={"form": "sarif"}, query={"rule": ["silo-outcome"]})
    for name in ("trace", "align", "targets"):
        kept.ask(f"read_{name}", path={"id": "KOTA-1"})
    kept.ask("read_evidence_of", path={"id": "KOTA-1"})
    kept.ask("read_weakest", path={"id": "KOTA-1"})
    kept.ask("read_record", path={"id": "KOTA-1"})
    kept.ask("read_individual", path={"id": "teknisi-apill"})
    for name in ("read_removal", "read_miss"):
        kept.ask(name, query={"id": ["dishub"]})
        kept.ask(f"{name}_csv", query={"id": ["dishub"]})
    both = {"before": "2026-murni", "after": "2026-perubahan"}
    kept.ask("read_comparison", query=both)
    kept.ask("read_comparison_csv", query=both)
    documents(kept)
    kept.ask("read_picture", path={"form": "svg"}, query={"view": "matrix"})
    kept.ask("export_edition", path={"form": "csv"})
    papers(kept)
    queries(kept)
    judgements(kept, audit["findings"][0])
    where = {"dataset": "kota-contoh", "edition": "2026-perubahan"}
    kept.ask("remove_edition", query=where)
    for name in ("read_health", "read_readiness", "read_metrics", "read_log"):
        kept.ask(name)
    page = "http://127.0.0.1/explore/matrix?dataset=kota-contoh&edition=2026-murni"
    kept.ask("read_oembed", query={"url": page})


def documents(kept: Recorder) -> None:
    """Hold an edition against a document that stands beside it for a moment."""
    sent = kept.client.post("/v1/uploads", files={"files": AGREEMENT}).json()["id"]
    kept.client.get(f"/v1/uploads/{sent}", params={"wait": 30})
    kept.client.post(f"/v1/uploads/{sent}/load")
    kept.client.get(f"/v1/uploads/{sent}", params={"wait": 30})
    for name in ("read_documents", "read_documents_csv"):
        kept.ask(name, query={"only": "disagree"})
    where = {"dataset": "kota-contoh", "edition": "2026-murni", "document": "pk"}
    kept.client.delete("/v1/editions", params=where)


def uploads(kept: Recorder) -> None:
    """Send a plan and a sheet, load the one and import the other."""
    where = {"dataset": "kota-baru", "edition": "2026"}
    for folder, edition in (
        ("2026-murni", "2026-murni"),
        ("2026-perubahan.xlsx", "2026-perubahan"),
    ):
        load_example(kept, CITY / folder, edition)
    sent = kept.ask("send_files", query=where, files={"files": PLAN})["id"]
    kept.ask("read_upload", path={"id": sent}, query={"wait": 30})
    kept.ask("read_uploads")
    kept.ask("load_upload", path={"id": sent})
    kept.client.get(f"/v1/uploads/{sent}", params={"wait": 30})
    change = kept.ask("send_files", query=where, files={"files": PLAN})["id"]
    kept.ask("read_upload", path={"id": change}, query={"wait": 30})
    kept.ask("compare_upload", path={"id": change}, query={"edition": "2026", "wait": 30})
    sheet = kept.ask("send_files", query=where, files={"files": SHEET})["id"]
    kept.client.get(f"/v1/uploads/{sheet}", params={"wait": 30})
    kept.ask("import_upload", path={"id": sheet}, query={"dataset": "kota-baru"}, json={})
    kept.ask("cancel_upload", path={"id": change})


def load_example(kept: Recorder, path: Path, edition: str) -> None:
    """Load an example of the repository by the API."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    parts = [("files", (one.name, one.read_bytes())) for one in files]
    query = {"dataset": "kota-contoh", "edition": edition}
    sent = kept.client.post("/v1/uploads", params=query, files=parts).json()["id"]
    told = kept.client.get(f"/v1/uploads/{sent}", params={"wait": 30}).json()
    if told["state"] != "ready":
        raise SystemExit(f"{path}: {told}")
    kept.client.post(f"/v1/uploads/{sent}/load")
    kept.client.get(f"/v1/uploads/{sent}", params={"wait": 30})


def papers(kept: Recorder) -> None:
    """Write a report; list the official forms and fill one."""
    kept.ask("read_report", path={"form": "docx"}, query={"for": "pimpinan"})
    kept.ask("read_forms")
    kept.ask("read_form", path={"name": "iku"}, query={"unit": "dishub"})
    kept.ask("read_form_file", path={"name": "iku", "form": "docx"}, query={"unit": "dishub"})


def queries(kept: Recorder) -> None:
    """Run a query and save it."""
    asked = {"cypher": "MATCH (u:Unit {scope: $scope}) RETURN u.id AS id ORDER BY id LIMIT 2"}
    for name in ("ask", "ask_csv"):
        kept.ask(name, json=asked)
    kept.ask("save_query", path={"name": "units"}, json=asked)
    kept.ask("read_queries")
    kept.ask("remove_query", path={"name": "units"})


def judgements(kept: Recorder, finding: Mapping[str, Any]) -> None:
    """Accept a finding, set the baseline, and follow a finding up."""
    waiver = {
        "rule": finding["rule"], "subject": finding["subject"]["id"], "by": "Inspektur",
        "reason": "Is mended in the amended plan.", "until": "2027-03-31",
    }  # fmt: skip
    number = kept.ask("propose_waiver", json=waiver)["number"]
    kept.ask("decide_waiver", path={"number": number, "decision": "approved"})
    kept.ask("read_waivers")
    yaml = kept.ask("read_waivers_file")
    kept.ask("take_waivers", content=yaml)
    kept.ask("set_baseline")
    kept.ask("read_baseline")
    kept.ask("read_baseline_file")
    kept.ask("take_baseline", content="version: 1\ndatasets: {}\n")
    state = {"state": "open", "person": "Bappeda", "due": "2027-01-31", "note": "Ask the agency."}
    kept.ask("set_follow_up", path={"fingerprint": finding["fingerprint"]}, json=state)
    kept.ask("read_follow_up", path={"fingerprint": finding["fingerprint"]})
    kept.ask("read_follow_ups", query={"limit": ROWS})
    kept.ask("read_follow_up_rows")
    kept.ask("write_note", json={"id": "KOTA-1", "text": "Agreed with the police."})
    kept.ask("read_notes", query={"id": "KOTA-1"})


@contextmanager
def service() -> Iterator[TestClient]:
    """Yield a client of a service over an engine of its own."""
    with tempfile.TemporaryDirectory() as home:
        settings: Settings = read_settings(url="embedded", home=Path(home), idle=30.0)
        chosen = settings.model_copy(update={"token": TOKEN, "rate": "", "upload_bytes": 10**7})
        try:
            with TestClient(
                create_app(chosen),
                base_url="http://127.0.0.1",
                headers={"Authorization": f"Bearer {TOKEN}"},
            ) as client:
                yield client
        finally:
            Embedded(settings).stop()


def main() -> None:
    """Record all examples, sorted by operation."""
    with service() as client:
        told = of_version(client.get("/openapi.json").json())
        routes = {one["operationId"]: (method, path) for method, path, one in operations(told)}
        kept = Recorder(client, routes)
        record(kept)
    missing = sorted(set(routes) - set(kept.found))
    if missing:
        raise SystemExit(f"no example: {', '.join(missing)}")
    steady = re.sub(
        r'("id": ?")[A-Za-z0-9_-]{22}(")', r"\1Yx3bT0kq1mV8sZr5dWnL2A\2",
        json.dumps(dict(sorted(kept.found.items())), indent=1, ensure_ascii=False),
    )  # fmt: skip
    FILE.write_text(steady + "\n", "utf-8")


if __name__ == "__main__":
    main()
