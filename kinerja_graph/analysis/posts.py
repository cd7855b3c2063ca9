"""Read posts: their superiors, their place on a ladder, and what they own and perform."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader, Statement
from kinerja_graph.model.edition import Edition, node_key

_BATCH: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post (jabatan).

    Attributes:
        id, name: ``name`` is None only after a lenient load.
        rank: its rank, as worded in the plan.
        unit, agency: its unit, and the agency of that unit.
        ladder, ladder_key: its functional ladder, and the folded name of the ladder.
        rung: its rung on the ladder; 1 is the highest.
        supervised: whether higher rungs of that ladder supervise lower ones.
        superiors: ids of the posts to which it reports, sorted.
    """

    id: str
    name: str | None
    rank: str | None
    unit: str | None
    agency: str | None
    ladder: str | None
    ladder_key: str | None
    rung: int | None
    supervised: bool | None
    superiors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """The place of a post on its functional ladder.

    Attributes:
        name: the ladder, as worded for the post.
        supervised: whether higher rungs supervise lower ones; None if no post says so.
        rung: its rung; 1 is the highest, None if it is unknown.
        above, below: posts of the same agency on the next occupied rung, sorted.
    """

    name: str
    supervised: bool | None
    rung: int | None
    above: tuple[str, ...]
    below: tuple[str, ...]


Rungs = Callable[[Post], Mapping[str, int]]
"""Given a post, returns the rung of every post on its ladder in its agency, by id."""


def posts_of(reader: Reader, edition: Edition, names: Iterable[str]) -> dict[str, Post]:
    """Return the posts with these ids, by id."""
    rows = _batched(reader, named("individual-posts"), edition, names)
    return {row["id"]: _post(row) for row in rows}


def _post(row: Mapping[str, Any]) -> Post:
    return Post(
        id=row["id"],
        name=row["name"],
        rank=row["rank"],
        unit=row["unit"],
        agency=row["agency"],
        ladder=row["ladder"],
        ladder_key=row["ladder_key"],
        rung=row["rung"],
        supervised=row["supervised"],
        superiors=tuple(sorted(row["superiors"])),
    )


def duties_of(reader: Reader, edition: Edition, names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return what each of these posts owns and performs: label by id, by id of the post."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _batched(reader, named("individual-duties"), edition, names):
        found[row["post"]][row["id"]] = row["label"]
    return found


def subordinates_of(reader: Reader, edition: Edition, name: str) -> tuple[str, ...]:
    """Return the ids of the posts that report to one post, sorted."""
    rows = reader.read(named("individual-subordinates"), key=node_key(edition.scope, name))
    return tuple(sorted(row["id"] for row in rows))


def asked_rungs(reader: Reader, edition: Edition) -> Rungs:
    """Return a function that reads the rungs for one post from the graph."""

    def rungs(post: Post) -> Mapping[str, int]:
        rows = reader.read(
            named("individual-rungs"),
            scope=edition.scope,
            ladder=post.ladder_key,
            agency=post.agency,
        )
        return {row["id"]: row["rung"] for row in rows}

    return rungs


def known_rungs(posts: Iterable[Post]) -> Rungs:
    """Return a function that looks the rungs up in ``posts``, which must be all posts."""
    found: dict[tuple[str | None, str | None], dict[str, int]] = defaultdict(dict)
    for post in posts:
        if post.rung is not None:
            found[post.ladder_key, post.agency][post.id] = post.rung
    return lambda post: found[post.ladder_key, post.agency]


def ladder_of(post: Post, rungs: Rungs) -> Ladder | None:
    """Return the place of ``post`` on its ladder, or None if it is on none."""
    if post.ladder is None or post.ladder_key is None:
        return None
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    if post.rung is not None and post.agency is not None:
        others = rungs(post)
        higher = max((rung for rung in others.values() if rung < post.rung), default=None)
        lower = min((rung for rung in others.values() if rung > post.rung), default=None)
        above = sorted(one for one, rung in others.items() if rung == higher)
        below = sorted(one for one, rung in others.items() if rung == lower)
    return Ladder(post.ladder, post.supervised, post.rung, tuple(above), tuple(below))


def _batched(
    reader: Reader, statement: Statement, edition: Edition, names: Iterable[str]
) -> Iterator[Mapping[str, Any]]:
    keys = sorted({node_key(edition.scope, name) for name in names})
    for start in range(0, len(keys), _BATCH):
        yield from reader.read(statement, keys=keys[start : start + _BATCH])
