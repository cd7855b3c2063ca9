"""What our rules say about the traffic slide: the first golden test, on both engines."""

from collections import Counter
from pathlib import Path

from kinerja_graph.analysis.alignment import align
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.run import run
from kinerja_graph.library.rules import load_rules
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import passing

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
ON_THE_DATASET = (
    "missing-polarity",
    "missing-formula",
    "missing-data-source",
    "missing-baseline",
    "unstated-logic",
)


def audited(store: Store, settings: Settings, example: str) -> Audit:
    reading = read(EXAMPLES / example, settings=settings)
    assert reading.cascade is not None
    assert reading.problems == ()
    with passing(store, reading.cascade, settings=settings) as loaded:
        return run(store, loaded.edition, load_rules(), store.engine)


def counts(audit: Audit) -> Counter[str]:
    return Counter(finding.rule for finding in audit.findings)


def ids(audit: Audit, rule: str) -> list[str]:
    return [finding.subject.id for finding in audit.findings if finding.rule == rule]


def test_the_traffic_slide(store: Store, settings: Settings) -> None:
    audit = audited(store, settings, "traffic-slide")
    assert not audit.failed
    assert counts(audit) == {
        "unsupported-outcome": 8,
        "missing-measure-unit": 3,
        "output-at-strategic-level": 2,
        "unmeasured-objective": 1,
    } | dict.fromkeys(ON_THE_DATASET, 1)
    assert ids(audit, "missing-measure-unit") == ["IKU-03", "IKU-04", "IKU-08"]
    assert ids(audit, "output-at-strategic-level") == ["IKU-04", "IKU-08"]
    for rule in ON_THE_DATASET:
        found = next(finding for finding in audit.findings if finding.rule == rule)
        assert found.subject.label == "Dataset"
        assert found.subject.id == "salindia-lalu-lintas"
        assert found.data == {"of": 8}


def test_without_the_outcome_all_eight_are_orphans(store: Store, settings: Settings) -> None:
    audit = audited(store, settings, "traffic-slide-without-outcome")
    assert ids(audit, "orphan-indicator") == [f"IKU-0{number}" for number in range(1, 9)]


def test_the_slides_name_what_they_leave_open(store: Store, settings: Settings) -> None:
    audit = audited(store, settings, "slides")
    assert not audit.failed
    assert ids(audit, "unowned-indicator") == ["SEHAT-1", "SEHAT-2", "SEHAT-3"]
    silent = {
        "orphan-indicator",
        "orphan-objective",
        "level-skip",
        "missing-agency",
        "silo-outcome",
        "ladder-gap",
        "ladder-without-supervision",
        "task-without-performer",
        "task-without-standard",
        "detached-task",
    }
    assert not silent & set(counts(audit))


def test_four_agencies_stand_behind_the_traffic_outcome(store: Store, settings: Settings) -> None:
    reading = read(EXAMPLES / "slides", settings=settings)
    assert reading.cascade is not None
    with passing(store, reading.cascade, settings=settings) as loaded:
        answer = align(store, loaded.edition, "LALIN")
    assert [share.id for share in answer.shares] == ["dishub", "polri", "pu", "trantib"]
    assert all(share.expected for share in answer.shares)
    assert answer.missing == ()
    assert not answer.silo
