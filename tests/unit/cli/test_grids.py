"""Answers with many columns: nothing is wider than the screen, nothing is left out."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from rich.text import Text as Line

from kinerja_graph.analysis.matrix import Cell, Expectation, Matrix
from kinerja_graph.analysis.series import Series
from kinerja_graph.analysis.targets import Targets, YearOfTargets
from kinerja_graph.cli.formatters.blocks import block_parts
from kinerja_graph.cli.formatters.drawing import draw_text
from kinerja_graph.cli.formatters.grid import Row, grid
from kinerja_graph.cli.formatters.words import headed
from kinerja_graph.library.describe import Described
from kinerja_graph.report.answers.individual import time_figure
from kinerja_graph.report.answers.matrix import PART, matrix_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.report.answers.targets import targets_blocks, year_spans
from kinerja_graph.texts import LANGUAGES, Language


@pytest.mark.parametrize("columns", [80, 40, 12])
def test_headings_break_between_words_where_whole_words_fit(columns: int) -> None:
    headings = ["Perlu diperbaiki", "Penanggung jawab", "Sampai"]
    table = headed(headings, whole=(2,))
    table.add_row("x" * 70, "Kepala Dinas Perhubungan Kota", "2026-12-31")
    lines = draw_text(table, colour=False, columns=columns).splitlines()
    head = re.split(r"\s+", " ".join(lines[: next(n for n, it in enumerate(lines) if "─" in it)]))
    assert ("diperbaiki" in head and "Penanggung" in head) == (columns >= 40)


def record(label: str, identifier: str, name: str, level: int | None = None) -> Described:
    return Described(
        label=label, id=identifier, name=name, level=level, origin=None, agencies=(), owners=()
    )


def matrix_of(agencies: int, outcomes: int) -> Matrix:
    """Every agency behind every third outcome; the last agency behind none."""
    units = [record("Unit", f"opd{n:02}", f"Dinas Urusan Wajib Nomor {n}") for n in range(agencies)]
    ends = [record("Objective", f"S{n:02}", f"Hasil akhir {n}", 0) for n in range(outcomes)]
    cells = [
        Cell(unit.id, end.id, 100 + n, n * m)
        for n, unit in enumerate(units[:-1])
        for m, end in enumerate(ends)
        if (n + m) % 3 == 0
    ]
    return Matrix(
        dataset="kota",
        edition="1",
        outcomes=tuple(ends),
        agencies=tuple(units),
        cells=tuple(cells),
        expected=(Expectation(ends[0].id, units[-1].id, there=False),),
        highest=None,
        names={units[-1].id: units[-1].name or ""},
    )


def shown(answer: Matrix, language: Language, columns: int) -> str:
    parts = block_parts(matrix_blocks(answer, language, Amount()), columns)
    return draw_text(*parts, colour=False, columns=columns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_thirty_agencies_and_twelve_outcomes_fit_in_a_hundred_columns(language: Language) -> None:
    answer = matrix_of(30, 12)
    told = shown(answer, language, 100)
    lines = told.splitlines()
    assert max(map(len, lines)) <= 100
    assert sum(line.startswith("Dinas Urusan Wajib Nomor 3 ") for line in lines) == 2
    assert len([line for line in lines if "✖" in line and line.startswith("Dinas")]) == 1
    assert "opd29" in lines[-1]
    assert {"expected", "diharapkan"} & set(told.replace(",", " ").split())


def test_a_plan_without_agencies_says_so_in_place_of_a_table() -> None:
    answer = replace(matrix_of(1, 1), agencies=(), cells=(), expected=())
    told = shown(answer, "id", 80)
    assert "▲ Rencana ini tidak memuat instansi" in told
    assert "Isi sel" not in told
    assert "Tanpa instansi: 1 hasil." in told.splitlines()[0]
    assert "tidak menyebut instansi yang diharapkan" in told


def test_more_outcomes_than_a_screen_holds_are_counted() -> None:
    answer = matrix_of(3, PART.most + 1)
    told = shown(answer, "id", 80)
    assert f"{PART.most} dari {PART.most + 1} hasil" in told
    assert max(map(len, told.splitlines())) <= 80


def test_a_grid_parts_its_columns_and_keeps_every_cell() -> None:
    columns = [f"k{number}" for number in range(40)]
    rows = [
        Row(Line("seri yang namanya panjang sekali, jauh lebih panjang dari tempatnya"), cells)
        for cells in ([Line(f"{number * 1000}") for number in range(40)],)
    ]
    told = draw_text(*grid("Seri", columns, rows, 60), colour=False, columns=60)
    assert max(map(len, told.splitlines())) <= 60
    words = told.split()
    assert [one for one in words if one.startswith("k")] == columns
    assert [one for one in words if one.isdigit()] == [f"{number * 1000}" for number in range(40)]


def test_the_head_of_a_row_is_never_cut_off() -> None:
    name = "Badan Perencanaan Pembangunan, Riset, dan Inovasi Daerah"
    rows = [Row(Line(name), [Line("10+1")] * 6)]
    told = draw_text(*grid("Instansi", list("123456"), rows, 80), colour=False, columns=80)
    assert max(map(len, told.splitlines())) <= 80
    body = " ".join(told.splitlines()[2:]).split()
    assert [word for word in body if word != "10+1"] == name.split()


def test_series_of_targets_stand_under_whole_names_with_units_and_keep_every_year() -> None:
    name = "Persentase ruas jalan utama dengan derajat kejenuhan di bawah 0,75 pada jam sibuk"
    years = list(range(2020, 2032))
    answer = Targets(
        dataset="kota",
        edition="1",
        subject=record("Objective", "S", "Lalu lintas lancar", 0),
        contributors=("B",),
        summed=(),
        through=("C",),
        measures=("A",),
        years=(),
        series={
            "A": Series(measure_unit="km/jam", targets={year: year + 0.25 for year in years}),
            "B": Series(targets={2021: (80.0, 90.0)}, realisations={2021: 85.0}),
            "C": Series(measure_unit="%"),
        },
        records={one: record("Indicator", one, name, 1) for one in "ABC"},
    )
    told = in_words(answer)
    lines = told.splitlines()
    assert max(map(len, lines)) <= 80
    flat = " ".join(told.split())
    assert flat.count(f"{name} (A) · km/jam") == 2  # the years stand in two tables
    assert f"· {name} (B) · satuan tidak diisi" in flat
    assert f"~ {name} (C) · %" in flat
    assert [word for word in flat.split() if word.endswith(",25")] == [
        f"2.{year - 2000:03},25" for year in years
    ]
    assert "80–90" in flat
    assert "+ dijumlahkan" not in flat  # nothing has that mark
    assert lines[2].startswith("● Targetnya bukan jumlah")


def in_words(answer: Targets) -> str:
    parts = block_parts(targets_blocks(answer, "id", Amount()), 80)
    return draw_text(*parts, colour=False, columns=80)


def years_of(*gaps: float | None) -> Iterator[YearOfTargets]:
    for place, gap in enumerate(gaps):
        target = 10.0
        total = None if gap is None else target - gap
        yield YearOfTargets(year=2025 + place, target=target, realisation=None, sum=total, gap=gap)


def test_what_does_not_add_up_is_said_in_words() -> None:
    known = {2025: 10.0, 2026: 8.5, 2027: 12.0}
    answer = Targets(
        dataset="kota",
        edition="1",
        subject=record("Indicator", "A", "Panjang jalan", 1),
        contributors=("B",),
        summed=("B",),
        through=(),
        measures=(),
        years=tuple(years_of(0, 1.5, -2, None)),
        series={
            "A": Series(measure_unit="km", targets=dict.fromkeys((2025, 2026, 2027, 2028), 10.0)),
            "B": Series(measure_unit="meter", targets=known),
        },
        records={"B": record("Indicator", "B", "Jalan \x1b[2J kota", 2)},
    )
    told = in_words(answer)
    assert told.splitlines()[1] == "✖ Jumlahnya berbeda dari target pada 2026–2027."
    assert "+ Jalan \ufffd[2J kota (B) · meter" in told.splitlines()
    assert "✖ 2026: target 10, jumlah 8,5: kurang 1,5." in told
    assert "✖ 2027: target 10, jumlah 12: lebih 2." in told
    assert "▲ 2028: tidak dapat dijumlahkan; tanpa target berupa satu angka: B." in told
    assert "✔ Jumlahnya sama dengan target pada 2025." in told
    assert "▲ Satuan yang dijumlahkan berbeda: km, meter." in told
    assert "\x1b" not in told


def test_times_and_spans() -> None:
    assert (time_figure(45, "id"), time_figure(60, "en")) == ("45 menit", "1 h")
    assert (year_spans([]), year_spans([2024, 2022, 2023, 2026])) == ("", "2022–2024, 2026")
