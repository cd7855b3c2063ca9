"""Every route × every role × (one's own, another's dataset): who is let in, and who is not."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest
from fastapi.testclient import TestClient

from kinerja_api.app import create_app
from kinerja_graph.ledger.rights import GIVES, ROLES, Grant, Right
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.workflow import access

READ, UPLOAD, JUDGE, ADMIN, CYPHER = Right
HERE: Final = "http://127.0.0.1"
OPEN: Final = {("GET", "/healthz"), ("GET", "/readyz")}
ELSE: Final[dict[tuple[str, str], Right]] = {
    ("POST", "/query"): CYPHER,
    ("POST", "/query.csv"): CYPHER,
    ("GET", "/log"): ADMIN,
    ("POST", "/waivers"): JUDGE,
    ("POST", "/waivers/{number}/{decision}"): JUDGE,
    ("PUT", "/waivers.yaml"): JUDGE,
    ("POST", "/baseline"): JUDGE,
    ("PUT", "/baseline.yaml"): JUDGE,
}
"""What a route needs, where that is not to read."""
AFTERWARDS: Final = "/uploads"
"""Its dataset may stand in what is sent: rights are asked after that was read (below). Of views
that are embedded, ``/oembed`` asks in the name of the address that it is given (test_embeds.py)."""
OF_NONE: Final = {("GET", "/metrics"), ("GET", "/rules"), ("GET", "/rules.csv")}
"""Routes that tell nothing of any dataset."""
FILLED: Final = {
    "id": "S1", "form": "json", "number": "1", "decision": "approved", "view": "chain",
    "name": "x", "direction": "up",
}  # fmt: skip


@dataclass(frozen=True)
class Door:
    """A service, two datasets, and the keys of each role in the first."""

    client: TestClient
    mine: str
    other: str
    keys: dict[str, dict[str, str]]

    def ask(self, route: tuple[str, str], role: str | None, dataset: str | None) -> int:
        method, path = route[0], route[1].format(**FILLED)
        asked = {} if dataset is None else {"dataset": dataset}
        more: dict[str, Any] = {} if method == "GET" else {"json": {}}
        headers = {} if role is None else self.keys[role]
        return self.client.request(method, path, params=asked, headers=headers, **more).status_code


@pytest.fixture(scope="module")
def door(embedded_settings: Settings, embedded_store: Store) -> Iterator[Door]:
    names = [f"hak-{word}-{secrets.token_hex(3)}" for word in ("saya", "lain")]
    for name in names:
        tables: dict[str, list[dict[str, object]]] = {
            "objectives": [{"id": "S1", "name": "Sasaran", "level": 0}]
        }
        reading = read_document(tables, name="plan", settings=embedded_settings, dataset=name)
        assert reading.cascade is not None
        load(embedded_store, reading.cascade, settings=embedded_settings)
    keys: dict[str, dict[str, str]] = {}
    with access.ledger(embedded_settings) as book:
        for role in ROLES:
            where = "*" if role == "cypher" else names[0]
            _, secret = access.add_key(book, role, [Grant(role, where)], days=1, by="uji")
            keys[role] = {"Authorization": f"Bearer {secret}"}
    app = create_app(embedded_settings.model_copy(update={"rate": "", "rate_unknown": ""}))
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield Door(client, *names, keys)
    for name in names:
        drop(embedded_store, name, settings=embedded_settings)


def routes() -> list[tuple[str, str]]:
    told = create_app(Settings()).openapi()["paths"]
    return [(method.upper(), path) for path, methods in told.items() for method in methods]


ROUTES: Final = [one for one in routes() if not one[1].startswith((AFTERWARDS, "/oembed"))]


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_who_is_let_in(door: Door, route: tuple[str, str]) -> None:
    if route in OPEN:
        assert door.ask(route, None, None) == 200
        return
    assert door.ask(route, None, door.mine) == 401
    needed = ELSE.get(route, READ)
    for role in ROLES:
        may = needed in GIVES[role]
        own, other = door.ask(route, role, door.mine), door.ask(route, role, door.other)
        assert (own == 403) is not may, (role, own)
        assert own not in (401, 500), (role, own)
        if route in OF_NONE:
            continue
        everywhere = role == "cypher"
        assert (other == 403) is not (may and everywhere), (role, other)


def test_keys_and_people_are_for_who_administers_their_dataset(door: Door) -> None:
    page = "/explore/access"
    fields = {"name": "x", "role": "viewer", "days": "1"}
    asks = door.client
    assert asks.get(page).status_code == 303
    assert asks.post(f"{page}/keys", data=fields).status_code == 401
    for role in ROLES:
        may, headers = role == "admin", door.keys[role]
        for dataset in (door.mine, door.other):
            own = may and dataset == door.mine
            told = asks.get(page, params={"dataset": dataset}, headers=headers)
            assert told.status_code == (200 if own else 403), (role, dataset)
            sent = {"data": {**fields, "dataset": dataset}, "headers": headers}
            assert asks.post(f"{page}/keys", **sent).status_code == (200 if own else 403)
        assert asks.get(page, headers=headers).status_code == (200 if may else 403)
        ended = asks.post(f"{page}/keys/abcd/revoke", data=fields, headers=headers)
        assert ended.status_code == (404 if may else 403), role


def test_what_a_route_needs_is_named_for_routes_that_there_are() -> None:
    assert set(ELSE) | OPEN | OF_NONE <= set(routes())


def test_nobody_learns_of_another_dataset(door: Door) -> None:
    for path in ("/datasets", "/editions", "/search?q=sasaran", "/datasets.csv", "/trace/none"):
        answer = door.client.get(path, headers=door.keys["viewer"])
        assert answer.status_code in (200, 404), path
        assert door.other not in answer.text, path
    for name in (door.other, f"{door.other}x", "tidak-ada"):
        answer = door.client.get("/matrix", params={"dataset": name}, headers=door.keys["viewer"])
        assert answer.status_code == 403
        assert door.mine not in answer.text


def test_a_dataset_named_twice_needs_the_right_in_both(door: Door) -> None:
    for names in ((door.mine, door.other), (door.other, door.mine)):
        pairs = "&".join(f"dataset={name}" for name in names)
        answer = door.client.get(f"/matrix?{pairs}", headers=door.keys["admin"])
        assert answer.status_code == 403


def test_a_plan_is_sent_into_ones_own_dataset_alone(door: Door) -> None:
    files = {"file": ("plan.json", b'{"objectives": []}', "application/json")}
    for role in ROLES:
        for dataset, own in ((door.mine, True), (door.other, False)):
            answer = door.client.post(
                "/uploads", files=files, params={"dataset": dataset}, headers=door.keys[role]
            )
            may = own and UPLOAD in GIVES[role]
            assert (answer.status_code == 202) is may, (role, dataset, answer.text)
            assert (answer.status_code == 403) is not may, (role, dataset, answer.text)
    assert door.client.post("/uploads", files=files).status_code == 401
