"""The report of an audit as one offline page: verdict first, then what was found, and by what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache, partial
from importlib import resources
from itertools import groupby
from typing import Any, Final

from kinerja_graph.audit.finding import Audit, Finding, RuleRun
from kinerja_graph.audit.waiver import Waiver
from kinerja_graph.library.rule import CATEGORIES, SEVERITIES, Rule
from kinerja_graph.render.embed import document
from kinerja_graph.report.book import PRODUCT, Book, Subject, accepted, product_version
from kinerja_graph.report.words import WORDS

SYMBOLS: Final = {"error": "✖", "warning": "▲", "info": "●"}
_GOOD: Final = "✔"
_STATUSES: Final = ("new", "existing", "waived")


def audit_page(subject: Subject, book: Book, *, made: datetime) -> str:
    """The page of one audit in the language of ``book``: one file, no request.

    It can be read whole without its script, which only filters. ``made`` is the time that the
    report bears; all else depends on the audit alone.
    """
    audit = subject.audit
    groups = [_group(book, audit, rule, found) for rule, found in _grouped(audit)]
    present = {finding.status for finding in audit.findings}
    return document(
        _asset("audit.html.jinja"),
        style=_asset("audit.css"),
        script=_asset("audit.js"),
        language=book.language,
        say=partial(_say, book),
        tell=book.say,
        accepted=partial(_accepted, book),
        named=partial(_named, subject),
        edition=subject.edition,
        made=made.strftime("%Y-%m-%d %H:%M"),
        verdict=_verdict(audit, book),
        severities=SEVERITIES,
        statuses=[status for status in _STATUSES if status in present],
        agencies=_agencies(subject, book) if audit.findings else [],
        groups=groups,
        resolved=[_resolved(book, entry) for entry in audit.resolved],
        waivers=audit.waivers or (),
        categories=list(_categories(audit, book)),
        facts=_facts(subject, book, made),
    )


def _say(book: Book, key: str, **facts: object) -> str:
    return WORDS[key].say(book.language, **facts)


def _accepted(book: Book, waiver: Waiver) -> str:
    return accepted(waiver, book.language)


@cache
def _asset(name: str) -> str:
    place = resources.files("kinerja_graph.report") / "assets" / name
    return place.read_text(encoding="utf-8").replace("\r\n", "\n")


def _named(subject: Subject, agency: str) -> str:
    name = subject.agencies.get(agency)
    return agency if name is None or name == agency else f"{name} ({agency})"


def _verdict(audit: Audit, book: Book) -> dict[str, str]:
    summary = audit.summary()
    worst = next((level for level in SEVERITIES if summary[level]), "clean")
    counted = ", ".join(
        f"{number} {_say(book, f'plural.{level}' if number != 1 else f'severity.{level}')}"
        for level in SEVERITIES
        if (number := summary[level])
    )
    failed = len(audit.failed)
    key = "incomplete.one" if failed == 1 else "incomplete"
    return {
        "worst": "error" if failed else worst,
        "symbol": SYMBOLS.get(worst, _GOOD),
        "counted": counted or _say(book, "clean"),
        "failed": _say(book, key, number=failed) if failed else "",
        "rules": _rules_told(book, _rule_numbers(audit)),
        "memory": _say(book, "memory", **summary)
        if audit.with_baseline
        else _say(book, "memory.none"),
        "waived": _say(book, "memory.waived", **summary) if summary["waived"] else "",
    }


def _rules_told(book: Book, numbers: dict[str, int]) -> str:
    """How many rules ran, and what kept the others from it; nothing of what there is none of."""
    rest = [name for name in ("skipped", "off", "failed") if numbers[name]]
    parts = "; ".join(_say(book, f"rules.{name}", **numbers) for name in ("ran", *rest))
    return f"{_say(book, 'rules.all', **numbers)}: {parts}."


def _rule_numbers(audit: Audit) -> dict[str, int]:
    ran = [run for run in audit.rules if run.status == "ran"]
    off = sum(map(_is_off, audit.rules))
    return {
        "all": len(audit.rules),
        "ran": len(ran),
        "clean": sum(run.findings == 0 for run in ran),
        "skipped": sum(run.status == "not-applicable" for run in audit.rules) - off,
        "off": off,
        "failed": len(audit.failed),
    }


def _is_off(run: RuleRun) -> bool:
    return run.changed is not None and run.changed.off


def _agencies(subject: Subject, book: Book) -> list[dict[str, Any]]:
    """Findings that are not waived by agency and severity; the sum of all in the last row."""
    findings = subject.audit.findings
    numbers = Counter((item.agency, item.severity) for item in findings if item.status != "waived")
    ids = {item.agency for item in findings}
    named = sorted(
        ((_named(subject, one), one) for one in ids if one is not None),
        key=lambda pair: (pair[0].casefold(), pair[1]),
    )
    rows = [(name, f"={one}", [numbers[one, level] for level in SEVERITIES]) for name, one in named]
    if None in ids:
        none = [numbers[None, level] for level in SEVERITIES]
        rows.append((_say(book, "agency.none"), "-", none))
    sums = [sum(row[2][at] for row in rows) for at in range(len(SEVERITIES))]
    told = [
        {"name": name, "key": key, "numbers": [*each, sum(each)], "is_sum": False}
        for name, key, each in rows
    ]
    total = {"name": _say(book, "sum"), "key": "", "numbers": [*sums, sum(sums)], "is_sum": True}
    return [*told, total]


def _grouped(audit: Audit) -> Iterator[tuple[str, list[Finding]]]:
    for rule, found in groupby(audit.findings, key=lambda finding: finding.rule):
        yield rule, list(found)


def _group(book: Book, audit: Audit, rule: str, found: list[Finding]) -> dict[str, Any]:
    run = next(run for run in audit.rules if run.id == rule)
    known = book.by_id[rule]
    return {
        "rule": known,
        "symbol": SYMBOLS[known.severity],
        "share": f"{_share(book, run, found)} {_say(book, 'looked')}",
        "findings": found,
    }


def _share(book: Book, run: RuleRun, found: list[Finding]) -> str:
    """Such as "14 of 212"; where one finding tells that all lack it, all of them."""
    whole = any(finding.subject.label == "Dataset" for finding in found)
    number = run.population if whole else len(found)
    return _say(book, "of", number=number, population=run.population)


def _resolved(book: Book, entry: Any) -> dict[str, str]:
    rule: Rule | None = book.by_id.get(entry["rule"])
    ends = [entry["subject"], entry["other"]]
    return {
        "title": entry["rule"] if rule is None else book.say(rule.title),
        "name": entry["subject"]["name"] or entry["subject"]["id"],
        "path": " → ".join(end["id"] for end in ends if end is not None),
    }


def _categories(audit: Audit, book: Book) -> Iterator[dict[str, Any]]:
    found = dict(_grouped(audit))
    for category in CATEGORIES:
        runs = [run for run in audit.rules if book.by_id[run.id].category == category]
        if runs:
            rows = [_row(book, run, found.get(run.id, [])) for run in runs]
            yield {"name": _say(book, f"category.{category}"), "rows": rows}


def _row(book: Book, run: RuleRun, found: list[Finding]) -> dict[str, Any]:
    key = "off" if _is_off(run) else run.status
    notes = [] if run.why is None else [book.say(run.why)]
    if run.changed is not None and not run.changed.off:
        facts = {"own": run.changed.severity, "now": run.severity}
        said = {name: _say(book, f"severity.{level}") for name, level in facts.items()}
        notes.append(_say(book, "regraded", reason=run.changed.reason, **said))
    return {
        "id": run.id,
        "title": book.say(book.by_id[run.id].title),
        "severity": run.severity,
        "result": _share(book, run, found) if run.status == "ran" else _say(book, f"run.{key}"),
        "note": " ".join(notes),
        "link": bool(found),
    }


def _facts(subject: Subject, book: Book, made: datetime) -> dict[str, object]:
    edition, engine = subject.edition, subject.audit.engine
    years = (edition.first_year, edition.last_year)
    parameters = ", ".join(f"{name} = {it}" for name, it in subject.audit.parameters.items())
    facts = {
        "dataset": edition.dataset,
        "edition": edition.edition,
        "years": "–".join(map(str, years)) if None not in years else "",
        "as_of": edition.as_of,
        "loaded": edition.loaded_at,
        "digest": edition.digest,
        "rules_digest": book.digest,
        "parameters": parameters,
        "engine": f"{engine.name} {engine.version}",
        "program": f"{PRODUCT} {product_version()}",
        "made": made.isoformat(timespec="seconds"),
    }
    return {key: value for key, value in facts.items() if value not in ("", None)}
