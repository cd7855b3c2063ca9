"""Spoiled inputs of every format are told with codes or taken; nothing raises, nothing is partial.

``KINERJA_TEST_FUZZ`` sets how many inputs of each format are read; a run that sets it draws new
ones, any other always the same. A failure names the seed of its input.
"""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from mangling import FORMATS, write_spoiled
from reading_check import check_reading

from kinerja_graph.settings import Settings

FIXED = "KINERJA_TEST_FUZZ" not in os.environ
INPUTS = int(os.environ.get("KINERJA_TEST_FUZZ", "40"))
SECONDS = 30
"""No small input takes longer, on however busy a machine."""


@contextmanager
def within(seconds: int) -> Generator[None]:
    """Breaks the block off where it runs longer."""

    def late(_number: int, _frame: FrameType | None) -> NoReturn:
        message = f"longer than {seconds} s"
        raise TimeoutError(message)

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("form", FORMATS)
def test_spoiled_inputs_are_told_or_taken(form: str) -> None:
    @settings(
        max_examples=INPUTS,
        derandomize=FIXED,
        deadline=None,
        database=None,
        phases=[Phase.generate],
    )
    @given(st.integers(0, 2**32))
    def look(seed: int) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = write_spoiled(seed, form, Path(folder))
            with within(SECONDS):
                check_reading(path, Settings())

    look()


def test_spoiling_reaches_refusals_and_plans_that_are_taken(tmp_path: Path) -> None:
    seen: set[str] = set()
    taken = 0
    for seed in range(60):
        form = FORMATS[seed % len(FORMATS)]
        codes, lenient = check_reading(write_spoiled(seed, form, tmp_path / str(seed)), Settings())
        seen |= codes
        taken += lenient
    assert {"unreadable-file", "not-utf8", "dangling-reference", "bad-number"} <= seen
    assert 5 < taken < 55
