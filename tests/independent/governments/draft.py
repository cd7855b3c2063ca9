"""A government in the making: its tables, and the draws that decide what is planted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final, TypeVar

from governments.words import HOSTILE, IDENTIFIERS

Row = dict[str, Any]
Document = dict[str, list[Row]]
T = TypeVar("T")

TRAITS: Final = (
    "hostile",
    "deep",
    "diamond",
    "circle",
    "alike",
    "loose",
    "steep",
    "inverted",
    "level",
    "unmeasured",
    "crowded",
    "doing",
    "kindless",
    "lowly",
    "grand",
    "unitless",
    "aimless",
    "unsourced",
    "mute",
    "baseless",
    "undated",
    "draw_polyline",
    "soft",
    "leaping",
    "ranged",
    "zero",
    "summed",
    "miscounted",
    "ownerless",
    "shared",
    "stray",
    "idle",
    "lost",
    "looped",
    "crossing",
    "expecting",
    "asked",
    "refused",
    "negative",
    "unperformed",
    "unfinished",
    "overworked",
    "rungs",
    "unrung",
    "unrealised",
    "extreme",
    "exact",
    "lagging",
    "reasoned",
    "lonely",
    "factored",
    "themed",
    "defined",
    "parted",
    "parts astray",
)
"""What may be wrong with a government; each is switched on for about a third of them."""

RARE: Final = frozenset(
    {
        *("defined", "parted", "parts astray", "factored", "rungs"),
        *("crossing", "expecting", "reasoned", "overworked"),
    }
)
"""Traits that need much else to show, and so are switched on more often."""


@dataclass(slots=True)
class Draft:
    """The tables written so far, and where random choices come from.

    What decides whether a trait shows has dice of its own, so that a new trait leaves all that
    it does not touch as it was.
    """

    seed: int
    traits: frozenset[str] = frozenset()
    tables: Document = field(default_factory=dict[str, list[Row]])
    random: Random = field(init=False)
    _dice: dict[str, Random] = field(default_factory=dict[str, Random], init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - nothing is kept secret by it

    def dice(self, trait: str) -> Random:
        """The random choices that only this trait makes."""
        if trait not in self._dice:
            self._dice[trait] = Random(f"{self.seed} {trait}")  # noqa: S311 - the same
        return self._dice[trait]

    def switched_on(self, trait: str) -> bool:
        """Whether this government has the trait."""
        return self.dice(trait).randrange(100) < (60 if trait in RARE else 35)

    def chance(self, percent: int) -> bool:
        """True in about ``percent`` of 100 draws."""
        return self.random.randrange(100) < percent

    def planted(self, trait: str, percent: int = 45) -> bool:
        """Whether a trait of this government shows on the thing at hand."""
        return trait in self.traits and self.dice(trait).randrange(100) < percent

    def one(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return self.random.choice(choices)

    def some(self, choices: Sequence[T], most: int) -> list[T]:
        """Up to ``most`` of the choices, none twice, in the order drawn."""
        return self.random.sample(choices, self.count(min(most, len(choices))))

    def count(self, most: int, least: int = 0) -> int:
        """A number of things."""
        return self.random.randint(least, most)

    def rows(self, table: str) -> list[Row]:
        """The rows of a table, made where there are none yet."""
        return self.tables.setdefault(table, [])

    def ids(self, *tables: str) -> list[str]:
        """The ids of all rows of the tables, in their order."""
        return [row["id"] for table in tables for row in self.rows(table)]

    def identifier(self, prefix: str, table: str) -> str:
        """A new id, unique in the document."""
        form = self.one(IDENTIFIERS) if self.planted("hostile") else IDENTIFIERS[0]
        return form.format(prefix=prefix, number=len(self.rows(table)) + 1)

    def name(self, choices: Sequence[str], number: int) -> str:
        """A name: hostile, one that others have too, or one of its own."""
        if self.planted("hostile", 30):
            return self.one(HOSTILE)
        name = self.one(choices)
        return name if self.planted("alike", 70) else f"{name} {number}"

    def listed(self, items: list[str]) -> list[str] | str | None:
        """A list cell in one of the forms that an input may have."""
        if not items:
            return None
        return items if self.chance(50) else "; ".join(items)
