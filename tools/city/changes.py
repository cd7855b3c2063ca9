"""Apply the changes in ``perubahan.yaml`` and ``defects.yaml`` to a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from city.draft import KEYS, Cell, Draft
from city.growth import Measure, Place, add_measure, grow

Told = Mapping[str, Any]


def apply(draft: Draft, changes: Sequence[Told]) -> None:
    """Apply the changes in order.

    Each has one of these keys: ``set`` (a row's key; the new cells under ``to``), ``add`` and
    ``remove`` (a table and a row or its key), ``move`` (a record's contribution to another end),
    ``measure`` (a new indicator with its years), ``grow`` (a new result with everything below it),
    ``retarget`` (new targets by year), ``report`` (new realisations by year, null for none),
    ``meet`` (an indicator whose realisations become its targets).
    """
    for change in changes:
        [kind] = change.keys() & _KINDS.keys()
        _KINDS[kind](draft, change[kind])


def _set(draft: Draft, told: Told) -> None:
    table = told["table"]
    key = {heading: told[heading] for heading in KEYS[table]}
    draft.get(table, **key).update(told["to_be"])


def _add(draft: Draft, told: Told) -> None:
    cells = {heading: cell for heading, cell in told.items() if heading != "table"}
    draft.add(told["table"], **cells)


def _remove(draft: Draft, told: Told) -> None:
    table = told["table"]
    draft.remove(table, **{heading: told[heading] for heading in KEYS[table]})


def _move(draft: Draft, told: Told) -> None:
    edge = draft.get("contributions", **{"from": told["from"], "to": told["away_from"]})
    edge.update({"to": told["to"], "rationale": told["because"]})


def _measure(draft: Draft, told: Told) -> None:
    cells: dict[str, Cell] = {
        "objective": told.get("objective"),
        "level": told.get("level"),
        "owner": told.get("owner", []),
        "data_source": told["data_source"],
    }
    lagging = told.get("lagging", False)
    add_measure(draft, told["id"], Measure(*told["measure"]), cells, lagging=lagging)


def _grow(draft: Draft, told: Told) -> None:
    above = draft.get("objectives", id=told["under"])
    level = above["level"]
    if not isinstance(level, int):
        raise TypeError(f"{told['under']}: its level is {level!r}")
    place = Place(
        level=level + 1,
        agency=told["agency"],
        unit=told["unit"],
        data_source=told["data_source"],
        above=told["under"],
        superior=told["superior"],
    )
    grow(draft, told["result"], told["id"], place)


def _retarget(draft: Draft, told: Told) -> None:
    for year, target in told["targets"].items():
        draft.get("values", indicator=told["indicator"], year=year)["target"] = target


def _report(draft: Draft, told: Told) -> None:
    for year, value in told["realisations"].items():
        draft.get("values", indicator=told["indicator"], year=year)["realisation"] = value


def _meet(draft: Draft, told: Told) -> None:
    for row in draft.years(told["indicator"]):
        if row["realisation"] is not None:
            row["realisation"] = row["target"]


_KINDS: Final = {
    "set": _set,
    "add": _add,
    "remove": _remove,
    "move": _move,
    "measure": _measure,
    "grow": _grow,
    "retarget": _retarget,
    "report": _report,
    "meet": _meet,
}
