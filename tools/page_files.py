"""Write or compare generated pages; shared by the tools that generate them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).parent.parent / "docs"


def write_or_check(pages: Mapping[str, str]) -> int:
    """Write pages, by path in docs/; exit code 1 if ``--check`` finds one out of date."""
    if "--check" in sys.argv[1:]:
        stale = [name for name, text in pages.items() if current_page(name) != text]
        print("\n".join(stale))
        return 1 if stale else 0
    for name, text in pages.items():
        place = DOCS / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    return 0


def current_page(name: str) -> str | None:
    """Return the existing page; None if there is none."""
    place = DOCS / name
    return place.read_text("utf-8") if place.is_file() else None


def cell(text: str) -> str:
    """Escape a text for a table cell."""
    return " ".join(text.replace("|", "\\|").split())
