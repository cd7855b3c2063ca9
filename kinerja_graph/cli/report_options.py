"""What ``report`` takes beside the edition."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from kinerja_graph.cli.options import Option
from kinerja_graph.cli.rule_options import RULES
from kinerja_graph.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """Where a report goes, how it looks, by which rules, and beside which memory."""

    out: Annotated[
        Path,
        Option(
            "--out",
            Text(
                id="berkas laporan: .html, .pdf, .docx, atau .xlsx",
                en="file of the report: .html, .pdf, .docx or .xlsx",
            ),
            "F",
        ),
    ]
    template: Annotated[
        Path | None,
        Option(
            "--template",
            Text(
                id="templat sendiri: .html untuk HTML, .docx (kop surat, gaya) untuk DOCX, .typ "
                "untuk PDF",
                en="a template of one's own: .html for HTML, .docx (letterhead, styles) for DOCX, "
                ".typ for PDF",
            ),
            "T",
        ),
    ] = None
    rule: Annotated[
        list[str],
        Option(
            "--rule",
            Text(
                id="laporkan aturan ini saja; boleh berulang",
                en="report this rule only; may be repeated",
            ),
            "R",
            suggests="rules",
        ),
    ] = field(default_factory=list[str])
    rules: Annotated[Path | None, RULES] = None
    parameter: Annotated[
        list[str],
        Option(
            "--set",
            Text(
                id="nilai parameter aturan, misalnya max_indicators=3; boleh berulang",
                en="value of a rule's parameter, such as max_indicators=3; may be repeated",
            ),
            "PARAMETER=VALUE",
        ),
    ] = field(default_factory=list[str])
    baseline: Annotated[
        Path | None,
        Option(
            "--baseline",
            Text(
                id="berkas temuan yang sudah diketahui, sebagai pembanding",
                en="file of the findings that are known, to compare with",
            ),
            "F",
        ),
    ] = None
    waivers: Annotated[
        Path | None,
        Option(
            "--waivers",
            Text(
                id="berkas YAML pengecualian: rule, subject, reason, until, by",
                en="YAML file of waivers: rule, subject, reason, until, by",
            ),
            "F",
        ),
    ] = None
    since: Annotated[
        str | None,
        Option(
            "--since",
            Text(
                id="edisi pembanding; tanpa ini edisi yang dimuat sebelumnya, bila ada",
                en="the edition to compare with; else the one loaded before, if any",
            ),
            "EDITION",
        ),
    ] = None
