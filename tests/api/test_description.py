"""The description of the service: every change of it is seen."""

import json

from syrupy.assertion import SnapshotAssertion

from kinerja_api.app import create_app
from kinerja_api.deps import accepted
from kinerja_graph.settings import Settings


def test_the_description_of_the_service(snapshot: SnapshotAssertion) -> None:
    told = create_app(Settings()).openapi()
    told["info"]["version"] = "0"
    assert json.dumps(told, indent=1, ensure_ascii=False) == snapshot


def test_every_route_only_reads_and_declares_its_failures() -> None:
    for path, methods in create_app(Settings()).openapi()["paths"].items():
        assert list(methods) == ["get"], path
        answers = methods["get"]["responses"]
        assert {"200", "422", "503"} <= set(answers), path
        for status, answer in answers.items():
            (content,) = answer["content"].values()
            if status != "200":
                assert content["schema"]["$ref"].endswith("/ProblemOut"), (path, status)


def test_no_page_loads_scripts_from_elsewhere() -> None:
    app = create_app(Settings())
    assert (app.docs_url, app.redoc_url) == (None, None)


def test_the_language_that_is_weighed_highest_wins() -> None:
    assert accepted("en;q=0.2, id;q=0.3") == "id"
    assert accepted("en, id") == "en"
    assert accepted("fr;q=x, de") is None
    assert accepted("en;q=x, id;q=0.1") == "id"
