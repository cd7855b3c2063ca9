"""What every screen and document makes of numbers that are hard to show (decision 0220)."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kinerja_graph.analysis.comparison import Change, Comparison, Value
from kinerja_graph.analysis.evidence import Evidence, Link, Step
from kinerja_graph.analysis.network import Network, NetworkNode
from kinerja_graph.analysis.series import Series
from kinerja_graph.analysis.targets import Targets, YearOfTargets
from kinerja_graph.audit.finding import FindingSubject
from kinerja_graph.audit.wording import sentence
from kinerja_graph.cli.formatters.blocks import block_parts
from kinerja_graph.cli.formatters.drawing import draw_text
from kinerja_graph.cli.formatters.tables import query_parts
from kinerja_graph.library.describe import Described
from kinerja_graph.render.table import value
from kinerja_graph.render.views.changes import merge_editions
from kinerja_graph.report.answers.compare import compare_blocks
from kinerja_graph.report.answers.evidence import evidence_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.report.answers.targets import targets_blocks
from kinerja_graph.report.cells import put
from kinerja_graph.store.query import Answer
from kinerja_graph.texts import Language, Text

BARE = Comparison(
    dataset="kota",
    before="murni",
    after="perubahan",
    added=(),
    removed=(),
    relabelled=(),
    renamed=(),
    moves=(),
    reowned=(),
    retargeted=(),
    realised=(),
    reorganised=(),
    redefined=(),
    relinked=(),
    labels={"I": "Indicator"},
    names={"I": "Indikator"},
)


def a_box(**details: float | str) -> NetworkNode:
    return NetworkNode(label="Indicator", id="I", name="Indikator", level=1, details=details)


def compared(**changes: Any) -> str:
    parts = block_parts(compare_blocks(replace(BARE, **changes), "id", Amount()), 100)
    return draw_text(*parts, colour=False, columns=100)


@pytest.mark.parametrize(
    ("details", "told"),
    [
        ({"target": 0.00003}, "target 0,00003"),
        ({"target": 0.00003, "realisation": 0.0}, "0 / 0,00003"),
        ({"target": 100.0, "realisation": 99.996}, "99,996 / 100"),
        ({"target": 66.6666667, "realisation": 33.3333333}, "33,33 / 66,67"),
        ({"target_low": 99.996, "target_high": 100.0}, "target 99,996–100"),
        ({"target": 1e12, "realisation": -2.5}, "−2,5 / 1.000.000.000.000"),
    ],
)
def test_a_box_of_a_picture(details: dict[str, float], told: str) -> None:
    assert value(a_box(**details), "id") == told


def test_what_two_editions_differ_in() -> None:
    told = compared(
        retargeted=(
            Value("I", 2026, 0.00003, 0.00004),
            Value("I", 2027, 99.996, 100.0),
            Value("I", 2028, (80.0, 90.0), (80.0, 90.00001)),
        ),
        realised=(Value("I", 2025, 1.0, 1.0000001),),
        redefined=(Change("I", "baseline", 0.0, 1e-12),),
    )
    assert "2026: 0,00003 → 0,00004" in told
    assert "2027: 99,996 → 100" in told
    assert "2028: 80–90 → 80–90,00001" in told
    assert "2025: 1 → 1,0000001" in told
    assert "0 → 0,000000000001" in told
    assert "66,67 → 33,33" in compared(retargeted=(Value("I", 2026, 200 / 3, 100 / 3),))


def test_what_a_picture_of_two_editions_says() -> None:
    plan = Network(
        dataset="kota",
        edition="perubahan",
        loaded_at="2026-03-02T01:02:03Z",
        digest="0f" * 32,
        focus=None,
        nodes=(a_box(),),
        edges=(),
        agencies={},
    )
    answer = replace(BARE, retargeted=(Value("I", 2026, 0.00003, (99.996, 100.0)),))
    (mark,) = merge_editions(plan, plan, answer)[1]
    assert mark.message == Text(id="2026: 0,00003 → 99,996–100", en="2026: 0.00003 → 99.996–100")


def of_a_year(target: float, total: float) -> Targets:
    subject = Described(
        label="Indicator", id="A", name="Atas", level=1, origin=None, agencies=(), owners=()
    )
    return Targets(
        dataset="kota",
        edition="1",
        subject=subject,
        contributors=("B",),
        summed=("B",),
        through=(),
        measures=(),
        years=(
            YearOfTargets(
                year=2026, target=target, realisation=None, sum=total, gap=target - total
            ),
        ),
        series={"A": Series(targets={2026: target}), "B": Series(targets={2026: total})},
        records={"B": replace(subject, id="B", name="Bawah")},
    )


def in_words(answer: Targets, language: Language) -> str:
    parts = block_parts(targets_blocks(answer, language, Amount()), 80)
    return draw_text(*parts, colour=False, columns=80)


def test_a_sum_that_misses_by_a_hair() -> None:
    told = in_words(of_a_year(100.0, 99.99609375), "id")
    assert "target 100, jumlah 99,996: kurang 0,004." in told
    told = in_words(of_a_year(3.3336, 1.0), "en")
    assert "target 3.33, sum 1: 2.33 short." in told


def test_what_is_added_up_is_told_from_the_target() -> None:
    told = in_words(of_a_year(100.0, 99.99609375), "id")
    (upper, lower) = re.findall(r"^  target +(\S+)$", told, re.MULTILINE)
    assert (upper, lower) == ("100", "99,996")


def test_achievements_are_never_taken_for_all() -> None:
    step = Step((2023, 2024), (99.9999, 100.0), (33.33333, 66.66667), agrees=True)
    link = Link("I", "I", "+", (step, step))
    answer = Evidence(
        dataset="kota", edition="1", subject=None, lag=0, links=(link,), names={"I": "Indikator"}
    )
    parts = block_parts(evidence_blocks(answer, "id", Amount()), 100)
    told = draw_text(*parts, colour=False, columns=100)
    assert "99,9999" in told
    assert "33,33 " in told
    assert "66,67" in told


def test_sentences_of_findings() -> None:
    template = Text(id="{target} pada {year}, awal {baseline}", en="{target} in {year}, {baseline}")
    said = sentence(
        template,
        subject=FindingSubject("Indicator", "I", None),
        other=None,
        agency=None,
        facts={"target": 1.0, "baseline": 1.0000001, "year": 2026},
    )
    assert said == Text(id="1 pada 2026, awal 1,0000001", en="1 in 2026, 1.0000001")
    said = sentence(
        template,
        subject=FindingSubject("Indicator", "I", None),
        other=None,
        agency=None,
        facts={"target": 1250.126, "baseline": 0.00003, "year": 2026},
    )
    assert said == Text(id="1.250,13 pada 2026, awal 0,00003", en="1,250.13 in 2026, 0.00003")


def test_facts_of_any_sentence_that_are_no_whole_numbers() -> None:
    told = Text(id="{n} dari {all} GB", en="{n} of {all} GB").filled(n=0.1 + 0.2, all=1250.0)
    assert told == Text(id="0,3 dari 1.250 GB", en="0.3 of 1,250 GB")


def test_rows_of_a_query() -> None:
    answer = Answer(
        columns=("year", "x"),
        rows=(
            (2026, 0.00003),
            (12345, 1 / 3),
            (1, None),
            (2, 0.33),
            (3, [0.00003, None, 1250.0, 2026]),
            (4, [2025, 2026]),
            (5, {"a": [0.5]}),
            (6, 7),
            (7, 6.9999),
            (8, [7.0001, None]),
        ),
        truncated=False,
        limit=10,
        milliseconds=1234.5,
    )
    told = draw_text(*query_parts(answer, "id"), colour=False, columns=80)
    assert re.search(r"2026 +0,00003", told)
    assert re.search(r"12345 +0,333", told)
    assert re.search(r"3 +0,00003; –; 1\.250; 2026", told)
    assert "[2025, 2026]" in told
    assert re.search(r"6 +7\n", told)
    assert re.search(r"7 +6,9999\n", told)
    assert re.search(r"8 +7,0001; –\n", told)
    assert '{"a": [0.5]}' in told
    assert "1.234,5 ms" in told


def test_cells_of_a_workbook_hold_all_and_show_what_people_read() -> None:
    book = Workbook()
    sheet: Any = book.active
    for row, number in enumerate((0.00003, 99.996, 12.0, 1e12, 2 / 3, 1e-30, -0.0), 1):
        put(sheet, row, 1, number)
    kept = io.BytesIO()
    book.save(kept)
    cells = [row[0] for row in load_workbook(io.BytesIO(kept.getvalue())).active.iter_rows()]  # type: ignore[union-attr]
    assert [cell.value for cell in cells] == [0.00003, 99.996, 12, 1e12, 2 / 3, 1e-30, 0]
    assert [cell.number_format for cell in cells] == [
        "#,##0.00000",
        "#,##0.00",
        "#,##0",
        "#,##0",
        "#,##0.00",
        "0.00E+00",
        "#,##0",
    ]
