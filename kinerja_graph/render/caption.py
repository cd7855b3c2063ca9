"""Describe a picture as a whole: its name, its marks, its provenance."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.view_words import words_for
from kinerja_graph.texts import Language


def marks_in_picture(network: Network, marks: Sequence[Mark]) -> Sequence[Mark]:
    """Return the marks that a picture shows: all; for a chain or selection, those on its boxes."""
    if network.focus is None and network.view != "selection":
        return marks
    drawn = {node.id for node in network.nodes}
    return [mark for mark in marks if mark.node_id in drawn]


def title(network: Network, language: Language) -> str:
    """Name a picture: its view, dataset and edition, and the record it is drawn for.

    A crosscutting sheet adds its outcome itself.
    """
    parts: tuple[str, ...] = (
        words_for(network.view)["cascade"].say(language),
        network.dataset,
        network.edition,
    )
    if network.focus is not None and network.view != "crosscutting":
        parts = (*parts, network.focus)
    return " · ".join(parts)


def provenance(network: Network, rules_digest: str) -> dict[str, str]:
    """Return the provenance of a picture by the key of its word, without unknown facts."""
    facts = {
        "dataset": network.dataset,
        "edition": network.edition,
        "focus": network.focus or "",
        "loaded": network.loaded_at,
        "digest": network.digest,
        "rules": rules_digest,
    }
    return {key: value for key, value in facts.items() if value}
