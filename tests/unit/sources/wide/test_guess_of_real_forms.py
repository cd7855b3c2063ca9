"""What a proposal makes of forms as offices keep them: RPJMD, Renja, action plans, agreements."""

from __future__ import annotations

from pathlib import Path

from wide_matrices import Rows, book, by_id, codes, column, reaped

from kinerja_graph.settings import Settings
from kinerja_graph.sources.wide.guess import guess
from kinerja_graph.sources.wide.guess_text import Proposal


def _proposed(path: Path) -> tuple[Proposal, str]:
    found = guess(path, None, Settings())
    return found, found.text("en")


def _doubts(found: Proposal) -> str:
    return "\n".join(doubt.en for doubt in found.doubts)


def test_years_that_are_counted_in_their_headings_are_all_read(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sasaran", "Indikator", "Target Kinerja", None, None, None],
        [None, None, "Tahun-1 (2026)", None, "Tahun-2 (2027)", None],
        [None, None, "target", "Rp", "target", "Rp"],
        ["Jalan baik", "Jalan mantap", 80, 5_000, 85, 6_000],
    ]
    path = book(tmp_path / "m.xlsx", rows, ["C1:F1", "C2:D2", "E2:F2", "A1:A3", "B1:B3"])
    found, text = _proposed(path)
    assert 'targets: {2026: "Tahun-1 (2026) > target", 2027: "Tahun-2 (2027) > target"}' in text
    assert [letter for letter, _ in found.unknown_columns] == ["D", "F"]
    assert column(reaped(path, text), "values", "target") == [80.0, 85.0]


def test_a_regional_plan_is_of_level_0_and_has_the_last_baseline(tmp_path: Path) -> None:
    rows: Rows = [
        ["Tujuan dan Sasaran RPJMD Kabupaten Contoh"],
        ["Tujuan", "Sasaran", "Indikator", "Satuan", "Kondisi Awal", None, "Target", "PD"],
        [None, None, None, None, 2023, 2024, 2025, None],
        ["Sejahtera", None, "IPM", "indeks", 70, 71, 72, "1. Bappeda\n2. BPKAD"],
        [None, "Miskin turun", "Kemiskinan", "%", 12, 11, 10, "Dinsos, Disnaker"],
        [None, "Usaha maju", "Ekspor", "%", 1.2, 1.3, 1.4, "Kepala Dinas"],
    ]
    rows[1][7] = "Perangkat Daerah"
    path = book(tmp_path / "m.xlsx", rows, ["E2:F2", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "H2:H3"])
    found, text = _proposed(path)
    assert 'baseline: "Kondisi Awal > 2024"' in text
    said = _doubts(found)
    assert "the last, 2024 (column F), is proposed; column E is not read" in said
    assert 'H5: "Dinsos, Disnaker" would become one unit' in said
    assert 'H6: "Kepala Dinas" is a post' in said
    collector = reaped(path, text)
    assert column(collector, "objectives", "level") == [0, 0, 0]
    assert column(collector, "indicators", "baseline") == [71.0, 11.0, 1.3]
    assert column(collector, "units", "name")[:2] == ["Bappeda", "BPKAD"]


def test_a_yearly_plan_with_its_code_over_several_columns(tmp_path: Path) -> None:
    rows: Rows = [
        ["RENCANA KERJA DINAS KESEHATAN TAHUN 2026"],
        [
            "Kode", None, None, None, None, "Urusan/Program/Kegiatan/Sub Kegiatan", "Indikator",
            "Rencana Tahun 2026", None, "Prakiraan Maju Tahun 2027",
        ],
        [None] * 7 + ["Target", "Pagu (Rp)", "Target"],
        [1, "02", None, None, None, "URUSAN KESEHATAN"],
        [1, "02", "02", None, None, "PROGRAM KESEHATAN", "Ibu terlayani", "100 %", 5_000, "100 %"],
        [1, "02", "02", "2.01", None, "Fasilitas", "Puskesmas", "1.250 Unit", 4_000, "1.300 Unit"],
        [1, "02", "02", "2.01", "0003", "Pembangunan", "Gedung", "2 Unit", 3_000, "2 Unit"],
        ["TOTAL", None, None, None, None, None, None, None, 12_000],
    ]  # fmt: skip
    merges = ["A2:E3", "F2:F3", "G2:G3", "H2:I2"]
    path = book(tmp_path / "m.xlsx", rows, merges)
    found, text = _proposed(path)
    assert "form: codes" in text
    assert "code: [{letter: A}, {letter: B}, {letter: C}, {letter: D}, {letter: E}]" in text
    assert "#   - {id: dinas-kesehatan, name: DINAS KESEHATAN, kind: opd}" in text
    said = _doubts(found)
    assert "The years come from different headings" in said
    assert "there are no owners" in "\n".join(note.en for note in found.notes)
    collector = reaped(path, text.replace("# decimal: comma", "decimal: comma"))
    assert codes(collector) == []
    assert {id_: row["level"] for id_, row in by_id(collector, "objectives").items()} == {
        "1.02.02": 2, "1.02.02.2.01": 3, "1.02.02.2.01.0003": 4,
    }  # fmt: skip
    assert column(collector, "values", "target") == [100.0, 100.0, 1250.0, 1300.0, 2.0, 2.0]
    told = text
    for line in ("# units:", "#   - {id: d", "# owner:"):
        told = told.replace(line, line.replace("# ", "", 1).replace("#   -", "  -"))
    assert column(reaped(path, told), "objectives", "owner") == [("dinas-kesehatan",)] * 3


def test_an_indicator_left_of_the_programmes_measures_the_objective(tmp_path: Path) -> None:
    rows: Rows = [
        ["RENCANA AKSI TAHUN 2026"],
        ["Sasaran", "Indikator Kinerja", "Target", "Program", "PJ"],
        ["Miskin turun", "Kemiskinan", 10, "Program Sosial", "Dinsos"],
    ]
    path = book(tmp_path / "m.xlsx", rows)
    found, text = _proposed(path)
    assert "of: Sasaran" in text
    assert [letter for letter, _ in found.unknown_columns] == []
    collector = reaped(path, text)
    assert column(collector, "indicators", "objective") == ["S1"]


def test_nodes_are_known_by_the_column_that_their_parents_name(tmp_path: Path) -> None:
    rows: Rows = [
        ["Instansi", "Node ID", "Induk", "Kode", "Nama", "Level", "Indikator", "Target 2026"],
        ["Dinas A", 1, None, "5.01", "Lancar", "tujuan", "Indeks", 80],
        ["Dinas A", 2, 1, "5.02", "Laik", "sasaran", "Persentase", 90],
        ["Dinas B", 1, None, "5.01", "Sehat", "tujuan", "Harapan hidup", 72],
        ["Dinas B", 2, 1, "5.02", "Gizi", "sasaran", "Stunting", 14],
    ]
    path = book(tmp_path / "m.xlsx", rows)
    _, text = _proposed(path)
    assert "  id: Node ID" in text
    assert "  within: Instansi" in text
    collector = reaped(path, text)
    assert codes(collector) == []
    assert column(collector, "objectives", "name") == ["Lancar", "Laik", "Sehat", "Gizi"]


def test_another_table_beside_and_years_between_the_rows_are_told(tmp_path: Path) -> None:
    rows: Rows = [
        ["No", "Sasaran", "Indikator", "Target", None, "No", "Program", "Anggaran"],
        ["Tahun 2026"],
        [1, "Jalan baik", "Jalan mantap", 80, None, 1, "Program Jalan", 5_000],
        ["Tahun 2027"],
        [1, "Jalan baik", "Jalan mantap", 85, None, 2, "JUMLAH", 5_000],
    ]
    path = book(tmp_path / "m.xlsx", rows, ["A2:D2", "A4:D4"])
    found, text = _proposed(path)
    assert "headings: 1\n" in text
    assert "name: Program" not in text
    said = _doubts(found)
    assert "From column F on there is another table" in said
    assert "A2 (Tahun 2026), A4 (Tahun 2027)" in said


def test_a_column_of_years_means_a_row_for_each(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sasaran", "Indikator", "Tahun", "Target", "Realisasi"],
        ["Jalan baik", "Jalan mantap", 2025, 70, 71],
        ["Jalan baik", "Jalan mantap", 2026, 72, None],
    ]
    path = book(tmp_path / "m.xlsx", rows)
    _, text = _proposed(path)
    assert "year: Tahun" in text
    collector = reaped(path, text)
    assert codes(collector) == []
    assert column(collector, "values", "year") == [2025, 2026]
    assert column(collector, "values", "realisation") == [71.0, None]


def test_nothing_known_and_nothing_are_told_apart(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sasaran", "Indikator", "Target 2026", "Target 2027"],
        ["Jalan baik", "Jalan mantap", "tad", "N/A"],
        [None, "Jumlah pelanggaran", "nihil", 1],
    ]
    _, text = _proposed(book(tmp_path / "m.xlsx", rows))
    assert 'empty: [tad, "N/A"]' in text


def test_a_sign_of_nothing_is_no_unit_and_no_owner(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sasaran", "Indikator", "Satuan", "Target 2026", "Penanggung Jawab"],
        ["Jalan baik", "Jalan mantap", "-", 80, "n/a"],
    ]
    path = book(tmp_path / "m.xlsx", rows)
    _, text = _proposed(path)
    collector = reaped(path, text)
    assert column(collector, "indicators", "measure_unit") == [None]
    assert collector.tables["units"] == []
