"""Who gets in: tokens, keys, cookies, forms, names of the service, limits; and what it says."""

import json
import logging
import re
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from kinerja_api.access import limits
from kinerja_api.app import create_app
from kinerja_api.errors import public_error, status_of
from kinerja_graph.accounts import keys
from kinerja_graph.accounts.database import now
from kinerja_graph.accounts.rights import Grant
from kinerja_graph.errors import SettingsError, StoreError, Unavailable
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.texts import LANGUAGES, Text
from kinerja_graph.workflow import access

TOKEN = "kata-untuk-mesin-ini-yang-panjang"
HERE = "http://127.0.0.1"
WANTED = {
    "rule": "silo-outcome",
    "subject": "S1",
    "reason": "x",
    "until": "2999-01-01",
    "by": "y",
}
BOSS = {"Authorization": f"Bearer {TOKEN}"}


@dataclass(frozen=True)
class House:
    """The settings of a service, and two datasets that it holds."""

    settings: Settings
    mine: str
    other: str

    @contextmanager
    def client(self, base: str = HERE, **more: Any) -> Iterator[TestClient]:
        app = create_app(self.settings.model_copy(update={"token": TOKEN, **more}))
        with TestClient(app, base_url=base, follow_redirects=False) as client:
            yield client

    def key(self, role: Any, dataset: str | None = None) -> dict[str, str]:
        """The header of a new key."""
        grants = [Grant(role, dataset or self.mine)]
        with access.accounts_database(self.settings) as book:
            _, secret = access.add_key(book, f"uji {role}", grants, days=1, by="uji")
        return {"Authorization": f"Bearer {secret}"}


@pytest.fixture(scope="module")
def house(embedded_settings: Settings, embedded_store: Store) -> Iterator[House]:
    names = [f"masuk-{word}-{secrets.token_hex(3)}" for word in ("saya", "lain")]
    for name in names:
        reading = read_document(
            {"objectives": [{"id": "S1", "name": f"Sasaran {name}", "level": 0}]},
            name="plan",
            settings=embedded_settings,
            dataset=name,
        )
        assert reading.cascade is not None
        load(embedded_store, reading.cascade, settings=embedded_settings)
    yield House(embedded_settings, *names)
    for name in names:
        drop(embedded_store, name, settings=embedded_settings)


@pytest.fixture(scope="module")
def client(house: House) -> Iterator[TestClient]:
    with house.client() as opened:
        yield opened


@pytest.fixture
def visitor(client: TestClient) -> Iterator[TestClient]:
    """The same client as somebody who has no cookie yet."""
    client.cookies.clear()
    yield client
    client.cookies.clear()


def test_nobody_gets_in_without_a_credential(visitor: TestClient) -> None:
    answer = visitor.get("/datasets")
    assert (answer.status_code, answer.json()["code"]) == (401, "sign-in-needed")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    for wrong in ("Bearer x", "Bearer kinerja_00000000_x", "Bearer \u00e9"):
        answer = visitor.get("/datasets", headers={b"Authorization": wrong.encode("latin-1")})
        assert (answer.status_code, answer.json()["code"]) == (401, "bad-key"), wrong


def test_a_browser_is_sent_to_sign_in_and_back(visitor: TestClient) -> None:
    answer = visitor.get("/datasets?a=1&b=//x", headers={"accept": "text/html,*/*"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2Fdatasets%3Fa%3D1%26b%3D%2F%2Fx"


def test_the_token_of_the_address_becomes_a_cookie(visitor: TestClient) -> None:
    answer = visitor.get(f"/datasets?token={TOKEN}&dataset=x")
    assert (answer.status_code, answer.headers["location"]) == (303, "/datasets?dataset=x")
    cookie = answer.headers["set-cookie"]
    assert re.match(r"kinerja_session=\S{43}; HttpOnly; Max-Age=\d+; Path=/; SameSite=lax$", cookie)
    assert TOKEN not in cookie
    assert visitor.get("/datasets").status_code == 200


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "/%2f/evil.example"])
def test_a_token_leads_nowhere_else(visitor: TestClient, path: str) -> None:
    answer = visitor.get(f"{HERE}{path}?token={TOKEN}")
    assert re.match(r"/[^/\\]", answer.headers["location"]), answer.headers["location"]


def test_a_wrong_token_opens_nothing(visitor: TestClient) -> None:
    answer = visitor.get("/?token=x", headers={"accept": "application/json"})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_the_token_holds_for_this_machine_alone(house: House) -> None:
    house.key("viewer")  # so that there is a way to sign in
    with house.client("http://192.0.2.7", hosts="192.0.2.7", host="0.0.0.0") as far:  # noqa: S104
        assert far.get("/datasets", headers=BOSS).status_code == 401
        assert far.get(f"/?token={TOKEN}", headers={"accept": "*/*"}).status_code == 401


def test_a_cookie_of_an_earlier_token_opens_nothing(house: House, visitor: TestClient) -> None:
    visitor.get(f"/?token={TOKEN}")
    value = visitor.cookies["kinerja_session"]
    with house.client() as again:
        again.cookies.set("kinerja_session", value)
        assert again.get("/datasets").status_code == 200
    app = create_app(house.settings.model_copy(update={"token": "kata-lain"}))
    with TestClient(app, base_url=HERE) as other:
        other.cookies.set("kinerja_session", value)
        assert other.get("/datasets").status_code == 401


def test_behind_tls_the_cookie_is_for_this_host_and_tls_alone(house: House) -> None:
    with house.client(public_url="https://kinerja.example") as client:
        answer = client.get(f"/?token={TOKEN}")
        assert answer.headers["set-cookie"].startswith("__Host-kinerja_session=")
        assert "; Secure" in answer.headers["set-cookie"]
        assert answer.headers["strict-transport-security"]


def test_a_key_becomes_a_session_and_ends_with_the_key(house: House, visitor: TestClient) -> None:
    header = house.key("viewer")
    secret = header["Authorization"].removeprefix("Bearer ")
    refused = visitor.post("/sign-in", data={"key": "x", "next": "/x"})
    assert (refused.status_code, "set-cookie" in refused.headers) == (401, False)
    answer = visitor.post("/sign-in", data={"key": secret, "next": "//evil.example"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert [one["dataset"] for one in visitor.get("/datasets").json()["datasets"]] == [house.mine]
    page = visitor.get("/sign-in?lang=en").text
    assert "You are signed in as" in page
    with access.accounts_database(house.settings) as book:
        access.revoke_key(book, secret.split("_")[1], by="uji")
    assert visitor.get("/datasets").status_code == 401


def test_a_key_that_was_just_used_ends_at_once(house: House, visitor: TestClient) -> None:
    """What is known of a key without asking again is asked again once anything changed."""
    header = house.key("viewer")
    name = header["Authorization"].split("_")[1]
    assert [visitor.get("/datasets", headers=header).status_code for _ in range(3)] == [200] * 3
    with access.accounts_database(house.settings) as book:
        access.revoke_key(book, name, by="uji")
    assert visitor.get("/datasets", headers=header).status_code == 401
    with access.accounts_database(house.settings) as book:
        short = now() + timedelta(seconds=2)
        _, secret = keys.add(book, "sebentar", [Grant("viewer")], expires=short, by="uji")
    header = {"Authorization": f"Bearer {secret}"}
    assert visitor.get("/datasets", headers=header).status_code == 200
    time.sleep(max(0, (short - datetime.now(UTC)).total_seconds()))
    assert visitor.get("/datasets", headers=header).status_code == 401


def test_an_accounts_database_that_somebody_else_writes_holds_up_no_request(
    house: House, visitor: TestClient
) -> None:
    key = house.key("viewer")
    held = sqlite3.connect(house.settings.home / "kinerja.sqlite", isolation_level=None)
    try:
        held.execute("BEGIN IMMEDIATE")
        assert visitor.get("/rules", headers=key).status_code == 200
        assert visitor.get("/readyz", headers=key).json()["ledger_answers"]
    finally:
        held.execute("ROLLBACK")
        held.close()

    def used() -> str | None:
        with access.accounts_database(house.settings) as book:
            found = access.key_named(book, key["Authorization"].split("_")[1])
            assert found is not None
            return found.used_at

    end = time.monotonic() + 30
    while used() is None and time.monotonic() < end:
        time.sleep(0.1)
    assert used() is not None


def test_no_other_site_signs_anybody_in(house: House, visitor: TestClient) -> None:
    secret = house.key("viewer")["Authorization"].removeprefix("Bearer ")
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = visitor.post("/sign-in", data={"key": secret}, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "forged-request")


def test_the_sign_in_page_is_safe_and_speaks_both_languages(visitor: TestClient) -> None:
    evil = '/"><script>alert(1)</script>'
    answer = visitor.get("/sign-in", params={"next": evil, "lang": "id"})
    assert "<script" not in answer.text
    assert 'lang="id"' in answer.text
    assert "Kunci API" in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "sha256-" in answer.headers["content-security-policy"]


def test_a_session_changes_nothing_without_its_word(house: House, visitor: TestClient) -> None:
    visitor.get(f"/?token={TOKEN}")
    csrf = re.findall(r'name="csrf" value="(\w{64})"', visitor.get("/sign-in").text)[0]
    path = f"/waivers?dataset={house.mine}"
    good = {"x-csrf-token": csrf}
    for headers in (
        {},
        {"x-csrf-token": "0" * 64},
        {**good, "origin": "https://evil.example"},
        {**good, "origin": "null"},
        {**good, "sec-fetch-site": "same-site"},
    ):
        answer = visitor.post(path, json=WANTED, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "forged-request"), headers
    assert visitor.post(path, json=WANTED, headers={**good, "origin": HERE}).status_code == 201
    for body in ({}, {"csrf": "0"}):
        assert visitor.post("/sign-out", data=body).status_code == 403
    answer = visitor.post("/sign-out", data={"csrf": csrf}, params={"lang": "en"})
    assert answer.status_code == 303
    assert "You are signed out." in visitor.get(answer.headers["location"]).text
    assert visitor.get("/datasets").status_code == 401


def test_a_form_with_files_needs_the_word_too(visitor: TestClient) -> None:
    visitor.get(f"/?token={TOKEN}")
    csrf = re.findall(r'name="csrf" value="(\w{64})"', visitor.get("/sign-in").text)[0]
    files = {"file": ("plan.json", b'{"objectives": []}', "application/json")}
    for path in ("/explore/upload", "/uploads"):
        assert visitor.post(path, files=files).status_code == 403, path
        assert visitor.post(path, files=files, data={"csrf": "0"}).status_code == 403, path
    assert visitor.post("/explore/upload", files=files, data={"csrf": csrf}).status_code == 303
    answer = visitor.post("/uploads", files=files, headers={"x-csrf-token": csrf})
    assert answer.status_code == 202, answer.text


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "", "evil:80", "[::1"],
)
def test_the_service_answers_to_its_own_names_alone(visitor: TestClient, host: str) -> None:
    for path in ("/datasets", "/healthz", "/sign-in"):
        answer = visitor.get(path, headers={"host": host, **BOSS})
        assert (answer.status_code, answer.json()["code"]) == (421, "wrong-host")


@pytest.mark.parametrize("host", ["localhost:1", "[::1]", "127.0.0.1", "LOCALHOST"])
def test_names_of_this_machine_are_its_own(visitor: TestClient, host: str) -> None:
    assert visitor.get("/healthz", headers={"host": host}).status_code == 200


def test_open_to_others_without_sign_in_it_answers_nobody(house: House) -> None:
    app = create_app(house.settings.model_copy(update={"token": TOKEN, "hosts": "192.0.2.7"}))
    with TestClient(app, base_url="http://192.0.2.7") as far, pytest.MonkeyPatch.context() as patch:
        patch.setattr("kinerja_api.access.guard.can_sign_in", lambda _: False)
        answer = far.get("/healthz")
    assert (answer.status_code, answer.json()["code"]) == (403, "sign-in-not-configured")
    assert "KINERJA_OIDC_ISSUER" in answer.json()["remedy"]


def test_headers_of_every_answer(visitor: TestClient) -> None:
    for path, headers in (
        ("/datasets", BOSS), ("/datasets", {}), ("/none", {}), ("/healthz", {"host": "x"}),
    ):  # fmt: skip
        told = visitor.get(path, headers=headers).headers
        assert "default-src 'none'" in told["content-security-policy"]
        assert "frame-ancestors 'none'" in told["content-security-policy"]
        assert told["x-content-type-options"] == "nosniff"
        assert told["referrer-policy"] == "same-origin"
        assert told["x-frame-options"] == "DENY"
        assert {"authorization", "cookie"} <= set(told["vary"].lower().split(", "))
        assert "server" not in told


def test_a_fault_of_ours_passes_the_guard_too(
    house: House, visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError(TOKEN)

    monkeypatch.setattr("kinerja_graph.workflow.waivers.records", fail)
    client = TestClient(visitor.app, base_url=HERE, raise_server_exceptions=False)
    answer = client.get(f"/waivers?dataset={house.mine}", headers=BOSS)
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"]
    assert TOKEN not in answer.text
    assert house.mine not in answer.text


def test_where_the_database_stands_is_not_told() -> None:
    error = Unavailable(
        Text(id="Basis data tidak menjawab.", en="The database does not answer."),
        mend=Text(id="Periksa {uri}.", en="Check {uri}."),
        where="bolt://10.0.0.5:7687 (neo4j)",
        uri="bolt://10.0.0.5:7687",
    )
    told = public_error(error)
    assert (status_of(told), told.code, told.facts) == (503, error.code, error.facts)
    for language in LANGUAGES:
        assert "10.0.0.5" not in told.tell(language)
        assert told.what.say(language) == error.what.say(language)
    gone = StoreError(error.what, mend=error.mend, where="kota 2026", code="edition-gone")
    assert (public_error(gone).where, public_error(gone).mend) == ("kota 2026", gone.mend)


def test_too_many_requests_are_told_when_to_come_back(house: House) -> None:
    with house.client(rate="2/minute", rate_unknown="3/minute", rate_wrong="2/minute") as client:
        key = house.key("viewer")
        statuses = [client.get("/rules", headers=key).status_code for _ in range(4)]
        assert statuses == [200, 200, 429, 429]
        assert [client.get("/rules", headers=BOSS).status_code for _ in range(4)] == [200] * 4
        asset = "/explore/assets/x/explorer.css"
        unknown = [client.get(asset).status_code for _ in range(4)]
        assert unknown == [200, 200, 200, 429]
        assert client.get("/sign-in").status_code == 200  # open to whoever shares the address
        page = client.get(
            "/explore/edition", headers={"accept": "text/html", "accept-language": "en"}
        )
        assert (page.status_code, page.headers["content-type"][:9]) == (429, "text/html")
        assert "<h1>There are too many requests.</h1>" in page.text
        assert 1 <= int(page.headers["retry-after"]) <= 60
        assert "style-src 'sha256-" in page.headers["content-security-policy"]
        wrong = [client.get("/rules", headers={"Authorization": "Bearer x"}) for _ in range(3)]
        assert [one.status_code for one in wrong] == [401, 401, 429]
        assert 1 <= int(wrong[2].headers["retry-after"]) <= 60
        assert wrong[2].json()["code"] == "too-many-requests"
        assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "made_up",
    [
        {"Cookie": "a=b"},
        {"Cookie": "kinerja_session=tiada"},
        {"Authorization": "Basic YTpi"},
        {"Authorization": "Bearer"},
    ],
)
def test_a_credential_that_is_made_up_spares_nobody_the_limit(
    house: House, made_up: dict[str, str]
) -> None:
    with house.client(rate_unknown="2/minute", rate_wrong="2/minute") as client:
        path = "/explore/assets/x/explorer.css"
        assert [client.get(path, headers=made_up).status_code for _ in range(3)] == [200, 200, 429]
        wrong = {"Authorization": "Bearer kinerja_x_y"}
        assert [client.get(path, headers=wrong).status_code for _ in range(3)] == [200, 200, 429]
        assert client.get(path, headers=house.key("viewer")).status_code == 200


def test_a_head_is_that_of_the_whole_answer(house: House) -> None:
    key = house.key("viewer")
    where = {"dataset": house.mine}
    with house.client() as client:
        for path in ("/healthz", "/matrix", "/explore/edition", "/sign-in", "/matrix.csv"):
            whole = client.get(path, params=where, headers=key)
            head = client.head(path, params=where, headers=key)
            assert (head.status_code, head.content) == (200, b""), path
            for name in ("content-type", "content-length", "etag", "content-security-policy"):
                assert head.headers.get(name) == whole.headers.get(name), (path, name)
        assert client.head("/matrix", params=where).status_code == 401
        assert (
            client.head("/matrix", params={"dataset": house.other}, headers=key).status_code == 403
        )
        assert client.head("/", params={"lang": "en"}).status_code == 303
        opened = client.head("/", params={"token": TOKEN})
        assert (opened.status_code, "set-cookie" in opened.headers) == (303, False)
        assert client.head("/query", headers=BOSS).status_code == 405
        assert client.head("/explore/edition/x", headers=key).status_code == 404


@pytest.mark.parametrize("origin", ["http://[::1", "null", "https://lain.example", "x"])
def test_a_form_from_an_address_that_is_none_is_refused(house: House, origin: str) -> None:
    with house.client() as client:
        sent = client.post("/sign-in", data={"key": "x"}, headers={"Origin": origin})
        assert sent.status_code == 403


@pytest.mark.parametrize("body", ['{"rule": "a", "subject": "\\ud800"}', '{"\\ud800": "a"}'])
def test_half_a_character_is_quoted_as_a_question_mark(house: House, body: str) -> None:
    kind = {"Content-Type": "application/json", **BOSS}
    with house.client() as client:
        sent = client.post("/waivers", content=body, headers=kind, params={"dataset": house.mine})
        assert sent.status_code == 422, sent.text
        assert "?" in sent.json()["title"]


def test_a_rate_that_is_none_is_refused(house: House) -> None:
    with pytest.raises(SettingsError), house.client(rate="often"):
        raise AssertionError


@pytest.mark.parametrize("length", ["10000001", "99999999999999999999", "-1", "x"])
def test_a_body_that_says_it_is_too_large_is_not_read(visitor: TestClient, length: str) -> None:
    answer = visitor.put("/waivers.yaml", headers={**BOSS, "content-length": length}, content=b"")
    assert answer.status_code == 413


def test_a_body_that_does_not_say_so_is_cut(
    house: House, visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for most in ("BODY_BYTES", "SIGN_IN_BYTES"):
        monkeypatch.setattr(limits, most, 1000)
    for path, kind in (("/sign-in", "application/x-www-form-urlencoded"), ("/waivers.yaml", "")):
        answer = visitor.request(
            "POST" if path == "/sign-in" else "PUT",
            path,
            params={"dataset": house.mine},
            content=(b"a" * 300 for _ in range(9)),
            headers={**BOSS, "content-type": kind or "application/yaml"},
        )
        assert (answer.status_code, answer.json()["code"]) == (413, "too-large"), path


def test_a_key_begins_no_more_sessions_than_its_caller_may_ask_for(house: House) -> None:
    with house.client(rate="3/hour") as client:
        typed = house.key("viewer")["Authorization"].removeprefix("Bearer ")
        answers: list[httpx2.Response] = []
        for _ in range(5):
            answers.append(client.post("/sign-in", data={"key": typed}))
            client.cookies.clear()
        assert [one.status_code for one in answers] == [303, 303, 303, 429, 429]
        assert int(answers[-1].headers["retry-after"]) > 0
        other = house.key("viewer")["Authorization"].removeprefix("Bearer ")
        assert client.post("/sign-in", data={"key": other}).status_code == 303


@pytest.mark.parametrize("charset", ["undefined", "idna", "unicode_escape", "utf-7", "utf-16"])
def test_a_form_in_another_charset_is_refused(
    house: House, visitor: TestClient, charset: str
) -> None:
    """Some of Python's codecs raise what no parser of forms expects, or give half a character."""
    kind = f'multipart/form-data; boundary=B; Charset="{charset}"'
    part = "--B\r\nContent-Disposition: form-data; name={}\r\n\r\n\\ud800+2AA-\r\n"
    body = "".join(part.format(name) for name in ("key", "next", "csrf", "rule")) + "--B--\r\n"
    visitor.get(f"/?token={TOKEN}")  # a session, whose word is looked for in the form
    for path in ("/sign-in", "/waivers", "/explore/waivers", "/uploads", "/explore/upload"):
        for headers in ({}, BOSS):
            answer = visitor.post(
                path,
                content=body,
                headers={**headers, "content-type": kind},
                params={"dataset": house.mine},
            )
            assert (answer.status_code, answer.json()["code"]) == (415, "not-utf8"), path
    answer = visitor.post(
        "/sign-in", content=body, headers={"content-type": kind.replace(charset, "UTF-8")}
    )
    assert answer.status_code == 401


def test_the_state_of_the_service(house: House, visitor: TestClient) -> None:
    assert visitor.get("/healthz").json() == {"status": "ok", "engine": None, "editions": None}
    unknown = visitor.get("/readyz").json()
    assert (unknown["ready"], unknown["engine"], unknown["editions"]) == (True, None, None)
    known = visitor.get("/readyz", headers=BOSS).json()
    assert known["engine"]["name"] == "arcadedb"
    assert known["editions"] >= 2
    assert visitor.get("/metrics").status_code == 401
    visitor.get(f"/trace/S1?dataset={house.mine}", headers=BOSS)
    figures = visitor.get("/metrics", headers=house.key("viewer")).text
    assert 'kinerja_requests_total{method="GET",route="/trace/{id:path}",status="200"}' in figures
    assert house.mine not in figures


def test_an_engine_that_does_not_answer_is_not_ready(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kinerja_graph.errors import Unavailable  # noqa: PLC0415
    from kinerja_graph.texts import Text  # noqa: PLC0415

    def fail(_: object) -> int:
        raise Unavailable(Text(id="x", en="x"), mend=Text(id="x", en="x"))

    monkeypatch.setattr("kinerja_graph.workflow.snapshots.number_of_editions", fail)
    answer = visitor.get("/readyz", headers=BOSS)
    assert (answer.status_code, answer.json()["engine_answers"]) == (503, False)
    assert int(answer.headers["retry-after"]) > 0
    assert visitor.get("/healthz", headers=BOSS).status_code == 200


def test_what_was_done_is_in_the_log_of_its_dataset(house: House, visitor: TestClient) -> None:
    admin, lain = house.key("admin"), house.key("admin", house.other)
    visitor.post(f"/waivers?dataset={house.mine}", json=WANTED, headers=admin)
    told = visitor.get(f"/log?dataset={house.mine}&limit=1", headers=admin).json()
    assert [(one["act"], one["dataset"]) for one in told["log"]] == [
        ("waiver-proposed", house.mine)
    ]
    assert told["log"][0]["who"].startswith("uji admin (")
    assert visitor.get(f"/log?dataset={house.mine}", headers=lain).status_code == 403
    assert {one["dataset"] for one in visitor.get("/log", headers=admin).json()["log"]} == {
        house.mine
    }
    everything = visitor.get("/log", headers=BOSS).json()["log"]
    assert "key-added" in {one["act"] for one in everything}


def test_the_log_of_the_service_tells_no_secret(
    house: House, capfd: pytest.CaptureFixture[str]
) -> None:
    key = house.key("viewer")["Authorization"]
    with house.client() as client:
        client.get(f"/datasets?token={TOKEN}")
        client.get("/datasets", headers={"Authorization": key})
        client.get("/sign-in?code=geheim&state=geheim")
        cookie = client.cookies["kinerja_session"]
    lines = [line for line in capfd.readouterr().err.splitlines() if line.startswith("{")]
    events = [json.loads(line) for line in lines]
    assert ("/datasets", 303) in {(one.get("path"), one.get("status")) for one in events}
    assert any(str(one.get("caller")).startswith("uji viewer") for one in events)
    for secret in (TOKEN, key.split("_", 2)[2], "geheim", cookie):
        assert secret not in "".join(lines)


def test_addresses_in_the_access_log_of_uvicorn_lose_their_secrets() -> None:
    record = logging.LogRecord(
        "uvicorn.access", 20, "", 0, "%s %s", ("GET", f"/?token={TOKEN}&lang=id"), None
    )
    assert all(
        isinstance(one, logging.Filter) and one.filter(record)
        for one in logging.getLogger("uvicorn.access").filters
    )
    assert record.getMessage() == "GET /?token=…&lang=id"
