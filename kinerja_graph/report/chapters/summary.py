"""Write the judgement: the verdict, what the figures say in words, and the figures themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kinerja_graph.audit.finding import Finding
from kinerja_graph.audit.wording import spoken
from kinerja_graph.library.completeness_sentences import completeness_line
from kinerja_graph.library.rule import Severity
from kinerja_graph.library.words import severity_mark
from kinerja_graph.model.completeness import Band, Completeness, Kind
from kinerja_graph.report.answers.shared import fill_line, share_row, share_table
from kinerja_graph.report.audit_sentences import (
    affected,
    breaks_or_circles,
    grouped,
    links_sentence,
    rule_numbers,
    share,
    verdict,
)
from kinerja_graph.report.chapters.room import short_name
from kinerja_graph.report.chapters.sums import targets_sentence
from kinerja_graph.report.document import (
    Block,
    Cell,
    Heading,
    Items,
    Line,
    Mood,
    Paragraph,
    Row,
    Table,
    cell,
    cite,
    line,
    quiet,
    strong,
)
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.texts import Text, _

SUMMARY: Final = "summary"
BREAKS: Final = "breaks"
KEY_FIGURES: Final = "table-figures"
_BANDS: Final[Mapping[Band, Text]] = {
    "100": _("Every one of them leads up to a final outcome."),
    "<100": _("Most of them lead up to a final outcome, but not all."),
    "<75": _("Half of them or more lead up to a final outcome, but less than three quarters."),
    "<50": _("Less than half of them lead up to a final outcome."),
    "0": _("None of them leads up to a final outcome."),
}
_HOLDS: Final[Mapping[Band, Text]] = {
    "100": _("The cascade holds"),
    "<100": _("The cascade holds for the most part"),
    "<75": _("The cascade holds only in part"),
    "<50": _("The cascade is broken for the most part"),
    "0": _("The cascade does not hold: nothing leads up to a final outcome"),
}
_NO_TOP: Final = _("The cascade does not hold: the plan has no final outcome")
_UNMEASURED: Final = _("How much of the cascade holds is not known")
_TO_MEND: Final = _("{state}; {number:error has|errors have} to be fixed.")
_NOTHING_TO_MEND: Final = _("{state}; no error was found.")
_NO_OUTCOME: Final = _("Without one, nothing in this plan can be traced to a final outcome.")
_BREAKS_AT: Final = _("The chain breaks at {all:place|places}")
_CIRCLES_AT: Final = _("The chain runs in a circle at {all:place|places}")
_BOTH_AT: Final = _("The chain breaks or runs in a circle at {all:place|places}")
_CUTS: Final = _(
    "{where}; {number:has|have} results or tasks below. The one that weighs most is at {name}, "
    "with {most:result or task|results and tasks} below ({place})."
)
_PLACES: Final = _("{where}; {number:has|have} results or tasks below ({place}).")
_LEADS: Final = _(
    "{where}; {number:has|have} results or tasks below. The one that weighs most is the circle at "
    "{name}, which {most:result or task leads|results and tasks lead} into ({place})."
)
_NOTHING_BELOW: Final = _("{where}, with no result or task below.")
_TOPS: Final = _(
    "{tops} of these places are the highest results, which lack a result of level 0; {others} are "
    "below them and would be broken even with one."
)
_NO_BREAK: Final = _("No chain breaks, and none runs in a circle.")
_DETACHED: Final = "detached-task"
_SILO: Final = "silo-outcome"
_MISSING: Final = "missing-agency"
_MOST_TIES: Final = 4
_ERRORS: Final = _(
    "{number} of {all:agency has|agencies have} errors. The most are with {name}: "
    "{most:error|errors}."
)
_NO_ERRORS: Final = _("No agency has an error.")
_NO_AGENCY: Final = _("{number:finding belongs|findings belong} to no agency.")
_WHOLE_PLAN: Final = _("{number:finding concerns|findings concern} the plan as a whole.")
_OFTEN: Final = _("Found most often: {rule}, at {share} examined.")
_OFTEN_ALIKE: Final = _("Found most often: {rules}; each at {share} examined.")
_SILOS: Final = _(
    "Behind {silo} of {all:crosscutting outcome|crosscutting outcomes} examined stand fewer than "
    "two agencies."
)
_NO_SILO: Final = _(
    "Two agencies or more stand behind each of {all:crosscutting outcome|crosscutting outcomes} "
    "examined."
)
_ABSENT: Final = _("Of {all:expected agency|expected agencies}, {missing:is|are} absent.")
_NONE_ABSENT: Final = _("No expected agency is absent.")
_AGAINST: Final = _(
    "The measured years speak against {number} of {all:causal link|causal links} with enough "
    "years to tell; that is no proof, but a reason to review them."
)
_BETTER: Final = _("More findings were resolved than came.")
_WORSE: Final = _("More findings came than were resolved.")
_EVEN: Final = _("As many findings came as were resolved.")
_HEADS: Final[Mapping[str, Text]] = {
    "whole": _("Completeness"),
    "breaks": _("Breaks"),
    "agencies": _("Agencies"),
    "rules": _("Rules"),
    "shared": _("Crosscutting"),
    "targets": _("Targets"),
    "evidence": _("Evidence"),
    "changes": _("Changes"),
}
_BEHIND: Final = _(
    "What is behind the verdict at the front of this report, with its figures in {table}:"
)
_FIGURES: Final = _("Main figures")
_FIGURE: Final = _("What is counted")
_NUMBER: Final = _("Number")
_KINDS: Final[Mapping[Kind, Text]] = {
    "task": _("Tasks that are whole up to level 0"),
    "position": _("Posts that are whole up to level 0"),
    "indicator": _("Indicators below level 0 that are whole"),
    "objective": _("Objectives below level 0 that are whole"),
}
_STATED: Final = _("Contributions that are stated, not only nesting")
_WITH_ERRORS: Final = _("Agencies with errors")
_RULES_RAN: Final = _("Rules that ran")
_RULES_CLEAN: Final = _("Rules that ran and found nothing")


def summary(data: ReportData) -> Iterator[Block]:
    """Yield the verdict, then what the figures say in words, then the figures."""
    subject, context = data.subject, data.context
    opening = verdict(subject.audit, context)
    yield Heading(text=data.say("judgement"), level=1, anchor=SUMMARY)
    if data.has_cover:
        table = line(cite(KEY_FIGURES))
        yield Paragraph(line=fill_line(_BEHIND, context.language, table=table), keep=True)
    else:
        if opening.failed:
            yield Paragraph(line=line(strong(opening.failed)), role="lead", mood="error")
        mood = mood_of(opening.worst)
        judged = line(strong(judgement(data)), f" {opening.counted}")
        yield Paragraph(line=judged, role="lead", mood=mood)
        yield Paragraph(line=line(opening.rules))
    yield Items(tuple(_sentences(data, compared=opening.compared)))
    if opening.waived:
        yield Paragraph(line=line(opening.waived))
    yield Paragraph(line=line(quiet(data.say("summary.caution"))), role="note")
    if data.has_cover:
        yield _figures(data)


def mood_of(worst: str) -> Mood:
    """Return the mood of a verdict."""
    moods: dict[str, Mood] = {"error": "error", "warning": "warning", "info": "info"}
    return moods.get(worst, "good")


def severity(data: ReportData, level: str) -> str:
    """Format a severity as symbol and word."""
    return severity_mark(level, data.context.language)


def severity_cell(data: ReportData, level: Severity) -> Cell:
    """Return a severity as a cell of a table, in its colour."""
    return cell(severity(data, level), mood=level)


def judgement(data: ReportData) -> str:
    """Judge the plan in one sentence: whether its cascade holds, and what has to be fixed."""
    audit = data.subject.audit
    whole = audit.completeness
    if whole is None:
        state = _UNMEASURED
    elif not whole.has_outcome:
        state = _NO_TOP
    else:
        band = whole.headline.band
        state = _UNMEASURED if band is None else _HOLDS[band]
    errors = audit.summary()["error"]
    ending = _TO_MEND if errors else _NOTHING_TO_MEND
    return data.tell(ending, state=data.tell(state), number=errors)


def verdict_line(data: ReportData) -> str:
    """Return the verdict in one sentence, for the cover."""
    opening = verdict(data.subject.audit, data.context)
    return f"{opening.failed} {opening.counted}".strip()


def counting(data: ReportData) -> list[Finding]:
    """Return the findings that are not waived, in the order of the audit."""
    return [finding for finding in data.subject.audit.findings if finding.status != "waived"]


def agency_ids(data: ReportData) -> frozenset[str]:
    """Return the ids of all agencies that the answers of this report name."""
    ids = {one.agency for one in data.subject.audit.findings if one.agency is not None}
    if data.matrix is not None:
        ids.update(one.id for one in data.matrix.agencies)
    whole = data.subject.audit.completeness
    if whole is not None:
        ids.update(one.agency for one in whole.by_agency if one.agency is not None)
    return frozenset(ids)


def _sentences(data: ReportData, *, compared: str) -> Iterator[Line]:
    """Yield what each figure says, with its subject in front."""
    told = {
        "whole": _whole(data),
        "breaks": _breaks(data),
        "agencies": _agencies(data),
        "rules": _often(data),
        "shared": _shared(data),
        "targets": _targets(data),
        "evidence": _evidence(data),
        "changes": _changes(data, compared),
    }
    for key, sentence in told.items():
        if sentence:
            yield line(strong(f"{_HEADS[key].say(data.context.language)}. "), *sentence)


def _whole(data: ReportData) -> Line:
    audit, language = data.subject.audit, data.context.language
    whole = audit.completeness
    sentences: list[str] = []
    if whole is not None:
        said = completeness_line(whole, language)
        sentences.append(f"{said[:1].upper()}{said[1:]}.")
        sentences.append(_band(data, whole))
    sentences.append(links_sentence(audit, language))
    return line(" ".join(filter(None, sentences)))


def _band(data: ReportData, whole: Completeness) -> str:
    if not whole.has_outcome:
        return data.tell(_NO_OUTCOME)
    band = whole.headline.band
    return "" if band is None else data.tell(_BANDS[band])


def _breaks(data: ReportData) -> Line:
    overview = data.subject.audit.overview
    if not overview.breaks:
        return line(no_break_sentence(data))
    worst = overview.breaks[0]
    name = short_name(data, worst.subject.name, worst.subject.id)
    worded = _LEADS if worst.is_circle else _CUTS
    broken = broken_findings(data)
    told = fill_line(
        worded if data.has_cover else _PLACES,  # without a cover the table is right below
        data.context.language,
        where=_where(data, broken),
        number=data.formatted(overview.cutting),
        name=line(strong(name)),
        most=data.formatted(worst.cut_off),
        place=line(cite(BREAKS)),
    )
    tops = sum(one.lacks_top for one in broken)
    if not tops or tops == len(broken):
        return told
    return line(*told, f" {data.tell(_TOPS, tops=tops, others=len(broken) - tops)}")


def no_break_sentence(data: ReportData) -> str:
    """Say that nothing is below any break, or that there is none."""
    broken = broken_findings(data)
    if not broken:
        return data.tell(_NO_BREAK)
    return data.tell(_NOTHING_BELOW, where=_where(data, broken))


def broken_findings(data: ReportData) -> list[Finding]:
    """Return the findings at which the chain breaks or runs in a circle."""
    return [one for one in counting(data) if one.cut_off is not None or one.rule == _DETACHED]


def _where(data: ReportData, broken: Sequence[Finding]) -> str:
    """Say at how many places: of circles only where there are some."""
    text = breaks_or_circles(broken, _BREAKS_AT, _CIRCLES_AT, _BOTH_AT)
    return data.tell(text, all=len(broken))


def _agencies(data: ReportData) -> Line:
    totals = [one for one in data.subject.audit.overview.agencies if one.id is not None]
    with_errors = [one for one in totals if one.error]
    sentences: list[str] = []
    if with_errors:
        worst = with_errors[0]
        known = data.subject.agencies.get(worst.id or "")
        text = data.tell(
            _ERRORS,
            number=len(with_errors),
            all=len(agency_ids(data)),
            name=short_name(data, known, worst.id or ""),
            most=worst.error,
        )
        sentences.append(text)
    else:
        sentences.append(data.tell(_NO_ERRORS))
    of_none = [one for one in counting(data) if one.agency is None]
    whole = sum(one.subject.is_dataset for one in of_none)
    for said, number in ((_WHOLE_PLAN, whole), (_NO_AGENCY, len(of_none) - whole)):
        if number:
            sentences.append(data.tell(said, number=number))
    return line(" ".join(sentences))


def _often(data: ReportData) -> Line:
    """Name the errors and warnings that most records have; nothing where too many tie."""
    runs = {run.id: run for run in data.subject.audit.rules}
    found = {
        name: affected(group)
        for name, group in grouped(counting(data))
        if runs[name].population and group[0].severity != "info"
    }
    most = max(found.values(), default=0)
    names = [name for name, number in found.items() if number == most]
    shares = {share(most, runs[name].population, data.context.language) for name in names}
    if most <= 1 or len(names) > _MOST_TIES or len(shares) > 1:
        return ()
    titles = [data.context.titles[name] for name in names]
    if len(titles) == 1:
        return line(data.tell(_OFTEN, rule=titles[0], share=shares.pop()))
    rules = spoken(titles, data.context.language)
    return line(data.tell(_OFTEN_ALIKE, rules=rules, share=shares.pop()))


def _shared(data: ReportData) -> Line:
    """Say what the rules on crosscutting outcomes found, of what they examined."""
    if not data.alignments:
        return ()
    populations = {run.id: run.population for run in data.subject.audit.rules}
    numbers = Counter(one.rule for one in counting(data))
    sentences: list[str] = []
    outcomes, expected = populations.get(_SILO, 0), populations.get(_MISSING, 0)
    if outcomes and (numbers[_SILO] or data.has_cover):
        silos = _SILOS if numbers[_SILO] else _NO_SILO
        sentences.append(data.tell(silos, all=outcomes, silo=numbers[_SILO]))
    if expected and (numbers[_MISSING] or data.has_cover):
        absent = _ABSENT if numbers[_MISSING] else _NONE_ABSENT
        sentences.append(data.tell(absent, all=expected, missing=numbers[_MISSING]))
    return line(" ".join(sentences))


def _targets(data: ReportData) -> Line:
    missed = any(one.missed for one in data.sums)
    return line(targets_sentence(data)) if missed else ()


def _evidence(data: ReportData) -> Line:
    if data.evidence is None:
        return ()
    counts = data.evidence.counts()
    if not counts["against"]:
        return ()
    enough = sum(counts.values()) - counts["too-few"]
    return line(data.tell(_AGAINST, number=counts["against"], all=enough))


def _changes(data: ReportData, compared: str) -> Line:
    audit = data.subject.audit
    if not audit.with_baseline:
        return () if data.has_cover else line(compared)  # a chapter of its own says so
    numbers = audit.summary()
    came, gone = numbers["new"], numbers["resolved"]
    if came == gone == 0:
        return line(compared)
    trend = _BETTER if gone > came else _WORSE if came > gone else _EVEN
    return line(f"{compared} {data.tell(trend)}")


def _figures(data: ReportData) -> Table:
    """Return the table of the figures, each with what it is a part of."""
    language = data.context.language
    heads = _FIGURE.say(language), _NUMBER.say(language)
    rows = tuple(_figure_rows(data))
    return share_table(_FIGURES.say(language), heads, rows, language, anchor=KEY_FIGURES)


def _figure_rows(data: ReportData) -> Iterator[Row]:
    audit, language = data.subject.audit, data.context.language
    if audit.completeness is not None:
        for kind in audit.completeness.kinds:
            if kind.population:
                yield share_row(data.tell(_KINDS[kind.kind]), kind.whole, kind.population, language)
    if audit.links.nesting:
        yield share_row(data.tell(_STATED), audit.links.stated, audit.links.all, language)
    errors = {one.agency for one in counting(data) if one.severity == "error"} - {None}
    known = agency_ids(data)
    if known:
        yield share_row(data.tell(_WITH_ERRORS), len(errors), len(known), language)
    rules = rule_numbers(audit)
    yield share_row(data.tell(_RULES_RAN), rules["ran"], rules["all"], language)
    yield share_row(data.tell(_RULES_CLEAN), rules["clean"], rules["ran"], language)
