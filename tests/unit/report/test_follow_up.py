"""The chapter and the sheet of follow-ups: for each reader, with hostile text, cut where long."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kinerja_graph.audit.finding import Finding, FollowUp, FollowUpStatus
from kinerja_graph.audit.follow_up import followed_up, new_follow_up
from kinerja_graph.report.chapters.follow_up import MOST, follow_up, overdue_follow_ups
from kinerja_graph.report.contents import compose
from kinerja_graph.report.document import Block, Heading, Paragraph, Table, plain
from kinerja_graph.report.report_context import Audited, ReportContext
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.texts import Language

TODAY = date(2026, 6, 30)
Told = Callable[[Language], ReportContext]


def entered(finding: Finding, hostile: str, due: date | None) -> FollowUp:
    status = FollowUpStatus(
        state="done", person=hostile, due=due, note=hostile, set_by="s", set_at="2026-06-01"
    )
    return new_follow_up(
        "kota", finding, status, found_in="1", found_at="2026-05-01", found_scope="s"
    )


@pytest.fixture
def data(
    subject: Callable[..., Audited], finding: Callable[..., Finding], told: Told, hostile: str
) -> ReportData:
    """Follow-ups of 20 findings, 15 of them overdue and one of each of them gone."""
    found = [finding(subject=f"I-{number:02}") for number in range(20)]
    follow_ups = [
        entered(one, hostile, date(2026, 1, 1) if number < 15 else None)
        for number, one in enumerate(found)
    ]
    made = subject(*found[:-1])
    audit = followed_up(made.audit, follow_ups, today=TODAY, is_later=lambda _: True)
    return ReportData(
        subject=replace(made, audit=audit),
        context=told("id"),
        made=datetime(2026, 6, 30, tzinfo=UTC),
    )


def rows_of(blocks: list[Block]) -> dict[str, int]:
    return {one.title: len(one.rows) for one in blocks if isinstance(one, Table)}


def test_the_chapter_counts_all_and_lists_the_overdue_first(data: ReportData) -> None:
    blocks = list(follow_up(data))
    assert isinstance(blocks[0], Heading)
    assert blocks[0].text == "Tindak lanjut temuan"
    assert rows_of(blocks) == {
        "Tindak lanjut menurut status": 6,
        "Lewat tenggat": MOST["inspektur"],
        "Belum lewat tenggat": 4,
        "Hilang dari audit": 1,
    }
    notes = [plain(one.line) for one in blocks if isinstance(one, Paragraph)]
    assert "15 di antaranya lewat tenggat" in notes[0]
    assert notes[-1] == "dan 11 tindak lanjut lagi; semuanya ada pada laporan XLSX."


def test_other_readers_are_given_less(data: ReportData) -> None:
    assert rows_of(list(overdue_follow_ups(data))) == {"Lewat tenggat": MOST["pimpinan"]}
    checklist = replace(data, reader="opd", agencies=("dishub",))
    assert "Tindak lanjut menurut status" not in rows_of(list(follow_up(checklist)))
    assert not list(follow_up(replace(checklist, agencies=("pu",))))


def test_a_plan_without_follow_ups_has_neither_chapter_nor_sheet(data: ReportData) -> None:
    audit = replace(data.subject.audit, follow_ups=())
    plain_data = replace(data, subject=replace(data.subject, audit=audit))
    assert not list(follow_up(plain_data))
    assert not list(overdue_follow_ups(plain_data))
    assert "follow_up" not in {one.key for one in compose(plain_data).sheets}


def test_the_sheet_has_all_of_them(data: ReportData, hostile: str) -> None:
    (sheet,) = [one for one in compose(data).sheets if one.key == "follow_up"]
    assert len(sheet.rows) == 20
    assert hostile in sheet.rows[0]
