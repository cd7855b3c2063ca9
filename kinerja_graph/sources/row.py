"""One row of a table, as read: its fields by canonical heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from kinerja_graph.model.nodes import Label
from kinerja_graph.model.origin import Origin
from kinerja_graph.sources.cell_values import Name, Raw, Value
from kinerja_graph.sources.fault import Place, Subject

_NONE: Final[frozenset[str]] = frozenset()
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Row:
    """The readable fields of one row; blank and unreadable cells are absent.

    Attributes:
        place: the file and sheet of the row; ``number`` is its row number.
        label: the label of its record, None in tables without records.
        id: the id of its record, if readable.
        fields: the readable values, by canonical heading.
        written: the texts of choices whose wording a later message may need, by heading.
        unread: the headings whose cells contain something unreadable.
    """

    __slots__ = ("_origin", "fields", "id", "label", "number", "place", "unread", "written")

    def __init__(self, place: Place, number: int, label: Label | None) -> None:
        self.place = place
        self.number = number
        self.label: Label | None = label
        self.id: str | None = None
        self.fields: dict[str, Value] = {}
        self.unread: frozenset[str] = _NONE
        self.written: Mapping[str, str] = _NOTHING
        self._origin: Origin | None = None

    @property
    def origin(self) -> Origin:
        """Return the location of the row."""
        if self._origin is None:
            self._origin = self.place.origin(self.number)
        return self._origin

    @property
    def subject(self) -> Subject:
        """Return the audit's subject for a problem of the row: its record, else its origin."""
        found = self.id
        return self.nowhere if found is None else Subject(self.label, found)

    @property
    def nowhere(self) -> Subject:
        """Return the origin of the row as a subject, if there is no record to name."""
        return Subject(None, str(self.origin))

    def given(self, heading: str) -> bool:
        """Tell whether the cell is not empty, readable or not."""
        return heading in self.fields or heading in self.unread

    def text(self, heading: str) -> str | None:
        """Return the text, id or choice under ``heading``."""
        value = self.fields.get(heading)
        return value if isinstance(value, str) else None

    def name(self) -> Name | None:
        """Return the name of the record."""
        value = self.fields.get("name")
        if isinstance(value, str):
            return Name(value, value)
        return value if isinstance(value, Name) else None

    def number_of(self, heading: str) -> float | None:
        """Return the number under ``heading``."""
        value = self.fields.get(heading)
        return value if isinstance(value, float) else None

    def whole_of(self, heading: str) -> int | None:
        """Return the year, level or rung under ``heading``."""
        value = self.fields.get(heading)
        return value if isinstance(value, int) else None

    def items(self, heading: str) -> tuple[str, ...]:
        """Return the ids of the list under ``heading``, each once, in the order of the cell."""
        value = self.fields.get(heading)
        return value if isinstance(value, tuple) else ()

    def raw(self, heading: str) -> Raw | None:
        """Return the cell under ``heading``, if it is read later."""
        value = self.fields.get(heading)
        return value if isinstance(value, Raw) else None

    def given_of(self, headings: frozenset[str]) -> dict[str, Any]:
        """Return the readable values of those ``headings``, by the kind of each heading.

        Many headings of a table are in few files: looking up each would cost the most in building.
        """
        return {name: value for name, value in self.fields.items() if name in headings}

    def flag(self, heading: str) -> bool | None:
        """Return the yes/no value under ``heading``."""
        answer = self.text(heading)
        return None if answer is None else answer == "yes"

    def mark_unread(self, heading: str) -> None:
        """Remove the unusable value under ``heading``."""
        self.fields.pop(heading, None)
        self.unread |= {heading}

    def share(self, headings: Sequence[str], pool: dict[str, str]) -> None:
        """Replace each text under ``headings`` by the shared copy in ``pool``."""
        for heading in headings:
            value = self.fields.get(heading)
            if isinstance(value, str):
                self.fields[heading] = pool.setdefault(value, value)
