"""Class the changes between two editions by what they do to each record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from kinerja_graph.analysis.comparison import Comparison
from kinerja_graph.audit.finding import Finding


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


def classify(changes: Comparison, new: Iterable[Finding], gone: Iterable[Finding]) -> ChangeClasses:
    """Put every record that is changed, or that a finding comes or goes with, into a class.

    Args:
        changes: the differences of the later edition.
        new: the findings that only the later edition has.
        gone: the findings that only the earlier edition has.
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
        "breaks": _records(new),
        "removes": removed,
        "fixes": _records(gone),
        "moves": set(changes.moved),
        "adds": set(changes.added),
        "edits": edited | {change.source for change in changes.relinked},
    }
    earlier: set[str] = set()
    for name, ids in classed.items():
        classed[name] = ids - earlier
        earlier |= ids
    return ChangeClasses(**{name: tuple(sorted(ids)) for name, ids in classed.items()})


def _records(findings: Iterable[Finding]) -> set[str]:
    """Return the records that findings are about, all of them for a finding on the dataset."""
    return {
        one
        for finding in findings
        for one in (
            [member for member, _other in finding.members]
            if finding.subject.is_dataset
            else [finding.subject.id]
        )
    }
