"""What a command asks before it asks its question: which editions there are, once."""

from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from kinerja_graph.cli.app import main
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.workflow.plan import Plan

ONE = (
    ["align", "S1"],
    ["audit"],
    ["evidence"],
    ["export", "--format", "json", "--out", "rencana.json"],
    ["individual", "--all"],
    ["individual", "--all", "--out", "skp.xlsx"],
    ["matrix"],
    ["query", "MATCH (n:Indicator {scope: $scope}) RETURN n.id"],
    ["render", "--out", "gambar.svg"],
    ["targets", "S1"],
    ["trace", "S1"],
    ["whatif", "--miss", "I1"],
)
"""Commands that ask one edition of a dataset."""


@pytest.fixture
def two_editions(store: Store, settings: Settings, plan_of: Any, dataset: str) -> Generator[str]:
    for edition in ("lama", "baru"):
        plan: Cascade = plan_of(3, edition=edition)
        load(store, plan, settings=settings)
    yield dataset
    drop(store, dataset, settings=settings)


@pytest.fixture
def asked(
    monkeypatch: pytest.MonkeyPatch, engine_settings: Settings, tmp_path: Path
) -> Counter[str]:
    """How often each statement is asked, by its name, of the commands that this process runs."""
    counted: Counter[str] = Counter()
    read = Store.read

    def count(store: Store, statement: Statement, /, **values: Any) -> Any:
        counted[statement.name] += 1
        return read(store, statement, **values)

    monkeypatch.setattr(Store, "read", count)
    monkeypatch.chdir(tmp_path)
    for setting in ("url", "user", "password", "database", "home", "memory"):
        monkeypatch.setenv(f"KINERJA_{setting.upper()}", str(getattr(engine_settings, setting)))
    return counted


@pytest.mark.parametrize("words", ONE, ids=" ".join)
def test_a_command_reads_the_editions_once(
    two_editions: str, asked: Counter[str], words: list[str]
) -> None:
    assert main([*words, "--dataset", two_editions]) in {0, 1}
    assert (asked["editions"], asked["visible-scopes"]) == (1, 0)


@pytest.mark.parametrize(
    "words", [["datasets"], ["audit", "--all"], ["compare", "lama", "baru"]], ids=" ".join
)
def test_so_does_a_command_about_several(
    two_editions: str, asked: Counter[str], words: list[str]
) -> None:
    about = ["--dataset", two_editions] if words[0] == "compare" else []
    assert main([*words, *about]) in {0, 1}
    assert (asked["editions"], asked["visible-scopes"]) == (1, 0)


def test_so_does_a_plan_in_python(
    two_editions: str, asked: Counter[str], engine_settings: Settings
) -> None:
    plan = Plan(two_editions, settings=engine_settings)
    assert asked["editions"] == 1
    for ask in (plan.audit, lambda: plan.compare("lama"), lambda: plan.query("RETURN 1")):
        asked.clear()
        ask()
        assert asked["editions"] == 1
