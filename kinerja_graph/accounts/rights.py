"""Rights, the roles that include them, and the grants that somebody holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

EVERY: Final = "*"
"""Stands for all datasets, including future ones."""

Role = Literal["viewer", "planner", "inspector", "admin", "cypher"]
ROLES: Final[tuple[Role, ...]] = ("viewer", "planner", "inspector", "admin", "cypher")


class Right(StrEnum):
    """What a role can allow."""

    READ = "read"
    """See a dataset (its views, audits, pictures and reports), and so export its editions."""
    UPLOAD = "upload"
    """Load an edition of a dataset."""
    JUDGE = "judge"
    """Decide on waivers and the baseline of a dataset."""
    ADMIN = "admin"
    """Remove editions of a dataset, see its log, and create and revoke its keys."""
    CYPHER = "cypher"
    """Run free Cypher queries and custom rules, which see all datasets at once."""


GIVES: Final[Mapping[Role, frozenset[Right]]] = {
    "viewer": frozenset({Right.READ}),
    "planner": frozenset({Right.READ, Right.UPLOAD}),
    "inspector": frozenset({Right.READ, Right.JUDGE}),
    "admin": frozenset({Right.READ, Right.UPLOAD, Right.JUDGE, Right.ADMIN}),
    "cypher": frozenset({Right.READ, Right.CYPHER}),
}


@dataclass(frozen=True, slots=True, order=True)
class Grant:
    """A role in one dataset or in all of them (``*``); ``cypher`` always applies to all."""

    role: Role
    dataset: str = EVERY

    def gives(self, right: Right, dataset: str | None) -> bool:
        """Return whether it allows ``right`` in ``dataset`` (None: in all datasets)."""
        return right in GIVES[self.role] and self.dataset in (EVERY, dataset)


@dataclass(frozen=True, slots=True)
class Grants:
    """All grants of one holder.

    >>> mine = Grants((Grant("planner", "kota-a"), Grant("viewer", "kota-b")))
    >>> mine.may(Right.UPLOAD, "kota-a"), mine.may(Right.UPLOAD, "kota-b"), mine.may(Right.READ)
    (True, False, False)
    >>> mine.seen(["kota-a", "kota-b", "kota-c"])
    ('kota-a', 'kota-b')
    """

    held: tuple[Grant, ...] = ()

    def may(self, right: Right, dataset: str | None = None) -> bool:
        """Return whether one of them allows ``right`` in ``dataset`` (None: in all datasets)."""
        return any(grant.gives(right, dataset) for grant in self.held)

    def anywhere(self, right: Right) -> bool:
        """Return whether one of them allows ``right`` in any dataset."""
        return any(right in GIVES[grant.role] for grant in self.held)

    def seen(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of ``names`` that may be read, in the given order."""
        return tuple(name for name in names if self.may(Right.READ, name))


ALL: Final = Grants((Grant("admin"), Grant("cypher")))
"""Every right, as held by the person at the machine itself."""
