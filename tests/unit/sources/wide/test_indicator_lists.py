"""Lists of indicators that name no result: IKU of an agency or a government, LPPD."""

from __future__ import annotations

from pathlib import Path

import pytest
from wide_matrices import Rows, book, column, left, reaped

from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError
from kinerja_graph.sources.wide.proposing import ImportProposal, propose_imports
from kinerja_graph.sources.wide.writing import csv_files

IKU: Rows = [
    ["INDIKATOR KINERJA UTAMA PEMERINTAH KOTA CONTOH"],
    [],
    ["No", "Indikator Kinerja Utama", "Satuan", "Formulasi", "Target 2026", "Target 2027",
     "Perangkat Daerah Penanggung Jawab"],
    [1, "Indeks pembangunan manusia", "Indeks", "rumus BPS", 75.5, 76, "Badan Perencanaan"],
    [2, "Angka kemiskinan", "%", "rumus BPS", 7, 6.5, "Dinas Sosial"],
    [3, "Umur harapan hidup", "Tahun", "tabel hayat", 72, 72.4, "Dinas Kesehatan"],
]  # fmt: skip
LPPD: Rows = [
    ["LPPD DINAS PENDIDIKAN", None, None, None, None],
    ["No", "IKK", "Rumus", "Target 2026", "Sumber Data"],
    ["Urusan Pendidikan", None, None, None, None],
    [1, "Tingkat partisipasi warga usia 5-6 tahun", "a/b x 100", 95, "Dapodik"],
    [2, "Tingkat partisipasi warga usia 7-12 tahun", "a/b x 100", 99, "Dapodik"],
    ["Urusan Kesehatan", None, None, None, None],
    [3, "Rasio daya tampung rumah sakit rujukan", "a/b x 100", 80, "SIRS"],
]


def proposed(path: Path) -> ImportProposal:
    return next(propose_imports(path, Settings()))


def test_a_list_of_indicators_has_owners_and_a_level_and_contributes_to_nothing(
    tmp_path: Path,
) -> None:
    proposal = proposed(book(tmp_path / "m.xlsx", IKU))
    collector = proposal.imported.collector
    assert proposal.map.form == "list"
    assert column(collector, "indicators", "level") == [0, 0, 0]
    assert column(collector, "indicators", "contributes_to") == [None] * 3
    assert column(collector, "indicators", "formula")[0] == "rumus BPS"
    names = {row["id"]: row["name"] for row in collector.tables["units"]}
    owners = [[names[one] for one in row["owner"]] for row in collector.tables["indicators"]]  # type: ignore[index,union-attr]
    assert owners == [["Badan Perencanaan"], ["Dinas Sosial"], ["Dinas Kesehatan"]]
    assert column(collector, "values", "target") == [75.5, 76, 7, 6.5, 72, 72.4]
    assert collector.tables["objectives"] == []
    assert not proposal.is_doubtful, proposal.proposal.doubts


def test_what_is_written_of_such_a_list_can_be_loaded(tmp_path: Path) -> None:
    collector = proposed(book(tmp_path / "m.xlsx", IKU)).imported.collector
    out = tmp_path / "plan"
    out.mkdir()
    for name, lines in csv_files(collector, "en"):
        (out / name).write_text("".join(lines), "utf-8")
    assert [one for one in read(out, settings=Settings()).problems if one.severity == "error"] == []


@pytest.mark.parametrize("merges", [(), ("A3:E3", "A6:E6")])
def test_headings_of_groups_are_no_indicators(tmp_path: Path, merges: tuple[str, ...]) -> None:
    proposal = proposed(book(tmp_path / "m.xlsx", LPPD, merges))
    collector = proposal.imported.collector
    assert column(collector, "indicators", "name") == [str(LPPD[at][1]) for at in (3, 4, 6)]
    assert column(collector, "indicators", "level") == [1, 1, 1]
    assert left(collector)["heading"] == ["A3", "A6"]


def test_a_heading_in_the_column_of_indicators_is_none_either(tmp_path: Path) -> None:
    rows = [[one[0], *one[1:]] for one in LPPD]
    rows[2] = [None, "Urusan Pendidikan", None, None, None]
    proposal = proposed(book(tmp_path / "m.xlsx", rows))
    assert any("left out: B3. If" in one.en for one in proposal.proposal.doubts)
    found = proposal.imported.collector
    assert "Urusan Pendidikan" not in column(found, "indicators", "name")
    assert left(found)["heading"] == ["B3", "A6"]


def test_names_alone_are_indicators_where_there_are_no_other_columns(tmp_path: Path) -> None:
    path = book(tmp_path / "m.xlsx", [["No", "Indikator"], [1, "Indeks A"], [2, "Indeks B"]])
    found = reaped(path, "form: list\nlevel: 1\nindicators: {name: Indikator}\n")
    assert column(found, "indicators", "name") == ["Indeks A", "Indeks B"]


def test_an_unclear_owner_of_the_list_is_a_doubt(tmp_path: Path) -> None:
    proposal = proposed(book(tmp_path / "m.xlsx", IKU[2:]))
    assert any("whose indicators these are" in one.en for one in proposal.proposal.doubts)


def test_a_column_of_results_makes_it_a_matrix(tmp_path: Path) -> None:
    rows = [["Sasaran", *IKU[2][1:]], *[["Warga sejahtera", *row[1:]] for row in IKU[3:]]]
    assert proposed(book(tmp_path / "m.xlsx", rows)).map.form == "matrix"


def test_a_column_of_results_that_holds_codes_makes_it_no_list(tmp_path: Path) -> None:
    rows = [["Sasaran", *IKU[2][1:]], *[[f"1.0{at}", *row[1:]] for at, row in enumerate(IKU[3:])]]
    with pytest.raises(MatrixRefusedError):
        proposed(book(tmp_path / "m.xlsx", rows))


def test_ticks_under_iku_are_no_indicators(tmp_path: Path) -> None:
    rows = [["Sasaran", "Indikator", "IKU", "Target 2026"], ["A maju", "Indeks a", "v", 1]]
    proposal = proposed(book(tmp_path / "m.xlsx", rows))
    assert column(proposal.imported.collector, "indicators", "name") == ["Indeks a"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("form: list\nindicators: {name: IKK}\n", "level is missing"),
        ("form: list\nlevel: 1\n", "indicators is missing"),
        ("form: list\nlevel: 1\nlinks: all\nindicators: {name: IKK}\n", "no such key"),
    ],
)
def test_a_map_of_a_list_that_says_too_little_or_too_much(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        reaped(book(tmp_path / "m.xlsx", LPPD), text)
    assert said in refused.value.what.en
