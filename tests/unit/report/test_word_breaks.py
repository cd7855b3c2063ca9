"""Words that are wider than their column in a form: where they break, and that they stay words."""

from __future__ import annotations

import re

import pytest

from kinerja_graph.render.still.fonts import narrow_width
from kinerja_graph.report.writers.word_breaks import break_words, broken

SOFT, BREAK = "\u00ad", "\u200b"
WORDS = (
    "pengendalian", "menyelenggarakan", "pertanggungjawaban", "Meningkatnya", "persimpangan",
    "DHB-1.1.2.1-1", "Program/kegiatan/sub", "realisation", "strengths", "5.02.01.2.07.0001",
)  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("room", [20.0, 30.0, 45.0])
@pytest.mark.parametrize("bold", [False, True])
def test_every_part_fits_and_the_word_stays(word: str, room: float, bold: bool) -> None:  # noqa: FBT001
    found = broken(word, room, 7.0, bold=bold)
    assert found.replace(SOFT, "").replace(BREAK, "") == word
    if narrow_width(word, bold=bold) * 7 <= room:
        assert found == word, "what fits is left alone"
    elif not re.fullmatch(r"[\d.]+", word):
        parts = re.split(f"[{SOFT}{BREAK}]", found)
        assert all(narrow_width(one, bold=bold) * 7 <= room for one in parts)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("pengendalian", "pengen-da-lian"),
        ("menyelenggarakan", "menye-leng-ga-ra-kan"),
        ("Meningkatnya", "Mening-kat-nya"),
        ("persimpangan", "per-sim-pa-ngan"),
    ],
)
def test_indonesian_words_break_between_syllables(word: str, syllables: str) -> None:
    assert broken(word, 32, 7, bold=False) == syllables.replace("-", SOFT)


def test_numbers_never_break() -> None:
    for number in ("1.230.000.000", "-12.345.678,9", "102,93%"):
        assert broken(number, 5, 8, bold=False) == number


def test_only_tables_of_forms_are_touched() -> None:
    def table(look: str) -> dict[str, object]:
        column = {"name": "Penanggungjawab", "note": "", "width": 40.0}
        cell = {"lines": [[{"text": "Perhubungan darat"}]]}
        row = {"cells": [cell], "is_group": False, "is_sum": False}
        heading = {"cells": [{"lines": [[{"text": "Penanggungjawab"}]]}], "is_group": True}
        return {"look": look, "points": 8.0, "columns": [column], "rows": [row, heading]}

    data: dict[str, object] = {"blocks": [table("form"), table("report"), {"block": "paragraph"}]}
    untouched = str(data["blocks"][1])  # type: ignore[index]
    break_words(data)
    form, report, _ = data["blocks"]  # type: ignore[misc]
    assert SOFT in form["columns"][0]["name"]
    assert SOFT in form["rows"][0]["cells"][0]["lines"][0][0]["text"]
    assert SOFT not in str(form["rows"][1]), "a heading is as wide as the table"
    assert str(report) == untouched
