"""Put ``individual`` into words: a position's place, its measures, and where each leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kinerja_graph.analysis.individual import Individual, Measure, Person
from kinerja_graph.analysis.posts import Ladder
from kinerja_graph.library.words import SIGNS
from kinerja_graph.numbers import format_number
from kinerja_graph.report.answers.shared import (
    Amount,
    fill_line,
    join_lines,
    lead,
    record,
    records,
    verdict,
)
from kinerja_graph.report.document import (
    AnswerBlock,
    Facts,
    Heading,
    Items,
    Line,
    Paragraph,
    Span,
    line,
    plain,
    quiet,
)
from kinerja_graph.texts import Language, _

_SUPERIORS: Final = _("Superiors")
_NO_SUPERIOR: Final = _("none in this plan")
_SUBORDINATES: Final = _("Direct subordinates")
_LADDER: Final = _("Functional ladder")
_RUNG: Final = _("{name}, rung {rung} from the top; {supervised}")
_NO_RUNG: Final = _("{name}, rung unknown; {supervised}")
_SUPERVISED: Final = {
    True: _("higher rungs supervise lower ones"),
    False: _("higher rungs do not supervise lower ones"),
    None: _("the plan does not say whether higher rungs supervise"),
}
_ABOVE: Final = _("One rung above")
_BELOW: Final = _("One rung below")
_NOTHING: Final = _(
    "This post performs no task and owns no indicator, so nothing it does is measured."
)
_COUNT: Final = _(
    "{measures:measure|measures}: {tasks:SOP task|SOP tasks}, {indicators:indicator|indicators}."
)
_TARGET: Final = _("target {target}")
_OF_YEAR: Final = _("target of {year}: {target}")
_NO_TARGET: Final = _("target unknown")
_NO_TARGET_IN: Final = _("no target of {year}")
_TIME: Final = _("standard time {time} (not a target)")
_HOURS: Final = _("{number} h")
_MINUTES: Final = _("{number} min")
_HOUR: Final = 60
_VOLUME: Final = _("{volume:time|times} a year")
_SERVES: Final = _("serves the superior's result: {names}")
_LEADS: Final = _("also reaches: {names}")
_BROKEN: Final = _("reaches no result of level 0; its chain ends at {names}")
_LOOSE: Final = _("contributes to no result at all")
_CIRCLE: Final = _("reaches no result of level 0; its chain runs in a circle")
_SELF: Final = _("is a result of level 0 itself")
_LOAD: Final = _("Workload: {minutes:minute|minutes} ({hours:hour|hours}) a year.")
_NO_LOAD: Final = _("The workload is not known yet: time or yearly volume is missing in {names}.")
_UNTIMED: Final = _("Not counted, since time or volume is empty: {names}.")
_ELLIPSIS: Final = "…"


def individual_blocks(
    answer: Individual, language: Language, amount: Amount, *, headed: bool = True, level: int = 2
) -> Iterator[AnswerBlock]:
    """Yield the position, its place, its workload, and its measures with their chains upwards.

    Args:
        answer: what measures the position.
        language: the language of every sentence.
        amount: ignored: every measure is listed.
        headed: whether the position is named first.
        level: the level of the headings.
    """
    del amount
    person = answer.person
    if headed:
        yield Paragraph(line=record(person.position.name, person.position.id))
    yield from _place(answer, language)
    if not person.measures:
        yield verdict("warning", _NOTHING.say(language))
        return
    tasks = sum(measure.source == "task" for measure in person.measures)
    numbers = {
        "measures": len(person.measures),
        "tasks": tasks,
        "indicators": len(person.measures) - tasks,
    }
    yield lead(_COUNT.say(language, **numbers))
    if tasks:
        yield from _workload(answer, language)
    shown: set[str] = set()
    for measure in person.measures:
        name = plain(record(measure.name, measure.id))
        yield Heading(text=name, level=level, record=measure.id)
        yield Items(tuple(_facts(answer, measure, shown, language)))
        yield from _end(answer, measure, language)
        shown |= {*measure.chain}


def time_figure(minutes: float, language: Language) -> str:
    """Format a duration in hours if it is at least one hour, else in minutes.

    >>> time_figure(480, "id"), time_figure(30, "en"), time_figure(90, "id")
    ('8 jam', '30 min', '1,5 jam')
    """
    if minutes >= _HOUR:
        return _HOURS.say(language, number=minutes / _HOUR)
    return _MINUTES.say(language, number=float(minutes))


def _place(answer: Individual, language: Language) -> Iterator[AnswerBlock]:
    """Give rank, unit and agency; then superiors and subordinates."""
    person = answer.person
    offices = dict.fromkeys(one for one in (person.post.unit, person.post.agency) if one)
    known = [
        *([(quiet(person.post.rank),)] if person.post.rank else []),
        *(record(answer.names.get(one), one) for one in offices),
    ]
    if known:
        yield Paragraph(line=join_lines(known, " · "))
    pairs = [(_SUPERIORS.say(language), line(_NO_SUPERIOR.say(language)))]
    if person.superiors:
        pairs = [(_SUPERIORS.say(language), records(person.superiors, answer.names, language))]
    if person.subordinates:
        subordinates = records(person.subordinates, answer.names, language)
        pairs.append((_SUBORDINATES.say(language), subordinates))
    if person.ladder is not None:
        pairs += _ladder(answer, person.ladder, language)
    yield Facts(tuple(pairs))


def _ladder(answer: Individual, ladder: Ladder, language: Language) -> Iterator[tuple[str, Line]]:
    text = _NO_RUNG if ladder.rung is None else _RUNG
    supervised = _SUPERVISED[ladder.supervised].say(language)
    sentence = text.say(language, name=ladder.name, rung=ladder.rung, supervised=supervised)
    yield _LADDER.say(language), line(sentence)
    for head, posts in ((_ABOVE, ladder.above), (_BELOW, ladder.below)):
        if posts:
            yield head.say(language), records(posts, answer.names, language)


def _facts(
    answer: Individual, measure: Measure, shown: set[str], language: Language
) -> Iterator[Line]:
    """Yield target, what it serves, and the chain; chain steps in ``shown`` are not repeated."""
    facts = [_target(measure, language)]
    if measure.duration_minutes is not None:
        time = time_figure(measure.duration_minutes, language)
        facts.append(_TIME.say(language, time=time))
    if measure.volume is not None:
        facts.append(_VOLUME.say(language, volume=format_number(measure.volume, language)))
    yield line(" · ".join(facts))
    if measure.intervenes:
        names = records(measure.nearest, answer.names, language)
        yield fill_line(_SERVES, language, names=names)
    if len(measure.chain) > 1:
        steps = [
            (Span(one),) if one == _ELLIPSIS else record(answer.names.get(one), one)
            for one in _news(measure.chain[1:], shown)
        ]
        yield line("→ ", *join_lines(steps, " → "))
    others = [one for one in measure.outcomes if one not in measure.chain[-1:]]
    if others:
        yield fill_line(_LEADS, language, names=records(others, answer.names, language))


def _target(measure: Measure, language: Language) -> str:
    """Format the target with its unit, and its year if it has one."""
    if measure.quantity is None:
        text = _NO_TARGET if measure.year is None else _NO_TARGET_IN
        return f"{SIGNS['warning']} {text.say(language, year=measure.year)}"
    figure = " ".join((format_number(measure.quantity, language), measure.unit or "")).strip()
    text = _TARGET if measure.year is None else _OF_YEAR
    return text.say(language, target=figure, year=measure.year)


def _news(steps: Sequence[str], shown: set[str]) -> Iterator[str]:
    """Return the steps up to the first one shown before, and the last."""
    for place, step in enumerate(steps):
        yield step
        if step in shown and place < len(steps) - 1:
            if place < len(steps) - 2:
                yield _ELLIPSIS
            yield steps[-1]
            return


def _end(answer: Individual, measure: Measure, language: Language) -> Iterator[Paragraph]:
    """Comment on a chain that ends early, or that needs no step."""
    if len(measure.chain) == 1:
        yield verdict("good", _SELF.say(language))
    if measure.chain:
        return
    if measure.ends:
        names = records(measure.ends, answer.names, language)
        yield verdict("error", fill_line(_BROKEN, language, names=names))
    else:
        yield verdict("error", (_CIRCLE if measure.intervenes else _LOOSE).say(language))


def _workload(answer: Individual, language: Language) -> Iterator[Paragraph]:
    """Give the minutes per year, and what could not be counted."""
    person = answer.person
    names = records(person.untimed, {}, language)
    if not is_timed(person):
        yield verdict("warning", fill_line(_NO_LOAD, language, names=names))
        return
    minutes = person.workload_minutes
    per_year, hours = (format_number(one, language) for one in (minutes, minutes / 60))
    yield Paragraph(line=line(_LOAD.say(language, minutes=per_year, hours=hours)))
    if person.untimed:
        yield verdict("warning", fill_line(_UNTIMED, language, names=names))


def is_timed(person: Person) -> bool:
    """Tell whether time and volume are known for any of its tasks."""
    tasks = sum(measure.source == "task" for measure in person.measures)
    return tasks > len(person.untimed)
