"""Boxes that stand on several drawn sheets: one where nothing says otherwise, else two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.drawings import Shape
from kinerja_graph.sources.wide.folding import name_fold
from kinerja_graph.sources.wide.grid import Matrix
from kinerja_graph.sources.wide.guess_owner import office_in
from kinerja_graph.sources.wide.shape_tree import Depths, ShapeTree
from kinerja_graph.texts import Text, _

_GOES_ON: Final = re.compile(
    r"\s*[(\[]?\s*\b(?:lanjutan|sambungan|continued)\b(?:\s+(?:dari|from)\b[^)\]]*)?\s*[)\]]?\s*:?\s*",
    re.IGNORECASE,
)
"""What a box says beside its text where it goes on from another sheet."""
_NOWHERE: Final = 1_000_000
"""The step of a box without one."""
_SEVERAL: Final = _("several boxes have this text")
_ROLES: Final = _("one is a result, the other an indicator")
_PARENTS: Final = _("they stand below different boxes")
_STEPS: Final = _("they stand on different levels")
_AGENCIES: Final = _("the sheets name different agencies")


@dataclass(frozen=True, slots=True)
class DrawnTree:
    """The tree of a sheet."""

    matrix: Matrix
    tree: ShapeTree
    depths: Depths


@dataclass(slots=True)
class Repeats:
    """Which boxes of later sheets stand on an earlier one too.

    Attributes:
        same: the first box of each that is one with it.
        apart: boxes that have the text of one on an earlier sheet but are another, that one, why.
        unfound: boxes that go on from another sheet on which no box has their text.
        offsets: by sheet how many steps its top stands below the top of the whole tree.
    """

    same: dict[Shape, Shape] = field(default_factory=dict[Shape, Shape])
    apart: list[tuple[Shape, Shape, Text]] = field(default_factory=list[tuple[Shape, Shape, Text]])
    unfound: list[Shape] = field(default_factory=list[Shape])
    offsets: list[int] = field(default_factory=list[int])


def find_repeats(trees: Sequence[DrawnTree]) -> Repeats:
    """Return the boxes that sheets repeat, the upper ones of each sheet first."""
    found = Repeats()
    first: dict[str, list[tuple[int, Shape]]] = {}
    offices = [_offices(one.matrix) for one in trees]
    for number, one in enumerate(trees):
        boxes = one.tree.results()
        times = Counter(map(_text, boxes))
        offset: int | None = None
        for box in boxes:
            earlier = first.get(_text(box), [])
            if not earlier:
                if number and _text(box) != name_fold(box.text):
                    found.unfound.append(box)
                continue
            at, upper = earlier[0]
            why = _SEVERAL if times[_text(box)] + len(earlier) > 2 else None  # noqa: PLR2004
            if offices[at] and offices[number] and offices[at] != offices[number]:
                why = why or _AGENCIES
            why = why or _against((trees[at], upper), (one, box), found.same)
            step = _step_of(trees[at], upper, one, box) + found.offsets[at]
            if why is None and (step < 0 or offset not in {None, step}):
                why = _STEPS
            if why is None:
                offset = step
                found.same[box] = upper
            else:
                found.apart.append((box, upper, why))
        found.offsets.append(offset or 0)
        for box in boxes:
            if box not in found.same:
                first.setdefault(_text(box), []).append((number, box))
    return found


def _step_of(one: DrawnTree, upper: Shape, other: DrawnTree, box: Shape) -> int:
    """Return how many steps one sheet's top is below another's if two boxes are the same."""
    return one.depths.of.get(upper, -_NOWHERE) - other.depths.of.get(box, _NOWHERE)


def _against(
    first: tuple[DrawnTree, Shape], again: tuple[DrawnTree, Shape], same: Mapping[Shape, Shape]
) -> Text | None:
    """Return the objections to treating two boxes of equal text as the same."""
    (one, upper), (other, box) = first, again
    if one.tree.roles[upper] != other.tree.roles[box]:
        return _ROLES
    over = {same.get(each, each) for each in other.tree.over(box)}
    mine = set(one.tree.over(upper))
    at_the_top = not over and other.tree.roles[box] == "result"
    return None if at_the_top or (over and over == mine) else _PARENTS


def _text(box: Shape) -> str:
    """Return the text of a box for comparison, without the mark of a continuation."""
    return name_fold(_GOES_ON.sub(" ", box.text))


def _offices(matrix: Matrix) -> set[str]:
    """Return the agencies that a sheet names in its cells."""
    cells = (cell_text(cell) or "" for row in matrix.rows.values() for cell in row.values())
    return {name_fold(name) for text in cells if (name := office_in(text))}
