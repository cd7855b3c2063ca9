"""Doubts take the good sign from a proposal; what the sheet only lacks does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from wide_matrices import Rows, book

from kinerja_graph.report.answers.proposed_import import form_blocks
from kinerja_graph.report.document import Paragraph
from kinerja_graph.settings import Settings
from kinerja_graph.sources.wide.proposing import ImportProposal, propose_imports

CLEAR: Rows = [
    ["Tujuan", "Sasaran", "Indikator", "Satuan", "Target 2026"],
    ["Manusia maju", "Penduduk sehat", "Angka harapan hidup", "Tahun", 71],
    [None, "Gizi membaik", "Prevalensi stunting", "%", 14],
]


def _proposed(path: Path) -> ImportProposal:
    return next(propose_imports(path, Settings()))


def _said(texts: object) -> str:
    return str(texts)


def _sign(found: ImportProposal) -> str:
    top = next(iter(form_blocks(found, "en")))
    assert isinstance(top, Paragraph)
    return str(top.line)


def test_a_sheet_without_owners_has_a_note_and_no_doubt(tmp_path: Path) -> None:
    found = _proposed(book(tmp_path / "m.xlsx", CLEAR))
    assert not found.is_doubtful
    assert not found.proposal.doubts
    assert "no column of those responsible" in _said(found.proposal.notes)
    assert found.certainty == "sure"
    assert "✔" in _sign(found)


def test_a_note_stands_in_the_map_without_the_sign_of_a_doubt(tmp_path: Path) -> None:
    text = _proposed(book(tmp_path / "m.xlsx", CLEAR)).proposal.text("en")
    assert "# There is no column of those responsible" in text
    assert "# !" not in text


def test_targets_without_any_year_are_left_out_with_a_note(tmp_path: Path) -> None:
    rows: Rows = [["Sasaran", "Indikator", "Satuan", "Target"], ["Sehat kota", "Umur", "Tahun", 71]]
    found = _proposed(book(tmp_path / "m.xlsx", rows))
    assert not found.is_doubtful
    assert "name no year" in _said(found.proposal.notes)
    assert not found.imported.collector.tables["values"]


@pytest.mark.parametrize("title", ["RENCANA 2026", "RENCANA AKSI TAHUN 2026"])
def test_a_year_taken_from_the_title_is_a_doubt(tmp_path: Path, title: str) -> None:
    rows: Rows = [["Sasaran", "Indikator", "Satuan", "Target"], ["Sehat kota", "Umur", "Tahun", 71]]
    found = _proposed(book(tmp_path / "m.xlsx", [[title], *rows]))
    assert found.is_doubtful


def test_a_doubt_takes_the_good_sign_and_the_certainty(tmp_path: Path) -> None:
    rows = [*CLEAR[:2], [None, "1. Gizi baik\n2. Balita sehat", "Prevalensi stunting", "%", 14]]
    found = _proposed(book(tmp_path / "m.xlsx", rows))
    assert found.is_doubtful
    assert found.certainty != "sure"
    assert "✔" not in _sign(found)
    assert "▲" in _sign(found)


def test_parts_of_an_agency_without_the_agency_are_a_note(tmp_path: Path) -> None:
    heading = [*CLEAR[0], "Penanggung Jawab"]
    parts = [[*row, "Bidang Gizi"] for row in CLEAR[1:]]
    found = _proposed(book(tmp_path / "parts.xlsx", [heading, *parts]))
    assert not found.is_doubtful
    assert "parts of an agency" in _said(found.proposal.notes)
    mixed = [[*CLEAR[1], "Bidang Gizi"], [*CLEAR[2], "Dinas Sosial"]]
    found = _proposed(book(tmp_path / "mixed.xlsx", [heading, *mixed]))
    assert found.is_doubtful
