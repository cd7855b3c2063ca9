"""The edges between records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from kinerja_graph.model.frozen import frozen_record
from kinerja_graph.model.origin import Origin

Basis = Literal["stated", "nesting"]
ContributionKind = Literal["vertical", "crosscutting"]
Sign = Literal["+", "-"]
Status = Literal["accepted", "requested", "rejected"]
ORDINARY: Final[Mapping[str, str]] = {
    "basis": "stated", "kind": "vertical", "sign": "+", "status": "accepted",
}  # fmt: skip
"""What an empty cell of ``contributions`` means, and an edge that lacks ``basis``."""
LinkType = Literal[
    "MEASURES", "OWNS", "PERFORMS", "PART_OF", "IN_UNIT", "REPORTS_TO", "EXPECTS", "SERVES"
]


@frozen_record
class Contribution:
    """A lower result or task ``source`` that contributes to a result ``target`` (record ids).

    An empty cell has become its meaning: basis ``stated``, kind ``vertical``, sign ``+``, status
    ``accepted``. A sign or status that could not be read is None: nobody said that it is ``+`` or
    ``accepted``. Basis ``nesting``: an import drew it from codes, indent or merged parents.
    ``mode`` is ``sum`` where the lower values add up to the upper, else None.
    """

    source: str
    target: str
    origin: Origin
    basis: Basis = "stated"
    kind: ContributionKind = "vertical"
    sign: Sign | None = "+"
    mode: str | None = None
    weight: float | None = None
    rationale: str | None = None
    reason: str | None = None
    status: Status | None = "accepted"

    @property
    def type(self) -> Literal["CONTRIBUTES_TO", "REJECTED_CONTRIBUTION"]:
        """The relationship type: rejected contributions are stored under a type of their own."""
        return "REJECTED_CONTRIBUTION" if self.status == "rejected" else "CONTRIBUTES_TO"


@dataclass(frozen=True, slots=True)
class Link:
    """An edge without properties, from record ``source`` to record ``target``.

    Both are named as by ``model.nodes.reference``.
    """

    type: LinkType
    source: str
    target: str
    origin: Origin
