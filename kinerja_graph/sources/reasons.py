"""Why a file cannot be read, said in both languages instead of in the words of a library."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias
from xml.parsers import expat

import yaml

from kinerja_graph.texts import Text

_JSON: Final = (
    ("Expecting value", Text(id="nilai tidak ditemukan", en="a value is missing")),
    (
        "Expecting property name",
        Text(
            id="kunci dalam tanda kutip ganda tidak ditemukan",
            en="a key in double quotes is missing",
        ),
    ),
    ("Expecting ':'", Text(id="titik dua tidak ditemukan", en="a colon is missing")),
    ("Expecting ','", Text(id="koma tidak ditemukan", en="a comma is missing")),
    ("Extra data", Text(id="ada isi sesudah akhir dokumen", en="text follows the document")),
    ("Unterminated string", Text(id="tanda kutip tidak ditutup", en="a quote is never closed")),
    (
        "Invalid control character",
        Text(id="karakter kendali di dalam teks", en="a control character stands in a text"),
    ),
    ("Invalid", Text(id="urutan \\ tidak dikenal", en="a sequence with \\ is not known")),
)
_COMMENT: Final = Text(
    id="JSON tidak mengenal komentar (YAML: # …)", en="JSON knows no comments (YAML: # …)"
)
_ENDED: Final = Text(
    id="dokumen berakhir sebelum semua kurungnya ditutup",
    en="the document ends before all its brackets are closed",
)
_LAST_COMMA: Final = Text(
    id="ada koma berlebih sesudah bagian terakhir", en="a comma follows the last item"
)
_YAML: Final = (
    (
        "mapping values are not allowed",
        Text(
            id="titik dua di dalam teks yang tidak diapit tanda kutip",
            en="a colon stands in a text without quotes",
        ),
    ),
    (
        "cannot start any token",
        Text(
            id="ada karakter yang tidak boleh mengawali nilai, misalnya tab, @ atau `",
            en="a character stands there that starts no value, such as a tab, @ or `",
        ),
    ),
    (
        "did not find expected",
        Text(
            id="lekuk, kurung atau tanda kutipnya tidak cocok",
            en="an indent, a bracket or a quote does not fit",
        ),
    ),
    (
        "could not find expected ':'",
        Text(id="titik dua tidak ditemukan", en="a colon is missing"),
    ),
    (
        "undefined alias",
        Text(id="alias (*nama) tanpa jangkarnya (&nama)", en="an alias without its anchor"),
    ),
    (
        "recursive",
        Text(
            id="alias (*nama) menunjuk bagian yang memuat alias itu sendiri",
            en="an alias (*name) stands inside what it refers to",
        ),
    ),
    ("constructor for the tag", Text(id="tag (!…) tidak dibaca", en="a tag (!…) is not read")),
    (
        "another document",
        Text(
            id="dokumen kedua dimulai (---); satu berkas memuat satu dokumen",
            en="a second document begins (---); a file holds one",
        ),
    ),
    (
        "a key that is no text",
        Text(id="kuncinya daftar atau objek, bukan teks", en="a key is a list or an object"),
    ),
)
_NOT_PLAIN: Final = Text(
    id="susunannya bukan data JSON atau YAML biasa", en="it is no plain JSON or YAML data"
)
_OPEN_QUOTE: Final = Text(id="tanda kutip tidak ditutup", en="a quote is never closed")
_LAST: Final = re.compile(r",\s*[}\]]\Z")
_NAMED: Final = re.compile("'([^']*)'")


Begins: TypeAlias = Mapping[object, Sequence[int]]
"""By key of a document, where in its text each item of the list under it begins; of another value
where that begins."""


class DoubledKeyError(ValueError):
    """A key that stands twice in one object of a document."""

    def __init__(self, key: object, place: Text) -> None:
        self.key = key
        self.place = place
        super().__init__(str(key))


def of_document(error: Exception) -> Text:
    """Why a text is no JSON or YAML document, and where it stops being one."""
    if isinstance(error, json.JSONDecodeError):
        return _of_json(error)
    what, mark = _of_yaml(error) if isinstance(error, yaml.MarkedYAMLError) else (_NOT_PLAIN, None)
    where = Text(id="", en="") if mark is None else at(mark.line + 1, mark.column + 1)
    return Text(id=what.id + where.id, en=what.en + where.en)


def _of_json(error: json.JSONDecodeError) -> Text:
    """What is wrong with a JSON text, and where; a comma behind the last item at the comma."""
    what = next((text for start, text in _JSON if error.msg.startswith(start)), _JSON[0][1])
    where = at(error.lineno, error.colno)
    comma = _LAST.search(error.doc[: error.pos + 1])
    if error.doc[error.pos :].startswith(("//", "/*", "#")):
        what = _COMMENT
    elif error.pos >= len(error.doc.rstrip()):
        what = _ENDED
    elif comma is not None:
        what, where = _LAST_COMMA, place_in(error.doc, comma.start())
    return Text(id=what.id + where.id, en=what.en + where.en)


def _of_yaml(error: yaml.MarkedYAMLError) -> tuple[Text, yaml.Mark | None]:
    """What is wrong with a YAML text; a quotation mark is looked for where it was opened."""
    problem = error.problem or ""
    if "quoted scalar" in (error.context or "") and "end of" in problem:
        return _OPEN_QUOTE, error.context_mark
    what = next((text for part, text in _YAML if part in problem), _NOT_PLAIN)
    return what, error.problem_mark


def place_in(text: str, position: int) -> Text:
    """The place of a position in a text."""
    return at(text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))


def at(line: int, column: int) -> Text:
    """A place in a text, lines and columns from 1, as the tail of a sentence."""
    return Text(
        id=f", di baris {line}, karakter ke-{column}", en=f", in line {line}, character {column}"
    )


def of_workbook(error: Exception) -> Text:
    """Why a file is no workbook that can be read."""
    if isinstance(error, expat.ExpatError):
        return Text(id="XML di dalamnya rusak", en="the XML inside it is broken")
    if isinstance(error, KeyError):
        named = _NAMED.search(str(error.args[0]))
        part = named[1] if named else str(error.args[0])
        return Text(id=f"bagian {part} tidak ada", en=f"its part {part} is missing")
    if isinstance(error, zipfile.BadZipFile) and "not a zip file" in str(error):
        return Text(id="isinya bukan arsip .xlsx", en="it holds no .xlsx archive")
    if type(error) is ValueError:  # an attribute of a cell or row that Excel writes as a number
        return Text(id="isi salah satu lembarnya bukan isi Excel", en="a sheet in it is no sheet")
    return Text(id="arsipnya rusak atau terpotong", en="its archive is damaged or cut off")
