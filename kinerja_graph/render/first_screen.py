"""What the first screen of a picture says beside its map: verdict, worst breaks, and a matrix.

The sentences and the order of the breaks are those of an audit and its report.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kinerja_graph.analysis.network import Network, NetworkNode
from kinerja_graph.analysis.upward import Upward, places_of, reached
from kinerja_graph.audit.finding import CIRCLE, MOST_BREAKS, break_order
from kinerja_graph.library.completeness_sentences import completeness_sentence
from kinerja_graph.library.words import count_findings
from kinerja_graph.model.completeness import Completeness
from kinerja_graph.model.schema import CHAIN
from kinerja_graph.numbers import format_number
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import natural_sort_key
from kinerja_graph.render.status_colours import ToneName
from kinerja_graph.render.tree import Tree, preorder
from kinerja_graph.render.view_words import words_for
from kinerja_graph.texts import LANGUAGES, Language, Text, _

MOST_OUTCOMES: Final = 60
"""The most outcomes that have a row: those with the most boxes below them."""
MOST_OF_A_RULE: Final = 2
_AUDITED: Final = ("cascade", "selection", "findings", "organisation")
"""The views whose marks are the findings of an audit."""
_TONES: Final[Mapping[str, Mapping[ToneName, Text]]] = {
    "diff": {
        "removed": _("{number} removed"),
        "moved": _("{number} moved"),
        "changed": _("{number} changed"),
        "added": _("{number} new"),
    },
    "evidence": {
        "against": _("{number} against"),
        "mixed": _("{number} mixed"),
        "supports": _("{number:supports|support}"),
        "too-few": _("{number} with too few years"),
    },
}
"""The views whose marks are changes or verdicts: how many of each tone, the weightiest first."""
_COUNTS: Final[Mapping[str, Text]] = {
    "diff": _("{plan}: {number:change|changes} ({told})."),
    "evidence": _("{plan}: {number:judged link|judged links} ({told})."),
}
_NOTHING: Final[Mapping[str, Text]] = {
    "diff": _("{plan}: nothing has changed."),
    "evidence": _("{plan}: no link has been judged."),
}
_LISTED: Final[Mapping[str, Sequence[ToneName]]] = {
    **dict.fromkeys(_AUDITED, ("error",)),
    "diff": ("removed", "moved", "changed", "added"),
    "evidence": ("against",),
}
"""The tones of the marks that are listed by their weight."""
_RESULTS: Final = ("Objective", "Indicator")
_COUNTED: Final = (*_RESULTS, "Task")


def first_screen(
    network: Network, marks: Sequence[Mark], tree: Tree, completeness: Completeness | None = None
) -> dict[str, Any]:
    """Return what stands beside the map of ``network``, as JSON values.

    Args:
        network: what is drawn.
        marks: its findings, in the order in which the page holds them.
        tree: the same boxes in drawing order; their places name them.
        completeness: how much of the edition is whole; None if it was not measured.

    ``verdict`` and ``whole`` are sentences in Indonesian and English, or None; ``audited`` whether
    the marks are findings of an audit; ``breaks`` the marks that cut off most: place among
    ``marks``, box, and how many records; ``circle`` the rule whose records are not cut off but lead
    into a circle; ``others`` the errors, changes or links that come next: place, box, boxes below,
    and how many there are of their rule; ``matrix`` as ``outcome_matrix``, or None where nothing
    leads up to outcomes.
    """
    is_audited = network.view in _AUDITED
    breaks = worst_breaks(marks, tree) if is_audited else []
    return {
        "verdict": verdict(network, marks),
        "audited": is_audited,
        "whole": None
        if completeness is None
        else [completeness_sentence(completeness, "id"), completeness_sentence(completeness, "en")],
        "breaks": breaks,
        "circle": CIRCLE,
        "others": weightiest(marks, tree, MOST_BREAKS - len(breaks), _LISTED.get(network.view, ())),
        "matrix": None if network.view == "organisation" else outcome_matrix(network, marks, tree),
    }


def verdict(network: Network, marks: Sequence[Mark]) -> list[str] | None:
    """Count the findings, changes or judged links of a picture in a sentence of each language."""
    numbers = Counter[str](mark.severity for mark in marks)
    view = network.view
    if view in _AUDITED:
        return [count_findings(_scope(network, one), numbers, one) for one in LANGUAGES]
    if view not in _TONES:
        return None
    sentences: list[str] = []
    for language in LANGUAGES:
        counts = [
            text.say(language, number=format_number(numbers[tone], language))
            for tone, text in _TONES[view].items()
            if numbers[tone]
        ]
        text = _COUNTS[view] if counts else _NOTHING[view]
        number = format_number(numbers.total(), language)
        told, plan = ", ".join(counts), _scope(network, language)
        sentences.append(text.say(language, plan=plan, number=number, told=told))
    return sentences


def _scope(network: Network, language: Language) -> str:
    """Say what the findings are counted in: the plan, the part drawn, or its units and posts."""
    parts = [f"{network.dataset} {network.edition}"]
    if network.focus:
        parts.append(network.focus)
    if network.view == "organisation":
        parts.append(words_for(network.view)["table.boxes"].say(language))
    return " · ".join(parts)


def worst_breaks(marks: Sequence[Mark], tree: Tree) -> list[list[int]]:
    """Return the marks that cut off most, at most ``MOST_BREAKS``: place, box, how many it cuts."""
    boxes = {node.id: box for box, node in enumerate(tree.boxes)}
    cutting = [
        (break_order(mark.cut_off, mark.rule, mark.node_id, mark.other_id), place, mark)
        for place, mark in enumerate(marks)
        if mark.cut_off and mark.node_id in boxes
    ]
    return [
        [place, boxes[mark.node_id], mark.cut_off or 0]
        for _, place, mark in sorted(cutting, key=lambda one: one[:2])[:MOST_BREAKS]
    ]


def weightiest(
    marks: Sequence[Mark], tree: Tree, most: int, tones: Sequence[ToneName]
) -> list[list[int]]:
    """Return the weightiest marks that cut nothing off, at most ``most`` and two of a rule.

    Only those of ``tones``, and those of the first tone first; where there is one rule, it has the
    list for itself. A box weighs what is below it, four
    for each level above the last, and two for each other result that it contributes to. Each is
    its place, box, the boxes below, and how many its rule has.
    """
    boxes = {node.id: box for box, node in enumerate(tree.boxes)}
    below = [0] * len(tree.boxes)
    for box in reversed(preorder(tree)):
        if tree.parent[box] >= 0:
            below[tree.parent[box]] += below[box] + 1
    listed = [
        (place, boxes[mark.node_id], mark)
        for place, mark in enumerate(marks)
        if mark.severity in tones and not mark.cut_off and mark.node_id in boxes
    ]

    def weight(box: int) -> int:
        levels = len(tree.columns) - 1 - tree.column[box]
        return below[box] + 4 * levels + 2 * max(0, len(tree.edges[box]) - 1)

    def rank(one: tuple[int, int, Mark]) -> tuple[int, int, int]:
        place, box, mark = one
        return tones.index(mark.severity), -weight(box), place

    times = Counter(mark.rule for _, _, mark in listed)
    most_of_a_rule = MOST_OF_A_RULE if len(times) > 1 else most
    told: Counter[str] = Counter()
    chosen: list[list[int]] = []
    for place, box, mark in sorted(listed, key=rank):
        if len(chosen) < most and told[mark.rule] < most_of_a_rule:
            told[mark.rule] += 1
            chosen.append([place, box, below[box], times[mark.rule]])
    return chosen


def outcome_matrix(network: Network, marks: Sequence[Mark], tree: Tree) -> dict[str, Any] | None:
    """Return which agencies stand behind which outcomes; None without results.

    Outcomes are the results of level 0, or of the highest level that there is; an indicator that
    measures one of them belongs to it. ``rows`` hold the box of an outcome (-1: what leads to none
    of them), how many results and tasks are behind it, and its ``cells``: an agency, how many of
    these are its own, and how many of them have an error. Where there is one agency or none, levels
    stand in its place: ``by`` is ``agency`` or ``level``. ``rest`` are the boxes of outcomes
    without a row.
    """
    counted = [node for node in tree.boxes if node.label in _COUNTED]
    outcomes = _outcomes(network, counted)
    if not outcomes:
        return None
    place = {node.id: box for box, node in enumerate(tree.boxes)}
    bits = _bits(network, counted, outcomes)
    broken = {mark.node_id for mark in marks if mark.severity == "error"}
    every = {agency for node in counted for agency in node.agencies}
    by_agency = len(every) > 1
    sizes: Counter[int] = Counter()
    cells: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for node in counted:
        level = tree.columns[tree.column[place[node.id]]]
        keys = (node.agencies or ("",)) if by_agency else (level,)
        for row in bits[node.id]:
            sizes[row] += 1
            for key in keys:
                cells[row][key][0] += 1
                cells[row][key][1] += node.id in broken
    largest = sorted(range(len(outcomes)), key=lambda number: -sizes[number])[:MOST_OUTCOMES]
    shown = sorted(largest, key=lambda number: place[outcomes[number]])
    rows = [
        [place[outcomes[number]], sizes[number], _cells(cells[number], tree, by_agency=by_agency)]
        for number in shown
    ]
    if sizes[-1]:
        rows.append([-1, sizes[-1], _cells(cells[-1], tree, by_agency=by_agency)])
    return {
        "by": "agency" if by_agency else "level",
        "rows": rows,
        "rest": sorted({place[one] for one in outcomes} - {place[outcomes[at]] for at in shown}),
    }


def _outcomes(network: Network, counted: Sequence[NetworkNode]) -> list[str]:
    """Return the ids of the results at the top, without indicators that measure one of them."""
    levels = [node.level for node in counted if node.label in _RESULTS and node.level is not None]
    if not levels:
        return []
    highest = min(levels)
    top = {node.id for node in counted if node.label in _RESULTS and node.level == highest}
    measuring = {
        edge.source
        for edge in network.edges
        if edge.type == "MEASURES" and edge.source in top and edge.target in top
    }
    return sorted(top - measuring, key=natural_sort_key)


def _bits(
    network: Network, counted: Sequence[NetworkNode], outcomes: Sequence[str]
) -> Mapping[str, Sequence[int]]:
    """Return the outcomes that each record is behind, or -1; an outcome is not behind itself."""
    labels = {node.id: node.label for node in counted}
    above: dict[str, list[str]] = defaultdict(list)
    measures: dict[str, set[int]] = defaultdict(set)
    number = {outcome: at for at, outcome in enumerate(outcomes)}
    for edge in network.edges:
        if edge.type not in CHAIN or edge.source not in labels or edge.target not in labels:
            continue
        above[edge.source].append(edge.target)
        if edge.type == "MEASURES" and edge.target in number:
            measures[edge.source].add(number[edge.target])
    reach = reached(Upward(labels, dict(above)), outcomes)
    behind: dict[str, Sequence[int]] = {}
    for name in labels:
        own = {*measures[name], number.get(name, -1)}
        every = [at for at in places_of(reach[name]) if at not in own]
        behind[name] = every if reach[name] else [-1]
    return behind


def _cells(
    counts: Mapping[str, Sequence[int]], tree: Tree, *, by_agency: bool
) -> list[list[str | int]]:
    """Return the cells of a row in the order of agencies, or of columns."""
    keys = (
        sorted(counts, key=natural_sort_key)
        if by_agency
        else sorted(counts, key=tree.columns.index)
    )
    return [[key, *counts[key]] for key in keys]
