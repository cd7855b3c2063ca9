"""The page of a country: every government with its findings, by province, rule and edition.

One file without requests. Without its script everything is there but sorting and filtering. Shares
of what is whole are neither coloured nor sorted by (forms.md §6): the map shows the density of
errors, and where figures of several governments stand together they are sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Final

from kinerja_graph.library.rule import SEVERITIES
from kinerja_graph.library.words import SIGNS, count_severities, worst_severity
from kinerja_graph.numbers import format_number, format_share
from kinerja_graph.render.embed import document, themed
from kinerja_graph.report.moments import moment
from kinerja_graph.report.page import asset
from kinerja_graph.report.provinces import PROVINCES, Province
from kinerja_graph.report.report_context import PRODUCT, product_version
from kinerja_graph.texts import Language, Text, _

STEPS: Final = (1, 2, 5, 10)
"""Up to so many errors among 100 results and tasks a tile has one shade; beyond, the darkest."""
_HUNDRED: Final = 100
_LINE: Final = (72, 20)
"""Width and height of a line of the trend."""
_WORDS: Final[Mapping[str, Text]] = {
    "kind": _("Audit of the performance cascade"),
    "title": _("The country at a glance"),
    "verdict": _("Verdict"),
    "skip": _("Skip to the governments"),
    "map": _("By province"),
    "map.how": _(
        "Each tile is a province, roughly where it lies. Its figure is the number of errors among "
        "100 results and tasks of its governments, in their newest editions."
    ),
    "map.none": _("no government here"),
    "map.upto": _("up to {number}"),
    "map.more": _("over {number}"),
    "map.no": _("no errors"),
    "map.table": _("The same as a table"),
    "map.unknown": _("Province not known"),
    "province": _("Province"),
    "governments": _("Governments"),
    "government": _("Government"),
    "edition": _("Edition"),
    "errors": _("Errors"),
    "warnings": _("Warnings"),
    "infos": _("Info"),
    "density": _("Errors per 100"),
    "density.how": _("errors among 100 results and tasks"),
    "tasks": _("Tasks whole"),
    "indicators": _("Indicators whole"),
    "whole.how": _("Whole: unbroken up to level 0."),
    "change": _("Since the edition before"),
    "report": _("report"),
    "picture": _("picture"),
    "filter.text": _("Search"),
    "filter.all": _("all"),
    "filter.reset": _("Show all"),
    "shown": _("{n} of {all} governments"),
    "rules": _("What is found"),
    "rule": _("Rule"),
    "findings": _("Findings"),
    "where": _("Where most"),
    "where.more": _("and {number} more"),
    "trend": _("Over the editions"),
    "trend.how": _("Governments of which several editions were audited, the newest last."),
    "trend.line": _("errors, from the oldest edition to the newest: {numbers}"),
    "years": _("By last closed year"),
    "year": _("Year"),
    "incomplete": _("the audit is incomplete: a rule failed"),
    "none": _("no findings"),
    "not.audited": _("not audited"),
    "made": _("made by {program}"),
}
_GOVERNMENTS: Final = _("{number:government|governments}, {found} of them with findings.")
_WHOLE: Final = _("{whole} of {population:task is|tasks are} whole up to level 0.")
_BROKEN: Final = _("{number:government|governments} could not be audited.")
_REFUSED: Final = _("{number:edition|editions} of this government could not be audited.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What was found in one edition.

    Attributes:
        edition: its name.
        errors, warnings, infos: the number of findings.
        tasks, tasks_whole, indicators, indicators_whole: how many, and how many are whole.
        records: the results and tasks.
        as_of: the last closed year; None if it is not known.
        pages: paths of its pages beside this one, by kind.
    """

    edition: str
    errors: int
    warnings: int
    infos: int
    tasks: int
    tasks_whole: int
    indicators: int
    indicators_whole: int
    records: int
    as_of: int | None = None
    pages: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Government:
    """A government.

    Attributes:
        dataset: its dataset.
        name: what its newest edition is called.
        province: None if that is not known.
        why: why editions could not be audited, in the language of the page.
        is_complete: whether no rule failed in its newest edition.
        editions: what was found in each that was audited, the newest last.
    """

    dataset: str
    name: str
    province: Province | None
    why: tuple[str, ...] = ()
    is_complete: bool = True
    editions: tuple[Standing, ...] = ()

    @property
    def newest(self) -> Standing | None:
        """The newest edition that was audited."""
        return self.editions[-1] if self.editions else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOfCountry:
    """What a rule finds in the newest editions.

    Attributes:
        id, severity: the rule.
        governments: in how many it finds something.
        findings: how many findings.
        most: datasets with the most findings, and how many.
    """

    id: str
    severity: str
    governments: int
    findings: int
    most: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """All governments, by dataset, and the rules that find something, the gravest first."""

    governments: tuple[Government, ...]
    rules: tuple[RuleOfCountry, ...]


def country_page(
    country: Country, titles: Mapping[str, str], language: Language, *, made: datetime
) -> str:
    """Render the page; ``titles`` are those of rules by id, ``made`` is the time shown."""
    words = _Words(language)
    named = {one.dataset: (number, one) for number, one in enumerate(country.governments, start=1)}
    regions = _regions(country.governments, words)
    return document(
        asset("country.html.jinja"),
        style=themed(asset("country.css") + _places()),
        script=asset("country.js"),
        language=language,
        say=words.say,
        signs=SIGNS,
        made=moment(made, language),
        program=words.say("made", program=f"{PRODUCT} {product_version()}"),
        verdict=_verdict(country, words),
        tiles=[_tile(one, regions.get(code), words) for code, one in PROVINCES.items()],
        legend=list(_legend(words)),
        regions=list(regions.values()),
        rows=[_row(number, one, words) for number, one in named.values()],
        with_change=any(len(one.editions) > 1 for one in country.governments),
        rules=[_rule(one, named, titles, words) for one in country.rules],
        trends=[_trend(*one, words) for one in named.values() if len(one[1].editions) > 1],
        years=_years(country.governments, words),
    )


class _Words:
    """Words and numbers in the language of the page."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.number = partial(format_number, language=language)

    def say(self, key: str, **facts: object) -> str:
        return _WORDS[key].say(self.language, **facts)

    def share(self, whole: int, population: int) -> str:
        """Return how many are whole of how many; a dash of none."""
        return f"{self.number(whole)}/{self.number(population)}" if population else "–"

    def density(self, errors: int, records: int) -> str:
        return format_share(errors, records, self.language) if records else "–"


def _places() -> str:
    """Return the places of the tiles as classes: the policy of the page forbids other styles."""
    return "".join(
        f".p{one.code} {{ grid-area: {one.row} / {one.column}; }}\n" for one in PROVINCES.values()
    )


def _verdict(country: Country, words: _Words) -> dict[str, Any]:
    newest = [one.newest for one in country.governments if one.newest is not None]
    summary: dict[str, int] = {
        level: sum(getattr(one, f"{level}s") for one in newest) for level in SEVERITIES
    }
    worst = worst_severity(summary)
    broken = sum(one.newest is None for one in country.governments)
    found = sum(any(getattr(one, f"{level}s") for level in SEVERITIES) for one in newest)
    tasks = sum(one.tasks for one in newest)
    whole = _WHOLE.say(
        words.language,
        whole=words.number(sum(one.tasks_whole for one in newest)),
        population=words.number(tasks),
    )
    return {
        "worst": "error" if broken else worst or "good",
        "symbol": SIGNS[worst or "good"],
        "counted": count_severities(summary, words.language) or words.say("none"),
        "governments": _GOVERNMENTS.say(
            words.language, number=len(country.governments), found=words.number(found)
        ),
        "whole": whole if tasks else "",
        "broken": _BROKEN.say(words.language, number=broken) if broken else "",
    }


def _regions(governments: Iterable[Government], words: _Words) -> dict[str, dict[str, Any]]:
    """Return the sums of each province by its code, those of an unknown one last (code empty)."""
    by_code: dict[str, list[Government]] = defaultdict(list)
    for one in governments:
        by_code[one.province.code if one.province else ""].append(one)
    ordered = sorted(by_code, key=lambda code: (not code, code))
    return {code: _region(code, by_code[code], words) for code in ordered}


def _region(code: str, governments: Sequence[Government], words: _Words) -> dict[str, Any]:
    newest = [one.newest for one in governments if one.newest is not None]
    errors = sum(one.errors for one in newest)
    records = sum(one.records for one in newest)
    return {
        "code": code,
        "name": PROVINCES[code].name if code else words.say("map.unknown"),
        "governments": len(governments),
        "errors": words.number(errors),
        "warnings": words.number(sum(one.warnings for one in newest)),
        "density": words.density(errors, records),
        "step": _step(errors, records),
        "tasks": words.share(
            sum(one.tasks_whole for one in newest), sum(one.tasks for one in newest)
        ),
        "indicators": words.share(
            sum(one.indicators_whole for one in newest), sum(one.indicators for one in newest)
        ),
    }


def _step(errors: int, records: int) -> str:
    """Return the shade of a density: ``0`` without errors, then ``1`` to ``5``; empty: no records.

    >>> [_step(errors, 100) for errors in (0, 1, 3, 50)], _step(1, 0)
    (['0', '1', '3', '5'], '')
    """
    if not records:
        return ""
    density = _HUNDRED * errors / records
    return str(sum(density > limit for limit in STEPS) + 1) if errors else "0"


def _legend(words: _Words) -> Iterator[dict[str, str]]:
    yield {"step": "0", "text": words.say("map.no")}
    for number, limit in enumerate(STEPS, start=1):
        yield {"step": str(number), "text": words.say("map.upto", number=words.number(limit))}
    last = words.number(STEPS[-1])
    yield {"step": str(len(STEPS) + 1), "text": words.say("map.more", number=last)}


def _tile(province: Province, region: Mapping[str, Any] | None, words: _Words) -> dict[str, Any]:
    empty = {"step": "", "density": "", "governments": 0, "errors": ""}
    told = region or empty
    label = (
        f"{province.name}: {words.say('map.none')}"
        if region is None
        else f"{province.name}: {words.say('governments')} {told['governments']}, "
        f"{words.say('errors')} {told['errors']}, {words.say('density')} {told['density']}"
    )
    return {"province": province, "label": label, "is_empty": region is None, **told}


def _row(number: int, one: Government, words: _Words) -> dict[str, Any]:
    newest = one.newest
    why = list(one.why) if newest is None else []
    if one.why and newest is not None:
        why.append(_REFUSED.say(words.language, number=len(one.why)))
    if not one.is_complete:
        why.append(words.say("incomplete"))
    told: dict[str, Any] = {
        "number": number,
        "name": one.name,
        "dataset": one.dataset,
        "province": one.province.name if one.province else "",
        "code": one.province.code if one.province else "",
        "why": why,
        "is_audited": newest is not None,
        "edition": newest.edition if newest else "",
        "pages": newest.pages if newest else {},
    }
    if newest is None:
        return told
    before = one.editions[-2].errors if len(one.editions) > 1 else None
    return told | {
        "counts": [
            (count, words.number(count)) for count in (newest.errors, newest.warnings, newest.infos)
        ],
        "density": (
            newest.errors / newest.records if newest.records else -1,
            words.density(newest.errors, newest.records),
        ),
        "tasks": words.share(newest.tasks_whole, newest.tasks),
        "indicators": words.share(newest.indicators_whole, newest.indicators),
        "change": _change(newest.errors, before, words),
    }


def _change(now: int, before: int | None, words: _Words) -> tuple[int, str, str]:
    """Return the difference, as it is shown, and its mood."""
    if before is None:
        return 0, "", ""
    difference = now - before
    mood = "worse" if difference > 0 else "better" if difference < 0 else ""
    sign = {"worse": "▲ +", "better": "▼ "}.get(mood, "= ")
    return difference, f"{sign}{words.number(difference)}", mood


def _rule(
    one: RuleOfCountry,
    named: Mapping[str, tuple[int, Government]],
    titles: Mapping[str, str],
    words: _Words,
) -> dict[str, Any]:
    more = one.governments - len(one.most)
    return {
        "id": one.id,
        "title": titles.get(one.id, one.id),
        "severity": one.severity,
        "governments": words.number(one.governments),
        "findings": words.number(one.findings),
        "most": [
            {"number": named[name][0], "name": named[name][1].name, "found": words.number(found)}
            for name, found in one.most
        ],
        "more": words.say("where.more", number=words.number(more)) if more > 0 else "",
    }


def _trend(number: int, one: Government, words: _Words) -> dict[str, Any]:
    errors = [standing.errors for standing in one.editions]
    before = [None, *errors]
    listed = ", ".join(map(words.number, errors))
    return {
        "number": number,
        "name": one.name,
        "points": _line(errors),
        "label": words.say("trend.line", numbers=listed),
        "editions": [
            {
                "edition": standing.edition,
                "pages": standing.pages,
                "errors": words.number(standing.errors),
                "warnings": words.number(standing.warnings),
                "change": _change(standing.errors, before[place], words),
                "tasks": words.share(standing.tasks_whole, standing.tasks),
                "indicators": words.share(standing.indicators_whole, standing.indicators),
            }
            for place, standing in enumerate(one.editions)
        ],
    }


def _line(values: Sequence[int]) -> str:
    """Return the points of a line through ``values``, from 0 at the bottom.

    >>> _line([2, 1])
    '2,2 70,10'
    """
    width, height = _LINE
    highest = max(*values, 1)
    step = (width - 4) / (len(values) - 1)
    return " ".join(
        f"{2 + place * step:g},{height - 2 - (height - 4) * value / highest:g}"
        for place, value in enumerate(values)
    )


def _years(governments: Iterable[Government], words: _Words) -> list[dict[str, Any]]:
    """Return the sums of the editions of each year, oldest first; of a single year, nothing."""
    by_year: dict[int, dict[str, Standing]] = defaultdict(dict)
    for one in governments:
        for standing in one.editions:
            if standing.as_of is not None:
                by_year[standing.as_of][one.dataset] = standing
    if len(by_year) < 2:  # noqa: PLR2004 - a trend needs two
        return []
    rows: list[dict[str, Any]] = []
    for year in sorted(by_year):
        found = by_year[year].values()
        errors, records = sum(one.errors for one in found), sum(one.records for one in found)
        rows.append(
            {
                "year": year,
                "governments": words.number(len(found)),
                "errors": words.number(errors),
                "density": words.density(errors, records),
                "tasks": words.share(
                    sum(one.tasks_whole for one in found), sum(one.tasks for one in found)
                ),
            }
        )
    return rows
