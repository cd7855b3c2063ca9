"""The tints of agencies; a code word always accompanies a tint."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.names import natural_sort_key

INK: Final = "#1b2430"
"""The colour of text on every tint; contrast at least 10 to 1."""


@dataclass(frozen=True, slots=True)
class Tint:
    """A light background for boxes and the strong colour of the bar at their side (CSS hex)."""

    ground: str
    bar: str


TINTS: Final[tuple[Tint, ...]] = (
    Tint("#e4eefb", "#2c6cb0"),
    Tint("#fdecd8", "#b8600f"),
    Tint("#e2f3e5", "#2a7f42"),
    Tint("#fae3ea", "#b23463"),
    Tint("#ece6f9", "#6b49aa"),
    Tint("#ddf3f3", "#137680"),
    Tint("#faf2cc", "#8a6d00"),
    Tint("#f2e7de", "#85552f"),
    Tint("#eaf2d4", "#5a7a10"),
    Tint("#e5e8f8", "#4554a3"),
    Tint("#f8e4f6", "#9c3694"),
    Tint("#e3ecf0", "#466474"),
)
GREY: Final = Tint("#f4f5f7", "#6c7683")
"""For boxes without an agency, and for agencies beyond the twelfth."""


def assign_tints(network: Network) -> dict[str, int]:
    """Assign a place in ``TINTS`` to up to twelve agencies, by id, in id order.

    If the edition has at most twelve agencies, each has a tint, so an agency looks the same in
    every picture of it. If there are more, those with the most boxes in ``network`` have one.
    """
    drawn = {agency for node in network.nodes for agency in node.agencies}
    every = drawn.union(network.all_agencies)
    if len(every) <= len(TINTS):
        return {agency: place for place, agency in enumerate(sorted(every, key=natural_sort_key))}
    boxes = Counter(agency for node in network.nodes for agency in node.agencies)
    largest = sorted(boxes, key=lambda agency: (-boxes[agency], natural_sort_key(agency)))[
        : len(TINTS)
    ]
    return {agency: place for place, agency in enumerate(sorted(largest, key=natural_sort_key))}


PATTERNS: Final = 3
"""In how many ways the bar of a tint is drawn in a map: whole, in pieces, as two lines."""


def assign_looks(network: Network) -> dict[str, tuple[int, int]]:
    """Assign a tint and the pattern of its bar to up to 36 agencies of a map.

    Those of ``assign_tints`` have whole bars; the next largest share their tints.
    """
    looks = {agency: (tint, 0) for agency, tint in assign_tints(network).items()}
    boxes = Counter(agency for node in network.nodes for agency in node.agencies)
    rest = sorted(
        (agency for agency in boxes if agency not in looks),
        key=lambda agency: (-boxes[agency], natural_sort_key(agency)),
    )
    more = rest[: len(TINTS) * (PATTERNS - 1)]
    for place, agency in enumerate(sorted(more, key=natural_sort_key)):
        looks[agency] = place % len(TINTS), 1 + place // len(TINTS)
    return looks
