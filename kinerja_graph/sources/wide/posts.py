"""Read lists of posts with one or more superiors, given by id or by name."""

from __future__ import annotations

from dataclasses import dataclass, field

from kinerja_graph.sources.plan import slug
from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.folding import name_fold
from kinerja_graph.sources.wide.matrix_reader import Bound, MatrixReader
from kinerja_graph.sources.wide.plan import Map, Posts
from kinerja_graph.sources.wide.record_table import Record
from kinerja_graph.sources.wide.units import bind_staff, split_names


@dataclass(slots=True)
class _PostReader:
    """The posts so far, by id and by folded name; superiors are resolved at the end."""

    reader: MatrixReader
    by_id: dict[str, Record] = field(default_factory=dict[str, Record])
    by_name: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    unlinked: list[tuple[Record, Piece]] = field(default_factory=list[tuple[Record, Piece]])

    def read_row(self, pieces: dict[str, Piece], unit: str | None, superiors: list[Piece]) -> None:
        """Read a row; a further row of a post adds its superiors."""
        given = pieces.get("id")
        first = given or pieces.get("name")
        if first is None:
            return
        known = None if given is None else self.by_id.get(given.text)
        if known is not None:
            self._report_differences(known, pieces, unit, first)
        else:
            known = self._create(pieces, unit, first)
        self.unlinked.extend((known, piece) for piece in superiors)

    def _create(self, pieces: dict[str, Piece], unit: str | None, first: Piece) -> Record:
        given, name = pieces.get("id"), pieces.get("name")
        wanted = given.text if given is not None else slug(first.text)
        id_ = self.reader.collector.fresh(wanted, first.spot)
        record: Record = {"id": id_}
        record |= {key: piece.text for key, piece in pieces.items() if key != "id"}
        if unit is not None:
            record["unit"] = unit
        record["source"] = str(first.spot)
        made = self.reader.collector.add("positions", record, pieces)
        self.by_id[wanted if given is not None else id_] = made
        if name is not None:
            self.by_name.setdefault(name_fold(name.text), []).append(id_)
        return made

    def _report_differences(
        self, known: Record, pieces: dict[str, Piece], unit: str | None, row: Piece
    ) -> None:
        """Report a further row of a post that contradicts the first in more than its superiors."""
        given = pieces if unit is None else pieces | {"unit": Piece(unit, row.spot)}
        for heading, piece in given.items():
            if heading not in known:
                self.reader.collector.origins.keep("positions", str(known["id"]), heading, piece)
            first = str(known.setdefault(heading, piece.text))
            if name_fold(first) != name_fold(piece.text):
                self.reader.collector.note("other-text", piece, id=known["id"], first=first)

    def link_superiors(self, posts: Posts) -> None:
        """Link every post to its superiors, once all posts are known."""
        for record, piece in self.unlinked:
            for text in split_names(piece.text, posts.split):
                found = self._find_superior(text, piece, by_name=posts.by_name)
                before = record.get("reports_to", ())
                if found is not None and isinstance(before, tuple):
                    record["reports_to"] = tuple(dict.fromkeys((*before, found)))
            self.reader.collector.origins.keep("positions", str(record["id"]), "reports_to", piece)

    def _find_superior(self, text: str, piece: Piece, *, by_name: bool) -> str | None:
        told = Piece(text, piece.spot)
        if by_name:
            found = self.by_name.get(name_fold(text), [])
        else:
            known = self.by_id.get(text)
            found = [] if known is None else [str(known["id"])]
        if len(found) > 1:
            self.reader.collector.note("ambiguous-parent", told, number=len(found))
            return None
        if not found:
            self.reader.collector.note("dangling-reference:superior", told)
            return text.replace(";", ",")
        return found[0]


def read_posts(reader: MatrixReader, map_: Map, given: Posts) -> None:
    """Read a list of posts.

    Raises:
        MatrixRefusedError: a heading of the map is missing, or there are no rows.
    """
    fields = {key: reader.bind(column) for key, column in given.fields.items()}
    superiors = [reader.bind(each) for each in given.superiors]
    staff = bind_staff(reader, map_)
    reader.require_headings()
    register = _PostReader(reader)
    for row in reader.rows():
        pieces = _read_pieces(reader, row, fields)
        if not pieces.keys() & {"id", "name"}:
            reader.release(row, fields.values())
            continue
        above = [piece for one in superiors if (piece := reader.piece(row, one)) is not None]
        register.read_row(pieces, staff.unit_of(row), above)
    register.link_superiors(given)


def _read_pieces(
    reader: MatrixReader, row: int, fields: dict[str, Bound | None]
) -> dict[str, Piece]:
    found = {key: reader.piece(row, bound) for key, bound in fields.items()}
    return {key: piece for key, piece in found.items() if piece is not None}
