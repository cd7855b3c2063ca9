"""Migrate an older graph to the current schema, one step for each schema version.

A step takes the rows of an edition as an older version stored them, and is itself a source of
rows in the next version's format. Steps only read: ``workflow/migrations.py`` loads the rows of
the last step as a new snapshot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

from kinerja_graph.model.derive import achievement, agencies_of, circles, fold
from kinerja_graph.model.rows import EdgeEnds, EdgeRow, Row, RowSource
from kinerja_graph.model.schema import CHAIN, SCHEMA_VERSION

_Step: TypeAlias = Callable[[RowSource], RowSource]
_UNREAD: Final = frozenset({"sign", "status"})


class _Same:
    """Passes the rows of ``source`` through; steps override what differs."""

    def __init__(self, source: RowSource) -> None:
        self._source = source
        self.counts = source.counts
        self.ties = source.ties

    def nodes(self, label: str) -> Iterator[Row]:
        """Return the nodes of the source."""
        return self._source.nodes(label)

    def edges(self) -> Iterator[tuple[EdgeEnds, EdgeRow]]:
        """Return the edges of the source."""
        return self._source.edges()


class WithFacts(_Same):
    """Migrates to version 1: nodes get the facts that are computed once at load.

    A graph without a version number holds the plan's own data and nothing derived from it.
    """

    def __init__(self, source: RowSource) -> None:
        super().__init__(source)
        parents, seats = dict[str, str](), dict[str, str]()
        chain: list[tuple[str, str]] = []
        reporting: list[tuple[str, str]] = []
        for (kind, low, _), edge in source.edges():
            if kind == "PART_OF":
                parents[edge.source] = edge.target
            elif kind == "IN_UNIT":
                seats[edge.source] = edge.target
            elif kind == "REPORTS_TO":
                reporting.append((edge.source, edge.target))
            elif kind in CHAIN and low != "Task":
                chain.append((edge.source, edge.target))
        kinds = {str(row["id"]): row.get("kind") for row in source.nodes("Unit")}
        self._agencies = agencies_of(kinds, parents)
        self._seats = seats
        self._circles = {"Position": circles(reporting)}
        self._circles |= dict.fromkeys(("Objective", "Indicator"), circles(chain))
        self._ladders = _ladders(source)

    def nodes(self, label: str) -> Iterator[Row]:
        """Yield the nodes of the source with their derived facts."""
        if label == "Problem":
            return self._source.nodes(label)
        return (self._completed(label, row) for row in self._source.nodes(label))

    def _completed(self, label: str, row: Row) -> Row:
        id_ = str(row["id"])
        facts: dict[str, Any] = {"name_key": fold(_text(row, "name"))}
        facts["circle"] = self._circles.get(label, {}).get(id_)
        if label == "Unit":
            facts["agency"] = self._agencies.get(id_)
        elif label == "Position":
            ladder = fold(_text(row, "ladder"))
            facts["ladder_key"] = ladder
            facts["agency"] = self._agencies.get(self._seats.get(id_, ""))
            facts["supervised"] = None if ladder is None else self._ladders.get(ladder)
        elif label == "Indicator":
            facts["measure_unit_key"] = fold(_text(row, "measure_unit"))
            facts |= _achievements(row)
        kept = {name: value for name, value in row.items() if name not in facts}
        return kept | {name: value for name, value in facts.items() if value not in (None, [])}


class WithoutGuesses(_Same):
    """Migrates to version 2: unreadable cells of a contribution become unknown.

    Version 1 gave such an edge the defaults of an empty cell (``+``, ``accepted``), and did not
    always record the far end of the row in which a problem was found.
    """

    def __init__(self, source: RowSource) -> None:
        super().__init__(source)
        problems = [row for row in source.nodes("Problem") if row.get("heading") in _UNREAD]
        places = {str(row["origin"]) for row in problems if "beside" not in row}
        self._far = {
            (edge.source, str(edge.properties["origin"])): edge.target
            for (kind, _, _), edge in (source.edges() if places else ())
            if kind == CHAIN[0] and str(edge.properties.get("origin")) in places
        }
        self._unread: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in problems:
            far = self._beside(row)
            if far is not None:
                self._unread[str(row["subject_id"]), far].add(str(row["heading"]))

    def nodes(self, label: str) -> Iterator[Row]:
        """Yield the nodes of the source; problems get the far end of their row if it is known."""
        for row in self._source.nodes(label):
            far = self._beside(row) if label == "Problem" else None
            yield row if far is None else {**row, "beside": far}

    def edges(self) -> Iterator[tuple[EdgeEnds, EdgeRow]]:
        """Yield the edges of the source without signs and statuses that could not be read."""
        for ends, edge in self._source.edges():
            unread = self._unread.get((edge.source, edge.target))
            if unread and ends[0] == CHAIN[0]:
                properties = {
                    name: value for name, value in edge.properties.items() if name not in unread
                }
                yield ends, EdgeRow(edge.source, edge.target, properties)
            else:
                yield ends, edge

    def _beside(self, row: Row) -> str | None:
        if "beside" in row:
            return str(row["beside"])
        if row.get("heading") not in _UNREAD or "subject_id" not in row:
            return None
        return self._far.get((str(row["subject_id"]), str(row["origin"])))


class WithForms(_Same):
    """Migrates to version 3, which knows more properties of a record.

    A graph of version 2 holds nothing that they could be taken from: they stay unknown until the
    edition is loaded again.
    """


STEPS: Final[tuple[_Step, ...]] = (WithFacts, WithoutGuesses, WithForms)
"""The step at index n migrates from version n to version n + 1."""


def migrate_rows(source: RowSource, version: int) -> RowSource:
    """Return the rows of an edition stored in ``version``, in the current format.

    Raises:
        ValueError: neither this product nor an older one wrote this version.
    """
    if not 0 <= version <= SCHEMA_VERSION or len(STEPS) != SCHEMA_VERSION:
        raise ValueError(version)
    for step in STEPS[version:]:
        source = step(source)
    return source


def _text(row: Row, name: str) -> str | None:
    value = row.get(name)
    return None if value is None else str(value)


def _ladders(source: RowSource) -> dict[str, bool]:
    """Return whether higher rungs supervise, by folded ladder: the first answer in file order."""
    answers: dict[str, bool] = {}
    for row in sorted(source.nodes("Position"), key=_row_number):
        ladder, answer = fold(_text(row, "ladder")), row.get("supervised")
        if ladder is not None and isinstance(answer, bool):
            answers.setdefault(ladder, answer)
    return answers


def _row_number(row: Row) -> int:
    """Return the input row that a record came from; 0 if it is unknown."""
    number = str(row.get("origin", "")).rpartition("!")[2]
    return int(number) if number.isdecimal() else 0


def _achievements(row: Row) -> dict[str, Any]:
    polarity: Any = row.get("polarity")
    targets = dict(zip(_list(row, "target_years"), _list(row, "targets"), strict=False))
    reached: list[tuple[int, float]] = []
    pairs = zip(_list(row, "realisation_years"), _list(row, "realisations"), strict=False)
    for year, realisation in pairs:
        percent = achievement(polarity, targets.get(year), realisation)
        if percent is not None:
            reached.append((year, percent))
    return {
        "achievement_years": [year for year, _ in reached],
        "achievements": [percent for _, percent in reached],
    }


def _list(row: Row, name: str) -> list[Any]:
    value = row.get(name, [])
    return value if isinstance(value, list) else []
