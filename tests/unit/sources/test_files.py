"""Folders of CSV files, and what can be wrong with a whole file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

import pytest

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import Reading, read

UNITS = "id,name,kind\nU1,Satu,opd\n"
PLACE = tuple[str, str, int | None, str | None, str | None]


def folder(tmp_path: Path, **files: str | bytes) -> Path:
    plan = tmp_path / "plan"
    plan.mkdir(exist_ok=True)
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (plan / f"{name}.csv").write_bytes(data)
    return plan


def places(reading: Reading) -> list[PLACE]:
    return [(each.code, each.file, each.row, each.column, each.value) for each in reading.problems]


def loaded(path: Path) -> Cascade:
    reading = read(path, settings=read_settings())
    assert reading.problems == ()
    assert reading.cascade is not None
    return reading.cascade


def refused(path: Path, settings: Settings | None = None) -> list[PLACE]:
    """The problems of an input that neither a strict nor a lenient reading takes."""
    for lenient in (True, False):
        reading = read(path, settings=settings or read_settings(), lenient=lenient)
        assert reading.cascade is None
    return places(reading)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_marks_and_line_ends(
    tmp_path: Path, separator: str, bom: bytes, end: str
) -> None:
    rows = [["id", "name", "kind"], ["U1", "Satu", "opd"], [], ["U2", '"a\rb"', "unit"]]
    text = end.join(separator.join(row) for row in rows)
    cascade = loaded(folder(tmp_path, units=bom + text.encode()))
    assert [(unit.id, unit.name, unit.kind, str(unit.origin)) for unit in cascade.units] == [
        ("U1", "Satu", "opd", "units.csv!2"),
        ("U2", "a b", "unit", "units.csv!4"),
    ]


def test_the_separator_is_the_one_that_makes_the_most_known_headings(tmp_path: Path) -> None:
    text = 'catatan,lain,"x"\tid;name;kind\n1;Satu;opd\n'
    reading = read(folder(tmp_path, units=text), settings=read_settings())
    assert ("missing-heading", "units.csv", 1, "id", None) in places(reading)
    text = "x,y,z,id;name;kind\na,b,c,1;Satu;opd\n"
    assert [each[:4] for each in refused(folder(tmp_path, units=text))] == [
        ("missing-heading", "units.csv", 1, "id"),
        ("unknown-heading", "units.csv", 1, "x,y,z,id"),
    ]


def test_comma_wins_a_tie(tmp_path: Path) -> None:
    assert refused(folder(tmp_path, units="id,x;name\n1,2;3\n")) == [
        ("missing-heading", "units.csv", 1, "name", None),
        ("unknown-heading", "units.csv", 1, "x;name", "x;name"),
    ]


def test_a_record_with_line_breaks_counts_as_one_row(tmp_path: Path) -> None:
    text = 'id,name,kind\r\nU1,"a\r\nb\nc\rd",opd\r\n\r\nU2,x,salah\r\n'
    reading = read(folder(tmp_path, units=text), settings=read_settings(), lenient=True)
    assert places(reading) == [("bad-choice", "units.csv", 4, "kind", "salah")]
    assert reading.cascade is not None
    assert reading.cascade.units[0].name == "a b c d"
    assert reading.cascade.units[0].source_text == "a\r\nb\nc\rd"


def test_rows_may_be_short_and_cells_outside_the_headings_are_told(tmp_path: Path) -> None:
    text = "id,name,kind,\nU1,Satu\nU2,Dua,opd,,\nU3,Tiga,opd,lebih,76\nU4,Empat,opd,x,41\n"
    reading = read(folder(tmp_path, units=text), settings=read_settings())
    assert places(reading) == [
        ("unknown-heading", "units.csv", 4, None, "76"),
        ("unknown-heading", "units.csv", 4, None, "lebih"),
    ]
    assert reading.cascade is not None
    assert len(reading.cascade.units) == 4


def test_a_second_column_of_one_heading_is_told_and_not_read(tmp_path: Path) -> None:
    reading = read(folder(tmp_path, units="id,name,nama\nU1,Satu,Dua\n"), settings=read_settings())
    assert places(reading) == [("unknown-heading", "units.csv", 1, "nama", "nama")]
    assert reading.cascade is not None
    assert reading.cascade.units[0].name == "Satu"


def test_two_files_of_one_table_are_both_read(tmp_path: Path) -> None:
    plan = folder(tmp_path, units=UNITS, unit_kerja="kode;nama\nU2;Dua\nU1;Lagi\n")
    assert places(read(plan, settings=read_settings())) == [
        ("duplicate-id", "units.csv", 2, "id", "U1")
    ]


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    plan = folder(tmp_path, units=UNITS, catatan="apa saja\n")
    (plan / "README.md").write_text("x", encoding="utf-8")
    (plan / "sub").mkdir()
    assert loaded(plan).units[0].id == "U1"


def test_ending_and_name_are_read_in_any_case(tmp_path: Path) -> None:
    plan = folder(tmp_path)
    (plan / "Unit Kerja.CSV").write_text(UNITS, encoding="utf-8")
    assert str(loaded(plan).units[0].origin) == "Unit Kerja.CSV!2"


def test_one_csv_file_is_read_as_a_folder_with_nothing_else(tmp_path: Path) -> None:
    plan = folder(tmp_path, units=UNITS)
    assert str(loaded(plan / "units.csv").units[0].origin) == "units.csv!2"


@pytest.mark.parametrize("content", ["", "\n", "\ufeff", "\n\nid,name\n"])
def test_without_a_heading_row_the_headings_are_missing(tmp_path: Path, content: str) -> None:
    assert refused(folder(tmp_path, units=content)) == [
        ("missing-heading", "units.csv", 1, "id", None),
        ("missing-heading", "units.csv", 1, "name", None),
    ]


def test_a_table_with_headings_alone_is_empty(tmp_path: Path) -> None:
    assert loaded(folder(tmp_path, units="id,name\n")).units == ()


@pytest.mark.parametrize(
    "content",
    [
        b"id,name\nU1,caf\xe9\n",
        "id,name\nU1,Satu\n".encode("utf-16"),
        "id,name\nU1,Satu\n".encode("utf-16-le"),
        b"id,name\nU1,a\0b\n",
        b"id,name\nU1,\xed\xa0\x80\n",
        b"id,name\nU1,\xc3",
    ],
)
def test_not_utf8_is_a_problem_of_the_whole_file_alone(tmp_path: Path, content: bytes) -> None:
    plan = folder(
        tmp_path, units=content, positions="id,name,unit,rung\nP1,Kepala,U1,x\nP2,Wakil,P1,\n"
    )
    assert refused(plan) == [
        ("bad-number", "positions.csv", 2, "rung", "x"),
        ("dangling-reference", "positions.csv", 3, "unit", "P1"),
        ("not-utf8", "units.csv", None, None, None),
    ]


def test_the_place_of_a_wrong_byte_is_told_across_chunks(tmp_path: Path) -> None:
    content = b"id,name\n" + b"x" * (1 << 20) + b"\xff"
    reading = read(folder(tmp_path, units=content), settings=read_settings())
    assert str(len(content)) in reading.problems[0].message.en


def test_a_quotation_mark_that_is_never_closed(tmp_path: Path) -> None:
    plan = folder(tmp_path, units='id,name\nU1,Satu\nU2,"Dua\nU3,Tiga\n')
    assert refused(plan) == [("unreadable-file", "units.csv", None, None, None)]
    assert "row 3" in read(plan, settings=read_settings()).problems[0].message.en


@pytest.mark.parametrize("length", [101, 200_000])
def test_a_cell_that_is_too_long(tmp_path: Path, length: int) -> None:
    settings = read_settings(max_cell_characters=100)
    plan = folder(tmp_path, units=f"id,name\nU1,{'x' * 100}\nU2,{'x' * length}\n")
    assert refused(plan, settings) == [("too-large", "units.csv", None, None, None)]
    plan = folder(tmp_path, units=f"id,name\nU1,{'x' * 100}\n")
    assert read(plan, settings=settings).problems == ()


def test_long_cells_are_read_where_the_setting_allows_them(tmp_path: Path) -> None:
    plan = folder(tmp_path, units=f"id,name\nU1,{'x' * 200_000}\n")
    assert read(plan, settings=read_settings(max_cell_characters=300_000)).problems == ()


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    plan = folder(tmp_path, units=UNITS)
    size = len(UNITS)
    assert read(plan, settings=read_settings(max_file_bytes=size)).problems == ()
    assert refused(plan, read_settings(max_file_bytes=size - 1)) == [
        ("too-large", "units.csv", None, None, None)
    ]


def test_no_such_path(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "gone")
    for name in ("gone", "gone.xlsx", "loop", "a\0b"):
        assert refused(tmp_path / name) == [("missing-file", name, None, None, None)]


def test_no_known_table(tmp_path: Path) -> None:
    plan = folder(tmp_path, apa="id,name\n")
    assert refused(plan) == [("missing-file", "plan", None, None, None)]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert refused(empty) == [("missing-file", "empty", None, None, None)]
    for name in ("plan.txt", "plan", "apa.csv"):
        other = tmp_path / "empty" / name
        other.write_text("id,name\n", encoding="utf-8")
        assert refused(other) == [("missing-file", name, None, None, None)]


def test_the_folder_in_which_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder(tmp_path, units=UNITS))
    assert loaded(Path()).plan.dataset == "plan"
    assert loaded(Path("../plan/../plan")).plan.dataset == "plan"


def test_a_folder_and_a_pipe_named_like_a_table(tmp_path: Path) -> None:
    plan = folder(tmp_path)
    (plan / "units.csv").mkdir()
    os.mkfifo(plan / "tasks.csv")
    (plan / "values.csv").symlink_to(plan / "values.csv")
    assert refused(plan) == [
        ("unreadable-file", "tasks.csv", None, None, None),
        ("unreadable-file", "units.csv", None, None, None),
        ("unreadable-file", "values.csv", None, None, None),
    ]


def test_a_file_that_opens_and_cannot_be_read(tmp_path: Path) -> None:
    plan = folder(tmp_path)
    for name in ("units.csv", "plan.xlsx", "plan.json"):
        (plan / name).symlink_to("/proc/self/mem")
        path = plan if name == "units.csv" else plan / name
        assert refused(path) == [("unreadable-file", name, None, None, None)]


@contextmanager
def as_nobody() -> Generator[None]:
    """Without the rights of root, who may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_no_rights(tmp_path: Path) -> None:
    above = [tmp_path, *tmp_path.parents]
    for parent in above[: above.index(Path(gettempdir()))]:
        parent.chmod(0o755)
    plan = folder(tmp_path, units=UNITS)
    for name in ("units.csv", "plan.xlsx", "plan.yaml"):
        (plan / name).write_text(UNITS, encoding="utf-8")
        (plan / name).chmod(0)
        with as_nobody():
            found = refused(plan if name == "units.csv" else plan / name)
        assert found == [("unreadable-file", name, None, None, None)]
    plan.chmod(0)
    with as_nobody():
        assert refused(plan) == [("unreadable-file", "plan", None, None, None)]
    plan.chmod(0o755)


def test_problems_of_all_files_come_in_order(tmp_path: Path) -> None:
    plan = folder(
        tmp_path,
        units="name,id,kind\nSatu,U1,b\nSatu,U1,b\n,U3,b\n",
        tasks="id,name,volume,duration\nT1,a,x,y\n",
    )
    assert [each[:4] for each in places(read(plan, settings=read_settings()))] == [
        ("bad-number", "tasks.csv", 2, "duration"),
        ("missing-value", "tasks.csv", 2, "duration_unit"),
        ("bad-number", "tasks.csv", 2, "volume"),
        ("bad-choice", "units.csv", 2, "kind"),
        ("duplicate-id", "units.csv", 3, "id"),
        ("bad-choice", "units.csv", 4, "kind"),
        ("missing-value", "units.csv", 4, "name"),
    ]


def test_an_entry_of_the_json(tmp_path: Path) -> None:
    plan = folder(tmp_path, units="id,name,parent\nIKU-07,Satu,\nB,Dua,iku 7\n")
    reading = read(plan, settings=read_settings())
    assert as_json(reading.problems[0], "en") == {
        "code": "dangling-reference",
        "severity": "error",
        "file": "units.csv",
        "sheet": None,
        "row": 3,
        "column": "parent",
        "value": "iku 7",
        "message": 'The id "iku 7" does not exist; the id of a unit is needed here.',
        "remedy": 'Correct the id ("IKU-07"?), or add its row.',
    }
    assert as_json(reading.problems[0], "id")["message"] == (
        'Id "iku 7" tidak ada; di sini diperlukan id unit.'
    )


def test_the_digest_of_a_folder_is_that_of_its_tables(tmp_path: Path) -> None:
    plan = folder(tmp_path, units=UNITS, tasks="id,name\n", lain="x")
    lines = [
        f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n"
        for name, text in (("tasks.csv", "id,name\n"), ("units.csv", UNITS))
    ]
    assert loaded(plan).plan.digest == hashlib.sha256("".join(lines).encode()).hexdigest()


@pytest.mark.parametrize(
    ("name", "dataset"),
    [("Kota Contoh_2026", "kota-contoh-2026"), ("São--Paulo", "sao-paulo"), ("計画", "plan")],
)
def test_an_unnamed_dataset_is_the_slug_of_the_stem(
    tmp_path: Path, name: str, dataset: str
) -> None:
    plan = tmp_path / name
    plan.mkdir()
    (plan / "units.csv").write_text(UNITS, encoding="utf-8")
    assert (loaded(plan).plan.dataset, loaded(plan).plan.edition) == (dataset, "1")


def test_the_command_line_wins_over_the_table_dataset(tmp_path: Path) -> None:
    plan = folder(tmp_path, units=UNITS, dataset="dataset,edition,as_of\nkota,murni,2025\n")
    reading = read(plan, settings=read_settings(), dataset="lain", edition="perubahan")
    assert reading.cascade is not None
    found = reading.cascade.plan
    assert (found.dataset, found.edition, found.as_of) == ("lain", "perubahan", 2025)


def test_a_dataset_name_with_a_control_character(tmp_path: Path) -> None:
    plan = folder(tmp_path, dataset="dataset\na\x1fb\n", units=UNITS)
    assert places(read(plan, settings=read_settings())) == [
        ("bad-choice", "dataset.csv", 2, "dataset", "a\x1fb")
    ]
