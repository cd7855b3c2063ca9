"""On which line of its file a record begins: lines end at LF or CR LF, whatever a format takes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from both_ways import is_read_by_columns
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.document_json import load_json
from kinerja_graph.sources.reading import read, read_document
from kinerja_graph.sources.reasons import DoubledKeyError

SETTINGS = read_settings()
SLOW_DISK = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def loaded(path: Path) -> Cascade:
    cascade = read(path, settings=SETTINGS, lenient=True).cascade
    assert cascade is not None
    return cascade


def lines_of(path: Path) -> dict[str, int | None]:
    return {record.id: record.origin.line for _, record in loaded(path).records()}


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (b"id,name\na,A\nb,B\n", {"a": 2, "b": 3}),
        (b"id,name\r\na,A\r\nb,B", {"a": 2, "b": 3}),
        (b"\xef\xbb\xbfid,name\na,A\n", {"a": 2}),
        (b'id,name\na,"A\nA"\nb,B\n', {"a": 2, "b": 4}),
        (b'id,name\r\na,"A\r\nA\r\n"\r\nb,B\r\n', {"a": 2, "b": 5}),
        (b'id,"na\nme",name\na,,A\nb,,B\n', {"a": 3, "b": 4}),
        (b'id,name\na,"A\rA"\nb,B\n', {"a": 2, "b": 3}),
        (b'id,name\na,"A\r\rA\n"\nb,B\n', {"a": 2, "b": 4}),
        (b"id,name\ra,A\rb,B\r", {"a": 1, "b": 1}),
        (b"id,name\na,A\rb,B\nc,C\n", {"a": 2, "b": 2, "c": 3}),
        (b"id,name\n\n , \na,A\n\nb,B\n", {"a": 4, "b": 6}),
        (b'id,name\n"","\n"\na,A\n', {"a": 4}),
        ("id,name\na,A\u2028A\x85\x0b\nb,B\n".encode(), {"a": 2, "b": 3}),
    ],
)
def test_lines_of_csv(tmp_path: Path, text: bytes, lines: dict[str, int]) -> None:
    assert lines_of(written(tmp_path, "units.csv", text)) == lines


@SLOW_DISK
@given(
    rows=st.lists(
        st.lists(st.text('ab "\n\r,;\x0b\u2028', max_size=6), min_size=2, max_size=2), max_size=12
    ),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_the_line_of_a_csv_record_holds_its_id(
    tmp_path: Path, rows: list[list[str]], ends: str
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=ends, quoting=csv.QUOTE_ALL)
    writer.writerow(["id", "name", "alias", "source"])
    writer.writerows([f"ID{at}.", "Nama", *row] for at, row in enumerate(rows))
    path = written(tmp_path, "units.csv", text.getvalue().encode())
    physical = path.read_bytes().split(b"\n")
    found = lines_of(path)
    assert list(found) == [f"ID{at}." for at in range(len(rows))]
    for id_, line in found.items():
        assert line is not None
        assert physical[line - 1].startswith(f'"{id_}"'.encode())


def test_columns_and_rows_know_the_same_lines(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("id,name,kind\nkota,Kota,pemda\n", "utf-8")
    text = "id,name,level,formula\n" + "".join(
        f'I{at},Nama,0,"{"x" + chr(10) * (at % 3)}"\n' for at in range(50)
    )
    (tmp_path / "indicators.csv").write_text(text, "utf-8", newline="")
    assert is_read_by_columns(tmp_path, SETTINGS)
    lines = lines_of(tmp_path)
    assert lines["I49"] == 2 + 49 + sum(at % 3 for at in range(49))


def test_a_problem_knows_the_line_of_its_row(tmp_path: Path) -> None:
    text = 'id,name,level,formula\nI0,A,0,"a\nb"\nI1,B,tinggi,\n,C,0,\nI3,D,0,\n'
    (tmp_path / "indicators.csv").write_text(text, "utf-8", newline="")
    values = 'indicator,year,target\nI0,2025,"\n1"\nI3,2025,x\n'
    (tmp_path / "values.csv").write_text(values, "utf-8", newline="")
    found = [(one.file, one.row, one.line) for one in loaded(tmp_path).problems]
    assert found == [("indicators.csv", 3, 4), ("indicators.csv", 4, 5), ("values.csv", 3, 4)]


UNITS: list[dict[str, Any] | None] = [
    {"id": "a", "name": "A"},
    None,
    {},
    {"id": "b", "name": "B\nB"},
    {"id": "c", "name": "C"},
]


def test_lines_of_json(tmp_path: Path) -> None:
    plan = {
        "catatan": {"x": [1]},
        "units": UNITS,
        "objectives": [{"id": "S", "name": "S", "level": 0}],
    }
    text = json.dumps(plan, indent=2)
    found = lines_of(written(tmp_path, "plan.json", text.encode()))
    begins = [at for at, line in enumerate(text.split("\n"), 1) if line == "    {"]
    assert list(found.values()) == begins
    for ends in (b"\r\n", b"\n \r"):
        path = written(tmp_path, "plan.json", text.encode().replace(b"\n", ends))
        assert lines_of(path) == found
    path = written(tmp_path, "plan.json", text.encode().replace(b"\n", b"\r"))
    assert set(lines_of(path).values()) == {1}
    compact = written(tmp_path, "plan.json", json.dumps(plan).encode())
    assert set(lines_of(compact).values()) == {1}
    one_a_line = (
        '{"units": [\n{"id": "a",\n"name": "A"}, {"id": "b", "name": "B"}\n,\n{"id": "c"}]}'
    )
    path = written(tmp_path, "plan.json", one_a_line.encode())
    assert lines_of(path) == {"a": 2, "b": 3, "c": 5}


YAML = """\
# rencana
catatan: [1, {x: 2}]
dasar: &dasar
  - id: a
    name: A
  - &kedua {id: b, name: "B
      b"}
units: *dasar
objectives:
  - # sebuah sasaran
    name: >
      S

    id: S
    level: 0
  -
  - {id: T, name: "T\\r\u2028", level: 0}
  - *kedua
? indicators
: [{id: I, level: 0, name: I}, {id: J, name: J,
   level: 0}, {
   id: K, level: 0, name: K}]
"""


def test_lines_of_yaml(tmp_path: Path) -> None:
    for text in (YAML, YAML.replace("\n", "\r\n"), "\ufeff" + YAML):
        path = written(tmp_path, "plan.yaml", text.encode())
        places = {record.id: str(record.origin) for _, record in loaded(path).records()}
        assert places["T"] == "plan.yaml!objectives!4"
        assert lines_of(path) == {"a": 4, "b": 6, "S": 11, "T": 17, "I": 20, "J": 20, "K": 21}
    path = written(tmp_path, "plan.yml", YAML.replace("\n", "\r").encode())
    assert set(lines_of(path).values()) == {1}


def test_the_line_of_a_single_row_and_of_an_alias_of_a_table(tmp_path: Path) -> None:
    text = "a: &a\n  - id: x\n    name: X\ndataset:\n  decimal: 3\nunits: *a\n"
    path = written(tmp_path, "plan.yaml", text.encode())
    assert lines_of(path) == {"x": 2}
    (problem,) = loaded(path).problems
    assert (problem.sheet, problem.row, problem.line) == ("dataset", 2, 5)
    path = written(tmp_path, "plan.json", b'{"dataset":\n\n{"decimal": 3},\n"units": []}')
    (problem,) = loaded(path).problems
    assert (problem.sheet, problem.row, problem.line) == ("dataset", 2, 3)


def test_workbooks_and_python_data_have_no_lines() -> None:
    city = Path(__file__).parents[3] / "examples" / "city" / "2026-perubahan.xlsx"
    assert set(lines_of(city).values()) == {None}
    tables = {"units": [{"id": "a", "name": "A"}]}
    cascade = read_document(tables, name="plan.json", settings=SETTINGS).cascade
    assert cascade is not None
    assert cascade.units[0].origin.line is None


BLANKS = st.text(" \n\r\t", max_size=3)


@st.composite
def spaced(draw: st.DrawFn) -> tuple[str, list[int]]:
    """A JSON document with blanks where they may stand, and the line of each unit."""
    text, lines = f"{draw(BLANKS)}{{{draw(BLANKS)}", list[int]()
    for at, name in enumerate(draw(st.permutations(["units", "catatan", "angka"]))):
        text += f'{"," if at else ""}{draw(BLANKS)}"{name}"{draw(BLANKS)}:{draw(BLANKS)}'
        if name == "angka":
            text += draw(st.sampled_from(["1", '"],}"', "null", '{"a": [{}]}', "[]", "[ ]"]))
        else:
            text += "["
            for number in range(draw(st.integers(0, 4))):
                text += f"{',' if number else ''}{draw(BLANKS)}"
                if name == "units":
                    lines.append(text.count("\n") + 1)
                text += f'{{"name": "],{{", "id":{draw(BLANKS)}"U{number}"}}{draw(BLANKS)}'
            text += "]"
        text += draw(BLANKS)
    return f"{text}}}{draw(BLANKS)}", lines


@SLOW_DISK
@given(spaced())
def test_the_line_of_a_json_item_is_where_its_bracket_stands(
    tmp_path: Path, document: tuple[str, list[int]]
) -> None:
    text, lines = document
    path = written(tmp_path, "plan.json", text.encode())
    reading = read(path, settings=SETTINGS)
    assert reading.cascade is not None
    assert [unit.origin.line for unit in reading.cascade.units] == lines


@SLOW_DISK
@given(
    text=st.one_of(
        spaced().map(lambda made: made[0]),
        st.text('[]{}",: \n\\u0a1-e.NaIty', max_size=30),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=3),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
            max_leaves=8,
        ).map(json.dumps),
    ),
    cut=st.integers(0, 200),
    put=st.sampled_from(["", ",", "]", "}", '"', "[", ":", "1", " x", '"a":1,']),
)
@example(text="{}", cut=2, put="")
@example(text="}", cut=1, put="")
@example(text='{"a":[1,]}', cut=0, put="")
@example(text='{"a":1,"a":[2]}', cut=0, put="")
@example(text='{"a":[],}', cut=0, put="")
@example(text='{"a":[]]}', cut=0, put="")
@example(text='{"a":[1]}', cut=9, put="x")
def test_json_read_item_by_item_is_json(text: str, cut: int, put: str) -> None:
    text = text[:cut] + put + text[cut:]
    assert told(lambda: load_json(text)[0]) == told(
        lambda: json.loads(text, object_pairs_hook=_once)
    )


def told(read_it: Callable[[], object]) -> str:
    """What was read, or why nothing was."""
    try:
        return repr(read_it())
    except DoubledKeyError:
        return "doubled"
    except ValueError as error:
        return str(error)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) < len(pairs):
        message = "doubled"
        raise ValueError(message)
    return dict(pairs)


@SLOW_DISK
@given(
    rows=st.lists(st.text("ab \n'\"#:-\x85\u2028", max_size=8), max_size=8),
    flow=st.sampled_from([True, False, None]),
    width=st.sampled_from([5, 40, 1000]),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_the_line_of_a_yaml_item_holds_its_first_key(
    tmp_path: Path,
    rows: list[str],
    flow: bool | None,  # noqa: FBT001  # a column of the table above
    width: int,
    ends: str,
) -> None:
    units = [{"id": f"U{at}", "name": f"N{name}", "alias": name} for at, name in enumerate(rows)]
    text = yaml.safe_dump(
        {"units": units}, sort_keys=False, default_flow_style=flow, width=width, allow_unicode=True
    )
    path = written(tmp_path, "plan.yaml", text.replace("\n", ends).encode())
    physical = path.read_bytes().split(b"\n")
    for number, (id_, line) in enumerate(lines_of(path).items()):
        assert line is not None
        begin = physical[line - 1] + b"\n" + b"".join(physical[line : line + 1])
        assert f"id: U{number}".encode() in begin, (id_, line, text)
