"""The page of the architecture names files that are there, and stays short enough to be read."""

import re
from pathlib import Path

TOP = Path(__file__).parent.parent.parent
PAGE = (TOP / "docs/architecture.md").read_text("utf-8")
HOMES = (
    ".",
    "kinerja_graph",
    "api/kinerja_api",
    "api/kinerja_api/access",
    *(f"kinerja_graph/{one}" for one in ("model", "library", "sources", "store", "audit")),
    *(f"kinerja_graph/{one}" for one in ("analysis", "views", "export", "render", "report")),
    *(f"kinerja_graph/{one}" for one in ("accounts", "workflow", "cli")),
)
"""Folders from which the page names a file; its rows and walks say which is meant."""
MOST_WORDS = 1_100
"""As many as two pages hold."""


def test_every_file_that_it_names_is_there() -> None:
    named = re.findall(r"`([\w./-]+(?:\.py|/))`", PAGE)
    assert len(named) > 50
    assert [one for one in named if not any((TOP / home / one).exists() for home in HOMES)] == []


def test_every_function_that_a_walk_names_is_in_its_file() -> None:
    """As in "`audit/run.py`, `run`"."""
    walks = re.findall(r"`([\w/]+\.py)`(?:, | \()`(\w+)`", PAGE)
    assert len(walks) > 10
    for file, name in walks:
        texts = [(TOP / home / file) for home in HOMES if (TOP / home / file).is_file()]
        pattern = rf"^(?:def |class )?{name}\b"
        assert any(re.search(pattern, one.read_text("utf-8"), re.MULTILINE) for one in texts), name


def test_it_fits_on_two_pages() -> None:
    assert len(PAGE.split()) <= MOST_WORDS
