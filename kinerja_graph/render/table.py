"""The table equivalent of a picture: the same facts for screen readers, print and no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kinerja_graph.analysis.network import Detail, NetworkNode
from kinerja_graph.numbers import Amount, format_number, format_numbers
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.status_colours import ORDER, SIGNS
from kinerja_graph.render.tree import MISSING, Tree, preorder
from kinerja_graph.render.words import WORDS
from kinerja_graph.texts import Language

SHAPES = {tone: sign.shape for tone, sign in SIGNS.items()}
"""The shape of each tone: colour alone never conveys it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One box of the picture as a row; ``marks`` are indexes into the list of marks."""

    box: int
    id: str
    name: str
    kind: str
    column: str
    agencies: str
    value: str
    above: str
    marks: tuple[int, ...]


def rows(
    tree: Tree, marks: Sequence[Mark], codes: Mapping[str, str], values: Sequence[str]
) -> list[Row]:
    """Make a row for every result and task, in drawing order; ``values`` are their numbers."""
    marked: dict[str, list[int]] = {}
    for place, mark in enumerate(marks):
        marked.setdefault(mark.node_id, []).append(place)
    return [
        Row(
            box=box,
            id=node.id,
            name=node.name,
            kind=node.label,
            column=tree.columns[tree.column[box]],
            agencies=", ".join(codes.get(agency, agency) for agency in node.agencies),
            value=values[box],
            above=", ".join(dict.fromkeys(edge.target for edge in tree.edges[box])),
            marks=tuple(marked.get(node.id, ())),
        )
        for box in preorder(tree)
        if (node := tree.boxes[box]).label != MISSING
    ]


def sort_marks(marks: Sequence[Mark]) -> list[Mark]:
    """Sort marks by severity, rule, subject and far end, as the audit sorts its findings."""
    return sorted(
        marks,
        key=lambda m: (ORDER.index(m.severity), m.rule, m.node_id, m.other_id or ""),
    )


def value(node: NetworkNode, language: Language, *, units: bool = True) -> str:
    """Format the numbers of a box: ``46 / 53 %`` is realisation and target.

    For a task these are its output and standard time; empty if nothing is known. Without ``units``
    only the numbers are given, for where there is no room.
    """
    details = node.details
    if node.label == "Position":
        return _rung(details, language)
    if node.label == "Task":
        unit = details.get("output_unit") if units else None
        (output,) = _format_side_by_side([_number(details, "output_quantity")], language)
        output = _with_unit(output, unit)
        return " · ".join(part for part in (output, _time(details, language)) if part)
    unit = details.get("measure_unit") if units else None
    target, real = _format_side_by_side(
        [_target(details), _number(details, "realisation")], language
    )
    if target and real:
        return _with_unit(f"{real} / {target}", unit)
    if target:
        return WORDS["target.only"].say(language, v=_with_unit(target, unit))
    return WORDS["real.only"].say(language, v=_with_unit(real, unit)) if real else ""


def _rung(details: Mapping[str, Detail], language: Language) -> str:
    """Name a position's ladder, its rung, and whether higher rungs supervise; else its unit."""
    ladder = " ".join(str(details[key]) for key in ("ladder", "rung") if details.get(key))
    ladder = ladder or str(details.get("unit") or "")
    supervised = details.get("supervised")
    if not details.get("ladder") or supervised is None:
        return ladder
    how = "ladder.supervised" if supervised else "ladder.free"
    return f"{ladder} · {WORDS[how].say(language)}"


def _number(details: Mapping[str, Detail], key: str) -> float | None:
    value = details.get(key)
    return value if isinstance(value, int | float) else None


def _target(details: Mapping[str, Detail]) -> Amount:
    low, high = _number(details, "target_low"), _number(details, "target_high")
    return _number(details, "target") if low is None or high is None else (low, high)


def _format_side_by_side(values: Sequence[Amount], language: Language) -> list[str]:
    """Format the numbers side by side; an unknown one is empty."""
    told = format_numbers(values, language)
    return ["" if value is None else text for value, text in zip(values, told, strict=True)]


def _time(details: Mapping[str, Detail], language: Language) -> str:
    minutes = _number(details, "duration_minutes")
    if minutes is None:
        return ""
    if minutes >= 60 and minutes % 30 == 0:  # noqa: PLR2004 - minutes of an hour
        return WORDS["value.hours"].say(language, n=minutes / 60)
    return WORDS["value.minutes"].say(language, n=format_number(minutes, language))


def _with_unit(number: str, unit: Detail) -> str:
    return f"{number} {unit}" if number and unit else number
