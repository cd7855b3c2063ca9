"""People, sessions, the log, and the accounts database as rows."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from kinerja_graph.accounts import copying, keys, log, people, sessions
from kinerja_graph.accounts.database import AccountsDatabase, now, open_accounts
from kinerja_graph.accounts.rights import ALL, GIVES, Grant, Grants, Right
from kinerja_graph.accounts.sessions import Holder

ISSUER = "https://masuk.example"


def test_what_each_role_gives() -> None:
    assert {role: sorted(rights) for role, rights in GIVES.items()} == {
        "viewer": ["read"],
        "planner": ["read", "upload"],
        "inspector": ["judge", "read"],
        "admin": ["admin", "judge", "read", "upload"],
        "cypher": ["cypher", "read"],
    }
    assert all(ALL.may(right) for right in Right)


def test_an_admin_of_everything_has_no_free_cypher() -> None:
    assert not Grants((Grant("admin"),)).may(Right.CYPHER)


def test_roles_are_given_before_the_first_sign_in_and_taken_back(
    accounts: AccountsDatabase,
) -> None:
    given = [Grant("planner", "kota-a"), Grant("planner", "kota-a"), Grant("viewer", "kota-b")]
    found = people.grant(accounts, " Siti@Kota.go.id ", given, by="root")
    assert (found.name, found.bound, len(found.grants.held)) == ("siti@kota.go.id", False, 2)
    arrived = people.arrive(accounts, "siti@kota.go.id", issuer=ISSUER, subject="1")
    assert arrived is not None
    assert arrived.grants.may(Right.UPLOAD, "kota-a")
    assert people.withdraw(accounts, "SITI@kota.go.id", given, by="root") == 2
    left = people.named(accounts, "siti@kota.go.id")
    assert left is not None
    assert (left.grants.held, left.bound) == ((), True)


def test_a_name_is_bound_to_the_first_who_signed_in(accounts: AccountsDatabase) -> None:
    assert people.arrive(accounts, "a@b", issuer=ISSUER, subject="1") is not None
    assert people.arrive(accounts, "a@b", issuer=ISSUER, subject="1") is not None
    assert people.arrive(accounts, "a@b", issuer=ISSUER, subject="2") is None
    assert people.arrive(accounts, "a@b", issuer="https://lain.example", subject="1") is None
    assert log.entries(accounts, limit=1)[0].act == "sign-in-refused"
    assert people.forget(accounts, "a@b", by="root")
    assert people.arrive(accounts, "a@b", issuer=ISSUER, subject="2") is not None


@pytest.mark.parametrize(("one", "other"), [("straße@x", "strasse@x"), ("\u212a@x", "k@x")])
def test_no_two_names_of_others_become_one(
    accounts: AccountsDatabase, one: str, other: str
) -> None:
    people.grant(accounts, one, [Grant("admin")], by="root")
    arrived = people.arrive(accounts, other, issuer=ISSUER, subject="1")
    assert arrived is not None
    assert arrived.grants.held == ()


def test_cypher_is_given_for_all_or_not_at_all(accounts: AccountsDatabase) -> None:
    found = people.grant(accounts, "a", [Grant("cypher", "kota-a")], by="root")
    assert found.grants.held == ()


def test_a_session_ends_with_its_time_its_token_and_its_person(accounts: AccountsDatabase) -> None:
    people.grant(accounts, "a", [], by="root")
    mine = sessions.begin(accounts, Holder(person="a"), hours=1)
    local = sessions.begin(accounts, Holder(token="t"), hours=1)
    assert sessions.holder(accounts, mine, token="t") == Holder(person="a")
    assert sessions.holder(accounts, local, token="t") == Holder(token="t")
    assert sessions.holder(accounts, local, token="u") is None
    assert sessions.holder(accounts, mine, token="t", moment=now() + timedelta(hours=2)) is None
    assert sessions.holder(accounts, mine[:-1], token="t") is None
    sessions.end(accounts, local)
    assert sessions.holder(accounts, local, token="t") is None
    people.forget(accounts, "a", by="root")
    assert sessions.holder(accounts, mine, token="t") is None
    assert mine.encode() not in b"".join(
        path.read_bytes() for path in accounts.path.parent.iterdir() if path.is_file()
    )


def test_a_signing_word_stays_the_same(accounts: AccountsDatabase) -> None:
    word = sessions.word(accounts, "embed")
    assert len(word) > 40
    assert sessions.word(accounts, "embed") == word
    assert sessions.word(accounts, "other") != word


def test_the_log_is_read_page_by_page_and_long_facts_are_cut(accounts: AccountsDatabase) -> None:
    for number in range(5):
        log.note(accounts, "a", "read", f"kota-{number % 2}", text="x" * 5000, number=number)
    newest = log.entries(accounts, limit=2)
    assert [entry.facts["number"] for entry in newest] == [4, 3]
    older = log.entries(accounts, before=newest[-1].number, dataset="kota-0")
    assert [entry.facts["number"] for entry in older] == [2, 0]
    assert len(older[0].facts["text"]) < 2100


def test_all_that_lasts_goes_through_json_into_another_accounts_database(
    accounts: AccountsDatabase, tmp_path: Path
) -> None:
    people.grant(accounts, "a", [Grant("viewer", "kota-a")], by="root")
    _, secret = keys.add(accounts, "k", [Grant("admin")], expires=now() + timedelta(1), by="root")
    cookie = sessions.begin(accounts, Holder(person="a"), hours=1)
    kept = json.loads(json.dumps(copying.rows(accounts)))
    with open_accounts(tmp_path / "other") as other:
        people.grant(other, "b", [Grant("admin")], by="root")
        copying.replace_by(other, kept)
        assert copying.rows(other) == kept
        assert people.named(other, "b") is None
        assert keys.known(other, secret) is not None
        assert sessions.holder(other, cookie, token="") is None
        with pytest.raises(KeyError):
            copying.replace_by(other, {"people": [{"name": "x", "evil": 1}]})
        with pytest.raises(KeyError):
            copying.replace_by(other, {"sessions": [{"digest": "x"}]})
        assert copying.rows(other) == kept
