"""What a picture is drawn from: the boxes of a plan, their words, and how wide letters are.

``assets/js/scene/types.d.ts`` describes the same; both languages are inside.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from kinerja_graph.analysis.network import Network, NetworkNode
from kinerja_graph.render.caption import marks_in_picture, provenance, title
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import agency_codes, natural_sort_key
from kinerja_graph.render.palette import TINTS, assign_looks
from kinerja_graph.render.picture import add_missing_agencies
from kinerja_graph.render.status_colours import ORDER, SIGNS, is_loud
from kinerja_graph.render.still.fonts import letter_widths
from kinerja_graph.render.still.letters import clean
from kinerja_graph.render.still.themes import THEMES, ThemeName
from kinerja_graph.render.still.words import still_words
from kinerja_graph.render.table import sort_marks, value
from kinerja_graph.render.tree import (
    MISSING,
    Tree,
    build_tree,
    is_cross_agency,
    objectives_of_several_agencies,
)
from kinerja_graph.texts import Language, Text

_LONGEST: Final = 320
"""The longest name that is set, in letters."""
_WORDS: Final = (
    "said.below",
    "map.also",
    "missing",
    "map.inside",
    "map.parentless",
    "map.parentless.one",
    "map.ends",
    "map.ends.one",
    "map.skipped",
    "nothing",
    "apart",
    "legend.tree",
    "legend.cross",
    "value.pair",
)
_SIGNS: Final = "…-·/0123456789 "
"""Letters that the scene adds to words: where it cuts or breaks them, and between numbers."""

Pair = str | list[str]
"""A text in Indonesian and English; one string where both are alike."""


def scene_model(
    network: Network, marks: Sequence[Mark], *, rules_digest: str = ""
) -> dict[str, Any]:
    """Return what the scene of ``network`` with its findings is drawn from, as JSON values.

    Boxes are numbered in the order of ``build_tree``. The same network and marks, in any order,
    give the same model. ``rules_digest`` is the SHA-256 of the rules behind the marks.
    """
    marks = sort_marks(marks_in_picture(network, marks))
    network = add_missing_agencies(network, marks)
    return model_of(network, build_tree(network), marks, rules_digest)


def model_of(
    network: Network, tree: Tree, marks: Sequence[Mark], rules_digest: str = ""
) -> dict[str, Any]:
    """Return the model of a picture whose tree is known: sorted marks, missing agencies added."""
    used = sorted({one for node in tree.boxes for one in node.agencies}, key=natural_sort_key)
    codes = agency_codes(network.agencies, used)
    looks = assign_looks(network)
    plain = len(TINTS), 0
    titles: dict[str, tuple[int, Pair]] = {}
    for mark in marks:
        titles.setdefault(
            _key(mark), (len(titles), _pair(clean(mark.title.id), clean(mark.title.en)))
        )
    words = still_words(network.view)
    model: dict[str, Any] = {
        "boxes": _boxes(network, tree, marks, used, {key: at for key, (at, _) in titles.items()}),
        "columns": list(tree.columns),
        "agencies": [
            {
                "code": clean(codes[one]),
                "name": clean(network.agencies.get(one, one)),
                "tint": tint,
                "pattern": pattern,
            }
            for one in used
            for tint, pattern in [looks.get(one, plain)]
        ],
        "plain": len(TINTS),
        "tones": [
            {
                "name": tone,
                "shape": SIGNS[tone].shape,
                "colour": SIGNS[tone].colour,
                "loud": is_loud(tone),
            }
            for tone in ORDER
        ],
        "titles": [pair for _, pair in titles.values()],
        "words": {
            key: _text(words[key])
            for key in (
                *_WORDS,
                *(f"column.{column}" for column in tree.columns),
                *(f"severity.{tone}" for tone in ORDER if any(m.severity == tone for m in marks)),
            )
        },
        "whole": network.view == "cascade" and network.focus is None,
        "about": _about(network, tree, marks, words, rules_digest),
    }
    return model | _fonts(model)


def scene_colours(theme: ThemeName) -> dict[str, str]:
    """Return the colours (hex) of a theme by the names that marks of a scene use."""
    look = THEMES[theme]
    plain = ("ground", "band", "ink", "muted", "edge", "line", "cross", "accent")
    colours = {name: getattr(look, name) for name in plain}
    colours["quiet"] = _mix(look.ink, look.ground, 0.84)
    colours["faint"] = _mix(look.muted, look.ground, 0.85)
    colours["faint.ground"] = look.band
    colours["faint.bar"] = _mix(look.edge, look.ground, 0.5)
    colours["faint.patch"] = _mix(look.edge, look.ground, 0.25)
    colours["hatch.ground"] = _mix(look.tones["red"].ground, look.ground, 0.25)
    colours["hatch.line"] = _mix(look.tones["red"].line, look.ground, 0.3)
    for number, tint in enumerate(look.tints):
        colours[f"tint{number}.ground"] = tint.ground
        colours[f"tint{number}.bar"] = tint.bar
        colours[f"tint{number}.patch"] = _mix(tint.bar, look.ground, 0.27)
    for name, tone in look.tones.items():
        colours[f"{name}.ink"] = tone.ink
        colours[f"{name}.ground"] = tone.ground
        colours[f"{name}.line"] = tone.line
    return colours


def _about(
    network: Network,
    tree: Tree,
    marks: Sequence[Mark],
    words: Mapping[str, Text],
    rules_digest: str,
) -> dict[str, Any]:
    """Return what surrounds a still picture: title, focus, description, provenance."""
    counts: Counter[str] = Counter(mark.severity for mark in marks)
    names = {node.id: node.name for node in tree.boxes}
    focus = "" if network.focus is None else f"{network.focus} · {names.get(network.focus, '')}"
    real = sum(node.label != MISSING for node in tree.boxes)

    def both(say: Callable[[Language], str]) -> Pair:
        return _pair(clean(say("id")), clean(say("en")))

    def described(language: Language) -> str:
        told = ", ".join(
            f"{words[f'severity.{tone}'].say(language)} {counts[tone]}"
            for tone in ORDER
            if counts[tone]
        )
        none = words["findings.none"].say(language)
        return words["described"].say(language, n=real, told=told or none)

    def fact(key: str, value: str) -> Pair:
        return both(lambda language: f"{words[f'provenance.{key}'].say(language)}: {value}")

    return {
        "title": both(lambda language: title(network, language)),
        "scope": both(
            lambda language: words["scope.chain"].say(language, name=focus) if focus else ""
        ),
        "described": both(described),
        "counts": [counts[tone] for tone in ORDER],
        "provenance": [fact(*one) for one in provenance(network, rules_digest).items()],
    }


def _boxes(
    network: Network,
    tree: Tree,
    marks: Sequence[Mark],
    used: Sequence[str],
    titles: dict[str, int],
) -> list[dict[str, Any]]:
    index = {node.id: number for number, node in enumerate(tree.boxes)}
    agencies = {agency: number for number, agency in enumerate(used)}
    several = objectives_of_several_agencies(network)
    found: dict[str, list[list[int]]] = {}
    for mark in marks:
        pair = [ORDER.index(mark.severity), titles[_key(mark)]]
        found.setdefault(mark.node_id, []).append(pair)
    boxes: list[dict[str, Any]] = []
    for number, node in enumerate(tree.boxes):
        parent, edges = tree.parent[number], tree.edges[number]
        also = {
            index[edge.target]: is_cross_agency(edge, node, tree.boxes[index[edge.target]], several)
            for edge in edges[1 if parent >= 0 else 0 :]
            if index[edge.target] != parent
        }
        boxes.append(
            {
                "id": node.id,
                "name": _name(node),
                "kind": node.label,
                "column": tree.column[number],
                "parent": parent,
                "agency": next((agencies[one] for one in node.agencies), -1),
                "value": _pair(clean(value(node, "id")), clean(value(node, "en"))),
                "marks": sorted(found.get(node.id, [])),
                "also": [list(one) for one in also.items()],
                "measures": parent >= 0 and edges[0].type == "MEASURES",
            }
        )
    return boxes


def _name(node: NetworkNode) -> str:
    name = clean(node.name)
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"


def _key(mark: Mark) -> str:
    return f"{mark.rule}\u001f{mark.title.en}"


def _pair(indonesian: str, english: str) -> Pair:
    return indonesian if indonesian == english else [indonesian, english]


def _text(text: Text) -> Pair:
    return _pair(text.id, text.en)


def _fonts(model: dict[str, Any]) -> dict[str, Any]:
    """Return the widths of all letters of a model: those of ``still/fonts.py``."""
    letters = sorted(set(clean(json.dumps(model, ensure_ascii=False))) | set(_SIGNS))
    regular, units = letter_widths(letters, bold=False)
    bold, _ = letter_widths(letters, bold=True)
    text = "".join(letters)
    return {
        "units": units,
        "regular": {"letters": text, "advances": regular[:-1], "other": regular[-1]},
        "bold": {"letters": text, "advances": bold[:-1], "other": bold[-1]},
    }


def _mix(colour: str, ground: str, share: float) -> str:
    """Mix two colours (hex): ``share`` of the first, from 0 to 1."""
    parts = (
        int(int(colour[at : at + 2], 16) * share + int(ground[at : at + 2], 16) * (1 - share) + 0.5)
        for at in (1, 3, 5)
    )
    return f"#{bytes(parts).hex()}"
