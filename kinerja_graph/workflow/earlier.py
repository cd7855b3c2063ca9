"""Functions from before ``Plan``, under their old names: each resolves the edition itself."""

from __future__ import annotations

from collections.abc import Iterable

from kinerja_graph.analysis import alignment, lineage
from kinerja_graph.analysis.alignment import Alignment
from kinerja_graph.analysis.chain import Direction
from kinerja_graph.analysis.lineage import Trace
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.rule_set import RuleSet
from kinerja_graph.audit.run import AuditProgress
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.cancellation import StatementCancellation
from kinerja_graph.store.snapshots import find_edition
from kinerja_graph.texts import Language
from kinerja_graph.workflow import pictures, views
from kinerja_graph.workflow.auditing import measured_audit
from kinerja_graph.workflow.rule_sets import default_rule_set


def run_audit(
    store: Store,
    edition_ref: EditionRef,
    *,
    rules: Iterable[str] = (),
    rule_set: RuleSet | None = None,
    progress: AuditProgress | None = None,
) -> Audit:
    """Audit a loaded edition; ``rules`` names rules, none means all.

    ``rule_set`` configures the rules in more detail, and is used in place of ``rules``.

    Raises:
        UsageError: there is no such edition or rule.
        StoreError: the database failed.
    """
    decided = rule_set or default_rule_set(rules)
    edition = find_edition(store, edition_ref)
    return measured_audit(store, edition, decided, progress=progress)


def trace(
    store: Store,
    name: str,
    edition_ref: EditionRef,
    *,
    direction: Direction = "up",
    depth: int | None = None,
) -> Trace:
    """Return the chain from the record with the id ``name`` up to outcomes, or down to tasks.

    Raises:
        UsageError: there is no such edition or id, or it is the id of a unit or a post.
    """
    edition = find_edition(store, edition_ref)
    return lineage.trace(store, edition, name, direction=direction, depth=depth)


def align(store: Store, name: str, edition_ref: EditionRef) -> Alignment:
    """Return which agencies support the result with the id ``name``.

    Raises:
        UsageError: there is no such edition or id, or it is not the id of a result.
    """
    return alignment.align(store, find_edition(store, edition_ref), name)


def query(
    store: Store,
    text: str,
    edition_ref: EditionRef,
    *,
    settings: Settings,
    ending: StatementCancellation | None = None,
) -> views.QueryOutcome:
    """Run a free read-only query; ``$scope`` is that of the chosen edition.

    Raises:
        UsageError: there is no such edition, or the engine cannot parse the text.
        StatementRefused, TimeLimitReached: as ``views.query``.
    """
    edition = views.queried_edition(text, edition_ref, lambda: find_edition(store, edition_ref))
    return views.query(store, text, edition, settings=settings, ending=ending)


def draw(
    store: Store,
    name: str | None,
    edition_ref: EditionRef,
    *,
    language: Language,
    findings: Audit | None = None,
    rule_set: RuleSet | None = None,
) -> str:
    """Draw an edition, or the record ``name`` and its chain, as one HTML page.

    Args:
        store: the graph.
        name: an id (its entire chain is drawn) or a selector; None: everything.
        edition_ref: which edition.
        language: the initial language of the page.
        findings: an audit of the same edition by the rules of ``rule_set``; None: run one.
        rule_set: the configuration of the rules; None: the product's defaults.

    Raises:
        UsageError: there is no such edition or id, or it is the id of a unit or a post.
    """
    edition = find_edition(store, edition_ref)
    shown = pictures.scene(store, edition, name, findings=findings, rule_set=rule_set)
    return pictures.draw_scene(shown, ".html", pictures.PictureStyle(language=language)).decode()
