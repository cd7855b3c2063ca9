"""People sign in at a provider: code, PKCE, state, nonce, and what is not believed."""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from fastapi.testclient import TestClient
from identity_provider import CLIENT, Provider, run_provider
from joserfc import jwt
from joserfc.jwk import RSAKey
from lxml import html

from kinerja_api.app import create_app
from kinerja_graph.accounts.rights import Grant
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.workflow import access

HERE = "http://127.0.0.1"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with run_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: Provider) -> Provider:
    """The provider, at which a new person signs in next."""
    name = f"{secrets.token_hex(4)}@kota.go.id"
    running.person = {"sub": secrets.token_hex(4), "email": name, "email_verified": True}
    running.spoil, running.signer = lambda _: None, None
    return running


@contextmanager
def service(settings: Settings, provider: Provider, **more: Any) -> Iterator[TestClient]:
    chosen = settings.model_copy(
        update={"oidc_issuer": provider.url, "oidc_client": CLIENT, **more}
    )
    with TestClient(create_app(chosen), base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def opened(
    embedded_settings: Settings, embedded_store: Store, running: Provider
) -> Iterator[TestClient]:
    del embedded_store  # it keeps the engine
    with service(embedded_settings, running) as client:
        yield client


@pytest.fixture
def client(opened: TestClient) -> TestClient:
    opened.cookies.clear()
    return opened


def at_provider(client: TestClient, then: str = "/rules") -> str:
    """The address to which the provider sends the browser back."""
    leaving = client.get("/sign-in/provider", params={"next": then})
    assert leaving.status_code == 302
    back = httpx2.get(leaving.headers["location"])
    assert back.status_code == 302, back.text
    return str(back.headers["location"])


def test_a_person_signs_in_and_may_do_what_was_granted(
    client: TestClient, provider: Provider, embedded_settings: Settings
) -> None:
    name = str(provider.person["email"])
    with access.accounts_database(embedded_settings) as book:
        access.grant_roles(book, name.upper(), [Grant("viewer")], by="uji")
    back = at_provider(client)
    arrived = client.get(back)
    assert (arrived.status_code, arrived.headers["location"]) == (303, "/rules")
    cookies = arrived.headers.get_list("set-cookie")
    assert any(one.startswith("kinerja_session=") and "HttpOnly" in one for one in cookies)
    assert client.get("/rules").status_code == 200
    assert name in client.get("/sign-in").text
    with access.accounts_database(embedded_settings) as book:
        (person,) = [one for one in access.list_people(book) if one.name == name]
        assert person.bound
        access.withdraw_roles(book, name, [Grant("viewer")], by="uji")
    assert client.get("/rules").status_code == 403


def signed_out(client: TestClient, word: str | None = None) -> httpx2.Response:
    (csrf,) = re.findall(r'name="csrf" value="([^"]+)"', client.get("/sign-in").text)
    return client.post("/sign-out", data={"csrf": word or csrf}, params={"lang": "en"})


def test_who_signs_out_is_signed_out_at_the_provider_too(
    client: TestClient, provider: Provider
) -> None:
    arrived = client.get(at_provider(client))
    (kept,) = [
        one for one in arrived.headers.get_list("set-cookie") if one.startswith("kinerja_vouched=")
    ]
    assert {"HttpOnly", "Path=/sign-out", "SameSite=lax"} <= set(kept.split("; "))
    assert signed_out(client, "x").status_code == 403
    answer = signed_out(client)
    assert (answer.status_code, "You are signed out" in answer.text) == (200, True)
    assert answer.headers["referrer-policy"] == "same-origin"
    assert client.get("/rules").status_code == 401
    assert "kinerja_vouched" not in client.cookies
    page = html.fromstring(answer.text)
    (onward,) = page.xpath("//a/@href")
    (refresh,) = page.xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh == f"0; url={onward}"
    provider.ended.clear()
    back = httpx2.get(onward)
    assert (back.status_code, back.headers["location"]) == (302, f"{HERE}/sign-in")
    (asked,) = provider.ended
    claims = jwt.decode(asked["id_token_hint"], provider.key).claims
    assert claims["sub"] == provider.person["sub"]


def test_a_provider_that_ends_nothing_is_left_alone(
    embedded_settings: Settings, provider: Provider
) -> None:
    provider.ends = False
    try:
        with service(embedded_settings, provider) as client:
            assert client.get(at_provider(client)).status_code == 303
            answer = signed_out(client)
            assert answer.headers["location"].startswith("/sign-in")
            assert client.get("/rules").status_code == 401
    finally:
        provider.ends = True


def test_a_token_that_no_cookie_holds_is_not_sent(client: TestClient, provider: Provider) -> None:
    provider.person["groups"] = ["x" * 4000]
    client.get(at_provider(client))
    answer = signed_out(client)
    (onward,) = html.fromstring(answer.text).xpath("//a/@href")
    assert "id_token_hint" not in onward
    assert f"client_id={CLIENT}" in onward


def test_the_request_bears_a_state_a_nonce_and_a_challenge(
    client: TestClient, provider: Provider
) -> None:
    leaving = client.get("/sign-in/provider")
    sent = {k: v[0] for k, v in parse_qs(urlsplit(leaving.headers["location"]).query).items()}
    assert sent["code_challenge_method"] == "S256"
    assert sent["redirect_uri"] == f"{HERE}/sign-in/callback"
    assert min(len(sent[name]) for name in ("state", "nonce", "code_challenge")) >= 16
    cookie = leaving.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "Path=/sign-in" in cookie
    assert provider.url in leaving.headers["location"]


def test_somebody_without_a_role_sees_nothing(client: TestClient, provider: Provider) -> None:
    del provider
    assert client.get(at_provider(client)).status_code == 303
    answer = client.get("/datasets")
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_a_way_back_is_good_once_and_in_its_own_browser(
    client: TestClient, provider: Provider
) -> None:
    del provider
    back = at_provider(client)
    kept = dict(client.cookies)
    client.cookies.clear()
    assert client.get(back).json()["code"] == "sign-in-failed"
    client.cookies.update(kept)
    assert client.get(back).status_code == 303
    client.cookies.update(kept)
    assert client.get(back).status_code == 403


@pytest.mark.parametrize("part", ["state", "code"])
def test_a_changed_way_back_is_refused(client: TestClient, provider: Provider, part: str) -> None:
    del provider
    back = at_provider(client)
    sent = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
    answer = client.get("/sign-in/callback", params={**sent, part: "x"})
    assert (answer.status_code, answer.json()["code"]) == (403, "sign-in-failed")
    assert "kinerja_session" not in client.cookies


SPOILS: dict[str, Callable[[dict[str, Any]], None]] = {
    "another nonce": lambda claims: claims.update(nonce="x"),
    "no nonce": lambda claims: claims.pop("nonce"),
    "for another client": lambda claims: claims.update(aud="other"),
    "of another issuer": lambda claims: claims.update(iss="https://evil.example"),
    "expired": lambda claims: claims.update(exp=1_000_000, iat=1),
    "nobody": lambda claims: claims.pop("sub"),
}


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
def test_a_token_that_is_not_for_us_is_not_believed(
    client: TestClient, provider: Provider, spoil: Callable[[dict[str, Any]], None]
) -> None:
    provider.spoil = spoil
    answer = client.get(at_provider(client))
    assert (answer.status_code, answer.json()["code"]) == (403, "sign-in-failed")
    assert "kinerja_session" not in client.cookies


def test_a_token_that_another_signed_is_not_believed(
    client: TestClient, provider: Provider
) -> None:
    provider.signer = RSAKey.generate_key(2048, {"kid": "k1"})
    assert client.get(at_provider(client)).status_code == 403


@pytest.mark.parametrize("verified", [False, None, "true"])
def test_an_address_that_is_not_verified_is_no_name(
    client: TestClient, provider: Provider, verified: object
) -> None:
    provider.person["email_verified"] = verified
    answer = client.get(at_provider(client))
    assert (answer.status_code, answer.json()["code"]) == (403, "name-not-vouched-for")


@pytest.mark.parametrize(
    "name", ["local", " LOCAL ", "root (kinerja)", "Bappeda (0a1b2c3d)", "a\u202eb", "a\nb", " ", 7]
)
def test_nobody_bears_a_name_that_the_service_gives_to_others(
    client: TestClient, provider: Provider, name: object
) -> None:
    provider.person["email"] = name
    answer = client.get(at_provider(client))
    assert (answer.status_code, answer.json()["code"]) == (403, "name-not-vouched-for")


def test_an_address_that_somebody_else_got_brings_no_rights(
    client: TestClient, provider: Provider
) -> None:
    assert client.get(at_provider(client)).status_code == 303
    client.cookies.clear()
    provider.person["sub"] = "somebody-else"
    answer = client.get(at_provider(client))
    assert (answer.status_code, answer.json()["code"]) == (403, "name-taken")


def test_afterwards_nobody_is_led_elsewhere(client: TestClient, provider: Provider) -> None:
    del provider
    for then in ("https://evil.example", "//evil.example", "/\\evil.example"):
        assert client.get(at_provider(client, then)).headers["location"] == "/"


def test_with_a_secret_and_behind_a_proxy(embedded_settings: Settings, provider: Provider) -> None:
    provider.secret = "rahasia-layanan"
    try:
        more = {"oidc_secret": provider.secret, "public_url": "http://127.0.0.1"}
        with service(embedded_settings, provider, **more) as client:
            assert client.get(at_provider(client)).status_code == 303
        with service(embedded_settings, provider, oidc_secret="lain") as client:
            assert client.get(at_provider(client)).status_code == 403
    finally:
        provider.secret = ""


def test_a_provider_that_does_not_answer_is_told(embedded_settings: Settings) -> None:
    nobody = Provider(url="http://127.0.0.1:9")
    with service(embedded_settings, nobody) as client:
        answer = client.get("/sign-in/provider")
    assert (answer.status_code, answer.json()["code"]) == (502, "provider-unreachable")


def test_without_a_provider_there_is_no_way_to_it(embedded_settings: Settings) -> None:
    with TestClient(create_app(embedded_settings), base_url=HERE) as client:
        assert client.get("/sign-in/provider").json()["code"] == "no-provider"
