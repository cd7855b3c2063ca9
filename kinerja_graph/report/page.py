"""The report of an audit as one offline page: first the verdict, then the findings and rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache, partial
from importlib import resources
from typing import Any, Final

from kinerja_graph.audit.finding import Audit, Finding, RuleRun
from kinerja_graph.audit.waiver import Waiver
from kinerja_graph.library.fields import TICK
from kinerja_graph.library.page import READ_FROM_COPIES, SEVERITIES_MEAN, where_to_mend
from kinerja_graph.library.rule import CATEGORIES, SEVERITIES
from kinerja_graph.library.words import SIGNS
from kinerja_graph.render.embed import document
from kinerja_graph.report.answers.follow_ups import follow_up_line
from kinerja_graph.report.audit_sentences import (
    AgencyRow,
    by_agency,
    grouped,
    is_off,
    named,
    notes,
    place_text,
    provenance,
    resolved,
    say,
    share_of,
    verdict,
)
from kinerja_graph.report.moments import moment
from kinerja_graph.report.report_context import Audited, ReportContext, accepted, state_of

_STATUSES: Final = ("new", "existing", "waived")


def audit_page(subject: Audited, context: ReportContext, *, made: datetime) -> str:
    """Render the page of one audit in the language of ``book``: one file, no requests.

    It is fully readable without its script, which only filters. ``made`` is the creation time shown
    in the report; everything else depends only on the audit.
    """
    audit = subject.audit
    every = dict(grouped(audit.findings))
    listed = audit.rules_worst_first(audit.listed)
    groups = [_group(context, audit, every[rule], found) for rule, found in listed.items()]
    present = {finding.status for finding in audit.listed}
    return document(
        asset("waivers.html.jinja") + asset("audit.html.jinja"),
        style=asset("audit.css"),
        script=asset("audit.js"),
        language=context.language,
        say=partial(say, context),
        tell=context.say,
        accepted=partial(_accepted, context),
        follow_up=partial(follow_up_line, language=context.language),
        place=partial(place_text, language=context.language),
        state_of=partial(state_of, language=context.language),
        named=partial(named, subject),
        edition=subject.edition,
        made=moment(made, context.language),
        verdict=verdict(audit, context),
        severities=SEVERITIES,
        signs=SIGNS,
        statuses=[status for status in _STATUSES if status in present],
        agencies=[_agency(row) for row in by_agency(subject, context)] if audit.findings else [],
        groups=groups,
        resolved=[resolved(context, entry) for entry in audit.gone],
        waivers=audit.waivers or (),
        titles=context.titles,
        meanings=[context.say(SEVERITIES_MEAN[level]) for level in SEVERITIES],
        read_from=context.say(READ_FROM_COPIES),
        categories=list(_categories(audit, context)),
        facts=provenance(subject, context, made),
    )


def _accepted(context: ReportContext, waiver: Waiver) -> str:
    return accepted(waiver, context.language)


@cache
def asset(name: str) -> str:
    """Read a text file of the report assets, with normalised line endings."""
    place = resources.files("kinerja_graph.report") / "assets" / name
    return place.read_text(encoding="utf-8").replace("\r\n", "\n")


def _agency(row: AgencyRow) -> dict[str, Any]:
    key = "" if row.is_sum else "-" if row.agency is None else f"={row.agency}"
    return {"name": row.name, "key": key, "numbers": row.numbers, "is_sum": row.is_sum}


def _group(
    context: ReportContext, audit: Audit, every: list[Finding], found: list[Finding]
) -> dict[str, Any]:
    """Return a rule with the findings that are listed, out of ``every`` finding of it."""
    run = next(run for run in audit.rules if run.id == found[0].rule)
    known = context.by_id[run.id]
    return {
        "rule": known,
        "symbol": SIGNS[known.severity],
        "share": share_of(known, run, every, context.language),
        "where": where_to_mend(known, context.language).split(TICK),
        "findings": found,
    }


def _categories(audit: Audit, context: ReportContext) -> Iterator[dict[str, Any]]:
    found = dict(grouped(audit.findings))
    listed = dict(grouped(audit.listed))
    for category in CATEGORIES:
        runs = [run for run in audit.rules if context.by_id[run.id].category == category]
        if runs:
            rows = [
                _row(context, run, found.get(run.id, [])) | {"link": run.id in listed}
                for run in runs
            ]
            yield {"name": say(context, f"category.{category}"), "rows": rows}


def _row(context: ReportContext, run: RuleRun, found: list[Finding]) -> dict[str, Any]:
    key = "off" if is_off(run) else run.status
    return {
        "id": run.id,
        "title": context.say(context.by_id[run.id].title),
        "severity": run.severity,
        "result": share_of(context.by_id[run.id], run, found, context.language)
        if run.status == "ran"
        else say(context, f"run.{key}"),
        "note": notes(context, run),
    }
