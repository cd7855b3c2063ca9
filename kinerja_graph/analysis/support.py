"""What only one agency holds up: which agencies stand behind each result below another."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from kinerja_graph.analysis.below import Below

_SEVERAL = 2


def sole_supporters(below: Below, own: Sequence[int]) -> dict[int, int]:
    """The one agency behind a result, for each result that has exactly one.

    Looked at is every result that something contributes to; what reaches it counts, but itself
    and the indicators that measure it are left out, and things without an agency say nothing
    (contract §4).

    Args:
        below: the records.
        own: the agencies of each record, a bit for each agency.

    Returns:
        The bit of the agency, by number of the result.
    """
    whole = _spread(below, own)
    found: dict[int, int] = {}
    for result in {high for _, high in below.contributed()}:
        behind = _behind(below, own, result, min(_SEVERAL, whole[result].bit_count()))
        if behind.bit_count() == 1:
            found[result] = behind
    return found


def _behind(below: Below, own: Sequence[int], result: int, enough: int) -> int:
    """The agencies behind ``result``, or ``enough`` of them where there are more.

    Whatever is found is among those of all that reaches it, so where these are one the first hit
    ends the search, and else the second: only a result that another agency owns costs a full walk.
    """
    left_out = below.left_out(result)
    seen = {result}
    waiting = [result]
    behind = 0
    while waiting and behind.bit_count() < enough:
        for one in below.lower[waiting.pop()]:
            if one not in seen:
                seen.add(one)
                waiting.append(one)
                if one not in left_out:
                    behind |= own[one]
    return behind


def _spread(below: Below, own: Sequence[int]) -> list[int]:
    """For each record: the agencies of all that reaches it, itself included; circles are fine."""
    whole = list(own)
    farthest_first = sorted(range(len(whole)), key=below.depths.__getitem__, reverse=True)
    waiting = deque(farthest_first)
    while waiting:
        here = waiting.popleft()
        for one in below.upper[here]:
            if whole[here] & ~whole[one]:
                whole[one] |= whole[here]
                waiting.append(one)
    return whole
