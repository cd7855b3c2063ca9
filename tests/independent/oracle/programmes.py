"""Programmes and budgets as a second reader sees them, and the rule that looks at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edges import Link, LinkType
from kinerja_graph.model.nodes import Label, Programme, YearBudget
from oracle.chain_facts import circles
from oracle.desk import Desk, Place
from oracle.facts import Facts, Rule
from oracle.verdict import Verdict, judged, told

MARK = "programme:"
KINDS = {"kegiatan": "activity", "sub_kegiatan": "sub_activity"}


class Programmes:
    """The programmes of a document, their links and their budgets."""

    def __init__(self, desk: Desk, labels: dict[str, Label], places: Iterable[Place]) -> None:
        self.desk, self.labels = desk, labels
        self.places: dict[str, Place] = {}
        self.links: dict[tuple[str, str, str], Link] = {}
        for place in places:
            code = place.text("id")
            if code is None:
                desk.note(place, "missing-value", "id")
                continue
            place.subject = ("Programme", code)
            if code in self.places:
                desk.note(place, "duplicate-id", "id", code)
            else:
                self.places[code] = place

    def read(self, budgets: Iterable[Place]) -> tuple[tuple[Programme, ...], Sequence[Link]]:
        """The programmes with their budgets, and their links."""
        found = [self._programme(place) for place in self.places.values()]
        money = self._money(budgets)
        filled = tuple(
            Programme(
                id=one.id,
                name=one.name,
                origin=one.origin,
                note=one.note,
                kind=one.kind,
                budgets=tuple(
                    money.get(one.id, {})[year] for year in sorted(money.get(one.id, {}))
                ),
            )
            for one in found
        )
        return filled, self._without_circles()

    def _programme(self, place: Place) -> Programme:
        name, word = place.words("name"), (place.text("kind") or "").casefold() or None
        if name is None:
            self.desk.note(place, "missing-value", "name")
        kind = None if word is None else KINDS.get(word, word)
        if kind not in {None, "program", "activity", "sub_activity"}:
            self.desk.note(place, "bad-choice", "kind", place.text("kind"))
            kind = None
        code, above = place.subject[1], place.text("parent")
        if above == code:
            self.desk.note(place, "self-parent", "parent", above)
        elif above is not None and above not in self.places:
            self.desk.note(place, "dangling-reference", "parent", above, missing=above)
        elif above is not None:
            self._link(place, "PART_OF", MARK + above)
        unit = place.text("unit")
        for heading, names, kinds, tie in (
            ("unit", [unit] if unit else [], {"Unit"}, "IN_UNIT"),
            ("serves", place.items("serves"), {"Objective", "Indicator"}, "SERVES"),
        ):
            for far in names:
                if self.labels.get(far) in kinds:
                    self._link(place, cast("LinkType", tie), far)
                else:
                    self.desk.note(place, "dangling-reference", heading, far, missing=far)
        note = self.desk.wording(place, "note")
        return Programme(id=code, name=name, origin=place.origin, note=note, kind=cast("Any", kind))

    def _link(self, place: Place, kind: LinkType, far: str) -> None:
        low = MARK + place.subject[1]
        self.links[kind, low, far] = Link(kind, low, far, place.origin)

    def _without_circles(self) -> Sequence[Link]:
        """The links without the parent of the smallest code of each circle."""
        upward = {one.source: {one.target} for one in self.links.values() if one.type == "PART_OF"}
        heads = {members[0] for members in circles(upward)}
        for head in sorted(heads):
            place = self.places[head.removeprefix(MARK)]
            self.desk.note(place, "unit-cycle", "parent", place.text("parent"))
        return [
            one for one in self.links.values() if one.type != "PART_OF" or one.source not in heads
        ]

    def _money(self, places: Iterable[Place]) -> dict[str, dict[int, YearBudget]]:
        found: dict[str, dict[int, YearBudget]] = {}
        for place in places:
            code = place.text("programme")
            place.subject = ("Programme" if code in self.places else None, code or "")
            year = place.year = self.desk.whole(place, "year", "bad-number", most=9999)
            if code is not None and year is not None and year in found.get(code, {}):
                self.desk.note(place, "duplicate-id", "year", str(year))
                continue
            for heading in ("programme", "year"):
                if place.text(heading) is None:
                    self.desk.note(place, "missing-value", heading)
            if code is not None and code not in self.places:
                self.desk.note(place, "dangling-reference", "programme", code, missing=code)
            amounts = {heading: self._amount(place, heading) for heading in ("budget", "spent")}
            if code is not None and year is not None:
                found.setdefault(code, {})[year] = YearBudget(year=year, **amounts)
        return found

    def _amount(self, place: Place, heading: str) -> float | None:
        amount = self.desk.number(place, heading)
        if amount is not None and amount < 0:
            self.desk.note(place, "bad-number", heading, place.text(heading))
            return None
        return amount


def budgets_of(cascade: Cascade) -> dict[str, dict[int, float]]:
    """What each programme may spend in each year: its own, else the sum of those right below."""
    own = {
        one.id: {each.year: each.budget for each in one.budgets if each.budget is not None}
        for one in cascade.programmes
    }
    years = {year for amounts in own.values() for year in amounts}
    below: dict[str, list[str]] = {code: [] for code in own}
    for code, above in _parents(cascade).items():
        below[above].append(code)

    def amount(code: str, year: int) -> float | None:
        if year in own[code]:
            return own[code][year]
        known = [part for one in below[code] if (part := amount(one, year)) is not None]
        return sum(known) if known else None

    return {
        code: {year: told for year in years if (told := amount(code, year)) is not None}
        for code in own
    }


def _parents(cascade: Cascade) -> dict[str, str]:
    return {
        link.source.removeprefix(MARK): link.target.removeprefix(MARK)
        for link in cascade.links
        if link.type == "PART_OF" and link.source.startswith(MARK)
    }


def programme_without_result(facts: Facts) -> Verdict:
    cascade, parents = facts.cascade, _parents(facts.cascade)

    def upward(code: str) -> Iterator[str]:
        yield code
        if code in parents:
            yield from upward(parents[code])

    serving = {
        link.source.removeprefix(MARK) for link in cascade.links if link.type == "SERVES"
    } | {
        str(problem.subject_id)
        for problem in cascade.problems
        if problem.subject_label == "Programme" and problem.column in {"serves", "parent"}
    }
    lines = {one.id: set(upward(one.id)) for one in cascade.programmes}
    paid = [code for code, years in budgets_of(cascade).items() if any(years.values())]
    wrong = (
        code
        for code in paid
        if serving.isdisjoint(lines[code])
        and not any(code in line and one in serving for one, line in lines.items())
    )
    found = (told(("Programme", code)) for code in wrong)
    return judged(len(paid), found, applies=bool(cascade.programmes))


RULES: dict[str, Rule] = {"programme-without-result": programme_without_result}
