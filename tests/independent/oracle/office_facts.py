"""The organisation of a plan: units, posts, who owns, performs, reports, and for whom."""

from __future__ import annotations

from collections import defaultdict

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edges import LinkType

Sets = dict[str, set[str]]


class Offices:
    """Units and positions of one plan, looked up by id; a key without ties is absent."""

    def __init__(self, cascade: Cascade) -> None:
        self.units = {item.id: item for item in cascade.units}
        self.positions = {item.id: item for item in cascade.positions}
        self.parent = _single(cascade, "PART_OF")
        self.seat = _single(cascade, "IN_UNIT")
        self.owners = _many(cascade, "OWNS", up=False)
        self.owned = _many(cascade, "OWNS", up=True)
        self.performers = _many(cascade, "PERFORMS", up=False)
        self.performed = _many(cascade, "PERFORMS", up=True)
        self.superiors = _many(cascade, "REPORTS_TO", up=True)
        self.subordinates = _many(cascade, "REPORTS_TO", up=False)
        self.expected = _many(cascade, "EXPECTS", up=True)

    def line(self, unit: str) -> list[str]:
        """The unit and all units above it, nearest first."""
        steps = [unit]
        while (above := self.parent.get(steps[-1])) is not None and above not in steps:
            steps.append(above)
        return steps

    def agency(self, office: str) -> str | None:
        """The agency of a unit, or of the unit in which a position sits; None for none."""
        unit = self.seat.get(office) if office in self.positions else office
        if unit is None:
            return None
        kinds = {"opd", "external"}
        return next((step for step in self.line(unit) if self.units[step].kind in kinds), None)

    def agencies(self, node: str) -> set[str]:
        """The agencies of a result (its own owners) or of a task (its performers)."""
        holders = self.owners.get(node, set()) | self.performers.get(node, set())
        return {agency for office in holders if (agency := self.agency(office)) is not None}

    def within(self, unit: str) -> set[str]:
        """The unit, all units below it, and all positions in one of them."""
        units = {other for other in self.units if unit in self.line(other)}
        return units | {post for post, seat in self.seat.items() if seat in units}

    def held(self, office: str) -> set[str]:
        """What a unit or position owns or performs itself."""
        return self.owned.get(office, set()) | self.performed.get(office, set())

    def held_within(self, unit: str) -> set[str]:
        """What the unit, a unit below it or a position in one of them owns or performs."""
        return {node for office in self.within(unit) for node in self.held(office)}

    def others_above(self, position: str) -> set[str]:
        """The direct superiors of a position, itself left out."""
        return self.superiors.get(position, set()) - {position}

    def others_under(self, position: str) -> set[str]:
        """The direct subordinates of a position, itself left out."""
        return self.subordinates.get(position, set()) - {position}


def _single(cascade: Cascade, kind: LinkType) -> dict[str, str]:
    return {link.source: link.target for link in cascade.links if link.type == kind}


def _many(cascade: Cascade, kind: LinkType, *, up: bool) -> Sets:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for link in cascade.links:
        if link.type == kind:
            key, value = (link.source, link.target) if up else (link.target, link.source)
            found[key].add(value)
    return dict(found)
