"""Units and positions of a random government."""

from __future__ import annotations

from governments.draft import Draft, Row
from governments.words import LADDERS, NAMES

KINDS = ("opd", "opd", "unit", "opd", "external", "unit", "pemda", None)


def add_units(draft: Draft) -> None:
    """One to seven units in up to several trees: pemda, agencies, sub-units, without kind."""
    rows = draft.rows("units")
    for number in range(draft.count(7, least=1)):
        above = [None, *draft.ids("units")]
        rows.append(
            {
                "id": draft.identifier("u", "units"),
                "name": draft.name(NAMES, number),
                "kind": "pemda" if number == 0 else draft.one(KINDS),
                "parent": draft.one(above[::-1]) if draft.chance(80) else None,
            }
        )

    if "crossing" in draft.traits:
        for name in ("Dinas Perhubungan", "Satpol PP"):
            agency = {"id": draft.identifier("d", "units"), "name": name, "kind": "opd"}
            rows.append(agency | {"parent": rows[0]["id"]})


def add_positions(draft: Draft) -> None:
    """Up to six positions, with superiors, rungs and ladders."""
    rows = draft.rows("positions")
    for number in range(draft.count(6, least=2 if "rungs" in draft.traits else 0)):
        post = {
            "id": draft.identifier("p", "positions"),
            "name": draft.name(NAMES, number),
            "unit": draft.one(draft.ids("units")),
            "rank": draft.one((None, "Eselon II", "Pelaksana")),
            "reports_to": draft.listed(draft.some(draft.ids("positions"), 2)),
        }
        rows.append(post | _rung(draft, rows))
    if draft.planted("looped", 80) and len(rows) > 1:
        ids = draft.ids("positions")
        rows[0]["reports_to"] = draft.listed([draft.one(ids[1:])])


def _rung(draft: Draft, above: list[Row]) -> Row:
    """The place of a post on a ladder: often right below the post before it."""
    if not draft.planted("rungs", 85):
        return {}
    boss = above[-1] if above else {}
    if boss.get("rung") and draft.chance(75):
        climbs = boss["rung"] + (2 if draft.planted("unrung") else 1)
        told = {heading: boss[heading] for heading in ("ladder", "supervised")} | {"rung": climbs}
        if boss["supervised"] == "tidak" and draft.chance(60):
            others = [row["id"] for row in above if row.get("ladder") != boss["ladder"]]
            return told | {"reports_to": draft.listed(others[:1])}
        return told | {"reports_to": [boss["id"]]}
    ladder = draft.one(LADDERS)
    answers = {"analis kebijakan": "yes", "perencana": "tidak", "auditor": None}
    return {
        "ladder": ladder,
        "rung": draft.one((None, 2, 3)) if draft.planted("unrung") else 1,
        "supervised": answers[" ".join(ladder.split()).casefold()] if draft.chance(90) else None,
    }
