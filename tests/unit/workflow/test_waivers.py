"""Waivers and baselines of the service: decided on, and the files of the command line."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kinerja_graph.accounts import keys, people
from kinerja_graph.accounts.database import AccountsDatabase, open_accounts
from kinerja_graph.accounts.rights import Grant
from kinerja_graph.audit.waiver import read_waivers
from kinerja_graph.errors import UsageError
from kinerja_graph.shapes import as_json
from kinerja_graph.workflow import waivers
from kinerja_graph.workflow.waivers import Decision, WaiverRequest

RULES = ("silo-outcome", "soft-target")
TODAY = date(2026, 11, 25)
GOOD = WaiverRequest(
    rule="silo-outcome", subject="S 1", reason="Kesepakatan: \u201cMoU\u201d\n2", until="2027-03-31"
)
FILE = """waivers:
- {rule: silo-outcome, subject: S1, reason: a, until: 2027-03-31, by: Inspektorat}
- {rule: soft-target, subject: I1, other: I2, dataset: kota-a, reason: b, until: 2027-03-31, by: c}
- {rule: soft-target, subject: I1, dataset: kota-b, reason: b, until: 2027-03-31, by: c}
"""
KNOWN = """version: 1
datasets:
  "kota-a":
  - {rule: "soft-target", label: "Indicator", subject: "I1"}
  "kota-b":
  - {rule: "soft-target", label: "Indicator", subject: "I9"}
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[AccountsDatabase]:
    with open_accounts(tmp_path) as opened:
        yield opened


def proposed(ledger: AccountsDatabase, wanted: WaiverRequest = GOOD, **more: str) -> waivers.Record:
    return waivers.propose(
        ledger, "kota-a", wanted, who=more.get("who", "budi"), rules=RULES, today=TODAY
    )


def test_a_waiver_holds_once_it_is_approved_and_until_it_is_withdrawn(
    ledger: AccountsDatabase,
) -> None:
    one = proposed(ledger)
    assert waivers.waivers(ledger, "kota-a") == ()
    done = waivers.decide(ledger, "kota-a", one.number, "approved", who="siti")
    assert (done.state, done.decided_by, done.wanted.by) == ("approved", "siti", "siti")
    (held,) = waivers.waivers(ledger, "kota-a")
    assert (held.subject, held.until, held.dataset) == ("S 1", date(2027, 3, 31), "kota-a")
    assert waivers.waivers(ledger, "kota-b") == ()
    waivers.decide(ledger, "kota-a", one.number, "withdrawn", who="siti")
    assert waivers.waivers(ledger, "kota-a") == ()


@pytest.mark.parametrize(
    ("first", "then"),
    [("approved", "approved"), ("rejected", "approved"), ("approved", "rejected")],
)
def test_nothing_is_decided_twice(
    ledger: AccountsDatabase, first: Decision, then: Decision
) -> None:
    one = proposed(ledger)
    waivers.decide(ledger, "kota-a", one.number, first, who="siti")
    with pytest.raises(UsageError) as told:
        waivers.decide(ledger, "kota-a", one.number, then, who="siti")
    assert told.value.code == "decided-already"


def test_who_proposed_does_not_approve_where_another_can(ledger: AccountsDatabase) -> None:
    """Four eyes: each step adds somebody, and says whether the proposer may now approve."""
    people.grant(ledger, "budi", [Grant("inspector", "kota-a")], by="uji")
    one = proposed(ledger)

    def may() -> bool:
        return waivers.may_approve(ledger, one, who="budi", admin=False)

    people.grant(ledger, "vera", [Grant("viewer"), Grant("inspector", "kota-b")], by="uji")
    people.grant(ledger, "pian", [Grant("planner", "kota-a")], by="uji")
    past = datetime(2026, 1, 1, tzinfo=UTC)
    keys.add(ledger, "lama", [Grant("inspector", "kota-a")], expires=past, by="uji")
    assert may()  # nobody else may judge kota-a: those who may judge others do not count
    later = datetime(2099, 1, 1, tzinfo=UTC)
    key, _ = keys.add(ledger, "siti", [Grant("admin")], expires=later, by="uji")
    assert not may()
    with pytest.raises(UsageError) as told:
        waivers.decide(ledger, "kota-a", one.number, "approved", who="budi")
    assert told.value.code == "own-proposal"
    assert waivers.record(ledger, "kota-a", one.number).state == "proposed"
    assert waivers.may_approve(ledger, one, who="budi", admin=True)
    assert waivers.may_approve(ledger, one, who="siti", admin=False)
    keys.revoke(ledger, key.id, by="uji")
    assert may()
    done = waivers.decide(ledger, "kota-a", one.number, "approved", who="budi")
    assert as_json(done)["four_eyes"] is False


def test_who_proposed_may_always_take_it_back(ledger: AccountsDatabase) -> None:
    people.grant(ledger, "siti", [Grant("inspector")], by="uji")
    one = proposed(ledger)
    assert waivers.decide(ledger, "kota-a", one.number, "rejected", who="budi").state == "rejected"
    two = proposed(ledger)
    approved = waivers.decide(ledger, "kota-a", two.number, "approved", who="siti")
    assert as_json(approved)["four_eyes"] is True
    gone = waivers.decide(ledger, "kota-a", two.number, "withdrawn", who="budi")
    assert as_json(gone)["four_eyes"] is None


def test_a_proposal_is_decided_in_its_own_dataset_alone(ledger: AccountsDatabase) -> None:
    one = proposed(ledger)
    with pytest.raises(UsageError) as told:
        waivers.decide(ledger, "kota-b", one.number, "approved", who="siti")
    assert told.value.code == "unknown-waiver"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rule": "silo-outcom"}, "unknown-rule"),
        ({"subject": "  "}, "waiver-incomplete"),
        ({"reason": None}, "waiver-incomplete"),
        ({"until": None}, "waiver-incomplete"),
        ({"until": "2027-02-30"}, "bad-date"),
        ({"until": "2026-11-24"}, "bad-date"),
    ],
)
def test_what_is_not_whole_is_refused(
    ledger: AccountsDatabase, change: dict[str, str | None], code: str
) -> None:
    values = {"rule": GOOD.rule, "subject": "S1", "reason": "x", "until": "2027-03-31"}
    with pytest.raises(UsageError) as told:
        proposed(ledger, WaiverRequest(**{**values, **change}))  # type: ignore[arg-type]
    assert told.value.code == code
    assert waivers.records(ledger, "kota-a") == ()


def test_waivers_go_out_as_the_file_that_comes_in(ledger: AccountsDatabase, tmp_path: Path) -> None:
    assert waivers.import_waivers(ledger, "kota-a", FILE, who="siti") == 2
    assert waivers.import_waivers(ledger, "kota-a", FILE, who="siti") == 0
    one = proposed(ledger)
    waivers.decide(ledger, "kota-a", one.number, "approved", who="siti")
    text = waivers.waivers_file(ledger, "kota-a")
    path = tmp_path / "w.yaml"
    path.write_text(text, "utf-8")
    plain = [(w.rule, w.subject, w.other, w.reason, w.until, w.by) for w in read_waivers(path)]
    mine = waivers.waivers(ledger, "kota-a")
    assert plain == [(w.rule, w.subject, w.other, w.reason, w.until, w.by) for w in mine]
    assert len(plain) == 3
    assert waivers.import_waivers(ledger, "kota-a", text, who="siti") == 0
    assert read_waivers(path, waivers.waivers_file(ledger, "kota-b")) == ()


def test_a_waiver_that_nobody_answers_for_is_not_taken(ledger: AccountsDatabase) -> None:
    with pytest.raises(UsageError) as told:
        waivers.import_waivers(ledger, "kota-a", FILE.replace(", by: c", ""), who="siti")
    assert (told.value.code, told.value.where) == ("waiver-incomplete", "3: by")
    assert waivers.waivers(ledger, "kota-a") == ()


def test_a_baseline_goes_in_and_out_as_its_file(ledger: AccountsDatabase) -> None:
    assert waivers.history_of_dataset(ledger, "kota-a").known is None
    waivers.import_baseline(ledger, "kota-a", KNOWN, who="siti")
    text = waivers.baseline_file(ledger, "kota-a")
    assert "kota-b" not in text
    waivers.import_baseline(ledger, "kota-a", text, who="siti")
    assert waivers.baseline_file(ledger, "kota-a") == text
    known = waivers.history_of_dataset(ledger, "kota-a").known
    assert known is not None
    assert [(one.dataset, one.subject.id) for one in known] == [("kota-a", "I1")]
    assert waivers.baseline(ledger, "kota-b") is None


def test_memory_holds_the_approved_waivers(ledger: AccountsDatabase) -> None:
    waivers.import_waivers(ledger, "kota-a", FILE, who="siti")
    memory = waivers.history_of_dataset(ledger, "kota-a", today=TODAY)
    assert memory.waivers is not None
    assert [waiver.lapse(TODAY) for waiver in memory.waivers] == [None, None]
    assert memory.waivers[0].lapse(TODAY + timedelta(days=365)) == "expired"


def test_a_baseline_says_who_set_it_and_since_when(ledger: AccountsDatabase) -> None:
    taken = KNOWN.replace("version: 1\n", 'version: 1\ndate: "2026-06-01"\n')
    waivers.import_baseline(ledger, "kota-a", taken, who="siti")
    beside = waivers.history_of_dataset(ledger, "kota-a").beside
    assert (beside.edition, beside.baseline, beside.day, beside.by) == (
        None, None, "2026-06-01", "siti",
    )  # fmt: skip
    assert 'date: "2026-06-01"' in waivers.baseline_file(ledger, "kota-a")
    waivers.import_baseline(ledger, "kota-a", KNOWN, who="budi")
    found = waivers.baseline(ledger, "kota-a")
    assert found is not None
    assert waivers.history_of_dataset(ledger, "kota-a").beside.day == found.set_at[:10]


def test_a_waiver_by_fingerprint_goes_in_and_out(ledger: AccountsDatabase) -> None:
    told = "4b5662884ead7ef96c4ab7e4"
    with_print = replace(GOOD, subject="", fingerprint=told)
    one = proposed(ledger, with_print)
    assert as_json(one)["fingerprint"] == told
    waivers.decide(ledger, "kota-a", one.number, "approved", who="siti")
    (held,) = waivers.waivers(ledger, "kota-a")
    assert (held.subject, held.fingerprint) == (None, told)
    text = waivers.waivers_file(ledger, "kota-a")
    waivers.decide(ledger, "kota-a", one.number, "withdrawn", who="siti")
    assert waivers.import_waivers(ledger, "kota-a", text, who="siti") == 1
    assert waivers.import_waivers(ledger, "kota-a", text, who="siti") == 0
    assert waivers.waivers(ledger, "kota-a") == (held,)
    with pytest.raises(UsageError) as refused:
        proposed(ledger, replace(with_print, fingerprint="12"))
    assert refused.value.where == "fingerprint"
    with pytest.raises(UsageError) as refused:
        proposed(ledger, replace(with_print, fingerprint=None))
    assert (refused.value.code, refused.value.where) == ("waiver-incomplete", "subject")
