"""No plan out of a reading that cannot be right, whatever map was used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from wide_matrices import Rows, book, codes, column, reaped

from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError

MAP = """
form: matrix
levels:
  - {name: Sasaran, level: 1, prefix: S}
  - {name: Program, level: 2, prefix: P}
indicators: {name: Indikator, measure_unit: Satuan, targets: "{year}"}
"""
HEADS = ["No", "Kode", "Sasaran", "Program", "Indikator", "Satuan", 2026]


def refused(tmp_path: Path, rows: Rows, text: str = MAP) -> list[tuple[str, str, str]]:
    """Code, cell and English sentence of each reason for which a matrix is refused."""
    with pytest.raises(MatrixRefusedError) as refusal:
        reaped(book(tmp_path / "m.xlsx", rows), text)
    assert all(one.message.id and one.remedy.id for one in refusal.value.problems)
    return [
        (one.code, f"{one.column or ''}{one.row or ''}", one.message.en)
        for one in refusal.value.problems
    ]


def _row(*cells: Any) -> list[Any]:
    return list(cells)


@pytest.mark.parametrize("name", ["12", "1.02", "5.02.01", "13 = 9 + 10 + 11", "x.xx.01", "-", "•"])
def test_a_name_that_is_a_number_a_code_or_a_bullet_is_refused(tmp_path: Path, name: str) -> None:
    rows = [
        HEADS,
        _row(1, "a", "Jalan baik", "Program Jalan", "Jalan mantap", "%", 80),
        _row(2, "b", None, "Program Rambu", name, "%", 80),
    ]
    (found,) = refused(tmp_path, rows)
    assert found[:2] == ("number-name", "E3")
    assert name in found[2]


def test_rows_of_equal_names_that_a_code_tells_apart_are_not_joined(tmp_path: Path) -> None:
    rows = [
        HEADS,
        _row(None, "1.01", "Jalan baik", "Pengelolaan", None, None, None),
        _row(None, "1.02", "Jalan baik", "Pengelolaan", None, None, None),
        _row(None, "1.03", "Jalan baik", "Pengelolaan", None, None, None),
    ]
    found = refused(tmp_path, rows)
    assert [one[:2] for one in found] == [("merged-rows", "B3"), ("merged-rows", "B4")]
    assert 'column B ("Kode") tells them apart: "1.02"' in found[0][2]
    with_code = MAP.replace("prefix: P}", "prefix: P, code: Kode}")
    collector = reaped(tmp_path / "m.xlsx", with_code)
    assert column(collector, "objectives", "id") == ["S1", "1.01", "1.02", "1.03"]


def test_indicators_of_equal_names_that_a_number_tells_apart_are_not_joined(tmp_path: Path) -> None:
    rows = [
        HEADS,
        _row(1, None, "Jalan baik", "Program Jalan", "Jumlah laporan", "Lap", 12),
        _row(2, None, "Jalan baik", "Program Jalan", "Jumlah laporan", "Lap", 12),
    ]
    assert [one[:2] for one in refused(tmp_path, rows)] == [("merged-rows", "A3")]


def test_indicators_of_equal_names_and_other_values_are_not_joined(tmp_path: Path) -> None:
    rows = [
        HEADS,
        _row(1, None, "Jalan baik", "Program Jalan", "Jumlah laporan", "Lap", 12),
        _row(None, None, "Jalan baik", "Program Jalan", "Jumlah  laporan", "Lap", 14),
        _row(None, None, "Jalan baik", "Program Jalan", "Jumlah laporan", "Dok", 12),
    ]
    found = refused(tmp_path, rows)
    assert [one[:2] for one in found] == [("merged-rows", "E3"), ("merged-rows", "E4")]
    assert "in rows 2 and 3 under the same result, but G3 differs" in found[0][2]
    assert "F4 differs" in found[1][2]


def test_a_row_that_says_the_same_again_is_no_other_row(tmp_path: Path) -> None:
    row = _row(1, "7", "Jalan baik", "Program Jalan", "Jumlah laporan", "Lap", 12)
    collector = reaped(book(tmp_path / "m.xlsx", [HEADS, row, row]), MAP)
    assert len(collector.tables["indicators"]) == 1


def test_more_than_a_tenth_of_the_rows_in_no_table_is_refused(tmp_path: Path) -> None:
    named = (
        _row(None, None, None, None, f"Indikator {number}", "%", number) for number in range(9)
    )
    rows = [HEADS, *named]
    rows[1][2:4] = ["Jalan baik", "Program Jalan"]
    rows.insert(4, _row("Bidang Bina Marga", *[None] * 6))
    collector = reaped(book(tmp_path / "a.xlsx", rows), MAP)
    assert len(collector.tables["indicators"]) == 9
    rows.insert(7, _row("Bidang Sumber Daya Air", *[None] * 6))
    ((code, cell, told),) = refused(tmp_path, rows)
    assert (code, cell) == ("unread-rows", "5")
    assert "2 of 11 rows" in told
    assert "rows 5, 8" in told
    skipped = MAP + "skip: [Bidang]\n"
    assert len(reaped(tmp_path / "m.xlsx", skipped).tables["indicators"]) == 9


def test_what_goes_on_with_the_record_above_or_stands_below_the_table_is_not_counted(
    tmp_path: Path,
) -> None:
    heads = ["Sasaran", "Indikator", 2026, "Rencana Aksi", "Anggaran"]
    rows = [
        heads,
        ["Jalan baik", "Jalan mantap", 80, "Survei", 1],
        [None, None, None, "Rapat", 2],
        [None, None, None, "Laporan", 3],
        ["Jalan aman", "Kecelakaan", 8, "Rambu", 4],
        ["", "", "", "", ""],
        [None, None, None, "Kepala Dinas"],
        [None, None, None, "NIP. 1"],
        [None, None, None, "Pembina"],
    ]
    text = (
        "form: matrix\nlevels: [{name: Sasaran, level: 1}]\n"
        'indicators: {name: Indikator, targets: "{year}"}\n'
    )
    assert codes(reaped(book(tmp_path / "m.xlsx", rows), text)) == []


def test_codes_between_the_depths_of_a_map_are_not_lost(tmp_path: Path) -> None:
    """Codes above all depths (urusan, bidang) are headings; programmes in between are not."""
    rows = [
        ["Kode", "Uraian", "Indikator"],
        ["1", "Urusan wajib", None],
        ["1.20", "Bidang otonomi", None],
        ["1.20.03", "Program pelayanan", "a"],
        ["1.20.03.53", "Penyelenggaraan", "b"],
        ["1.20.03.53.04", "Koordinasi", "c"],
    ]
    text = (
        "form: codes\ncode: Kode\nname: Uraian\ndepths: {3: 2, %s5: 3}\n"
        "indicators: {name: Indikator}\n"
    )
    assert len(reaped(book(tmp_path / "a.xlsx", rows), text % "4: 3, ").tables["objectives"]) == 3
    ((code, _, told),) = refused(tmp_path, rows, text % "")
    assert (code, "rows 5." in told) == ("unread-rows", True)


def test_a_level_without_a_single_parent_is_refused(tmp_path: Path) -> None:
    rows = [
        ["Kode", "Uraian", "Jenjang", "Induk"],
        ["a", "Sejahtera", "1", None],
        ["b", "Jalan baik", "2", None],
        ["c", "Rambu", "2", None],
    ]
    text = "form: nodes\nnode: {id: Kode, parent: Induk, name: Uraian, level: Jenjang}\n"
    ((code, _, told),) = refused(tmp_path, rows, text)
    assert code == "no-parents"
    assert 'None of the 2 results of level 2 has a result above it, the first being "Jalan' in told
    rows[2][3] = "a"
    assert len(reaped(book(tmp_path / "m.xlsx", rows), text).tables["objectives"]) == 3
