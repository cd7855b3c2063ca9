"""The answers of the service bear all that an audit can tell."""

from dataclasses import replace
from datetime import date

import pytest

from kinerja_api.models import Paged, model_of
from kinerja_graph.audit.baseline import Known
from kinerja_graph.audit.finding import Audit, Change, Finding, FindingSubject, RuleRun, fingerprint
from kinerja_graph.audit.history import compared, waived
from kinerja_graph.audit.waiver import Waiver
from kinerja_graph.library.rules import load_rules
from kinerja_graph.library.statement import EngineInfo
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import LANGUAGES, Language, Text

TODAY = date(2026, 6, 30)
SAID = Text(id="kalimat", en="sentence")


def finding(rule: str, subject: str, other: str | None = None) -> Finding:
    return Finding(
        rule=rule,
        severity="error",
        fingerprint=fingerprint(rule, "kota", subject, other),
        subject=FindingSubject("Indicator", subject, None),
        other=None if other is None else FindingSubject("Indicator", other, "n"),
        agency="dishub",
        cut_off=3,
        message=SAID,
        remediation=SAID,
        path=(subject,),
        origin="a.csv!2",
        references=("PermenPANRB 89/2021",),
        data={"years": [2025], "of": 2},
    )


def an_audit() -> Audit:
    """Rules that ran, failed, had nothing to look at, are off and regraded; all of a memory."""
    runs = [
        RuleRun(id=rule.id, severity=rule.severity, status="ran", population=2)
        for rule in load_rules()[:5]
    ]
    runs[1] = replace(runs[1], status="failed", why=SAID)
    runs[2] = replace(runs[2], status="not-applicable", why=SAID)
    runs[3] = replace(runs[3], changed=Change("info", off=False, reason="karena"))
    runs[4] = replace(
        runs[4], status="not-applicable", why=SAID, changed=Change("info", off=True, reason="ya")
    )
    plain = Audit(
        dataset="kota",
        edition="1",
        engine=EngineInfo("neo4j", "5"),
        rules=tuple(runs),
        findings=(finding(runs[0].id, "A", "B"), finding(runs[0].id, "C")),
        parameters={"max_indicators": 6, "leap_ratio": 2.5},
    )
    gone = Known(dataset="kota", rule=runs[0].id, subject=FindingSubject(None, "X", None))
    waivers = [
        Waiver(rule=runs[0].id, subject="C", reason="r", until=TODAY, by="b", line=1),
        Waiver(rule="tiada", subject="C", line=5),
    ]
    return waived(compared(plain, [gone]), waivers, load_rules(), today=TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_an_audit_tells_is_lost_or_refused(language: Language) -> None:
    told = as_json(an_audit(), language)
    assert told["findings"][1]["waiver"]
    assert told["resolved"]
    assert {"changed"} <= set(told["rules"][3])
    answer = model_of(Audit, base=Paged).model_validate(told)
    assert answer.model_dump(mode="json", exclude_unset=True) == told
