"""``follow-up`` on the command line: set, list, show, notes; in both languages and as JSON."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import SLIDES, Done, run
from openpyxl import load_workbook

Call = Callable[..., Done]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("cli-follow-up")
    done = run(made, "load", str(SLIDES))
    assert done.code == 0, done.err
    yield made
    run(made, "db", "stop")


@pytest.fixture
def kinerja(home: Path) -> Call:
    def call(*words: object, language: str = "en") -> Done:
        return run(home, *map(str, words), language=language)

    return call


def data(done: Done) -> Any:
    assert done.code in {0, 1}, done.err
    return json.loads(done.out)


def test_a_follow_up_from_the_first_word_to_the_list(kinerja: Call) -> None:
    done = kinerja("follow-up", "list")
    assert (done.code, "No follow-up is recorded" in done.out) == (0, True)
    before = data(kinerja("audit", "--json"))
    assert "follow_ups" not in before
    named = ("--rule", "missing-measure-unit", "--subject", "IKU-08")
    done = kinerja("follow-up", "set", *named, "--person", "Siti", "--due", "2020-01-31")
    assert done.code == 0, done.err
    assert "overdue · open" in done.out
    (first,) = data(kinerja("follow-up", "list", "--json"))["follow_ups"]
    assert (first["subject"]["id"], first["overdue"], first["agency"]) == ("IKU-08", True, "polri")
    done = kinerja("follow-up", "set", first["fingerprint"], "--state", "done", "--note", "=1+1")
    assert "done, still found" in done.out
    (now,) = data(kinerja("follow-up", "list", "--json", "--overdue"))["follow_ups"]
    assert (now["state"], now["person"], now["note"]) == ("done", "Siti", "=1+1")
    for words in (("--state", "open"), ("--agency", "trantib")):
        assert data(kinerja("follow-up", "list", "--json", *words))["follow_ups"] == []
    assert kinerja("follow-up", "list", "--agency", "tiada").code == 2
    told = kinerja("follow-up", "list", language="id").out
    assert "1 tindak lanjut, 1 di antaranya lewat tenggat" in told
    told = kinerja("follow-up", "show", first["fingerprint"], language="id").out
    assert "lewat tenggat · dinyatakan selesai, masih ditemukan" in told
    history = data(kinerja("follow-up", "show", first["fingerprint"], "--json"))["history"]
    assert [one["state"] for one in history] == ["done", "open"]
    after = data(kinerja("audit", "--json"))
    (held,) = [one for one in after["findings"] if "follow_up" in one]
    assert held["follow_up"]["outcome"] == "still-found"
    assert after["summary"] == before["summary"]
    assert "Follow-up: ✖ overdue · done, still found · Siti" in kinerja("audit", "--findings").out
    assert "done, still found" in kinerja("audit", "--format", "html").out


def test_the_list_as_a_file_holds_no_formula(kinerja: Call, tmp_path: Path) -> None:
    named = ("--rule", "missing-measure-unit", "--subject", "IKU-03")
    assert kinerja("follow-up", "set", *named, "--note", "=1+1").code == 0
    file = tmp_path / "tindak.csv"
    assert kinerja("follow-up", "list", "--out", file).code == 0
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    assert [one["note"] for one in rows if one["subject_id"] == "IKU-03"] == ["'=1+1"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("set",), "It is not clear which finding is meant."),
        (("set", "0" * 24, "--rule", "copy-down"), "It is not clear which finding is meant."),
        (("set", "0" * 24, "--state", "open"), "has no such finding"),
        (("set", "abc"), "is not the fingerprint of a finding"),
        (("set", "--rule", "missing-measure-unit", "--subject", "IKU-8"), "has no such finding"),
        (("set", "--rule", "mising", "--subject", "IKU-08"), "missing-"),
        (("show", "0" * 24), "No follow-up is recorded for finding"),
        (("list", "--out", "x.txt"), "is written as CSV"),
        (("note", "TIADA", "x"), "TIADA"),
        (("note", "IKU-08", " "), "The note is empty or too long."),
    ],
)
def test_what_cannot_be_done_says_how_to_do_it(
    kinerja: Call, words: tuple[str, ...], says: str
) -> None:
    done = kinerja("follow-up", *words)
    assert done.code == 2, done.out
    assert says in done.err


def test_notes_on_a_record(kinerja: Call) -> None:
    assert "There are no notes yet" in kinerja("follow-up", "notes", "IKU-08").out
    assert kinerja("follow-up", "note", "IKU-08", "sudah dibahas").code == 0
    (one,) = data(kinerja("follow-up", "notes", "--json"))["notes"]
    assert (one["label"], one["id"], one["text"]) == ("Indicator", "IKU-08", "sudah dibahas")
    assert "sudah dibahas" in kinerja("follow-up", "notes", "IKU-08").out


def test_the_report_has_a_chapter_and_a_sheet_where_there_is_something(
    kinerja: Call, tmp_path: Path
) -> None:
    named = ("--rule", "missing-measure-unit", "--subject", "IKU-04", "--note", "=2+2")
    assert kinerja("follow-up", "set", *named, "--due", "2020-02-01").code == 0
    out = tmp_path / "laporan.html"
    assert kinerja("report", "--out", out, language="id").code == 0
    text = out.read_text("utf-8")
    assert "Tindak lanjut temuan" in text
    assert "lewat tenggat" in text
    book = tmp_path / "laporan.xlsx"
    assert kinerja("report", "--out", book).code == 0
    sheet = load_workbook(book)["Follow-up"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    (note,) = [cell for cell in cells if str(cell.value).endswith("=2+2")]
    assert note.data_type == "s"
