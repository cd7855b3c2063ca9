"""What a picture shows: everything, the chain of one record, or what a selector means."""

from __future__ import annotations

from kinerja_graph.analysis.lineage import no_chain
from kinerja_graph.analysis.network import Network
from kinerja_graph.analysis.network_reading import network
from kinerja_graph.analysis.nodes import find
from kinerja_graph.analysis.selection import CHAINED, known_id
from kinerja_graph.audit.ruling import Ruling
from kinerja_graph.model.edition import Edition
from kinerja_graph.store.bolt import Store
from kinerja_graph.workflow.selecting import nothing_selected, select


def chosen_network(
    store: Store, edition: Edition, text: str | None, ruling: Ruling | None = None
) -> Network:
    """The boxes and lines of ``edition`` that ``text`` means.

    An id means its whole chain, up and down; a selector means what it selects and nothing more;
    None means everything.

    Raises:
        UsageError: no such id, the id of a unit or a post, a selector that cannot be read or that
            selects nothing to draw.
        AuditError: a rule that the selector names failed.
    """
    if text is None or known_id(store, edition, text):
        return network(store, edition, text if text is None else text.strip())
    selection = select(store, edition, text, ruling=ruling)
    ids = selection.fit(CHAINED)
    for one in ids:
        if selection.labels[one] not in CHAINED:
            raise no_chain(find(store, edition, one))
    if not ids:
        raise nothing_selected(edition, text)
    return network(store, edition, only=ids)
