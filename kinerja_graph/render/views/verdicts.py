"""The view of evidence: indicators, their links, and the verdicts of the measured years."""

from __future__ import annotations

import dataclasses
from typing import Final

from kinerja_graph.analysis.evidence import Evidence, Link
from kinerja_graph.analysis.network import Network, NetworkEdge
from kinerja_graph.render.mark import Mark
from kinerja_graph.texts import EMPTY, _

_TITLES: Final = {
    "supports": _("The years support it"),
    "mixed": _("The years are mixed"),
    "against": _("The years speak against it"),
    "too-few": _("Too few measured years"),
}
_MESSAGE: Final = _(
    "{source} → {target}: of {pairs} steps in which both changed, {agree} went as the link says "
    "and {against} the other way."
)
_MEND: Final = {
    "against": _("Check again whether this link is right; numbers do not settle causes."),
    "too-few": _("Fill in targets and realisations of further years."),
}


def evidence_network(network: Network, evidence: Evidence) -> tuple[Network, tuple[Mark, ...]]:
    """Return the indicators of the links of ``evidence``, and each link with its verdict as a mark.

    A line leads from each contributing indicator to the one it is weighed against, even if the plan
    connects them only through their objectives.
    """
    ends = {end for link in evidence.links for end in (link.source, link.target)}
    nodes = tuple(node for node in network.nodes if node.id in ends)
    known = {node.id for node in nodes}
    links = [link for link in evidence.links if link.source in known and link.target in known]
    edges = tuple(
        NetworkEdge(type="CONTRIBUTES_TO", source=link.source, target=link.target, sign=link.sign)
        for link in links
    )
    picture = dataclasses.replace(network, view="evidence", nodes=nodes, edges=edges)
    return picture, tuple(_mark(link) for link in links)


def _mark(link: Link) -> Mark:
    return Mark(
        node_id=link.source,
        other_id=link.target,
        rule=f"evidence-{link.verdict}",
        severity=link.verdict,
        title=_TITLES[link.verdict],
        message=_MESSAGE.filled(
            source=link.source,
            target=link.target,
            pairs=link.pairs,
            agree=link.agree,
            against=link.against,
        ),
        remediation=_MEND.get(link.verdict, EMPTY),
    )
