"""The reports of three readers in two languages, held against PDF/UA-1 by veraPDF (nightly)."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pypdf
import pytest
from made_audits import a_finding
from pdf_checker import broken_clauses, checker_jars
from pypdf.generic import NameObject

from kinerja_graph.report.contents import compose
from kinerja_graph.report.readers import ANNEXES, READERS
from kinerja_graph.report.report_context import Audited, ReportContext
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.report.writers.pdf import pdf
from kinerja_graph.texts import Language

MADE = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
ALL: Final = os.environ.get("KINERJA_TEST_PDF") == "all"
LONG: Final = pytest.mark.skipif(not ALL, reason="long: make nightly, or KINERJA_TEST_PDF=all")


@pytest.fixture(scope="module")
def jars(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checker_jars(tmp_path_factory.mktemp("verapdf"))


@LONG
@pytest.mark.parametrize("language", ["id", "en"])
def test_reports_break_no_clause(
    subject: Callable[..., Audited],
    told: Callable[[Language], ReportContext],
    tmp_path: Path,
    jars: Path,
    language: Language,
) -> None:
    found = [a_finding("copy-down", f"I-{number}", f"P-{number}") for number in range(30)]
    found += [a_finding("orphan-indicator", f"O-{number}") for number in range(3)]
    files: list[Path] = []
    for reader in READERS:
        data = ReportData(
            subject=subject(*found, memory=True),
            context=told(language),
            made=MADE,
            reader=reader,
            agencies=("dishub",) if reader == "opd" else (),
            annexes=tuple(ANNEXES) if reader == "inspektur" else (),
        )
        files.append(tmp_path / f"{reader}.pdf")
        files[-1].write_bytes(pdf(compose(data)))
    assert broken_clauses(files, jars) == {one.name: [] for one in files}


@LONG
def test_a_report_without_its_structure_breaks_clauses(
    subject: Callable[..., Audited],
    told: Callable[[Language], ReportContext],
    tmp_path: Path,
    jars: Path,
) -> None:
    whole = tmp_path / "whole.pdf"
    data = ReportData(subject=subject(), context=told("id"), made=MADE)
    whole.write_bytes(pdf(compose(data)))
    spoiled = pypdf.PdfWriter(clone_from=whole)
    del spoiled.root_object[NameObject("/StructTreeRoot")]
    spoiled.write(tmp_path / "spoiled.pdf")
    assert broken_clauses([tmp_path / "spoiled.pdf"], jars)["spoiled.pdf"]
