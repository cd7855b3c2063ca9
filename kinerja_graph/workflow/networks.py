"""Choose what a picture shows: everything, the chain of one record, or a selection."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from kinerja_graph.analysis.lineage import no_chain
from kinerja_graph.analysis.network import Network
from kinerja_graph.analysis.network_reading import network
from kinerja_graph.analysis.nodes import find
from kinerja_graph.analysis.selection import resolve_id
from kinerja_graph.audit.rule_set import RuleSet
from kinerja_graph.errors import UsageError
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import CHAINED
from kinerja_graph.store.bolt import Store
from kinerja_graph.texts import _
from kinerja_graph.workflow.selecting import nothing_selected, select

_MAX_LISTED: Final = 5


def select_network(
    store: Store, edition: Edition, text: str | None, rule_set: RuleSet | None = None
) -> Network:
    """Return the boxes and lines of ``edition`` selected by ``text``.

    An id selects its entire chain, up and down; a selector selects only its own records; None
    selects everything.

    Raises:
        UsageError: there is no such id, it is the id of a unit or a post, or a selector is invalid
            or selects nothing to draw.
        AuditError: a rule named by the selector failed.
    """
    if text is None:
        return network(store, edition)
    alone = resolve_id(store, edition, text)
    if alone is not None:
        return network(store, edition, alone)
    selection = select(store, edition, text, rule_set=rule_set)
    ids = selection.fit(CHAINED)
    for one in ids:
        if selection.labels[one] not in CHAINED:
            raise no_chain(find(store, edition, one))
    if not ids:
        raise nothing_selected(edition, text)
    return network(store, edition, only=ids)


def select_record(
    store: Store,
    edition: Edition,
    text: str,
    *,
    takes: Collection[str],
    rule_set: RuleSet | None = None,
) -> str:
    """Return the id of the one record selected by ``text``, an id or a selector.

    Args:
        store: the graph.
        edition: the visible snapshot.
        text: an id or a selector.
        takes: the labels to consider among the selected records.
        rule_set: the configuration of the rules, for ``rule:``; None: the product's defaults.

    Raises:
        UsageError: a selector is invalid, or selects none or several of them.
        AuditError: a rule named by the selector failed.
    """
    alone = resolve_id(store, edition, text)
    if alone is not None:
        return alone
    ids = select(store, edition, text, rule_set=rule_set).fit(takes)
    if not ids:
        raise nothing_selected(edition, text)
    first, *others = ids
    if others:
        raise _too_many_selected(edition, text, ids)
    return first


def _too_many_selected(edition: Edition, text: str, ids: Sequence[str]) -> UsageError:
    return UsageError(
        _("This view is about one record, and “{text}” selects {number}: {ids}."),
        mend=_("Name one of them, or narrow the selector."),
        where=f"{edition.dataset} {edition.edition}",
        code="several-selected",
        text=text,
        number=len(ids),
        ids=", ".join((*ids[:_MAX_LISTED], "…") if len(ids) > _MAX_LISTED else ids),
    )
