"""Read the shared strings and date formats of a workbook (ECMA-376 part 1, 18.4 and 18.8)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

from kinerja_graph.sources.package_parts import chunks, local, parser, starts

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_SURROGATES: Final = range(0xD800, 0xE000)
_DATE_FORMATS: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Ids of the built-in formats that show a date or a time."""
_PERCENT_FORMATS: Final = frozenset({9, 10})
_STYLE_LISTS: Final = ("cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_DATE_CODE = re.compile("[ymdhs]", re.IGNORECASE)


def plain(text: str) -> str:
    r"""Decode ``_x000D_`` escapes in a text; characters not allowed in text stay escaped.

    >>> plain("a_x000D_b")
    'a\rb'
    """
    return _ESCAPE.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code == 0 or code in _SURROGATES else chr(code)


class TextGatherer:
    """Assembles the text of a string item: its runs, without phonetic hints."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._phonetic = 0
        self._inside = False

    def start(self, name: str) -> None:
        """Handle the start of an element."""
        if name == "rPh":
            self._phonetic += 1
        self._inside = name == "t" and not self._phonetic

    def data(self, text: str) -> None:
        """Handle text between elements."""
        if self._inside:
            self._parts.append(text)

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        if name == "rPh":
            self._phonetic -= 1
        self._inside = False

    def take(self) -> str:
        """Return the text so far; the next item starts empty."""
        if not self._parts:
            return ""
        text = plain("".join(self._parts))
        self._parts.clear()
        return text


def shared_strings(package: zipfile.ZipFile, part: str | None) -> list[str]:
    """Return the shared strings in order; none without such a part."""
    found: list[str] = []
    if part is None or part not in package.namelist():
        return found
    gatherer = TextGatherer()

    def start(name: str, _attributes: Mapping[str, str]) -> None:
        gatherer.start(local(name))

    def end(name: str) -> None:
        gatherer.end(local(name))
        if local(name) == "si":
            found.append(gatherer.take())

    reader = parser()
    reader.StartElementHandler, reader.EndElementHandler = start, end
    reader.CharacterDataHandler = gatherer.data
    with package.open(part) as stream:
        for chunk in chunks(stream):
            reader.Parse(chunk, not chunk)
    return found


def date_styles(package: zipfile.ZipFile, part: str | None) -> frozenset[int]:
    """Return the cell styles that show a number as a date or time, by their index."""
    return _styles(package, part, shows_date, _DATE_FORMATS)


def percent_styles(package: zipfile.ZipFile, part: str | None) -> frozenset[int]:
    """Return the cell styles that show a number as a percentage, by their index."""
    return _styles(package, part, shows_percent, _PERCENT_FORMATS)


def _styles(
    package: zipfile.ZipFile,
    part: str | None,
    shows: Callable[[str], bool],
    built_in: frozenset[int],
) -> frozenset[int]:
    """Return the cell styles whose number format ``shows`` something, or is one of ``built_in``."""
    if part is None:
        return frozenset()
    codes: dict[int, str] = {}
    found: set[int] = set()
    inside, index = False, 0
    for name, attributes in starts(package, part, "numFmt", "xf", *_STYLE_LISTS):
        if name == "numFmt":
            codes[int(attributes.get("numFmtId", "-1"))] = attributes.get("formatCode", "")
        elif name in _STYLE_LISTS:
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            number = int(attributes.get("numFmtId", "0"))
            if shows(codes[number]) if number in codes else number in built_in:
                found.add(index)
            index += 1
    return frozenset(found)


def shows_date(code: str) -> bool:
    """Tell whether a number format shows a date or time.

    >>> shows_date("yyyy-mm-dd"), shows_date('0.0" hari"'), shows_date("[Red]0")
    (True, False, False)
    """
    return bool(_DATE_CODE.search(_NOT_CODE.sub("", code.partition(";")[0])))


def shows_percent(code: str) -> bool:
    """Tell whether a number format shows the number times a hundred, with a percent sign.

    >>> shows_percent("0.00%"), shows_percent('0" %"'), shows_percent("General")
    (True, False, False)
    """
    return "%" in _NOT_CODE.sub("", code.partition(";")[0])
