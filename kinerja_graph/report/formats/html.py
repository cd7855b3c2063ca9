"""HTML: one offline page."""

from __future__ import annotations

from typing import Final

from kinerja_graph.report.formats.spec import DocumentFormat, Templates
from kinerja_graph.report.writers.template import MEND_JINJA
from kinerja_graph.texts import _

FORMAT: Final = DocumentFormat(
    name="html",
    title=_("HTML page"),
    endings=(".html", ".htm"),
    media_type="text/html; charset=utf-8",
    write="report.writers.html:html",
    templates=Templates(
        endings=(".html", ".htm", ".jinja", ".j2"),
        mend=MEND_JINJA,
        fill="report.writers.own_page:own_page",
        check="report.writers.own_page:template_text",
    ),
    is_page=True,
    place=10,
)
