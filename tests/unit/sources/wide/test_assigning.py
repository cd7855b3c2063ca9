"""Columns that a person says the meaning of: read so, and named in the map as the sheet does."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinerja_graph.settings import Settings
from kinerja_graph.sources.sheet import column_of
from kinerja_graph.sources.wide.assigning import unlike
from kinerja_graph.sources.wide.guess import guesses
from kinerja_graph.sources.wide.importing import import_matrix
from kinerja_graph.sources.wide.mapfile import parse_items
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
    guess = next(guesses(path, None, Settings(), assigned))
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
    guess = next(guesses(path, None, Settings(), targets))
    said = propose_by(guess, path, Settings())
    assert unlike(targets, columns_read(guess)) == []
    assert said.imported.collector.tables == plain.imported.collector.tables


def test_a_real_form_set_otherwise() -> None:
    path = SHEETS / "deliserdang-renja" / "input.xlsx"
    proposal, read, missed = proposed(path, J="none", N="target:2030", I="none", D="none")
    assert missed == []
    assert {at for at, role in read.items() if role.startswith("target")} == {13}
    values = proposal.imported.collector.tables["values"]
    assert {row["year"] for row in values} == {2030}
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
