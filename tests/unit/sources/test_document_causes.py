"""Broken documents of which the message says what was written, where, and how to fix it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.document_yaml import cause_in_yaml
from kinerja_graph.sources.reading import read, read_document
from kinerja_graph.sources.reasons import of_document
from kinerja_graph.sources.sentences_document import CAUSES

UNITS = "units:\n- id: A\n  name: "
"""In line 3 the name of the first record follows, from character 9 on."""


def problem_of(path: Path, text: str) -> Problem:
    path.write_bytes(text.encode())
    (problem,) = read(path, settings=read_settings()).problems
    assert problem.code == "unreadable-file"
    return problem


def told(path: Path, text: str) -> tuple[str, str]:
    message = problem_of(path, text).message
    starts = ("The document cannot be read: ", "Dokumen tidak dapat dibaca: ")
    return message.en.removeprefix(starts[0]), message.id.removeprefix(starts[1])


def placed(line: int, at: int, en: str, id_: str) -> tuple[str, str]:
    """The cause and, after a semicolon, the cure of it, with the place between the two."""
    return (
        en.replace(";", f", in line {line}, character {at};", 1) + ".",
        id_.replace(";", f", di baris {line}, karakter ke-{at};", 1) + ".",
    )


@pytest.mark.parametrize(
    ("text", "line", "at", "en", "id_"),
    [
        ('{"units": [{"x": 80,5}]}', 1, 18,
         "a number with a decimal comma; write 80.5",
         "angka berkoma desimal; tulis 80.5"),
        ('{"x": 1,\n "y": -1.250,75}', 2, 7,
         "a number with a decimal comma; write -1250.75",
         "angka berkoma desimal; tulis -1250.75"),
        ('{"x": 0,250}', 1, 7,
         "a number with a decimal comma; write 0.250",
         "angka berkoma desimal; tulis 0.250"),
        ('{"x": 1,250}', 1, 7,
         "a number with a comma; write 1250 for thousands, 1.250 for decimals",
         "angka berkoma; tulis 1250 bila ribuan, 1.250 bila desimal"),
        ('{"x": 01}', 1, 7,
         'a number begins with 0; put it in "…" or drop the 0',
         'angka diawali 0; apit dengan "…" atau hapus 0-nya'),
        ('{"x": 1,\n "id": 01.02, "y": 3}', 2, 8,
         'a number begins with 0; put it in "…" or drop the 0',
         'angka diawali 0; apit dengan "…" atau hapus 0-nya'),
        ('{"x": 1.250.000}', 1, 7,
         'a number with several dots; put a code in "…"; write thousands without dots',
         'angka dengan beberapa titik; apit kode dengan "…"; tulis ribuan tanpa titik'),
        ('{"x": "Dinas\n}', 1, 13,
         'the text is not closed by the end of the line; write the closing " there',
         'teks tidak ditutup sampai akhir baris; tulis " penutupnya di sana'),
        ('{"x": “Dinas”}', 1, 7,
         'the quotation mark “ is not used in JSON; write " at both ends of the text',
         'tanda kutip “ tidak berlaku di JSON; tulis " di kedua ujung teks'),
        ('{"x": True}', 1, 7,
         'a word without quotes; write "True", or true',
         'kata tanpa tanda kutip; tulis "True" atau true'),
        ('{"x": ya}', 1, 7,
         'a word without quotes; write "ya", or true',
         'kata tanpa tanda kutip; tulis "ya" atau true'),
        ('{"x": Dinas Kota , "y": 1}', 1, 7,
         'a word without quotes; write "Dinas Kota"',
         'kata tanpa tanda kutip; tulis "Dinas Kota"'),
        ('{"x": "C:\\Dinas"}', 1, 10,
         "an unknown escape sequence with \\; write each \\ as \\\\",
         "urutan \\ tidak dikenal; tulis setiap \\ sebagai \\\\"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_json(
    tmp_path: Path, text: str, line: int, at: int, en: str, id_: str
) -> None:
    assert told(tmp_path / "plan.json", text) == placed(line, at, en, id_)


@pytest.mark.parametrize(
    ("text", "en"),
    [
        ('{“x”: 1}', "the quotation mark “ is not used"),
        ("{\"x\": 'a'}", "the quotation mark ' is"),
        ('{"x": "a\n', "the text is not closed"), ('{"x": "a\r\n}', "the text is not closed"),
        ('{"x": "a\tb"}', "a text contains a control character, in line 1, character 9."),
        ('{"x": None}', 'write "None", or null'), ('{"x": TIDAK}', 'write "TIDAK", or false'),
        ('{"x": ' + "a" * 90 + "}", 'write "' + "a" * 60 + '…".'),
        ('{"x": , "y": 1}', "a value is missing, in line 1, character 7."),
        ("units:\n- id: A\n", "a value is missing, in line 1, character 1."),
        ('{"x": 0 1}', "a comma is missing, in line 1, character 9."),
        ('{"x": [1,2], 3}', "a key in double quotes is missing, in line 1, character 14."),
        ('{"x": 1,2,3}', "a key in double quotes is missing, in line 1, character 9."),
        ('{"x": "7",5}', "a key in double quotes is missing, in line 1, character 11."),
        ('{"x": "1" "y": 2}', "a comma is missing, in line 1, character 11."),
    ],
)  # fmt: skip
def test_other_json_and_what_stays_as_it_was(tmp_path: Path, text: str, en: str) -> None:
    assert en in told(tmp_path / "plan.json", text)[0]


@pytest.mark.parametrize(
    ("text", "line", "at", "en", "id_"),
    [
        ("units:\n- id: A\n\tname: x\n", 3, 1,
         "a tab in the indent; use spaces",
         "ada tab pada lekuk; pakai spasi"),
        ("units:\n-\tid: A\n", 2, 2,
         "there is a tab; use spaces",
         "ada tab; pakai spasi"),
        ("units:\n- id: A\n   name: x\n", 3, 8,
         ("a text without quotes contains a colon, or this line is indented too far; put "
          'the text in "…", or indent the line like the others'),
         ("titik dua di dalam teks yang tidak diapit tanda kutip, atau baris ini terlalu "
          'menjorok; apit teks itu dengan "…", atau samakan lekuknya dengan baris lain')),
        (UNITS + "% angkutan\n", 3, 9,
         'a text begins with %; put the text in "…"',
         'teks diawali %; apit teksnya dengan "…"'),
        (UNITS + "*dinas\n", 3, 9,
         ('a text begins with *, or an alias without its anchor; put the text in "…", or '
          "write the anchor (&name)"),
         ('teks diawali *, atau alias tanpa jangkarnya; apit teks itu dengan "…", atau '
          "beri jangkar (&nama)")),
        (UNITS + "x\x07y\n", 3, 10,
         "it contains the character U+0007; remove it",
         "ada karakter U+0007; hapus karakter itu"),
        (UNITS + '"C:\\Dinas"\n', 3, 12,
         "an unknown escape sequence with \\; write each \\ as \\\\",
         "urutan \\ tidak dikenal; tulis setiap \\ sebagai \\\\"),
        (UNITS + "- x\n", 3, 9,
         'a text begins with "- "; put the text in "…"',
         'teks diawali "- "; apit teksnya dengan "…"'),
        ("units: - id: A\n", 1, 8,
         "a list begins on the line of its heading; begin it on the next line",
         "daftar dimulai di baris judulnya; mulailah daftar itu di baris berikutnya"),
        ("units:\n- id: A\n  name:x\n  kind: opd\n", 3, 7,
         'a space is missing after ":"; write ": "',
         'spasi sesudah ":" tidak ditemukan; tulis ": "'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_yaml(
    tmp_path: Path, text: str, line: int, at: int, en: str, id_: str
) -> None:
    assert told(tmp_path / "plan.yaml", text) == placed(line, at, en, id_)


def test_a_missing_colon_is_looked_for_in_its_own_line(tmp_path: Path) -> None:
    assert told(tmp_path / "plan.yaml", UNITS + "x\n- id: B\n  name y\n- id: C\n") == (
        'a colon is missing in line 5, before line 6; write ": " after the heading.',
        'titik dua tidak ditemukan di baris 5, sebelum baris 6; tulis ": " sesudah judulnya.',
    )


BOTH: list[tuple[str, str]] = [
    ("units:\n\t- id: A\n", "a tab in the indent, in line 2, character 1"),
    ("units:\r\n- id: 😀é\r\n  \tname: x\r\n", "a tab in the indent, in line 3, character 3"),
    (UNITS + "Dinas: Kota\n", "a text without quotes contains a colon, in line 3, character 14"),
    (UNITS + "@x\n", "a text begins with @, in line 3, character 9"),
    (UNITS + "* x\n", "a text begins with *, in line 3, character 9"),
    (UNITS + "*dinas kota\n", "a text begins with *"),
    (UNITS + "& x\n", "a text begins with &, in line 3, character 9"),
    (UNITS + "> 80\n", "a text begins with >, in line 3, character 9"),
    (UNITS + ">= 80\n", "a text begins with >, in line 3, character 9"),
    (UNITS + "? x\n", "a text begins with ?, in line 3, character 9"),
    (UNITS + "-\n", 'a text begins with "- ", in line 3, character 9'),
    (UNITS + '"C:\\users"\n', "an unknown escape sequence with \\, in line 3, character 14"),
    (UNITS + "x\n- id: B\n  name y\n", "a colon is missing in line 5, before line 6"),
    ("units\n# x\n\n- id: A\n", "a colon is missing, in line 1, character 5"),
    ("units:\n-id: A\n name: x\n", 'a space is missing after "-", in line 2, character 1'),
    (UNITS + "[x\n", "in line 4, character 1"), (UNITS + "!x y\n", "a tag (!…) is not read"),
    ("units: \x7f", "it contains the character U+007F, in line 1, character 8"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "en"), BOTH)
@pytest.mark.parametrize("name", ["CSafeLoader", "SafeLoader"])
def test_either_reader_of_yaml_gives_the_cause(name: str, text: str, en: str) -> None:
    loader: Any = getattr(yaml, name, yaml.SafeLoader)
    with pytest.raises(yaml.YAMLError) as caught:
        yaml.load(text, Loader=loader)  # noqa: S506  # a safe one
    assert en in (cause_in_yaml(caught.value, text) or of_document(caught.value)).en


def test_a_forgotten_dash_is_thought_of_before_a_key_is_removed(tmp_path: Path) -> None:
    problem = problem_of(tmp_path / "plan.yaml", UNITS + "x\n  id: B\n  name: y\n")
    assert problem.message.en == (
        'The key "id" appears twice in one object, in line 4, character 3; '
        'if a new record begins there, begin it with "- ".'
    )
    assert problem.message.id == (
        'Kunci "id" tertulis dua kali dalam satu objek, di baris 4, karakter ke-3; '
        'bila catatan baru dimulai di sana, awali dengan "- ".'
    )


@pytest.mark.parametrize(
    "text",
    ["units: []\nunits: []\n", UNITS + "x\n  name: y\n", "units: [{id: 1, id: 2}]\n"],
)
def test_no_dash_is_missing_elsewhere(tmp_path: Path, text: str) -> None:
    assert '"- "' not in problem_of(tmp_path / "plan.yaml", text).message.en


def test_records_count_from_one(tmp_path: Path) -> None:
    for text, number in (('["U"]', 1), ('[{"id": "U", "name": "u"}, "V"]', 2)):
        message = problem_of(tmp_path / "plan.json", f'{{"units": {text}}}').message
        assert message.en.endswith(f"not a text (record {number}).")
        assert message.id.endswith(f"bukan teks (catatan ke-{number}).")
    tables: dict[str, Any] = {"units": [["U"]]}
    (problem,) = read_document(tables, name="x", settings=read_settings()).problems
    assert "(record 1)" in problem.message.en


def test_causes_speak_of_no_sheet() -> None:
    for what, mend in CAUSES.values():
        for text in (what.id, mend.id, what.en, mend.en):
            assert "kolom" not in text
            assert "column" not in text
            assert "cell" not in text
