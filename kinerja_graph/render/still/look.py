"""How a picture looks."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_graph.render.still.themes import ThemeName
from kinerja_graph.texts import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Of a picture: language, theme, and the width at which it is shown, in pixels.

    ``width`` None: one pixel a unit; a page then opens at the size at which it is read best.
    ``rules_digest`` is the SHA-256 of the rules of its findings.
    """

    language: Language
    theme: ThemeName = "light"
    width: int | None = None
    rules_digest: str = ""
