"""``Idempotency-Key``: sent twice, done once; also at once, after a restart, and by accounts."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from serving import client_of, key_header

from kinerja_graph.accounts import answers
from kinerja_graph.accounts.database import open_accounts
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop

PLAN = ("plan.json", b'{"objectives": [{"id": "S1", "name": "x", "level": 0}]}')
OTHER = ("plan.json", b'{"objectives": [{"id": "S2", "name": "x", "level": 0}]}')


@pytest.fixture
def client(embedded_settings: Settings) -> Iterator[httpx.Client]:
    with client_of(embedded_settings) as client:
        yield client


def send(
    client: httpx.Client, key: str, file: tuple[str, bytes] = PLAN, **more: Any
) -> httpx.Response:
    headers: Mapping[str, str] = {"Idempotency-Key": key, **more.pop("headers", {})}
    return client.post("/v1/uploads", files={"files": file}, headers=headers, params=more)


def mine(client: httpx.Client) -> set[str]:
    return {one["id"] for one in client.get("/v1/uploads").json()["uploads"]}


def fresh() -> str:
    return f"kunci-{secrets.token_hex(6)}"


def test_what_is_sent_twice_is_done_once(client: httpx.Client) -> None:
    key = fresh()
    first, second = send(client, key), send(client, key)
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.content == second.content
    assert first.headers["location"] == second.headers["location"]
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert len(mine(client)) == 1
    assert send(client, fresh()).json()["id"] != first.json()["id"]


def test_a_key_of_something_else_is_refused(client: httpx.Client) -> None:
    key = fresh()
    assert send(client, key).status_code == 202
    for again in (
        send(client, key, OTHER),
        send(client, key, ("rencana.json", PLAN[1])),
        send(client, key, edition="2"),
        client.post("/v1/uploads/x/load", headers={"Idempotency-Key": key}),
    ):
        assert (again.status_code, again.json()["code"]) == (422, "idempotency-key-reused")
    assert len(mine(client)) == 1


def test_what_is_refused_may_be_tried_again(client: httpx.Client) -> None:
    key = fresh()
    headers = {"Idempotency-Key": key}
    assert client.post("/v1/uploads/x/load", headers=headers).status_code == 404
    assert client.post("/v1/uploads/x/load", headers=headers).status_code == 404
    assert send(client, key).status_code == 202  # nothing was done under it


def test_of_many_at_once_one_is_done(client: httpx.Client) -> None:
    key = fresh()
    with ThreadPoolExecutor(8) as pool:
        answers_ = list(pool.map(lambda _: send(client, key), range(8)))
    done = {one.json()["id"] for one in answers_ if one.status_code == 202}
    others = [one for one in answers_ if one.status_code != 202]
    assert len(done) == 1
    assert all(
        (one.status_code, one.json()["code"]) == (409, "idempotency-key-in-use") for one in others
    )
    assert mine(client) == done


def test_a_load_is_answered_again_after_a_restart_and_not_done_again(
    embedded_settings: Settings, embedded_store: Store
) -> None:
    dataset, key = f"ulang-{secrets.token_hex(3)}", fresh()
    where = {"dataset": dataset, "edition": "1"}
    headers = {"Idempotency-Key": key}
    with client_of(embedded_settings) as client:
        place = send(client, fresh(), **where).headers["location"]
        client.get(place, params={"wait": 30})
        first = client.post(f"{place}/load", headers=headers)
        assert first.status_code == 202
        client.get(place, params={"wait": 30})
        loaded = client.get("/v1/editions", params=where).json()["editions"]
    with client_of(embedded_settings) as client:
        again = client.post(f"{place}/load", headers=headers)
        assert (again.status_code, again.content) == (202, first.content)
        assert client.get("/v1/editions", params=where).json()["editions"] == loaded
    drop(embedded_store, dataset, settings=embedded_settings)


def test_a_key_is_of_one_account_alone(client: httpx.Client, embedded_settings: Settings) -> None:
    key = fresh()
    one, two = (key_header(embedded_settings, name, "admin") for name in ("satu", "dua"))
    first = send(client, key, headers=one)
    theirs = send(client, key, OTHER, headers=two)
    assert (first.status_code, theirs.status_code) == (202, 202)
    assert first.json()["id"] != theirs.json()["id"]
    viewer = key_header(embedded_settings, "tiga", "viewer")
    assert send(client, key, headers=viewer).status_code == 403


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "é"])
def test_a_key_that_is_none_is_refused(client: httpx.Client, key: str) -> None:
    refused = send(client, key.encode("latin-1"))  # type: ignore[arg-type]  # as it is sent
    assert refused.status_code == 422
    assert refused.json()["code"] == "bad-value"


def test_a_key_is_forgotten_after_its_time_and_an_abandoned_one_is_taken_over(
    tmp_path: Any,
) -> None:
    with open_accounts(tmp_path) as book:

        def claim(request: str = "r") -> object:
            return answers.claim(book, "a", "k", request, hours=2)

        def grow_older(**age: float) -> None:
            moment = (datetime.now(UTC) - timedelta(**age)).strftime("%Y-%m-%dT%H:%M:%SZ")
            with sqlite3.connect(book.path) as plain:
                plain.execute("UPDATE answers SET started_at = ?", (moment,))

        assert (claim(), claim(), claim("s")) == ("claimed", "running", "different")
        grow_older(seconds=answers.LEASE_SECONDS + 5)
        assert claim("s") == "claimed"  # whoever had it ended without an answer
        kept = answers.KeptAnswer(202, "{}", {"Location": "/x"})
        answers.keep(book, "a", "k", kept)
        answers.give_up(book, "a", "k")  # of what is answered there is nothing to give up
        grow_older(hours=1.9)
        assert claim("s") == kept
        grow_older(hours=2.1)
        assert claim() == "claimed"


def test_an_account_keeps_only_so_many(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_KEPT", 3)
    with open_accounts(tmp_path) as book:
        for number in range(5):
            answers.claim(book, "a", str(number), "r", hours=2)
        answers.claim(book, "b", "0", "r", hours=2)
        with book.reading() as connection:
            rows = connection.exec_driver_sql("SELECT account, COUNT(*) FROM answers GROUP BY 1")
            assert dict(iter(rows)) == {"a": 3, "b": 1}  # type: ignore[arg-type]  # pairs
