"""The description of the service: every change of it is seen."""

import json

from syrupy.assertion import SnapshotAssertion

from kinerja_api.app import create_app
from kinerja_api.deps import accepted_language
from kinerja_api.description import of_version
from kinerja_graph.settings import Settings


def test_the_description_of_the_service(snapshot: SnapshotAssertion) -> None:
    told = of_version(create_app(Settings()).openapi())
    told["info"] = {**told["info"], "version": "0"}
    assert json.dumps(told, indent=1, ensure_ascii=False) == snapshot


WRITING = {
    ("delete", "/v1/editions"),
    ("put", "/v1/queries/{name}"),
    ("delete", "/v1/queries/{name}"),
    ("post", "/v1/uploads"),
    ("post", "/v1/uploads/{id}/import"),
    ("post", "/v1/uploads/{id}/load"),
    ("delete", "/v1/uploads/{id}"),
    ("post", "/v1/waivers"),
    ("post", "/v1/waivers/{number}/{decision}"),
    ("put", "/v1/waivers.yaml"),
    ("put", "/v1/follow-ups/{fingerprint}"),
    ("post", "/v1/notes"),
    ("post", "/v1/baseline"),
    ("put", "/v1/baseline.yaml"),
    ("post", "/v1/query"),  # a statement that only reads does not fit into an address
    ("post", "/v1/query.csv"),
}


def test_every_route_declares_its_failures_and_few_write() -> None:
    told = create_app(Settings()).openapi()
    found = {(method, path) for path, methods in told["paths"].items() for method in methods}
    later = {("delete", "/v1/editions")}
    earlier = {(method, path.removeprefix("/v1")) for method, path in WRITING - later}
    assert {one for one in found if one[0] != "get"} == WRITING | earlier
    assert told["components"]["schemas"]["Problem"]["type"] == "object"
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            answers = operation["responses"]
            assert {"401", "403", "422", "429", "503", "504"} <= set(answers), (method, path)
            for status, answer in answers.items():
                if status >= "400":
                    (content,) = answer["content"].items()
                    assert content[0] == "application/problem+json", (method, path, status)
                    assert content[1]["schema"]["$ref"].endswith("/Problem")


def test_no_page_loads_scripts_from_elsewhere() -> None:
    app = create_app(Settings())
    assert (app.docs_url, app.redoc_url) == (None, None)


def test_the_language_that_is_weighed_highest_wins() -> None:
    assert accepted_language("en;q=0.2, id;q=0.3") == "id"
    assert accepted_language("en, id") == "en"
    assert accepted_language("fr;q=x, de") is None
    assert accepted_language("en;q=x, id;q=0.1") == "id"
