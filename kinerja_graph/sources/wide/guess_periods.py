"""Find columns about a part of a year, mainly quarters, and propose which values they hold.

No heading says whether quarters add up to the year or whether the last quarter is the year. So
these columns are kept apart before values by year are looked for, and the user is told that the
year stays unknown until the plan says how its parts make it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from kinerja_graph.sources.choices import PERIOD, PERIOD_BY_HEADING
from kinerja_graph.sources.wide.cell_reference import letters
from kinerja_graph.sources.wide.folding import fold
from kinerja_graph.sources.wide.guess_text import Proposal
from kinerja_graph.sources.wide.guess_words import (
    MEASURED,
    MONEY,
    ROMAN,
    RUNS_ON,
    YEAR_OF_ROW,
    code_of_part,
    part_of_year,
)
from kinerja_graph.sources.wide.headings import SEPARATOR
from kinerja_graph.sources.wide.sheet_profile import YEAR, SheetProfile, yearly
from kinerja_graph.texts import Text, _

_MOST_SHOWN: Final = 4
_ENOUGH: Final = 0.6
_PERIOD_HEADING: Final = re.compile(r"tw|tri ?wulan|semester|bulan|periode|k[uw]artal")
ASIDE: Final = "part of a year"
KINDS: Final[Mapping[str, str]] = {"target": "period_target", "realisation": "period_realisation"}
"""What a column of a part of a year is taken for, once the map reads it."""
_OF_ROW: Final = "part of a year of a row"
_KEYS: Final = {"target": "period_targets", "realisation": "period_realisations"}
_READ: Final = _("Values of parts of a year are read: {columns}.")
_LEFT: Final = _(
    "Not read beside them, since they are shares, run on over the year or are not clear: {columns}."
)
_OF_YEAR: Final = _("The target of the year is read from column {where}; check.")
_YEAR_UNKNOWN: Final = _(
    "No heading says how they make the value of the year, so it stays unknown: write {line} below "
    "indicators, or cumulative, average or last in place of sum."
)
_YEAR_UNKNOWN_ON_GRID: Final = _(
    "No heading says how they make the value of the year, so it stays unknown: after the import, "
    "enter it in the table indicators, column accumulation."
)
_BY_SUM: Final = "accumulation: {value: sum}"


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
    profile.taken.update(dict.fromkeys(columns, ASIDE))
    if of_row is not None:
        profile.taken[of_row] = _OF_ROW
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


def write_periods(
    profile: SheetProfile, found: Proposal, indent: str, block: range | None
) -> list[int]:
    """Add the values of parts of years, by code; return the columns that hold them.

    Of two columns with the same value neither is read; so is one that says neither target nor
    realisation, one that runs on over quarters, and one whose year nothing tells.
    """
    of_row = next((at for at, what in profile.taken.items() if what == _OF_ROW), None)
    if of_row is not None:
        return _write_rows(profile, found, indent, of_row)
    values: dict[str, dict[str, list[int]]] = {key: {} for key in _KEYS}
    for at, kind, code in _coded_columns(profile, block):
        values[kind].setdefault(code, []).append(at)
    taken: list[int] = []
    for kind, key in _KEYS.items():
        columns = {code: ats[0] for code, ats in sorted(values[kind].items()) if len(ats) == 1}
        if columns:
            told = ", ".join(f"{code}: {profile.named(at)}" for code, at in columns.items())
            found.line(f"{indent}{key}: {{{told}}}")
            profile.taken.update(dict.fromkeys(columns.values(), KINDS[kind]))
            taken += columns.values()
    return taken


def _write_rows(profile: SheetProfile, found: Proposal, indent: str, of_row: int) -> list[int]:
    """Add the columns of a sheet whose rows are each about a part of a year."""
    kinds: dict[str | None, list[int]] = {}
    for at in sorted(at for at, what in profile.taken.items() if what == ASIDE):
        kinds.setdefault(_kind(profile.headings.paths[at]), []).append(at)
    columns = {kind: kinds[kind][0] for kind in KINDS if len(kinds.get(kind, ())) == 1}
    years = {_year(profile, at) for at in columns.values()}
    in_rows = profile.find(YEAR_OF_ROW)
    if not columns or (in_rows is None and (len(years) > 1 or "" in years)):
        return []
    year = f"{{value: '{next(iter(years))}'}}" if in_rows is None else profile.named(in_rows)
    if in_rows is not None:
        profile.taken[in_rows] = "year"
    found.line(f"{indent}year: {year}")
    found.line(f"{indent}period: {profile.named(of_row)}")
    for kind, at in columns.items():
        found.line(f"{indent}{kind}s: {profile.named(at)}")
        profile.taken[at] = KINDS[kind]
    return [*columns.values()]


def _coded_columns(profile: SheetProfile, block: range | None) -> Iterator[tuple[int, str, str]]:
    """Yield the columns that tell which value of which part of which year they hold."""
    for at, what in sorted(profile.taken.items()):
        if what != ASIDE or (block is not None and at not in block):
            continue
        path = profile.headings.paths[at]
        year, code, kind = _year(profile, at), _code(path), _kind(path)
        if year and code is not None and kind is not None:
            yield at, kind, f"{year}{code}"


def _year(profile: SheetProfile, at: int) -> str:
    """Return the year of a column: of its heading, else of the titles; empty if it is unclear."""
    years = {*YEAR.findall(f" {SEPARATOR} ".join(profile.headings.paths[at]))}
    if years:
        return next(iter(years)) if len(years) == 1 else ""
    return _year_of_titles(profile)


def _code(path: Sequence[str]) -> str | None:
    """Return the code of the part of a year that a heading names; None if not exactly one.

    >>> _code(("Target 2026", "TW I")), _code(("Realisasi pada Triwulan", "II", "K"))
    ('Q1', 'Q2')
    >>> _code(("Semester I", "Januari")), _code(("Caturwulan I",))
    ('M01', None)
    """
    codes = [code for part in path if (code := code_of_part(part)) is not None]
    if not codes:
        romans = [fold(part) for part in path if fold(part) in ROMAN]
        codes = [code for part in romans if (code := code_of_part(f"tw {part}")) is not None]
        return codes[0] if len(codes) == 1 else None
    return codes[-1]


def _kind(path: Sequence[str]) -> str | None:
    """Return whether a column of a part of a year holds its target or its realisation.

    >>> _kind(("Target 2026", "TW I")), _kind(("2026", "TW I")), _kind(("Realisasi TW I",))
    ('target', 'target', 'realisation')
    >>> _kind(("Target s.d. TW II",)), _kind(("Capaian (%)", "TW I")), _kind(("Anggaran", "I"))
    (None, None, None)
    """
    if any(RUNS_ON.search(fold(part)) for part in path):
        return None
    if any("%" in part and MEASURED & {*fold(part).split()} for part in path):
        return None
    rest = tuple(part for part in path if not part_of_year(part) or _says_kind(part))
    return yearly(tuple(part for part in rest if fold(part) not in ROMAN))


def _says_kind(part: str) -> bool:
    return bool((MEASURED | {"target"}) & {*fold(part).split()})


def _year_of_titles(profile: SheetProfile) -> str:
    """Return the only year above the headings, else an empty text."""
    above = {year for piece in profile.titles() for year in YEAR.findall(piece.text)}
    return next(iter(above)) if len(above) == 1 else ""


_BY_HAND: Final = {
    "id": "Rencana dapat memuatnya: isi sesudah impor pada tabel values, kolom periode.",
    "en": "A plan can hold them: enter them after the import in the table values, column period.",
}
"""How values of a part of a year come into a plan."""


def _find_period_of_row(profile: SheetProfile) -> int | None:
    """Return the column that says which part of a year a row is about: Triwulan, with I to IV."""
    for at, path in profile.free():
        heading = fold(path[-1])
        if _PERIOD_HEADING.fullmatch(heading):
            texts = [piece.text for piece in profile.cells(at)]
            hits = sum(
                fold(text) in ROMAN
                or part_of_year(text)
                or PERIOD_BY_HEADING.get(heading, PERIOD).read(text) is not None
                for text in texts
            )
            if texts and hits >= _ENOUGH * len(texts):
                return at
    return None


def _is_value_heading(path: Sequence[str]) -> bool:
    said = {word for part in path for word in fold(part).split()}
    return "target" in said or bool(said & MEASURED)


def report_periods(profile: SheetProfile, parts: PeriodColumns, found: Proposal) -> None:
    """Report what is not read, what is read as the year's value, or how to get one."""
    read = [at for at, what in sorted(profile.taken.items()) if what in {*KINDS.values()}]
    if read:
        found.doubt(*_read_texts(profile, read))
    left = [at for at in parts.columns if profile.taken[at] == ASIDE]
    if read and parts.period_of_row is not None:
        profile.taken[parts.period_of_row] = "period"
    elif parts.period_of_row is not None:
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
    elif read and left:
        found.doubt(_LEFT.filled(columns=_columns_shown(profile, left)))
    elif left:
        found.doubt(*_period_texts(profile, left))


def _read_texts(profile: SheetProfile, read: Sequence[int]) -> tuple[Text, Text]:
    """Return the doubt about values of parts of a year that are read, and that of the grid."""
    columns = _READ.filled(columns=_columns_shown(profile, read))
    years = [letters(at) for at, what in sorted(profile.taken.items()) if what == "target"]
    if years:
        where = ", ".join(years[:_MOST_SHOWN]) + (" …" if len(years) > _MOST_SHOWN else "")
        in_map = on_grid = _OF_YEAR.filled(where=where)
    else:
        in_map, on_grid = _YEAR_UNKNOWN.filled(line=_BY_SUM), _YEAR_UNKNOWN_ON_GRID
    texts = (
        Text(id=f"{columns.id} {end.id}", en=f"{columns.en} {end.en}") for end in (in_map, on_grid)
    )
    return next(texts), next(texts)


def _columns_shown(profile: SheetProfile, columns: Sequence[int]) -> str:
    shown = [f"{letters(at)} ({profile.headings.shown(at)})" for at in columns[:_MOST_SHOWN]]
    return ", ".join(shown) + (" …" if len(columns) > _MOST_SHOWN else "")


def _period_texts(profile: SheetProfile, columns: Sequence[int]) -> tuple[Text, Text | None]:
    """Return the doubt about values of parts of a year, and how the grid words it."""
    names = _columns_shown(profile, columns)
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
    one = _year_of_titles(profile)
    found: dict[str, int] = {}
    for at in targets or columns:
        said = YEAR.findall(profile.headings.shown(at))
        found[said[0] if said else one] = at
    return found


def _heading_words(profile: SheetProfile, at: int) -> set[str]:
    return {word for part in profile.headings.paths[at] for word in fold(part).split()}
