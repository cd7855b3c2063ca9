"""``individual``: what one post is measured by, and where that leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.console import RenderableType
from rich.text import Text as Line

from kinerja_graph.analysis.individual import Individual, Measure, Person
from kinerja_graph.analysis.posts import Ladder
from kinerja_graph.cli.formatters.figures import time_figure
from kinerja_graph.cli.formatters.words import GOOD_STYLE, called, line, marked, under
from kinerja_graph.cli.screen import safe
from kinerja_graph.numbers import format_number
from kinerja_graph.report.answers.shared import few
from kinerja_graph.texts import Language, _

INDENT: Final = 3
ELLIPSIS: Final = "…"
_SUPERIORS: Final = _("Reports to: {names}.")
_NO_SUPERIOR: Final = _("No superior in this plan.")
_SUBORDINATES: Final = _("Direct subordinates: {names}.")
_LADDER: Final = _("Functional ladder {name}, rung {rung} from the top; {supervised}.")
_NO_RUNG: Final = _("Functional ladder {name}, rung unknown; {supervised}.")
_SUPERVISED: Final = {
    True: _("higher rungs supervise lower ones"),
    False: _("higher rungs do not supervise lower ones"),
    None: _("the plan does not say whether higher rungs supervise"),
}
_ABOVE: Final = _("One rung above: {names}.")
_BELOW: Final = _("One rung below: {names}.")
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
_VOLUME: Final = _("{volume:time|times} a year")
_SERVES: Final = _("serves the superior's result: {names}")
_LEADS: Final = _("Also reaches: {names}.")
_BROKEN: Final = _("reaches no result of level 0; its chain ends at {names}")
_LOOSE: Final = _("contributes to no result at all")
_CIRCLE: Final = _("reaches no result of level 0; its chain runs in a circle")
_SELF: Final = _("is a result of level 0 itself")
_LOAD: Final = _("Workload: {minutes:minute|minutes} ({hours:hour|hours}) a year.")
_NO_LOAD: Final = _("The workload is not known yet: time or yearly volume is missing in {names}.")
_UNTIMED: Final = _("Not counted, since time or volume is empty: {names}.")


def individual_parts(answer: Individual, language: Language) -> Iterator[RenderableType]:
    """The post, its place, its measures with the way up, and its workload."""
    person = answer.person
    yield called(person.position.name, person.position.id)
    yield from _place(answer, language)
    tasks = sum(measure.source == "task" for measure in person.measures)
    if not person.measures:
        yield marked("warning", _NOTHING.say(language))
        return
    numbers = {
        "measures": len(person.measures),
        "tasks": tasks,
        "indicators": len(person.measures) - tasks,
    }
    yield line(_COUNT.say(language, **numbers), "bold")
    told: set[str] = set()
    for measure in person.measures:
        yield Line()
        yield called(measure.name, measure.id)
        yield under(line(_facts(measure, language)), INDENT)
        yield from (under(text, INDENT) for text in _way(answer, measure, told, language))
        told |= {*measure.chain}
    if tasks:
        yield Line()
        yield from workload(person, language)


def _place(answer: Individual, language: Language) -> Iterator[RenderableType]:
    person = answer.person
    units = [one for one in (person.post.unit, person.post.agency) if one is not None]
    known = [fact for fact in (person.post.rank, *_named(answer, units)) if fact]
    if known:
        yield line(" · ".join(dict.fromkeys(known)), "dim")
    if person.superiors:
        names = _named(answer, person.superiors)
        yield line(_SUPERIORS.say(language, names=few(names, language)))
    else:
        yield line(_NO_SUPERIOR.say(language))
    if person.subordinates:
        names = _named(answer, person.subordinates)
        yield line(_SUBORDINATES.say(language, names=few(names, language)))
    if person.ladder is not None:
        yield from _ladder(answer, person.ladder, language)


def _ladder(answer: Individual, ladder: Ladder, language: Language) -> Iterator[Line]:
    text = _NO_RUNG if ladder.rung is None else _LADDER
    supervised = _SUPERVISED[ladder.supervised].say(language)
    yield line(text.say(language, name=ladder.name, rung=ladder.rung, supervised=supervised))
    for sentence, posts in ((_ABOVE, ladder.above), (_BELOW, ladder.below)):
        if posts:
            yield line(sentence.say(language, names=few(_named(answer, posts), language)))


def _facts(measure: Measure, language: Language) -> str:
    told = [target_words(measure, language)]
    if measure.duration_minutes is not None:
        time = time_figure(measure.duration_minutes, language)
        told.append(_TIME.say(language, time=time))
    if measure.volume is not None:
        told.append(_VOLUME.say(language, volume=format_number(measure.volume, language)))
    return " · ".join(told)


def target_words(measure: Measure, language: Language) -> str:
    """The target of a measure with its unit, and its year where it has one."""
    if measure.quantity is None:
        text = _NO_TARGET if measure.year is None else _NO_TARGET_IN
        return text.say(language, year=measure.year)
    told = " ".join((format_number(measure.quantity, language), measure.unit or "")).strip()
    text = _TARGET if measure.year is None else _OF_YEAR
    return text.say(language, target=told, year=measure.year)


def _way(
    answer: Individual, measure: Measure, told: set[str], language: Language
) -> Iterator[Line]:
    """The chain to the outcome, or where it ends before; what is ``told`` is not said again."""
    if measure.intervenes:
        names = few(_named(answer, measure.nearest), language)
        yield line(_SERVES.say(language, names=names))
    if not measure.chain:
        text = _LOOSE
        if measure.ends:
            text = _BROKEN
        elif measure.intervenes:
            text = _CIRCLE
        names = few(_named(answer, measure.ends), language)
        yield marked("error", text.say(language, names=names))
        return
    if len(measure.chain) == 1:
        yield marked("good", _SELF.say(language))
    else:
        steps = [_one(answer, step) for step in _news(measure.chain[1:], told)]
        yield Line("→ ", GOOD_STYLE).append_text(line(" → ".join(steps)))
    others = [one for one in measure.outcomes if one != measure.chain[-1]]
    if others:
        yield line(_LEADS.say(language, names=few(_named(answer, others), language)), "dim")


def _news(steps: Sequence[str], told: set[str]) -> Iterator[str]:
    """The steps up to the first that is told already, and the last."""
    for place, step in enumerate(steps):
        yield step
        if step in told and place < len(steps) - 1:
            if place < len(steps) - 2:
                yield ELLIPSIS
            yield steps[-1]
            return


def workload(person: Person, language: Language) -> Iterator[Line]:
    """The minutes a year, and what could not be counted."""
    timed = [
        one for one in person.measures if one.source == "task" and one.id not in person.untimed
    ]
    names = few(person.untimed, language)
    if not timed:
        text = _NO_LOAD.say(language, names=names)
        yield marked("warning", text)
        return
    minutes = person.workload_minutes
    told, hours = (format_number(one, language) for one in (minutes, minutes / 60))
    yield line(_LOAD.say(language, minutes=told, hours=hours))
    if person.untimed:
        yield marked("warning", _UNTIMED.say(language, names=names))


def _named(answer: Individual, names: Iterable[str]) -> list[str]:
    return [_one(answer, name) for name in names]


def _one(answer: Individual, name: str) -> str:
    told = answer.names.get(name, name)
    return safe(name if told == name else f"{told} ({name})")
