"""The page of an audit in a real browser: silent, offline, filtered by keys, fast."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from dialogs import dismiss
from playwright.sync_api import Browser, Page, Route

from kinerja_graph.audit.finding import (
    Audit,
    ComparedWith,
    Finding,
    FindingSubject,
    RuleRun,
    fingerprint,
)
from kinerja_graph.library.rules import Severity, load_rules
from kinerja_graph.library.statement import EngineInfo
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.page import audit_page
from kinerja_graph.report.report_context import Audited
from kinerja_graph.texts import Language, Text
from kinerja_graph.workflow.reporting import report_context

HOSTILE = "</script><img src=x onerror=alert(1)><script>alert(2)</script>{{ 7*7 }}"
RULES = ("copy-down", "missing-formula", "orphan-indicator", "unstated-logic")
AGENCIES = ("dinkes", "dishub", "satpolpp", None)


@dataclass
class Sight:
    """An open page, and what it asked for and said."""

    page: Page
    requests: list[str] = field(default_factory=list[str])
    said: list[str] = field(default_factory=list[str])

    def shown(self) -> int:
        return self.page.locator("section.rule li:visible").count()


Look = Callable[..., Sight]


def findings(number: int) -> tuple[Finding, ...]:
    severities = {rule.id: rule.severity for rule in load_rules()}
    made: list[Finding] = []
    for at in range(number):
        rule, name = RULES[at % len(RULES)], f"IKU-{at:05}"
        message = f"Indikator «Persentase layanan {at} {HOSTILE}» ({name}) tidak berinduk"
        made.append(
            Finding(
                rule=rule,
                severity=cast("Severity", severities[rule]),
                fingerprint=fingerprint(rule, "kota", name, None),
                subject=FindingSubject("Indicator", name, "n"),
                other=None,
                agency=AGENCIES[at // len(RULES) % len(AGENCIES)],
                cut_off=None,
                message=Text(id=message, en=message),
                remediation=Text(id=f"Lengkapi {name} di tabelnya. " * 3, en=f"Mend {name}. " * 3),
                path=(name,),
                origin=f"indicators.csv!{at + 2}",
                references=("PermenPANRB 89/2021",),
                data={},
                status="existing" if at % 5 == 0 else "new",
            )
        )
    return tuple(sorted(made, key=lambda one: one.sort_key))


def an_audit(number: int) -> Audit:
    found = findings(number)
    runs = tuple(
        RuleRun(
            id=rule.id,
            severity=rule.severity,
            status="ran",
            population=number,
            findings=sum(one.rule == rule.id for one in found),
        )
        for rule in load_rules()
    )
    return Audit(
        dataset="kota", edition="1", engine=EngineInfo("neo4j", "5"), rules=runs, findings=found
    )


@pytest.fixture
def look(browser: Browser, tmp_path: Path) -> Generator[Look]:
    """Opens the page of so many findings; it must ask for itself alone, and be silent."""
    sights: list[Sight] = []

    def opened(number: int = 40, *, language: Language = "id", script: bool = True) -> Sight:
        edition = Edition(dataset="kota", edition="1", scope="s", name=f"Kota {HOSTILE}")
        agencies = {"dishub": "Dinas Perhubungan"}
        subject = Audited(
            audit=replace(an_audit(number), compared_with=ComparedWith(edition="2025")),
            edition=edition,
            agencies=agencies,
        )
        text = audit_page(
            subject, report_context(load_rules(), language), made=datetime(2026, 1, 1, tzinfo=UTC)
        )
        path = tmp_path / f"audit {len(sights)}.html"
        path.write_bytes(text.encode())
        page = browser.new_context(java_script_enabled=script).new_page()
        sight = Sight(page)
        sights.append(sight)

        def record(route: Route) -> None:
            sight.requests.append(route.request.url)
            if route.request.url.startswith("file:"):
                route.continue_()
            else:
                route.abort()

        page.route("**/*", record)
        page.on("console", lambda message: sight.said.append(message.text))
        page.on("pageerror", lambda error: sight.said.append(str(error)))
        page.on("dialog", partial(dismiss, sight.said))
        page.goto(path.as_uri())
        return sight

    yield opened
    for sight in sights:
        assert len(sight.requests) == 1
        assert sight.said == []
        sight.page.context.close()


def test_filters_work_and_say_what_is_shown(look: Look) -> None:
    sight = look(40)
    assert sight.shown() == 40
    sight.page.select_option("[name=rule]", "copy-down")
    assert sight.shown() == 10
    assert sight.page.inner_text("#shown") == "10 dari 40 temuan ditampilkan"
    assert sight.page.locator("section.rule:visible").count() == 1
    sight.page.select_option("[name=agency]", "=dishub")
    assert sight.shown() == 3
    sight.page.select_option("[name=agency]", "-")
    assert sight.shown() == 2
    sight.page.click("#filter button")
    sight.page.wait_for_function("() => document.getElementById('shown').textContent === ''")
    assert sight.shown() == 40
    sight.page.select_option("[name=severity]", "error")
    assert sight.shown() == 10
    sight.page.select_option("[name=severity]", "")
    sight.page.select_option("[name=status]", "existing")
    assert sight.shown() == 8
    sight.page.select_option("[name=status]", "")
    sight.page.fill("[name=text]", "iku-00007 LENGKAPI")
    assert sight.shown() == 1


def test_all_of_it_is_reached_by_keys(look: Look) -> None:
    sight = look(8, language="en")
    sight.page.keyboard.press("Tab")
    assert sight.page.evaluate("document.activeElement.className") == "skip"
    sight.page.keyboard.press("Enter")
    assert sight.page.evaluate("document.activeElement.id") == "findings"
    names: list[str] = []
    for _ in range(6):
        sight.page.keyboard.press("Tab")
        names.append(
            sight.page.evaluate("document.activeElement.name || document.activeElement.type")
        )
    assert names == ["agency", "severity", "rule", "status", "text", "reset"]


def test_it_is_read_whole_without_script(look: Look) -> None:
    sight = look(12, script=False)
    assert sight.shown() == 12
    assert not sight.page.is_visible("#filter")
    assert sight.page.inner_text("h1").startswith("Kota </script>")


def test_a_screen_reader_finds_names_and_landmarks(look: Look) -> None:
    sight = look(8, language="en")
    page = sight.page
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("heading", level=1).count() == 1
    for name in ("Verdict", "Findings by agency", "Findings", "All rules and what they found"):
        assert page.get_by_role("region", name=name, exact=True).count() == 1
    for label in ("Agency", "Severity", "Rule", "Status"):
        assert page.get_by_role("combobox", name=label, exact=True).count() == 1
    assert page.get_by_role("list").count() >= 4
    assert page.get_by_role("status").count() == 1


def test_a_print_has_all_of_it_and_no_form(look: Look) -> None:
    sight = look(8)
    sight.page.emulate_media(media="print")
    assert not sight.page.is_visible("#filter")
    assert sight.shown() == 8
    assert sight.page.is_visible("#sign")


def test_five_thousand_findings_open_at_once(look: Look) -> None:
    """Counted, not timed: what is out of sight is not laid out, however much of it there is."""
    sight = look(5000)
    browser = sight.page.context.new_cdp_session(sight.page)
    browser.send("Performance.enable")

    def laid_out() -> int:
        sight.page.evaluate("document.body.offsetHeight")
        metrics = browser.send("Performance.getMetrics")["metrics"]
        return next(int(one["value"]) for one in metrics if one["name"] == "LayoutObjects")

    on_screen = laid_out()
    sight.page.emulate_media(media="print")
    printed = laid_out()
    assert on_screen * 3 < printed
