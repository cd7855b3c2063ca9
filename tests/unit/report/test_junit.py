"""JUnit XML, read as a CI system reads it."""

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from kinerja_graph.library.rules import load_rules
from kinerja_graph.report.junit import junit_text
from kinerja_graph.report.report_context import Audited, ReportContext
from kinerja_graph.texts import Language

MakeSubject = Callable[..., Audited]
MakeBook = Callable[[Language], ReportContext]


def read(told: ReportContext, *subjects: Audited) -> ET.Element:
    return ET.fromstring(junit_text(subjects, told))  # noqa: S314  # our own text


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_suite_a_category_and_a_case_a_rule(
    subject: MakeSubject, told: MakeBook, language: Language
) -> None:
    root = read(told(language), subject())
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites] == [
        f"kota 2026-murni: {category}"
        for category in (
            *("chain", "level", "quality", "ownership", "alignment", "people", "evidence"),
        )
    ]
    cases = root.findall("testsuite/testcase")
    assert sorted(str(case.get("name")) for case in cases) == [rule.id for rule in load_rules()]
    for name in ("tests", "failures", "errors", "skipped"):
        assert int(root.get(name, "-1")) == sum(int(suite.get(name, "-1")) for suite in suites)
    assert (root.get("tests"), root.get("failures")) == (str(len(load_rules())), "3")
    assert (root.get("errors"), root.get("skipped")) == ("1", "1")


def case(root: ET.Element, rule: str) -> ET.Element:
    return next(one for one in root.iter("testcase") if one.get("name") == rule)


def test_a_failure_a_finding(subject: MakeSubject, told: MakeBook) -> None:
    root = read(told("en"), subject())
    failures = case(root, "copy-down").findall("failure")
    assert [failure.get("type") for failure in failures] == ["warning", "warning"]
    assert failures[0].get("message") == "Message on Kemacetan (I-2)"
    assert "kerja.xlsx!Data 1!14\nI-2 > I-3\nMend I-2" in (failures[0].text or "")
    assert case(root, "detached-task").find("skipped") is not None
    error = case(root, "idle-unit").find("error")
    assert error is not None
    assert error.get("message") == "broken"
    assert len(case(root, "missing-formula")) == 0


def test_what_is_known_or_waived_is_no_failure(subject: MakeSubject, told: MakeBook) -> None:
    root = read(told("en"), subject(memory=True))
    assert case(root, "orphan-indicator").find("failure") is None
    assert case(root, "orphan-indicator").findtext("system-out") == (
        "[existing] Message on Kemacetan (I-1)"
    )
    assert len(case(root, "copy-down").findall("failure")) == 1
    assert case(root, "copy-down").findtext("system-out") == ("[waived] Message on Kemacetan (I-2)")
    assert root.get("failures") == "2"
    named = [dict(one.attrib) for one in root.iterfind("testsuite/properties/property")]
    beside = {"name": "compared_with", "value": "the baseline garis.yaml of 2026-01-02"}
    assert named == [beside] * len(root.findall("testsuite"))
    assert read(told("en"), subject()).find(".//property") is None


def test_what_xml_cannot_hold_is_replaced(subject: MakeSubject, told: MakeBook) -> None:
    message = case(read(told("en"), subject()), "copy-down").findall("failure")[1].get("message")
    assert message is not None
    assert (
        "</script><script>alert(1)</script>&\"'\ufffd\ufffd[2J\u202e\ufffd\U0001f600]]>" in message
    )
