"""What a rule says of a plan: a population, whether it applies, and findings in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["ran", "not-applicable"]
End = tuple[str | None, str]
"""Label and id of a subject or of a far end; the label is None where no record stands there."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, without its sentences.

    ``path`` is the subject and the other end, or all members of a circle or group, sorted.
    ``data`` holds only what the words of the rule name (``years``, ``cells``, ``of``).
    """

    subject: End
    other: End | None = None
    cut_off: int | None = None
    path: tuple[str, ...] = ()
    data: Mapping[str, object] = field(default_factory=dict[str, object])

    @property
    def order(self) -> tuple[str, bool, str, str]:
        """Subject id, other id (an absent one first); the label settles what is left."""
        other = self.other[1] if self.other else ""
        return (self.subject[1], self.other is not None, other, self.subject[0] or "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says: how many things it looked at, and its findings in order.

    ``every``: how many of them it could find, where that is fewer.
    """

    population: int
    findings: tuple[Finding, ...] = ()
    status: Status = "ran"
    every: int | None = None


def told(
    subject: End,
    other: End | None = None,
    *,
    cut_off: int | None = None,
    path: Iterable[str] | None = None,
    **data: object,
) -> Finding:
    """A finding; without ``path`` it is the subject id, then the other id where there is one."""
    steps = [subject[1], *([other[1]] if other else [])] if path is None else list(path)
    return Finding(subject, other, cut_off, tuple(steps), data)


def judged(population: int, findings: Iterable[Finding], *, applies: bool = True) -> Verdict:
    """The verdict of a rule that looked at ``population`` things."""
    if not applies:
        return Verdict(0, (), "not-applicable")
    return Verdict(population, tuple(sorted(findings, key=lambda item: item.order)))


def gathered(verdict: Verdict, dataset: str) -> Verdict:
    """One finding on the dataset where a rule would report everything, and that is several.

    Where years are told, all have to lack the same ones.
    """
    every = verdict.population if verdict.every is None else verdict.every
    shared = [finding.data for finding in verdict.findings]
    if len(shared) < max(every, 2) or any(data != shared[0] for data in shared):
        return verdict
    data = {"of": verdict.population, **shared[0]}
    return Verdict(verdict.population, (Finding(("Dataset", dataset), path=(dataset,), data=data),))
