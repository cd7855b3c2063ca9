"""Read the graph for ``align``: everything that reaches a result, its holders, and the offices."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kinerja_graph.analysis.below import SUBJECT, Below, read_below
from kinerja_graph.analysis.nodes import Found
from kinerja_graph.analysis.offices import Offices, offices, units_alone
from kinerja_graph.analysis.whole_chain import described
from kinerja_graph.library.describe import Described, describe
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition


@dataclass(frozen=True, slots=True)
class Holding:
    """What units and posts of one agency own, or what its posts perform.

    Attributes:
        agency: the agency; None if they have none.
        performs: whether these are tasks that they perform rather than results that they own.
        pairs: (unit or post, number of the record it holds).
    """

    agency: str | None
    performs: bool
    pairs: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Basis:
    """The data read from the graph.

    Attributes:
        below: what reaches the subject.
        holdings: who owns and performs it.
        offices: the units of the edition, and its posts if the subject expects any units.
        expected: ids of the units that the subject expects.
        rejected: rejected contributions to the subject or to what reaches it (from, to), sorted.
        left_out: what does not count as reaching the subject.
    """

    below: Below
    holdings: Sequence[Holding]
    offices: Offices
    expected: frozenset[str]
    rejected: tuple[tuple[str, str], ...]
    left_out: Collection[int]

    @cached_property
    def direct(self) -> frozenset[int]:
        """The records that contribute to the subject or to an indicator that measures it."""
        return self.below.direct()

    def counted(self, holding: Holding) -> Iterator[tuple[str, int]]:
        """Yield the pairs of ``holding`` that count."""
        return (pair for pair in holding.pairs if pair[1] not in self.left_out)


def read_basis(reader: Reader, edition: Edition, found: Found) -> Basis:
    """Read everything needed to tell who supports ``found``, in a fixed number of statements."""
    below = read_below(reader, found.key, found.id)
    expected = reader.read(named("align-expected"), key=found.key)
    rejected = reader.read(named("align-rejected"), key=found.key)
    return Basis(
        below=below,
        holdings=tuple(_holdings(reader, found, below)),
        offices=offices(reader, edition) if expected else units_alone(reader, edition),
        expected=frozenset(row["id"] for row in expected),
        rejected=tuple(sorted((row["source"], row["target"]) for row in rejected)),
        left_out=below.left_out(SUBJECT),
    )


def read_named(
    reader: Reader, edition: Edition, records: Collection[str], holders: Collection[str]
) -> tuple[dict[str, Described], dict[str, str]]:
    """Return results and tasks by id, and the names of them and of units and posts."""
    known = described(reader, edition, records)
    posts = describe(reader, edition.scope, "Position", holders)
    units = describe(reader, edition.scope, "Unit", set(holders) - posts.keys())
    everybody: Mapping[str, Described] = {**known, **posts, **units}
    return known, {one: record.name or one for one, record in everybody.items()}


def _holdings(reader: Reader, found: Found, below: Below) -> Iterator[Holding]:
    for row in reader.read(named("align-holders"), key=found.key):
        numbers = map(below.numbers.__getitem__, row["held"])
        pairs = tuple(zip(row["holders"], numbers, strict=True))
        yield Holding(row["agency"], row["type"] == "PERFORMS", pairs)
