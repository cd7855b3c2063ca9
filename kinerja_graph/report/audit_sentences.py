"""The sentences shared by every document of an audit, in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from kinerja_graph.audit.causes import Cause, Relation
from kinerja_graph.audit.finding import Audit, Finding, Resolved, RuleRun
from kinerja_graph.audit.wording import spoken
from kinerja_graph.library.completeness_sentences import completeness_sentence
from kinerja_graph.library.rule import SEVERITIES, Rule
from kinerja_graph.library.words import BELOW, SIGNS, count_findings, worst_severity
from kinerja_graph.model.origin import describe_place, place_of
from kinerja_graph.numbers import format_number, format_share
from kinerja_graph.report.report_context import PRODUCT, Audited, ReportContext, product_version
from kinerja_graph.report.words import WORDS
from kinerja_graph.texts import Language, Text, _

_RAN: Final = _("{ran:rule|rules} ran")
_RAN_OF: Final = _("{ran} of {all:rule|rules} ran")
_RULES: Final = _("{all:rule|rules}: {ran} ran, {clean} of them without findings")
_REST: Final = {
    "skipped": _("{number:does|do} not apply here"),
    "off": _("{number} switched off"),
    "failed": _("{number} failed"),
}
_OF: Final = _("{number} of {population}")
_ONE_OF_ALL: Final = _("1 (all {population})")
_ONE_OF_MOST: Final = _("1 ({number}/{population})")
_GROUPS: Final = _("{number:group|groups} among {population}")
_LOOKED: Final = _("examined")
_FILE_LINE: Final = _("line {line} of the file")
_MORE_PLACES: Final = _("{number:place more|places more}")
_CIRCLES: Final = ("contribution-cycle", "reporting-cycle")
_MOST_OF_CIRCLE: Final = 12
_MOST_OF_GROUP: Final = 3
"""So many places of the others are told beside that of a finding on several records."""
_SAME_ROW: Final = _("The same row also: {rules}.")
_SAME_LINK: Final = _("The same contribution also: {rules}.")
_POSTS: Final = _("So {number:post serves|posts serve} no superior either: {records}.")
_COPIES: Final = _(
    "{number:record says|records say} the same, with a name copied down from here: {records}."
)
_ALIKE: Final = _("{number} more of the same form in the same column: {records}.")
_UPPER: Final = _("{number} more on that level contribute to the same result: {records}.")
_LEVELS: Final = _(
    "{number} more of this agency have the name of the level above in the same way: {records}."
)
_MORE_RECORDS: Final = _("{number} more")
_FOLDED: Final[Mapping[Relation, Text]] = {
    "break": _POSTS,
    "copied": _COPIES,
    "alike": _ALIKE,
    "upper": _UPPER,
    "levels": _LEVELS,
}
MOST_NAMED: Final = 3
"""So many records of each kind are named where findings are told with their cause."""
_LINKS: Final = _(
    "Of {all:contribution|contributions}, {stated_share} % ({stated}) are stated and "
    "{nesting_share} % ({nesting}) are only nesting: codes, indent or merged cells of a sheet, "
    "which are no cause."
)


def say(context: ReportContext, key: str, **facts: object) -> str:
    """Return the word ``key`` in the language of ``context``."""
    return WORDS[key].say(context.language, **facts)


def named(subject: Audited, agency: str) -> str:
    """Format an agency by its name and id."""
    name = subject.agencies.get(agency)
    return agency if name is None or name == agency else f"{name} ({agency})"


def breaks_or_circles(findings: Iterable[Finding], breaks: Text, circles: Text, both: Text) -> Text:
    """Return the text that speaks of what there is: of circles only where there are some."""
    kinds = {one.is_circle for one in findings}
    if kinds == {True}:
        return circles
    return both if True in kinds else breaks


@dataclass(frozen=True, slots=True)
class Verdict:
    """The opening statements of an audit document.

    Attributes:
        worst: the most severe severity found, ``clean``, or ``error`` if a rule failed.
        symbol: its symbol.
        counted: the number of findings by severity, or that there are none.
        failed: that the audit is incomplete; empty if it is complete.
        rules: how many rules ran, and why the others did not.
        cascade: how much of the cascade is whole, and how many contributions come only from
            nesting; empty if neither is known.
        compared: what it was compared with.
        waived: how many are waived; empty if none are.
    """

    worst: str
    symbol: str
    counted: str
    failed: str
    rules: str
    cascade: str
    compared: str
    waived: str


def verdict(audit: Audit, context: ReportContext) -> Verdict:
    """Return the opening statements of ``audit``."""
    summary = audit.summary()
    worst = worst_severity(summary)
    failed = len(audit.failed)
    key = "incomplete.one" if failed == 1 else "incomplete"
    return Verdict(
        worst="error" if failed else worst or "clean",
        symbol=SIGNS[worst or "good"],
        counted=findings_sentence(audit, context.language),
        failed=say(context, key, number=failed) if failed else "",
        rules=rules_sentence(audit, context.language),
        cascade=cascade_sentences(audit, context.language),
        compared=comparison_sentence(audit, context.language),
        waived=say(context, "compared.waived", **summary) if summary["waived"] else "",
    )


def comparison_sentence(audit: Audit, language: Language) -> str:
    """Say what the findings were compared with, and how many are new, known and gone."""
    if audit.compared_with is None:
        return WORDS["compared.none"].say(language)
    numbers = {name: format_number(number, language) for name, number in audit.summary().items()}
    return WORDS["compared"].say(language, beside=audit.compared_with.called, **numbers)


def comparison_name(audit: Audit, language: Language) -> str:
    """Say what the findings were compared with, without counts."""
    if audit.compared_with is None:
        return WORDS["compared.none"].say(language)
    return WORDS["all.beside"].say(language, names=audit.compared_with.called)


def findings_sentence(audit: Audit, language: Language) -> str:
    """Count the findings by severity, or say that there are none."""
    return count_findings(f"{audit.dataset} {audit.edition}", audit.summary(), language)


def rules_sentence(audit: Audit, language: Language, *, brief: bool = False) -> str:
    """Say how many rules ran, and why the others did not; zero counts are omitted.

    ``brief``: without the total, and without how many of them found nothing.
    """
    counts = rule_numbers(audit)
    numbers = {name: format_number(number, language) for name, number in counts.items()}
    parts = [(_RAN if brief else _RULES).say(language, **numbers)]
    parts += [
        text.say(language, number=numbers[name]) for name, text in _REST.items() if counts[name]
    ]
    return f"{'; '.join(parts)}."


def rules_that_ran(audit: Audit, language: Language) -> str:
    """Say in a few words how many of the rules ran, and how many failed."""
    counts = rule_numbers(audit)
    numbers = {name: format_number(number, language) for name, number in counts.items()}
    parts = [(_RAN if counts["ran"] == counts["all"] else _RAN_OF).say(language, **numbers)]
    if counts["failed"]:
        parts.append(_REST["failed"].say(language, number=numbers["failed"]))
    return f"{'; '.join(parts)}."


def cascade_sentences(audit: Audit, language: Language) -> str:
    """Say how much of the cascade is whole, and how many contributions are only nested."""
    whole = audit.completeness
    sentences = (
        "" if whole is None else completeness_sentence(whole, language),
        links_sentence(audit, language),
    )
    return " ".join(filter(None, sentences))


def links_sentence(audit: Audit, language: Language) -> str:
    """Give the shares of contributions that are stated and only nested; "" if all are stated."""
    links = audit.links
    if not links.nesting:
        return ""
    numbers = {"all": links.all, "stated": links.stated, "nesting": links.nesting}
    told = {name: format_number(number, language) for name, number in numbers.items()}
    shares = {
        f"{name}_share": format_share(numbers[name], links.all, language)
        for name in ("stated", "nesting")
    }
    return _LINKS.say(language, **told, **shares)


def rule_numbers(audit: Audit) -> dict[str, int]:
    """Count all rules (``all``) and those that ran, were clean, skipped, off and failed."""
    ran = [run for run in audit.rules if run.status == "ran"]
    off = sum(map(is_off, audit.rules))
    return {
        "all": len(audit.rules),
        "ran": len(ran),
        "clean": sum(run.findings == 0 for run in ran),
        "skipped": sum(run.status == "not-applicable" for run in audit.rules) - off,
        "off": off,
        "failed": len(audit.failed),
    }


def is_off(run: RuleRun) -> bool:
    """Tell whether the user switched the rule off."""
    return run.changed is not None and run.changed.off


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """The unwaived findings of one agency: the count per severity, then their sum.

    ``agency`` is None for those without an agency; ``is_sum`` is true for the total of all.
    """

    name: str
    agency: str | None
    numbers: tuple[int, ...]
    is_sum: bool = False


def by_agency(subject: Audited, context: ReportContext) -> list[AgencyRow]:
    """Make a row for each agency by name, one for no agency, and the total."""
    findings = subject.audit.findings
    numbers = Counter((item.agency, item.severity) for item in findings if item.status != "waived")
    ids = {item.agency for item in findings}
    by_name = sorted(
        ((named(subject, one), one) for one in ids if one is not None),
        key=lambda pair: (pair[0].casefold(), pair[1]),
    )
    rows: list[tuple[str, str | None]] = list(by_name)
    if None in ids:
        rows.append((no_agency(subject.audit, context), None))
    each = [(name, one, [numbers[one, level] for level in SEVERITIES]) for name, one in rows]
    sums = [sum(found[at] for _, _, found in each) for at in range(len(SEVERITIES))]
    table = [AgencyRow(name, one, (*found, sum(found))) for name, one, found in each]
    return [*table, AgencyRow(say(context, "sum"), None, (*sums, sum(sums)), is_sum=True)]


def place_text(finding: Finding, language: Language) -> str:
    """Return where people find it; of a CSV the line of the file too where rows have several."""
    place = finding.place or ""
    if line := file_line(finding, language):
        place = f"{place} ({line})"
    if finding.belongs_below and finding.row is not None:
        below = BELOW.say(language, place=finding.row)
        place = describe_place(below, finding.source) or ""
    return _with_group(place, finding, language)


def told_with(
    cause: Cause, titles: Mapping[str, str], language: Language, most: int = MOST_NAMED
) -> Iterator[str]:
    """Yield a sentence for each way in which other findings come from the one that is shown.

    Each names at most ``most`` records, or one more where no other is left.
    """
    if cause.row:
        names = [_title(one, titles, language) for one in cause.row]
        text = _SAME_ROW if cause.head.other is None else _SAME_LINK
        yield text.say(language, rules=spoken(names, language))
    for relation, text in _FOLDED.items():
        names = _names(cause, relation)
        if names:
            number = format_number(len(names), language)
            yield text.say(language, number=number, records=_few(names, language, most))


def _title(finding: Finding, titles: Mapping[str, str], language: Language) -> str:
    title = titles.get(finding.rule, finding.rule)
    return f"{title} ({spoken(finding.years, language)})" if finding.years else title


def _names(cause: Cause, relation: Relation) -> list[str]:
    """Return the cells of those that are alike, the ids of others; each once."""
    found = cause.of(relation)
    if relation == "alike":
        return list(dict.fromkeys(one.place or one.subject.id for one in found))
    return list(dict.fromkeys(one.subject.id for one in found))


def _few(names: Sequence[str], language: Language, most: int) -> str:
    """Name the first, and how many more there are."""
    shown = names if len(names) <= most + 1 else names[:most]
    rest = len(names) - len(shown)
    more = [_MORE_RECORDS.say(language, number=format_number(rest, language))] if rest else []
    return spoken([*shown, *more], language)


def file_line(finding: Finding, language: Language) -> str:
    """Return the line of the CSV at which a finding's row begins; empty if it is that number."""
    row = place_of(finding.row)
    if row is None or row.sheet is not None or finding.source or finding.written_in:
        return ""
    is_other = finding.line not in (None, row.row)
    return _FILE_LINE.say(language, line=finding.line) if is_other else ""


def _with_group(place: str, finding: Finding, language: Language) -> str:
    """Return ``place``, then those of the others that are at fault together."""
    return "; ".join([place, *other_places(finding, language)])


def other_places(finding: Finding, language: Language) -> list[str]:
    """Return the first places of the others that are at fault together, and how many more.

    Of a circle more are told, since any of its links may be the wrong one.
    """
    places = dict.fromkeys(one.place for one in finding.group or () if one.place)
    others = [one for one in places if one != finding.place]
    shown = others[: _MOST_OF_CIRCLE if finding.rule in _CIRCLES else _MOST_OF_GROUP]
    rest = len(others) - len(shown)
    return [*shown, *([_MORE_PLACES.say(language, number=rest)] if rest and shown else [])]


def no_agency(audit: Audit, context: ReportContext) -> str:
    """Name the findings without agency: those of the whole plan, of records of none, or both."""
    kinds = {
        one.subject.is_dataset
        for one in audit.findings
        if one.agency is None and one.status != "waived"
    }
    keys = {frozenset({True}): "agency.plan", frozenset({True, False}): "agency.plan_or_none"}
    return say(context, keys.get(frozenset(kinds), "agency.none"))


def grouped(findings: Sequence[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """Group findings by rule, in the order of the audit."""
    for rule, found in groupby(findings, key=lambda finding: finding.rule):
        yield rule, list(found)


def affected(found: Sequence[Finding]) -> int:
    """Count the affected items; all of them if one finding says that all lack it."""
    return sum(finding.affected for finding in found)


def by_rule(audit: Audit) -> dict[str, list[Finding]]:
    """Return the findings that are not waived, by rule."""
    counted = [finding for finding in audit.findings if finding.status != "waived"]
    return dict(grouped(counted))


def affected_of(found: Sequence[Finding], population: int, language: Language) -> tuple[str, str]:
    """Format how many items are affected of how many, and the percentage.

    A fault of the whole plan is one finding about everything, and is said to be both. Both are
    without what a rule without population does not know, which only a lenient load makes.
    """
    number = affected(found)
    if population and found[0].subject.is_dataset:
        every = format_number(population, language)
        text = _ONE_OF_ALL if number >= population else _ONE_OF_MOST
        told = text.say(language, number=format_number(number, language), population=every)
        return told, format_share(min(number, population), population, language)
    if not population:
        return format_number(number, language), ""
    return share(number, population, language), format_share(
        min(number, population), population, language
    )


def share(number: int, population: int, language: Language) -> str:
    """Format, for example, "14 of 212"."""
    numbers = {"number": number, "population": population}
    return _OF.say(
        language, **{name: format_number(one, language) for name, one in numbers.items()}
    )


def share_of(rule: Rule, run: RuleRun, found: Sequence[Finding], language: Language) -> str:
    """Format, for example, "14 of 212 indicators"; for cycles, "2 groups among 212 indicators"."""
    things = (rule.population.counts or _LOOKED).say(language)
    text = share(affected(found), run.population, language)
    if found and "path" in rule.statement.columns and not found[0].subject.is_dataset:
        number, population = (format_number(n, language) for n in (len(found), run.population))
        text = _GROUPS.say(language, number=number, population=population)
    return f"{text} {things}"


def resolved(context: ReportContext, entry: Resolved) -> dict[str, str]:
    """Return a resolved baseline entry: the ``title`` of its rule, its ``name`` and ``path``."""
    rule: Rule | None = context.by_id.get(entry.rule)
    ends = [entry.subject, entry.other]
    return {
        "title": entry.rule if rule is None else context.say(rule.title),
        "name": entry.subject.name or entry.subject.id,
        "path": " → ".join(end.id for end in ends if end is not None),
    }


def notes(context: ReportContext, run: RuleRun) -> str:
    """Say why a rule did not run, and what the user decided about it."""
    texts = [text for text in (run.why, run.decision) if text is not None]
    return " ".join(context.say(text) for text in dict.fromkeys(texts))  # off: both are the same


def provenance(subject: Audited, context: ReportContext, made: datetime) -> dict[str, object]:
    """Return the provenance by the word that names it, without unknown facts."""
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
        "rules_digest": context.digest,
        "parameters": parameters,
        "engine": f"{engine.name} {engine.version}",
        "program": f"{PRODUCT} {product_version()}",
        "made": made.isoformat(timespec="seconds"),
    }
    return {key: value for key, value in facts.items() if value not in ("", None)}
