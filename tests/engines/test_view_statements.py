"""The Cypher behind each view and rule: as it is shown it runs, and finds what the view read."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any, cast

import pytest

from kinerja_graph.analysis.record import record
from kinerja_graph.audit.rule_set import run_rule_set
from kinerja_graph.library.rules import load_rules
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.query import run_query
from kinerja_graph.views.registry import VIEWS
from kinerja_graph.workflow import pictures
from kinerja_graph.workflow.asking import ask_view
from kinerja_graph.workflow.pictures import PictureOptions
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.view_statements import LONGEST, fill_in, view_statements
from make_city import CITY, ORIGINAL

SUBJECTS = {
    "Objective": "KOTA-1",
    "Indicator": "KOTA-1a",
    "Task": "SOP-DHB-1.1.1.1-1",
    "Position": "kadis-dishub",
}
MOST = 20_000


class Listener:
    """A store that remembers what each statement read the first time."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.rows: dict[str, list[dict[str, Any]]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def read(self, statement: Statement, /, **values: Any) -> list[dict[str, Any]]:
        rows = self.store.read(statement, **values)
        self.rows.setdefault(statement.name, rows)
        return rows


def check(store: Store, edition: Edition, ask: Callable[[Store], object]) -> set[str]:
    """Run each statement behind ``ask`` as it is shown; return the names of those compared."""
    listener = Listener(store)
    ask(cast("Store", listener))
    compared: set[str] = set()
    shown = view_statements(store, edition, ask)
    assert shown
    for one in shown:
        assert len(one.cypher) <= LONGEST, one.name
        found = run_query(store, one.cypher, edition, seconds=60, rows=MOST)
        read = listener.rows[one.name]
        if not one.left_out:
            assert bag(found.rows) == bag([tuple(row.values()) for row in read]), one.name
            compared.add(one.name)
    return compared


def bag(rows: Any) -> list[str]:
    return sorted(json.dumps([unordered(one) for one in row], sort_keys=True) for row in rows)


def unordered(value: Any) -> Any:
    """What a statement collects is in no order; whole numbers may be read as either kind."""
    if isinstance(value, list | tuple):
        return sorted((unordered(one) for one in cast("list[Any]", value)), key=json.dumps)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


@pytest.mark.parametrize("name", VIEWS)
def test_the_statements_of_each_view_run_as_they_are_shown(
    store: Store, loaded: Any, name: str
) -> None:
    view = VIEWS[name]
    values = {one.name: one.default for one in view.parameters}
    labels = () if view.subject is None else view.subject.labels
    subjects: list[Any] = [SUBJECTS[label] for label in labels if label in SUBJECTS]
    if view.subject is None or not view.subject.required:
        subjects.append(None)
    with loaded(CITY / ORIGINAL) as edition:
        for subject in subjects:
            several = view.subject is not None and view.subject.several
            about = [subject] if several else subject
            ask = partial(ask_view, edition=edition, view=view, subject=about, **values)
            compared = check(store, edition, ask)
            assert compared, subject


@pytest.mark.parametrize("rule", [one.id for one in load_rules()])
def test_the_statement_of_each_rule_runs_as_it_is_shown(
    store: Store, loaded: Any, rule: str
) -> None:
    rules = read_rule_set(Settings(), (rule,))
    with loaded(CITY / ORIGINAL) as edition:
        compared = check(
            store, edition, lambda store: run_rule_set(store, edition, rules, store.engine)
        )
        shown = view_statements(
            store,
            edition,
            lambda store: run_rule_set(store, edition, rules, store.engine),
            rule=rule,
        )
    ran = [one.name for one in shown if one.is_rule]
    assert ran in ([rule], [])  # a rule that does not apply runs only what it needs
    assert set(ran) <= compared


@pytest.mark.parametrize("name", [*SUBJECTS.values(), "dishub"])
def test_the_statements_of_a_record_run_as_they_are_shown(
    store: Store, loaded: Any, name: str
) -> None:
    with loaded(CITY / ORIGINAL) as edition:
        assert check(store, edition, lambda store: record(store, edition, name))


@pytest.mark.parametrize("view", ["cascade", "chain", "crosscutting", "evidence", "matrix",
                                  "organisation"])  # fmt: skip
def test_the_statements_of_a_picture_run_as_they_are_shown(
    store: Store, loaded: Any, view: Any
) -> None:
    about = "KOTA-1" if view in {"chain", "crosscutting"} else None
    rules = read_rule_set(Settings(), ("silo-outcome",))
    with loaded(CITY / ORIGINAL) as edition:
        told = run_rule_set(store, edition, rules, store.engine)
        options = PictureOptions(view=view)
        assert check(
            store,
            edition,
            lambda store: pictures.scene(
                store, edition, about, options, findings=told, rule_set=rules
            ),
        )


@pytest.mark.parametrize(
    "value",
    [
        "b1",
        "b1/S'1\\",
        "x\ny\tz\r",
        3,
        -2.5,
        1e300,
        True,
        None,
        ["a", 1],
        ["b1/x", "b1/y"],
        {"a b": [None, "c"]},
        [],
    ],
)  # fmt: skip
def test_a_value_stays_what_it_is_on_each_engine(
    store: Store, edition: Edition, value: Any
) -> None:
    text = fill_in("RETURN $x AS x, '$x' AS y", {"x": value}, "b1")
    assert "'$x' AS y" in text
    found = run_query(store, text, edition, seconds=30, rows=1).rows[0][0]
    assert json.dumps(found).replace(edition.scope, "b1") == json.dumps(value)
