"""Waivers on both engines, where a record has the id of its dataset."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest

from kinerja_graph.audit.finding import Audit
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import find_edition
from kinerja_graph.workflow.auditing import AuditOptions, audit_loaded
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.rule_sets import read_rule_set

RULE = "missing-measure-unit"
"""It tells in one finding on the dataset that all lack something."""


class Asked:
    """A dataset with an indicator that is called as the dataset is, audited beside waivers."""

    def __init__(self, store: Store, settings: Settings, dataset: str, folder: Path) -> None:
        self.store, self.settings, self.dataset, self.folder = store, settings, dataset, folder

    def load(self, **units: str | None) -> None:
        """One indicator for each name, with its measure unit."""
        tables = {
            "indicators": [
                {"id": name, "name": f"Indikator {name}", "level": 0, "measure_unit": unit}
                for name, unit in units.items()
            ]
        }
        found = read_document(tables, name="plan", settings=self.settings, dataset=self.dataset)  # type: ignore[arg-type]  # tables of any kind are what is read
        assert found.cascade is not None
        load(self.store, found.cascade, settings=self.settings)

    def audit(self, *waivers: str) -> Audit:
        path = self.folder / "kecuali.yaml"
        told = "reason: r, until: 2999-12-31, by: b"
        lines = [f"- {{rule: {RULE}, {one}, {told}}}\n" for one in waivers]
        path.write_text("".join(lines), "utf-8")
        memory = read_history(waivers=path, today=date(2026, 6, 30))
        order = AuditOptions(read_rule_set(self.settings, (RULE,)), memory)
        return audit_loaded(
            self.store, find_edition(self.store, EditionRef(self.dataset)), order
        ).audit


@pytest.fixture
def asked(store: Store, settings: Settings, dataset: str, tmp_path: Path) -> Generator[Asked]:
    yield Asked(store, settings, dataset, tmp_path)
    drop(store, dataset, settings=settings)


def waived(audit: Audit) -> list[str]:
    return [one.subject.id for one in audit.findings if one.status == "waived"]


def states(audit: Audit) -> list[str]:
    return [use.state for use in audit.waivers or ()]


def test_a_waiver_of_a_record_called_as_its_dataset_waives_no_other(asked: Asked) -> None:
    asked.load(**{asked.dataset: None, "@dataset": None, "B": None, "C": "persen"})
    plain = asked.audit()
    prints = {one.subject.id: one.fingerprint for one in plain.findings}
    assert set(prints) == {asked.dataset, "@dataset", "B"}
    told = asked.audit(f"subject: {asked.dataset}")
    assert (waived(told), states(told)) == ([], ["ambiguous"])
    assert waived(asked.audit("subject: '@dataset'")) == []
    for name in (asked.dataset, "@dataset"):
        told = asked.audit(f"fingerprint: {prints[name]}")
        assert (waived(told), states(told)) == ([name], ["used"])


def test_a_waiver_of_the_dataset_by_its_id_keeps_its_meaning(asked: Asked) -> None:
    asked.load(A=None, B=None)
    (whole,) = asked.audit().findings
    assert whole.subject.is_dataset
    for name in (asked.dataset, "'@dataset'"):
        assert waived(asked.audit(f"subject: {name}")) == [asked.dataset]
    asked.load(A=None, B=None, C="persen")
    assert waived(asked.audit(f"subject: {asked.dataset}")) == ["A", "B"]
    assert waived(asked.audit("subject: '@dataset'")) == []
    asked.load(**{asked.dataset: None, "B": None})
    told = asked.audit(f"subject: {asked.dataset}")
    assert (waived(told), states(told)) == ([], ["ambiguous"])
    (now,) = told.findings
    assert now.fingerprint == whole.fingerprint
    assert waived(asked.audit("subject: '@dataset'")) == [asked.dataset]
