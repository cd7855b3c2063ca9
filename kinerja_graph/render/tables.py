"""The tables of a page for a reader without script: whole, or the part that matters most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import Final

from markupsafe import Markup

from kinerja_graph.render.embed import fragment
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.table import SHAPES, Row
from kinerja_graph.texts import Language

WHOLE: Final = 110_000
"""The most letters, markup included, of tables that a page carries whole for who has no script."""
_BOXES: Final = 500
_FINDINGS: Final = 150
_FINDING_LETTERS: Final = 40_000
_BOX_MARKUP: Final = 130
_FINDING_MARKUP: Final = 145
"""About the letters of a row besides its texts."""


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

    def carried(self) -> tuple[Markup, dict[str, int]]:
        """Return what the page carries as it is, and how much of the plan that is, as facts.

        It is all (no facts), or the upper levels and the worst findings. A reader without script
        sees it.
        """
        if self._is_small():
            return self._render(self.rows, len(self.marks)), {}
        upper, worst = self._upper(), self._worst()
        facts = {"n": len(upper), "all": len(self.rows), "m": worst, "total": len(self.marks)}
        return self._render(upper, worst), facts

    def _is_small(self) -> bool:
        if len(self.rows) * _BOX_MARKUP + len(self.marks) * _FINDING_MARKUP > WHOLE:
            return False
        letters = sum(map(self._letters_of_row, self.rows))
        return letters + sum(map(self._letters_of_mark, self.marks)) <= WHOLE

    def _worst(self) -> int:
        """Return how many findings fit, the most severe first; at least one."""
        letters = accumulate(map(self._letters_of_mark, self.marks))
        fitting = sum(1 for _ in takewhile(lambda sum_: sum_ <= _FINDING_LETTERS, letters))
        return min(_FINDINGS, len(self.marks), max(1, fitting))

    def _upper(self) -> list[Row]:
        """Return the rows of as many columns from the left as fit; at least of a part of one."""
        sizes: Counter[str] = Counter()
        numbers = Counter(row.column for row in self.rows)
        for row in self.rows:
            sizes[row.column] += self._letters_of_row(row)
        shown: set[str] = set()
        for column in self.columns:
            wanted = (*shown, column)
            if sum(numbers[one] for one in wanted) > _BOXES:
                break
            if sum(sizes[one] for one in wanted) > WHOLE:
                break
            shown.add(column)
        shown = shown or {row.column for row in self.rows}
        return [row for row in self.rows if row.column in shown][:_BOXES]

    def _letters_of_row(self, row: Row) -> int:
        titles = sum(len(self.marks[place].title.say(self.language)) + 4 for place in row.marks)
        return _BOX_MARKUP + len(row.id) + len(row.name) + len(row.above) + titles

    def _letters_of_mark(self, mark: Mark) -> int:
        texts = (mark.title, mark.message, mark.remediation)
        return _FINDING_MARKUP + sum(len(text.say(self.language)) for text in texts)

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
        )
