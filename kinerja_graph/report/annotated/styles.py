"""Add cell styles to a workbook: those of its own with another fill, and those of our sheet.

No style that is there is changed. The fill is light or dark, whichever the font of the cell is
easier to read on, since the font stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from kinerja_graph.library.rule import Severity
from kinerja_graph.report.annotated.markup import (
    Element,
    Splices,
    namespace,
    outline,
    with_attributes,
)

Own = Literal["head", "text", "link", "error", "warning", "info"]
"""The styles of the cells of our own sheet."""
Colour = tuple[int, int, int]

LIGHT: Final[Mapping[Severity, str]] = {"error": "FFC7CE", "warning": "FFEB9C", "info": "CCD6FF"}
DARK: Final[Mapping[Severity, str]] = {"error": "9C0006", "warning": "6B4700", "info": "1F4E79"}
STRONG: Final[Mapping[Severity, str]] = {"error": "FF8F9C", "warning": "FFCC33", "info": "9DB0FF"}
"""In place of the light fill where the cell had one like it already."""
_ALIKE: Final = 64
"""Fills with a smaller difference, summed over red, green and blue, look alike."""
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_EMPTY: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{}">'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
_DEFAULTS: Final[Mapping[str, str]] = {
    "fonts": '<{p}font><{p}sz val="11"/><{p}name val="Calibri"/></{p}font>',
    "fills": '<{p}fill><{p}patternFill patternType="none"/></{p}fill>'
    '<{p}fill><{p}patternFill patternType="gray125"/></{p}fill>',
    "borders": "<{p}border><{p}left/><{p}right/><{p}top/><{p}bottom/><{p}diagonal/></{p}border>",
    "cellStyleXfs": '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
    "cellXfs": '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
}
"""What a list holds whose file does not have it."""
_ORDER: Final = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
)  # fmt: skip
_FONTS: Final = (
    '<{p}font><{p}b/><{p}sz val="11"/><{p}color rgb="FFFFFFFF"/><{p}name val="Calibri"/></{p}font>',
    '<{p}font><{p}sz val="11"/><{p}color rgb="FF000000"/><{p}name val="Calibri"/></{p}font>',
    '<{p}font><{p}u/><{p}sz val="11"/><{p}color rgb="FF0B4F8A"/><{p}name val="Calibri"/></{p}font>',
)
"""Of headings, of texts and of links."""
_HEAD: Final = "1F4E79"
_THEME: Final = (
    "FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5",
    "70AD47", "0563C1", "954F72",
)  # fmt: skip
_SLOTS: Final = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
)  # fmt: skip
"""The colours of a theme in the order in which fonts number them."""
_INDEXED: Final = (
    "000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF", "000000",
    "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF", "800000", "008000",
    "000080", "808000", "800080", "008080", "C0C0C0", "808080", "9999FF", "993366", "FFFFCC",
    "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF", "000080", "FF00FF", "FFFF00", "00FFFF",
    "800080", "800000", "008080", "0000FF", "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF",
    "FF99CC", "CC99FF", "FFCC99", "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600",
    "666699", "969696", "003366", "339966", "003300", "333300", "993300", "993366", "333399",
    "333333",
)  # fmt: skip
"""The palette of ECMA-376 part 1, 18.8.27."""
_BLACK: Final[Colour] = (0, 0, 0)
_NONE: Final[Mapping[str, str]] = {}


def theme_colours(part: bytes | None) -> tuple[str, ...]:
    """Return the colours of a theme in the order of their numbers; without one, those of Office."""
    scheme = None if part is None else outline(part, 5).first("themeElements", "clrScheme")
    if scheme is None:
        return _THEME
    found: list[str] = []
    for slot, usual in zip(_SLOTS, _THEME, strict=True):
        named = scheme.first(slot)
        given = _NONE if named is None or not named.children else named.children[0].attributes
        found.append(given.get("lastClr", given.get("val", usual)))
    return tuple(found)


class Styles:
    """The cell styles of a workbook, and those added to them."""

    def __init__(self, part: bytes, theme: tuple[str, ...] = _THEME) -> None:
        self._part = part
        self._theme = theme
        self._root = outline(part, 5)
        self._form = {"p": self._root.prefix}
        self._own = {name: self._root.first(name) for name in _DEFAULTS}
        self._added: dict[str, list[bytes]] = {name: [] for name in _DEFAULTS}
        self._xfs = () if (xfs := self._own["cellXfs"]) is None else tuple(xfs.all("xf"))
        fonts = self._own["fonts"]
        self._fonts = () if fonts is None else tuple(fonts.all("font"))
        fills = self._own["fills"]
        self._fill_list = () if fills is None else tuple(fills.all("fill"))
        self._fills: dict[str, int] = {}
        self._marked: dict[tuple[int, Severity], int] = {}
        self._ours: dict[Own, int] = {}

    def marked(self, style: int, severity: Severity) -> int:
        """Return the style that is ``style`` but for the fill, which tells the severity."""
        key = (style, severity)
        if key not in self._marked:
            base = self._xfs[style] if style < len(self._xfs) else None
            if base is None:
                start = _DEFAULTS["cellXfs"].format_map(self._form).encode()
                opened, rest, fonts = start, b"", None
            else:
                opened = self._part[base.start : base.opened]
                rest = self._part[base.opened : base.end]
                fonts = base.attributes.get("fontId", "0")
            own = None if base is None else self._ground(base.attributes.get("fillId", "0"))
            fill = self._fill(self._colour_on(fonts, severity, own))
            changed = with_attributes(opened, {"fillId": str(fill), "applyFill": "1"})
            self._marked[key] = self._add("cellXfs", changed + rest)
        return self._marked[key]

    def own(self, kind: Own) -> int:
        """Return a style of our own sheet."""
        if not self._ours:
            self._add_ours()
        return self._ours[kind]

    def written(self) -> bytes:
        """Return the part with what was added."""
        splices = Splices()
        is_changed = any(self._added.values())
        for name, added in self._added.items():
            if added or (is_changed and self._own[name] is None):
                self._write(splices, name, added)
        return splices.applied(self._part)

    def _write(self, splices: Splices, name: str, added: list[bytes]) -> None:
        element = self._own[name]
        many = str(self._count(name) + len(added))
        if element is None:
            tag = f"{self._root.prefix}{name}"
            default = _DEFAULTS[name].format_map(self._form).encode()
            content = default + b"".join(added)
            whole = f'<{tag} count="{many}">'.encode() + content + f"</{tag}>".encode()
            later = _ORDER[_ORDER.index(name) + 1 :]
            behind = next((one for one in self._root.children if one.name in later), None)
            if behind is None:
                splices.append(self._part, self._root, whole)
            else:
                splices.insert(behind.start, whole)
            return
        opened = self._part[element.start : element.opened]
        counted = with_attributes(opened, {"count": many})
        if element.is_empty:
            head = counted.removesuffix(b"/>").rstrip() + b">"
            close = f"</{element.tag}>".encode()
            splices.put(element.start, element.opened, head + b"".join(added) + close)
        else:
            splices.put(element.start, element.opened, counted)
            splices.insert(element.closing, b"".join(added))

    def _count(self, name: str) -> int:
        """Return how many entries a list has before anything is added."""
        element = self._own[name]
        if element is not None:
            return len(element.children)
        return 2 if name == "fills" else 1

    def _add(self, name: str, entry: bytes) -> int:
        self._added[name].append(entry)
        return self._count(name) + len(self._added[name]) - 1

    def _fill(self, colour: str) -> int:
        if colour not in self._fills:
            shape = (
                '<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FF{c}"/>'
                '<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
            )
            self._fills[colour] = self._add("fills", shape.format(c=colour, **self._form).encode())
        return self._fills[colour]

    def _add_ours(self) -> None:
        head, text, link = (
            self._add("fonts", font.format_map(self._form).encode()) for font in _FONTS
        )
        kinds: dict[Own, tuple[int, int]] = {
            "head": (head, self._fill(_HEAD)),
            "text": (text, 0),
            "link": (link, 0),
        }
        for severity, colour in LIGHT.items():
            kinds[severity] = (text, self._fill(colour))
        for kind, (font, fill) in kinds.items():
            xf = (
                '<{p}xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" '
                'applyFont="1" applyFill="1" applyAlignment="1">'
                '<{p}alignment horizontal="left" vertical="top" wrapText="1" indent="1"/></{p}xf>'
            )
            entry = xf.format(font=font, fill=fill, **self._form)
            self._ours[kind] = self._add("cellXfs", entry.encode())

    def _ground(self, fill: str) -> Colour | None:
        """Return the colour of a solid fill; None if it is none."""
        number = int(fill)
        pattern = (
            self._fill_list[number].first("patternFill") if number < len(self._fill_list) else None
        )
        if pattern is None or pattern.attributes.get("patternType") != "solid":
            return None
        return self._colour(pattern.first("fgColor"))

    def _colour_on(self, font: str | None, severity: Severity, own: Colour | None) -> str:
        """Return the fill on which a font is easier to read, and that is not the own one."""
        number = int(font) if font is not None else len(self._fonts)
        ink = self._ink(self._fonts[number]) if number < len(self._fonts) else _BLACK
        light = LIGHT[severity]
        if (
            own is not None
            and sum(abs(a - b) for a, b in zip(own, _rgb(light), strict=True)) < _ALIKE
        ):
            light = STRONG[severity]
        choices = light, DARK[severity]
        return max(choices, key=lambda colour: contrast(ink, _rgb(colour)))

    def _ink(self, font: Element) -> Colour:
        return self._colour(font.first("color"))

    def _colour(self, colour: Element | None) -> Colour:
        given = _NONE if colour is None else colour.attributes
        if "rgb" in given:
            return _rgb(given["rgb"])
        for key, palette in (("theme", self._theme), ("indexed", _INDEXED)):
            number = int(given.get(key, "-1"))
            if 0 <= number < len(palette):
                return _tinted(_rgb(palette[number]), float(given.get("tint", "0")))
        return _BLACK


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it, from 1 to 21.

    >>> contrast((0, 0, 0), (0, 0, 0)), contrast((0, 0, 0), (255, 255, 255)) > 20.9
    (1.0, True)
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  # WCAG
        for part in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(digits: str) -> Colour:
    value = int(digits[-6:] or "0", 16)
    return value >> 16 & 255, value >> 8 & 255, value & 255


def _tinted(colour: Colour, tint: float) -> Colour:
    """Return a colour made lighter (tint above 0) or darker."""
    towards, share = (255, tint) if tint > 0 else (0, -tint)
    red, green, blue = (int(part + (towards - part) * min(share, 1.0)) for part in colour)
    return red, green, blue


def empty_styles(root: Element) -> bytes:
    """Return a part without styles, for a workbook that has none; ``root`` is that of the book."""
    return _EMPTY.format(namespace(root) or MAIN).encode()
