"""Pages by cursor: nothing twice and nothing skipped while a list changes; nothing forged."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import httpx
import pytest
from serving import client_of, key_header

from kinerja_graph.accounts.rights import Grant
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.workflow import access

CHAINS: Final = "/trace/label:objective"
"""A list of as many answers as there are objectives."""


@dataclass(frozen=True)
class Plan:
    """A dataset whose records a test may change, and a client that reads it."""

    client: httpx.Client
    store: Store
    settings: Settings
    dataset: str

    def load(self, ids: Sequence[str], edition: str = "1") -> None:
        """Replace the edition by one with these objectives."""
        tables: dict[str, Any] = {
            "objectives": [{"id": one, "name": f"Sasaran {one}", "level": 0} for one in ids]
        }
        found = read_document(
            tables, name="plan", settings=self.settings, dataset=self.dataset, edition=edition
        )
        assert found.cascade is not None
        load(self.store, found.cascade, settings=self.settings)

    def page(self, path: str = f"/v1{CHAINS}", **query: Any) -> httpx.Response:
        return self.client.get(path, params={"dataset": self.dataset, "limit": 3, **query})


def ids(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [one["subject"]["id"] for one in answer.json()["answers"]]


@pytest.fixture
def plan(embedded_settings: Settings, embedded_store: Store) -> Iterator[Plan]:
    dataset = f"halaman-{secrets.token_hex(3)}"
    with client_of(embedded_settings) as client:
        made = Plan(client, embedded_store, embedded_settings, dataset)
        made.load([f"S{number}" for number in range(1, 10)])
        yield made
    drop(embedded_store, dataset, settings=embedded_settings)


def cursor(answer: httpx.Response) -> str:
    found: str = answer.json()["page"]["cursor"]
    return found


def test_a_list_that_changes_between_pages_repeats_and_skips_nothing(plan: Plan) -> None:
    first = plan.page()
    assert ids(first) == ["S1", "S2", "S3"]
    # two come before the place reached, what was last and another row go, one comes after it
    plan.load(["S0", "S1", "S1a", "S2", "S4", "S4a", "S5", "S6", "S7", "S8", "S9"])
    second = plan.page(cursor=cursor(first))
    assert ids(second) == ["S4", "S4a", "S5"]
    by_url = plan.client.get(second.json()["page"]["next"])
    assert ids(by_url) == ["S6", "S7", "S8"]
    last = plan.client.get(by_url.json()["page"]["next"])
    assert ids(last) == ["S9"]
    assert (last.json()["page"]["next"], last.json()["page"]["cursor"]) == (None, None)


def test_an_edition_that_is_loaded_meanwhile_is_not_mixed_in(plan: Plan) -> None:
    first = plan.page()
    plan.load(["T1", "T2"], edition="2")
    second = plan.page(cursor=cursor(first))
    assert (second.json()["edition"], ids(second)) == ("1", ["S4", "S5", "S6"])
    assert ids(plan.page()) == ["T1", "T2"]


def test_where_nothing_is_left_of_the_page_that_is_said(plan: Plan) -> None:
    first = plan.page()
    plan.load(["A", "B"])
    refused = plan.page(cursor=cursor(first))
    assert (refused.status_code, refused.json()["code"]) == (409, "cursor-outdated")


def forged(text: str) -> Iterator[str]:
    """Other texts than the cursor, as damage, haste and ill will make them."""
    body, _, signature = text.rpartition(".")
    # not the last letter: some of its bits belong to no byte, so two letters may mean the same
    yield f"{body}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"
    yield f"{'A' if body[0] != 'A' else 'B'}{body[1:]}.{signature}"
    yield text[1:]
    yield body
    yield f"{body}.{signature[::-1]}"
    yield base64.urlsafe_b64encode(b'{"question":"","rows":[]}').decode() + f".{signature}"
    yield from ("", "x", ".", "null", "é" * 20, "\0", "e30.e30")


def test_a_cursor_that_is_damaged_or_of_another_question_is_refused(plan: Plan) -> None:
    mine = cursor(plan.page())
    for text in forged(mine):
        refused = plan.page(cursor=text)
        assert (refused.status_code, refused.json()["code"]) == (400, "bad-cursor"), text
    asked: list[tuple[str, dict[str, Any]]] = [
        ("/v1/individuals", {}),
        ("/v1/datasets", {}),
        (f"/v1{CHAINS}", {"edition": "1"}),
        (f"/v1{CHAINS}.csv", {}),
        (CHAINS, {}),
        (f"/v1{CHAINS}", {"offset": 3}),
    ]
    for path, more in asked:
        refused = plan.page(path, cursor=mine, **more)
        assert (refused.status_code, refused.json()["code"]) == (400, "bad-cursor"), path
    assert plan.page(cursor="x" * 3000).status_code == 422
    assert ids(plan.page(cursor=mine, limit=1, lang="en")) == ["S4"]


def test_a_cursor_opens_nothing_to_who_may_not_read(plan: Plan) -> None:
    first = plan.client.get(f"/v1{CHAINS}", params={"dataset": plan.dataset, "limit": 3})
    with access.accounts_database(plan.settings) as book:
        _, secret = access.add_key(book, "lain", [Grant("viewer", "lain")], days=1, by="uji")
    headers = {"Authorization": f"Bearer {secret}"}
    asked = {"dataset": plan.dataset, "limit": "3", "cursor": cursor(first)}
    assert plan.client.get(f"/v1{CHAINS}", params=asked, headers=headers).status_code == 403
    mine = key_header(plan.settings, "sendiri", "viewer")
    assert plan.client.get(f"/v1{CHAINS}", params=asked, headers=mine).status_code == 200


def test_every_list_goes_on_by_cursor_and_without_a_version_by_offset(plan: Plan) -> None:
    for path in (
        "/v1/datasets",
        "/v1/editions",
        "/v1/rules",
        "/v1/audit",
        "/v1/trace/label:objective",
    ):
        whole = plan.client.get(path, params={"dataset": plan.dataset}).json()
        answer = plan.page(path, limit=1).json()
        key, found = answer["page"]["of"], list(answer[answer["page"]["of"]])
        while answer["page"]["next"] is not None and len(found) < 5:
            assert "cursor=" in answer["page"]["next"]
            answer = plan.client.get(answer["page"]["next"]).json()
            found += answer[key]
        plain = [{**one, "milliseconds": 0} if "milliseconds" in one else one for one in found]
        assert plain == whole[key][: len(found)], path
    earlier = plan.page(CHAINS).json()["page"]
    assert set(earlier) == {"of", "offset", "limit", "total", "next"}
    assert earlier["next"].endswith("offset=3")
