"""``trace``: what a record contributes to, or what is below it (contract §4)."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field

from kinerja_graph.analysis.chain import ChainEdge, Direction, read_chain_of
from kinerja_graph.analysis.nodes import Found
from kinerja_graph.errors import UsageError
from kinerja_graph.library.describe import Described
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import RESULTS
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import _


@json_keys("*record", "depth")
@dataclass(frozen=True, slots=True)
class TraceNode:
    """A record of the chain and its shortest distance from the subject.

    Attributes:
        depth: the distance, in edges.
    """

    record: Described
    depth: int


@json_keys(
    "dataset", "edition", "direction", "subject", "nodes", "edges", "roots", "breaks",
    optional=("truncated", "limit=depth_limit"),
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The chain of one record in one direction.

    Attributes:
        nodes: sorted by id; the subject is among them with depth 0.
        edges: chain edges among the nodes, sorted by from, to, type.
        roots: ids of results of level 0 among the nodes; empty downward.
        breaks: ids of results of level > 0 from which no chain edge leads on; empty downward.
        depth_limit: the depth requested, if it excluded records; else None.
        names: names of the agencies of the nodes, by id.
        direction: ``up`` or ``down``.

    >>> from kinerja_graph import Plan
    >>> trace = Plan.load("examples/slides").trace("SOP-1").answer
    >>> [(node.record.id, node.depth) for node in trace.nodes], trace.roots
    ([('INDUSTRI', 2), ('PELATIHAN', 1), ('SOP-1', 0)], ('INDUSTRI',))
    """

    dataset: str
    edition: str
    subject: Described
    direction: Direction
    nodes: tuple[TraceNode, ...]
    edges: tuple[ChainEdge, ...]
    roots: tuple[str, ...]
    breaks: tuple[str, ...]
    depth_limit: int | None = None
    names: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def truncated(self) -> bool:
        """Whether the depth requested excluded records."""
        return self.depth_limit is not None


def trace(
    reader: Reader,
    edition: Edition,
    name: str,
    *,
    direction: Direction = "up",
    depth: int | None = None,
) -> Trace:
    """Return the chain of the task or result with the id ``name``.

    Args:
        reader: runs reading statements.
        edition: the visible snapshot.
        name: an id of the edition.
        direction: ``up`` to the outcomes, ``down`` to the tasks.
        depth: the maximum distance in edges; None: unlimited.
    """
    chain = read_chain_of(reader, edition, name, direction)
    subject = chain.records[name]
    if subject.label in ("Unit", "Position"):
        raise no_chain(subject)
    distances = chain.depths()
    shown = {
        record: distance
        for record, distance in distances.items()
        if depth is None or distance <= depth
    }
    records = {record: chain.records[record] for record in shown}
    leading = {edge.source for edge in chain.edges}
    upward = [record for record in records.values() if record.label in RESULTS]
    if direction == "down":
        upward = []
    return Trace(
        dataset=edition.dataset,
        edition=edition.edition,
        subject=subject,
        direction=direction,
        nodes=tuple(TraceNode(records[record], shown[record]) for record in sorted(shown)),
        edges=tuple(edge for edge in chain.edges if edge.source in shown and edge.target in shown),
        roots=tuple(sorted(record.id for record in upward if record.level == 0)),
        breaks=tuple(
            sorted(
                record.id
                for record in upward
                if record.level is not None and record.level > 0 and record.id not in leading
            )
        ),
        depth_limit=depth if len(shown) < len(distances) else None,
        names={
            agency: chain.agencies[agency]
            for record in records.values()
            for agency in record.agencies
            if agency in chain.agencies
        },
    )


def no_chain(found: Found | Described) -> UsageError:
    """Return the error for the id of a unit or a post, which are not on a chain.

    For a post, it suggests another command that answers the question.
    """
    if found.label == "Position":
        return UsageError(
            _("“{name}” is a post; only tasks and results are on the chain."),
            mend=_("For the measures of this post and their chains: kinerja individual {argument}"),
            where=found.id,
            code="no-chain",
            name=found.id,
            argument=shlex.quote(found.id),
        )
    return UsageError(
        _("“{name}” is a unit; only tasks and results are on the chain."),
        mend=_("Give the id of a task, an indicator or an objective."),
        where=found.id,
        code="no-chain",
        name=found.id,
    )
