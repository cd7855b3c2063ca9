"""Write findings into a copy of a workbook; every part without a change is copied byte for byte.

A workbook is a package (ZIP) of parts. Changed are the worksheets with findings, the notes and
their drawings, the styles, what names parts (the workbook, relationships, content types), and one
worksheet is added. Formulas, stored results, shared strings and macros are not touched.
"""

from __future__ import annotations

import io
import posixpath
import shutil
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from textwrap import wrap
from typing import Final

from kinerja_graph.library.rule import Severity
from kinerja_graph.report.annotated import notes as note_parts
from kinerja_graph.report.annotated.cells import cell_name, restyled
from kinerja_graph.report.annotated.geometry import LAST_ROW, Geometry
from kinerja_graph.report.annotated.markup import (
    Element,
    Splices,
    as_utf8,
    attribute,
    free_number,
    namespace,
    outline,
    text_of,
)
from kinerja_graph.report.annotated.notes import Cell
from kinerja_graph.report.annotated.styles import MAIN, Styles, empty_styles, theme_colours
from kinerja_graph.settings import Settings
from kinerja_graph.sources.merges import Merge, merged_ranges
from kinerja_graph.sources.package_parts import check_size, opened, related
from kinerja_graph.sources.workbook import main_part, worksheet_parts

LONGEST: Final = 32_767
"""The maximum number of characters in a cell."""
_MOST_LINKS: Final = 65_530
"""The maximum number of links on a sheet."""
_LONGEST_TITLE: Final = 31
_LINE: Final = 15
"""Points of a line of text."""
_PADDING: Final = 2
"""Characters of a column that its indent and margins take."""
_HIGHEST: Final = 405
"""The maximum height of a row in points, less a little."""
_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_STRICT: Final = "purl.oclc.org"
_SIGNATURE: Final = "origin"
"""The last word of the relationship of a package to its signatures."""
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATIONS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"
_VML_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_VIEW: Final = (
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)
_PAGE: Final = (
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;L&amp;F &#183; &amp;A&amp;R&amp;P / &amp;N</oddFooter>"
    "</headerFooter>"
)
_BEFORE_NAMES: Final = ("sheets", "functionGroups", "externalReferences")
"""What precedes the names of a workbook (ECMA-376 part 1, 18.2.27)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a cell with findings gets: the fill of its worst severity, and a note."""

    severity: Severity
    note: str


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A row of the sheet of findings.

    Attributes:
        severity: how grave it is; it colours the first cell.
        texts: the cells of the row, in the order of the headings.
        link: sheet, row and column (from 0) of the finding's cell, to which the last text links;
            None if it has none in this workbook.
    """

    severity: Severity
    texts: tuple[str, ...]
    link: tuple[str, int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """What is written into a workbook.

    Attributes:
        marks: by title of the sheet and cell.
        title: of the sheet of findings; a number is added if the workbook has such a sheet.
        headings: of that sheet, each with the width of its column.
        listed: the rows of that sheet.
    """

    marks: Mapping[str, Mapping[Cell, Mark]]
    title: str
    headings: Sequence[tuple[str, int]]
    listed: Sequence[ListedFinding]


def is_signed(source: Path) -> bool:
    """Return whether a workbook has a digital signature, which holds for no other content.

    Raises:
        WholeFileError: it is encrypted or broken.
    """
    with opened(source) as package:
        return any(kind == _SIGNATURE for kind, _part in related(package, "").values())


def annotated(source: Path, given: Annotations, settings: Settings) -> bytes:
    """Return the workbook ``source`` with ``given`` written into it.

    Raises:
        WholeFileError: it is encrypted, broken or too large.
    """
    with opened(source) as package:
        check_size(package, source.stat().st_size, settings)
        book = _Package(package)
        book.annotate(given)
        return book.written()


class _Package:
    """The parts of a workbook, and those changed or added."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._infos = {info.filename: info for info in package.infolist()}
        self._changed: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._book = main_part(package)
        self._root = outline(self.read(self._book), 3)
        strict = _STRICT in namespace(self._root)
        self._relations = _STRICT_RELATIONS if strict else _RELATIONS
        self._parts = related(package, self._book)
        self._styles_part, self._styles = self._open_styles()

    def read(self, name: str) -> bytes:
        """Return a part as it is by now; KeyError if there is none."""
        if name in self._changed:
            return self._changed[name]
        return as_utf8(self._package.read(name))

    def annotate(self, given: Annotations) -> None:
        """Change what ``given`` changes."""
        parts = worksheet_parts(self._package)
        for title, marks in given.marks.items():
            if title in parts and marks:
                self._mark(parts[title], marks)
        self._add_findings(given)
        self._changed[self._styles_part] = self._styles.written()
        self._register()

    def written(self) -> bytes:
        """Return the package: its members in their order, then those added."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            target.comment = self._package.comment
            for name, info in self._infos.items():
                own = zipfile.ZipInfo(name, info.date_time)
                own.compress_type = info.compress_type
                own.external_attr, own.create_system = info.external_attr, info.create_system
                own.comment = info.comment
                if name in self._changed:
                    target.writestr(own, self._changed[name])
                    continue
                own.file_size = info.file_size
                with self._package.open(info) as old, target.open(own, "w") as new:
                    shutil.copyfileobj(old, new)
            for name in self._added:
                fresh = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                fresh.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(fresh, self._changed[name])
        return out.getvalue()

    def _open_styles(self) -> tuple[str, Styles]:
        kinds = dict(self._parts.values())
        part = kinds.get("styles")
        theme = kinds.get("theme")
        colours = theme_colours(self.read(theme) if theme in self._infos else None)
        content = self.read(part) if part is not None else empty_styles(self._root)
        if outline(content, 1).is_empty:
            content = empty_styles(self._root)
        if part is None:
            part = self._new_part("xl/styles{}.xml", f"{_SHEET_TYPES}.styles+xml", content)
            self._relate(self._book, "styles", part)
        return part, Styles(content, colours)

    def _mark(self, part: str, marks: Mapping[Cell, Mark]) -> None:
        """Colour the cells of a sheet and write their notes."""
        shown = _shown_cells(marks, merged_ranges(self._package, part))
        rows: dict[int, set[int]] = {}
        for row, column in shown:
            rows.setdefault(row, set()).add(column)
        drawing = self._write_notes(part, {cell: mark.note for cell, mark in shown.items()})
        self._changed[part] = restyled(
            self.read(part),
            {row: frozenset(columns) for row, columns in rows.items()},
            lambda row, column, style: self._styles.marked(style, shown[row, column].severity),
            drawing,
        )

    def _write_notes(self, part: str, notes: Mapping[Cell, str]) -> bytes | None:
        """Write the notes; return what a sheet without a drawing of notes needs to refer to one."""
        parts = related(self._package, part)
        texts = next((name for kind, name in parts.values() if kind == "comments"), None)
        if texts is None:
            space = namespace(self._root) or MAIN
            content = note_parts.EMPTY_NOTES.format(space).encode()
            texts = self._new_part("xl/comments{}.xml", f"{_SHEET_TYPES}.comments+xml", content)
            self._relate(part, "comments", texts)
        self._changed[texts], existing = note_parts.with_notes(self.read(texts), notes)
        drawing = self._drawing_of(part, parts)
        reference: bytes | None = None
        if drawing is None:
            content = note_parts.empty_drawing(self._drawings())
            drawing = self._new_part("xl/drawings/vmlDrawing{}.vml", _VML_TYPE, content)
            name = self._relate(part, "vmlDrawing", drawing)
            reference = note_parts.drawing_reference(self._relations, name)
        self._changed[drawing] = note_parts.with_boxes(
            self.read(drawing),
            notes,
            existing,
            self._drawings(but=drawing),
            Geometry(self.read(part)),
        )
        return reference

    def _drawing_of(self, part: str, parts: Mapping[str, tuple[str, str]]) -> str | None:
        """Return the drawing of the notes of a sheet, which its ``legacyDrawing`` names."""
        element = outline(self.read(part), 2).first("legacyDrawing")
        name = "" if element is None else element.attributes.get("id", "")
        found = parts.get(name, ("", ""))[1]
        return found if found in self._infos else None

    def _drawings(self, but: str | None = None) -> list[bytes]:
        names = {name for name in (*self._infos, *self._changed) if name.endswith(".vml")}
        return [self.read(name) for name in sorted(names - {but})]

    def _new_part(self, form: str, kind: str, content: bytes) -> str:
        """Add a part with a name that is not taken; return the name."""
        taken = {name.casefold() for name in (*self._infos, *self._changed)}
        plain = form.format("")
        number = "" if plain.casefold() not in taken else free_number(taken, form)
        name = form.format(number)
        self._changed[name] = content
        self._types[name] = kind
        return name

    @property
    def _added(self) -> list[str]:
        return [name for name in self._changed if name not in self._infos]

    def _relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship from a part to another; return its id."""
        folder, own = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{own}.rels")
        if name not in self._infos and name not in self._changed:
            empty = f'{_HEAD}<Relationships xmlns="{_PACKAGE}"></Relationships>'
            self._changed[name] = empty.encode()
        content = self.read(name)
        root = outline(content, 2)
        ids = [child.attributes.get("Id", "") for child in root.children]
        made = f"rId{free_number(ids, 'rId{}')}"
        entry = (
            f'<{root.prefix}Relationship Id="{made}" Type="{self._relations}/{kind}" '
            f'Target="/{target}"/>'
        )
        self._changed[name] = _appended(content, root, entry.encode())
        return made

    def _register(self) -> None:
        """Name the content type of every added part: by its ending, where Excel does it so."""
        content = self.read(_TYPES)
        root = outline(content, 2)
        known = {one.attributes.get("Extension", "").lower() for one in root.all("Default")}
        endings = {
            ending: kind
            for ending, kind in (("rels", _RELATIONS_TYPE), ("vml", _VML_TYPE))
            if ending not in known and any(name.endswith(f".{ending}") for name in self._added)
        }
        entries = "".join(
            f'<{root.prefix}Default Extension="{ending}" ContentType="{kind}"/>'
            for ending, kind in endings.items()
        ) + "".join(
            f'<{root.prefix}Override PartName="/{name}" ContentType="{kind}"/>'
            for name, kind in self._types.items()
            if kind != _VML_TYPE
        )
        self._changed[_TYPES] = _appended(content, root, entries.encode())

    def _add_findings(self, given: Annotations) -> None:
        content = _sheet(given, self._styles, namespace(self._root) or MAIN)
        kind = f"{_SHEET_TYPES}.worksheet+xml"
        part = self._new_part("xl/worksheets/sheet{}.xml", kind, content)
        name = self._relate(self._book, "worksheet", part)
        book = self.read(self._book)
        sheets = self._root.first("sheets")
        known = [] if sheets is None else sheets.all("sheet")
        titles = [sheet.attributes.get("name", "") for sheet in known]
        numbers = [int(sheet.attributes.get("sheetId", "0")) for sheet in known]
        title = free_title(given.title, titles)
        entry = (
            f"<{self._root.prefix}sheet name=".encode()
            + attribute(title)
            + f' sheetId="{max(numbers, default=0) + 1}" xmlns:r="{self._relations}" '.encode()
            + f'r:id="{name}"/>'.encode()
        )
        if sheets is not None:
            splices = Splices()
            splices.append(book, sheets, entry)
            self._name_ranges(splices, book, title, len(known), _filtered(given))
            self._changed[self._book] = splices.applied(book)

    def _name_ranges(
        self, splices: Splices, book: bytes, title: str, number: int, filtered: str
    ) -> None:
        """Name the headings that are on every page, and what is filtered, of sheet ``number``."""
        p = self._root.prefix
        sheet = text_of("'" + title.replace("'", "''") + "'").decode()
        start, _colon, end = filtered.partition(":")
        absolute = f"${start[0]}${start[1:]}:${end[0]}${end[1:]}"
        named = f'<{p}definedName localSheetId="{number}" name="_xlnm.'
        entries = (
            f'{named}_FilterDatabase" hidden="1">{sheet}!{absolute}</{p}definedName>'
            f'{named}Print_Titles">{sheet}!$1:$1</{p}definedName>'
        ).encode()
        names = self._root.first("definedNames")
        if names is not None:
            splices.append(book, names, entries)
            return
        before = [one for one in self._root.children if one.name in _BEFORE_NAMES]
        whole = f"<{p}definedNames>".encode() + entries + f"</{p}definedNames>".encode()
        splices.insert(before[-1].end, whole)


def _appended(part: bytes, element: Element, entry: bytes) -> bytes:
    splices = Splices()
    splices.append(part, element, entry)
    return splices.applied(part)


def free_title(title: str, taken: Collection[str]) -> str:
    """Return the title of a new sheet: with a number where it is taken, in whatever case.

    >>> free_title("Audit findings", {"audit findings"})
    'Audit findings 2'
    """
    names = {name.casefold() for name in taken}
    tries = (title if at == 1 else f"{title[: _LONGEST_TITLE - 5]} {at}" for at in count(1))
    return next(one for one in tries if one.casefold() not in names)[:_LONGEST_TITLE]


def _shown_cells(marks: Mapping[Cell, Mark], merges: Sequence[Merge]) -> dict[Cell, Mark]:
    """Return the marks at the cells that people see: of a merged range, its first."""
    found: dict[Cell, Mark] = {}
    for (row, column), mark in marks.items():
        first = next(
            (
                (top, left)
                for top, bottom, left, right in merges
                if top <= row <= bottom and left <= column <= right
            ),
            (row, column),
        )
        other = found.get(first)
        found[first] = mark if other is None else _together(other, mark)
    return found


def _together(one: Mark, other: Mark) -> Mark:
    order: tuple[Severity, ...] = ("error", "warning", "info")
    worst, rest = sorted((one, other), key=lambda mark: order.index(mark.severity))
    return replace(worst, note=f"{worst.note}\n\n{rest.note}")


def _sheet(given: Annotations, styles: Styles, space: str) -> bytes:
    """Return the sheet of findings: texts in the cells themselves, never a formula.

    It is printed on A4 across, all columns on a page, with the headings on every page.
    """
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, (_heading, width) in enumerate(given.headings, 1)
    )
    head = styles.own("head")
    rows = [_row(1, [(heading, head) for heading, _width in given.headings], _LINE)]
    widths = [width for _heading, width in given.headings]
    links: list[bytes] = []
    for number, one in enumerate(given.listed[: LAST_ROW - 1], 2):
        is_linked = one.link is not None and len(links) < _MOST_LINKS
        kinds = [styles.own("text")] * len(one.texts)
        kinds[0] = styles.own(one.severity)
        if one.link is not None and is_linked:
            kinds[-1] = styles.own("link")
            links.append(_link(cell_name(number, len(one.texts) - 1), one.link))
        height = _height(one.texts, widths)
        rows.append(_row(number, list(zip(one.texts, kinds, strict=True)), height))
    linked = b"<hyperlinks>" + b"".join(links) + b"</hyperlinks>" if links else b""
    return (
        f'{_HEAD}<worksheet xmlns="{space}">{_VIEW}<cols>{columns}</cols><sheetData>'.encode()
        + b"".join(rows)
        + f'</sheetData><autoFilter ref="{_filtered(given)}"/>'.encode()
        + linked
        + f"{_PAGE}</worksheet>".encode()
    )


def _filtered(given: Annotations) -> str:
    """Return the range of the sheet of findings that can be filtered."""
    last = min(len(given.listed) + 1, LAST_ROW)
    return f"A1:{cell_name(last, len(given.headings) - 1)}"


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Return the points of a row that shows all of its texts: not every program reckons them."""
    lines = (
        sum(len(wrap(line, width - _PADDING)) or 1 for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(max(lines) * _LINE, _HIGHEST)


def _row(number: int, cells: Sequence[tuple[str, int]], height: int) -> bytes:
    found = [f'<row r="{number}" ht="{height}" customHeight="1">'.encode()]
    for column, (words, style) in enumerate(cells):
        name = cell_name(number, column)
        found.append(
            f'<c r="{name}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'.encode()
            + text_of(words[:LONGEST])
            + b"</t></is></c>"
        )
    return b"".join((*found, b"</row>"))


def _link(name: str, link: tuple[str, int, int]) -> bytes:
    sheet, row, column = link
    quoted = sheet.replace("'", "''")
    target = f"'{quoted}'!{cell_name(row, column)}"
    return f'<hyperlink ref="{name}" location='.encode() + attribute(target) + b"/>"
