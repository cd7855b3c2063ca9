"""What ``align`` reads of the graph: the chain below a result, its records, and the offices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kinerja_graph.analysis.chain import Chain, walk
from kinerja_graph.analysis.closeness import Closeness, closeness
from kinerja_graph.analysis.nodes import RESULTS, Found, describe_all, key_of
from kinerja_graph.analysis.offices import Offices, offices
from kinerja_graph.analysis.support import Ground, ground
from kinerja_graph.library.describe import BATCH, Described
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition


@dataclass(frozen=True)
class Basis:
    """What was read.

    Attributes:
        chain: walked downward from the subject.
        records: all of it, described, by id.
        expected: ids of the units that the subject expects.
        rejected: rejected contributions to results of the chain (from, to), sorted.
        outside: their lower ends that are not on the chain, by id.
    """

    chain: Chain
    ground: Ground
    closeness: Closeness
    records: Mapping[str, Described]
    offices: Offices
    expected: frozenset[str]
    rejected: tuple[tuple[str, str], ...]
    outside: Mapping[str, Described]

    @cached_property
    def direct(self) -> frozenset[str]:
        """What contributes to the subject or to an indicator that measures it."""
        return self.ground.direct(self.chain.subject)

    def behind(self) -> list[Described]:
        """The records that count: all that reach the subject but those left out."""
        left_out = self.ground.left_out(self.chain.subject)
        return [self.records[name] for name in sorted(self.records) if name not in left_out]


def read_basis(reader: Reader, edition: Edition, found: Found) -> Basis:
    """All that is needed to say who stands behind ``found``: a fixed number of statements."""
    chain = walk(reader, found, "down")
    expected = reader.read(named("align-expected"), key=found.key)
    rejected = _rejected(reader, edition, chain)
    outside = {row["source"]: row["source_label"] for row in rejected}
    return Basis(
        chain=chain,
        ground=ground(chain),
        closeness=closeness(chain),
        records=describe_all(reader, edition, chain.labels),
        offices=offices(reader, edition),
        expected=frozenset(row["id"] for row in expected),
        rejected=tuple(
            sorted(
                (row["source"], row["target"]) for row in rejected if row["source"] != row["target"]
            )
        ),
        outside=describe_all(
            reader,
            edition,
            {one: label for one, label in outside.items() if one not in chain.labels},
        ),
    )


def _rejected(reader: Reader, edition: Edition, chain: Chain) -> list[dict[str, Any]]:
    """The rejected contributions to results of the chain: one statement for each 10,000."""
    keys = sorted(key_of(edition, one) for one, label in chain.labels.items() if label in RESULTS)
    statement = named("align-rejected")
    return [
        row
        for start in range(0, len(keys), BATCH)
        for row in reader.read(statement, keys=keys[start : start + BATCH])
    ]
