"""How many pages a report has: ten at most to sign, two for the leadership, whatever the plan."""

from __future__ import annotations

import io
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pypdf
import pytest

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.document import Document, Heading, Table
from kinerja_graph.report.readers import Reader
from kinerja_graph.report.writers.pdf import pdf
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read, read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.texts import Language
from kinerja_graph.workflow.auditing import AuditOptions
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.reports import ReportOptions, report
from kinerja_graph.workflow.rule_sets import default_rule_set
from make_city import CITY

MADE = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
REAL = CITY.parent / "real"
MOST: Final[dict[Reader, int]] = {"pimpinan": 2, "inspektur": 10}
AGENCIES: Final = 60
INDICATORS: Final = 2000
LONG = (
    "Persentase keterpaduan perencanaan, penganggaran, pelaksanaan, pengendalian, pelaporan, dan "
    "evaluasi kinerja perangkat daerah serta unit pelaksana teknis di wilayah pesisir, "
    "perbatasan, dan kepulauan terluar yang memenuhi standar pelayanan minimal"
)


def large_plan(edition: int) -> dict[str, Any]:
    """Tables of 2,000 indicators of 60 agencies, with long names and much that is wrong."""
    agencies = [f"opd-{number:02}" for number in range(AGENCIES)]
    indicators = [_indicator(number, agencies, edition) for number in range(INDICATORS)]
    return {
        "units": [
            {"id": "pemda", "name": f"Pemerintah Provinsi {LONG}", "kind": "pemda"},
            *(
                {"id": one, "name": f"Dinas {one} {LONG}", "kind": "opd", "parent": "pemda"}
                for one in agencies
            ),
        ],
        "positions": [
            {"id": f"jab-{one}", "name": f"Kepala {one}", "unit": one} for one in agencies
        ],
        "objectives": [
            {
                "id": f"S{number}",
                "name": f"Meningkatnya {LONG} {number}",
                "level": 0,
                "cross_agency": "yes",
                "expected_agencies": [agencies[number], agencies[number + 1]],
            }
            for number in range(30)
        ],
        "indicators": indicators,
        "tasks": [
            {"id": f"T{number}", "name": f"Menyusun dokumen {number}", "performer": "jab-opd-03"}
            for number in range(60)
        ],
        "values": [
            {"indicator": one["id"], "year": year, "target": 10 + year - 2025 + edition}
            for one in indicators[::3]
            for year in range(2025, 2030)
        ],
    }


def _indicator(number: int, agencies: list[str], edition: int) -> dict[str, Any]:
    """An indicator: of each hundred, the first leads nowhere and the others lead to it."""
    head = number - number % 100
    row: dict[str, Any] = {
        "id": f"I{number}",
        "name": f"{LONG} {number} {edition if number % 5 == 0 else ''}".strip(),
        "level": 1 if number == head else 2 + number % 3,
        "owner": agencies[number % len(agencies)] if number % 11 else None,
        "measure_unit": "persen" if number % 4 else None,
        "polarity": "up" if number % 6 else None,
    }
    if number != head:
        row["contributes_to"] = [f"I{head}" if number % 2 else f"I{number - 1}"]
    return {name: value for name, value in row.items() if value is not None}


def a_cascade(plan: dict[str, Any] | Path, settings: Settings, **how: str) -> Cascade:
    found = (
        read(plan, settings=settings, **how)
        if isinstance(plan, Path)
        else read_document(plan, name="rencana.yaml", settings=settings, **how)
    )
    assert found.cascade is not None, [item.message.en for item in found.problems][:3]
    return found.cascade
