"""What is told of a picture as a whole: its name, its marks, where its facts come from."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.view_words import words_for
from kinerja_graph.texts import Language


def about(network: Network, marks: Sequence[Mark]) -> Sequence[Mark]:
    """The marks that a picture tells: all; of a chain or a selection those of its boxes."""
    if network.focus is None and network.view != "selection":
        return marks
    drawn = {node.id for node in network.nodes}
    return [mark for mark in marks if mark.node_id in drawn]


def title(network: Network, language: Language) -> str:
    """The name of a picture: what it is, dataset and edition, and the record that it is drawn of.

    A crosscutting sheet names its outcome itself.
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
    """Where the facts of a picture come from, by the key of their word; unknown ones left out."""
    facts = {
        "dataset": network.dataset,
        "edition": network.edition,
        "focus": network.focus or "",
        "loaded": network.loaded_at,
        "digest": network.digest,
        "rules": rules_digest,
    }
    return {key: value for key, value in facts.items() if value}
