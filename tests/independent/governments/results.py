"""Objectives, indicators and tasks of a random government, and what they contribute to."""

from __future__ import annotations

from governments.draft import Draft, Row
from governments.words import DOINGS, NAMES, STATES, TAGS, UNITS, WHITE


def add_results(draft: Draft) -> None:
    """Objectives and indicators from level 0 down, then tasks."""
    for number in range(draft.count(6)):
        _add_objective(draft, number)
    for number in range(draft.count(9)):
        _add_indicator(draft, number)
    if "crowded" in draft.traits and draft.rows("objectives"):
        crowded = draft.rows("objectives")[0]["id"]
        for number in range(draft.count(6, least=4)):
            _add_indicator(draft, number + 20, objective=crowded)
    if draft.chance(70):
        for number in range(draft.count(5, least=1)):
            _add_task(draft, number)


def level_of(draft: Draft, name: str) -> int:
    """The level of a result that stands in the tables."""
    rows = {row["id"]: row for table in ("objectives", "indicators") for row in draft.rows(table)}
    objective = rows[name].get("objective")
    return int(rows[objective or name]["level"])


def _level(draft: Draft, levels: list[int]) -> int:
    if draft.planted("steep"):
        return draft.count(5)
    return min(5, max(levels, default=-1) + draft.count(1)) if levels else draft.count(1)


def _owners(draft: Draft) -> list[str] | str | None:
    units, posts = draft.ids("units"), draft.ids("positions")
    if draft.planted("ownerless", 60):
        return None
    owners = [draft.one(units[::-1])] if not draft.planted("idle", 80) else [units[0]]
    if posts and draft.chance(45):
        owners = draft.some(posts, 3 if "shared" in draft.traits else 1) or [posts[0]]
    if posts and draft.planted("stray"):
        owners = [*owners, draft.one(posts), draft.one(units)]
    return draft.listed(owners)


def _aims(draft: Draft, level: int) -> list[str]:
    """Results for a new result of this level to contribute to."""
    if draft.planted("loose", 40):
        return []
    results = draft.ids("objectives", "indicators")
    near = [one for one in results if level_of(draft, one) == level - 1]
    if draft.planted("inverted", 30):
        near = [one for one in results if level_of(draft, one) > level]
    elif draft.planted("level", 30):
        near = [one for one in results if level_of(draft, one) == level]
    elif draft.planted("steep", 40):
        near = [one for one in results if level_of(draft, one) < level - 1]
    return draft.some(near[::-1], 3) or near[:1]


def _add_objective(draft: Draft, number: int) -> None:
    rows = draft.rows("objectives")
    level = _level(draft, [row["level"] for row in rows])
    words = DOINGS if draft.planted("doing") else STATES
    expected = draft.some(draft.ids("units"), 2) if draft.planted("expecting", 70) else []
    rows.append(
        {
            "id": draft.identifier("o", "objectives"),
            "name": draft.name(words, number),
            "level": level,
            "owner": None if draft.chance(40) else _owners(draft),
            "contributes_to": draft.listed(_aims(draft, level)),
            "cross_agency": draft.one(("ya", True))
            if draft.planted("crossing", 90 if number == 0 else 30)
            else None,
            "expected_agencies": draft.listed(expected),
            "role": _role(draft, level),
            "tags": _tags(draft),
        }
    )


def _role(draft: Draft, level: int) -> str | None:
    if not draft.planted("factored", 65):
        return None
    below = ("csf", "faktor_kunci", "kondisi_antara")
    return draft.dice("factored").choice(("outcome", "hasil") if level == 0 else below)


def _tags(draft: Draft) -> str | list[str] | None:
    if not draft.planted("themed"):
        return None
    dice = draft.dice("themed")
    tags: list[str] = dice.sample(TAGS, dice.randint(1, 3))
    return tags if dice.randrange(2) else "; ".join(tags)


def _add_indicator(draft: Draft, number: int, objective: str | None = None) -> None:
    rows, above = draft.rows("indicators"), draft.rows("objectives")
    if objective is None and above and draft.chance(30 if "unmeasured" in draft.traits else 75):
        unmeasured = [
            one for one in draft.ids("objectives") if all(row["objective"] != one for row in rows)
        ]
        objective = draft.one(unmeasured or draft.ids("objectives"))
    own = _level(draft, [row["level"] for row in (*above, *rows) if row["level"] is not None])
    level = own if objective is None else level_of(draft, objective)
    name, aims = draft.identifier("i", "indicators"), _aims(draft, level)
    copied = [row["name"] for row in rows if row["id"] in aims] if draft.planted("alike") else []
    rows.append(
        {
            "id": name,
            "name": draft.one(copied).upper() if copied else draft.name(NAMES, number),
            "objective": objective,
            "level": None if objective is not None and draft.chance(80) else level,
            "owner": None if draft.chance(15) else _owners(draft),
            "contributes_to": draft.listed(aims),
            "kind": _kind(draft, level),
            "tags": _tags(draft),
            "definition": _definition(draft),
            **quality(draft),
        }
    )


def _definition(draft: Draft) -> str | None:
    """Of a government with this trait some indicators are defined; of others none."""
    if not draft.planted("defined", 95):
        return None
    dice = draft.dice("defined")
    return "Yang dihitung" if dice.randrange(100) < 60 else dice.choice(WHITE)


def _kind(draft: Draft, level: int) -> str | None:
    if draft.planted("kindless", 60):
        return None
    if level >= 4 and draft.planted("grand", 75):
        return "impact"
    if draft.planted("lowly"):
        return draft.one(("output", "process", "input"))
    return "outcome" if level <= 2 else "output"


def quality(draft: Draft) -> Row:
    """What an indicator says of its measuring: unit, polarity, formula and source."""
    plain, mute = "unsourced" not in draft.traits, {"unsourced", "mute"} <= draft.traits
    often = 97 if "mute" in draft.traits else 60
    blank = draft.one(WHITE)
    return {
        "measure_unit": draft.one(WHITE) if draft.planted("unitless", often) else draft.one(UNITS),
        "polarity": None if draft.planted("aimless", often) else _polarity(draft),
        "formula": "A / B × 100" if plain or draft.chance(0 if mute else 60) else blank,
        "data_source": "BPS" if plain or draft.chance(0 if mute else 60) else blank,
    }


def _polarity(draft: Draft) -> str:
    if draft.planted("ranged"):
        return draft.one(("range", "rentang"))
    return draft.one(("up", "naik", "down", "turun", "hold", "tetap"))


def _add_task(draft: Draft, number: int) -> None:
    posts, results = draft.ids("positions"), draft.ids("objectives", "indicators")
    performers = [] if draft.planted("unperformed") else draft.some(posts, 2) or posts[:1]
    aims = [] if draft.planted("lost") else draft.some(results[::-1], 2) or results[-1:]
    busy, unfinished = draft.planted("overworked", 70), draft.planted("unfinished")
    draft.rows("tasks").append(
        {
            "id": draft.identifier("t", "tasks"),
            "name": draft.name(NAMES, number),
            "activity": draft.one(("Pelatihan", None)),
            "step": str(number + 1),
            "performer": draft.listed(performers),
            "output_quantity": draft.one((None, 0, 12)) if unfinished else 1,
            "output_unit": draft.one((None, " ", "Dokumen")) if unfinished else "Dokumen",
            "duration": None
            if draft.planted("unfinished")
            else 37500
            if busy
            else draft.one((30, 37500, 0)),
            "duration_unit": draft.one(("minute", "menit")),
            "volume": draft.one((2, 3)) if busy else draft.one((1, None)),
            "tags": _tags(draft),
            "contributes_to": draft.listed(aims),
        }
    )
