"""What ``report`` takes beside the edition."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final

from kinerja_graph.cli.history_options import WAIVERS
from kinerja_graph.cli.options import Option
from kinerja_graph.cli.rule_options import RULES
from kinerja_graph.report.formats.registry import ENDINGS
from kinerja_graph.report.readers import ALL, ANNEXES, DEFAULT_READER, Reader
from kinerja_graph.texts import _

READER: Final = Option(
    "--for",
    _(
        "who reads it: pimpinan (two pages), inspektur (ten pages to sign; the default), "
        "opd (a checklist for each agency)"
    ),
    "pimpinan|inspektur|opd",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportArguments:
    """Where a report goes, for whom, how it looks, by which rules, and what it is compared with."""

    out: Annotated[
        Path,
        Option(
            "--out",
            _("file of the report; its ending says the format: {endings}"),
            "F",
            facts={"endings": ", ".join(ENDINGS)},
        ),
    ]
    reader: Annotated[Reader, READER] = DEFAULT_READER
    agency: Annotated[
        list[str],
        Option(
            "--agency",
            _(
                "with --for opd: the only agency that gets a checklist; else an agency that gets a "
                "page of its own; may be repeated"
            ),
            "A",
        ),
    ] = field(default_factory=list[str])
    annex: Annotated[
        list[str],
        Option(
            "--annex",
            _("annexes, separated by commas: {names}; {all} for every one"),
            "LIST",
            facts={"names": ", ".join(ANNEXES), "all": ALL},
        ),
    ] = field(default_factory=list[str])
    template: Annotated[
        Path | None,
        Option(
            "--template",
            _(
                "a template of your own: .html for HTML, .docx (letterhead, styles) for "
                "DOCX, .typ for PDF"
            ),
            "T",
        ),
    ] = None
    rule: Annotated[
        list[str],
        Option(
            "--rule",
            _("report this rule only; may be repeated"),
            "R",
            suggests="rules",
        ),
    ] = field(default_factory=list[str])
    rules: Annotated[Path | None, RULES] = None
    parameter: Annotated[
        list[str],
        Option(
            "--set",
            _("value of a rule's parameter, such as max_indicators=3; may be repeated"),
            "PARAMETER=VALUE",
        ),
    ] = field(default_factory=list[str])
    baseline: Annotated[
        Path | None,
        Option(
            "--baseline",
            _("file of the findings that are known, to compare with"),
            "F",
        ),
    ] = None
    waivers: Annotated[Path | None, WAIVERS] = None
    since: Annotated[
        str | None,
        Option(
            "--since",
            _("the edition to compare with (default: the one loaded before it, if any)"),
            "EDITION",
        ),
    ] = None
