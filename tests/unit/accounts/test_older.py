"""A accounts of an older version gets what it lacks, and loses nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kinerja_graph.accounts import FILE, waivers
from kinerja_graph.accounts.database import open_accounts
from kinerja_graph.accounts.tables import VERSION
from kinerja_graph.accounts.waivers import WaiverRequest

OLDER = WaiverRequest(rule="silo-outcome", subject="S-1", reason="r", until="2027-03-31", by="b")


def test_the_waivers_of_version_1_are_kept(tmp_path: Path) -> None:
    with open_accounts(tmp_path) as accounts:
        waivers.take(accounts, "kota", [OLDER], who="siti")
    with closing(sqlite3.connect(tmp_path / FILE)) as plain, plain:
        plain.execute("ALTER TABLE waivers DROP COLUMN fingerprint")
        plain.execute("PRAGMA user_version = 1")
    with open_accounts(tmp_path) as accounts:
        assert [one.wanted for one in waivers.found(accounts, "kota")] == [OLDER]
        waivers.take(
            accounts, "kota", [WaiverRequest(rule="r", subject="", fingerprint="ab")], who="siti"
        )
        assert [one.wanted.fingerprint for one in waivers.found(accounts, "kota")] == [None, "ab"]
    with closing(sqlite3.connect(tmp_path / FILE)) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (VERSION,)
