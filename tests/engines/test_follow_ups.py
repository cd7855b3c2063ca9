"""Follow-ups on both engines: an edition in which the finding is fixed confirms them."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from kinerja_graph import Plan
from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.workflow.backups import backup, restore

RULE = "missing-measure-unit"


class Home:
    """A home with a dataset of its own, asked by Python."""

    def __init__(self, store: Store, settings: Settings, dataset: str) -> None:
        self.store, self.settings, self.dataset = store, settings, dataset

    def load(self, edition: str, *, polarity: str | None = None, **units: str | None) -> Plan:
        tables = {
            "indicators": [
                {"id": name, "name": f"Indikator {name}", "level": 0, "measure_unit": unit}
                for name, unit in {"I3": "persen", **units}.items()
            ]
        }
        tables["indicators"][-1]["polarity"] = polarity
        tables["indicators"][0]["polarity"] = "up"
        found = read_document(
            tables,  # type: ignore[arg-type]  # tables of any kind are what is read
            name="plan",
            settings=self.settings,
            dataset=self.dataset,
            edition=edition,
            lenient=True,
        )
        assert found.cascade is not None
        load(self.store, found.cascade, settings=self.settings)
        return Plan(self.dataset, edition, settings=self.settings)


@pytest.fixture
def home(store: Store, engine_settings: Settings, dataset: str, tmp_path: Path) -> Generator[Home]:
    settings = engine_settings
    if settings.url != "embedded":  # the graph is the server's; the accounts are of the home
        settings = settings.model_copy(update={"home": tmp_path / "home"})
    yield Home(store, settings, dataset)
    drop(store, dataset, settings=settings)


def outcomes(plan: Plan) -> list[tuple[str, str, bool]]:
    found = plan.follow_ups().answer.follow_ups
    return [(one.subject.id, one.status.outcome, one.status.confirmed) for one in found]


def test_an_edition_without_the_finding_confirms_it(home: Home) -> None:
    murni = home.load("2026-murni", I1=None, I2=None)
    assert murni.follow_ups().answer.summary.total == 0
    prints = {one.subject.id: one.fingerprint for one in murni.audit(RULE).answer.findings}
    told = murni.set_follow_up(prints["I1"], state="in-progress", person="Siti", due="2020-01-31")
    assert told.answer.follow_up.status.overdue
    murni.set_follow_up(prints["I2"], note="surat")
    murni.set_follow_up(prints["I1"], state="done")
    (first,) = [one for one in murni.audit(RULE).answer.findings if one.subject.id == "I1"]
    assert first.follow_up is not None
    assert (first.follow_up.state, first.follow_up.person) == ("done", "Siti")
    assert outcomes(murni) == [("I1", "still-found", False), ("I2", "still-found", False)]
    perubahan = home.load("2026-perubahan", I1="kali", I2=None)
    assert outcomes(perubahan) == [("I2", "still-found", False), ("I1", "gone", True)]
    assert outcomes(murni)[0] == ("I1", "still-found", False)
    history = perubahan.follow_up(prints["I1"]).answer.history
    assert [one.state for one in history] == ["done", "in-progress"]
    with pytest.raises(UsageError) as refused:
        perubahan.set_follow_up("0" * 24)
    assert refused.value.code == "unknown-finding"


def test_a_load_of_the_same_edition_without_the_finding_confirms_it(home: Home) -> None:
    plan = home.load("1", I1=None, I2=None)
    (one, _) = plan.audit(RULE).answer.findings
    plan.set_follow_up(one.fingerprint, state="done")
    assert outcomes(home.load("1", I1=None, I2=None)) == [("I1", "still-found", False)]
    assert outcomes(home.load("1", I1="kali", I2=None)) == [("I1", "gone", True)]
    # where all lack a unit, the finding on the dataset stands for it too
    assert outcomes(home.load("1", I1=None, I2=None, I3=None)) == [("I1", "still-found", False)]


@pytest.mark.parametrize(
    ("polarity", "outcome"),
    [("down", ("I1", "gone", True)), ("??", ("I1", "not-checked", False))],
)
def test_what_cannot_be_read_confirms_nothing(
    home: Home, polarity: str, outcome: tuple[str, str, bool]
) -> None:
    plan = home.load("1", I1="kali")
    (one,) = plan.audit("missing-polarity").answer.findings
    plan.set_follow_up(one.fingerprint, state="done")
    again = home.load("2", polarity=polarity, I1="kali")
    assert outcomes(again) == [outcome]
    assert again.audit("missing-polarity").answer.findings == ()
    (told,) = again.audit().answer.follow_ups
    assert (told.subject.id, told.status.outcome, told.status.confirmed) == outcome


def test_a_finding_that_went_with_its_record_is_told_and_not_confirmed(home: Home) -> None:
    plan = home.load("1", I1=None, I2=None)
    for one in plan.audit(RULE).answer.findings:
        plan.set_follow_up(one.fingerprint, state="done")
    again = home.load("2", I1="kali")
    assert outcomes(again) == [("I1", "gone", True), ("I2", "removed", False)]
    counts = again.follow_ups().answer.summary
    assert (counts.confirmed, counts.gone, counts.total) == (1, 1, 2)
    assert outcomes(home.load("3", I1="kali", I2="kali")) == [
        ("I1", "gone", True),
        ("I2", "gone", True),
    ]


def test_follow_ups_and_notes_come_back_from_a_backup(home: Home, tmp_path: Path) -> None:
    plan = home.load("1", I1=None, I2=None)
    (one, _) = plan.audit(RULE).answer.findings
    plan.set_follow_up(one.fingerprint, state="done", note="=1+1")
    plan.add_note("I1", "catat <b>ini</b>")
    file = tmp_path / "cadangan.zip"
    backup(home.store, file, settings=home.settings)
    elsewhere = home.settings.model_copy(update={"home": tmp_path / "lain"})
    if home.settings.url == "embedded":  # its graph is of the home
        restore(home.store, file, settings=home.settings, replace=True)
        again = Plan(home.dataset, settings=home.settings)
    else:
        restore(home.store, file, settings=elsewhere, replace=True)
        again = Plan(home.dataset, settings=elsewhere)
    assert outcomes(again) == [("I1", "still-found", False)]
    assert [one.text for one in again.notes("I1").answer.notes] == ["catat <b>ini</b>"]
    assert again.notes().rows[0]["id"] == "I1"
