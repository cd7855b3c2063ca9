"""``check --annotate``: give a planner's workbook back with its findings at their cells."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePath
from typing import Final

from kinerja_graph.audit.finding import Audit, Finding
from kinerja_graph.errors import UsageError
from kinerja_graph.files import WrittenFile, refuse_unwritable, write_whole
from kinerja_graph.library.cells import ANY
from kinerja_graph.library.plain import as_list
from kinerja_graph.library.rule import Rule
from kinerja_graph.library.words import severity_mark
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.headings import read_headings
from kinerja_graph.model.nodes import Label, Record
from kinerja_graph.model.origin import Place as Reference
from kinerja_graph.model.origin import place_of
from kinerja_graph.model.tables import TABLE_OF
from kinerja_graph.report.annotated.cells import cell_name
from kinerja_graph.report.annotated.geometry import LAST_COLUMN, LAST_ROW
from kinerja_graph.report.annotated.workbook import (
    Annotations,
    ListedFinding,
    Mark,
    annotated,
    free_title,
    is_signed,
)
from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.columns import TABLES, Table
from kinerja_graph.sources.fault import Place, WholeFileError, shown
from kinerja_graph.sources.formats import Contents
from kinerja_graph.sources.reading import Reading
from kinerja_graph.sources.sheet import column_of
from kinerja_graph.sources.wide.tracing import Key, origin_cells
from kinerja_graph.sources.workbook import open_workbook
from kinerja_graph.texts import Language, _, pgettext
from kinerja_graph.workflow.reading import InputRefused

Cell = tuple[str, int, int]
"""Sheet, row (from 1) and column (from 0)."""
ENDINGS: Final = (".xlsx", ".xlsm")
_MOST_IN_A_NOTE: Final = 6
_LONGEST_NOTE: Final = 2_000
_DIGITS: Final = "0123456789"
_VALUES: Final = "values"
_LINKED: Final = "contributions"
_KEYS: Final[Mapping[str, Sequence[str]]] = {_VALUES: ("indicator",), _LINKED: ("from", "to")}
"""The tables that say more about records of others, and the headings that name these."""
_LINKS: Final = ("contributes_to", "objective")
"""Where a link stands that ``contributions`` does not name."""
_FIXED_BELOW: Final = frozenset(
    {
        *("silo-outcome", "single-cause-outcome", "unsupported-claim", "unsupported-outcome"),
        "uncovered-leader-item",
    }
)
"""Rules on a result to which something else is to be linked: no cell of its own row is wrong."""
_LIST: Final = "contributes_to"
_ADD_ROWS: Final = _("Add {number:row|rows} on the sheet {sheet}: {cells}; fill in {column} there.")
_ADD_SHEET: Final = _(
    "Add a sheet {sheet} with {number:row|rows}: {cells}; fill in {column} there."
)
_ROWS: Final = _("It concerns {number:row|rows} of the sheet {sheet}.")
_TITLE: Final = _("Audit findings")
_MORE: Final = _("… and {number:more finding|more findings} on the sheet {sheet}.")
_CELLS: Final = _("{cell} and {number:more cell|more cells}")
_HEADINGS: Final = (
    (_("Severity"), 14), (_("Rule"), 24), (_("Agency"), 24), (_("Record"), 14), (_("Name"), 26),
    (_("Finding"), 44), (_("How to fix it"), 44), (_("Rule id"), 19),
    (pgettext("of a sheet", "Cell"), 26),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _About:
    """What a finding is about: a record, the far end, and its years (empty if it names none)."""

    id: str
    other: str | None
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table of our own: its sheet and number, and its texts by heading."""

    sheet: str
    number: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Missing:
    """Rows that a table of our own lacks: what they are about, and the column that is asked for.

    ``texts``: by heading; of several rows all that they say, such as their years.
    """

    table: str
    number: int
    texts: Mapping[str, str]
    column: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet with a table of our own, its columns by heading, and what the planner calls them.

    ``row``: the number of the row of headings.
    """

    table: Table
    row: int
    columns: Mapping[str, int]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Concerned:
    """How many rows of a sheet a finding about everything concerns."""

    sheet: str
    rows: int


@dataclass(frozen=True, slots=True)
class CheckedInput:
    """An input that was read and audited: its path, what was read, and what was found by what."""

    path: Path
    reading: Reading
    audit: Audit
    rules: Sequence[Rule]


@dataclass(frozen=True, slots=True)
class AnnotatedWorkbook:
    """A workbook that was given back with its findings.

    Attributes:
        workbook: the planner's own, which stays as it is.
        file: what was written.
        sheet: the title of the sheet of findings.
        cells: how many cells were marked.
        findings: how many findings are on the sheet of findings.
        elsewhere: how many of them have no cell in this workbook.
        was_signed: the workbook has a digital signature, which does not hold for the copy.
    """

    workbook: Path
    file: WrittenFile
    sheet: str
    cells: int
    findings: int
    elsewhere: int
    was_signed: bool = False


def refuse_out(out: Path) -> None:
    """Refuse a file that exists already, is no workbook or cannot be written.

    Raises:
        UsageError: it does, or is not, or cannot.
    """
    if out.suffix.lower() not in ENDINGS:
        raise UsageError(
            _("--annotate writes a workbook, not {name}."),
            mend=_("Name it like the planner's workbook: --annotate OUT.xlsx or OUT.xlsm"),
            where="--annotate",
            code="bad-value",
            name=out.name,
        )
    if os.path.lexists(out):
        raise UsageError(
            _("{out} already exists; it is kept."),
            mend=_("Give another name for --annotate: somebody may have edited the existing file."),
            where="--annotate",
            code="not-empty",
            out=out,
        )
    refuse_unwritable(out)


def annotate(
    checked: CheckedInput, out: Path, *, settings: Settings, language: Language
) -> AnnotatedWorkbook:
    """Write the planner's workbook with the findings of ``checked`` to ``out``.

    It is the workbook that most records were imported from, if it is found beside the input or in
    the folders above it, else the input itself. Waived findings are left out.

    Raises:
        UsageError: there is no workbook to annotate, or ``out`` exists, has another ending or
            cannot be written.
        InputRefused: the workbook that the plan was imported from cannot be read.
    """
    refuse_out(out)
    cascade = checked.reading.cascade
    if cascade is None:
        raise InputRefused(checked.path, checked.reading)
    workbook = _workbook(checked.path, cascade)
    if out.suffix.lower() != workbook.suffix.lower():
        raise UsageError(
            _("{workbook} and {out} need the same ending."),
            mend=_("Name it {name}."),
            where="--annotate",
            code="bad-value",
            workbook=workbook.name,
            out=out.name,
            name=out.with_suffix(workbook.suffix.lower()).name,
        )
    try:
        places = _Places(checked, workbook, cascade, settings)
        found = checked.audit.worst_first(
            one for one in checked.audit.findings if one.status != "waived"
        )
        located = [
            _Located(one, places.cells(one), places.additions(one, language)) for one in found
        ]
        title = free_title(_TITLE.say(language), places.titles)
        given = _annotations(located, places, title, language)
        content = annotated(workbook, given, settings)
        was_signed = is_signed(workbook)
    except WholeFileError as error:
        problem = Place(shown(workbook.name)).problem(error.fault)
        raise InputRefused(workbook, Reading(None, (problem,))) from error
    return AnnotatedWorkbook(
        workbook=workbook,
        file=write_whole(out, content),
        sheet=title,
        cells=sum(map(len, given.marks.values())),
        findings=len(found),
        elsewhere=sum(not one.cells for one in located),
        was_signed=was_signed,
    )


def _workbook(path: Path, cascade: Cascade) -> Path:
    """Return the workbook that most records were imported from, else the input itself."""
    records = [record for _label, record in cascade.records()]
    named = Counter(
        place.file
        for record in records
        if (place := place_of(record.source)) is not None
        and PurePath(place.file).suffix.lower() in ENDINGS
    )
    for file, number in named.most_common(1):
        found = _beside(path, file)
        if 2 * number > len(records) and found is not None:
            return found
    if path.suffix.lower() in ENDINGS and path.is_file():
        return path
    raise UsageError(
        _(
            "There is no workbook to annotate: {path} is not one, and the one that it came "
            "from was not found."
        ),
        mend=_("Check an .xlsx or .xlsm file, or put the imported matrix beside the input."),
        where="--annotate",
        code="no-workbook",
        path=path,
    )


def _beside(path: Path, file: str) -> Path | None:
    """Return a file that lies beside the input, or above it up to the working folder."""
    name = PurePath(file)
    if name.is_absolute() or ".." in name.parts:
        return None
    here = Path.cwd().resolve()
    place = path.resolve()
    first = place if place.is_dir() else place.parent
    folders = [first, *(first.parents if first.is_relative_to(here) else ())]
    within = [one for one in folders if one == first or one.is_relative_to(here)]
    return next((found for one in within if (found := one / name).is_file()), None)


@dataclass(frozen=True)
class _Places:
    """Finds the cells of findings in one workbook."""

    checked: CheckedInput
    workbook: Path
    cascade: Cascade
    settings: Settings

    @property
    def _is_own(self) -> bool:
        return self.workbook == self.checked.path

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.checked.rules}

    def title(self, rule: str, language: Language) -> str:
        """Return the title of a rule; its id if it is none of those that ran."""
        known = self._rules.get(rule)
        return rule if known is None else known.title.say(language)

    def agency(self, finding: Finding) -> str:
        """Return the names of the agencies of a finding; ids where they have none; "" without."""
        known = {unit.id: unit.name for unit in self.cascade.units if unit.id in finding.agencies}
        return ", ".join(known.get(one) or one for one in finding.agencies)

    @cached_property
    def _records(self) -> Mapping[str, tuple[Label, Record]]:
        return {record.id: (label, record) for label, record in self.cascade.records()}

    @cached_property
    def _origins(self) -> Mapping[Key, str]:
        return {} if self._is_own else origin_cells(self.checked.path, self.settings)

    @cached_property
    def _contents(self) -> Contents:
        return open_workbook(self.workbook, self.settings)

    @property
    def titles(self) -> Sequence[str]:
        """The titles of its sheets."""
        return self._contents.names

    @cached_property
    def _headings(self) -> Mapping[str, _Sheet]:
        """The table of each sheet with one, and the columns of its headings."""
        found: dict[str, _Sheet] = {}
        for grid in self._contents.grids:
            number, row = next(grid.lines(), (1, ()))
            columns: dict[str, int] = {}
            names: dict[str, str] = {}
            for at, cell in enumerate(row):
                text = cell_text(cell) or ""
                heading = grid.table.find(text)
                if heading is not None:
                    columns.setdefault(heading.name, at)
                    names.setdefault(heading.name, text.strip())
            found[grid.sheet or ""] = _Sheet(grid.table, number, columns, names)
        return found

    @cached_property
    def _filled(self) -> Mapping[tuple[str, int], Mapping[str, str]]:
        """The texts of the tables with records, by sheet and row, and by heading; none is empty."""
        found: dict[tuple[str, int], Mapping[str, str]] = {}
        for grid in self._contents.grids:
            columns = self._headings[grid.sheet or ""].columns
            for number, line in grid.lines() if grid.table.name not in _KEYS else ():
                texts = {
                    name: text
                    for name, at in columns.items()
                    if at < len(line) and (text := (cell_text(line[at]) or "").strip())
                }
                found[grid.sheet or "", number] = texts
        return found

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[str, Sequence[_Row]]]:
        """The rows of the tables without records of their own, by what they are about."""
        found: dict[str, dict[str, list[_Row]]] = {name: {} for name in _KEYS}
        for grid in self._contents.grids:
            key = _KEYS.get(grid.table.name)
            if key is None:
                continue
            columns = self._headings[grid.sheet or ""].columns
            for number, line in grid.lines():
                texts = {
                    name: cell_text(line[at]) or "" if at < len(line) else ""
                    for name, at in columns.items()
                }
                row = _Row(grid.sheet or "", number, texts)
                for name in key:
                    found[grid.table.name].setdefault(texts.get(name, "").strip(), []).append(row)
        return found

    def cells(self, finding: Finding) -> Mapping[Cell, Sequence[_Concerned]]:
        """Return the cells of a finding, that of the place which people are shown first.

        Of an aggregate finding they are headings, each with the rows that it concerns.
        """
        if finding.members:
            return self._heading_cells(finding)
        other = None if finding.other is None else finding.other.id
        about = _About(finding.subject.id, other, finding.years)
        found = dict.fromkeys(self._cells(finding, about), ())
        for one in finding.group or ():
            its = replace(finding, origin=one.origin, source=one.source, written_in=None)
            found |= dict.fromkeys(self._cells(its, _About(one.id, None, finding.years)), ())
        return found

    def _heading_cells(self, finding: Finding) -> Mapping[Cell, Sequence[_Concerned]]:
        """Return the headings of what everything lacks, each with the rows of the records."""
        ids = dict.fromkeys(id_ for id_, _other in finding.members if id_ in self._records)
        rows: Counter[str] = Counter()
        tables: dict[str, str] = {}
        for id_ in ids:
            label, record = self._records[id_]
            place = self._place(str(record.origin) if self._is_own else record.source)
            if place is not None and place.sheet is not None:
                rows[place.sheet] += 1
                tables.setdefault(place.sheet, TABLE_OF[label])
        heading = self._own_heading if self._is_own else self._matrix_heading
        found: dict[Cell, list[_Concerned]] = {}
        for sheet, number in rows.items():
            cell = heading(finding, sheet, tables[sheet])
            if cell is not None:
                found.setdefault(cell, []).append(_Concerned(sheet, number))
        return found

    def _own_heading(self, finding: Finding, sheet: str, table: str) -> Cell | None:
        """Return the heading of the column to fix of the records of a sheet; else of their ids."""
        for wanted, name in (*self._columns_to_fix(finding), (table, "id")):
            for title, one in self._headings.items():
                is_there = title == sheet if wanted == table else wanted in _KEYS
                if one.table.name == wanted and is_there and name in one.columns:
                    return title, one.row, one.columns[name]
        return None

    def _matrix_heading(self, finding: Finding, sheet: str, table: str) -> Cell | None:
        """Return the heading, in the matrix, of the column to fix; else that of the names."""
        file = shown(self.workbook.name)
        known = [
            one
            for one in read_headings(self.cascade.plan.headings)
            if (one.file, one.sheet) == (file, sheet)
        ]
        for wanted, name in (*self._columns_to_fix(finding), (table, "name")):
            for column in (column for one in known for column in one.of(wanted, name)):
                if not finding.years or column.year in {None, *finding.years}:
                    place = self._place(f"{file}!{sheet}!{column.cell}")
                    spot = None if place is None else _spot(place)
                    if spot is not None:
                        return spot
        return None

    def _cells(self, finding: Finding, about: _About) -> Iterator[Cell]:
        source = finding.source
        if self._is_own:
            place, shown_at = self._place(finding.origin), self._place(finding.row)
            if place is not None and place.row is not None:
                found = dict.fromkeys(self._row_cells(finding, about, place))
                yield from _with_first(found, shown_at or place, self._id_cell)
            return
        traced = [self._place(text) for text in self._traced(finding, about, source)]
        spots = [spot for one in traced if one is not None and (spot := _spot(one)) is not None]
        place = self._place(source)
        if not spots and place is not None:
            spots = [spot for spot in (_spot(place),) if spot is not None]
        yield from dict.fromkeys(spots)

    def _place(self, text: str | None) -> Reference | None:
        """Return a place in this workbook; None if it is none, or in another file."""
        place = place_of(text)
        is_here = place is not None and place.file == shown(self.workbook.name)
        return place if is_here and place is not None and place.sheet is not None else None

    def _traced(self, finding: Finding, about: _About, source: str | None) -> list[str]:
        """Return the cells of the matrix that the column to fix, by the rule, was imported from.

        A cell that is empty was imported from nowhere: it is the one of its column, as other
        records have it, in the row of the record.
        """
        label, _record = self._records.get(about.id, (None, None))
        own = next((one.name for one in TABLES if label is not None and one.label == label), None)
        for table, name in self._columns_to_fix(finding):
            if table == own:
                keys = [(table, about.id, name)]
            elif table == _VALUES and about.years:
                keys = [(table, f"{about.id} {year}", name) for year in about.years]
            else:
                continue
            found = [cell for key in keys if (cell := self._imported_from(key, source)) is not None]
            if found:
                return found
        return []

    def _imported_from(self, key: Key, source: str | None) -> str | None:
        if key in self._origins:
            return self._origins[key]
        place = self._place(source)
        columns = self._matrix_columns.get(self._column_key(key), frozenset())
        spot = None if place is None else _spot(place)
        if place is None or spot is None or len(columns) != 1:
            return None
        ((sheet, letters),) = columns
        return f"{place.file}!{sheet}!{letters}{spot[1]}" if sheet == place.sheet else None

    @cached_property
    def _matrix_columns(self) -> Mapping[Key, frozenset[tuple[str, str]]]:
        """The columns of the matrix, with their sheets, that a heading, and year, comes from."""
        found: dict[Key, set[tuple[str, str]]] = {}
        for key, text in self._origins.items():
            place = self._place(text)
            if place is not None and place.sheet is not None:
                letters = place.spot.partition(":")[0].rstrip(_DIGITS)
                found.setdefault(self._column_key(key), set()).add((place.sheet, letters))
        return {key: frozenset(columns) for key, columns in found.items()}

    @staticmethod
    def _column_key(key: Key) -> Key:
        table, id_, name = key
        return table, id_.rpartition(" ")[2] if table == _VALUES else "", name

    def _row_cells(self, finding: Finding, about: _About, place: Reference) -> Iterator[Cell]:
        """Yield the cells to fix of what a row of our own tables is about."""
        row, sheet = place.row or 0, place.sheet or ""
        if sheet not in self._headings or not 0 < row <= LAST_ROW:
            return
        own, columns = self._headings[sheet].table, self._headings[sheet].columns
        for table, name in self._columns_to_fix(finding):
            if table == own.name and name == _LIST and about.other is not None:
                found = list(self._link_cells(sheet, row, about))
            elif table == own.name:
                found = [(sheet, row, columns[name])] if name in columns else []
                found = self._empty_cells(finding, sheet, row) or found
            else:
                found = [
                    (one.sheet, one.number, self._headings[one.sheet].columns[name])
                    for one in self._rows_about(table, name, about)
                    if name in self._headings[one.sheet].columns
                ]
                found += self._beside_missing(finding, about, table)
            if found:
                yield from found
                return
        is_link = any(table == _LINKED for table, _ in self._columns_to_fix(finding))
        yield self._id_cell(sheet, row, _LINKS if is_link else ())

    def _id_cell(self, sheet: str, row: int, before: Sequence[str] = ()) -> Cell:
        """Return the cell that identifies a row, or of one of the headings ``before`` it."""
        own = self._headings[sheet]
        names = (*before, "id", *(heading.name for heading in own.table.required()))
        return sheet, row, next((own.columns[name] for name in names if name in own.columns), 0)

    def _empty_cells(self, finding: Finding, sheet: str, row: int) -> list[Cell]:
        """Return the empty ones of the cells to fix, where a rule asks to fill in what is missing.

        Such a rule is one whose example only fills cells of the very record.
        """
        rule, own = self._rules.get(finding.rule), self._headings[sheet]
        cells = () if rule is None else rule.example.cells
        if not cells or any(one.before or one.column.table != own.table.name for one in cells):
            return []
        texts = self._filled.get((sheet, row), {})
        return [
            (sheet, row, own.columns[name])
            for table, name in self._columns_to_fix(finding)
            if table == own.table.name and name in own.columns and name not in texts
        ]

    def _link_cells(self, sheet: str, row: int, about: _About) -> Iterator[Cell]:
        """Yield the cells in which a contribution is stated: in a list, in its own row, or both."""
        listed = self._filled.get((sheet, row), {}).get(_LIST, "")
        if about.other in {one.strip() for one in listed.split(";")}:
            yield sheet, row, self._headings[sheet].columns[_LIST]
        for one in self._rows_about(_LINKED, "to", about):
            yield one.sheet, one.number, self._headings[one.sheet].columns["to"]

    def _beside_missing(self, finding: Finding, about: _About, table: str) -> list[Cell]:
        """Return the cell below which a missing row of ``values`` is to be added, if there is one.

        It is the year of the last row of the same indicator.
        """
        if not any(one.table == table == _VALUES for one in self._missing(finding, about)):
            return []
        rows = self._rows.get(table, {}).get(about.id, ())
        return [
            (one.sheet, one.number, self._headings[one.sheet].columns["year"])
            for one in rows[-1:]
            if "year" in self._headings[one.sheet].columns
        ]

    def additions(self, finding: Finding, language: Language) -> str:
        """Say which rows are to be added on which sheet for a finding; empty if none are."""
        if not self._is_own or finding.members:
            return ""
        other = None if finding.other is None else finding.other.id
        about = _About(finding.subject.id, other, finding.years)
        return " ".join(self._add(one, language) for one in self._missing(finding, about))

    def _add(self, missing: _Missing, language: Language) -> str:
        sheets = [
            (title, one) for title, one in self._headings.items() if one.table.name == missing.table
        ]
        title = sheets[0][0] if sheets else missing.table
        names: Mapping[str, str] = sheets[0][1].names if sheets else {}
        cells = ", ".join(f"{names.get(name, name)} = {it}" for name, it in missing.texts.items())
        return (_ADD_ROWS if sheets else _ADD_SHEET).say(
            language,
            number=missing.number,
            sheet=f"«{title}»",
            cells=cells,
            column=names.get(missing.column, missing.column),
        )

    def _missing(self, finding: Finding, about: _About) -> list[_Missing]:
        """Return the rows that the first column to fix would be in, but that are not there yet."""
        first = next(iter(self._columns_to_fix(finding)), None)
        if first is None:
            return []
        table, name = first
        if table == _VALUES and about.years and about.id in self._records:
            rows = self._rows.get(_VALUES, {}).get(about.id, ())
            known = {one.texts.get("year", "").strip() for one in rows}
            years = [one for one in map(str, about.years) if one not in known]
            texts = {"indicator": about.id, "year": ", ".join(years)}
            return [_Missing(table, len(years), texts, name)] if years else []
        if table == _LINKED and about.other is not None:
            ends = {"from": about.id, "to": about.other}
            if not any(True for _one in self._rows_about(_LINKED, name, about)):
                return [_Missing(table, 1, ends, name)]
        return []

    def _rows_about(self, table: str, name: str, about: _About) -> Iterator[_Row]:
        """Yield the rows of ``values`` and ``contributions`` in which a column is to be fixed."""
        rows = self._rows.get(table, {}).get(about.id, ())
        if table == _VALUES:
            for row in rows:
                year = row.texts.get("year", "").strip()
                if year in map(str, about.years) or (not about.years and row.texts.get(name)):
                    yield row
        elif table == _LINKED:
            for row in rows:
                ends = row.texts.get("from", "").strip(), row.texts.get("to", "").strip()
                is_into = about.other is None and ends[1] == about.id and row.texts.get(name)
                if is_into or ends == (about.id, about.other):
                    yield row

    def _columns_to_fix(self, finding: Finding) -> list[tuple[str, str]]:
        """Return the tables and headings that the rule says to fix, in its order."""
        rule = self._rules.get(finding.rule)
        if rule is None or rule.id in _FIXED_BELOW:
            return []
        any_ = [text for one in as_list(finding.data.get("cells")) or () if (text := str(one))]
        return [
            (field.table, name)
            for field in rule.fields
            for name in (any_ if field.name == ANY else [field.name])
        ]


def _with_first(
    cells: Iterable[Cell], place: Reference, identify: Callable[[str, int], Cell]
) -> list[Cell]:
    """Return ``cells`` with those in the row of ``place`` first; if none is, what identifies it."""
    there = [cell for cell in cells if cell[:2] == (place.sheet, place.row)]
    rest = [cell for cell in cells if cell not in there]
    if not there and place.row is not None and place.sheet is not None:
        there = [identify(place.sheet, place.row)]
    return [*there, *rest]


def _spot(place: Reference) -> Cell | None:
    """Return the first cell of a reference to cells or a row; None if no sheet has it."""
    first = place.spot.partition(":")[0]
    letters = first.rstrip(_DIGITS)
    row = int(first[len(letters) :])
    try:
        column = column_of(letters) if letters else 0
    except WholeFileError:
        return None
    if place.sheet is None or row > LAST_ROW or column >= LAST_COLUMN:
        return None
    return place.sheet, row, column


@dataclass(frozen=True, slots=True)
class _Located:
    """A finding, its cells, and which rows are to be added for it (a sentence, or empty).

    ``cells``: each with the rows that it concerns if it is a heading.
    """

    finding: Finding
    cells: Mapping[Cell, Sequence[_Concerned]]
    to_add: str

    def message(self, cell: Cell, language: Language) -> str:
        """Return what is wrong, at one of its cells."""
        concerned = [
            _ROWS.say(language, number=one.rows, sheet=f"«{one.sheet}»") for one in self.cells[cell]
        ]
        return " ".join((self.finding.message.say(language), *concerned))

    def remedy(self, language: Language) -> str:
        """Return how to fix it."""
        return f"{self.finding.remediation.say(language)} {self.to_add}".strip()


def _annotations(
    located: Iterable[_Located], places: _Places, title: str, language: Language
) -> Annotations:
    """Return what to write: at each cell its findings, in their order, and all on a sheet."""
    by_cell: dict[Cell, list[_Located]] = {}
    listed: list[ListedFinding] = []
    for one in located:
        for cell in one.cells:
            by_cell.setdefault(cell, []).append(one)
        listed.append(_listed(one, places, language))
    marks: dict[str, dict[tuple[int, int], Mark]] = {}
    for (sheet, row, column), found in by_cell.items():
        note = _note(found, (sheet, row, column), places, title, language)
        mark = Mark(found[0].finding.severity, note)
        marks.setdefault(sheet, {})[row, column] = mark
    headings = [(heading.say(language), width) for heading, width in _HEADINGS]
    return Annotations(marks=marks, title=title, headings=headings, listed=listed)


def _listed(located: _Located, places: _Places, language: Language) -> ListedFinding:
    finding, cells = located.finding, tuple(located.cells)
    place = finding.place or ""
    if cells:
        sheet, row, column = cells[0]
        place = f"{sheet}!{cell_name(row, column)}"
        if len(cells) > 1:
            place = _CELLS.say(language, cell=place, number=len(cells) - 1)
    texts = (
        severity_mark(finding.severity, language),
        places.title(finding.rule, language),
        places.agency(finding),
        finding.subject.id,
        finding.subject.name or "",
        finding.message.say(language),
        located.remedy(language),
        finding.rule,
        place,
    )
    return ListedFinding(finding.severity, texts, cells[0] if cells else None)


def _note(
    found: Sequence[_Located], cell: Cell, places: _Places, sheet: str, language: Language
) -> str:
    """Return every finding of a cell with its sign, so that none depends on colour alone."""
    parts: list[str] = []
    size = 0
    for number, located in enumerate(found):
        one = located.finding
        rule = f"{places.title(one.rule, language)} ({one.rule})"
        told = (
            f"{severity_mark(one.severity, language)} · {rule}\n"
            f"{located.message(cell, language)}\n→ {located.remedy(language)}"
        )[:_LONGEST_NOTE]
        size += len(told)
        if number and (number >= _MOST_IN_A_NOTE or size > _LONGEST_NOTE):
            rest = len(found) - number
            parts.append(_MORE.say(language, number=rest, sheet=sheet))
            break
        parts.append(told)
    return "\n\n".join(parts)
