"""``completeness``: the worked examples of the forms, and the sentences of its definition."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from kinerja_graph.analysis.completeness import completeness
from kinerja_graph.analysis.matrix import matrix
from kinerja_graph.analysis.selection import select
from kinerja_graph.analysis.selector import parse
from kinerja_graph.errors import Failure, UsageError
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from kinerja_graph.workflow.auditing import AuditOptions, audit_loaded
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.rule_sets import default_rule_set

Tables = dict[str, list[dict[str, object]]]
Loaded = Callable[..., AbstractContextManager[Edition]]
EXAMPLES = Path(__file__).parents[2] / "examples"


def whole_of(store: Store, folder: Path, agency: str | None = None) -> dict[str, Any]:
    cascade = read(folder, settings=read_settings()).cascade
    assert cascade is not None
    with temporary_snapshot(store, cascade, settings=read_settings()) as snapshot:
        return as_json(completeness(store, snapshot.edition, agency))


def kinds(answer: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
    return {one["kind"]: tuple(one.values())[1:] for one in answer["kinds"]}


def broken(answer: Mapping[str, Any]) -> dict[str, tuple[str | None, str]]:
    return {one["id"]: (one["at"], one["why"]) for one in answer["broken"]}


def test_the_slides(store: Store) -> None:
    answer = whole_of(store, EXAMPLES / "slides")
    assert kinds(answer) == {
        "task": (3, 3, 3, 100, "100"),
        "position": (3, 3, 9, 3 / 9 * 100, "<50"),
        "indicator": (11, 11, 11, 100, "100"),
        "objective": (1, 1, 1, 100, "100"),
    }
    assert [one["why"] for one in answer["broken"]] == ["idle"] * 6
    paths = {one["id"]: one["path"] for one in answer["paths"]}
    assert len(paths) == 13, "with the two of the outcomes"
    assert paths["SEHAT-1"] == ["SEHAT-1"]
    assert paths["IKU-01"] == ["IKU-01", "LALIN"]
    assert paths["SEHAT-3"] == ["SEHAT-3", "SEHAT-2", "SEHAT-1"]


def test_the_slides_without_reasons(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(EXAMPLES / "slides", folder)
    table = folder / "contributions.csv"
    heading = table.read_text(encoding="utf-8").splitlines()[0]
    table.write_text(f"{heading}\n", encoding="utf-8")
    answer = whole_of(store, folder)
    assert kinds(answer)["task"] == (0, 3, 3, 0, "0")
    assert kinds(answer)["indicator"][:3] == (10, 11, 11)
    assert kinds(answer)["objective"] == (0, 1, 1, 0, "0")
    found = broken(answer)
    assert found["SEHAT-3"] == ("SEHAT-3", "skip")
    assert found["PELATIHAN"] == ("PELATIHAN", "skip")


def test_the_city(store: Store) -> None:
    answer = whole_of(store, EXAMPLES / "city" / "2026-murni")
    assert {kind: numbers[:3] for kind, numbers in kinds(answer).items()} == {
        "task": (59, 59, 60),
        "position": (72, 72, 74),
        "indicator": (86, 86, 88),
        "objective": (75, 75, 76),
    }
    assert kinds(answer)["task"][3:] == (59 / 60 * 100, "<100")
    assert broken(answer) == {
        "BPD-9a": ("BPD-9a", "dead-end"),
        "SOP-SPP-9-1": ("SPP-9", "dead-end"),
        "SPP-9": ("SPP-9", "dead-end"),
        "SPP-9a": ("SPP-9", "dead-end"),
        "polpp-pembina": ("SOP-SPP-9-1", "item"),
        "sekretaris-disdik": (None, "idle"),
    }
    shares = {one["agency"]: (one["whole"], one["population"]) for one in answer["by_agency"]}
    assert (shares["satpolpp"], shares["bapenda"]) == ((26, 29), (28, 29))
    assert (shares["dishub"], shares[None]) == ((29, 29), (1, 1))
    assert list(shares)[-1] is None
    assert {"level": 3, "whole": 48, "population": 51} in answer["by_level"]


def test_one_agency(store: Store) -> None:
    every = whole_of(store, EXAMPLES / "city" / "2026-murni")
    one = whole_of(store, EXAMPLES / "city" / "2026-murni", "bapenda")
    assert [share["agency"] for share in one["by_agency"]] == ["bapenda"]
    assert list(broken(one)) == ["BPD-9a"]
    assert (one["kinds"], one["by_level"]) == (every["kinds"], every["by_level"])
    own = [path for path in every["paths"] if path["id"].startswith("BPD")]
    assert one["paths"] == own != []


@pytest.mark.parametrize(
    ("name", "begins", "nearest"),
    [
        ("DISHUBB", "There is no agency", ["dishub"]),
        ("kota", "“kota” is a unit, but not an agency", []),
        ("seksi", "“seksi” is a unit, but not an agency", ["dishub"]),
        ("T9X", "There is no agency", []),
    ],
)
def test_what_is_not_an_agency_is_refused_alike_everywhere(
    store: Store, loaded: Loaded, name: str, begins: str, nearest: list[str]
) -> None:
    """By completeness, by audits and by selectors: the same code, words and suggestions."""
    plan: Tables = {
        "units": [
            {"id": "kota", "name": "Kota", "kind": "pemda"},
            {"id": "dishub", "name": "Dinas Perhubungan", "kind": "opd", "parent": "kota"},
            {"id": "seksi", "name": "Seksi Terminal", "kind": "unit", "parent": "dishub"},
        ],
        "objectives": [{"id": "T9X", "name": "Tertib", "level": 0}],
    }
    with loaded(plan) as edition:
        options = AuditOptions(default_rule_set(), read_history(), agencies=(name,))
        ways: list[Callable[[], object]] = [
            lambda: completeness(store, edition, name),
            lambda: audit_loaded(store, edition, options),
            lambda: select(store, edition, parse(f"agency:{name}"), subjects=lambda _: {}),
        ]
        refusals: list[Failure] = []
        for ask in ways:
            with pytest.raises(UsageError) as refused:
                ask()
            refusals.append(refused.value.failure)
    assert refusals[0].code == "unknown-id"
    assert refusals[0].message.say("en").startswith(begins)
    assert refusals[0].nearest == nearest
    assert refusals[1:] == refusals[:1] * 2


def test_a_matrix_reads_the_chain_once(store: Store, loaded: Loaded) -> None:
    """Its cells and its shares are of the same chain edges."""
    statements: list[str] = []

    class Counted:
        def read(
            self, statement: Statement, /, *, seconds: float | None = None, **values: object
        ) -> list[dict[str, Any]]:
            statements.append(statement.text)
            return store.read(statement, seconds=seconds, **values)

    plan: Tables = {"objectives": [{"id": "S", "name": "Tertib", "level": 0}]}
    with loaded(plan) as edition:
        matrix(Counted(), edition)
    assert sum("CONTRIBUTES_TO" in statement for statement in statements) == 1


def test_an_objective_whose_indicators_lead_on(store: Store, loaded: Loaded) -> None:
    """Its whole steps lead to the indicators that contribute, and none lead from them to it."""
    plan: Tables = {
        "objectives": [
            {"id": "S", "name": "Tertib", "level": 0},
            {"id": "M", "name": "Tertata", "level": 1},
        ],
        "indicators": [
            {"id": "leads", "name": "Pertama", "objective": "M", "contributes_to": "S"},
            {"id": "ends", "name": "Kedua", "objective": "M"},
        ],
        "tasks": [{"id": "T", "name": "Menata", "contributes_to": "M"}],
        "contributions": [{"from": "T", "to": "M", "reason": "langsung"}],
    }
    with loaded(plan) as edition:
        answer = as_json(completeness(store, edition))
    assert broken(answer) == {"ends": ("ends", "dead-end")}
    assert kinds(answer)["indicator"][:3] == (1, 1, 2)
    assert kinds(answer)["objective"][:3] == (1, 1, 1)
    assert kinds(answer)["task"][:3] == (1, 1, 1)


def test_why_a_chain_breaks(store: Store, loaded: Loaded) -> None:
    """A skip is told before an inversion; a task may serve level 3 and below without a reason."""
    plan: Tables = {
        "objectives": [
            {"id": "S", "name": "Tertib", "level": 0},
            {"id": "skips", "name": "A", "level": 2, "contributes_to": "S; low"},
            {"id": "low", "name": "B", "level": 4},
            {"id": "falls", "name": "C", "level": 3, "contributes_to": "low"},
            {"id": "joins", "name": "D", "level": 3, "contributes_to": "skips; falls"},
            {"id": "a", "name": "E", "level": 2, "contributes_to": "b"},
            {"id": "b", "name": "F", "level": 2, "contributes_to": "a"},
        ],
        "tasks": [
            {"id": "T1", "name": "Satu", "contributes_to": "low"},
            {"id": "T2", "name": "Dua", "contributes_to": "skips"},
            {"id": "T3", "name": "Tiga"},
        ],
    }
    with loaded(plan) as edition:
        answer = as_json(completeness(store, edition))
    assert broken(answer) == {
        "T1": ("low", "dead-end"),
        "T2": ("T2", "skip"),
        "T3": ("T3", "dead-end"),
        "a": ("a", "dead-end"),
        "b": ("a", "dead-end"),
        "falls": ("falls", "inversion"),
        "joins": ("skips", "skip"),
        "low": ("low", "dead-end"),
        "skips": ("skips", "skip"),
    }


def test_without_a_result_of_level_0_nothing_is_whole_or_broken(
    store: Store, loaded: Loaded
) -> None:
    plan: Tables = {"objectives": [{"id": "M", "name": "Tertata", "level": 1}]}
    with loaded(plan) as edition:
        answer = as_json(completeness(store, edition))
    assert kinds(answer)["objective"] == (None, None, 1, None, None)
    assert (answer["by_level"], answer["by_agency"], answer["broken"]) == ([], [], [])
