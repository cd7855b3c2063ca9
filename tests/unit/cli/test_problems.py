"""Problems of an input on a screen: those of one kind together, and how to go on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kinerja_graph.cli.formatters.drawing import draw_text
from kinerja_graph.cli.formatters.problems import problem_parts, refusal_parts
from kinerja_graph.model.problem import Problem
from kinerja_graph.texts import Text


def a_problem(row: int, value: str = "1 Dokumen", code: str = "bad-number") -> Problem:
    return Problem(
        code=code,
        file="values.csv",
        row=row,
        column="target",
        value=value,
        message=Text(id=f'"{value}" bukan angka.', en=f'"{value}" is no number.'),
        remedy=Text(id="Tulis angkanya saja.", en="Write the number alone."),
    )


def shown(problems: list[Problem], command: str | None = "check") -> list[str]:
    parts = refusal_parts(Path("rencana"), problems, command, "en")
    return draw_text(*parts, colour=False, columns=80).splitlines()


def test_problems_of_one_kind_are_said_once() -> None:
    problems = [a_problem(row, f"{row} Dokumen") for row in range(2, 104)]
    other = replace(a_problem(200), message=Text(id="kosong", en="is empty"), value=None)
    lines = shown([*problems, other])
    assert sum("is no number" in one for one in lines) == 1
    assert any("Likewise in 101 other rows: 3 «3 Dokumen»; 4 «4 Dokumen»" in one for one in lines)
    assert sum("is empty" in one for one in lines) == 1
    assert len(lines) < 24


def test_a_few_problems_of_one_kind_stay_apart() -> None:
    lines = shown([a_problem(row) for row in range(2, 5)])
    assert sum("is no number" in one for one in lines) == 3


def test_problems_with_another_remedy_or_column_are_another_kind() -> None:
    rows = [a_problem(row) for row in range(2, 7)]
    there = [replace(one, column="realisation") for one in rows]
    lines = shown([*rows, *there])
    assert sum("Likewise in 4 other rows" in one for one in lines) == 2


@pytest.mark.parametrize(
    ("code", "command", "told"),
    [
        ("bad-number", "check", "kinerja check rencana --lenient"),
        ("bad-number", "load", "kinerja load rencana --lenient"),
        ("bad-number", None, None),
        ("missing-heading", "check", None),
    ],
)
def test_lenient_is_named_where_it_helps(code: str, command: str | None, told: str | None) -> None:
    text = " ".join(shown([a_problem(2, code=code)], command))
    assert (told in text) if told else ("--lenient" not in text)


def test_the_verdict_is_said_again_below_a_long_list() -> None:
    many = [replace(a_problem(2), column=f"c{number}") for number in range(40)]
    lines = shown(many)
    assert lines[0] == lines[-2]
    assert lines[0].startswith("✖ rencana is refused: 40 errors.")
    assert shown(many[:1])[-2] == ""


def test_what_is_not_shown_is_counted() -> None:
    many = [replace(a_problem(2), column=f"c{number}") for number in range(250)]
    text = draw_text(*problem_parts(many, "en"), colour=False, columns=80)
    assert "… and 50 more; --json gives all of them" in text
