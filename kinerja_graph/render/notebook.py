"""Embed one of our pages in a notebook or another page, in a sandboxed frame."""

from __future__ import annotations

from typing import Final

from markupsafe import escape

HEIGHT: Final = 640


def iframe(page: str, *, title: str, height: int = HEIGHT) -> str:
    """Return an ``<iframe>`` with ``page`` (the HTML of one of our pages), free to run its scripts.

    It has an origin of its own, so it cannot read the cookies, storage or content of its
    surroundings, and it loads lazily. ``title`` names it for screen readers; ``height`` is in
    pixels. An answer's ``_repr_html_`` returns this.

    >>> iframe("<p>x</p>", title="Kaskade")[:55]
    '<iframe sandbox="allow-scripts allow-downloads" title="Kaskade" loading'
    """
    return (
        f'<iframe sandbox="allow-scripts allow-downloads" title="{escape(title)}" '
        f'loading="lazy" width="100%" height="{int(height)}" '
        'style="border:1px solid #d5dae1;border-radius:8px" '
        f'srcdoc="{escape(page)}"></iframe>'
    )
