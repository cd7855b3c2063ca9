"""Say why a file cannot be read, in both languages instead of in a library's words."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias
from xml.parsers import expat

import yaml

from kinerja_graph.texts import EMPTY, Text, _

_JSON: Final = (
    ("Expecting value", _("a value is missing")),
    (
        "Expecting property name",
        _("a key in double quotes is missing"),
    ),
    ("Expecting ':'", _("a colon is missing")),
    ("Expecting ','", _("a comma is missing")),
    ("Extra data", _("text follows the document")),
    ("Unterminated string", _("a quote is never closed")),
    (
        "Invalid control character",
        _("a text contains a control character"),
    ),
    ("Invalid", _("an unknown escape sequence with \\")),
)
_COMMENT: Final = _("JSON has no comments (YAML: # …)")
_ENDED: Final = _("the document ends before all its brackets are closed")
_LAST_COMMA: Final = _("a comma follows the last item")
_YAML: Final = (
    (
        "mapping values are not allowed",
        _("a text without quotes contains a colon"),
    ),
    (
        "cannot start any token",
        _("a character that cannot start a value, such as a tab, @ or `"),
    ),
    (
        "did not find expected",
        _("an indent, a bracket or a quote does not fit"),
    ),
    (
        "could not find expected ':'",
        _("a colon is missing"),
    ),
    (
        "undefined alias",
        _("an alias without its anchor"),
    ),
    (
        "recursive",
        _("an alias (*name) is inside what it refers to"),
    ),
    ("constructor for the tag", _("a tag (!…) is not read")),
    (
        "another document",
        _("a second document begins (---); a file contains one"),
    ),
    (
        "a key that is no text",
        _("a key is a list or an object"),
    ),
)
_NOT_PLAIN: Final = _("it is not plain JSON or YAML data")
_OPEN_QUOTE: Final = _("a quote is never closed")
_LAST: Final = re.compile(r",\s*[}\]]\Z")
_NAMED: Final = re.compile("'([^']*)'")


Begins: TypeAlias = Mapping[object, Sequence[int]]
"""By key of a document, where in its text each item of the list under it begins; for another
value, where that begins."""


class DoubledKeyError(ValueError):
    """A key that occurs twice in one object of a document."""

    def __init__(self, key: object, place: Text) -> None:
        self.key = key
        self.place = place
        super().__init__(str(key))


def of_document(error: Exception) -> Text:
    """Say why a text is not a JSON or YAML document, and where it stops being one."""
    if isinstance(error, json.JSONDecodeError):
        return _of_json(error)
    what, mark = _of_yaml(error) if isinstance(error, yaml.MarkedYAMLError) else (_NOT_PLAIN, None)
    where = EMPTY if mark is None else at(mark.line + 1, mark.column + 1)
    return Text(id=what.id + where.id, en=what.en + where.en)


def _of_json(error: json.JSONDecodeError) -> Text:
    """Say what is wrong with a JSON text, and where; a trailing comma is located at the comma."""
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
    """Say what is wrong with a YAML text; a quotation mark is located where it was opened."""
    problem = error.problem or ""
    if "quoted scalar" in (error.context or "") and "end of" in problem:
        return _OPEN_QUOTE, error.context_mark
    what = next((text for part, text in _YAML if part in problem), _NOT_PLAIN)
    return what, error.problem_mark


def place_in(text: str, position: int) -> Text:
    """Return the location of a position in a text."""
    return at(text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))


def at(line: int, column: int) -> Text:
    """Return a location in a text, lines and columns from 1, as the end of a sentence."""
    return Text(
        id=f", di baris {line}, karakter ke-{column}", en=f", in line {line}, character {column}"
    )


def of_workbook(error: Exception) -> Text:
    """Say why a file is not a readable workbook."""
    if isinstance(error, expat.ExpatError):
        return _("the XML inside it is broken")
    if isinstance(error, KeyError):
        named = _NAMED.search(str(error.args[0]))
        part = named[1] if named else str(error.args[0])
        return Text(id=f"bagian {part} tidak ada", en=f"its part {part} is missing")
    if isinstance(error, zipfile.BadZipFile) and "not a zip file" in str(error):
        return _("it is not an .xlsx archive")
    if type(error) is ValueError:  # an attribute of a cell or row that Excel writes as a number
        return _("a sheet in it is not a sheet")
    return _("its archive is damaged or truncated")
