"""Draw the crosscutting sheet: one outcome, and what every agency does for it, on one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kinerja_graph.analysis.alignment import Alignment
from kinerja_graph.analysis.network import Network, NetworkNode
from kinerja_graph.render.caption import provenance, title
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import agency_codes, is_name, natural_sort_key
from kinerja_graph.render.palette import assign_tints
from kinerja_graph.render.status_colours import ORDER, SIGNS, is_loud
from kinerja_graph.render.still import legend
from kinerja_graph.render.still.bands import Band, bands, measures
from kinerja_graph.render.still.boxes import BoxRenderer, draw_glyph, numbers
from kinerja_graph.render.still.canvas import DASHES, Area, Canvas, Pen, Type
from kinerja_graph.render.still.fonts import width
from kinerja_graph.render.still.letters import Step, clip_text, fit_text
from kinerja_graph.render.still.picture import wrap_svg
from kinerja_graph.render.still.style import PictureStyle
from kinerja_graph.render.still.themes import THEMES
from kinerja_graph.render.still.words import still_words
from kinerja_graph.render.table import sort_marks

ACROSS: Final = 1060
"""The width of a sheet without its margin, in pixels: 12-pixel letters are 8 points high on A4."""
MARGIN: Final = 12
_OUTCOME: Final = 252
_BANDS: Final = 312
"""Left edge of the bands of the agencies."""
_CARDS: Final = 3
_GAP: Final = 10
_CARD: Final = (ACROSS - _BANDS - _GAP * (_CARDS + 1)) / _CARDS
_MAX_CARDS: Final = (9, 6, 3)
"""Maximum cards per agency: the largest of these with which the sheet fits one page."""
_MAX_HEIGHT: Final = 600
"""If the bands are at most this high, a sheet fits A4 landscape; pixels."""
_APART: Final = 10
_HEAD: Final = 34
_STRIP: Final = 20
_SMALL: Final = 12
"""The smallest font size of the content, in pixels; the footer's is smaller."""
_STRIP_LINE: Final = 14
_STRIP_STEPS: Final = (Step(_SMALL, _STRIP_LINE, 2),)
_STEPS: Final = (Step(13, 16, 3), Step(12, 14.5, 6))
_TITLE: Final = (Step(17, 22, 6), Step(15, 19, 8), Step(12, 15, 12))


def crosscutting(
    alignment: Alignment, network: Network, marks: Sequence[Mark], style: PictureStyle
) -> str:
    """Draw the sheet of the outcome of ``alignment`` as SVG.

    ``network`` is the outcome and everything below it, as a picture of the view
    ``crosscutting``; of ``marks``, only those on boxes of the sheet are shown.
    """
    return _Sheet(alignment, network, marks, style).svg()


def crosscutting_pages(
    alignment: Alignment, network: Network, marks: Sequence[Mark], style: PictureStyle
) -> tuple[str, ...]:
    """Draw the sheet on as many A4 landscape pages as needed; arguments as for the single SVG.

    Each page shows the outcome and its page number.
    """
    whole = _Sheet(alignment, network, marks, style)
    pages: list[list[Band]] = []
    left = 0.0
    for band in whole.shares:
        high = whole.height(band)
        if not pages or high > left:
            pages.append([])
            left = _MAX_HEIGHT + _APART
        pages[-1].append(band)
        left -= high
    if len(pages) < 2:  # noqa: PLR2004 - one page
        return (whole.svg(),)
    return tuple(
        _Sheet(alignment, network, marks, style).svg(page, f"{at}/{len(pages)}")
        for at, page in enumerate(pages, 1)
    )


def _ids_of_bands(network: Network, shares: Iterable[Band]) -> set[str]:
    drawn = {card for band in shares for card in band.cards(_MAX_CARDS[0])}
    return {agency for node in network.nodes if node.id in drawn for agency in node.agencies}


class _Sheet:
    """Draws a sheet from top to bottom; ``bottom`` is how far it has got."""

    def __init__(
        self, alignment: Alignment, network: Network, marks: Sequence[Mark], style: PictureStyle
    ) -> None:
        self.alignment = alignment
        self.network = network
        self.style = style
        self.shares = bands(alignment, network)
        self.names = {
            **network.agencies,
            **{each.id: each.name or each.id for each in alignment.shares},
        }
        used = {band.agency for band in self.shares if band.agency} | _ids_of_bands(
            network, self.shares
        )
        self.renderer = BoxRenderer(
            theme=THEMES[style.still_theme],
            language=style.language,
            words=still_words(network.view),
            codes=agency_codes(self.names, used),
            tints=assign_tints(network),
        )
        self.nodes = {node.id: node for node in network.nodes}
        self.marks: dict[str, list[Mark]] = {}
        for mark in sort_marks(marks):
            self.marks.setdefault(mark.node_id, []).append(mark)
        self.ink = Canvas()
        self.bottom = 0.0
        for self.most in _MAX_CARDS:
            if sum(self.height(band) for band in self.shares) <= _MAX_HEIGHT:
                break

    def svg(self, shares: Sequence[Band] | None = None, page: str = "") -> str:
        """Return the sheet with the bands ``shares`` (None: all); ``page`` follows its title."""
        name = f"{title(self.network, self.style.language)} · {self.alignment.subject.id}"
        name = f"{name} ({page})" if page else name
        self._draw(self.shares if shares is None else shares, name)
        told = (name, self.verdict())
        size = (ACROSS, self.bottom)
        return wrap_svg(self.ink, size, self.renderer, told, self.style.width, margin=MARGIN)

    def height(self, band: Band) -> float:
        """Return how much of the page a band takes, including the gap below it."""
        return self._band_height(band) + _APART

    def _draw(self, shares: Sequence[Band], name: str) -> None:
        """Draw title, outcome, bands, and legend."""
        theme = self.renderer.theme
        lines = [
            (name, Type(theme.muted, 12, bold=True)),
            (self.verdict(), Type(theme.ink, 15, bold=True)),
        ]
        top = legend.heading(self.ink, lines, ACROSS) + 16
        port = top + 50
        end = self._draw_outcome(top)
        y = top
        tops: list[tuple[float, Band]] = []
        for band in shares:
            high = self._band_height(band)
            tops.append((y + _HEAD / 2, band))
            self._draw_band(band, Area(_BANDS, y, ACROSS - _BANDS, high))
            y += high + _APART
        self._draw_lines(tops, port)
        self.bottom = max(y, end + _APART) + 4
        self._draw_legend()

    def verdict(self) -> str:
        """Say in a sentence how many agencies support the outcome, and which are missing."""
        behind = [
            self._code(band.agency) for band in self.shares if band.agency and not band.is_missing
        ]
        said = [self.renderer.say("sheet.behind.none")]
        if behind:
            said = [self.renderer.count("sheet.behind", len(behind), names=", ".join(behind))]
        missing = [self._code(band.agency) for band in self.shares if band.is_missing]
        if missing:
            said.append(self.renderer.say("sheet.missing", names=", ".join(missing)))
        if self.alignment.silo:
            said.append(self.renderer.say("sheet.silo"))
        return " ".join(said)

    def _code(self, agency: str) -> str:
        return self.renderer.codes.get(agency, agency)

    def _loud_marks(self, id_: str) -> list[Mark]:
        return [mark for mark in self.marks.get(id_, ()) if is_loud(mark.severity)]

    def _draw_outcome(self, top: float) -> float:
        """Draw the outcome at the left, and the indicators that measure it; return their bottom."""
        node = self.nodes[self.alignment.subject.id]
        theme, renderer = self.renderer.theme, self.renderer
        text = fit_text(node.name, _OUTCOME - 34, _TITLE, bold=True)
        loud = self._loud_marks(node.id)
        strips = [self._strip([mark], _OUTCOME - 18) for mark in loud[:4]]
        high = 58 + len(text.lines) * text.step.line + 8 + sum(strips)
        area = Area(0, top, _OUTCOME, max(high, 100))
        self.ink.begin(f"{node.id}: {node.name}", node.id)
        self.ink.rect(area, theme.tints[-1].ground, Pen(theme.ink, 2), radius=9)
        draw_glyph(self.ink, node.label, 18, top + 16, theme.ink)
        kind = renderer.say(f"kind.{node.label}").upper()
        if node.level is not None:
            kind = f"{kind} · {renderer.say('level', n=node.level)}"
        self.ink.text(36, top + 26, kind, Type(theme.muted, _SMALL, bold=True))
        y = top + 58
        for line in text.lines:
            self.ink.text(18, y, line, Type(theme.ink, text.step.size, bold=True))
            y += text.step.line
        y = area.bottom - sum(strips) - 4
        for mark, strip in zip(loud, strips, strict=False):
            self._draw_strip_text(mark, Area(9, y, _OUTCOME - 18, strip - 2))
            y += strip
        self.ink.end()
        y = area.bottom + 14
        for id_ in sorted(measures(self.network, node.id), key=natural_sort_key):
            if id_ in self.nodes:
                y = self._draw_card(self.nodes[id_], Area(18, y, _OUTCOME - 18, 0), "") + _GAP
        return y

    def _band_height(self, band: Band) -> float:
        if band.is_missing:
            return _HEAD + 34
        cards = band.cards(self.most)
        rows = [cards[at : at + _CARDS] for at in range(0, len(cards), _CARDS)]
        rest = 22 if band.results + band.tasks > len(cards) else 0
        return _HEAD + sum(self._row_height(row) + _GAP for row in rows) + rest

    def _row_height(self, row: Sequence[str]) -> float:
        return max(self._card_height(self.nodes[id_], _CARD) for id_ in row)

    def _draw_band(self, band: Band, area: Area) -> None:
        """Draw one agency: its name, how much it does, and its cards."""
        theme = self.renderer.theme
        tint = theme.tints[self.renderer.tints.get(band.agency, -1)]
        name = self.names.get(band.agency, "") if band.agency else self.renderer.say("legend.none")
        self.ink.begin(name)
        if band.is_missing:
            tone = self.renderer.tone("error")
            self.ink.rect(area, theme.ground, Pen(tone.line, 1.75, DASHES), radius=9)
            words = f"{SIGNS['error'].shape} {self.renderer.say('missing')}"
            y = area.top + _HEAD + 14
            self.ink.text(area.left + 16, y, words, Type(tone.ink, 13, bold=True))
        else:
            self.ink.rect(area, tint.ground, Pen(theme.edge), radius=9)
        self.ink.rect(Area(area.left, area.top + 9, 5, area.height - 18), tint.bar)
        self._band_head(band, name, area)
        y = area.top + _HEAD
        cards = band.cards(self.most)
        for at in range(0, len(cards), _CARDS):
            row = cards[at : at + _CARDS]
            for place, id_ in enumerate(row):
                left = area.left + _GAP + place * (_CARD + _GAP)
                place_ = Area(left, y, _CARD, self._row_height(row))
                self._draw_card(self.nodes[id_], place_, band.agency)
            y += self._row_height(row) + _GAP
        rest = band.results + band.tasks - len(cards)
        if rest > 0 and not band.is_missing:
            words = self.renderer.count("sheet.rest", rest)
            self.ink.text(area.left + 16, y + 7, words, Type(theme.muted, 12))
        self.ink.end()

    def _band_head(self, band: Band, name: str, area: Area) -> None:
        theme = self.renderer.theme
        told = [] if band.is_missing else [self.renderer.count("sheet.results", band.results)]
        if band.tasks:
            told.append(self.renderer.count("sheet.tasks", band.tasks))
        if band.sole:
            told.append(f"{SIGNS['warning'].shape} {self.renderer.say('sheet.sole', n=band.sole)}")
        words = " · ".join(told)
        y = area.top + 23
        self.ink.text(area.right - 14, y, words, Type(theme.muted, 12, anchor="end"))
        code = self._code(band.agency)
        x = area.left + 16
        room = area.right - 30 - width(words, 12) - x
        if is_name(code, name):
            code, name = clip_text(name, 13, room, bold=True), ""
        self.ink.text(x, y, code, Type(theme.ink, 13, bold=True))
        x += width(code, 13, bold=True) + (10 if code else 0)
        room = area.right - 30 - width(words, 12) - x
        if name:
            self.ink.text(x, y, clip_text(name, 13, room), Type(theme.ink, 13))

    def _card_height(self, node: NetworkNode, across: float) -> float:
        text = fit_text(node.name, across - 24, _STEPS)
        strip = self._strip(self._loud_marks(node.id), across - 8)
        return max(33 + len(text.lines) * text.step.line + strip, 52)

    def _strip(self, loud: Sequence[Mark], across: float) -> float:
        """Return the height of the strip that shows the first of ``loud``; 0 if there is none."""
        if not loud:
            return 0
        return _STRIP + _STRIP_LINE * (len(self._strip_lines(loud[0], across, len(loud) - 1)) - 1)

    def _strip_lines(self, mark: Mark, across: float, others: int = 0) -> tuple[str, ...]:
        """Return the text of a strip in one line, or two if it does not fit one."""
        words = f"{SIGNS[mark.severity].shape} {mark.title.say(self.renderer.language)}"
        words += f"  +{others}" if others else ""
        return fit_text(words, across - 16, _STRIP_STEPS, bold=True).lines

    def _draw_card(self, node: NetworkNode, area: Area, agency: str) -> float:
        """Draw a result or task; an ``area`` without height grows to fit. Return its bottom."""
        theme = self.renderer.theme
        if not area.height:
            area = Area(area.left, area.top, area.width, self._card_height(node, area.width))
        loud = self._loud_marks(node.id)
        tone = self.renderer.tone(loud[0].severity) if loud else None
        self.ink.begin(f"{node.id}: {node.name}", node.id)
        pen = Pen(tone.line, 1.75) if tone else Pen(theme.edge)
        self.ink.rect(area, theme.ground, pen, radius=6)
        draw_glyph(self.ink, node.label, area.left + 11, area.top + 9, theme.muted)
        y = area.top + 19
        others = [self._code(one) for one in node.agencies if one != agency]
        words = node.id + (f" + {', '.join(others)}" if others and agency else "")
        room = area.width - 46 - min(width(node.id, _SMALL), area.width * 0.55)
        told = numbers(node, self.renderer.language, _SMALL, room)
        words = clip_text(words, _SMALL, area.width - 46 - width(told, _SMALL))
        self.ink.text(area.left + 27, y, words, Type(theme.muted, _SMALL))
        self.ink.text(area.right - 11, y, told, Type(theme.muted, _SMALL, anchor="end"))
        text = fit_text(node.name, area.width - 24, _STEPS)
        y = area.top + 28 + text.step.size * 0.93
        for line in text.lines:
            self.ink.text(area.left + 12, y, line, Type(theme.ink, text.step.size))
            y += text.step.line
        if loud:
            high = self._strip(loud, area.width - 8)
            place = Area(area.left + 4, area.bottom - high, area.width - 8, high - 3)
            self._draw_strip_text(loud[0], place, len(loud) - 1)
        self.ink.end()
        return area.bottom

    def _draw_strip_text(self, mark: Mark, area: Area, others: int = 0) -> None:
        tone = self.renderer.tone(mark.severity)
        self.ink.rect(area, tone.ground, radius=3)
        y = area.top + 12.5
        for line in self._strip_lines(mark, area.width, others):
            self.ink.text(area.left + 8, y, line, Type(tone.ink, _SMALL, bold=True))
            y += _STRIP_LINE

    def _draw_lines(self, tops: Sequence[tuple[float, Band]], port: float) -> None:
        """Draw a line to the outcome from every agency that contributes to it."""
        theme = self.renderer.theme
        real = [y for y, band in tops if not band.is_missing]
        if not real:
            return
        trunk = (_OUTCOME + _BANDS) / 2 + 6
        pen = Pen(theme.cross, 2, DASHES)
        self.ink.path(("M", trunk, min(port, *real), "V", max(port, *real)), pen)
        self.ink.path(("M", _OUTCOME + 10, port, "H", trunk), pen)
        for y in real:
            self.ink.path(("M", trunk, y, "H", _BANDS), pen)
        x = _OUTCOME + 2
        self.ink.path(("M", x, port, "l11-6v12z"), fill=theme.cross)

    def _draw_legend(self) -> None:
        theme, renderer = self.renderer.theme, self.renderer
        self.ink.path(("M", 0, self.bottom, "H", ACROSS), Pen(theme.edge))
        drawn = {id_ for id_ in self.marks if id_ in self.nodes}
        tones = {
            mark.severity for id_ in drawn for mark in self.marks[id_] if is_loud(mark.severity)
        }
        signs = legend.signs(renderer, [tone for tone in ORDER if tone in tones])
        y = legend.draw_entries(self.ink, signs, ACROSS, self.bottom + 8)
        facts = legend.provenance(provenance(self.network, self.style.rules_digest), renderer)
        self.bottom = legend.draw_entries(self.ink, facts, ACROSS, y + 2)
