"""Messages from which an outsider, with the file and nothing else, can mend what is wrong."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import read_settings
from kinerja_graph.sources import reading as reading_
from kinerja_graph.sources.read_state import ReadState
from kinerja_graph.sources.reading import Reading, read
from kinerja_graph.sources.row import Row


def of(path: Path, content: str | bytes, *, lenient: bool = False) -> Reading:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path, settings=read_settings(), lenient=lenient)


def of_csv(folder: Path, *, lenient: bool = False, **tables: str) -> Reading:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read(folder, settings=read_settings(), lenient=lenient)


def only(reading: Reading) -> Problem:
    (problem,) = reading.problems
    return problem


@pytest.mark.parametrize(
    ("text", "key", "line", "at"),
    [
        ('{"units": [\n {"id": "U",\n  "name": "a", "name": "b"}]}', "name", 3, 16),
        ('{"units": [],\n "tasks": [],\n  "units": [{"id": "U", "name": "u"}]}', "units", 3, 3),
        ('{"x": [{"b": "{\\"a\\":1,"}, {"a": 1}],\n "a": {"a": 2, "\\u0061": 3}}', "a", 2, 16),
    ],
)
def test_a_key_that_stands_twice_is_told_at_its_second_place(
    tmp_path: Path, text: str, key: str, line: int, at: int
) -> None:
    problem = only(of(tmp_path / "plan.json", text))
    assert problem.code == "unreadable-file"
    assert problem.message.en == (
        f'The key "{key}" appears twice in one object, in line {line}, character {at}.'
    )
    assert problem.remedy.id.startswith("Hapus salah satunya")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.json", '{"units": [{"id": "U"},\n]}', "a comma follows the last item, in line 1, ch"),
        ("b.json", '{"units": [{"id": "U", }]}', "a comma follows the last item"),
        ("c.json", '{"units": [{"id": "U"}]\n', "ends before all its brackets are closed"),
        ("d.json", "{'units': []}", "a key in double quotes is missing"),
        ("k.json", '// rencana\n{"units": []}', "JSON has no comments"),
        ("l.json", '{"units": [], # kosong\n"tasks": []}', "JSON has no comments"),
        ("e.yaml", "units: &u\n - *u\n", "an alias (*name) is inside what it refers to"),
        ("f.yaml", "units: !!python/name:os.system\n", "a tag (!…) is not read, in line 1"),
        ("g.yaml", "units: []\n---\nunits: []\n", "a second document begins (---)"),
        ("h.yaml", "? [a]\n: b\n", "a key is a list or an object, in line 1"),
        ("i.yaml", "units:\n - id: U\n   id: V\n", 'key "id" appears twice in one object, in line'),
    ],
)
def test_what_is_wrong_with_a_document_is_told_in_its_own_words(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    assert said in only(of(tmp_path / name, text)).message.en


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [("a.json", "[1]", "a list"), ("b.json", '"x"', "a text"), ("c.yaml", "5", "a number")],
)
def test_a_document_without_tables_says_what_it_is(
    tmp_path: Path, name: str, text: str, kind: str
) -> None:
    problem = only(of(tmp_path / name, text))
    assert problem.code == "missing-file"
    assert problem.message.en == f"{name} contains {kind}, not an object of tables."
    assert '{"units": [{"id": "A1", "name": "…"}]}' in problem.remedy.en


def test_a_zero_byte_is_told_as_such(tmp_path: Path) -> None:
    problem = only(of_csv(tmp_path, units="id,name\nU,Ko\0ta\n"))
    assert problem.code == "not-utf8"
    assert "zero byte (NUL; line 2 of the text, byte 13)" in problem.message.en


@pytest.mark.parametrize(
    ("there", "here", "signs"),
    [
        ("U\u200b1", "U1", "U+200B"),
        ("U1", "\u202eU1", "U+202E"),
        ("U\x071", "U1", "U+0007"),
        ("U 1", "U\u00a01", "U+0020, U+00A0"),
        ("Caf\u00e9", "Cafe\u0301", "U+0065, U+00E9, U+0301"),
    ],
)
def test_ids_that_only_look_the_same_are_told_apart(
    tmp_path: Path, there: str, here: str, signs: str
) -> None:
    problem = only(
        of_csv(
            tmp_path,
            units=f"id,name\nU0,u\n{there},u\n",
            objectives=f"id,name,level,owner\nO,o,0,{here}\n",
        )
    )
    assert (problem.code, problem.column) == ("dangling-reference", "owner")
    assert f"row 3 of units.csv looks the same, but has other characters ({signs})" in (
        problem.message.en
    )


def test_characters_of_a_heading_that_are_not_seen_make_no_difference(tmp_path: Path) -> None:
    text = "\ufeff\ufeffid,na\u00adme\u200b\nU,u\n"
    assert of_csv(tmp_path, units=text).problems == ()


@pytest.mark.parametrize("sign", ["|", ":"])
def test_a_separator_that_is_none_is_named(tmp_path: Path, sign: str) -> None:
    reading = of_csv(tmp_path, units=sign.join(("id", "name", "kind")) + "\n")
    told = [each for each in reading.problems if each.code == "missing-heading"]
    assert [each.column for each in told] == ["id", "name"]
    assert f'separated by "{sign}", so id is not found' in told[0].message.en
    assert told[0].remedy.id.startswith("Pisahkan kolom dengan koma, titik koma atau tab")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("above", ["PEMERINTAH KOTA\n\n", "sep=;\n", "Daftar{0}{0}\n{0}{0}\n"])
def test_headings_below_a_title_are_found_under_every_separator(
    tmp_path: Path, separator: str, above: str
) -> None:
    rows = separator.join(("id", "name", "kind")) + "\n" + separator.join(("U", "u", "opd")) + "\n"
    reading = of_csv(tmp_path, units=above.format(separator) + rows)
    assert [(each.code, each.column) for each in reading.problems] == [
        ("missing-heading", "id"),
        ("missing-heading", "name"),
    ]
    said = "sep= is there" if "sep=" in above else "its headings seem to be in row"
    assert said in reading.problems[0].message.en


def workbook(path: Path, merge: str, *rows: list[Any]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "units"
    for row in rows:
        sheet.append(row)
    sheet.merge_cells(merge)
    book.save(path)
    return path


@pytest.mark.parametrize("order", [["id", "name", "kind"], ["id", "kind", "name"]])
def test_a_required_cell_inside_a_merged_range_is_told_as_such(
    tmp_path: Path, order: list[str]
) -> None:
    full = {"id": "U", "name": "Dinas", "kind": "opd"}
    rows = [[full[each] for each in order], [{**full, "id": "V"}[each] for each in order]]
    letter = "ABC"[order.index("name")]
    path = workbook(tmp_path / "p.xlsx", f"{letter}2:{letter}3", [*order], *rows)  # type: ignore[list-item]
    reading = read(path, settings=read_settings())
    problem = only(reading)
    assert (problem.code, problem.row, problem.column) == ("missing-value", 3, "name")
    assert "merged with one above it" in problem.message.en
    assert problem.remedy.id == "Pisahkan sel gabungan itu dan tulis name di setiap baris."
    lenient = read(path, settings=read_settings(), lenient=True)
    assert lenient.cascade is not None
    assert [unit.name for unit in lenient.cascade.units] == ["Dinas", None]


def test_merged_cells_are_told_where_they_leave_rows_without_a_value(tmp_path: Path) -> None:
    rows = [["id", "name", "kind"], ["U", "u", "opd"], ["V", "v", "opd"]]
    down = read(workbook(tmp_path / "a.xlsx", "C2:C3", *rows), settings=read_settings())
    assert (down.problems, down.merged) == ((), ("units: kind",))
    across = read(workbook(tmp_path / "b.xlsx", "B2:C2", *rows), settings=read_settings())
    assert (across.problems, across.merged) == ((), ())


def test_a_cell_beside_the_table_of_a_workbook_is_told_without_separators(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", "F1:G1", ["id", "name"], ["U", "u", "x"])
    problem = only(read(path, settings=read_settings()))
    assert problem.code == "unknown-heading"
    assert "quotes" not in problem.remedy.en
    assert "column without a heading" in problem.message.en


def test_a_value_under_a_blank_heading_of_a_document_is_told_without_columns(
    tmp_path: Path,
) -> None:
    problem = only(of(tmp_path / "p.json", '{"units": [{"id": "U", "name": "u", "": "x"}]}'))
    assert problem.code == "unknown-heading"
    assert "under a blank heading" in problem.message.en


def test_a_row_whose_number_is_none_is_told_as_a_sheet_that_is_none(tmp_path: Path) -> None:
    good = workbook(tmp_path / "good.xlsx", "F1:G1", ["id", "name"], ["U", "u"])
    bad = tmp_path / "bad.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'<row r="2"', b'<row r="dua"'))
    problem = only(read(bad, settings=read_settings()))
    assert (problem.code, problem.sheet) == ("unreadable-file", "units")
    assert "a sheet in it is not a sheet" in problem.message.en


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("lenient", [False, True])
def test_a_file_that_is_written_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, kind: str, lenient: bool
) -> None:
    """Between the digest and the rows somebody saves fewer rows: none may be lost unseen."""
    folder = tmp_path / "plan"
    folder.mkdir()
    path = folder / "units.csv"
    if kind == "csv":
        path.write_text("id,name\nU,u\nV,v\n", "utf-8")
    else:
        path = workbook(folder / "p.xlsx", "F1:G1", ["id", "name"], ["U", "u"], ["V", "v"])
    seen = reading_.read_plan_row

    def saved_meanwhile(book: ReadState) -> Row | None:
        if kind == "csv":
            path.write_text("id,name\nU,u\n", "utf-8")
        else:
            workbook(path, "F1:G1", ["id", "name"], ["U", "u"])
        return seen(book)

    monkeypatch.setattr(reading_, "read_plan_row", saved_meanwhile)
    whole = folder if kind == "csv" else path
    found = read(whole, settings=read_settings(), lenient=lenient)
    assert found.cascade is None
    assert [each.code for each in found.problems] == ["unreadable-file"]
    assert found.problems[0].message.en == "The file changed while it was read."
