"""Matrices with known content, laid out in the ways in which governments lay theirs out."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kinerja_graph.sources.cell_formats import CellFormat
from kinerja_graph.sources.wide.output_collector import OutputCollector

Dice = random.Random
LEVELS = ("Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan")
HEADINGS: Mapping[str, Sequence[str]] = {
    "Tujuan": ["Tujuan", "TUJUAN", "Tujuan Renstra"],
    "Sasaran": ["Sasaran", "Sasaran Strategis", "SASARAN RENSTRA", "Sasaran Perangkat Daerah"],
    "Program": ["Program", "PROGRAM", "Nama Program"],
    "Kegiatan": ["Kegiatan", "KEGIATAN"],
    "Sub Kegiatan": ["Sub Kegiatan", "Subkegiatan", "SUB KEGIATAN"],
    "indicator": ["Indikator", "Indikator Kinerja", "INDIKATOR KINERJA", "Nama Indikator"],
    "unit": ["Satuan", "SATUAN", "Satuan Ukur"],
    "owner": ["Penanggung Jawab", "PERANGKAT DAERAH PENANGGUNG JAWAB", "OPD Penanggung Jawab"],
    "code": ["Kode", "KODE", "Kode Rekening"],
    "name": ["Uraian", "Nama", "Nomenklatur", "Urusan/Program/Kegiatan/Sub Kegiatan"],
}
DECOYS = (
    ("Anggaran (Rp)", lambda dice: dice.randrange(10**6, 10**9)),
    ("Pagu Indikatif 2026", lambda dice: dice.randrange(10**6, 10**9)),
    ("Lokasi", lambda dice: dice.choice(["Kota", "Kecamatan Barat", "Semua desa"])),
    ("Keterangan", lambda dice: dice.choice(["lanjutan", "baru", None])),
    ("Sumber Dana", lambda dice: dice.choice(["APBD", "DAK"])),
    ("Tingkat Capaian 2025 (%)", lambda dice: dice.randrange(50, 120)),
    ("Realisasi s/d 2024", lambda dice: dice.randrange(50, 120)),
    ("TW I", lambda dice: dice.randrange(9)),
)
THINGS = ("jalan", "sekolah", "puskesmas", "pasar", "irigasi", "arsip", "jembatan", "taman")
UNITS = ("%", "Dokumen", "Unit", "Orang", "Indeks", "km")
OFFICES = ("Dinas Kesehatan", "Dinas Pekerjaan Umum", "Badan Keuangan", "Inspektorat")
Names = tuple[str, ...]


@dataclass
class Indicator:
    """An indicator: the names from the top down to what it measures, its values by year."""

    path: Names
    name: str
    unit: str
    owner: str
    targets: dict[int, float]
    realised: dict[int, float] = field(default_factory=dict[int, float])


@dataclass
class Made:
    """A matrix: rows, merged ranges, cell formats; what it says; whether that could be two things.

    ``by``: the look that alone shows the levels, of a list without codes or a column of levels.
    """

    rows: list[list[Any]] = field(default_factory=list[list[Any]])
    merges: list[str] = field(default_factory=list[str])
    paths: list[Names] = field(default_factory=list[Names])
    indicators: list[Indicator] = field(default_factory=list[Indicator])
    owners: bool = False
    ambiguous: bool = False
    form: str = ""
    title: str = ""
    cell_formats: dict[tuple[int, int], CellFormat] = field(
        default_factory=dict[tuple[int, int], CellFormat]
    )
    by: str = ""


def make(dice: Dice) -> Made:
    """A matrix as the dice fall."""
    forms = ["wide", "wide", "codes", "parts", "ordered", "nodes", "looks", "looks", "list"]
    made = Made(form=dice.choice(forms))
    first = dice.randrange(2)
    levels = LEVELS[2:5] if made.form in {"codes", "parts"} else LEVELS[first : first + 3]
    if made.form == "looks":
        made.by = dice.choice(["indent", "indent", "blanks", "outline", "bold"])
        levels = levels[:2] if made.by == "bold" else levels
    years = range(2026, 2026 + dice.randrange(1, 4))
    _grow(made, dice, levels, years)
    if made.form == "list":
        _drop_results(made)
    if made.form == "list":
        _lay_indicators(made, dice, years)
    elif made.form == "wide":
        _lay_wide(made, dice, levels, years)
    else:
        _lay_list(made, dice, levels, years)
    if made.form != "looks":
        _set_by_chance(made, dice)
    return made


def _set_by_chance(made: Made, dice: Dice) -> None:
    """Cells that are bold or indented without a meaning, where the levels are told otherwise."""
    for row, cells in enumerate(made.rows, 1):
        for at, cell in enumerate(cells, 1):
            if isinstance(cell, str) and dice.random() < 0.02:
                made.cell_formats[row, at] = CellFormat(
                    indent=dice.randrange(3), bold=dice.random() < 0.5
                )


def _grow(made: Made, dice: Dice, levels: Sequence[str], years: range) -> None:
    """The tree: equal names below different parents, and at times below one and the same."""
    number = 0
    paths: list[Names] = [()]
    for depth, level in enumerate(levels):
        below: list[Names] = []
        for path in paths:
            for _ in range(dice.randrange(1, 4) if depth else dice.randrange(1, 3)):
                number += 1
                name = f"{level} {dice.choice(THINGS)} {number}"
                if depth and dice.random() < 0.1:
                    name = f"{level} bersama"  # elsewhere too
                if (*path, name) in below:
                    continue
                below.append((*path, name))
        made.paths += below
        paths = below
    for path in made.paths:
        deep = len(path) == len(levels)
        for _ in range(dice.randrange(1, 3) if deep else 0):
            number += 1
            name = f"{dice.choice(['Jumlah', 'Persentase'])} {dice.choice(THINGS)} {number}"
            targets = {year: float(dice.randrange(1, 100)) for year in years}
            one = Indicator(path, name, dice.choice(UNITS), dice.choice(OFFICES), targets)
            made.indicators.append(one)
            if dice.random() < 0.02:  # the same again with other values: two rows, or a mistake
                made.ambiguous = True
                made.indicators.append(
                    Indicator(
                        path, name, one.unit, one.owner, {y: v + 1 for y, v in targets.items()}
                    )
                )


def _drop_results(made: Made) -> None:
    """Leaves the indicators alone, each name once."""
    made.paths.clear()
    made.ambiguous = False
    made.indicators = [*{one.name: one for one in made.indicators}.values()]
    for one in made.indicators:
        one.path = ()


@dataclass
class Column:
    """A column: its headings from the upper to the lower, and its cell for each row."""

    heads: tuple[Any, ...]
    cells: list[Any]


def _columns_of_values(made: Made, dice: Dice, years: range) -> list[Column]:
    """Indicator, unit, targets, owner and decoys, in any order."""
    ones = made.indicators
    found = [
        Column((_head(dice, "indicator"),), [one.name for one in ones]),
        Column((_head(dice, "unit"),), [one.unit for one in ones]),
    ]
    style = dice.choice(["flat", "under", "bare", "money", "title", "quarters", "counted"])
    if style in {"title", "quarters"}:
        years = range(years[0], years[0] + 1)
        made.title = f"RENCANA AKSI TAHUN {years[0]}"
        for one in ones:
            one.targets = {years[0]: one.targets[years[0]]}
    _beside(made, dice, found, years[0] - 1)
    for year in years:
        found += _of_year(dice, style, year, years, ones)
    if style == "money":
        for column in found:
            if len(column.heads) != 2 or not str(column.heads[0]).startswith("Tahun"):
                continue
            column.heads = (f"Target Kinerja dan Anggaran {column.heads[0]}", column.heads[1])
    made.owners = dice.random() < 0.5
    if made.owners:
        found.append(Column((_head(dice, "owner"),), [one.owner for one in ones]))
    for head, fill in dice.sample(DECOYS, dice.randrange(3)):
        found.append(Column((head,), [fill(dice) for _ in ones]))
    return _shuffled(found, dice)


def _beside(made: Made, dice: Dice, found: list[Column], year: int) -> None:
    """Bullets before the indicators, and what was reached in the year before."""
    ones = made.indicators
    if dice.random() < 0.3:
        heads = (found[0].heads[0], found[0].heads[0])
        found[0].heads = heads
        found.insert(0, Column(heads, ["-" for _ in ones]))
    if dice.random() < 0.3:
        for one in ones:
            one.realised = {year: float(dice.randrange(100))}
        said = dice.choice(["Realisasi {}", "Realisasi Target Kinerja {}", "Capaian {}"])
        found.append(Column((said.format(year),), [one.realised[year] for one in ones]))


def _of_year(
    dice: Dice, style: str, year: int, years: range, ones: Sequence[Indicator]
) -> Iterator[Column]:
    """The columns of the targets of a year, and those that stand among them."""
    cells = [one.targets[year] for one in ones]
    if style == "title":
        yield Column((dice.choice(["Target", "Target Kinerja"]),), cells)
    elif style == "quarters":
        quarters = ["TW I", "TW II", "TW III", "TW IV"]
        for part in dice.choice([quarters, ["Semester I", "Semester II"]]):
            yield Column(("Target Kinerja", part), [dice.randrange(9) for _ in ones])
        yield Column(("Target Kinerja", dice.choice(["Setahun", "Tahunan"])), cells)
    elif style == "money":
        yield Column((f"Tahun {year}", "K"), cells)
        yield Column((f"Tahun {year}", "Rp."), [dice.randrange(10**6, 10**9) for _ in ones])
    else:
        counted = (f"Target Tahun ke-{year - years[0] + 1} ({year})",)
        flat, bare, under = (f"Target {year}",), (year,), ("Target", year)
        heads = {"flat": flat, "bare": bare, "under": under, "counted": counted}
        yield Column(heads[style], cells)


def _shuffled(columns: list[Column], dice: Dice) -> list[Column]:
    """The columns in another order; those below one upper heading stay together."""
    groups: list[list[Column]] = []
    for column in columns:
        upper = column.heads[0] if len(column.heads) > 1 else None
        if upper is not None and groups and groups[-1][-1].heads[0] == upper:
            groups[-1].append(column)
        else:
            groups.append([column])
    dice.shuffle(groups)
    return [column for group in groups for column in group]


def _head(dice: Dice, what: str) -> str:
    return dice.choice(HEADINGS[what])


def _spine(
    made: Made, dice: Dice, levels: Sequence[str], style: str
) -> tuple[list[Column], list[list[int]]]:
    """The columns of the levels, and the rows in which each begins anew."""
    spine: list[Column] = []
    starts: list[list[int]] = []
    for depth, level in enumerate(levels):
        heads = [one.path[: depth + 1] for one in made.indicators]
        begun = [at for at in range(len(heads)) if at == 0 or heads[at] != heads[at - 1]]
        cells: list[Any] = [one.path[depth] for one in made.indicators]
        if style != "repeated":
            cells = [cell if at in begun else None for at, cell in enumerate(cells)]
        spine.append(Column((_head(dice, level),), cells))
        starts.append(begun)
    return spine, starts


def _lay_wide(made: Made, dice: Dice, levels: Sequence[str], years: range) -> None:
    style = dice.choice(["merged", "blank", "repeated"])
    spine, starts = _spine(made, dice, levels, style)
    values = _columns_of_values(made, dice, years)
    if dice.random() < 0.2:
        values, spine = values[:1] + spine + values[1:], []
    columns = [*spine, *values]
    if dice.random() < 0.5:
        columns.insert(0, Column(("No",), list(range(1, len(made.indicators) + 1))))
    if style == "repeated" and dice.random() < 0.3:
        spine.reverse()
        columns = [*spine, *values]
    top = _write(made, dice, columns)
    if style == "merged":
        _merge_spine(made, columns, levels, starts, top)


def _lay_indicators(made: Made, dice: Dice, years: range) -> None:
    """A number, the indicators, and at times headings of groups between them."""
    values = _columns_of_values(made, dice, years)
    number = Column((dice.choice(["No", "NO", "No."]),), list(range(1, len(made.indicators) + 1)))
    for at in sorted(dice.sample(range(len(made.indicators)), dice.randrange(2)), reverse=True):
        number.cells.insert(at, f"Urusan {dice.choice(THINGS)}")
        for column in values:
            column.cells.insert(at, None)
    _write(made, dice, [number, *values])


def _merge_spine(
    made: Made,
    columns: Sequence[Column],
    levels: Sequence[str],
    starts: Sequence[Sequence[int]],
    top: int,
) -> None:
    """Merges the cells of each level over the rows that it holds for."""
    for at, column in enumerate(columns):
        depth = next((d for d in range(len(starts)) if _is_level(column, levels, d)), None)
        if depth is None:
            continue
        ends = [*starts[depth][1:], len(made.indicators)]
        for begin, end in zip(starts[depth], ends, strict=True):
            if end - begin > 1:
                made.merges.append(f"{_letter(at)}{top + begin}:{_letter(at)}{top + end - 1}")


def _is_level(column: Column, levels: Sequence[str], depth: int) -> bool:
    return column.heads[0] in HEADINGS[levels[depth]]


def _letter(at: int) -> str:
    return chr(65 + at)


def _lay_list(made: Made, dice: Dice, levels: Sequence[str], years: range) -> None:
    """One statement a row, its first indicator beside it, others in rows of their own."""
    plain = made.indicators
    rows: list[tuple[Names | None, Indicator | None]] = []
    for path in sorted(
        made.paths, key=lambda path: [made.paths.index(path[: n + 1]) for n in range(len(path))]
    ):
        own = [one for one in plain if one.path == path]
        rows.append((path, own[0] if own else None))
        if made.form != "nodes":  # a row without an id is about nothing there
            rows += [(None, one) for one in own[1:]]
    made.indicators = [one for _, one in rows if one is not None]
    values = _columns_of_values(made, dice, years)
    for column in values:
        rest = iter(column.cells)
        column.cells = [None if one is None else next(rest) for _, one in rows]
    paths = [path for path, _ in rows]
    top = _write(made, dice, [*_list_spine(made, dice, levels, paths), *values])
    if made.form == "looks":
        _set_looks(made, dice, paths, top)


def _set_looks(made: Made, dice: Dice, paths: Sequence[Names | None], top: int) -> None:
    """Shows the levels by the looks of the names, at times by two at once."""
    also = dice.random() < 0.3
    for row, path in enumerate(paths, top):
        rank = 0 if path is None else len(path) - 1
        if made.by == "blanks" and rank:
            made.rows[row - 1][0] = f"{'    ' * rank}{made.rows[row - 1][0]}"
        made.cell_formats[row, 1] = CellFormat(
            indent=rank if made.by == "indent" else 0,
            bold=rank == 0 and path is not None and (made.by == "bold" or also),
            outline=rank if made.by == "outline" else 0,
        )


def _list_spine(
    made: Made, dice: Dice, levels: Sequence[str], paths: Sequence[Names | None]
) -> list[Column]:
    """The columns that say what each row is and where it stands."""
    codes = {path: _code(made, path) for path in made.paths}
    said = [None if path is None else codes[path] for path in paths]
    names = Column((_head(dice, "name"),), [path[-1] if path else None for path in paths])
    if made.form == "codes":
        return [Column((_head(dice, "code"),), said), names]
    if made.form == "looks":
        joint = dice.choice(["/", " / ", " dan "]).join(levels)
        names.heads = (dice.choice(["Uraian", "Nama", joint, joint]),)
        return [names]
    if made.form == "parts":
        return [*_parted(dice, said), names]
    if made.form == "nodes":
        names.heads = (dice.choice(["Uraian", "Nama"]),)
        above = [None if not path or len(path) == 1 else codes[path[:-1]] for path in paths]
        level = [None if path is None else levels[len(path) - 1] for path in paths]
        return [
            Column(("Kode",), said),
            Column((dice.choice(["Induk", "Kode Induk"]),), above),
            names,
            Column((dice.choice(["Jenjang", "Level"]),), level),
        ]
    numbers = [None if path is None else len(path) - 1 for path in paths]
    names.heads = (dice.choice(["Kondisi", "Uraian", "Sasaran Kinerja"]),)
    return [Column((dice.choice(["Level", "Jenjang"]),), numbers), names]


def _parted(dice: Dice, codes: Sequence[str | None]) -> list[Column]:
    """A code over several columns, below one heading or below names of levels."""
    head = _head(dice, "code")
    split = [[] if code is None else _parts(code.split(".")) for code in codes]
    lower = ["Urusan", "Bidang", "Program", "Kegiatan", "Sub Kegiatan"]
    under = dice.random() < 0.5
    return [
        Column(
            (head, lower[at] if under else head),
            [parts[at] if at < len(parts) else None for parts in split],
        )
        for at in range(5)
    ]


def _code(made: Made, path: Names) -> str:
    """A dotted code of the nomenclature, or of a list of nodes."""
    parts = []
    for depth in range(len(path)):
        same = [one for one in made.paths if one[:depth] == path[:depth] and len(one) == depth + 1]
        parts.append(same.index(path[: depth + 1]) + 1)
    if made.form == "nodes":
        return ".".join(map(str, parts))
    said = ["1.02", f"{parts[0]:02}"]
    said += [f"2.{parts[1]:02}"] if len(parts) > 1 else []
    said += [f"{parts[2]:04}"] if len(parts) > 2 else []
    return ".".join(said)


def _parts(parts: Sequence[str]) -> list[str]:
    """The parts of a code over its columns; that of an activity holds a dot."""
    found = [*parts[:3]]
    found += [".".join(parts[3:5])] if len(parts) > 3 else []
    return [*found, *parts[5:]]


def _write(made: Made, dice: Dice, columns: Sequence[Column]) -> int:
    """Writes title, headings, numbers, records, total and signature; the first row of records."""
    width = len(columns)
    titles = [made.title] if made.title else []
    titles += dice.sample(["RENCANA STRATEGIS", "KOTA CONTOH"], dice.randrange(3))
    for title in titles:
        made.rows.append([title, *[None] * (width - 1)])
    deep = max(len(column.heads) for column in columns)
    top = len(made.rows) + 1
    if deep == 1:
        made.rows.append([column.heads[0] for column in columns])
    else:
        made.rows.append([column.heads[0] for column in columns])
        made.rows.append(
            [
                column.heads[1]
                if len(column.heads) > 1 and column.heads[1] != column.heads[0]
                else None
                for column in columns
            ]
        )
        _merge_heads(made, columns, top)
    if width > 2 and dice.random() < 0.3:
        made.rows.append([at + 1 for at in range(width)])
    first = len(made.rows) + 1
    length = len(columns[0].cells)
    made.rows += [[column.cells[at] for column in columns] for at in range(length)]
    if dice.random() < 0.3 and isinstance(columns[0].cells[0], str):
        words = ["JUMLAH", "TOTAL"]
        if columns[0].heads[0] not in HEADINGS["indicator"]:
            words.append("Jumlah Anggaran")
        total = [dice.choice(words), *[None] * (width - 1)]
        made.rows.append(total)
    if dice.random() < 0.3:
        made.rows.append([])
        made.rows.append([*[None] * (width - 1), "Kota Contoh, Desember 2025"])
        made.rows.append([*[None] * (width - 1), "KEPALA DINAS"])
    return first


def _merge_heads(made: Made, columns: Sequence[Column], top: int) -> None:
    row = made.rows[top - 1]
    at = 0
    while at < len(columns):
        end = at
        if len(columns[at].heads) > 1:
            while end + 1 < len(columns) and columns[end + 1].heads[:1] == columns[at].heads[:1]:
                end += 1
                row[end] = None
            bottom = top + (columns[at].heads[1] == columns[at].heads[0])
            if end > at or bottom > top:
                made.merges.append(f"{_letter(at)}{top}:{_letter(end)}{bottom}")
        else:
            made.merges.append(f"{_letter(at)}{top}:{_letter(at)}{top + 1}")
        at = end + 1


def said_by(made: Made) -> set[tuple[Any, ...]]:
    """What a matrix says, as facts that can be compared."""
    facts: set[tuple[Any, ...]] = {("result", path) for path in made.paths}
    for one in made.indicators:
        facts.add(("indicator", one.path, one.name, one.unit))
        facts |= {
            ("target", one.path, one.name, year, value) for year, value in one.targets.items()
        }
        facts |= {("realisation", one.path, year, value) for year, value in one.realised.items()}
        if made.owners:
            facts.add(("owner", one.path, one.name, one.owner))
    return facts


def read_from(collector: OutputCollector) -> set[tuple[Any, ...]]:
    """What an import says, as the same facts."""
    tables = collector.tables
    objectives = {row["id"]: row for row in tables["objectives"]}
    paths = {id_: set(_paths(objectives, id_)) for id_ in objectives}
    facts: set[tuple[Any, ...]] = {("result", path) for every in paths.values() for path in every}
    offices = {row["id"]: str(row["name"]) for row in tables["units"]}
    named = {row["id"]: row for row in tables["indicators"]}
    for row in tables["indicators"]:
        for path in paths.get(row.get("objective", ""), {()}):
            facts.add(("indicator", path, row.get("name"), row.get("measure_unit")))
            owners: Any = row.get("owner", ())
            facts |= {("owner", path, row.get("name"), offices.get(one)) for one in owners}
    for row in tables["values"]:
        if "period" in row:  # what is made here says nothing of parts of a year
            continue
        indicator = named[row["indicator"]]
        for path in paths.get(indicator.get("objective", ""), {()}):
            if "target" in row:
                facts.add(("target", path, indicator.get("name"), row["year"], row["target"]))
            if "realisation" in row:
                facts.add(("realisation", path, row["year"], row["realisation"]))
    return facts


def _paths(objectives: Mapping[Any, Mapping[str, Any]], id_: Any) -> Iterator[Names]:
    row = objectives[id_]
    name = str(row.get("name", ""))
    above = row.get("contributes_to", ())
    if not above:
        yield (name,)
    for one in above:
        for path in _paths(objectives, one) if one in objectives else [("?",)]:
            yield (*path, name)
