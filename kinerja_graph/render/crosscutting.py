"""Render the crosscutting sheet as a page, with its content as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kinerja_graph.analysis.alignment import Alignment
from kinerja_graph.analysis.network import Network
from kinerja_graph.render.caption import provenance, title
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.sheet import Cell, Sheet, Table, sheet_page
from kinerja_graph.render.status_colours import SIGNS
from kinerja_graph.render.still.bands import Band, bands
from kinerja_graph.render.still.crosscutting import crosscutting, crosscutting_pages
from kinerja_graph.render.still.style import PictureStyle
from kinerja_graph.render.still.words import still_words
from kinerja_graph.render.table import sort_marks, value
from kinerja_graph.texts import LANGUAGES, Language, Text


def crosscutting_page(
    alignment: Alignment, network: Network, marks: Sequence[Mark], style: PictureStyle
) -> str:
    """Render the sheet of ``alignment`` as one offline page; arguments as for the SVG."""
    words = still_words(network.view)
    looks = {each: replace(style, language=each) for each in LANGUAGES}
    names = {each: title(network, each) for each in LANGUAGES}
    sheet = Sheet(
        view=network.view,
        title=Text(
            id=f"{names['id']} · {alignment.subject.id}",
            en=f"{names['en']} · {alignment.subject.id}",
        ),
        pictures={each: crosscutting(alignment, network, marks, looks[each]) for each in LANGUAGES},
        papers={
            each: crosscutting_pages(alignment, network, marks, looks[each]) for each in LANGUAGES
        },
        tables=(
            _agencies(bands(alignment, network), network, alignment, words),
            _boxes(network, marks, words),
        ),
        facts=provenance(network, style.rules_digest),
        theme=style.still_theme,
        is_sized=style.width is not None,
    )
    return sheet_page(sheet, style.language)


def _agencies(
    shares: Sequence[Band], network: Network, alignment: Alignment, words: Mapping[str, Text]
) -> Table:
    """Tabulate how much each agency does for the outcome."""
    names = {**network.agencies, **{each.id: each.name or each.id for each in alignment.shares}}
    keys = ("detail.agencies", "sheet.column.results", "sheet.column.tasks", "sheet.column.direct")
    rows: list[tuple[Cell, ...]] = []
    for band in shares:
        name: Cell = names.get(band.agency, band.agency) if band.agency else words["legend.none"]
        state: Cell = words["missing"] if band.is_missing else ", ".join(band.direct)
        rows.append((name, str(band.results), str(band.tasks), state))
    return Table(
        title=words["legend.agencies"],
        headings=tuple(words[key] for key in keys),
        rows=tuple(rows),
    )


def _boxes(network: Network, marks: Sequence[Mark], words: Mapping[str, Text]) -> Table:
    """List every result and task below the outcome, with its findings."""
    said: dict[str, list[Mark]] = {}
    for mark in sort_marks(marks):
        said.setdefault(mark.node_id, []).append(mark)
    keys = ("detail.id", "table.name", "detail.agencies", "table.value", "findings")
    rows: list[tuple[Cell, ...]] = []
    for node in network.nodes:
        told = said.get(node.id, ())
        rows.append(
            (
                node.id,
                node.name,
                ", ".join(network.agencies.get(one, one) for one in node.agencies),
                Text(id=value(node, "id"), en=value(node, "en")),
                Text(id=_finding_texts(told, "id"), en=_finding_texts(told, "en")),
            )
        )
    return Table(
        title=words["table.boxes"], headings=tuple(words[key] for key in keys), rows=tuple(rows)
    )


def _finding_texts(marks: Sequence[Mark], language: Language) -> str:
    return "; ".join(f"{SIGNS[mark.severity].shape} {mark.title.say(language)}" for mark in marks)
