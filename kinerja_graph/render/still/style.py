"""How a picture looks."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_graph.render.still.themes import ThemeName
from kinerja_graph.texts import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureStyle:
    """The language, theme and display width (pixels) of a picture.

    ``theme`` None: light, and a page of a map as the system of its reader. ``width`` None: one
    pixel per unit, and a page of a map as wide as its window.
    ``rules_digest`` is the SHA-256 of the rules behind its findings.
    """

    language: Language
    theme: ThemeName | None = None
    width: int | None = None
    rules_digest: str = ""

    @property
    def still_theme(self) -> ThemeName:
        """The theme of a picture that cannot follow the system of its reader."""
        return self.theme or "light"
