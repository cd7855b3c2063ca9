"""Name the planner's own headings in remedies, in place of the columns of our tables.

A remedy names a column in `backticks`; its rule says in ``fields`` of which tables. With a heading
of a matrix, "the column `measure_unit` of the table `indicators`" becomes "the column “Satuan” at
renja.xlsx!Renja!E5"; where a table of the plan is headed otherwise, only the name changes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from textwrap import shorten
from typing import Any, Final, NamedTuple, Self, TypeAlias

from kinerja_graph.audit.wording import spoken
from kinerja_graph.library.cells import ANY, Column
from kinerja_graph.library.describe import Described
from kinerja_graph.library.fields import TICK
from kinerja_graph.library.plain import as_list
from kinerja_graph.library.rule import Rule, Whole
from kinerja_graph.model.headings import (
    Found,
    PlannerColumn,
    PlannerSheet,
    PlannerSheets,
    Wanted,
    columns_in,
    name_column,
)
from kinerja_graph.model.origin import place_of
from kinerja_graph.model.tables import COLUMNS, KEYS
from kinerja_graph.texts import LANGUAGES, Language, Text, _

_HEADED: Final = _("“{heading}” at {place}")
_LETTERED: Final = _("{letters} at {place}")
_THE_COLUMN: Final = (_("the column {headings}"), _("the columns {headings}"))
_COLUMN: Final = (_("column {headings}"), _("columns {headings}"))
_OF_TABLE: Final = _("the column {column} of the table {table}")
_AND_MORE: Final = _("{number} more")
_ADD_THERE: Final = _(
    "There is no such column in {sheet}: add it there and import again, or fill in {columns} of "
    "the table {table} in the imported plan."
)
_FILL_HERE: Final = _(
    "There is no such column in {sheet}: fill in {columns} of the table {table} in the imported "
    "plan; add the table or the column where it is not there."
)
_ADD_BRIEFLY: Final = _("There is no such column in {sheet}: add it there and import again.")
_FILL_BRIEFLY: Final = _(
    "There is no such column in {sheet}: fill it in in the imported plan; add the table or the "
    "column where it is not there."
)
"""The same where the remedy itself names the column and its table."""
_ADD_YEARS: Final = _(
    "There is no column for {years} in {sheet}: add it there and import again, or fill in "
    "{columns} of the table {table} in the imported plan."
)
_NOT_ABOVE: Final = _(
    "{sheet} has no column for what stands above {headings}: add one to its left, headed for "
    "example Tujuan or Sasaran, and import again, or write the id of the result above under "
    "{column} of the table {table} in the imported plan."
)
_NOT_BELOW: Final = _(
    "{sheet} has no column for what stands below {headings}: add one to its right, headed for "
    "example Program or Kegiatan, and import again, or add such results to the imported plan, with "
    "its id under {column}."
)
_NOT_LINKED: Final = _(
    "The rows of {sheet} do not say this: write it under {column} of the table {table} in the "
    "imported plan."
)
_NOT_MEASURED: Final = _(
    "{sheet} has no column of indicators for {headings}: add one to its right, headed Indikator, "
    "and import again."
)
_CODED_ABOVE: Final = _(
    "In {sheet} the code under {headings} says what is above, and the result above has no row "
    "there: add it to the table {table} of the imported plan, and write its id under {column}."
)
_CODED_BELOW: Final = _(
    "In {sheet} the code under {headings} says what is above: add a row whose code begins with "
    "that of the result, and import again."
)
_ORDERED_ABOVE: Final = _(
    "In {sheet} the order of the rows and {headings} say what is above: put the row below the "
    "result that it brings about, and import again."
)
_ORDERED_BELOW: Final = _(
    "In {sheet} the order of the rows and {headings} say what is above: add rows of a lower level "
    "right below it, and import again."
)
_ABOVE: Final = frozenset({_NOT_ABOVE, _CODED_ABOVE, _ORDERED_ABOVE})
"""How a sheet links results to each other in which no column names what is above.

Those of ``_ABOVE`` come before the remedy: with them it can be done.
"""
_MOST: Final = 4
_LONGEST: Final = 48
"""Each part of a longer heading is cut, at the end of a word."""
_UNDER: Final = " > "
_NAME: Final = "`(?P<name>[a-z_]+)`"
_TABLES: Final = "`(?P<first>[a-z]+)`(?: {joint} `(?P<second>[a-z]+)`)?"
_MENTIONS: Final = {
    "en": re.compile(
        "the table `(?P<table>[a-z]+)`|(?P<the>the )?(?P<word>columns? )?"
        + _NAME
        + "(?: (?:of|in) the tables? "
        + _TABLES.format(joint="or")
        + ")?"
    ),
    "id": re.compile(
        "tabel `(?P<table>[a-z]+)`|(?P<the>(?!))?(?P<word>kolom )?"
        + _NAME
        + r"(?:(?: \([^()`]*\))?(?: di| pada)? tabel "
        + _TABLES.format(joint="atau")
        + ")?"
    ),
}
"""How a sentence names a column: with its table, as a code word alone, or by its table alone."""
_CELLS: Final = "{cells}"
_IN_MATRIX: Final = frozenset({"id", "name", "level", "objective", "parent", "contributes_to"})
"""Columns that a matrix need not have: its codes, rows and columns say what these would."""
_NEVER_IMPORTED: Final = frozenset({"cross_agency", "expected_agencies"})
_YEARLY: Final = frozenset({"target", "realisation"})
_LINK: Final = "contributes_to"
_MEASURES: Final = "objective"
_RESULTS: Final = ("objectives", "indicators")


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whose remedy it is: that of a record, of several, or of everything if ``is_all``.

    Attributes:
        each: of several, all that differ.
        table: the table of the record.
        sheet: the sheet of a matrix that it was imported from; None if it was not.
        tables: the tables of the plan that hold it, if they have headings of their own.
        names: the letters of the column with its name in the matrix.
    """

    is_all: bool
    table: str | None = None
    sheet: PlannerSheet | None = None
    tables: tuple[PlannerSheet, ...] = ()
    names: str | None = None
    each: tuple[_Subject, ...] = ()

    @property
    def imported(self) -> tuple[_Subject, ...]:
        """Those that a matrix holds, each with its sheet."""
        return tuple(one for one in self.each or (self,) if one.sheet is not None)


_EVERYTHING: Final = _Subject(is_all=True)


class _About(NamedTuple):
    """What a sentence may name: input columns; ``anchor``: the labels of what it is about."""

    fields: tuple[Column, ...]
    anchor: tuple[str, ...]

    @classmethod
    def of(cls, rule: Rule) -> Self:
        return cls(rule.fields, rule.anchor)


_Unlinked: TypeAlias = tuple[Wanted, PlannerSheet, tuple[str | None, ...]]
"""A column that a sheet lacks, and the columns with the names of the records that lack it."""


@dataclass(slots=True)
class Remedies:
    """The remedies of one edition; without ``sheets`` they are those of the rules, unchanged."""

    sheets: PlannerSheets
    _made: dict[object, Text] = field(default_factory=dict[object, Text])

    def of_record(
        self, rule: Rule, table: str | None, record: Described | None, facts: Mapping[str, Any]
    ) -> Text:
        """Return the remedy of a finding about ``record``; its facts are still to be filled in."""
        if not self.sheets or record is None:
            return rule.mend
        subject = self._subject(table, record)
        return self._worded(rule.mend, rule.mend_marked, _About.of(rule), subject, facts)

    def of_all(self, rule: Rule, records: Iterable[tuple[str | None, Described]] = ()) -> Text:
        """Return the remedy of several findings at once.

        Args:
            rule: whose findings they are.
            records: their subjects, each with its table; if one is not from a matrix, or there are
                none, the headings of all sheets are named.
        """
        each = tuple(
            dict.fromkeys(self._subject(table, one) for table, one in records)
            if self.sheets
            else ()
        )
        is_known = bool(each) and all(one.sheet is not None for one in each)
        subject = _Subject(is_all=True, each=each) if is_known else _EVERYTHING
        return self._worded(rule.mend, rule.mend_marked, _About.of(rule), subject, {})

    def of_hint(self, hint: Text, *columns: Column) -> Text:
        """Return a sentence about the whole plan; its facts are still to be filled in.

        Args:
            hint: the sentence; columns that it names are in backticks.
            columns: those columns, with their tables.
        """
        plain = Text(id=hint.id.replace(TICK, ""), en=hint.en.replace(TICK, ""))
        return self._worded(plain, hint, _About(columns, ()), _EVERYTHING, {})

    def _subject(self, table: str | None, record: Described) -> _Subject:
        source = place_of(record.source)
        own = (source, place_of(record.origin))
        return _Subject(
            is_all=False,
            table=table,
            sheet=next((one for one in self.sheets if one.is_matrix and one.holds(source)), None),
            tables=tuple(one for one in self.sheets if any(map(one.holds, own))),
            names=None if source is None else name_column(source),
        )

    def of_whole(self, rule: Rule, whole: Whole, facts: Mapping[str, Any]) -> Text:
        """Return the remedy of an aggregate finding; its facts are still to be filled in."""
        return self._worded(whole.mend, whole.mend_marked, _About.of(rule), _EVERYTHING, facts)

    def _worded(
        self, mend: Text, marked: Text, about: _About, subject: _Subject, facts: Mapping[str, Any]
    ) -> Text:
        if not self.sheets:
            return mend
        years = tuple(one for one in as_list(facts.get("years")) or () if isinstance(one, int))
        cells = tuple(one for one in as_list(facts.get("cells")) or () if isinstance(one, str))
        key = (marked.en, about, subject, years, cells)
        if key not in self._made:
            said = {
                language: _Remedy(self.sheets, about, subject, years, cells, language).say(
                    marked.say(language)
                )
                for language in LANGUAGES
            }
            changed = said["id"] is not None and said["en"] is not None
            self._made[key] = Text(id=said["id"] or "", en=said["en"] or "") if changed else mend
        return self._made[key]


@dataclass(slots=True)
class _Remedy:
    """One remedy in one language, while it is worded."""

    sheets: PlannerSheets
    about: _About
    subject: _Subject
    years: tuple[int, ...]
    cells: tuple[str, ...]
    language: Language
    is_named: bool = False
    lacking: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    tables_named: set[str] = field(default_factory=set[str])
    years_lacking: tuple[Wanted, tuple[int, ...]] | None = None
    unlinked: list[_Unlinked] = field(default_factory=list["_Unlinked"])

    def say(self, marked: str) -> str | None:
        """Return the remedy with the planner's headings; None if there is nothing to name."""
        said = _MENTIONS[self.language].sub(self._mention, marked)
        if _CELLS in said and any(one.name == ANY for one in self.about.fields):
            said = said.replace(_CELLS, self._cells())
        told = self._years_sentences() if self.years_lacking else self._lacking_sentences()
        links = list(self._link_sentences())
        if not self.is_named and not told and not links:
            return None
        first = [link for form, link in links if form in _ABOVE]
        last = [link for form, link in links if form not in _ABOVE]
        return " ".join([*first, said.replace(TICK, ""), *told, *last])

    def _mention(self, found: re.Match[str]) -> str:
        wanted = self._wanted(found)
        if wanted is None:
            return found[0]
        columns = self._columns(wanted)
        self._note_unlinked(wanted, is_named=bool(columns))
        if columns:
            self.is_named = True
            self._note_years(wanted, columns)
            one, several = _THE_COLUMN if found["the"] or found["table"] else _COLUMN
            form = several if columns[1:] else one
            return form.say(self.language, headings=self._headings(columns))
        if self._is_imported:
            self._note_lacking(wanted)
            self.tables_named.update(filter(None, (found["first"], found["second"])))
            return found[0]
        own = self._own_names(wanted)
        if own == [wanted.column]:
            return found[0]
        self.is_named = True
        names = _escaped(spoken(own, self.language))
        if found["table"]:
            return _OF_TABLE.say(self.language, column=names, table=wanted.tables[0])
        return found[0].replace(f"{TICK}{wanted.column}{TICK}", names)

    def _wanted(self, found: re.Match[str]) -> Wanted | None:
        """Return the column that is named; None if ``fields`` has none such."""
        if found["table"]:
            names = {one.name for one in self.about.fields if one.table == found["table"]} - {ANY}
            return self._of_tables((found["table"],), names.pop()) if len(names) == 1 else None
        known = [one.table for one in self.about.fields if one.name == found["name"]]
        said = [found[each] for each in ("first", "second") if found[each]]
        tables = tuple(table for table in said or known if table in known)
        if not tables:
            return None
        if said:
            return self._of_tables(tables, found["name"], every=True)
        first = sorted(tables, key=lambda table: table != self.subject.table)
        return self._of_tables(tuple(first), found["name"])

    def _of_tables(self, tables: tuple[str, ...], column: str, *, every: bool = False) -> Wanted:
        years = self.years if column in _YEARLY and self.years else None
        return Wanted(tables, column, every=every, years=years)

    @property
    def _is_imported(self) -> bool:
        """Whether it is about what an import read from a matrix."""
        if self.subject == _EVERYTHING:
            return any(one.is_matrix for one in self.sheets)
        return bool(self.subject.imported)

    @property
    def _matrices(self) -> PlannerSheets:
        if self.subject == _EVERYTHING:
            return tuple(one for one in self.sheets if one.is_matrix)
        return tuple(dict.fromkeys(one.sheet for one in self.subject.imported if one.sheet))

    def _columns(self, wanted: Wanted) -> list[Found]:
        """Return the columns of the matrices that are meant."""
        if self.subject == _EVERYTHING:
            if self._is_of_others(wanted) and wanted.column != _LINK:
                return []
            return columns_in(self._matrices, wanted, None)
        found = [one for each in self.subject.imported for one in self._columns_of(each, wanted)]
        return list(
            {(sheet.place, one.text, one.cell): (sheet, one) for sheet, one in found}.values()
        )

    def _columns_of(self, subject: _Subject, wanted: Wanted) -> list[Found]:
        """Return the columns of the sheet of ``subject`` that are meant."""
        sheets = () if subject.sheet is None else (subject.sheet,)
        names = subject.names
        if self._is_of_others(wanted):
            if wanted.column != _LINK:
                return []
            # what contributes to a result names it in the very column that the result stands in
            found = columns_in(sheets, replace(wanted, every=True), None)
            above = [one for one in found if _stands_in(one[1], names)]
            return above or [each for each in found if each[1].names is None]
        found = columns_in(sheets, wanted, names)
        if wanted.column not in _IN_MATRIX:
            return found
        return [each for each in found if each[1].names in {names, None}]

    def _is_of_others(self, wanted: Wanted) -> bool:
        """Return whether the column belongs to other records, such as the contributing ones."""
        return "tasks" in wanted.tables and "Task" not in self.about.anchor

    def _own_names(self, wanted: Wanted) -> list[str]:
        """Return what the tables of the plan call the column, for each table that is meant."""
        names: list[str] = []
        for table in wanted.tables if wanted.every else wanted.tables[:1]:
            found = columns_in(self._tables(table), replace(wanted, tables=(table,)), None)
            names += [column.text for _, column in found] or [wanted.column]
        return list(dict.fromkeys(names))

    def _tables(self, table: str) -> PlannerSheets:
        """Return where ``table`` of the plan is headed otherwise; of a record its own file."""
        if table == self.subject.table:
            return self.subject.tables
        return tuple(one for one in self.sheets if not one.is_matrix)

    def _headings(self, columns: Sequence[Found]) -> str:
        most = len(columns) if len(columns) <= _MOST else _MOST - 1
        told: list[str] = []
        before: PlannerSheet | None = None
        for sheet, column in columns[:most]:
            cell = column.cell or ""
            place = cell if sheet is before or not sheet.file else f"{sheet.place}!{cell}"
            form = _HEADED if column.text else _LETTERED
            place = place if column.text else sheet.place
            told.append(
                form.say(self.language, heading=_short(column.text), letters=cell, place=place)
            )
            before = sheet
        if columns[most:]:
            told.append(_AND_MORE.say(self.language, number=len(columns) - most))
        return _escaped(spoken(told, self.language))

    def _cells(self) -> str:
        """Return the columns with unreadable cells, each by its heading where there is one."""
        told: list[str] = []
        for name in self.cells:
            tables = tuple(table for table, names in COLUMNS.items() if name in names)
            if self.subject.table is not None:
                tables = tuple(each for each in tables if each in (self.subject.table, *KEYS))
            columns = self._columns(Wanted(tables, name)) if tables else []
            own = [name] if columns or not tables else self._own_names(Wanted(tables, name))
            self.is_named = self.is_named or bool(columns) or own != [name]
            told.append(
                self._headings(columns) if columns else _escaped(spoken(own, self.language))
            )
        return spoken(told, self.language)

    def _note_years(self, wanted: Wanted, columns: Sequence[Found]) -> None:
        known = {column.year for _, column in columns}
        lacking = tuple(year for year in wanted.years or () if year not in known)
        if lacking and None not in known:
            self.years_lacking = wanted, lacking

    def _note_lacking(self, wanted: Wanted) -> None:
        if wanted.column not in _IN_MATRIX and not self._is_of_others(wanted):
            names = self.lacking.setdefault(wanted.tables[0], [])
            names += [wanted.column] if wanted.column not in names else []

    def _years_sentences(self) -> list[str]:
        if self.years_lacking is None:
            return []
        wanted, years = self.years_lacking
        return [self._write_sentence(_ADD_YEARS, wanted.tables[0], [wanted.column], years)]

    def _lacking_sentences(self) -> list[str]:
        """Return sentences about columns that the sheets do not have, unless others are named."""
        if self.is_named:
            return []
        return [
            self._write_sentence(self._form_of_lacking(table, names), table, names)
            for table, names in self.lacking.items()
        ]

    def _note_unlinked(self, wanted: Wanted, *, is_named: bool) -> None:
        """Note the sheets of which a sentence must say how they link results."""
        if wanted.column not in {_LINK, _MEASURES}:
            return
        if self.subject == _EVERYTHING and not is_named:
            self.unlinked += [(wanted, one, ()) for one in self._matrices]
        lacking: defaultdict[PlannerSheet, list[str | None]] = defaultdict(list)
        for one in self.subject.imported:
            if one.sheet is not None and not self._columns_of(one, wanted):
                lacking[one.sheet].append(one.names)
        self.unlinked += [(wanted, sheet, tuple(names)) for sheet, names in lacking.items()]

    def _link_sentences(self) -> Iterator[tuple[Text, str]]:
        """Yield how the sheets link results in which no column can be named, each way once."""
        ways: defaultdict[tuple[Text, str, str, str], list[str]] = defaultdict(list)
        for wanted, sheet, names in self.unlinked:
            form, columns = self._way_of_linking(wanted, sheet, names)
            bare = replace(sheet, file="", sheet=None)  # the sentence names the sheet itself
            headings = self._headings([(bare, column) for column in columns])
            table = next((one for one in wanted.tables if one in _RESULTS), wanted.tables[0])
            ways[form, headings, wanted.column, table].append(sheet.place)
        for (form, headings, column, table), places in ways.items():
            sheets = spoken(self._few(places), self.language)
            facts = {"sheet": sheets, "headings": headings, "column": column, "table": table}
            yield form, _escaped(form.say(self.language, **facts))

    def _way_of_linking(
        self, wanted: Wanted, sheet: PlannerSheet, names: Sequence[str | None]
    ) -> tuple[Text, Sequence[PlannerColumn]]:
        """Return the sentence for the records named in the columns ``names``, and its headings."""
        is_of_others = self._is_of_others(wanted)
        named = [one for table in _RESULTS for one in sheet.of(table, "name")]
        own = [one for one in named if one.names in names] or named[-1 if is_of_others else 0 :][:1]
        levels = [one for one in named if one.table == "objectives"]
        coded = [one for table in _RESULTS for one in sheet.of(table, "id")]
        ordered = [one for table in _RESULTS for one in sheet.of(table, "level")]
        if not own:
            return _NOT_LINKED, ()
        if wanted.column == _MEASURES:
            return _NOT_MEASURED, own
        if coded:
            return (_CODED_BELOW if is_of_others else _CODED_ABOVE), coded
        if ordered:
            return (_ORDERED_BELOW if is_of_others else _ORDERED_ABOVE), ordered
        if is_of_others:
            return (_NOT_BELOW if levels and own[0] in levels else _NOT_LINKED), own
        return _NOT_ABOVE, own

    def _form_of_lacking(self, table: str, names: Sequence[str]) -> Text:
        """Return the sentence about columns that the sheets do not have."""
        if table in self.tables_named:
            return _ADD_BRIEFLY if self._can_import(table, names) else _FILL_BRIEFLY
        return _ADD_THERE if self._can_import(table, names) else _FILL_HERE

    def _can_import(self, table: str, names: Sequence[str]) -> bool:
        """Return whether an import could read such columns from the sheet."""
        tables = {column.table for one in self._matrices for column in one.columns}
        read_with = "indicators" if table == "values" else table
        return read_with in tables and not _NEVER_IMPORTED.intersection(names)

    def _few(self, places: Sequence[str]) -> list[str]:
        """Return the places, of many the first and how many there are more."""
        if len(places) <= _MOST:
            return list(places)
        more = _AND_MORE.say(self.language, number=len(places) - _MOST + 1)
        return [*places[: _MOST - 1], more]

    def _write_sentence(
        self, form: Text, table: str, names: Sequence[str], years: Sequence[int] = ()
    ) -> str:
        places = self._few([one.place for one in self._matrices])
        facts = {"sheet": places, "columns": names, "table": table, "years": years}
        said = {name: spoken(fact, self.language) for name, fact in facts.items()}
        return _escaped(form.say(self.language, **said))


def _stands_in(column: PlannerColumn, letters: str | None) -> bool:
    """Return whether what a result contributes to is named in the column ``letters``."""
    return column.table == "objectives" and (column.cell or "").rstrip("0123456789") == letters


def _short(heading: str) -> str:
    """Return a heading that fits into a sentence, each of its parts cut at the end of a word.

    >>> _short("Target Kinerja dan Anggaran Renja Perangkat Daerah Tahun Berjalan > K")
    'Target Kinerja dan Anggaran Renja Perangkat … > K'
    """
    parts = [shorten(part, _LONGEST, placeholder=" …") or part for part in heading.split(_UNDER)]
    return _UNDER.join(parts).replace(TICK, "'")


def _escaped(text: str) -> str:
    """Return ``text`` for a template, in which braces are placeholders."""
    return text.replace("{", "{{").replace("}", "}}")
