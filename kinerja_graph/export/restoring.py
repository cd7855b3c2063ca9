"""What a lenient load could not read is put back into its cells, as it was read.

A lenient load of the export then keeps the same problems again, and a strict one refuses them.
What the graph does not know the cell of (the year of an unreadable target, say) is lost to the
tables; it goes into a table ``problems`` of its own, which no reader takes for part of the plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final

from kinerja_graph.model.rows import Row

LISTS: Final = frozenset(
    {"contributes_to", "owner", "reports_to", "expected_agencies", "performer"}
)
_SINGLE: Final = frozenset({"parent", "unit", "objective"})
_NUMBERS: Final = frozenset({"baseline", "rung", "output_quantity", "duration", "volume"})
_CHOICES: Final = frozenset({"kind", "polarity", "supervised", "cross_agency", "duration_unit"})
_CELLS: Final[Mapping[str, frozenset[str]]] = {
    "dangling-reference": LISTS | _SINGLE,
    "unit-cycle": frozenset({"parent"}),
    "bad-number": _NUMBERS,
    "bad-choice": _CHOICES,
    "bad-level": frozenset({"level"}),
}
"""The headings in which the text of a problem, written again, is the same problem again."""
_REQUIRED: Final = frozenset({"name", "level", "unit"})
_ENDS: Final = frozenset({"from", "to"})
COLUMNS: Final = ("code", "heading", "value", "subject_label", "subject_id", "missing_id", "origin")
"""What is told of a problem that no cell can hold."""


@dataclass(frozen=True, slots=True)
class Faults:
    """The problems of an edition by what they are about.

    Attributes:
        cells: by label and id of a record, the problems of its row.
        again: how often a record's id stands in a later row.
        years: by indicator, the years that stand in a second row.
        pairs: the rows of ``contributions`` an end of which leads nowhere.
        lost: the properties of those that no cell can hold.
    """

    cells: dict[tuple[str, str], list[Row]] = field(
        default_factory=lambda: defaultdict[tuple[str, str], list[Row]](list)
    )
    again: dict[str, int] = field(default_factory=lambda: defaultdict[str, int](int))
    years: dict[str, list[str]] = field(default_factory=lambda: defaultdict[str, list[str]](list))
    pairs: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    lost: list[dict[str, str]] = field(default_factory=list[dict[str, str]])

    def restored(self, label: str, id_: str, cells: Mapping[str, Any]) -> dict[str, Any]:
        """The cells of a record with what could not be read of them."""
        whole = dict(cells)
        for problem in self.cells.get((label, id_), ()):
            _put_back(whole, str(problem["heading"]), problem.get("value"))
        return whole

    def contradicts(self, label: str, id_: str) -> bool:
        """Whether a post gives another answer than its ladder, so that it must not come first."""
        return any(row["heading"] == "supervised" for row in self.cells.get((label, id_), ()))

    def doubles(self, id_: str) -> int:
        """How many more rows begin with the id of this record."""
        return self.again.get(id_, 0)

    def repeated(self, indicator: str) -> tuple[str, ...]:
        """The years of an indicator that stand in a second row."""
        return tuple(self.years.get(indicator, ()))

    def contributions(self) -> Iterator[dict[str, str]]:
        """The rows of contributions an end of which leads nowhere."""
        for source, target in sorted(set(self.pairs)):
            yield {"from": source, "to": target}


def faults_of(problems: Iterable[Row], origins: Mapping[tuple[str, str], str]) -> Faults:
    """The problems of an edition, sorted by what becomes of them.

    ``origins`` are those of the records concerned, by label and id: a problem of a record's own
    row has its origin.
    """
    found = Faults()
    for problem in problems:
        if not _keep(found, problem, origins):
            found.lost.append({key: str(problem[key]) for key in COLUMNS if key in problem})
    return found


def _keep(found: Faults, problem: Row, origins: Mapping[tuple[str, str], str]) -> bool:
    """Whether a cell can say it again; where it can, it is kept there."""
    code, heading = str(problem.get("code")), str(problem.get("heading"))
    subject, value = str(problem.get("subject_id")), problem.get("value")
    label = problem.get("subject_label")
    if code == "duplicate-id" and label is not None and heading in {"id", "year"}:
        if heading == "id":
            found.again[subject] += 1
        else:
            found.years[subject].append(str(value))
        return True
    if code == "dangling-reference" and heading in _ENDS:
        return _keep_pair(found, problem)
    here = (str(label), subject)
    if label is None or origins.get(here) != problem.get("origin"):
        return False
    if code == "missing-value":
        return value is None and heading in _REQUIRED
    if value is None or heading not in _CELLS.get(code, ()):
        return False
    found.cells[here].append(problem)
    return True


def _keep_pair(found: Faults, problem: Row) -> bool:
    subject, missing = problem.get("subject_id"), problem.get("missing_id")
    known = problem.get("subject_label") is not None
    if subject is None or missing is None or (not known and missing == subject):
        return False
    upward = not known or problem["heading"] == "to"
    ends = (subject, missing) if upward else (missing, subject)
    found.pairs.append((str(ends[0]), str(ends[1])))
    return True


def _put_back(cells: MutableMapping[str, Any], heading: str, value: object) -> None:
    if heading in LISTS:
        cells[heading] = [*cells.get(heading, ()), str(value)]
        return
    cells[heading] = str(value)
    if heading == "duration":
        cells.setdefault("duration_unit", "day" if _is_number(str(value)) else "minute")


def _is_number(text: str) -> bool:
    """Whether it is too long a time rather than no number: only in days can it be that."""
    try:
        float(text)
    except ValueError:
        return False
    return True
