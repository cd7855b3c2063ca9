"""``documents``: the documents of an edition held against each other (forms §2 and §9)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from kinerja_graph.analysis.disagreements import Disagreement, agree, disagreements
from kinerja_graph.analysis.document_reading import read_indicators
from kinerja_graph.analysis.matching import DocumentIndicator, MatchedBy, MatchedGroup, match
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.documents import PLAN
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import json_keys

Alignment = Literal["seluruhnya", "sebagian", "tidak"]
"""How much of a document agrees with the plan: all of it, a part, or nothing."""
Only = Literal["disagree", "outside", "single", "ambiguous"]
"""Which groups are asked for."""
Picked = Collection[tuple[str, str]]
"""Records that are picked, each by document and id."""


@json_keys("document", "indicators", "in_plan", "aligned", "word")
@dataclass(frozen=True, slots=True)
class DocumentAlignment:
    """How much of one document is in the plan, and agrees with it.

    Attributes:
        document: its code.
        indicators: how many it has.
        in_plan: those of them that the plan has too; None for the plan, and without a plan.
        aligned: those of them that disagree with the plan in nothing.
    """

    document: str
    indicators: int
    in_plan: int | None = None
    aligned: int | None = None

    @property
    def word(self) -> Alignment | None:
        """The same in a word; None also for a document without indicators."""
        if self.aligned is None or not self.indicators:
            return None
        if self.aligned == self.indicators:
            return "seluruhnya"
        return "sebagian" if self.aligned else "tidak"


@json_keys("id", "name", "level", "agencies", "matched_by", "documents", "disagreements")
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentGroup:
    """One indicator in the documents that have it.

    Attributes:
        id, name, level, agencies: as in the first document that has it.
        agencies: ids, sorted.
        matched_by: the weakest of what made it one: ``id``, ``name`` (with agencies),
            ``name-alone`` (one side has no agencies), or ``single`` in one document.
        documents: its id in each document.
        disagreements: in what these disagree, by field and year.
        is_ambiguous: whether one of its records is ambiguous.
    """

    id: str
    name: str | None
    level: int | None
    agencies: tuple[str, ...]
    matched_by: MatchedBy
    documents: Mapping[str, str]
    disagreements: tuple[Disagreement, ...]
    is_ambiguous: bool = False

    @property
    def is_outside(self) -> bool:
        """Whether it certainly is not in the plan."""
        return PLAN not in self.documents and not self.is_ambiguous

    @property
    def records(self) -> frozenset[tuple[str, str]]:
        """Its records, each by document and id."""
        return frozenset(self.documents.items())


@dataclass(frozen=True, slots=True)
class AmbiguousRecord:
    """A record that may be the same as several of another document.

    Attributes:
        document: its document.
        id: its id there.
        origin: where it came from.
    """

    document: str
    id: str
    origin: str | None


@dataclass(frozen=True, slots=True)
class AmbiguousName:
    """A name of which it is not certain which records are the same.

    Attributes:
        name: as it is written in the first of them.
        records: by document and id.
    """

    name: str
    records: tuple[AmbiguousRecord, ...]

    @property
    def places(self) -> frozenset[tuple[str, str]]:
        """Its records, each by document and id."""
        return frozenset((one.document, one.id) for one in self.records)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsSummary:
    """How many indicators the documents have together.

    Attributes:
        groups: how many there are, each counted once.
        shared: in two or more documents.
        agree: of these, those without disagreement.
        disagree: of these, those with some.
        single: in one document.
        ambiguous: names of which it is not certain which records are the same.
        outside_cascade: in no plan, ambiguous ones apart; None without a plan.
    """

    groups: int
    shared: int
    agree: int
    disagree: int
    single: int
    ambiguous: int
    outside_cascade: int | None


@json_keys("dataset", "edition", "documents", "groups", "ambiguous", "summary")
@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The documents of one edition, held against each other.

    Attributes:
        documents: in their order.
        groups: by id, then by first document.
        ambiguous: by name.
        summary: of the whole edition, whichever groups are asked for.
        shared_names: how many names stand in two or more documents.
    """

    dataset: str
    edition: str
    documents: tuple[DocumentAlignment, ...]
    groups: tuple[DocumentGroup, ...]
    ambiguous: tuple[AmbiguousName, ...]
    summary: DocumentsSummary
    shared_names: int = 0

    def narrowed(self, *, only: Only | None = None, picked: Picked | None = None) -> Documents:
        """Return the same with some groups and ambiguous names alone.

        Args:
            only: of which kind; ambiguous names are listed among themselves and without ``only``.
            picked: with one of these records; None: any.
        """
        fits = _FITS[only] if only is not None else _fits
        return replace(
            self,
            groups=tuple(
                one
                for one in self.groups
                if fits(one) and (picked is None or not one.records.isdisjoint(picked))
            ),
            ambiguous=tuple(
                one
                for one in self.ambiguous
                if only in {None, "ambiguous"}
                and (picked is None or not one.places.isdisjoint(picked))
            ),
        )


def _fits(_group: DocumentGroup) -> bool:
    return True


_FITS: Final[Mapping[Only, Callable[[DocumentGroup], bool]]] = {
    "disagree": lambda one: bool(one.disagreements),
    "outside": lambda one: one.is_outside,
    "single": lambda one: len(one.documents) == 1,
    "ambiguous": lambda one: one.is_ambiguous,
}


def documents(reader: Reader, editions: Sequence[Edition]) -> Documents:
    """Return the documents ``editions`` of one edition, the plan among them, held together."""
    first = editions[0]
    return compare_documents(
        first,
        [one.code for one in editions],
        [one for edition in editions for one in read_indicators(reader, edition)],
    )


def compare_documents(
    edition: Edition, codes: Sequence[str], records: Sequence[DocumentIndicator]
) -> Documents:
    """Match and compare the indicators of several documents.

    Args:
        edition: one of the documents; all are of its edition.
        codes: the codes of all documents, in their order.
        records: their indicators.
    """
    matching = match(records)
    unclear = {one.place for some in matching.ambiguous for one in some}
    groups = [_group(one, unclear) for one in matching.groups]
    shared = [one for one in groups if len(one.documents) > 1]
    apart = sum(bool(one.disagreements) for one in shared)
    return Documents(
        dataset=edition.dataset,
        edition=edition.edition,
        documents=tuple(_alignments(codes, matching.groups)),
        groups=tuple(groups),
        ambiguous=tuple(
            AmbiguousName(
                some[0].name or some[0].id,
                tuple(AmbiguousRecord(one.document, one.id, one.origin) for one in some),
            )
            for some in matching.ambiguous
        ),
        summary=DocumentsSummary(
            groups=len(groups),
            shared=len(shared),
            agree=len(shared) - apart,
            disagree=apart,
            single=len(groups) - len(shared),
            ambiguous=len(matching.ambiguous),
            outside_cascade=sum(one.is_outside for one in groups) if PLAN in codes else None,
        ),
        shared_names=_shared_names(records),
    )


def _shared_names(records: Iterable[DocumentIndicator]) -> int:
    places: dict[str, set[str]] = defaultdict(set)
    for one in records:
        places[one.match_name].add(one.document)
    return sum(len(codes) > 1 for name, codes in places.items() if name)


def _group(found: MatchedGroup, unclear: Collection[object]) -> DocumentGroup:
    first = found.records[0]
    return DocumentGroup(
        id=first.id,
        name=first.name,
        level=first.level,
        agencies=tuple(sorted(first.agencies)),
        matched_by=found.matched_by,
        documents={one.document: one.id for one in found.records},
        disagreements=disagreements(found.records),
        is_ambiguous=any(one.place in unclear for one in found.records),
    )


def _alignments(
    codes: Sequence[str], groups: Iterable[MatchedGroup]
) -> Iterator[DocumentAlignment]:
    """Yield how much of each document is in the plan and agrees with the plan's record."""
    numbers, found, alike = Counter[str](), Counter[str](), Counter[str]()
    for group in groups:
        first, *others = group.records
        numbers.update(one.document for one in group.records)
        if first.document == PLAN:
            found.update(one.document for one in others)
            alike.update(one.document for one in others if agree(first, one))
    for code in codes:
        if code == PLAN or PLAN not in codes:
            yield DocumentAlignment(code, numbers[code])
        else:
            yield DocumentAlignment(code, numbers[code], found[code], alike[code])
