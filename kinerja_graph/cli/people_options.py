"""What ``individual`` takes beside the groups of ``options.py``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from kinerja_graph.cli.options import Argument, Option
from kinerja_graph.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class IndividualArguments:
    """Whose performance is asked for, of which year, and where a draft of it goes."""

    position: Annotated[
        str | None,
        Argument(
            "POSITION",
            _("id of a post; for all posts: --all"),
        ),
    ] = None
    all: Annotated[
        bool,
        Option(
            "--all",
            _("every post, and the matrices of roles and results"),
        ),
    ] = False
    year: Annotated[
        int | None,
        Option(
            "--year",
            _("year of the indicators' targets (default: the first plan year that is not closed)"),
            "Y",
            min=1,
        ),
    ] = None
    out: Annotated[
        Path | None,
        Option(
            "--out",
            _("with --all: write a draft of every post's SKP items to this workbook"),
            "F.xlsx",
        ),
    ] = None
