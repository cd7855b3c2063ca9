"""Which drawn box stands right above which: by lines, and by boxes that touch.

A line that is glued to its boxes is taken at its word. A loose end belongs to the box that it ends
at or close to, and to none where there are two such. Of two boxes the one nearer to the top of the
tree is above the other; where the tree grows ``right`` that is the left one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

from kinerja_graph.sources.drawings import Box, Connector, Drawing, Point, Shape
from kinerja_graph.sources.wide.folding import begins
from kinerja_graph.sources.wide.plan import Direction, Shapes
from kinerja_graph.sources.wide.shape_texts import (
    INDICATOR_WORDS,
    POST_WORDS,
    is_headed,
    is_indicator,
    level_word,
    take_apart,
)

Role = Literal[
    "result", "indicator", "post", "label", "process", "alone", "empty", "hidden", "unclear"
]
_OPPOSITE: Final[dict[Direction, Direction]] = {"down": "up", "right": "left"}
Unused = Literal["glue", "end", "between", "same", "level"]
"""Why a line ties nothing: glued to no box with text, ends at none, between two, at one alone,
or at two of which none is above the other."""
IN_TREE: Final = frozenset({"result", "indicator"})
_NEAR: Final = 0.25
"""How far a loose end may lie from its box, as a share of the box's smaller side."""
_CLEARLY: Final = 3.0
"""How much farther any other box must lie."""
_BESIDE: Final = 0.5
"""Two boxes that share more of the smaller one's extent are side by side."""
_TOUCH: Final = 0.12
_SAME_WIDTH: Final = 0.8
_SHORT: Final = 60
_FEW_WORDS: Final = 7
_AS_GOOD: Final = 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line and the boxes that it ends at.

    Attributes:
        ends: the two boxes, None where one was not found.
        loose: whether an end was found by where it lies.
        unused: why it ties nothing; None where it may.
    """

    connector: Connector
    ends: tuple[Shape | None, Shape | None]
    loose: bool = False
    unused: Unused | None = None

    def both(self) -> tuple[Shape, Shape] | None:
        """The two boxes, where both are known."""
        first, second = self.ends
        usable = self.unused is None and first is not None and second is not None
        return (first, second) if usable and first and second else None


def tie_lines(drawing: Drawing) -> list[Line]:
    """The lines of a drawing with the boxes that they end at."""
    written = [one for one in drawing.shapes if one.paragraphs and not one.hidden]
    ids: dict[str, list[Shape]] = {}
    for one in drawing.shapes:
        ids.setdefault(one.id, []).append(one)
    return [_tied(one, ids, written) for one in drawing.connectors]


def _tied(connector: Connector, ids: Mapping[str, list[Shape]], written: Sequence[Shape]) -> Line:
    ends: list[Shape | None] = []
    loose = False
    unused: Unused | None = None
    for id_, point in (
        (connector.start_id, connector.start),
        (connector.end_id, connector.end),
    ):
        glued = [] if id_ is None else ids.get(id_, [])
        if len(glued) == 1:
            ends.append(glued[0])
            continue
        if id_ is not None and not glued:
            ends.append(None)
            unused = unused or "glue"
            continue
        found = nearest(point, glued or written)
        loose = True
        ends.append(found[0] if len(found) == 1 else None)
        if len(found) != 1:
            unused = unused or ("between" if found else "end")
    if unused is None and ends[0] is ends[1]:
        unused = "same"
    return Line(connector, (ends[0], ends[1]), loose, unused)


def nearest(point: Point, shapes: Iterable[Shape]) -> list[Shape]:
    """The box at which a point lies; several where it could be any of them, none where none is.

    A box around another that lies there too is what frames it.
    """
    close = [(distance(one.box, point), _reach(one.box), one) for one in shapes]
    close = sorted((each for each in close if each[0] <= each[1]), key=lambda each: each[0])
    boxes = [one.box for _far, _reach, one in close]
    close = [each for each in close if not any(_frames(each[2].box, box) for box in boxes)]
    if len(close) < 2:  # noqa: PLR2004
        return [one for _far, _reach, one in close]
    first, reach, box = close[0]
    limit = max(first * _CLEARLY, reach / 5)
    return [box, *(one for far, _reach, one in close[1:] if far <= limit)]


def distance(box: Box, point: Point) -> float:
    """How far a point lies from the edge of a box, or from the box where it is outside.

    What lies inside lies at its edge: a line that runs into a box ends at it.
    """
    across = max(box.left - point[0], 0, point[0] - box.right)
    down = max(box.top - point[1], 0, point[1] - box.bottom)
    return float((across**2 + down**2) ** 0.5)


def _frames(outer: Box, inner: Box) -> bool:
    """Whether a box lies all around another."""
    return (
        outer.left < inner.left
        and outer.top < inner.top
        and inner.right < outer.right
        and inner.bottom < outer.bottom
    )


def _reach(box: Box) -> float:
    return _NEAR * min(box.right - box.left, box.bottom - box.top)


def along(box: Box, direction: Direction) -> tuple[float, float]:
    """Where a box begins and ends on the way from the top of the tree."""
    match direction:
        case "down":
            return box.top, box.bottom
        case "up":
            return -box.bottom, -box.top
        case "right":
            return box.left, box.right
        case "left":
            return -box.right, -box.left


def across(box: Box, direction: Direction) -> tuple[float, float]:
    """Where a box begins and ends across that way."""
    return (box.left, box.right) if direction in {"down", "up"} else (box.top, box.bottom)


def shared(first: tuple[float, float], second: tuple[float, float]) -> float:
    """How much of the shorter of two stretches lies in the other, from 0 to 1."""
    shorter = min(first[1] - first[0], second[1] - second[0])
    both = min(first[1], second[1]) - max(first[0], second[0])
    if shorter <= 0:
        return 1.0 if both >= 0 else 0.0
    return max(0.0, both / shorter)


def above(first: Shape, second: Shape, direction: Direction) -> tuple[Shape, Shape] | None:
    """Two boxes, the upper one first; None where they are side by side."""
    one, other = along(first.box, direction), along(second.box, direction)
    if shared(one, other) > _BESIDE:
        return None
    return (first, second) if sum(one) < sum(other) else (second, first)


@dataclass(frozen=True, slots=True)
class LikelyDirection:
    """The way on which a tree seems to grow from its top.

    Attributes:
        by: what says at which of two ends the top is: the drawing, or only custom.
        against: upper and lower box of the lines that say the opposite; ``form_against``: whether
            the form of the tree does.
    """

    way: Direction
    by: Literal["drawing", "custom"]
    against: tuple[tuple[Shape, Shape], ...] = ()
    form_against: bool = False


def likely_direction(lines: Sequence[Line]) -> LikelyDirection | None:
    """The way on which a tree grows from its top, by its lines; None where that is unclear."""
    pairs = [both for line in lines if (both := line.both()) is not None]
    fits = {way: sum(above(*pair, way) is not None for pair in pairs) for way in ("down", "right")}
    way = _axis(pairs, lines, fits)
    if way is None:
        return None
    found = [each for pair in pairs if (each := above(*pair, way)) is not None]
    said = [*_by_words(found), *_by_indicators(found)]
    form = _turned_by_form(found)
    votes = [fits for _pair, fits in said]
    if votes and sum(votes) * 2 != len(votes):
        turned: bool | None = sum(votes) * 2 < len(votes)
    else:
        turned = form
    if turned is None:
        return LikelyDirection(way, "custom", tuple(pair for pair, fits in said if not fits))
    against = tuple(pair for pair, fits in said if fits == turned)
    return LikelyDirection(
        _OPPOSITE[way] if turned else way,
        "drawing",
        tuple((lower, upper) for upper, lower in against) if turned else against,
        form_against=form is not None and form != turned,
    )


Pair: TypeAlias = tuple[Shape, Shape]


def _by_words(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, bool]]:
    """Boxes with words of different levels on one way down, and whether the higher is above.

    A box without such a word between them is passed over.
    """
    below: dict[Shape, list[Shape]] = {}
    for upper, lower in pairs:
        below.setdefault(upper, []).append(lower)
    for upper, lowers in below.items():
        level = level_word(upper.text)
        waiting = list(lowers) if level is not None else []
        seen = {upper}
        for lower in waiting:
            if lower in seen:
                continue
            seen.add(lower)
            other = level_word(lower.text)
            if other is None:
                waiting.extend(below.get(lower, ()))
            elif level is not None and other != level:
                yield (upper, lower), level < other


def _by_indicators(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, bool]]:
    """Boxes of an indicator at the end of one line, and whether it is below the result there."""
    times = Counter(box for pair in pairs for box in pair)
    for upper, lower in pairs:
        own = [is_indicator(one.paragraphs, INDICATOR_WORDS) for one in (upper, lower)]
        if own[0] != own[1] and times[lower if own[1] else upper] == 1:
            yield (upper, lower), own[1]


def _turned_by_form(pairs: Sequence[Pair]) -> bool | None:
    """Whether the form of a tree says that its top is at the other end: one stands above many."""
    several_above = len(pairs) - len({lower for _upper, lower in pairs})
    several_below = len(pairs) - len({upper for upper, _lower in pairs})
    return None if several_above == several_below else several_above > several_below


def _axis(
    pairs: Sequence[tuple[Shape, Shape]], lines: Sequence[Line], fits: Mapping[str, int]
) -> Literal["down", "right"] | None:
    most = max(fits.values())
    good = [way for way, number in fits.items() if number >= _AS_GOOD * most]
    if len(good) == 1:
        return "down" if good[0] == "down" else "right"
    if all(_same_way(pair) for pair in pairs):
        return "down"
    upright = [_upright(box, point) for line in lines for box, point in _ends(line)]
    votes = [one for one in upright if one is not None]
    if votes and sum(votes) * 3 >= len(votes) * 2:
        return "down"
    return "right" if votes and sum(votes) * 3 <= len(votes) else None


def _same_way(pair: tuple[Shape, Shape]) -> bool:
    down = above(*pair, "down")
    return down is not None and down == above(*pair, "right")


def _ends(line: Line) -> Iterator[tuple[Shape, Point]]:
    if line.both() is not None:
        points = line.connector.start, line.connector.end
        yield from ((box, at) for box, at in zip(line.ends, points, strict=True) if box)


def _upright(box: Shape, point: Point) -> bool | None:
    """Whether a line leaves a box by its upper or lower side; None at a corner."""
    side = min(abs(point[0] - box.box.left), abs(point[0] - box.box.right))
    end = min(abs(point[1] - box.box.top), abs(point[1] - box.box.bottom))
    return None if side == end else end < side


@dataclass(slots=True)
class ShapeTree:
    """A drawing understood.

    Attributes:
        direction: where the tree grows from its top.
        roles: what each box is.
        parents: the boxes right above each, as lines say it.
        touching: the box above each that it touches, without a line.
        lines: all lines; those that tie nothing say why.
        tied: upper and lower box of each line that ties two.
    """

    direction: Direction
    roles: dict[Shape, Role] = field(default_factory=dict[Shape, Role])
    parents: dict[Shape, list[Shape]] = field(default_factory=dict[Shape, list[Shape]])
    touching: dict[Shape, Shape] = field(default_factory=dict[Shape, Shape])
    lines: list[Line] = field(default_factory=list[Line])
    tied: list[tuple[Line, Shape, Shape]] = field(default_factory=list[tuple[Line, Shape, Shape]])

    def results(self) -> list[Shape]:
        """The boxes of the tree, from its top; those on one height from the left."""
        found = [one for one, role in self.roles.items() if role in IN_TREE]
        return sorted(found, key=self.place)

    def place(self, shape: Shape) -> tuple[float, float]:
        """Where a box stands on the way from the top, and across it."""
        return along(shape.box, self.direction)[0], across(shape.box, self.direction)[0]

    def over(self, shape: Shape) -> list[Shape]:
        """The boxes right above one, by lines or by touch."""
        touched = self.touching.get(shape)
        return [*self.parents.get(shape, ()), *([] if touched is None else [touched])]


def understand(drawing: Drawing, given: Shapes) -> ShapeTree:
    """The tree of a drawing, as a map says what its boxes are."""
    tree = ShapeTree(given.direction, lines=tie_lines(drawing))
    of: dict[Shape, list[tuple[Shape, Shape]]] = {}
    for line in tree.lines:
        both = line.both()
        for end in both or ():
            of.setdefault(end, []).append(both or (end, end))
    tree.roles = {one: _role(one, of.get(one, ()), given) for one in drawing.shapes}
    _doubt_labels(tree, of)
    tree.lines = [_hang(line, tree) for line in tree.lines]
    for uppers in tree.parents.values():
        uppers.sort(key=tree.place)
    _drop_untied(tree)
    if given.touching:
        tree.touching = dict(_touches(tree))
    return tree


def _doubt_labels(tree: ShapeTree, of: Mapping[Shape, object]) -> None:
    """A box joined only to what is beside it heads a row where it lies outside the whole tree."""
    stretches = [across(one.box, tree.direction) for one in tree.results()]
    for one, role in tree.roles.items():
        place = across(one.box, tree.direction)
        if role == "label" and one in of and any(shared(place, each) for each in stretches):
            tree.roles[one] = "unclear"


def _hang(line: Line, tree: ShapeTree) -> Line:
    """Ties the boxes of a line, where both are of the tree; the line, with why it ties nothing."""
    both = line.both()
    if both is None or not all(tree.roles[one] in IN_TREE for one in both):
        return line
    found = _ordered(*both, tree)
    if found is None:
        return replace(line, unused="level")
    upper, lower = found
    tree.tied.append((line, upper, lower))
    if upper not in tree.parents.setdefault(lower, []):
        tree.parents[lower].append(upper)
    return line


def _role(shape: Shape, pairs: Sequence[tuple[Shape, Shape]], given: Shapes) -> Role:
    """What a box is, by its text and by how its lines run."""
    if shape.hidden or not shape.paragraphs:
        return "hidden" if shape.hidden else "empty"
    if is_headed(shape.paragraphs, given.aside):
        return "process"
    said = take_apart(shape.paragraphs, given.indicators)
    short = len(shape.text) <= _SHORT and len(shape.text.split()) <= _FEW_WORDS
    heading = short and level_word(shape.text) is None and not said.indicators
    if heading and begins(shape.text, POST_WORDS):
        return "post"
    if pairs and all(above(*pair, given.direction) is None for pair in pairs):
        return _beside(shape, pairs, given, heading=heading)
    if said.name:
        return "result"
    return "indicator" if said.indicators else "label"


def _beside(
    shape: Shape, pairs: Sequence[tuple[Shape, Shape]], given: Shapes, *, heading: bool
) -> Role:
    """What a box is that is joined only to what stands beside it: result and indicator fit."""
    own = is_indicator(shape.paragraphs, given.indicators)
    others = (first if second is shape else second for first, second in pairs)
    if any(own != is_indicator(one.paragraphs, given.indicators) for one in others):
        return "indicator" if own else "result"
    return "label" if heading else "unclear"


def _ordered(first: Shape, second: Shape, tree: ShapeTree) -> tuple[Shape, Shape] | None:
    """Upper and lower box of a line; an indicator beside a result is below it."""
    found = above(first, second, tree.direction)
    if found is not None or tree.roles[first] == tree.roles[second]:
        return found
    return (second, first) if tree.roles[first] == "indicator" else (first, second)


def _drop_untied(tree: ShapeTree) -> None:
    """A box that no line ties, and that touches none which one ties, is set aside."""
    tied = {one for _line, *both in tree.tied for one in both}
    waiting = {one for one in tree.results() if one not in tied}
    found = tied
    while found:
        found = {
            one
            for one in waiting
            if any(_touch(other, one, tree) or _touch(one, other, tree) for other in tied)
        }
        tied |= found
        waiting -= found
    for one in waiting:
        tree.roles[one] = "alone"


def _touches(tree: ShapeTree) -> Iterator[tuple[Shape, Shape]]:
    """Boxes without a line above them, each with the one box that it touches from below."""
    boxes = tree.results()
    found: dict[Shape, list[Shape]] = {}
    for lower in boxes:
        if not tree.parents.get(lower):
            found[lower] = [upper for upper in boxes if _touch(upper, lower, tree)]
    taken = [upper for uppers in found.values() for upper in uppers]
    for lower, uppers in found.items():
        if len(uppers) == 1 and taken.count(uppers[0]) == 1:
            yield lower, uppers[0]


def _touch(upper: Shape, lower: Shape, tree: ShapeTree) -> bool:
    """Whether one box stands right on top of another of the same breadth."""
    if upper is lower:
        return False
    one, other = along(upper.box, tree.direction), along(lower.box, tree.direction)
    wide, broad = across(upper.box, tree.direction), across(lower.box, tree.direction)
    sizes = sorted((wide[1] - wide[0], broad[1] - broad[0]))
    smaller = min(one[1] - one[0], other[1] - other[0])
    return (
        abs(other[0] - one[1]) <= _TOUCH * smaller
        and sizes[0] >= _SAME_WIDTH * sizes[1]
        and shared(wide, broad) >= _SAME_WIDTH
    )


@dataclass(frozen=True, slots=True)
class Depths:
    """How far each box stands below the top of the tree.

    Attributes:
        of: the steps; none of a box that hangs on nothing and stands on no row of the tree.
        rows: boxes below no other whose steps are those of the row on which they stand.
        lost: boxes below no other that stand on no one row.
    """

    of: Mapping[Shape, int]
    rows: tuple[Shape, ...] = ()
    lost: tuple[Shape, ...] = ()


def depths(tree: ShapeTree) -> Depths:
    """The steps from the top: a box that touches its upper one is on its step.

    An indicator is on the step of what it measures.
    """
    boxes = tree.results()
    below: dict[Shape, list[Shape]] = {}
    for lower in boxes:
        for upper in tree.over(lower):
            below.setdefault(upper, []).append(lower)
    roots = [one for one in boxes if not tree.over(one)]
    if not roots:
        return Depths({})
    sizes = {root: len(_reached(root, below)) for root in roots}
    first = max(roots, key=lambda root: sizes[root])
    steps: dict[Shape, int] = {}
    _walk(first, 0, tree, below, steps)
    rows: list[Shape] = []
    lost: list[Shape] = []
    for root in roots:
        if root is first:
            continue
        place = along(root.box, tree.direction)
        known = {
            step
            for one, step in steps.items()
            if tree.roles[one] == "result"
            and one not in tree.touching
            and shared(place, along(one.box, tree.direction)) > _BESIDE
        }
        if len(known) == 1:
            rows.append(root)
            _walk(root, known.pop(), tree, below, steps)
        else:
            lost.append(root)
    return Depths(steps, tuple(rows), tuple(lost))


def _reached(root: Shape, below: Mapping[Shape, list[Shape]]) -> set[Shape]:
    found = {root}
    waiting = [root]
    for one in waiting:
        fresh = [each for each in below.get(one, ()) if each not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return found


def _walk(
    root: Shape,
    step: int,
    tree: ShapeTree,
    below: Mapping[Shape, list[Shape]],
    steps: dict[Shape, int],
) -> None:
    """Counts on from ``root``; a box that is reached on several ways is on the longest."""
    waiting = [(root, step)]
    for one, at in waiting:
        if steps.get(one, -1) >= at or at > len(tree.roles):
            continue
        steps[one] = at
        for lower in below.get(one, ()):
            measures = tree.roles[lower] == "indicator" and tree.roles[one] == "result"
            same = measures or tree.touching.get(lower) is one
            waiting.append((lower, at if same else at + 1))
