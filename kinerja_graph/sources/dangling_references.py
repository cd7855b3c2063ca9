"""Explain a reference to a record that does not exist, and suggest what was probably meant."""

from __future__ import annotations

import re
from typing import Final

from kinerja_graph.model.derive import fold
from kinerja_graph.model.nodes import Label, reference
from kinerja_graph.sources.columns import RECORD_TABLES, Heading
from kinerja_graph.sources.fault import Fault
from kinerja_graph.sources.read_state import ReadState
from kinerja_graph.sources.sentence import one_of
from kinerja_graph.sources.suggestions import look, unlike
from kinerja_graph.texts import Text, _, pgettext

LABEL_NAMES: Final[dict[Label, Text]] = {
    "Indicator": _("an indicator"),
    "Position": _("a post"),
    "Task": _("an SOP step"),
    "Objective": _("an objective"),
    "Unit": pgettext("record", "a unit"),
    "Programme": _("a programme"),
}
_OTHER_SEPARATORS: Final = re.compile(r"[,|/&\r\n]| dan | and ")
"""What planners write between ids instead of a semicolon."""
_MOST_NAMED: Final = 100_000
"""A record with a given name is searched for among at most this many."""


def dangling(state: ReadState, heading: Heading, wanted: str) -> Fault | None:
    """Say what is wrong with a reference; None if the table that it refers to was not read."""
    actual = state.label(heading.names(wanted))
    facts = wanted_of(heading)
    if actual is not None:
        facts |= {"actual": LABEL_NAMES[actual]}
        return Fault("dangling-reference:kind", wanted, facts, wanted)
    if heading.labels & state.unread:
        return None
    return (
        _find_other_separator(state, heading, wanted)
        or _find_by_name(state, heading, wanted)
        or _find_missing_table(state, heading, wanted)
        or _unknown_id(state, heading, wanted)
    )


def wanted_of(heading: Heading) -> dict[str, object]:
    """Name the kinds of records to which the heading may refer: the fact ``wanted``."""
    return {
        "wanted": one_of(name for label, name in LABEL_NAMES.items() if label in heading.labels)
    }


def _find_other_separator(state: ReadState, heading: Heading, wanted: str) -> Fault | None:
    """Recognise several ids separated by something other than a semicolon."""
    if heading.kind != "list":
        return None
    parts = [part for each in _OTHER_SEPARATORS.split(wanted) if (part := each.strip())]
    if len(parts) == 0 or any(state.label(part) not in heading.labels for part in parts):
        return None
    return Fault("dangling-reference:comma", wanted, {"parted": "; ".join(parts)}, wanted)


def _find_by_name(state: ReadState, heading: Heading, wanted: str) -> Fault | None:
    """Recognise the name of exactly one record instead of its id."""
    if len(state.by_id) > _MOST_NAMED:
        return None
    if state.named is None:
        state.named = {}
        for row in state.records():
            name = row.name()
            if row.id is not None and name is not None:
                state.named.setdefault(fold(name.text) or "", []).append(
                    reference(row.label, row.id)
                )
    meant = [
        known
        for known in state.named.get(fold(wanted) or "", ())
        if state.label(known) in heading.labels
    ]
    if len(meant) != 1:
        return None
    facts = wanted_of(heading) | {"meant": heading.id_of(meant[0])}
    return Fault("dangling-reference:name", wanted, facts, wanted)


def _find_missing_table(state: ReadState, heading: Heading, wanted: str) -> Fault | None:
    """Recognise a reference to tables that have no rows at all."""
    tables = [table for table in RECORD_TABLES if table.label in heading.labels]
    if (
        any(state.rows.get(table.name) for table in tables)
        or heading.labels & state.withheld.keys()
    ):
        return None
    told = one_of(table.name for table in tables)
    heads = ", ".join(each.name for each in tables[0].required())
    facts = {"tables": told, "headings": heads}
    return Fault("dangling-reference:no-rows", wanted, facts, wanted)


def _unknown_id(state: ReadState, heading: Heading, wanted: str) -> Fault:
    """Report an unknown id; perhaps of a row whose own id is unusable, or close to a known one."""
    named = heading.names(wanted)
    near = state.suggestions.nearest(
        named, state.by_id, lambda known: state.label(known) in heading.labels
    )
    if near is not None and look(near) == look(named):
        row = state.by_id[near]
        facts = {"first": row.place.describe(row.number), "signs": unlike(near, named)}
        return Fault("dangling-reference:unseen", wanted, facts, wanted)
    facts = wanted_of(heading) | {"near": f' ("{heading.id_of(near)}"?)' if near else ""}
    rows = [state.withheld[label] for label in sorted(heading.labels) if label in state.withheld]
    if not rows:
        return Fault("dangling-reference", wanted, facts, wanted)
    facts |= {"first": rows[0].place.describe(rows[0].number)}
    return Fault("dangling-reference:withheld", wanted, facts, wanted)
