"""The documents of one edition beside each other: what forms say of a record in another one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kinerja_graph.analysis.matching import DocumentIndicator, match, match_name
from kinerja_graph.forms.facts import PROGRAMME, Facts, Record
from kinerja_graph.model.edition import Edition


@dataclass(frozen=True, slots=True)
class ProgrammeTwin:
    """A programme in another document.

    Attributes:
        record: the programme there; None if it has none, or that is not clear.
        is_clear: whether there is no doubt which it is: several may have its name.
    """

    record: Record | None
    is_clear: bool = True


@dataclass(frozen=True)
class Beside:
    """The documents of one edition.

    Attributes:
        editions: they by code, in their order.
        read: reads one of them.
        indicators: reads the indicators of all, as they are matched.
    """

    editions: Mapping[str, Edition]
    read: Callable[[str], Facts]
    indicators: Callable[[], Sequence[DocumentIndicator]]

    @property
    def codes(self) -> Collection[str]:
        """Their codes, in their order."""
        return self.editions

    def twin(self, document: str, indicator: str, other: str) -> DocumentIndicator | None:
        """Return an indicator of ``document`` as ``other`` has it; None if that has not."""
        return self._twins.get((document, indicator), {}).get(other)

    @cached_property
    def _twins(self) -> Mapping[tuple[str, str], Mapping[str, DocumentIndicator]]:
        return {
            (one.document, one.id): {each.document: each for each in group.records}
            for group in match(self.indicators()).groups
            for one in group.records
        }

    def programme_twin(self, document: str, programme: str, other: str) -> ProgrammeTwin:
        """Return a programme of ``document`` as ``other`` has it: by id, else by name and kind."""
        ours, theirs = self.read(document).of(PROGRAMME), self.read(other).of(PROGRAMME)
        if programme in theirs:
            return ProgrammeTwin(theirs[programme])
        key = _key(ours[programme])
        here = [one for one in ours.values() if one.id not in theirs and _key(one) == key]
        there = [one for one in theirs.values() if one.id not in ours and _key(one) == key]
        if not key[0] or not there:
            return ProgrammeTwin(None)
        if len(here) > 1 or len(there) > 1:
            return ProgrammeTwin(None, is_clear=False)
        return ProgrammeTwin(there[0])


def _key(programme: Record) -> tuple[str, str]:
    return match_name(programme.name or ""), str(programme.get("kind"))
