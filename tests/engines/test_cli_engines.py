"""``kinerja`` against each engine by its address: the same answers, and the same exit codes."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from command_line import SLIDES, Done, run
from packed_pages import unpack_all

from kinerja_graph.settings import Settings

Command = Callable[..., Done]


def command_at(settings: Settings) -> Command:
    address: dict[str, Any] = {
        "KINERJA_URL": settings.url,
        "KINERJA_USER": settings.user,
        "KINERJA_PASSWORD": settings.password,
        "KINERJA_DATABASE": settings.database,
    }
    return lambda *words: run(settings.home, *words, **address)


@pytest.fixture
def both(embedded_settings: Settings, neo4j_settings: Settings) -> dict[str, Command]:
    return {"embedded": command_at(embedded_settings), "neo4j": command_at(neo4j_settings)}


@pytest.fixture
def slides(both: dict[str, Command]) -> Iterator[str]:
    """The slides as a dataset of its own on each engine."""
    dataset = f"salindia-{secrets.token_hex(4)}"
    for command in both.values():
        done = command("load", str(SLIDES), "--dataset", dataset)
        assert done.code == 0, done.err
    yield dataset
    for command in both.values():
        assert command("drop", dataset).code == 0


def without_engine(text: str) -> Any:
    answer = json.loads(text)
    answer.pop("engine", None)
    for rule in answer.get("rules", ()):
        rule["milliseconds"] = 0
    return answer


def test_both_engines_answer_alike(both: dict[str, Command], slides: str) -> None:
    questions = (
        ("audit", "--json"),
        ("trace", "SOP-1", "--json"),
        ("trace", "LALIN", "--down", "--json"),
        ("align", "LALIN", "--json"),
    )
    for question in questions:
        answers = [command(*question, "--dataset", slides) for command in both.values()]
        assert len({answer.code for answer in answers}) == 1
        first, second = (without_engine(answer.out) for answer in answers)
        assert first == second, question


def test_each_engine_says_who_it_is(both: dict[str, Command], slides: str) -> None:
    names = {
        json.loads(command("audit", "--dataset", slides, "--json").out)["engine"]["name"]
        for command in both.values()
    }
    assert names == {"arcadedb", "neo4j"}


def test_a_picture_is_the_same_page(
    both: dict[str, Command], slides: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pages: list[str] = []
    for command in both.values():
        place = tmp_path_factory.mktemp("gambar") / "lalin.html"
        done = command("render", "LALIN", "--dataset", slides, "--out", str(place), "--json")
        assert done.code == 0, done.err
        editions = json.loads(command("datasets", "--json").out)["datasets"]
        (loaded_at,) = [one["loaded_at"] for one in editions if one["dataset"] == slides]
        pages.append(unpack_all(place.read_text("utf-8")).replace(loaded_at, "…"))
    assert len(set(pages)) == 1


def test_a_query_cannot_write_on_either(both: dict[str, Command], slides: str) -> None:
    for command in both.values():
        done = command("query", "MATCH (n {scope: $scope}) DELETE n", "--dataset", slides)
        assert (done.code, done.out) == (2, "")
        assert command("trace", "SOP-1", "--dataset", slides).code == 0
