"""The words of forms on paper, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.forms.asks import PARTIES
from kinerja_graph.forms.form import Human
from kinerja_graph.texts import Text, _, pgettext

FILLED_BY: Final[Mapping[Human, Text]] = {
    "evaluator": _("filled by the evaluator"),
    "pejabat": _("filled by an official"),
    "perencana": _("filled by the planner"),
    "penyusun": _("filled by the writer"),
    "pengelola": _("filled by the keeper of the data"),
    "verifikator": _("filled by the verifier"),
}
WHERE_EMPTY: Final = _("where empty: {note}")
"""Below the heading of a column that people fill where the plan says nothing."""
NOT_IN_PLAN: Final = _("not in the plan yet")
NO_ROWS: Final = _("Nothing in the plan belongs in this table.")
TOTAL: Final = _("Total")
HINTS: Final = _("Hints from the graph")
HINTS_ABOUT: Final = _("This page is for whoever fills in the form; it is not handed in with it.")
ORIGIN: Final = pgettext("where a row came from", "origin")
DRAFT: Final = _("DRAFT made from {dataset} {edition}")
DRAFT_HINTS: Final = _("DRAFT: hints from the graph, no marks")
DIGEST: Final = _("{dataset} {edition}, SHA-256 of the input: {digest}")
DIGEST_OF_DOCUMENT: Final = _(
    "{dataset} {edition}, document {document}, SHA-256 of the input: {digest}"
)
PLACE_AND_DATE: Final = _("Place and date:")
NAME: Final = _("Name:")
NIP: Final = _("NIP:")
SIGNER: Final[Mapping[str, Text]] = {
    "superior": _("Superior"),
    "position": _("First party"),
    "head": _("Head of {unit}"),
    "evaluator": _("Evaluator"),
    "team": _("Head of the evaluation team"),
}
PARTY: Final[Mapping[str, Text]] = {"superior": PARTIES["second"], "position": PARTIES["first"]}
"""What those who sign an agreement are in it."""
ELEMENT: Final = _("Element")
CONTENT: Final = _("Content")
"""The headings of a card."""
PAGE: Final = _("Page")
TABLE: Final = _("Table")
