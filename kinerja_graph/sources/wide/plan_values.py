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
_WAYS: Final = ("column", "letter", "value", "sheet")
_KEYS: Final = ("column", "letter", "value", "sheet", "after", "above", "optional", "words")


def needed(item: Item, key: str) -> Item:
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


def column(item: Item) -> Column:
    """Parse a column: its heading, a list of headings, or a mapping with more details."""
    if not isinstance(item.value, Mapping):
        return Column(item, headings=item.texts())
    known = item.mapping_of(*_KEYS)
    ways = [key for key in _WAYS if key in known]
    if len(ways) != 1:
        ways_told = ", ".join(_WAYS)
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
        words=_words(known["words"]) if "words" in known else {},
    )


def level_column(item: Item) -> Column:
    """Parse a column of levels; the formatting of its cells may show them instead of texts."""
    if not isinstance(item.value, Mapping) or "by" not in item.value:
        return column(item)
    rest = {key: value for key, value in item.value.items() if key != "by"}
    sign = cast("LevelSign", needed(item, "by").one_of(*get_args(LevelSign)))
    found = column(replace(item, value=rest))
    if not found.words:
        needed(item, "words")
    return replace(found, by=sign)


def columns(item: Item) -> tuple[Column, ...]:
    """Parse a column or a list of columns."""
    if not item.entries():
        item.reject(_("one column or more"))
    return tuple(column(each) for each in item.entries())


def opt_column(known: Mapping[str, Item], key: str) -> Column | None:
    """Parse the column under ``key``, if there is one."""
    return column(known[key]) if key in known else None


def _words(item: Item) -> Mapping[str, str]:
    if not isinstance(item.value, Mapping):
        item.reject(_("pairs of word: meaning"))
    return {name_fold(word): meant.text() for word, meant in item.value.items()}
