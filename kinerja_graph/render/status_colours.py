"""What can be said of a box or a line in few letters: its shape, its colour, its word."""

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
"""Severities of findings; what changed since an edition; what the measured years say."""


@dataclass(frozen=True, slots=True)
class Sign:
    """The shape of a tone (colour alone never tells it) and the name of its colour in a theme."""

    shape: str
    colour: str


SIGNS: Final[dict[str, Sign]] = {
    "error": Sign("▲", "red"),
    "warning": Sign("◆", "amber"),
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
"""The tones in the order in which they are told."""


VERDICTS: Final = ("against", "mixed", "supports", "too-few")
"""What the measured years say of a link."""


def is_loud(tone: str) -> bool:
    """Whether a box says it in a strip; an info is a dot with a number."""
    return tone != "info"
