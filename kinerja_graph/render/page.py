"""Render the interactive picture: one offline HTML file."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final, get_args

from kinerja_graph.analysis.network import Network, NetworkNode
from kinerja_graph.model.collector import collector_at_rest
from kinerja_graph.model.completeness import Completeness
from kinerja_graph.render.caption import marks_in_picture, provenance, title
from kinerja_graph.render.embed import page, words_by_language
from kinerja_graph.render.first_screen import first_screen
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import agency_codes, natural_sort_key
from kinerja_graph.render.palette import TINTS, assign_looks
from kinerja_graph.render.picture import add_missing_agencies
from kinerja_graph.render.scene_model import model_of, scene_colours
from kinerja_graph.render.status_colours import VERDICTS
from kinerja_graph.render.still.themes import ThemeName
from kinerja_graph.render.table import SHAPES, rows, sort_marks
from kinerja_graph.render.tables import Tables
from kinerja_graph.render.tree import (
    Tree,
    build_tree,
    is_cross_agency,
    objectives_of_several_agencies,
)
from kinerja_graph.render.view_words import words_for
from kinerja_graph.texts import LANGUAGES, Language, Text

_USUAL: Final = {"vertical", "+", "accepted", None, ""}
"""What a relationship is if nothing is said of it."""


@collector_at_rest()
def html(  # noqa: PLR0913 - each of them is a fact of the page
    network: Network,
    marks: Sequence[Mark],
    *,
    language: Language,
    theme: ThemeName | None = None,
    width: int | None = None,
    rules_digest: str = "",
    completeness: Completeness | None = None,
) -> str:
    """Render ``network`` with its findings: one file, no requests, both languages inside.

    The same network and marks, in any order, give the same text. A picture with a focus has only
    the marks on its boxes; otherwise it has all marks, including those on no box. ``language`` is
    the initial language, ``theme`` its colours (None: light or dark, as the system is), ``width``
    the largest width of the picture in pixels (None: the window); ``rules_digest`` is the SHA-256
    of the rules that produced the marks, ``completeness`` how much of the edition is whole (None:
    not measured).
    """
    marks = sort_marks(marks_in_picture(network, marks))
    network = add_missing_agencies(network, marks)
    tree = build_tree(network)
    model = model_of(network, tree, marks, rules_digest)
    used = {agency for node in tree.boxes for agency in node.agencies}
    words = agency_codes(network.agencies, used)
    facts = provenance(network, rules_digest)
    data = {
        "language": language,
        "provenance": facts,
        "words": words_by_language(words_for(network.view)),
        "agencies": _agencies(network, words),
        "names": dict(sorted(network.agencies.items())),
        "model": model,
        "records": [
            _record(node, box["name"]) for node, box in zip(tree.boxes, model["boxes"], strict=True)
        ],
        "edges": _edges(network, tree),
        "aside": _undrawn_edges(network),
        "marks": [_mark(mark) for mark in marks],
        "first": first_screen(network, marks, tree, completeness),
        "shapes": SHAPES,
        "colours": {name: scene_colours(name) for name in _themes(theme)},
        "theme": theme,
        "width": width,
    }
    say = partial(_say, words_for(network.view), language)
    values = [_told(box["value"], language) for box in model["boxes"]]
    table = rows(tree, marks, words, values)
    tables, left_out = Tables(network.view, language, marks, tree.columns, table, say).carried()
    return page(
        "page.html.jinja",
        data,
        language=language,
        languages=LANGUAGES,
        theme=theme,
        say=say,
        facts=facts,
        title=title(network, language),
        shapes=SHAPES,
        view=network.view,
        tones=_legend_tones(network.view),
        tables=tables,
        left_out=left_out,
    )


def _themes(theme: ThemeName | None) -> tuple[ThemeName, ...]:
    """Return the themes whose colours a page has: a page may be told another one by its host."""
    return ("light", "dark") if theme != "print" else get_args(ThemeName)


def _say(words: Mapping[str, Text], language: Language, key: str, **facts: object) -> str:
    return words[key].say(language, **facts)


def _told(pair: str | list[str], language: Language) -> str:
    return pair if isinstance(pair, str) else pair[LANGUAGES.index(language)]


def _agencies(network: Network, words: dict[str, str]) -> list[dict[str, Any]]:
    looks = assign_looks(network)
    return [
        {
            "id": agency,
            "code": words[agency],
            "name": network.agencies.get(agency, agency),
            "tint": tint,
            "pattern": pattern,
        }
        for agency in sorted(words, key=natural_sort_key)
        for tint, pattern in [looks.get(agency, (len(TINTS), 0))]
    ]


def _undrawn_edges(network: Network) -> list[dict[str, str | None]]:
    """Return the relationships listed in the panel but not drawn."""
    told = ("EXPECTS", "REJECTED_CONTRIBUTION")
    return [
        {"type": edge.type, "from": edge.source, "to": edge.target, "rationale": edge.rationale}
        for edge in sorted(network.edges, key=lambda e: (e.type, e.source, e.target))
        if edge.type in told
    ]


def _record(node: NetworkNode, drawn: str) -> dict[str, Any]:
    """Return what the model does not say of a box, without values that are not set."""
    details = {key: value for key, value in node.details.items() if _is_known(value)}
    name = None if node.name == drawn else node.name
    facts = {
        "rank": node.level,
        "name": name,
        "agencies": node.agencies,
        "owners": node.owners,
        "details": details,
    }
    return {key: value for key, value in facts.items() if value or key == "rank"}


def _is_known(value: object) -> bool:
    return value is not None and not (isinstance(value, float) and not math.isfinite(value))


def _edges(network: Network, tree: Tree) -> list[dict[str, Any]]:
    """Return the relationships of each box by preference: the first leads to its parent."""
    several = objectives_of_several_agencies(network)
    index = {node.id: number for number, node in enumerate(tree.boxes)}
    edges: list[dict[str, Any]] = []
    for number, leaving in enumerate(tree.edges):
        for edge in leaving:
            target = index[edge.target]
            told: dict[str, Any] = {"from": number, "to": target, "type": edge.type}
            if is_cross_agency(edge, tree.boxes[number], tree.boxes[target], several):
                told["dashes"] = True
            facts = {"sign": edge.sign, "status": edge.status, "rationale": edge.rationale}
            told.update({key: value for key, value in facts.items() if value not in _USUAL})
            edges.append(told)
    return edges


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "node": mark.node_id,
        "other": mark.other_id,
        "rule": mark.rule,
        "severity": mark.severity,
        "title": [mark.title.id, mark.title.en],
        "message": [mark.message.id, mark.message.en],
        "remediation": [mark.remediation.id, mark.remediation.en],
    }


def _legend_tones(view: str) -> tuple[str, ...]:
    """Return the tones that the legend of a view explains."""
    if view == "diff":
        return ("removed", "added", "moved", "changed")
    return VERDICTS if view == "evidence" else ("error", "warning", "info")
