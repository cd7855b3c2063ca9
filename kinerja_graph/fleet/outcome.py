"""What became of a job: the audit as JSON, its pages, and its rows in the tables of a fleet."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from kinerja_graph.errors import KinerjaError
from kinerja_graph.fleet.jobs import Job
from kinerja_graph.model.edition import Edition
from kinerja_graph.numbers import finite
from kinerja_graph.report.report_context import Audited
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.plan import slug
from kinerja_graph.texts import Language
from kinerja_graph.workflow.reading import InputRefused

Status = Literal["audited", "incomplete", "refused", "failed"]
SEVERITIES: Final = ("error", "warning", "info")
PAGES: Final = ("report", "picture")
"""The kinds of pages of an edition."""
_LONGEST: Final = 60
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
        name: what the edition is called; None if that is not known.
        as_of: the last closed year; likewise.
        first_loaded: the order of its first load among the editions of its graph; None for plans.
        pages: the report and the picture by kind, as path below the folder of the results.
        contents: what is in these files, until they are written.
    """

    key: str
    source: str
    dataset: str
    edition: str
    status: Status
    seconds: float
    document: str
    name: str | None = None
    as_of: int | None = None
    first_loaded: int | None = None
    pages: Mapping[str, str] = field(default_factory=dict[str, str])
    contents: Mapping[str, bytes] = field(default_factory=dict[str, bytes], compare=False)

    @property
    def data(self) -> dict[str, Any]:
        """The audit, or why there is none, as JSON data."""
        found: dict[str, Any] = json.loads(self.document)
        return found

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """By dataset, edition and place, as all answers list them."""
        return self.dataset, self.edition, self.source


@dataclass(frozen=True, slots=True)
class Page:
    """A file about an edition: its kind (``report``, ``picture``), ending and content."""

    kind: str
    ending: str
    content: bytes


def outcome_of_audit(
    job: Job, found: Audited, language: Language, seconds: float, pages: Sequence[Page] = ()
) -> Outcome:
    """Return the outcome of a job whose edition was audited."""
    paths = {page.kind: _page_path(job, found.edition, page) for page in pages}
    return Outcome(
        key=job.key,
        source=job.source,
        dataset=found.edition.dataset,
        edition=found.edition.edition,
        status="incomplete" if found.audit.failed else "audited",
        seconds=seconds,
        document=_text(as_json(found.audit, language)),
        name=found.edition.name,
        as_of=found.edition.as_of,
        first_loaded=None if job.edition is None else job.edition.first_loaded,
        pages=paths,
        contents={paths[page.kind]: page.content for page in pages},
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
        "name": one.name,
        "as_of": one.as_of,
        "first_loaded": one.first_loaded,
        **{kind: one.pages.get(kind) for kind in PAGES},
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


def _page_path(job: Job, edition: Edition, page: Page) -> str:
    """Return the path of a page: readable, and of this job alone."""
    names = (slug(one)[:_LONGEST] for one in (edition.dataset, edition.edition))
    name = "-".join((*names, job.key[:8]))
    return f"{page.kind}s/{name}.{page.ending}"


def _text(data: dict[str, Any]) -> str:
    return json.dumps(finite(data), ensure_ascii=False, allow_nan=False)
