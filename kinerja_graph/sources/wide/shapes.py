"""A tree drawn with shapes: its boxes as objectives and indicators, its lines as contributions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Final

from kinerja_graph.library.references import resolve
from kinerja_graph.settings import Settings
from kinerja_graph.sources.drawings import Connector, Drawing, Shape
from kinerja_graph.sources.fault import Fault, Place, WholeFileError, fault, shown
from kinerja_graph.sources.formats import format_of_matrix
from kinerja_graph.sources.plan import slug
from kinerja_graph.sources.wide.amounts import is_percent, read_amount
from kinerja_graph.sources.wide.cell_reference import CellReference, Piece
from kinerja_graph.sources.wide.matrix_reader import (
    MatrixReader,
    MatrixRefusedError,
    refused_matrix,
)
from kinerja_graph.sources.wide.output_collector import LeftOut, OutputCollector
from kinerja_graph.sources.wide.plan import Map, Shapes
from kinerja_graph.sources.wide.record_table import Record
from kinerja_graph.sources.wide.shape_lines import Line, Unused, tie_lines
from kinerja_graph.sources.wide.shape_sheets import DrawnTree, Repeats, find_repeats
from kinerja_graph.sources.wide.shape_texts import Said, SaidIndicator, take_apart
from kinerja_graph.sources.wide.shape_tree import (
    IN_TREE,
    Depths,
    Role,
    ShapeTree,
    depths,
    understand,
)
from kinerja_graph.sources.wide.sheet_profile import YEAR
from kinerja_graph.sources.wide.units import Staff, bind_staff

_LONGEST: Final = 40
_MOST_TOLD: Final = 8
_FEWEST_UNUSED: Final = 3
_MOST_UNUSED: Final = 0.1
_BARE_UNIT: Final = re.compile(r"%|persen|persentase", re.IGNORECASE)
ASIDE: Final[dict[Role, str]] = {
    "post": "box-post",
    "label": "box-label",
    "process": "box-process",
    "alone": "box-alone",
    "empty": "box-empty",
    "hidden": "box-hidden",
    "unclear": "box-unclear",
}
"""Why a box is in no table, a key of ``sentences.LEFT``."""
UNUSED: Final[dict[Unused, str]] = {
    "glue": "line-glue",
    "end": "line-end",
    "between": "line-between",
    "same": "line-same",
    "level": "line-level",
    "junction": "line-junction",
}
"""What is said of a line that ties nothing."""


def drawing_of(path: Path, sheet: str | None, settings: Settings) -> Drawing:
    """Return the drawing of a sheet; an empty one for a file without sheets.

    Raises:
        MatrixRefusedError: the file cannot be read.
    """
    known = format_of_matrix(path)
    if sheet is None or known is None or known.drawings is None:
        return Drawing()
    try:
        found: Drawing = resolve(known.drawings)(path, sheet, settings)
    except WholeFileError as error:
        raise refused_matrix(error, shown(path.name), sheet) from error
    return found


def written(drawing: Drawing) -> int:
    """Return how many boxes show a text."""
    return sum(bool(one.paragraphs) and not one.hidden for one in drawing.shapes)


def no_tree(drawing: Drawing, sheet: str | None) -> Fault | None:
    """Return why a drawing is not a tree; None if it may be one."""
    boxes = written(drawing)
    if "open-document" in drawing.others:
        return fault("missing-value:open-document", sheet, number=drawing.others["open-document"])
    if not boxes and drawing.others:
        return fault("missing-value:pictures", sheet, number=sum(drawing.others.values()))
    if not boxes:
        return fault("missing-value:shapes", sheet)
    if not drawing.connectors:
        return fault("missing-value:lines", sheet, number=boxes)
    return too_many_lost(tie_lines(drawing), sheet)


def too_many_lost(lines: Sequence[Line], sheet: str | None) -> Fault | None:
    """Return the reason that lines make no tree: more than a tenth of them join nothing."""
    lost = [one for one in lines if one.unused not in {None, "level"}]
    if len(lost) >= _FEWEST_UNUSED and len(lost) > _MOST_UNUSED * len(lines):
        cells = ", ".join(range_of(one.connector) for one in lost[:_MOST_TOLD])
        cells += " …" if len(lost) > _MOST_TOLD else ""
        return fault("missing-value:ends", sheet, number=len(lost), of=len(lines), cells=cells)
    return None


def range_of(one: Shape | Connector) -> str:
    """Return the cells that a box or a line covers."""
    (row, column), last = one.cells
    return CellReference("", None, row, column, last).cell or ""


def read_shapes(
    readers: Sequence[MatrixReader], drawings: Sequence[Drawing], map_: Map, given: Shapes
) -> None:
    """Read the trees drawn with shapes on one or several sheets.

    Raises:
        MatrixRefusedError: a sheet has no tree, or too many of its lines join no boxes.
    """
    trees: list[DrawnTree] = []
    for reader, drawing in zip(readers, drawings, strict=True):
        matrix = reader.matrix
        tree = understand(drawing, given)
        wrong = no_tree(drawing, matrix.sheet) or too_many_lost(tree.lines, matrix.sheet)
        if wrong is None and not tree.results():
            wrong = fault("missing-value:joined", matrix.sheet, number=written(drawing))
        if wrong is not None:
            raise MatrixRefusedError((Place(matrix.file, matrix.sheet).problem(wrong),))
        trees.append(DrawnTree(matrix, tree, depths(tree)))
    repeats = find_repeats(trees) if given.repeated else Repeats(offsets=[0] * len(trees))
    ids: dict[Shape, tuple[str, ...]] = {}
    sheet_of = {box: one.matrix.sheet for one in trees for box in one.tree.roles}
    people: Staff | None = None
    for number, (reader, one) in enumerate(zip(readers, trees, strict=True)):
        people = bind_staff(reader, map_, people)
        reader.require_headings()
        owners = people.owners_of(1) if map_.owner is not None else ()
        prefix = f"{slug(str(one.matrix.sheet))}-" if len(trees) > 1 else ""
        reading = _Reading(
            reader, given, one.tree, one.depths, owners, repeats.same, repeats.offsets[number],
            prefix, ids,
        )  # fmt: skip
        reading.read()
        reading.tell_lines()
        reading.tell_boxes(drawings[number])
        reading.tell_repeats(repeats, sheet_of)


@dataclass(slots=True)
class _Reading:
    """A tree while it is written.

    Attributes:
        same: of boxes that stand on an earlier sheet too the box there.
        offset: how many steps the top stands below that of the whole tree.
        prefix: begins the ids of boxes.
        ids: the records of each box: its result; of a box with indicators alone those.
        without: the first target for which the map names no year, and how many there are.
    """

    reader: MatrixReader
    given: Shapes
    tree: ShapeTree
    depths: Depths
    owners: tuple[str, ...]
    same: Mapping[Shape, Shape]
    offset: int
    prefix: str
    ids: dict[Shape, tuple[str, ...]]
    without: list[Piece] = field(default_factory=list[Piece])

    @property
    def collector(self) -> OutputCollector:
        """What the import has gathered."""
        return self.reader.collector

    def piece(self, shape: Shape, text: str | None = None) -> Piece:
        """Return a text of a box, with the cells that the box covers."""
        return Piece(shape.text if text is None else text, self.spot(shape))

    def spot(self, one: Shape | Connector) -> CellReference:
        """Return the cells that a box or a line covers."""
        matrix = self.reader.matrix
        (row, column), last = one.cells
        return CellReference(matrix.file, matrix.sheet, row, column, last)

    def read(self) -> None:
        """Write the records, the upper boxes first."""
        boxes = self.tree.results()
        said = {box: take_apart(box.paragraphs, self.given.indicators) for box in boxes}
        for box in boxes:
            if box in self.same:
                self.ids[box] = self.ids[self.same[box]]
                continue
            place = str(CellReference("", None, *box.cells[0]).cell)
            id_ = self.collector.fresh(f"{self.prefix}{place}", self.spot(box))
            number = len(said[box].indicators)
            if self.tree.roles[box] == "result":
                self.ids[box] = (id_,)
            else:
                self.ids[box] = (id_, *(f"{id_}-I{at}" for at in range(2, number + 1)))
        for box in boxes:
            if box in self.same:
                continue
            if said[box].unclear:
                self.collector.note("box-lines", self.piece(box))
            if self.tree.roles[box] == "result":
                self._result(box, said[box])
            else:
                self._indicators(box, said[box])
        self.collector.left += [
            LeftOut("box-post-line", self.spot(box), one.post)
            for box, one in said.items()
            if one.post
        ]
        for lower, upper in self.tree.touching.items():
            self.collector.nested.update(product(self.ids[lower], self.ids[upper]))
        if self.without:
            self.collector.note("no-year", self.without[0], number=len(self.without))

    def _level(self, box: Shape) -> int | None:
        step = self.depths.of.get(box)
        if step is None:
            self.collector.note("box-level", self.piece(box))
            return None
        step += self.offset
        if step >= len(self.given.levels):
            self.collector.note("box-depth", self.piece(box), step=step)
            return None
        return self.given.levels[step]

    def _record(self, id_: str, name: str, box: Shape, upper: Sequence[str]) -> Record:
        record: Record = {"id": id_, "name": name}
        if self.owners:
            record["owner"] = self.owners
        if upper:
            record["contributes_to"] = tuple(dict.fromkeys(upper))
        record["source"] = str(self.spot(box))
        return record

    def _result(self, box: Shape, said: Said) -> None:
        id_ = self.ids[box][0]
        upper = [each for one in self.tree.over(box) for each in self.ids[one]]
        record = self._record(id_, said.name, box, upper)
        level = self._level(box)
        if level is not None:
            record["level"] = level
        self.collector.add("objectives", record, {"name": self.piece(box)})
        for number, each in enumerate(said.indicators, 1):
            own = self.collector.fresh(f"{id_}-I{number}", self.spot(box))
            self._indicator(self._record(own, each.name, box, ()) | {"objective": id_}, each, box)

    def _indicators(self, box: Shape, said: Said) -> None:
        """Add the indicators of a box without a result; they measure the result above it."""
        over = self.tree.over(box)
        results = [one for one in over if self.tree.roles[one] == "result"]
        upper = [each for one in over if one not in results[:1] for each in self.ids[one]]
        if len(results) > 1:
            self.collector.note("two-results", self.piece(box), first=told(results[0]))
        level = None if results else self._level(box)
        for id_, each in zip(self.ids[box], said.indicators, strict=True):
            record = self._record(id_, each.name, box, upper)
            if results:
                record["objective"] = self.ids[results[0]][0]
            elif level is not None:
                record["level"] = level
            self._indicator(record, each, box)

    def _indicator(self, record: Record, said: SaidIndicator, box: Shape) -> None:
        """Add an indicator; an amount that is not written as a target stays in its name."""
        piece = self.piece(box)
        pieces = {"name": piece}
        value, unit = self._amount(said, box)
        year = self.given.year
        if value is not None and year is None:
            self.without.append(self.piece(box, said.wording))
        if unit is None or (value is not None and year is None):
            record["name"] = said.wording
        else:
            record["name"] = said.name
            if unit:
                record["measure_unit"] = unit
                pieces["measure_unit"] = piece
        self.collector.add("indicators", record, pieces)
        if value is not None and year is not None:
            row: Record = {"indicator": record["id"], "year": year, "target": value}
            self.collector.add("values", row, {"target": piece})

    def _amount(self, said: SaidIndicator, box: Shape) -> tuple[float | None, str | None]:
        """Return the number and the unit behind a name; no unit if nothing could be separated."""
        if said.amount is None:
            if said.unsure:
                self.collector.note("amount-unsure", self.piece(box, said.wording))
            return None, None
        if {*YEAR.findall(said.name)} - {str(self.given.year)}:
            self.collector.note("amount-year", self.piece(box, said.wording))
            return None, None
        if _BARE_UNIT.fullmatch(said.amount):
            self.collector.note("amount-blank", self.piece(box, said.wording))
            return None, "%"
        found = read_amount(said.amount, "with-unit", self.reader.layout.decimal)
        if isinstance(found.value, str):
            case = "amount-unread:ambiguous" if "ambiguous" in (found.fault or "") else ""
            piece = self.piece(box, said.wording)
            self.collector.note(case or "amount-unread", piece, amount=said.amount)
            return None, None
        unit = found.unit or ""
        return found.value, "%" if is_percent(unit) and unit.startswith("%") else unit

    def tell_lines(self) -> None:
        """Report each line that was tied by position, and each that ties nothing."""
        for line, upper, lower in self.tree.tied:
            case = "loose-line" if line.junction is None else "junction-line"
            if line.loose:
                piece = Piece("", self.spot(line.connector))
                self.collector.note(case, piece, upper=told(upper), lower=told(lower))
        for case, lines in (
            ("arrow-turned", self.tree.turned_arrows()),
            ("arrow-aside", self.tree.side_arrows()),
        ):
            for line, upper, lower in lines:
                piece = Piece("", self.spot(line.connector))
                self.collector.note(case, piece, upper=told(upper), lower=told(lower))
        loose = {line for line, _upper, _lower in self.tree.tied if line.loose}
        for line in self.tree.lines:
            piece = Piece("", self.spot(line.connector))
            first, second = (told(end) for end in line.ends)
            if line.unused is not None:
                self.collector.note(UNUSED[line.unused], piece, first=first, second=second)
            elif line not in loose and self._ends_at_nothing(line):
                self.collector.note("line-glue", piece, first=first, second=second)
        if self.tree.touching:
            first_below, upper = next(iter(self.tree.touching.items()))
            self.collector.note(
                "touching",
                self.piece(first_below),
                number=len(self.tree.touching),
                upper=told(upper),
                lower=told(first_below),
            )

    def _ends_at_nothing(self, line: Line) -> bool:
        """Return whether a line ends at a box of the tree and at one that shows no text."""
        roles = {self.tree.roles[end] for end in line.ends if end is not None}
        return bool(roles & IN_TREE) and bool(roles & {"empty", "hidden"})

    def tell_boxes(self, drawing: Drawing) -> None:
        """Record the boxes that are not results as left out, and report those that may be."""
        for box, role in self.tree.roles.items():
            why = ASIDE.get(role)
            if why is not None and (box.paragraphs or role != "hidden"):
                self.collector.left.append(LeftOut(why, self.spot(box), box.text))
            if role == "unclear":
                self.collector.note("box-unclear", self.piece(box))
            elif role == "alone" and len(box.text) > _LONGEST:
                self.collector.note("box-alone", self.piece(box))
        for box in self.depths.rows:
            if box in self.same:
                continue
            step = self.depths.of[box] + self.offset
            level = self.given.levels[step] if step < len(self.given.levels) else "?"
            self.collector.note("box-row", self.piece(box), level=level)
        arrows = [one for one in drawing.shapes if "Arrow" in one.kind and not one.paragraphs]
        if arrows:
            self.collector.note("arrows", Piece("", self.spot(arrows[0])), number=len(arrows))
        diagrams = drawing.others.get("diagram", 0)
        if diagrams:
            self.collector.note("diagrams", Piece("", self.reader.matrix.spot()), number=diagrams)

    def tell_repeats(self, repeats: Repeats, sheet_of: Mapping[Shape, str | None]) -> None:
        """Report the boxes merged with one of an earlier sheet, and those that only look alike."""
        here = self.tree.roles
        for box, first in repeats.same.items():
            if box in here:
                place = f"{sheet_of[first]}!{range_of(first)}"
                self.collector.note("box-again", self.piece(box), first=place)
        for box, first, why in repeats.apart:
            if box in here:
                place = f"{sheet_of[first]}!{range_of(first)}"
                self.collector.note("box-apart", self.piece(box), first=place, why=why)
        for box in repeats.unfound:
            if box in here:
                self.collector.note("box-unfound", self.piece(box))


def told(box: Shape | None, sheet: str = "") -> str:
    """Return a box as messages name it: its text, shortened, and its cells."""
    if box is None:
        return "?"
    text = box.text if len(box.text) <= _LONGEST else f"{box.text[:_LONGEST]}…"
    return f"{text} ({sheet}{range_of(box)})"
