"""``evidence``: what the measured years say for or against each causal link (contract §4).

The years can speak for a link or against it; they never prove it.
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
"""Every verdict, what deserves a second look first."""
ENOUGH: Final = 2
"""Fewer pairs than this say nothing."""
Series = Mapping[int, float]
Signs = Mapping[tuple[str, str], Sign]


@json_keys("years", "from=low", "to=high", "agrees")
@dataclass(frozen=True, slots=True)
class Step:
    """What both ends of a link did from one year to the next in which both have an achievement.

    Attributes:
        years: the two years of the contributor; those of the upper end come ``lag`` years later.
        low: achievements of the contributor in them, in percent; JSON has null where no number is
            so large or so small.
        high: achievements of the upper indicator, likewise.
        agrees: whether they moved as the sign of the link says; None where one stood still, so
            that the step is no pair.
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
        sign: ``-`` where every way from one to the other lowers what it raises.
        steps: those that could be compared, ascending.
        source_name: name of the contributor; its id where it has none.
        target_name: name of the indicator above it; its id where it has none.
    """

    source: str
    target: str
    sign: Sign
    steps: tuple[Step, ...]
    source_name: str = ""
    target_name: str = ""

    @property
    def pairs(self) -> int:
        """Steps in which both ends changed."""
        return sum(step.agrees is not None for step in self.steps)

    @property
    def agree(self) -> int:
        """Pairs that moved as the link says."""
        return sum(step.agrees is True for step in self.steps)

    @property
    def against(self) -> int:
        """Pairs that moved the other way."""
        return sum(step.agrees is False for step in self.steps)

    @property
    def verdict(self) -> Verdict:
        """What the pairs say: two in three settle it, on either side."""
        if self.pairs < ENOUGH:
            return "too-few"
        if 3 * self.agree >= 2 * self.pairs:
            return "supports"
        return "against" if 3 * self.agree <= self.pairs else "mixed"


@json_keys("dataset", "edition", "subject", "lag", "links", "summary")
@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the years say of the links of an edition, or of those into one result; never a proof.

    Attributes:
        subject: the result whose links are looked at; None: all of the edition.
        lag: by how many years the upper indicator is read later than its contributor.
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
        """How many links have each verdict."""
        return self.counts()

    def counts(self) -> dict[Verdict, int]:
        """How many links have each verdict."""
        found = [link.verdict for link in self.links]
        return {verdict: found.count(verdict) for verdict in VERDICTS}


def evidence(
    reader: Reader, edition: Edition, name: str | None = None, *, lag: int = 0
) -> Evidence:
    """What the measured years say of each causal link.

    Args:
        reader: whoever runs reading statements.
        edition: the visible snapshot.
        name: id of a result, to look at the links into it, or into an indicator that measures it;
            None: every link.
        lag: years by which the effect comes later than its cause; 0: the same years.

    Raises:
        UsageError: no such id, or no id of an objective or an indicator.
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
    """The steps over neighbouring years in which both ends have an achievement (by year).

    With a ``lag`` the upper series is read so many years later: what the contributor did from
    2022 to 2023 is put beside what the upper indicator did from 2023 to 2024.

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
    """The indicators into which the links of a result lead: itself, or what measures it."""
    if found.label == "Indicator":
        return [found.id]
    return [row["id"] for row in reader.read(named("evidence-measures"), key=found.key)]


def _signs(reader: Reader, edition: Edition, uppers: Iterable[str]) -> Signs:
    """The sign of every link into ``uppers``."""
    keys = (key_of(edition, one) for one in uppers)
    return _settled(
        ((row["source"], row["target"]), row["sign"] == "-")
        for row in rows_of(reader, "evidence-ways", keys)
    )


def _all_signs(reader: Reader, edition: Edition, indicators: Collection[str]) -> Signs:
    """The sign of every link of the edition, from its edges: asked one by one they take long."""
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
    """By its ends the sign of each link: ``-`` where all of its ways have it."""
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
