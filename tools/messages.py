"""Update the catalogue of texts from the code, and compile it.

    python tools/messages.py            add new texts, remove unused ones, then compile
    python tools/messages.py --compile  only compile, as the package build does

New texts are added to the catalogue without Indonesian, or with that of a similar text, marked
``fuzzy``: translate them, remove the mark, and run this again. Exit code 1 while any are left. The
catalogue is plain gettext, for ``pybabel``, ``xgettext``, Poedit and Weblate.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

TOP: Final = Path(__file__).parent.parent
CODE: Final = ("kinerja_graph", "api/kinerja_api")
PO: Final = TOP / "kinerja_graph/locale/id/LC_MESSAGES/kinerja.po"
METHODS: Final = [("**.py", "python"), ("**.jinja", "jinja2")]
KEYWORDS: Final = {"_": None, "pgettext": ((1, "c"), 2)}
SUM: Final = ("catalogue", "sha256")
"""The entry with the digest of the catalogue's source (kinerja_graph/texts.py)."""


def main() -> int:
    """Exit code 1 if a text has no Indonesian."""
    if "--compile" not in sys.argv[1:]:
        merged = merge(read())
        _replace(PO, po_bytes(merged))
    compile_catalogue()
    left = unfinished(read())
    for message in left:
        print(f"No Indonesian yet, or still fuzzy: {message.id!r}", file=sys.stderr)
    return int(bool(left))


def read(path: Path = PO) -> Catalog:
    """Read the existing catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale="id", domain="kinerja")


def entries(catalog: Catalog) -> Iterator[Message]:
    """Yield the texts of a catalogue, without its header."""
    return (message for message in catalog if message.id)


def unfinished(catalog: Catalog) -> list[Message]:
    """Return the texts that have no Indonesian, or only a proposed one."""
    return [one for one in entries(catalog) if not one.string or one.fuzzy]


def extract() -> Catalog:
    """Return the texts in the code, with their files."""
    template = Catalog(project="kinerja_graph", charset="utf-8")
    for folder in CODE:
        found = extract_from_dir(str(TOP / folder), method_map=METHODS, keywords=KEYWORDS)
        for name, line, text, _comments, context in found:
            where = [(f"{folder}/{Path(name).as_posix()}", line)]
            template.add(text, None, where, context=context)
    return template


def merge(catalog: Catalog) -> Catalog:
    """Update ``catalog`` from the code: keep used texts, add new ones, remove unused ones."""
    catalog.update(extract(), update_creation_date=False)
    return catalog


def po_bytes(catalog: Catalog) -> bytes:
    """Return the file of a catalogue: sorted, unwrapped, no line numbers, for small diffs."""
    for message in entries(catalog):
        message.flags.discard("python-format")  # our percent signs are literal
        message.locations = sorted(set(message.locations))
    file = BytesIO()
    write_po(file, catalog, width=0, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return file.getvalue()


def compile_catalogue(source: Path = PO) -> Path:
    """Write the ``.mo`` of ``source`` next to it."""
    catalog = read(source)
    context, text = SUM
    catalog.add(text, hashlib.sha256(source.read_bytes()).hexdigest(), context=context)
    file = BytesIO()
    write_mo(file, catalog)
    target = source.with_suffix(".mo")
    _replace(target, file.getvalue())
    target.touch()  # make compares modification times
    return target


def _replace(path: Path, content: bytes) -> None:
    """Write atomically, since somebody may be reading."""
    if path.is_file() and path.read_bytes() == content:
        return
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(content)
    Path(file.name).chmod(0o644)
    os.replace(file.name, path)  # noqa: PTH105 - a name, not a path of ours


if __name__ == "__main__":
    sys.exit(main())
