"""What is otherwise in this edition than in the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from kinerja_graph.analysis.comparison import Change, Comparison, LinkChange
from kinerja_graph.library.words import RECORD_NAMES
from kinerja_graph.numbers import UNKNOWN, Amount, format_numbers
from kinerja_graph.report.document import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Row,
    Table,
    cell,
    code,
    line,
    quiet,
    row,
)
from kinerja_graph.report.edition_words import PROPERTIES, VALUES
from kinerja_graph.report.report_data import ReportData

Side = str | Amount
"""What was, or is: a text as people write it, a number as it is; None where there is nothing."""
Told = tuple[str, str, Side, Side]
"""Of one change: the id, the property or year, before and after."""
KINDS: Final = (
    "added", "removed", "renamed", "moved", "reowned", "retargeted", "realised", "reorganised",
    "redefined", "relabelled", "relinked",
)  # fmt: skip
_PLAIN: Final = ("added", "removed")
_NUMERIC: Final = ("retargeted", "realised")


def editions(data: ReportData) -> Iterator[Block]:
    """How many changes of each kind, then the changes themselves."""
    answer = data.comparison
    if answer is None:
        return
    yield Heading(text=data.say("editions"), level=2)
    told = {kind: list(changes_of(data, answer, kind)) for kind in KINDS}
    if not any(told.values()):
        yield Paragraph(line=line(data.say("editions.none", edition=answer.before)))
        return
    yield Paragraph(line=line(data.say("editions.how", edition=answer.before)), keep=True)
    yield Table(
        title=data.say("editions"),
        columns=(Column(data.say("change"), 4), Column(data.say("number"), 1, "number")),
        rows=tuple(
            row(data.say(f"change.{kind}"), str(data.told(len(found))))
            for kind, found in told.items()
            if found
        ),
    )
    for kind, found in told.items():
        if found:
            yield from _kind(data, answer, kind, found)


def changes_of(data: ReportData, answer: Comparison, kind: str) -> Iterator[Told]:
    """The changes of one kind, in the order of the answer."""
    if kind in _PLAIN:
        for one in getattr(answer, kind):
            yield one, "", "", ""
    elif kind in _NUMERIC:
        for value in getattr(answer, kind):
            yield value.id, str(value.year), value.before, value.after
    elif kind == "relinked":
        for one in answer.relinked:
            name = f"{one.source} → {one.target}"
            yield name, _property(data, one.property), *_ends(data, one)
    elif kind in {"moved", "reowned", "reorganised"}:
        for tie in answer.moves if kind == "moved" else getattr(answer, kind):
            what = "" if tie.type == "holders" else data.say(f"tie.{tie.type}")
            yield tie.id, what, ", ".join(tie.before), ", ".join(tie.after)
    else:
        for change in getattr(answer, kind):
            what = _property(data, change.property) if kind == "redefined" else ""
            yield change.id, what, *_ends(data, change)


def _ends(data: ReportData, change: Change | LinkChange) -> tuple[Side, Side]:
    """What a property was and what it is."""
    if change.property == "label":
        return label(data, change.before), label(data, change.after)
    before, after = (_said(data, value, change.property) for value in (change.before, change.after))
    return before, after


def label(data: ReportData, name: Any) -> str:
    """A kind of record as people call it; one without a word of its own as it is."""
    known = RECORD_NAMES.get(name)
    return str(name or "") if known is None else known.say(data.context.language)


def _property(data: ReportData, name: str) -> str:
    known = PROPERTIES.get(name)
    return name if known is None else known.say(data.context.language)


def _said(data: ReportData, value: Any, key: str) -> Side:
    """A value of the property ``key``; None where there is none."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return data.say("yes" if value else "no")
    known = VALUES.get(f"{key}.{value}")
    if known is not None:
        return known.say(data.context.language)
    return value if isinstance(value, int | float) else str(value)


def _kind(
    data: ReportData, answer: Comparison, kind: str, found: Sequence[Told]
) -> Iterator[Block]:
    title = data.say(f"change.{kind}")
    yield Heading(text=title, level=3)
    columns = [Column(data.say("record"), 4)]
    if kind not in _PLAIN:
        columns += [Column(data.say("before"), 3), Column(data.say("after"), 3)]
    yield Table(
        title=title,
        columns=tuple(columns),
        rows=tuple(_row(data, answer, kind, told) for told in found[: data.most]),
    )
    left = len(found) - data.most
    if left > 0:
        yield Paragraph(line=line(quiet(data.count("editions.more", left))), role="note")


def _written(data: ReportData, sides: Sequence[Side]) -> list[str]:
    """What was and what is as people read them, a dash where there is nothing."""
    numbers = [None if isinstance(side, str) else side for side in sides]
    told = format_numbers(numbers, data.context.language)
    return [
        side or UNKNOWN if isinstance(side, str) else text
        for side, text in zip(sides, told, strict=True)
    ]


def _row(data: ReportData, answer: Comparison, kind: str, told: Told) -> Row:
    name, what, *sides = told
    known = answer.names.get(name, "")
    first = cell(
        line(known if known != name else ""), line(code(name), quiet(f" · {what}" if what else ""))
    )
    cells: list[Cell] = [first]
    if kind not in _PLAIN:
        cells += map(cell, _written(data, sides))
    return Row(tuple(cells))
