"""Render the interactive picture: one offline HTML file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any, Final

from kinerja_graph.analysis.network import Network
from kinerja_graph.model.collector import collector_at_rest
from kinerja_graph.render import layout as sizes
from kinerja_graph.render.caption import marks_in_picture, provenance, title
from kinerja_graph.render.embed import page, words_by_language
from kinerja_graph.render.layout import first_open
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import agency_codes, natural_sort_key
from kinerja_graph.render.palette import TINTS, assign_tints
from kinerja_graph.render.picture import add_missing_agencies, draw
from kinerja_graph.render.status_colours import SIGNS, VERDICTS
from kinerja_graph.render.still.themes import THEMES, ThemeName
from kinerja_graph.render.table import SHAPES, rows, sort_marks
from kinerja_graph.render.tables import Tables
from kinerja_graph.render.view_words import words_for
from kinerja_graph.texts import LANGUAGES, Language, Text

_PLACE: Final = frozenset(("x", "y"))
"""What the page works out itself: it redoes the layout."""


@collector_at_rest()
def html(
    network: Network,
    marks: Sequence[Mark],
    *,
    language: Language,
    theme: ThemeName = "light",
    width: int | None = None,
    rules_digest: str = "",
) -> str:
    """Render ``network`` with its findings: one file, no requests, both languages inside.

    The same network and marks, in any order, give the same text. A picture with a focus has only
    the marks on its boxes; otherwise it has all marks, including those on no box. ``language`` is
    the initial language, ``theme`` its colours, ``width`` the initial width of the whole picture
    in pixels (None: the most readable size); ``rules_digest`` is the SHA-256 of the rules that
    produced the marks.
    """
    marks = sort_marks(marks_in_picture(network, marks))
    network = add_missing_agencies(network, marks)
    picture, tree, layout = draw(network, marks)
    used = {agency for node in tree.boxes for agency in node.agencies}
    words = agency_codes(network.agencies, used)
    facts = provenance(network, rules_digest)
    data = {
        "language": language,
        "provenance": facts,
        "words": words_by_language(words_for(network.view)),
        "agencies": _agencies(network, words),
        "names": dict(sorted(network.agencies.items())),
        "columns": [
            {"key": column.key, "left": column.left, "indents": column.indents}
            for column in layout.columns
        ],
        "nodes": [_omit(node, _PLACE) for node in picture.nodes],
        "edges": [_omit(edge) for edge in picture.edges],
        "aside": _undrawn_edges(network),
        "open": sorted(first_open(tree)),
        "marks": [_mark(mark) for mark in marks],
        "sizes": _sizes(),
        "shapes": SHAPES,
        "colours": _colours(theme),
        "paper": _colours("light") if theme == "dark" else None,
        "width": width,
    }
    say = partial(_say, words_for(network.view), language)
    table = rows(tree, marks, words, language)
    tables = Tables(network.view, language, marks, tree.columns, table, say)
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
        tables=tables.carried(),
        left_out=tables.left_out(),
        whole=tables.whole(),
    )


def _say(words: Mapping[str, Text], language: Language, key: str, **facts: object) -> str:
    return words[key].say(language, **facts)


def _agencies(network: Network, words: dict[str, str]) -> list[dict[str, Any]]:
    tints = assign_tints(network)
    return [
        {
            "id": agency,
            "code": words[agency],
            "name": network.agencies.get(agency, agency),
            "tint": tints.get(agency, len(TINTS)),
        }
        for agency in sorted(words, key=natural_sort_key)
    ]


def _undrawn_edges(network: Network) -> list[dict[str, str | None]]:
    """Return the relationships listed in the panel but not drawn."""
    told = ("EXPECTS", "REJECTED_CONTRIBUTION")
    return [
        {"type": edge.type, "from": edge.source, "to": edge.target, "rationale": edge.rationale}
        for edge in sorted(network.edges, key=lambda e: (e.type, e.source, e.target))
        if edge.type in told
    ]


def _omit(fact: dict[str, Any], keys: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return what the page needs of a box or line, without ``keys`` and values that are not set."""
    return {
        name: value
        for name, value in fact.items()
        if name not in keys and value is not False and value != []
    }


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


def _colours(theme: ThemeName) -> dict[str, Any]:
    """Return the colours of the picture: background and lines, agencies, each tone."""
    look = THEMES[theme]
    plain = ("ground", "band", "ink", "muted", "edge", "line", "cross", "accent")
    return {name: getattr(look, name) for name in plain} | {
        "tints": [[tint.ground, tint.bar] for tint in look.tints],
        "tones": {tone: asdict(look.tones[sign.colour]) for tone, sign in SIGNS.items()},
    }


def _sizes() -> dict[str, int]:
    """Return the lengths and limits of ``layout.py`` that the page needs to redo the layout."""
    names = (
        *("WIDTH", "HEIGHT", "STRIP", "SHORT_LETTERS", "ROW_GAP", "COLUMN_GAP", "INDENT"),
        *("MOST_INDENTS", "APART_GAP", "PAGE", "FIRST_BOXES", "MATRIX_FROM"),
    )
    return {name.lower(): getattr(sizes, name) for name in names}
