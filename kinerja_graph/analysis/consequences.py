"""``whatif``: what is lost or at risk if records are removed or miss their targets (§4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kinerja_graph.analysis.batches import rows_of
from kinerja_graph.analysis.nodes import Found, find, key_of
from kinerja_graph.analysis.offices import Offices, offices
from kinerja_graph.analysis.whole_chain import (
    WholeChain,
    described,
    from_highest,
    reach,
    whole_chain,
)
from kinerja_graph.library.describe import Described, describe
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import json_keys


@json_keys("id", "before", "after", "lost")
@dataclass(frozen=True, slots=True)
class Loss:
    """An outcome, and the number of results and tasks that reach it before and after."""

    id: str
    before: int
    after: int

    @property
    def lost(self) -> bool:
        """Whether nothing reaches it any longer."""
        return self.after == 0


@dataclass(frozen=True, slots=True)
class Risk:
    """An outcome, and the missed results and tasks that reach it, sorted.

    Attributes:
        at_risk: ids of the missed results and tasks that reach it.
    """

    id: str
    at_risk: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effects:
    """The effects of a removal on the results of one level.

    Attributes:
        level: the level of the outcomes considered.
        outcomes: the results of that level that anything removed reached, by id.
        cut_off: remaining records that reached such a result before but reach none after.
        owners: owners and performers of what is cut off, sorted.
    """

    level: int
    outcomes: tuple[Loss, ...]
    cut_off: tuple[str, ...]
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Risks:
    """Which results of one level are at risk, by id, and who owns them, sorted."""

    level: int
    outcomes: tuple[Risk, ...]
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Consequences:
    """What removals and misses share.

    Attributes:
        asked: the ids given, sorted.
        nodes: every record named here, described, by id.
    """

    dataset: str
    edition: str
    asked: tuple[str, ...]
    nodes: Mapping[str, Described]

    @property
    def named(self) -> tuple[Described, ...]:
        """Every record named here, by id."""
        return tuple(self.nodes[one] for one in sorted(self.nodes))


@json_keys(
    "dataset", "edition", "asked", "removed", "outcomes=effects.outcomes",
    "cut_off=effects.cut_off", "owners=effects.owners", "highest", "nodes=named",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Removal(_Consequences):
    """The consequences of removing records.

    Attributes:
        removed: those, and the results and tasks removed with a unit or a post, sorted.
        effects: the effects on the results of level 0.
        highest: the effects on the highest results, if the plan has none of level 0; else None.
    """

    removed: tuple[str, ...]
    effects: Effects
    highest: Effects | None


@json_keys(
    "dataset", "edition", "asked", "missed", "outcomes=risks.outcomes", "owners=risks.owners",
    "highest", "nodes=named",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Miss(_Consequences):
    """Which outcomes are at risk if targets are missed.

    Attributes:
        missed: those, and the results and tasks of a unit or a post among them, sorted.
        risks: the risks for the results of level 0.
        highest: the risks for the highest results, if the plan has none of level 0; else None.
    """

    missed: tuple[str, ...]
    risks: Risks
    highest: Risks | None


@dataclass(frozen=True, slots=True)
class _SelectedRecords:
    """The records given, by id, and the results and tasks that are removed."""

    asked: Mapping[str, Found]
    gone: frozenset[str]

    @property
    def all_names(self) -> tuple[str, ...]:
        """Everything that is removed: the records given, and those removed with them."""
        return tuple(sorted({*self.asked, *self.gone}))


def remove(reader: Reader, edition: Edition, names: Iterable[str]) -> Removal:
    """Return the consequences of removing the records ``names`` (ids of any label) together.

    With a unit or a post go the results and tasks that nobody else owns or performs; a unit
    includes the units below it and the posts in them.

    Raises:
        UsageError: there is no such id.
    """
    taken = _taken(reader, edition, names)
    chain = whole_chain(reader, edition)
    higher = from_highest(reader, edition, chain)
    losses = [_losses(one, taken.gone) for one in (chain, higher) if one is not None]
    ids = {one for part in losses for one in (*part[1], *(loss.id for loss in part[0]))}
    nodes = described(reader, edition, {*taken.gone, *ids})
    effects = [
        Effects(one.level, outcomes, cut_off, _owners(nodes, cut_off))
        for one, (outcomes, cut_off) in zip((chain, higher), losses, strict=False)
        if one is not None
    ]
    return Removal(
        dataset=edition.dataset,
        edition=edition.edition,
        asked=tuple(sorted(taken.asked)),
        removed=taken.all_names,
        effects=effects[0],
        highest=effects[1] if len(effects) > 1 else None,
        nodes=nodes | _offices(reader, edition, nodes, taken),
    )


def miss(reader: Reader, edition: Edition, names: Iterable[str]) -> Miss:
    """Return which outcomes are at risk if the records ``names`` miss their targets.

    For a unit or a post, these are the records that would be removed with it.

    Raises:
        UsageError: there is no such id.
    """
    taken = _taken(reader, edition, names)
    chain = whole_chain(reader, edition)
    higher = from_highest(reader, edition, chain)
    found = [(one.level, _risks(one, taken.gone)) for one in (chain, higher) if one is not None]
    ids = {risk.id for _, risks in found for risk in risks}
    nodes = described(reader, edition, {*taken.gone, *ids})
    told = [
        Risks(level, risks, _owners(nodes, (risk.id for risk in risks))) for level, risks in found
    ]
    return Miss(
        dataset=edition.dataset,
        edition=edition.edition,
        asked=tuple(sorted(taken.asked)),
        missed=taken.all_names,
        risks=told[0],
        highest=told[1] if len(told) > 1 else None,
        nodes=nodes | _offices(reader, edition, nodes, taken),
    )


def _losses(chain: WholeChain, gone: Collection[str]) -> tuple[tuple[Loss, ...], tuple[str, ...]]:
    """Return the loss of each outcome that was reached, and what is cut off."""
    losses = tuple(
        Loss(
            one,
            len(chain.behind(one)),
            0 if one in gone else len(chain.behind(one, without=gone)),
        )
        for one in _outcomes(chain, gone)
    )
    return losses, tuple(sorted(_cut_off(chain, gone)))


def _risks(chain: WholeChain, missed: Collection[str]) -> tuple[Risk, ...]:
    at_risk: dict[str, list[str]] = defaultdict(list)
    for one in sorted(missed):
        for outcome in _outcomes(chain, (one,)):
            at_risk[outcome].append(one)
    return tuple(Risk(one, tuple(at_risk[one])) for one in sorted(at_risk))


def _owners(nodes: Mapping[str, Described], ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({owner for one in ids for owner in nodes[one].owners}))


def _outcomes(chain: WholeChain, starts: Collection[str]) -> list[str]:
    return sorted(reach(starts, chain.above) & chain.outcomes)


def _cut_off(chain: WholeChain, gone: Collection[str]) -> set[str]:
    before = reach(chain.outcomes, chain.below)
    after = reach(chain.outcomes, chain.below, without=gone)
    return before - after - set(gone)


def _taken(reader: Reader, edition: Edition, names: Iterable[str]) -> _SelectedRecords:
    asked = {name: find(reader, edition, name) for name in dict.fromkeys(names)}
    gone = {one.id for one in asked.values() if one.label not in ("Unit", "Position")}
    held_by = {one.id for one in asked.values()} - gone
    if held_by:
        everyone = _within(offices(reader, edition), held_by)
        keys = (key_of(edition, one) for one in everyone)
        gone.update(
            row["id"]
            for row in rows_of(reader, "offices-hold", keys)
            if everyone.issuperset(row["owners"])
        )
    return _SelectedRecords(asked, frozenset(gone))


def _within(known: Offices, names: Collection[str]) -> set[str]:
    """Return the units and posts ``names``, the units below them, and the posts in any of these."""
    children: dict[str, list[str]] = defaultdict(list)
    for unit, parent in known.parents.items():
        children[parent].append(unit)
    for post, unit in known.seats.items():
        children[unit].append(post)
    return reach(names, children)


def _offices(
    reader: Reader, edition: Edition, nodes: Mapping[str, Described], taken: _SelectedRecords
) -> dict[str, Described]:
    """Return the units and posts that own or perform one of ``nodes``, or were given."""
    ids = {owner for node in nodes.values() for owner in node.owners} | taken.asked.keys()
    found = describe(reader, edition.scope, "Unit", ids)
    return found | describe(reader, edition.scope, "Position", ids - found.keys())
