"""An answer that was begun before it was known of which edition it has to be."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from serving import client_of

from kinerja_graph.library.statement import EngineInfo, Statement
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load
from kinerja_graph.views.registry import VIEWS
from kinerja_graph.workflow.asking import ask_selected
from kinerja_graph.workflow.edition_cache import EditionCache, OptimisticRead

ASKING = ("a?b", "a%3Fb", "a#b", "a b/c")
"""Ids that an address bears in other signs."""


@dataclass(frozen=True)
class Desk:
    """A client of a service, and a store of others who load and remove."""

    client: httpx.Client
    store: Store
    settings: Settings
    dataset: str
    depths: Iterator[int]

    def load(self, edition: str, mark: str, *more: str) -> None:
        found = read_document(
            {
                "objectives": [
                    {"id": one, "name": f"{one} {mark}", "level": 0} for one in ("S", *more)
                ]
            },
            name="plan",
            settings=self.settings,
            dataset=self.dataset,
            edition=edition,
        )
        assert found.cascade is not None
        load(self.store, found.cascade, settings=self.settings)

    def ask(self, name: str = "S", **more: Any) -> httpx.Response:
        """An answer that was never given before: each asks for another depth."""
        query = {"dataset": self.dataset, "depth": next(self.depths), **more}
        return self.client.get(f"/trace/{quote(name, safe='')}", params=query)

    def told(self, name: str = "S", **more: Any) -> str:
        answer = self.ask(name, **more)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["subject"]["name"])


@pytest.fixture
def desk(engine_settings: Settings) -> Iterator[Desk]:
    dataset = f"berdiri-{secrets.token_hex(4)}"
    with open_store(engine_settings) as store, client_of(engine_settings) as client:
        yield Desk(client, store, engine_settings, dataset, itertools.count(1000))
        drop(store, dataset, settings=engine_settings)


def test_what_others_load_and_remove_is_answered_at_once(desk: Desk) -> None:
    desk.load("1", "pertama")
    assert [desk.told(), desk.told()] == ["S pertama", "S pertama"]
    desk.load("1", "kedua", "baru")
    assert desk.told() == "S kedua"
    desk.load("1", "ketiga", "lain")
    assert desk.told("lain") == "lain ketiga"
    desk.load("1", "keempat")
    assert desk.ask("lain").status_code == 404
    desk.load("2", "kelima")
    assert (desk.told(), desk.told(edition="1")) == ("S kelima", "S keempat")
    drop(desk.store, desk.dataset, "2", settings=desk.settings)
    assert desk.told() == "S keempat"
    assert desk.ask(edition="2").status_code == 404


def test_ids_that_an_address_writes_alike_have_answers_of_their_own(desk: Desk) -> None:
    desk.load("1", "ini", *ASKING)
    for _ in "twice":
        for name in ASKING:
            path = f"/trace/{quote(name, safe='')}"
            told = desk.client.get(path, params={"dataset": desk.dataset, "offset": 0, "limit": 1})
            assert told.json()["subject"]["id"] == name
    for name in ASKING:
        first = desk.client.get(
            f"/targets/{quote(name, safe='')}", params={"dataset": desk.dataset, "offset": 9}
        )
        assert first.json()["subject"]["id"] == name


@dataclass
class Counting:
    """A reader that counts statements."""

    store: Store
    asked: int = 0

    @property
    def engine(self) -> EngineInfo:
        return self.store.engine

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        self.asked += 1
        return self.store.read(statement, seconds=seconds, **values)


def test_an_answer_and_what_stands_are_one_statement(desk: Desk) -> None:
    desk.load("1", "satu")
    counting = Counting(desk.store)
    standing = EditionCache(counting)
    assert standing.last is None
    found = standing.read().resolve(EditionRef(desk.dataset), set)
    before = standing.last
    assert before is not None
    assert (before.resolve(EditionRef(desk.dataset), set), counting.asked) == (found, 1)
    glance = OptimisticRead(counting)
    told = ask_selected(glance, found, VIEWS["trace"], "S")
    assert told.answers[0].subject.name == "S satu"
    assert (glance.scopes, counting.asked) == (before.scopes, 2)
    again = standing.read().resolve(EditionRef(desk.dataset), set)
    assert (again, counting.asked) == (found, 3)
    desk.load("1", "dua")
    after = standing.read().resolve(EditionRef(desk.dataset), set)
    assert (after.scope != found.scope, counting.asked) == (True, 5)
    glance = OptimisticRead(counting)
    assert ask_selected(glance, found, VIEWS["trace"], "S").answers
    assert glance.scopes != before.scopes
