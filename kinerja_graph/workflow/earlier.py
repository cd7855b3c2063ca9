"""Questions by the names that they had before ``Plan``: each finds the edition that is meant."""

from __future__ import annotations

from collections.abc import Iterable

from kinerja_graph.analysis import alignment, lineage
from kinerja_graph.analysis.alignment import Alignment
from kinerja_graph.analysis.chain import Direction
from kinerja_graph.analysis.lineage import Trace
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.rule_set import RuleSet, run_rule_set
from kinerja_graph.audit.run import AuditProgress
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.cancellation import StatementCancellation
from kinerja_graph.store.snapshots import find_edition
from kinerja_graph.texts import Language
from kinerja_graph.workflow import pictures, views
from kinerja_graph.workflow.rule_sets import default_rule_set


def run_audit(
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
    edition = find_edition(store, choice)
    return run_rule_set(store, edition, decided, store.engine, progress=progress)


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
    edition = find_edition(store, choice)
    return lineage.trace(store, edition, name, direction=direction, depth=depth)


def align(store: Store, name: str, choice: EditionRef) -> Alignment:
    """Which agencies stand behind the result with the id ``name``.

    Raises:
        UsageError: no such edition or id, or the id of something that is no result.
    """
    return alignment.align(store, find_edition(store, choice), name)


def query(
    store: Store,
    text: str,
    choice: EditionRef,
    *,
    settings: Settings,
    ending: StatementCancellation | None = None,
) -> views.QueryOutcome:
    """The rows of a free reading query; ``$scope`` is that of the edition meant.

    Raises:
        UsageError: no such edition, or a text that the engine cannot read.
        StatementRefused, TimeLimitReached: as ``views.query``.
    """
    edition = views.queried_edition(text, choice, lambda: find_edition(store, choice))
    return views.query(store, text, edition, settings=settings, ending=ending)


def draw(
    store: Store,
    name: str | None,
    choice: EditionRef,
    *,
    language: Language,
    findings: Audit | None = None,
    ruling: RuleSet | None = None,
) -> str:
    """The picture of an edition, or of the record ``name`` and its chain: one HTML page.

    Args:
        store: the graph.
        name: an id of the edition (its whole chain is drawn) or a selector; None: everything.
        choice: which edition.
        language: the language in which the page opens.
        findings: an audit of the same edition by the rules of ``ruling``; None: it is made here.
        ruling: what is decided of the rules; None: those of the product as they are.

    Raises:
        UsageError: no such edition or id, or the id of a unit or a post.
    """
    edition = find_edition(store, choice)
    shown = pictures.scene(store, edition, name, findings=findings, ruling=ruling)
    return pictures.drawn(shown, ".html", pictures.Look(language=language)).decode()
