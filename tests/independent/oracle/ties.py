"""The ties between records as a second reader sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from kinerja_graph.model.edges import Contribution, Link, LinkType
from kinerja_graph.model.nodes import Label
from oracle.chain_facts import circles
from oracle.desk import Desk, Place

RESULTS = frozenset({"Objective", "Indicator"})
Pair = tuple[str, str]


@dataclass(slots=True)
class Ties:
    """Links and contributions found so far, each pair once."""

    desk: Desk
    labels: Mapping[str, Label]
    links: dict[tuple[str, str, str], Link] = field(
        default_factory=dict[tuple[str, str, str], Link]
    )
    contributions: dict[Pair, Contribution] = field(default_factory=dict[Pair, Contribution])

    def link(self, place: Place, heading: str, kind: LinkType, labels: set[str]) -> None:
        """The links that one cell names; what is named owns or performs the record."""
        one = heading in {"parent", "unit", "objective"}
        text = place.text(heading)
        names = ([text] if text else []) if one else place.items(heading)
        for name in names:
            if self.labels.get(name) not in labels:
                self.desk.note(place, "dangling-reference", heading, name, missing=name)
                continue
            if name == place.subject[1]:
                code = "self-parent" if kind == "PART_OF" else "self-reference"
                self.desk.note(place, code, heading, name)
                if kind == "PART_OF":
                    continue
            ends = (place.subject[1], name)
            low, high = ends[::-1] if kind in {"OWNS", "PERFORMS"} else ends
            self.links.setdefault((kind, low, high), Link(kind, low, high, place.origin))

    def give(self, place: Place) -> None:
        """The contributions that a record's own list names."""
        source = place.subject[1]
        for name in place.items("contributes_to"):
            if self._leads(place, "contributes_to", source, name):
                edge = Contribution(source=source, target=name, origin=place.origin)
                self.contributions.setdefault((source, name), edge)

    def _leads(self, place: Place, heading: str, source: str, target: str) -> bool:
        if self.labels.get(target) not in RESULTS:
            self.desk.note(place, "dangling-reference", heading, target, missing=target)
            return False
        if source == target:
            self.desk.note(place, "self-reference", heading, target)
        if ("MEASURES", source, target) in self.links:
            self.desk.note(place, "redundant-link", heading, target)
            return False
        return True

    def describe(self, place: Place, source: str, target: str) -> None:
        """One row of ``contributions``: an edge with its properties."""
        gives = self.labels.get(source) in {*RESULTS, "Task"}
        if not gives:
            neither = source not in self.labels and target not in self.labels
            missing = target if neither else source
            self.desk.note(place, "dangling-reference", "from", source, missing=missing)
        leads = self._leads(place, "to", source, target)
        words: dict[str, Sequence[str]] = {
            "basis": ("stated", "nesting"),
            "kind": ("vertical", "crosscutting"),
            "sign": ("+", "-"),
            "mode": ("sum",),
            "status": ("accepted", "requested", "rejected"),
        }
        told: dict[str, Any] = {
            heading: self.desk.choice(place, heading, choices) for heading, choices in words.items()
        }
        told.update({heading: place.text(heading) for heading in ("rationale", "reason")})
        told["weight"] = self.desk.number(place, "weight")
        if gives and leads:
            unread = {"sign", "status"} & {word for word in told if place.text(word) is not None}
            known = {
                heading: value
                for heading, value in told.items()
                if value is not None or heading in unread
            }
            before = self.contributions.get((source, target))
            origin = before.origin if before else place.origin
            self.contributions[source, target] = Contribution(
                source=source, target=target, origin=origin, **cast("Any", known)
            )


def unit_tree(links: Iterable[Link], desk: Desk, units: Sequence[Place]) -> Iterable[Link]:
    """The links without the parent of the smallest unit of each circle of units."""
    links = list(links)
    parents = {link.source: {link.target} for link in links if link.type == "PART_OF"}
    heads = {members[0] for members in circles(parents)}
    for place in units:
        if place.subject[1] in heads:
            desk.note(place, "unit-cycle", "parent", place.text("parent"))
    return [link for link in links if link.type != "PART_OF" or link.source not in heads]
