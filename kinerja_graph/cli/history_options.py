"""What commands take that compare an audit with what is remembered, or audit everything."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from kinerja_graph.cli.options import Option
from kinerja_graph.texts import _

WAIVERS: Final = Option(
    "--waivers",
    _("YAML file of waivers: rule, subject, reason, until, by"),
    "F",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryArguments:
    """What the findings of an audit are compared with."""

    baseline: Annotated[
        Path | None,
        Option(
            "--baseline",
            _("file of the findings that are known; only new ones count for --fail-on"),
            "F",
        ),
    ] = None
    update_baseline: Annotated[
        bool,
        Option(
            "--update-baseline",
            _("rewrite the file of --baseline from this audit"),
        ),
    ] = False
    waivers: Annotated[Path | None, WAIVERS] = None
    since: Annotated[
        str | None,
        Option(
            "--since",
            _("compare with the audit of another edition of the dataset"),
            "EDITION",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Breadth:
    """How much is audited."""

    all: Annotated[
        bool,
        Option(
            "--all",
            _("the newest edition of every dataset; --out DIR: a file for each"),
        ),
    ] = False
