"""What becomes of a sheet whose planner corrects nothing: right, partial, refused or wrong.

``expected.json`` beside a sheet is an independent reading of its cells; ``sheets/README.md`` says
what it holds and how it judges.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.sources.wide.guess import guess
from kinerja_graph.sources.wide.importing import import_matrix
from kinerja_graph.sources.wide.mapfile import parse_items
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.plan_reading import read_map
from kinerja_graph.sources.wide.writing import csv_files

Verdict = Literal["right", "partial", "refused", "wrong"]
Row = Mapping[str, Any]
_NUMBER_NAME = re.compile(r"[\s\d.,()%xX+=/-]+")
_RESULTS = ("objectives", "indicators")


@dataclass
class Judgement:
    """How an import did: ``false`` makes it wrong, ``missing`` partial; ``why`` it was refused."""

    false: list[str] = field(default_factory=list[str])
    missing: list[str] = field(default_factory=list[str])
    why: str | None = None

    @property
    def verdict(self) -> Verdict:
        if self.why is not None:
            return "refused"
        return "wrong" if self.false else "partial" if self.missing else "right"


def import_as_proposed(path: Path) -> OutputCollector:
    """What the map that is proposed for a sheet makes of it.

    Raises:
        MatrixRefusedError: no map is proposed, or the importer refuses the sheet.
        UsageError: the proposal is no map.
    """
    text = guess(path, None, Settings()).text("en")
    return import_matrix(path, read_map(parse_items(text, "map.yaml")), Settings()).collector


def judge(path: Path, expected: Mapping[str, Any], scratch: Path) -> Judgement:
    """How a sheet comes out, by the reading of ``expected`` that fits best."""
    try:
        collector = import_as_proposed(path)
    except MatrixRefusedError as error:
        return Judgement(why="; ".join(one.message.en for one in error.problems))
    found = [
        _judged(_Plan(collector), expected["common"], reading) for reading in expected["readings"]
    ]
    best = min(found, key=lambda one: (len(one.false), len(one.missing)))
    if expected["validate"] == "clean":
        best.missing += _not_clean(collector, scratch)
    return best


def read_expected(folder: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    return found


def is_broken_map(path: Path) -> bool:
    """Whether what is proposed for a sheet is refused as a map."""
    try:
        import_as_proposed(path)
    except UsageError:
        return True
    except MatrixRefusedError:
        return False
    return False


def _not_clean(collector: OutputCollector, scratch: Path) -> Iterator[str]:
    out = scratch / "judged"
    out.mkdir()
    for name, lines in csv_files(collector, "en"):
        (out / name).write_text("".join(lines), "utf-8")
    for problem in read(out, settings=Settings()).problems:
        if problem.severity == "error":
            yield f"validate: {problem.code} {problem.row}: {problem.message.en}"


def _folded(text: object) -> str:
    return " ".join(str(text).split()).casefold()


def _wanted(names: object) -> set[str]:
    return {_folded(name) for name in (names if isinstance(names, list) else [names])}


@dataclass
class _Plan:
    """The tables that an import made."""

    collector: OutputCollector
    names: dict[object, str] = field(default_factory=dict[object, str])

    of_name: dict[tuple[str, str], list[Row]] = field(
        default_factory=lambda: defaultdict[tuple[str, str], list[Row]](list)
    )

    def __post_init__(self) -> None:
        for table in ("objectives", "indicators", "units", "positions", "tasks"):
            for row in self.rows(table):
                name = _folded(row.get("name", ""))
                self.names.setdefault(row["id"], name)
                self.of_name[table, name].append(row)

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a table; of values those of whole years, which alone are judged."""
        return [row for row in self.collector.tables[table] if "period" not in row]

    def unnamed(self) -> int:
        return sum(not row.get("name") for table in _RESULTS for row in self.rows(table))

    def named(self, tables: Iterable[str], names: object, fact: Row) -> list[Row]:
        """The records of these names; ``code`` and ``of`` tell equal names apart."""
        wanted = _wanted(names)
        found = [row for table in tables for name in wanted for row in self.of_name[table, name]]
        if "code" in fact:
            code = str(fact["code"])
            found = [row for row in found if code in {row["id"], row.get("objective")}] or [
                row for row in found if self._coded(row, code)
            ]
        if "of" in fact:
            found = [row for row in found if self.name(row.get("objective")) in _wanted(fact["of"])]
        return found

    def _coded(self, row: Row, code: str) -> bool:
        near = (str(row["id"]), str(row.get("objective", "")))
        return any(re.sub(r"~\d+$", "", one).endswith(code) for one in near)

    def name(self, id_: object) -> str | None:
        """The folded name of a record."""
        return self.names.get(id_)

    def values(self, indicator: Row, year: object, heading: str) -> list[Any]:
        return [
            row[heading]
            for row in self.rows("values")
            if row["indicator"] == indicator["id"]
            and (year is None or row["year"] == year)
            and row.get(heading) is not None
            and not row.get("period")
        ]


def _judged(plan: _Plan, common: Row, reading: Row) -> Judgement:
    found = Judgement()
    if not any(plan.rows(table) for table in _RESULTS):
        found.why = "the plan is empty"
        return found
    for table, wanted in {**common.get("counts", {}), **(reading.get("counts") or {})}.items():
        _count(found, table, len(plan.rows(table)), wanted)
    for part in (common, reading):
        for fact in part.get("facts", ()):
            _fact(found, plan, fact)
        for trap in part.get("traps", ()):
            found.false += [f"{trap['trap']}: {what}" for what in _TRAPS[trap["trap"]](plan, trap)]
    return found


def _count(found: Judgement, table: str, number: int, wanted: Any) -> None:
    if isinstance(wanted, Mapping):
        low, high = wanted.get("min", 0), wanted.get("max", number)
        allowed = low <= number <= high
    else:
        many = wanted if isinstance(wanted, list) else [wanted]
        high, allowed = max(many), number in many
    if not allowed:
        said = found.false if number > high else found.missing
        said.append(f"count of {table}: {number}, not {wanted}")


def _fact(found: Judgement, plan: _Plan, fact: Row) -> None:
    """A fact that is there must be right; one that is not asked for may be absent."""
    ask, tables = _FACTS[fact["fact"]]
    key = "indicator" if "indicator" in fact else "result" if "result" in fact else "name"
    names = fact["from"] if fact["fact"] == "edge" else fact[key]
    rows = plan.named(tables or fact["table"], names, fact)
    said = [ask(plan, row, fact) for row in rows]
    told = f"{fact['fact']} of {str(names)[:60]}"
    if True in said:
        return
    if False in said:
        found.false.append(f"{told}: not {fact.get('is', fact.get('to', ''))}")
    elif fact.get("must", True):
        found.missing.append(told if rows else f"{told}: no such record")


def _unit(_: _Plan, row: Row, fact: Row) -> bool | None:
    said = row.get("measure_unit")
    return None if said is None else _folded(said) in _wanted(fact["is"])


def _value(heading: str) -> Callable[[_Plan, Row, Row], bool | None]:
    def asked(plan: _Plan, row: Row, fact: Row) -> bool | None:
        said = plan.values(row, fact["year"], heading)
        return all(_same(one, fact["is"]) for one in said) if said else None

    return asked


def _same(one: Any, other: Any) -> bool:
    try:
        return abs(float(one) - float(other)) <= 1e-9 * max(1.0, abs(float(other)))
    except (TypeError, ValueError):
        return False


def _measures(plan: _Plan, row: Row, fact: Row) -> bool | None:
    said = row.get("objective")
    return None if said is None else plan.name(said) in _wanted(fact["is"])


def _owner(plan: _Plan, row: Row, fact: Row) -> bool | None:
    above = [one for one in plan.rows("objectives") if one["id"] == row.get("objective")]
    owners = row.get("owner") or next((one.get("owner") for one in above), None)
    if not owners:
        return None
    return any(plan.name(one) in _wanted(fact["is"]) for one in owners)


def _parent(plan: _Plan, row: Row, fact: Row) -> bool | None:
    """The result right above; what is true but too far up is less than was asked for."""
    said = {plan.name(one) for one in row.get("contributes_to", ())}
    if said & _wanted(fact["is"]):
        return True
    return False if said - _wanted(fact.get("ancestors", [])) else None


def _edge(plan: _Plan, row: Row, fact: Row) -> bool | None:
    return True if _right_above(plan, row) & _wanted(fact["to"]) else None


def _right_above(plan: _Plan, row: Row) -> set[str | None]:
    """The names that a record hangs on: what it contributes to, and what it measures."""
    above = [*row.get("contributes_to", ()), row.get("objective")]
    return {plan.name(one) for one in above if one is not None}


def _exists(_plan: _Plan, _row: Row, _fact: Row) -> bool:
    return True


_FACTS: Mapping[str, tuple[Callable[[_Plan, Row, Row], bool | None], tuple[str, ...]]] = {
    "unit": (_unit, ("indicators",)),
    "target": (_value("target"), ("indicators",)),
    "realisation": (_value("realisation"), ("indicators",)),
    "measures": (_measures, ("indicators",)),
    "owner": (_owner, ("indicators", "objectives")),
    "parent": (_parent, ("objectives",)),
    "edge": (_edge, ("objectives", "indicators", "tasks")),
    "exists": (_exists, ()),
}


def _names(plan: _Plan, tables: Iterable[str]) -> Iterator[str]:
    for table in tables:
        for row in plan.rows(table):
            if row.get("name"):
                yield " ".join(str(row["name"]).split())


def _forbidden_name(plan: _Plan, trap: Row) -> list[str]:
    return [name for name in _names(plan, trap["tables"]) if re.search(trap["matches"], name)]


def _forbidden_value(plan: _Plan, trap: Row) -> list[str]:
    wrong = trap["is"] if isinstance(trap["is"], list) else [trap["is"]]
    return [
        f"{trap['indicator'][:40]} {value}"
        for row in plan.named(("indicators",), trap["indicator"], trap)
        for value in plan.values(row, trap.get("year"), trap["heading"])
        if any(_same(value, one) for one in wrong)
    ]


def _years(plan: _Plan, trap: Row) -> list[str]:
    return [
        f"{row['indicator']} {row['year']}"
        for row in plan.rows("values")
        if row.get(trap["heading"]) is not None and row["year"] not in trap["allowed"]
    ]


def _origin_columns(plan: _Plan, trap: Row) -> list[str]:
    return [
        f"{one.heading} from {one.spot.cell}"
        for one in plan.collector.origins
        if (one.table, one.heading) == (trap["table"], trap["heading"])
        and re.sub(r"\d", "", str(one.spot.cell)) in trap["forbidden"]
    ]


def _only_names(plan: _Plan, trap: Row) -> list[str]:
    allowed = _wanted(trap["names"])
    return [name for name in _names(plan, (trap["table"],)) if _folded(name) not in allowed]


def _only_units(plan: _Plan, trap: Row) -> list[str]:
    allowed = _wanted(trap["units"])
    said = (row.get("measure_unit") for row in plan.rows("indicators"))
    return [str(unit) for unit in said if unit is not None and _folded(unit) not in allowed]


def _merged(plan: _Plan, trap: Row) -> list[str]:
    number = len(plan.named((trap["table"],), trap["name"], {}))
    return [f"{trap['name'][:60]}: {number}"] if 0 < number < trap["at_least"] else []


def _not_edge(plan: _Plan, trap: Row) -> list[str]:
    rows = plan.named(("objectives", "indicators", "tasks"), trap["from"], {})
    above = {name for row in rows for name in _right_above(plan, row)}
    return sorted(str(name) for name in above & _wanted(trap["to"]))


def _number_names(plan: _Plan, trap: Row) -> list[str]:
    nameless = plan.unnamed()
    names = [name for name in _names(plan, _RESULTS) if _NUMBER_NAME.fullmatch(name)]
    return names + [f"{nameless} without a name"] * (nameless > trap.get("nameless", 0))


_TRAPS: Mapping[str, Callable[[_Plan, Row], list[str]]] = {
    "forbidden-name": _forbidden_name,
    "forbidden-value": _forbidden_value,
    "years": _years,
    "origin-columns": _origin_columns,
    "only-names": _only_names,
    "only-units": _only_units,
    "merged": _merged,
    "not-edge": _not_edge,
    "number-names": _number_names,
}
