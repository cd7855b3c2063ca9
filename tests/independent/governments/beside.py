"""Several documents as one: the same graphs side by side, none tied to another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from governments.draft import Document

NAMING: Final = frozenset(
    {
        "id",
        "parent",
        "unit",
        "owner",
        "objective",
        "indicator",
        "contributes_to",
        "performer",
        "expected_agencies",
        "reports_to",
        "from",
        "to",
    }
)
"""The headings whose cells name records."""


def beside(documents: Iterable[Document]) -> Document:
    """All rows of all documents; each id ends in the number of its document.

    The plan is the first one's. Names, ladders and units of measure stay as they are, so that
    records of two documents may still be alike where a rule or a view compares them.
    """
    tables: Document = {}
    for number, document in enumerate(documents):
        for table, rows in document.items():
            tables.setdefault(table, []).extend(
                {heading: _marked(heading, cell, number) for heading, cell in row.items()}
                for row in rows
            )
    tables["dataset"] = tables["dataset"][:1]
    return tables


def _marked(heading: str, cell: object, number: int) -> object:
    """The cell; ids in it, alone or listed, with the number behind."""
    if heading not in NAMING:
        return cell
    if isinstance(cell, list):
        return [f"{item}:{number}" for item in cell]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(cell, str):
        return "; ".join(f"{item.strip()}:{number}" for item in cell.split(";"))
    return cell
