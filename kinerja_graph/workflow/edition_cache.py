"""Cache the visible editions, and read them consistently while others load and remove editions.

A snapshot never changes, but it may be removed: what several statements read from it is consistent
if it still exists at the end (``checking_editions``).

Checking that an edition is still current takes a round trip to the graph, and so does an answer.
An answer is therefore computed from the cached edition, and its own statement also returns which
snapshots are visible. If they have changed, the answer is discarded.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from kinerja_graph.errors import EditionGone, StoreError
from kinerja_graph.library.queries import named
from kinerja_graph.library.row_packing import PACKED, together
from kinerja_graph.library.statement import EngineInfo, EngineReader, Reader, Statement
from kinerja_graph.model.edition import Edition, EditionRef, edition_gone
from kinerja_graph.store.snapshots import (
    beside_among,
    chosen,
    chosen_together,
    documents_of,
    editions_among,
    every_document,
    first_gone,
    refuse_other,
    removable,
)

__all__ = [
    "EditionCache",
    "EditionGone",
    "EditionIndex",
    "EngineReader",
    "OptimisticRead",
    "beside_among",
    "checking_editions",
]

Visible = Callable[[Iterable[str]], Iterable[str]]
"""Filters names of datasets to those that a caller may see."""
_SCOPES: Final = "scopes"


@contextmanager
def checking_editions(reader: Reader, *editions: Edition) -> Generator[None]:
    """Check at the end of the block that the editions read in it still exist.

    Raises:
        EditionGone: one of them was removed in the meantime; replaces any error caused by that.
        StoreError: the database does not answer.
    """
    try:
        yield
    except EditionGone:
        raise
    except Exception as error:
        gone = _first_gone(reader, editions)
        if gone is None:
            raise
        raise edition_gone(gone) from error
    gone = first_gone(reader, editions)
    if gone is not None:
        raise edition_gone(gone)


class EditionCache:
    """A cache of the visible editions, safe to share between threads."""

    def __init__(self, store: EngineReader) -> None:
        self._store = store
        self.last: EditionIndex | None = None
        """The result of the last read; None before the first."""

    def read(self) -> EditionIndex:
        """Return the current editions.

        If the same snapshots are visible as before, the cached result is returned, since a snapshot
        never changes. The scopes come as one row, however many they are.

        Raises:
            StoreError: the database does not answer.
        """
        last = self.last
        if last is None or self._visible() != last.scopes:
            found = every_document(self._store)
            self.last = last = EditionIndex(found, frozenset(item.scope for item in found))
        return last

    def _visible(self) -> frozenset[str]:
        rows = self._store.read(named("visible-scopes"))
        return frozenset(rows[0][_SCOPES])


@dataclass(frozen=True, slots=True)
class EditionIndex:
    """The visible snapshots, by dataset and first load, and the scopes of all of them.

    ``editions`` holds every document of an edition (``every_document``).

    A caller sees only the editions of datasets that they may see, as if there were no others.
    """

    editions: tuple[Edition, ...]
    scopes: frozenset[str]

    def visible_editions(self, visible: Visible) -> tuple[Edition, ...]:
        """Return the editions of the datasets that a caller may see.

        Raises:
            StoreError: one of them was loaded by another version of the product.
        """
        found = editions_among(self._visible(visible))
        for item in found:
            refuse_other(item)
        return found

    def documents_of(self, edition: Edition) -> tuple[Edition, ...]:
        """Return the documents of the edition of ``edition``, in their order."""
        return documents_of(self.editions, edition)

    def removable(self, wanted: EditionRef, visible: Visible) -> tuple[Edition, ...]:
        """Return the snapshots that a removal of ``wanted`` means.

        Raises:
            UsageError: as ``resolve``, or a document is named without its edition.
            StoreError: one of them was loaded by another version of the product.
        """
        found = removable(self._visible(visible), wanted)
        for item in found:
            refuse_other(item)
        return found

    def resolve(
        self,
        wanted: EditionRef,
        visible: Visible,
        *,
        option: str = "--edition",
        dataset_option: str = "--dataset",
        may_be_together: bool = False,
    ) -> Edition:
        """Return the wanted document; errors name the options that gave edition and dataset.

        ``may_be_together``: where there are several without plan, all of them as one.

        Raises:
            UsageError: nothing is loaded, there is no such dataset or edition, or there are several
                datasets and none is named; only names that the caller may see are given.
            StoreError: it was loaded by another version of the product.
        """
        found = chosen(
            self._visible(visible),
            wanted,
            option=option,
            dataset_option=dataset_option,
            may_be_together=may_be_together,
        )
        refuse_other(found)
        return found

    def together(self, wanted: EditionRef, visible: Visible) -> tuple[Edition, ...]:
        """Return all documents of the wanted edition, in their order.

        Raises:
            UsageError, StoreError: as ``resolve``.
        """
        found = chosen_together(self._visible(visible), wanted)
        for item in found:
            refuse_other(item)
        return found

    def _visible(self, visible: Visible) -> tuple[Edition, ...]:
        seen = frozenset(visible({item.dataset for item in self.editions}))
        return tuple(item for item in self.editions if item.dataset in seen)


class OptimisticRead:
    """A reader for one answer; its first packed statement also returns the visible snapshots.

    Attributes:
        scopes: those of the visible snapshots; None until such a statement has run.
    """

    def __init__(self, store: EngineReader) -> None:
        self._store = store
        self.scopes: frozenset[str] | None = None

    @property
    def engine(self) -> EngineInfo:
        """The engine that answers."""
        return self._store.engine

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        """Run a statement as ``Reader.read`` does."""
        if self.scopes is not None or set(statement.columns) != {PACKED}:
            return self._store.read(statement, seconds=seconds, **values)
        rows = self._store.read(
            together(statement, named("visible-scopes")), seconds=seconds, **values
        )
        self.scopes = frozenset(rows[0].pop(_SCOPES))
        return rows


def _first_gone(reader: Reader, editions: Iterable[Edition]) -> Edition | None:
    """Return the first edition that no longer exists; None if all do or the database is down."""
    try:
        return first_gone(reader, editions)
    except StoreError:
        return None
