"""A custom template: the file as read, and the error for a faulty one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja_graph.errors import UsageError
from kinerja_graph.system import of_system
from kinerja_graph.texts import Text, _

LARGEST_TEMPLATE: Final = 50_000_000
"""The maximum size of a template in bytes, packed or unpacked."""
MEND_ABSENT: Final = _("Check --template: the name of the file, and that it may be read.")
MEND_JINJA: Final = _(
    "Correct the template; it is given: document, blocks, headings, ids, style (docs/reports.md)."
)
MEND_TYPST: Final = _(
    "Correct the template; it can read only laporan.typ and the pictures "
    "beside it, without internet (docs/reports.md)."
)
MEND_WORD: Final = _(
    "Save your letterhead and styles as a plain Word document (.docx) without a password."
)


@dataclass(frozen=True, slots=True)
class Template:
    """A template file: its name, to find the pictures next to it, and its content."""

    path: Path
    content: bytes

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return self.path.name

    def text(self, mend: Text) -> str:
        """Return its content, if it is text.

        Raises:
            UsageError: it is not UTF-8.
        """
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.content[: error.start].count(b"\n") + 1
            raise template_fault(mend, self.name, of_system(error), line) from error


def template_fault(mend: Text, name: str, why: str | Text, line: int | None = None) -> UsageError:
    """Return the error for an unusable template, with the line at fault."""
    return UsageError(
        _("Template {name} cannot be used: {why}"),
        mend=mend,
        where=f"{name}:{line}" if line else name,
        code="bad-template",
        name=name,
        why=why,
        line=line,
    )
