"""Which drawn box stands right above which: by lines, and by boxes that touch.

Of two boxes that a line joins the one nearer to the top of the tree is above the other; where the
tree grows ``right`` that is the left one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from kinerja_graph.sources.drawings import Box, Drawing, Point, Shape
from kinerja_graph.sources.wide.folding import begins
from kinerja_graph.sources.wide.plan import Direction, Shapes
from kinerja_graph.sources.wide.shape_lines import (
    Junction,
    Line,
    Pair,
    Unused,
    above,
    across,
    along,
    beside,
    shared,
    tie_lines,
)
from kinerja_graph.sources.wide.shape_texts import (
    INDICATOR_WORDS,
    POST_WORDS,
    is_headed,
    is_indicator,
    level_word,
    plain_text,
    take_apart,
)

Role = Literal[
    "result", "indicator", "post", "label", "process", "alone", "empty", "hidden", "unclear"
]
Axis = Literal["down", "right"]
Heads = Literal["upper", "lower", "both"]
_AXES: Final[tuple[Axis, Axis]] = ("down", "right")
_OPPOSITE: Final[dict[Axis, Direction]] = {"down": "up", "right": "left"}
IN_TREE: Final = frozenset({"result", "indicator"})
_TOUCH: Final = 0.12
_SAME_WIDTH: Final = 0.8
_SHORT: Final = 60
_FEW_WORDS: Final = 7
_AS_GOOD: Final = 0.8
_IN_DOUBT: Final[frozenset[Unused | None]] = frozenset({"glue", "end", "between", "junction"})
"""Why a line is not used that may still lead from a box to one above it."""


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
    against: tuple[Pair, ...] = ()
    form_against: bool = False


def likely_direction(lines: Sequence[Line]) -> LikelyDirection | None:
    """Return the direction in which a tree grows, by its lines; None if that is unclear."""
    joined: dict[Axis, list[Pair]] = {axis: _joined(lines, axis) for axis in _AXES}
    fits: dict[Axis, int] = {
        axis: sum(above(*pair, axis) is not None for pair in pairs)
        for axis, pairs in joined.items()
    }
    way = _axis([*joined["down"], *joined["right"]], lines, fits)
    if way is None:
        return None
    found = [each for pair in joined[way] if (each := above(*pair, way)) is not None]
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


def _joined(lines: Sequence[Line], axis: Axis) -> list[Pair]:
    """Return the boxes joined by lines or junctions if the tree lies on this axis.

    A junction whose lower boxes are side by side on one axis says nothing about the other.
    """
    pairs = [both for line in lines if line.junction is None and (both := line.both()) is not None]
    for junction in dict.fromkeys(line.junction for line in lines if line.junction is not None):
        rows = {each: _row_of(junction, each) for each in _AXES}
        if rows[axis] or not any(rows.values()):
            pairs += rows[axis] or junction.links(axis) or junction.links(_OPPOSITE[axis])
    return pairs


def _row_of(junction: Junction, axis: Axis) -> tuple[Pair, ...]:
    """Return the pairs of a junction if all boxes but one, at either end, are in one row."""
    both: tuple[Direction, Direction] = (axis, _OPPOSITE[axis])
    for way in both:
        links = junction.links(way)
        others = [lower for _upper, lower in links]
        if all(above(one, other, way) is None for one in others for other in others):
            return links
    return ()


def _by_words(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, bool]]:
    """Yield boxes of different levels on one way down, and whether the higher is above.

    Boxes without such a word between them are skipped.
    """
    below: dict[Shape, list[Shape]] = {}
    for upper, lower in pairs:
        below.setdefault(upper, []).append(lower)
    for upper, lowers in below.items():
        level = level_word(plain_text(upper.paragraphs))
        waiting = list(lowers) if level is not None else []
        seen = {upper}
        for lower in waiting:
            if lower in seen:
                continue
            seen.add(lower)
            other = level_word(plain_text(lower.paragraphs))
            if other is None:
                waiting.extend(below.get(lower, ()))
            elif level is not None and other != level:
                yield (upper, lower), level < other


def _by_indicators(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, bool]]:
    """Yield pairs with an indicator tied by one line, and whether it is below the result."""
    times = Counter(box for pair in pairs for box in pair)
    for upper, lower in pairs:
        own = [is_indicator(one.paragraphs, INDICATOR_WORDS) for one in (upper, lower)]
        if own[0] != own[1] and times[lower if own[1] else upper] == 1:
            yield (upper, lower), own[1]


def _turned_by_form(pairs: Sequence[Pair]) -> bool | None:
    """Return whether the tree looks upside down: one below many; None if neither way."""
    several_above = len(pairs) - len({lower for _upper, lower in pairs})
    several_below = len(pairs) - len({upper for upper, _lower in pairs})
    return None if several_above == several_below else several_above > several_below


def _axis(pairs: Sequence[Pair], lines: Sequence[Line], fits: Mapping[Axis, int]) -> Axis | None:
    most = max(fits.values())
    good: list[Axis] = [axis for axis in _AXES if fits[axis] >= _AS_GOOD * most]
    if len(good) == 1:
        return good[0]
    if all(_same_way(pair) for pair in pairs):
        return "down"
    upright = [_upright(box, point) for line in lines for box, point in _ends(line)]
    votes = [one for one in upright if one is not None]
    if votes and sum(votes) * 3 >= len(votes) * 2:
        return "down"
    return "right" if votes and sum(votes) * 3 <= len(votes) else None


def _same_way(pair: Pair) -> bool:
    down = above(*pair, "down")
    return down is not None and down == above(*pair, "right")


def _ends(line: Line) -> Iterator[tuple[Shape, Point]]:
    if line.both() is not None or (line.junction is not None and line.junction.clear):
        points = line.connector.start, line.connector.end
        yield from ((box, at) for box, at in zip(line.ends, points, strict=True) if box)


def _upright(box: Shape, point: Point) -> bool | None:
    """Return whether a line leaves a box by its upper or lower side; None at a corner."""
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
        arrows: at which box arrows have their heads here: the upper one, the lower one, now this
            now that (``both``), or None where they have none.
    """

    direction: Direction
    roles: dict[Shape, Role] = field(default_factory=dict[Shape, Role])
    parents: dict[Shape, list[Shape]] = field(default_factory=dict[Shape, list[Shape]])
    touching: dict[Shape, Shape] = field(default_factory=dict[Shape, Shape])
    lines: list[Line] = field(default_factory=list[Line])
    tied: list[tuple[Line, Shape, Shape]] = field(default_factory=list[tuple[Line, Shape, Shape]])
    arrows: Heads | None = None

    def results(self) -> list[Shape]:
        """Return the boxes of the tree from its top, those at one height from the left."""
        found = [one for one, role in self.roles.items() if role in IN_TREE]
        return sorted(found, key=self.place)

    def turned_arrows(self) -> list[tuple[Line, Shape, Shape]]:
        """Return the lines with an arrow that points the other way than most arrows here."""
        if self.arrows != "both":
            return []
        pointed = [one for one in self.tied if one[0].pointed is not None]
        up = [one for one in pointed if one[0].pointed is one[1]]
        down = [one for one in pointed if one[0].pointed is one[2]]
        return min(up, down, key=len)

    def side_arrows(self) -> list[tuple[Line, Shape, Shape]]:
        """Return the lines between boxes side by side that only an arrow gives a direction."""
        return [
            one
            for one in self.tied
            if one[0].pointed is not None
            and self.roles[one[1]] == self.roles[one[2]]
            and above(one[1], one[2], self.direction) is None
        ]

    def place(self, shape: Shape) -> tuple[float, float]:
        """Return the position of a box along the direction from the top, and across it."""
        return along(shape.box, self.direction)[0], across(shape.box, self.direction)[0]

    def tie(self, line: Line, upper: Shape, lower: Shape) -> None:
        """Record that a line ties two boxes; for a junction only once."""
        again = any((upper, lower) == (one, other) for _line, one, other in self.tied)
        if line.junction is None or not again:
            self.tied.append((line, upper, lower))
        if upper not in self.parents.setdefault(lower, []):
            self.parents[lower].append(upper)

    def over(self, shape: Shape) -> list[Shape]:
        """Return the boxes directly above one, by lines or by touch."""
        touched = self.touching.get(shape)
        return [*self.parents.get(shape, ()), *([] if touched is None else [touched])]


def understand(drawing: Drawing, given: Shapes) -> ShapeTree:
    """Return the tree of a drawing, reading its boxes as a map tells."""
    tree = ShapeTree(given.direction, lines=tie_lines(drawing))
    links: dict[Junction, tuple[Pair, ...]] = {}
    of: dict[Shape, list[Pair]] = {}
    for line in tree.lines:
        if line.junction is not None and line.junction not in links:
            links[line.junction] = line.junction.links(given.direction)
            pairs = links[line.junction]
        else:
            both = line.both()
            pairs = () if both is None or line.junction is not None else (both,)
        for pair in pairs:
            for end in pair:
                of.setdefault(end, []).append(pair)
    tree.roles = {one: _role(one, of.get(one, ()), given) for one in drawing.shapes}
    _doubt_labels(tree, of)
    tree.arrows = _arrow_heads(tree.lines, given.direction)
    tree.lines = [
        _hang(line, tree) if not (line.junction and links[line.junction])
        else _follow(line, links[line.junction], tree)
        for line in tree.lines
    ]  # fmt: skip
    for uppers in tree.parents.values():
        uppers.sort(key=tree.place)
    _drop_untied(tree)
    if given.touching:
        tree.touching = dict(_touches(tree))
    return tree


def _doubt_labels(tree: ShapeTree, of: Mapping[Shape, object]) -> None:
    """Mark a box tied only sideways as unclear, unless it is outside the whole tree."""
    stretches = [across(one.box, tree.direction) for one in tree.results()]
    for one, role in tree.roles.items():
        place = across(one.box, tree.direction)
        if role == "label" and one in of and any(shared(place, each) for each in stretches):
            tree.roles[one] = "unclear"


def _arrow_heads(lines: Sequence[Line], direction: Direction) -> Heads | None:
    """Return at which box the arrows have their heads, by the lines between upper and lower boxes.

    One arrow alone is no custom.
    """
    heads = Counter(
        "upper" if line.pointed is found[0] else "lower"
        for line in lines
        if line.pointed is not None
        and (both := line.both()) is not None
        and (found := above(*both, direction)) is not None
    )
    if heads["upper"] and heads["lower"]:
        return "both"
    return "upper" if heads["upper"] > 1 else "lower" if heads["lower"] > 1 else None


def _hang(line: Line, tree: ShapeTree) -> Line:
    """Tie the boxes of a line if both are in the tree; return it with why it ties nothing."""
    both = line.both()
    if both is None and line.junction is not None and line.unused is None:
        return replace(line, unused="junction")
    if both is None or not all(tree.roles[one] in IN_TREE for one in both):
        return line
    found = _ordered(*both, tree) or _by_arrow(line, *both, tree)
    if found is None:
        return replace(line, unused="level" if line.junction is None else "junction")
    tree.tie(line, *found)
    return line


def _follow(line: Line, links: Sequence[Pair], tree: ShapeTree) -> Line:
    """Tie the lower boxes at the ends of a junction's line to the junction's upper box."""
    for upper, lower in links:
        if lower in line.ends and all(tree.roles[one] in IN_TREE for one in (upper, lower)):
            exact = not line.loose and upper in line.ends
            tree.tie(replace(line, loose=not exact), upper, lower)
    return line


def _role(shape: Shape, pairs: Sequence[Pair], given: Shapes) -> Role:
    """Return the role of a box, by its text and its lines."""
    if shape.hidden or not shape.paragraphs:
        return "hidden" if shape.hidden else "empty"
    if is_headed(shape.paragraphs, given.aside):
        return "process"
    said = take_apart(shape.paragraphs, given.indicators)
    text = plain_text(shape.paragraphs)
    short = len(text) <= _SHORT and len(text.split()) <= _FEW_WORDS
    heading = short and level_word(text) is None and not said.indicators
    if heading and begins(text, POST_WORDS):
        return "post"
    if pairs and all(above(*pair, given.direction) is None for pair in pairs):
        return _beside(shape, pairs, given, heading=heading)
    if said.name:
        return "result"
    return "indicator" if said.indicators else "label"


def _beside(shape: Shape, pairs: Sequence[Pair], given: Shapes, *, heading: bool) -> Role:
    """Return the role of a box tied only to boxes beside it: result and indicator fit."""
    own = is_indicator(shape.paragraphs, given.indicators)
    others = (first if second is shape else second for first, second in pairs)
    if any(own != is_indicator(one.paragraphs, given.indicators) for one in others):
        return "indicator" if own else "result"
    return "label" if heading else "unclear"


def _ordered(first: Shape, second: Shape, tree: ShapeTree) -> Pair | None:
    """Return the upper and lower box of a line; an indicator beside a result is below it."""
    found = above(first, second, tree.direction)
    if found is not None or tree.roles[first] == tree.roles[second]:
        return found
    return (second, first) if tree.roles[first] == "indicator" else (first, second)


def _by_arrow(line: Line, first: Shape, second: Shape, tree: ShapeTree) -> Pair | None:
    """Return the upper and lower box of two side by side, as the arrows of the drawing point."""
    if line.pointed is None or tree.arrows not in {"upper", "lower"}:
        return None
    other = second if line.pointed is first else first
    return (line.pointed, other) if tree.arrows == "upper" else (other, line.pointed)


def _drop_untied(tree: ShapeTree) -> None:
    """Set boxes aside that no line ties and that touch no tied box."""
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


def _touches(tree: ShapeTree) -> Iterator[Pair]:
    """Yield boxes without a line above them, each with the one box that it touches from below."""
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
    """Return whether one box stands right on top of another of the same width."""
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
    """Return the steps from the top; a box that touches its upper one shares its step.

    An indicator shares the step of what it measures.
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
    first = _top(tree, roots, max(roots, key=lambda root: sizes[root]))
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
            and beside(place, along(one.box, tree.direction))
        }
        if len(known) == 1:
            rows.append(root)
            _walk(root, known.pop(), tree, below, steps)
        else:
            lost.append(root)
    return Depths(steps, tuple(rows), tuple(lost))


def _top(tree: ShapeTree, roots: Sequence[Shape], largest: Shape) -> Shape:
    """Return the box from which steps are counted: the top of the largest part of the tree.

    Where a line that is not used ends above that box, the box may hang on it, with all below it:
    then a part whose top is higher is counted first, and the box has the step of its row.
    """
    start, _end = along(largest.box, tree.direction)
    lost = any(
        line.unused in _IN_DOUBT and min(_heights(line, tree.direction)) < start
        for line in tree.lines
    )
    higher = (one for one in roots if above(one, largest, tree.direction) == (one, largest))
    return next(higher, largest) if lost else largest


def _heights(line: Line, direction: Direction) -> Iterator[float]:
    """Yield where a line starts and ends along the direction from the top."""
    for x, y in (line.connector.start, line.connector.end):
        yield along(Box(x, y, x, y), direction)[0]


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
    """Count the steps from ``root``; a box reached by several ways gets the longest."""
    waiting = [(root, step)]
    for one, at in waiting:
        if steps.get(one, -1) >= at or at > len(tree.roles):
            continue
        steps[one] = at
        for lower in below.get(one, ()):
            measures = tree.roles[lower] == "indicator" and tree.roles[one] == "result"
            same = measures or tree.touching.get(lower) is one
            waiting.append((lower, at if same else at + 1))
