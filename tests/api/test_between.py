"""Answers while others load and remove between their readings: of one state, or none at all.

Before each statement of an answer in turn a real load or removal happens. What comes must be what
the service says before it, or what it says after it; never a mixture, and never a fault.
"""

from __future__ import annotations

import base64
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
from between import before_reading
from fastapi.testclient import TestClient
from packed_pages import unpack_all

from kinerja_api.app import create_app
from kinerja_api.result_cache import ResultCache, create_body_cache
from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.sweep import sweep

TOKEN: Final = "kata-untuk-mesin-ini-yang-panjang"
BOSS: Final = {"Authorization": f"Bearer {TOKEN}"}
ROUTES: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("/datasets", {}),
    ("/editions.csv", {}),
    ("/search", {"q": "sasaran"}),
    ("/audit", {"since": "1"}),
    ("/audit.html", {}),
    ("/trace/S1", {"direction": "down"}),
    ("/align/S1", {}),
    ("/matrix", {}),
    ("/targets/S1", {}),
    ("/individuals", {}),
    ("/individual/P1", {}),
    ("/evidence", {}),
    ("/whatif/remove", {"id": "I1"}),
    ("/whatif/weakest/S1", {}),
    ("/compare", {"before": "1", "after": "2"}),
    ("/render.svg", {"view": "diff", "against": "1"}),
    ("/render.svg", {"view": "crosscutting", "id": "S1"}),
    ("/report.html", {}),
    ("/records/S1", {}),
    ("/explore/edition", {}),
    ("/explore/record/S1", {}),
    ("/explore/findings", {}),
    ("/explore/posts", {}),
    ("/explore/compare", {}),
    ("/explore/crosscutting/S1", {}),
    ("/explore/waivers", {}),
    ("/explore/report", {}),
    ("/explore/forms", {"form": "iku"}),
    ("/explore/documents", {}),
    ("/v1/forms/pohon-kinerja", {}),
    ("/embed/diff", {"edition": "2"}),
    ("/embed/cascade", {"edition": "2", "form": "svg"}),
)
CHANGING: Final = (
    (re.compile(r'"milliseconds":\s*[\d.]+|milliseconds="[\d.]+"'), "milliseconds"),
    (re.compile(r"\d{4}-\d\d-\d\d[T ][\d:.]+Z?(\+\d\d:\d\d)?"), "moment"),
    (re.compile(r"\d{1,2} \w+ \d{4},? (pukul )?\d{1,2}[.:]\d\d( \w+)?"), "moment"),
    (re.compile(r"nonce-[\w-]+|nonce=\"[\w-]+\""), "nonce"),
)
"""What an answer tells of when it was made."""
IMAGE: Final = re.compile(r"base64,([A-Za-z0-9+/=]+)")


def _drawn(image: re.Match[str]) -> str:
    """A picture in a page as its own text, for it tells moments too."""
    return base64.b64decode(image[1]).decode("utf-8", "replace")


@dataclass(frozen=True)
class House:
    """A service, a store of others, and a dataset of two editions that they load and remove."""

    client: TestClient
    app: Any
    store: Store
    settings: Settings
    dataset: str
    held: dict[str, str] = field(default_factory=dict[str, str])
    """The mark of each edition that is loaded."""

    def load(self, edition: str, mark: str) -> None:
        """Loads an edition; of the one that it replaces nothing is kept."""
        tables: dict[str, Any] = {
            "units": [{"id": "dinas", "name": f"Dinas {mark}", "kind": "opd"}],
            "positions": [{"id": "P1", "name": f"Kepala {mark}", "unit": "dinas"}],
            "objectives": [
                {"id": "S1", "name": f"Sasaran {mark}", "level": 0, "owner": ["dinas"],
                 "cross_agency": "ya"}
            ],
            "indicators": [
                {"id": "I1", "name": f"Waktu {mark}", "level": 1, "owner": ["P1"],
                 "contributes_to": "S1"}
            ],
        }  # fmt: skip
        found = read_document(
            tables, name="plan", settings=self.settings, dataset=self.dataset, edition=edition
        )
        assert found.cascade is not None, found.problems
        load(self.store, found.cascade, settings=self.settings)
        sweep(self.store)
        self.held[edition] = mark

    def reset(self) -> None:
        """Both editions as every test finds them, and nothing kept of earlier answers."""
        if self.held == {"1": "lama", "2": "baru"}:
            self.load("2", "awal")
        elif self.held != {"1": "lama", "2": "awal"}:
            with suppress(UsageError):
                self.removed()
            self.load("1", "lama")
            self.load("2", "awal")
        self.app.state.body_cache, self.app.state.result_cache = create_body_cache(), ResultCache()

    def removed(self) -> None:
        drop(self.store, self.dataset, settings=self.settings)
        sweep(self.store)
        self.held.clear()

    def replaced(self) -> None:
        self.load("2", "baru")

    def removed_and_loaded(self) -> None:
        self.removed()
        self.load("1", "lama")
        self.load("2", "baru")

    def older_removed(self) -> None:
        drop(self.store, self.dataset, "1", settings=self.settings)
        sweep(self.store)
        del self.held["1"]

    def another(self) -> None:
        self.load("3", "ketiga")

    def ask(self, path: str, asked: dict[str, str]) -> tuple[int, str]:
        """The status of an answer, and what it tells but for moments."""
        query = {"dataset": self.dataset, "lang": "id", **asked}
        answer = self.client.get(path, params=query, headers=BOSS)
        page = unpack_all(answer.content.decode("utf-8", "replace"))
        text = IMAGE.sub(_drawn, page)
        for pattern, word in CHANGING:
            text = pattern.sub(word, text)
        return answer.status_code, text


EVENTS: Final[dict[str, Callable[[House], None]]] = {
    "removed": House.removed,
    "replaced": House.replaced,
    "removed and loaded": House.removed_and_loaded,
    "older removed": House.older_removed,
    "another": House.another,
}


@pytest.fixture(scope="module")
def house(embedded_settings: Settings, embedded_store: Store) -> Iterator[House]:
    settings = embedded_settings.model_copy(
        update={"keep_replaced": 0.0, "token": TOKEN, "rate": "", "rate_unknown": ""}
    )
    app = create_app(settings)
    dataset = f"antara-{secrets.token_hex(4)}"
    with (
        TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client,
        pytest.MonkeyPatch.context() as patch,
    ):
        # the others sweep themselves, in this process: what a reading meets is no matter of luck
        patch.setattr("kinerja_graph.store.load.sweep_aside", lambda _store: None)
        found = House(client, app, embedded_store, settings, dataset)
        found.reset()
        yield found
        with suppress(UsageError):  # where the last test removed it
            found.removed()


EVERY: Final = os.environ.get("KINERJA_TEST_MOMENTS") == "all"
"""Every event at more moments, for each route: the night has time for it."""
ASKED: Final = [
    pytest.param(path, asked, event, id=f"{path}-{event}")
    for number, (path, asked) in enumerate(ROUTES)
    for turn, event in enumerate(EVENTS)
    if EVERY or (number + turn) % len(EVENTS) in {0, 2}
]


def places(number: int) -> list[int]:
    """The readings before which something happens: an early one, one between, and the last."""
    some = {2, number // 2, number} | ({1, 3, 4, number - 1} if EVERY else set())
    return sorted(one for one in some if 1 <= one <= number)


@pytest.mark.parametrize(("path", "asked", "event"), ASKED)
def test_an_answer_is_of_one_state(
    house: House, path: str, asked: dict[str, str], event: str
) -> None:
    house.reset()
    with before_reading(0, None) as readings:
        before = house.ask(path, asked)
    assert before[0] == 200, before[1]
    EVENTS[event](house)
    after = house.ask(path, asked)
    at_all = places(readings.number)
    assert at_all
    for at in at_all:
        house.reset()
        with before_reading(at, lambda: EVENTS[event](house)) as told:
            found = house.ask(path, asked)
        assert found in (before, after), (at, readings.number, told.happened, found[0], found[1])
