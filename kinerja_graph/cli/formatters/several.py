"""Answers about several records, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from rich.console import RenderableType
from rich.text import Text as Line

from kinerja_graph.cli.formatters.words import line, marked
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow.selecting import MOST, Answers

T = TypeVar("T")
_PICKED: Final = _("{text} selects {number} records.")
_ONE: Final = _("{text} selects one record.")
_NONE: Final = _("{text} selects no record.")
_CUT: Final = _("Only the first {number} are shown.")


def each(
    answers: Answers[T], parts: Callable[[T], Iterable[RenderableType]], language: Language
) -> Iterator[RenderableType]:
    """Yield the answer about an id; for a selector, the number of matches and each in turn."""
    if not answers.single:
        text = {0: _NONE, 1: _ONE}.get(answers.selected, _PICKED)
        yield line(text.say(language, text=answers.selector, number=answers.selected))
    for number, one in enumerate(answers.answers):
        if number or not answers.single:
            yield Line()
        yield from parts(one)
    if answers.truncated:
        yield Line()
        yield marked("warning", _CUT.say(language, number=MOST))
