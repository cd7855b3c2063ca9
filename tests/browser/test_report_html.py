"""A report as a page in a real browser: one request, silent, no script, readable to all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from accessibility import assert_accessible
from dialogs import dismiss
from playwright.sync_api import Browser, Route

from kinerja_graph.analysis.alignment import Alignment, Share
from kinerja_graph.audit.finding import Audit, Finding, FindingSubject, RuleRun, fingerprint
from kinerja_graph.library.describe import Described
from kinerja_graph.library.rules import load_rules
from kinerja_graph.library.statement import EngineInfo
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.contents import compose
from kinerja_graph.report.document import Document, Figure
from kinerja_graph.report.readers import ANNEXES
from kinerja_graph.report.report_context import Audited
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.report.writers.html import html
from kinerja_graph.report.writers.own_page import own_page
from kinerja_graph.report.writers.template import Template
from kinerja_graph.texts import Language, Text
from kinerja_graph.workflow.reporting import report_context

HOSTILE = "</script><img src=x onerror=alert(1)><script>alert(2)</script>{{ 7*7 }}"
OWN = (
    '{% extends "laporan.html" %}{% block letterhead %}'
    '<img src="http://example.test/a.png" alt="a"><script>alert(4)</script>{% endblock %}'
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="80">'
    '<script>alert(3)</script><image href="http://example.test/x.png"/><text y="20">a</text></svg>'
)


def a_document(language: Language) -> Document:
    rules = load_rules()
    finding = Finding(
        rule="copy-down",
        severity="warning",
        fingerprint=fingerprint("copy-down", "kota", "I-1", None),
        subject=FindingSubject("Indicator", "I-1", HOSTILE),
        other=None,
        agency="dishub",
        cut_off=4,
        message=Text(id=HOSTILE, en=HOSTILE),
        remediation=Text(id=HOSTILE, en=HOSTILE),
        path=("I-1", HOSTILE),
        origin=f"{HOSTILE}.csv!2",
        references=("PermenPANRB 89/2021",),
        data={},
    )
    runs = (
        RuleRun(id=rule.id, severity=rule.severity, status="ran", population=9) for rule in rules
    )
    audit = Audit(
        dataset="kota",
        edition="1",
        engine=EngineInfo("neo4j", "5"),
        rules=tuple(runs),
        findings=(finding,),
    )
    share = Share(
        id="dishub",
        name=HOSTILE,
        expected=True,
        results=("I-1",),
        tasks=(),
        direct=("I-1",),
        sole_support=("I-1",),
        owners=(),
        chain=("I-1", "S"),
    )
    node = Described(
        label="Objective", id="S", name=HOSTILE, level=0, origin=None, agencies=(), owners=()
    )
    outcome = Alignment(
        dataset="kota",
        edition="1",
        subject=node,
        shares=(share, replace(share, id="polri")),
        behind=("dishub",),
        missing=("polri",),
        silo=True,
        requested=(),
        rejected=(),
        pulls=(),
        records={},
        names={"I-1": HOSTILE},
    )
    figure = Figure(svg=SVG, width=600, height=80, alt=HOSTILE, caption=HOSTILE)
    return compose(
        ReportData(
            subject=Audited(
                audit=audit,
                edition=Edition(dataset="kota", edition="1", scope="s", name=HOSTILE),
                agencies={"dishub": HOSTILE},
            ),
            context=report_context(rules, language),
            made=datetime(2026, 11, 5, 9, 4, tzinfo=UTC),
            alignments=(outcome,),
            outcomes=1,
            figures={"S": (figure,)},
            annexes=tuple(ANNEXES),
        )
    )


Write = Callable[[Document], bytes]


@pytest.mark.parametrize(
    ("language", "write"),
    [
        ("id", html),
        ("en", html),
        ("en", lambda document: own_page(document, Template(Path("t.html"), OWN.encode()))),
    ],
)
def test_a_report_is_one_silent_page_without_barriers(
    language: Language, write: Write, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "laporan.html"
    path.write_bytes(write(a_document(language)))
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    requests: list[str] = []
    dialogs: list[str] = []

    def record(route: Route) -> None:
        requests.append(route.request.url)
        route.continue_() if route.request.url.startswith("file:") else route.abort()

    page.route("**/*", record)
    page.on("dialog", partial(dismiss, dialogs))
    page.goto(path.as_uri())
    assert page.get_attribute("html", "lang") == language
    assert page.locator("main img").evaluate_all("all => all.every(one => one.complete)")
    assert HOSTILE in page.inner_text("h1")
    assert page.locator("main script").count() == 0
    if write is html:
        # With the policy in force nothing may be put into the page; so the checker takes its place.
        page.close()
        page = browser.new_page(bypass_csp=True)
        page.goto(path.as_uri())
        assert_accessible(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
    assert [url.split("#")[0] for url in requests] == [path.as_uri()]
    assert dialogs == []
