"""How a status of a box or line is shown: its shape, its colour, its word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

ToneName = Literal[
    "error",
    "warning",
    "info",
    "removed",
    "added",
    "moved",
    "changed",
    "against",
    "mixed",
    "supports",
    "too-few",
]
"""Severities of findings, changes since an edition, and verdicts from the measured years."""


@dataclass(frozen=True, slots=True)
class Sign:
    """The shape of a tone (colour alone never conveys it) and the name of its colour in a theme."""

    shape: str
    colour: str


SIGNS: Final[dict[str, Sign]] = {
    "error": Sign("✖", "red"),
    "warning": Sign("▲", "amber"),
    "info": Sign("●", "blue"),
    "removed": Sign("−", "red"),
    "added": Sign("+", "green"),
    "moved": Sign("→", "violet"),
    "changed": Sign("≠", "amber"),
    "against": Sign("▼", "red"),
    "mixed": Sign("◇", "amber"),
    "supports": Sign("✓", "green"),
    "too-few": Sign("○", "grey"),
}
"""The sign of every tone, the most urgent first."""
ORDER: Final[tuple[str, ...]] = tuple(SIGNS)
"""The tones in display order."""


VERDICTS: Final = ("against", "mixed", "supports", "too-few")
"""The possible verdicts of the measured years on a link."""


def is_loud(tone: str) -> bool:
    """Tell whether a box shows it in a strip; an info is only a dot with a number."""
    return tone != "info"
