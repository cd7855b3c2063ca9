"""Cached results for pages: the snapshot of a scope never changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from kinerja_api.access.auth_service import auth_service_of
from kinerja_api.access.editions import Editions
from kinerja_api.explorer.page_request import PageRequest
from kinerja_api.explorer.words import LEVELS
from kinerja_api.result_cache import ResultCache, Unfinished
from kinerja_graph.analysis.matrix import Matrix, matrix
from kinerja_graph.analysis.nodes import describe_all
from kinerja_graph.audit.finding import Audit
from kinerja_graph.library.describe import Described
from kinerja_graph.model.edition import Edition
from kinerja_graph.render.names import natural_sort_key
from kinerja_graph.report.report_context import Audited
from kinerja_graph.texts import Text
from kinerja_graph.workflow.auditing import AuditOptions, beside_memory, measured_audit
from kinerja_graph.workflow.records import number_of_boxes
from kinerja_graph.workflow.rule_sets import RuleSet, read_rule_set
from kinerja_graph.workflow.rules import rules_digest
from kinerja_graph.workflow.selecting import select
from kinerja_graph.workflow.waivers import history_of_dataset

T = TypeVar("T")
LARGE_EDITION: Final = 20_000
"""Pages of an edition with more results and tasks do not wait for what is made of all of it."""
WAIT_SECONDS: Final = 1.0
"""How many seconds they wait anyway; pages of other editions wait until it is ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAudit:
    """An audit with what the accounts database remembers, and the rules used.

    ``titles`` are the titles of the rules, by id.
    """

    audited: Audited
    rule_set: RuleSet
    titles: dict[str, Text]

    @property
    def audit(self) -> Audit:
        """Return the audit."""
        return self.audited.audit


def audit_for_page(page_request: PageRequest, edition: Edition) -> PageAudit:
    """Return the audit of ``edition`` with the waivers of its dataset, and its baseline.

    It is compared with the edition that the request names, if any, instead of the baseline.

    Raises:
        Unfinished: its audit, or that of the other edition, is still being computed.
        UsageError: there is no such edition.
        StoreError: the database failed.
    """
    rule_set = read_rule_set(page_request.settings)
    plain = _compute(page_request, edition, *_audit_entry(page_request.editions, edition, rule_set))
    accounts = auth_service_of(page_request.request).accounts
    other = page_request.edition(page_request.since) if page_request.since else None
    options = AuditOptions(rule_set, history_of_dataset(accounts, edition.dataset, other=other))
    maker = audit_function(page_request)
    return PageAudit(
        audited=beside_memory(page_request.store, edition, plain, options, audit_of=maker),
        rule_set=rule_set,
        titles={rule.id: rule.title for rule in (*rule_set.library, *rule_set.rules)},
    )


def audit_or_none(page_request: PageRequest, edition: Edition) -> PageAudit | None:
    """Like ``audit_for_page``; None if the audit is still being computed.

    Raises:
        StoreError: the database failed.
    """
    try:
        return audit_for_page(page_request, edition)
    except Unfinished:
        return None


def audit_edition(
    result_cache: ResultCache, editions: Editions, edition: Edition, rule_set: RuleSet
) -> Audit:
    """Return the audit of ``edition`` alone, by the rules of ``rule_set``."""
    return result_cache.get_or_compute(*_audit_entry(editions, edition, rule_set))


_CacheEntry = tuple[tuple[str, ...], Callable[[], Audit], Callable[[Audit], bool]]


def _audit_entry(editions: Editions, edition: Edition, rule_set: RuleSet) -> _CacheEntry:
    """Return the cache entry of an audit: its name, how it is made, and whether it is complete."""
    return (
        _audit_key(editions, edition, rule_set),
        lambda: measured_audit(editions.store, edition, rule_set),
        lambda audit: not audit.failed,
    )


def matrix_of(page_request: PageRequest, edition: Edition) -> Matrix:
    """Return the matrix of ``edition``.

    Raises:
        Unfinished: it is still being computed.
        StoreError: the database failed.
    """
    store = page_request.store
    key = ("matrix", edition.scope)
    return _compute(page_request, edition, key, lambda: matrix(store, edition))


def records_of(page_request: PageRequest, edition: Edition, label: str) -> tuple[Described, ...]:
    """Return the records of a label, by level and then by id.

    Raises:
        Unfinished: they are still being read.
        StoreError: the database failed.
    """
    store = page_request.store

    def read() -> tuple[Described, ...]:
        labels = select(store, edition, f"label:{label.lower()}").labels
        found = describe_all(store, edition, labels).values()
        return tuple(sorted(found, key=lambda one: (_rank(one.level), natural_sort_key(one.id))))

    return _compute(page_request, edition, ("records", edition.scope, label), read)


def _rank(level: int | None) -> int:
    """Return where a level stands; what has none comes last."""
    return max(LEVELS) + 1 if level is None else level


def _compute(
    page_request: PageRequest,
    edition: Edition,
    key: tuple[str, ...],
    compute: Callable[[], T],
    is_cacheable: Callable[[T], bool] | None = None,
) -> T:
    """Return what is made of all of ``edition``; pages of a large one do not wait for it."""
    result_cache = _cache(page_request)
    can_reload = page_request.request.method in ("GET", "HEAD")  # a submitted form cannot reload
    if (
        can_reload
        and result_cache.get(key) is None
        and number_of_boxes(page_request.store, edition) > LARGE_EDITION
    ):
        return result_cache.compute_in_background(
            key, compute, is_cacheable, caller=page_request.caller.name, seconds=WAIT_SECONDS
        )
    return result_cache.get_or_compute(key, compute, is_cacheable)


def cached_summary(page_request: PageRequest, edition: Edition) -> dict[str, int] | None:
    """Return the audit summary of ``edition`` if it is cached; nothing is computed."""
    rule_set = read_rule_set(page_request.settings)
    plain: Audit | None = _cache(page_request).get(
        _audit_key(page_request.editions, edition, rule_set)
    )
    if plain is None:
        return None
    history = history_of_dataset(auth_service_of(page_request.request).accounts, edition.dataset)
    return history.apply(page_request.store, edition, plain, rule_set).summary()


def _audit_key(editions: Editions, edition: Edition, rule_set: RuleSet) -> tuple[str, ...]:
    scopes = editions.scopes_of_audit(edition)
    return ("audit", *scopes, rules_digest(rule_set.graded), repr(rule_set.parameters))


def audit_function(page_request: PageRequest) -> Callable[[Edition], Audit]:
    """Return a function that gives the audit of an edition alone, by the rules in force, made once.

    It raises ``Unfinished`` while the audit is being computed.
    """
    rule_set = read_rule_set(page_request.settings)
    return lambda edition: _compute(
        page_request, edition, *_audit_entry(page_request.editions, edition, rule_set)
    )


def cached(page_request: PageRequest, key: tuple[str, ...], compute: Callable[[], T]) -> T:
    """Return the result of ``compute``, cached under ``key``, naming all that it depends on."""
    return _cache(page_request).get_or_compute(key, compute)


def _cache(page_request: PageRequest) -> ResultCache:
    result_cache: ResultCache = page_request.request.app.state.result_cache
    return result_cache
