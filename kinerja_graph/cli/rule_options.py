"""What commands take that choose, prove or make rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Literal

from kinerja_graph.cli.options import Argument, Option
from kinerja_graph.texts import _

RULES: Final = Option(
    "--rules",
    _("folder of custom rules"),
    "DIR",
)
SET: Final = Option(
    "--set",
    _("value of a rule's parameter, such as max_indicators=3; may be repeated"),
    "PARAMETER=VALUE",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleArguments:
    """What is decided of the rules of an audit."""

    rules: Annotated[Path | None, RULES] = None
    parameter: Annotated[list[str], SET] = field(default_factory=list[str])
    evidence: Annotated[
        Literal["lke"] | None,
        Option(
            "--evidence",
            _("lke: order the findings by the criteria of the AKIP evaluation"),
            "lke",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFolder:
    """Where custom rules lie."""

    rules: Annotated[Path | None, RULES] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesTestArguments:
    """Which folder of rules is proved."""

    folder: Annotated[
        Path,
        Argument(
            "DIR",
            _("folder of rules (.cypher) and their case files (.yaml)"),
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesNewArguments:
    """The rule to start, and where."""

    rule: Annotated[
        str,
        Argument(
            "ID",
            _("id of the rule: the name of the defect, such as late-report"),
        ),
    ]
    out: Annotated[
        Path,
        Option(
            "--out",
            _("folder of the rules (default: this one)"),
            "DIR",
        ),
    ] = Path()
