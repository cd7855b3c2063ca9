"""Inputs made to harm: bombs, deep nesting, odd files; told with codes, in little memory."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import run_apart
from reading_check import check_reading

from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read

UNITS = "id,name\nU1,Satu\n"
MEGABYTE = 1 << 20
READ = "import sys; from pathlib import Path; from kinerja_graph.settings import Settings; "
READ += "from kinerja_graph.sources.reading import read; "
READ += "print(read(Path(sys.argv[1]), settings=Settings()).problems[0].code)"


def told(path: Path, settings: Settings | None = None) -> frozenset[str]:
    return check_reading(path, settings or Settings())[0]


def text(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


DEEP: dict[str, Callable[[int], str]] = {
    "flow.yaml": lambda depth: "units: " + "[" * depth + "]" * depth,
    "maps.yaml": lambda depth: "units: " + "{a: " * depth + "1" + "}" * depth,
    "dashes.yaml": lambda depth: "- " * depth + "x",
    "keys.yaml": lambda depth: "? " * depth + "x",
    "open.yaml": lambda depth: "[" * depth,
    "lists.json": lambda depth: "[" * depth + "]" * depth,
    "maps.json": lambda depth: '{"a":' * depth + "1" + "}" * depth,
    "open.json": lambda depth: "[" * depth,
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_documents_end_no_process(tmp_path: Path, name: str) -> None:
    """In a process of its own: what overflows the stack of a library kills it without a word."""
    path = text(tmp_path / name, DEEP[name](300_000))
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()[-300:]
    assert done.stdout.decode().strip() in {"too-large", "unreadable-file"}


BOMBS = {
    "rows": "a: &a {id: x, name: y}\nb: &b ["
    + "*a, " * 3_000
    + "]\nunits: *b\ntasks: *b\nindicators: *b\n"
    + "x: [" + "*b, " * 3_000 + "]\n",
    "items": "x: &x [" + ", ".join(f"a{n}" for n in range(3_000)) + "]\nobjectives:\n"
    + "".join(f" - {{id: u{n}, name: n, level: 1, contributes_to: *x}}\n" for n in range(1_000)),
    "laughs": "a0: &a0 [x, x]\n"
    + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 45))
    + "units: *a44\n",
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_yaml_bombs_stay_small(tmp_path: Path, name: str) -> None:
    path = text(tmp_path / "plan.yaml", BOMBS[name])
    tracemalloc.start()
    reading = read(path, settings=Settings(), lenient=True)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reading.problems
    assert peak < 150 * MEGABYTE
    if name == "items":
        assert [each.code for each in reading.problems] == ["too-large"]


def test_aliases_that_are_used_as_people_use_them_are_read(tmp_path: Path) -> None:
    owners = "who: &who [D1, D2]\nunits: [{id: D1, name: a}, {id: D2, name: b}]\nobjectives:\n"
    rows = "".join(f" - {{id: S{n}, name: n, level: 0, owner: *who}}\n" for n in range(500))
    reading = read(text(tmp_path / "plan.yaml", owners + rows), settings=Settings())
    assert reading.cascade is not None
    assert len(reading.cascade.links) == 1_000


@pytest.mark.parametrize("entry", ["xl/bomb.xml", "xl/worksheets/sheet1.xml"])
def test_zip_bombs_are_not_unpacked(tmp_path: Path, entry: str) -> None:
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        with package.open(entry, "w") as part:
            for _ in range(200):
                part.write(b" " * MEGABYTE)
        package.writestr("xl/workbook.xml", "<workbook/>")
    tracemalloc.start()
    assert told(path) == {"too-large"}
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * MEGABYTE


def test_a_zip_that_lies_about_its_sizes_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * MEGABYTE)
    data = path.read_bytes()
    small = (10).to_bytes(4, "little")
    path.write_bytes(data.replace(MEGABYTE.to_bytes(4, "little"), small))
    assert told(path) <= {"unreadable-file", "missing-file"}


def test_workbooks_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    data = bytearray(path.read_bytes())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        data[at] |= 1  # the flag of an encrypted entry
    path.write_bytes(data)
    assert told(path) == {"unreadable-file"}
    assert "password" in read(path, settings=Settings()).problems[0].message.en
    text(path, bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4_000))
    assert "password" in read(path, settings=Settings()).problems[0].message.en


@pytest.mark.parametrize("ending", ["json", "yaml", "xlsx", "csv"])
def test_files_that_are_none(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"units.{ending}"
    path.mkdir()
    assert told(path) <= {"missing-file", "unreadable-file"}
    path.rmdir()
    os.mkfifo(path)
    assert told(path) == {"unreadable-file"}
    path.unlink()
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind(os.path.relpath(path))
        assert told(path) == {"unreadable-file"}
    path.unlink()
    for target in ("/dev/zero", path.name, tmp_path / "gone", "/proc/self/mem"):
        path.symlink_to(target)
        assert told(path) <= {"unreadable-file", "missing-file"}
        path.unlink()
    outside = text(tmp_path / "outside" / "x.csv", UNITS)
    if ending == "csv":
        path.symlink_to(outside)
        assert told(path) == frozenset()


@pytest.mark.parametrize(
    "name", [b"units\xff", b"kota\n'\"; DROP", b"\xff\xfe", ("ü" * 120).encode()]
)
def test_odd_names_are_told_and_stored(tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/" + name + b".json"))
    text(path, '{"units": [{"id": "U1", "name": "Satu"}]}')
    assert told(path) == frozenset()
    text(path, '{"units": 3}')
    assert told(path) == {"unreadable-file"}
    path.unlink()
    path.with_suffix("").mkdir()
    assert told(path.with_suffix("")) == {"missing-file"}
    text(path.with_suffix("") / "units.csv", UNITS)
    assert told(path.with_suffix("")) == frozenset()
    assert told(tmp_path / ("x" * 300)) == {"unreadable-file"}


@pytest.mark.parametrize("form", ["csv", "json"])
def test_thousands_of_unknown_headings_are_told_at_once(tmp_path: Path, form: str) -> None:
    heads = [f"catatan{number}" for number in range(5_000)]
    if form == "csv":
        path = text(tmp_path / "units.csv", f"id,name,{','.join(heads)}\nU1,Satu\n")
    else:
        body = ", ".join(f'"{head}": 1' for head in heads)
        path = text(tmp_path / "p.json", f'{{"units": [{{"id": "U", "name": "n", {body}}}]}}')
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    reading = read(path, settings=Settings())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 2
    assert len(reading.problems) == len(heads)


def test_a_message_quotes_the_beginning_of_a_huge_cell(tmp_path: Path) -> None:
    path = text(tmp_path / "units.csv", f"id,name,parent\nU1,Satu,{'x' * 30_000}\n")
    (problem,) = read(path, settings=Settings()).problems
    assert problem.value == "x" * 30_000
    assert len(problem.message.en) < 400
    assert "x…" in problem.message.id


def test_a_text_that_cannot_be_stored_is_told_with_its_row(tmp_path: Path) -> None:
    path = text(tmp_path / "p.json", '{"units": [{"id": "a", "name": "b"}, {"id": "\\ud800"}]}')
    (problem,) = read(path, settings=Settings()).problems
    assert "row 3" in problem.message.en
    assert "baris 3" in problem.message.id


def test_the_command_refuses_with_3_and_says_where(tmp_path: Path) -> None:
    path = text(tmp_path / "plan.yaml", DEEP["flow.yaml"](100_000))
    for language in ("id", "en"):
        done = run_apart(tmp_path / "home", "validate", str(path), language=language)
        assert done.code == 3
        assert "too-large" in done.out + done.err
        assert "Traceback" not in done.out + done.err
