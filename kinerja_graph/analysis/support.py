"""Find results supported by only one agency among those below another."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from kinerja_graph.analysis.below import Below

_SEVERAL = 2


def sole_supporters(below: Below, own: Sequence[int]) -> dict[int, int]:
    """Return the supporting agency of each result that has exactly one.

    Considers every result with contributions. Whatever reaches it counts, except itself and the
    indicators that measure it; records without an agency are ignored (contract §4).

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
    """Return the agencies that support ``result``, or ``enough`` of them if there are more.

    The agencies found are among those of everything that reaches it: if that is only one, the first
    hit ends the search, otherwise the second. Only a result owned by another agency needs a full
    walk.
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
    """Return for each record the agencies of all that reaches it, itself included, as bits.

    The graph may contain cycles.
    """
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
