"""The tables of a page: whole, and as much of them as a reader without script gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from kinerja_graph.render.embed import fragment
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.table import SHAPES, Row
from kinerja_graph.texts import Language

MOST_ROWS: Final = 600
"""Boxes and findings together that a page carries as they are: about 200 kB."""
_BOXES: Final = 500
_FINDINGS: Final = 150


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a page.

    Attributes:
        view: the name of the view.
        language: the language of the page.
        marks: the findings, the most severe first.
        columns: the keys of the columns from left to right.
        rows: the boxes in drawing order.
        say: says a word of the page, with facts, in its language.
    """

    view: str
    language: Language
    marks: Sequence[Mark]
    columns: Sequence[str]
    rows: Sequence[Row]
    say: Callable[..., str]

    def carried(self) -> Markup:
        """Return what the page carries as it is: all, or the upper levels and the worst findings.

        A reader without script sees this; ``left_out`` says how much of the plan it is.
        """
        if self._is_small():
            return self._render(self.rows, len(self.marks))
        return self._render(self._upper(), min(_FINDINGS, len(self.marks)))

    def left_out(self) -> dict[str, int]:
        """Return how much of a large plan ``carried`` holds, as facts of a sentence; {}: all."""
        if self._is_small():
            return {}
        return {
            "n": len(self._upper()),
            "all": len(self.rows),
            "m": min(_FINDINGS, len(self.marks)),
            "total": len(self.marks),
        }

    def whole(self) -> str:
        """Return the whole tables, if ``carried`` does not hold them; else an empty text."""
        return "" if self._is_small() else str(self._render(self.rows, len(self.marks)))

    def _is_small(self) -> bool:
        return len(self.rows) + len(self.marks) <= MOST_ROWS

    def _upper(self) -> list[Row]:
        """Return the rows of as many columns from the left as fit; at least of a part of one."""
        sizes = Counter(row.column for row in self.rows)
        shown: set[str] = set()
        for column in self.columns:
            if sum(sizes[one] for one in (*shown, column)) > _BOXES:
                break
            shown.add(column)
        shown = shown or {row.column for row in self.rows}
        return [row for row in self.rows if row.column in shown][:_BOXES]

    def _render(self, rows: Sequence[Row], findings: int) -> Markup:
        return fragment(
            "tables.html.jinja",
            say=self.say,
            language=self.language,
            view=self.view,
            shapes=SHAPES,
            marks=self.marks,
            findings=findings,
            boxes=len(self.rows),
            rows=rows,
            names={row.id: row.name for row in self.rows},
            kinds=sorted({(row.kind, row.column) for row in self.rows}),
        )
