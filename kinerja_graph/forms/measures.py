"""What posts are measured by as rows: each item of the SKP of each post in scope."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from kinerja_graph.analysis.individual import Person
from kinerja_graph.forms.asks import Argument, Ask, named
from kinerja_graph.forms.filling import Cell, Filling, Row
from kinerja_graph.forms.form import Part
from kinerja_graph.forms.skp_items import Item, items_of
from kinerja_graph.texts import Text

_LOW: Final = 0
_HIGH: Final = 1


def measures(filling: Filling, _part: Part) -> Iterator[Row]:
    """Yield the items of each post in scope; a post without any has one row that says so."""
    answer = filling.individuals
    for person in sorted(answer.people, key=lambda one: _place(filling, one)):
        if filling.holders is not None and person.position.id not in filling.holders:
            continue
        for item in items_of(answer, person):
            ids = (person.position.id, *(() if item.source is None else (item.source,)))
            yield Row(ids=ids, item=item)


def _place(filling: Filling, person: Person) -> tuple[str, ...]:
    """Return agency, unit, name and id of a post, by which posts are sorted."""
    post = person.post
    return (*(_name(filling, one) or "" for one in (post.agency, post.unit, post.id)), post.id)


def _name(filling: Filling, record: str | None) -> str | None:
    return None if record is None else filling.facts.name(record)


def of_item(ask: Callable[[Filling, Item], Cell]) -> Ask:
    """Answer from the item of the row."""

    def asked(filling: Filling, row: Row, _argument: Argument) -> Cell:
        return None if row.item is None else ask(filling, row.item)

    return asked


def of_post(ask: Callable[[Filling, Person], Cell]) -> Ask:
    """Answer from the post of the row."""
    return of_item(lambda filling, item: ask(filling, item.person))


def target(*, upper: bool) -> Ask:
    """Answer with the target or the low end of its range; ``upper``: with the high end."""

    def asked(_filling: Filling, item: Item) -> Cell:
        if isinstance(item.target, tuple):
            return item.target[_HIGH if upper else _LOW]
        return None if upper else item.target

    return of_item(asked)


def post_name(filling: Filling, person: Person) -> Cell:
    """Return the name of the post."""
    return _name(filling, person.position.id)


def post_unit(filling: Filling, person: Person) -> Cell:
    """Return the unit of the post."""
    return _name(filling, person.post.unit)


def post_agency(filling: Filling, person: Person) -> Cell:
    """Return the agency of the post."""
    return _name(filling, person.post.agency)


def post_superiors(filling: Filling, person: Person) -> Cell:
    """Return the posts that the post reports to."""
    return named(filling, person.superiors)


def notes(_filling: Filling, item: Item) -> Cell:
    """Return what is missing."""
    found: tuple[Text, ...] = item.notes
    return found or None
