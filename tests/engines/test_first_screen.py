"""The first screen of a picture says what the audit and the matrix of the same edition say."""

from __future__ import annotations

import secrets
from collections.abc import Generator
from pathlib import Path

import pytest

from kinerja_graph.analysis.completeness import measure_completeness
from kinerja_graph.analysis.matrix import matrix
from kinerja_graph.audit.finding import Audit
from kinerja_graph.library.completeness_sentences import completeness_sentence
from kinerja_graph.model.edition import Edition, EditionRef
from kinerja_graph.render.first_screen import first_screen
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.table import sort_marks
from kinerja_graph.render.tree import build_tree
from kinerja_graph.report.audit_sentences import findings_sentence
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import find_edition
from kinerja_graph.texts import LANGUAGES
from kinerja_graph.workflow.earlier import run_audit
from kinerja_graph.workflow.pictures import Scene, scene

EXAMPLES = Path(__file__).parents[2] / "examples"
PLANS = (
    "city/2026-murni",
    "slides",
    "traffic-slide-without-outcome",
    "real/biro-organisasi-mended",
)
Opened = tuple[Store, Edition, Audit, Scene]


@pytest.fixture(scope="module", params=PLANS)
def opened(
    request: pytest.FixtureRequest, store: Store, tmp_path_factory: pytest.TempPathFactory
) -> Generator[Opened]:
    settings = Settings(home=tmp_path_factory.mktemp("first-home"), keep_replaced=0)
    dataset = f"uji-{secrets.token_hex(4)}"
    path = EXAMPLES / request.param
    cascade = read(path, settings=settings, dataset=dataset, lenient=True).cascade
    assert cascade is not None
    load(store, cascade, settings=settings)
    edition = find_edition(store, EditionRef(dataset))
    audit = run_audit(store, EditionRef(dataset))
    yield store, edition, audit, scene(store, edition, None, findings=audit)
    drop(store, dataset, settings=settings)


def test_the_sentences_are_those_of_the_audit(opened: Opened) -> None:
    store, edition, audit, shown = opened
    tree = build_tree(shown.network)
    said = first_screen(shown.network, sort_marks(shown.marks), tree, shown.completeness)
    assert said["verdict"] == [findings_sentence(audit, language) for language in LANGUAGES]
    whole = measure_completeness(store, edition)
    assert said["whole"] == [completeness_sentence(whole, language) for language in LANGUAGES]


def test_the_breaks_are_those_of_the_report(opened: Opened) -> None:
    _, _, audit, shown = opened
    marks = sort_marks(shown.marks)
    tree = build_tree(shown.network)
    told = first_screen(shown.network, marks, tree)["breaks"]
    facts = [_facts(marks[at]) for at, _, _ in told]
    assert facts == [
        (one.rule, one.subject.id, None if one.other is None else one.other.id, one.cut_off)
        for one in audit.overview.breaks
    ]


def _facts(mark: Mark) -> tuple[str, str, str | None, int | None]:
    return mark.rule, mark.node_id, mark.other_id, mark.cut_off


def test_the_numbers_are_those_of_the_matrix(opened: Opened) -> None:
    store, edition, _, shown = opened
    tree = build_tree(shown.network)
    found = first_screen(shown.network, sort_marks(shown.marks), tree)["matrix"]
    answer = matrix(store, edition)
    if found["by"] == "level" or not answer.outcomes:
        assert len(answer.agencies) < 2 or not answer.outcomes
        return
    agencies = {one.id for one in answer.agencies}
    told = {
        (agency, tree.boxes[box].id): number
        for box, _, cells in found["rows"]
        if box >= 0
        for agency, number, _ in cells
        if agency in agencies
    }
    assert told == {(one.agency, one.outcome): one.results + one.tasks for one in answer.cells}
