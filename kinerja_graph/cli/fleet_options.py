"""What the commands of a fleet take."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final

from kinerja_graph.cli.options import RULE, Argument, Option
from kinerja_graph.cli.rule_options import RULES, SET
from kinerja_graph.texts import _

_FOLDER: Final = Path("fleet")
_OUT: Final = Option(
    "--out",
    _("folder of the results (default: fleet)"),
    "DIR",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetFolder:
    """Where results are."""

    out: Annotated[Path, _OUT] = _FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetArguments(FleetFolder):
    """Where a fleet runs, and where its results go."""

    scheduler: Annotated[
        str,
        Option(
            "--scheduler",
            _(
                "local:N for N processes on this machine (default: one for each core), or the "
                "address of a Dask scheduler"
            ),
            "tcp://…|local:N",
        ),
    ] = "local"
    again: Annotated[
        bool,
        Option(
            "--again",
            _("audit everything again, even what is in the folder already"),
        ),
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetRules:
    """The rules of a fleet."""

    rule: Annotated[list[str], RULE] = field(default_factory=list[str])
    rules: Annotated[Path | None, RULES] = None
    parameter: Annotated[list[str], SET] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetPlans:
    """Which plans are checked."""

    paths: Annotated[
        list[Path],
        Argument(
            "PATH",
            _("plans, or folders that contain plans"),
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetAddresses:
    """Which graphs are audited."""

    addresses: Annotated[
        list[str],
        Argument(
            "ADDRESS",
            _("databases: embedded, bolt://…, neo4j://… (default: that of --url)"),
        ),
    ] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetQuery:
    """What is asked of the results."""

    sql: Annotated[
        str,
        Argument(
            "SQL",
            _("one SELECT over governments, findings, rules and agencies"),
        ),
    ]
