"""Read the graph for ``individual``: one post, or all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kinerja_graph.analysis.ascent import Ascent
from kinerja_graph.analysis.completeness import read_chain
from kinerja_graph.analysis.individual import Individual, Individuals, Measure, Person, names_of
from kinerja_graph.analysis.nodes import Found, describe_all, find
from kinerja_graph.analysis.plan_years import PlanYears, plan_years
from kinerja_graph.analysis.posts import (
    Post,
    Rungs,
    asked_rungs,
    duties_of,
    known_rungs,
    ladder_of,
    posts_of,
    subordinates_of,
)
from kinerja_graph.analysis.roles import Leadership, role_matrices
from kinerja_graph.analysis.series import Series, series_of
from kinerja_graph.analysis.sums import exact
from kinerja_graph.analysis.upward import Upward
from kinerja_graph.errors import UsageError
from kinerja_graph.library.describe import Described
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition, node_key
from kinerja_graph.model.nodes import RESULTS
from kinerja_graph.texts import Text, _

_BATCH: Final = 10_000
Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Staff:
    """The requested posts and their superiors, what they hold, and the chain above that."""

    posts: Mapping[str, Post]
    duties: Mapping[str, Labels]
    chain: Upward
    rungs: Rungs


@dataclass(frozen=True, slots=True, kw_only=True)
class _Basis:
    """The data read for some posts.

    Attributes:
        year: the year of the targets; None: the current one of each indicator, by ``years``.
        tasks, series: facts about the tasks and indicators among the duties, by id.
        records: the posts, what they hold and the objectives measured by it, by id.
    """

    staff: _Staff
    years: PlanYears
    year: int | None
    tasks: Mapping[str, Mapping[str, Any]]
    series: Mapping[str, Series]
    ascent: Ascent
    leadership: Leadership
    records: Mapping[str, Described]


def individual(
    reader: Reader, edition: Edition, name: str, *, year: int | None = None
) -> Individual:
    """Return what the post with the id ``name`` is measured by.

    Args:
        reader: runs reading statements.
        edition: the visible snapshot.
        name: id of a post.
        year: the year of the indicators' targets; None: the current one of each.

    Raises:
        UsageError: there is no such id, or it is not that of a post.
    """
    found = find(reader, edition, name)
    if found.label != "Position":
        raise _no_post(found)
    posts = posts_of(reader, edition, [name])
    posts |= posts_of(reader, edition, set(posts[name].superiors) - {name})
    duties = duties_of(reader, edition, posts)
    starts = duties.get(name, {})
    chain = _chain(reader, edition, starts)
    staff = _Staff(posts, duties, chain, asked_rungs(reader, edition))
    basis = _basis(reader, edition, staff, year)
    person = _person(basis, name, subordinates_of(reader, edition, name))
    known = describe_all(reader, edition, _mentioned(person, chain))
    return Individual(
        dataset=edition.dataset,
        edition=edition.edition,
        person=person,
        names=names_of((*basis.records.values(), *known.values())),
    )


def individuals(reader: Reader, edition: Edition, *, year: int | None = None) -> Individuals:
    """Return what every post of ``edition`` is measured by, and the role matrix of every leader."""
    seats = reader.read(named("find-seats"), scope=edition.scope)
    posts = posts_of(reader, edition, (row["id"] for row in seats))
    duties = duties_of(reader, edition, posts)
    chain = read_chain(reader, edition).upward
    staff = _Staff(posts, duties, chain, known_rungs(posts.values()))
    basis = _basis(reader, edition, staff, year)
    under: dict[str, list[str]] = {}
    for post in sorted(posts):
        for superior in posts[post].superiors:
            under.setdefault(superior, []).append(post)
    people = tuple(_person(basis, one, tuple(under.get(one, ()))) for one in sorted(posts))
    matrices = tuple(role_matrices(basis.leadership, basis.ascent, under))
    mentioned: dict[str, str] = {}
    for person in people:
        mentioned |= _mentioned(person, chain)
    records = describe_all(reader, edition, mentioned)
    return Individuals(
        dataset=edition.dataset,
        edition=edition.edition,
        name=edition.name,
        year=year,
        people=people,
        matrices=matrices,
        names=names_of((*basis.records.values(), *records.values())),
        objectives=basis.leadership.objectives,
        headings=edition.headings,
    )


def _basis(reader: Reader, edition: Edition, staff: _Staff, year: int | None) -> _Basis:
    labels = {one: label for held in staff.duties.values() for one, label in held.items()}
    indicators = [one for one, label in labels.items() if label == "Indicator"]
    series = series_of(reader, edition, indicators)
    objectives = {one: of.measures for one, of in series.items() if of.measures is not None}
    named_records = (
        labels
        | dict.fromkeys(staff.posts, "Position")
        | dict.fromkeys(objectives.values(), "Objective")
    )
    zero = reader.read(named("chain-outcomes"), scope=edition.scope)
    return _Basis(
        staff=staff,
        years=PlanYears(None, None, None) if year else plan_years(reader, edition),
        year=year,
        tasks=_tasks(reader, edition, labels),
        series=series,
        ascent=Ascent(staff.chain, frozenset(row["id"] for row in zero)),
        leadership=Leadership(staff.posts, staff.duties, objectives),
        records=describe_all(reader, edition, named_records),
    )


def _chain(reader: Reader, edition: Edition, starts: Iterable[str]) -> Upward:
    """Return everything that ``starts`` reach."""
    keys = sorted(node_key(edition.scope, one) for one in starts)
    rows = reader.read(named("individual-chain"), keys=keys) if keys else []
    return Upward(
        {row["id"]: row["label"] for row in rows},
        {row["id"]: row["above"] for row in rows if row["above"]},
    )


def _tasks(reader: Reader, edition: Edition, labels: Labels) -> dict[str, Mapping[str, Any]]:
    keys = sorted(node_key(edition.scope, one) for one, label in labels.items() if label == "Task")
    found: dict[str, Mapping[str, Any]] = {}
    for start in range(0, len(keys), _BATCH):
        rows = reader.read(named("network-tasks"), keys=keys[start : start + _BATCH])
        found.update((row["id"], row) for row in rows)
    return found


def _person(basis: _Basis, name: str, subordinates: tuple[str, ...]) -> Person:
    post = basis.staff.posts[name]
    held = basis.staff.duties.get(name, {})
    measures = tuple(
        _measure(basis, post, one) for one in sorted(held) if held[one] in ("Task", "Indicator")
    )
    minutes = [
        exact(one.duration_minutes) * exact(one.volume)
        for one in measures
        if one.duration_minutes is not None and one.volume is not None
    ]
    return Person(
        position=basis.records[name],
        post=post,
        superiors=post.superiors,
        subordinates=subordinates,
        ladder=ladder_of(post, basis.staff.rungs),
        measures=measures,
        workload_minutes=float(sum(minutes)),
        untimed=tuple(
            one.id
            for one in measures
            if one.source == "task" and None in (one.duration_minutes, one.volume)
        ),
    )


def _measure(basis: _Basis, post: Post, name: str) -> Measure:
    record = basis.records[name]
    outcomes = basis.ascent.reached(name)
    distances = basis.ascent.distances(name)
    above = basis.ascent.chain.above
    way: dict[str, Any] = {
        "id": name,
        "name": record.name,
        "chain": basis.ascent.shortest(name),
        "outcomes": outcomes,
        "ends": ()
        if outcomes
        else tuple(sorted(one for one in distances if one not in above and one != name)),
        "intervenes": basis.leadership.intervened(post, distances),
    }
    if name in basis.tasks:
        task = basis.tasks[name]
        return Measure(
            source="task",
            quantity=task["output_quantity"],
            unit=task["output_unit"],
            activity=task["activity"],
            duration_minutes=task["duration_minutes"],
            volume=task["volume"],
            **way,
        )
    series = basis.series[name]
    year = basis.year or basis.years.current(series.targets)
    return Measure(
        source="indicator",
        quantity=None if year is None else series.targets.get(year),
        unit=series.measure_unit,
        year=year,
        objective=series.measures,
        **way,
    )


def _mentioned(person: Person, chain: Upward) -> dict[str, str]:
    """Return labels of the records, posts and units named in the answer about a post, by id."""
    posts = {*person.superiors, *person.subordinates}
    if person.ladder is not None:
        posts |= {*person.ladder.above, *person.ladder.below}
    records = {
        one
        for measure in person.measures
        for one in (*measure.chain, *measure.outcomes, *measure.ends)
    }
    units = {one for one in (person.post.unit, person.post.agency) if one is not None}
    return (
        {one: chain.labels[one] for one in records}
        | dict.fromkeys(posts, "Position")
        | dict.fromkeys(units, "Unit")
    )


def _no_post(found: Found) -> UsageError:
    what = _("a result")
    if found.label not in RESULTS:
        what = {
            "Unit": _("a unit"),
            "Task": _("a task"),
        }[found.label]
    return UsageError(
        Text(
            id=f"“{{name}}” adalah {what.id}; kinerja individu dihitung untuk sebuah jabatan.",
            en=f"“{{name}}” is {what.en}; individual performance is told of a post.",
        ),
        mend=_("Give the id of a post; for all posts: kinerja individual --all."),
        where=found.id,
        code="no-post",
        name=found.id,
    )
