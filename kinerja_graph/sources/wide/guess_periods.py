"""Find columns about a part of a year, mainly quarters: a plan has one value per year.

No heading says whether quarters add up to the year or whether the last quarter is the year. So
these columns are excluded before values by year are looked for, and the user is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from kinerja_graph.sources.wide.cell_reference import letters
from kinerja_graph.sources.wide.folding import fold
from kinerja_graph.sources.wide.guess_text import Proposal
from kinerja_graph.sources.wide.guess_words import MEASURED, MONEY, ROMAN, part_of_year
from kinerja_graph.sources.wide.sheet_profile import YEAR, SheetProfile
from kinerja_graph.texts import Text

_MOST_SHOWN: Final = 4
_ENOUGH: Final = 0.6
_PERIOD_HEADING: Final = re.compile(r"tw|tri ?wulan|semester|bulan|periode|k[uw]artal")
PERIOD: Final = "part of a year"


class PeriodColumns(NamedTuple):
    """The columns about parts of a year, and the column that says which part a row is about."""

    columns: Sequence[int]
    period_of_row: int | None


def take_period_columns(profile: SheetProfile) -> PeriodColumns:
    """Return the columns about parts of a year, and mark them as taken: nothing else reads them."""
    of_row = _find_period_of_row(profile)
    columns = [
        at
        for at, path in profile.free()
        if at != of_row
        and (_is_period_column(profile, at) or (of_row is not None and _is_value_heading(path)))
    ]
    profile.taken.update(dict.fromkeys(columns, PERIOD))
    if of_row is not None:
        profile.taken[of_row] = PERIOD
    return PeriodColumns(columns, of_row)


def _is_period_column(profile: SheetProfile, at: int) -> bool:
    """Return whether a column is about a part of a year; I to IV only if several are adjacent."""
    path = profile.headings.paths[at]
    if MONEY & _heading_words(profile, at):
        return False
    if any(part_of_year(part) for part in path):
        return True
    return fold(path[-1]) in ROMAN and any(
        each != at and beside[:-1] == path[:-1] and fold(beside[-1]) in ROMAN
        for each, beside in profile.headings.paths.items()
    )


_BY_HAND: Final = {
    "id": "Rencana dapat memuatnya: isi sesudah impor pada tabel values, kolom periode.",
    "en": "A plan can hold them: enter them after the import in the table values, column period.",
}
"""How values of a part of a year come into a plan."""


def _find_period_of_row(profile: SheetProfile) -> int | None:
    """Return the column that says which part of a year a row is about: Triwulan, with I to IV."""
    for at, path in profile.free():
        if _PERIOD_HEADING.fullmatch(fold(path[-1])):
            texts = [piece.text for piece in profile.cells(at)]
            hits = sum(fold(text) in ROMAN or part_of_year(text) for text in texts)
            if texts and hits >= _ENOUGH * len(texts):
                return at
    return None


def _is_value_heading(path: Sequence[str]) -> bool:
    said = {word for part in path for word in fold(part).split()}
    return "target" in said or bool(said & MEASURED)


def report_periods(profile: SheetProfile, parts: PeriodColumns, found: Proposal) -> None:
    """Report what is not read, what is read as the year's value, or how to get one."""
    if parts.period_of_row is not None:
        where, names = letters(parts.period_of_row), ", ".join(map(letters, parts.columns)) or "-"
        found.doubt(
            Text(
                id=f"Menurut kolom {where} setiap baris memuat nilai satu bagian tahun. Nilai "
                f"demikian (kolom {names}) tidak dibaca dari matriks: sisakan satu baris setahun "
                f"untuk tiap indikator. {_BY_HAND['id']}",
                en=f"By column {where} each row has the values of a part of a year. Such values "
                f"(column {names}) are not read from a matrix: leave one row a year for each "
                f"indicator. {_BY_HAND['en']}",
            )
        )
    elif parts.columns:
        found.doubt(*_period_texts(profile, parts.columns))


def _period_texts(profile: SheetProfile, columns: Sequence[int]) -> tuple[Text, Text | None]:
    """Return the doubt about values of parts of a year, and how the grid words it."""
    shown = [f"{letters(at)} ({profile.headings.shown(at)})" for at in columns[:_MOST_SHOWN]]
    names = ", ".join(shown) + (" …" if len(columns) > _MOST_SHOWN else "")
    read = [letters(at) for at, what in sorted(profile.taken.items()) if what == "target"]
    text = Text(
        id=f"Nilai untuk sebagian tahun tidak dibaca dari matriks: kolom {names}. "
        f"{_BY_HAND['id']} ",
        en=f"Values of a part of a year are not read from a matrix: column {names}. "
        f"{_BY_HAND['en']} ",
    )
    if read:
        where = ", ".join(read[:_MOST_SHOWN]) + (" …" if len(read) > _MOST_SHOWN else "")
        read_from = Text(
            id=f"{text.id}Target setahun dibaca dari kolom {where}; periksa.",
            en=f"{text.en}The target of the year is read from column {where}; check.",
        )
        return read_from, None
    last = {year: letters(at) for year, at in _last_column_by_year(profile, columns).items()}
    told = [
        ", ".join(f"{year or word}: {{letter: {letter}}}" for year, letter in last.items())
        for word in ("TAHUN", "YEAR")
    ]
    in_map = Text(
        id=f"{text.id}Bila nilainya kumulatif, bagian terakhir adalah nilai setahun: tulis "
        f"targets: {{{told[0]}}}. Bila harus dijumlah, tambahkan kolom jumlahnya di matriks.",
        en=f"{text.en}Where they run on, the last is that of the year: write targets: {{{told[1]}}}"
        ". Where they add up, add a column with their sum to the matrix.",
    )
    where = ", ".join(last.values())
    on_grid = Text(
        id=f"{text.id}Bila nilainya kumulatif, bagian terakhir adalah nilai setahun: klik kolom "
        f"{where} dan pilih target. Bila harus dijumlah, tambahkan kolom jumlahnya di matriks.",
        en=f"{text.en}Where they run on, the last is that of the year: click column {where} and "
        "choose target. Where they add up, add a column with their sum to the matrix.",
    )
    return in_map, on_grid


def _last_column_by_year(profile: SheetProfile, columns: Sequence[int]) -> dict[str, int]:
    """Return the last column of each year, preferably of targets; the key is "" without a year."""
    targets = [at for at in columns if "target" in _heading_words(profile, at)]
    above = {year for piece in profile.titles() for year in YEAR.findall(piece.text)}
    one = next(iter(above)) if len(above) == 1 else ""
    found: dict[str, int] = {}
    for at in targets or columns:
        said = YEAR.findall(profile.headings.shown(at))
        found[said[0] if said else one] = at
    return found


def _heading_words(profile: SheetProfile, at: int) -> set[str]:
    return {word for part in profile.headings.paths[at] for word in fold(part).split()}
