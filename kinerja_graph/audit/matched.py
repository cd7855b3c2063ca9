"""What rules about the documents of an edition are given: their codes, groups and names.

The documents are matched before any rule runs (``analysis/matching.py``); each rule then asks the
lists made from that. A list is a parameter of its statement, such as ``$document_groups``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from kinerja_graph.library.plain import LOADER
from kinerja_graph.library.rules import OF_DOCUMENTS
from kinerja_graph.model.documents import PLAN, document_order
from kinerja_graph.model.edition import Edition
from kinerja_graph.texts import Text

_DATA: Final = Path(__file__).parent / "documents.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedIndicator:
    """One indicator in the documents that have it.

    Attributes:
        id: of its record in the first of them.
        documents: their codes, in order.
        fields: in what they disagree, sorted, such as ``target 2026``.
        differences: the same with each value and its cells, in words; None: they agree.
        is_unclear: whether one of its records may be the same as several others.
    """

    id: str
    documents: Sequence[str]
    fields: Sequence[str] = ()
    differences: Text | None = None
    is_unclear: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedName:
    """A name that stands in two or more documents.

    Attributes:
        records: document and id of those that could not be matched; empty: all could.
        places: the same with the row of each, in words.
    """

    records: Sequence[tuple[str, str]] = ()
    places: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class MatchedDocuments:
    """The documents of an edition, matched.

    Attributes:
        editions: the documents, in order; fewer than two: there is nothing to match.
        indicators: each once.
        names: those that stand in two or more documents.
    """

    editions: tuple[Edition, ...] = ()
    indicators: Sequence[MatchedIndicator] = ()
    names: Sequence[SharedName] = ()

    def scope_of(self, document: str) -> str | None:
        """Return the scope of a document; None if there is no such one."""
        return next((one.scope for one in self.editions if one.code == document), None)

    def parameters(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Return the lists that statements are given, by the name of the parameter."""
        codes = [one.code for one in self.editions]
        beside = {code: within(code, codes) for code in codes}
        lists = (
            [{"code": code, "within": beside[code]} for code in codes],
            [_of_indicator(one, beside) for one in self.indicators],
            [_of_name(one) for one in self.names],
        )
        return dict(zip(("documents", "document_groups", "document_names"), lists, strict=True))


NO_DOCUMENTS: Final = MatchedDocuments()
"""A plan that stands alone."""
NOTHING: Final[Mapping[str, Sequence[Mapping[str, Any]]]] = dict.fromkeys(OF_DOCUMENTS, ())


def within(code: str, among: Collection[str]) -> list[str]:
    """Return the documents ``among`` these in one of which indicators of ``code`` must stand.

    >>> within("pk", ["plan", "pk", "renja", "iku"]), within("iku", ["plan", "iku"])
    (['renja', 'iku'], [])
    """
    return [one for one in sorted(_within().get(code, ()), key=document_order) if one in among]


@cache
def _within() -> Mapping[str, Sequence[str]]:
    data: Mapping[str, Mapping[str, Sequence[str]]] = yaml.load(
        _DATA.read_text(encoding="utf-8"),
        Loader=LOADER,  # noqa: S506  # a safe one
    )
    return data["within"]


def _of_indicator(one: MatchedIndicator, beside: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return a group: ``only`` is its one document beside the plan, and ``within`` those it lacks.

    ``within`` names the documents of which one must have it, for all of its documents.
    """
    besides = [code for code in one.documents if code != PLAN]
    differences = one.differences
    return {
        "id": one.id,
        "document": one.documents[0],
        "documents": list(one.documents),
        "only": besides[0] if len(besides) == 1 else None,
        "within": sorted({code for each in besides for code in beside[each]}, key=document_order),
        "unclear": one.is_unclear,
        "fields": list(one.fields),
        "differences": (
            None if differences is None else {"id": differences.id, "en": differences.en}
        ),
    }


def _of_name(one: SharedName) -> dict[str, Any]:
    if not one.records:
        return {"unclear": False, "document": None, "id": None, "ids": [], "places": []}
    document, first = one.records[0]
    ids = sorted({id_ for _code, id_ in one.records})
    return {
        "unclear": True, "document": document, "id": first, "ids": ids, "places": list(one.places),
    }  # fmt: skip
