"""Generated matrices with known content, imported as proposed: never wrong, mostly whole.

``KINERJA_TEST_MATRICES`` sets how many; a run that sets it draws new ones every time.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from judged_imports import import_as_proposed
from made_matrices import make, read_from, said_by
from wide_matrices import book

from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError

FIXED = "KINERJA_TEST_MATRICES" not in os.environ
MATRICES = int(os.environ.get("KINERJA_TEST_MATRICES", "300"))
WHOLE = 0.8


def test_a_generated_matrix_never_comes_out_wrong_and_mostly_whole() -> None:
    seen: Counter[str] = Counter()

    @settings(
        max_examples=MATRICES,
        derandomize=FIXED,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(dice=st.randoms(use_true_random=False))
    def one(dice: random.Random) -> None:
        made = make(dice)
        with tempfile.TemporaryDirectory() as folder:
            path = book(
                Path(folder) / "m.xlsx", made.rows, made.merges, cell_formats=made.cell_formats
            )
            try:
                found = read_from(import_as_proposed(path))
            except MatrixRefusedError:
                seen[f"{made.form} refused"] += not made.ambiguous
                seen["clear"] += not made.ambiguous
                return
        wanted = said_by(made)
        assert found <= wanted, (made.form, found - wanted, made.rows)
        if not made.ambiguous:
            seen["clear"] += 1
            seen["whole" if found == wanted else f"{made.form} partial"] += 1

    one()
    assert seen["whole"] >= WHOLE * seen["clear"], seen
