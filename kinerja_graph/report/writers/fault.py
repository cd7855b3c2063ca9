"""Templates that cannot be used: what, where, how to mend."""

from __future__ import annotations

from kinerja_graph.errors import UsageError
from kinerja_graph.texts import Text, _

_MENDS = {
    "absent": _("Check --template: the name of the file, and that it may be read."),
    "jinja": _(
        "Mend the template; it is given: document, blocks, headings, ids, style (docs/reports.md)."
    ),
    "typst": _(
        "Mend the template; it can read laporan.typ and the pictures beside it alone, without "
        "internet (docs/reports.md)."
    ),
    "docx": _(
        "Save your letterhead and styles as a plain Word document (.docx) without a password."
    ),
}


def template_fault(kind: str, name: str, why: str | Text, line: int | None = None) -> UsageError:
    """A template of ``kind`` that cannot be used, with the line at fault.

    ``kind`` is jinja, typst or docx; absent, where there is no file to read.
    """
    return UsageError(
        _("Template {name} cannot be used: {why}"),
        mend=_MENDS[kind],
        where=f"{name}:{line}" if line else name,
        code="bad-template",
        name=name,
        why=why,
        line=line,
    )
