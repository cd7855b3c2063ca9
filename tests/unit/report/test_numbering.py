"""Sections, tables and figures have one number in every format, and texts cite it."""

from __future__ import annotations

from typing import Any

from kinerja_graph.report.document import (
    Column,
    Facts,
    Figure,
    Heading,
    Items,
    Paragraph,
    Span,
    Table,
    cell,
    cite,
    line,
    plain,
    row,
)
from kinerja_graph.report.numbering import number_blocks, refer_to_all

WORDS = {"section": "Section", "annex": "Annex", "table": "Table", "figure": "Figure"}


def a_table(anchor: str = "", *cells: Any) -> Table:
    return Table(title="T", columns=(Column("a"),), rows=(row(*cells),), anchor=anchor)


def test_sections_annexes_tables_and_figures_are_counted() -> None:
    figure = Figure(svg="", width=1, height=1, alt="", caption="F", anchor="fig")
    blocks = number_blocks(
        [
            Heading(text="One", level=1),
            Heading(text="Below", level=2),
            Heading(text="Deeper", level=3),
            a_table(),
            Heading(text="Two", level=1),
            Heading(text="Below", level=2),
            Heading(text="All", level=1, is_annex=True),
            Heading(text="Part", level=2),
            a_table(),
            figure,
            Heading(text="More", level=1, is_annex=True),
        ],
        WORDS,
    )
    headings = [one.full for one in blocks if isinstance(one, Heading)]
    assert headings == [
        "1 One", "1.1 Below", "Deeper", "2 Two", "2.1 Below", "Annex A. All", "A.1 Part",
        "Annex B. More",
    ]  # fmt: skip
    others = [one.number for one in blocks if isinstance(one, Table | Figure)]
    assert others == ["Table 1", "Table 2", "Figure 1"]


def test_a_text_cites_the_number_or_says_what_it_would_be() -> None:
    def cited(anchor: str, otherwise: str = "") -> tuple[Span, ...]:
        return line("see ", cite(anchor, otherwise))

    targets = [
        Heading(text="One", level=1, anchor="one"),
        Heading(text="Below", level=2, anchor="below"),
        a_table("table"),
        Heading(text="All", level=1, anchor="all", is_annex=True),
    ]
    places = ["one", "below", "table", "all"]
    citing = [
        *(Paragraph(line=cited(place)) for place in places),
        Paragraph(line=cited("none", "elsewhere")),
        Paragraph(line=cited("none")),
        Items((cited("table"),)),
        Facts((("name", cited("all")),)),
        a_table("", cell(cited("one"))),
    ]
    blocks = number_blocks([*targets, *citing], WORDS)[len(targets) :]
    found = ["".join(span.text for span in one) for block in blocks for one in lines_of(block)]
    assert found == [
        "see Section 1", "see Section 1.1", "see Table 1", "see Annex A", "see elsewhere", "see ",
        "see Table 1", "see Annex A", "see Section 1",
    ]  # fmt: skip
    assert [span.to for block in blocks[:5] for one in lines_of(block) for span in one[1:]] == [
        *places, "",
    ]  # fmt: skip


def lines_of(block: Any) -> list[tuple[Span, ...]]:
    match block:
        case Paragraph():
            return [block.line]
        case Items():
            return list(block.lines)
        case Facts():
            return [one for _name, one in block.pairs]
        case _:
            return [one for each in block.rows for cell in each.cells for one in cell.lines]


def test_the_text_refers_to_every_table_and_figure() -> None:
    figure = Figure(svg="", width=1, height=1, alt="", caption="F")
    blocks = [
        Heading(text="One", level=1),
        Paragraph(line=line("As ", cite("known"), " has it.")),
        a_table("known"),
        Paragraph(line=line("What is there.")),
        a_table(),
        Paragraph(line=line("… and 3 more"), role="note"),
        a_table(),
        a_table(),
        figure,
        figure,
        Heading(text="Two", level=1),
        Paragraph(line=line("On paper."), only="paper"),
        Paragraph(line=line("On a page."), only="page"),
        a_table(),
        Heading(text="Three", level=1),
        a_table(),
    ]
    made = refer_to_all(number_blocks(blocks, WORDS), "See {things}.")
    assert [plain(one.line) for one in made if isinstance(one, Paragraph)] == [
        "As Table 1 has it.",
        "What is there (Table 2; Table 3; Table 4; Figure 1–2).",
        "… and 3 more",
        "On paper (Table 5).",
        "On a page (Table 5).",
        "See Table 6.",
    ]
    links = {span.to for one in made if isinstance(one, Paragraph) for span in one.line} - {""}
    shown = [one for one in made if isinstance(one, Table | Figure)]
    assert links == {one.anchor for one in shown}
    assert len(links) == len(shown) == 8
