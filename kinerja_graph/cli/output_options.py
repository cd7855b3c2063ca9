"""What ``export``, ``template`` and ``load`` take beside the groups of ``options.py``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from kinerja_graph.cli.options import Argument, Option
from kinerja_graph.sources.formats import endings_in_help
from kinerja_graph.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """What an export writes, and where."""

    format: Annotated[
        Literal["csv", "json", "graphml", "parquet", "neo4j-admin"],
        Option(
            "--format",
            _("csv and json load back; the others are for other tools"),
            "csv|json|graphml|parquet|neo4j-admin",
        ),
    ]
    out: Annotated[
        Path,
        Option(
            "--out",
            _("a new or an empty folder"),
            "DIR",
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateOptions:
    """Where the empty workbook goes."""

    out: Annotated[
        Path,
        Argument("OUT.xlsx", _("the workbook to write")),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class InputPaths:
    """The plan files of a load: one input, or several for ``--bulk``."""

    paths: Annotated[
        list[Path],
        Argument(
            "PATH",
            _(
                "a folder of CSV files, a workbook {workbook_ending}, or a document "
                "{document_ending}; several with --bulk"
            ),
            facts=endings_in_help(),
        ),
    ]
    bulk: Annotated[
        bool,
        Option(
            "--bulk",
            _("many datasets at once into an empty local Neo4j"),
        ),
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupArguments:
    """Where a backup goes."""

    out: Annotated[
        Path,
        Argument("F", _("the backup file to write")),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreArguments:
    """Which backup comes back, and whether it replaces what is there."""

    path: Annotated[Path, Argument("F", _("a backup"))]
    replace: Annotated[
        bool,
        Option(
            "--replace",
            _("replace editions of the same names and the existing accounts database"),
        ),
    ] = False
