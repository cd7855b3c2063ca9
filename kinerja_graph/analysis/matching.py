"""Match the indicators of several documents of one edition (forms §2 and §9).

Nothing here reads the graph: the indicators come from ``document_reading.py``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

from kinerja_graph.model.documents import document_order

MatchedBy = Literal["id", "name", "name-alone", "single"]
"""What made a group: the weakest of its steps."""
_STRENGTH: Final[tuple[MatchedBy, ...]] = ("single", "id", "name", "name-alone")
_OTHER: Final = re.compile(r"[\W_]+")
_PERCENTAGE: Final = "persentase"
_SAME_WORD: Final = frozenset({"prosentase", "persen"})


def match_name(text: str) -> str:
    """Return a text as it is compared between documents; empty if it has no letter or digit.

    >>> match_name("% Jalan  BAIK"), match_name("Prosentase jalan-baik")
    ('persentase jalan baik', 'persentase jalan baik')
    >>> match_name("Jalan mantap (%)"), match_name("%"), match_name("—")
    ('jalan mantap', 'persentase', '')
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("%", f" {_PERCENTAGE} ")
    words = [_PERCENTAGE if word in _SAME_WORD else word for word in _OTHER.sub(" ", plain).split()]
    if len(words) > 1 and words[-1] == _PERCENTAGE:
        words.pop()
    return " ".join(words)


def text_key(text: str) -> str:
    """Return the match name of a text, or the text itself where that is empty."""
    return match_name(text) or text


@dataclass(frozen=True, kw_only=True)
class DocumentIndicator:
    """An indicator of one document, as it is matched and compared.

    Attributes:
        document: the code of its document.
        name: its name; None only after a lenient load.
        level: its own, or that of its objective.
        origin: where its row stands.
        objective: the objective that it measures: its id and where its row stands.
        agencies: the names of its agencies by id: of its owners, else of its objective's.
        posts: the names of the posts among these owners.
        is_held_above: whether these owners are those of its objective.
        properties: its properties as in the graph (``docs/schema.md``).
        values_origin: where the table ``values`` of its document stands, if that is known.
    """

    document: str
    id: str
    name: str | None
    level: int | None = None
    origin: str | None = None
    objective: tuple[str, str | None] | None = None
    agencies: Mapping[str, str]
    posts: tuple[str, ...] = ()
    is_held_above: bool = False
    properties: Mapping[str, Any]
    values_origin: str | None = None

    @cached_property
    def match_name(self) -> str:
        """The match name of its name; empty if it has none."""
        return match_name(self.name or "")

    @cached_property
    def match_agencies(self) -> tuple[str, ...]:
        """The match names of its agencies, sorted, each once."""
        return tuple(sorted(set(map(text_key, self.agencies.values()))))

    @cached_property
    def place(self) -> tuple[tuple[int, str], str]:
        """Its sort key: by document, then by id."""
        return document_order(self.document), self.id


@dataclass(frozen=True, slots=True)
class MatchedGroup:
    """Indicators that are one and the same in several documents: at most one of each document.

    Attributes:
        records: in the order of their documents.
        matched_by: the weakest step that made it.
    """

    records: tuple[DocumentIndicator, ...]
    matched_by: MatchedBy


@dataclass(frozen=True, slots=True)
class Matching:
    """The indicators of an edition in groups.

    Attributes:
        groups: by id of the first record, then by its document.
        ambiguous: for each match name, ascending, that was left unjoined: the records of all its
            keys that were, by document and id.
    """

    groups: tuple[MatchedGroup, ...]
    ambiguous: tuple[tuple[DocumentIndicator, ...], ...]


def match(records: Iterable[DocumentIndicator]) -> Matching:
    """Match the indicators of the documents of one edition, in about linear time.

    All records of one id are a group. Groups are then joined by name, agencies and level, by name
    and agencies, and by name alone where one side has no agencies; in each step, key after key in
    ascending order. A key is looked at only where it stands in two documents and a group with it is
    of a single one. Where one document would then have two records in a group, nothing of the key
    is joined; unless the level was part of the key, its records are then ambiguous.
    """
    ordered = sorted(records, key=lambda one: one.place)
    groups = _Groups(ordered)
    for numbers in _by_key(ordered, lambda one: one.id):
        groups.join(groups.roots(numbers), "id")
    for numbers in _by_key(
        ordered,
        lambda one: (
            (one.match_name, one.match_agencies, one.level)
            if one.match_name and one.level is not None
            else None
        ),
    ):
        if roots := groups.open_roots(numbers):
            groups.join(roots, "name")
    unjoined: dict[str, set[int]] = defaultdict(set)
    for numbers in _by_key(
        ordered, lambda one: (one.match_name, one.match_agencies) if one.match_name else None
    ):
        roots = groups.open_roots(numbers)
        if roots and not groups.join(roots, "name"):
            unjoined[ordered[numbers[0]].match_name].update(numbers)
    for numbers in _by_key(ordered, lambda one: one.match_name or None):
        roots = groups.open_roots(numbers)
        known = [root for root in roots if groups.has_agencies[root]]
        if not known or len(known) == len(roots):
            continue
        if len(known) > 1 or not groups.join(roots, "name-alone"):
            unjoined[ordered[numbers[0]].match_name].update(numbers)
    return Matching(
        groups.matched(),
        tuple(tuple(ordered[one] for one in sorted(unjoined[name])) for name in sorted(unjoined)),
    )


class _Groups:
    """Groups of records that are joined step by step; each is known by one of its numbers."""

    def __init__(self, records: Sequence[DocumentIndicator]) -> None:
        self._records = records
        self._root = list(range(len(records)))
        self._members = [[number] for number in self._root]
        self._documents = [{one.document} for one in records]
        self._step = [0] * len(records)
        self.has_agencies = [bool(one.agencies) for one in records]

    def roots(self, numbers: Iterable[int]) -> list[int]:
        """Return the groups that hold these records, each once."""
        return list(dict.fromkeys(self._root[number] for number in numbers))

    def open_roots(self, numbers: Sequence[int]) -> list[int]:
        """Return the groups of a key that may be joined: none if it is not to be looked at."""
        roots = self.roots(numbers)
        documents = {self._records[number].document for number in numbers}
        is_open = (
            len(roots) > 1
            and len(documents) > 1
            and any(len(self._documents[root]) == 1 for root in roots)
        )
        return roots if is_open else []

    def join(self, roots: Sequence[int], how: MatchedBy) -> bool:
        """Join groups; return False, with nothing changed, if a document had two records then."""
        if len(roots) <= 1:
            return True
        documents = {one for root in roots for one in self._documents[root]}
        if len(documents) < sum(len(self._documents[root]) for root in roots):
            return False
        first = max(roots, key=lambda root: len(self._members[root]))
        for other in roots:
            if other != first:
                for member in self._members[other]:
                    self._root[member] = first
                self._members[first] += self._members[other]
        self._documents[first] = documents
        self._step[first] = max(_STRENGTH.index(how), *(self._step[root] for root in roots))
        self.has_agencies[first] = any(self.has_agencies[root] for root in roots)
        return True

    def matched(self) -> tuple[MatchedGroup, ...]:
        """Return the groups as they stand."""
        found = (
            MatchedGroup(
                tuple(self._records[number] for number in sorted(self._members[root])),
                _STRENGTH[self._step[root]],
            )
            for root in self.roots(range(len(self._records)))
        )
        return tuple(sorted(found, key=lambda one: (one.records[0].id, one.records[0].place[0])))


def _by_key(
    records: Sequence[DocumentIndicator], key: Callable[[DocumentIndicator], Any]
) -> Iterator[Sequence[int]]:
    """Yield the numbers of the records of each key, ascending by key; None is no key."""
    found: dict[Any, list[int]] = defaultdict(list)
    for number, one in enumerate(records):
        known = key(one)
        if known is not None:
            found[known].append(number)
    for known in sorted(found):
        yield found[known]
