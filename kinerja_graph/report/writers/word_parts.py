"""Write parts of a DOCX file as markup, with all text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from kinerja_graph.report.document import Line, Mood, Span
from kinerja_graph.report.legal import remove_illegal

NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    )
)
DEEP: Final = "15395B"
SOFT: Final = "5B6875"
WASH: Final = "EEF2F6"
HAIR: Final = "CFD6DD"
MOODS: Final[dict[str, tuple[str, str]]] = {
    "error": ("9D1C1F", "FBECEC"),
    "warning": ("855300", "FDF3E1"),
    "info": ("1A5A86", "E9F2F9"),
    "good": ("1D6A3C", "E8F4EC"),
}
"""The text colour of a mood, and its background."""
_BETWEEN: Final = ("bottom", "insideH")
_EVERY: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
"""The lines of a table, in schema order."""
_LONGEST_BOOKMARK: Final = 40
_LOOK: Final = re.compile(r"<w:r>(<w:rPr>.*?</w:rPr>)")


def attribute(text: str) -> str:
    """Return ``text`` as a quoted attribute value."""
    return quoteattr(" ".join(remove_illegal(text).split()))


def bookmark_name(number: int) -> str:
    """Return the name of a bookmark: letters and digits, as word processors require."""
    return f"_Toc{number:08d}"[:_LONGEST_BOOKMARK]


def run(
    text: str, *, bold: bool = False, colour: str = "", points: float = 0, style: str = ""
) -> str:
    """Return a run of text; ``points`` 0: the size of its paragraph."""
    marks = [
        f'<w:rStyle w:val="{style}"/>' if style else "",
        "<w:b/>" if bold else "",
        f'<w:color w:val="{colour}"/>' if colour else "",
        f'<w:sz w:val="{round(points * 2)}"/>' if points else "",
    ]
    marked = "".join(marks)
    properties = f"<w:rPr>{marked}</w:rPr>" if marked else ""
    written = escape(
        " ".join(remove_illegal(text).split("\n")).replace("\r", " ").replace("\t", " ")
    )
    return f'<w:r>{properties}<w:t xml:space="preserve">{written}</w:t></w:r>'


def paragraph(runs: str, *, style: str = "", marks: str = "") -> str:
    """Return a paragraph; ``marks`` are its properties after the style, in schema order."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{styled}{marks}</w:pPr>" if styled or marks else ""
    return f"<w:p>{properties}{runs}</w:p>"


def link(runs: str, bookmark: str) -> str:
    """Return runs that link to a bookmark."""
    return f'<w:hyperlink w:anchor={attribute(bookmark)} w:history="1">{runs}</w:hyperlink>'


def field(instruction: str, shown: str) -> str:
    """Return a field, and what it shows until updated (runs, within one paragraph).

    All of its runs look like the first of those shown: word processors that count again take the
    look of the result from the run that begins the field.
    """
    found = _LOOK.match(shown)
    look = found[1] if found else ""
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>{shown}'
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def ground(mood: Mood) -> str:
    """Return a bar at the left and a tinted background, for a paragraph."""
    ink, tint = MOODS[mood]
    return (
        f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{ink}"/></w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>'
    )


def spans(line: Line, bookmarks: dict[str, str], *, bold: bool = False, colour: str = "") -> str:
    """Return the runs of a line; spans whose target has a bookmark link to it."""
    return "".join(_span(one, bookmarks, bold=bold, colour=colour) for one in line)


def _span(span: Span, bookmarks: dict[str, str], *, bold: bool, colour: str) -> str:
    quiet = span.look in {"code", "quiet"}
    end = bookmarks.get(span.to, "")
    made = run(
        span.text,
        bold=bold or span.look == "strong",
        colour=colour or (DEEP if end else SOFT if quiet else ""),
        points=7.5 if span.look == "code" else 0,
    )
    return link(made, end) if end else made


def table(
    rows: Iterable[str],
    widths: Iterable[int],
    title: str,
    *,
    ruled: bool = True,
    boxed: bool = False,
) -> str:
    """Return a table of fixed widths (twentieths of a point) with its title for screen readers.

    ``ruled``: with lines between its rows; ``boxed``: with lines around every cell, and less room.
    """
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{SOFT if boxed else HAIR}"'
    lined = _EVERY if boxed else _BETWEEN if ruled else ()
    borders = "".join(f"<w:{side} {line}/>" for side in lined)
    end, side = (30, 55) if boxed else (50, 80)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="{end}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="{end}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={attribute(title)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def table_row(
    cells: Iterable[str], *, head: bool = False, whole: bool = True, high: int = 0
) -> str:
    """Return a row.

    Args:
        cells: its cells.
        head: it is repeated on every page.
        whole: it is never split between pages.
        high: its least height in twentieths of a point; 0: that of its text.
    """
    marks = ("<w:cantSplit/>" if whole else "") + (
        f'<w:trHeight w:val="{high}" w:hRule="atLeast"/>' if high else ""
    )
    marks += "<w:tblHeader/>" if head else ""
    return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{''.join(cells)}</w:tr>"


def table_cell(paragraphs: str, width: int, *, fill: str = "", across: int = 1) -> str:
    """Return a cell of paragraphs, at least one; it is ``across`` columns wide."""
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{shade}</w:tcPr>'
        f"{paragraphs or '<w:p/>'}</w:tc>"
    )


def picture(relation: str, number: int, size: tuple[int, int], alt: str, name: str) -> str:
    """Return an inline picture, ``size`` in English Metric Units, with its alternative text."""
    wide, high = size
    described = f'id="{number}" name={attribute(name)} descr={attribute(alt)}'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr {described}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {described}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
