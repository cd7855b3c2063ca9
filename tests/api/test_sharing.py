"""What one caller asks for at once is bounded, so that all others are answered meanwhile."""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, Final, Self

import httpx
import pytest
from fastapi.routing import APIRoute, APIRouter
from own_loop import run_alone
from serving import LONG_QUERY, key_header, long_queries, serve
from starlette.requests import ClientDisconnect

from kinerja_api import explorer, routes
from kinerja_api.access.concurrency import TOTAL_SLOTS, Queue, Slots, kind_of, take_slot
from kinerja_api.access.refusals import Refused
from kinerja_api.app import create_app
from kinerja_api.errors import headers_of
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load
from kinerja_graph.workflow.reading import ReadOptions
from kinerja_graph.workflow.upload import Upload, UploadContents
from kinerja_graph.workflow.uploading import Uploads

MANY: Final = 45
WAITING: Final = 5
PATIENCE: Final = 60.0
QUERY: Final = {"cypher": "RETURN 1 AS one"}


@pytest.fixture(scope="module")
def graph(engine_settings: Settings) -> Iterator[Store]:
    """The graph of the service, asked directly."""
    with open_store(engine_settings) as opened:
        yield opened


@contextmanager
def small_plan(store: Store, settings: Settings) -> Iterator[str]:
    """A dataset of one outcome."""
    name = f"bagi-{secrets.token_hex(4)}"
    tables: dict[str, list[dict[str, object]]] = {
        "objectives": [{"id": "S1", "name": "Sasaran", "level": 0}]
    }
    found = read_document(tables, name="plan", settings=settings, dataset=name, edition="awal")  # type: ignore[arg-type]  # tables of any kind are what is read
    assert found.cascade is not None
    load(store, found.cascade, settings=settings)
    yield name
    drop(store, name, settings=settings)


@pytest.fixture(scope="module")
def dataset(graph: Store, engine_settings: Settings) -> Iterator[str]:
    with small_plan(graph, engine_settings) as name:
        yield name


@pytest.fixture(scope="module")
def embedded_dataset(embedded_store: Store, embedded_settings: Settings) -> Iterator[str]:
    with small_plan(embedded_store, embedded_settings) as name:
        yield name


def wait(until: Callable[[], bool], seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end
        time.sleep(0.02)


class Crowd:
    """One caller who asks many things at once, and leaves whatever is unanswered in the end."""

    def __init__(self, url: str, headers: dict[str, str]) -> None:
        self.answers: list[httpx.Response] = []
        self.client = httpx.Client(base_url=url, headers=headers, timeout=300)
        self._lines = httpx.AsyncClient(
            base_url=url, headers=headers, timeout=300, limits=httpx.Limits(max_connections=None)
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._asked: list[Future[None]] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()
        self.client.close()
        asyncio.run_coroutine_threadsafe(self._lines.aclose(), self._loop).result(PATIENCE)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()

    def leave(self) -> None:
        for one in self._asked:
            one.cancel()

    def ask(self, times: int, method: str, path: str, **more: Any) -> None:
        async def one() -> None:
            self.answers.append(await self._lines.request(method, path, **more))

        for _ in range(times):
            self._asked.append(asyncio.run_coroutine_threadsafe(one(), self._loop))

    @property
    def statuses(self) -> Counter[int]:
        return Counter(one.status_code for one in list(self.answers))


def test_45_queries_of_one_caller_leave_the_others_their_share(
    engine_settings: Settings, graph: Store, dataset: str
) -> None:
    with serve(
        engine_settings, query_seconds=240.0, caller_waiting=WAITING, caller_seconds=120.0
    ) as url:
        greedy = key_header(engine_settings, "banyak", "cypher")
        other = key_header(engine_settings, "lain", "cypher", "viewer")
        with (
            Crowd(url, greedy) as crowd,
            httpx.Client(base_url=url, headers=other, timeout=240) as client,
        ):
            crowd.ask(MANY, "POST", "/query", json={"cypher": LONG_QUERY})
            wait(lambda: long_queries(graph, engine_settings) > 0)
            answers = [
                httpx.get(f"{url}/healthz", timeout=240),
                httpx.get(f"{url}/readyz", timeout=240),
                client.get("/healthz"),
                client.post("/query", json=QUERY),
                client.get("/", params={"lang": "en"}),
                client.get(f"/align/S1?dataset={dataset}"),
            ]
            unanswered = MANY - len(crowd.answers)
            assert [one.status_code for one in answers] == [200] * len(answers)
            assert unanswered >= 2  # all the others were answered before any of its queries ended
            wait(lambda: len(crowd.answers) == MANY - 2 - WAITING)
            assert crowd.statuses == {429: MANY - 2 - WAITING}
            assert long_queries(graph, engine_settings) == 2
            for refused in crowd.answers:
                assert refused.json()["code"] == "too-many-at-once"
                assert refused.headers["content-type"] == "application/problem+json"
                assert int(refused.headers["retry-after"]) > 0
            told = crowd.client.post("/query", json=QUERY, headers={"accept-language": "en"})
            assert (told.status_code, "at once" in told.json()["title"]) == (429, True)
            told = crowd.client.post("/query", json=QUERY, headers={"accept-language": "id"})
            assert (told.status_code, "sekaligus" in told.json()["title"]) == (429, True)
            assert client.post("/query", json=QUERY).status_code == 200
        # its clients have left: those that waited run no more, and those that ran have ended
        wait(lambda: long_queries(graph, engine_settings) == 0)
        with httpx.Client(base_url=url, headers=greedy, timeout=240) as again:
            assert again.post("/query", json=QUERY).status_code == 200


def test_who_waits_too_long_is_told_when_to_come_back(
    engine_settings: Settings, graph: Store
) -> None:
    with serve(engine_settings, query_seconds=240.0, caller_queries=1, caller_seconds=0.5) as url:
        with Crowd(url, key_header(engine_settings, "lama", "cypher")) as crowd:
            crowd.ask(1, "POST", "/query", json={"cypher": LONG_QUERY})
            wait(lambda: long_queries(graph, engine_settings) == 1)
            answer = crowd.client.post("/query", json=QUERY)
            assert (answer.status_code, answer.json()["code"]) == (429, "too-many-at-once")
            assert int(answer.headers["retry-after"]) > 0
            assert not crowd.answers
        wait(lambda: long_queries(graph, engine_settings) == 0)


class Gate:
    """Lets a function begin only while it is open; counts how many are inside at once."""

    def __init__(self, inner: Callable[..., Any]) -> None:
        self.open = threading.Event()
        self.inside = 0
        self.most = 0
        self._inner = inner
        self._lock = threading.Lock()

    def __call__(self, *given: Any, **more: Any) -> Any:
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        try:
            assert self.open.wait(PATIENCE)
            return self._inner(*given, **more)
        finally:
            with self._lock:
                self.inside -= 1


@pytest.mark.parametrize(
    ("path", "where", "most"),
    [
        ("/audit", "kinerja_api.routes.audits.audit_loaded", 2),
        ("/audit.csv", "kinerja_api.routes.audits.audit_loaded", 2),
        ("/audit.html", "kinerja_api.routes.audits.audit_loaded", 2),
        ("/report.html", "kinerja_graph.workflow.reports.report", 2),
        ("/render.svg", "kinerja_graph.workflow.pictures.scene", 2),
        ("/embed/cascade", "kinerja_graph.workflow.pictures.scene", 2),
        ("/matrix", "kinerja_graph.analysis.matrix.matrix", 2),
        ("/trace/S1", "kinerja_graph.analysis.lineage.trace", 4),
        ("/search", "kinerja_api.routes.catalogue.search", 4),
        ("/explore/findings", "kinerja_api.explorer.findings.audit_for_page", 4),
    ],
)
def test_what_is_made_for_one_caller_at_once_is_bounded(
    embedded_settings: Settings,
    embedded_dataset: str,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    where: str,
    most: int,
) -> None:
    module, _, name = where.rpartition(".")
    gate = Gate(getattr(import_module(module), name))
    monkeypatch.setattr(where, gate)
    with (
        serve(embedded_settings, caller_seconds=PATIENCE) as url,
        Crowd(url, key_header(embedded_settings, "banyak", "viewer")) as crowd,
    ):
        asked = {"dataset": embedded_dataset, "edition": "awal", "q": "S1"}
        for number in range(8):  # each a question of its own, so that none is kept for the next
            more = {"offset": number} if path in {"/matrix", "/trace/S1", "/search"} else {}
            if path == "/render.svg":
                more = {"width": 100 + number}
            crowd.ask(1, "GET", path, params=asked | more)
        wait(lambda: gate.inside == most)
        with httpx.Client(
            base_url=url, headers=key_header(embedded_settings, "lain", "viewer"), timeout=60
        ) as other:
            assert other.get("/editions").status_code == 200
        assert not crowd.answers
        gate.open.set()
        wait(lambda: len(crowd.answers) == 8)
        assert crowd.statuses == {200: 8}
        assert gate.most == most


class Held(Mapping[str, int]):
    """Figures that somebody waits for who writes them down."""

    def __init__(self) -> None:
        self.reached, self.gate = threading.Event(), threading.Event()

    def __iter__(self) -> Iterator[str]:
        self.reached.set()
        assert self.gate.wait(PATIENCE)
        return iter(("error",))

    def __getitem__(self, _: str) -> int:
        return 5000

    def __len__(self) -> int:
        return 1


@pytest.mark.parametrize("path", ["/uploads", "/uploads/x"])
def test_nobody_waits_while_the_problems_of_uploads_are_written_down(
    embedded_settings: Settings, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """Those of 50 uploads took the loop of the service more than seven seconds."""
    held = Held()
    read = UploadContents(
        dataset="d", edition="1", name=None, counts=None, errors=(), problems=held
    )
    upload = Upload(
        id="x",
        owner="x",
        names=("a.csv",),
        size=1,
        read_options=ReadOptions(),
        state="refused",
        read=read,
    )
    monkeypatch.setattr(Uploads, "mine", lambda *_: (upload,))
    monkeypatch.setattr(Uploads, "one", lambda *_: upload)
    key = key_header(embedded_settings, "banyak", "planner")
    with serve(embedded_settings) as url, Crowd(url, key) as crowd:
        try:
            crowd.ask(1, "GET", path)
            assert held.reached.wait(PATIENCE)
            assert httpx.get(f"{url}/healthz", timeout=5).status_code == 200
            assert not crowd.answers
        finally:
            held.gate.set()
        wait(lambda: len(crowd.answers) == 1)
        told = crowd.answers[0].json()
        assert (told["uploads"][0] if path == "/uploads" else told)["problems"] == {"error": 5000}


async def leave_never() -> None:
    await asyncio.Event().wait()


def test_a_slot_goes_to_who_has_the_fewest() -> None:
    async def lived() -> list[str]:
        queue, order = Queue(per_caller=2, total=3), list[str]()

        async def one(name: str) -> None:
            slot = await queue.wait_for_slot(name[0], PATIENCE, leave_never)
            order.append(name)
            slot.release()

        first = [queue.start(who) for who in "aab"]
        assert not queue.has_room("c")
        asked = [asyncio.ensure_future(one(name)) for name in ("a1", "a2", "a3", "c1", "b1")]
        await asyncio.sleep(0)
        assert (queue.count_waiting("a"), queue.count_waiting("c")) == (3, 1)
        first[0].release()
        first[0].release()  # twice does no harm
        await asyncio.gather(*asked)
        assert (queue.count_waiting("a"), queue.has_room("a"), queue.has_room("b")) == (
            0,
            True,
            True,
        )
        return order

    # c has none, b and a have one each: of these a came first
    assert run_alone(lived())[:2] == ["c1", "a1"]


def test_who_leaves_or_waits_too_long_frees_the_place_in_the_queue() -> None:
    async def lived() -> None:
        queue, left = Queue(per_caller=1, total=9), asyncio.Event()
        slot = queue.start("a")
        leaver = asyncio.ensure_future(queue.wait_for_slot("a", PATIENCE, left.wait))
        cancelled = asyncio.ensure_future(queue.wait_for_slot("a", PATIENCE, leave_never))
        with pytest.raises(TimeoutError):
            await queue.wait_for_slot("a", 0.01, leave_never)
        assert queue.count_waiting("a") == 2
        left.set()
        with pytest.raises(ClientDisconnect):
            await leaver
        cancelled.cancel()
        with pytest.raises(asyncio.CancelledError):
            await cancelled
        assert (queue.count_waiting("a"), queue.has_room("a")) == (0, False)
        slot.release()
        assert queue.has_room("a")

    run_alone(lived())


def test_a_slot_that_comes_when_its_caller_leaves_is_not_lost() -> None:
    async def lived() -> None:
        queue, left = Queue(per_caller=1, total=9), asyncio.Event()
        slot = queue.start("a")
        leaver = asyncio.ensure_future(queue.wait_for_slot("a", PATIENCE, left.wait))
        cancelled = asyncio.ensure_future(queue.wait_for_slot("a", PATIENCE, leave_never))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        left.set()
        await asyncio.sleep(0)
        slot.release()  # at this moment: the one that leaves is first in the queue
        with pytest.raises(ClientDisconnect):
            await leaver
        cancelled.cancel()
        with pytest.raises(asyncio.CancelledError):
            await cancelled
        assert queue.has_room("a")

    run_alone(lived())


def test_too_much_of_all_together_is_no_fault_of_the_caller() -> None:
    async def lived() -> list[Refused]:
        slots = Slots(Settings(caller_waiting=1, caller_seconds=0.01))
        for number in range(TOTAL_SLOTS["query"]):
            await slots.acquire("query", f"caller {number}", leave_never)
        refused: list[Refused] = []
        for who in ("caller new", "caller 0"):
            with pytest.raises(Refused) as told:
                await slots.acquire("query", who, leave_never)
            refused.append(told.value)
        await slots.acquire("light", "caller new", leave_never)
        waits = asyncio.ensure_future(slots.acquire("query", "caller 0", leave_never))
        await asyncio.sleep(0)
        with pytest.raises(Refused) as told:
            await slots.acquire("query", "caller 0", leave_never)
        refused.append(told.value)
        waits.cancel()
        return refused

    busy, still_busy, full = run_alone(lived())
    assert [(int(one.status), one.code) for one in (busy, still_busy, full)] == [
        (503, "busy"),
        (503, "busy"),
        (429, "too-many-at-once"),
    ]
    assert headers_of(busy)["Retry-After"]


def every_route() -> Iterator[APIRoute]:
    """The routes of every module of the service."""
    for package in (routes, explorer):
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            for one in vars(import_module(found.name)).values():
                if isinstance(one, APIRouter):
                    yield from (route for route in one.routes if isinstance(route, APIRoute))


def test_which_routes_take_no_slot(embedded_settings: Settings) -> None:
    assert {one.path for one in every_route() if kind_of(one.endpoint) is None} == {
        "/healthz", "/readyz", "/metrics", "/explore/assets/{digest}/{name}",
        "/sign-in", "/sign-in/provider", "/sign-in/callback", "/sign-out",
        "/uploads", "/uploads/{id}", "/uploads/{id}/compare", "/explore/upload",
        "/explore/upload/{id}", "/embed/{view}",
        "/explore/query", "/explore/query.csv", "/explore/query.html",
        "/desk/alive", "/desk/closed", "/desk/{id}",
    }  # fmt: skip
    assert {one.path for one in every_route() if kind_of(one.endpoint) == "query"} == {
        "/query", "/query.csv",
    }  # fmt: skip
    heavy = {one.path for one in every_route() if kind_of(one.endpoint) == "heavy"}
    assert {"/baseline", "/explore/waivers/baseline"} <= heavy  # an audit that its sender waits for
    dependencies = create_app(embedded_settings).router.dependencies
    assert take_slot in [one.dependency for one in dependencies]  # of all that is included
