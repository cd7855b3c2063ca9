"""A page of ours inside a notebook or another page: in a frame that can reach nothing outside."""

from __future__ import annotations

from typing import Final

from markupsafe import escape

HEIGHT: Final = 640


def framed(page: str, *, title: str, height: int = HEIGHT) -> str:
    """An ``<iframe>`` that holds ``page`` (the text of one of our pages) and may run its scripts.

    It has an origin of its own, so it reads no cookies, storage or surroundings, and loads when it
    comes into sight. ``title`` names it for readers of screens; ``height`` is in pixels. This is
    what ``_repr_html_`` of an answer gives.

    >>> framed("<p>x</p>", title="Kaskade")[:55]
    '<iframe sandbox="allow-scripts" title="Kaskade" loading'
    """
    return (
        f'<iframe sandbox="allow-scripts" title="{escape(title)}" loading="lazy" width="100%" '
        f'height="{int(height)}" style="border:1px solid #d5dae1;border-radius:8px" '
        f'srcdoc="{escape(page)}"></iframe>'
    )
