"""Who removes editions, what they are told, and what is written down (decision 0217)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from command_line import run

from kinerja_graph.accounts.rights import ALL, Grant, Grants, Role
from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import every_edition
from kinerja_graph.workflow.access import AccountsDatabase, accounts_database, entries
from kinerja_graph.workflow.administration import Administrator, remove_editions

Loading = Callable[..., None]


@pytest.fixture
def names() -> tuple[str, str]:
    """A dataset, and one of others."""
    mark = secrets.token_hex(4)
    return f"milik-{mark}", f"orang-{mark}"


@pytest.fixture
def loading(store: Store, settings: Settings, names: tuple[str, str]) -> Iterator[Loading]:
    def put(dataset: str, *editions: str) -> None:
        for edition in editions:
            found = read_document(
                {"objectives": [{"id": "S1", "name": "Sasaran", "level": 0}]},
                name="plan",
                settings=settings,
                dataset=dataset,
                edition=edition,
            )
            assert found.cascade is not None
            load(store, found.cascade, settings=settings)

    yield put
    for name in names:
        with suppress(UsageError):
            drop(store, name, settings=settings)


@pytest.fixture
def book(settings: Settings) -> Iterator[AccountsDatabase]:
    with accounts_database(settings) as opened:
        yield opened


def loaded(store: Store, dataset: str) -> list[str]:
    return [one.edition for one in every_edition(store) if one.dataset == dataset]


@pytest.mark.parametrize("role", ["viewer", "planner", "inspector", "cypher"])
def test_who_does_not_administer_a_dataset_removes_nothing_and_learns_nothing(
    store: Store,
    settings: Settings,
    names: tuple[str, str],
    loading: Loading,
    book: AccountsDatabase,
    role: Role,
) -> None:
    mine, other = names
    loading(mine, "1")
    loading(other, "rahasia")
    grants = Grants((Grant(role, "*" if role == "cypher" else mine),))
    by = Administrator("Sri", grants, book)
    told: list[tuple[str, str]] = []
    for dataset, edition in ((mine, "1"), (mine, None), (mine, "tiada"), (other, None),
                             (other, "rahasia"), ("tiada", None)):  # fmt: skip
        with pytest.raises(UsageError) as caught:
            remove_editions(store, dataset, edition, by=by, settings=settings)
        told.append((caught.value.code, caught.value.tell("en").replace(dataset, "?")))
    assert {code for code, _ in told} == {"forbidden"}
    assert len(set(told)) == 1  # the same, whether it is there or not
    assert (loaded(store, mine), loaded(store, other)) == (["1"], ["rahasia"])
    assert entries(book) == ()


def test_an_administrator_removes_what_is_theirs_and_it_is_written_down(
    store: Store,
    settings: Settings,
    names: tuple[str, str],
    loading: Loading,
    book: AccountsDatabase,
) -> None:
    mine, other = names
    loading(mine, "1", "2", "3")
    loading(other, "rahasia")
    by = Administrator("Sri", Grants((Grant("admin", mine), Grant("viewer", "*"))), book)
    gone = remove_editions(store, mine, "2", by=by, settings=settings)
    assert ([one.edition for one in gone], loaded(store, mine)) == (["2"], ["1", "3"])
    with pytest.raises(UsageError) as caught:
        remove_editions(store, other, by=by, settings=settings)  # which they may read
    assert caught.value.code == "forbidden"
    with pytest.raises(UsageError) as caught:
        remove_editions(store, mine, "2", by=by, settings=settings)
    assert (caught.value.code, caught.value.where) == ("unknown-edition", "EDITION")
    gone = remove_editions(store, mine, by=by, settings=settings)
    assert [one.edition for one in gone] == ["1", "3"]
    assert loaded(store, other) == ["rahasia"]
    acts = [as_json(one) for one in reversed(entries(book))]
    assert [(one["who"], one["act"], one["dataset"], one["facts"]) for one in acts] == [
        ("Sri", "edition-removed", mine, {"edition": edition}) for edition in ("2", "1", "3")
    ]


def test_who_administers_what_is_gone_learns_no_other_name(
    store: Store,
    settings: Settings,
    names: tuple[str, str],
    loading: Loading,
    book: AccountsDatabase,
) -> None:
    mine, other = names
    loading(other, "rahasia")
    by = Administrator("Sri", Grants((Grant("admin", mine),)), book)
    for edition in (None, "1", "rahasia"):
        with pytest.raises(UsageError) as caught:
            remove_editions(store, mine, edition, by=by, settings=settings)
        told = caught.value.tell("en") + caught.value.tell("id")
        assert other not in told
        assert "rahasia" not in told
    with pytest.raises(UsageError) as caught:  # the person at the machine is told of what there is
        remove_editions(store, mine, by=Administrator("x", ALL, None), settings=settings)
    assert other in caught.value.tell("en")


def test_the_command_is_in_the_name_of_who_types_it(
    engine_settings: Settings,
    names: tuple[str, str],
    loading: Loading,
) -> None:
    """With the embedded engine the accounts lie beside the data; a home without one gets none."""
    mine, _ = names
    address: dict[str, Any] = {
        "KINERJA_URL": engine_settings.url,
        "KINERJA_USER": engine_settings.user,
        "KINERJA_PASSWORD": engine_settings.password,
        "KINERJA_DATABASE": engine_settings.database,
    }
    home = engine_settings.home
    loading(mine, "1", "2")
    file, had = home / "kinerja.sqlite", (home / "kinerja.sqlite").exists()
    assert run(home, "drop", mine, "1", **address).code == 0
    assert file.exists() is had
    with accounts_database(engine_settings):
        pass
    assert run(home, "drop", mine, **address).code == 0
    with accounts_database(engine_settings) as book:
        last = as_json(entries(book, limit=1)[0])
    assert (last["act"], last["dataset"], last["facts"]) == (
        "edition-removed", mine, {"edition": "2"},
    )  # fmt: skip
    assert last["who"].endswith("(kinerja)")
    done = run(home, "drop", mine, "--json", **address)
    assert done.code == 2
    told = done.out + done.err
    assert "unknown-dataset" in told or "nothing-loaded" in told, told
