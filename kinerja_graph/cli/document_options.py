"""What ``documents`` takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from kinerja_graph.analysis.documents import Only
from kinerja_graph.cli.options import DATASET, EDITION, FAIL_ON, Argument, Option
from kinerja_graph.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsArguments:
    """Of which edition the documents are compared, what of it is listed, and where it goes."""

    selector: Annotated[
        str | None,
        Argument("SELECTOR", _("the indicators to list: an id, or a selector (default: all)")),
    ] = None
    only: Annotated[
        Only | None,
        Option(
            "--only",
            _(
                "list only what disagrees, is not in the plan, is in one document, or cannot be "
                "matched"
            ),
            "disagree|outside|single|ambiguous",
        ),
    ] = None
    out: Annotated[
        Path | None,
        Option("--out", _("also write them to this workbook, or as CSV"), "F.xlsx|.csv"),
    ] = None
    fail_on: Annotated[list[str], FAIL_ON] = field(default_factory=list[str])
    dataset: Annotated[str | None, DATASET] = None
    edition: Annotated[str | None, EDITION] = None
