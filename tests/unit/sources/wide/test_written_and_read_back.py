"""A made cascade, written as people write matrices, is read back equal."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wide_matrices import book, reaped

from kinerja_graph.settings import Settings
from kinerja_graph.sources.wide.importing import read_as_mapped
from kinerja_graph.sources.wide.mapfile import parse_items
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.plan_reading import read_map

YEARS = (2026, 2027)
WORDS = st.text("abcdefghijklmnop ,/()-éü", min_size=1, max_size=14).map(
    lambda text: " ".join(f"n{text}".split())
)
NUMBERS = st.integers(0, 10**6) | st.decimals("-999", "9999", places=2).map(float)


@dataclass(frozen=True)
class Leaf:
    """An indicator: its name, unit, owner, and a target or none a year."""

    name: str
    unit: str
    owner: str
    targets: tuple[float | None, ...]


@dataclass(frozen=True)
class Branch:
    """A statement with its indicators and what stands below it."""

    name: str
    leaves: tuple[Leaf, ...]
    below: tuple[Branch, ...] = ()


LEAVES = st.builds(
    Leaf,
    name=WORDS,
    unit=st.sampled_from(["%", "Dokumen", "Orang/bulan"]),
    owner=st.sampled_from(["Dinas A", "Badan B", "Kecamatan C"]),
    targets=st.tuples(*(st.none() | NUMBERS for _ in YEARS)),
)


def unique(of: st.SearchStrategy[Any], least: int, most: int) -> st.SearchStrategy[Any]:
    """Things with names that differ, as a tuple."""
    return st.lists(
        of, min_size=least, max_size=most, unique_by=lambda one: one.name.casefold()
    ).map(tuple)


PROGRAMMES = st.builds(Branch, name=WORDS, leaves=unique(LEAVES, 1, 3))
OBJECTIVES = st.builds(
    Branch, name=WORDS, leaves=unique(LEAVES, 1, 3), below=unique(PROGRAMMES, 0, 2)
)
GOALS = unique(
    st.builds(Branch, name=WORDS, leaves=unique(LEAVES, 1, 2), below=unique(OBJECTIVES, 0, 2)), 1, 2
)
WAYS = st.fixed_dictionaries(
    {
        "parents": st.sampled_from(["blank", "repeated", "merged"]),
        "form": st.sampled_from(["csv", "xlsx"]),
        "heads": st.sampled_from([1, 2]),
        "title": st.integers(0, 2),
        "numbers": st.booleans(),
        "notes": st.booleans(),
        "units": st.sampled_from(["column", "beside"]),
        "comma": st.booleans(),
        "find": st.booleans(),
    }
)


def expected(goals: tuple[Branch, ...]) -> tuple[list[Any], list[Any], list[Any]]:
    """Statements, indicators and values, by the names on the way to each."""
    statements: list[Any] = []
    indicators: list[Any] = []
    values: list[Any] = []

    def walk(branch: Branch, way: tuple[str, ...], level: int) -> None:
        own = (*way, branch.name)
        statements.append((own, level))
        for leaf in branch.leaves:
            indicators.append((own, leaf.name, leaf.unit, leaf.owner))
            values.extend(
                (own, leaf.name, year, float(target))
                for year, target in zip(YEARS, leaf.targets, strict=True)
                if target is not None
            )
        for below in branch.below:
            walk(below, own, level + 1)

    for goal in goals:
        walk(goal, (), 0)
    return sorted(statements), sorted(indicators), sorted(values)


def found(collector: OutputCollector) -> tuple[list[Any], list[Any], list[Any]]:
    """The same of what was read."""
    objectives = {row["id"]: row for row in collector.tables["objectives"]}
    units = {row["id"]: row["name"] for row in collector.tables["units"]}

    def way(id_: Any) -> tuple[Any, ...]:
        row: Any = objectives[id_]
        above = row.get("contributes_to", ())
        return (*(way(above[0]) if above else ()), row["name"])

    by_id = {row["id"]: row for row in collector.tables["indicators"]}
    statements = [(way(id_), row["level"]) for id_, row in objectives.items()]
    indicators: list[Any] = []
    for row in by_id.values():
        owner: Any = row["owner"]
        unit = row.get("measure_unit", "")
        indicators.append((way(row["objective"]), row["name"], unit, units[owner[0]]))
    values: list[Any] = []
    for value in collector.tables["values"]:
        row = by_id[value["indicator"]]
        values.append((way(row["objective"]), row["name"], value["year"], value["target"]))
    return sorted(statements), sorted(indicators), sorted(values)


def amount(target: float | None, leaf: Leaf, way: dict[str, Any]) -> Any:
    """A target as a person writes it."""
    if target is None:
        return None
    if way["units"] == "column" and way["form"] == "xlsx" and not way["comma"]:
        return target
    text = str(target).replace(".", ",") if way["comma"] else str(target)
    text = text if "." in text or "," in text else str(int(target))
    return text if way["units"] == "column" else f"{text} {leaf.unit}"


def written(goals: tuple[Branch, ...], way: dict[str, Any]) -> tuple[list[list[Any]], list[str]]:
    """The rows of the matrix, and its merged ranges."""
    rows: list[list[Any]] = [["MATRIKS"] for _ in range(way["title"])]
    names: list[Any] = ["Tujuan", "Sasaran", "Program", "Indikator", "Satuan"]
    merges: list[str] = []
    if way["heads"] == 2:
        rows.append([*names, "Target", None, "Penanggung Jawab"])
        rows.append([None] * 5 + list(YEARS) + [None])
        merges.append(f"F{len(rows) - 1}:G{len(rows) - 1}")
    else:
        rows.append([*names, *(f"Target {year}" for year in YEARS), "Penanggung Jawab"])
    if way["numbers"]:
        rows.append(list(range(1, 9)))
    first = len(rows) + 1

    def walk(branch: Branch, above: list[Any]) -> None:
        depth = len(above)
        for leaf in branch.leaves:
            parents = [*above, branch.name] + [None] * (2 - depth)
            targets = [amount(each, leaf, way) for each in leaf.targets]
            unit = leaf.unit if way["units"] == "column" else None
            rows.append([*parents, leaf.name, unit, *targets, leaf.owner])
        for below in branch.below:
            walk(below, [*above, branch.name])

    for goal in goals:
        walk(goal, [])
    if way["parents"] != "repeated":
        merges += emptied(rows, first, merge=way["parents"] == "merged")
    if way["notes"]:
        rows.append(["Catatan: angka sementara"])
    return rows, merges


def emptied(rows: list[list[Any]], first: int, *, merge: bool) -> list[str]:
    """Takes repeated parents away; the ranges that a person would merge instead."""
    ranges: list[str] = []
    whole = [list(row) for row in rows]
    for column in range(3):
        start = first - 1
        for at in range(first - 1, len(rows)):
            same = at > start and whole[at][: column + 1] == whole[start][: column + 1]
            if not same:
                start = at
            elif whole[at][column] is not None:
                rows[at][column] = None
                if at + 1 == len(rows) or whole[at + 1][: column + 1] != whole[start][: column + 1]:
                    ranges.append(f"{'ABC'[column]}{start + 1}:{'ABC'[column]}{at + 1}")
    return ranges if merge else []


MAP = """
form: matrix
headings: {headings}
stop: [Catatan]
decimal: {decimal}
levels:
  - {{name: Tujuan, level: 0, prefix: T}}
  - {{name: Sasaran, level: 1, prefix: S}}
  - {{name: Program, level: 2, prefix: P}}
owner: {{column: Penanggung Jawab, kind: opd}}
indicators:
  name: Indikator
  measure_unit: Satuan
  targets: ["Target > {{year}}", "Target {{year}}"]
  amounts: with-unit
"""


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(goals=GOALS, way=WAYS)
def test_what_was_written_is_read(goals: tuple[Branch, ...], way: dict[str, Any]) -> None:
    rows, merges = written(goals, way)
    top = way["title"] + 1
    last = top + way["heads"] - 1 + way["numbers"]
    text = MAP.format(
        headings="find" if way["find"] else f"{top}-{last}",
        decimal="comma" if way["comma"] else "dot",
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"m.{way['form']}"
        if way["form"] == "xlsx":
            book(path, rows, merges)
        else:
            out = io.StringIO()
            csv.writer(out, delimiter=";").writerows(
                ["" if cell is None else cell for cell in row] for row in rows
            )
            path.write_text(out.getvalue(), "utf-8")
        collector = reaped(path, text)
    faults = [
        one for one in collector.problems if one.code != "fraction"
    ]  # 0.01 %, and it is meant
    assert [(one.code, one.value) for one in faults] == []
    statements, indicators, values = expected(goals)
    told = found(collector)
    assert told[0] == statements
    assert told[2] == values
    if way["units"] == "column":
        assert told[1] == indicators
    else:
        with_target = {(own, name) for own, name, _, _ in values}
        assert [
            (own, name, unit if (own, name) in with_target else "", owner)
            for own, name, unit, owner in indicators
        ] == told[1]


KINDS = ["", "", "Jalan {}", "{}", "Total {}", "1. a{}\n2. b", "{} unit", "1.{}", "-", "tinggi {}"]
HEADS = ["Tujuan", "Sasaran", "Program", "Indikator", "Satuan", *map(str, YEARS), "PJ", "Lain"]
MARKS = 'skip: [Total]\nempty: ["-"]\n'
MEASURED = (
    "indicators: {name: Indikator, measure_unit: Satuan, "
    'targets: "{year}", several: numbered, amounts: with-unit}\n'
)
FORMS = {
    "matrix": "levels: [{name: Tujuan, level: 0}, {name: Sasaran, level: 1}, {name: Program, "
    "level: 2, code: Lain}]\nowner: {column: PJ}\n" + MEASURED,
    "nodes": "node: {id: Tujuan, parent: Sasaran, name: Program, alias: Lain, "
    "level: {column: PJ, words: {x: 1}}}\n" + MEASURED,
    "codes": "code: Tujuan\nname: Sasaran\nalias: Program\ndepths: {1: 2, 2: 3}\nunit: {name: PJ}\n"
    + MEASURED,
    "posts": "unit: {name: Program}\npost: {id: Sasaran, name: Tujuan, rank: Lain, "
    "superiors: [Indikator, Satuan]}\n",
}


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    kinds=st.lists(st.lists(st.sampled_from(KINDS), min_size=9, max_size=9), max_size=7),
    form=st.sampled_from(sorted(FORMS)),
    repeat=st.booleans(),
)
def test_no_cell_is_lost_without_a_word(kinds: list[list[str]], form: str, *, repeat: bool) -> None:
    """Each cell is in a table, among what stayed out, or in a note; or says what another said."""
    rows = [
        [kind.format(100 + (0 if repeat else 9 * number) + at) for at, kind in enumerate(row)]
        for number, row in enumerate(kinds)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "m.csv"
        out = io.StringIO()
        csv.writer(out).writerows([HEADS, *rows, ["9.9", "S", "P", "I", "", "1", "", "x", ""]])
        path.write_text(out.getvalue(), "utf-8")
        map_ = read_map(parse_items(f"form: {form}\n{FORMS[form]}{MARKS}", "map.yaml"))
        collector = read_as_mapped(path, map_, Settings())[0].collector
    told = {one.spot.cell for one in (*collector.origins, *collector.left)}
    told |= {f"{one.column}{one.row}" for one in collector.problems}
    cells = {
        f"{'ABCDEFGHI'[at]}{number}": cell.removesuffix(" unit")
        for number, row in enumerate(rows, 2)
        for at, cell in enumerate(row)
        if cell.strip()
    }
    said = {(place[0], cell) for place, cell in cells.items() if place in told and repeat}
    lost = [one for one, cell in cells.items() if one not in told and (one[0], cell) not in said]
    assert lost == []
