"""A page inside another one: an iframe that carries it whole and can do nothing outside itself."""

from __future__ import annotations

from html import escape
from typing import Final

HEIGHT: Final = 640
"""Pixels that a picture in a notebook is high."""


def frame(page: str, title: str, height: int = HEIGHT) -> str:
    """``page``, a whole HTML document, as an iframe for a notebook or a report.

    Scripts of the page run, in an origin of their own: they reach neither the page around it nor
    its storage. ``title`` is what a screen reader says of it.
    """
    style = f"width:100%;height:{height}px;border:1px solid #c8ced6;border-radius:4px"
    return (
        f'<iframe title="{escape(title)}" sandbox="allow-scripts" loading="lazy" '
        f'referrerpolicy="no-referrer" style="{style}" srcdoc="{escape(page)}"></iframe>'
    )
