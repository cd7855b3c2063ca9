"""The matrix of roles and results: the members that support a leader, and what they do for whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.forms.asks import Argument
from kinerja_graph.forms.facts import Record
from kinerja_graph.forms.filling import Cell, Filling, Row
from kinerja_graph.forms.form import Part
from kinerja_graph.texts import Text, _

_BORROWED: Final = _("{name} (not a direct subordinate)")
_NO_MATRIX: Final = _("{name} owns no result, or has no direct subordinate.")
_UNCOVERED: Final = _("No subordinate supports it yet: {result}")


def roles(filling: Filling, _part: Part) -> Iterator[Row]:
    """Yield the members of the leader's matrix: subordinates, then who comes from elsewhere."""
    found = filling.role_matrix
    posts = filling.facts.of("Position")
    for one in () if found is None else found.members:
        yield Row(record=posts[one.post], ids=(one.post,))


def notes_of_roles(filling: Filling) -> Iterator[Text]:
    """Yield the results that no subordinate supports, or that the post leads nobody."""
    found, leader = filling.role_matrix, filling.asked.position
    if found is None:
        yield _NO_MATRIX.filled(name="" if leader is None else filling.facts.name(leader))
        return
    for one in found.uncovered:
        yield _UNCOVERED.filled(result=filling.facts.name(one))


def member(filling: Filling, post: Record) -> Cell:
    """Return the member, and whether it reports to the leader."""
    found = filling.role_matrix
    borrowed = [one.post for one in found.members if not one.subordinate] if found else []
    name = filling.facts.name(post.id)
    return _BORROWED.filled(name=name) if post.id in borrowed else name


def role(filling: Filling, row: Row, argument: Argument) -> Cell:
    """Answer with the tasks and results by which the member supports a result of the leader."""
    found = filling.role_matrix
    if found is None or row.record is None or argument is None:
        return None
    if not 0 < argument <= len(found.results):
        return None
    result = found.results[argument - 1]
    listed = [
        f"{filling.facts.name(name)} ({name})"
        for one in found.members
        if one.post == row.record.id
        for cell in one.cells
        if cell.result == result
        for name in cell.roles
    ]
    return tuple(listed) or None
