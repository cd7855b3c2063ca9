"""Keys and people on their page: who sees which, who makes and ends which, and what is told."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from lxml import html
from sites import Site

from kinerja_graph.accounts.rights import Grant, Role
from kinerja_graph.settings import Settings
from kinerja_graph.workflow.access import (
    Key,
    accounts_database,
    add_key,
    entries,
    grant_roles,
    list_keys,
    revoke_key,
)

PAGE = "/explore/access"
OTHER = "milik-orang"
Made = Callable[..., tuple[Key, dict[str, str]]]


@pytest.fixture
def made(site: Site, embedded_settings: Settings) -> Iterator[Made]:
    """Makes a key of a role, in the dataset of the site where no other is named."""
    with accounts_database(embedded_settings) as book:
        before = {each.id for each in list_keys(book)}

        def one(role: Role, *datasets: str) -> tuple[Key, dict[str, str]]:
            grants = [Grant(role, each) for each in datasets or (site.dataset,)]
            key, secret = add_key(book, f"{role} {secrets.token_hex(3)}", grants, days=1, by="tes")
            return key, {"Authorization": f"Bearer {secret}"}

        yield one
        for each in list_keys(book):  # who may judge here would ask for four eyes elsewhere
            if each.id not in before:
                revoke_key(book, each.id, by="tes")


def shown(site: Site, who: dict[str, str], language: str = "en") -> str:
    answer = site.client.get(PAGE, params={"lang": language}, headers=who)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return " ".join(html.fromstring(answer.content).text_content().split())


def asked(site: Site, who: dict[str, str], **fields: str) -> httpx.Response:
    data = {"name": "skrip", "role": "viewer", "dataset": site.dataset, "days": "30", **fields}
    return site.client.post(f"{PAGE}/keys", params={"lang": "en"}, headers=who, data=data)


def secret_of(answer: httpx.Response) -> str:
    (found,) = html.fromstring(answer.content).xpath("//textarea[@id='secret']/text()")
    return str(found)


def test_a_key_is_made_shown_once_used_and_ended(
    site: Site, made: Made, embedded_settings: Settings
) -> None:
    admin, who = made("admin")
    answer = asked(site, who, name="<b>Skrip</b> Bappeda")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    secret = secret_of(answer)
    name = secret.split("_")[1]
    assert "&lt;b&gt;Skrip&lt;/b&gt; Bappeda" in answer.text
    mine = {"Authorization": f"Bearer {secret}"}
    where = {"dataset": site.dataset}
    assert site.client.get("/matrix", params=where, headers=mine).status_code == 200
    assert site.client.get("/query", params=where, headers=mine).status_code != 200
    assert secret not in site.client.get(PAGE, headers=who).text
    with accounts_database(embedded_settings) as book:
        (told,) = [one for one in entries(book) if one.facts.get("key") == name]
        assert (told.act, told.who) == ("key-added", f"{admin.name} ({admin.id})")
    for _ in range(2):
        ended = site.client.post(f"{PAGE}/keys/{name}/revoke", headers=who, data={"a": "b"})
        assert ended.status_code == 303
    assert site.client.get("/matrix", params=where, headers=mine).status_code == 401
    with accounts_database(embedded_settings) as book:
        acts = [one.act for one in entries(book) if one.facts.get("key") == name]
    assert acts == ["key-revoked", "key-added"]
    assert re.search(r"<strong>revoked</strong>", site.client.get(f"{PAGE}?lang=en").text)


def test_an_administrator_of_a_dataset_sees_and_ends_what_is_theirs(
    site: Site, made: Made, embedded_settings: Settings
) -> None:
    _, who = made("admin")
    own, _ = made("planner")
    both, opens = made("planner", site.dataset, OTHER)
    other, _ = made("viewer", OTHER)
    everywhere, _ = made("viewer", "*")
    with accounts_database(embedded_settings) as book:
        grant_roles(book, "ani@contoh.go.id", [Grant("viewer", site.dataset)], by="tes")
        grant_roles(book, "budi@contoh.go.id", [Grant("viewer", OTHER)], by="tes")
        grant_roles(book, "citra@contoh.go.id", [], by="tes")
    told = shown(site, who)
    assert own.id in told
    assert both.id in told
    assert not [one for one in (other.id, everywhere.id, OTHER) if one in told]
    assert "ani@contoh.go.id" in told
    assert not [one for one in ("budi@contoh", "citra@contoh") if one in told]
    whole = shown(site, {})
    assert all(one.id in whole for one in (own, both, other, everywhere))
    assert all(one in whole for one in ("ani@", "budi@", "citra@", OTHER))
    for key in (both, other, everywhere):
        refused = site.client.post(f"{PAGE}/keys/{key.id}/revoke", headers=who, data={"a": "b"})
        assert refused.status_code == 404, refused.text
    assert site.client.get("/datasets", headers=opens).status_code == 200
    assert site.client.post(
        f"{PAGE}/keys/{own.id}/revoke", headers=who, data={"a": "b"}
    ).is_redirect


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"dataset": OTHER}, 403),
        ({"dataset": f"{OTHER}; x"}, 403),
        ({"dataset": "*"}, 403),
        ({"dataset": "", "everywhere": "yes"}, 403),
        ({"dataset": "", "everywhere": "yes", "role": "admin"}, 403),
        ({"role": "cypher"}, 403),
        ({"dataset": "", "everywhere": "yes", "role": "cypher"}, 403),
        ({"dataset": ""}, 400),
        ({"dataset": " ; "}, 400),
        ({"everywhere": "yes"}, 400),
        ({"role": "raja"}, 400),
        ({"role": ""}, 400),
        ({"name": "  "}, 400),
        ({"name": "x" * 201}, 400),
        ({"name": "satu\ndua"}, 400),
        ({"name": "satu\u202edua"}, 400),
        ({"dataset": "satu\u202edua"}, 400),
        ({"days": "0"}, 400),
        ({"days": "367"}, 400),
        ({"days": "-1"}, 400),
        ({"days": "٣"}, 400),
        ({"days": "9" * 5000}, 400),
    ],
)
def test_what_may_not_be_given_is_told_beside_the_form(
    site: Site, made: Made, wrong: dict[str, str], status: int, embedded_settings: Settings
) -> None:
    _, who = made("admin")
    with accounts_database(embedded_settings) as book:
        before = entries(book, limit=1)
    answer = asked(site, who, **wrong)
    assert answer.status_code == status, answer.text
    page = html.fromstring(answer.content)
    assert page.xpath("//div[@role='alert']")
    assert not page.xpath("//textarea[@id='secret']")
    assert page.xpath("//input[@name='name']/@value") == [wrong.get("name", "skrip")]
    with accounts_database(embedded_settings) as book:
        assert entries(book, limit=1) == before


def test_who_administers_everything_gives_what_they_hold(site: Site, made: Made) -> None:
    _, who = made("admin", "*")
    everywhere = {"dataset": "", "everywhere": "yes"}
    assert asked(site, who, **everywhere).status_code == 200
    assert asked(site, who, **everywhere, role="cypher").status_code == 403
    assert "free queries" not in shown(site, who).split("Create a key")[1].split("People")[0]
    whole = asked(site, {}, **everywhere, role="cypher")
    assert whole.status_code == 200  # the person at this machine holds that right too
    several = asked(site, who, dataset=f"{site.dataset}; {OTHER};{site.dataset}", role="planner")
    told = " ".join(html.fromstring(several.content).text_content().split())
    assert f"planner: {site.dataset}, {OTHER}" in told


def test_forms_need_the_word_of_the_session(site: Site, made: Made) -> None:
    key, who = made("admin")
    secret = who["Authorization"].removeprefix("Bearer ")
    with httpx.Client(base_url=site.client.base_url, timeout=60) as browser:
        assert browser.post("/sign-in", data={"key": secret, "next": PAGE}).is_redirect
        page: Any = html.fromstring(browser.get(PAGE).content)
        (word, *_) = page.xpath("//input[@name='csrf']/@value")
        fields = {"name": "x", "role": "viewer", "dataset": site.dataset, "days": "1"}
        for more in ({}, {"csrf": "x"}, {"csrf": word[:-1]}):
            for path in (f"{PAGE}/keys", f"{PAGE}/keys/{key.id}/revoke"):
                assert browser.post(path, data=fields | more).status_code == 403
        elsewhere = {"Origin": "https://lain.example"}
        sent = fields | {"csrf": word}
        assert browser.post(f"{PAGE}/keys", data=sent, headers=elsewhere).status_code == 403
        assert browser.post(f"{PAGE}/keys", data=sent).status_code == 200
        ended = browser.post(f"{PAGE}/keys/{key.id}/revoke", data={"csrf": word})
        assert ended.status_code == 303
        assert browser.get(PAGE).headers["location"].startswith("/sign-in?")


def test_the_way_to_it_is_shown_to_those_who_may(site: Site, made: Made) -> None:
    for role in ("viewer", "planner", "inspector", "admin"):
        _, who = made(role)
        told = site.client.get("/", headers=who).text
        assert (PAGE in told) is (role == "admin")
        for language in ("id", "en"):
            page = site.client.get(PAGE, params={"lang": language}, headers=who)
            assert page.status_code == (200 if role == "admin" else 403)
