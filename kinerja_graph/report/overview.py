"""The index page for the reports of several audits: one verdict, one line per dataset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.waiver import WaiverUse
from kinerja_graph.library.rule import SEVERITIES
from kinerja_graph.library.words import SIGNS, count_severities, worst_severity
from kinerja_graph.model.edition import Edition
from kinerja_graph.render.embed import document
from kinerja_graph.report.audit_sentences import say
from kinerja_graph.report.moments import moment
from kinerja_graph.report.page import asset
from kinerja_graph.report.report_context import PRODUCT, ReportContext, product_version, state_of

_MEMORY: Final = ("new", "existing", "resolved")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One dataset of several.

    Attributes:
        edition: what was to be audited.
        audit: its audit; None if it could not be audited.
        why: why it could not, in the language of the page; empty if it could.
        href: the name of its page next to this one; empty if there is none.
    """

    edition: Edition
    audit: Audit | None
    why: str = ""
    href: str = ""


def overview_page(
    entries: Sequence[Entry],
    waivers: Iterable[WaiverUse] | None,
    context: ReportContext,
    *,
    made: datetime,
) -> str:
    """Render the page of all datasets in the language of ``book``: one file, linking to the others.

    It has no scripts and makes no requests. Datasets are in the order of ``entries``.
    """
    audits = [entry.audit for entry in entries if entry.audit is not None]
    summary = _sums(audits)
    compared = any(audit.with_baseline for audit in audits)
    waived = summary["waived"] > 0
    columns = [f"plural.{level}" for level in SEVERITIES]
    columns += [f"status.{name}" for name in (_MEMORY if compared else ())]
    columns += ["status.waived"] if waived else []
    keys = [*SEVERITIES, *(_MEMORY if compared else ()), *(("waived",) if waived else ())]
    return document(
        asset("waivers.html.jinja") + asset("overview.html.jinja"),
        style=asset("audit.css"),
        script="",
        language=context.language,
        say=partial(say, context),
        state_of=partial(state_of, language=context.language),
        made=moment(made, context.language),
        verdict=_verdict(entries, summary, context),
        columns=[*columns, "sum"],
        rows=[_row(entry, keys, context) for entry in entries],
        sums=[summary[key] for key in keys] + [sum(summary[level] for level in SEVERITIES)],
        waivers=tuple(waivers or ()),
        titles=context.titles,
        signs=SIGNS,
        facts=_facts(audits, context, made),
    )


def _sums(audits: Iterable[Audit]) -> dict[str, int]:
    names = (*SEVERITIES, *_MEMORY, "waived")
    each = [audit.summary() for audit in audits]
    return {name: sum(one[name] for one in each) for name in names}


def _verdict(
    entries: Sequence[Entry], summary: Mapping[str, int], context: ReportContext
) -> dict[str, Any]:
    worst = worst_severity(summary)
    broken = [entry.edition.dataset for entry in entries if entry.audit is None]
    part = [entry.edition.dataset for entry in entries if entry.audit and entry.audit.failed]
    lacking = [
        say(context, key, number=len(names), names=", ".join(names))
        for key, names in (("all.broken", broken), ("all.incomplete", part))
        if names
    ]
    with_findings = sum(
        1
        for entry in entries
        if entry.audit and any(entry.audit.summary()[level] for level in SEVERITIES)
    )
    named = [entry.audit.compared_with for entry in entries if entry.audit]
    beside = sorted({context.say(one.called) for one in named if one is not None})
    return {
        "beside": say(context, "all.beside", names=", ".join(beside)) if beside else "",
        "worst": "error" if lacking else worst or "clean",
        "symbol": SIGNS[worst or "good"],
        "counted": count_severities(summary, context.language) or say(context, "clean"),
        "lacking": lacking,
        "datasets": say(context, "all.datasets", number=len(entries), found=with_findings),
    }


def _row(entry: Entry, keys: Sequence[str], context: ReportContext) -> dict[str, Any]:
    edition, audit = entry.edition, entry.audit
    summary = {} if audit is None else audit.summary()
    failed = 0 if audit is None else len(audit.failed)
    key = "incomplete.one" if failed == 1 else "incomplete"
    numbers = [summary[key] for key in keys] if summary else []
    return {
        "name": edition.name or edition.dataset,
        "dataset": edition.dataset,
        "edition": edition.edition,
        "href": entry.href,
        "numbers": [*numbers, sum(summary[level] for level in SEVERITIES)] if summary else [],
        "why": entry.why or (say(context, key, number=failed) if failed else ""),
    }


def _facts(audits: Sequence[Audit], context: ReportContext, made: datetime) -> dict[str, object]:
    engines = {f"{audit.engine.name} {audit.engine.version}" for audit in audits}
    parameters = {
        f"{name} = {value}" for audit in audits for name, value in audit.parameters.items()
    }
    facts = {
        "rules_digest": context.digest,
        "parameters": ", ".join(sorted(parameters)),
        "engine": ", ".join(sorted(engines)),
        "program": f"{PRODUCT} {product_version()}",
        "made": made.isoformat(timespec="seconds"),
    }
    return {key: value for key, value in facts.items() if value}
