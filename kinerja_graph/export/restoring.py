"""Put what a lenient load could not read back into its cells, exactly as it was read.

A lenient load of the export then records the same problems again, and a strict one refuses them.
A problem whose cell the graph does not know (a row without any id, say) cannot be put back into
the tables; it goes into a table ``problems`` of its own, which readers do not take as plan data.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from kinerja_graph.model.rows import Row

Texts: TypeAlias = dict[str, str]
"""Cell texts by heading."""
Pair: TypeAlias = tuple[str, str]
LISTS: Final = frozenset(
    {"contributes_to", "owner", "reports_to", "expected_agencies", "performer"}
)
_SINGLE: Final = frozenset({"parent", "unit", "objective"})
_CELLS: Final[Mapping[str, frozenset[str]]] = {
    "dangling-reference": LISTS | _SINGLE,
    "unit-cycle": frozenset({"parent"}),
    "bad-number": frozenset({"baseline", "rung", "output_quantity", "duration", "volume"}),
    "bad-choice": frozenset({"kind", "polarity", "supervised", "cross_agency", "duration_unit"}),
    "bad-level": frozenset({"level"}),
}
"""The record headings for which writing a problem's text back reproduces the same problem."""
_VALUES: Final = frozenset({"target", "realisation"})
_EDGE_CELLS: Final = {
    "bad-choice": frozenset({"basis", "kind", "sign", "mode", "status"}),
    "bad-number": frozenset({"weight"}),
}
_REQUIRED: Final = frozenset({"name", "level", "unit"})
_EMPTY: Final = ""
"""A required cell that is empty: omitted from every row, so that its heading is missing."""
COLUMNS: Final = (
    "code",
    "heading",
    "value",
    "subject_label",
    "subject_id",
    "missing_id",
    "beside",
    "origin",
)
"""The properties exported for a problem that no cell can hold."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A problem as stored in the graph; None means absent."""

    code: str
    heading: str | None
    value: str | None
    label: str | None
    subject: str | None
    missing: str | None
    beside: str | None
    origin: str | None

    @classmethod
    def of(cls, row: Row) -> _Told:
        def text(name: str) -> str | None:
            value = row.get(name)
            return None if value is None else str(value)

        return cls(
            str(row.get("code")),
            text("heading"),
            text("value"),
            text("subject_label"),
            text("subject_id"),
            text("missing_id"),
            text("beside"),
            text("origin"),
        )


@dataclass(slots=True)
class Faults:
    """The problems of an edition, by what they concern.

    Attributes:
        cells: by label and id of a record, the heading and text of each unread cell of its row.
        again: how often a record's id occurs in later rows.
        years: by indicator and year, the unread cells of its row of ``values``.
        years_again: by indicator, the years of duplicate rows.
        pairs: by both ends, the unread cells of its row of ``contributions``.
        pairs_again: by both ends, the number of further rows.
        strays: rows of ``values`` and ``contributions`` that belong to no record.
        lost: the properties of problems that no cell can hold.
    """

    cells: dict[Pair, list[Pair]] = field(
        default_factory=lambda: defaultdict[Pair, list[Pair]](list)
    )
    again: dict[str, int] = field(default_factory=lambda: defaultdict[str, int](int))
    years: dict[str, dict[int, Texts]] = field(
        default_factory=lambda: defaultdict[str, dict[int, Texts]](dict)
    )
    years_again: dict[str, list[int]] = field(
        default_factory=lambda: defaultdict[str, list[int]](list)
    )
    pairs: dict[Pair, Texts] = field(default_factory=dict[Pair, Texts])
    pairs_again: dict[Pair, int] = field(default_factory=lambda: defaultdict[Pair, int](int))
    strays: list[tuple[str, Texts]] = field(default_factory=list[tuple[str, Texts]])
    lost: list[Texts] = field(default_factory=list[Texts])

    def restored(self, label: str, id_: str, cells: Mapping[str, Any]) -> dict[str, Any]:
        """Return the cells of a record, with the unreadable text put back."""
        whole = dict(cells)
        for heading, text in self.cells.get((label, id_), ()):
            _put_back(whole, heading, text)
        return whole

    def contradicts(self, label: str, id_: str) -> bool:
        """Tell whether a position contradicts its ladder, so that it must not come first."""
        return any(heading == "supervised" for heading, _ in self.cells.get((label, id_), ()))

    def has_row(self, pair: Pair) -> bool:
        """Tell whether the pair had a row of ``contributions`` with a problem."""
        return pair in self.pairs

    def rows_of_pair(self, pair: Pair, cells: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the rows of ``contributions`` of a pair, with the unreadable text put back."""
        ends = {"from": pair[0], "to": pair[1]}
        yield {**ends, **cells, **self.pairs.pop(pair, {})}
        yield from (dict(ends) for _ in range(self.pairs_again.pop(pair, 0)))

    def left_pairs(self) -> tuple[Pair, ...]:
        """Return the pairs whose rows were not requested yet: those that form no edge."""
        return tuple(sorted(self.pairs))


def faults_of(problems: Iterable[Row], origins: Mapping[Pair, str]) -> Faults:
    """Sort the problems of an edition by how they are restored.

    ``origins`` are those of the records concerned, by label and id: a problem in a record's own row
    has the record's origin.
    """
    found = Faults()
    for row in problems:
        told = _Told.of(row)
        if not any(keep(found, told) for keep in (_doubled, _of_values, _of_pair)) and not (
            _of_record(found, told, origins)
        ):
            found.lost.append({key: str(row[key]) for key in COLUMNS if key in row})
    return found


def _doubled(found: Faults, told: _Told) -> bool:
    """Handle duplicate rows; their other cells were never checked."""
    if told.code != "duplicate-id" or told.label is None or told.subject is None:
        return False
    if told.heading == "id":
        found.again[told.subject] += 1
    elif told.heading == "year" and told.beside is not None:
        found.years_again[told.subject].append(int(told.beside))
    elif told.heading == "from" and told.beside is not None:
        pair = (told.subject, told.beside)
        found.pairs.setdefault(pair, {})
        found.pairs_again[pair] += 1
    else:
        return False
    return True


def _of_values(found: Faults, told: _Told) -> bool:
    """Handle cells of a row of ``values``, whose year is known or itself unread."""
    indicator = told.subject
    if told.heading == "indicator" and told.code == "dangling-reference" and told.beside:
        found.strays.append(("values", {"indicator": str(told.value), "year": told.beside}))
    elif told.label != "Indicator" or indicator is None:
        return False
    elif told.heading in _VALUES and told.code == "bad-number" and told.beside and told.value:
        found.years[indicator].setdefault(int(told.beside), {})[told.heading] = told.value
    elif told.heading == "year" and told.code in {"bad-number", "missing-value"}:
        found.strays.append(("values", {"indicator": indicator, "year": told.value or _EMPTY}))
    else:
        return False
    return True


def _of_pair(found: Faults, told: _Told) -> bool:
    """Handle cells of a row of ``contributions``."""
    if told.subject is None or told.heading is None:
        return False
    if told.code == "dangling-reference" and told.heading in {"from", "to"}:
        return _lost_end(found, told, told.subject)
    if told.code == "missing-value" and told.heading == "to" and told.label and not told.value:
        found.strays.append(("contributions", {"from": told.subject, "to": _EMPTY}))
        return True
    if told.beside and told.value and told.heading in _EDGE_CELLS.get(told.code, ()):
        found.pairs.setdefault((told.subject, told.beside), {})[told.heading] = told.value
        return True
    return False


def _lost_end(found: Faults, told: _Told, subject: str) -> bool:
    """Handle a row of ``contributions`` with an end that does not exist."""
    if told.beside is not None:
        found.pairs.setdefault((subject, told.beside), {})
    elif told.label is not None and told.heading == "from" and told.missing:
        found.pairs.setdefault((told.missing, subject), {})
    else:
        return False
    return True


def _of_record(found: Faults, told: _Told, origins: Mapping[Pair, str]) -> bool:
    """Handle cells of a record's own row."""
    if told.label is None or told.subject is None or told.heading is None or told.beside:
        return False
    here = (told.label, told.subject)
    if origins.get(here) != told.origin:
        return False
    if told.code == "missing-value" and told.value is None and told.heading in _REQUIRED:
        found.cells[here].append((told.heading, _EMPTY))
        return True
    if told.value is None or told.heading not in _CELLS.get(told.code, ()):
        return False
    found.cells[here].append((told.heading, told.value))
    return True


def _put_back(cells: MutableMapping[str, Any], heading: str, text: str) -> None:
    if heading in LISTS:
        cells[heading] = [*cells.get(heading, ()), text]
        return
    cells[heading] = text
    if heading == "duration":
        cells.setdefault("duration_unit", "day" if _is_number(text) else "minute")


def _is_number(text: str) -> bool:
    """Tell whether it is an overlong duration rather than no number; only days can be that."""
    try:
        float(text)
    except ValueError:
        return False
    return True
