"""What became of a job: the audit as JSON, and its rows in the tables of a fleet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from kinerja_graph.errors import KinerjaError
from kinerja_graph.fleet.jobs import Job
from kinerja_graph.numbers import finite
from kinerja_graph.report.report_context import Audited
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import Language
from kinerja_graph.workflow.reading import InputRefused

Status = Literal["audited", "incomplete", "refused", "failed"]
SEVERITIES: Final = ("error", "warning", "info")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of a job, ready to be kept.

    Attributes:
        key, source: those of the job.
        dataset, edition: of the plan; of a plan that was refused what its path says.
        status: ``audited``; ``incomplete`` (a rule failed); ``refused`` (errors in the input);
            ``failed`` (anything else).
        seconds: how long a worker took.
        document: the audit, or why there is none, as JSON text.
    """

    key: str
    source: str
    dataset: str
    edition: str
    status: Status
    seconds: float
    document: str

    @property
    def data(self) -> dict[str, Any]:
        """The audit, or why there is none, as JSON data."""
        found: dict[str, Any] = json.loads(self.document)
        return found

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """By dataset, edition and place, as all answers list them."""
        return self.dataset, self.edition, self.source


def outcome_of_audit(job: Job, found: Audited, language: Language, seconds: float) -> Outcome:
    """Return the outcome of a job whose edition was audited."""
    return Outcome(
        key=job.key,
        source=job.source,
        dataset=found.edition.dataset,
        edition=found.edition.edition,
        status="incomplete" if found.audit.failed else "audited",
        seconds=seconds,
        document=_text(as_json(found.audit, language)),
    )


def outcome_of_error(
    job: Job, error: KinerjaError, language: Language, seconds: float = 0.0
) -> Outcome:
    """Return the outcome of a job whose edition could not be audited, as ``audit --all`` has it."""
    edition = "" if job.edition is None else job.edition.edition
    failure = as_json(error.failure, language)
    return Outcome(
        key=job.key,
        source=job.source,
        dataset=job.dataset,
        edition=edition,
        status="refused" if isinstance(error, InputRefused) else "failed",
        seconds=seconds,
        document=_text({"dataset": job.dataset, "edition": edition, "error": failure}),
    )


def government_row(one: Outcome) -> Row:
    """Return the row of an edition: its counts and how much of its cascade is unbroken."""
    data = one.data
    summary: Mapping[str, int] = data.get("summary", {})
    shares = {kind["kind"]: kind for kind in data.get("completeness", {}).get("kinds", ())}
    row: Row = {
        "key": one.key,
        "dataset": one.dataset,
        "edition": one.edition,
        "source": one.source,
        "status": one.status,
        "why": data["error"]["message"] if "error" in data else None,
    }
    row |= {f"{level}s": summary.get(level) for level in SEVERITIES}
    for kind in ("task", "position", "indicator", "objective"):
        row[f"{kind}s"] = shares.get(kind, {}).get("population")
        row[f"{kind}s_whole"] = shares.get(kind, {}).get("whole")
    return row | {"seconds": one.seconds}


def finding_rows(one: Outcome) -> list[Row]:
    """Return a row for each finding."""
    return [
        {
            "dataset": one.dataset,
            "edition": one.edition,
            "rule": found["rule"],
            "severity": found["severity"],
            "status": found["status"],
            "fingerprint": found["fingerprint"],
            "agency": found["agency"],
            "label": found["subject"]["label"],
            "id": found["subject"]["id"],
            "name": found["subject"]["name"],
            "other": None if found["other"] is None else found["other"]["id"],
            "cut_off": found["cut_off"],
            "message": found["message"],
            "remediation": found["remediation"],
            "origin": found["origin"],
            "source": found["source"],
        }
        for found in one.data.get("findings", ())
    ]


def rule_rows(one: Outcome) -> list[Row]:
    """Return a row for each rule that was asked for."""
    return [
        {
            "dataset": one.dataset,
            "edition": one.edition,
            "rule": run["id"],
            "severity": run["severity"],
            "status": run["status"],
            "population": run["population"],
            "findings": run["findings"],
        }
        for run in one.data.get("rules", ())
    ]


def agency_rows(one: Outcome) -> list[Row]:
    """Return a row for each agency: how many of its results and tasks are unbroken."""
    return [
        {
            "dataset": one.dataset,
            "edition": one.edition,
            "agency": share["agency"],
            "whole": share["whole"],
            "population": share["population"],
        }
        for share in one.data.get("completeness", {}).get("by_agency", ())
    ]


def _text(data: dict[str, Any]) -> str:
    return json.dumps(finite(data), ensure_ascii=False, allow_nan=False)
