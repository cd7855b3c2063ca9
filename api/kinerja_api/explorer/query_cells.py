"""The cells of a free query's result, as pages show them: records and edges are links."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kinerja_api.explorer.urls import Urls
from kinerja_graph.library.plain import as_list, as_mapping
from kinerja_graph.model.nodes import CHAINED
from kinerja_graph.numbers import format_number
from kinerja_graph.texts import Language, _

_RECORDS: Final = (*CHAINED, "Position", "Unit")
_LONGEST: Final = 4_000
"""The longest text of one cell on a page, in characters; the CSV has all of it."""
_ELLIPSIS: Final = " …"
_YES, _NO = _("true"), _("false")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a cell: its text, the page of the record that it names, and its look.

    ``kind`` is ``text``, ``code`` or ``dim``.
    """

    text: str
    href: str = ""
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: for each column its pieces, and whether it is a number."""

    cells: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class CellWriter:
    """Writes values as cells.

    Attributes:
        language: that of numbers and words.
        places: the place of the pages of each edition, by its scope.
        here: the place of the edition whose scope was ``$scope``; None if there was none: the ends
            of an edge, which do not say their edition, are then no links.
    """

    language: Language
    places: Mapping[str, Urls]
    here: Urls | None

    def rows(self, found: Iterable[Sequence[Any]]) -> list[Row]:
        """Return the rows of a result (``store/plain.py``) for a page."""
        return [Row(tuple(tuple(_shortened(self._value(one))) for one in row)) for row in found]

    def _value(self, value: object) -> Iterator[Piece]:
        several, mapping = as_list(value), as_mapping(value)
        if several is not None:
            yield from self._list(several)
        elif mapping is not None:
            yield from self._mapping(mapping)
        else:
            yield self._scalar(value)

    def _scalar(self, value: object) -> Piece:
        if value is None:
            return Piece("–", kind="dim")
        if isinstance(value, bool):
            return Piece((_YES if value else _NO).say(self.language))
        if isinstance(value, float):
            return Piece(format_number(value, language=self.language))
        return Piece(str(value))

    def _list(self, items: Sequence[object]) -> Iterator[Piece]:
        for number, item in enumerate(items):
            if number:
                yield Piece(", ", kind="dim")
            yield from self._value(item)

    def _mapping(self, value: Mapping[str, Any]) -> Iterator[Piece]:
        facts = as_mapping(value.get("properties"))
        nodes, edges = as_list(value.get("nodes")), as_list(value.get("edges"))
        if facts is not None and "label" in value:
            yield from self._node(value, facts)
        elif facts is not None and {"type", "from", "to"} <= value.keys():
            yield from self._end(value["from"])
            yield Piece(f" –{value['type']}→ ", kind="dim")
            yield from self._end(value["to"])
        elif nodes is not None and edges is not None and len(value) == len(("nodes", "edges")):
            yield from self._path(nodes, edges)
        else:
            yield Piece(json.dumps(value, ensure_ascii=False), kind="code")

    def _node(self, value: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterator[Piece]:
        id_, name = value.get("id"), facts.get("name")
        place = self.places.get(str(facts.get("scope")))
        if id_ is None:  # an edition, a reading problem: it has no page
            yield Piece(json.dumps(facts, ensure_ascii=False), kind="code")
            return
        linked = place is not None and value["label"] in _RECORDS
        href = place.record(str(id_)) if place is not None and linked else ""
        yield Piece(str(name or id_), href)
        if name and name != id_:
            yield Piece(" ", kind="dim")
            yield Piece(str(id_), kind="code")

    def _end(self, id_: object) -> Iterator[Piece]:
        if id_ is None:
            yield Piece("?", kind="dim")
        else:
            yield Piece(str(id_), "" if self.here is None else self.here.record(str(id_)))

    def _path(self, nodes: Sequence[object], edges: Sequence[object]) -> Iterator[Piece]:
        ids = [str((as_mapping(one) or {}).get("id")) for one in nodes]
        for number, node in enumerate(nodes):
            if number and number <= len(edges):
                edge = as_mapping(edges[number - 1]) or {}
                onward = edge.get("from") == ids[number - 1]
                sign = f"–{edge.get('type')}→" if onward else f"←{edge.get('type')}–"
                yield Piece(f" {sign} ", kind="dim")
            yield from self._value(node)


def _shortened(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces up to the longest text of a cell."""
    left = _LONGEST
    for piece in pieces:
        if left <= 0:
            yield Piece(_ELLIPSIS, kind="dim")
            return
        text = piece.text if len(piece.text) <= left else f"{piece.text[:left]}{_ELLIPSIS}"
        left -= len(piece.text)
        yield Piece(text, piece.href, piece.kind)
