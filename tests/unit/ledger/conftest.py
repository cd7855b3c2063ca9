"""A ledger of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kinerja_graph.accounts.database import Ledger, open_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path) as opened:
        yield opened
