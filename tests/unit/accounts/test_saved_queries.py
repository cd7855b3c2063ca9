"""Saved queries in the accounts database: one of each name and dataset, in backups too."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kinerja_graph.accounts import FILE, copying, log, saved_queries
from kinerja_graph.accounts.database import AccountsDatabase, open_accounts
from kinerja_graph.accounts.rights import Grant, Grants, Role
from kinerja_graph.accounts.tables import VERSION
from kinerja_graph.errors import UsageError
from kinerja_graph.workflow.saved_queries import QuerySaver, may_change, remove_query, save_query

TEXT = "MATCH (n) RETURN count(n)"


def saver(name: str, role: Role = "cypher", dataset: str = "*") -> QuerySaver:
    return QuerySaver(name, Grants((Grant(role, dataset),)))


def names(accounts: AccountsDatabase, dataset: str | None = None) -> list[tuple[str, str | None]]:
    return [(one.name, one.dataset) for one in saved_queries.found(accounts, dataset)]


def test_a_name_is_unique_for_a_dataset_and_for_all(accounts: AccountsDatabase) -> None:
    for dataset in (None, "kota", "kabupaten"):
        save_query(accounts, "Tanpa pemilik", dataset, TEXT, who=saver("siti"))
    again = save_query(accounts, " Tanpa  pemilik ", "kota", "RETURN 2 AS x", who=saver("siti"))
    assert (again.name, again.cypher, again.saved_by) == ("Tanpa pemilik", "RETURN 2 AS x", "siti")
    save_query(accounts, "awal", None, TEXT, who=saver("budi"))
    assert names(accounts, "kota") == [
        ("awal", None), ("Tanpa pemilik", None), ("Tanpa pemilik", "kota"),
    ]  # fmt: skip
    assert len(names(accounts)) == 4
    gone = remove_query(accounts, "Tanpa pemilik", "kota", who=saver("siti"))
    assert gone.cypher == "RETURN 2 AS x"
    assert len(names(accounts)) == 3
    acts = [(one.act, one.dataset) for one in log.entries(accounts)]
    assert acts[0] == ("query-removed", "kota")
    assert acts.count(("query-saved", "kota")) == 2


def test_who_may_replace_and_remove_one(accounts: AccountsDatabase) -> None:
    save_query(accounts, "satu", "kota", TEXT, who=saver("siti"))
    save_query(accounts, "semua", None, TEXT, who=saver("siti"))
    admin, other = saver("admin", "admin", "kota"), saver("budi")
    for act in (
        lambda: save_query(accounts, "satu", "kota", "RETURN 1 AS x", who=other),
        lambda: remove_query(accounts, "satu", "kota", who=other),
        lambda: remove_query(accounts, "semua", None, who=admin),
    ):
        with pytest.raises(UsageError) as told:
            act()
        assert told.value.code == "not-your-query"
    assert not may_change(saved_queries.found(accounts)[0], other)
    kept = save_query(accounts, "satu", "kota", "RETURN 3 AS x", who=admin)
    assert (kept.cypher, kept.saved_by) == ("RETURN 3 AS x", "siti")
    remove_query(accounts, "satu", "kota", who=admin)
    remove_query(accounts, "semua", None, who=saver("pemilik", "admin"))
    assert names(accounts) == []
    with pytest.raises(UsageError) as told:
        remove_query(accounts, "satu", "kota", who=admin)
    assert told.value.code == "unknown-query"


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\x00b", "a\u202eb", "\ud800"])
def test_names_that_cannot_be_used(accounts: AccountsDatabase, name: str) -> None:
    with pytest.raises(UsageError) as told:
        save_query(accounts, name, None, TEXT, who=saver("siti"))
    assert told.value.code == "bad-value"


def test_what_is_no_single_query_is_not_saved(accounts: AccountsDatabase) -> None:
    with pytest.raises(UsageError) as told:
        save_query(accounts, "x", None, "RETURN 1 AS x; RETURN 2 AS y", who=saver("siti"))
    assert (told.value.code, told.value.where) == ("statement-refused", "1:14")
    assert names(accounts) == []


def test_a_backup_carries_them(accounts: AccountsDatabase, tmp_path: Path) -> None:
    save_query(accounts, "satu", "kota", TEXT, who=saver("siti"))
    kept = json.loads(json.dumps(copying.rows(accounts)))
    with open_accounts(tmp_path / "other") as other:
        copying.replace_by(other, kept)
        assert saved_queries.found(other) == saved_queries.found(accounts)
        copying.replace_by(other, {name: rows for name, rows in kept.items() if name != "queries"})
        assert saved_queries.found(other) == ()


def test_an_accounts_database_of_version_3_gets_their_table(tmp_path: Path) -> None:
    with open_accounts(tmp_path) as accounts:
        log.note(accounts, "siti", "x")
    with closing(sqlite3.connect(tmp_path / FILE)) as plain, plain:
        plain.execute("DROP TABLE queries")
        plain.execute("PRAGMA user_version = 3")
    with open_accounts(tmp_path) as accounts:
        save_query(accounts, "satu", None, TEXT, who=saver("siti"))
        assert [one.act for one in log.entries(accounts)] == ["query-saved", "x"]
    with closing(sqlite3.connect(tmp_path / FILE)) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (VERSION,)
