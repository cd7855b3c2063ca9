"""What a document format declares; the ``--out`` extension, URL and help are derived from it.

The command line imports every declaration for its help, so the modules of this folder import
nothing heavy: a writer that does is in another module and referred to as ``module:function``.
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
        endings: the file extensions of templates.
        mend: how to fix an unusable template.
        fill: ``f(document, template) -> bytes``.
        check: ``f(template)``: rejects an unusable one before anything is queried.
    """

    endings: tuple[str, ...]
    mend: Text
    fill: Reference
    check: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFormat:
    """A format that reports are written as.

    Attributes:
        name: in URLs and in the help.
        title: its display name; a proper name is the same in both languages.
        endings: file extensions, the usual one first.
        media_type: the media type sent by the web service.
        write: ``f(document) -> bytes``.
        templates: what ``--template`` may be; None: nothing.
        is_page: whether a browser displays it; otherwise it is saved as a file.
        place: its position among the formats; those with the same position are sorted by name.
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
        """Return its display name in ``language``."""
        return self.title if isinstance(self.title, str) else self.title.say(language)

    def read_template(self, path: Path | None) -> Template | None:
        """Read a template file before anything is queried; None if none is given.

        Raises:
            UsageError: it cannot be read, or is not a template for this format.
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
        """Return the document as the bytes of a file.

        Raises:
            UsageError: the template is faulty.
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
