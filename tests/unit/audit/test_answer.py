"""The answer of an audit: JSON, CSV, table rows, summary and what counts for the exit code."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from kinerja_graph.audit.answer import (
    FAIL_SEVERITIES,
    FailOn,
    FailSeverity,
    csv_text,
    exceeds,
)
from kinerja_graph.audit.finding import (
    Audit,
    ComparedWith,
    Finding,
    FindingSubject,
    Resolved,
    RuleRun,
    fingerprint,
)
from kinerja_graph.audit.wording import sentence, spoken
from kinerja_graph.library.statement import EngineInfo
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import Text

HOSTILE = '=HYPERLINK("http://x")</script>\u202e\U0001f6a6'
ONE = Finding(
    rule="detached-task",
    severity="warning",
    fingerprint="f",
    subject=FindingSubject("Task", "T;1", HOSTILE),
    other=None,
    agency="dishub",
    cut_off=None,
    message=Text(id="=satu", en="one"),
    remediation=Text(id="perbaiki", en="mend"),
    path=("T;1",),
    origin="t.csv!2",
    references=("A", "B"),
    data={"years": [2025]},
)
GONE = Resolved(
    rule="x", severity=None, fingerprint="g", subject=FindingSubject("Task", "T", None), other=None
)
AUDIT = Audit(
    dataset="kota",
    edition="1",
    engine=EngineInfo("arcadedb", "26.10"),
    rules=(
        RuleRun(id="detached-task", severity="warning", status="ran", population=2, findings=1),
        RuleRun(id="other", severity="info", status="failed", why=Text(id="rusak", en="broken")),
    ),
    findings=(ONE,),
)


def of(*findings: Finding, with_baseline: bool = False) -> Audit:
    beside = ComparedWith(edition="2025") if with_baseline else None
    return replace(AUDIT, findings=findings, compared_with=beside)


def test_json_has_the_keys_of_the_contract_in_their_order() -> None:
    answer = as_json(AUDIT, "id")
    assert list(answer) == [
        "dataset",
        "edition",
        "engine",
        "rules",
        "findings",
        "resolved",
        "summary",
        "overview",
        "compared_with",
    ]
    assert list(answer["findings"][0]) == [
        "rule",
        "severity",
        "fingerprint",
        "status",
        "subject",
        "other",
        "agency",
        "cut_off",
        "message",
        "remediation",
        "path",
        "origin",
        "source",
        "references",
        "data",
    ]
    assert answer["compared_with"] is None
    assert answer["engine"] == {"name": "arcadedb", "version": "26.10"}
    assert [rule["why"] for rule in answer["rules"]] == [None, "rusak"]
    assert answer["summary"] == {
        "error": 0,
        "warning": 1,
        "info": 0,
        "new": 1,
        "existing": 0,
        "resolved": 0,
        "waived": 0,
    }
    assert answer["resolved"] == []


def test_summary_counts_what_is_not_waived() -> None:
    error = replace(ONE, severity="error")
    audit = of(error, replace(error, status="existing"), replace(ONE, status="waived"))
    assert replace(audit, gone=(GONE,)).summary() == {
        "error": 2,
        "warning": 0,
        "info": 0,
        "new": 1,
        "existing": 1,
        "resolved": 1,
        "waived": 1,
    }


@pytest.mark.parametrize(
    ("severity", "fail_on", "expected"),
    [
        ("error", "error", True),
        ("warning", "error", False),
        ("warning", "warning", True),
        ("error", "warning", True),
        ("info", "warning", False),
        ("info", "info", True),
        ("error", "never", False),
    ],
)
def test_what_exceeds(severity: str, fail_on: FailSeverity, expected: bool) -> None:  # noqa: FBT001  # a column of the table above
    assert exceeds(of(replace(ONE, severity=severity)), FailOn(fail_on)) is expected


@pytest.mark.parametrize(
    ("status", "with_baseline", "expected"),
    [
        ("new", False, True),
        ("existing", False, True),
        ("waived", False, False),
        ("new", True, True),
        ("existing", True, False),
        ("waived", True, False),
    ],
)
def test_waived_findings_never_count_and_with_a_baseline_only_new_ones_do(
    status: str,
    with_baseline: bool,  # noqa: FBT001  # a column of the table above
    expected: bool,  # noqa: FBT001  # a column of the table above
) -> None:
    audit = of(replace(ONE, status=status), with_baseline=with_baseline)
    assert exceeds(audit, FailOn("warning")) is expected
    assert exceeds(audit, percent("0")) is expected


def percent(text: str, severity: FailSeverity = "never") -> FailOn:
    return FailOn(severity, (("detached-task", Decimal(text)),))


def test_an_empty_audit_exceeds_nothing() -> None:
    assert not any(exceeds(of(), FailOn(severity)) for severity in FAIL_SEVERITIES)
    assert not exceeds(of(), percent("0"))


@pytest.mark.parametrize(
    ("population", "findings", "text", "expected"),
    [
        (2, 1, "50", True),  # from this percentage on
        (2, 1, "50.001", False),
        (3, 1, "33.333333", True),  # not rounded: a third is more
        (3, 1, "33.333334", False),
        (30_000, 1, "0", True),
        (30_000, 1, "0.003", True),
        (2, 2, "100", True),
        (3, 2, "100", False),
        (0, 1, "100", True),
    ],
)
def test_so_many_percent_of_a_rule_are_too_many(
    population: int,
    findings: int,
    text: str,
    expected: bool,  # noqa: FBT001  # a column of the table above
) -> None:
    runs = (replace(AUDIT.rules[0], population=population), *AUDIT.rules[1:])
    audit = replace(of(*[ONE] * findings), rules=runs)
    assert exceeds(audit, percent(text)) is expected
    assert exceeds(audit, percent(text, "error")) is expected
    assert exceeds(audit, percent("100", "warning")) is True  # any one of them
    other = FailOn("never", (("other", Decimal(0)),))
    assert not exceeds(audit, other)


def test_a_finding_on_the_dataset_is_all_of_the_rule() -> None:
    whole = replace(ONE, subject=FindingSubject("Dataset", "kota", None))
    runs = (replace(AUDIT.rules[0], population=900), *AUDIT.rules[1:])
    assert exceeds(replace(of(whole), rules=runs), percent("100"))
    waived = replace(whole, status="waived")
    assert not exceeds(replace(of(waived, ONE), rules=runs), percent("1"))


def test_what_is_listed_decides_nothing() -> None:
    audit = replace(of(replace(ONE, agency="pu")), listed_agencies=("dishub",))
    assert exceeds(audit, FailOn("warning"))
    assert exceeds(audit, percent("50"))
    assert list(csv.DictReader(io.StringIO(csv_text(audit, "en")))) == []


def test_csv_runs_nothing_in_a_spreadsheet_and_reads_back() -> None:
    text = csv_text(AUDIT, "id")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["subject_id"] == "T;1"
    assert row["subject_name"] == "'" + HOSTILE
    assert row["message"] == "'=satu"
    assert json.loads(row["data"]) == {"years": [2025]}
    assert (row["other_id"], row["cut_off"], row["references"]) == ("", "", "A;B")
    assert text.endswith("\r\n")


def test_fingerprints_depend_on_rule_dataset_and_ids_alone() -> None:
    base = fingerprint("r", "d", "s", None)
    others = {
        fingerprint("q", "d", "s", None),
        fingerprint("r", "e", "s", None),
        fingerprint("r", "d", "t", None),
        fingerprint("r", "d", "s", ""),
        fingerprint("r", "d", "s", "null"),
        fingerprint("r", 'd","s', "", None),
    }
    assert len(others) == 6
    assert base not in others
    assert len(base) == 24


def test_an_answer_names_what_it_was_compared_with() -> None:
    edition, file = ComparedWith(edition="2025"), ComparedWith(baseline="k.yaml", day="2026-01-02")
    kept = ComparedWith(day="2026-01-02", by="Siti")
    audits = [replace(AUDIT, compared_with=one) for one in (edition, file, kept, ComparedWith())]
    assert [as_json(one, "id")["compared_with"] for one in audits] == [
        {"edition": "2025", "baseline": None, "date": None, "set_by": None},
        {"edition": None, "baseline": "k.yaml", "date": "2026-01-02", "set_by": None},
        {"edition": None, "baseline": None, "date": "2026-01-02", "set_by": "Siti"},
        {"edition": None, "baseline": None, "date": None, "set_by": None},
    ]
    told = [list(csv.DictReader(io.StringIO(csv_text(one, "en")))) for one in audits]
    assert [rows[0]["compared_with"] for rows in told] == [
        "edition 2025",
        "the baseline k.yaml of 2026-01-02",
        "the baseline of 2026-01-02 set by Siti",
        "the baseline",
    ]
    (row,) = csv.DictReader(io.StringIO(csv_text(AUDIT, "en")))
    assert row["compared_with"] == ""


def test_a_record_with_the_datasets_id_is_another_subject() -> None:
    dataset = fingerprint("r", "d", "d", None, is_dataset=True)
    assert dataset == "abb352a17056f09530595530"  # as it was before records were told apart
    assert fingerprint("r", "d", "d", None) != dataset
    assert fingerprint("r", "d", "d", "record") != fingerprint("r", "d", "d", None)


def test_sentences_hold_names_as_they_are_and_values_in_the_language() -> None:
    template = Text(id="{subject} {years} {share} {other}", en="{subject} {years} {share} {agency}")
    told = sentence(
        template,
        subject=FindingSubject("Task", "T", "{other} {x}"),
        other=None,
        agency=None,
        facts={"years": [2025, 2026], "share": 0.5, "language": "x", "self": "y"},
    )
    assert told.id == "«{other} {x}» (T) 2025 dan 2026 0,5 –"
    assert told.en == "«{other} {x}» (T) 2025 and 2026 0.5 –"
    endless = float("inf")
    assert [spoken(value, "id") for value in (-10_000.5, endless, -endless)] == [
        "−10.000,5",
        "∞",
        "−∞",
    ]
    assert [spoken(value, "id") for value in (True, False, 3.0, [], "x")] == [
        "ya",
        "tidak",
        "3",
        "–",
        "x",
    ]


def test_a_name_does_not_turn_the_sentence_that_names_it() -> None:
    turned = FindingSubject("Task", "T\u202e1", "\u202ekiri\u2066 ke \u2067kanan")
    said = sentence(
        Text(id="Tugas {subject}, {unit}: {other}.", en="Task {subject}, {unit}: {other}."),
        subject=turned,
        other=turned,
        agency=None,
        facts={"unit": "jam\u202d"},
    )
    assert said.id == "Tugas «kiri ke kanan» (T1), jam: «kiri ke kanan» (T1)."
    assert said.en == "Task «kiri ke kanan» (T1), jam: «kiri ke kanan» (T1)."
