"""``evidence`` and ``whatif``: whether causes hold, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable

from kinerja_graph.analysis import consequences, weak_points
from kinerja_graph.analysis.consequences import Miss, Removal
from kinerja_graph.analysis.evidence import Evidence
from kinerja_graph.analysis.evidence import evidence as weigh
from kinerja_graph.analysis.weak_points import WeakPoints
from kinerja_graph.audit.rule_set import RuleSet
from kinerja_graph.model.nodes import CHAINED
from kinerja_graph.store.bolt import Store
from kinerja_graph.workflow.selecting import selected_ids
from kinerja_graph.workflow.views import EditionRef


def evidence(
    store: Store, choice: EditionRef, name: str | None = None, *, lag: int = 0
) -> Evidence:
    """What the measured years say of each causal link, or of those into the result ``name``.

    Raises:
        UsageError: no such edition or id, or the id of something that is no result.
    """
    return weigh(store, choice.of(store), name, lag=lag)


def remove(
    store: Store, choice: EditionRef, names: Iterable[str], *, ruling: RuleSet | None = None
) -> Removal:
    """What follows where the records ``names``, ids and selectors, are removed together.

    Raises:
        UsageError: no such edition or id, or a selector that cannot be read or means nothing.
    """
    edition = choice.of(store)
    ids = selected_ids(store, edition, names, takes=CHAINED, ruling=ruling)
    return consequences.remove(store, edition, ids)


def miss(
    store: Store, choice: EditionRef, names: Iterable[str], *, ruling: RuleSet | None = None
) -> Miss:
    """Which outcomes are at risk where ``names``, ids and selectors, miss their targets.

    Raises:
        UsageError: no such edition or id, or a selector that cannot be read or means nothing.
    """
    edition = choice.of(store)
    ids = selected_ids(store, edition, names, takes=CHAINED, ruling=ruling)
    return consequences.miss(store, edition, ids)


def weakest(store: Store, choice: EditionRef, name: str) -> WeakPoints:
    """The single points on which the result ``name`` hangs, most load first.

    Raises:
        UsageError: no such edition or id, or the id of something that is no result.
    """
    return weak_points.weakest(store, choice.of(store), name)
