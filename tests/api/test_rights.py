"""Every route and page × every role × whose dataset: who is let in, and what nobody learns.

The table is made from the router itself: a route without an example of its parameters fails.
"""

from __future__ import annotations

import html
import io
import json
import re
import secrets
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Any, Final
from urllib.parse import unquote

import httpx2
import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from starlette.routing import compile_path

from kinerja_api.access.editions import AnswerRoute
from kinerja_api.app import create_app
from kinerja_api.versions import V1
from kinerja_graph.accounts.rights import GIVES, ROLES, Grant, Right
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.workflow import access

READ, UPLOAD, JUDGE, ADMIN, CYPHER = Right
HERE: Final = "http://127.0.0.1"
PLAN: Final = ("plan.json", b'{"objectives": [{"id": "S1", "name": "x", "level": 0}]}')
KEY: Final = {"name": "x", "role": "viewer", "days": "1"}
WAIVER: Final = {
    "rule": "silo-outcome", "subject": "S1", "reason": "x", "until": "2999-01-01", "by": "y",
}  # fmt: skip
FOLLOW_UP: Final = {"state": "open", "person": "x", "due": "2999-01-01", "note": "y"}
CHANGING: Final = ("date", "x-request-id", "content-length")
"""Headers that tell nothing of what was asked."""


@dataclass(frozen=True)
class Door:
    """A service, the datasets in it and about it, and the keys of each role in some of them.

    Attributes:
        mine: what the roles hold in; ``gone`` too, which was dropped.
        other, third: datasets of others; absent: one that never was, with a name as long.
        secrets: names of datasets, editions and plans, ids and names of records of others.
    """

    client: TestClient
    mine: str
    gone: str
    other: str
    third: str
    absent: str
    keys: Mapping[str, Mapping[str, str]]
    secrets: tuple[str, ...]

    def headers(self, role: str | None) -> Mapping[str, str]:
        return {} if role is None else self.keys[role]

    def of_many(self, role: str | None) -> bool:
        """Whether the role sees what is of others."""
        return role == "cypher"


SENDERS: Final = ("planner", "admin")
Sent = Mapping[str, Any]
Make = Callable[[Door, str | None], str]


@dataclass(frozen=True)
class Example:
    """How a route is asked so that it answers who may ask.

    Attributes:
        needs: the right; None: whoever asks is answered.
        path: what fills its path; a function makes it for the caller.
        query: what is asked beside the dataset and the edition.
        sent: the body, as arguments of the client; given the dataset.
        status: of the answer to who may ask.
        knows: whether it asks who calls and which dataset is named.
        steady: whether it answers the same when asked again.
    """

    needs: Right | None = READ
    path: Mapping[str, str | Make] = field(default_factory=dict[str, "str | Make"])
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    sent: Callable[[str], Sent] | None = None
    status: tuple[int, ...] = (200,)
    knows: bool = True
    steady: bool = True


def upload(door: Door, role: str | None) -> str:
    """An upload of the caller that was read; of who may send none, the id of none."""
    if role not in SENDERS:
        return "tidak-ada"
    name = str(
        door.client.post(
            "/uploads",
            files={"files": PLAN},
            params={"dataset": door.mine, "edition": "unggahan"},
            headers=door.keys[role],
        ).json()["id"]
    )
    door.client.get(f"/uploads/{name}", params={"wait": 30}, headers=door.keys[role])
    return name


def sheet(door: Door, role: str | None) -> str:
    """A sheet of the caller that is no plan, looked at; of who may send none, the id of none."""
    if role not in SENDERS:
        return "tidak-ada"
    answer = door.client.post(
        "/explore/upload",
        files={"files": ("matriks.csv", b"Sasaran,Indikator,Target 2026\nJalan aman,Korban,12\n")},
        data={"dataset": door.mine, "edition": "lembar"},
        headers=door.keys[role],
    )
    name = answer.headers["location"].partition("?")[0].rpartition("/")[2]
    door.client.get(f"/uploads/{name}", params={"wait": 30}, headers=door.keys[role])
    return name


def planned_sheet(door: Door, role: str | None) -> str:
    """Such a sheet of which a plan was made."""
    name = sheet(door, role)
    if role in SENDERS:
        address, fields = f"/explore/upload/{name}/import", {"dataset": door.mine, "edition": "l"}
        door.client.post(address, data=fields, headers=door.keys[role])
        door.client.get(f"/uploads/{name}", params={"wait": 30}, headers=door.keys[role])
    return name


def waiver(door: Door, _role: str | None) -> str:
    """The number of a waiver that was proposed by another than who decides."""
    answer = door.client.post(
        "/waivers", json=WAIVER, params={"dataset": door.mine}, headers=door.keys["proposer"]
    )
    return str(answer.json()["number"])


def finding(door: Door, _role: str | None) -> str:
    """The fingerprint of a finding in the dataset, of which a follow-up is entered."""
    query = {"dataset": door.mine, "edition": "2"}
    found = door.client.get("/audit", params=query, headers=door.keys["proposer"]).json()
    name = str(found["findings"][0]["fingerprint"])
    entered = door.client.put(
        f"/follow-ups/{name}", json=FOLLOW_UP, params=query, headers=door.keys["proposer"]
    )
    assert entered.status_code == 200, entered.text
    return name


def saved_query(door: Door, dataset: str | None = None) -> str:
    """The name of a query that who may run queries saved, for a dataset or for all."""
    body, name = {"cypher": "RETURN 1 AS x"}, "tanya"
    query = {} if dataset is None else {"dataset": dataset}
    door.client.put(f"/queries/{name}", json=body, params=query, headers=door.keys["cypher"])
    return name


def of_edition(path: str, **query: str) -> dict[str, Example]:
    return {f"GET {path}": Example(query=query), f"GET {path}.csv": Example(query=query)}


def of_record(path: str, name: str, **query: str) -> dict[str, Example]:
    return {f"GET {path}/{{id:path}}": Example(path={"id": name}, query=query)}


def form(**fields: str) -> Callable[[str], Sent]:
    return lambda dataset: {"data": {"dataset": dataset, **fields}}


def file(name: str) -> Callable[[str], Sent]:
    empty = {"waivers": b"waivers: []\n", "baseline": b"version: 1\ndatasets: {}\n"}[name]
    return lambda _: {"content": empty, "headers": {"content-type": "application/yaml"}}


def files(dataset: str) -> Sent:
    return {"files": {"files": PLAN}, "data": {"dataset": dataset}}


ENDS: Final = {"edition": "2"}
GONE: Final = {"edition": "sudah-tiada"}
_WRITTEN: Final[Mapping[str, Example]] = {
    "GET /openapi.json": Example(None, knows=False),
    "GET /v1/openapi.json": Example(None, knows=False),
    "GET /docs": Example(None, knows=False),
    "GET /healthz": Example(None, knows=False),
    "GET /readyz": Example(None, knows=False),
    "GET /metrics": Example(knows=False, steady=False),
    **of_edition("/datasets"),
    **of_edition("/editions"),
    **of_edition("/rules"),
    "GET /rules/{id}": Example(path={"id": "silo-outcome"}),
    **of_edition("/search", q="sasaran"),
    **of_edition("/audit", since="1"),
    "GET /audit.{form}": Example(path={"form": "html"}, query={"since": "1"}),
    **of_record("/trace", "S1"),
    **of_record("/align", "S1"),
    **of_edition("/matrix"),
    **of_edition("/completeness"),
    **of_record("/targets", "S1"),
    **of_edition("/individuals"),
    **of_record("/individual", "P1"),
    **of_edition("/evidence"),
    **of_record("/evidence", "S1"),
    **of_edition("/whatif/remove", id="S1"),
    **of_edition("/whatif/miss", id="S1"),
    **of_record("/whatif/weakest", "S1"),
    **of_edition("/compare", before="1", after="2"),
    "GET /render.{form}": Example(path={"form": "svg"}, query={"view": "diff", "against": "1"}),
    "GET /report.{form}": Example(path={"form": "docx"}, query={"since": "1"}),
    "GET /v1/forms": Example(),
    "GET /v1/forms/{name}": Example(path={"name": "iku"}),
    "GET /v1/forms/{name}.{form}": Example(path={"name": "iku", "form": "docx"}),
    "POST /query": Example(CYPHER, sent=lambda _: {"json": {"cypher": "RETURN 1 AS x"}}),
    "POST /query.csv": Example(CYPHER, sent=lambda _: {"json": {"cypher": "RETURN 1 AS x"}}),
    "GET /queries": Example(CYPHER),
    "PUT /queries/{name}": Example(
        CYPHER, path={"name": "x"}, sent=lambda _: {"json": {"cypher": "RETURN 1 AS x"}}
    ),
    "DELETE /queries/{name}": Example(
        CYPHER, path={"name": lambda door, _: saved_query(door, door.mine)}
    ),
    "POST /uploads": Example(UPLOAD, sent=files, status=(202,)),
    "GET /uploads": Example(),
    "GET /uploads/{id}": Example(UPLOAD, path={"id": upload}),
    "GET /uploads/{id}/compare": Example(UPLOAD, path={"id": upload}, status=(202,)),
    "POST /uploads/{id}/import": Example(
        UPLOAD, path={"id": sheet}, sent=lambda _: {"json": {}}, status=(202,)
    ),
    "POST /uploads/{id}/load": Example(UPLOAD, path={"id": upload}, status=(202,)),
    "DELETE /uploads/{id}": Example(UPLOAD, path={"id": upload}),
    "GET /waivers": Example(),
    "GET /waivers.yaml": Example(),
    "POST /waivers": Example(JUDGE, sent=lambda _: {"json": WAIVER}, status=(201,)),
    "POST /waivers/{number}/{decision}": Example(
        JUDGE, path={"number": waiver, "decision": "approved"}
    ),
    "PUT /waivers.yaml": Example(JUDGE, sent=file("waivers")),
    "GET /baseline": Example(),
    "GET /baseline.yaml": Example(),
    "POST /baseline": Example(JUDGE),
    "PUT /baseline.yaml": Example(JUDGE, sent=file("baseline")),
    **of_edition("/follow-ups", overdue="false"),
    "GET /follow-ups/{fingerprint}": Example(path={"fingerprint": finding}),
    "PUT /follow-ups/{fingerprint}": Example(
        JUDGE, path={"fingerprint": finding}, sent=lambda _: {"json": FOLLOW_UP}
    ),
    "GET /notes": Example(query={"id": "S1", "label": "Objective"}),
    "POST /notes": Example(
        JUDGE, sent=lambda _: {"json": {"id": "S1", "text": "x"}}, status=(201,)
    ),
    "GET /v1/export.{form}": Example(path={"form": "json"}),
    **of_edition("/v1/documents", edition="2"),
    "DELETE /v1/editions": Example(ADMIN, query=GONE, status=(404,), steady=False),
    "GET /log": Example(ADMIN),
    "GET /sign-in": Example(None, knows=False),
    "POST /sign-in": Example(None, sent=form(key="x"), status=(401,), knows=False),
    "GET /sign-in/provider": Example(None, status=(404,), knows=False),
    "GET /sign-in/callback": Example(None, status=(404,), knows=False),
    "POST /sign-out": Example(None, status=(303,), knows=False),
    "GET /": Example(),
    "GET /explore/assets/{digest}/{name}": Example(
        None, path={"digest": "x", "name": "explorer.css"}, knows=False
    ),
    "POST /explore/theme": Example(sent=form(theme="dark", next="/"), status=(303,)),
    "GET /explore/edition": Example(),
    **of_record("/explore/record", "S1"),
    "GET /explore/findings": Example(),
    "GET /explore/matrix": Example(),
    "GET /explore/posts": Example(),
    "GET /explore/compare": Example(query={"before": "1", "after": "2"}),
    "GET /explore/search": Example(query={"q": "sasaran"}),
    "GET /explore/workspace": Example(query={"id": "S1", "list": "records"}),
    "GET /explore/picture": Example(query={"view": "diff", "against": "1"}),
    **of_record("/explore/crosscutting", "S1"),
    "GET /explore/share": Example(query={"view": "matrix", "hours": "1"}),
    "GET /embed/{view}": Example(path={"view": "diff"}, query={"against": "1", **ENDS}),
    "GET /explore/waivers": Example(),
    "POST /explore/waivers": Example(JUDGE, sent=form(**WAIVER), status=(303,)),
    "POST /explore/waivers/decide": Example(
        JUDGE, path={"number": waiver}, sent=form(decision="rejected"), status=(303,)
    ),
    "POST /explore/waivers/take": Example(
        JUDGE,
        sent=lambda _: {"data": {"kind": "waivers"}, "files": {"file": ("f", b"waivers: []\n")}},
        status=(303,),
    ),
    "POST /explore/waivers/baseline": Example(JUDGE, sent=form(), status=(303,)),
    "GET /explore/follow-ups": Example(),
    "GET /explore/follow-up/{fingerprint}": Example(path={"fingerprint": finding}),
    "POST /explore/follow-up/{fingerprint}": Example(
        JUDGE, path={"fingerprint": finding}, sent=form(**FOLLOW_UP), status=(303,)
    ),
    "POST /explore/notes": Example(JUDGE, sent=form(id="S1", text="x"), status=(303,)),
    "GET /explore/query": Example(
        CYPHER, query={"cypher": "RETURN 1 AS x", "shown": "picture"}, steady=False
    ),
    "GET /explore/query.csv": Example(CYPHER, query={"cypher": "RETURN 1 AS x"}),
    "GET /explore/query.html": Example(
        CYPHER, query={"cypher": "MATCH (s:Objective {scope: $scope}) RETURN s"}
    ),
    "POST /explore/queries": Example(
        CYPHER, sent=form(name="x", cypher="RETURN 1 AS x"), status=(303,)
    ),
    "POST /explore/queries/remove": Example(
        CYPHER,
        path={"name": lambda door, _: saved_query(door)},
        sent=form(name="tanya"),
        status=(303,),
    ),
    "GET /explore/upload": Example(UPLOAD),
    "GET /explore/upload/template": Example(UPLOAD),
    "GET /explore/upload/example": Example(UPLOAD),
    "POST /explore/upload": Example(UPLOAD, sent=files, status=(303,)),
    "GET /explore/upload/{id}": Example(UPLOAD, path={"id": upload}),
    "POST /explore/upload/{id}/load": Example(
        UPLOAD, path={"id": upload}, sent=form(), status=(303,)
    ),
    "POST /explore/upload/{id}/cancel": Example(
        UPLOAD, path={"id": upload}, sent=form(), status=(303,)
    ),
    "POST /explore/upload/{id}/columns": Example(
        UPLOAD, path={"id": sheet}, sent=form(), status=(303,)
    ),
    "POST /explore/upload/{id}/import": Example(
        UPLOAD,
        path={"id": sheet},
        sent=lambda name: {"data": {"dataset": name, "edition": "l"}},
        status=(303,),
    ),
    "GET /explore/upload/{id}/map": Example(UPLOAD, path={"id": sheet}),
    "GET /explore/upload/{id}/plan": Example(UPLOAD, path={"id": planned_sheet}),
    "GET /explore/access": Example(ADMIN),
    "POST /explore/access/keys": Example(ADMIN, sent=form(**KEY)),
    "POST /explore/access/keys/{id}/revoke": Example(
        ADMIN, path={"id": lambda door, _: new_key(door)}, sent=form(), status=(303,)
    ),
    "GET /explore/report": Example(),
    "GET /explore/forms": Example(query={"form": "iku"}),
    "GET /explore/documents": Example(),
    "GET /explore": Example(status=(404,)),
    "GET /explore/{rest:path}": Example(path={"rest": "lain/halaman"}, status=(404,)),
    "GET /oembed": Example(query={"url": "{url}"}),
    **of_record("/records", "S1"),
}


def new_key(door: Door) -> str:
    """The id of a key that an administrator may end."""
    answer = door.client.post(
        "/explore/access/keys",
        data={**KEY, "dataset": door.mine},
        headers=door.keys["admin"],
    )
    return str(answer.text.split("kinerja_")[1].split("_")[0])


def routes() -> list[str]:
    """Every route of the service, also those that its description does not tell."""
    contexts = iter_route_contexts(create_app(Settings()).routes)
    return [f"{one} {each.path}" for each in contexts for one in sorted(each.methods or ())]


EVERY_ROUTE: Final = [one for one in routes() if not one.startswith("HEAD ")]


def with_version(route: str) -> str:
    """The route of this version that an earlier one without version is; else the route itself."""
    method, path = route.split(" ", 1)
    later = f"{method} {V1}{path}"
    return later if later in EVERY_ROUTE and path != "/openapi.json" else route


EARLIER: Final = {one for one in EVERY_ROUTE if with_version(one) != one}
"""The same routes under their addresses from before there were versions."""
ROUTES: Final = [one for one in EVERY_ROUTE if one not in EARLIER]
EXAMPLES: Final[Mapping[str, Example]] = {
    with_version(route): example for route, example in _WRITTEN.items()
}


@pytest.fixture(scope="module")
def door(embedded_settings: Settings, embedded_store: Store) -> Iterator[Door]:
    mark = secrets.token_hex(3)
    mine, gone, other, third, absent = (
        f"{word}-{mark}" for word in ("saya", "hilang", "orang", "ketiga", "tiada")
    )
    told: list[str] = []
    for dataset in (mine, gone, other, third):
        word = "Sasaran" if dataset in {mine, gone} else f"Rahasia-{dataset}"
        editions = ("1", "2") if dataset in {mine, gone} else (f"edisi-{dataset}",)
        first = "S1" if dataset in {mine, gone} else f"R1-{dataset}"
        if dataset in {other, third}:
            told += [dataset, word, first, *editions]
        for edition, document in product(editions, (None, "pk")):
            row = {"dataset": dataset, "edition": edition, "name": f"Rencana {word}"}
            tables: dict[str, Any] = {
                "dataset": [row if document is None else {**row, "document": document}],
                "units": [{"id": "dinas", "name": "Dinas", "kind": "opd"}],
                "positions": [{"id": "P1", "name": f"Kepala {word}", "unit": "dinas"}],
                "objectives": [{"id": first, "name": word, "level": 0, "owner": ["dinas"]}],
                "indicators": [
                    {"id": "I1", "name": f"Waktu {edition}", "level": 1, "owner": ["P1"],
                     "contributes_to": first}
                ],
            }  # fmt: skip
            reading = read_document(tables, name="plan", settings=embedded_settings)
            assert reading.cascade is not None, reading.problems
            load(embedded_store, reading.cascade, settings=embedded_settings)
    drop(embedded_store, gone, settings=embedded_settings)
    keys: dict[str, Mapping[str, str]] = {}
    with access.accounts_database(embedded_settings) as book:
        for role in (*ROLES, "proposer"):
            given = "inspector" if role == "proposer" else role
            where = ["*"] if role == "cypher" else [mine, gone]
            grants = [Grant(given, one) for one in where]  # type: ignore[arg-type]  # a role
            _, secret = access.add_key(book, role, grants, days=1, by="uji")
            keys[role] = {"Authorization": f"Bearer {secret}"}
    free = {"rate": "", "rate_unknown": "", "rate_wrong": ""}
    app = create_app(embedded_settings.model_copy(update=free))
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield Door(client, mine, gone, other, third, absent, keys, tuple(told))
    for name in (mine, other, third):
        drop(embedded_store, name, settings=embedded_settings)


@pytest.fixture(autouse=True)
def _no_uploads_are_left(request: pytest.FixtureRequest, door: Door) -> Iterator[None]:
    yield
    if "upload" not in request.node.name:  # which ends in the route
        return
    for role in SENDERS:
        told = door.client.get("/uploads", headers=door.keys[role]).json()["uploads"]
        for _ in range(2):  # cancelled, and forgotten
            for one in told:
                door.client.delete(f"/uploads/{one['id']}", headers=door.keys[role])


def ask(
    door: Door,
    route: str,
    role: str | None,
    dataset: str | None,
    *more: tuple[str, str],
    fresh: bool = False,
) -> httpx2.Response:
    """The answer of a route.

    ``more`` are further parameters, some of them perhaps again. What its path names is made anew
    where that is ``fresh``, and else is nobody's.
    """
    example = EXAMPLES[route]
    method, path = route.split(" ", 1)
    filled = {
        name: value if isinstance(value, str) else value(door, role) if fresh else "99999999"
        for name, value in example.path.items()
    }
    address = path.replace(":path}", "}").format(**filled)
    url = f"{HERE}/explore/matrix?dataset={dataset or ''}&edition=2"
    query = [(name, value.replace("{url}", url)) for name, value in example.query.items()]
    if dataset is not None and path != "/oembed":
        query.insert(0, ("dataset", dataset))
    sent = {} if example.sent is None else dict(example.sent(dataset or ""))
    if path.endswith("/decide"):
        sent["data"] = {**sent["data"], "number": filled["number"]}
    headers = {**door.headers(role), **sent.pop("headers", {})}
    return door.client.request(method, address, params=[*query, *more], headers=headers, **sent)


def told_by(answer: httpx2.Response) -> str:
    """All that an answer tells, in small letters, taken out of what it is written in."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    body = told_by_body(answer.content, answer.headers.get("content-type", ""))
    return f"{headers}\n{unquote(headers)}\n".casefold() + body


@lru_cache(maxsize=64)
def told_by_body(body: bytes, kind: str) -> str:
    """The same of a body alone; many a question has the same answer."""
    parts: list[str] = []
    if zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            parts += [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    text = body.decode("utf-8", "replace")
    parts += [text, html.unescape(text)]
    if "json" in kind:
        parts.append(json.dumps(json.loads(text), ensure_ascii=False))
    told = "\n".join(parts)
    return f"{told}\n{unquote(told)}".casefold()


def refuse_leak(door: Door, answer: httpx2.Response, *asked: str) -> None:
    """No name of others stands in ``answer`` but those that the caller wrote."""
    told = told_by(answer)
    for secret in door.secrets:
        if not any(secret.casefold() in unquote(one).casefold() for one in asked):
            assert secret.casefold() not in told, (answer.url, answer.status_code, secret)


def shape(answer: httpx2.Response, name: str) -> tuple[int, list[tuple[str, str]], str]:
    """An answer without the name that was asked for, and without what changes each time."""
    blank = "?" * len(name)
    headers = sorted(
        (one, value.replace(name, blank))
        for one, value in answer.headers.items()
        if one not in CHANGING
    )
    return answer.status_code, headers, answer.text.replace(name, blank)


def least(example: Example) -> str:
    """The role of some datasets that may do most of what a route needs."""
    return next((role for role in ROLES[:4] if example.needs in GIVES[role]), "viewer")


@pytest.mark.parametrize("route", ROUTES)
def test_every_route_has_an_example(route: str) -> None:
    assert route in EXAMPLES, f"{route}: write down in EXAMPLES how it is asked"


def test_what_has_no_version_is_the_route_that_has_one() -> None:
    found = {
        f"{method} {each.path}": each
        for each in iter_route_contexts(create_app(Settings()).routes)
        for method in each.methods or ()
    }
    assert len(EARLIER) > 50
    for route in EARLIER:
        earlier, later = found[route], found[with_version(route)]
        assert (
            earlier.original_route is later.original_route
        )  # whom it lets in, and what it answers
        assert (earlier.deprecated, later.deprecated) == (True, None)


def test_every_route_that_asks_who_calls_answers_of_one_state() -> None:
    for each in iter_route_contexts(create_app(Settings()).routes):
        for method in each.methods or ():
            example = EXAMPLES.get(f"{method} {each.path}")
            if example is not None and example.knows and each.path != "/metrics":
                assert isinstance(each.original_route, AnswerRoute), each.path


def test_every_example_is_of_a_route() -> None:
    assert set(EXAMPLES) <= set(ROUTES)


@pytest.mark.parametrize("route", EXAMPLES)
def test_who_is_let_in(door: Door, route: str) -> None:
    example = EXAMPLES[route]
    unknown = ask(door, route, None, door.mine, fresh=True)
    refuse_leak(door, unknown)
    if example.needs is None:
        assert unknown.status_code in example.status, unknown.text
    else:
        assert unknown.status_code in {401, 303}, unknown.text
    for role in ROLES:
        own = ask(door, route, role, door.mine, fresh=True)
        if example.needs is None or example.needs in GIVES[role]:
            assert own.status_code in example.status, (role, own.text)
        elif {upload, sheet, planned_sheet} & {*example.path.values()}:
            assert own.status_code == 404, (role, own.text)  # it is nobody's
        else:
            assert own.status_code == 403, (role, own.text)
        if not door.of_many(role):
            refuse_leak(door, own)


@pytest.mark.parametrize("route", EXAMPLES)
def test_what_is_not_ones_own_is_as_if_it_were_not_there(door: Door, route: str) -> None:
    example = EXAMPLES[route]
    for role in dict.fromkeys((None, "viewer", least(example), "cypher")):
        answers = {
            name: ask(door, route, role, name) for name in (door.other, door.absent, door.gone)
        }
        for name, answer in answers.items():
            assert answer.status_code < 500, (role, name, answer.text)
        if door.of_many(role):
            continue
        for name, answer in answers.items():
            refuse_leak(door, answer, name)
        other, absent = answers[door.other], answers[door.absent]
        if example.steady:
            assert shape(other, door.other) == shape(absent, door.absent), role
        if example.knows and role is not None:
            assert other.status_code == 403, (role, other.text)


NAMED: Final[Mapping[str, Callable[[Door], list[tuple[str, str]]]]] = {
    "none": lambda _: [],
    "empty": lambda _: [("dataset", "")],
    "empty, and an edition": lambda _: [("dataset", ""), ("edition", "1")],
    "an edition alone": lambda door: [("edition", f"edisi-{door.other}")],
    "empty edition": lambda door: [("dataset", door.mine), ("edition", "")],
    "edition of another": lambda door: [("dataset", door.mine), ("edition", f"edisi-{door.other}")],
    "own, then another": lambda door: [("dataset", door.mine), ("dataset", door.other)],
    "another, then own": lambda door: [("dataset", door.other), ("dataset", door.mine)],
    "another, then empty": lambda door: [("dataset", door.other), ("dataset", "")],
    "empty, then another": lambda door: [("dataset", ""), ("dataset", door.other)],
    "in capitals": lambda door: [("dataset", door.other.upper())],
    "with blanks": lambda door: [("dataset", f" {door.other} ")],
    "escaped twice": lambda door: [("dataset", door.other.replace("-", "%2D"))],
    "a key": lambda door: [("dataset", f"{door.other}\x1fedisi-{door.other}")],
    "own, in a key": lambda door: [("dataset", f"{door.mine}\x1f{door.other}")],
    "an edition in a key": lambda door: [("dataset", door.mine), ("edition", f"1\x1f{door.other}")],
    "every": lambda _: [("dataset", "*")],
    "ended by NUL": lambda door: [("dataset", f"{door.other}\0")],
    "a part of it": lambda door: [("dataset", door.other[:-1])],
    "compared with another": lambda door: [
        ("dataset", door.mine),
        *((one, f"edisi-{door.other}") for one in ("since", "against", "before", "after")),
    ],
}


@pytest.mark.parametrize("route", EXAMPLES)
def test_no_way_of_naming_a_dataset_tells_of_another(door: Door, route: str) -> None:
    example = EXAMPLES[route]
    everybody = example.needs is None or route == "GET /embed/{view}"
    for named in NAMED.values():
        asked = named(door)
        for role in (None, "viewer") if everybody else (least(example),):
            answer = ask(door, route, role, None, *asked)
            assert answer.status_code < 500, (role, asked, answer.text)
            refuse_leak(door, answer, *(value for _, value in asked))


def test_one_dataset_named_twice_needs_the_right_in_both(door: Door) -> None:
    for names in ((door.mine, door.other), (door.other, door.mine)):
        pairs = "&".join(f"dataset={name}" for name in names)
        answer = door.client.get(f"/matrix?{pairs}", headers=door.keys["admin"])
        assert answer.status_code == 403


def test_what_others_sent_or_decided_is_as_if_it_were_not_there(
    door: Door, embedded_settings: Settings
) -> None:
    grants = [Grant("planner", door.other), Grant("inspector", door.other)]
    with access.accounts_database(embedded_settings) as book:
        key, secret = access.add_key(book, "orang lain", grants, days=1, by="uji")
    theirs, where = {"Authorization": f"Bearer {secret}"}, {"dataset": door.other}
    asks, admin, mine = door.client, door.keys["admin"], {"dataset": door.mine}
    sent = asks.post("/uploads", files={"files": PLAN}, params=where, headers=theirs).json()["id"]
    number = asks.post("/waivers", json=WAIVER, params=where, headers=theirs).json()["number"]
    pairs = [
        ("GET", "/uploads/{}", sent),
        ("GET", "/v1/uploads/{}", sent),
        ("GET", "/explore/upload/{}", sent),
        ("POST", "/v1/waivers/{}/approved", str(number)),
        ("POST", "/explore/access/keys/{}/revoke", key.id),
    ]
    for method, path, name in pairs:
        data = {"x": "y"} if method == "POST" and "explore" in path else None
        nobodys = "9" * len(name)
        told, none = (
            asks.request(method, path.format(one), params=mine, headers=admin, data=data)
            for one in (name, nobodys)
        )
        refuse_leak(door, told)
        assert told.status_code == none.status_code == 404, told.text
        assert re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", nobodys, told.text) == none.text


METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def methods_of(address: str) -> set[str]:
    """The methods of all routes at an address; what answers for addresses that are none is none."""
    found: set[str] = set()
    for one in EVERY_ROUTE:
        method, path = one.split(" ", 1)
        if path != "/explore/{rest:path}" and compile_path(path)[0].match(address):
            found |= {method, "HEAD"} if method == "GET" else {method}
    return found


@pytest.mark.parametrize("path", sorted({one.split(" ", 1)[1] for one in ROUTES}))
def test_a_method_that_a_path_has_not_is_answered_by_those_that_it_has(
    door: Door, path: str
) -> None:
    example = next(each for one, each in EXAMPLES.items() if one.split(" ", 1)[1] == path)
    filled = {name: one if isinstance(one, str) else "7" for name, one in example.path.items()}
    address = path.replace(":path}", "}").format(**filled)
    allowed = methods_of(address)
    for method in METHODS:
        answer = door.client.request(method, address, headers=door.keys["admin"])
        if method in allowed:
            assert answer.status_code != 405, (method, answer.text)
        elif not allowed or (method in {"GET", "HEAD"} and address.startswith("/explore/")):
            assert answer.status_code == 404, (method, answer.text)
        else:
            assert answer.status_code == 405, (method, answer.text)
            told = answer.headers["allow"].split(", ")
            assert (sorted(told), len(set(told))) == (sorted(allowed), len(told)), method
