"""Read and check the values of a header by key; errors name the key and line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter
from typing import Any, Final

from kinerja_graph.errors import LibraryError
from kinerja_graph.library.cells import Column, ExampleCell, read_cell, read_column
from kinerja_graph.library.header import Header
from kinerja_graph.library.plain import as_list, as_mapping
from kinerja_graph.model.tables import COLUMNS
from kinerja_graph.texts import Text, _

TICK: Final = "`"
_STRANGE: Final = _("Unknown keys: {keys}.")
_KNOWN: Final = _("Known keys: {keys}.")
_LACKING: Final = _("Missing keys: {keys}.")
_ADD: Final = _("Add to the header: {keys}; kinerja rules new ID writes a complete example.")
COLUMN_TYPES: Final = frozenset({"str", "int", "float", "bool", "list", "map"})


@dataclass(frozen=True, slots=True)
class Fields:
    """Reads the values of one header; anything invalid raises a ``LibraryError``.

    Sentences may contain words in `backticks`, which pages render as code; the backticks are
    removed unless ``marked``.
    """

    header: Header
    marked: bool = False

    def close(self, needed: Iterable[str], allowed: Iterable[str]) -> None:
        """Refuse keys neither ``needed`` nor ``allowed``, and missing ones that are needed."""
        required = sorted(needed)
        known = {*required, *allowed}
        strange = [str(key) for key in self.header.values if key not in known]
        lacking = [key for key in required if key not in self.header.values]
        if strange:
            what = _STRANGE.filled(keys=", ".join(strange))
            mend = _KNOWN.filled(keys=", ".join(sorted(known)))
            if lacking:
                missing = ", ".join(lacking)
                what = _both(what, _LACKING.filled(keys=missing))
                mend = _both(mend, _ADD.filled(keys=missing))
            raise self._fault(strange[0], what, mend)
        if lacking:
            missing = ", ".join(lacking)
            raise self._fault(lacking[0], _LACKING.filled(keys=missing), _ADD.filled(keys=missing))

    def has(self, key: str) -> bool:
        """Return whether the header has ``key``."""
        return key in self.header.values

    def string(self, key: str, choices: Iterable[str] = ()) -> str:
        """Return a non-empty string, one of ``choices`` if any are given."""
        value = self.header.values[key]
        options = tuple(choices)
        if isinstance(value, str) and value.strip() and (not options or value in options):
            return value.strip()
        raise self.unfit(key, " | ".join(options) or "…")

    def flag(self, key: str) -> bool:
        """Return a boolean."""
        value = self.header.values.get(key, False)
        if isinstance(value, bool):
            return value
        raise self.unfit(key, "true | false")

    def strings(self, key: str) -> tuple[str, ...]:
        """Return a list of strings; a single string counts as one, a missing key as none."""
        value = self.header.values.get(key, [])
        items: list[object] | None = [value] if isinstance(value, str) else as_list(value)
        found = tuple(item for item in items or [] if isinstance(item, str))
        if items is not None and len(found) == len(items):
            return found
        raise self.unfit(key, "[…, …]")

    def mapping(self, key: str) -> dict[str, Any]:
        """Return a mapping; empty if the key is missing."""
        value = as_mapping(self.header.values.get(key, {}))
        if value is not None:
            return value
        raise self.unfit(key, "{…: …}")

    def items(self, key: str) -> list[dict[str, Any]]:
        """Return a non-empty list of mappings."""
        items = [as_mapping(item) for item in as_list(self.header.values[key]) or []]
        found = [item for item in items if item is not None]
        if found and len(found) == len(items):
            return found
        raise self.unfit(key, "[{…: …}]")

    def columns(self) -> dict[str, str]:
        """Return the column types by name."""
        columns = self.mapping("columns")
        for kind in columns.values():
            if kind not in COLUMN_TYPES:
                raise self.unfit("columns", "{name: " + " | ".join(sorted(COLUMN_TYPES)) + "}")
        return columns

    def columns_of_tables(self, key: str) -> tuple[Column, ...]:
        """Return input columns, written as ``table.column``; none if the key is missing."""
        names = self.strings(key)
        found = tuple(column for name in names if (column := read_column(name)) is not None)
        if len(found) == len(set(names)) == len(names):
            return found
        raise self.unfit(key, "[table.column, …]: " + ", ".join(COLUMNS))

    def cells(self, key: str, value: object) -> tuple[ExampleCell, ...]:
        """Return the cells of an example; none if ``value`` is None."""
        given = [] if value is None else as_list(value)
        cells = [read_cell(as_mapping(item) or {}) for item in given or []]
        found = tuple(cell for cell in cells if cell is not None)
        if given is not None and len(found) == len(given):
            return found
        raise self.unfit(key, 'cells: [{cell: table.column, row: id, before: "…", after: "…"}, …]')

    def text(self, key: str, places: Iterable[str] | None = None) -> Text:
        """Return a sentence in both languages; ``places``: the placeholders it may use."""
        return self.as_text(key, self.header.values[key], places)

    def as_text(self, key: str, value: object, places: Iterable[str] | None = None) -> Text:
        """Return ``value`` of ``key`` as a sentence in both languages."""
        languages = as_mapping(value) or {}
        whole = set(languages) == {"id", "en"}
        if not whole or not all(
            isinstance(item, str) and item.strip() for item in languages.values()
        ):
            raise self.unfit(key, '{id: "…", en: "…"}')
        tick = TICK if self.marked else ""
        languages = {one: item.strip().replace(TICK, tick) for one, item in languages.items()}
        text = Text(id=languages["id"], en=languages["en"])
        if places is not None:
            self._check_places(key, text, frozenset(places))
        return text

    def _check_places(self, key: str, text: Text, places: frozenset[str]) -> None:
        expected = ", ".join("{" + name + "}" for name in sorted(places))
        try:
            parts = [part for item in (text.id, text.en) for part in Formatter().parse(item)]
        except ValueError as error:
            raise self.unfit(key, expected) from error
        for _unused, name, spec, conversion in parts:
            if name is not None and (name not in places or spec or conversion):
                raise self._fault(
                    key,
                    _("Placeholder {{{name}}} is unknown.").filled(name=name),
                    _("What can be used: {names}.").filled(names=expected),
                )

    def unfit(self, key: str, shape: str) -> LibraryError:
        """Return the error of an invalid value; ``shape`` is the expected form."""
        return self._fault(
            key,
            _("The value of key {key} does not fit.").filled(key=key),
            _("Write it as {key}: {shape}").filled(key=key, shape=shape),
        )

    def _fault(self, key: str, what: Text, mend: Text) -> LibraryError:
        return self.header.fault(what, mend, key=key)


def _both(one: Text, other: Text) -> Text:
    return Text(id=f"{one.id} {other.id}", en=f"{one.en} {other.en}")
