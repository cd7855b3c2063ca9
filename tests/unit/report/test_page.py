"""The page of an audit, as text; ``tests/browser`` opens it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise

import pytest

from kinerja_graph.audit.evidence import read_sheet, sheet_evidence
from kinerja_graph.audit.finding import Change, Finding, FindingSubject, RuleRun
from kinerja_graph.cli.formatters.drawing import draw_text
from kinerja_graph.cli.formatters.evidence import evidence_parts
from kinerja_graph.cli.formatters.findings import decisions, finding_parts
from kinerja_graph.library.rules import load_rules
from kinerja_graph.report.page import audit_page
from kinerja_graph.report.report_context import Audited, ReportContext
from kinerja_graph.report.words import WORDS
from kinerja_graph.texts import Language

MADE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
MakeSubject = Callable[..., Audited]
MakeBook = Callable[[Language], ReportContext]
LANGUAGES = ("id", "en")


class Outline(HTMLParser):
    """What a page holds: tags in order, ids, links inside, the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.labelled: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.open.append(tag)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        if given.get("aria-labelledby"):
            self.labelled.append(str(given["aria-labelledby"]))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style", "title"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_verdict_comes_first(subject: MakeSubject, told: MakeBook, language: Language) -> None:
    about = subject()
    text = Outline(audit_page(about, told(language), made=MADE)).text
    plan = f"{about.audit.dataset} {about.audit.edition}"
    verdict = {
        "id": f"Audit ini tidak lengkap: 1 aturan gagal dijalankan. ✖ 4 temuan pada {plan}: "
        "1 galat, 2 peringatan, 1 info",
        "en": f"This audit is incomplete: 1 rule failed to run. ✖ 4 findings in {plan}: "
        "1 error, 2 warnings, 1 info",
    }[language]
    assert 0 < text.index(verdict) < text.index("I-1")
    count = len(load_rules())
    rules = {
        "id": f"{count} aturan: {count - 2} dijalankan, {count - 5} di antaranya tanpa temuan; "
        "1 tidak berlaku di sini; 1 gagal.",
        "en": f"{count} rules: {count - 2} ran, {count - 5} of them without findings; "
        "1 does not apply here; 1 failed.",
    }[language]
    assert rules in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_is_told_whole(
    subject: MakeSubject, told: MakeBook, language: Language
) -> None:
    made = subject(memory=True)
    book = told(language)
    text = Outline(audit_page(made, book, made=MADE)).text
    for finding in made.audit.findings:
        rule = book.by_id[finding.rule]
        sentences = [
            *(rule.title, rule.what, rule.why, *(source.about for source in rule.sources)),
            finding.remediation,
        ]
        for sentence in sentences:
            assert " ".join(sentence.say(language).split()) in text
        assert f"{WORDS['path'].say(language)}: {' → '.join(finding.path)}" in text
        assert (finding.origin or "") in text
        assert f"{WORDS['status'].say(language)}: " in text
        assert finding.fingerprint in text
        for reference in finding.references:
            assert reference in text
    assert {"id": "1 dari 212 indikator", "en": "1 of 212 indicators"}[language] in text
    assert "Dinas Perhubungan (dishub)" in text
    assert {"id": "dikecualikan : Turunan wajib", "en": "waived : Turunan wajib"}[language].replace(
        " :", ":"
    ) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_decisions_about_rules_are_worded_as_on_the_terminal(
    subject: MakeSubject, told: MakeBook, language: Language
) -> None:
    made = subject()
    regraded, off, *others = made.audit.rules
    runs = (
        replace(regraded, severity="info", changed=Change("error", off=False, reason="pusat")),
        RuleRun(
            id=off.id,
            severity=off.severity,
            status="not-applicable",
            changed=Change(off.severity, off=True, reason="belum"),
        ),
    )
    audit = replace(made.audit, rules=(*runs, *others))
    page = Outline(audit_page(replace(made, audit=audit), told(language), made=MADE)).text
    said = {
        "id": ["Tingkat info, bukan galat: pusat", "Dimatikan: belum"],
        "en": ["Severity info instead of error: pusat", "Switched off: belum"],
    }[language]
    on_terminal = list(decisions(audit, language))
    assert on_terminal == [f"{run.id} · {one}" for run, one in zip(runs, said, strict=True)]
    assert [page.count(one) for one in said] == [1, 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_that_did_not_run_are_worded_as_on_the_page(
    subject: MakeSubject, language: Language
) -> None:
    audit = subject().audit
    failed, skipped = (WORDS[f"run.{one}"].say(language) for one in ("failed", "not-applicable"))
    broken, no_task = {"id": ("rusak", "tanpa tugas"), "en": ("broken", "no task")}[language]
    findings = draw_text(
        *finding_parts(subject(), load_rules(), language), colour=False, columns=200
    )
    assert f"✖ idle-unit · {failed}: {broken}" in findings
    evidence = sheet_evidence(audit, read_sheet())
    criteria = draw_text(*evidence_parts(audit, evidence, language), colour=False, columns=200)
    assert f"– idle-unit: {failed}: {broken}" in criteria
    assert f"– detached-task: {skipped}: {no_task}" in criteria


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_that_is_off_says_so_once_beside_a_criterion(
    subject: MakeSubject, language: Language
) -> None:
    audit = subject().audit
    off = [
        RuleRun(
            id=rule.id,
            severity=rule.severity,
            status="not-applicable",
            changed=Change(rule.severity, off=True, reason=f"belum {rule.id}"),
        )
        for rule in load_rules()
    ]
    runs = tuple(replace(run, why=run.decision) for run in off)
    audit = replace(audit, rules=runs, findings=())
    parts = evidence_parts(audit, sheet_evidence(audit, read_sheet()), language)
    criteria = draw_text(*parts, colour=False, columns=200)
    said = {"id": "Dimatikan: belum", "en": "Switched off: belum"}[language]
    for criterion in (one for part in read_sheet().components for one in part.criteria):
        for name in criterion.rules:
            assert f"– {name}: {said} {name}" in criteria


def test_what_everything_lacks_counts_all(
    subject: MakeSubject, told: MakeBook, finding: Callable[..., Finding]
) -> None:
    whole = replace(
        finding("missing-formula", "kota", origin=None),
        subject=FindingSubject("Dataset", "kota", None),
        members=tuple((f"IKU-{number}", None) for number in range(212)),
    )
    text = Outline(audit_page(subject(whole), told("en"), made=MADE)).text
    assert "212 of 212 indicators" in text


@pytest.mark.parametrize(("number", "said"), [(1, "1 group among"), (2, "2 groups among")])
def test_groups_are_not_counted_as_their_members(
    subject: MakeSubject,
    told: MakeBook,
    finding: Callable[..., Finding],
    number: int,
    said: str,
) -> None:
    found = [finding("contribution-cycle", f"I-{one}") for one in range(number)]
    text = Outline(audit_page(subject(*found), told("en"), made=MADE)).text
    assert f"{said} 212 results (objectives and indicators)" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_rules_are_listed_with_what_became_of_them(
    subject: MakeSubject, told: MakeBook, language: Language
) -> None:
    made = subject()
    text = Outline(audit_page(made, told(language), made=MADE)).text
    listed = text[text.index(WORDS["rules"].say(language)) :]
    for rule in load_rules():
        assert rule.title.say(language) in listed
    assert {"id": "tidak berlaku tanpa tugas", "en": "does not apply no task"}[language] in listed
    assert {"id": "gagal rusak", "en": "failed broken"}[language] in listed


def test_memory_is_told(subject: MakeSubject, told: MakeBook) -> None:
    text = Outline(audit_page(subject(memory=True), told("en"), made=MADE)).text
    assert (
        "Compared with the baseline garis.yaml of 2026-01-02: 2 new, 1 existing, 1 resolved."
        in text
    )
    assert "Waived and not counted above: 1." in text
    assert "Dulu I-9" in text
    assert "in force (1)" in text
    assert "expired" in text


def test_names_are_text_and_nothing_else(
    subject: MakeSubject, told: MakeBook, hostile: str
) -> None:
    page = audit_page(subject(memory=True), told("id"), made=MADE)
    outline = Outline(page)
    assert outline.tags.count("script") == outline.tags.count("style") == 1
    shown = hostile.replace("\ud800", "\ufffd")
    assert " ".join(shown.split()) in outline.text
    page.encode("utf-8")


def test_the_page_asks_for_nothing(subject: MakeSubject, told: MakeBook) -> None:
    page = audit_page(subject(), told("id"), made=MADE)
    assert "default-src &#39;none&#39;" in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "http" not in re.sub(r"http-equiv", "", page)


def test_headings_and_links_lead_somewhere(subject: MakeSubject, told: MakeBook) -> None:
    outline = Outline(audit_page(subject(memory=True), told("id"), made=MADE))
    assert len(outline.ids) == len(set(outline.ids))
    assert {link.removeprefix("#") for link in outline.links} <= set(outline.ids)
    assert set(outline.labelled) <= set(outline.ids)
    levels = [int(tag[1]) for tag in outline.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_an_audit_gives_the_same_page_again(subject: MakeSubject, told: MakeBook) -> None:
    pages = {audit_page(subject(memory=True), told("id"), made=MADE) for _ in range(2)}
    assert len(pages) == 1


def test_every_word_is_used() -> None:
    folder = resources.files("kinerja_graph.report")
    assets = [place for place in (folder / "assets").iterdir() if place.name.endswith(".jinja")]
    modules = [folder / name for name in ("page.py", "audit_sentences.py", "overview.py")]
    text = "".join(place.read_text("utf-8") for place in [*assets, *modules])
    families = (
        "rules.",
        "severity.",
        "plural.",
        "status.",
        "waiver.",
        "run.",
        "category.",
        "incomplete",
    )
    facts = ("dataset", "edition", "years", "as_of", "loaded", "digest", "rules_digest", "made")
    for key in WORDS:
        assert (
            key.startswith(families) or key in facts or f'"{key}"' in text or f"'{key}'" in text
        ), key
