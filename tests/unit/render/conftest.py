"""Small plans as pictures see them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.library.rules import Severity
from kinerja_graph.render.mark import Mark
from kinerja_graph.texts import Text

Node = tuple[str, str, int | None, str]
"""Label, id, level, agency (empty: none)."""


def network_of(nodes: list[Node], edges: list[tuple[str, str, str]]) -> Network:
    return Network(
        dataset="kota-contoh",
        edition="2026-murni",
        loaded_at="2026-03-02T01:02:03Z",
        digest="0f" * 32,
        focus=None,
        nodes=tuple(
            NetworkNode(
                label=label, id=id_, name=f"Nama {id_}", level=level, agencies=(at,) if at else ()
            )
            for label, id_, level, at in nodes
        ),
        edges=tuple(NetworkEdge(type=type_, source=low, target=up) for type_, low, up in edges),
        agencies={at: f"Dinas {at}" for _, _, _, at in nodes if at},
    )


@pytest.fixture
def network() -> Callable[[list[Node], list[tuple[str, str, str]]], Network]:
    return network_of


@pytest.fixture
def mark() -> Callable[..., Mark]:
    def make(
        node: str, other: str | None = None, rule: str = "orphan-indicator", how: Severity = "error"
    ) -> Mark:
        return Mark(
            node_id=node,
            other_id=other,
            rule=rule,
            severity=how,
            title=Text(id=f"Judul {rule}", en=f"Title {rule}"),
            message=Text(id=f"Pesan tentang {node}", en=f"Message about {node}"),
            remediation=Text(id="Perbaiki", en="Mend"),
        )

    return make


@pytest.fixture
def traffic() -> Network:
    """One outcome, four agencies behind it."""
    agencies = {"A1": "dishub", "A2": "dishub", "A3": "satpolpp", "A4": "pu", "A5": "polri"}
    nodes: list[Node] = [("Objective", "LALIN", 0, "")]
    nodes += [("Indicator", id_, 1, at) for id_, at in agencies.items()]
    return network_of(nodes, [("CONTRIBUTES_TO", id_, "LALIN") for id_ in agencies])
