"""``audit`` and ``check``: run rules and apply waivers and history, for one dataset or for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kinerja_graph.analysis.completeness import measure_completeness
from kinerja_graph.analysis.nodes import require_agencies
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.history import together
from kinerja_graph.audit.rule_set import RuleSet
from kinerja_graph.audit.run import AuditProgress
from kinerja_graph.audit.waiver import WaiverUse
from kinerja_graph.errors import KinerjaError
from kinerja_graph.library.describe import describe
from kinerja_graph.library.statement import EngineInfo
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.report_context import Audited
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.sources.reading import Reading
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from kinerja_graph.store.snapshots import (
    audited_together,
    documents_beside,
    every_edition,
    newest,
    refuse_other,
)
from kinerja_graph.workflow.connection import connect
from kinerja_graph.workflow.document_rules import documents_of_audit, run_rule_set
from kinerja_graph.workflow.edition_cache import checking_editions
from kinerja_graph.workflow.history import AuditHistory
from kinerja_graph.workflow.reading import ReadOptions, read_accepted


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """The rules of an audit, and the history (waivers, baseline, earlier edition) applied to it.

    ``agencies`` are those whose findings are listed; empty: all.
    """

    rule_set: RuleSet
    memory: AuditHistory
    agencies: tuple[str, ...] = ()


@json_keys("dataset=edition.dataset", "edition=edition.edition", "error=error.failure")
@dataclass(frozen=True, slots=True)
class Broken:
    """An edition that could not be audited, and why."""

    edition: Edition
    error: KinerjaError


@json_keys("audits", "summary=counts", optional=("waivers",))
@dataclass(frozen=True, slots=True)
class Everything:
    """The audits of all datasets, by dataset, and how each waiver was used across all of them."""

    outcomes: tuple[Audited | Broken, ...]
    waivers: tuple[WaiverUse, ...] | None

    @property
    def audited(self) -> tuple[Audited, ...]:
        """The outcomes of the editions that could be audited."""
        return tuple(item for item in self.outcomes if isinstance(item, Audited))

    @property
    def broken(self) -> tuple[Broken, ...]:
        """The outcomes of the editions that could not be audited."""
        return tuple(item for item in self.outcomes if isinstance(item, Broken))

    @property
    def audits(self) -> tuple[Audit | Broken, ...]:
        """The audit of each dataset, or why there is none."""
        return tuple(one if isinstance(one, Broken) else one.audit for one in self.outcomes)

    @property
    def counts(self) -> Mapping[str, int]:
        """The totals of the summaries, the number of datasets and of those not audited."""
        numbers = {"datasets": len(self.outcomes), "broken": len(self.broken)}
        return self.summary() | numbers

    def summary(self) -> dict[str, int]:
        """Return the totals of the summaries."""
        names = ("error", "warning", "info", "new", "existing", "resolved", "waived")
        each = [item.audit.summary() for item in self.audited]
        return {name: sum(one[name] for one in each) for name in names}


def measured_audit(
    store: Store,
    edition: Edition,
    rule_set: RuleSet,
    *,
    engine: EngineInfo | None = None,
    progress: AuditProgress | None = None,
) -> Audit:
    """Run rules over ``edition``, and measure how much of it is whole.

    Of documents without plan nothing is measured: there is no cascade.

    Raises:
        StoreError: the database failed.
    """
    found = run_rule_set(store, edition, rule_set, engine or store.engine, progress=progress)
    if edition.is_together:
        return found
    return replace(found, completeness=measure_completeness(store, edition))


def audit_loaded(
    store: Store,
    edition: Edition,
    options: AuditOptions,
    *,
    engine: EngineInfo | None = None,
    progress: AuditProgress | None = None,
) -> Audited:
    """Audit ``edition`` and apply the history; ``engine`` overrides that of the store.

    Raises:
        UsageError: there is no such edition to compare with, or no such agency.
        StoreError: the database failed.
    """
    require_agencies(store, [edition], options.agencies)
    return _audited(store, edition, options, engine=engine, progress=progress)


def _audited(
    store: Store,
    edition: Edition,
    options: AuditOptions,
    *,
    engine: EngineInfo | None = None,
    progress: AuditProgress | None = None,
) -> Audited:
    plain = measured_audit(store, edition, options.rule_set, engine=engine, progress=progress)
    return beside_memory(store, edition, plain, options)


def beside_memory(
    store: Store,
    edition: Edition,
    plain: Audit,
    options: AuditOptions,
    *,
    audit_of: Callable[[Edition], Audit] | None = None,
) -> Audited:
    """Apply the history to an existing audit, made by the rules of ``options``.

    ``audit_of`` returns an existing audit of the edition to compare with.

    Raises:
        UsageError: there is no such edition to compare with.
        StoreError: the database failed.
    """
    audit = options.memory.apply(store, edition, plain, options.rule_set, audit_of=audit_of)
    audit = replace(audit, listed_agencies=options.agencies)
    return Audited(audit=audit, edition=edition, agencies=_agency_names(store, edition, audit))


def check_files(
    path: Path,
    options: AuditOptions,
    *,
    settings: Settings,
    wish: ReadOptions | None = None,
    progress: AuditProgress | None = None,
) -> tuple[Reading, Audited]:
    """Read and audit an input without keeping it in the graph.

    Raises:
        InputRefused: the input has errors.
        UsageError: there is no such edition to compare with.
        StoreError: the database failed.
    """
    reading, cascade = read_accepted(path, settings, wish)
    with (
        connect(settings) as store,
        temporary_snapshot(store, cascade, settings=settings) as snapshot,
    ):
        return reading, audit_loaded(store, snapshot.edition, options, progress=progress)


def audit_all(
    store: Store,
    options: AuditOptions,
    *,
    found: Iterable[Edition] | None = None,
    progress: AuditProgress | None = None,
) -> Everything:
    """Audit the newest edition of every dataset, as many at once as the engine allows.

    The first edition is audited alone, with its rules in parallel, so that the engine plans every
    statement once; editions starting together would each have it planned. A failing audit does not
    stop the others.

    Args:
        store: the graph.
        options: the rules and history of each audit.
        found: all editions, if they were read already.
        progress: called after each with the number done, the total, and its dataset.

    Raises:
        UsageError: an agency that none of the editions has.
        StoreError: the database does not answer at all.
    """
    standing = every_edition(store) if found is None else found
    wanted = sorted(newest(standing), key=lambda item: item.dataset)
    tell = progress or _silent
    if wanted:
        require_agencies(store, wanted, options.agencies)

    def one(engine: EngineInfo, edition: Edition) -> Audited | Broken:
        try:
            refuse_other(edition)
            with checking_editions(store, edition):
                meant = _together(store, edition)
                return _audited(store, meant, options, engine=engine)
        except KinerjaError as error:
            return Broken(edition, error)

    parts = (wanted[:1], store.engine), (wanted[1:], replace(store.engine, at_once=1))
    outcomes: list[Audited | Broken] = []
    with ThreadPoolExecutor(store.capabilities.concurrent_reads) as pool:
        for editions, engine in parts:
            for edition, outcome in zip(
                editions, pool.map(partial(one, engine), editions), strict=True
            ):
                outcomes.append(outcome)
                tell(len(outcomes), len(wanted), edition.dataset)
    return _gathered(outcomes, options.memory)


def _together(store: Store, edition: Edition) -> Edition:
    """Return the edition, or all of its documents as one if it has several and no plan."""
    if edition.document is None:
        return edition
    return audited_together(documents_beside(store, edition) or (edition,))


def _agency_names(store: Store, edition: Edition, audit: Audit) -> dict[str, str]:
    ids = {finding.agency for finding in audit.findings if finding.agency is not None}
    ids.update(agency for finding in audit.findings for agency in finding.concerned)
    ids |= {one.agency for one in audit.follow_ups if one.agency is not None}
    found = describe(store, edition.scope, "Unit", ids) if ids else {}
    for document in documents_of_audit(store, edition) if ids - found.keys() else ():
        found = {**describe(store, document.scope, "Unit", ids), **found}
    return {name: unit.name for name, unit in found.items() if unit.name is not None}


def _gathered(outcomes: Sequence[Audited | Broken], memory: AuditHistory) -> Everything:
    """Combine the outcomes, moving the use of waivers from each audit to the whole."""
    plain = tuple(
        replace(item, audit=replace(item.audit, waivers=None))
        if isinstance(item, Audited)
        else item
        for item in outcomes
    )
    if memory.waivers is None:
        return Everything(plain, None)
    uses = [item.audit.waivers or () for item in outcomes if isinstance(item, Audited)]
    broken = {item.edition.dataset for item in outcomes if isinstance(item, Broken)}
    return Everything(plain, together(uses, memory.waivers, today=memory.today, unseen=broken))


def _silent(_done: int, _total: int, _name: str) -> None:
    """Report nothing."""
