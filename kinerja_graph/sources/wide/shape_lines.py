"""Which drawn boxes a line joins: by glue, by where it ends, and through junctions.

A line that is glued to its boxes is taken at its word. A loose end belongs to the box that it ends
at or close to, and to none where there are two such. Where an end lies on another line, on the end
of one, or on a small shape without text, the lines form a junction: what it joins depends on which
box is above all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final, Literal, TypeAlias, get_args

from kinerja_graph.sources.drawings import Box, Connector, Drawing, Point, Shape
from kinerja_graph.sources.wide.plan import Direction

Pair: TypeAlias = tuple[Shape, Shape]
"""Two boxes; the upper one first where that is known."""
Unused = Literal["glue", "end", "between", "same", "level", "junction"]
"""Why a line joins nothing: glued to no box with text, ends at none, between two, at one alone,
at two of which none is above the other, or in a junction that does not show its top."""
_NEAR: Final = 0.25
"""How far a loose end may lie from its box, as a share of the box's shorter side."""
_CLEARLY: Final = 3.0
"""How much farther any other box must lie."""
_BESIDE: Final = 0.5
"""Two boxes that share more of the smaller one's extent are side by side."""
_MEETS: Final = 76_200.0
"""Lines no farther apart than this (6 points) meet."""
_OVERHANG: Final = 3 * _MEETS
"""How far a bar may reach beyond the last line that ends on it."""
_JOINT: Final = 0.5
"""A joint is at most so large, as a share of the usual shorter side of boxes."""
_INSIDE: Final = 0.2
"""A line runs through a box if it crosses what is left of it without this share at each side."""
_SLENDER: Final = 4
"""How many times longer than broad a shape is that serves as a line."""


@dataclass(frozen=True, slots=True, eq=False)
class Junction:
    """Lines that meet away from boxes.

    Attributes:
        ends: the boxes that they end at, each with the place.
        glued: boxes joined by one of the lines that is glued to both.
        clear: whether no line ends at nothing or between boxes, or runs through a box.
    """

    ends: tuple[tuple[Shape, Point], ...]
    glued: tuple[Pair, ...] = ()
    clear: bool = True

    def links(self, direction: Direction) -> tuple[Pair, ...]:
        """Return the box above all others paired with each; nothing if the drawing is unclear.

        In each pair, a line leaves the upper box on the side facing the lower one, or reaches the
        lower box on the side facing the upper one; the sides facing away have no lines.
        """
        boxes = list(dict.fromkeys(box for box, _point in self.ends))
        tops = [
            one
            for one in boxes
            if all(above(one, other, direction) == (one, other) for other in boxes if other != one)
        ]
        if not self.clear or len(boxes) < 2 or len(tops) != 1:  # noqa: PLR2004
            return ()
        (top,) = tops
        sides: dict[Shape, set[str | None]] = {box: set() for box in boxes}
        for box, point in self.ends:
            sides[box].add(_side(box.box, point, direction))
        lower = [box for box in boxes if box is not top]
        if "first" in sides[top] or any("last" in sides[box] for box in lower):
            return ()
        if "last" not in sides[top] and not all("first" in sides[box] for box in lower):
            return ()
        if any(top not in pair and above(*pair, direction) is not None for pair in self.glued):
            return ()
        return tuple((top, box) for box in lower)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line and the boxes that it ends at.

    Attributes:
        ends: the two boxes, None where one was not found.
        loose: whether an end was found by where it lies.
        unused: why it joins nothing; None where it may.
        junction: the junction that it is part of.
    """

    connector: Connector
    ends: tuple[Shape | None, Shape | None]
    loose: bool = False
    unused: Unused | None = None
    junction: Junction | None = None

    @property
    def pointed(self) -> Shape | None:
        """The box at which the line has the head of its arrow; None if it has none, or two."""
        arrow = self.connector.arrow
        return None if arrow is None else self.ends[arrow == "end"]

    def both(self) -> Pair | None:
        """Return the two boxes if both are known and the line can be used."""
        first, second = self.ends
        usable = self.unused is None and first is not None and second is not None
        return (first, second) if usable and first and second else None


def tie_lines(drawing: Drawing) -> list[Line]:
    """Return the lines of a drawing with the boxes at their ends."""
    return _Tying.of(drawing).lines()


@dataclass(slots=True)
class _End:
    """An end of a line.

    Attributes:
        box: the box at which it is; ``loose``: by where it lies.
        free: whether it is neither glued nor right at a box.
        meets: whether it ends on another line, on the end of one, or at a joint.
        near: the boxes near an end that meets other lines.
        passing: several lines on which it lies, of which it is not known yet which it joins.
    """

    point: Point
    box: Shape | None = None
    loose: bool = False
    free: bool = False
    meets: bool = False
    unused: Unused | None = None
    near: Sequence[Shape] = ()
    passing: list[int] = field(default_factory=list[int])


@dataclass(slots=True)
class _Tying:
    """Lines while their ends are looked for.

    Attributes:
        bars: how many thin shapes serve as lines; they come last.
        is_numbered: whether glue names boxes that there are. LibreOffice 7 writes that an end is
            glued, but to a number that no box has: it is then at the box right where it lies.
    """

    connectors: list[Connector]
    bars: int
    written: list[Shape]
    joints: list[Shape]
    ends: list[tuple[_End, _End]]
    is_numbered: bool = True
    _group: dict[int, int] = field(default_factory=dict[int, int])

    @classmethod
    def of(cls, drawing: Drawing) -> _Tying:
        """Find the ends that are glued to a box or lie at one; all others are free."""
        written = [one for one in drawing.shapes if one.paragraphs and not one.hidden]
        bars = [_as_line(one) for one in drawing.shapes if _is_bar(one)]
        joints = list(_joints(drawing.shapes, written))
        ids: dict[str, list[Shape]] = {}
        for one in drawing.shapes:
            ids.setdefault(one.id, []).append(one)
        connectors = [*drawing.connectors, *bars]
        made = cls(connectors, len(bars), written, joints, [])
        given = {id_ for line in connectors for id_ in (line.start_id, line.end_id)} - {None}
        made.is_numbered = not given or not given.isdisjoint(ids)
        for number, line in enumerate(connectors):
            first = made._end(number, line.start_id, line.start, ids)
            made.ends.append((first, made._end(number, line.end_id, line.end, ids)))
        return made

    def _end(
        self, number: int, id_: str | None, point: Point, ids: Mapping[str, list[Shape]]
    ) -> _End:
        glued = [] if id_ is None else ids.get(id_, [])
        if id_ is not None and not glued and self.is_numbered:
            return _End(point, unused="glue")
        if len(glued) == 1 and glued[0] in self.joints:
            self._join(number, self._of_joint(glued[0]))
            return _End(point, meets=True)
        if len(glued) == 1:
            return _End(point, glued[0])
        found = nearest(point, glued or self.written)
        if len(found) == 1 and (glued or distance(found[0].box, point) <= _MEETS):
            return _End(point, found[0], loose=id_ is None or bool(glued))
        if glued:
            return _End(point, loose=True, unused="between" if found else "end")
        return _End(point, loose=True, free=True)

    def lines(self) -> list[Line]:
        """Return every line; a thin shape only if it is part of a junction with other lines."""
        for number, ends in enumerate(self.ends):
            for end in ends:
                if end.free:
                    self._meet(number, end)
        self._cross_joints()
        for number, ends in enumerate(self.ends):
            for end in ends:
                if end.passing:
                    self._choose(number, end)
        groups: dict[int, list[int]] = {}
        for number in range(len(self.connectors)):
            groups.setdefault(self._root(number), []).append(number)
        found: dict[int, Line] = {}
        for members in groups.values():
            if len(members) == 1:
                found[members[0]] = self._alone(members[0])
            else:
                found |= self._together(members)
        drawn = len(self.connectors) - self.bars
        return [
            line
            for number, line in sorted(found.items())
            if number < drawn or line.junction is not None
        ]

    def _meet(self, number: int, end: _End) -> None:
        """Join a free end to what it lies on, else to the nearest box."""
        joints = [one for one in self.joints if distance(one.box, end.point) <= _MEETS]
        for joint in joints:
            self._join(number, self._of_joint(joint))
        passing = [each for each in range(len(self.ends)) if self._passes(each, number, end.point)]
        meeting = [
            (each, at)
            for each, ends in enumerate(self.ends)
            for at, other in enumerate(ends)
            if other is not end
            and (other.free or (other.meets and other.box is None))
            and _far(other.point, end.point) <= _MEETS
        ]
        if len(passing) == 1:
            self._join(number, passing[0])
        elif passing:
            end.passing = passing
        near = nearest(end.point, self.written)
        if not (joints or passing or meeting) or self._is_at(near, meeting, number, end):
            end.box = near[0] if len(near) == 1 else None
            if len(near) != 1:
                end.unused = "between" if near else "end"
            return
        for each, _at in meeting:
            self._join(number, each)
        end.meets = True
        end.near = near
        if near and not joints and not passing:
            end.unused = "between"

    def _passes(self, each: int, number: int, point: Point) -> bool:
        """Return whether a line passes over a point that is not one of its ends."""
        return (
            each != number
            and all(_far(end.point, point) > _MEETS for end in self.ends[each])
            and _from_path(self.connectors[each].path, point) <= _MEETS
        )

    def _is_at(
        self, near: Sequence[Shape], meeting: Sequence[tuple[int, int]], number: int, end: _End
    ) -> bool:
        """Return whether ends that meet short of a box all belong to it.

        They do if all of these lines come from boxes on the side of it at which they end.
        """
        if len(near) != 1 or not meeting:
            return False
        (box,) = near
        ends = [self.ends[each][1 - at] for each, at in meeting]
        ends += [one for one in self.ends[number] if one is not end]
        others = [found for one in ends if len(found := self._boxes_of(one)) == 1]
        return len(others) == len(ends) and any(
            _side(box.box, end.point, direction) == "last"
            and all(above(box, other, direction) == (box, other) for (other,) in others)
            for direction in get_args(Direction)
        )

    def _boxes_of(self, end: _End) -> Sequence[Shape]:
        """Return the box at an end, or the boxes near it."""
        if end.box is not None:
            return [end.box]
        return nearest(end.point, self.written) if end.free else ()

    def _cross_joints(self) -> None:
        """Join the lines that cross a joint to the ends there, and to one another."""
        for joint in self.joints:
            middle = _middle(joint.box)
            reach = max(_MEETS, _shorter(joint.box) / 2)
            over = [
                each
                for each, ends in enumerate(self.ends)
                if all(distance(joint.box, end.point) > _MEETS for end in ends)
                and _from_path(self.connectors[each].path, middle) <= reach
            ]
            ended = any(
                end.meets and distance(joint.box, end.point) <= _MEETS
                for ends in self.ends
                for end in ends
            )
            for each in over if ended or len(over) > 1 else ():
                self._join(each, self._of_joint(joint))

    def _choose(self, number: int, end: _End) -> None:
        """Join an end on several lines to them if they are joined already, or meet at one box."""
        roots = {self._root(each) for each in end.passing}
        first, *others = ({one.box for one in self.ends[each]} - {None} for each in end.passing)
        if len(roots) == 1 or first.intersection(*others):
            for each in end.passing:
                self._join(number, each)
        else:
            end.unused = "junction"
            self._join(number, end.passing[0])

    def _alone(self, number: int) -> Line:
        first, second = self.ends[number]
        unused = first.unused or second.unused
        if unused is None and first.box is second.box:
            unused = "end" if first.box is None else "same"
        loose = first.loose or second.loose
        return Line(self.connectors[number], (first.box, second.box), loose, unused)

    def _together(self, members: Sequence[int]) -> Iterator[tuple[int, Line]]:
        """Yield the lines of a junction."""
        for each in members:
            for end in self.ends[each]:
                near = end.free and end.box is not None
                if near and self._overhangs(each, members, [end]):
                    end.box = None
        ends = [end for each in members for end in self.ends[each]]
        at = [(end.box, end.point) for end in ends if end.box is not None]
        boxes = {box for box, _point in at}
        lost: dict[int, Unused] = {
            each: "between"
            for each in members
            if any(one not in boxes for end in self.ends[each] for one in end.near)
        }
        for each in members:
            wrong = self._wrong(self.ends[each])
            if wrong is not None and not (
                wrong == "end" and self._overhangs(each, members, self.ends[each])
            ):
                lost[each] = wrong
        glued = [
            (first.box, second.box)
            for first, second in (self.ends[each] for each in members)
            if first.box and second.box and not (first.loose or second.loose)
        ]
        through = any(self._runs_through_a_box(each) for each in members)
        several = len(boxes) > 1
        junction = Junction(tuple(at), tuple(glued), clear=several and not lost and not through)
        for each in members:
            first, second = self.ends[each]
            both = first.box is not None and second.box is not None
            loose = not both or first.loose or second.loose
            unused: Unused | None = lost.get(each)
            if not both and not junction.clear:
                unused = unused or ("junction" if several else "end")
            yield (
                each,
                Line(self.connectors[each], (first.box, second.box), loose, unused, junction),
            )

    def _wrong(self, ends: Iterable[_End]) -> Unused | None:
        """Return why an end of a line of a junction leads nowhere."""
        for end in ends:
            if end.unused is not None:
                return end.unused
            if end.box is not None and not end.box.paragraphs:
                return "glue"
        return None

    def _overhangs(self, number: int, members: Iterable[int], ends: Iterable[_End]) -> bool:
        """Return whether a line only extends a little beyond the others that it lies on."""
        path = self.connectors[number].path
        on = [
            end.point
            for each in members
            if each != number
            for end in self.ends[each]
            if end.meets and _from_path(path, end.point) <= _MEETS
        ]
        far = [
            min(_far(end.point, point) for point in on)
            for end in ends
            if on and (end.unused == "end" or not end.meets)
        ]
        return len(on) > 1 and all(one <= _OVERHANG for one in far)

    def _runs_through_a_box(self, number: int) -> bool:
        """Return whether a line not glued at both ends crosses a box that is not at its ends."""
        ends = self.ends[number]
        own = {end.box for end in ends}
        if not any(end.loose for end in ends) and None not in own:
            return False
        path = self.connectors[number].path
        others = [one for one in self.written if one not in own]
        frames = {
            one for one in others if any(_frames(one.box, other.box) for other in self.written)
        }
        return any(
            _crosses(_shrunk(one.box), piece)
            for one in others
            if one not in frames
            for piece in pairwise(path)
        )

    def _of_joint(self, joint: Shape) -> int:
        """Return the number of a joint in the union of joined ends."""
        return len(self.connectors) + self.joints.index(joint)

    def _root(self, number: int) -> int:
        while (upper := self._group.get(number, number)) != number:
            number = upper
        return number

    def _join(self, first: int, second: int) -> None:
        one, other = sorted((self._root(first), self._root(second)))
        self._group[other] = one


def _is_bar(shape: Shape) -> bool:
    """Return whether a shape is so thin that it serves as a line."""
    width, height = shape.box.right - shape.box.left, shape.box.bottom - shape.box.top
    thin = min(width, height) <= _MEETS and max(width, height) >= _SLENDER * _MEETS
    return thin and shape.kind == "rect" and not (shape.paragraphs or shape.hidden)


def _as_line(shape: Shape) -> Connector:
    """Return a thin shape as a line along its middle."""
    left, top, right, bottom = shape.box
    across, down = _middle(shape.box)
    wide = right - left > bottom - top
    start, end = ((left, down), (right, down)) if wide else ((across, top), (across, bottom))
    return Connector(start, end, None, None, shape.cells, (start, end))


def _joints(shapes: Iterable[Shape], written: Sequence[Shape]) -> Iterator[Shape]:
    """Yield shapes without text that are small beside the boxes: joints of lines."""
    usual = median([_shorter(one.box) for one in written] or [0.0])
    for one in shapes:
        longer = max(one.box.right - one.box.left, one.box.bottom - one.box.top)
        if not (one.paragraphs or one.hidden or "Arrow" in one.kind) and longer <= _JOINT * usual:
            yield one


def _middle(box: Box) -> Point:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _shorter(box: Box) -> float:
    return min(box.right - box.left, box.bottom - box.top)


def nearest(point: Point, shapes: Iterable[Shape]) -> list[Shape]:
    """Return the boxes at a point: one, several if it is ambiguous, none if there is none.

    A box around another one at the point is only its frame.
    """
    close = [(distance(one.box, point), _NEAR * _shorter(one.box), one) for one in shapes]
    close = sorted((each for each in close if each[0] <= each[1]), key=lambda each: each[0])
    boxes = [one.box for _distance, _reach, one in close]
    close = [each for each in close if not any(_frames(each[2].box, box) for box in boxes)]
    if len(close) < 2:  # noqa: PLR2004
        return [one for _distance, _reach, one in close]
    first, reach, box = close[0]
    limit = max(first * _CLEARLY, reach / 5)
    return [box, *(one for far, _reach, one in close[1:] if far <= limit)]


def distance(box: Box, point: Point) -> float:
    """Return the distance from a point to a box; 0 inside, since a line may run into a box."""
    across = max(box.left - point[0], 0, point[0] - box.right)
    down = max(box.top - point[1], 0, point[1] - box.bottom)
    return float((across**2 + down**2) ** 0.5)


def _frames(outer: Box, inner: Box) -> bool:
    """Return whether a box encloses another."""
    return (
        outer.left < inner.left
        and outer.top < inner.top
        and inner.right < outer.right
        and inner.bottom < outer.bottom
    )


def _shrunk(box: Box) -> Box:
    across, down = _INSIDE * (box.right - box.left), _INSIDE * (box.bottom - box.top)
    return Box(box.left + across, box.top + down, box.right - across, box.bottom - down)


def _far(first: Point, second: Point) -> float:
    return float(((first[0] - second[0]) ** 2 + (first[1] - second[1]) ** 2) ** 0.5)


def _from_path(path: Sequence[Point], point: Point) -> float:
    """Return the distance from a point to the nearest place of a line."""
    return min((_from_piece(piece, point) for piece in pairwise(path)), default=float("inf"))


def _from_piece(piece: tuple[Point, Point], point: Point) -> float:
    (x, y), (x2, y2) = piece
    length = (x2 - x) ** 2 + (y2 - y) ** 2
    share = ((point[0] - x) * (x2 - x) + (point[1] - y) * (y2 - y)) / length if length else 0.0
    share = max(0.0, min(1.0, share))
    return _far((x + share * (x2 - x), y + share * (y2 - y)), point)


def _crosses(box: Box, piece: tuple[Point, Point]) -> bool:
    """Return whether a straight line has a point in a box (Liang-Barsky clipping)."""
    (x, y), (x2, y2) = piece
    first, last = 0.0, 1.0
    for step, room in (
        (x - x2, x - box.left), (x2 - x, box.right - x),
        (y - y2, y - box.top), (y2 - y, box.bottom - y),
    ):  # fmt: skip
        if step == 0 and room < 0:
            return False
        if step < 0:
            first = max(first, room / step)
        elif step > 0:
            last = min(last, room / step)
    return first <= last


def along(box: Box, direction: Direction) -> tuple[float, float]:
    """Return the extent of a box along the direction from the top of the tree."""
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
    """Return the extent of a box across that direction."""
    return (box.left, box.right) if direction in {"down", "up"} else (box.top, box.bottom)


def shared(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return how much of the shorter of two stretches lies in the other, from 0 to 1."""
    shorter = min(first[1] - first[0], second[1] - second[0])
    both = min(first[1], second[1]) - max(first[0], second[0])
    if shorter <= 0:
        return 1.0 if both >= 0 else 0.0
    return max(0.0, both / shorter)


def above(first: Shape, second: Shape, direction: Direction) -> Pair | None:
    """Return two boxes, the upper one first; None if they are side by side."""
    one, other = along(first.box, direction), along(second.box, direction)
    if beside(one, other):
        return None
    return (first, second) if sum(one) < sum(other) else (second, first)


def beside(first: tuple[float, float], second: tuple[float, float]) -> bool:
    """Return whether two stretches share so much that their boxes are side by side."""
    return shared(first, second) > _BESIDE


def _side(box: Box, point: Point, direction: Direction) -> Literal["first", "last"] | None:
    """Return the side of a box that a line is at: nearer to the tree's top, the other, or None.

    None at a corner, at a side along the direction, or inside the box.
    """
    there = Box(point[0], point[1], point[0], point[1])
    (start, end), (place, _same) = along(box, direction), along(there, direction)
    (left, right), (over, _also) = across(box, direction), across(there, direction)
    edge = min(abs(over - left), abs(over - right))
    first, last = abs(place - start), abs(place - end)
    if min(first, last) > min(edge - _MEETS, _NEAR * _shorter(box)):
        return None
    return "first" if first < last else "last"
