"""Class the changes between two editions by what they do to each record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from kinerja_graph.analysis.comparison import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeClasses:
    """What the changes do to each record, by id; a record is in the first class that applies.

    Attributes:
        breaks: a finding about it comes, even if only something else was changed.
        fixes: a finding about it goes.
        moves: it contributes to or measures something else.
        adds: it is new.
        removes: it is no longer there.
        edits: anything else about it is different.
    """

    breaks: tuple[str, ...]
    fixes: tuple[str, ...]
    moves: tuple[str, ...]
    adds: tuple[str, ...]
    removes: tuple[str, ...]
    edits: tuple[str, ...]

    @property
    def by_name(self) -> dict[str, tuple[str, ...]]:
        """The ids by the name of their class."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def classify(changes: Comparison, broken: Iterable[str], fixed: Iterable[str]) -> ChangeClasses:
    """Put every record that is changed, or that a finding comes or goes with, into a class.

    Args:
        changes: the differences of the later edition.
        broken: ids of what findings are about that only the later edition has.
        fixed: ids of what findings are about that only the earlier edition has.
    """
    removed = set(changes.removed)
    edited = {
        change.id
        for kind in (
            *(changes.relabelled, changes.renamed, changes.reowned, changes.retargeted),
            *(changes.realised, changes.reorganised, changes.redefined),
        )
        for change in kind
    }
    classed = {
        "breaks": set(broken),
        "removes": removed,
        "fixes": set(fixed),
        "moves": set(changes.moved),
        "adds": set(changes.added),
        "edits": edited | {change.source for change in changes.relinked},
    }
    earlier: set[str] = set()
    for name, ids in classed.items():
        classed[name] = ids - earlier
        earlier |= ids
    return ChangeClasses(**{name: tuple(sorted(ids)) for name, ids in classed.items()})
