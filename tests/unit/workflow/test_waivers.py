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
def accounts(tmp_path: Path) -> Iterator[AccountsDatabase]:
    with open_accounts(tmp_path) as opened:
        yield opened


def proposed(
    accounts: AccountsDatabase, wanted: WaiverRequest = GOOD, **more: str
) -> waivers.Record:
    return waivers.propose(
        accounts, "kota-a", wanted, who=more.get("who", "budi"), rules=RULES, today=TODAY
    )


def test_a_waiver_holds_once_it_is_approved_and_until_it_is_withdrawn(
    accounts: AccountsDatabase,
) -> None:
    one = proposed(accounts)
    assert waivers.waivers(accounts, "kota-a") == ()
    done = waivers.decide(accounts, "kota-a", one.number, "approved", who="siti")
    assert (done.state, done.decided_by, done.wanted.by) == ("approved", "siti", "siti")
    (held,) = waivers.waivers(accounts, "kota-a")
    assert (held.subject, held.until, held.dataset) == ("S 1", date(2027, 3, 31), "kota-a")
    assert waivers.waivers(accounts, "kota-b") == ()
    waivers.decide(accounts, "kota-a", one.number, "withdrawn", who="siti")
    assert waivers.waivers(accounts, "kota-a") == ()


@pytest.mark.parametrize(
    ("first", "then"),
    [("approved", "approved"), ("rejected", "approved"), ("approved", "rejected")],
)
def test_nothing_is_decided_twice(
    accounts: AccountsDatabase, first: Decision, then: Decision
) -> None:
    one = proposed(accounts)
    waivers.decide(accounts, "kota-a", one.number, first, who="siti")
    with pytest.raises(UsageError) as told:
        waivers.decide(accounts, "kota-a", one.number, then, who="siti")
    assert told.value.code == "decided-already"


def test_who_proposed_does_not_approve_where_another_can(accounts: AccountsDatabase) -> None:
    """Four eyes: each step adds somebody, and says whether the proposer may now approve."""
    people.grant(accounts, "budi", [Grant("inspector", "kota-a")], by="uji")
    one = proposed(accounts)

    def may() -> bool:
        return waivers.may_approve(accounts, one, who="budi", admin=False)

    people.grant(accounts, "vera", [Grant("viewer"), Grant("inspector", "kota-b")], by="uji")
    people.grant(accounts, "pian", [Grant("planner", "kota-a")], by="uji")
    past = datetime(2026, 1, 1, tzinfo=UTC)
    keys.add(accounts, "lama", [Grant("inspector", "kota-a")], expires=past, by="uji")
    assert may()  # nobody else may judge kota-a: those who may judge others do not count
    later = datetime(2099, 1, 1, tzinfo=UTC)
    key, _ = keys.add(accounts, "siti", [Grant("admin")], expires=later, by="uji")
    assert not may()
    with pytest.raises(UsageError) as told:
        waivers.decide(accounts, "kota-a", one.number, "approved", who="budi")
    assert told.value.code == "own-proposal"
    assert waivers.record(accounts, "kota-a", one.number).state == "proposed"
    assert waivers.may_approve(accounts, one, who="budi", admin=True)
    assert waivers.may_approve(accounts, one, who="siti", admin=False)
    keys.revoke(accounts, key.id, by="uji")
    assert may()
    done = waivers.decide(accounts, "kota-a", one.number, "approved", who="budi")
    assert as_json(done)["four_eyes"] is False


def test_who_proposed_may_always_take_it_back(accounts: AccountsDatabase) -> None:
    people.grant(accounts, "siti", [Grant("inspector")], by="uji")
    one = proposed(accounts)
    assert (
        waivers.decide(accounts, "kota-a", one.number, "rejected", who="budi").state == "rejected"
    )
    two = proposed(accounts)
    approved = waivers.decide(accounts, "kota-a", two.number, "approved", who="siti")
    assert as_json(approved)["four_eyes"] is True
    gone = waivers.decide(accounts, "kota-a", two.number, "withdrawn", who="budi")
    assert as_json(gone)["four_eyes"] is None


def test_a_proposal_is_decided_in_its_own_dataset_alone(accounts: AccountsDatabase) -> None:
    one = proposed(accounts)
    with pytest.raises(UsageError) as told:
        waivers.decide(accounts, "kota-b", one.number, "approved", who="siti")
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
    accounts: AccountsDatabase, change: dict[str, str | None], code: str
) -> None:
    values = {"rule": GOOD.rule, "subject": "S1", "reason": "x", "until": "2027-03-31"}
    with pytest.raises(UsageError) as told:
        proposed(accounts, WaiverRequest(**{**values, **change}))  # type: ignore[arg-type]
    assert told.value.code == code
    assert waivers.records(accounts, "kota-a") == ()


def test_waivers_go_out_as_the_file_that_comes_in(
    accounts: AccountsDatabase, tmp_path: Path
) -> None:
    assert waivers.import_waivers(accounts, "kota-a", FILE, who="siti") == 2
    assert waivers.import_waivers(accounts, "kota-a", FILE, who="siti") == 0
    one = proposed(accounts)
    waivers.decide(accounts, "kota-a", one.number, "approved", who="siti")
    text = waivers.waivers_file(accounts, "kota-a")
    path = tmp_path / "w.yaml"
    path.write_text(text, "utf-8")
    plain = [(w.rule, w.subject, w.other, w.reason, w.until, w.by) for w in read_waivers(path)]
    mine = waivers.waivers(accounts, "kota-a")
    assert plain == [(w.rule, w.subject, w.other, w.reason, w.until, w.by) for w in mine]
    assert len(plain) == 3
    assert waivers.import_waivers(accounts, "kota-a", text, who="siti") == 0
    assert read_waivers(path, waivers.waivers_file(accounts, "kota-b")) == ()


def test_a_waiver_that_nobody_answers_for_is_not_taken(accounts: AccountsDatabase) -> None:
    with pytest.raises(UsageError) as told:
        waivers.import_waivers(accounts, "kota-a", FILE.replace(", by: c", ""), who="siti")
    assert (told.value.code, told.value.where) == ("waiver-incomplete", "3: by")
    assert waivers.waivers(accounts, "kota-a") == ()


def test_a_baseline_goes_in_and_out_as_its_file(accounts: AccountsDatabase) -> None:
    assert waivers.history_of_dataset(accounts, "kota-a").known is None
    waivers.import_baseline(accounts, "kota-a", KNOWN, who="siti")
    text = waivers.baseline_file(accounts, "kota-a")
    assert "kota-b" not in text
    waivers.import_baseline(accounts, "kota-a", text, who="siti")
    assert waivers.baseline_file(accounts, "kota-a") == text
    known = waivers.history_of_dataset(accounts, "kota-a").known
    assert known is not None
    assert [(one.dataset, one.subject.id) for one in known] == [("kota-a", "I1")]
    assert waivers.baseline(accounts, "kota-b") is None


def test_memory_holds_the_approved_waivers(accounts: AccountsDatabase) -> None:
    waivers.import_waivers(accounts, "kota-a", FILE, who="siti")
    memory = waivers.history_of_dataset(accounts, "kota-a", today=TODAY)
    assert memory.waivers is not None
    assert [waiver.lapse(TODAY) for waiver in memory.waivers] == [None, None]
    assert memory.waivers[0].lapse(TODAY + timedelta(days=365)) == "expired"


def test_a_baseline_says_who_set_it_and_since_when(accounts: AccountsDatabase) -> None:
    taken = KNOWN.replace("version: 1\n", 'version: 1\ndate: "2026-06-01"\n')
    waivers.import_baseline(accounts, "kota-a", taken, who="siti")
    beside = waivers.history_of_dataset(accounts, "kota-a").beside
    assert (beside.edition, beside.baseline, beside.day, beside.by) == (
        None, None, "2026-06-01", "siti",
    )  # fmt: skip
    assert 'date: "2026-06-01"' in waivers.baseline_file(accounts, "kota-a")
    waivers.import_baseline(accounts, "kota-a", KNOWN, who="budi")
    found = waivers.baseline(accounts, "kota-a")
    assert found is not None
    assert waivers.history_of_dataset(accounts, "kota-a").beside.day == found.set_at[:10]


def test_a_waiver_by_fingerprint_goes_in_and_out(accounts: AccountsDatabase) -> None:
    told = "4b5662884ead7ef96c4ab7e4"
    with_print = replace(GOOD, subject="", fingerprint=told)
    one = proposed(accounts, with_print)
    assert as_json(one)["fingerprint"] == told
    waivers.decide(accounts, "kota-a", one.number, "approved", who="siti")
    (held,) = waivers.waivers(accounts, "kota-a")
    assert (held.subject, held.fingerprint) == (None, told)
    text = waivers.waivers_file(accounts, "kota-a")
    waivers.decide(accounts, "kota-a", one.number, "withdrawn", who="siti")
    assert waivers.import_waivers(accounts, "kota-a", text, who="siti") == 1
    assert waivers.import_waivers(accounts, "kota-a", text, who="siti") == 0
    assert waivers.waivers(accounts, "kota-a") == (held,)
    with pytest.raises(UsageError) as refused:
        proposed(accounts, replace(with_print, fingerprint="12"))
    assert refused.value.where == "fingerprint"
    with pytest.raises(UsageError) as refused:
        proposed(accounts, replace(with_print, fingerprint=None))
    assert (refused.value.code, refused.value.where) == ("waiver-incomplete", "subject")
