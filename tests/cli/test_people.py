"""``kinerja matrix``, ``targets``, ``individual``."""

import json
from pathlib import Path

import pytest
from command_line import Kinerja
from openpyxl import load_workbook
from syrupy.assertion import SnapshotAssertion

LANGUAGES = ("id", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "words",
    [
        ("matrix",),
        ("targets", "LALIN"),
        ("targets", "IKU-01"),
        ("individual", "STAF-A"),
        ("individual", "KATIM"),
        ("individual", "JFT-2"),
        ("individual", "--all"),
    ],
    ids=" ".join,
)
def test_answers_for_people(
    kinerja: Kinerja, words: tuple[str, ...], language: str, snapshot: SnapshotAssertion
) -> None:
    done = kinerja(*words, language=language)
    assert (done.code, done.err) == (0, "")
    assert max(map(len, done.out.splitlines())) <= 80
    assert done.out == snapshot


def test_matrix_as_json(kinerja: Kinerja) -> None:
    answer = json.loads(kinerja("matrix", "--json").out)
    assert [node["id"] for node in answer["outcomes"]] == [
        "INDUSTRI", "LALIN", "PAD-1", "SEHAT-1",
    ]  # fmt: skip
    assert answer["cells"][0] == {
        "agency": "dishub", "outcome": "LALIN", "results": 2, "tasks": 0,
    }  # fmt: skip
    assert (answer["gaps"], answer["idle"]) == ([], ["biro-perencanaan", "inspektorat"])


def test_each_of_the_slide_has_its_target_and_time_is_a_standard(kinerja: Kinerja) -> None:
    answer = json.loads(kinerja("individual", "--all", "--json").out)
    assert list(answer)[:3] == ["dataset", "edition", "individuals"]
    told = {
        one["position"]["id"]: [
            (item["target"]["quantity"], item["target"]["unit"], item["duration_minutes"])
            for item in one["measures"]
        ]
        for one in answer["individuals"]
        if one["measures"]
    }
    assert told == {
        "STAF-A": [(1, "proposal", 480)],
        "STAF-B": [(1, "surat", 30)],
        "STAF-C": [(1, "surat", 30)],
    }
    alone = json.loads(kinerja("individual", "STAF-A", "--year", "2026", "--json").out)
    assert alone["measures"] == answer["individuals"][6]["measures"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_draft_is_a_workbook(kinerja: Kinerja, tmp_path: Path, language: str) -> None:
    place = tmp_path / "skp" / "konsep.xlsx"
    done = kinerja("individual", "--all", "--out", str(place), "--json", language=language)
    assert done.code == 0, done.err
    assert json.loads(done.out) == {
        "out": str(place), "bytes": place.stat().st_size, "posts": 9, "items": 3,
    }  # fmt: skip
    book = load_workbook(place)
    expected = {
        "id": ["Daftar isi", "Butir SKP", "Matriks peran hasil"],
        "en": ["Contents", "SKP items", "Roles and results"],
    }
    assert book.sheetnames == expected[language]
    rows = [row for row in book.worksheets[1].iter_rows(values_only=True) if row[1]]
    assert [row[6:9] for row in rows[1:]] == [
        (1, None, "proposal"), (1, None, "surat"), (1, None, "surat"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("individual",),
        ("individual", "STAF-A", "--all"),
        ("individual", "STAF-A", "--out", "x.xlsx"),
        ("individual", "--all", "--out", "x.csv"),
        ("individual", "STAF-A", "--year", "0"),
        ("individual", "SOP-1"),
        ("individual", "STAF-X"),
        ("targets", "STAF-A"),
        ("targets", "LALN"),
        ("matrix", "--edition", "9"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_asked_is_usage(kinerja: Kinerja, words: tuple[str, ...]) -> None:
    done = kinerja(*words, language="en")
    assert (done.code, done.out) == (2, "")
    assert done.err.strip()


def test_a_year_that_no_target_can_have_is_told_beside_the_answer(kinerja: Kinerja) -> None:
    for words in (("individual", "STAF-A"), ("individual", "--all")):
        done = kinerja(*words, "--year", "2026", language="en")
        assert done.code == 0
        assert "names no years" in done.err
        assert kinerja(*words, language="en").err == ""
