"""Parse values that several keys of a map have: columns, required keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, cast, get_args

from kinerja_graph.sources.wide.folding import name_fold
from kinerja_graph.sources.wide.mapfile import Item
from kinerja_graph.sources.wide.plan import Column, LevelSign
from kinerja_graph.texts import Text, _

_LETTER: Final = re.compile("[A-Za-z]{1,3}")
_COLUMN_KINDS: Final = ("column", "letter", "value", "sheet")
_COLUMN_KEYS: Final = ("column", "letter", "value", "sheet", "after", "above", "optional", "words")


def required(item: Item, key: str) -> Item:
    """Return the value under ``key``.

    Raises:
        UsageError: it is missing.
    """
    found = item.value.get(key) if isinstance(item.value, Mapping) else None
    if found is None or found.value is None:
        raise item.fault(
            Text(
                id=f"kunci {key} tidak ada atau kosong.", en=f"the key {key} is missing or empty."
            ),
            Text(id=f"Tambahkan {key}.", en=f"Add {key}."),
        )
    return found


def parse_column(item: Item) -> Column:
    """Parse a column: its heading, a list of headings, or a mapping with more details."""
    if not isinstance(item.value, Mapping):
        return Column(item, headings=item.texts())
    known = item.mapping_of(*_COLUMN_KEYS)
    ways = [key for key in _COLUMN_KINDS if key in known]
    if len(ways) != 1:
        ways_told = ", ".join(_COLUMN_KINDS)
        item.reject(Text(id=f"tepat satu dari {ways_told}", en=f"one of {ways_told}"))
    letter = known["letter"].text() if "letter" in known else None
    if letter is not None and not _LETTER.fullmatch(letter):
        known["letter"].reject(_("letters such as C"))
    return Column(
        item,
        headings=known["column"].texts() if "column" in known else (),
        letter=letter,
        value=known["value"].text() if "value" in known else None,
        sheet="sheet" in known and known["sheet"].flag(),
        after=known["after"].text() if "after" in known else None,
        above="above" in known and known["above"].flag(),
        optional="optional" in known and known["optional"].flag(),
        words=_parse_words(known["words"]) if "words" in known else {},
    )


def parse_level_column(item: Item) -> Column:
    """Parse a column of levels; the formatting of its cells may show them instead of texts."""
    if not isinstance(item.value, Mapping) or "by" not in item.value:
        return parse_column(item)
    rest = {key: value for key, value in item.value.items() if key != "by"}
    sign = cast("LevelSign", required(item, "by").one_of(*get_args(LevelSign)))
    found = parse_column(replace(item, value=rest))
    if not found.words:
        required(item, "words")
    return replace(found, by=sign)


def parse_columns(item: Item) -> tuple[Column, ...]:
    """Parse a column or a list of columns."""
    if not item.entries():
        item.reject(_("one column or more"))
    return tuple(parse_column(each) for each in item.entries())


def parse_optional_column(known: Mapping[str, Item], key: str) -> Column | None:
    """Parse the column under ``key``, if there is one."""
    return parse_column(known[key]) if key in known else None


def _parse_words(item: Item) -> Mapping[str, str]:
    if not isinstance(item.value, Mapping):
        item.reject(_("pairs of word: meaning"))
    return {name_fold(word): meant.text() for word, meant in item.value.items()}
