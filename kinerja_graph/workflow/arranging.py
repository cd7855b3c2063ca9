"""Arrange a sheet that is not a plan: its cells, how each column is read, and the result.

A user looks at it, corrects what the sheet was taken for, and looks again; then the plan is
written. It is what ``kinerja import`` proposes, by the same guess and the same map.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from kinerja_graph.model.nodes import UnitKind
from kinerja_graph.model.problem import Problem
from kinerja_graph.report.answers.proposed_import import (
    ROLES,
    aside_blocks,
    doubt_blocks,
    form_blocks,
    note_blocks,
    record_blocks,
    role_blocks,
)
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.report.document import AnswerBlock, Heading
from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.fault import WholeFileError, shown
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.sheet import column_of
from kinerja_graph.sources.wide.assigning import (
    NOT_READ,
    YEARLY,
    Assigned,
    unlike,
    unlike_text,
)
from kinerja_graph.sources.wide.cell_reference import letters
from kinerja_graph.sources.wide.grid import Matrix, open_source
from kinerja_graph.sources.wide.guess import Guess, guesses
from kinerja_graph.sources.wide.guess_text import NO_HEADINGS, Agency, Proposal, Stated
from kinerja_graph.sources.wide.headings import Headings, read_headings
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError, refused_matrix
from kinerja_graph.sources.wide.plan import Map
from kinerja_graph.sources.wide.proposing import (
    ImportProposal,
    columns_read,
    first_records,
    map_of,
    propose_by,
)
from kinerja_graph.sources.wide.sheet_profile import YEAR, likely_headings, yearly
from kinerja_graph.texts import Language, Text, _
from kinerja_graph.workflow.importing import summary_of
from kinerja_graph.workflow.upload_work import MOST_ERRORS

MOST_ROWS: Final = 60
"""The number of rows of the sheet that are shown."""
MOST_COLUMNS: Final = 100
_LONGEST: Final = 100
_RECORDS: Final = 40
_MOST_YEARS: Final = 15
_LANGUAGES: Final[tuple[Language, ...]] = ("id", "en")
_NOT_READ: Final = _("not read")
_LEVEL: Final = _("{what}, level {levels}")
_OF_YEAR: Final = _("{what} {years}")
_MORE: Final = _("… and {number} more")
_OTHER_SHEET: Final = _(
    "The sheet {sheet} cannot be read together with {read} in this form: its headings, or the rows "
    "in which they stand, are different. Import it by itself."
)
_NO_AGENCY: Final = _("A map of this form cannot name the agency {agency}.")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a user chose for a sheet.

    Attributes:
        sheets: the titles of the sheets to read; empty: the proposed ones.
        shown: the sheet whose cells are shown; None: the first that is read.
        columns: the roles of columns, by letter, in the syntax of ``sources.wide.assigning``.
        form: the form of the map; None: the likeliest.
        headings: first and last heading row; None: the proposed ones.
        rows: first and last row of records, None for all below the first; None: as proposed.
        agency: the name of the agency whose sheet it is; empty: as proposed.
        kind: the kind of that agency.
        decimal: the decimal sign, for numbers that can be read in two ways.
    """

    sheets: tuple[str, ...] = ()
    shown: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    form: str | None = None
    headings: tuple[int, int] | None = None
    rows: tuple[int, int | None] | None = None
    agency: str = ""
    kind: UnitKind = "opd"
    decimal: Decimal | None = None

    @property
    def assigned(self) -> Assigned:
        """The roles of columns, by column number."""
        return {column_of(letter): role for letter, role in self.columns.items()}

    @property
    def stated(self) -> Stated:
        """The same as the proposer takes it."""
        return Stated(
            sheets=self.sheets,
            headings=self.headings,
            rows=self.rows,
            columns=self.assigned,
            agency=Agency(self.agency, self.kind) if self.agency else None,
            decimal=self.decimal,
        )


CHOICE: Final = TypeAdapter(Choice)
"""Restores a choice from plain data (made by ``asdict``)."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of the grid.

    Attributes:
        letter: its letter in a spreadsheet.
        heading: its heading.
        role: what it is read as; ``none`` if it is not read.
        called: the same in words.
        chosen: whether a user chose it.
        yearly: the role that it gets with a year, ``target`` or ``realisation``; empty if it does
            not hold values by year.
        year: the year of its values; None if it is not known.
    """

    letter: str
    heading: str
    role: str
    called: Text
    chosen: bool
    yearly: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """The first cells of a sheet.

    Attributes:
        sheets: the titles of the sheets of the workbook; empty for a CSV file.
        sheet: the sheet shown.
        read: the sheets that are read.
        headings: first and last row of its headings; 0 if it has none.
        records: first and last row of its records; None for all below the first.
        columns: the first columns; ``more_columns`` more are not shown.
        rows: row number and cell texts; ``more_rows`` more filled rows are not shown.
        years: the years to which a column may be assigned.
    """

    sheets: tuple[str, ...]
    sheet: str | None
    read: tuple[str, ...]
    headings: tuple[int, int]
    records: tuple[int, int | None]
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    more_columns: int
    more_rows: int
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A sheet read as chosen.

    Attributes:
        choice: what was chosen, with the form that was found.
        grid: its cells.
        proposal: what is read; None if it was refused.
        problems: why it was refused.
        has_columns: whether it is read by columns, so that their roles can be changed.
        guessed: the proposed map, with what a user must decide; None if there is none.
        unlike: choices that cannot be applied.
        office: the name of the agency in a title of the sheet; empty if there is none.
    """

    choice: Choice
    grid: Grid
    proposal: ImportProposal | None
    problems: tuple[Problem, ...]
    has_columns: bool
    guessed: Proposal | None = None
    unlike: tuple[Text, ...] = ()
    office: str = ""

    def as_data(self) -> dict[str, Any]:
        """Return everything as plain data: sentences in both languages, blocks by language."""
        return {
            "choice": asdict(self.choice),
            "grid": asdict(self.grid),
            "form": self.choice.form,
            "office": self.office,
            "proposal": None if self.proposal is None else _summary(self.proposal),
            "has_columns": self.has_columns,
            "problems": [asdict(one) for one in self.problems],
            "unlike": [asdict(one) for one in self.unlike],
            "blocks": {language: self._blocks(language) for language in _LANGUAGES},
            "map": None
            if self.proposal is None
            else {language: self.proposal.proposal.text(language) for language in _LANGUAGES},
        }

    def _blocks(self, language: Language) -> Mapping[str, list[dict[str, Any]]]:
        proposal = self.proposal
        guessed = self.guessed
        open_points: dict[str, list[dict[str, Any]]] = {"doubts": [], "notes": []}
        if guessed is not None:
            open_points["doubts"] = _plain(doubt_blocks(guessed, language, on_grid=True))
            open_points["notes"] = _plain(note_blocks(guessed, language, on_grid=True))
        if proposal is None:
            return open_points
        records = first_records(proposal.imported.collector, _RECORDS)
        return {
            "form": _plain(form_blocks(proposal, language)),
            **open_points,
            "records": _plain(record_blocks(proposal, records, language)),
            "aside": _plain(aside_blocks(proposal, Amount(_RECORDS, _MORE), language)),
            "roles": _plain(role_blocks(proposal, language)),
        }


def _summary(proposal: ImportProposal) -> dict[str, Any]:
    """Return the summary of a proposal as plain data, with no more problems than an upload has."""
    summary = summary_of(proposal)
    return asdict(replace(summary, errors=summary.errors[:MOST_ERRORS]))


def _plain(blocks: Iterator[AnswerBlock]) -> list[dict[str, Any]]:
    """Return blocks as plain data, their headings one level below the page's section."""
    blocks = (replace(one, level=2) if isinstance(one, Heading) else one for one in blocks)
    return [{"block": type(one).__name__, **asdict(one)} for one in blocks]


def arrange(
    path: Path, choice: Choice, settings: Settings, *, another: bool = False
) -> Arrangement:
    """Read the sheet at ``path`` as chosen, or with ``another``, by the form after the chosen one.

    If no form is chosen, the first that fits is used. If none fits, the problems of the likeliest
    are returned.
    """
    try:
        guessed = guesses(path, settings, choice.stated)
        found, refused, problems = _first_fitting(guessed, path, choice, settings, another=another)
    except MatrixRefusedError as error:
        found, refused, problems = None, None, error.problems
    guess = refused if found is None else found[0]
    proposal = None if found is None else found[1]
    read: Mapping[int, str] = {} if guess is None else columns_read(guess)
    form = choice.form if proposal is None else proposal.form
    drawn = guess is not None and guess.profile is None
    return Arrangement(
        choice=replace(choice, form=form),
        grid=_grid(path, choice, settings, guess, read),
        proposal=proposal,
        problems=problems,
        has_columns=not drawn,
        guessed=None if guess is None else guess.proposal,
        unlike=() if proposal is None else tuple(_unlike(choice, proposal, read)),
        office="" if guess is None else guess.proposal.office,
    )


def _unlike(choice: Choice, proposal: ImportProposal, read: Mapping[int, str]) -> Iterator[Text]:
    """Say what was chosen and cannot be applied in this form."""
    assigned = choice.assigned
    for at in unlike(assigned, read):
        yield unlike_text(at, role_text(assigned[at]), role_text(read.get(at, NOT_READ)))
    own = proposal.proposal.sheet
    for title in choice.sheets:
        if title not in own:
            yield _OTHER_SHEET.filled(sheet=title, read=", ".join(own))
    units = proposal.imported.collector.tables["units"]
    if choice.agency and not any(row["name"] == choice.agency for row in units):
        yield _NO_AGENCY.filled(agency=choice.agency)


_Fitting = tuple["tuple[Guess, ImportProposal] | None", "Guess | None", tuple[Problem, ...]]


def _first_fitting(
    guessed: Iterator[Guess], path: Path, choice: Choice, settings: Settings, *, another: bool
) -> _Fitting:
    """Return the guess to show and what it reads, or else the first refused guess and why."""
    fitting: list[tuple[Guess, ImportProposal]] = []
    refused: Guess | None = None
    problems: tuple[Problem, ...] = ()
    passed = False
    for guess in guessed:
        try:
            one = guess, propose_by(guess, path, settings)
        except MatrixRefusedError as error:
            if refused is None:
                refused, problems = guess, error.problems
            continue
        if passed or (not another and choice.form in {None, one[1].form}):
            return one, None, ()
        passed = another and one[1].form == choice.form
        fitting.append(one)
    return (fitting[0], None, ()) if fitting else (None, refused, problems)


def role_text(role: str) -> Text:
    """Return in words what a column is read as."""
    what, _colon, which = role.partition(":")
    if what == NOT_READ:
        return _NOT_READ
    if what == "statement":
        return _LEVEL.filled(what=ROLES[what], levels=which.replace(",", ", "))
    return _OF_YEAR.filled(what=ROLES[what], years=which) if which else ROLES[what]


def _grid(
    path: Path, choice: Choice, settings: Settings, guess: Guess | None, read: Mapping[int, str]
) -> Grid:
    """Return the first cells of the sheet to show."""
    own = () if guess is None else guess.proposal.sheet
    titles, matrix = _sheet_to_show(path, choice, settings, guess)
    if guess is None:
        at = choice.headings or likely_headings(matrix)
    else:
        at = guess.proposal.at_of.get(str(matrix.sheet), guess.proposal.at)
    headings = Headings({}) if at == NO_HEADINGS else read_headings(matrix, at)
    width = 1 + max((max(row, default=-1) for row in matrix.rows.values()), default=-1)
    columns = range(min(width, MOST_COLUMNS))
    map_ = None if guess is None else map_of(guess)
    stated = choice.rows if map_ is None else map_.layout.rows
    return Grid(
        sheets=titles,
        sheet=matrix.sheet,
        read=own or (() if matrix.sheet is None else (matrix.sheet,)),
        headings=at,
        records=stated or (at[1] + 1, None),
        columns=tuple(_columns(columns, headings, read, choice.assigned, map_)),
        rows=tuple(_rows(matrix, columns)),
        more_columns=width - len(columns),
        more_rows=sum(number > MOST_ROWS for number in matrix.rows),
        years=_years(matrix, at[1], read),
    )


def _sheet_to_show(
    path: Path, choice: Choice, settings: Settings, guess: Guess | None
) -> tuple[tuple[str, ...], Matrix]:
    """Return the titles of all sheets, and the one to show: the chosen one, or the first read."""
    try:
        source = open_source(path, settings)
        own = choice.sheets if guess is None else guess.proposal.sheet
        wanted = (choice.shown, *own, *source.sheets)
        title = next((one for one in wanted if one in source.sheets), None)
        known = () if guess is None else guess.sheets
        matrix = next((one for one in known if one.sheet == title), None)
        return source.sheets, source.matrix(title) if matrix is None else matrix
    except WholeFileError as error:
        raise refused_matrix(error, shown(path.name)) from error


def _columns(
    columns: range,
    headings: Headings,
    read: Mapping[int, str],
    assigned: Assigned,
    map_: Map | None,
) -> Iterator[GridColumn]:
    blocks = () if map_ is None else map_.indicators
    years = {year for block in blocks for year in block.targets.columns}
    of_title = next(iter(years)) if len(years) == 1 else None
    for at in columns:
        role = read.get(at, assigned.get(at, NOT_READ) if not read else NOT_READ)
        meant = assigned.get(at, NOT_READ) if role == NOT_READ else role
        what, _colon, which = meant.partition(":")
        path = headings.paths.get(at, ())
        if meant == NOT_READ and at not in assigned and not _named_years(path):
            what = (yearly(path) if path else None) or NOT_READ
        year = int(which) if what in YEARLY and which else None
        if role == "target" and year is None:
            year = of_title
        yield GridColumn(
            letter=letters(at),
            heading=headings.shown(at),
            role=role,
            called=role_text(role),
            chosen=at in assigned,
            yearly=what if what in YEARLY else "",
            year=year,
        )


def _named_years(texts: Iterable[str]) -> set[int]:
    return {int(year) for text in texts for year in YEAR.findall(text)}


def _rows(matrix: Matrix, columns: range) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number in range(1, min(max(matrix.rows, default=0), MOST_ROWS) + 1):
        row = matrix.rows.get(number, {})
        yield number, tuple(_shortened(cell_text(row.get(at)) or "") for at in columns)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _years(matrix: Matrix, last: int, read: Mapping[int, str]) -> tuple[int, ...]:
    """Return the years in headings and titles, those between them, and one more on either side."""
    head = islice(matrix.rows.items(), MOST_ROWS)
    texts = (
        cell_text(cell) or "" for number, row in head if number <= last for cell in row.values()
    )
    said = _named_years(texts) | _named_years(read.values())
    if not said:
        return ()
    first, final = min(said) - 1, max(said) + 1
    if final - first >= _MOST_YEARS:
        return tuple(sorted(said))
    return tuple(range(first, final + 1))
