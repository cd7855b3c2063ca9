"""The open tables of one government, and the count of planted findings."""

from __future__ import annotations

import csv
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

HEADINGS: Final = {
    "dataset": "dataset edition name first_year last_year as_of",
    "units": "id name parent kind",
    "positions": "id name unit reports_to rank",
    "objectives": "id name level owner contributes_to",
    "indicators": "id name objective level kind owner measure_unit polarity baseline formula"
    " data_source",
    "values": "indicator year target realisation",
    "tasks": "id name activity step performer output_quantity output_unit duration duration_unit"
    " volume contributes_to",
    "contributions": "from to kind status rationale",
}


class Scribe:
    """Writes rows immediately; ``planned`` counts the planted findings by rule."""

    def __init__(self, folder: Path) -> None:
        """Open every table in ``folder``, replacing existing files."""
        folder.mkdir(parents=True, exist_ok=True)
        self.planned: Counter[str] = Counter()
        self._files = ExitStack()
        self._writers: dict[str, Any] = {}
        for table, headings in HEADINGS.items():
            file = self._files.enter_context(
                (folder / f"{table}.csv").open("w", encoding="utf-8", newline="")
            )
            self._writers[table] = csv.writer(file, lineterminator="\n")
            self._writers[table].writerow(headings.split())

    def write(self, table: str, *cells: object) -> None:
        """Write one row; trailing columns may be left out."""
        self._writers[table].writerow(cells)

    def write_all(self, table: str, rows: list[tuple[object, ...]]) -> None:
        """Write many rows."""
        self._writers[table].writerows(rows)

    def plant(self, rule: str) -> None:
        """Count one planted finding."""
        self.planned[rule] += 1

    def __enter__(self) -> Self:
        """Return the scribe itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close every table."""
        self._files.close()
