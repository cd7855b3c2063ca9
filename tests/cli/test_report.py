"""``report`` on the command line: every form, its answer, its errors."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from command_line import Done, run_apart

Call = Callable[..., Done]


def test_a_report_is_written_and_told(kinerja: Call, tmp_path: Path) -> None:
    out = tmp_path / "laporan.pdf"
    done = kinerja("report", "--out", str(out), language="id")
    assert (done.code, done.err) == (0, "")
    assert "Ditulis:" in done.out
    assert " temuan pada salindia 1: " in done.out
    assert 4 <= len(pypdf.PdfReader(out).pages) <= 10


def test_readers_agencies_and_annexes_are_asked_for(kinerja: Call, tmp_path: Path) -> None:
    def written(*words: str) -> pypdf.PdfReader:
        out = tmp_path / "laporan.pdf"
        done = kinerja("report", "--out", str(out), *words, language="en")
        assert (done.code, done.err) == (0, "")
        return pypdf.PdfReader(out)

    assert len(written("--for", "pimpinan").pages) <= 2
    checklist = " ".join(page.extract_text() for page in written("--for", "opd").pages)
    assert "☐" in checklist
    outline = written("--annex", "rules,findings").outline
    titles = [str(one.title) for one in outline if not isinstance(one, list)]
    assert [one for one in titles if one.startswith("Annex")] == [
        "Annex A.\u2002Every finding, by agency",
        "Annex B.\u2002The rules",
    ]


def test_the_same_data_gives_the_same_bytes(loaded_home: Path, tmp_path: Path) -> None:
    contents: list[bytes] = []
    for name in ("a.docx", "b.docx"):
        out = tmp_path / name
        words = ("report", "--out", str(out), "--json", "--rule", "missing-polarity")
        done = run_apart(loaded_home, *words, language="en", SOURCE_DATE_EPOCH="1767225600")
        answer = json.loads(done.out)
        assert answer["made"] == "2026-01-01T00:00:00+00:00"
        assert (answer["format"], answer["failed"]) == ("docx", [])
        assert answer["bytes"] == out.stat().st_size
        contents.append(out.read_bytes())
    assert contents[0] == contents[1]
    assert zipfile.is_zipfile(tmp_path / "a.docx")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--out", "laporan.odt"), ".html, .pdf, .docx"),
        (("--out", "a.xlsx", "--template", "t.xlsx"), "--template"),
        (("--out", "a.pdf", "--template", "none.typ"), "none.typ"),
        (("--out", "a.html", "--since", "none"), "--since"),
        (("--out", "a.html", "--annex", "findings,all-of-it"), "--annex"),
        (("--out", "a.html", "--agency", "tiada"), "tiada"),
    ],
)
def test_what_cannot_be_is_usage(
    words: tuple[str, ...], told: str, kinerja: Call, tmp_path: Path
) -> None:
    placed = [str(tmp_path / word) if "." in word else word for word in words]
    done = kinerja("report", *placed, language="en")
    assert done.code == 2
    assert told in done.err
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []
