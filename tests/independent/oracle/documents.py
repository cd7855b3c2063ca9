"""The documents of an edition as a second reader matches them, and the four rules about them.

Written from the words of the definition, without regard to time: groups are sets that are joined
one key after the other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from kinerja_graph.model.cascade import Cascade
from oracle.facts import Facts, Rule, facts_of
from oracle.verdict import Finding, Verdict, judged, told

ORDER = ("plan", "rpjmd", "renstra", "rkpd", "renja", "iku", "pk", "renaksi", "dpa")
WITHIN = {
    "iku": {"rpjmd", "renstra"},
    "renja": {"renstra"},
    "pk": {"iku", "renstra", "renja"},
    "renaksi": {"pk"},
    "dpa": {"renja"},
}
PERCENT = "persentase"


def match_name(text: str) -> str:
    """The letters and digits of a text as words, with one word for percentages."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("%", f" {PERCENT} ")
    letters = "".join(letter if letter.isalnum() else " " for letter in plain)
    words = [PERCENT if word in {"prosentase", "persen"} else word for word in letters.split()]
    return " ".join(words[:-1] if len(words) > 1 and words[-1] == PERCENT else words)


def place(document: str) -> tuple[int, str]:
    """Where a document stands in the order."""
    return (ORDER.index(document) if document in ORDER else len(ORDER), document)


@dataclass(frozen=True)
class Record:
    """An indicator of a document, with what it states; unknown things are left out of it."""

    document: str
    id: str
    name: str
    agencies: frozenset[str]
    level: int | None
    stated: Mapping[str, object] = field(compare=False)

    @property
    def place(self) -> tuple[tuple[int, str], str]:
        """By document, then by id."""
        return place(self.document), self.id


Group = frozenset[Record]


def records_of(document: str, cascade: Cascade) -> list[Record]:
    """The indicators of one document."""
    facts = facts_of(cascade)
    levels = {one.id: one.level for one in cascade.objectives}
    above = {link.source: link.target for link in cascade.links if link.type == "MEASURES"}
    found: list[Record] = []
    for one in facts.cascade.indicators:
        objective = above.get(one.id)
        level = one.level if objective is None else levels[objective]
        holder = one.id if facts.offices.owners.get(one.id) else objective
        agencies = _agencies(facts, holder)
        known = {
            "name": match_name(one.name or ""),
            "measure_unit": None if one.measure_unit is None else match_name(one.measure_unit),
            "polarity": one.polarity,
            "level": level,
            "owner": _posts(facts, holder),
            "agency": sorted(agencies) or None,
            "baseline": one.baseline,
            **{f"target {each.year}": each.target for each in one.values},
            **{f"period_target {each.code}": each.target for each in one.periods},
        }
        stated = {name: value for name, value in known.items() if value is not None}
        found.append(Record(document, one.id, str(known["name"]), agencies, level, stated))
    return found


def _agencies(facts: Facts, holder: str | None) -> frozenset[str]:
    if holder is None:
        return frozenset()
    offices = facts.offices
    return frozenset(match_name(offices.units[one].name or one) for one in offices.agencies(holder))


def _posts(facts: Facts, holder: str | None) -> list[str] | None:
    posts = facts.offices.positions
    owners = facts.offices.owners.get(holder or "", set())
    return sorted(match_name(posts[one].name or one) for one in owners if one in posts) or None


@dataclass
class Matching:
    """Groups that are joined step by step, and the names that were left unjoined."""

    groups: list[Group]
    unjoined: dict[str, set[Record]]


def matched(records: Iterable[Record]) -> Matching:
    """The groups of records, and which names are ambiguous."""
    listed = list(records)
    found = Matching([], {})
    for number in sorted({one.id for one in listed}):
        found.groups.append(frozenset(one for one in listed if one.id == number))
    named = [one for one in listed if one.name]
    steps: tuple[tuple[Callable[[Record], object], bool], ...] = (
        (_with_level, False),
        (lambda one: (one.name, sorted(one.agencies)), True),
    )
    for key, is_told in steps:
        for having in _by_key(named, key):
            touched = _open(found.groups, having)
            if touched and not _join(found, touched) and is_told:
                found.unjoined.setdefault(having[0].name, set()).update(having)
    for having in _by_key(named, lambda one: one.name):
        touched = _open(found.groups, having)
        held = [group for group in touched if any(one.agencies for one in group)]
        if held and len(held) < len(touched) and (len(held) > 1 or not _join(found, touched)):
            found.unjoined.setdefault(having[0].name, set()).update(having)
    return found


def _with_level(one: Record) -> object:
    return None if one.level is None else (one.name, sorted(one.agencies), one.level)


def _by_key(records: list[Record], key: Callable[[Record], object]) -> list[list[Record]]:
    keys = sorted({repr(key(one)): key(one) for one in records}.values(), key=_sortable)
    return [[one for one in records if key(one) == each] for each in keys if each is not None]


def _sortable(key: object) -> tuple[object, ...]:
    return () if key is None else tuple(key) if isinstance(key, tuple) else (key,)


def _open(groups: list[Group], having: list[Record]) -> list[Group]:
    """The groups of a key: none where it need not be looked at."""
    touched = [group for group in groups if not group.isdisjoint(having)]
    documents = {one.document for one in having}
    single = any(len({one.document for one in group}) == 1 for group in touched)
    return touched if len(touched) > 1 and len(documents) > 1 and single else []


def _join(found: Matching, touched: list[Group]) -> bool:
    whole = frozenset[Record]().union(*touched)
    if any(one.document == other.document for one, other in combinations(whole, 2)):
        return False
    found.groups = [*(group for group in found.groups if group not in touched), whole]
    return True


def differing(group: Group) -> list[str]:
    """The fields in which the records of a group disagree, sorted."""
    fields = {name for one in group for name in one.stated}
    return sorted(
        name
        for name in fields
        if len({repr(one.stated[name]) for one in group if name in one.stated}) > 1
    )


def verdicts(documents: Mapping[str, Cascade]) -> dict[str, Verdict]:
    """What the four rules say of the documents of an edition, by their codes."""
    codes = sorted(documents, key=place)
    found = matched(one for code in codes for one in records_of(code, documents[code]))
    unclear = {one for some in found.unjoined.values() for one in some}
    sources = {code: WITHIN.get(code, set()) & set(codes) for code in codes}
    several = [group for group in found.groups if len(group) > 1]
    clear = [group for group in found.groups if unclear.isdisjoint(group)]
    follow = [group for group in found.groups if any(sources[one.document] for one in group)]
    everyone = {one for group in found.groups for one in group}
    names = {
        name
        for name in {one.name for one in everyone if one.name}
        if len({one.document for one in everyone if one.name == name}) > 1
    }
    alone = [
        group
        for group in clear
        if len(beside := [one for one in group if one.document != "plan"]) == 1
        and sources[beside[0].document]
    ]
    is_several = len(codes) > 1
    return {
        "document-disagrees": judged(
            len(several),
            (_told(group, fields=fields) for group in several if (fields := differing(group))),
            applies=is_several,
        ),
        "document-outside-cascade": judged(
            sum(any(one.document != "plan" for one in group) for group in found.groups),
            (_told(group) for group in clear if all(one.document != "plan" for one in group)),
            applies=is_several and "plan" in codes,
        ),
        "only-in-one-document": judged(
            len(follow), map(_told, alone), applies=any(sources.values())
        ),
        "ambiguous-match": judged(
            len(names),
            (_unclear(some) for some in found.unjoined.values()),
            applies=is_several,
        ),
    }


def _told(group: Group, **data: list[str]) -> Finding:
    ordered = sorted(group, key=lambda one: one.place)
    first = ordered[0]
    codes = [one.document for one in ordered]
    facts = {"document": first.document, "documents": codes, **data}
    return Finding(("Indicator", first.id), path=(first.id,), data=facts)


def _unclear(records: set[Record]) -> Finding:
    first = min(records, key=lambda one: one.place)
    path = sorted({one.id for one in records})
    return told(("Indicator", first.id), path=path, document=first.document)


def _alone(_facts: Facts) -> Verdict:
    return Verdict(0, (), "not-applicable")


RULES: dict[str, Rule] = dict.fromkeys(
    ("ambiguous-match", "document-disagrees", "document-outside-cascade", "only-in-one-document"),
    _alone,
)
"""What they say of a plan that stands alone."""
