"""Write a form as one of its files."""

from __future__ import annotations

from datetime import datetime

from kinerja_graph.report.formats.spec import DocumentFormat
from kinerja_graph.report.official.book import form_book
from kinerja_graph.report.official.layout import LaidForm
from kinerja_graph.report.official.names import BOOK
from kinerja_graph.report.official.paper import form_document


def form_file(laid: LaidForm, form: DocumentFormat, made: datetime) -> bytes:
    """Return a form as the bytes of a file.

    Raises:
        RenderError: it could not be written.
    """
    if form.name == BOOK:
        return form_book(laid, made)
    return form.write_document(form_document(laid, made))
