"""A document as a file: the form is that of its ending, the look that of a template."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from kinerja_graph.errors import UsageError
from kinerja_graph.report.document import Document
from kinerja_graph.report.writers.docx import docx
from kinerja_graph.report.writers.fault import template_fault
from kinerja_graph.report.writers.html import html
from kinerja_graph.report.writers.own_page import own_page
from kinerja_graph.report.writers.own_paper import own_paper
from kinerja_graph.report.writers.pdf import pdf
from kinerja_graph.report.writers.xlsx import xlsx
from kinerja_graph.system import of_system
from kinerja_graph.texts import _

Form = Literal["html", "pdf", "docx", "xlsx"]
ENDINGS: Final[Mapping[str, Form]] = {
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
}
TEMPLATES: Final[Mapping[Form, tuple[str, ...]]] = {
    "html": (".html", ".htm", ".jinja", ".j2"),
    "pdf": (".typ",),
    "docx": (".docx",),
    "xlsx": (),
}
"""The endings of templates by what is written."""
LARGEST_TEMPLATE: Final = 50_000_000
"""Bytes of a template, packed or unpacked."""
_WORD: Final = "word/document.xml"


def form_of(out: Path) -> Form:
    """The form that a file's name asks for.

    Raises:
        UsageError: an ending that reports are not written as.
    """
    form = ENDINGS.get(out.suffix.lower())
    if form is None:
        raise UsageError(
            _("Reports are not written as {suffix}."),
            mend=_("Give a name that ends in .html, .pdf, .docx or .xlsx."),
            where="--out",
            code="bad-ending",
            suffix=out.suffix or out.name,
        )
    return form


def template_of(form: Form, path: Path | None) -> bytes | None:
    """What a template file holds, read before anything is asked; None where none is given.

    Raises:
        UsageError: it cannot be read, or is none for this form.
    """
    if path is None:
        return None
    if path.suffix.lower() not in TEMPLATES[form]:
        raise _unfit(form, path)
    try:
        if path.stat().st_size > LARGEST_TEMPLATE:
            raise template_fault(_kind(form), path.name, f"> {LARGEST_TEMPLATE} byte")
        content = path.read_bytes()
    except OSError as error:
        raise template_fault("absent", path.name, of_system(error)) from error
    if form == "docx":
        _check_word(path.name, path)
    else:
        _text(form, path.name, content)
    return content


def written(document: Document, form: Form, path: Path | None, template: bytes | None) -> bytes:
    """The document as a file's bytes.

    Args:
        document: what it says.
        form: how it is written.
        path: the template, for its name and the pictures beside it.
        template: what ``template_of`` read of it.

    Raises:
        UsageError: the template is at fault.
        RenderError: it could not be written.
    """
    if form == "xlsx":
        return xlsx(document)
    if form == "docx":
        return docx(document, template)
    if path is None or template is None:
        return html(document).encode() if form == "html" else pdf(document)
    text = _text(form, path.name, template)
    if form == "html":
        return own_page(document, text, path.name).encode()
    return own_paper(document, path, text)


def _kind(form: Form) -> str:
    return {"html": "jinja", "pdf": "typst"}.get(form, "docx")


def _text(form: Form, name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise template_fault(_kind(form), name, of_system(error), line) from error


_NO_WORD: Final = _("it is no Word document (.docx)")


def _check_word(name: str, path: Path) -> None:
    """Refuses what is no document of a word processor, or unpacks to too much."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            size = sum(one.file_size for one in archive.infolist())
    except OSError as error:
        raise template_fault("absent", name, of_system(error)) from error
    except zipfile.BadZipFile as error:
        raise template_fault("docx", name, _NO_WORD) from error
    if _WORD not in names or size > LARGEST_TEMPLATE:
        why = f"> {LARGEST_TEMPLATE} byte" if _WORD in names else _NO_WORD
        raise template_fault("docx", name, why)


def _unfit(form: Form, path: Path) -> UsageError:
    fitting = TEMPLATES[form]
    mends = {
        True: _("A template for .{form} ends in {endings}."),
        False: _("A .{form} report takes no template; leave --template out."),
    }
    return UsageError(
        _("{name} is no template for a .{form} report."),
        mend=mends[bool(fitting)],
        where="--template",
        code="bad-template",
        name=path.name,
        form=form,
        endings=", ".join(fitting),
    )
