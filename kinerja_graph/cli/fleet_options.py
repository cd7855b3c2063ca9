"""What the commands of a fleet take."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Final, Literal

from kinerja_graph.cli.history_options import WAIVERS
from kinerja_graph.cli.options import FAIL_ON, RULE, Argument, Option
from kinerja_graph.cli.report_options import READER
from kinerja_graph.cli.rule_options import RULES, SET
from kinerja_graph.report.readers import DEFAULT_READER, Reader
from kinerja_graph.texts import _

_FOLDER: Final = Path("fleet")
_FAIL_ON: Final = replace(
    FAIL_ON,
    help=_(
        "severity from which the exit code is 1 (default: never); or a percentage with "
        "findings of a rule, such as missing-measure-unit:5; may be repeated"
    ),
)
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
class FleetWaivers:
    """The waivers of a fleet."""

    waivers: Annotated[Path | None, WAIVERS] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetLimits(FleetWaivers):
    """The waivers of a fleet, and when it fails."""

    fail_on: Annotated[list[str], _FAIL_ON] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetEditions:
    """How many editions of a dataset are audited."""

    every_edition: Annotated[
        bool,
        Option(
            "--every-edition",
            _("older editions of each loaded dataset too, for the trend"),
        ),
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetPage:
    """How the page of the country is made."""

    provinces: Annotated[
        Path | None,
        Option(
            "--provinces",
            _(
                "CSV file with the columns dataset and province (its code or name), for datasets "
                "whose id does not begin with the code of a region"
            ),
            "F",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetReports(FleetPage):
    """What is reported on, and how."""

    places: Annotated[
        list[str],
        Argument(
            "PATH|ADDRESS",
            _(
                "plans, folders that contain plans, or databases (embedded, bolt://…, neo4j://…); "
                "default: the database of --url"
            ),
        ),
    ] = field(default_factory=list[str])
    reader: Annotated[Reader, READER] = DEFAULT_READER
    format: Annotated[
        Literal["html", "pdf", "docx", "xlsx"],
        Option("--format", _("format of the reports (default: html)"), "html|pdf|docx|xlsx"),
    ] = "html"
    pictures: Annotated[
        bool,
        Option(
            "--pictures",
            _("draw each cascade with its findings too"),
        ),
    ] = False


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
