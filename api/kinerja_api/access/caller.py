"""A caller: who it is, and what they are allowed to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from kinerja_graph.accounts.rights import EVERY, Grant, Grants, Right

Kind = Literal["anonymous", "local", "key", "person"]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling.

    Attributes:
        name: their name in the activity log.
        kind: anonymous; the person at this machine; a key; a person who signed in.
        grants: the permissions they were granted.
        csrf: the CSRF token that forms of their session send back; empty without a session.
    """

    name: str
    kind: Kind
    grants: Grants = field(default_factory=Grants)
    csrf: str = field(default="", repr=False)

    @property
    def is_known(self) -> bool:
        """Tell whether the caller is authenticated."""
        return self.kind != "anonymous"

    def may(self, right: Right, dataset: str | None = None) -> bool:
        """Tell whether they hold ``right`` in ``dataset``; None: in all datasets."""
        return self.grants.may(right, dataset)

    def datasets(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of ``names`` that they may read, in the same order."""
        return self.grants.seen(names)


ANONYMOUS = Caller("-", "anonymous")


def guest(dataset: str) -> Caller:
    """Return an anonymous caller for ``dataset`` only: it is public, or opened by a signed link."""
    held = () if dataset == EVERY else (Grant("viewer", dataset),)
    return Caller(ANONYMOUS.name, ANONYMOUS.kind, Grants(held))
