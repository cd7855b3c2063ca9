"""Which findings are told by themselves: each once, and none that people have to see."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_audits import a_finding

from kinerja_graph.audit.causes import Relation, causes, pattern_of
from kinerja_graph.audit.finding import Finding, FollowUpStatus
from kinerja_graph.texts import Text


def folded(*findings: Finding) -> list[tuple[str, list[tuple[Relation, str]]]]:
    return [
        (
            f"{one.head.rule} {one.head.subject.id}",
            [(relation, f"{each.rule} {each.subject.id}") for relation, each in one.rest],
        )
        for one in causes(findings)
    ]


def gap(subject: str, rule: str = "missing-formula", said: str = "has no formula") -> Finding:
    made: Finding = a_finding(rule, subject)
    return replace(made, message=Text(id=said, en=f"«Kemacetan» ({subject}) {said}"))


def post(*held: str) -> Finding:
    made: Finding = a_finding("subordinate-off-cascade", "R1", name="Staf")
    return replace(made, stems_from=tuple((one, one) for one in held))


BREAK, OTHER = a_finding("orphan-indicator", "I-1"), a_finding("orphan-indicator", "I-2")
COPY = a_finding("copy-down", "I-2", "I-1")


@pytest.mark.parametrize(
    ("held", "is_folded"),
    [(("I-1",), True), (("I-1", "I-2"), True), (("I-1", "I-3"), False), ((), False)],
)
def test_a_post_comes_from_breaks_only_where_all_that_it_holds_is_one(
    held: tuple[str, ...], *, is_folded: bool
) -> None:
    told = folded(BREAK, OTHER, post(*held))
    followers = [("break", "subordinate-off-cascade R1")] if is_folded else []
    assert ("orphan-indicator I-1", followers) in told
    assert (("subordinate-off-cascade R1", []) in told) != is_folded


def test_a_copied_record_repeats_only_what_is_said_in_the_same_words() -> None:
    upper, same = gap("I-1"), gap("I-2")
    assert folded(COPY, upper, same) == [
        ("copy-down I-2", []),
        ("missing-formula I-1", [("copied", "missing-formula I-2")]),
    ]
    other = gap("I-2", said="has no formula that can be read")
    assert len(folded(COPY, upper, other)) == 3
    assert len(folded(upper, same)) == 2


def test_names_copied_in_a_circle_keep_one_that_is_told() -> None:
    back = a_finding("copy-down", "I-1", "I-2")
    told = folded(COPY, back, gap("I-1"), gap("I-2"))
    assert len(told) == 2
    assert sum(1 + len(rest) for _head, rest in told) == 4


def test_a_row_that_was_not_filled_is_one_row_and_a_break_in_it_is_another() -> None:
    unread = replace(a_finding("unreadable-value", "I-1"), unread=(("name", ""),))
    assert folded(BREAK, gap("I-1", "missing-measure-unit"), unread, gap("I-1"), gap("I-2")) == [
        ("orphan-indicator I-1", []),
        (
            "unreadable-value I-1",
            [("row", "missing-measure-unit I-1"), ("row", "missing-formula I-1")],
        ),
        ("missing-formula I-2", []),
    ]


def test_what_cannot_be_read_is_told_at_its_first_row_by_column_and_form() -> None:
    def unread(subject: str, row: int, heading: str, text: str) -> Finding:
        made: Finding = a_finding("unreadable-value", subject, origin=f"values.csv!{row}")
        return replace(made, unread=((heading, pattern_of(text)),))

    told = folded(
        unread("I-1", 12, "target", "8 Surat"),
        unread("I-2", 9, "target", "1 Dokumen"),
        unread("I-3", 3, "target", "n/a"),
        unread("I-4", 2, "realisation", "1 Dokumen"),
    )
    assert told == [
        ("unreadable-value I-2", [("alike", "unreadable-value I-1")]),
        ("unreadable-value I-3", []),
        ("unreadable-value I-4", []),
    ]


def test_one_contribution_is_told_once_and_another_by_itself() -> None:
    assert folded(COPY, a_finding("sideways-contribution", "I-2", "I-1"))[0][1] == [
        ("row", "sideways-contribution I-2")
    ]
    assert len(folded(COPY, a_finding("sideways-contribution", "I-2", "I-3"))) == 2


def test_contributions_from_one_level_to_one_result_of_it_are_told_once() -> None:
    rule = "sideways-contribution"
    told = folded(
        a_finding(rule, "I-1", "I-9"),
        a_finding(rule, "I-2", "I-9"),
        a_finding(rule, "I-3", "I-8"),
        a_finding(rule, "I-4", "I-9", agency="pu"),
    )
    assert told == [
        (f"{rule} I-1", [("upper", f"{rule} I-2")]),
        (f"{rule} I-3", []),
        (f"{rule} I-4", []),
    ]


def test_what_an_agency_copied_between_two_levels_is_told_once() -> None:
    def copied(subject: str, other: str, levels: tuple[int | None, int], agency: str) -> Finding:
        found: Finding = a_finding("copy-down", subject, other, agency=agency)
        return replace(found, levels=levels)

    told = folded(
        copied("I-1", "I-6", (4, 3), "pu"),
        copied("I-2", "I-7", (4, 3), "pu"),
        copied("I-3", "I-8", (3, 2), "pu"),
        copied("I-4", "I-9", (4, 3), "dishub"),
        copied("I-5", "I-9", (None, 3), "pu"),
    )
    assert told == [
        ("copy-down I-1", [("levels", "copy-down I-2")]),
        ("copy-down I-3", []),
        ("copy-down I-4", []),
        ("copy-down I-5", []),
    ]


def test_nothing_is_hidden_that_people_have_to_see() -> None:
    upper, lower = gap("I-1"), gap("I-2")
    assert len(folded(COPY, replace(upper, status="existing"), lower)) == 3
    assert len(folded(COPY, replace(upper, status="waived"), lower)) == 3
    assert len(folded(COPY, replace(upper, severity="info"), lower)) == 3
    doing = FollowUpStatus(state="open", set_by="ani", set_at="2026-12-01T00:00:00Z")
    assert len(folded(COPY, upper, replace(lower, follow_up=doing))) == 3
    assert len(folded(COPY, upper, lower)) == 2
