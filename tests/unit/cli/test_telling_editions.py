"""The answer of ``compare`` where many things changed."""

from __future__ import annotations

import pytest

from kinerja_graph.analysis.comparison import (
    Change,
    Comparison,
    LinkChange,
    Renaming,
    Reowning,
    Tie,
    Value,
)
from kinerja_graph.cli.formatters.blocks import block_parts
from kinerja_graph.cli.formatters.drawing import draw_text
from kinerja_graph.report.answers.compare import compare_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.texts import LANGUAGES, Language

MANY = 500
LONG = "Persentase perangkat daerah yang menindaklanjuti rekomendasi hasil evaluasi " * 2


def ids(number: int) -> tuple[str, ...]:
    return tuple(f"I{place:03d}" for place in range(number))


def many(number: int = MANY) -> Comparison:
    every = ids(number)
    return Comparison(
        dataset="kota",
        before="murni",
        after="perubahan",
        added=every,
        removed=("U", "P"),
        relabelled=(Renaming("I001", "label", "Objective", "Indicator"),),
        renamed=tuple(Renaming(one, "name", LONG, None) for one in every),
        moves=tuple(Tie(one, "CONTRIBUTES_TO", ("I000",), ("I001", "I002")) for one in every),
        reowned=(Reowning("T", "holders", (), ("P",)), Reowning("I001", "holders", ("P",), ())),
        retargeted=tuple(
            Value(one, year, 1250.5, (80.0, 90.0)) for one in every for year in (2026, 2027)
        ),
        realised=(Value("I001", 2024, None, 0.5),),
        reorganised=(Tie("P", "REPORTS_TO", ("Q",), ()),),
        redefined=(
            Change("I001", "polarity", "up", None),
            Change("I001", "cross_agency", before=False, after=True),
            Change("I001", "formula", "a \x1b[2J b", "c"),
        ),
        relinked=(LinkChange("I001", "I002", "status", "requested", "accepted"),),
        labels=dict.fromkeys(every, "Indicator") | {"U": "Unit", "P": "Position", "T": "Task"},
        names=dict.fromkeys(every, LONG.strip()) | {"U": "Dinas", "P": "Kepala", "T": "Tugas"},
    )


def told(changes: Comparison, language: Language, amount: Amount) -> str:
    parts = block_parts(compare_blocks(changes, language, amount), 80)
    return draw_text(*parts, colour=False, columns=80)


@pytest.mark.parametrize("language", LANGUAGES)
def test_five_hundred_changes_stay_readable(language: Language) -> None:
    lines = told(many(), language, Amount(10)).splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) < 350
    rest = {"id": "… dan 490 lagi", "en": "… and 490 more"}[language]
    assert sum(rest in line for line in lines) == 4  # added, renamed, moved, re-targeted
    text = "\n".join(lines)
    assert "\x1b" not in text
    value = {"id": "2026: 1.250,5 → 80–90", "en": "2026: 1,250.5 → 80–90"}[language]
    assert value in text
    word = {"id": "status: diminta → diterima", "en": "status: requested → accepted"}[language]
    assert word in text


def test_everything_is_told_where_it_is_not_limited() -> None:
    text = told(many(30), "id", Amount())
    assert "lagi" not in text.replace("tidak lagi", "")
    assert all(text.count(one) >= 4 for one in ids(30))
