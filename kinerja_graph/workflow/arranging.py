"""Arrange a sheet that is not a plan: its cells, how each column is read, and the result.

A user looks at it, says what columns are, and looks again; then the plan is written. It is what
``kinerja import`` proposes, by the same guess and the same map.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

from kinerja_graph.model.problem import Problem
from kinerja_graph.report.answers.proposed_import import (
    ROLES,
    aside_blocks,
    doubt_blocks,
    form_blocks,
    record_blocks,
    role_blocks,
)
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.report.document import AnswerBlock, Heading
from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.fault import WholeFileError, shown
from kinerja_graph.sources.sheet import column_of
from kinerja_graph.sources.wide.assigning import NOT_READ, Assigned, told_unlike, unlike
from kinerja_graph.sources.wide.cell_reference import letters
from kinerja_graph.sources.wide.grid import Matrix, open_source
from kinerja_graph.sources.wide.guess import Guess, guesses
from kinerja_graph.sources.wide.guess_text import NO_HEADINGS, Proposal
from kinerja_graph.sources.wide.headings import Headings, read_headings
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError, refused_matrix
from kinerja_graph.sources.wide.proposing import (
    ImportProposal,
    columns_read,
    first_records,
    propose_by,
)
from kinerja_graph.sources.wide.sheet_profile import YEAR, likely_headings
from kinerja_graph.texts import Language, Text, _

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


@dataclass(frozen=True, slots=True)
class Choice:
    """What a user chose for a sheet.

    Attributes:
        sheet: its title; None for the proposed one.
        columns: the roles of columns, by letter, in the syntax of ``sources.wide.assigning``.
        form: the form of the map; None for the likeliest.
    """

    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    form: str | None = None

    @property
    def assigned(self) -> Assigned:
        """The roles of columns, by column number."""
        return {column_of(letter): role for letter, role in self.columns.items()}


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of the grid.

    Attributes:
        letter: its letter in a spreadsheet.
        heading: its heading.
        role: what it is read as; ``none`` if it is not read.
        called: the same in words.
        chosen: whether a user chose it.
    """

    letter: str
    heading: str
    role: str
    called: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """The first cells of a sheet.

    Attributes:
        sheets: the titles of the sheets of the workbook; empty for a CSV file.
        sheet: the sheet shown.
        read: the sheets that are read.
        headings: first and last row of its headings; 0 if it has none.
        columns: the first columns; ``more_columns`` more are not shown.
        rows: row number and cell texts; ``more_rows`` more filled rows are not shown.
        years: the years to which a column may be assigned.
    """

    sheets: tuple[str, ...]
    sheet: str | None
    read: tuple[str, ...]
    headings: tuple[int, int]
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
    """

    choice: Choice
    grid: Grid
    proposal: ImportProposal | None
    problems: tuple[Problem, ...]
    has_columns: bool
    guessed: Proposal | None = None
    unlike: tuple[Text, ...] = ()

    def told(self) -> dict[str, Any]:
        """Return everything as plain data: sentences in both languages, blocks by language."""
        return {
            "choice": asdict(self.choice),
            "grid": asdict(self.grid),
            "form": self.choice.form,
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
        doubts = [] if guessed is None else _plain(doubt_blocks(guessed, language))
        if proposal is None:
            return {"doubts": doubts}
        records = first_records(proposal.imported.collector, _RECORDS)
        return {
            "form": _plain(form_blocks(proposal, language)),
            "doubts": doubts,
            "records": _plain(record_blocks(proposal, records, language)),
            "aside": _plain(aside_blocks(proposal, Amount(_RECORDS, _MORE), language)),
            "roles": _plain(role_blocks(proposal, language)),
        }


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
        guessed = guesses(path, choice.sheet, settings, choice.assigned)
        found, refused, problems = _first_fitting(guessed, path, choice, settings, another=another)
    except MatrixRefusedError as error:
        found, refused, problems = None, None, error.problems
    guess = refused if found is None else found[0]
    proposal = None if found is None else found[1]
    read: Mapping[int, str] = {} if guess is None else columns_read(guess)
    form = choice.form if proposal is None else proposal.form
    drawn = guess is not None and guess.profile is None
    return Arrangement(
        choice=Choice(choice.sheet, choice.columns, form),
        grid=_grid(path, choice, settings, guess, read),
        proposal=proposal,
        problems=problems,
        has_columns=not drawn,
        guessed=None if guess is None else guess.proposal,
        unlike=tuple(
            told_unlike(at, called(choice.assigned[at]), called(read.get(at, NOT_READ)))
            for at in ([] if proposal is None else unlike(choice.assigned, read))
        ),
    )


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


def called(role: str) -> Text:
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
    """Return the first cells of the chosen sheet, or else of the one that is read."""
    try:
        source = open_source(path, settings)
        titles = source.sheets
        own = () if guess is None else guess.proposal.sheet
        wanted = choice.sheet or (own[0] if own else titles[0] if titles else None)
        if wanted is not None and wanted not in titles:
            wanted = titles[0] if titles else None
        known = [] if guess is None else [one for one in guess.sheets if one.sheet == wanted]
        matrix = known[0] if known else source.matrix(wanted)
    except WholeFileError as error:
        raise refused_matrix(error, shown(path.name)) from error
    at = likely_headings(matrix) if guess is None else guess.proposal.at
    headings = Headings({}) if at == NO_HEADINGS else read_headings(matrix, at)
    width = 1 + max((max(row, default=-1) for row in matrix.rows.values()), default=-1)
    columns = range(min(width, MOST_COLUMNS))
    assigned = choice.assigned
    return Grid(
        sheets=titles,
        sheet=matrix.sheet,
        read=own or (() if matrix.sheet is None else (matrix.sheet,)),
        headings=at,
        columns=tuple(_column(one, headings, read, assigned) for one in columns),
        rows=tuple(_rows(matrix, columns)),
        more_columns=width - len(columns),
        more_rows=sum(number > MOST_ROWS for number in matrix.rows),
        years=_years(matrix, at[1], read),
    )


def _column(at: int, headings: Headings, read: Mapping[int, str], assigned: Assigned) -> GridColumn:
    role = read.get(at, assigned.get(at, NOT_READ) if not read else NOT_READ)
    return GridColumn(letters(at), headings.shown(at), role, called(role), at in assigned)


def _rows(matrix: Matrix, columns: range) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number in range(1, min(max(matrix.rows, default=0), MOST_ROWS) + 1):
        row = matrix.rows.get(number, {})
        yield number, tuple(_short(cell_text(row.get(at)) or "") for at in columns)


def _short(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


def _years(matrix: Matrix, last: int, read: Mapping[int, str]) -> tuple[int, ...]:
    """Return the years in headings and titles, those between them, and one more on either side."""
    head = islice(matrix.rows.items(), MOST_ROWS)
    texts: Sequence[str] = [
        cell_text(cell) or "" for number, row in head if number <= last for cell in row.values()
    ]
    said = {int(year) for text in texts for year in YEAR.findall(text)}
    said |= {int(year) for role in read.values() for year in YEAR.findall(role)}
    if not said:
        return ()
    first, final = min(said) - 1, max(said) + 1
    if final - first >= _MOST_YEARS:
        return tuple(sorted(said))
    return tuple(range(first, final + 1))
