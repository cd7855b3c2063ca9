"""``/v1``, and the addresses without a version: the same answers, marked as deprecated."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from kinerja_api.app import create_app
from kinerja_api.description import of_version, operations
from kinerja_api.versions import DEPRECATED_SINCE
from kinerja_graph.settings import Settings

TOKEN = "kata-untuk-mesin-ini-yang-panjang"
KNOWN = {"Authorization": f"Bearer {TOKEN}"}
RENEWED = {"date", "x-request-id", "deprecation", "link", "content-length", "etag"}


@pytest.fixture(scope="module")
def client(embedded_settings: Settings) -> Iterator[TestClient]:
    app = create_app(embedded_settings.model_copy(update={"token": TOKEN}))
    with TestClient(app, base_url="http://127.0.0.1", headers=KNOWN) as client:
        yield client


@pytest.mark.parametrize(
    "path",
    ["/datasets", "/datasets.csv", "/rules?limit=2", "/rules/silo-outcome", "/rules/none", "/log"],
)
def test_without_a_version_the_answer_is_the_same_and_names_its_successor(
    client: TestClient, path: str
) -> None:
    earlier, later = client.get(path), client.get(f"/v1{path}")
    assert earlier.status_code == later.status_code
    told, expected = earlier.text, later.text.replace('"instance":"/v1/', '"instance":"/')
    if "limit=" in path:  # pages lead on by offset, and with a version by cursor
        assert earlier.json()["page"].keys() < later.json()["page"].keys()
        told, expected = ({**one.json(), "page": None} for one in (earlier, later))
    assert told == expected
    assert {one: earlier.headers[one] for one in set(earlier.headers) - RENEWED} == {
        one: later.headers[one] for one in set(later.headers) - RENEWED
    }
    assert earlier.headers["deprecation"] == DEPRECATED_SINCE
    assert (
        earlier.headers["link"] == f'</v1{path.split("?", maxsplit=1)[0]}>; rel="successor-version"'
    )
    assert "deprecation" not in later.headers


def test_what_is_refused_is_marked_too_and_a_path_stays_on_one_line(client: TestClient) -> None:
    for path, status in (("/trace/a%0D%0Ab", 404), ("/trace/a%22%3E%C3%A9", 401)):
        refused = client.get(path, headers={"Authorization": "Bearer x"})
        assert refused.status_code == status
        assert refused.headers["link"] == f'</v1{path}>; rel="successor-version"'


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/", "/docs", "/v1/none"])
def test_what_has_no_successor_is_not_marked(client: TestClient, path: str) -> None:
    assert "deprecation" not in client.get(path).headers


def test_what_is_sent_stays_in_its_version(client: TestClient) -> None:
    files = {"files": ("plan.json", b'{"objectives": [{"id": "S", "name": "x", "level": 0}]}')}
    for prefix in ("", "/v1"):
        sent = client.post(f"{prefix}/uploads", files=files)
        assert sent.headers["location"] == f"{prefix}/uploads/{sent.json()['id']}"
        client.delete(sent.headers["location"])


def test_the_description_of_a_version_has_each_operation_once(client: TestClient) -> None:
    whole, told = client.get("/openapi.json").json(), client.get("/v1/openapi.json").json()
    assert told == of_version(whole)
    later = {(method, path) for method, path, _ in operations(told)}
    deprecated = {
        (method, path) for method, path, one in operations(whole) if one.get("deprecated")
    }
    assert {(method, f"/v1{path}") for method, path in deprecated} <= later
    assert {path for _, path in later if not path.startswith("/v1/")} == {
        "/healthz", "/readyz", "/metrics", "/oembed",
    }  # fmt: skip
    ids = [one["operationId"] for _, _, one in operations(whole)]
    assert len(ids) == len(set(ids))
    assert max(len(one["operationId"]) for _, _, one in operations(told)) <= 24
