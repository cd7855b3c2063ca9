"""Convert nested results to rows: posts, objectives, indicators, values, steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import Any, Final

from city.draft import Cell, Draft
from city.series import BEFORE, Series

RANKS: Final = (
    "Kepala Daerah",
    "JPT Pratama",
    "Administrator",
    "Jabatan Fungsional (Ketua Tim)",
    "Pelaksana",
)
Declaration = Mapping[str, Any]
"""A mapping read from YAML."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to add a result: its level, its id prefix, and the post and result above it."""

    level: int
    agency: str
    unit: str
    data_source: str
    above: str | None = None
    superior: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator as written in a file of ``plan/``, in this order."""

    name: str
    kind: str | None
    measure_unit: str | None
    polarity: str
    start: float
    end: float | str
    formula: str | None = None


def grow_agency(draft: Draft, declared: Declaration, lagging: frozenset[str]) -> None:
    """Add an agency, or the government itself, with all its results."""
    draft.add(
        "units",
        id=declared["id"],
        name=declared["name"],
        parent=declared.get("parent"),
        kind=declared["kind"],
        alias=declared.get("alias"),
    )
    for number, result in enumerate(declared["results"], 1):
        place = Place(
            level=declared["level"],
            agency=declared["id"],
            unit=declared["id"],
            data_source=declared["data_source"],
            above=result.get("to"),
            superior=declared.get("superior"),
        )
        grow(draft, result, f"{declared['code']}-{number}", place, lagging)


def grow(
    draft: Draft,
    declared: Declaration,
    name: str,
    place: Place,
    lagging: frozenset[str] = frozenset(),
) -> None:
    """Add one result with its post, measures and steps, and all results below it."""
    if "unit" in declared:
        unit, title = declared["unit"]
        draft.add("units", id=unit, name=title, parent=place.agency, kind="unit", alias=None)
        place = replace(place, unit=unit)
    post = _post(draft, declared, place)
    owner: Cell = [place.unit, post] if place.level == 1 else [post]
    draft.add(
        "objectives",
        id=name,
        name=declared["name"],
        level=place.level,
        owner=owner,
        cross_agency=True if declared.get("expects") else None,
        expected_agencies=declared.get("expects", []),
    )
    if place.above is not None:
        draft.add(
            "contributions",
            **{"from": name, "to": place.above},
            kind="vertical",
            sign="+",
            rationale=declared["because"],
        )
    for letter, measure in zip(ascii_lowercase, declared["measures"], strict=False):
        add_measure(
            draft,
            f"{name}{letter}",
            Measure(*measure),
            {"objective": name, "owner": owner, "data_source": place.data_source},
            lagging=f"{name}{letter}" in lagging,
        )
    _steps(draft, declared.get("sop"), name, post)
    for number, below in enumerate(declared.get("below", []), 1):
        lower = replace(place, level=place.level + 1, above=name, superior=post)
        grow(draft, below, f"{name}.{number}", lower, lagging)


def _post(draft: Draft, declared: Declaration, place: Place) -> str:
    """Return the post responsible for a result; add it unless it exists."""
    post, *title = declared["post"]
    if title:
        superiors = declared.get("reports_to", [place.superior] if place.superior else [])
        ladder, rung, supervised = declared.get("ladder", (None, None, None))
        draft.add(
            "positions",
            id=post,
            name=title[0],
            unit=place.unit,
            reports_to=superiors,
            rank=declared.get("rank", RANKS[place.level]),
            ladder=ladder,
            rung=rung,
            supervised=supervised,
        )
    return str(post)


def add_measure(
    draft: Draft, name: str, measure: Measure, cells: dict[str, Cell], *, lagging: bool = False
) -> None:
    """Add one indicator and its years; ``cells`` holds its position and owner."""
    draft.add(
        "indicators",
        id=name,
        name=measure.name,
        **cells,
        kind=measure.kind,
        measure_unit=measure.measure_unit,
        polarity=measure.polarity,
        baseline=measure.start,
        formula=measure.formula
        or f"Hitungan {measure.measure_unit} yang tercatat dalam satu tahun",
    )
    series = Series(name, measure.polarity, measure.start, measure.end, lagging)
    for row in series.rows():
        draft.add("values", **row)
        if row["year"] == BEFORE[-1]:
            draft.get("indicators", id=name)["baseline"] = row["realisation"]


def _steps(draft: Draft, sop: Declaration | None, name: str, post: str) -> None:
    if sop is None:
        return
    for number, step in enumerate(sop["steps"], 1):
        title, quantity, output, duration, unit, volume, *others = step
        task = f"SOP-{name}-{number}"
        draft.add(
            "tasks",
            id=task,
            name=title,
            activity=sop["activity"],
            step=str(number),
            performer=others or [post],
            output_quantity=quantity,
            output_unit=output,
            duration=duration,
            duration_unit=unit,
            volume=volume,
        )
        draft.add("contributions", **{"from": task, "to": f"{name}a"})


def add_sums(draft: Draft, links: Sequence[Declaration]) -> None:
    """Set the years of indicators to the sums of their contributors, lowest first."""
    uppers = dict.fromkeys(link["to"] for link in links if link.get("mode") == "sum")
    for upper in uppers:
        parts = [
            link["from"] for link in links if link["to"] == upper and link.get("mode") == "sum"
        ]
        for row in draft.years(upper):
            lower = [draft.get("values", indicator=part, year=row["year"]) for part in parts]
            for heading in ("target", "realisation"):
                row[heading] = _total([item[heading] for item in lower])
        draft.get("indicators", id=upper)["baseline"] = _total(
            [draft.get("indicators", id=part)["baseline"] for part in parts]
        )


def _total(numbers: Sequence[Cell]) -> Cell:
    known = [number for number in numbers if isinstance(number, float | int)]
    return round(sum(known), 2) if len(known) == len(numbers) else None
