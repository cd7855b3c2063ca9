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
    told: Answers[T], parts: Callable[[T], Iterable[RenderableType]], language: Language
) -> Iterator[RenderableType]:
    """The answer about an id as it is; of a selector how many it means, then each in turn."""
    if not told.single:
        text = {0: _NONE, 1: _ONE}.get(told.selected, _PICKED)
        yield line(text.say(language, text=told.selector, number=told.selected))
    for number, one in enumerate(told.answers):
        if number or not told.single:
            yield Line()
        yield from parts(one)
    if told.truncated:
        yield Line()
        yield marked("warning", _CUT.say(language, number=MOST))
