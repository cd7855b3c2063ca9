"""SARIF, held to the schema of OASIS."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kinerja_graph.audit.finding import Finding
from kinerja_graph.library.rules import load_rules
from kinerja_graph.model.origin import Place, place_of
from kinerja_graph.report.report_context import Audited, ReportContext
from kinerja_graph.report.sarif import FINGERPRINT, sarif_text
from kinerja_graph.texts import Language

SCHEMA = json.loads(
    (Path(__file__).parent / "schemas" / "sarif-schema-2.1.0.json").read_text("utf-8")
)
MakeSubject = Callable[..., Audited]
MakeFinding = Callable[..., Finding]
MakeBook = Callable[[Language], ReportContext]


def log(told: ReportContext, *subjects: Audited) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(sarif_text(subjects, told))
    jsonschema.Draft4Validator(SCHEMA).validate(answer)
    return answer


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("memory", [False, True])
def test_every_log_is_valid(
    subject: MakeSubject,
    told: MakeBook,
    language: Language,
    memory: bool,  # noqa: FBT001  # a column of the table above
) -> None:
    answer = log(told(language), subject(memory=memory))
    (run,) = answer["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [
        rule.id for rule in load_rules()
    ]
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert list(result["partialFingerprints"]) == [FINGERPRINT]


def test_the_schema_refuses_what_is_no_sarif(subject: MakeSubject, told: MakeBook) -> None:
    answer = log(told("en"), subject())
    answer["runs"][0]["results"][0]["level"] = "info"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate(answer)


def test_results_point_into_the_input(subject: MakeSubject, told: MakeBook) -> None:
    (run,) = log(told("en"), subject(folder="plans/2026 murni/"))["runs"]
    physical = {
        result["locations"][0]["logicalLocations"][0]["name"]: result["locations"][0].get(
            "physicalLocation"
        )
        for result in run["results"]
    }
    assert physical == {
        "I-1": {
            "artifactLocation": {"uri": "plans/2026%20murni/indicators.csv"},
            "region": {"startLine": 9},
        },
        "I-2": {"artifactLocation": {"uri": "plans/2026%20murni/kerja.xlsx"}},
        "I-4": {
            "artifactLocation": {"uri": "plans/2026%20murni/rencana.yaml"},
            "region": {"startLine": 12},
        },
        "I-5": None,
    }
    rows = [
        place["name"]
        for result in run["results"]
        for place in result["locations"][0]["logicalLocations"]
        if place["kind"] == "row"
    ]
    assert rows == ["Data 1!14", "indicators!3"]


@pytest.mark.parametrize("origin", ["indicators.csv!7", "rencana.json!indicators!7", "p.json!7"])
def test_no_row_stands_in_the_place_of_a_line_that_nobody_knows(
    subject: MakeSubject, finding: MakeFinding, told: MakeBook, origin: str
) -> None:
    (run,) = log(told("en"), subject(finding(origin=origin)))["runs"]
    (location,) = run["results"][0]["locations"]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"][1]["name"] == origin.partition("!")[2]


def test_what_was_imported_stands_at_the_planner_s_own_cell(
    subject: MakeSubject, finding: MakeFinding, told: MakeBook
) -> None:
    found = replace(finding(), source="renstra 2026.xlsx!T-C.27!B46", line=9)
    (run,) = log(told("en"), subject(found, folder="kota/"))["runs"]
    (result,) = run["results"]
    (own,), (read,) = result["locations"], result["relatedLocations"]
    assert own["physicalLocation"] == {"artifactLocation": {"uri": "kota/renstra%202026.xlsx"}}
    assert [(one["name"], one["kind"]) for one in own["logicalLocations"]] == [
        ("I-1", "Indicator"),
        ("T-C.27!B46", "cell"),
    ]
    assert read["physicalLocation"] == {
        "artifactLocation": {"uri": "kota/indicators.csv"},
        "region": {"startLine": 9},
    }


def test_levels_follow_severities(subject: MakeSubject, told: MakeBook) -> None:
    (run,) = log(told("en"), subject())["runs"]
    assert [(result["ruleId"], result["level"]) for result in run["results"]] == [
        ("orphan-indicator", "error"),
        ("copy-down", "warning"),
        ("copy-down", "warning"),
        ("unstated-logic", "note"),
    ]


def test_memory_is_told_as_states_and_suppressions(subject: MakeSubject, told: MakeBook) -> None:
    (run,) = log(told("en"), subject(memory=True))["runs"]
    assert [result["baselineState"] for result in run["results"]] == [
        "unchanged", "unchanged", "new", "new", "absent",
    ]  # fmt: skip
    suppressed = [result for result in run["results"] if "suppressions" in result]
    assert [result["suppressions"] for result in suppressed] == [
        [
            {
                "kind": "external",
                "status": "accepted",
                "justification": "Turunan wajib (by Bappeda, until 2027-01-31)",
            }
        ]
    ]
    assert run["properties"]["comparedWith"] == {
        "edition": None, "baseline": "garis.yaml", "date": "2026-01-02", "set_by": None,
    }  # fmt: skip
    (plain,) = log(told("en"), subject())["runs"]
    assert "baselineState" not in plain["results"][0]
    assert plain["properties"]["comparedWith"] is None


def test_rules_that_failed_or_did_not_apply_are_notified(
    subject: MakeSubject, told: MakeBook
) -> None:
    (run,) = log(told("en"), subject())["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    notices = invocation["toolExecutionNotifications"]
    assert [(one["associatedRule"]["id"], one["level"]) for one in notices] == [
        ("detached-task", "note"),
        ("idle-unit", "error"),
    ]


def test_every_audit_is_a_run(subject: MakeSubject, told: MakeBook) -> None:
    assert len(log(told("id"), subject(), subject(memory=True))["runs"]) == 2
    assert log(told("id"))["runs"] == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("indicators.csv!14", Place("indicators.csv", None, "14")),
        ("a!b.csv!14", Place("a!b.csv", None, "14")),
        ("p.xlsx!Data!1!14", Place("p.xlsx", "Data!1", "14")),
        ("P.XLSX!s!1", Place("P.XLSX", "s", "1")),
        ("plan.json!3", Place("plan.json", None, "3")),
        ("plan.yml!Unit Kerja!3", Place("plan.yml", "Unit Kerja", "3")),
        ("renstra.xlsx!T-C.27!B46:C48", Place("renstra.xlsx", "T-C.27", "B46:C48")),
        ("matriks.csv!AB7", Place("matriks.csv", None, "AB7")),
        ("lampiran.ods!Tabel.A!B4", Place("lampiran.ods", "Tabel.A", "B4")),
        (None, None),
        ("", None),
        ("indicators.csv", None),
        ("indicators.csv!0", None),
        ("p.xlsx!!14", None),
        (".csv!14", None),
        ("Bappeda", None),
        ("Bappeda!14", None),
        ("Perda No.5!3", None),
        ("https://kota.go.id/renstra#14", None),
    ],
)
def test_places_are_taken_apart(text: str | None, place: Place | None) -> None:
    assert place_of(text) == place


def test_a_long_source_is_looked_at_once() -> None:
    """A pattern that goes back for every sign takes seconds for such a cell."""
    for text in ("a.b!" * 8000 + "3", "a" * 32_000 + "!3", "." * 32_000 + "!3"):
        assert place_of(text) is None or text.startswith("a.b!")
