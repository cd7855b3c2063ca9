"""Write a document as a tagged PDF: bookmarks, vector pictures, alternative texts, page n/m."""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

import typst

from kinerja_graph.errors import RenderError
from kinerja_graph.report.document import Document
from kinerja_graph.report.page import asset
from kinerja_graph.report.writers.letters import Letters
from kinerja_graph.report.writers.wire import document_data
from kinerja_graph.report.writers.word_breaks import break_words
from kinerja_graph.texts import _

STANDARD: Final = "ua-1"
"""PDF/UA-1: a document without alternative texts, language or title is rejected."""
_LONG: Final = re.compile(r"\S{23,}")
_STEP: Final = re.compile(r"([/_\-.:;,)→]|[^/_\-.:;,)→]{16})")
_BREAK: Final = "\u200b"
_SUSPECTS: Final = b"/MarkInfo<</Marked true/Suspects false>>"
_NONE_SAID: Final = b"/MarkInfo<</Marked true>>"
"""Nothing suspect, said by leaving it out: Poppler takes the word ``false`` for a fault."""


def pdf(document: Document) -> bytes:
    """Typeset the document as PDF/UA-1; characters not in its font become U+FFFD, with a note.

    Raises:
        RenderError: typesetting failed.
    """
    folder = resources.files("kinerja_graph.report") / "assets"
    with resources.as_file(folder) as root:
        try:
            template = asset("formulir.typ" if document.is_form else "report.typ")
            return typeset(template, root, pdf_data(document), document.made)
        except typst.TypstError as error:
            raise RenderError(
                _("The PDF could not be made: {why}"),
                mend=_("Write .html, .docx or .xlsx, and report this reason."),
                where="--out",
                why=error.message,
            ) from error


def pdf_data(document: Document) -> str:
    """Return the document as the JSON that templates read as ``sys.inputs.document``."""
    letters = Letters()
    data = document_data(document, lambda text: _shown(text, letters))
    break_words(data)
    if letters.missing:
        data["blocks"].insert(0, _note(document, len(letters.missing)))
    return json.dumps(data)


def _shown(text: str, letters: Letters) -> str:
    r"""Return ``text`` as it is set; a dash if nothing of it is visible: headings need text.

    >>> _shown("Jalan", Letters()), _shown(" ", Letters()), _shown("\x00", Letters()) == "\u2013"
    ('Jalan', ' ', True)
    """
    found = breakable(letters(text))
    return found if found.strip() or not text.strip(" \n\t") else "\u2013"


def typeset(template: str, root: Path, data: str, made: datetime) -> bytes:
    """Typeset ``data`` with ``template``, which reads no file outside ``root``.

    Raises:
        TypstError: typesetting failed.
    """
    compiler = typesetter(template, root, data)
    made_of = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=_seconds(made))
    made_pdf = b"".join(made_of) if isinstance(made_of, list) else made_of or b""
    # Of the same length, so that every object stays where the file says it is.
    return made_pdf.replace(_SUSPECTS, _NONE_SAID.ljust(len(_SUSPECTS)), 1)


def typesetter(template: str, root: Path, data: str) -> typst.Compiler:
    """Return what typesets ``data`` with ``template``: it knows our own fonts alone."""
    return typst.Compiler(
        template.encode(),
        root=root,
        font_paths=_fonts(),
        sys_inputs={"document": data},
        package_path=root / "packages",
        package_cache_path=root / "packages",
    )


def _seconds(made: datetime) -> int:
    return int(made.timestamp())


def breakable(text: str) -> str:
    r"""Allow words of more than 22 letters to break, after punctuation or 16 letters.

    >>> breakable("indikator-kinerja.csv!138")
    'indikator-\u200bkinerja.\u200bcsv!138'
    """
    return _LONG.sub(lambda found: _STEP.sub(rf"\1{_BREAK}", found.group()), text)


@cache
def _fonts() -> typst.Fonts:
    """Load only our own fonts: the same bytes on every machine."""
    with resources.as_file(resources.files("kinerja_graph.render") / "assets" / "fonts") as folder:
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
        )


def _note(document: Document, number: int) -> dict[str, object]:
    key = "glyphs.one" if number == 1 else "glyphs"
    text = document.words[key].replace("{n}", str(number))
    line = [{"text": text, "look": "plain", "to": ""}]
    return {"block": "paragraph", "line": line, "role": "note", "mood": "info", "keep": False}
