"""Whom a report is for, and the annexes that it may have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, cast, get_args

from kinerja_graph.errors import UsageError
from kinerja_graph.texts import Text, _

Reader = Literal["pimpinan", "inspektur", "opd"]
Annex = Literal["findings", "trees", "agencies", "crosscutting", "documents", "rules", "changes"]
READERS: Final[Mapping[Reader, Text]] = {
    "pimpinan": _("For the leadership"),
    "inspektur": _("For the inspector"),
    "opd": _("For the agency: what is to be fixed"),
}
"""Who reads it: two pages for the head of the government, ten to sign, a checklist for agencies."""
DEFAULT_READER: Final[Reader] = "inspektur"
ANNEXES: Final[Mapping[Annex, Text]] = {
    "findings": _("Every finding, by agency"),
    "trees": _("The performance tree in pictures"),
    "agencies": _("Agency by agency"),
    "crosscutting": _("Crosscutting outcomes, targets and evidence"),
    "documents": _("Document by document, side by side"),
    "rules": _("The rules"),
    "changes": _("Every change"),
}
"""The annexes in their order, with their headings."""
ALL: Final = "all"


def annex_anchor(name: Annex) -> str:
    """Return the anchor of an annex, which the text of the report cites."""
    return f"annex-{name}"


def read_annexes(texts: Iterable[str]) -> tuple[Annex, ...]:
    """Return the annexes that comma-separated lists name, in their order; ``all`` is every one.

    >>> read_annexes(["rules, findings", "rules"])
    ('findings', 'rules')

    Raises:
        UsageError: there is no such annex.
    """
    names = {name.strip() for text in texts for name in text.split(",")} - {""}
    unknown = sorted(names - {ALL, *ANNEXES})
    if unknown:
        raise UsageError(
            _("There is no annex {name}."),
            mend=_("Choose from: {names}."),
            where="--annex",
            code="unknown-annex",
            name=unknown[0],
            names=", ".join([*ANNEXES, ALL]),
        )
    return tuple(one for one in ANNEXES if one in names or ALL in names)


def read_reader(text: str) -> Reader:
    """Return the reader of that name.

    Raises:
        UsageError: there is no such reader.
    """
    if text not in get_args(Reader):
        raise UsageError(
            _("There is no report for {name}."),
            mend=_("Choose from: {names}."),
            where="--for",
            code="unknown-reader",
            name=text,
            names=", ".join(READERS),
        )
    return cast("Reader", text)
