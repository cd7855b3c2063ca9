"""What only a lenient load lets through: errors planted into finished tables."""

from __future__ import annotations

from collections.abc import Callable

from governments.draft import Draft, Row


def add_blunders(draft: Draft) -> None:
    """One to six kinds of error, each planted somewhere, in their order."""
    for blunder in sorted(draft.some(BLUNDERS, 6), key=BLUNDERS.index) or [BLUNDERS[0]]:
        blunder(draft)


def _row(draft: Draft, *tables: str) -> Row:
    rows = [row for table in tables for row in draft.rows(table)]
    return draft.one(rows) if rows else {}


def _listed(row: Row, heading: str) -> list[str]:
    aims: list[str] | str = row.get(heading) or []
    return aims.split("; ") if isinstance(aims, str) else list(aims)


def _self_edge(draft: Draft) -> None:
    row = _row(draft, "objectives", "indicators")
    if row:
        row["contributes_to"] = [*_listed(row, "contributes_to"), row["id"]]


def _self_edge_with_properties(draft: Draft) -> None:
    row = _row(draft, "indicators", "objectives")
    named = {(one.get("from"), one.get("to")) for one in draft.rows("contributions")}
    if row and (row["id"], row["id"]) not in named:
        told = {"mode": "sum", "sign": draft.one(("-", "+")), "kind": "crosscutting"}
        draft.rows("contributions").append({"from": row["id"], "to": row["id"], **told})


def _self_report(draft: Draft) -> None:
    row = _row(draft, "positions")
    if row:
        row["reports_to"] = [*_listed(row, "reports_to"), row["id"]]


def _unknown_level(draft: Draft) -> None:
    for row in (_row(draft, "objectives"), _row(draft, "indicators")):
        if row:
            row["level"] = draft.one(("x", None, 7)) if row.get("objective") is None else None


def _unknown_name(draft: Draft) -> None:
    for _ in range(draft.count(3, least=1)):
        _row(draft, "indicators", "objectives", "units", "positions", "tasks")["name"] = None


def _dangling_item(draft: Draft) -> None:
    row = _row(draft, "objectives", "indicators", "tasks")
    if row:
        ends = ["tidak-ada", *draft.ids("units")[:1], *draft.ids("tasks")[:1]]
        row["contributes_to"] = [*_listed(row, "contributes_to"), *draft.some(ends, 2), ends[0]]


def _dangling_owner(draft: Draft) -> None:
    row = _row(draft, "objectives", "indicators")
    if row:
        row["owner"] = [*_listed(row, "owner"), "hantu"]
        row["expected_agencies"] = None
    post = _row(draft, "positions")
    if post:
        post["unit"] = "unit-hantu"


def _dangling_values(draft: Draft) -> None:
    rows = [{"indicator": "hantu", "year": year, "target": 1} for year in (2024, 2025)]
    draft.rows("values").extend(rows[: draft.count(2, least=1)])


def _dangling_contributions(draft: Draft) -> None:
    results = draft.ids("indicators", "objectives")[:1]
    ends = draft.one(([*results, "hantu"], ["hantu", *results], ["hantu", "bayangan"]))
    if len(ends) == 2:
        draft.rows("contributions").append({"from": ends[0], "to": ends[1], "kind": "vertical"})


def _unreadable(draft: Draft) -> None:
    row = _row(draft, "indicators")
    if row:
        row["baseline"] = "banyak"
        row["kind"] = draft.one(("hebat", None))
    value = _row(draft, "values")
    if value:
        value["realisation"] = "abc"


def _spoil(draft: Draft, row: Row, cells: Row) -> None:
    """Some of the ``cells``, or all, in the place of those of the row."""
    if row:
        for heading in draft.some(list(cells), len(cells)) or cells:
            row[heading] = cells[heading]


def _spoiled_quality(draft: Draft) -> None:
    cells: Row = {
        "measure_unit": ["Persen", "Menit"],
        "polarity": "membaik",
        "formula": ["A", "B"],
        "data_source": ["BPS"],
        "baseline": "banyak",
    }
    for _ in range(draft.count(3, least=1)):
        _spoil(draft, _row(draft, "indicators"), cells)
    for row in draft.rows("indicators"):
        if draft.planted("defined", 50):
            row["definition"] = ["Yang", "dihitung"]


def _spoiled_values(draft: Draft) -> None:
    for _ in range(draft.count(4, least=1)):
        target = draft.one(("banyak", "80-90", "90-80"))
        _spoil(draft, _row(draft, "values"), {"target": target, "realisation": "abc"})
    if draft.chance(50):
        _spoil(draft, _row(draft, "values"), {"year": draft.one(("kelak", None))})
    stated = {(row["indicator"], row["year"]) for row in draft.rows("values") if row.get("target")}
    for row in list(draft.rows("values")):
        first = (
            row.get("period") in {"S1", "Q1", "M1"} and (row["indicator"], row["year"]) in stated
        )
        if first and draft.planted("parts astray", 90):
            draft.rows("values").append({**row, "period": "ke-9"})


def _values_of_nothing(draft: Draft) -> None:
    """Rows of an indicator that is not there, is no indicator, or is not said; two of a year."""
    for name in ("hantu", None, *draft.ids("objectives")[:1]):
        row: Row = {"indicator": name, "year": draft.one((2024, 2025, None)), "target": "80-90"}
        row["realisation"] = draft.one((1, "abc"))
        draft.rows("values").extend([row, {**row, "target": 1}])


def _spoiled_tasks(draft: Draft) -> None:
    cells: Row = {
        "output_quantity": "satu",
        "output_unit": ["Dokumen"],
        "duration": "lama",
        "duration_unit": draft.one(("windu", None)),
        "performer": ["hantu"],
    }
    for _ in range(draft.count(3, least=1)):
        _spoil(draft, _row(draft, "tasks"), cells)


def _ownerless_by_mistake(draft: Draft) -> None:
    """The only owner dangles: of indicators, and of objectives with all that measures them."""
    for _ in range(draft.count(2, least=1)):
        row = _row(draft, "objectives", "indicators")
        if row:
            row["owner"] = "hantu"
        for one in draft.rows("indicators"):
            if row and one.get("objective") == row["id"]:
                one["owner"] = None


def _seatless(draft: Draft) -> None:
    for _ in range(draft.count(3, least=1)):
        _spoil(draft, _row(draft, "positions"), {"unit": draft.one((None, "unit-hantu"))})


def _answers_otherwise(draft: Draft) -> None:
    rows = [row for row in draft.rows("positions") if row.get("ladder")]
    if rows:
        draft.one(rows)["supervised"] = draft.one(("yes", "no", "mungkin"))


def _nameless_row(draft: Draft) -> None:
    """Rows without an id among the others, each a copy of one that has one."""
    draft.rows("units").append({"id": None, "name": "Tanpa id", "kind": "opd"})
    for table in ("positions", "objectives", "indicators", "tasks"):
        rows = draft.rows(table)
        if rows and draft.chance(60):
            copy = {**draft.one(rows), "id": None, "contributes_to": "hantu", "level": 9}
            told = {name: cell for name, cell in copy.items() if name in {*rows[0], "level"}}
            rows.insert(draft.count(len(rows)), told)


def _circle_of_one(draft: Draft) -> None:
    """An objective that several indicators measure contributes to itself."""
    measured = [row["objective"] for row in draft.rows("indicators") if row.get("objective")]
    several = sorted({one for one in measured if measured.count(one) > 1})
    for row in draft.rows("objectives"):
        if row["id"] in several:
            row["contributes_to"] = [*_listed(row, "contributes_to"), row["id"]]


def _twice(draft: Draft) -> None:
    row = _row(draft, "indicators", "units")
    if row:
        table = "indicators" if row in draft.rows("indicators") else "units"
        draft.rows(table).append({**row, "name": "Kedua"})


def _unit_circle(draft: Draft) -> None:
    rows = draft.rows("units")
    if len(rows) > 1:
        first, second = rows[0], rows[1]
        first["parent"], second["parent"] = second["id"], first["id"]


def _own_parent(draft: Draft) -> None:
    row = _row(draft, "units")
    row["parent"] = row["id"]


BLUNDERS: list[Callable[[Draft], None]] = [
    _self_edge,
    _unknown_level,
    _unknown_name,
    _dangling_item,
    _unreadable,
    _self_edge_with_properties,
    _self_report,
    _dangling_owner,
    _dangling_values,
    _dangling_contributions,
    _twice,
    _unit_circle,
    _own_parent,
    _spoiled_quality,
    _spoiled_values,
    _values_of_nothing,
    _spoiled_tasks,
    _ownerless_by_mistake,
    _seatless,
    _answers_otherwise,
    _circle_of_one,
    _nameless_row,
]
