"""The service on both engines, over what the command line would say."""

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import uvicorn

from kinerja_api.app import create_app
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load

TOKEN = "kata-untuk-mesin-ini"
ODD = ["a/b", "a//b/", "naik %", "a?b#c", "«é» 名", "'; DROP", "</script>", "x&lang=en", "a+b"]


@dataclass(frozen=True)
class Service:
    """A running service, and the dataset that is loaded for these tests."""

    client: httpx.Client
    dataset: str

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, params={"dataset": self.dataset, **more})


def tables() -> dict[str, list[dict[str, object]]]:
    return {
        "units": [
            {"id": "dishub", "name": "Dinas Perhubungan", "kind": "opd"},
            {"id": "pu", "name": "Dinas PU", "kind": "opd"},
        ],
        "objectives": [
            {
                "id": "S1",
                "name": "Kemacetan menurun",
                "level": 0,
                "cross_agency": "ya",
                "expected_agencies": ["dishub", "pu"],
            }
        ],
        "positions": [{"id": "kepala/1", "name": "Kepala Dinas", "unit": "dishub"}],
        "tasks": [
            {
                "id": "T",
                "name": "Atur",
                "performer": ["kepala/1"],
                "output_quantity": 2,
                "output_unit": "laporan",
                "contributes_to": ["a/b"],
            }
        ],
        "indicators": [
            {
                "id": name,
                "name": f"n {name}",
                "level": 1,
                "owner": "dishub",
                "contributes_to": ["S1"],
            }
            for name in ODD
        ],
    }


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The service over real HTTP on a free port of this machine."""
    config = uvicorn.Config(
        create_app(settings.model_copy(update={"token": TOKEN})),
        host="127.0.0.1",
        port=0,
        log_level="error",
        ws="none",
        lifespan="on",
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(30)


@pytest.fixture(scope="module")
def service(engine_settings: Settings) -> Iterator[Service]:
    dataset = f"layanan-{secrets.token_hex(4)}"
    reading = read_document(tables(), name="plan", settings=engine_settings, dataset=dataset)
    assert reading.cascade is not None, reading.problems
    with open_store(engine_settings) as store:
        load(store, reading.cascade, settings=engine_settings)
        with (
            served(engine_settings) as url,
            httpx.Client(
                base_url=url,
                timeout=60,
                limits=httpx.Limits(max_keepalive_connections=0),
                headers={"Authorization": f"Bearer {TOKEN}"},
            ) as client,
        ):
            yield Service(client, dataset)
        drop(store, dataset, settings=engine_settings)


def test_health(service: Service) -> None:
    answer = service.client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["engine"]["name"] in {"arcadedb", "neo4j"}


def test_datasets(service: Service) -> None:
    known = service.client.get("/datasets").json()["datasets"]
    (mine,) = [one for one in known if one["dataset"] == service.dataset]
    assert mine["counts"]["Indicator"] == len(ODD)


@pytest.mark.parametrize("name", ODD)
def test_odd_ids_are_traced(service: Service, name: str) -> None:
    answer = service.get(f"/trace/{quote(name, safe='')}")
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["subject"]["id"] == name
    assert told["roots"] == ["S1"]
    assert told["edges"] == [
        {"type": "CONTRIBUTES_TO", "from": name, "to": "S1", "kind": "vertical"}
    ]
    assert "truncated" not in told


def test_a_slash_may_stand_as_it_is(service: Service) -> None:
    assert service.get("/trace/a/b").json()["subject"]["id"] == "a/b"


def test_trace_down_with_a_depth(service: Service) -> None:
    told = service.get("/trace/S1", direction="down", depth=0).json()
    assert [node["id"] for node in told["nodes"]] == ["S1"]
    assert (told["truncated"], told["limit"]) == (True, 0)


def test_align(service: Service) -> None:
    told = service.get("/align/S1").json()
    assert told["missing"] == ["pu"]
    assert told["silo"] is True
    assert [(one["id"], one["results"]) for one in told["agencies"]] == [
        ("dishub", len(ODD)), ("pu", 0),
    ]  # fmt: skip


def test_matrix(service: Service) -> None:
    told = service.get("/matrix").json()
    assert told["cells"] == [{"agency": "dishub", "outcome": "S1", "results": len(ODD), "tasks": 1}]
    assert (told["gaps"], told["idle"]) == ([{"outcome": "S1", "unit": "pu"}], ["pu"])


def test_targets(service: Service) -> None:
    told = service.get("/targets/S1").json()
    assert (told["years"], [one["id"] for one in told["contributors"]]) == ([], sorted(ODD))


def test_individuals(service: Service) -> None:
    one = service.get("/individual/kepala/1", year=2026).json()
    (measure,) = one["measures"]
    assert (measure["target"], measure["chain"]) == (
        {"quantity": 2, "unit": "laporan"}, ["T", "a/b", "S1"],
    )  # fmt: skip
    everybody = service.get("/individuals").json()
    assert [person["measures"] for person in everybody["individuals"]] == [[measure]]


def test_evidence(service: Service) -> None:
    told = service.get("/evidence").json()
    assert (told["subject"], told["links"]) == (None, [])
    assert service.get("/evidence/a/b", lag=1).json()["lag"] == 1


def test_whatif(service: Service) -> None:
    removed = service.get("/whatif/remove", id=["S1", "a/b"]).json()
    assert removed["removed"] == ["S1", "a/b"]
    assert removed["outcomes"] == [{"id": "S1", "before": len(ODD) + 1, "after": 0, "lost": True}]
    assert removed["cut_off"] == sorted({*ODD, "T"} - {"a/b"})
    missed = service.get("/whatif/miss", id="dishub").json()
    assert missed["outcomes"] == [{"id": "S1", "at_risk": sorted([*ODD, "T"])}]
    (point,) = service.get("/whatif/weakest/S1").json()["points"]
    assert (point["id"], point["load"], point["cut_off"]) == ("a/b", 1, ["T"])


def test_compare(service: Service) -> None:
    told = service.get("/compare", before="1", after="1", findings=False).json()
    assert (told["editions"], told["added"]) == (["1", "1"], [])
    assert "findings_new" not in told
    audited = service.get("/compare", before="1", after="1").json()
    assert (audited["findings_new"], audited["findings_gone"]) == ([], [])


@pytest.mark.parametrize(
    ("query", "header", "word"),
    [
        ({"lang": "en"}, "", "expects"),
        ({"lang": "id"}, "en", "mengharapkan"),
        ({}, "en-GB,id;q=0.5", "expects"),
        ({}, "fr, id", "mengharapkan"),
    ],
)
def test_audit_in_both_languages(
    service: Service, query: dict[str, str], header: str, word: str
) -> None:
    answer = service.client.get(
        "/audit",
        params={"dataset": service.dataset, "rule": "missing-agency", **query},
        headers={"accept-language": header},
    )
    told = answer.json()
    assert [rule["id"] for rule in told["rules"]] == ["missing-agency"]
    assert word in told["findings"][0]["message"]


@pytest.mark.parametrize(
    ("path", "more", "status", "code"),
    [
        ("/trace/S2", {}, 404, "unknown-id"),
        ("/trace/dishub", {}, 400, "no-chain"),
        ("/align/dishub", {}, 400, "no-result"),
        ("/targets/dishub", {}, 400, "no-result"),
        ("/individual/S1", {}, 400, "no-post"),
        ("/individual/kepala/2", {}, 404, "unknown-id"),
        ("/individuals", {"year": 0}, 422, "bad-value"),
        ("/trace/S1", {"dataset": "tidak-ada"}, 404, None),
        ("/trace/S1", {"edition": "tidak-ada"}, 404, None),
        ("/evidence/dishub", {}, 400, "no-result"),
        ("/whatif/weakest/dishub", {}, 400, "no-result"),
        ("/whatif/remove", {"id": ["S1", "S2"]}, 404, "unknown-id"),
        ("/whatif/miss", {}, 422, "bad-value"),
        ("/compare", {"before": "1", "after": "2"}, 404, "unknown-edition"),
        ("/trace/S1", {"direction": "sideways"}, 422, "bad-value"),
        ("/trace/S1", {"depth": -1}, 422, "bad-value"),
        ("/audit", {"rule": "orphn-indicator"}, 404, "unknown-rule"),
        ("/nothing", {}, 404, "no-route"),
    ],
)
def test_failures_have_one_shape(
    service: Service, path: str, more: dict[str, str], status: int, code: str | None
) -> None:
    answer = service.get(path, lang="en", **more)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert set(told) == {
        "type", "title", "status", "detail", "instance", "code", "where", "remedy", "nearest",
    }  # fmt: skip
    assert told["status"] == status
    assert told["type"] == f"urn:kinerja:{told['code']}"
    assert code in (told["code"], None)
    assert told["remedy"]


def test_the_service_only_reads(service: Service) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = service.client.request(method, "/datasets")
        assert answer.status_code == 405
        assert answer.json()["code"] == "bad-request"


def test_a_fault_of_ours_shows_nothing_inside(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("kinerja_api.access.editions.Editions.of_wanted_dataset", fail)
    answer = service.client.get("/datasets")
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal-error"
    assert "secret detail" not in answer.text
