"""The workbook of draft SKP items: a list of positions, the items, the role matrices."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from kinerja_graph.analysis.individual import Individuals, Person, RoleMatrix
from kinerja_graph.forms.skp_items import ASPECTS, Item, items_of
from kinerja_graph.report import skp_words as words
from kinerja_graph.report.answers.individual import is_timed
from kinerja_graph.report.cells import LINE, put, put_head
from kinerja_graph.texts import Language, Text

_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001  # a workbook's times have no zone
_TITLE: Final = Font(bold=True, size=14, color="1F4E79")
_STRONG: Final = Font(bold=True, color="1F4E79")
_LINK: Final = Font(color="0563C1", underline="single")
_EMPTY: Final = PatternFill("solid", fgColor="FFF2CC")
_NEW_POST: Final = Border(
    top=Side(style="thin", color="1F4E79"), bottom=Side(style="hair", color="8AA4BD")
)
_MEMBER_WIDTH: Final = 34
_RESULT_WIDTH: Final = 30
_TO_FILL: Final = (3, 4, 5, 6, 7, 9)
"""Columns of the form that a person fills in where the plan leaves them empty."""


def skp_workbook(answer: Individuals, language: Language) -> bytes:
    """Return the workbook as the bytes of a file; the same answer gives the same cells.

    The first sheet lists the positions, linked to their items on the second, which has one row for
    each item, a filter on its headings, and in print a page for each position; the third has the
    role matrices, one below the other.
    """
    context = Workbook()
    contents: Any = context.active
    items: Any = context.create_sheet()
    roles: Any = context.create_sheet()
    titles = ((contents, words.CONTENTS), (items, words.ITEMS), (roles, words.ROLES))
    for sheet, title in titles:
        sheet.title = title.say(language)
    draft = _Draft(answer, language)
    draft.items(items)
    draft.contents(contents, items.title)
    draft.roles(roles)
    for sheet, _ in titles:
        _for_paper(sheet, language)
    context.properties.creator = "kinerja"
    context.properties.title = f"{words.TITLE.say(language)} {answer.dataset} {answer.edition}"
    context.properties.created = _MADE
    context.properties.modified = _MADE
    out = io.BytesIO()
    context.save(out)
    return out.getvalue()


@dataclass(slots=True)
class _Draft:
    """The answer, and where the items of each position start."""

    answer: Individuals
    language: Language
    rows: dict[str, int] = field(default_factory=dict[str, int])
    drafted: dict[str, Sequence[Item]] = field(default_factory=dict[str, Sequence[Item]])

    def items(self, sheet: Any) -> None:
        """Write one row per item, positions in the order of agency, unit and name."""
        for column, (heading, width) in enumerate(words.COLUMNS, 1):
            put_head(sheet, 1, column, heading.say(self.language))
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.row_dimensions[1].height = 32
        row = 2
        for person in self.people():
            if row > 2:  # noqa: PLR2004  # the row after the headings
                sheet.row_breaks.append(Break(id=row - 1))
            name = person.position.id
            self.rows[name] = row
            self.drafted[name] = tuple(items_of(self.answer, person))
            for item in self.drafted[name]:
                self._item(sheet, row, item)
                row += 1
        last = get_column_letter(len(words.COLUMNS))
        sheet.auto_filter.ref = f"A1:{last}{max(row - 1, 1)}"
        sheet.freeze_panes = "C2"
        sheet.print_title_rows = "1:1"
        sheet.print_area = f"A1:{get_column_letter(words.PRINTED)}{max(row - 1, 1)}"
        self._aspects(sheet, max(row - 1, 2))

    def _aspects(self, sheet: Any, last: int) -> None:
        choices = ",".join(aspect.say(self.language) for aspect in ASPECTS)
        letter = get_column_letter(words.ASPECT_COLUMN)
        rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
        rule.sqref = MultiCellRange(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)

    def people(self) -> list[Person]:
        """Sort the positions by agency, unit and name."""

        def order(person: Person) -> tuple[str, ...]:
            post = person.post
            ids = (post.agency, post.unit)
            return (*(self._name(one) for one in ids), self._name(post.id), post.id)

        return sorted(self.answer.people, key=order)

    def _name(self, identifier: str | None) -> str:
        return "" if identifier is None else self.answer.names.get(identifier, identifier)

    def _said(self, text: str | Text | None) -> str | None:
        return text.say(self.language) if isinstance(text, Text) else text

    def _superiors(self, person: Person) -> str:
        return "; ".join(self._name(one) for one in person.superiors)

    def _item(self, sheet: Any, row: int, item: Item) -> None:
        post = item.person.post
        low, high = item.target if isinstance(item.target, tuple) else (item.target, None)
        values: Sequence[str | float | None] = (
            self._name(post.id),
            item.number or None,
            "\n".join(item.leader_results) or None,
            item.result,
            self._said(item.aspect),
            self._said(item.indicator),
            low,
            high,
            item.unit,
            item.year,
            self._name(post.unit),
            self._name(post.agency),
            self._superiors(item.person),
            item.minutes,
            item.volume,
            post.id,
            item.source,
            " ".join(one.say(self.language) for one in item.notes) or None,
        )
        for column, value in enumerate(values, 1):
            content = value or None if isinstance(value, str) else value
            cell = put(sheet, row, column, content, beside=[item.target])
            cell.border = _NEW_POST if item.number <= 1 else LINE
            if column in _TO_FILL and value is None:
                cell.fill = _EMPTY
        sheet.cell(row=row, column=10).number_format = "0"

    def contents(self, sheet: Any, items: str) -> None:
        """Write what this is, and the positions with links to their items."""
        title = put(sheet, 1, 1, self._title())
        title.font, title.alignment = _TITLE, Alignment(vertical="top")
        year = self.answer.year
        about = words.CURRENT if year is None else words.OF_YEAR
        paragraphs = [about.say(self.language, year=year)]
        paragraphs.extend(text.say(self.language) for text in words.EXPLAINED)
        for row, text in enumerate(paragraphs, 2):
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=5)
            put(sheet, row, 1, text)
            sheet.row_dimensions[row].height = 32
        head = len(paragraphs) + 3
        for column, (heading, width) in enumerate(words.POSTS, 1):
            put_head(sheet, head, column, heading.say(self.language))
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.row_dimensions[head].height = 48
        for row, person in enumerate(self.people(), head + 1):
            self._post(sheet, row, person)
            link = sheet.cell(row=row, column=1)
            place = f"'{items}'!A{self.rows[person.position.id]}"
            link.hyperlink = Hyperlink(ref=link.coordinate, location=place)
            link.font = _LINK
        last = f"{get_column_letter(len(words.POSTS))}{head + max(len(self.answer.people), 1)}"
        sheet.auto_filter.ref = f"A{head}:{last}"
        sheet.freeze_panes = f"B{head + 1}"
        sheet.print_title_rows = f"{head}:{head}"

    def _title(self) -> str:
        name = self.answer.name or self.answer.dataset
        return f"{words.TITLE.say(self.language)}: {name}, {self.answer.edition}"

    def _post(self, sheet: Any, row: int, person: Person) -> None:
        drafted = [item for item in self.drafted[person.position.id] if item.number]
        values: Sequence[str | float | None] = (
            self._name(person.position.id),
            person.position.id,
            self._name(person.post.unit) or None,
            self._name(person.post.agency) or None,
            self._superiors(person) or None,
            len(drafted),
            sum(item.target is None for item in drafted),
            sum(not item.leader_results for item in drafted),
            person.workload_minutes / 60 if is_timed(person) else None,
        )
        for column, value in enumerate(values, 1):
            put(sheet, row, column, value).border = LINE

    def roles(self, sheet: Any) -> None:
        """Write the matrices: the leader's results in columns, the members in rows."""
        sheet.column_dimensions["A"].width = _MEMBER_WIDTH
        widest = max((len(matrix.results) for matrix in self.answer.matrices), default=1)
        for column in range(2, widest + 2):
            sheet.column_dimensions[get_column_letter(column)].width = _RESULT_WIDTH
        row = 1
        if not self.answer.matrices:
            put(sheet, row, 1, words.NO_ROLES.say(self.language))
        for matrix in self.answer.matrices:
            row = self._matrix(sheet, row, matrix) + 1
        sheet.freeze_panes = "B1"

    def _matrix(self, sheet: Any, row: int, matrix: RoleMatrix) -> int:
        """Write one matrix starting at ``row``; return the row after it."""
        leader = words.ROLES_OF.say(
            self.language, leader=self._name(matrix.leader), id=matrix.leader
        )
        title = put(sheet, row, 1, leader)
        title.font = _STRONG
        title.alignment = Alignment(vertical="top")
        row += 1
        put_head(sheet, row, 1, words.MEMBER.say(self.language))
        for column, result in enumerate(matrix.results, 2):
            put_head(sheet, row, column, f"{self._name(result)} ({result})")
            if result in matrix.uncovered:
                cell = put(sheet, row + 1, column, words.UNCOVERED.say(self.language))
                cell.fill = _EMPTY
        row += 1 + bool(matrix.uncovered)
        for member in matrix.members:
            name = self._name(member.post)
            text = name if member.subordinate else words.BORROWED.say(self.language, name=name)
            put(sheet, row, 1, text).border = LINE
            roles = {one.result: one.roles for one in member.cells}
            for column, result in enumerate(matrix.results, 2):
                names = "\n".join(f"{self._name(one)} ({one})" for one in roles.get(result, ()))
                put(sheet, row, column, names or None).border = LINE
            row += 1
        return row


def _for_paper(sheet: Any, language: Language) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.left.text = sheet.title
    sheet.oddFooter.right.text = words.PAGE.say(language)
