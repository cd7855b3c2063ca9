"""What our rules say about the traffic slide: the first golden test, on both engines."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from kinerja_graph.analysis.alignment import align
from kinerja_graph.analysis.individual_reading import individual
from kinerja_graph.analysis.lineage import trace
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.run import run
from kinerja_graph.library.rules import load_rules
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot

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
    with temporary_snapshot(store, reading.cascade, settings=settings) as loaded:
        return run(store, loaded.edition, load_rules(), store.engine)


def counts(audit: Audit) -> Counter[str]:
    return Counter(finding.rule for finding in audit.findings)


def ids(audit: Audit, rule: str) -> list[str]:
    return [finding.subject.id for finding in audit.findings if finding.rule == rule]


@pytest.mark.parametrize(("example", "findings"), [("slides", 38), ("city/2026-murni", 34)])
def test_what_forms_need_changes_no_finding_where_nobody_states_it(
    store: Store, settings: Settings, example: str, findings: int
) -> None:
    audit = audited(store, settings, example)
    assert len(audit.findings) == findings
    for rule in (
        "outcome-without-csf",
        "missing-definition",
        "period-target-disagrees",
        "programme-without-result",
        "document-disagrees",
        "document-outside-cascade",
        "only-in-one-document",
        "ambiguous-match",
    ):
        (run_of_rule,) = (each for each in audit.rules if each.id == rule)
        assert run_of_rule.status == "not-applicable"


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
    with temporary_snapshot(store, reading.cascade, settings=settings) as loaded:
        answer = align(store, loaded.edition, "LALIN")
    assert [share.id for share in answer.shares] == ["dishub", "polri", "pu", "trantib"]
    assert all(share.expected for share in answer.shares)
    assert answer.missing == ()
    assert not answer.silo


def test_the_pad_slide_is_a_cascade_of_two_rungs(store: Store, settings: Settings) -> None:
    reading = read(EXAMPLES / "slides", settings=settings)
    assert reading.cascade is not None
    with temporary_snapshot(store, reading.cascade, settings=settings) as loaded:
        answer = trace(store, loaded.edition, "PAD-2")
    assert [(node.record.id, node.record.level, node.record.owners) for node in answer.nodes] == [
        ("PAD-1", 0, ("pemda",)),
        ("PAD-2", 1, ("satker",)),
    ]
    assert [(edge.source, edge.target) for edge in answer.edges] == [("PAD-2", "PAD-1")]
    assert (answer.roots, answer.breaks) == (("PAD-1",), ())


def test_posts_on_both_ladders_cascade_their_iku(store: Store, settings: Settings) -> None:
    """A star without supervision, a chain with it: each post by one indicator of its own."""
    chains = {
        "KABIRO": ["IKU-KABIRO", "IK-PEMDA"],
        "JFT-1": ["IKU-JFT-1", "IKU-KABIRO", "IK-PEMDA"],
        "JFT-2": ["IKU-JFT-2", "IKU-KABIRO", "IK-PEMDA"],
        "DALNIS": ["IKU-DALNIS", "IK-INSPEKTORAT", "IK-PEMDA"],
        "KATIM": ["IKU-KATIM", "IKU-DALNIS", "IK-INSPEKTORAT", "IK-PEMDA"],
        "ANGGOTA": ["IKU-ANGGOTA", "IKU-KATIM", "IKU-DALNIS", "IK-INSPEKTORAT", "IK-PEMDA"],
    }
    reading = read(EXAMPLES / "slides-ladders", settings=settings)
    assert reading.cascade is not None
    assert reading.problems == ()
    assert {post.id for post in reading.cascade.positions} == set(chains)
    with temporary_snapshot(store, reading.cascade, settings=settings) as loaded:
        told = {name: as_json(individual(store, loaded.edition, name)) for name in chains}
        links = {
            name: [(edge.source, edge.target) for edge in trace(store, loaded.edition, name).edges]
            for name in ("IKU-JFT-2", "IKU-ANGGOTA")
        }
    for name, chain in chains.items():
        (measure,) = told[name]["measures"]
        assert (measure["source"], measure["id"]) == ("indicator", chain[0])
        assert (measure["chain"], measure["outcomes"]) == (chain, ["IK-PEMDA"])
    for name, chain in (("IKU-JFT-2", chains["JFT-2"]), ("IKU-ANGGOTA", chains["ANGGOTA"])):
        assert sorted(links[name]) == sorted(pairwise(chain))
    assert told["JFT-2"]["superiors"] == told["JFT-1"]["superiors"] == ["KABIRO"]
    assert told["JFT-2"]["ladder"]["supervised"] is False
    assert told["ANGGOTA"]["superiors"] == ["KATIM"]
    assert told["ANGGOTA"]["ladder"]["supervised"] is True


def test_the_ladders_lack_what_the_slide_does_not_give_and_nothing_else(
    store: Store, settings: Settings
) -> None:
    audit = audited(store, settings, "slides-ladders")
    assert not audit.failed
    assert counts(audit) == dict.fromkeys((*ON_THE_DATASET, "missing-measure-unit"), 1)
    assert {finding.subject.label for finding in audit.findings} == {"Dataset"}
