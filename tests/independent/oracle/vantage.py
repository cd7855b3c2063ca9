"""How many random governments a run looks at."""

from __future__ import annotations

import os


def graphs(usual: int, *, one_in: int = 1) -> int:
    """The number of random governments: ``KINERJA_TEST_GRAPHS``, else ``usual``.

    Where many questions are asked of each, a run that sets it looks at ``one_in`` so many.
    """
    chosen = os.environ.get("KINERJA_TEST_GRAPHS")
    return usual if chosen is None else max(usual, int(chosen) // one_in)
