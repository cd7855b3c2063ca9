"""What becomes of a drawn tree."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from drawn_sheets import drawn
from wide_matrices import by_id, reaped

from kinerja_graph.settings import Settings
from kinerja_graph.sources.wide.guess import guess
from kinerja_graph.sources.wide.guess_text import Proposal
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError
from kinerja_graph.sources.wide.output_collector import OutputCollector

MAP = "form: shapes\nshapes: {direction: down, levels: [0, 1, 2, 3], year: 2026}\n"


def tree(harvest: OutputCollector) -> Mapping[str, list[str]]:
    """The names of what stands right above each record, by its name."""
    rows: dict[str, Mapping[str, Any]] = {}
    for table in ("objectives", "indicators"):
        rows |= by_id(harvest, table)
    return {
        str(row["name"]): [
            str(rows[above]["name"])
            for above in (*([row["objective"]] if "objective" in row else []),
                          *row.get("contributes_to", ()))
        ]
        for row in rows.values()
    }  # fmt: skip


def imported(tmp_path: Path, *objects: str, map_: str = MAP) -> OutputCollector:
    """What the map makes of what is drawn."""
    return reaped(drawn(tmp_path / "m.xlsx", *objects), map_)


def proposed(path: Path) -> OutputCollector:
    """What the proposed map makes of a workbook."""
    return reaped(path, guess(path, None, Settings()).text("id"))


def refused(path: Path, map_: str | None = None) -> str:
    """Why a drawing is refused, in English."""
    with pytest.raises(MatrixRefusedError) as caught:
        reaped(path, map_) if map_ else guess(path, None, Settings())
    (problem,) = caught.value.problems
    return f"{problem.message.say('en')} {problem.remedy.say('en')}"


def doubted(proposal: Proposal, what: str) -> bool:
    """Whether a person is asked something."""
    return any(what in doubt.en for doubt in proposal.doubts)
