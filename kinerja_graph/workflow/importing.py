"""``import``: convert a government's own wide table into the contract's tables; load nothing."""

from __future__ import annotations

import difflib
import shlex
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja_graph.errors import UsageError
from kinerja_graph.files import not_written, replace_file, write_whole
from kinerja_graph.library.references import resolve
from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.sources.companion_sheets import BESIDE
from kinerja_graph.sources.reading import Reading
from kinerja_graph.sources.wide.builtin_maps import builtin_map_names, builtin_map_path, load_map
from kinerja_graph.sources.wide.guess import guess
from kinerja_graph.sources.wide.guess_text import NO_HEADINGS, Proposal
from kinerja_graph.sources.wide.importing import Imported
from kinerja_graph.sources.wide.importing import import_matrix as read_matrix
from kinerja_graph.sources.wide.mapfile import parse_items
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError
from kinerja_graph.sources.wide.output_collector import LeftOut, OutputCollector
from kinerja_graph.sources.wide.plan import Map
from kinerja_graph.sources.wide.plan_reading import read_map
from kinerja_graph.sources.wide.proposing import (
    ImportProposal,
    ReadRecord,
    SetAside,
    propose_imports,
)
from kinerja_graph.sources.wide.roles import Role
from kinerja_graph.sources.wide.sheet_profile import Certainty
from kinerja_graph.sources.wide.writing import (
    MOST_ROWS,
    csv_files,
    sheets_of,
)
from kinerja_graph.texts import Language, Text, _
from kinerja_graph.workflow.reading import InputRefused

_WRITE_WORKBOOK: Final = "sources.wide.workbook_writing:write_workbook"
_NO_OUT: Final = _("--out is missing.")
MAP_SENT: Final = "map"
"""What errors call a map that has no file."""
_GIVE_OUT: Final = _("Give --out OUT.xlsx, or the name of a new folder for CSV files.")


@json_keys("*problem", "cell")
@dataclass(frozen=True, slots=True)
class MatrixProblem:
    """A cell of a matrix that could not be read."""

    problem: Problem

    @property
    def cell(self) -> str:
        """Its address, such as C7."""
        return f"{self.problem.column or ''}{self.problem.row or ''}"


@json_keys(
    "matrix", "sheet", "map", "headings=heading_rows", "out", "written", "errors", "left_out",
    "left_out_counts", "absent_headings=absent",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class ImportDone:
    """What an import wrote, could not read, and left out.

    Attributes:
        matrix, out: the paths read and written.
        map: the name of the map; None if a proposed map was used unchanged.
        sheet: the sheet that was read.
        headings: first and last row of its headings; negative if it has none.
        collector: the tables, the cells, what could not be read and what was left out.
        absent: optional headings of the map that the matrix lacks.
        is_doubtful: whether a proposal was taken although something in it was in doubt.
    """

    matrix: Path
    map: str | None
    out: Path
    sheet: str | None
    headings: tuple[int, int]
    collector: OutputCollector
    absent: tuple[str, ...]
    is_doubtful: bool = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, or only with a warning, in the order of the matrix."""
        return tuple(sorted(self.collector.problems, key=lambda one: one.sort_key))

    @property
    def heading_rows(self) -> tuple[int, int] | None:
        """First and last row of its headings; None if it has none."""
        return self.headings if self.headings[0] >= 0 else None

    @property
    def written(self) -> Mapping[str, int]:
        """Number of rows by table, the tables outside the contract last."""
        sheets = sheets_of(self.collector, "id")  # the same rows in either language
        return {sheet.name: sheet.rows.number for sheet in sheets}

    @property
    def errors(self) -> tuple[MatrixProblem, ...]:
        """What could not be read, with its cell."""
        return tuple(map(MatrixProblem, self.problems))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The cells that are in no table."""
        return tuple(self.collector.left)

    @property
    def left_out_counts(self) -> Mapping[str, int]:
        """How many cells are in no table, by reason."""
        return dict(sorted(Counter(one.why for one in self.collector.left).items()))


def import_matrix(
    matrix: Path, *, map_name: str, out: Path | None, settings: Settings, language: Language
) -> ImportDone:
    """Read ``matrix`` by a map and write the contract's tables to ``out``.

    ``out`` becomes a workbook if its name ends in ``.xlsx``, otherwise a new folder of CSV files.

    Raises:
        UsageError: ``out`` is missing, exists already or cannot be written, or the map cannot be
            used.
        InputRefused: the matrix cannot be read, or the map does not fit it.
    """
    if out is None:
        raise UsageError(_NO_OUT, mend=_GIVE_OUT, where="--out", code="missing-out")
    map_ = find_map(map_name)
    _check_free(out)
    try:
        found = read_matrix(matrix, map_, settings)
    except MatrixRefusedError as error:
        raise InputRefused(matrix, Reading(None, error.problems)) from error
    return _written(matrix, map_name, found, out, language)


def import_by_text(
    matrix: Path, text: str, *, out: Path, settings: Settings, language: Language
) -> ImportDone:
    """Read ``matrix`` by the map whose YAML is ``text``, and write the tables as ``import_matrix``.

    Raises:
        UsageError: the map cannot be used, or ``out`` exists already or cannot be written.
        MatrixRefusedError: the matrix cannot be read, or the map does not fit it.
    """
    map_ = read_map(parse_items(text, MAP_SENT))
    _check_free(out)
    return _written(matrix, MAP_SENT, read_matrix(matrix, map_, settings), out, language)


def _written(
    matrix: Path,
    map_name: str | None,
    found: Imported,
    out: Path,
    language: Language,
    *,
    is_doubtful: bool = False,
) -> ImportDone:
    _write(found.collector, out, language)
    return ImportDone(
        matrix, map_name, out, found.sheet, found.headings, found.collector, found.absent,
        is_doubtful,
    )  # fmt: skip


def propose_import(matrix: Path, settings: Settings) -> Iterator[ImportProposal]:
    """Yield an import of ``matrix`` for each form that fits it, likeliest first; write nothing.

    Raises:
        InputRefused: the matrix cannot be read, none of its headings is known, or no form fits.
    """
    try:
        yield from propose_imports(matrix, settings)
    except MatrixRefusedError as error:
        raise InputRefused(matrix, Reading(None, error.problems)) from error


def import_as_proposed(proposal: ImportProposal, *, out: Path, language: Language) -> ImportDone:
    """Write what a proposed import read to ``out``, as ``import_matrix`` does.

    Raises:
        UsageError: ``out`` exists already or cannot be written.
    """
    _check_free(out)
    return _written(
        proposal.matrix, None, proposal.imported, out, language, is_doubtful=proposal.is_doubtful
    )


def write_proposed_map(proposal: ImportProposal, *, out: Path, language: Language) -> None:
    """Write the map of a proposal to ``out``, unless it already holds exactly this map.

    Raises:
        UsageError: ``out`` is a different file, or it cannot be written.
    """
    text = proposal.proposal.text(language)
    if out.exists():
        if out.is_file() and out.read_bytes() == text.encode():
            return
        matrix = proposal.matrix
        plan, _map = places_beside(matrix)
        raise UsageError(
            _("{out} already exists; it is kept."),
            mend=_("If it is your map, import by it: {command}. If not, rename or remove it."),
            where="import",
            code="not-empty",
            out=out,
            command=shlex.join(
                ["kinerja", "import", *map(str, (matrix, "--map", out, "--out", plan))]
            ),
        )
    write_whole(out, text)


def places_beside(matrix: Path) -> tuple[Path, Path]:
    """Return the default paths of the imported plan and the proposed map, in the working folder."""
    return Path(f"{matrix.stem}-plan.xlsx"), Path(f"{matrix.stem}.map.yaml")


@json_keys(
    "sheet", "headings", "form", "certainty", "roles", "records", "counts", "set_aside", "errors",
    "to_decide", "notes", "map",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class SheetProposal:
    """How a sheet that is not a plan would be imported: by which map, and what that map reads.

    Attributes:
        sheet: the sheet, or sheets, that are read; None of a CSV file.
        headings: first and last heading row; None for a drawing.
        form: the form of the map.
        certainty: how sure it is that the sheet has this form.
        roles: what each column is read as, why, and how sure that is.
        records: the first records as read, each below the one that it belongs to.
        counts: number of records by table.
        set_aside: the cells that are in no table, by kind.
        errors: what could not be read, or only with a remark, with its cell.
        to_decide: what a person must decide.
        notes: what the sheet lacks and a map can add.
        map: the map as YAML, with comments.
    """

    sheet: str | None
    headings: tuple[int, int] | None
    form: str
    certainty: Certainty
    roles: tuple[Role, ...]
    records: tuple[ReadRecord, ...]
    counts: Mapping[str, int]
    set_aside: tuple[SetAside, ...]
    errors: tuple[MatrixProblem, ...]
    to_decide: tuple[Text, ...]
    notes: tuple[Text, ...]
    map: Text


def summary_of(proposal: ImportProposal) -> SheetProposal:
    """Return the summary of a proposed import."""
    imported = proposal.imported
    counts = imported.collector.counts()
    return SheetProposal(
        sheet=imported.sheet,
        headings=heading_rows(proposal.proposal),
        form=proposal.map.form,
        certainty=proposal.certainty,
        roles=proposal.roles,
        records=proposal.records,
        counts={name: number for name, number in counts if name != "dataset"},
        set_aside=proposal.aside,
        errors=tuple(map(MatrixProblem, proposal.problems)),
        to_decide=tuple(proposal.proposal.doubts),
        notes=tuple(proposal.proposal.notes),
        map=Text(id=proposal.proposal.text("id"), en=proposal.proposal.text("en")),
    )


@json_keys("matrix=proposal.matrix", "*summary", "map_file")
@dataclass(frozen=True, slots=True)
class ProposedImport:
    """The result of an import without a map, and the file to which its map was written."""

    proposal: ImportProposal
    map_file: Path | None

    @property
    def summary(self) -> SheetProposal:
        """What is proposed."""
        return summary_of(self.proposal)


def heading_rows(proposal: Proposal) -> tuple[int, int] | None:
    """Return the first and last heading row; None for a drawing."""
    return None if proposal.at == NO_HEADINGS else proposal.at


@dataclass(frozen=True, slots=True)
class UnknownColumn:
    """A column of a matrix that was not understood: its letter and heading."""

    column: str
    heading: str


@json_keys(
    "matrix", "sheet=sheets", "headings", "out", "map=text", "not_understood",
    "to_decide=proposal.doubts", "notes=proposal.notes",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class Guessed:
    """A map proposed for a matrix.

    Attributes:
        matrix: the path of the matrix.
        out: the file to which the map was written, or None.
        text: the map, with comments.
        proposal: what was understood and what was not.
    """

    matrix: Path
    out: Path | None
    text: str
    proposal: Proposal

    @property
    def sheets(self) -> str | None:
        """The sheets to which it applies; None if the matrix has no named sheets."""
        return ", ".join(self.proposal.sheet) or None

    @property
    def headings(self) -> tuple[int, int] | None:
        """First and last row of its headings; None if it has none."""
        return heading_rows(self.proposal)

    @property
    def not_understood(self) -> tuple[UnknownColumn, ...]:
        """The columns that the map leaves out."""
        return tuple(UnknownColumn(*one) for one in self.proposal.unknown_columns)


def guess_map(matrix: Path, *, out: Path | None, settings: Settings, language: Language) -> Guessed:
    """Propose a map for ``matrix`` and write it to ``out``, if given; import nothing.

    Raises:
        UsageError: ``out`` is not a ``.yaml`` file, exists already, or cannot be written.
        InputRefused: the matrix cannot be read, or none of its headings is known.
    """
    if out is not None and out.suffix.lower() not in {".yaml", ".yml"}:
        raise UsageError(
            _("A map is a .yaml file, not {name}."),
            mend=_("Give a name that ends in .yaml."),
            where="--out",
            code="bad-value",
            name=out.name,
        )
    if out is not None and out.exists():
        raise _there_already(out)
    try:
        proposal = guess(matrix, None, settings)
    except MatrixRefusedError as error:
        raise InputRefused(matrix, Reading(None, error.problems)) from error
    text = proposal.text(language)
    if out is not None:
        write_whole(out, text)
    return Guessed(matrix, out, text, proposal)


def find_map(name: str) -> Map:
    """Return the map in a file, or the built-in map of this name.

    Raises:
        UsageError: there is no such map (the error names the nearest), or it cannot be used.
    """
    path = Path(name)
    ready = builtin_map_path(name)
    if ready is not None and not path.is_file():
        return load_map(ready)
    if path.suffix.lower() in {".yaml", ".yml"} or path.exists():
        return load_map(path)
    near = difflib.get_close_matches(name, builtin_map_names(), 3, 0.4)
    raise UsageError(
        _('There is no map "{name}".'),
        mend=_("{perhaps}Ready maps: {names}; or give a .yaml file."),
        where="--map",
        code="unknown-map",
        name=name,
        perhaps=_PERHAPS.filled(near=", ".join(near)) if near else "",
        names=_names(),
        nearest=near,
    )


_PERHAPS: Final = _("Perhaps: {near}. ")


def _names() -> str:
    return ", ".join(builtin_map_names())


def _check_free(out: Path) -> None:
    """Refuse a path that exists already: somebody may have edited it."""
    taken = any(out.iterdir()) if out.is_dir() else out.exists()
    if out.suffix.lower() == ".xlsx":
        taken = out.exists()
    elif out.suffix and not out.is_dir():
        raise UsageError(
            _("An import writes a workbook .xlsx or a folder of CSV files, not {name}."),
            mend=_GIVE_OUT,
            where="--out",
            code="bad-value",
            name=out.name,
        )
    if taken:
        raise _there_already(out)


def _there_already(out: Path) -> UsageError:
    return UsageError(
        _("{out} already exists; it is kept."),
        mend=_("Give another name for --out: somebody may have edited the existing file."),
        where="--out",
        code="not-empty",
        out=out,
    )


def _write(collector: OutputCollector, out: Path, language: Language) -> None:
    if out.suffix.lower() == ".xlsx":
        if any(sheet.rows.number > MOST_ROWS for sheet in sheets_of(collector, language)):
            raise UsageError(
                _("The result has more than {most} rows for one sheet."),
                mend=_("Give a folder for --out: the result becomes CSV files."),
                where="--out",
                code="not-expressible",
                most=MOST_ROWS,
            )
        try:
            with replace_file(out) as file:
                resolve(_WRITE_WORKBOOK)(collector, language, file)
        except OSError as error:
            raise not_written(out, error) from error
        return
    _write_folder(collector, out, language)


def _write_folder(collector: OutputCollector, out: Path, language: Language) -> None:
    """Write a folder of CSV files, all or none."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".kinerja-import-") as place:
            folder = Path(place) / "tables"
            for name, lines in csv_files(collector, language):
                with replace_file(folder / name) as file:
                    file.writelines(line.encode("utf-8", errors="surrogatepass") for line in lines)
            if out.is_dir():
                out.rmdir()
            shutil.move(folder, out)
    except OSError as error:
        raise not_written(out, error, where="--out") from error


def written_counts(done: ImportDone, language: Language) -> Mapping[str, int]:
    """Return the number of rows in each of the contract's tables.

    A row of ``dataset`` counts if the map gave it, not if it holds headings alone.
    """
    given = done.collector.tables["dataset"]
    return {
        sheet.name: sheet.rows.number
        for sheet in sheets_of(done.collector, language)
        if sheet.name not in BESIDE and (sheet.name != "dataset" or given)
    }
