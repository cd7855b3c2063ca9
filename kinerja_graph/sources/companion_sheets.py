"""Names of the sheets and files that may accompany a plan; readers do not take them for tables."""

from __future__ import annotations

from typing import Final

from kinerja_graph.texts import _

ORIGINS: Final = "origins"
LEFT_OUT: Final = "left_out"
NOTES: Final = "import_notes"
BESIDE: Final = (ORIGINS, LEFT_OUT, NOTES)
"""What an import writes: the cell of every field, the cells in no table, what is uncertain."""
TITLE: Final = _("Guide")
EXAMPLE_TITLE: Final = _("Example")
"""The sheets of the template that are only for people to read."""
