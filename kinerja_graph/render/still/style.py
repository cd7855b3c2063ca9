"""How a picture looks."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_graph.render.still.themes import ThemeName
from kinerja_graph.texts import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureStyle:
    """The language, theme and display width (pixels) of a picture.

    ``width`` None: one pixel per unit; a page then opens at its most readable size.
    ``rules_digest`` is the SHA-256 of the rules behind its findings.
    """

    language: Language
    theme: ThemeName = "light"
    width: int | None = None
    rules_digest: str = ""
