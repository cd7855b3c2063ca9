"""``audit``, ``trace``, ``align``, ``query`` …: questions asked of a loaded edition."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from kinerja_graph.analysis.alignment import Alignment
from kinerja_graph.analysis.alignment import align as align_edition
from kinerja_graph.analysis.chain import Direction
from kinerja_graph.analysis.lineage import Trace
from kinerja_graph.analysis.lineage import trace as trace_edition
from kinerja_graph.audit.answer import csv_text as audit_csv
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.rule_set import RuleSet, run_rule_set
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.cancellation import StatementCancellation
from kinerja_graph.store.query import Answer, run_query
from kinerja_graph.store.snapshots import find_edition
from kinerja_graph.workflow.complete import complete
from kinerja_graph.workflow.connection import connect
from kinerja_graph.workflow.edition_cache import whole
from kinerja_graph.workflow.rule_sets import default_rule_set

__all__ = [
    "EditionRef",
    "QueryOutcome",
    "StatementCancellation",
    "align",
    "asked",
    "audit",
    "audit_csv",
    "needs_edition",
    "query",
    "trace",
    "whole_audit",
]

AuditProgress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class EditionRef:
    """Which edition is asked: unnamed, the newest one of the only dataset loaded.

    ``snapshot`` is one that was found already: it is asked, whatever is loaded meanwhile.
    """

    dataset: str | None = None
    edition: str | None = None
    snapshot: Edition | None = None

    @classmethod
    def exactly(cls, edition: Edition) -> EditionRef:
        """The choice of this very snapshot, which no statement needs to find again."""
        return cls(edition.dataset, edition.edition, edition)

    @property
    def named(self) -> bool:
        """Whether a dataset or an edition is named."""
        return self.dataset is not None or self.edition is not None

    def of(self, store: Reader) -> Edition:
        """The edition meant.

        Raises:
            UsageError: nothing is loaded, no such edition, or several datasets and none named.
        """
        return self.snapshot or find_edition(store, self.dataset, self.edition)


@contextmanager
def asked(settings: Settings, choice: EditionRef) -> Generator[tuple[Store, EditionRef]]:
    """The graph opened for questions about one edition, and that very edition as a choice.

    All that is read inside is of one snapshot, and it is whole.

    Raises:
        UsageError: no such edition.
        EditionGone: it was removed while it was read.
        SettingsError, StoreError: as ``opened``.
    """
    with connect(settings) as store:
        edition = choice.of(store)
        with whole(store, edition):
            yield store, EditionRef.exactly(edition)


@json_keys(
    "dataset", "edition=edition_name", "columns=answer.columns", "rows",
    "truncated=answer.truncated", "limit=answer.limit", "milliseconds=answer.milliseconds",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class QueryOutcome:
    """The rows of a free query, and the edition whose ``$scope`` it was given."""

    edition: Edition | None
    answer: Answer

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """The rows, each with a value for every column."""
        return self.answer.rows

    @property
    def dataset(self) -> str | None:
        """Of which ``$scope`` it was given; None where of none."""
        return None if self.edition is None else self.edition.dataset

    @property
    def edition_name(self) -> str | None:
        """Of which ``$scope`` it was given; None where of none."""
        return None if self.edition is None else self.edition.edition


def audit(
    store: Store,
    choice: EditionRef,
    *,
    rules: Iterable[str] = (),
    ruling: RuleSet | None = None,
    progress: AuditProgress | None = None,
) -> Audit:
    """The audit of a loaded edition; ``rules`` names rules, none means all.

    ``ruling`` says more of the rules than their names do, and is used in place of ``rules``.

    Raises:
        UsageError: no such edition or rule.
        StoreError: the database failed.
    """
    decided = ruling or default_rule_set(rules)
    return run_rule_set(store, choice.of(store), decided, store.engine, progress=progress)


def whole_audit(store: Store, choice: EditionRef, *, rules: Iterable[str] = ()) -> Audit:
    """As ``audit``, where an audit that lacks a rule is of no use.

    Raises:
        UsageError: no such edition or rule.
        StoreError: the database failed.
        AuditError: a rule failed.
    """
    return complete(audit(store, choice, rules=rules))


def trace(
    store: Store,
    name: str,
    choice: EditionRef,
    *,
    direction: Direction = "up",
    depth: int | None = None,
) -> Trace:
    """The chain from the record with the id ``name`` up to outcomes, or down to tasks.

    Raises:
        UsageError: no such edition or id, or the id of a unit or a post.
    """
    return trace_edition(store, choice.of(store), name, direction=direction, depth=depth)


def align(store: Store, name: str, choice: EditionRef) -> Alignment:
    """Which agencies stand behind the result with the id ``name``.

    Raises:
        UsageError: no such edition or id, or the id of something that is no result.
    """
    return align_edition(store, choice.of(store), name)


def query(
    store: Store,
    text: str,
    choice: EditionRef,
    *,
    settings: Settings,
    ending: StatementCancellation | None = None,
) -> QueryOutcome:
    """The rows of a free reading query, within the limits of ``settings``.

    ``ending`` ends it from another thread.

    ``$scope`` is that of the edition meant; a query that does not use it may leave open which.

    Raises:
        StatementRefused: the text would do more than read.
        TimeLimitReached: it ran longer than its limit.
        UsageError: no such edition, or a text that the engine cannot read.
    """
    edition = choice.of(store) if choice.named or needs_edition(text) else None
    with whole(store, *(() if edition is None else (edition,))):
        answer = run_query(
            store,
            text,
            edition,
            seconds=settings.query_seconds,
            rows=settings.query_rows,
            ending=ending,
        )
    return QueryOutcome(edition, answer)


def needs_edition(text: str) -> bool:
    """Whether a free query uses ``$scope``, so that it has to be clear whose."""
    return "$scope" in text
