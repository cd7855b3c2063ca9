"""Fold findings of one cause: which of them people are shown, and what each of them brings along.

What a fault makes others say again is told with it. The findings themselves stay whole: programs,
exports, figures and exit codes count every one of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kinerja_graph.audit.finding import Finding
from kinerja_graph.audit.wording import called
from kinerja_graph.library.rules import SEVERITIES
from kinerja_graph.model.origin import place_of

Relation = Literal["row", "break", "copied", "alike", "upper", "levels"]
"""How a finding comes from another: it is of the same row or contribution; what it is about
leads nowhere because of the other; the record above, from which its name was copied down, has the
same fault in the same words; the same column holds text of the same form; the same result receives
another contribution from its own level; the names of one level are copied to the other by one
agency."""
_SIDEWAYS: Final = "sideways-contribution"
COPIED: Final = "copy-down"
_BREAKS: Final = frozenset({"orphan-indicator", "orphan-objective", "detached-task"})
_UNREADABLE: Final = "unreadable-value"
_GAPS: Final = frozenset(
    {
        _UNREADABLE,
        "dangling-reference",
        "missing-measure-unit",
        "missing-polarity",
        "missing-formula",
        "missing-data-source",
        "missing-baseline",
        "missing-annual-target",
        "missing-realisation",
        "task-without-standard",
        "task-without-performer",
        "unowned-indicator",
    }
)
"""The rules of what a row lacks or what in it cannot be read: a row that was not filled in."""
_NUMBER: Final = re.compile(r"[-+]?[0-9][0-9.,\s]*")
_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """One fault to mend, and the findings that only repeat it or follow from it.

    Attributes:
        head: the finding that people are shown.
        rest: what is told with it, the nearest first, each with how it comes from what is above it.
    """

    head: Finding
    rest: tuple[tuple[Relation, Finding], ...] = ()

    def of(self, relation: Relation) -> tuple[Finding, ...]:
        """Return those of ``rest`` that come from what is above them in this way."""
        return tuple(one for how, one in self.rest if how == relation)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The head, then the rest."""
        return self.head, *(one for _relation, one in self.rest)

    @property
    def row(self) -> tuple[Finding, ...]:
        """The other findings of the very row, or contribution, that the head is about."""
        return tuple(one for one in self.of("row") if _record(one) == _record(self.head))


def causes(findings: Iterable[Finding]) -> tuple[Cause, ...]:
    """Return the causes of ``findings``, in the order of their heads.

    A finding is folded only under one of the same status that is as grave at least, and that is
    among ``findings``; a waived one is neither folded nor does it hide others. One with a follow-up
    stands by itself.
    """
    listed = list(findings)
    folding = _Folding([one for one in listed if one.status != "waived"])
    return tuple(
        Cause(one, tuple(folding.below(one))) for one in listed if not folding.is_folded(one)
    )


def pattern_of(written: str) -> str:
    """Return the form of a text that could not be read; texts of one form have one cause.

    >>> pattern_of("1 Dokumen") == pattern_of("7 UPP, 14 Kab/Kota")
    True
    >>> pattern_of("n/a"), pattern_of("N/A "), pattern_of("12,5")
    ('n/a', 'n/a', '#')
    """
    text = " ".join(written.split()).casefold()
    number = _NUMBER.match(text)
    if number is None:
        return text
    return "#" if number.end() == len(text) else "# …"


class _Folding:
    """Each finding below at most one other, so that following them upward ends at a head."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._above: dict[int, tuple[Relation, Finding]] = {}
        self._below: defaultdict[int, list[tuple[Relation, Finding]]] = defaultdict(list)
        for relation, pairs in _PAIRS:
            for one, above in pairs(findings):
                self._fold(relation, one, above)
        rows: defaultdict[_Key, list[Finding]] = defaultdict(list)
        for one in findings:
            if not self.is_folded(one) and _is_of_row(one):
                rows[_record(one)].append(one)
        for mates in rows.values():
            first, *others = sorted(mates, key=_unread_first)
            for one in others:
                self._fold("row", one, first)

    def is_folded(self, one: Finding) -> bool:
        return id(one) in self._above

    def below(self, one: Finding) -> Iterator[tuple[Relation, Finding]]:
        """Yield what comes from ``one``, and then what comes from that."""
        nearest = self._below[id(one)]
        yield from nearest
        for _relation, each in nearest:
            yield from self.below(each)

    def _fold(self, relation: Relation, one: Finding, above: Finding) -> None:
        if self.is_folded(one) or self._is_below(above, one):
            return
        if one.status != above.status or _grade(one) < _grade(above):
            return
        if one.follow_up is not None:  # somebody has it in hand: it is told where it stands
            return
        self._above[id(one)] = (relation, above)
        self._below[id(above)].append((relation, one))

    def _is_below(self, one: Finding, other: Finding) -> bool:
        """Return whether ``one`` is ``other`` or comes from it."""
        while one is not other:
            if id(one) not in self._above:
                return False
            _relation, one = self._above[id(one)]
        return True


def _from_breaks(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Finding]]:
    """Yield the posts all of whose results and tasks lead nowhere, each below one such break."""
    broken = {one.subject.id: one for one in findings if one.rule in _BREAKS}
    for one in findings:
        breaks = [[broken[each] for each in ids if each in broken] for ids in one.stems_from]
        if breaks and all(breaks):
            yield one, min((each[0] for each in breaks), key=_gravest_first)


def _copied_down(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Finding]]:
    """Yield what is said of a record in the words of the one that its name was copied from."""
    copies: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        if one.rule == COPIED:
            copies[one.subject.id].append(one)
    faults = {_fault(one): one for one in findings if _is_alone(one)}
    for one in findings:
        parents = [each.other for each in copies[one.subject.id] if each.other is not None]
        for parent in parents if _is_alone(one) else ():
            above = faults.get((*_fault(one)[:2], parent.id))
            if above is not None:
                yield one, above
        if one.rule == COPIED and one.other is not None:
            yield from ((one, each) for each in copies[one.other.id])


def _alike(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Finding]]:
    """Yield what cannot be read for the same reason in the same column, below the first of it."""
    groups: defaultdict[_Key, list[Finding]] = defaultdict(list)
    for one in findings:
        place = place_of(one.origin)
        if one.rule == _UNREADABLE and one.unread and place is not None:
            groups[place.file, place.sheet, one.unread].append(one)
    for group in groups.values():
        first, *others = sorted(group, key=_by_row)
        yield from ((one, first) for one in others)


def _to_one_result(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Finding]]:
    """Yield further contributions from one level to one result of it: its level is in question."""
    sideways = [one for one in findings if one.rule == _SIDEWAYS]
    yield from _below_first(sideways, lambda one: (_record(one)[2], one.agency))


def _between_levels(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Finding]]:
    """Yield what else an agency copied down between two levels: a habit, such as merged cells."""
    copies = [one for one in findings if one.rule == COPIED and one.agency is not None]
    known = [one for one in copies if None not in one.levels]
    yield from _below_first(known, lambda one: (one.agency, one.subject.label, one.levels))


def _below_first(
    findings: Iterable[Finding], key: Callable[[Finding], _Key]
) -> Iterator[tuple[Finding, Finding]]:
    """Yield the others of each group, each with the first of it."""
    first: dict[_Key, Finding] = {}
    for one in sorted(findings, key=_gravest_first):
        above = first.setdefault(key(one), one)
        if above is not one:
            yield one, above


_PAIRS: Final[
    tuple[tuple[Relation, Callable[[Sequence[Finding]], Iterator[tuple[Finding, Finding]]]], ...]
] = (
    ("break", _from_breaks),
    ("copied", _copied_down),
    ("alike", _alike),
    ("upper", _to_one_result),
    ("levels", _between_levels),
)


def _is_alone(one: Finding) -> bool:
    """Return whether it is about one record alone, and about what stands in its own row."""
    is_break = one.cut_off is not None or one.rule in _BREAKS
    is_of_record = not (one.subject.is_dataset or one.other or one.group)
    return is_of_record and not is_break and one.rule != _UNREADABLE


def _is_of_row(one: Finding) -> bool:
    """Return whether it is told with the others of its row, or of its contribution."""
    return not one.subject.is_dataset and (one.other is not None or one.rule in _GAPS)


def _fault(one: Finding) -> tuple[str, str, str]:
    """Return the rule, what it says but for the name of the record, and the record."""
    said = one.message.en.replace(called(one.subject, "en"), "")
    return one.rule, said, one.subject.id


def _record(one: Finding) -> _Key:
    other = None if one.other is None else (one.other.label, one.other.id)
    return one.subject.label, one.subject.id, other, one.document


def _grade(one: Finding) -> int:
    return SEVERITIES.index(one.severity)


def _gravest_first(one: Finding) -> tuple[object, ...]:
    return *one.weight, one.sort_key


def _unread_first(one: Finding) -> tuple[object, ...]:
    """Order the findings of a row: where its cells cannot be read, the others may come of that."""
    return _grade(one), one.rule != _UNREADABLE, _gravest_first(one)


def _by_row(one: Finding) -> tuple[int, tuple[object, ...]]:
    place = place_of(one.origin)
    row = place.row if place is not None else None
    return row or 0, one.sort_key
