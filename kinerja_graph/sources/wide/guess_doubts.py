"""Doubts about a proposal: what was read, or left out, although it may well be the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from string import ascii_lowercase
from typing import Final

from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.amounts import split_items
from kinerja_graph.sources.wide.cell_reference import Piece, letters
from kinerja_graph.sources.wide.folding import begins, fold, name_fold
from kinerja_graph.sources.wide.guess_text import Proposal
from kinerja_graph.sources.wide.sheet_profile import YEAR, SheetProfile
from kinerja_graph.texts import Text, _

_MOST_SHOWN: Final = 6
_LONGEST: Final = 40
_FEWEST_SPLIT: Final = 2
_RESULT_WORDS: Final = frozenset(
    {
        "misi", "tujuan", "sasaran", "program", "kegiatan", "subkegiatan", "eselon",
        "outcome", "outcomes", "output", "outputs", "keluaran", "hasil", "objective", "goal",
    }
)  # fmt: skip
"""Words of headings of columns that may contain results."""
_OTHER_WORDS: Final = frozenset(
    {"indikator", "target", "realisasi", "kode", "lokasi"}.union(words.NUMBER)
)
"""First words of headings of columns that contain none, whatever follows."""
_ASIDE_WORDS: Final = frozenset(
    {
        "strategi", "arah", "kebijakan", "keterangan", "catatan", "penjelasan", "definisi",
        "alasan", "isu", "masalah", "permasalahan", "urusan", "bidang", "unsur", "perangkat", "opd",
        "skpd", "unit", "instansi", "dinas", "kecamatan", "kelurahan", "desa", "wilayah", "sumber",
        "formula", "formulasi", "rumus", "cara", "metode", "satuan", "kelompok", "jenis", "tipe",
        "tahun", "penanggung", "pelaksana", "pengampu", "pic", "pj", "crosscutting", "dasar",
        "norma", "prioritas", "tema", "agenda", "visi", "nama", "jabatan", "baseline", "kondisi",
        "rencana", "aksi",
    }
)  # fmt: skip
"""First words of headings that stand among levels without being one."""
_RESULTS_OF_GROUPS: Final = ("misi", "tujuan", "sasaran", "program", "kegiatan", "sub kegiatan")
_LABELLED: Final = re.compile(
    r"\s*(misi|tujuan|sasaran(?: strategis)?|program|kegiatan|sub kegiatan)\s*[\d.]*\s*:",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"\s*(\d+(?:\.\d+)+|(?:\d+|[IVXLC]+|[A-Za-z])(?=[.)]))[.)]*\s*\S")
_MARK: Final = re.compile(r"(?:(?<=\s)|\A)(\d{1,2}|[a-z])[.)]\s+(?=[^\W\d_])")
"""A number or letter before an item, wherever it stands in a text."""
_KINDS_OF_NUMBERS: Final = (
    re.compile(r"[IVXLC]+"), re.compile(r"[A-Z]"), re.compile(r"[a-z]"),
    *(re.compile(rf"\d+(?:\.\d+){{{deep}}}") for deep in range(5)),
)  # fmt: skip
_CONTINUED: Final = re.compile(
    r"\s*lanjutan\b|.*[(\[]\s*(?:lanjutan|lanj|sambungan|continued|cont)\b",
    re.IGNORECASE | re.DOTALL,
)
_VALUES: Final = frozenset({"measure_unit", "baseline", "target", "realisation"})
_TELL_LEVELS: Final = frozenset({"code", "level", "id", "parent"})


def add_doubts(profile: SheetProfile, found: Proposal, *, is_list: bool) -> None:
    """Add a doubt for each kind of row or column that looks like a record, or like none.

    ``is_list``: the sheet is a list of indicators, in which a row with text alone is the heading
    of a group; only those that begin with the name of a level are asked about.
    """
    doubts = (
        _groups_left_out(profile, is_list=is_list),
        _indicators_without_values(profile),
        _several_in_a_cell(profile),
        _several_indicators_in_a_cell(profile),
        _owners_of_first_rows(profile),
        _continued_names(profile),
        _names_of_other_levels(profile, found),
        _numbers_that_show_levels(profile, found),
        _results_above(profile) if is_list else None,
        _headings_split_over_rows(profile),
        _columns_left_out(profile),
    )
    for doubt in doubts:
        if doubt is not None:
            found.doubt(doubt)


def _groups_left_out(profile: SheetProfile, *, is_list: bool) -> Text | None:
    """Return a doubt about texts that are merged over a whole row."""
    groups = [
        f"{letters(min(profile.matrix.rows[row]))}{row} ({_first_text(profile, row)[:_LONGEST]})"
        for row in profile.every_row()
        if profile.matrix.is_group_heading(row, profile.taken)
        and (not is_list or begins(_first_text(profile, row), _RESULTS_OF_GROUPS))
    ]
    if not groups:
        return None
    return _(
        "Texts merged over a row are no records, and are left out: {cells}. If they say "
        "what the rows below them are part of, write that into a column of its own."
    ).filled(cells=_some(groups))


def _indicators_without_values(profile: SheetProfile) -> Text | None:
    """Return a doubt about indicators with neither a unit nor a value, if others have some."""
    indicators = sorted(at for at, what in profile.taken.items() if what == "indicator")
    bare: list[str] = []
    for at in indicators:
        following = next((one for one in indicators if one > at), None)
        valued = [
            one
            for one, what in profile.taken.items()
            if what in _VALUES
            and (len(indicators) == 1 or (one > at and (following is None or one < following)))
        ]
        rows = list(_rows_before_notes(profile)) if valued else []
        lacking = [
            row
            for row in rows
            if at in profile.matrix.rows[row]
            and not any(profile.matrix.piece(row, one) for one in valued)
        ]
        if len(lacking) < sum(at in profile.matrix.rows[row] for row in rows):
            bare += [f"{letters(at)}{row}" for row in lacking]
    if not bare:
        return None
    return _(
        "Rows have an indicator, but no unit and no value: {cells}. If they are a signature, "
        "notes, or the rest of the name above, they are no indicators: correct the matrix, or end "
        "the table above them with rows."
    ).filled(cells=_some(bare))


def _rows_before_notes(profile: SheetProfile) -> Iterator[int]:
    return takewhile(
        lambda row: not begins(_first_text(profile, row), words.ENDS), profile.every_row()
    )


def _several_in_a_cell(profile: SheetProfile) -> Text | None:
    """Return a doubt about statements in numbered lines, or in lines that end with semicolons."""
    several = [
        str(piece.spot.cell)
        for at in _statements(profile)
        for piece in profile.cells(at)
        if any(line.rstrip().endswith(";") for line in piece.text.split("\n")[:-1])
        or len(split_items(piece.text, "numbered")) > 1
    ]
    if not several:
        return None
    return _(
        "Cells seem to contain several results, but each is read as one: {cells}. Write "
        "each into a row of its own."
    ).filled(cells=_some(several))


def _several_indicators_in_a_cell(profile: SheetProfile) -> Text | None:
    """Return a doubt about indicators numbered on one line, which no map takes apart."""
    several = [
        str(piece.spot.cell)
        for at, what in sorted(profile.taken.items())
        if what == "indicator"
        for piece in profile.cells(at)
        if len(split_items(piece.text, "numbered")) == 1 and _is_numbered(piece.text)
    ]
    if not several:
        return None
    return _(
        "Cells seem to contain several indicators, but each is read as one: {cells}. Write "
        "each into a row of its own."
    ).filled(cells=_some(several))


def _is_numbered(text: str) -> bool:
    """Return whether a text begins with 1. and goes on with 2. and so on, or with a., b. …."""
    marks = [*_MARK.finditer(text)]
    labels = [mark[1] for mark in marks]
    numbers = list(map(str, range(1, len(marks) + 1)))
    in_order = labels in (numbers, [*ascii_lowercase[: len(marks)]])
    return len(marks) > 1 and marks[0].start() == 0 and in_order


def _owners_of_first_rows(profile: SheetProfile) -> Text | None:
    """Return a doubt about results owned by those of their first indicator, if others differ."""
    owner = next((at for at, what in profile.taken.items() if what == "owner"), None)
    indicators = [at for at, what in profile.taken.items() if what == "indicator"]
    if owner is None or not indicators:
        return None
    columns = sorted(_statements(profile))
    texts: dict[int, str] = {}
    first: tuple[Piece, str] | None = None
    mixed: dict[str, None] = {}
    for row in _rows_before_notes(profile):
        named = profile.matrix.piece(row, owner)
        owners = "" if named is None else name_fold(named.text)
        for at in columns:
            piece = profile.matrix.piece(row, at)
            if piece is not None and texts.get(at) != name_fold(piece.text):
                texts = {each: text for each, text in texts.items() if each < at}
                texts[at] = name_fold(piece.text)
                first = piece, owners
        has_indicator = any(profile.matrix.piece(row, at) for at in indicators)
        if first is not None and has_indicator and owners and first[1] not in {"", owners}:
            mixed.setdefault(_shown(first[0]))
    if not mixed:
        return None
    return _(
        "Results are given the owner in their first row, although indicators in the rows below "
        "have other owners: {cells}. Check their column owner in the table objectives after the "
        "import."
    ).filled(cells=_some([*mixed]))


def _continued_names(profile: SheetProfile) -> Text | None:
    """Return a doubt about names that continue those of the page before."""
    continued = [
        _shown(piece) for piece in _names(profile) if _CONTINUED.match(piece.text) is not None
    ]
    if not continued:
        return None
    return _(
        "Names seem to continue an earlier record, but are read as records of their own: {cells}. "
        "Write the same name in both rows, or remove them."
    ).filled(cells=_some(continued))


def _names_of_other_levels(profile: SheetProfile, found: Proposal) -> Text | None:
    """Return a doubt about names labelled with a level that is not that of their column."""
    if _levels_are_told(profile, found):
        return None
    strange = [
        _shown(piece)
        for at, what in profile.taken.items()
        if what in words.LEVELS or what in {"name", "indicator"}
        for piece in profile.cells(at)
        if (label := _LABELLED.match(piece.text)) is not None
        and fold(label[1]).split()[:1] != profile.word(at).split()[:1]
    ]
    if not strange:
        return None
    return _(
        "Names begin with the name of another level than that of their column: {cells}. Write "
        "each level into a column of its own."
    ).filled(cells=_some(strange))


def _numbers_that_show_levels(profile: SheetProfile, found: Proposal) -> Text | None:
    """Return a doubt if numbers such as I and 1, or 1 and 1.1, show levels in one column."""
    statements = _statements(profile)
    if len(statements) != 1 or _levels_are_told(profile, found):
        return None
    (at,) = statements
    numbers = [one for one, _path in profile.free() if fold(profile.word(one)) in words.CODE_HEADS]
    for place in (*numbers, None):
        labels = [
            label
            for piece in profile.cells(at)
            if piece.spot.row is not None
            and (label := _number_of(profile, piece, place)) is not None
        ]
        one_kind = any(all(map(kind.fullmatch, labels)) for kind in _KINDS_OF_NUMBERS)
        if labels and not one_kind:
            return _(
                "Numbers in column {column} show several levels ({numbers}), but all names are "
                "read as one level. Write each level into a column of its own, or add a column "
                "of codes."
            ).filled(
                column=letters(at if place is None else place),
                numbers=_some(list(dict.fromkeys(labels))),
            )
    return None


def _number_of(profile: SheetProfile, name: Piece, place: int | None) -> str | None:
    """Return the number of a name: in column ``place``, or None for that before the name itself."""
    if place is None:
        numbered = _NUMBERED.match(name.text)
        return None if numbered is None else numbered[1]
    beside = profile.matrix.piece(name.spot.row or 0, place)
    label = "" if beside is None else beside.text.strip(" .)(")
    return label if any(kind.fullmatch(label) for kind in _KINDS_OF_NUMBERS) else None


def _levels_are_told(profile: SheetProfile, found: Proposal) -> bool:
    """Return whether codes, a column, looks or first words tell the levels of the names."""
    told = any(what.split()[0] in _TELL_LEVELS for what in profile.taken.values())
    return (
        told or profile.level_signs is not None or any("begins:" in one for one, _ in found.lines)
    )


def _results_above(profile: SheetProfile) -> Text | None:
    """Return a doubt about results in the titles of a list of indicators."""
    above = [_shown(piece) for piece in profile.titles() if _LABELLED.match(piece.text)]
    if not above:
        return None
    return _(
        "Above the headings stand results that the indicators seem to measure; they are "
        "not read: {cells}. Write them into a column of their own."
    ).filled(cells=_some(above))


def _headings_split_over_rows(profile: SheetProfile) -> Text | None:
    """Return a doubt if the first row below the headings contains the rest of their words."""
    first = next(profile.every_row(), None)
    if first is None:
        return None
    split = [
        at
        for at, path in profile.headings.paths.items()
        if (piece := profile.matrix.piece(first, at)) is not None
        and (
            fold(f"{path[-1]} {piece.text}") in words.EVERY
            or (YEAR.fullmatch(piece.text) and fold(path[-1]) in words.TARGET)
        )
    ]
    if len(split) < _FEWEST_SPLIT:
        return None
    return _(
        "Row {row} seems to continue the headings above it, but is read as a record. Write each "
        "heading into one cell."
    ).filled(row=first)


def _columns_left_out(profile: SheetProfile) -> Text | None:
    """Return a doubt about columns that are not read although they may contain results."""
    read = [at for at, what in profile.taken.items() if what == "indicator"] + _statements(profile)
    unread = [
        f"{letters(at)} ({profile.headings.shown(at)})"
        for at, _path in profile.free()
        if _may_be_results(profile, at, max(read, default=0))
    ]
    if not unread:
        return None
    return _(
        "Columns that are not read may contain results: {columns}. If they are levels of "
        "the plan, head them Tujuan, Sasaran, Program or Kegiatan."
    ).filled(columns=_some(unread))


def _may_be_results(profile: SheetProfile, at: int, last: int) -> bool:
    """Return whether a column contains names under a heading of results.

    Or under one that is not known at all, left of ``last``, the last column of names that is read.
    """
    heading = profile.word(at).replace("sub kegiatan", "subkegiatan").split()
    if {*heading[:1]} & _OTHER_WORDS or words.MONEY & {*heading}:
        return False
    unknown = at < last and bool(heading) and heading[0] not in _ASIDE_WORDS
    return bool(unknown or _RESULT_WORDS & {*heading}) and profile.holds_names(at)


def _statements(profile: SheetProfile) -> list[int]:
    return [at for at, what in profile.taken.items() if what in words.LEVELS or what == "name"]


def _names(profile: SheetProfile) -> Iterator[Piece]:
    for at, what in profile.taken.items():
        if what in words.LEVELS or what in {"name", "indicator"}:
            yield from profile.cells(at)


def _first_text(profile: SheetProfile, row: int) -> str:
    return cell_text(min(profile.matrix.rows[row].items())[1]) or ""


def _shown(piece: Piece) -> str:
    return f"{piece.spot.cell} ({' '.join(piece.text.split())[:_LONGEST]})"


def _some(shown: Sequence[str]) -> str:
    return ", ".join(shown[:_MOST_SHOWN]) + " …" * (len(shown) > _MOST_SHOWN)
