"""Open the parts of a workbook file (ZIP of XML, ECMA-376) within limits, as streams."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO, Final
from xml.parsers import expat

from kinerja_graph.settings import Settings
from kinerja_graph.sources.fault import refused
from kinerja_graph.sources.reasons import of_workbook
from kinerja_graph.system import of_system
from kinerja_graph.texts import _

_CHUNK: Final = 1 << 18
_MOST_NAMES: Final = 1_024
"""So many names of elements are remembered without their prefixes; a sheet repeats a dozen."""
_COMPOUND_FILE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""The first bytes of the container of encrypted workbooks and of the old .xls format."""


@contextmanager
def opened(path: Path) -> Generator[zipfile.ZipFile]:
    """Open the package; anything broken in it while it is open becomes ``unreadable-file``.

    Raises:
        WholeFileError: encrypted, broken, or not readable.
    """
    try:
        with zipfile.ZipFile(path) as package:
            yield package
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        if _is_compound(path):
            raise refused("unreadable-file:encrypted") from error
        raise refused("unreadable-file:workbook", why=of_workbook(error)) from error
    except RuntimeError as error:  # zipfile raises it for a part that needs a password
        raise refused("unreadable-file:encrypted") from error
    except (KeyError, expat.ExpatError) as error:
        raise refused("unreadable-file:workbook", why=of_workbook(error)) from error
    except OSError as error:
        raise refused("unreadable-file", why=of_system(error)) from error


def _is_compound(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_COMPOUND_FILE)) == _COMPOUND_FILE


def check_size(package: zipfile.ZipFile, packed: int, settings: Settings) -> None:
    """Reject a package that unpacks to too much; no part yields more than its stated size.

    Raises:
        WholeFileError: ``too-large``.
    """
    size = sum(part.file_size for part in package.infolist())
    if size > settings.max_unpacked_bytes:
        raise refused("too-large:unpacked", size=size, limit=settings.max_unpacked_bytes)
    if size > packed * settings.max_unpacked_ratio:
        raise refused("too-large:ratio", ratio=size // packed, limit=settings.max_unpacked_ratio)


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the stream in pieces, and an empty piece at the end."""
    while chunk := stream.read(_CHUNK):
        yield chunk
    yield b""


@lru_cache(_MOST_NAMES)
def local(name: str) -> str:
    """Return the name of an element or attribute without its namespace prefix."""
    return name.rpartition(":")[2]


def parser() -> expat.XMLParserType:
    """Return a parser that rejects document types, and with them every entity expansion."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _no_doctype
    return made


def _no_doctype(*_declaration: object) -> None:
    why = _("it contains <!DOCTYPE>")
    raise refused("unreadable-file:workbook", why=why)


def starts(package: zipfile.ZipFile, part: str, *wanted: str) -> list[tuple[str, dict[str, str]]]:
    """Return the ``wanted`` elements: local name, attributes by local name; [] without the part."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if local(name) in wanted:
            found.append((local(name), {local(key): value for key, value in attributes.items()}))

    if part not in package.namelist():
        return found
    reader = parser()
    reader.StartElementHandler = start
    with package.open(part) as stream:
        for chunk in chunks(stream):
            reader.Parse(chunk, not chunk)
    return found


def related(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return the parts ``part`` refers to, by relationship id: the last word of the type, path."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    for _unused, attributes in starts(package, relations, "Relationship"):
        if attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, target.lstrip("/"))
    return found
