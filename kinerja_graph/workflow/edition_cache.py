"""Which editions stand, and what is read of them while others load and remove.

A snapshot never changes, but it may be removed: what is read of it in several statements is whole
where it still stands at the end (``whole``).

Whether an edition is still the one meant costs a way to the graph, and so does an answer. An answer
is therefore made of the edition that was meant last, and its own statement brings along which
snapshots are visible. Where they are others than before, the answer is thrown away.
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
from kinerja_graph.store.snapshots import chosen, every_edition, first_gone, refuse_other

__all__ = [
    "EditionCache",
    "EditionGone",
    "EditionIndex",
    "EngineReader",
    "OptimisticRead",
    "whole",
]

Visible = Callable[[Iterable[str]], Iterable[str]]
"""Of names of datasets those that a caller may see."""
_SCOPES: Final = "scopes"


@contextmanager
def whole(reader: Reader, *editions: Edition) -> Generator[None]:
    """What is read inside is read of snapshots that stood to the end, and so is whole.

    Raises:
        EditionGone: one of them was removed meanwhile; raised in place of what failed for that.
        StoreError: the database does not answer.
    """
    try:
        yield
    except EditionGone:
        raise
    except Exception as error:
        gone = _gone_or_unknown(reader, editions)
        if gone is None:
            raise
        raise edition_gone(gone) from error
    gone = first_gone(reader, editions)
    if gone is not None:
        raise edition_gone(gone)


class EditionCache:
    """The visible editions, and what they were when they were last read; threads may share it."""

    def __init__(self, store: EngineReader) -> None:
        self._store = store
        self.last: EditionIndex | None = None
        """What stood when it was last read; None where it never was."""

    def read(self) -> EditionIndex:
        """What stands now.

        Where the same snapshots are visible as before, they are what they were: of a snapshot
        nothing changes. Their scopes are one row, however many they are.

        Raises:
            StoreError: the database does not answer.
        """
        last = self.last
        if last is None or self._visible() != last.scopes:
            found = every_edition(self._store)
            self.last = last = EditionIndex(found, frozenset(item.scope for item in found))
        return last

    def _visible(self) -> frozenset[str]:
        rows = self._store.read(named("visible-scopes"))
        return frozenset(rows[0][_SCOPES])


@dataclass(frozen=True, slots=True)
class EditionIndex:
    """The editions that were visible, by dataset and first load, and the scopes of all of them.

    A caller is told of those alone whose datasets they may see, as if there were no others.
    """

    editions: tuple[Edition, ...]
    scopes: frozenset[str]

    def seen(self, visible: Visible) -> tuple[Edition, ...]:
        """The editions of the datasets that a caller may see.

        Raises:
            StoreError: another version of the product loaded one of them.
        """
        found = self._visible(visible)
        for item in found:
            refuse_other(item)
        return found

    def meant(
        self,
        wanted: EditionRef,
        visible: Visible,
        *,
        option: str = "--edition",
        dataset_option: str = "--dataset",
    ) -> Edition:
        """The edition meant; the options are where the user named edition and dataset.

        Raises:
            UsageError: nothing is loaded, or no such dataset or edition, or several datasets and
                none named; with names that the caller may see alone.
            StoreError: another version of the product loaded it.
        """
        found = chosen(self._visible(visible), wanted, option=option, dataset_option=dataset_option)
        refuse_other(found)
        return found

    def _visible(self, visible: Visible) -> tuple[Edition, ...]:
        seen = frozenset(visible({item.dataset for item in self.editions}))
        return tuple(item for item in self.editions if item.dataset in seen)


class OptimisticRead:
    """A reader for one answer: its first packed statement also says which snapshots are visible.

    Attributes:
        scopes: of the visible snapshots; None while no statement has said.
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
        """As ``Reader.read``."""
        if self.scopes is not None or set(statement.columns) != {PACKED}:
            return self._store.read(statement, seconds=seconds, **values)
        rows = self._store.read(
            together(statement, named("visible-scopes")), seconds=seconds, **values
        )
        self.scopes = frozenset(rows[0].pop(_SCOPES))
        return rows


def _gone_or_unknown(reader: Reader, editions: Iterable[Edition]) -> Edition | None:
    """The first of the snapshots that does not stand; None also where nobody answers."""
    try:
        return first_gone(reader, editions)
    except StoreError:
        return None
