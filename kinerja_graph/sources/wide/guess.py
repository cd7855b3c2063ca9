"""A map proposed for a matrix: what was understood of its headings and cells, and what not.

Nothing is imported by it: a person reads the proposal, mends it, and names it with ``--map``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from kinerja_graph.errors import UsageError
from kinerja_graph.model.collector import collector_at_rest
from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import Cell, cell_text
from kinerja_graph.sources.fault import Fault, Place, WholeFileError, fault, shown
from kinerja_graph.sources.plan import slug
from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.assigning import assign_columns
from kinerja_graph.sources.wide.cell_reference import letters
from kinerja_graph.sources.wide.folding import AVERAGES, SUMS, begins, fold, name_fold
from kinerja_graph.sources.wide.grid import Matrix, open_source
from kinerja_graph.sources.wide.guess_doubts import add_doubts
from kinerja_graph.sources.wide.guess_formatting import is_formatted_list, propose_formatted_list
from kinerja_graph.sources.wide.guess_indicators import propose_numbers
from kinerja_graph.sources.wide.guess_lists import (
    find_code_columns,
    is_indicator_list,
    propose_codes,
    propose_indicator_list,
    propose_nodes,
    propose_posts,
)
from kinerja_graph.sources.wide.guess_matrix import propose_matrix
from kinerja_graph.sources.wide.guess_owner import propose_agency
from kinerja_graph.sources.wide.guess_periods import report_periods, take_period_columns
from kinerja_graph.sources.wide.guess_row_order import is_ordered, propose_ordered
from kinerja_graph.sources.wide.guess_shapes import (
    DrawnSheet,
    drawn_sheets,
    propose_shapes,
    tell_drawn,
)
from kinerja_graph.sources.wide.guess_table_end import (
    TableEnd,
    find_first_row,
    find_next_table,
    find_notes,
    find_table_to_the_right,
    find_year_rows,
    names_results,
)
from kinerja_graph.sources.wide.guess_text import (
    NOTHING_STATED,
    Proposal,
    Stated,
    quoted,
    row_range,
)
from kinerja_graph.sources.wide.headings import read_headings
from kinerja_graph.sources.wide.hidden_cells import hidden_cells_text
from kinerja_graph.sources.wide.mapfile import parse_items
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError, refused_matrix
from kinerja_graph.sources.wide.plan_reading import read_map
from kinerja_graph.sources.wide.shape_texts import is_post
from kinerja_graph.sources.wide.sheet_profile import YEAR, SheetProfile, known, likely_headings
from kinerja_graph.texts import Language, Text, _

Form = Callable[[SheetProfile, Proposal], None]
_FEWEST: Final = 2
_FEWEST_TIERS: Final = 2
"""Posts in fewer rows are a signature, not the tiers of a tree."""
_MOST_SHEETS: Final = 8


class Guess(NamedTuple):
    """A proposed map, the matrix as it was understood for it, and the sheets that it reads.

    Of a drawing there is no ``profile``, and its sheet is read anew.
    """

    proposal: Proposal
    profile: SheetProfile | None
    sheets: tuple[Matrix, ...]


def guess(path: Path, sheet: str | None, settings: Settings) -> Proposal:
    """Return the map proposed for the matrix at ``path``.

    Raises:
        MatrixRefusedError: the file cannot be read, or no heading in it is known.
    """
    return next(guesses(path, settings, Stated(sheets=() if sheet is None else (sheet,)))).proposal


def guesses(path: Path, settings: Settings, stated: Stated = NOTHING_STATED) -> Iterator[Guess]:
    """Yield a map for each form that the matrix at ``path`` may have, likeliest first.

    ``stated``: what a user says about the sheet, whatever it seems to say itself.

    Raises:
        MatrixRefusedError: the file cannot be read, or no heading in it is known.
    """
    with collector_at_rest():
        profiles = [
            assign_columns(one, stated.columns) for one in _profiles(path, settings, stated)
        ]
    best = max(profiles, key=known, default=None)
    drawn = drawn_sheets(path, profiles, settings)
    if best is None or known(best) < _FEWEST or (drawn and not best.rows()):
        yield _of_drawings(path, profiles, drawn, stated)
        return
    lacking: list[MatrixRefusedError] = []
    for form in _forms(best):
        try:
            yield _guess_form(profiles, drawn, best, form, stated)
        except MatrixRefusedError as error:
            lacking.append(error)
    if drawn:
        yield _of_drawings(path, profiles, drawn, stated)
    elif len(lacking) == len(_forms(best)):
        raise lacking[0]


def _guess_form(
    profiles: Sequence[SheetProfile],
    drawn: Sequence[DrawnSheet],
    chosen: SheetProfile,
    form: Form,
    stated: Stated,
) -> Guess:
    """Return the map of one form, starting afresh from what was understood for other forms."""
    alike = [
        SheetProfile(
            one.matrix, one.at, one.headings, one.last, one.first, reasons=dict(one.reasons)
        )
        for one in profiles
        if one is chosen or _why_apart(chosen, one) is None
    ]
    best = next(one for one in alike if one.matrix is chosen.matrix)
    named = len(profiles) > 1 or bool(stated.sheets)
    titles = tuple(str(one.matrix.sheet) for one in alike) if named else ()
    together = form is propose_matrix and len(alike) > 1
    found = Proposal(best.matrix.file, titles if together else titles[:1], best.at, stated=stated)
    if len(profiles) > 1:
        _sheets(found, profiles, alike if together else [best], chosen)
    whole = together or stated.rows is not None
    end = None if whole else _find_end(best, found)
    if end is not None:
        best.last = end.row - 1
    _tell_shape(best, drawn, found)
    _propose(best, form, found)
    if together and stated.agency is None:
        found.line(
            "unit: {name: {sheet: true}, kind: opd}",
            _("the title of a sheet names the unit"),
        )
    else:
        propose_agency(best, found)
    for one in alike if together else [best]:
        one.taken = best.taken
        _cells_told(one, best.taken, found)
        add_doubts(one, found, is_list=form is propose_indicator_list)
    propose_numbers(found, alike if together else [best])
    _marks(alike if together else [best], found)
    _rows(alike if together else [best], end, found)
    _name_plan(best, found)
    _finish(best, found)
    read = tuple(one.matrix for one in (alike if together else [best]))
    return Guess(found, best, read)


def _find_end(profile: SheetProfile, found: Proposal) -> TableEnd | None:
    """Return where the table ends, if something follows it.

    Another table below is told: as a doubt if it has indicators of its own.
    """
    end = find_next_table(profile)
    if end is None:
        return find_notes(profile)
    tell = found.doubt if names_results(profile, end.row) else found.note
    tell(
        _(
            "In row {row} another table begins; it is not read. Import it by itself with rows and "
            "headings of a map, or put it on a sheet of its own."
        ).filled(row=end.row)
    )
    return end


def _rows(profiles: Sequence[SheetProfile], end: TableEnd | None, found: Proposal) -> None:
    """Add the rows of the table to the map if not all rows below the headings belong to it."""
    if found.stated.rows is not None:
        begin, last = found.stated.rows
        found.line(f"rows: {begin}" if last is None else f"rows: {begin}-{last}")
        return
    first = find_first_row(profiles[0])
    if end is not None:
        found.line(f"rows: {first}-{max(first, end.row - 1)}", end.why)
    elif first > profiles[0].at[1] + 1:
        last = max(number for profile in profiles for number in profile.matrix.rows)
        found.line(f"rows: {first}-{last}", _("above them a line that names the office"))


def _finish(profile: SheetProfile, found: Proposal) -> None:
    """Record the columns that were not understood.

    Raises:
        MatrixRefusedError: a column that every map of the form needs was not found, so that what
            is proposed is no map.
    """
    found.unknown_columns += [
        (letters(at), profile.headings.shown(at)) for at, _path in profile.free()
    ]
    try:
        read_map(parse_items(found.text("en"), found.file))
    except UsageError as error:
        rows = "-".join(map(str, dict.fromkeys(found.at)))
        wrong = fault(
            "missing-heading:form", rows=rows, why=found.lack_reason, found=_seen(profile)
        )
        place = Place(profile.matrix.file, profile.matrix.sheet)
        raise MatrixRefusedError((place.problem(wrong, found.at[0]),)) from error


def _propose(profile: SheetProfile, form: Form, found: Proposal) -> None:
    """Add the lines of the form, setting columns about parts of years aside first."""
    parts = take_period_columns(profile)
    form(profile, found)
    report_periods(profile, parts, found)


def _of_drawings(
    path: Path, profiles: Sequence[SheetProfile], drawn: Sequence[DrawnSheet], stated: Stated
) -> Guess:
    """Return the map of the drawings.

    Raises:
        MatrixRefusedError: there is no drawing, or no readable tree.
    """
    if drawn:
        found = propose_shapes(drawn, tuple(str(one.matrix.sheet) for one in profiles), stated)
        found.sheet = found.sheet or stated.sheets[:1]
        return Guess(found, None, ())
    wrong = _nothing_known(max(profiles, key=known, default=None))
    raise MatrixRefusedError((Place(shown(path.name)).problem(wrong),))


def _tell_shape(profile: SheetProfile, drawn: Sequence[DrawnSheet], found: Proposal) -> None:
    """Report what only a person can separate: a table beside the first, years between rows."""
    tell_drawn(drawn, found)
    beside = find_table_to_the_right(profile)
    if beside is not None:
        profile.taken |= {at: "another table" for at in profile.headings.paths if at >= beside}
        where = letters(beside)
        found.doubt(
            Text(
                id=f"Mulai kolom {where} ada tabel lain di samping; tidak dibaca.",
                en=f"From column {where} on there is another table beside it; it is not read.",
            )
        )
    years = find_year_rows(profile)
    if years:
        told = ", ".join(f"{piece.spot.cell} ({piece.text})" for piece in years[:_MOST_SHEETS])
        found.doubt(
            Text(
                id=f"Tahun ditulis di antara baris: {told}. Jadikan kolom Tahun, atau impor tiap "
                "bagian sendiri dengan rows.",
                en=f"Years stand between the rows: {told}. Make a column Tahun of them, or import "
                "each part by itself with rows.",
            )
        )


def _name_plan(profile: SheetProfile, found: Proposal) -> None:
    """Add the name and the years of the plan, as a line that a person can uncomment.

    The last year with a realisation is closed; without any, the year before the plan.
    """
    years, realised = _years_of(profile, "target"), _years_of(profile, "realisation")
    told = f'dataset: {slug(PurePath(found.file).stem)}, edition: "1"'
    if years:
        closed = realised[-1] if realised else years[0] - 1
        told += f", first_year: {years[0]}, last_year: {years[-1]}, as_of: {closed}"
    found.line(
        f"# dataset: {{{told}}}",
        _("name of the plan, its years, the last closed year"),
    )


def _years_of(profile: SheetProfile, kind: str) -> list[int]:
    """Return the years in the headings of columns that are read as ``kind``, in their order."""
    shown = (profile.headings.shown(at) for at, what in profile.taken.items() if what == kind)
    return sorted({int(year) for heading in shown for year in YEAR.findall(heading)})


def _cells_told(profile: SheetProfile, columns: Iterable[int], found: Proposal) -> None:
    """Record the signs for unknown values in any column of the map: an owner ``-`` is none.

    Also report what is hidden in the sheet.
    """
    hidden = hidden_cells_text(profile.matrix, profile.headings.paths)
    if hidden is not None:
        found.doubt(hidden)
    for at in columns:
        texts = dict.fromkeys(piece.text for piece in profile.cells(at))
        found.empty_signs.update(
            dict.fromkeys(text for text in texts if name_fold(text) in words.NOTHING)
        )


def _profiles(path: Path, settings: Settings, stated: Stated) -> Iterator[SheetProfile]:
    first, last = stated.rows or (None, None)
    try:
        source = open_source(path, settings)
        for title in source.sheets or (None,):
            if not stated.sheets or title in stated.sheets:
                matrix = source.matrix(title)
                at = stated.headings or likely_headings(matrix)
                yield SheetProfile(matrix, at, read_headings(matrix, at), last, first)
    except WholeFileError as error:
        raise refused_matrix(error, shown(path.name)) from error


def _sheets(
    found: Proposal,
    profiles: Sequence[SheetProfile],
    read: Sequence[SheetProfile],
    chosen: SheetProfile,
) -> None:
    """Say which sheets the proposal is for, which others there are, and why not those."""
    titles = {str(one.matrix.sheet) for one in read}
    others = [one for one in profiles if str(one.matrix.sheet) not in titles]
    own = ", ".join(str(one.matrix.sheet) for one in read)
    rest = _some([str(one.matrix.sheet) for one in others])
    tables = [one for one in others if known(one) >= _FEWEST]
    tell = found.doubt if tables or len(read) > 1 else found.note
    tell(
        Text(
            id=f"Buku kerja ini punya {len(profiles)} lembar; yang akan dibaca: {own}; "
            f"yang tidak: {rest or '-'}.",
            en=f"The workbook has {len(profiles)} sheets; to be read: {own}; not: {rest or '-'}.",
        )
    )
    if tables:
        reasons = [(str(one.matrix.sheet), _why_apart(chosen, one)) for one in tables]
        found.doubt(
            _(
                "Sheets with other headings or another form are not read along: {sheets}. To "
                "import one of them, write its title into sheet in a copy of the map, correct "
                "headings and columns there, and import it into a plan of its own."
            ).filled(sheets=_with_reasons(reasons))
        )
    if len({one.at for one in read}) > 1:
        found.at_of = {str(one.matrix.sheet): one.at for one in read}
        rows = ", ".join(f"{one.matrix.sheet} {row_range(one.at)}" for one in read)
        found.doubt(
            _(
                "The headings are equal but stand in different rows: {rows}; each sheet is read "
                "below its own."
            ).filled(rows=rows)
        )


def _with_reasons(reasons: Sequence[tuple[str, Text | None]]) -> Text:
    """List sheets, each followed by the reason why it is not read along, in brackets."""

    def listed(language: Language) -> str:
        told = (name if why is None else f"{name} ({why.say(language)})" for name, why in reasons)
        return _some(list(told))

    return Text(id=listed("id"), en=listed("en"))


def _some(told: Sequence[str]) -> str:
    return ", ".join(told[:_MOST_SHEETS]) + (" …" if len(told) > _MOST_SHEETS else "")


def _why_apart(chosen: SheetProfile, other: SheetProfile) -> Text | None:
    """Return why a sheet cannot be read by the map of another; None if it can."""
    mine, theirs = _folded(chosen), _folded(other)
    columns = (at for at in sorted({*mine, *theirs}) if mine.get(at) != theirs.get(at))
    at = next(columns, None)
    if at is not None:
        return _('{cell} says "{there}", not "{here}"').filled(
            cell=f"{letters(at)}{other.at[0]}",
            there=other.headings.shown(at),
            here=chosen.headings.shown(at),
        )
    first = find_first_row(other)
    if other.at != chosen.at and {first - other.at[1], find_first_row(chosen) - chosen.at[1]} != {
        1
    }:
        return _("its rows begin in row {first}, those of {sheet} in row {other}").filled(
            first=first, sheet=chosen.matrix.sheet, other=find_first_row(chosen)
        )
    return None


def _folded(profile: SheetProfile) -> dict[int, tuple[str, ...]]:
    return {at: tuple(map(fold, path)) for at, path in profile.headings.paths.items()}


def _nothing_known(profile: SheetProfile | None) -> Fault:
    seen = _seen(profile)
    if profile is None or not seen:
        return fault("missing-heading:blank")
    rows = _rows_of_posts(profile)
    if len(rows) >= _FEWEST_TIERS:
        return fault("missing-heading:drawn", rows=", ".join(map(str, rows)))
    return fault("missing-heading:guess", found=seen)


def _rows_of_posts(profile: SheetProfile) -> list[int]:
    """Return the rows in which posts stand, as in a tree drawn in cells."""
    rows = profile.matrix.rows.items()
    return [number for number, row in rows if any(map(_names_post, row.values()))]


def _names_post(cell: Cell) -> bool:
    return is_post(cell_text(cell) or "")


def _seen(profile: SheetProfile | None) -> str:
    texts = [] if profile is None else [profile.headings.shown(at) for at in profile.headings.paths]
    return ", ".join(text[:40] for text in dict.fromkeys(texts[:8]))


def _forms(profile: SheetProfile) -> list[Form]:
    """Return the forms that a matrix may have, by the headings each needs; likeliest first."""
    last = {fold(path[-1]) for path in profile.headings.paths.values()}
    if last.issuperset(words.CELLS) and profile.at == (1, 1):
        return [_cells]
    codes = find_code_columns(profile)
    levels = {fold(path[-1]) for at, path in profile.headings.paths.items() if at not in codes}
    by_code = bool(codes) and not levels & words.LEVELS.keys()
    fitting: list[tuple[Form, bool]] = [
        (propose_posts, bool(last & {*words.POST} and last & {*words.SUPERIOR})),
        (propose_nodes, bool(last & {*words.PARENT} and last & {*words.ID})),
        (propose_ordered, is_ordered(profile)),
        (propose_codes, by_code),
        (propose_formatted_list, not codes and is_formatted_list(profile)),
        (propose_indicator_list, is_indicator_list(profile)),
        (propose_matrix, True),
        (propose_codes, bool(codes) and not by_code),
    ]
    return [form for form, fits in fitting if fits]


def _cells(profile: SheetProfile, found: Proposal) -> None:
    """Propose a map for a list of a drawing's cells; only a person can tell its tiers."""
    found.line("form: drawn")
    pairs = [("row", "row"), ("column", "col"), ("value", "value"), ("sheet", "sheet")]
    named = [f"{key}: {name}" for key, word in pairs if (name := profile.column((word,), key))]
    found.line(f"cells: {{{', '.join(named)}}}")
    found.line("drawing:")
    found.line("  posts: [Kepala]", _("first words of posts"))
    found.line(
        "  indicators: [Jumlah, Persentase]",
        _("first words of indicators"),
    )
    found.line("  tiers:")
    found.line(
        "    - {rows: 1-9999, level: 1}",
        _("rows of each tier: you know them"),
    )
    found.doubt(
        _(
            "A drawing: you must write its tiers, posts and indicators "
            "(example: the map pohon-tergambar)."
        )
    )


def _marks(profiles: Sequence[SheetProfile], found: Proposal) -> None:
    """Add the words that begin rows of totals and notes."""
    firsts = [text for profile in profiles for text in _first_texts(profile)]
    for key, said in (("skip", SUMS), ("stop", words.ENDS)):
        seen = dict.fromkeys(word for text in firsts for word in said if begins(text, (word,)))
        if key == "skip":
            seen |= dict.fromkeys(fold(text) for text in firsts if fold(text) in AVERAGES)
        if seen:
            found.line(f"{key}: [{', '.join(map(quoted, seen))}]")


def _first_texts(profile: SheetProfile) -> Iterator[str]:
    """Yield the first text of each row if it is left of all indicators or a word for a total."""
    limit = min((at for at, what in profile.taken.items() if what == "indicator"), default=None)
    for number in profile.rows():
        at, cell = min(profile.matrix.rows[number].items())
        text = cell_text(cell) or ""
        if limit is None or at < limit or fold(text) in {*SUMS, *AVERAGES}:
            yield text
