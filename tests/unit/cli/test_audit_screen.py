"""The answer of ``audit`` and ``check`` on one screen: 22 lines, none wider than the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from made_audits import HOSTILE, a_finding, a_subject, an_audit
from rich.cells import cell_len

from kinerja_graph.audit.finding import ComparedWith, Finding, FindingSubject, LinkCounts, RuleRun
from kinerja_graph.audit.waiver import Waiver, WaiverUse
from kinerja_graph.cli.formatters.drawing import draw_text
from kinerja_graph.cli.formatters.findings import (
    LINES,
    answer_parts,
    answer_parts_of_all,
    finding_parts,
)
from kinerja_graph.cli.formatters.words import next_step
from kinerja_graph.errors import KinerjaError
from kinerja_graph.library.rules import load_rules
from kinerja_graph.model.completeness import Completeness, KindShare
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.answers.audit import audit_groups
from kinerja_graph.report.report_context import Audited
from kinerja_graph.texts import Language, Text
from kinerja_graph.workflow.auditing import Broken, Everything
from kinerja_graph.workflow.reporting import report_context

STEP = next_step("Next:", "audit", "--findings")
LONG = "Meningkatnya kualitas tata kelola pemerintahan yang bersih dan melayani masyarakat " * 3
BREAKING = ("orphan-indicator", "orphan-objective")


def screen(
    subject: Audited, language: Language = "en", columns: int = 80, *beside: str
) -> list[str]:
    context = report_context(load_rules(), language)
    groups = audit_groups(subject, context, *beside, lines=LINES - 1)
    text = draw_text(*answer_parts(groups, STEP, columns), colour=False, columns=columns)
    return text.splitlines()


def every_rule(name: str = LONG) -> Iterator[Finding]:
    """Findings of 57 rules and 9 agencies, ten of them breaks."""
    rules = [rule.id for rule in load_rules() if rule.id not in {"detached-task", "idle-unit"}]
    for number, rule in enumerate(rules):
        made = a_finding(rule, f"I-{number}", agency=f"badan-{number % 9}", name=name)
        yield replace(made, cut_off=number) if rule in BREAKING else replace(made, cut_off=None)
    for number in range(10):
        made = a_finding("orphan-indicator", f"P-{number}", name=name, agency=None)
        place = f"Matriks Renstra Dinas Perhubungan 2025-2029.xlsx!T-C.27!B{number + 10}"
        yield replace(made, cut_off=1234 + number, source=place)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("columns", [40, 59, 60, 80, 110])
def test_the_fullest_answer_takes_one_screen(language: Language, columns: int) -> None:
    subject = a_subject(*every_rule())
    beside = ("3 peringatan saat membaca.",)
    lines = screen(subject, language, columns, *beside)
    assert len(lines) == 22
    assert max(map(cell_len, lines)) <= columns
    assert lines[-1] == "Next: kinerja audit --findings"
    rest = [one for one in lines if re.fullmatch(r"… (and|dan) \d+ (more|lagi)", one)]
    assert [re.sub(r"\D", "", one) for one in rest] == ["7", "53", "7"]


def test_the_lists_are_cut_where_the_contract_says() -> None:
    lines = screen(a_subject(*every_rule()))
    assert sum("cut off below" in line for line in lines) == 5
    assert lines[2].startswith("✖ 1,243 cut off below")
    rules = lines[8:16]
    assert all(
        re.match(r"[✖▲●] ", line) and re.search(r"\d+ of 212  .*\(.*\)", line) for line in rules
    )
    assert lines[16] == "… and 53 more"
    assert all(line.startswith("badan-") for line in lines[17:20])
    assert lines[20] == "… and 7 more"


def test_names_are_cut_and_ids_and_cells_are_whole() -> None:
    lines = screen(a_subject(*every_rule()))
    assert lines[2] == (
        "✖ 1,243 cut off below  Meningkatnya kual… (P-9)  …ngan 2025-2029.xlsx!T-C.27!B19"
    )
    short = a_finding("orphan-indicator", "I-1", name="Kemacetan")
    (line,) = [one for one in screen(a_subject(short)) if "cut off below" in one]
    assert line == "✖ 3 cut off below  Kemacetan (I-1)  indicators.csv!7"


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_word_of_a_verdict_is_cut_on_80_columns(language: Language) -> None:
    made = a_subject(*every_rule("n"))
    beside = ("3 peringatan saat membaca.", "Satu kalimat lagi yang cukup panjang untuk baris ini.")
    skipped = [
        replace(run, status="not-applicable") if number % 3 else run
        for number, run in enumerate(made.audit.rules)
    ]
    subject = replace(made, audit=replace(made.audit, rules=tuple(skipped)))
    first, *lines = screen(subject, language, 80, *beside)
    assert "…" not in first + lines[0]
    assert lines[0].endswith(".")


@pytest.mark.parametrize("language", ["id", "en"])
def test_ids_of_all_rules_are_whole_on_80_columns_and_titles_nearly(language: Language) -> None:
    """Where a title loses letters, at most a few, the share stands in their place."""
    for rule in load_rules():
        made = replace(
            a_finding(rule.id, name="n"),
            subject=FindingSubject("Dataset", "kota", None),
            members=tuple((f"I-{number}", None) for number in range(1234)),
            cut_off=1234 if rule.below else None,
        )
        found = a_subject(made)
        runs = tuple(replace(run, population=5678) for run in found.audit.rules)
        lines = screen(replace(found, audit=replace(found.audit, rules=runs)), language)
        (said,) = [one for one in lines if f"({rule.id})" in one]
        assert re.search(r"1[.,]234( of | dari |/)5[.,]678\b", said)
        title = rule.title.say(language)
        kept = next(at for at in range(len(title), 0, -1) if title[:at] in said)
        assert "…" not in said or "%" in said
        assert len(title) - kept <= 9


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_share_of_a_rule_is_told_in_both_languages(language: Language) -> None:
    """The longest titles of a small city used to push it out in Indonesian alone."""
    rules = ("missing-agency", "silo-outcome", "output-wording-at-strategic-level")
    found = a_subject(*(a_finding(rule, f"I-{rule}") for rule in rules))
    runs = tuple(replace(run, population=148) for run in found.audit.rules)
    lines = screen(replace(found, audit=replace(found.audit, rules=runs)), language)
    for rule in rules:
        (said,) = [one for one in lines if f"({rule})" in one]
        assert re.search(r"1 (of|dari) 148 +0[.,]68 % ", said)


SHARE = {"id": "59/60 tugas utuh", "en": "59/60 tasks whole"}
NO_SHARE = {"id": "Keutuhan tidak berlaku: ", "en": "Completeness does not apply: "}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["kota", "rencana-kinerja-" + "x" * 50, "kota-" + "x" * 110])
@pytest.mark.parametrize("compared", [None, "2025", "y" * 90])
@pytest.mark.parametrize("has_outcome", [True, False])
def test_the_share_that_is_whole_is_said_on_every_screen(
    language: Language, name: str, compared: str | None, *, has_outcome: bool
) -> None:
    made = a_subject(*every_rule())
    share = KindShare("task", 59 if has_outcome else None, 60 if has_outcome else None, 60)
    audit = replace(
        made.audit,
        dataset=name,
        completeness=Completeness(kinds=(share,)),
        compared_with=None if compared is None else ComparedWith(edition=compared),
        links=LinkCounts(stated=1, nesting=2),
    )
    beside = ("3 peringatan saat membaca.", "Satu kalimat lagi yang cukup panjang untuk baris ini.")
    lines = screen(replace(made, audit=audit), language, 80, *beside)
    assert (len(lines), max(map(cell_len, lines))) == (22, 80)
    wanted = SHARE if has_outcome else NO_SHARE
    long = {"id": "59 dari 60 tugas utuh", "en": "59 of 60 tasks are whole"}
    said = " ".join(lines[:2])
    assert wanted[language] in said or (has_outcome and long[language] in said)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("compared", ["2025", "y" * 90, "garis-dasar-2026-murni.yaml"])
@pytest.mark.parametrize("name", ["kota", "kota-" + "x" * 110])
def test_what_is_new_is_said_whatever_it_is_compared_with(
    language: Language, compared: str, name: str
) -> None:
    made = a_subject(*every_rule())
    audit = replace(
        made.audit,
        rules=tuple(run for run in made.audit.rules if run.status == "ran"),
        dataset=name,
        completeness=Completeness(kinds=(KindShare("task", 59, 60, 60),)),
        compared_with=ComparedWith(edition=compared),
    )
    lines = screen(replace(made, audit=audit), language)
    assert (len(lines), max(map(cell_len, lines))) == (22, 80)
    said = " ".join(lines[:2])
    new = len(audit.findings)
    wanted = {
        "id": f"{new} baru, 0 sudah ada, 0 selesai", "en": f"{new} new, 0 existing, 0 resolved",
    }  # fmt: skip
    assert wanted[language] in said
    assert SHARE[language] in said
    assert (f" {compared}." in said) == (compared == "2025" and name == "kota")


def test_a_number_beside_counts_is_never_an_id() -> None:
    made = [a_finding("copy-down", f"I-{number}", agency="81") for number in range(3)]
    subject = replace(a_subject(*made), agencies={"81": "Kecamatan Jangkar"})
    assert "Kecamatan Jangkar (81)  3 warnings" in screen(subject)
    nameless = replace(subject, agencies={})
    assert any(line.startswith("81") for line in screen(nameless))


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_group_stands_apart_where_there_is_room(language: Language) -> None:
    lines = screen(a_subject(), language)
    told = [bool(line) for line in lines]
    assert told == [
        True,
        True,
        False,
        True,
        False,
        True,
        True,
        True,
        False,
        True,
        True,
        False,
        True,
    ]
    counted = {"id": "4 temuan pada kota 2026-murni:", "en": "4 findings in kota 2026-murni:"}
    assert counted[language] in " ".join(lines[:2])


def test_no_findings_are_said_in_two_lines() -> None:
    subject = replace(a_subject(), audit=replace(an_audit(), rules=an_audit().rules[:3]))
    assert screen(subject) == [
        "✔ No findings in kota 2026-murni.", "3 rules ran.", "", "Next: kinerja audit --findings",
    ]  # fmt: skip


def test_a_rule_that_failed_is_said_first() -> None:
    told = " ".join(screen(a_subject())[:2])
    assert told.startswith("✖ This audit is incomplete: 1 rule failed to run. 4 findings in kota")
    runs = (RuleRun(id="idle-unit", severity="info", status="failed", why=Text(id="r", en="b")),)
    clean = replace(a_subject(), audit=replace(an_audit(), rules=runs))
    assert screen(clean)[0].startswith("✖ This audit is incomplete")


def test_what_the_verdict_rests_on_stands_in_its_second_line() -> None:
    waiver = Waiver(rule="x", subject="I", reason="r", until=date(2020, 1, 1), by="b")
    made = a_subject(*every_rule("n"))
    runs = tuple(run for run in made.audit.rules if run.status == "ran")
    audit = replace(
        made.audit,
        rules=runs,
        findings=(*made.audit.findings, replace(a_finding(subject="W"), status="waived")),
        compared_with=ComparedWith(edition="2025"),
        waivers=(WaiverUse(waiver, "expired", 1),),
        links=LinkCounts(stated=1, nesting=2),
    )
    lines = screen(replace(made, audit=audit), "en", 110, "2 warnings on reading.")
    assert lines[1].startswith(
        "71 new, 0 existing, 0 resolved since edition 2025. Waived and not counted above: 1. "
    )
    assert lines[1].endswith(".")
    assert "  " not in lines[1]
    alone = replace(audit, compared_with=None, findings=made.audit.findings)
    assert screen(replace(made, audit=alone), "en", 110, "2 warnings on reading.")[1] == (
        "1 waiver waives nothing. 2 warnings on reading. "
        "66.67 % of the contributions are only nesting. 61 rules ran."
    )


@pytest.mark.parametrize("columns", [60, 80, 110])
def test_waivers_that_waive_nothing_are_told_on_every_screen(columns: int) -> None:
    waiver = Waiver(rule="x", subject="I", reason="r", until=date(2020, 1, 1), by="b")
    made = a_subject(*every_rule("n"))
    audit = replace(
        made.audit,
        dataset="rencana-kinerja-" + "x" * 50,
        waivers=(WaiverUse(waiver, "expired", 1),) * 3,
        completeness=Completeness(kinds=(KindShare("task", 59, 59, 60),)),
    )
    told = " ".join(screen(replace(made, audit=audit), "en", columns, "2 warnings on reading.")[:2])
    assert re.search(r"3 (waivers waive nothing|idle waivers)\.", told)


def test_a_verdict_that_needs_two_lines_takes_both() -> None:
    subject = a_subject(*every_rule())
    long = replace(subject, audit=replace(subject.audit, dataset="kota-" + "x" * 70))
    lines = screen(long)
    assert (len(lines), max(map(cell_len, lines))) == (22, 80)
    assert "cut off below" in lines[2]


@pytest.mark.parametrize("columns", [40, 80])
def test_no_name_steers_the_terminal_or_breaks_a_line(columns: int) -> None:
    found = [
        replace(one, subject=FindingSubject("Indicator", HOSTILE, HOSTILE)) for one in every_rule()
    ]
    lines = screen(a_subject(*found), "id", columns)
    assert len(lines) == 22
    assert "\x1b" not in "".join(lines)
    wide = [replace(one, subject=replace(one.subject, name="績" * 99)) for one in every_rule()]
    assert max(map(cell_len, screen(a_subject(*wide), "id", columns))) <= columns


def test_what_is_all_is_told_as_all_and_nothing_else_is() -> None:
    whole = replace(
        a_finding("missing-formula"),
        subject=FindingSubject("Dataset", "kota", None),
        members=tuple((f"I-{number}", None) for number in range(30_000)),
    )
    nearly = [a_finding("copy-down", f"I-{number}") for number in range(3)]
    subject = a_subject(whole, *nearly)
    runs = tuple(
        replace(run, population={"copy-down": 3}.get(run.id, 30_000)) for run in subject.audit.rules
    )
    lines = screen(replace(subject, audit=replace(subject.audit, rules=runs)))
    told = [line.split(maxsplit=1)[1].strip() for line in lines if "%" in line]
    assert told == [
        "3 of 3  100 %  Copied down (copy-down)",
        "1 (all 30,000)  100 %  Missing formula (missing-formula)",
    ]
    runs = tuple(replace(run, population=30_001) for run in runs)
    few = screen(replace(subject, audit=replace(subject.audit, rules=runs)))
    assert any(re.search(r" 3 of 30,001 +0.01 %  Copied down", line) for line in few)


def test_findings_of_an_agency_are_listed_out_of_all() -> None:
    found = [a_finding("copy-down", f"I-{n}", agency="pu" if n else "dishub") for n in range(3)]
    audit = replace(an_audit(*found), listed_agencies=("dishub",))
    text = draw_text(
        *finding_parts(replace(a_subject(), audit=audit), load_rules(), "en"),
        colour=False,
        columns=80,
    )
    assert text.startswith("▲ 3 findings in kota 2026-murni: 3 warnings.")
    assert "Listed are those of dishub: 1 of 3." in text
    assert "3 of 212 " in text
    assert "(I-0)" in text
    assert "(I-1)" not in text


def test_all_datasets_take_one_screen_the_worst_first() -> None:
    def one(name: str, *findings: Finding) -> Audited:
        edition = replace(a_subject().edition, dataset=name)
        audit = replace(an_audit(*findings), rules=(), dataset=name)
        return Audited(audit=audit, edition=edition)

    broken = Broken(
        Edition(dataset="x", edition="1", scope="s"),
        KinerjaError(Text(id="rusak", en="broken"), mend=Text(id="m", en="m")),
    )
    outcomes = [one(f"kota-{n:02}") for n in range(40)]
    outcomes[7] = one("kota-07", a_finding("copy-down", "I"))
    outcomes[9] = one("kota-09", a_finding("orphan-indicator", "I"))
    asked: list[str] = []

    def step(edition: Edition) -> object:
        asked.append(edition.dataset)
        return STEP

    parts = answer_parts_of_all(Everything((*outcomes, broken), None), step, "en", 80)  # type: ignore[arg-type]
    lines = draw_text(*parts, colour=False, columns=80).splitlines()
    assert len(lines) == 22
    assert lines[0] == "✖ 41 datasets: 1 error, 1 warning."
    assert lines[2:6] == [
        "✖ x 1: broken",
        "✖ kota-09 2026-murni: 1 error",
        "▲ kota-07 2026-murni: 1 warning",
        "✔ kota-00 2026-murni: no findings",
    ]
    assert lines[-2:] == ["… and 23 more", "Next: kinerja audit --findings"]
    assert asked == ["kota-09"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_leads_into_a_circle_is_not_cut_off(language: Language) -> None:
    circle = replace(a_finding("contribution-cycle", "S-1"), cut_off=30)
    lines = screen(a_subject(circle), language)
    into = {"id": "✖ 30 masuk ke lingkaran  ", "en": "✖ 30 lead into the circle  "}
    assert any(line.startswith(into[language]) for line in lines)
    assert not re.search("putus|cut", " ".join(lines))


def test_the_worst_finding_of_a_rule_is_listed_first() -> None:
    found = [replace(a_finding("orphan-indicator", f"I-{n}"), cut_off=n) for n in range(9)]
    parts = finding_parts(a_subject(*found), load_rules(), "en", most=2)
    text = draw_text(*parts, colour=False, columns=80)
    assert text.index("(I-8)") < text.index("(I-7)")
    assert "(I-0)" not in text


def test_a_single_row_is_shown_and_not_counted() -> None:
    found = [a_finding("copy-down", f"I-{n}", agency=f"opd-{n}") for n in range(6)]
    lines = screen(a_subject(*found))
    assert sum(line.startswith("opd-") for line in lines) == 6
    assert not any("more" in line for line in lines)
