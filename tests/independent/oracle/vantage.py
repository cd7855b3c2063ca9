"""How many random governments a run looks at."""

from __future__ import annotations

import os


def graphs(usual: int) -> int:
    """The number of random governments: ``KINERJA_TEST_GRAPHS``, else ``usual``."""
    return int(os.environ.get("KINERJA_TEST_GRAPHS", str(usual)))
