"""What ``import`` takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from kinerja_graph.cli.options import Argument, Option
from kinerja_graph.sources.formats import endings_in_help
from kinerja_graph.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportArguments:
    """Which matrix is read, by which map, and where its tables go."""

    matrix: Annotated[
        Path,
        Argument(
            "MATRIX",
            _("the matrix of a government: a workbook {workbook_ending}, or a file {table_ending}"),
            facts=endings_in_help(of_matrices=True),
        ),
    ]
    map: Annotated[
        str | None,
        Option(
            "--map",
            _(
                "the map of columns: a .yaml file, or the name of a ready map (docs/import.md); "
                "without it one is proposed and shown"
            ),
            "MAP",
        ),
    ] = None
    out: Annotated[
        Path | None,
        Option(
            "--out",
            _(
                "the result: a workbook OUT.xlsx or a new folder (without --map: "
                "MATRIX-plan.xlsx); with --guess the map file"
            ),
            "OUT",
        ),
    ] = None
    guess: Annotated[
        bool,
        Option(
            "--guess",
            _("propose a map, with what was understood and what not; imports nothing"),
        ),
    ] = False
