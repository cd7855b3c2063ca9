"""The files that a form is written as: those of reports, but for pages. Imports no writer."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kinerja_graph.errors import UsageError
from kinerja_graph.report.formats.registry import FORMATS
from kinerja_graph.report.formats.spec import DocumentFormat
from kinerja_graph.sources.sentence import one_of
from kinerja_graph.texts import _

BOOK: Final = "xlsx"
FORM_FORMATS: Final = tuple(FORMATS[one] for one in (BOOK, "docx", "pdf"))
FORM_ENDINGS: Final = tuple(one.endings[0] for one in FORM_FORMATS)


def form_format_of(out: Path) -> DocumentFormat:
    """Return the format for a file name.

    Raises:
        UsageError: forms are not written with this file extension.
    """
    ending = out.suffix.lower()
    found = next((one for one in FORM_FORMATS if ending in one.endings), None)
    if found is None:
        raise UsageError(
            _("Forms are not written as {suffix}."),
            mend=_("Give a name that ends in {endings}."),
            where="--out",
            code="bad-ending",
            suffix=out.suffix or out.name,
            endings=one_of(FORM_ENDINGS),
        )
    return found
