"""Compared documents as rows, and as a workbook of three sheets."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from kinerja_graph.analysis.disagreements import Stated
from kinerja_graph.analysis.documents import DocumentGroup, Documents
from kinerja_graph.report.answers.documents import ALIGNMENTS, FIELDS, MATCHES, value_text
from kinerja_graph.report.cells import put, put_head
from kinerja_graph.report.legal import remove_illegal
from kinerja_graph.report.report_context import PRODUCT, product_version
from kinerja_graph.report.writers.package import sealed
from kinerja_graph.texts import Language, Text, _

Value = Stated | None


@dataclass(frozen=True, slots=True)
class BookColumn:
    """A column: its key in CSV, its heading in a workbook, its width in characters."""

    key: str
    head: Text
    width: int


COLUMNS: Final = (
    BookColumn("id", _("Id"), 14),
    BookColumn("name", _("Name"), 46),
    BookColumn("level", _("Level"), 8),
    BookColumn("agencies", _("Agencies"), 18),
    BookColumn("matched_by", _("Matched by"), 16),
    BookColumn("documents", _("Documents"), 22),
    BookColumn("field", _("What differs"), 18),
    BookColumn("year", _("Year"), 10),
    BookColumn("document", _("Document"), 12),
    BookColumn("value", _("Value"), 30),
    BookColumn("record", _("Record"), 14),
    BookColumn("origin", _("Row"), 28),
    BookColumn("column", _("Column"), 16),
)
"""What is told of each cell of a disagreement, and of each group without one."""
_KEYS: Final = tuple(column.key for column in COLUMNS)
_MATCHED_BY: Final = _KEYS.index("matched_by")
_FIELD: Final = _KEYS.index("field")
_SHARES: Final = (
    BookColumn("document", _("Document"), 14),
    BookColumn("indicators", _("Indicators"), 12),
    BookColumn("in_plan", _("In the plan"), 14),
    BookColumn("aligned", _("Aligned"), 12),
    BookColumn("word", _("Alignment with the plan"), 30),
)
_UNCLEAR: Final = (
    BookColumn("name", _("Name"), 46),
    BookColumn("document", _("Document"), 12),
    BookColumn("id", _("Id"), 14),
    BookColumn("origin", _("Row"), 28),
)
_DOCUMENTS: Final = _("Documents")
_INDICATORS: Final = _("Indicators")
_AMBIGUOUS: Final = _("Ambiguous")
_TITLE: Final = _("Documents of {dataset} {edition}")


def document_rows(answer: Documents) -> Iterator[tuple[Value, ...]]:
    """Yield a row for each cell of a disagreement, and one for each group that has none."""
    for group in answer.groups:
        begin = _of_group(group)
        if not group.disagreements:
            yield (*begin, *(None for _unused in COLUMNS[len(begin) :]))
        for one in group.disagreements:
            for value in one.values:
                for cell in value.cells:
                    yield (
                        *begin, one.field, one.year, cell.document, value.value, cell.id,
                        cell.origin, cell.column,
                    )  # fmt: skip


def documents_book(answer: Documents, language: Language, made: datetime) -> bytes:
    """Return a workbook: how much each document is aligned, all indicators, and ambiguous names."""
    book = Workbook()
    first: Any = book.active
    shares = [
        (
            one.document,
            one.indicators,
            one.in_plan,
            one.aligned,
            None if one.word is None else ALIGNMENTS[one.word].say(language),
        )
        for one in answer.documents
    ]
    _sheet(first, _DOCUMENTS.say(language), _SHARES, shares, language)
    rows = (_worded(row, language) for row in document_rows(answer))
    _sheet(book.create_sheet(), _INDICATORS.say(language), COLUMNS, rows, language)
    unclear = [
        (name.name, one.document, one.id, one.origin)
        for name in answer.ambiguous
        for one in name.records
    ]
    _sheet(book.create_sheet(), _AMBIGUOUS.say(language), _UNCLEAR, unclear, language)
    properties = book.properties
    title = _TITLE.say(language, dataset=answer.dataset, edition=answer.edition)
    properties.title = remove_illegal(title)
    properties.creator = properties.lastModifiedBy = f"{PRODUCT} {product_version()}"
    properties.language = language
    properties.created = properties.modified = made.astimezone(UTC).replace(tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    return sealed(out.getvalue(), made)


def _of_group(group: DocumentGroup) -> tuple[Value, ...]:
    return (
        group.id,
        group.name,
        group.level,
        group.agencies,
        group.matched_by,
        tuple(f"{document}: {one}" for document, one in group.documents.items()),
    )


def _worded(row: Sequence[Value], language: Language) -> tuple[str | float | None, ...]:
    """Return a row with its codes in words, and lists and ranges as texts."""
    words: dict[object, Text] = {
        key: text for some in (MATCHES, FIELDS) for key, text in some.items()
    }
    told: list[str | float | None] = []
    for place, value in enumerate(row):
        if place in {_MATCHED_BY, _FIELD} and value is not None:
            told.append(words[value].say(language))
        else:
            told.append(value_text(value, language) if isinstance(value, tuple) else value)
    return tuple(told)


def _sheet(
    sheet: Any,
    title: str,
    columns: Sequence[BookColumn],
    rows: Iterable[Sequence[str | float | None]],
    language: Language,
) -> None:
    sheet.title = title
    for number, column in enumerate(columns, 1):
        put_head(sheet, 1, number, column.head.say(language))
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    last = 1
    for last, row in enumerate(rows, 2):
        for number, value in enumerate(row, 1):
            put(sheet, last, number, value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
