"""What ``whatif`` and ``compare`` take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kinerja_graph.cli.options import DATASET, Argument, Option
from kinerja_graph.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """What is supposed to go or to miss, or whose weak points are sought."""

    more: Annotated[
        list[str],
        Argument("ID", Text(id="id berikutnya, bila beberapa", en="further ids, where several")),
    ] = field(default_factory=list[str])
    remove: Annotated[
        list[str],
        Option(
            "--remove",
            Text(
                id="bila ini dihapus: hasil, tugas, unit kerja atau jabatan",
                en="if these were removed: results, tasks, units or posts",
            ),
            "ID…",
        ),
    ] = field(default_factory=list[str])
    miss: Annotated[
        list[str],
        Option(
            "--miss",
            Text(
                id="bila ini tidak mencapai targetnya",
                en="if these missed their targets",
            ),
            "ID…",
        ),
    ] = field(default_factory=list[str])
    weakest: Annotated[
        str | None,
        Option(
            "--weakest",
            Text(
                id="titik tunggal tempat hasil ini bergantung, beban terbesar dahulu",
                en="the single points on which this result hangs, most load first",
            ),
            "ID",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Which two editions are compared."""

    before: Annotated[
        str,
        Argument(
            "E1",
            Text(id="edisi yang lebih dahulu", en="the earlier edition"),
            suggests="editions",
        ),
    ]
    after: Annotated[
        str,
        Argument(
            "E2",
            Text(id="edisi yang lebih kemudian", en="the later edition"),
            suggests="editions",
        ),
    ]
    dataset: Annotated[str | None, DATASET] = None
    no_findings: Annotated[
        bool,
        Option(
            "--no-findings",
            Text(
                id="jangan audit kedua edisi; hanya isinya yang dibandingkan",
                en="audit neither edition; compare what they hold alone",
            ),
        ),
    ] = False
