"""Draw the pictures of a report: chains that break, sheets of outcomes, the tree as a map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from html import unescape
from typing import Final

from kinerja_graph.analysis.network import Network
from kinerja_graph.analysis.network_reading import network
from kinerja_graph.audit.finding import Finding
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.still.chain_figure import chain_figure
from kinerja_graph.render.tree_map import tree_map
from kinerja_graph.report.document import Figure
from kinerja_graph.report.report_context import Audited
from kinerja_graph.report.report_data import MOST_PICTURES
from kinerja_graph.store.bolt import Store
from kinerja_graph.texts import Language
from kinerja_graph.workflow.pictures import PictureOptions, PictureStyle, draw_pages, marks, scene
from kinerja_graph.workflow.rule_sets import RuleSet

_DESCRIPTION: Final = re.compile(r"<desc>(.*?)</desc>", re.DOTALL)
_SIZE: Final = re.compile(r'<svg [^>]*?width="([0-9.]+)" height="([0-9.]+)"')


class PictureMaker:
    """Draws pictures of one audited edition in one language."""

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
        """Return as many pages of the map of the plan as fit in a report, and how many more."""
        pages = tree_map(self._network, self._marks, language=self.language, most=MOST_PICTURES)
        shown = tuple(
            Figure(
                svg=one.svg,
                width=one.width,
                height=one.height,
                alt=one.alt,
                caption=one.title,
                wide=True,
            )
            for one in pages
        )
        return shown, pages[0].pages - len(shown) if pages else 0

    def breaks(self, findings: Sequence[Finding]) -> dict[str, Figure]:
        """Return the chain of each finding that is at a box of the tree, by its fingerprint."""
        if not findings:
            return {}
        every = self.audited.audit.findings
        marks = {one.fingerprint: mark for one, mark in zip(every, self._marks, strict=True)}
        drawn = {
            one.fingerprint: chain_figure(
                self._network, marks[one.fingerprint], language=self.language
            )
            for one in findings
        }
        return {
            name: Figure(
                svg=one.svg, width=one.width, height=one.height, alt=one.alt, caption=one.title
            )
            for name, one in drawn.items()
            if one is not None
        }

    @cached_property
    def _network(self) -> Network:
        return network(self.store, self.audited.edition)

    @cached_property
    def _marks(self) -> Sequence[Mark]:
        return marks(self.audited.audit, self.rule_set.graded)

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
