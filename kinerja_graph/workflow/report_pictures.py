"""Draw the pictures of a report: a sheet per cross-agency outcome, and the cascade in slices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import Final

from kinerja_graph.analysis.network_reading import network
from kinerja_graph.render.still.slices import slices
from kinerja_graph.report.document import Figure
from kinerja_graph.report.report_context import Audited
from kinerja_graph.report.report_data import MOST_PICTURES
from kinerja_graph.store.bolt import Store
from kinerja_graph.texts import Language
from kinerja_graph.workflow.pictures import PictureOptions, PictureStyle, draw_pages, marks, scene
from kinerja_graph.workflow.rule_sets import RuleSet

WIDEST_UPRIGHT: Final = 700
"""Wider pictures, in pixels, would be too small to read on a portrait page."""
_DESCRIPTION: Final = re.compile(r"<desc>(.*?)</desc>", re.DOTALL)
_SIZE: Final = re.compile(r'<svg [^>]*?width="([0-9.]+)" height="([0-9.]+)"')


class PictureMaker:
    """Draws pictures of one audited edition in one language."""

    __slots__ = ("audited", "language", "rule_set", "store")

    def __init__(
        self, store: Store, audited: Audited, rule_set: RuleSet, language: Language
    ) -> None:
        self.store = store
        self.audited = audited
        self.rule_set = rule_set
        self.language: Language = language

    def sheets(self, outcomes: Iterable[tuple[str, str]]) -> dict[str, tuple[Figure, ...]]:
        """Return the crosscutting sheet of each outcome (id and name), by id."""
        return {id_: self._sheet(id_, name) for id_, name in outcomes}

    def cascade(self) -> tuple[tuple[Figure, ...], int]:
        """Return as many slices of the plan as fit in a report, and the number left out."""
        plan = network(self.store, self.audited.edition)
        told = marks(self.audited.audit, self.rule_set.graded)
        found = slices(plan, told, language=self.language)
        shown = tuple(
            Figure(
                svg=one.svg,
                width=one.width,
                height=one.height,
                alt=one.alt,
                caption=one.title,
                wide=one.width > WIDEST_UPRIGHT,
            )
            for one in found[:MOST_PICTURES]
        )
        return shown, len(found) - len(shown)

    def _sheet(self, id_: str, name: str) -> tuple[Figure, ...]:
        shown = scene(
            self.store,
            self.audited.edition,
            id_,
            PictureOptions(view="crosscutting"),
            findings=self.audited.audit,
            rule_set=self.rule_set,
        )
        pages = draw_pages(shown, PictureStyle(language=self.language))
        counted = [f"{name} ({at}/{len(pages)})" for at in range(1, len(pages) + 1)]
        names = counted if len(pages) > 1 else [name]
        return tuple(_figure(svg, each) for svg, each in zip(pages, names, strict=True))


def _figure(svg: str, name: str) -> Figure:
    told, size = _DESCRIPTION.search(svg), _SIZE.search(svg)
    width, height = map(float, size.groups()) if size else (1.0, 1.0)
    alt = unescape(told.group(1)) if told else name
    return Figure(svg=svg, width=width, height=height, alt=alt, caption=name, wide=True)
