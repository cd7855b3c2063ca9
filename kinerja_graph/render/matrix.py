"""Render the matrix of agencies and outcomes as a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kinerja_graph.analysis.matrix import Cell as MatrixCell
from kinerja_graph.analysis.matrix import Matrix
from kinerja_graph.analysis.network import Network
from kinerja_graph.render.caption import provenance, title
from kinerja_graph.render.names import natural_sort_key
from kinerja_graph.render.sheet import Cell, Sheet, Table, sheet_page
from kinerja_graph.render.still.matrix import matrix_svg
from kinerja_graph.render.still.style import PictureStyle
from kinerja_graph.render.still.words import still_words
from kinerja_graph.texts import LANGUAGES, Text


def matrix_page(matrix: Matrix, network: Network, style: PictureStyle) -> str:
    """Render ``matrix`` as one offline page; arguments as for the SVG."""
    looks = {each: replace(style, language=each) for each in LANGUAGES}
    sheet = Sheet(
        view="matrix",
        title=Text(id=title(network, "id"), en=title(network, "en")),
        pictures={each: matrix_svg(matrix, network, looks[each]) for each in LANGUAGES},
        tables=(_table(matrix),),
        facts=provenance(network, style.rules_digest),
        theme=style.still_theme,
        is_sized=style.width is not None,
    )
    return sheet_page(sheet, style.language)


def _table(matrix: Matrix) -> Table:
    """Make a row for each agency; a cell counts results and tasks, or says it is missing."""
    words = still_words("matrix")
    cells = {(cell.agency, cell.outcome): cell for cell in matrix.cells}
    missing = {(gap.unit, gap.outcome) for gap in matrix.gaps}
    rows: list[tuple[Cell, ...]] = []
    for agency in sorted(matrix.agencies, key=lambda agency: natural_sort_key(agency.id)):
        row: list[Cell] = [f"{agency.id} · {agency.name or ''}"]
        for outcome in matrix.outcomes:
            cell = cells.get((agency.id, outcome.id))
            if (agency.id, outcome.id) in missing:
                row.append(words["sheet.expected"])
            elif cell is None:
                row.append("·")
            else:
                row.append(_cell_text(words, cell))
        rows.append(tuple(row))
    heads = (Text(id=one.name or one.id, en=one.name or one.id) for one in matrix.outcomes)
    return Table(
        title=words["cascade"], headings=(words["legend.agencies"], *heads), rows=tuple(rows)
    )


def _cell_text(words: Mapping[str, Text], cell: MatrixCell) -> Text:
    """Say how many results and tasks a cell counts."""
    parts = [_count_text(words, "sheet.results", cell.results)]
    if cell.tasks:
        parts.append(_count_text(words, "sheet.tasks", cell.tasks))
    return Text(id=" · ".join(one.id for one in parts), en=" · ".join(one.en for one in parts))


def _count_text(words: Mapping[str, Text], key: str, number: int) -> Text:
    return words[f"{key}.one" if number == 1 else key].filled(n=number)
