"""Follow-ups and notes in the accounts database: every state stays, backups carry them."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from kinerja_graph.accounts import FILE, copying, follow_ups, log, notes
from kinerja_graph.accounts.database import AccountsDatabase, open_accounts
from kinerja_graph.accounts.follow_ups import Facts
from kinerja_graph.accounts.tables import VERSION

FINDING = {"rule": "silo-outcome", "subject": {"label": "Objective", "id": "S1", "name": "n"}}


def enter(accounts: AccountsDatabase, fingerprint: str, state: str, dataset: str = "kota") -> None:
    facts = Facts(state=state, person="Siti", due="2027-03-31", note="=1+1")
    follow_ups.add(accounts, dataset, fingerprint, FINDING, facts, who="budi")


def test_the_newest_state_of_each_finding_is_current_and_all_stay(
    accounts: AccountsDatabase,
) -> None:
    for fingerprint, state in (("a", "open"), ("b", "open"), ("a", "done"), ("a", "in-progress")):
        enter(accounts, fingerprint, state)
    enter(accounts, "a", "done", dataset="lain")
    current = follow_ups.current(accounts, "kota")
    assert [(one.fingerprint, one.facts.state) for one in current] == [
        ("b", "open"), ("a", "in-progress"),
    ]  # fmt: skip
    history = follow_ups.history(accounts, "kota", "a")
    assert [one.facts.state for one in history] == ["in-progress", "done", "open"]
    assert (history[0].finding, history[0].set_by) == (FINDING, "budi")
    assert len(follow_ups.current(accounts)) == 3
    (last, *_) = log.entries(accounts)
    assert (last.act, last.who, last.dataset) == ("follow-up-set", "budi", "lain")
    assert last.facts["state"] == "done"


def test_notes_are_of_a_label_and_an_id_of_a_dataset(accounts: AccountsDatabase) -> None:
    for dataset, label, text in (
        ("kota", "Unit", "satu"), ("kota", "Task", "dua"), ("lain", "Unit", "tiga"),
    ):  # fmt: skip
        notes.add(accounts, dataset, label, "X", text, who="siti")
    assert [one.text for one in notes.found(accounts, "kota", "Unit", "X")] == ["satu"]
    assert [one.text for one in notes.found(accounts, "kota")] == ["dua", "satu"]
    assert notes.found(accounts, "kota", "Unit", "Y") == ()


def test_a_backup_carries_them_and_an_older_one_is_restored(
    accounts: AccountsDatabase, tmp_path: Path
) -> None:
    enter(accounts, "a", "open")
    notes.add(accounts, "kota", "Unit", "X", "catat", who="siti")
    kept = json.loads(json.dumps(copying.rows(accounts)))
    with open_accounts(tmp_path / "other") as other:
        copying.replace_by(other, kept)
        assert copying.rows(other) == kept
        assert follow_ups.current(other, "kota") == follow_ups.current(accounts, "kota")
        assert notes.found(other, "kota") == notes.found(accounts, "kota")
        older = {name: rows for name, rows in kept.items() if name not in {"follow_ups", "notes"}}
        copying.replace_by(other, older)
        assert follow_ups.current(other) == ()


def test_an_accounts_database_of_version_2_gets_their_tables(tmp_path: Path) -> None:
    with open_accounts(tmp_path) as accounts:
        log.note(accounts, "siti", "x")
    with closing(sqlite3.connect(tmp_path / FILE)) as plain, plain:
        plain.execute("DROP TABLE follow_ups")
        plain.execute("DROP TABLE notes")
        plain.execute("PRAGMA user_version = 2")
    with open_accounts(tmp_path) as accounts:
        enter(accounts, "a", "open")
        assert [one.facts.person for one in follow_ups.current(accounts, "kota")] == ["Siti"]
        assert [one.act for one in log.entries(accounts)] == ["follow-up-set", "x"]
    with closing(sqlite3.connect(tmp_path / FILE)) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (VERSION,)
