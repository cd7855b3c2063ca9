"""What a picture shows: everything, the chain of one record, or what a selector means."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from kinerja_graph.analysis.lineage import no_chain
from kinerja_graph.analysis.network import Network
from kinerja_graph.analysis.network_reading import network
from kinerja_graph.analysis.nodes import find
from kinerja_graph.analysis.selection import meant_id
from kinerja_graph.audit.rule_set import RuleSet
from kinerja_graph.errors import UsageError
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import CHAINED
from kinerja_graph.store.bolt import Store
from kinerja_graph.texts import _
from kinerja_graph.workflow.selecting import nothing_selected, select

_TOLD: Final = 5


def chosen_network(
    store: Store, edition: Edition, text: str | None, ruling: RuleSet | None = None
) -> Network:
    """The boxes and lines of ``edition`` that ``text`` means.

    An id means its whole chain, up and down; a selector means what it selects and nothing more;
    None means everything.

    Raises:
        UsageError: no such id, the id of a unit or a post, a selector that cannot be read or that
            selects nothing to draw.
        AuditError: a rule that the selector names failed.
    """
    if text is None:
        return network(store, edition)
    alone = meant_id(store, edition, text)
    if alone is not None:
        return network(store, edition, alone)
    selection = select(store, edition, text, ruling=ruling)
    ids = selection.fit(CHAINED)
    for one in ids:
        if selection.labels[one] not in CHAINED:
            raise no_chain(find(store, edition, one))
    if not ids:
        raise nothing_selected(edition, text)
    return network(store, edition, only=ids)


def chosen_record(
    store: Store,
    edition: Edition,
    text: str,
    *,
    takes: Collection[str],
    ruling: RuleSet | None = None,
) -> str:
    """The id of the one record that ``text``, an id or a selector, means.

    Args:
        store: the graph.
        edition: the visible snapshot.
        text: an id or a selector.
        takes: labels of the records that are looked for among those selected.
        ruling: what is decided of the rules, for ``rule:``; None: those of the product.

    Raises:
        UsageError: a selector that cannot be read, or that means none or several of them.
        AuditError: a rule that the selector names failed.
    """
    alone = meant_id(store, edition, text)
    if alone is not None:
        return alone
    ids = select(store, edition, text, ruling=ruling).fit(takes)
    if not ids:
        raise nothing_selected(edition, text)
    first, *others = ids
    if others:
        raise _several(edition, text, ids)
    return first


def _several(edition: Edition, text: str, ids: Sequence[str]) -> UsageError:
    return UsageError(
        _("This view is about one record, and “{text}” selects {number}: {ids}."),
        mend=_("Name one of them, or narrow the selector."),
        where=f"{edition.dataset} {edition.edition}",
        code="several-selected",
        text=text,
        number=len(ids),
        ids=", ".join((*ids[:_TOLD], "…") if len(ids) > _TOLD else ids),
    )
