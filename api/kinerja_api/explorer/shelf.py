"""What pages ask of an edition again and again, kept: a snapshot never changes under its scope."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar, cast

from kinerja_api.access.desk import desk_of
from kinerja_api.explorer.visit import Visit
from kinerja_graph.analysis.matrix import Matrix
from kinerja_graph.audit.finding import Audit
from kinerja_graph.model.edition import Edition
from kinerja_graph.texts import Text
from kinerja_graph.workflow import views
from kinerja_graph.workflow.auditing import Audited, Order, beside_memory
from kinerja_graph.workflow.judging import memory_of
from kinerja_graph.workflow.opening import Store
from kinerja_graph.workflow.rules import rules_digest
from kinerja_graph.workflow.ruling import Ruling, ruling
from kinerja_graph.workflow.views import Choice

T = TypeVar("T")
MOST: Final = 24
"""Answers that are kept at once."""


@dataclass(slots=True)
class Shelf:
    """Answers by what they depend on; of several that ask for one at once, one asks the graph."""

    _lock: threading.Lock = field(default_factory=threading.Lock)
    _kept: OrderedDict[tuple[str, ...], Any] = field(
        default_factory=OrderedDict[tuple[str, ...], Any]
    )
    _asking: dict[tuple[str, ...], threading.Lock] = field(
        default_factory=dict[tuple[str, ...], threading.Lock]
    )

    def take(
        self, key: tuple[str, ...], make: Callable[[], T], good: Callable[[T], bool] | None = None
    ) -> T:
        """The answer called ``key``; made where it is not kept.

        What fails is not kept, nor what is not ``good``.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("T", self._kept[key])
            turn = self._asking.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if key in self._kept:
                    return cast("T", self._kept[key])
            try:
                made = make()
                if good is None or good(made):
                    self._keep(key, made)
            finally:
                with self._lock:
                    self._asking.pop(key, None)
            return made

    def peek(self, key: tuple[str, ...]) -> Any:
        """The answer called ``key`` where it is kept; else None."""
        with self._lock:
            return self._kept.get(key)

    def _keep(self, key: tuple[str, ...], made: object) -> None:
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An audit beside what the ledger remembers, and the rules that made it.

    ``titles`` are those of the rules, by id.
    """

    audited: Audited
    ruling: Ruling
    titles: dict[str, Text]

    @property
    def audit(self) -> Audit:
        """The audit."""
        return self.audited.audit


def judged(visit: Visit, edition: Edition) -> Judged:
    """The audit of ``edition`` beside the baseline and the waivers of its dataset.

    Raises:
        StoreError: the database failed.
    """
    decided = ruling(visit.settings)
    plain = audit_by(_shelf(visit), visit.store, edition, decided)
    order = Order(decided, memory_of(desk_of(visit.request).ledger, edition.dataset))
    return Judged(
        audited=beside_memory(visit.store, edition, plain, order),
        ruling=decided,
        titles={rule.id: rule.title for rule in (*decided.library, *decided.rules)},
    )


def audit_by(shelf: Shelf, store: Store, edition: Edition, decided: Ruling) -> Audit:
    """The audit of ``edition`` by itself, by the rules of ``decided``."""
    return shelf.take(
        _audit_key(edition, decided),
        lambda: views.audit(store, this(edition), ruling=decided),
        lambda audit: not audit.failed,
    )


def matrix_of(visit: Visit, edition: Edition) -> Matrix:
    """The matrix of ``edition``."""
    return kept(visit, ("matrix", edition.scope), lambda: views.matrix(visit.store, this(edition)))


def summary_known(visit: Visit, edition: Edition) -> dict[str, int] | None:
    """The summary of the audit of ``edition``, where it was made already; nothing is asked."""
    decided = ruling(visit.settings)
    plain: Audit | None = _shelf(visit).peek(_audit_key(edition, decided))
    if plain is None:
        return None
    memory = memory_of(desk_of(visit.request).ledger, edition.dataset)
    return memory.applied(visit.store, plain, decided).summary()


def _audit_key(edition: Edition, decided: Ruling) -> tuple[str, ...]:
    return ("audit", edition.scope, rules_digest(decided.graded), repr(decided.parameters))


def audit_maker(visit: Visit) -> Callable[[Edition], Audit]:
    """Gives the audit of an edition by itself, by the rules that hold, made once."""
    decided = ruling(visit.settings)
    return lambda edition: audit_by(_shelf(visit), visit.store, edition, decided)


def kept(visit: Visit, key: tuple[str, ...], make: Callable[[], T]) -> T:
    """What ``make`` answers, kept under ``key``, which names all that it depends on."""
    return _shelf(visit).take(key, make)


def this(edition: Edition) -> Choice:
    """``edition`` as a choice."""
    return Choice(edition.dataset, edition.edition)


def _shelf(visit: Visit) -> Shelf:
    shelf: Shelf = visit.request.app.state.shelf
    return shelf
