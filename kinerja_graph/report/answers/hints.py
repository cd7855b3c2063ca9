"""Hints of answers about a whole plan, in the words of the sheets that it came from."""

from __future__ import annotations

from typing import Final

from kinerja_graph.audit.headings import Remedies
from kinerja_graph.library.cells import Column
from kinerja_graph.model.headings import read_headings
from kinerja_graph.texts import Text

LINKS: Final = (Column("indicators", "contributes_to"), Column("objectives", "contributes_to"))
"""Where results say what they contribute to."""
DUTIES: Final = (
    Column("indicators", "owner"), Column("objectives", "owner"), Column("tasks", "performer"),
)  # fmt: skip
"""Where posts are given their results and tasks."""


def headed(hint: Text, headings: str | None, columns: tuple[Column, ...]) -> Text:
    """Return a hint that names the planner's headings, as remedies do.

    Args:
        hint: the sentence; columns that it names are in backticks.
        headings: those of the edition (``model/headings.py``).
        columns: the columns that it names.
    """
    return Remedies(read_headings(headings)).of_hint(hint, *columns)
