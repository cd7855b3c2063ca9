"""What answers share: records by name, truncated lists with a count, how much is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar, cast

from kinerja_graph.library.describe import Described
from kinerja_graph.library.words import RECORD_NAMES, SIGNS
from kinerja_graph.numbers import format_number, format_share
from kinerja_graph.report.document import (
    Column,
    Items,
    Line,
    Mood,
    Paragraph,
    Row,
    Span,
    Table,
    TextStyle,
    line,
    plain,
    quiet,
    row,
)
from kinerja_graph.report.words import WORDS
from kinerja_graph.texts import Language, Text, _

MORE: Final = _("… and {number} more")
_UNKNOWN: Final = WORDS["run.not-applicable"]
"""How many are whole, where nothing can be: there is no final outcome."""
_LEVEL: Final = _("level {level}")
_MEASURING: Final = _(", counting {number:indicator that measures|indicators that measure} it")
_OF: Final = _("Of")
NO_SHARE: Final = "–"
"""The percentage of nothing."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of a long list is shown: the first ``most`` (None: all), and a word for the rest."""

    most: int | None = None
    rest: Text = MORE

    def shown(self, things: Sequence[T], at_most: int | None = None) -> Sequence[T]:
        """Return the items of a list to show; at most ``at_most``, whatever is requested."""
        return things[: self._most(at_most)]

    def left(
        self, things: Sequence[object], language: Language, at_most: int | None = None
    ) -> Iterator[Paragraph]:
        """Say how many items are not shown; nothing if all are."""
        left = len(things) - len(self.shown(things, at_most))
        if left:
            yield note(self.rest.say(language, number=format_number(left, language)))

    def items(
        self, things: Sequence[T], tell: Callable[[T], Line], language: Language
    ) -> Iterator[Items]:
        """List the items, one per line, then how many are not shown; nothing if there are none."""
        rest = [note.line for note in self.left(things, language)]
        if things:
            yield Items((*map(tell, self.shown(things)), *rest))

    def _most(self, at_most: int | None) -> int | None:
        known = [one for one in (self.most, at_most) if one is not None]
        return min(known, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which part of an answer about a whole edition is shown.

    Attributes:
        most: the maximum number of its items (outcomes or positions).
        first: the number of items before those shown.
        beside: the maximum of what accompanies them (agencies or role matrices); None: all.
        across: the number of items per table, the next ones go in the next table; None: all.
        cut: the sentence on what is not shown; None: the caller says so.
    """

    most: int
    first: int = 0
    beside: int | None = None
    across: int | None = None
    cut: Text | None = None

    def left_out(
        self, language: Language, **shown: tuple[Sequence[object], Sequence[object]]
    ) -> Iterator[Paragraph]:
        """Yield the sentence ``cut`` if something is not shown.

        Args:
            language: the language of the sentence.
            shown: what is shown and all there is of it; the sentence gives the two counts as
                ``{posts}`` and ``{all_posts}``.
        """
        if self.cut is None or all(len(part) == len(every) for part, every in shown.values()):
            return
        counts = {name: len(part) for name, (part, _unused) in shown.items()}
        counts |= {f"all_{name}": len(every) for name, (_unused, every) in shown.items()}
        numbers = {name: format_number(number, language) for name, number in counts.items()}
        yield note(self.cut.say(language, **numbers))


def record(name: str | None, identifier: str) -> Line:
    """Format a record for readers: its name and its id."""
    if not name or name == identifier:
        return (Span(identifier, "strong", record=identifier),)
    return (Span(name, "strong", record=identifier), quiet(f" ({identifier})"))


def placed(node: Described, language: Language) -> Line:
    """Format a record by name and id, with its level, or that it is a task."""
    return (*record(node.name, node.id), quiet(f" · {place_word(node, language)}"))


def place_word(node: Described, language: Language) -> str:
    """Return the level of a result, or the word for a task."""
    if node.label == "Task":
        return RECORD_NAMES["Task"].say(language)
    return _LEVEL.say(language, level="?" if node.level is None else node.level)


def records(
    ids: Sequence[str], names: Mapping[str, str], language: Language, most: int = 3
) -> Line:
    """Format the first records of a list by name and id, and how many more there are."""
    shown = ids if len(ids) <= most + 1 else ids[:most]
    each = [record(names.get(one), one) for one in shown]
    left = len(ids) - len(shown)
    between = "; " if any("," in plain(one) for one in each) else ", "
    if left:
        each.append((quiet(MORE.say(language, number=format_number(left, language))),))
    return join_lines(each, between)


def measuring_words(number: int, language: Language) -> str:
    """Count how many of those that reach a result measure it, as a sentence ending, or empty."""
    if not number:
        return ""
    return _MEASURING.say(language, number=format_number(number, language))


def join_lines(lines: Iterable[Line], between: str) -> Line:
    """Join the lines into one, with ``between`` between them."""
    joined: list[Span] = []
    for one in lines:
        if joined:
            joined.append(Span(between))
        joined += one
    return tuple(joined)


def fill_line(text: Text, language: Language, /, **facts: object) -> Line:
    """Fill a sentence as a line; facts that are lines keep their formatting and links.

    >>> from kinerja_graph.report.document import code
    >>> fill_line(Text(id="Tanpa {name}.", en="Without {name}."), "en", name=line(code("S-1")))[1]
    Span(text='S-1', look='code', to='', record='')
    """
    marks: dict[str, Line] = {
        f"\0{name}\0": cast("Line", fact) for name, fact in facts.items() if isinstance(fact, tuple)
    }
    sentence = text.say(language, **facts | {mark.strip("\0"): mark for mark in marks})
    spans: list[Span] = []
    for part in re.split("(\0\\w+\0)", sentence):
        spans += marks[part] if part in marks else line(part)
    return tuple(spans)


def verdict(mood: Mood, text: str | Line) -> Paragraph:
    """Return a sentence with a mood and its symbol."""
    return Paragraph(line=line(f"{SIGNS[mood]} ", *_line(text)), mood=mood)


def lead(text: str | Line) -> Paragraph:
    """Return the most important sentence."""
    return Paragraph(line=_looking(text, "strong"), role="lead")


def note(text: str | Line) -> Paragraph:
    """Return a less important sentence."""
    return Paragraph(line=_looking(text, "quiet"), role="note")


def _line(text: str | Line) -> Line:
    return line(text) if isinstance(text, str) else text


def _looking(text: str | Line, look: TextStyle) -> Line:
    return tuple(replace(span, look=look) for span in _line(text))


def few(names: Iterable[str], language: Language, most: int = 3) -> str:
    """Format the first names and how many more there are; names with commas are separated by ``;``.

    >>> few(["a", "b"], "id"), few(["Jalan, Jembatan", "Air"], "id"), few("abcdef", "en")
    ('a, b', 'Jalan, Jembatan; Air', 'a, b, c, … and 3 more')
    """
    listed = list(names)
    shown = listed if len(listed) <= most + 1 else listed[:most]
    if len(shown) < len(listed):
        shown.append(MORE.say(language, number=len(listed) - most))
    return ("; " if any("," in name for name in listed) else ", ").join(shown)


def share_table(
    title: str,
    heads: tuple[str, str],
    rows: Sequence[Row],
    language: Language,
    *,
    anchor: str = "",
) -> Table:
    """Return a table of ``share_row``: what is counted, how many, of how many, and the percentage.

    ``heads`` are those of the first two columns.
    """
    name, number = heads
    return Table(
        title=title,
        columns=(
            Column(name, 5),
            Column(number, 1, "number"),
            Column(_OF.say(language), 1, "number"),
            Column("%", 1, "number"),
        ),
        rows=tuple(rows),
        is_named=bool(anchor),
        anchor=anchor,
    )


def share_row(name: str | Line, number: int | None, population: int, language: Language) -> Row:
    """Return the row of something counted: how many, of how many, and the percentage.

    ``number``: None if it does not apply.
    """
    is_known = number is not None and population > 0
    percent = format_share(number or 0, population, language) if is_known else NO_SHARE
    return row(
        name,
        _UNKNOWN.say(language) if number is None else format_number(number, language),
        format_number(population, language),
        percent,
    )
