"""A caller: who it is, and what may be done in their name."""

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
        name: as the log of who did what calls them.
        kind: nobody known; the person at this machine; a key; a person who signed in.
        grants: what they were granted.
        csrf: the word that forms of their session send back; empty where there is no session.
    """

    name: str
    kind: Kind
    grants: Grants = field(default_factory=Grants)
    csrf: str = field(default="", repr=False)

    @property
    def is_known(self) -> bool:
        """Whether somebody vouches for the caller."""
        return self.kind != "anonymous"

    def may(self, right: Right, dataset: str | None = None) -> bool:
        """Whether they hold ``right`` in ``dataset``; None: in all datasets at once."""
        return self.grants.may(right, dataset)

    def datasets(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of ``names`` that they may see, in their order."""
        return self.grants.seen(names)


NOBODY = Caller("-", "anonymous")


def guest(dataset: str) -> Caller:
    """Nobody known, to whom ``dataset`` alone is open: it is public, or a signed link opens it."""
    held = () if dataset == EVERY else (Grant("viewer", dataset),)
    return Caller(NOBODY.name, NOBODY.kind, Grants(held))
