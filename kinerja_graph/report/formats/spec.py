"""What a document format declares: the ending of ``--out``, the address and the help come from it.

The command line reads every declaration for its help, so that a module of this folder loads
nothing heavy: a writer that does stands elsewhere and is named as ``module:function``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja_graph.errors import UsageError
from kinerja_graph.library.references import Reference, resolve
from kinerja_graph.report.writers.template import (
    LARGEST_TEMPLATE,
    MEND_ABSENT,
    Template,
    template_fault,
)
from kinerja_graph.system import of_system
from kinerja_graph.texts import Language, Text, _

if TYPE_CHECKING:
    from kinerja_graph.report.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """Custom templates that a format takes.

    Attributes:
        endings: of the files of templates.
        mend: how to fix a template that cannot be used.
        fill: ``f(document, template) -> bytes``.
        check: ``f(template)``: refuses it before anything is asked.
    """

    endings: tuple[str, ...]
    mend: Text
    fill: Reference
    check: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFormat:
    """A format that reports are written as.

    Attributes:
        name: in addresses and in the help.
        title: what people call it; a proper name is the same in both languages.
        endings: of files, the usual one first.
        media_type: of the web service.
        write: ``f(document) -> bytes``.
        templates: what may be given as ``--template``; None: nothing.
        is_page: whether a browser shows it in its place; else it is saved as a file.
        place: its place among the formats; those of one place stand by name.
    """

    name: str
    title: Text | str
    endings: tuple[str, ...]
    media_type: str
    write: Reference
    templates: Templates | None = None
    is_page: bool = False
    place: int = 1000

    def say_title(self, language: Language) -> str:
        """What people who read ``language`` call it."""
        return self.title if isinstance(self.title, str) else self.title.say(language)

    def read_template(self, path: Path | None) -> Template | None:
        """What a template file holds, read before anything is asked; None where none is given.

        Raises:
            UsageError: it cannot be read, or is none for this format.
        """
        if path is None:
            return None
        if self.templates is None or path.suffix.lower() not in self.templates.endings:
            raise self._unfit(path)
        try:
            if path.stat().st_size > LARGEST_TEMPLATE:
                why = f"> {LARGEST_TEMPLATE} byte"
                raise template_fault(self.templates.mend, path.name, why)
            template = Template(path, path.read_bytes())
        except OSError as error:
            raise template_fault(MEND_ABSENT, path.name, of_system(error)) from error
        resolve(self.templates.check)(template)
        return template

    def write_document(self, document: Document, template: Template | None = None) -> bytes:
        """The document as a file's bytes.

        Raises:
            UsageError: the template is at fault.
            RenderError: it could not be written.
        """
        if template is None or self.templates is None:
            content: bytes = resolve(self.write)(document)
        else:
            content = resolve(self.templates.fill)(document, template)
        return content

    def _unfit(self, path: Path) -> UsageError:
        mend = (
            _("A .{form} report does not use a template; leave out --template.")
            if self.templates is None
            else _("A template for .{form} ends in {endings}.")
        )
        return UsageError(
            _("{name} is not a template for a .{form} report."),
            mend=mend,
            where="--template",
            code="bad-template",
            name=path.name,
            form=self.name,
            endings=", ".join(self.templates.endings if self.templates else ()),
        )
