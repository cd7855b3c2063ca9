"""Audits made by hand, with hostile names, for the documents of an audit."""

from collections.abc import Callable

import pytest
from made_audits import HOSTILE, a_finding, a_subject

from kinerja_graph.audit.finding import Finding
from kinerja_graph.library.rules import load_rules
from kinerja_graph.report.report_context import Audited, ReportContext
from kinerja_graph.texts import Language
from kinerja_graph.workflow.reporting import report_context


@pytest.fixture
def finding() -> Callable[..., Finding]:
    return a_finding


@pytest.fixture
def subject() -> Callable[..., Audited]:
    return a_subject


@pytest.fixture
def told() -> Callable[[Language], ReportContext]:
    return lambda language: report_context(load_rules(), language)


@pytest.fixture
def hostile() -> str:
    return HOSTILE
