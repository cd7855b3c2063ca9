"""Which editions stand, and answers that are made before that is known for certain.

Whether an edition is still the one meant costs a way to the graph, and so does an answer. An answer
is therefore made of the edition that was meant last, and its own statement brings along which
snapshots are visible. Where they are others than before, the answer is thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from kinerja_graph.library.packing import PACKED, together
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import EngineInfo, EngineReader, Statement
from kinerja_graph.model.edition import Edition
from kinerja_graph.store.snapshots import chosen, editions
from kinerja_graph.workflow.snapshots import Visible

__all__ = ["EngineReader", "Glance", "Standing"]

_SCOPES: Final = "scopes"


class Standing:
    """The visible editions, and what they were when they were last read; threads may share it."""

    def __init__(self, store: EngineReader) -> None:
        self._store = store
        self._last: _Stood | None = None

    def edition(self, dataset: str | None, edition: str | None, visible: Visible) -> Edition:
        """The edition meant, as if there were no datasets but those that a caller may see.

        Where the same snapshots are visible as before, they are what they were: of a snapshot
        nothing changes. Their scopes are one row, however many they are.

        Raises:
            UsageError: as ``visible_edition``.
            StoreError: the database does not answer.
        """
        last = self._last
        if last is None or self._visible() != last.scopes:
            found = editions(self._store)
            self._last = last = _Stood(found, frozenset(item.scope for item in found))
        return _meant(last.editions, dataset, edition, visible)

    def before(self, dataset: str | None, edition: str | None, visible: Visible) -> Before | None:
        """The edition that would be meant if nothing had changed; None where nothing was read yet.

        Raises:
            UsageError: as ``edition``.
        """
        last = self._last
        if last is None:
            return None
        return Before(_meant(last.editions, dataset, edition, visible), last.scopes)

    def _visible(self) -> frozenset[str]:
        rows = self._store.read(named("visible-scopes"))
        return frozenset(rows[0][_SCOPES])


@dataclass(frozen=True, slots=True)
class _Stood:
    """The editions that were visible, and the scopes of their snapshots."""

    editions: tuple[Edition, ...]
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Before:
    """The edition meant before, and the scopes of all that were visible then."""

    edition: Edition
    scopes: frozenset[str]


class Glance:
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


def _meant(
    found: tuple[Edition, ...], dataset: str | None, edition: str | None, visible: Visible
) -> Edition:
    seen = frozenset(visible({item.dataset for item in found}))
    return chosen([item for item in found if item.dataset in seen], dataset, edition)
