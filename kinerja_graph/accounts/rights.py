"""Who may do what: rights, the roles that give them, and the grants that somebody holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

EVERY: Final = "*"
"""Stands for all datasets, those to come among them."""

Role = Literal["viewer", "planner", "inspector", "admin", "cypher"]
ROLES: Final[tuple[Role, ...]] = ("viewer", "planner", "inspector", "admin", "cypher")


class Right(StrEnum):
    """What can be allowed."""

    READ = "read"
    """To see a dataset: its views, audits, pictures and reports; so also to export its editions."""
    UPLOAD = "upload"
    """To load an edition of a dataset."""
    JUDGE = "judge"
    """To decide on waivers and the baseline of a dataset."""
    ADMIN = "admin"
    """To remove editions of a dataset, to see who did what in it, and to make and end its keys."""
    CYPHER = "cypher"
    """Free Cypher and custom rules: they see all datasets at once."""


GIVES: Final[Mapping[Role, frozenset[Right]]] = {
    "viewer": frozenset({Right.READ}),
    "planner": frozenset({Right.READ, Right.UPLOAD}),
    "inspector": frozenset({Right.READ, Right.JUDGE}),
    "admin": frozenset({Right.READ, Right.UPLOAD, Right.JUDGE, Right.ADMIN}),
    "cypher": frozenset({Right.READ, Right.CYPHER}),
}


@dataclass(frozen=True, slots=True, order=True)
class Grant:
    """A role in one dataset, or in all of them (``*``); ``cypher`` is always in all."""

    role: Role
    dataset: str = EVERY

    def gives(self, right: Right, dataset: str | None) -> bool:
        """Whether it allows ``right`` in ``dataset``; None: in all of them."""
        return right in GIVES[self.role] and self.dataset in (EVERY, dataset)


@dataclass(frozen=True, slots=True)
class Grants:
    """All that somebody was granted.

    >>> mine = Grants((Grant("planner", "kota-a"), Grant("viewer", "kota-b")))
    >>> mine.may(Right.UPLOAD, "kota-a"), mine.may(Right.UPLOAD, "kota-b"), mine.may(Right.READ)
    (True, False, False)
    >>> mine.seen(["kota-a", "kota-b", "kota-c"])
    ('kota-a', 'kota-b')
    """

    held: tuple[Grant, ...] = ()

    def may(self, right: Right, dataset: str | None = None) -> bool:
        """Whether one of them allows ``right`` in ``dataset``; None: in all datasets at once."""
        return any(grant.gives(right, dataset) for grant in self.held)

    def anywhere(self, right: Right) -> bool:
        """Whether one of them allows ``right`` in any dataset."""
        return any(right in GIVES[grant.role] for grant in self.held)

    def seen(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of ``names`` that may be read, in their order."""
        return tuple(name for name in names if self.may(Right.READ, name))


ALL: Final = Grants((Grant("admin"), Grant("cypher")))
"""Everything: the person at the machine itself."""
