"""What axe-core finds on a page in a browser."""

from __future__ import annotations

from typing import Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS: Final = {"iframes": False, "resultTypes": ["violations"]}
"""Frames are pages with tests of their own; what passes is not spelt out, which takes longest."""


def assert_accessible(page: Page, where: str = "") -> None:
    """Fail with what axe-core holds against ``page``; ``where`` heads the message."""
    found = Axe().run(page, options=OPTIONS)
    assert found.violations_count == 0, f"{where}: {found.generate_report()}"
