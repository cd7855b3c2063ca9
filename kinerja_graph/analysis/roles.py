"""Leaders and members: whose results a measure serves, and the *matriks peran hasil*."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kinerja_graph.analysis.ascent import Ascent
from kinerja_graph.analysis.individual import Member, Role, RoleMatrix
from kinerja_graph.analysis.posts import Post


@dataclass(slots=True)
class Leadership:
    """Posts with what they hold.

    Attributes:
        posts: by id.
        duties: what each owns and performs: label by id, by the id of the post.
        objectives: the objective that an indicator measures, by id of the indicator.
    """

    posts: Mapping[str, Post]
    duties: Mapping[str, Mapping[str, str]]
    objectives: Mapping[str, str]
    _results: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def results(self, post: str) -> tuple[str, ...]:
        """The results that a post owns, sorted; one that measures another of them is left out.

        Whatever reaches the objective counts for its indicators, and whatever reaches one of
        these reaches the objective, so that they always stand or fall together.
        """
        if post not in self._results:
            held = self.duties.get(post, {})
            found = self.heads(one for one in held if held[one] != "Task")
            self._results[post] = tuple(sorted(found))
        return self._results[post]

    def heads(self, held: Iterable[str]) -> list[str]:
        """What is left of ``held`` without the indicators whose objective is among them."""
        every = set(held)
        return [one for one in every if self.objectives.get(one) not in every]

    def intervened(self, post: Post, distances: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
        """The superiors' results that are reached, with the edges to them, nearest first.

        A result is reached where it is itself, or the objective that it measures
        (rules.md, ``subordinate-off-cascade``).
        """
        found = {
            result: distance
            for superior in post.superiors
            if superior != post.id
            for result in self.results(superior)
            if (distance := self.distance(result, distances)) is not None
        }
        return tuple(sorted(found.items(), key=lambda item: (item[1], item[0])))

    def distance(self, result: str, distances: Mapping[str, int]) -> int | None:
        """The edges to a result, or to the objective that it measures; None where unreached."""
        ends = (result, self.objectives.get(result, result))
        return min((distances[end] for end in ends if end in distances), default=None)


def role_matrices(
    leadership: Leadership, ascent: Ascent, under: Mapping[str, Sequence[str]]
) -> Iterator[RoleMatrix]:
    """The matrix of every post that owns a result and has a subordinate beside itself.

    Members are its subordinates, and after them the posts that it borrows: those that own or
    perform what contributes directly to one of its results, to what measures this or to what this
    measures, and stand neither above nor below it.
    """
    helpers = _helpers(leadership, ascent)
    measures = _reversed(leadership.objectives)
    for leader in sorted(leadership.posts):
        results = leadership.results(leader)
        own = [one for one in under.get(leader, ()) if one != leader]
        if not results or not own:
            continue
        near = {end for one in results for end in (one, *measures.get(one, ()))}
        near |= {leadership.objectives[one] for one in results if one in leadership.objectives}
        around = _beyond(leader, lambda one: under.get(one, ())) | _beyond(
            leader, lambda one: leadership.posts[one].superiors
        )
        borrowed = sorted({helper for end in near for helper in helpers.get(end, ())} - around)
        yield RoleMatrix(
            leader,
            results,
            tuple(
                Member(post, post in own, tuple(_cells(leadership, ascent, post, results)))
                for post in (*own, *borrowed)
            ),
        )


def _cells(
    leadership: Leadership, ascent: Ascent, post: str, results: Sequence[str]
) -> Iterator[Role]:
    held = leadership.heads(leadership.duties.get(post, {}))
    reach = {one: ascent.distances(one) for one in held}
    for result in results:
        roles = [one for one in reach if leadership.distance(result, reach[one]) is not None]
        if roles:
            yield Role(result, tuple(sorted(roles)))


def _helpers(leadership: Leadership, ascent: Ascent) -> dict[str, set[str]]:
    """The posts of which something contributes directly to a record, by id of the record."""
    found: dict[str, set[str]] = defaultdict(set)
    for post, held in leadership.duties.items():
        for one in held:
            for higher in ascent.chain.above.get(one, ()):
                if higher != leadership.objectives.get(one):
                    found[higher].add(post)
    return found


def _reversed(pairs: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for low, high in pairs.items():
        found[high].append(low)
    return found


def _beyond(start: str, step: Callable[[str], Iterable[str]]) -> set[str]:
    """A post and all that ``step`` leads to from it, however far."""
    found = {start}
    waiting = [start]
    while waiting:
        ahead = set(step(waiting.pop())) - found
        found |= ahead
        waiting.extend(ahead)
    return found
