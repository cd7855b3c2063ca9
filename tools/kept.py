"""Generated pages, written or compared: what the tools that make them share."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).parent.parent / "docs"


def kept(pages: Mapping[str, str]) -> int:
    """Writes pages by their place in docs/; exit code 1 where ``--check`` finds one out of date."""
    if "--check" in sys.argv[1:]:
        stale = [name for name, text in pages.items() if now(name) != text]
        print("\n".join(stale))
        return 1 if stale else 0
    for name, text in pages.items():
        place = DOCS / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    return 0


def now(name: str) -> str | None:
    """The page as it stands; None where there is none."""
    place = DOCS / name
    return place.read_text("utf-8") if place.is_file() else None


def cell(text: str) -> str:
    """A text as it can stand in a cell of a table."""
    return " ".join(text.replace("|", "\\|").split())
