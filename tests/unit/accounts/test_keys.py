"""API keys in the accounts: made, known again, expired, revoked, never kept as they are."""

import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from kinerja_graph.accounts import keys, log
from kinerja_graph.accounts.database import (
    FILE,
    AccountsDatabase,
    AccountsError,
    now,
    open_accounts,
)
from kinerja_graph.accounts.rights import Grant, Right

DAY = timedelta(days=1)
PLANNER = [Grant("planner", "kota-a"), Grant("viewer", "kota-b")]


def test_a_key_is_known_again_with_its_grants(accounts: AccountsDatabase) -> None:
    made, secret = keys.add(accounts, "Bappeda", PLANNER, expires=now() + DAY, by="budi")
    found = keys.known(accounts, secret)
    assert found is not None
    assert (found.id, found.name, found.created_by) == (made.id, "Bappeda", "budi")
    assert found.grants.may(Right.UPLOAD, "kota-a")
    assert not found.grants.may(Right.UPLOAD, "kota-b")
    assert not found.grants.may(Right.READ)


@pytest.mark.parametrize("change", ["", "x", "kinerja", "kinerja__", "kinerja_x_y", "\ud800"])
def test_other_words_open_nothing(accounts: AccountsDatabase, change: str) -> None:
    made, secret = keys.add(accounts, "a", PLANNER, expires=now() + DAY, by="budi")
    assert keys.known(accounts, change) is None
    assert keys.known(accounts, secret[:-1]) is None
    assert keys.known(accounts, f"kinerja_{made.id}_{change}") is None


def test_a_key_ends_when_it_expires(accounts: AccountsDatabase) -> None:
    moment = now()
    _, secret = keys.add(accounts, "a", PLANNER, expires=moment + DAY, by="budi")
    assert keys.known(accounts, secret, moment=moment + DAY - timedelta(seconds=1)) is not None
    assert keys.known(accounts, secret, moment=moment + DAY) is None
    assert keys.every(accounts)[0].state(moment + DAY) == "expired"


def test_a_revoked_key_opens_nothing_and_stays_in_the_list(accounts: AccountsDatabase) -> None:
    made, secret = keys.add(accounts, "a", PLANNER, expires=now() + DAY, by="budi")
    assert keys.revoke(accounts, made.id, by="siti")
    assert not keys.revoke(accounts, made.id, by="siti")
    assert keys.known(accounts, secret) is None
    assert keys.by_id(accounts, made.id) is None
    assert [key.state(now()) for key in keys.every(accounts)] == ["revoked"]
    assert [(entry.who, entry.act) for entry in log.entries(accounts)] == [
        ("siti", "key-revoked"), ("budi", "key-added"),
    ]  # fmt: skip


def test_no_file_of_the_accounts_database_holds_a_key(accounts: AccountsDatabase) -> None:
    _, secret = keys.add(accounts, "a", PLANNER, expires=now() + DAY, by="budi")
    keys.known(accounts, secret)
    word = secret.split("_", 2)[2].encode()
    files = [path for path in accounts.path.parent.iterdir() if path.name.startswith(FILE)]
    assert {FILE, f"{FILE}-wal"} <= {path.name for path in files}
    for path in files:
        assert word not in path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_many_open_one_new_accounts_database_at_once(tmp_path: Path) -> None:
    failed: list[Exception] = []

    def work(number: int) -> None:
        try:
            with open_accounts(tmp_path) as opened:
                for _ in range(5):
                    keys.add(opened, f"k{number}", PLANNER, expires=now() + DAY, by="budi")
        except AccountsError as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_accounts(tmp_path) as opened:
        assert (failed, len(keys.every(opened))) == ([], 40)


def test_a_accounts_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    open_accounts(tmp_path).close()
    engine = create_engine(f"sqlite:///{tmp_path / FILE}")
    with engine.begin() as connection:
        connection.execute(text("PRAGMA user_version = 99"))
    engine.dispose()
    with pytest.raises(AccountsError) as told:
        open_accounts(tmp_path)
    assert told.value.code == "newer-ledger"


def test_a_file_that_is_no_accounts_database_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(AccountsError) as told:
        open_accounts(tmp_path)
    assert told.value.code == "ledger-trouble"
    assert str(tmp_path) in told.value.tell("id")


def test_the_accounts_database_says_when_anybody_changed_it(
    accounts: AccountsDatabase, tmp_path: Path
) -> None:
    seen = [accounts.version()]

    def changed() -> bool:
        seen.append(accounts.version())
        return seen[-1] != seen[-2]

    assert None not in seen
    assert not changed()
    made, secret = keys.add(accounts, "a", PLANNER, expires=now() + DAY, by="x")
    assert changed()
    assert keys.known(accounts, secret)
    assert not changed()  # reading changes nothing
    script = (
        "import sys; from pathlib import Path; from kinerja_graph.accounts import keys;"
        "from kinerja_graph.accounts.database import open_accounts\n"
        "with open_accounts(Path(sys.argv[1])) as book: keys.revoke(book, sys.argv[2], by='x')"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path), made.id], check=True)
    assert changed()
    assert not changed()
    accounts.close()
    (tmp_path / FILE).unlink()
    assert accounts.version() is None


def test_opening_it_once_more_lifts_no_locks(accounts: AccountsDatabase) -> None:
    """Where they are lifted, a process that closes it removes what others have just written."""
    keys.add(accounts, "satu", PLANNER, expires=now() + DAY, by="uji")
    open_accounts(accounts.path.parent).close()
    ask = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT 1 FROM keys')"
    subprocess.run([sys.executable, "-c", f"{ask}; c.close()", str(accounts.path)], check=True)
    assert accounts.path.with_name(f"{accounts.path.name}-wal").exists()
    keys.add(accounts, "dua", PLANNER, expires=now() + DAY, by="uji")
    with sqlite3.connect(accounts.path) as line:
        assert line.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    line.close()
