"""Workbooks with drawings, written by hand: openpyxl drops shapes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

COLUMN, ROW = 609_600, 190_500
"""EMU of a column and a row of the usual size."""
_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

Frame = tuple[float, float, float, float]
"""Left, top, breadth and height; in columns and rows outside groups."""


def paragraphs(text: str | Sequence[str], *, items: bool = False) -> str:
    """Lines of text, each a paragraph of two runs; ``items``: with bullets."""
    lines = [text] if isinstance(text, str) else text
    bullet = '<a:pPr><a:buFont typeface="Arial"/><a:buChar char="•"/></a:pPr>' if items else ""
    runs = ((line[: len(line) // 2], line[len(line) // 2 :]) for line in lines)
    return "".join(
        f"<a:p>{bullet}{''.join(f'<a:r><a:rPr/><a:t>{escape(run)}</a:t></a:r>' for run in pair)}"
        "</a:p>"
        for pair in runs
    )


def sp(
    id_: int,
    text: str | Sequence[str],
    frame: Frame = (0, 0, 0, 0),
    *,
    kind: str = "rect",
    turn: str = "",
    body: str | None = None,
) -> str:
    """A shape; ``turn``: attributes of its frame, ``body``: its paragraphs as XML."""
    return (
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="{id_}" name="Box {id_}"/><xdr:cNvSpPr/>'
        f"</xdr:nvSpPr><xdr:spPr>{_xfrm(frame, turn)}<a:prstGeom prst={quoteattr(kind)}/>"
        f"</xdr:spPr><xdr:txBody><a:bodyPr/>{body or paragraphs(text)}</xdr:txBody></xdr:sp>"
    )


def cxn(
    id_: int,
    frame: Frame = (0, 0, 0, 0),
    *,
    glued: tuple[int | None, int | None] = (None, None),
    turn: str = "",
    kind: str = "straightConnector1",
    arrow: bool = False,
) -> str:
    """A connector, glued to shapes at its start and its end; ``arrow``: with a head at its end."""
    ends = "".join(
        f'<a:{name} id="{end}" idx="0"/>'
        for name, end in zip(("stCxn", "endCxn"), glued, strict=True)
        if end is not None
    )
    return (
        f'<xdr:cxnSp><xdr:nvCxnSpPr><xdr:cNvPr id="{id_}" name="Line {id_}"/><xdr:cNvCxnSpPr>'
        f"{ends}</xdr:cNvCxnSpPr></xdr:nvCxnSpPr><xdr:spPr>{_xfrm(frame, turn)}"
        f"<a:prstGeom prst={quoteattr(kind)}/>"
        f"{'<a:ln><a:tailEnd type=' + quoteattr('triangle') + '/></a:ln>' if arrow else ''}"
        "</xdr:spPr></xdr:cxnSp>"
    )


def group(id_: int, children: Iterable[str], frame: Frame, inside: Frame, *, turn: str = "") -> str:
    """A group; its children lie in ``inside``, in a measure of their own."""
    x, y, width, height = (round(each) for each in inside)
    child = f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{width}" cy="{height}"/>'
    return (
        f'<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="{id_}" name="Group"/><xdr:cNvGrpSpPr/>'
        f"</xdr:nvGrpSpPr><xdr:grpSpPr>{_xfrm(frame, turn, child)}</xdr:grpSpPr>"
        f"{''.join(children)}</xdr:grpSp>"
    )


def _xfrm(frame: Frame, turn: str, child: str = "") -> str:
    x, y, width, height = (round(each) for each in frame)
    return (
        f'<a:xfrm {turn}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>{child}'
        "</a:xfrm>"
    )


def at(frame: Frame, inner: str) -> str:
    """An object at a place of the sheet, in columns and rows."""
    left, top, width, height = frame
    first, last = _mark("from", left, top), _mark("to", left + width, top + height)
    return f"<xdr:twoCellAnchor>{first}{last}{inner}<xdr:clientData/></xdr:twoCellAnchor>"


def _mark(name: str, x: float, y: float) -> str:
    across, down = round(x * COLUMN), round(y * ROW)
    return (
        f"<xdr:{name}><xdr:col>{across // COLUMN}</xdr:col><xdr:colOff>{across % COLUMN}"
        f"</xdr:colOff><xdr:row>{down // ROW}</xdr:row><xdr:rowOff>{down % ROW}</xdr:rowOff>"
        f"</xdr:{name}>"
    )


def box(id_: int, text: str | Sequence[str], frame: Frame, **more: str) -> str:
    """A box at a place of the sheet."""
    return at(frame, sp(id_, text, **more))  # type: ignore[arg-type]


def line(  # noqa: PLR0913 - what a line may be
    id_: int,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    glued: tuple[int | None, int | None] = (None, None),
    shape: bool = False,
    elbow: bool = False,
    arrow: bool = False,
) -> str:
    """A line from one place of the sheet to another; an ``elbow`` is turned by a quarter."""
    left, top = min(start[0], end[0]), min(start[1], end[1])
    frame = left, top, abs(end[0] - start[0]), abs(end[1] - start[1])
    flips = (' flipH="1"' if end[0] < start[0] else "") + (
        ' flipV="1"' if end[1] < start[1] else ""
    )
    if shape:
        return at(frame, sp(id_, (), turn=flips, kind="line", body="<a:p/>"))
    if elbow and end[1] > start[1]:
        turned = 'rot="5400000"' if end[0] < start[0] else 'rot="16200000" flipH="1"'
        size = 0, 0, frame[3] * ROW, frame[2] * COLUMN
        return at(frame, cxn(id_, size, glued=glued, turn=turned, kind="bentConnector3"))
    return at(frame, cxn(id_, glued=glued, turn=flips, arrow=arrow))


def book(
    path: Path,
    sheets: Mapping[str, tuple[Sequence[str], Mapping[str, str]]],
    *,
    raw: Mapping[str, str] | None = None,
    more: str = "",
) -> Path:
    """A workbook: title of each sheet, what is drawn on it, and its cells.

    ``raw``: parts written instead; ``more``: what stands in a sheet before its rows.
    """
    numbered = list(enumerate(sheets.items(), 1))
    parts: dict[str, str] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        + "".join(_content_types([bool(drawn) for _, (_, (drawn, _)) in numbered]))
        + "</Types>",
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
        + "".join(
            f'<sheet name={quoteattr(title)} sheetId="{at_}" r:id="rId{at_}"/>'
            for at_, (title, _) in numbered
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{at_}.xml") for at_, _ in numbered]
        ),
    }
    for at_, (_title, (drawn, cells)) in numbered:
        rows: dict[int, list[str]] = {}
        for place, text in cells.items():
            number = int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            rows.setdefault(number, []).append(
                f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            )
        data = "".join(f'<row r="{at}">{"".join(rows[at])}</row>' for at in sorted(rows))
        link = '<drawing r:id="rId1"/>' if drawn else ""
        parts[f"xl/worksheets/sheet{at_}.xml"] = (
            f'<worksheet xmlns="{_MAIN}" xmlns:r="{_REL}">{more}<sheetData>{data}</sheetData>'
            f"{link}</worksheet>"
        )
        if drawn:
            parts[f"xl/worksheets/_rels/sheet{at_}.xml.rels"] = _relations(
                [("drawing", f"../drawings/drawing{at_}.xml")]
            )
            parts[f"xl/drawings/drawing{at_}.xml"] = (
                f'<xdr:wsDr xmlns:xdr="{_XDR}" xmlns:a="{_A}">{"".join(drawn)}</xdr:wsDr>'
            )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (parts | dict(raw or {})).items():
            package.writestr(name, text)
    return path


def _content_types(drawn: Sequence[bool]) -> Iterator[str]:
    """What the parts of a workbook are, without which spreadsheet programs do not open it."""
    office = "application/vnd.openxmlformats-officedocument"
    kinds = {"/xl/workbook.xml": f"{office}.spreadsheetml.sheet.main"}
    for at_, is_drawn in enumerate(drawn, 1):
        kinds[f"/xl/worksheets/sheet{at_}.xml"] = f"{office}.spreadsheetml.worksheet"
        if is_drawn:
            kinds[f"/xl/drawings/drawing{at_}.xml"] = f"{office}.drawing"
    for part, kind in kinds.items():
        yield f'<Override PartName="{part}" ContentType="{kind}+xml"/>'


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{_REL}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def drawn(path: Path, *objects: str, cells: Mapping[str, str] | None = None) -> Path:
    """A workbook of one sheet on which something is drawn."""
    return book(path, {"Pohon": (objects, cells or {})})
