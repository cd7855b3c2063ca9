"""A random government read column by column is the one that is read row by row."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from both_ways import is_read_by_columns, write_csv_folder
from hypothesis import HealthCheck, given, settings

from governments.government import Government, governments
from kinerja_graph.settings import read_settings
from oracle.vantage import graphs


@settings(
    max_examples=graphs(50),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(governments(lenient=False))
def test_columns_and_rows_are_the_same(government: Government) -> None:
    with TemporaryDirectory() as name:
        folder = write_csv_folder(government.tables, Path(name))
        is_read_by_columns(folder, read_settings())
