"""``search``: find records of one or several editions by id or name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kinerja_graph.library.queries import named
from kinerja_graph.model.derive import fold
from kinerja_graph.model.edition import Edition
from kinerja_graph.render.names import Order, natural_sort_key
from kinerja_graph.shapes import json_keys
from kinerja_graph.store.bolt import Store

LABELS: Final = ("Objective", "Indicator", "Task", "Position", "Unit")
"""The labels searched, in the order used for equally good matches."""
MOST: Final = 200
"""The maximum number of matches in one answer."""
_BATCH: Final = 500
"""The number of editions searched by one statement."""
_BY_ID: Final = 1
"""The rank of matches whose id begins with the text."""


@dataclass(frozen=True, slots=True)
class Find:
    """A record that was found.

    Attributes:
        level: 0 to 5; None for tasks, posts and units.
    """

    dataset: str
    edition: str
    label: str
    id: str
    name: str | None
    level: int | None


@json_keys("text", "total", "found")
@dataclass(frozen=True, slots=True)
class Search:
    """Records whose id or name contains the words searched for.

    Attributes:
        text: the text searched for.
        found: the matches, the best first.
        total: the total number of matches.
    """

    text: str
    found: tuple[Find, ...]
    total: int


def search(
    store: Store, editions: Iterable[Edition], text: str, *, offset: int = 0, limit: int = 50
) -> Search:
    """Find records whose id or name contains every word of ``text``, ignoring case.

    An exact id comes first, then ids and then names that begin with the text, then the others;
    among equals, objectives come before indicators before tasks, then in natural order (IKU-2
    before IKU-10) by id if the ids begin with the text, else by name.

    Args:
        store: the graph.
        editions: the editions to search.
        text: words; blank finds nothing.
        offset: how many of the best matches to skip.
        limit: how many matches to return, at most ``MOST``.

    Raises:
        StoreError: the database failed.
    """
    words = (fold(text) or "").split()
    if not words:
        return Search(text, (), 0)
    whole = " ".join(words)
    ranked = sorted(_read_matches(store, editions, words), key=lambda one: _rank(one, whole))
    return Search(text, tuple(ranked[offset : offset + min(limit, MOST)]), len(ranked))


def _read_matches(store: Store, editions: Iterable[Edition], words: list[str]) -> Iterator[Find]:
    names = {item.scope: (item.dataset, item.edition) for item in editions}
    scopes = sorted(names)
    for start in range(0, len(scopes), _BATCH):
        rows = store.read(named("search"), within=scopes[start : start + _BATCH], words=words)
        for row in rows:
            yield Find(*names[row["scope"]], row["label"], row["id"], row["name"], row["level"])


def _rank(one: Find, whole: str) -> tuple[int, int, Order, str, Order]:
    own, name = one.id.casefold(), fold(one.name) or ""
    if own == whole:
        grade = 0
    elif own.startswith(whole):
        grade = _BY_ID
    elif name.startswith(whole):
        grade = 2
    else:
        grade = 3
    called, known = natural_sort_key(name), natural_sort_key(one.id)
    first, then = (known, called) if grade <= _BY_ID else (called, known)
    return grade, LABELS.index(one.label), first, one.dataset, then
