"""Colour themes of still pictures: for screens, dark pages, and black-and-white print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from kinerja_graph.render.palette import GREY, INK, TINTS, Tint

ThemeName = Literal["light", "dark", "print"]


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of a status of a box or line: text, background, line (hex)."""

    ink: str
    ground: str
    line: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a picture (hex); ``tints`` as in ``palette``, the last one for no agency."""

    ground: str
    band: str
    ink: str
    muted: str
    edge: str
    line: str
    cross: str
    accent: str
    tints: tuple[Tint, ...]
    tones: Mapping[str, Tone]


_LIGHT: Final = Theme(
    ground="#ffffff",
    band="#f7f8fa",
    ink=INK,
    muted="#4a5563",
    edge="#aeb7c2",
    line="#8b96a3",
    cross="#5b4fb5",
    accent="#0b57d0",
    tints=(*TINTS, GREY),
    tones={
        "red": Tone("#9b1212", "#fde6e4", "#c62828"),
        "amber": Tone("#6a4200", "#ffefd0", "#b26a00"),
        "blue": Tone("#1c4b7a", "#e3effa", "#3a74ad"),
        "green": Tone("#14532d", "#def3e4", "#2a7f42"),
        "grey": Tone("#414b57", "#e9ecf0", "#6c7683"),
        "violet": Tone("#43318f", "#ece8fb", "#5b4fb5"),
    },
)
_DARK: Final = Theme(
    ground="#14181e",
    band="#1a2028",
    ink="#eef2f7",
    muted="#b4bfcc",
    edge="#56616f",
    line="#8592a1",
    cross="#b0a5ff",
    accent="#8ab4f8",
    tints=tuple(
        Tint(ground, bar)
        for ground, bar in (
            ("#1d2f45", "#7fb2ea"),
            ("#40301c", "#f0a960"),
            ("#1c3a26", "#76cf92"),
            ("#432333", "#ee8db3"),
            ("#31284d", "#b79bf2"),
            ("#173a3c", "#66cdd6"),
            ("#3b3414", "#dfc44f"),
            ("#3a2c20", "#d7a377"),
            ("#303a15", "#b3d257"),
            ("#272d4d", "#9dabf3"),
            ("#402244", "#e28fdc"),
            ("#25343c", "#9bbccc"),
            ("#262c34", "#a6b0bc"),
        )
    ),
    tones={
        "red": Tone("#ffb4ab", "#4a1b19", "#ff8178"),
        "amber": Tone("#ffd699", "#47330d", "#f2b04a"),
        "blue": Tone("#b5d6ff", "#1a3350", "#78b0ef"),
        "green": Tone("#a8e6bb", "#17402a", "#68c78a"),
        "grey": Tone("#d3dae2", "#333b45", "#9aa5b1"),
        "violet": Tone("#d6ccff", "#332a5c", "#b0a5ff"),
    },
)
_BLACK: Final = Tone("#000000", "#e4e4e4", "#000000")
_PRINT: Final = Theme(
    ground="#ffffff",
    band="#ffffff",
    ink="#000000",
    muted="#333333",
    edge="#555555",
    line="#555555",
    cross="#000000",
    accent="#000000",
    tints=(
        *tuple(Tint("#ffffff", tint) for tint in ("#333333", "#777777") * 6),
        Tint("#ffffff", "#bbbbbb"),
    ),
    tones=dict.fromkeys(("red", "amber", "blue", "green", "grey", "violet"), _BLACK),
)
THEMES: Final[Mapping[ThemeName, Theme]] = {"light": _LIGHT, "dark": _DARK, "print": _PRINT}
