"""Plans for tests of the scene: made from a seed, with everything that a picture can show."""

from __future__ import annotations

import random
from typing import Final

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.status_colours import ORDER
from kinerja_graph.texts import Text

_WORDS: Final = [
    "meningkatnya",
    "kualitas",
    "layanan",
    "kelancaran",
    "lalu",
    "lintas",
    "derajat",
    "kesehatan",
    "masyarakat",
    "penataan",
    "pedagang",
    "akuntabilitas",
    "kinerja",
    "pengelolaan",
    "aset",
    "daerah",
    "pertanggungjawaban",
    "perundang-undangan",
]
_LEVELS: Final = (0, 1, 2, 3, 4, None)
_SHARES: Final = (0.01, 0.03, 0.08, 0.18, 0.25, 0.45)


def plan(boxes: int, seed: int = 0) -> tuple[Network, tuple[Mark, ...]]:
    """Make a plan of about so many boxes: six levels, roots and ends everywhere, some findings."""
    chance = random.Random(seed)  # noqa: S311 - the same plan every time
    nodes: list[NetworkNode] = []
    edges: list[NetworkEdge] = []
    above: list[NetworkNode] = []
    for level, share in zip(_LEVELS, _SHARES, strict=True):
        row: list[NetworkNode] = []
        number = max(1, round(boxes * share))
        for at in range(number):
            node = _node(chance, level, f"{'T' if level is None else level}-{at}")
            row.append(node)
            if not above or chance.random() < 0.03:
                continue
            parent = above[at * len(above) // number]
            type_ = "CONTRIBUTES_TO" if node.label != "Indicator" else "MEASURES"
            edges.append(NetworkEdge(type=type_, source=node.id, target=parent.id))
            if chance.random() < 0.1:
                other = chance.choice(above)
                edges.append(NetworkEdge(type="CONTRIBUTES_TO", source=node.id, target=other.id))
            if node.label == "Objective" and chance.random() < 0.3:
                edges += _indicators(chance, node, row)
        nodes += row
        above = [node for node in row if node.label != "Task"]
    network = Network(
        dataset="kota", edition="1", loaded_at="2026", digest="0f" * 32, focus=None,
        nodes=tuple(nodes), edges=tuple(edges),
        agencies={f"opd-{at}": f"Dinas {at}" for at in range(14)},
    )  # fmt: skip
    return network, tuple(_marks(chance, nodes))


def _node(chance: random.Random, level: int | None, id_: str) -> NetworkNode:
    label = "Task" if level is None else chance.choice(("Objective", "Objective", "Indicator"))
    return NetworkNode(
        label=label,
        id=id_,
        name=" ".join(chance.choices(_WORDS, k=chance.randint(1, 14))),
        level=level,
        agencies=(f"opd-{chance.randint(0, 13)}",) if level else (),
        details={"target": chance.randint(1, 900) / 4, "measure_unit": "persen"},
    )


def _indicators(
    chance: random.Random, node: NetworkNode, row: list[NetworkNode]
) -> list[NetworkEdge]:
    edges: list[NetworkEdge] = []
    for at in range(chance.randint(1, 10)):
        line = NetworkNode(
            label="Indicator",
            id=f"{node.id}#{at}",
            name=" ".join(chance.choices(_WORDS, k=5)),
            level=node.level,
            agencies=node.agencies,
        )
        row.append(line)
        edges.append(NetworkEdge(type="MEASURES", source=line.id, target=node.id))
    return edges


def _marks(chance: random.Random, nodes: list[NetworkNode]) -> list[Mark]:
    found: list[Mark] = []
    for node in nodes:
        if chance.random() < 0.08:
            tone = chance.choice(ORDER)
            text = Text(id=f"Temuan {tone}", en=f"Finding {tone}")
            found.append(
                Mark(
                    node_id=node.id, other_id=None, rule=f"rule-{tone}", severity=tone,  # pyright: ignore[reportArgumentType]
                    title=text, message=text, remediation=text,
                )
            )  # fmt: skip
    return found
