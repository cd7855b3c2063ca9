"""What a report says of circles, of one cause with many breaks, and of what was counted."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import openpyxl
import pytest
from made_audits import a_finding, a_subject, an_audit

from kinerja_graph.analysis.evidence import Evidence
from kinerja_graph.analysis.targets import Targets, YearOfTargets
from kinerja_graph.audit.finding import MOST_BREAKS, Finding, FindingSubject, GroupMember
from kinerja_graph.library.describe import Described
from kinerja_graph.library.rules import load_rules
from kinerja_graph.report.answers.audit import overview_groups
from kinerja_graph.report.audit_sentences import no_agency, place_text
from kinerja_graph.report.chapters.agencies import agencies
from kinerja_graph.report.chapters.breaks import breaks, breaks_in_brief
from kinerja_graph.report.chapters.checklist import checklist
from kinerja_graph.report.chapters.findings import one_by_one
from kinerja_graph.report.chapters.summary import summary
from kinerja_graph.report.chapters.sums import targets_sentence
from kinerja_graph.report.chapters.totals import by_agency
from kinerja_graph.report.contents import compose
from kinerja_graph.report.document import (
    Block,
    Figure,
    Heading,
    Items,
    Paragraph,
    Row,
    Table,
    plain,
)
from kinerja_graph.report.report_context import ReportContext
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.report.writers.html import html
from kinerja_graph.report.writers.xlsx import xlsx
from kinerja_graph.texts import Language, Text

MADE = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="26"><desc>a</desc></svg>'
Told = Callable[[Language], ReportContext]


def a_circle(number: int = 30) -> Finding:
    return replace(a_finding("contribution-cycle", "S-1"), cut_off=number, path=("S-1", "S-2"))


def an_absence(rule: str = "missing-formula") -> Finding:
    return replace(
        a_finding(rule, agency=None),
        subject=FindingSubject("Dataset", "kota", None),
        members=tuple((f"I-{number}", None) for number in range(212)),
    )


def made_of(told: Told, *findings: Finding, language: Language = "en", **more: Any) -> ReportData:
    subject = a_subject(a_finding())
    audit = an_audit(*findings)
    return ReportData(
        subject=replace(subject, audit=audit), context=told(language), made=MADE, **more
    )


def text_of(blocks: list[Block]) -> str:
    texts: list[str] = []
    for one in blocks:
        if isinstance(one, Heading):
            texts.append(one.text)
        elif isinstance(one, Paragraph):
            texts.append(plain(one.line))
        elif isinstance(one, Items):
            texts += map(plain, one.lines)
        elif isinstance(one, Table):
            texts += [plain(line) for row in one.rows for cell in row.cells for line in cell.lines]
    return " | ".join(texts)


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_leads_into_a_circle_is_never_called_cut_off(told: Told, language: Language) -> None:
    data = made_of(told, a_circle(), language=language)
    text = text_of([*summary(data), *breaks(data)])
    into = {"id": "30 hasil dan tugas bermuara ke lingkaran ini", "en": "30 results and tasks lead"}
    assert into[language] in text
    assert not any(word in text.lower() for word in ("memutus", "terputus", "cuts off", "cut off"))


def test_a_break_is_called_cut_off_beside_a_circle(told: Told) -> None:
    data = made_of(told, a_circle(), a_finding("orphan-indicator", "I-1"))
    text = text_of(list(breaks(data)))
    assert "Cuts off 3 results and tasks below it." in text
    assert "30 results and tasks lead into this circle." in text


@pytest.mark.parametrize(
    ("with_break", "with_circle", "sentence"),
    [
        (True, False, "The chain breaks at 1 place; 1 has results"),
        (False, True, "The chain runs in a circle at 1 place; 1 has results"),
        (True, True, "The chain breaks or runs in a circle at 2 places; 2 have results"),
    ],
)
def test_only_what_there_is_is_spoken_of(
    told: Told, *, with_break: bool, with_circle: bool, sentence: str
) -> None:
    found = [a_finding("orphan-indicator", "I-1")] * with_break + [a_circle()] * with_circle
    data = made_of(told, *found)
    titles = [one.title for one in breaks_in_brief(data) if isinstance(one, Table)]
    text = " | ".join([text_of([*summary(data), *breaks(data)]), *titles]).lower()
    assert sentence.lower() in text
    assert ("circle" in text) == with_circle
    (answer, *_rest), *_groups = overview_groups(data.subject, data.context)
    assert isinstance(answer, Table)
    assert ("circle" in answer.title) == with_circle
    assert ("break" in answer.title) == with_break


def a_top(number: int, cut_off: int = 3) -> Finding:
    """One of the highest results of a plan without level 0."""
    made = a_finding("orphan-indicator", f"I-{number}")
    return replace(made, lacks_top=True, cut_off=cut_off)


CAUSE: Final = "The plan has no result of level 0"
"""What an audit puts before the remedy where it is so."""


def test_one_cause_is_said_once_with_one_picture_and_a_list(told: Told) -> None:
    found = [a_top(number) for number in range(4)]
    figure = Figure(svg=SVG, width=48, height=26, alt="a", caption="a")
    data = made_of(told, *found, chains={one.fingerprint: figure for one in found})
    mends = {**data.context.mends, "orphan-indicator": f"{CAUSE}: add the final outcome."}
    data = replace(data, context=replace(data.context, mends=mends))
    blocks = list(breaks(data))
    assert sum(isinstance(one, Figure) for one in blocks) == 1
    (table,) = [one for one in blocks if isinstance(one, Table)]
    assert len(table.rows) == 4
    assert text_of(blocks).count(CAUSE) == 1
    apart = [replace(one, lacks_top=False) for one in found]
    others = breaks(replace(made_of(told, *apart), chains=data.chains))
    assert sum(isinstance(one, Figure) for one in others) == 4


def test_all_of_one_cause_are_counted_and_no_other(told: Told) -> None:
    tops = [a_top(number) for number in range(6)] + [a_top(6, cut_off=0)]
    lower = replace(a_finding("orphan-indicator", "I-7"), cut_off=9)
    leaf = replace(a_finding("orphan-indicator", "I-8"), cut_off=0)
    data = made_of(told, *tops, lower, leaf)
    text = text_of([*breaks(data)])
    assert "The 7 highest results of the plan lead nowhere" in text
    tables = [one for one in breaks(data) if isinstance(one, Table)]
    assert len(tables[0].rows) == MOST_BREAKS
    assert "I-7" not in text_of([tables[0]])
    judged = text_of([*summary(data)])
    assert "7 of these places are the highest results" in judged
    assert "2 are below them and would be broken even with one" in judged
    assert "highest results" not in text_of([*summary(made_of(told, *tops))])
    assert "highest results" not in text_of([*summary(made_of(told, lower, leaf))])


def test_a_checklist_says_what_the_table_counts_elsewhere(told: Told) -> None:
    own = a_finding("missing-formula", "I-1", agency="dishub")
    far = replace(a_finding("missing-formula", "I-2", agency="dinkes"), concerned=("dishub",))
    data = replace(made_of(told, own, far), agencies=("dishub", "dinkes"))
    said = "1 finding is about records of another agency or of none"
    assert text_of([*checklist(data)]).count(said) == 1
    assert text_of([*agencies(data)]).count(said) == 1


def test_a_break_with_nothing_below_is_a_break(told: Told) -> None:
    alone = replace(a_finding("orphan-indicator", "I-1"), cut_off=0)
    loose = a_finding("detached-task", "T-1")
    assert "at 2 places, with no result or task below" in text_of(
        list(summary(made_of(told, alone, loose)))
    )
    assert "No chain breaks, and none runs in a circle." in text_of(
        list(summary(made_of(told, a_finding("copy-down"))))
    )


def test_links_with_too_few_years_are_no_part_of_a_share(told: Told) -> None:
    class Counted(Evidence):
        def counts(self) -> dict[Any, int]:
            return {"supports": 100, "mixed": 20, "against": 18, "too-few": 9}

    known = Evidence.__new__(Counted)
    data = made_of(told, a_finding(), evidence=known)
    assert "against 18 of 138 causal links with enough years" in text_of(list(summary(data)))


def test_the_most_often_found_are_errors_and_warnings_and_ties_are_all_named(told: Told) -> None:
    info = [a_finding("unstated-logic", f"I-{number}") for number in range(9)]
    data = made_of(told, *info, an_absence(), an_absence("missing-data-source"))
    text = text_of(list(summary(data)))
    assert "each at 212 of 212 examined" in text
    assert "Missing formula" in text
    assert "Missing data source" in text
    assert "Found most often" not in text_of(list(summary(made_of(told, *info))))


def test_findings_of_the_whole_plan_are_not_of_no_agency(told: Told) -> None:
    english = told("en")
    assert no_agency(an_audit(an_absence()), english) == "The whole plan"
    stray = a_finding("copy-down", "I-2", agency=None)
    assert no_agency(an_audit(stray), english) == "No agency"
    assert no_agency(an_audit(stray, an_absence()), english) == "The whole plan, or no agency"


def test_every_error_has_a_line_and_its_place_then_every_warning(told: Told) -> None:
    found = [
        *(a_finding("copy-down", f"I-{number}") for number in range(9)),
        replace(a_finding("orphan-indicator", "I-90"), cut_off=7),
        a_finding("orphan-indicator", "I-91"),
        a_finding("unstated-logic", "I-92"),
    ]
    (table,) = [one for one in one_by_one(made_of(told, *found)) if isinstance(one, Table)]
    rows = [[" / ".join(map(plain, cell.lines)) for cell in row.cells] for row in table.rows]
    assert [one.name for one in table.columns] == [
        "No.", "Rule", "Finding", "Agency", "Place", "How to fix",
    ]  # fmt: skip
    assert len(rows) == 11
    assert rows[0] == [
        "1", "✖ Orphan indicator", "Message on Kemacetan (I-90)", "Dinas Perhubungan",
        "indicators.csv / row 7", "Mend I-90",
    ]  # fmt: skip
    assert "(I-91)" in rows[1][2]
    assert [row[0] for row in rows] == [str(number) for number in range(1, 12)]
    assert all(row[4] == "indicators.csv / row 7" for row in rows)


def test_a_page_lists_what_paper_has_no_room_for(told: Told) -> None:
    found = [a_finding("copy-down", f"I-{number}") for number in range(200)]
    document = compose(made_of(told, *found))
    (paper, page) = (
        next(
            one
            for one in document.blocks_of(medium)
            if isinstance(one, Table) and one.anchor == "table-findings"
        )
        for medium in ("paper", "page")
    )
    assert len(page.rows) == 200
    *rows, rest = paper.rows
    assert len(rows) == 4
    assert plain(rest.cells[2].lines[0]) == "… and 196 more of the rule Copied down"
    notes = {medium: text_of([*document.blocks_of(medium)]) for medium in ("paper", "page")}
    cut = "4 of 200 errors and warnings, the weightiest of each rule (the others: in this report"
    assert cut in notes["paper"]
    assert cut not in notes["page"]
    assert "… and 196 more" not in notes["page"]
    assert html(document).decode().count("<td>Mend I-") == 200
    sheet = next(one for one in document.sheets if one.key == "findings")
    assert [(row[0], row[12]) for row in sheet.rows] == [
        (int(plain(row.cells[0].lines[0])), plain(row.cells[2].lines[0])) for row in page.rows
    ]


def cell_text(one: Row, at: int) -> str:
    return " / ".join(map(plain, one.cells[at].lines))


def test_paper_has_a_few_findings_of_every_rule_errors_before_warnings(told: Told) -> None:
    found = [
        *(a_finding("orphan-indicator", f"I-{number}") for number in range(60)),
        *(a_finding("missing-polarity", f"P-{number}") for number in range(60)),
        *(a_finding("copy-down", f"C-{number}") for number in range(60)),
        a_finding("missing-formula", "F-1"),
    ]
    (table,) = [one for one in one_by_one(made_of(told, *found)) if isinstance(one, Table)]
    rules = [cell_text(one, 1) for one in table.rows]
    assert sorted(map(rules.count, set(rules) - {""})) == [1, 4, 4, 4]
    assert [one[:1] for one in rules if one] == ["✖"] * 8 + ["▲"] * 5
    rests = [cell_text(one, 2) for one in table.rows if not cell_text(one, 0)]
    assert len(rests) == 3
    assert all(one.startswith("… and 56 more of the rule ") for one in rests)
    assert len(table.every) == len(found)


def test_rules_that_have_no_row_are_counted_below(told: Told) -> None:
    rules = [rule.id for rule in load_rules() if rule.severity == "error"]
    long = "Meningkatnya keterpaduan perencanaan " * 9
    found = [
        replace(a_finding(rule, f"{rule}-{number}"), message=Text(id=long, en=long))
        for rule in rules
        for number in range(9)
    ]
    blocks = list(one_by_one(made_of(told, *found)))
    (table,) = [one for one in blocks if isinstance(one, Table)]
    shown = [cell_text(one, 1) for one in table.rows]
    named = {one for one in shown if one}
    assert 0 < len(named) < len(rules)
    last = blocks[-1]
    assert isinstance(last, Paragraph)
    left = (len(rules) - len(named)) * 9
    assert plain(last.line).startswith(f"… and {left} more of other rules (")


def test_a_circle_is_told_with_the_places_of_all_its_links(told: Told) -> None:
    others = tuple(
        GroupMember(f"S-{row}", None, None, f"contributions.csv!{row}", None) for row in range(2, 9)
    )
    found = replace(a_circle(), group=others)
    places = [f"contributions.csv!{row}" for row in range(2, 9)]
    assert place_text(found, "en") == "; ".join(["indicators.csv!7", *places])
    (table,) = [one for one in one_by_one(made_of(told, found)) if isinstance(one, Table)]
    assert [plain(one) for one in table.rows[0].cells[4].lines] == [
        "indicators.csv", "row 7", *places,
    ]  # fmt: skip


def test_a_row_of_its_own_tells_the_line_of_the_file_where_it_differs(told: Told) -> None:
    found = [replace(a_finding("copy-down", f"I-{line}"), line=line) for line in (7, 12)]
    (table,) = [one for one in one_by_one(made_of(told, *found)) if isinstance(one, Table)]
    places = [[plain(one) for one in row.cells[4].lines] for row in table.rows]
    own = ["indicators.csv", "row 7"]
    assert places == [[*own, "(line 12 of the file)"], own]


def test_a_csv_row_is_told_with_the_line_of_the_file_where_they_differ() -> None:
    found = replace(a_finding(), line=12)
    assert place_text(found, "en") == "indicators.csv!7 (line 12 of the file)"
    assert place_text(found, "id") == "indicators.csv!7 (baris 12 pada berkas)"
    assert place_text(replace(found, line=7), "en") == "indicators.csv!7"
    assert place_text(replace(found, line=None), "en") == "indicators.csv!7"
    elsewhere = replace(found, written_in="contributions.csv!4")
    assert place_text(elsewhere, "en") == "contributions.csv!4"
    table = replace(found, origin="rencana.yaml!indicators!3")
    assert place_text(table, "en") == "rencana.yaml!indicators!3"


def test_a_value_to_be_added_is_told_with_the_row_above_it() -> None:
    lacking = replace(a_finding(), written_in="values.csv!9", belongs_below=True)
    assert place_text(lacking, "en") == "below values.csv!9"
    imported = replace(lacking, source="renstra.xlsx!Dishub!C14")
    assert place_text(imported, "en") == "renstra.xlsx!Dishub!C14 (below values.csv!9)"


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ("a.csv!1", "a.csv!1; a.csv!2; a.csv!3; a.csv!4; 1 place more"),
        ("a.csv!2", "a.csv!2; a.csv!3; a.csv!4; a.csv!5"),
    ],
)
def test_members_are_counted_once_each_whoever_shares_a_place(own: str, told: str) -> None:
    others = tuple(
        GroupMember(f"S-{row}", None, None, f"a.csv!{row}", None) for row in (2, 3, 4, 5)
    )
    found = replace(a_finding(), origin=own, source=None, group=others)
    assert place_text(found, "en") == told


def test_one_agency_more_is_a_row_and_not_the_others(told: Told) -> None:
    found = [a_finding("copy-down", f"I-{number}", agency=f"opd-{number}") for number in range(5)]
    data = made_of(told, *found, reader="pimpinan")
    names = [plain(row.cells[0].lines[0]) for row in table_of_agencies(data).rows]
    assert names == [f"opd-{number}" for number in range(5)] + ["Sum"]
    more = [*found, a_finding("copy-down", "I-9", agency="opd-9")]
    names = [
        plain(row.cells[0].lines[0])
        for row in table_of_agencies(made_of(told, *more, reader="pimpinan")).rows
    ]
    assert names[-2:] == ["The others", "Sum"]


def table_of_agencies(data: ReportData) -> Table:
    (table,) = [one for one in by_agency(data) if isinstance(one, Table)]
    return table


@pytest.mark.parametrize(
    ("gaps", "wanted"),
    [
        ([1.5], ("The target of one result is the sum of those below it. "
         "Sums that differ from their target: 1.")),
        ([1.5, None, None], ("The targets of 3 results are sums of those below them. "
         "Sums that differ from their target: 1. Sums that are unknown: 2.")),
        ([0.0, None], ("The targets of 2 results are sums of those below them. "
         "Sums that are unknown: 1.")),
    ],
)  # fmt: skip
def test_sums_of_targets_are_counted_in_sentences_without_zeros(
    told: Told, gaps: list[float | None], wanted: str
) -> None:
    def of_gap(number: int, gap: float | None) -> Targets:
        found = None if gap is None else 10.0 - gap
        year = YearOfTargets(year=2026, target=10.0, realisation=None, sum=found, gap=gap)
        return Targets(
            dataset="kota",
            edition="2026-murni",
            subject=Described(
                label="Indicator",
                id=f"I-{number}",
                name="n",
                level=1,
                origin=None,
                agencies=(),
                owners=(),
            ),
            contributors=("I-9",),
            summed=("I-9",),
            through=(),
            measures=(),
            years=(year,),
            series={},
            records={},
        )

    sums = tuple(of_gap(*one) for one in enumerate(gaps))
    assert targets_sentence(made_of(told, sums=sums, summed=len(sums))) == wanted


def test_the_first_sheet_of_a_workbook_sums_up_breaks_and_rules(told: Told) -> None:
    broken = replace(a_finding("orphan-indicator", "I-90"), cut_off=7)
    document = compose(made_of(told, broken, a_finding("copy-down", "I-1")))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(document))).worksheets[0]
    rows = [row[:5] for row in sheet.iter_rows(values_only=True)]
    assert ("Kemacetan", "I-90 · indicators.csv!7", 7, None, None) in rows
    assert ("Orphan indicator", "error · orphan-indicator", 1, 212, 7) in rows
    assert ("Copied down", "warning · copy-down", 1, 212, None) in rows


def test_a_screen_without_breaks_has_the_places_of_the_gravest_findings(told: Told) -> None:
    found = [a_finding("copy-down", f"I-{number}") for number in range(9)]
    data = made_of(told, *found, a_finding("orphan-indicator", "I-90"))
    audit = replace(
        data.subject.audit,
        findings=tuple(replace(one, cut_off=None) for one in data.subject.audit.findings),
    )
    subject = replace(data.subject, audit=audit)
    (first,), *_others = overview_groups(subject, data.context, lines=20)
    assert isinstance(first, Table)
    rows = [[plain(cell.lines[0]) for cell in row.cells] for row in first.rows]
    assert len(rows) == 3
    assert rows[0] == ["✖ Orphan indicator", "Kemacetan", "I-90", "indicators.csv!7"]
    (whole, *_rest), *_more = overview_groups(made_of(told, a_top(1)).subject, data.context)
    assert isinstance(whole, Table)
    assert "indicators.csv!7" in text_of([whole])
