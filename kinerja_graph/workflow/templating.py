"""``template``: write an empty workbook to fill in."""

from __future__ import annotations

from pathlib import Path

from kinerja_graph.errors import UsageError
from kinerja_graph.files import WrittenFile, write_whole
from kinerja_graph.sources.template.workbook import template_workbook
from kinerja_graph.texts import Language, _


def write_template(out: Path, language: Language) -> WrittenFile:
    """Write the empty workbook to ``out``.

    Raises:
        UsageError: ``out`` is not an ``.xlsx`` file, exists already (``not-empty``), or cannot be
            written (``not-written``).
    """
    if out.suffix.lower() != ".xlsx":
        raise UsageError(
            _("The template is a workbook .xlsx, not {name}."),
            mend=_("Give a name that ends in .xlsx."),
            where="OUT.xlsx",
            code="bad-value",
            name=out.name,
        )
    if out.exists():
        raise UsageError(
            _("{out} already exists; it is kept."),
            mend=_("Give another name, or remove that file: somebody may have filled it in."),
            where=str(out),
            code="not-empty",
            out=out,
        )
    return write_whole(out, template_workbook(language))
