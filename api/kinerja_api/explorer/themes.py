"""The colours of the pages: as the device has it, or light or dark where a reader chose."""

from __future__ import annotations

import re
from typing import Final, Literal

from fastapi import Request

from kinerja_graph.render.embed import asset
from kinerja_graph.workflow.pictures import ThemeName

Chosen = Literal["light", "dark", ""]
CHOICE: Final = "kinerja_theme"
"""The cookie with what a reader chose."""
DEVICE: Final = "kinerja_device"
"""The cookie in which a script says what the device has, for pictures that cannot tell."""


def chosen_theme(request: Request) -> Chosen:
    """Return the theme that the reader chose; empty: as the device has it."""
    return _theme(request.cookies.get(CHOICE, ""))


def picture_theme(request: Request) -> ThemeName | None:
    """Return the theme of pictures on the pages: what was chosen, or else what the device has.

    None if neither is known: a map then follows the device, other pictures are light.
    """
    return chosen_theme(request) or _theme(request.cookies.get(DEVICE, "")) or None


def _theme(text: str) -> Chosen:
    return "dark" if text == "dark" else "light" if text == "light" else ""


def theme_colours() -> str:
    """Return the colours of the themes of pictures as a stylesheet of pages.

    The dark ones hold on screens that are dark unless light was chosen, and where dark was chosen.
    """
    text = asset("themes.css")
    light, dark = (_block(text, selector) for selector in (r":root", r'\[data-theme="dark"\]'))
    return (
        f":root {{{light}}}\n"
        "@media screen {\n"
        f'  :root[data-theme="dark"] {{{dark}}}\n'
        "  @media (prefers-color-scheme: dark) {\n"
        f'    :root:not([data-theme="light"]) {{{dark}}}\n'
        "  }\n"
        "}\n"
    )


def _block(text: str, selector: str) -> str:
    found = re.search(rf"{selector} \{{(.*?)\}}", text, re.DOTALL)
    if found is None:
        raise AssertionError(selector)
    return " ".join(found[1].split())
