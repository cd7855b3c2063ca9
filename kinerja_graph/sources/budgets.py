"""Read the table ``budgets``: what each programme may spend and has spent, by year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.model.nodes import PROGRAMME, YearBudget, reference
from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.columns import BUDGET_TABLE
from kinerja_graph.sources.dangling_references import dangling
from kinerja_graph.sources.fault import Subject, fault
from kinerja_graph.sources.header_mapping import read_row
from kinerja_graph.sources.read_state import ReadState
from kinerja_graph.sources.row import Row

Budgets = Mapping[str, tuple[YearBudget, ...]]
"""The budgets of programmes by their codes, ascending by year."""
_AMOUNTS: Final = ("budget", "spent")
_PROGRAMME: Final = BUDGET_TABLE.headings[0]


def read_budgets(state: ReadState) -> Budgets:
    """Read the table; a second row for a programme and year, and less than 0, are errors."""
    found: dict[str, dict[int, YearBudget]] = {}
    first: dict[tuple[str, int], Row] = {}
    for header, line in state.lines(BUDGET_TABLE):
        row, faults = read_row(header, line, state.decimal)
        code, year = row.text("programme"), row.whole_of("year")
        known = code is not None and state.label(reference(PROGRAMME, code)) == PROGRAMME
        beside = None if year is None else str(year)
        subject = Subject(PROGRAMME, code, beside) if known and code else row.nowhere
        key = (code, year) if code is not None and year is not None else None
        if key is not None and key in first:
            told = first[key].place.describe(first[key].number)
            text = cell_text(header.cell(line[1], "year"))
            wrong = fault("duplicate-id:budget", text, programme=code, year=year, first=told)
            state.report(row, "year", wrong, subject)
            continue
        for name in _AMOUNTS:
            amount = row.number_of(name)
            if amount is not None and amount < 0:
                text = cell_text(header.cell(line[1], name))
                faults.append((name, fault("bad-number:negative", text)))
                row.mark_unread(name)
        for heading, each in faults:
            state.report(row, heading, each, subject)
        if code is not None and not known:
            lost = dangling(state, _PROGRAMME, code)
            if lost is not None:
                state.report(row, "programme", lost, Subject(None, code, beside))
        if key is not None:
            first[key] = row
            found.setdefault(key[0], {})[key[1]] = YearBudget(
                year=key[1], budget=row.number_of("budget"), spent=row.number_of("spent")
            )
    return {code: tuple(years[year] for year in sorted(years)) for code, years in found.items()}
