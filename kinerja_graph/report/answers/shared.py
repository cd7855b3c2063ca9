"""What answers have in common: records by name, lists that end in a number, how much is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from kinerja_graph.library.words import SIGNS
from kinerja_graph.numbers import format_number
from kinerja_graph.report.document import Line, Mood, Paragraph, Span, line, plain, quiet, strong
from kinerja_graph.texts import Language, Text, _

MORE: Final = _("… and {number} more")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of a long list is told: the first ``most`` (None: all), and a word for the rest."""

    most: int | None = None
    rest: Text = MORE

    def shown(self, things: Sequence[T], at_most: int | None = None) -> Sequence[T]:
        """The things of a list that are told; ``at_most``: where fewer are, whatever is asked."""
        return things[: self._most(at_most)]

    def left(
        self, things: Sequence[object], language: Language, at_most: int | None = None
    ) -> Iterator[Paragraph]:
        """How many things are not told; nothing where all are."""
        left = len(things) - len(self.shown(things, at_most))
        if left:
            yield note(self.rest.say(language, number=format_number(left, language)))

    def _most(self, at_most: int | None) -> int | None:
        known = [one for one in (self.most, at_most) if one is not None]
        return min(known, default=None)


def record(name: str | None, identifier: str) -> Line:
    """A record as people see it: its name and its id."""
    if not name or name == identifier:
        return (Span(identifier, "strong", record=identifier),)
    return (Span(name, "strong", record=identifier), quiet(f" ({identifier})"))


def records(
    ids: Sequence[str], names: Mapping[str, str], language: Language, most: int = 3
) -> Line:
    """The first records of a list by name and id, and how many more there are."""
    told = ids if len(ids) <= most + 1 else ids[:most]
    each = [record(names.get(one), one) for one in told]
    between = "; " if any("," in plain(one) for one in each) else ", "
    listed = [Span(between) if span is None else span for span in _joined(each)]
    left = len(ids) - len(told)
    if left:
        more = MORE.say(language, number=format_number(left, language))
        listed += [Span(between), quiet(more)]
    return tuple(listed)


def _joined(lines: Sequence[Line]) -> Iterator[Span | None]:
    """The spans of all lines; None between two of them."""
    for number, told in enumerate(lines):
        if number:
            yield None
        yield from told


def verdict(mood: Mood, text: str) -> Paragraph:
    """A sentence of a mood, with the sign of it."""
    return Paragraph(line=line(f"{SIGNS[mood]} {text}"), mood=mood)


def lead(text: str) -> Paragraph:
    """The sentence that matters most."""
    return Paragraph(line=line(strong(text)), role="lead")


def note(text: str) -> Paragraph:
    """What matters less."""
    return Paragraph(line=line(quiet(text)), role="note")


def few(names: Iterable[str], language: Language, most: int = 3) -> str:
    """The first names of a list, and how many more there are; names with commas part by ``;``.

    >>> few(["a", "b"], "id"), few(["Jalan, Jembatan", "Air"], "id"), few("abcdef", "en")
    ('a, b', 'Jalan, Jembatan; Air', 'a, b, c, … and 3 more')
    """
    listed = list(names)
    told = listed if len(listed) <= most + 1 else listed[:most]
    if len(told) < len(listed):
        told.append(MORE.say(language, number=len(listed) - most))
    return ("; " if any("," in name for name in listed) else ", ").join(told)
