"""Hints of views about a whole plan name the planner's headings, and else our columns."""

from __future__ import annotations

from typing import Final

import pytest

from kinerja_graph.analysis.completeness import EditionCompleteness
from kinerja_graph.analysis.individual import Individuals
from kinerja_graph.analysis.matrix import Matrix
from kinerja_graph.model.completeness import Completeness, KindShare
from kinerja_graph.model.headings import PlannerColumn, PlannerSheet, write_headings
from kinerja_graph.report.answers.completeness import completeness_blocks
from kinerja_graph.report.answers.individuals import individuals_blocks
from kinerja_graph.report.answers.matrix import matrix_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.report.document import AnswerBlock, Paragraph, plain
from kinerja_graph.texts import Language

SHEET: Final = PlannerSheet(
    "renja.xlsx",
    "Renja",
    (
        PlannerColumn("objectives", "name", "Tujuan", "A5", names="A"),
        PlannerColumn("objectives", "name", "Sasaran", "B5", names="B"),
        PlannerColumn("objectives", "contributes_to", "Tujuan", "A5", names="B"),
        PlannerColumn("indicators", "owner", "Penanggung Jawab", "K5"),
    ),
)
HEADINGS: Final = write_headings([SHEET])
NONE: Final = Completeness(kinds=(KindShare("task", None, None, 3),))


def said(*blocks: AnswerBlock) -> str:
    return " ".join(plain(one.line) for one in blocks if isinstance(one, Paragraph))


def hint(view: str, headings: str | None, language: Language) -> str:
    if view == "completeness":
        found = EditionCompleteness("kota", "1", NONE, headings=headings)
        return said(*completeness_blocks(found, language, Amount()))
    if view == "matrix":
        matrix = Matrix(
            dataset="kota", edition="1", outcomes=(), agencies=(), cells=(), expected=(),
            highest=1, names={}, headings=headings,
        )  # fmt: skip
        return said(*matrix_blocks(matrix, language, Amount()))
    posts = Individuals(
        dataset="kota", edition="1", name=None, year=None, people=(), matrices=(), names={},
        objectives={}, headings=headings,
    )  # fmt: skip
    return said(*individuals_blocks(posts, language, Amount()))


@pytest.mark.parametrize(
    ("view", "language", "heading"),
    [
        ("completeness", "en", "by column “Tujuan” at renja.xlsx!Renja!A5."),
        ("completeness", "id", "lewat kolom «Tujuan» di renja.xlsx!Renja!A5."),
        ("matrix", "en", "level 1. Add"),
        ("matrix", "en", "by column “Tujuan” at renja.xlsx!Renja!A5, or ask"),
        ("matrix", "id", "lewat kolom «Tujuan» di renja.xlsx!Renja!A5, atau"),
        ("individuals", "en", "as column “Penanggung Jawab” at renja.xlsx!Renja!K5 and performer."),
        ("individuals", "id", "isi kolom «Penanggung Jawab» di renja.xlsx!Renja!K5 dan performer"),
    ],
)
def test_a_hint_names_the_heading_of_the_sheet(view: str, language: Language, heading: str) -> None:
    assert heading in hint(view, HEADINGS, language)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("view", ["completeness", "matrix", "individuals"])
def test_without_headings_a_hint_names_our_columns(view: str, language: Language) -> None:
    told = hint(view, None, language)
    wanted = ("owner", "performer") if view == "individuals" else ("contributes_to",)
    assert all(f" {name}" in told for name in wanted)
    assert "`" not in told
    assert "`" not in hint(view, HEADINGS, language)
