"""Findings of one cause: people are told it once, and programs all of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from kinerja_graph.audit.causes import Cause, causes
from kinerja_graph.report.audit_sentences import told_with
from kinerja_graph.report.report_context import Audited
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from kinerja_graph.workflow.auditing import AuditOptions, audit_loaded
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.rule_sets import default_rule_set

RULES = default_rule_set()
ORDER = AuditOptions(RULES, read_history())
SHEETS: dict[str, list[list[object]]] = {
    "units": [["id", "name", "kind"], ["pu", "Dinas PU", "opd"]],
    "positions": [
        ["id", "name", "unit", "reports_to"],
        ["head", "Kepala", "pu", ""],
        ["lost", "Staf satu", "pu", "head"],
        ["half", "Staf dua", "pu", "head"],
    ],
    "objectives": [
        ["id", "name", "level", "owner", "contributes_to"],
        ["S", "Jalan mantap", 0, "pu", ""],
        ["O", "Drainase lancar", 2, "pu", ""],
    ],
    "indicators": [
        ["id", "name", "objective", "level", "owner", "contributes_to", "measure_unit", "polarity"],
        ["H", "Kemantapan jalan", "S", "", "head", "", "persen", "up"],
        ["K", "Jalan kota", "", 1, "pu", "H", "km", "up"],
        ["L", "Jalan kota", "", 2, "pu", "K", "", "up"],
        ["D1", "Drainase bersih", "O", "", "lost", "", "", "sideways"],
        ["D2", "Trotoar rapi", "", 2, "half;lost", "", "km", "up"],
        ["D3", "Lampu jalan", "", 2, "half", "K", "buah", "up"],
    ],
    "values": [
        ["indicator", "year", "target"],
        ["H", 2026, "80 persen"], ["H", 2027, 90], ["K", 2027, 5], ["L", 2027, 5],
        ["D1", 2026, "12 km"], ["D1", 2027, 3], ["D2", 2026, "7 ruas"], ["D2", 2027, 8],
        ["D3", 2026, 8], ["D3", 2027, "n/a"],
    ],
}  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in SHEETS.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def audited(store: Store, settings: Settings, plan: Path) -> Audited:
    cascade = read(plan, settings=settings, lenient=True).cascade
    assert cascade is not None
    with temporary_snapshot(store, cascade, settings=settings) as snapshot:
        return audit_loaded(store, snapshot.edition, ORDER)


def cause(found: Audited, rule: str, subject: str) -> Cause:
    (one,) = [
        each
        for each in causes(found.audit.findings)
        if (each.head.rule, each.head.subject.id) == (rule, subject)
    ]
    return one


def named(cause: Cause) -> set[tuple[str, str, str]]:
    return {(relation, one.rule, one.subject.id) for relation, one in cause.rest}


def test_each_cause_brings_what_comes_from_it(store: Store, settings: Settings, plan: Path) -> None:
    found = audited(store, settings, plan)
    told = causes(found.audit.findings)
    ways = Counter(one.fingerprint for each in told for one in each.findings)
    assert set(ways.values()) == {1}
    assert ways.keys() == {one.fingerprint for one in found.audit.findings}

    # all that one post holds leads nowhere: its objective, and an indicator of its own
    assert ("break", "subordinate-off-cascade", "lost") in named(
        cause(found, "orphan-indicator", "D2")
    ) | named(cause(found, "orphan-objective", "O"))
    # a target in words is one fault, and "n/a" is another; a row with a second fault is no third
    words = cause(found, "unreadable-value", "H")
    assert named(words) == {("alike", "unreadable-value", "D2")}
    assert cause(found, "unreadable-value", "D3").rest == ()
    assert ("row", "missing-measure-unit", "D1") in named(cause(found, "unreadable-value", "D1"))
    # the lower of two of one name lacks what the upper lacks; its unit it lacks alone
    assert named(cause(found, "missing-annual-target", "K")) >= {
        ("copied", "missing-annual-target", "L")
    }
    assert cause(found, "missing-measure-unit", "L").rest == ()


def test_a_post_with_work_that_leads_on_is_a_cause_of_its_own(
    store: Store, settings: Settings, tmp_path: Path, plan: Path
) -> None:
    book = openpyxl.load_workbook(plan)
    sheet = book["indicators"]
    sheet["F7"] = "D2"  # what the second post holds leads on, though only to what leads nowhere
    book.save(tmp_path / "other.xlsx")
    found = audited(store, settings, tmp_path / "other.xlsx")
    assert cause(found, "subordinate-off-cascade", "half").rest == ()


def test_what_comes_from_a_cause_is_told_in_both_languages(
    store: Store, settings: Settings, plan: Path
) -> None:
    found = audited(store, settings, plan)
    words = cause(found, "unreadable-value", "H")
    titles = {rule.id: rule.title.say("en") for rule in RULES.graded}
    assert list(told_with(words, titles, "en")) == [
        "1 more of the same form in the same column: plan.xlsx!values!8."
    ]
    assert list(told_with(words, titles, "id")) == [
        "1 lagi dengan bentuk yang sama di kolom yang sama: plan.xlsx!values!8."
    ]
    row = cause(found, "unreadable-value", "D1")
    assert "The same row also: Missing measure unit." in list(told_with(row, titles, "en"))


def test_as_many_are_named_as_asked_for(store: Store, settings: Settings, plan: Path) -> None:
    book = openpyxl.load_workbook(plan)
    for number in range(10):
        row = [f"N{number}", f"Jalan {number}", "", 1, "pu", "H", "km", "up"]
        book["indicators"].append(row)
        book["values"].append([f"N{number}", 2026, f"{number} ruas"])
    book.save(plan)
    words = cause(audited(store, settings, plan), "unreadable-value", "H")
    (few,) = told_with(words, {}, "en")
    assert few.startswith("11 more of the same form")
    assert few.endswith("and 8 more.")
    (every,) = told_with(words, {}, "en", 20)
    assert all(f"plan.xlsx!values!{row}" in every for row in (8, *range(12, 22)))
