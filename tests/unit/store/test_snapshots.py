"""Which edition is meant, over editions that a reader gives."""

from dataclasses import asdict
from typing import Any

import pytest

from kinerja_graph.errors import StoreError, UsageError
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.edition import Edition, EditionRef, edition_key, node_key
from kinerja_graph.model.schema import SCHEMA_VERSION
from kinerja_graph.store.snapshots import editions, find_edition, newest


class Given:
    """A reader of the editions that it was given."""

    def __init__(self, *found: Edition) -> None:
        self.found = found

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        assert (statement.name, seconds, values) == ("editions", None, {})
        return [asdict(item) for item in self.found]


def edition(
    dataset: str, name: str, first_loaded: int = 1, version: int = SCHEMA_VERSION
) -> Edition:
    return Edition(
        dataset=dataset,
        edition=name,
        scope=f"{dataset}{name}",
        first_loaded=first_loaded,
        schema_version=version,
    )


KOTA = (edition("kota", "murni", 3), edition("kota", "perubahan", 9), edition("kota", "lama", 1))
KAB = edition("kabupaten", "1", 5)


def test_nothing_loaded_says_how_to_load() -> None:
    with pytest.raises(UsageError) as caught:
        find_edition(Given())
    assert caught.value.code == "nothing-loaded"
    assert "kinerja load" in caught.value.tell("id")
    assert "kinerja load" in caught.value.tell("en")


def test_the_only_dataset_need_not_be_named() -> None:
    assert find_edition(Given(*KOTA)).edition == "perubahan"
    assert find_edition(Given(*KOTA), EditionRef(edition="lama")).edition == "lama"


def test_several_datasets_are_listed() -> None:
    with pytest.raises(UsageError) as caught:
        find_edition(Given(*KOTA, KAB))
    told = "Name one of them, for example --dataset kabupaten: kabupaten, kota"
    assert caught.value.mend.en == told
    assert find_edition(Given(*KOTA, KAB), EditionRef("kabupaten")) == KAB


def test_unknown_names_come_with_the_nearest_first() -> None:
    with pytest.raises(UsageError) as caught:
        find_edition(Given(*KOTA), EditionRef("kota", "perubahn"))
    assert caught.value.mend.en == "There are: perubahan, lama, murni"
    with pytest.raises(UsageError) as caught:
        find_edition(Given(*KOTA, KAB), EditionRef("kotta"))
    assert caught.value.where == "--dataset"
    assert caught.value.mend.id == "Yang ada: kota, kabupaten"


def test_editions_are_in_order_and_the_newest_known() -> None:
    found = editions(Given(*KOTA, KAB))
    assert [(item.dataset, item.edition) for item in found] == [
        ("kabupaten", "1"),
        ("kota", "lama"),
        ("kota", "murni"),
        ("kota", "perubahan"),
    ]
    assert newest(found) == {KAB, KOTA[1]}


def test_a_newer_schema_is_refused() -> None:
    with pytest.raises(StoreError) as caught:
        editions(Given(edition("kota", "murni", version=SCHEMA_VERSION + 1)))
    assert caught.value.code == "newer-schema"


def test_an_older_schema_that_nobody_moved_is_refused() -> None:
    with pytest.raises(StoreError) as caught:
        editions(Given(edition("kota", "murni", version=0)))
    assert caught.value.code == "older-schema"
    assert "kinerja datasets" in caught.value.mend.id


def test_keys_are_short_and_tell_long_ids_apart() -> None:
    long = "i" * 32_767
    assert len(node_key("s", long).encode()) < 4_100
    assert node_key("s", long) != node_key("s", long + "j")
    assert node_key("s", "é" * 2_000) == "s/" + "é" * 2_000
    assert edition_key("kota", "1") != edition_key("kot", "a1")
