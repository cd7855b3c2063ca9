"""What ``whatif`` and ``compare`` take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kinerja_graph.cli.options import DATASET, DECIMAL, Argument, DecimalWord, Option
from kinerja_graph.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfArguments:
    """What is supposed to go or to miss, or whose weak points are sought."""

    more: Annotated[
        list[str],
        Argument("ID", _("further ids, where several")),
    ] = field(default_factory=list[str])
    remove: Annotated[
        list[str],
        Option(
            "--remove",
            _("if these were removed: results, tasks, units or posts"),
            "ID…",
        ),
    ] = field(default_factory=list[str])
    miss: Annotated[
        list[str],
        Option(
            "--miss",
            _("if these missed their targets"),
            "ID…",
        ),
    ] = field(default_factory=list[str])
    weakest: Annotated[
        str | None,
        Option(
            "--weakest",
            _("the single points on which this result depends, most load first"),
            "ID",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareArguments:
    """Which two editions are compared, or which edition and which file."""

    before: Annotated[
        str,
        Argument(
            "E1",
            _("the earlier edition"),
            suggests="editions",
        ),
    ]
    after: Annotated[
        str,
        Argument(
            "E2|PATH",
            _("the later edition, or a file: what it would change (./NAME is always a file)"),
            suggests="editions",
        ),
    ]
    dataset: Annotated[str | None, DATASET] = None
    no_findings: Annotated[
        bool,
        Option(
            "--no-findings",
            _("do not audit the editions; compare only their contents"),
        ),
    ] = False
    lenient: Annotated[
        bool,
        Option("--lenient", _("for a file: compare what can be read")),
    ] = False
    decimal: Annotated[DecimalWord | None, DECIMAL] = None
