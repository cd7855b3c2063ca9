"""Commands and Python while others load and remove between their readings, on both engines.

Before a statement of a command a real load or removal happens. What the command tells is of one
state, or it says what happened and writes nothing.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from between import before_reading
from command_line import Done, run
from packed_pages import unpack

from kinerja_graph.errors import EditionGone, UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.sweep import sweep
from kinerja_graph.workflow.plan import Plan

COMMANDS: Final = (
    "matrix",
    "trace S1 --down",
    "align level:0",
    "audit",
    "audit --since 1",
    "individual --all --year 2026",
    "individual P1",
    "targets S1",
    "evidence S1",
    "whatif --remove I1",
    "compare 1 2",
    "query MATCH_(n{scope:$scope})_RETURN_count(n)",
)
WRITING: Final = (
    "export --format csv --out",
    "render --view diff --out F.svg",
    "report --out F.html",
    "individual --all --out F.xlsx",
)
EXIT_GONE, EXIT_UNKNOWN = 4, 2
MOMENTS: Final = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
TIMES: Final = re.compile(r'("milliseconds":) [\d.]+|"loaded_at": "[^"]+"')


@dataclass
class Others:
    """A dataset of two editions, and those who load and remove them."""

    store: Store
    settings: Settings
    home: Path
    dataset: str = field(default_factory=lambda: f"antara-{secrets.token_hex(4)}")
    held: dict[str, str] = field(default_factory=dict[str, str])
    """The mark of each edition that is loaded."""

    def load(self, edition: str, mark: str) -> None:
        tables: dict[str, Any] = {
            "units": [{"id": "dinas", "name": f"Dinas {mark}", "kind": "opd"}],
            "positions": [{"id": "P1", "name": f"Kepala {mark}", "unit": "dinas"}],
            "objectives": [{"id": "S1", "name": f"Sasaran {mark}", "level": 0, "owner": ["dinas"]}],
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
        """Both editions as every question finds them; what still stands is not loaded again."""
        if self.held == {"1": "lama", "2": "baru"}:
            self.load("2", "awal")
        elif self.held != {"1": "lama", "2": "awal"}:
            with suppress(UsageError):
                self.removed()
            self.load("1", "lama")
            self.load("2", "awal")

    def removed(self) -> None:
        drop(self.store, self.dataset, settings=self.settings)
        sweep(self.store)
        self.held.clear()

    def replaced(self) -> None:
        self.load("2", "baru")

    def older_removed(self) -> None:
        drop(self.store, self.dataset, "1", settings=self.settings)
        sweep(self.store)
        del self.held["1"]

    def ask(self, command: str, *more: str) -> Done:
        """What a command leaves, but for times."""
        address: dict[str, Any] = {
            "KINERJA_URL": self.settings.url,
            "KINERJA_USER": self.settings.user,
            "KINERJA_PASSWORD": self.settings.password,
            "KINERJA_DATABASE": self.settings.database,
        }
        words = [word.replace("_", " ") if "MATCH" in word else word for word in command.split()]
        done = run(self.home, *words, "--dataset", self.dataset, *more, **address)
        return Done(done.code, TIMES.sub("", done.out), done.err)


EVENTS: Final[dict[str, Callable[[Others], None]]] = {
    "removed": Others.removed,
    "replaced": Others.replaced,
    "older removed": Others.older_removed,
}


@pytest.fixture(scope="module")
def others(engine_settings: Settings, store: Store) -> Iterator[Others]:
    settings = engine_settings.model_copy(update={"keep_replaced": 0.0})
    found = Others(store, settings, engine_settings.home)
    with pytest.MonkeyPatch.context() as patch:
        # they sweep themselves, in this process: what a reading meets is no matter of luck
        patch.setattr("kinerja_graph.store.load.sweep_aside", lambda _store: None)
        yield found
        with suppress(UsageError):
            found.removed()


EVERY: Final = os.environ.get("KINERJA_TEST_MOMENTS") == "all"
"""Every event at more moments, for each command and question: the night has time for it."""
ASKED: Final = [
    (command, event)
    for number, command in enumerate(COMMANDS)
    for turn, event in enumerate(EVENTS)
    if EVERY or (number + turn) % len(EVENTS) == 0
]


def places(number: int) -> list[int]:
    some = {2, number // 2, number} | ({1, 3, number - 1} if EVERY else set())
    return sorted(one for one in some if 1 <= one <= number)


@pytest.mark.parametrize(("command", "event"), ASKED)
def test_a_command_tells_of_one_state(others: Others, command: str, event: str) -> None:
    others.reset()
    with before_reading(0, None) as readings:
        before = others.ask(command, "--json")
    assert before.code in {0, 1}, before
    EVENTS[event](others)
    after = others.ask(command, "--json")
    for at in places(readings.number):
        others.reset()
        with before_reading(at, lambda: EVENTS[event](others)):
            found = others.ask(command, "--json")
        assert "Traceback" not in found.err
        if found.code in {EXIT_GONE, EXIT_UNKNOWN}:
            assert '"code": "edition-gone"' in found.out + found.err or found == after, found
        else:
            assert found in (before, after), (at, readings.number, found)


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (command, event)
        for number, command in enumerate(WRITING)
        for turn, event in enumerate(("removed", "replaced"))
        if EVERY or (number + turn) % 2 or command.startswith("export")
    ],
)
def test_what_is_written_is_of_one_state(
    others: Others, tmp_path: Path, command: str, event: str
) -> None:
    others.reset()
    words, name = (command, "F") if command.endswith("--out") else command.rsplit(" ", 1)
    with before_reading(0, None) as readings:
        assert others.ask(f"{words} {tmp_path}/0-{name}").code == 0
    for at in places(readings.number):
        others.reset()
        out = tmp_path / f"{at}-{name}"
        with before_reading(at, lambda: EVENTS[event](others)):
            found = others.ask(f"{words} {out}")
        assert "Traceback" not in found.err
        assert (found.code == 0) is out.exists(), (at, found)
        told = "".join(one.read_text("utf-8") for one in out.rglob("*.csv"))
        assert not ("awal" in told and "baru" in told)
        if command.startswith("export") and found.code == 0:
            assert told.count("awal") + told.count("baru") == 4


@pytest.mark.parametrize("event", EVENTS)
def test_a_plan_in_python_answers_of_one_state(others: Others, event: str) -> None:
    questions: list[Callable[[Plan], object]] = [
        lambda plan: plan.matrix().data,
        lambda plan: plan.trace("S1", direction="down").data,
        lambda plan: plan.align("level:0").data,
        lambda plan: plan.compare("1").data,
        lambda plan: MOMENTS.sub("", unpack(plan.draw("S1").page, "data")),
        lambda plan: sorted(plan.to_networkx().nodes),
    ]
    turn = list(EVENTS).index(event)
    for number, ask in enumerate(questions):
        if not EVERY and (number + turn) % len(EVENTS) != 0:
            continue
        others.reset()
        with Plan(others.dataset, settings=others.settings) as plan:
            with before_reading(0, None) as readings:
                before = ask(plan)
            EVENTS[event](others)
            try:
                after = ask(plan)
            except UsageError:
                after = None
            for at in places(readings.number):
                others.reset()
                with before_reading(at, lambda: EVENTS[event](others)):
                    try:
                        found = ask(plan)
                    except (UsageError, EditionGone):
                        found = None
                assert found in (before, after, None), at
                if found is None:
                    assert event != "replaced" or at > 1


def test_a_plan_in_python_answers_of_what_is_loaded_now(others: Others) -> None:
    others.reset()
    with Plan(others.dataset, "2", settings=others.settings) as plan:
        picture = plan.draw("S1").page
        others.replaced()
        assert plan.select("level:0") == ("S1",)
        assert plan.draw("S1").page != picture
        assert list(plan.to_networkx("S1").nodes)


def test_of_two_who_remove_an_edition_one_is_told(others: Others) -> None:
    others.reset()
    with before_reading(2, others.removed) as readings, pytest.raises(UsageError):
        drop(others.store, others.dataset, settings=others.settings)
    assert readings.happened
