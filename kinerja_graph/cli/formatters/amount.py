"""How much of a long answer the terminal shows."""

from __future__ import annotations

import sys
from typing import Final

from kinerja_graph.texts import _

MOST: Final = 10
"""On a terminal, so many things of a group are shown, and the others counted."""
ALL_IN_JSON: Final = _("… and {number} more (--json gives all)")
"""What stands for the things that are not shown."""


def most_shown() -> int | None:
    """Return how many things of a group to show: ten on a terminal, else all (None)."""
    return MOST if sys.stdout.isatty() else None
