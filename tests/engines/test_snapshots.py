"""Which edition is meant, on both engines."""

from collections.abc import Callable, Generator
from dataclasses import replace

import pytest
from engine_processes import wait_until

from kinerja_graph.errors import StoreError, UsageError
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import Edition, EditionRef
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import counts, editions, find_edition, newest

PlanOf = Callable[..., Cascade]
HELD = Statement("held", "MATCH (n {scope: $scope}) RETURN count(n) AS n")
LEFT = Statement("left", "MATCH (r:Leftover {key: $scope}) RETURN count(r) AS n")
SWEEP_SECONDS = 60.0
"""For which a sweep that another load began may be at what is dropped."""


def is_swept(store: Store, scope: str) -> bool:
    return all(store.read(one, scope=scope) == [{"n": 0}] for one in (HELD, LEFT))


@pytest.fixture
def three(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> Generator[list[Edition]]:
    loaded = [
        load(store, plan_of(2, edition=name), settings=settings).edition
        for name in ("2026-murni", "2025-murni", "2026-perubahan")
    ]
    yield loaded
    if any(item.dataset == dataset for item in editions(store)):
        drop(store, dataset, settings=settings)


def test_editions_come_in_the_order_of_their_first_load(
    store: Store, three: list[Edition], dataset: str
) -> None:
    assert [item for item in editions(store) if item.dataset == dataset] == three
    assert set(newest(three)) == {three[-1]}


def test_the_newest_is_the_one_first_loaded_last(
    store: Store, settings: Settings, plan_of: PlanOf, three: list[Edition], dataset: str
) -> None:
    assert find_edition(store, EditionRef(dataset)) == three[-1]
    load(store, plan_of(3, edition="2025-murni"), settings=settings)
    assert find_edition(store, EditionRef(dataset)) == three[-1]
    drop(store, dataset, "2025-murni", settings=settings)
    load(store, plan_of(3, edition="2025-murni"), settings=settings)
    assert find_edition(store, EditionRef(dataset)).edition == "2025-murni"


def test_a_named_edition_is_found(store: Store, three: list[Edition], dataset: str) -> None:
    assert find_edition(store, EditionRef(dataset, "2025-murni")) == three[1]


def test_unknown_names_bring_the_nearest(store: Store, three: list[Edition], dataset: str) -> None:
    assert three
    with pytest.raises(UsageError) as caught:
        find_edition(store, EditionRef(dataset, "2026-muri"))
    assert caught.value.code == "unknown-edition"
    assert caught.value.where == "--edition"
    assert caught.value.mend.en.startswith("There are: 2026-murni, ")
    with pytest.raises(UsageError) as caught:
        find_edition(store, EditionRef(dataset, "2026-muri"), option="--since")
    assert caught.value.where == "--since"
    with pytest.raises(UsageError) as caught:
        find_edition(store, EditionRef(dataset + "x"))
    assert caught.value.code == "unknown-dataset"
    assert caught.value.exit_code == 2
    assert caught.value.mend.id.startswith(f"Yang ada: {dataset}")


def test_among_several_datasets_one_must_be_named(
    store: Store, settings: Settings, plan_of: PlanOf, three: list[Edition], dataset: str
) -> None:
    other = plan_of(1)
    other = replace(other, plan=replace(other.plan, dataset=dataset + "-lain"))
    load(store, other, settings=settings)
    with pytest.raises(UsageError) as caught:
        find_edition(store)
    assert caught.value.code == "dataset-needed"
    assert three[0].dataset in caught.value.tell("en")
    drop(store, dataset + "-lain", settings=settings)


def test_drop_takes_one_edition_and_leaves_the_others(
    store: Store, settings: Settings, three: list[Edition], dataset: str
) -> None:
    told: list[tuple[str, int, int]] = []
    gone = drop(
        store, dataset, "2025-murni", settings=settings, progress=lambda *step: told.append(step)
    )
    assert gone == (three[1],)
    assert told == [("remove", 0, 1), ("remove", 1, 1)]
    assert wait_until(lambda: is_swept(store, three[1].scope), SWEEP_SECONDS)
    assert [item for item in editions(store) if item.dataset == dataset] == [three[0], three[2]]
    assert counts(store, three[0])["Indicator"] == 2


def test_drop_takes_a_whole_dataset(
    store: Store, settings: Settings, three: list[Edition], dataset: str
) -> None:
    assert drop(store, dataset, settings=settings) == tuple(three)
    assert wait_until(lambda: all(is_swept(store, item.scope) for item in three), SWEEP_SECONDS)
    with pytest.raises(UsageError):
        drop(store, dataset, settings=settings)


def test_what_a_newer_version_loaded_is_not_read(
    store: Store, three: list[Edition], dataset: str
) -> None:
    newer = Statement(
        "newer",
        "MATCH (e:Edition {dataset: $dataset, edition: '2025-murni'}) SET e.schema_version = $v",
        writes=True,
    )
    store.write(newer, dataset=dataset, v=99)
    try:
        with pytest.raises(StoreError) as caught:
            editions(store)
    finally:
        store.write(newer, dataset=dataset, v=three[0].schema_version)
    assert caught.value.code == "newer-schema"
    assert "99" in caught.value.tell("id")
