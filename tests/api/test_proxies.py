"""From which address a caller comes: a trusted proxy alone says so; and the limits that follow."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from http import HTTPStatus

import httpx
import pytest
from fastapi.testclient import TestClient
from serving import BEARER, TOKEN, key_header, serve

from kinerja_api.app import create_app
from kinerja_graph.errors import SettingsError
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.store.bolt import Store

ASSET = "/explore/assets/x/explorer.css"
"""Anybody may ask for it; it is counted by the address."""
HERE = "127.0.0.1"


@pytest.fixture(scope="module")
def settings(embedded_settings: Settings, embedded_store: Store) -> Settings:
    """Of a service that lets every address ask twice a minute before it signs in."""
    del embedded_store  # it keeps the engine
    return embedded_settings.model_copy(update={"rate_unknown": "2/minute"})


def statuses(url: str, *forwarded: str | None, name: str = "X-Forwarded-For") -> list[int]:
    """What is answered to one who asks with each of these headers in turn."""
    with httpx.Client(base_url=url) as client:
        return [
            client.get(ASSET, headers={} if one is None else {name: one}).status_code
            for one in forwarded
        ]


def test_nobody_is_believed_where_nobody_is_trusted(settings: Settings) -> None:
    with serve(settings, public_url="https://kinerja.example") as url:
        told = statuses(url, "203.0.113.1", "203.0.113.2", "203.0.113.3", None)
    assert told == [200, 200, 429, 429]


def test_a_trusted_proxy_tells_who_calls(settings: Settings) -> None:
    with serve(settings, trusted_proxies=HERE) as url:
        one, other = "203.0.113.1", "203.0.113.2"
        assert statuses(url, one, one, one, other, other, other) == [200, 200, 429] * 2
        # what the caller wrote himself stands further left, and changes nothing
        assert statuses(url, f"198.51.100.9, {one}", f"{other}, {one}", f"x, {one}") == [429] * 3
        # the proxy behind another trusted one: the first that is not trusted counts
        assert statuses(url, f"{one}, {HERE}", f"198.51.100.7, {HERE}") == [429, 200]
        # without the header, or with nothing in it, it is the proxy itself
        assert statuses(url, None, "", None) == [200, 200, 429]


def test_who_is_no_proxy_is_not_believed(settings: Settings) -> None:
    with serve(settings, trusted_proxies="10.0.0.0/8, 192.168.7.7") as url:
        assert statuses(url, "203.0.113.1", "203.0.113.2", "203.0.113.3") == [200, 200, 429]


@pytest.mark.parametrize("trusted", ["127.0.0.0/8", "::1, 127.0.0.1/32", "10.1.0.0/16,127.0.0.1"])
def test_networks_are_trusted_too(settings: Settings, trusted: str) -> None:
    given = read_settings(trusted_proxies=trusted).trusted_proxies
    with serve(settings, trusted_proxies=given) as url:
        assert statuses(url, *[f"203.0.113.{n}" for n in range(4)]) == [200] * 4


def test_one_line_of_ipv6_is_one_caller(settings: Settings) -> None:
    with serve(settings, trusted_proxies=HERE) as url:
        mine = [f"2001:db8:7:1::{n:x}" for n in range(1, 4)]
        assert statuses(url, *mine, "2001:db8:7:2::1") == [200, 200, 429, 200]
        assert statuses(url, "::ffff:203.0.113.9", "203.0.113.9", "203.0.113.9") == [200, 200, 429]
        assert statuses(url, "[2001:db8:8::1]:443", "2001:db8:8::2") == [200, 200]


def test_an_ipv4_proxy_of_a_service_at_ipv6_is_trusted(settings: Settings) -> None:
    chosen = settings.model_copy(update={"token": TOKEN, "trusted_proxies": "10.9.8.0/24"})
    for peer, told in (("::ffff:10.9.8.7", [200] * 3), ("::ffff:10.9.9.7", [200, 200, 429])):
        app = create_app(chosen)
        with TestClient(app, client=(peer, 1), base_url="http://127.0.0.1") as client:
            asked = [{"X-Forwarded-For": f"203.0.113.{n}"} for n in range(3)]
            assert [client.get(ASSET, headers=one).status_code for one in asked] == told, peer


def test_a_proxy_tells_whether_tls_brought_it(settings: Settings) -> None:
    for trusted, name in ((HERE, "__Host-kinerja_session"), ("10.0.0.1", "kinerja_session")):
        with serve(settings, trusted_proxies=trusted) as url:
            answer = httpx.get(f"{url}/?token={TOKEN}", headers={"X-Forwarded-Proto": "https"})
            assert answer.headers["set-cookie"].startswith(f"{name}=")


@pytest.mark.parametrize("wrong", ["*", "caddy", "0.0.0.0/0", "::/0", "10.0.0.1 10.2", "10"])
def test_what_trusts_everybody_or_nobody_is_refused(wrong: str) -> None:
    with pytest.raises(SettingsError) as told:
        read_settings(trusted_proxies=wrong)
    assert told.value.where == "trusted_proxies"


def wrong_key(account: str) -> dict[str, str]:
    return {"key": f"kinerja_{account}_{secrets.token_urlsafe(32)}"}


def typed(client: httpx.Client, key: dict[str, str], address: str) -> httpx.Response:
    """The answer to a key that somebody types at the sign-in, seen from ``address``."""
    return client.post("/sign-in", data=key, headers={"X-Forwarded-For": address})


@pytest.fixture(scope="module")
def office(settings: Settings) -> Iterator[httpx.Client]:
    """A service behind a proxy with small limits."""
    with (
        serve(
            settings,
            trusted_proxies=HERE,
            rate_wrong="5/hour",
            rate_account="12/hour",
            rate_unknown="20/hour",
        ) as url,
        httpx.Client(base_url=url, timeout=60) as client,
    ):
        yield client


def key_typed(settings: Settings) -> tuple[str, dict[str, str]]:
    """The id of a new key, and the key as somebody types it."""
    secret = key_header(settings, "kantor", "viewer")["Authorization"].removeprefix("Bearer ")
    return secret.split("_")[1], {"key": secret}


def test_one_person_does_not_close_the_sign_in_for_the_office(
    office: httpx.Client, settings: Settings
) -> None:
    shared = "203.0.113.50"
    mine, key = key_typed(settings)
    for number in range(30):  # of many keys that are none, and of one again and again
        typed(office, wrong_key(f"{number:08x}"), shared)
        typed(office, wrong_key("0badc0de"), shared)
    refused = typed(office, wrong_key("0badc0de"), shared)
    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert int(refused.headers["retry-after"]) > 0
    assert (
        "There are too many requests."
        in office.post(
            "/sign-in",
            data=wrong_key("0badc0de"),
            params={"lang": "en"},
            headers={"X-Forwarded-For": shared},
        ).text
    )
    at = {"X-Forwarded-For": shared}
    assert [office.get(ASSET, headers=at).status_code for _ in range(21)][-1] == 429
    assert office.get("/sign-in", headers=at).status_code == 200
    assert typed(office, key, shared).status_code == HTTPStatus.SEE_OTHER
    assert mine in key["key"]
    office.cookies.clear()


def test_many_addresses_slow_one_key_down_and_lock_nobody_out(
    office: httpx.Client, settings: Settings
) -> None:
    mine, key = key_typed(settings)
    used, used_key = key_typed(settings)
    assert typed(office, used_key, "203.0.113.60").status_code == HTTPStatus.SEE_OTHER
    office.cookies.clear()
    for account, far in ((mine, "198.51.100"), (used, "198.51.101")):
        told = [
            [typed(office, wrong_key(account), f"{far}.{n}").status_code for _ in range(5)]
            for n in range(6)
        ]
        assert told[0] == [401] * 5
        assert told[1] == [401] * 5
        assert told[2] == [401, 401, 401, 401, 429]  # twelve in all, and two as every address has
        assert told[3:] == [[401, 401, 429, 429, 429]] * 3
        refused = typed(office, wrong_key(account), f"{far}.5")
        assert 1 <= int(refused.headers["retry-after"]) <= 60
    # the key itself is not looked at from an address that tried too often, and opens elsewhere
    assert typed(office, key, "198.51.100.5").status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert typed(office, key, "203.0.113.61").status_code == HTTPStatus.SEE_OTHER
    office.cookies.clear()
    # one that was used before is let through wherever it comes from, as a header too
    assert typed(office, used_key, "198.51.101.5").status_code == HTTPStatus.SEE_OTHER
    office.cookies.clear()
    bearer = {"Authorization": f"Bearer {used_key['key']}", "X-Forwarded-For": "198.51.101.5"}
    assert office.get("/rules", headers=bearer).status_code == 200
    # and other keys are not concerned at all
    other = key_typed(settings)[1]
    assert typed(office, other, "198.51.100.5").status_code == HTTPStatus.SEE_OTHER
    office.cookies.clear()


def test_the_token_of_this_machine_is_never_locked_out(office: httpx.Client) -> None:
    for _ in range(30):
        office.get("/rules", headers={"Authorization": "Bearer wrong"})
        office.get("/?token=wrong", headers={"accept": "application/json"})
    wrong = office.get("/rules", headers={"Authorization": "Bearer wrong"})
    assert wrong.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert office.get("/rules", headers=BEARER).status_code == 200
    assert office.get(f"/?token={TOKEN}").status_code == HTTPStatus.SEE_OTHER
    office.cookies.clear()


def test_what_is_typed_at_the_sign_in_is_short(office: httpx.Client) -> None:
    answer = office.post("/sign-in", data={"key": "x" * 30_000})
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
