"""A accounts of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kinerja_graph.accounts.database import AccountsDatabase, open_accounts


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[AccountsDatabase]:
    with open_accounts(tmp_path) as opened:
        yield opened
