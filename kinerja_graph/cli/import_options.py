"""What ``import`` takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from kinerja_graph.cli.options import Argument, Option
from kinerja_graph.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Importing:
    """Which matrix is read, by which map, and where its tables go."""

    matrix: Annotated[
        Path,
        Argument(
            "MATRIX",
            Text(
                id="matriks instansi: buku kerja .xlsx atau berkas .csv",
                en="the matrix of a government: a workbook .xlsx or a .csv file",
            ),
        ),
    ]
    map: Annotated[
        str | None,
        Option(
            "--map",
            Text(
                id="peta kolom: berkas .yaml, atau nama peta siap pakai (docs/import.md)",
                en="the map of columns: a .yaml file, or the name of a ready map (docs/import.md)",
            ),
            "MAP",
        ),
    ] = None
    out: Annotated[
        Path | None,
        Option(
            "--out",
            Text(
                id="hasilnya: buku kerja OUT.xlsx atau folder baru; dengan --guess berkas peta",
                en="the result: a workbook OUT.xlsx or a new folder; with --guess the map file",
            ),
            "OUT",
        ),
    ] = None
    guess: Annotated[
        bool,
        Option(
            "--guess",
            Text(
                id="usulkan peta, dengan yang dipahami dan yang tidak; tidak mengimpor apa pun",
                en="propose a map, with what was understood and what not; imports nothing",
            ),
        ),
    ] = False
