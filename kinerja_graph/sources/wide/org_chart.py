"""A cascade drawn in the cells of a sheet: posts as heads of bands, their indicators below them.

A band is what lies between the head of one post and that of the next in the first row of a tier.
A post of the next tier reports to the post in whose band it stands. An indicator belongs to the
last post above it in its band. The number to its left says which indicators of the superior it
serves: those with the same number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kinerja_graph.sources.wide.amounts import read_amount
from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.folding import begins
from kinerja_graph.sources.wide.indicators import IndicatorReader, piece_in_brackets
from kinerja_graph.sources.wide.matrix_reader import MatrixReader
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.plan import Map, OrgChart, Tier
from kinerja_graph.sources.wide.record_table import Record
from kinerja_graph.sources.wide.tree import Measure
from kinerja_graph.texts import _

_IN_PLAN: Final = _("the column polarity of the table indicators in the imported plan")
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)*\.?")


@dataclass(slots=True)
class _Post:
    """A post as it is drawn: its cell, its superior, its unit, and its indicators by number."""

    id: str
    piece: Piece
    column: int
    superior: _Post | None
    unit: str | None
    measures: dict[str, list[Measure]] = field(default_factory=dict[str, list[Measure]])


@dataclass(slots=True)
class _Drawing:
    """The drawing while it is read, tier by tier."""

    reader: MatrixReader
    map_: Map
    given: OrgChart
    measuring: IndicatorReader
    links: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    levels: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def collector(self) -> OutputCollector:
        """What the import has gathered."""
        return self.reader.collector

    def tier(self, tier: Tier, over: Sequence[_Post], rows: Sequence[int]) -> list[_Post]:
        """Read the posts and indicators of a tier below the posts ``over``."""
        heads: list[_Post] = []
        starts: list[int] = []
        current: dict[int, _Post] = {}
        for row in rows:
            texts = list(self._texts(row))
            posts = [(at, piece) for at, piece in texts if begins(piece.text, self.given.posts)]
            if posts and not starts:
                starts = sorted(at for at, _ in posts)
            for at, piece in posts:
                post = self._post(tier, (row, at), piece, over)
                current[_band(starts, at)] = post
                heads.append(post)
            for at, piece in texts:
                if begins(piece.text, self.given.indicators):
                    self._indicator(tier, (row, at), piece, current.get(_band(starts, at)))
        return heads

    def _texts(self, row: int) -> Iterator[tuple[int, Piece]]:
        for at in sorted(self.reader.matrix.rows[row]):
            piece = self.reader.matrix.piece(row, at)
            if piece is not None:
                yield at, piece

    def _post(
        self, tier: Tier, place: tuple[int, int], piece: Piece, over: Sequence[_Post]
    ) -> _Post:
        row, at = place
        above = [post for post in over if post.column <= at]
        superior = max(above, key=lambda post: post.column, default=None)
        unit = None if superior is None else superior.unit
        id_ = self.collector.fresh(f"R{row}C{at}", piece.spot)
        if tier.units:
            unit = self._unit(id_, piece, unit)
        record: Record = {"id": id_, "name": piece.text, "source": str(piece.spot)}
        if unit is not None:
            record["unit"] = unit
        if superior is not None:
            record["reports_to"] = (superior.id,)
        if tier.rank is not None:
            record["rank"] = tier.rank
        self.reader.used_cells.add(place)
        self.collector.add("positions", record, {"name": piece})
        return _Post(id_, piece, at, superior, unit)

    def _unit(self, post: str, piece: Piece, above: str | None) -> str:
        """Add the unit that a post leads and return its id; at the top use the unit of the map."""
        if above is None and self.map_.units:
            return self.map_.units[0]["id"]
        leader = self.given.leader
        name = piece.text
        if leader is not None and begins(name, (leader,)):
            name = name[len(leader) :].strip()
        kind = "opd" if above is None else "unit"
        record: Record = {"id": self.collector.fresh(f"U-{post}", piece.spot), "name": name}
        record |= {"kind": kind, "source": str(piece.spot)}
        if above is not None:
            record["parent"] = above
        return str(self.collector.add("units", record, {"name": piece})["id"])

    def _indicator(
        self, tier: Tier, place: tuple[int, int], piece: Piece, owner: _Post | None
    ) -> None:
        row, at = place
        id_ = self.collector.fresh(f"I{row}_{at}", piece.spot)
        owners = () if owner is None else (owner.unit, owner.id)
        made = Measure(id_, piece.text, piece, None, tuple(one for one in owners if one))
        made.pieces["name"] = piece
        self.reader.used_cells.add(place)
        self.levels[id_] = tier.level
        self.measuring.measures.append(made)
        self._amount(made, piece)
        number = self._number(place)
        if owner is not None:
            owner.measures.setdefault(number, []).append(made)
            self._link(made, number, owner.superior)

    def _number(self, place: tuple[int, int]) -> str:
        """Return the number in the cell to the left, without its final point."""
        row, at = place
        piece = self.reader.matrix.piece(row, at - 1) if at else None
        if piece is None or not _NUMBER.fullmatch(piece.text):
            return ""
        self.reader.used_cells.add((row, at - 1))
        return piece.text.rstrip(".")

    def _link(self, made: Measure, number: str, superior: _Post | None) -> None:
        if superior is None:
            return
        if not number:
            self.collector.note("no-number", made.piece)
            return
        found = superior.measures.get(number, ())
        if not found:
            self.collector.note("missing-number", Piece(number, made.piece.spot))
        self.links[made.id] = tuple(one.id for one in found)

    def _amount(self, made: Measure, piece: Piece) -> None:
        """Add the target in the brackets of a name, for the year of the map."""
        amount = piece_in_brackets(piece) if self.given.amounts == "bracketed" else None
        if amount is None or self.given.year is None:
            return
        found = read_amount(amount.cell, "with-unit", self.reader.layout.decimal)
        if found.fault is not None:
            self.collector.note(found.fault, amount, polarity=_IN_PLAN)
        value = found.value if found.fault else self.measuring.with_unit(made, found, amount)
        made.set_value(self.given.year, "target", value, amount)

    def write(self) -> None:
        """Write the tables of indicators and values."""
        for measure in self.measuring.measures:
            record: Record = {"id": measure.id, "name": measure.name or ""}
            record["level"] = self.levels[measure.id]
            record |= measure.fields
            if measure.owners:
                record["owner"] = measure.owners
            if self.links.get(measure.id):
                record["contributes_to"] = self.links[measure.id]
            record["source"] = str(measure.piece.spot)
            self.collector.add("indicators", record, measure.pieces)
            for year, given in measure.by_moment():
                value, piece = given["target"]
                row: Record = {"indicator": measure.id, "year": year, "target": value}
                self.collector.add("values", row, {"target": piece})


def _band(starts: Sequence[int], column: int) -> int:
    """Return the start of the band that contains a column; the first if it is left of all."""
    return starts[max(0, bisect_right(starts, column) - 1)] if starts else 0


def read_org_chart(reader: MatrixReader, map_: Map, given: OrgChart) -> None:
    """Read a drawn cascade.

    Raises:
        MatrixRefusedError: it is empty.
    """
    for unit in map_.units:
        reader.collector.add("units", unit, {})
        reader.collector.ids[unit["id"]] = None
    drawing = _Drawing(reader, map_, given, IndicatorReader(reader))
    rows = list(reader.rows())
    over: list[_Post] = []
    for tier in given.tiers:
        within = [row for row in rows if tier.rows[0] <= row <= tier.rows[1]]
        over = drawing.tier(tier, over, within) or over
    drawing.write()
