"""``evidence``: the evidence in past years for or against each causal link (contract §4).

The years can support or contradict a link; they never prove it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Literal

from kinerja_graph.analysis.batches import rows_of
from kinerja_graph.analysis.nodes import Found, describe_all, find, key_of
from kinerja_graph.analysis.whole_chain import chain_edges
from kinerja_graph.errors import UsageError
from kinerja_graph.library.describe import Described
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import RESULTS
from kinerja_graph.shapes import Unbounded, json_keys
from kinerja_graph.texts import _

Sign = Literal["+", "-"]
Verdict = Literal["supports", "mixed", "against", "too-few"]
VERDICTS: Final[tuple[Verdict, ...]] = ("against", "mixed", "supports", "too-few")
"""Every verdict, the most suspicious first."""
ENOUGH: Final = 2
"""Fewer pairs than this are inconclusive."""
Series = Mapping[int, float]
Signs = Mapping[tuple[str, str], Sign]


@json_keys("years", "from=low", "to=high", "agrees")
@dataclass(frozen=True, slots=True)
class Step:
    """The change at both ends of a link between two consecutive years with achievements.

    Attributes:
        years: the two years of the contributor; those of the upper end are ``lag`` years later.
        low: the contributor's achievements in them, in percent; null in JSON if out of range.
        high: the upper indicator's achievements, likewise.
        agrees: whether they moved as the sign of the link predicts; None if one did not change,
            so that the step does not count as a pair.
    """

    years: tuple[int, int]
    low: tuple[Unbounded, Unbounded]
    high: tuple[Unbounded, Unbounded]
    agrees: bool | None


@json_keys(
    "from=source", "to=target", "from_name=source_name", "to_name=target_name", "sign", "pairs",
    "agree", "against", "verdict", "steps",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class Link:
    """One causal link, from a contributor to the indicator above it.

    Attributes:
        source: id of the contributor.
        target: id of the indicator above it.
        sign: ``-`` if every path from one to the other has a negative effect.
        steps: the comparable steps, in ascending order.
        source_name: name of the contributor; its id if it has none.
        target_name: name of the indicator above it; its id if it has none.
    """

    source: str
    target: str
    sign: Sign
    steps: tuple[Step, ...]
    source_name: str = ""
    target_name: str = ""

    @property
    def pairs(self) -> int:
        """The number of steps in which both ends changed."""
        return sum(step.agrees is not None for step in self.steps)

    @property
    def agree(self) -> int:
        """The number of pairs that moved as the link predicts."""
        return sum(step.agrees is True for step in self.steps)

    @property
    def against(self) -> int:
        """The number of pairs that moved the opposite way."""
        return sum(step.agrees is False for step in self.steps)

    @property
    def verdict(self) -> Verdict:
        """The verdict of the pairs: two thirds decide it, either way."""
        if self.pairs < ENOUGH:
            return "too-few"
        if 3 * self.agree >= 2 * self.pairs:
            return "supports"
        return "against" if 3 * self.agree <= self.pairs else "mixed"


@json_keys("dataset", "edition", "subject", "lag", "links", "summary")
@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The evidence for the links of an edition, or those into one result; never proof.

    Attributes:
        subject: the result whose links are examined; None: all links of the edition.
        lag: by how many years the effect is later than its cause.
        links: sorted by from, to.
        names: names of the indicators of the links, by id.
        measured: how many of these have an achievement in any year.
    """

    dataset: str
    edition: str
    subject: Described | None
    lag: int
    links: tuple[Link, ...]
    names: Mapping[str, str]
    measured: int = 0

    @property
    def summary(self) -> Mapping[Verdict, int]:
        """The number of links by verdict."""
        return self.counts()

    def counts(self) -> dict[Verdict, int]:
        """Return the number of links by verdict."""
        found = [link.verdict for link in self.links]
        return {verdict: found.count(verdict) for verdict in VERDICTS}


def evidence(
    reader: Reader, edition: Edition, name: str | None = None, *, lag: int = 0
) -> Evidence:
    """Return the evidence in past years for each causal link.

    Args:
        reader: runs reading statements.
        edition: the visible snapshot.
        name: id of a result, to examine the links into it, or into an indicator that measures it;
            None: every link.
        lag: by how many years the effect is later than its cause; 0: the same years.

    Raises:
        UsageError: there is no such id, or it is not that of an objective or an indicator.
    """
    subject: Described | None = None
    if name is None:
        known = reader.read(named("evidence-series"), scope=edition.scope)
        signs = _all_signs(reader, edition, {row["id"] for row in known})
    else:
        found = find(reader, edition, name)
        if found.label not in RESULTS:
            raise _no_result(found)
        subject = describe_all(reader, edition, {found.id: found.label})[found.id]
        signs = _signs(reader, edition, _measured(reader, found))
        ends = {end for pair in signs for end in pair}
        known = list(rows_of(reader, "evidence-values", (key_of(edition, one) for one in ends)))
    series = {row["id"]: _series(row) for row in known}
    linked = {end for pair in signs for end in pair}
    names = {row["id"]: row["name"] or row["id"] for row in known if row["id"] in linked}
    return Evidence(
        dataset=edition.dataset,
        edition=edition.edition,
        subject=subject,
        lag=lag,
        links=tuple(
            Link(
                low,
                high,
                sign,
                steps(series[low], series[high], sign=sign, lag=lag),
                names[low],
                names[high],
            )
            for (low, high), sign in sorted(signs.items())
        ),
        names=names,
        measured=sum(bool(series[one]) for one in linked),
    )


def steps(low: Series, high: Series, *, sign: Sign, lag: int = 0) -> tuple[Step, ...]:
    """Return the steps between consecutive years in which both ends have an achievement.

    With a ``lag``, the upper series is shifted by so many years: the contributor's change from
    2022 to 2023 is compared with the upper indicator's change from 2023 to 2024.

    >>> [step.agrees for step in steps({1: 9, 2: 10, 4: 9}, {1: 5, 2: 6, 4: 6}, sign="+")]
    [True, None]
    """
    common = sorted(year for year in low if year + lag in high)
    return tuple(
        _step(first, last, (low[first], low[last]), (high[first + lag], high[last + lag]), sign)
        for first, last in pairwise(common)
    )


def _step(
    first: int, last: int, low: tuple[float, float], high: tuple[float, float], sign: Sign
) -> Step:
    agrees: bool | None = None
    if low[0] != low[1] and high[0] != high[1]:
        together = (low[1] > low[0]) == (high[1] > high[0])
        agrees = together if sign == "+" else not together
    return Step((first, last), low, high, agrees)


def _measured(reader: Reader, found: Found) -> list[str]:
    """Return the indicators that the links of a result lead into: itself, or what measures it."""
    if found.label == "Indicator":
        return [found.id]
    return [row["id"] for row in reader.read(named("evidence-measures"), key=found.key)]


def _signs(reader: Reader, edition: Edition, uppers: Iterable[str]) -> Signs:
    """Return the sign of every link into ``uppers``."""
    keys = (key_of(edition, one) for one in uppers)
    return _settled(
        ((row["source"], row["target"]), row["sign"] == "-")
        for row in rows_of(reader, "evidence-ways", keys)
    )


def _all_signs(reader: Reader, edition: Edition, indicators: Collection[str]) -> Signs:
    """Return the sign of every link of the edition from its edges; single queries would be slow."""
    edges = list(chain_edges(reader, edition))
    measures: dict[str, list[str]] = defaultdict(list)
    for low, high, is_measure, _unused in edges:
        if is_measure:
            measures[high].append(low)

    def ends(name: str) -> list[str]:
        return [name] if name in indicators else measures.get(name, [])

    return _settled(
        ((source, target), lowers)
        for low, high, is_measure, lowers in edges
        if not is_measure and low != high
        for source in ends(low)
        for target in ends(high)
        if source != target
    )


def _settled(ways: Iterable[tuple[tuple[str, str], bool]]) -> Signs:
    """Return the sign of each link by its ends: ``-`` if all of its paths have it."""
    found: dict[tuple[str, str], Sign] = {}
    for pair, lowers in ways:
        found[pair] = "-" if lowers and found.get(pair, "-") == "-" else "+"
    return found


def _series(row: Mapping[str, Any]) -> dict[int, float]:
    return dict(zip(row["years"] or (), row["achievements"] or (), strict=True))


def _no_result(found: Found) -> UsageError:
    return UsageError(
        _("“{name}” is not an objective or indicator; only links to a result are weighed."),
        mend=_("Give the id of an objective or an indicator, or none to weigh all links."),
        where=found.id,
        code="no-result",
        name=found.id,
    )
