"""Shapes that defeat careless walks, and the properties of contributions."""

from __future__ import annotations

from governments.draft import Draft, Row
from governments.results import level_of, quality

BASES = ("nesting", "susunan", "stated", "dinyatakan")


def add_shapes(draft: Draft) -> None:
    """A deep chain, a diamond, a circle through an objective; each under the last result."""
    results = draft.ids("objectives", "indicators")
    if "deep" in draft.traits:
        top = results[-1:]
        for number in range(draft.count(12, least=3)):
            top = [_add_rung(draft, f"d{number}", min(5, number), top)]
    if "diamond" in draft.traits:
        layer = results[:1]
        for number in range(draft.count(3, least=1)):
            layer = [_add_rung(draft, f"m{number}{side}", 4, layer) for side in "ab"]
    if "circle" in draft.traits:
        _add_circle(draft)
    if "summed" in draft.traits:
        _add_sum(draft)
    if "alike" in draft.traits:
        _add_twins(draft)


def _add_rung(draft: Draft, stem: str, level: int, above: list[str]) -> str:
    name = draft.identifier(stem, "indicators")
    row: Row = {"id": name, "name": f"Mata rantai {stem}", "level": level, "objective": None}
    row |= quality(draft) | {"owner": draft.ids("units")[-1:], "kind": "output"}
    draft.rows("indicators").append(row | {"contributes_to": draft.listed(above)})
    return name


def _add_sum(draft: Draft) -> None:
    """An indicator and two or three of the same unit that add up to it."""
    upper = _add_rung(draft, "s", 3, draft.ids("objectives")[-1:])
    total = draft.rows("indicators")[-1]
    for number in range(draft.count(3, least=2)):
        lower = _add_rung(draft, f"s{number}", 4, [upper])
        draft.rows("contributions").append({"from": lower, "to": upper, "mode": "sum"})
        if not draft.planted("unitless", 60):
            draft.rows("indicators")[-1]["measure_unit"] = total["measure_unit"]


def _add_twins(draft: Draft) -> None:
    """Two or three indicators of one name and unit, owned by units of their own."""
    above, units = draft.ids("objectives")[-1:], draft.ids("units")
    for number in range(draft.count(3, least=2)):
        _add_rung(draft, f"k{number}", 4, above)
        row = draft.rows("indicators")[-1]
        row["name"], row["measure_unit"] = "Jumlah berkas", draft.one(("Berkas", "berkas"))
        row["owner"] = draft.listed([units[-1 - number % len(units)], *draft.some(units, 1)])
        row["kind"] = "outcome" if draft.planted("grand") else "output"


def _add_circle(draft: Draft) -> None:
    """Two objectives with an indicator each; the chain runs round through MEASURES."""
    names = [draft.identifier(f"c{side}", "objectives") for side in "ab"]
    for name, other in zip(names, names[::-1], strict=True):
        draft.rows("objectives").append(
            {"id": name, "name": f"Lingkar {name}", "level": 3, "contributes_to": None}
        )
        draft.rows("indicators").append(
            {
                "id": f"im{name}",
                "name": f"Ukuran {name}",
                "objective": name,
                "level": None,
                "contributes_to": draft.listed([other]),
                **quality(draft),
            }
        )


def add_contributions(draft: Draft) -> None:
    """Rows that give properties to edges named above, and a few edges of their own."""
    given = {(row["from"], row["to"]) for row in draft.rows("contributions")}
    edges = [edge for edge in named_edges(draft) if edge not in given]
    for low, high in draft.some(edges, 12):
        draft.rows("contributions").append({"from": low, "to": high, **_properties(draft)})
    if "crossing" in draft.traits:
        _cross(draft, edges)
    if "reasoned" in draft.traits:
        told = {(row["from"], row["to"]) for row in draft.rows("contributions")}
        draft.rows("contributions").extend(
            {"from": low, "to": high, "rationale": "sebab"}
            for low, high in edges
            if (low, high) not in told and draft.chance(97)
        )
    if "circle" in draft.traits:
        _add_loose_edges(draft, {*edges, *given})


def _cross(draft: Draft, edges: list[tuple[str, str]]) -> None:
    """Makes the edges between results of one level crosscutting, as a careful plan does."""
    rows = {(row["from"], row["to"]): row for row in draft.rows("contributions")}
    tasks = set(draft.ids("tasks"))
    for low, high in edges:
        if low not in tasks and level_of(draft, low) == level_of(draft, high):
            row = rows.get((low, high), {"from": low, "to": high})
            if (low, high) not in rows:
                draft.rows("contributions").append(row)
            row["kind"] = "crosscutting"


def named_edges(draft: Draft) -> list[tuple[str, str]]:
    """The pairs that the lists of the tables name, each once."""
    pairs: dict[tuple[str, str], None] = {}
    for table in ("objectives", "indicators", "tasks"):
        for row in draft.rows(table):
            aims: list[str] | str = row.get("contributes_to") or []
            items = aims.split("; ") if isinstance(aims, str) else aims
            pairs.update(dict.fromkeys((row["id"], item) for item in items))
    return list(pairs)


def _add_loose_edges(draft: Draft, named: set[tuple[str, str]]) -> None:
    """Edges from high to low that may close circles; never one that already exists."""
    results = draft.ids("objectives", "indicators")
    measures = {(row["id"], row["objective"]) for row in draft.rows("indicators")}
    for low, high in zip(draft.some(results, 3), draft.some(results, 3), strict=False):
        if low != high and (low, high) not in named | measures:
            draft.rows("contributions").append({"from": low, "to": high, **_properties(draft)})


def _properties(draft: Draft) -> Row:
    properties: Row = {}
    if draft.planted("crossing", 50) or draft.planted("level", 30):
        properties["kind"] = "crosscutting"
    if draft.planted("negative"):
        properties["sign"] = "-"
    if draft.planted("summed", 75):
        properties["mode"] = "sum"
    if draft.planted("asked", 50):
        properties["status"] = draft.one(("requested", "diminta"))
    elif draft.planted("refused", 40):
        properties["status"] = draft.one(("rejected", "ditolak"))
    if draft.planted("reasoned", 97):
        properties["rationale"] = draft.one(("sebab", "karena itu"))
        properties["reason"] = draft.one((None, "lompatan disengaja", " "))
    number = len(draft.rows("contributions"))
    if number % 3:
        properties["basis"] = BASES[number % len(BASES)]
    if draft.chance(20):
        properties["weight"] = draft.one((0.25, 1))
    return properties
