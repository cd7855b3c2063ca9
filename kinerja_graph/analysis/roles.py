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
    """Posts and what they own and perform.

    Attributes:
        posts: by id.
        duties: what each owns and performs: label by id, by id of the post.
        objectives: the objective that each indicator measures, by id of the indicator.
    """

    posts: Mapping[str, Post]
    duties: Mapping[str, Mapping[str, str]]
    objectives: Mapping[str, str]
    _results: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def results(self, post: str) -> tuple[str, ...]:
        """Return the results that a post owns, sorted, without indicators of an owned objective.

        Whatever reaches the objective counts for its indicators, and whatever reaches one of
        these reaches the objective, so listing both would add nothing.
        """
        if post not in self._results:
            held = self.duties.get(post, {})
            found = self.heads(one for one in held if held[one] != "Task")
            self._results[post] = tuple(sorted(found))
        return self._results[post]

    def heads(self, held: Iterable[str]) -> list[str]:
        """Return ``held`` without the indicators whose objective is also in it."""
        every = set(held)
        return [one for one in every if self.objectives.get(one) not in every]

    def intervened(self, post: Post, distances: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
        """Return the superiors' results that are reached, with their distance, nearest first.

        The distance is the number of edges. A result is reached if it is itself reached, or the
        objective that it measures (rules.md, ``subordinate-off-cascade``).
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
        """Return the number of edges to a result or its objective; None if it is not reached."""
        ends = (result, self.objectives.get(result, result))
        return min((distances[end] for end in ends if end in distances), default=None)


def role_matrices(
    leadership: Leadership, ascent: Ascent, under: Mapping[str, Sequence[str]]
) -> Iterator[RoleMatrix]:
    """Yield the matrix of every post that owns a result and has a subordinate other than itself.

    Its members are its subordinates, followed by borrowed posts: those neither above nor below it
    that own or perform something contributing directly to one of its results, to an indicator of
    that result, or to the objective that the result measures.
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
    """Return the posts whose work contributes directly to a record, by id of the record."""
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
    """Return a post and everything reachable from it by ``step``."""
    found = {start}
    waiting = [start]
    while waiting:
        ahead = set(step(waiting.pop())) - found
        found |= ahead
        waiting.extend(ahead)
    return found
