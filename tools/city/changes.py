"""Apply the changes in ``perubahan.yaml`` and ``defects.yaml`` to a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from city.draft import KEYS, Cell, Draft
from city.growth import Measure, Place, add_measure, grow

Change = Mapping[str, Any]


def apply(draft: Draft, changes: Sequence[Change]) -> None:
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


def _set(draft: Draft, change: Change) -> None:
    table = change["table"]
    key = {heading: change[heading] for heading in KEYS[table]}
    draft.get(table, **key).update(change["to_be"])


def _add(draft: Draft, change: Change) -> None:
    cells = {heading: cell for heading, cell in change.items() if heading != "table"}
    draft.add(change["table"], **cells)


def _remove(draft: Draft, change: Change) -> None:
    table = change["table"]
    draft.remove(table, **{heading: change[heading] for heading in KEYS[table]})


def _move(draft: Draft, change: Change) -> None:
    edge = draft.get("contributions", **{"from": change["from"], "to": change["away_from"]})
    edge.update({"to": change["to"], "rationale": change["because"]})


def _measure(draft: Draft, change: Change) -> None:
    cells: dict[str, Cell] = {
        "objective": change.get("objective"),
        "level": change.get("level"),
        "owner": change.get("owner", []),
        "data_source": change["data_source"],
    }
    lagging = change.get("lagging", False)
    add_measure(draft, change["id"], Measure(*change["measure"]), cells, lagging=lagging)


def _grow(draft: Draft, change: Change) -> None:
    above = draft.get("objectives", id=change["under"])
    level = above["level"]
    if not isinstance(level, int):
        raise TypeError(f"{change['under']}: its level is {level!r}")
    place = Place(
        level=level + 1,
        agency=change["agency"],
        unit=change["unit"],
        data_source=change["data_source"],
        above=change["under"],
        superior=change["superior"],
    )
    grow(draft, change["result"], change["id"], place)


def _retarget(draft: Draft, change: Change) -> None:
    for year, target in change["targets"].items():
        draft.get("values", indicator=change["indicator"], year=year)["target"] = target


def _report(draft: Draft, change: Change) -> None:
    for year, value in change["realisations"].items():
        draft.get("values", indicator=change["indicator"], year=year)["realisation"] = value


def _meet(draft: Draft, change: Change) -> None:
    for row in draft.years(change["indicator"]):
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
