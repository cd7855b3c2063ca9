"""JSON and YAML documents, and tables as Python data."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.sources.reading import Reading, read, read_document

PLAN = {"units": [{"id": "U1", "name": "Satu"}]}


def places(reading: Reading) -> list[tuple[Any, ...]]:
    assert all(each.sheet == each.document for each in reading.problems)
    return [(each.code, each.file, each.row, each.column, each.value) for each in reading.problems]


def written(tmp_path: Path, text: str, name: str = "plan.json") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return path


def refused(path: Path, settings: Settings | None = None) -> list[tuple[Any, ...]]:
    for lenient in (True, False):
        reading = read(path, settings=settings or read_settings(), lenient=lenient)
        assert reading.cascade is None
    return places(reading)


def test_true_lists_and_booleans(tmp_path: Path) -> None:
    plan: dict[str, Any] = {
        "units": [{"id": "U1", "name": "Satu"}, {"id": 2, "name": "Dua"},
                  {"id": "A;B", "name": "x"}],
        "objectives": [
            {"id": "O1", "name": "S", "level": 0, "owner": [" U1 ", 2, "", None, "U1"],
             "cross_agency": True, "expected_agencies": ["A;B"]},
            {"id": "O2", "name": "S", "level": 0, "owner": ["X", "X", 1.5, True, ["U1"]]},
            {"id": "O3", "name": ["a"], "level": [1], "owner": [], "cross_agency": {"a": 1}},
        ],
        "indicators": [
            {"id": "I1", "name": "I", "level": 1, "polarity": "range", "baseline": [1],
             "formula": {}}
        ],
        "values": [
            {"indicator": "I1", "year": 2025, "target": [80, "90,5"]},
            {"indicator": "I1", "year": 2026, "target": [90, 80]},
            {"indicator": "I1", "year": 2027, "target": [80]},
            {"indicator": "I1", "year": 2028, "target": 80},
        ],
    }  # fmt: skip
    reading = read(written(tmp_path, json.dumps(plan)), settings=read_settings(), lenient=True)
    assert [
        (each.code, each.sheet, each.row, each.column, each.value) for each in reading.problems
    ] == [
        ("bad-number", "indicators", 2, "baseline", "1"),
        ("bad-choice", "indicators", 2, "formula", "{…}"),
        ("bad-choice", "objectives", 3, "owner", "1.5"),
        ("bad-choice", "objectives", 3, "owner", "[…]"),
        ("bad-choice", "objectives", 3, "owner", "true"),
        ("dangling-reference", "objectives", 3, "owner", "X"),
        ("bad-choice", "objectives", 4, "cross_agency", "{…}"),
        ("bad-level", "objectives", 4, "level", "1"),
        ("bad-choice", "objectives", 4, "name", "a"),
        ("bad-number", "values", 3, "target", "90; 80"),
        ("bad-number", "values", 4, "target", "80"),
        ("bad-number", "values", 5, "target", "80"),
    ]
    assert reading.cascade is not None
    owned = {(link.type, link.source, link.target) for link in reading.cascade.links}
    assert owned == {("OWNS", "U1", "O1"), ("OWNS", "2", "O1"), ("EXPECTS", "O1", "A;B")}
    assert reading.cascade.objectives[0].cross_agency
    targets = [value.target for value in reading.cascade.indicators[0].values]
    assert targets == [(80.0, 90.5), None, None, None]


def test_rows_count_from_the_headings_and_blank_ones_are_passed_over(tmp_path: Path) -> None:
    plan: dict[str, Any] = {
        "units": [{}, None, {"id": "", "name": " "}, {"id": "U1", "name": "Satu"}],
        "tasks": None,
    }
    cascade = read(written(tmp_path, json.dumps(plan)), settings=read_settings()).cascade
    assert cascade is not None
    assert [str(unit.origin) for unit in cascade.units] == ["plan.json!units!5"]


def test_a_heading_that_no_row_has_is_missing_and_one_that_some_lack_is_not(tmp_path: Path) -> None:
    plan: dict[str, Any] = {
        "units": [{"id": "U1"}, {"id": "U2", "Hal lain": 1}],
        "positions": [],
        "tasks": [{}],
    }
    assert refused(written(tmp_path, json.dumps(plan))) == [
        ("unknown-heading", "plan.json", 1, "Hal lain", "Hal lain"),
        ("missing-heading", "plan.json", 1, "name", None),
    ]


def test_dataset_may_be_one_row_without_a_list(tmp_path: Path) -> None:
    plan = PLAN | {"dataset": {"dataset": "kota", "edition": 2026, "as_of": 2025.0}}
    cascade = read(written(tmp_path, json.dumps(plan)), settings=read_settings()).cascade
    assert cascade is not None
    assert (cascade.plan.dataset, cascade.plan.edition, cascade.plan.as_of) == (
        "kota",
        "2026",
        2025,
    )


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000])
def test_what_no_float_holds_is_no_number(tmp_path: Path, number: str) -> None:
    text = f'{{"tasks": [{{"id": "T", "name": "t", "volume": {number}}}]}}'
    reading = read(written(tmp_path, text), settings=read_settings())
    assert [each[:4] for each in places(reading)] == [("bad-number", "plan.json", 2, "volume")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plan.json", "{"), ("plan.json", '{"units": [}'), ("plan.json", "{'units': []}"),
        ("plan.json", '{"units": [], "units": []}'),
        ("plan.json", '{"units": [{"id": 1, "id": 2}]}'),
        ("plan.json", '{"units": {"id": 1}}'), ("plan.json", '{"units": ["U1"]}'),
        ("plan.json", '{"units": "U1"}'), ("plan.yaml", "units: [}"), ("plan.yaml", "a: b: c"),
        ("plan.yaml", "units: [{id: 1, id: 2}]"), ("plan.yaml", "units: []\n---\nunits: []"),
        ("plan.yaml", "units: !!python/object:os.system []"), ("plan.yaml", "? [a]\n: b\n"),
        ("plan.yaml", "units: &a [*a]"), ("plan.yaml", "units: *a"), ("plan.yaml", "a: \x01"),
    ],
)  # fmt: skip
def test_a_broken_document(tmp_path: Path, name: str, text: str) -> None:
    assert refused(written(tmp_path, text, name)) == [("unreadable-file", name, None, None, None)]


@pytest.mark.parametrize("text", ["", " \n", "[]", "1", '"a"', "null", "{}", '{"apa": []}'])
def test_no_known_table(tmp_path: Path, text: str) -> None:
    for name in ("plan.json", "plan.yaml"):
        assert refused(written(tmp_path, text, name)) == [("missing-file", name, None, None, None)]


@pytest.mark.parametrize(
    "text",
    [
        '{"units": [{"id": "a\\u0000", "name": "b"}]}',
        '{"units": [{"id": "a", "name": "\\ud800"}]}',
        '{"units": [{"id": "a", "name": ["\\udfff"]}]}',
        '{"units": [{"id\\u0000": "a", "name": "b"}]}',
        '{"units": [{"id": "\ud800"}]}',
    ],
)
def test_characters_that_no_database_stores(tmp_path: Path, text: str) -> None:
    assert refused(written(tmp_path, text)) == [("not-utf8", "plan.json", None, None, None)]


def test_nesting_and_length_have_limits(tmp_path: Path) -> None:
    whole = [("too-large", "plan.json", None, None, None)]
    for depth in (51, 5_000, 200_000):
        assert refused(written(tmp_path, '{"a":' * depth + "1" + "}" * depth)) == whole
    assert refused(written(tmp_path, '{"a":' * 50 + "1" + "}" * 50))[0][0] == "missing-file"
    text = json.dumps({"units": [{"id": "U1", "name": "x" * 11}]})
    assert refused(written(tmp_path, text), read_settings(max_cell_characters=10)) == whole
    text = json.dumps({"objectives": [{"id": "U1", "owner": ["x" * 11]}]})
    assert refused(written(tmp_path, text), read_settings(max_cell_characters=10)) == whole


def test_aliases_that_multiply_stay_cheap(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    text = "\n".join([*lines, "units: [{id: U1, name: *a39}]"])
    path = written(tmp_path, text, "plan.yaml")
    assert places(read(path, settings=read_settings())) == [
        ("bad-choice", "plan.yaml", 2, "name", "; ".join(["[…]"] * 9))
    ]
    assert refused(path, read_settings(max_nesting=40)) == [
        ("too-large", "plan.yaml", None, None, None)
    ]


def test_yaml_keeps_as_text_what_looks_like_an_id(tmp_path: Path) -> None:
    text = (
        "units:\n"
        "- {id: 010, name: no, kind: OPD}\n"
        "- {id: 2025-01-02, name: 1:30}\n"
        "- {id: 7, name: ~}\n"
        "- {id: true, name: x}\n"
        "objectives:\n"
        "- {id: 1e3, name: |\n    Baris satu\n    dua\n  , level: 1.0, cross_agency: yes}\n"
    ).replace("|\n    Baris satu\n    dua\n  ", '"Baris satu\\n dua"')
    reading = read(written(tmp_path, text, "plan.yml"), settings=read_settings(), lenient=True)
    assert places(reading) == [
        ("missing-value", "plan.yml", 4, "name", None),
        ("bad-choice", "plan.yml", 5, "id", "true"),
    ]
    assert reading.cascade is not None
    assert [(unit.id, unit.name) for unit in reading.cascade.units] == [
        ("010", "no"),
        ("2025-01-02", "1:30"),
        ("7", None),
    ]
    objective = reading.cascade.objectives[0]
    assert (objective.id, objective.name, objective.level) == ("1000", "Baris satu dua", 1)
    assert objective.cross_agency


def test_python_data_is_read_like_a_document() -> None:
    plan: dict[str, list[dict[str, object]]] = {
        "units": [
            {"id": "U1", "name": "Satu", "kind": "dinas"},
            {"id": date(2025, 1, 2), "name": "x"},
        ]
    }
    found = read_document(plan, name="kasus.yaml", settings=read_settings(), lenient=True)
    assert places(found) == [
        ("bad-choice", "kasus.yaml", 2, "kind", "dinas"),
        ("bad-choice", "kasus.yaml", 3, "id", "2025-01-02"),
    ]
    assert found.cascade is not None
    assert (found.cascade.plan.dataset, found.cascade.plan.edition) == ("kasus", "1")
    bad: dict[str, Any] = {"units": 3}
    assert places(read_document(bad, name="x", settings=read_settings())) == [
        ("unreadable-file", "x", None, None, None)
    ]


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)  # fmt: skip
TABLES = st.sampled_from(["units", "positions", "objectives", "indicators", "values", "tasks",
                          "contributions", "dataset"])  # fmt: skip
HEADINGS = st.sampled_from(["id", "name", "unit", "level", "owner", "parent", "objective", "year",
                            "indicator", "target", "polarity", "contributes_to", "from", "to",
                            "duration", "duration_unit", "ladder", "supervised", "x"])  # fmt: skip
IDS = st.sampled_from(["A", "B", "C", "A;B", "0", "range", "yes"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(TABLES, st.lists(st.dictionaries(HEADINGS, IDS | ANY), max_size=5) | ANY))
def test_nothing_raises_and_what_is_loaded_holds_together(plan: dict[str, Any]) -> None:
    for lenient in (False, True):
        reading = read_document(plan, name="x.json", settings=read_settings(), lenient=lenient)
        errors = [each for each in reading.problems if each.severity == "error"]
        if not lenient:
            assert (reading.cascade is None) == bool(errors)
        if reading.cascade is None:
            continue
        records = [record for _, record in reading.cascade.records()]
        labels = reading.cascade.labels()
        assert len(labels) == len(records)
        pairs = [(edge.source, edge.target) for edge in reading.cascade.contributions]
        assert len(set(pairs)) == len(pairs)
        assert set(reading.cascade.links) == set(dict.fromkeys(reading.cascade.links))
        ends = [end for pair in pairs for end in pair]
        ends += [end for link in reading.cascade.links for end in (link.source, link.target)]
        assert set(ends) <= set(labels)
