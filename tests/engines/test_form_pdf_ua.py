"""Every shipped form as PDF in two languages, held against PDF/UA-1 by veraPDF (nightly)."""

from __future__ import annotations

import os
import secrets
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from pdf_checker import broken_clauses, checker_jars

from gallery import FORMS, City, Shown, laid_out, load_city
from kinerja_graph.report.official.formats import form_file
from kinerja_graph.report.official.names import form_format_of
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop
from kinerja_graph.texts import Language

MADE: Final = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
PDF: Final = form_format_of(Path("form.pdf"))
LONG: Final = pytest.mark.skipif(
    os.environ.get("KINERJA_TEST_PDF") != "all",
    reason="long: make nightly, or KINERJA_TEST_PDF=all",
)
MANY_PAGES: Final = (
    Shown("perjanjian-kinerja", {"unit": "dishub"}),
    Shown("manual-iku"),
    Shown("pohon-kinerja"),
    Shown("kke-1"),
    Shown("lhe"),
)
"""Forms of the whole city, and agreements of several posts: cells that go on on the next page."""


@pytest.fixture(scope="module")
def filled_from(
    store: Store, place: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Generator[City]:
    dataset = f"uji-{secrets.token_hex(4)}"
    yield load_city(store, place, dataset, tmp_path_factory.mktemp("forms"))
    drop(store, dataset, settings=place)


@LONG
@pytest.mark.parametrize("language", ["id", "en"])
def test_forms_break_no_clause(
    filled_from: City,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    language: Language,
) -> None:
    files: list[Path] = []
    for number, shown in enumerate((*FORMS, *MANY_PAGES)):
        files.append(tmp_path / f"{shown.name}-{number}.pdf")
        files[-1].write_bytes(form_file(laid_out(filled_from, shown, language), PDF, MADE))
    jars = checker_jars(tmp_path_factory.mktemp("verapdf"))
    assert broken_clauses(files, jars) == {one.name: [] for one in files}
