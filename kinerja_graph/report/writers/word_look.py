"""Set how a DOCX file looks: its styles, language, page, header and footer."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, RGBColor

from kinerja_graph.report.document import Document
from kinerja_graph.report.writers.template import (
    LARGEST_TEMPLATE,
    MEND_WORD,
    Template,
    template_fault,
)
from kinerja_graph.report.writers.word_parts import (
    DEEP,
    NAMESPACES,
    SOFT,
    field,
    paragraph,
    run,
)
from kinerja_graph.texts import Language, _

FONT: Final = "Arial"
REGIONS: Final[dict[Language, str]] = {"id": "id-ID", "en": "en-GB"}
NEEDED: Final = (
    "Title",
    "Subtitle",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "List Bullet",
    "Caption",
)
"""The styles that a report uses; those missing from a template are added."""
_POINTS: Final = {
    "Title": 24, "Subtitle": 11, "Heading 1": 16, "Heading 2": 12, "Heading 3": 10, "Caption": 8.5,
}  # fmt: skip
_SPACES: Final = {"Heading 1": (18, 8), "Heading 2": (16, 6), "Heading 3": (12, 4)}
_FORM_TITLE: Final = 13
_HEADING: Final = "Heading "
_BODY: Final = "word/document.xml"
_NO_WORD: Final = _("it is not a Word document (.docx)")


def check_template(template: Template) -> None:
    """Reject what is not a DOCX file, or unpacks to too much.

    Raises:
        UsageError: it cannot be used.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(template.content)) as archive:
            names = archive.namelist()
            size = sum(one.file_size for one in archive.infolist())
    except zipfile.BadZipFile as error:
        raise template_fault(MEND_WORD, template.name, _NO_WORD) from error
    if _BODY not in names or size > LARGEST_TEMPLATE:
        why = f"> {LARGEST_TEMPLATE} byte" if _BODY in names else _NO_WORD
        raise template_fault(MEND_WORD, template.name, why)


def apply_styles(word: WordDocument, document: Document, *, own: bool) -> None:
    """Apply our styles, page, header and footer; with a template (``own``) only those it lacks."""
    if not own:
        _page(word, document)
        _normal(word)
        for name in NEEDED:
            _restyle(word, name)
        if document.is_form:
            _as_form(word)
            _footer(word, document)
        else:
            _fill_margins(word, document)
    for name in NEEDED:
        if name not in word.styles:
            styles: Any = word.styles
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            _restyle(word, name)
            _outlined(word, name)
    if own and not any(_texts(one.footer) for one in word.sections):
        _footer(word, document)
    _set_language(word, document.language)


def _page(word: WordDocument, document: Document) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if document.is_across:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    if document.is_form:
        section.left_margin = section.right_margin = Mm(12)
        section.top_margin = section.bottom_margin = Mm(15)
        section.footer_distance = Mm(7)
        return
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    section.different_first_page_header_footer = True


def _normal(word: WordDocument) -> None:
    style: Any = word.styles["Normal"]
    _face(style)
    style.font.size = Pt(9.5)
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.line_spacing = 1.15


def _face(style: Any) -> None:
    """Use one typeface for all scripts, replacing the theme's."""
    style.font.name = FONT
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if "Theme" in name:
            del fonts.attrib[name]
    space = fonts.nsmap["w"]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(f"{{{space}}}{script}", FONT)


def _restyle(word: WordDocument, name: str) -> None:
    style: Any = word.styles[name]
    _face(style)
    if name in _POINTS:
        style.font.size = Pt(_POINTS[name])
        style.font.italic = False
        style.font.bold = name not in {"Subtitle", "Caption"}
        plain = name in {"Subtitle", "Caption"}
        style.font.color.rgb = RGBColor.from_string(SOFT if plain else DEEP)
    if name in _SPACES:
        before, after = _SPACES[name]
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(before),
            Pt(after),
        )
        style.paragraph_format.keep_with_next = True
    if name == "Title":
        for border in style.element.xpath("w:pPr/w:pBdr"):
            border.getparent().remove(border)
        style.paragraph_format.space_before = Pt(120)


def _as_form(word: WordDocument) -> None:
    """Set the title of a form as one of its page, not of a book."""
    style: Any = word.styles["Title"]
    style.font.size = Pt(_FORM_TITLE)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(10)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _outlined(word: WordDocument, name: str) -> None:
    """Give headings that a template lacked their outline level all the same."""
    if name.startswith(_HEADING):
        level = int(name.removeprefix(_HEADING)) - 1
        style: Any = word.styles[name]
        mark = f'<w:outlineLvl {NAMESPACES} w:val="{level}"/>'
        style.element.get_or_add_pPr().append(parse_xml(mark))


def _fill_margins(word: WordDocument, document: Document) -> None:
    """Set our header, and our footer on every page."""
    header = word.sections[0].header
    text = f"{document.cover.title} · {document.cover.subtitle}"
    _put(header, paragraph(run(text, colour=SOFT, points=8), style="Header"))
    _footer(word, document)


def _footer(word: WordDocument, document: Document) -> None:
    section = word.sections[0]
    number = field("PAGE", run("1", colour=SOFT, points=8))
    whole = field("NUMPAGES", run("1", colour=SOFT, points=8))
    runs = (
        run(f"{document.cover.kind} · {document.words['page']} ", colour=SOFT, points=8)
        + number
        + run("/", colour=SOFT, points=8)
        + whole
    )
    style = "Footer" if "Footer" in word.styles else ""
    made = paragraph(runs, style=style, marks='<w:jc w:val="right"/>')
    _put(section.footer, made)
    if section.different_first_page_header_footer:
        _put(section.first_page_footer, made)


def _texts(part: Any) -> bool:
    return any(one.text.strip() for one in part.paragraphs) or bool(part.tables)


def _put(part: Any, made: str) -> None:
    """Make the paragraph the only content of a header or footer."""
    part.is_linked_to_previous = False
    element: Any = part.paragraphs[0].paragraph_format.element.getparent()
    for child in list(element):
        element.remove(child)
    element.append(parse_xml(made.replace("<w:p>", f"<w:p {NAMESPACES}>", 1)))


def _set_language(word: WordDocument, language: Language) -> None:
    """Set the language of the document, for screen readers and spelling."""
    region = REGIONS[language]
    root: Any = word.styles.element
    marks = f'<w:lang {NAMESPACES} w:val="{region}" w:eastAsia="{region}" w:bidi="ar-SA"/>'
    for properties in root.xpath("w:docDefaults/w:rPrDefault/w:rPr"):
        for old in properties.xpath("w:lang"):
            properties.remove(old)
        properties.append(parse_xml(marks))
    for old in root.xpath("w:style//w:lang"):
        old.getparent().remove(old)
