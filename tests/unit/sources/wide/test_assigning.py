"""What a user says about a sheet: its columns and more are read so, and the map says the same."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kinerja_graph.settings import Settings
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.sheet import column_of
from kinerja_graph.sources.wide.assigning import unlike
from kinerja_graph.sources.wide.guess import guesses
from kinerja_graph.sources.wide.guess_text import Agency, Stated
from kinerja_graph.sources.wide.importing import import_matrix
from kinerja_graph.sources.wide.mapfile import parse_items
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.plan_reading import read_map
from kinerja_graph.sources.wide.proposing import ImportProposal, columns_read, propose_by

SHEETS = Path(__file__).parent / "sheets"
WORDLESS = """Apa,Kode,Ukur,Dengan,Dulu,Nanti,Siapa
Jalan aman,1.1,Korban jiwa,orang,12,10,Dinas Perhubungan
Jalan lancar,1.2,Waktu tempuh,menit,35,30,Dinas Pekerjaan Umum
"""


def proposed(path: Path, **roles: str) -> tuple[ImportProposal, dict[int, str], list[int]]:
    """The first import by the roles, what each column is by it, and which are not as was said."""
    assigned = {column_of(letter): role for letter, role in roles.items()}
    guess = next(guesses(path, Settings(), Stated(columns=assigned)))
    read = dict(columns_read(guess))
    return propose_by(guess, path, Settings()), read, unlike(assigned, read)


def by_its_map(path: Path, proposal: ImportProposal) -> OutputCollector:
    """What the map reads that a person would keep."""
    map_ = read_map(parse_items(proposal.proposal.text("id"), "peta.yaml"))
    return import_matrix(path, map_, Settings()).collector


def test_columns_whose_headings_say_nothing(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text(WORDLESS)
    proposal, read, missed = proposed(
        path, A="statement:1", B="code", C="indicator", D="measure_unit", E="realisation:2025",
        F="target:2026", G="owner",
    )  # fmt: skip
    assert missed == []
    assert read == {
        0: "statement:1", 1: "code", 2: "indicator", 3: "measure_unit", 4: "realisation:2025",
        5: "target:2026", 6: "owner",
    }  # fmt: skip
    tables = proposal.imported.collector.tables
    assert [(row["id"], row["name"]) for row in tables["objectives"]] == [
        ("1.1", "Jalan aman"), ("1.2", "Jalan lancar"),
    ]  # fmt: skip
    assert [row["measure_unit"] for row in tables["indicators"]] == ["orang", "menit"]
    values = tables["values"]
    assert {(row["year"], row.get("target"), row.get("realisation")) for row in values} == {
        (2025, None, 12.0), (2026, 10.0, None), (2025, None, 35.0), (2026, 30.0, None),
    }  # fmt: skip
    text = proposal.proposal.text("en")
    assert "name: Ukur" in text
    assert "2026: Nanti" in text
    assert by_its_map(path, proposal).tables == tables


@pytest.mark.parametrize("sheet", ["deliserdang-renja", "rencana-aksi-quarters", "jabar-renja-j1"])
def test_what_is_said_as_it_is_proposed_changes_no_record(sheet: str) -> None:
    path = SHEETS / sheet / "input.xlsx"
    plain, read, _ = proposed(path)
    targets = {at: role for at, role in read.items() if role.startswith(("target", "measure_unit"))}
    guess = next(guesses(path, Settings(), Stated(columns=targets)))
    said = propose_by(guess, path, Settings())
    assert unlike(targets, columns_read(guess)) == []
    assert said.imported.collector.tables == plain.imported.collector.tables


def test_a_real_form_set_otherwise() -> None:
    path = SHEETS / "deliserdang-renja" / "input.xlsx"
    proposal, read, missed = proposed(path, J="none", N="target:2030", I="none", D="none")
    assert missed == []
    assert {at for at, role in read.items() if role.startswith("target")} == {13}
    values = proposal.imported.collector.tables["values"]
    assert {row["year"] for row in values if "period" not in row} == {2030}
    assert "measure_unit" not in proposal.imported.collector.tables["indicators"][0]
    assert {column_of("D"), column_of("I"), column_of("J")}.isdisjoint(read)
    assert by_its_map(path, proposal).tables == proposal.imported.collector.tables


def test_a_year_given_to_another_column_is_taken_from_the_first(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("Sasaran,Indikator,Target 2026,Perubahan\nAman,Korban,12,9\n")
    proposal, read, missed = proposed(path, D="target:2026")
    assert (missed, read) == ([], {0: "statement:1", 1: "indicator", 3: "target:2026"})
    assert [row["target"] for row in proposal.imported.collector.tables["values"]] == [9.0]


def test_a_list_made_of_columns(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("X,Y,Z,L\n1,,Daerah aman,0\n2,1,Jalan aman,1\n")
    proposal, _read, missed = proposed(path, A="id", B="parent", C="name", D="level")
    assert (proposal.form, missed) == ("nodes", [])
    rows = proposal.imported.collector.tables["objectives"]
    assert [row.get("contributes_to") for row in rows] == [None, ("1",)]


def test_what_a_form_cannot_read_is_not_read_as_something_else(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("Sasaran,Indikator,Target 2026,Lain\nAman,Korban,12,x\n")
    _proposal, read, missed = proposed(path, D="superior")
    assert missed == [3]
    assert 3 not in read


def stated(path: Path, said: Stated) -> ImportProposal:
    """The first import of a sheet about which a user said something."""
    return propose_by(next(guesses(path, Settings(), said)), path, Settings())


def owners(proposal: ImportProposal, table: str = "indicators") -> list[object]:
    return [row.get("owner") for row in proposal.imported.collector.tables[table]]


PLAIN = "Sasaran,Indikator,Satuan,Target 2026\nAman,Korban,orang,12\nLancar,Waktu,menit,30\n"


def test_the_agency_of_the_whole_sheet_answers_for_everything(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text(PLAIN)
    before = stated(path, Stated())
    assert owners(before) == [None, None]
    found = stated(path, Stated(agency=Agency('Dinas "Hub"', "opd")))
    assert [
        (row["id"], row["name"], row["kind"]) for row in found.imported.collector.tables["units"]
    ] == [("dinas-hub", 'Dinas "Hub"', "opd")]
    assert owners(found) == [("dinas-hub",)] * 2
    assert len(found.proposal.notes) == len(before.proposal.notes) - 1
    assert by_its_map(path, found).tables == found.imported.collector.tables


@pytest.mark.parametrize(("kind", "part"), [("opd", "unit"), ("pemda", "opd")])
def test_those_who_answer_by_a_column_belong_to_the_agency(
    tmp_path: Path, kind: str, part: str
) -> None:
    path = tmp_path / "m.csv"
    path.write_text("Sasaran,Indikator,Target 2026,Penanggung Jawab\nAman,Korban,12,Dinas Lalin\n")
    found = stated(path, Stated(agency=Agency("Kota Contoh", kind)))
    units = found.imported.collector.tables["units"]
    assert [(row["name"], row.get("kind"), row.get("parent")) for row in units] == [
        ("Kota Contoh", kind, None), ("Dinas Lalin", part, "kota-contoh"),
    ]  # fmt: skip
    assert owners(found) == [("dinas-lalin",)]
    assert by_its_map(path, found).tables == found.imported.collector.tables


def test_posts_without_a_column_of_units_are_of_the_agency(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("Kode,Jabatan,Atasan\nK1,Kepala,\nK2,Sekretaris,K1\n")
    with pytest.raises(MatrixRefusedError):
        stated(path, Stated(columns={2: "superior"}))
    found = stated(path, Stated(agency=Agency("Dinas Kesehatan", "opd")))
    assert [row["unit"] for row in found.imported.collector.tables["positions"]] == [
        "dinas-kesehatan", "dinas-kesehatan",
    ]  # fmt: skip
    assert by_its_map(path, found).tables == found.imported.collector.tables


def test_a_drawn_tree_has_an_agency_and_a_decimal_sign() -> None:
    path = SHEETS / "jabar-tree-shapes-b" / "input.xlsx"
    found = stated(path, Stated(agency=Agency("Dinas Kesehatan", "opd"), decimal="comma"))
    assert owners(found)[0] == ("dinas-kesehatan",)
    assert found.map.layout.decimal == "comma"
    assert by_its_map(path, found).tables == found.imported.collector.tables


@pytest.mark.parametrize(("sign", "value"), [("comma", 1250.0), ("dot", 1.25)])
def test_a_decimal_sign_settles_what_can_be_read_in_two_ways(
    tmp_path: Path, sign: Decimal, value: float
) -> None:
    path = tmp_path / "m.csv"
    path.write_text("Sasaran,Indikator,Target 2026\nAman,Korban,1.250\n")
    assert stated(path, Stated()).roles[-1].certainty != "sure"
    found = stated(path, Stated(decimal=sign))
    assert [row["target"] for row in found.imported.collector.tables["values"]] == [value]
    assert not [one for one in found.proposal.doubts if "1.250" in one.en]
    assert found.roles[-1].certainty == "sure"
    assert by_its_map(path, found).tables == found.imported.collector.tables


def test_the_rows_of_headings_and_records_are_as_said(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text(
        "Sasaran,Indikator,Satuan,Target 2025\nLama,Korban,orang,15\n,,,\n"
        "Uraian,Nama,Ukur,Dua\nSasaran,Indikator,Satuan,Target 2026\n"
        "Aman,Korban,orang,12\nLancar,Waktu,menit,30\nTertib,Ruas,ruas,3\n"
    )
    assert stated(path, Stated()).proposal.at == (1, 1)
    found = stated(path, Stated(headings=(5, 5)))
    assert [row["name"] for row in found.imported.collector.tables["objectives"]] == [
        "Aman", "Lancar", "Tertib",
    ]  # fmt: skip
    found = stated(path, Stated(headings=(5, 5), rows=(7, 7)))
    assert [row["name"] for row in found.imported.collector.tables["objectives"]] == ["Lancar"]
    assert (found.map.layout.headings, found.map.layout.rows) == ((5, 5), (7, 7))
    assert by_its_map(path, found).tables == found.imported.collector.tables
    found = stated(path, Stated(headings=(5, 5), rows=(7, None)))
    assert [row["name"] for row in found.imported.collector.tables["objectives"]] == [
        "Lancar", "Tertib",
    ]  # fmt: skip
    assert by_its_map(path, found).tables == found.imported.collector.tables


def test_the_sheets_that_are_read_together_are_as_said(tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    book = openpyxl.Workbook()
    for title in ("Satu", "Dua", "Tiga", "Lain"):
        sheet = book.create_sheet(title)
        sheet.append(["Sasaran", "Indikator", "Target 2026"][: 2 if title == "Lain" else 3])
        sheet.append([f"Sasaran {title}", f"Indikator {title}", 5][: 2 if title == "Lain" else 3])
    del book["Sheet"]
    book.save(path)

    def sheets(*titles: str) -> tuple[str, ...]:
        found = stated(path, Stated(sheets=titles))
        assert by_its_map(path, found).tables == found.imported.collector.tables
        assert len(found.imported.collector.tables["objectives"]) == len(found.proposal.sheet)
        return found.proposal.sheet

    assert sheets() == ("Satu", "Dua", "Tiga")
    assert sheets("Satu", "Tiga") == ("Satu", "Tiga")
    assert sheets("Tiga") == ("Tiga",)
    assert sheets("Lain") == ("Lain",)
    assert sheets("Satu", "Lain") == ("Satu",)  # their headings differ
    found = stated(path, Stated(sheets=("Satu", "Dua"), agency=Agency("Dinas Contoh", "opd")))
    assert {row["name"] for row in found.imported.collector.tables["units"]} == {"Dinas Contoh"}
    assert owners(found) == [("dinas-contoh",)] * 2


def test_the_agency_of_a_title_is_offered_beside_a_column_of_its_parts() -> None:
    path = SHEETS / "rencana-aksi-quarters" / "input.xlsx"
    before = next(guesses(path, Settings())).proposal
    assert before.office == "DINAS KESEHATAN"
    found = stated(path, Stated(agency=Agency(before.office, "opd")))
    units = found.imported.collector.tables["units"]
    assert {row.get("parent") for row in units} == {None, "dinas-kesehatan"}
    assert len(found.proposal.notes) == len(before.notes) - 1
    assert by_its_map(path, found).tables == found.imported.collector.tables
