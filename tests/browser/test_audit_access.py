"""The pages of audits for everybody: no fault that axe-core knows, no wider than a phone."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from accessibility import assert_accessible
from made_audits import a_subject
from playwright.sync_api import Browser

from kinerja_graph.library.rules import load_rules
from kinerja_graph.report.overview import Entry, overview_page
from kinerja_graph.report.page import audit_page
from kinerja_graph.report.report_context import Audited
from kinerja_graph.texts import LANGUAGES, Language
from kinerja_graph.workflow.reporting import report_context

MADE = datetime(2026, 1, 1, tzinfo=UTC)
SIZES = {"desk": (1400, 900), "phone": (390, 844)}
Pages = Callable[[Audited, Language], str]


def one(subject: Audited, language: Language) -> str:
    return audit_page(subject, report_context(load_rules(), language), made=MADE)


def several(subject: Audited, language: Language) -> str:
    entries = [
        Entry(edition=subject.edition, audit=subject.audit, href="kota.html"),
        Entry(edition=subject.edition, audit=None, why="Basis data rusak." * 9),
    ]
    told = report_context(load_rules(), language)
    return overview_page(entries, subject.audit.waivers, told, made=MADE)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pages", [one, several])
def test_nothing_keeps_anybody_out(
    browser: Browser, tmp_path: Path, pages: Pages, language: Language, size: str
) -> None:
    width, height = SIZES[size]
    path = tmp_path / "page.html"
    path.write_text(pages(a_subject(memory=True), language), "utf-8")
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert_accessible(page)
