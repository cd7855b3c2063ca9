"""The workbook of draft SKP items: its words in addition to the plan's own."""

from __future__ import annotations

from typing import Final

from kinerja_graph.texts import _

CONTENTS: Final = _("Contents")
ITEMS: Final = _("SKP items")
ROLES: Final = _("Roles and results")
TITLE: Final = _("Draft SKP items")
OF_YEAR: Final = _("Targets of {year}")
CURRENT: Final = _(
    "Targets of each indicator: the first plan year that is not closed, else the last with one"
)
EXPLAINED: Final = (
    _(
        "This draft is made from the loaded plan, by the parts of the SKP form "
        "(PermenPANRB 6/2022). What the plan does not say stays empty; the column Notes names it."
    ),
    _(
        "The target of a task is what one execution puts out. Standard time is a standard, "
        "not a target."
    ),
    _(
        "Filter the column Post or Unit of the sheet SKP items to hand it out; "
        "in print every post begins on a new page."
    ),
)
POSTS: Final = (
    (_("Post"), 44),
    (_("Id"), 16),
    (_("Unit"), 30),
    (_("Agency"), 30),
    (_("Superiors"), 30),
    (_("Items"), 8),
    (_("No target"), 9),
    (_("No leader's result"), 11),
    (_("Hours a year"), 11),
)
"""Headings and widths (in characters) of the list of positions."""
COLUMNS: Final = (
    (_("Post"), 24),
    (_("No"), 5),
    (
        _("Leader's result that is served"),
        34,
    ),
    (_("Own result"), 34),
    (_("Aspect"), 11),
    (_("Individual indicator"), 34),
    (_("Target"), 10),
    (_("up to"), 8),
    (_("Measure unit"), 13),
    (_("Year"), 7),
    (_("Unit"), 28),
    (_("Agency"), 28),
    (_("Superiors"), 28),
    (_("Standard time (minutes)"), 12),
    (_("Times a year"), 10),
    (_("Id of the post"), 16),
    (_("Id of the source"), 18),
    (_("Notes"), 44),
)
"""Headings and widths of the items; those up to the year are printed."""
PRINTED: Final = 10
ASPECT_COLUMN: Final = 5
ROLES_OF: Final = _("Matrix of roles and results: {leader} ({id})")
MEMBER: Final = _("Member")
BORROWED: Final = _("{name} (not a direct subordinate)")
UNCOVERED: Final = _("No subordinate supports it yet")
NO_ROLES: Final = _("No post owns a result and has a direct subordinate.")
PAGE: Final = _("Page &P of &N")
