"""What is said where the extra is not installed."""

import sys
from pathlib import Path
from typing import cast

import pytest

from kinerja_graph.errors import UsageError
from kinerja_graph.export.parquet import write_parquet
from kinerja_graph.export.snapshot import Snapshot


def test_the_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError) as refused:
        write_parquet(cast("Snapshot", None), tmp_path)
    assert refused.value.code == "parquet-missing"
    assert "kinerja-graph[parquet]" in refused.value.tell("id")
