"""On both engines ``evidence``, ``whatif`` and ``compare`` say what the contract asks for.

``KINERJA_TEST_GRAPHS`` sets how many random governments are looked at. How long questions take
is held by ``test_growth.py``.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from causes import answers, expected_of_editions, questions, told_of_editions, wrong
from governments.draft import Document
from governments.government import Government, government_of
from governments.revision import revised
from governments.shapes import complete, dense, diamonds, layers
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import read, read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from oracle.vantage import graphs

EXAMPLES = Path(__file__).parents[2] / "examples"
PLANS = ("slides", "city/2026-murni", "real/biro-organisasi", "real/renstra-2025-2029")
SEEDS = range(graphs(4, one_in=20))
SHAPES: dict[str, Document] = {
    "layers of 8, 40 deep": layers(8, 40),
    "diamonds of 8, 40 deep": diamonds(8, 40),
    "complete graph of 20": complete(20),
    "dense circle of 25 with 10 tasks": dense(25, 10),
}


def cascade_of(government: Government) -> Cascade:
    cascade = read_document(
        government.tables, name="acak", settings=read_settings(), lenient=government.lenient
    ).cascade
    assert cascade is not None
    return cascade


@pytest.mark.parametrize("seed", SEEDS)
def test_random_governments(seed: int, both_stores: dict[str, Store]) -> None:
    government = government_of(seed)
    plan, later = cascade_of(government), cascade_of(revised(government, seed))
    right = answers(plan, questions(plan, 4, seed))
    changes = expected_of_editions(plan, later)
    assert any(changes.values())
    for store in both_stores.values():
        with ExitStack() as stack:
            before, after = (
                stack.enter_context(
                    temporary_snapshot(store, one, settings=read_settings())
                ).edition
                for one in (plan, later)
            )
            assert wrong(store, before, right) == []
            assert told_of_editions(store, before, after) == changes
            assert not any(told_of_editions(store, after, after).values())


@pytest.mark.parametrize("folder", PLANS)
def test_examples(folder: str, both_stores: dict[str, Store]) -> None:
    cascade = read(EXAMPLES / folder, settings=read_settings(), lenient=True).cascade
    assert cascade is not None
    right = answers(cascade, questions(cascade, 4))
    for store in both_stores.values():
        with temporary_snapshot(store, cascade, settings=read_settings()) as snapshot:
            assert wrong(store, snapshot.edition, right) == []


def test_the_editions_of_the_city(both_stores: dict[str, Store]) -> None:
    paths = (EXAMPLES / "city/2026-murni", EXAMPLES / "city/2026-perubahan.xlsx")
    murni, perubahan = (read(path, settings=read_settings()).cascade for path in paths)
    assert murni is not None
    assert perubahan is not None
    expected = expected_of_editions(murni, perubahan)
    assert "DHB-1.1.3" in expected["added"]
    for store in both_stores.values():
        with ExitStack() as stack:
            before, after = (
                stack.enter_context(
                    temporary_snapshot(store, one, settings=read_settings())
                ).edition
                for one in (murni, perubahan)
            )
            assert told_of_editions(store, before, after) == expected


@pytest.mark.parametrize("shape", SHAPES)
def test_dense_shapes(shape: str, both_stores: dict[str, Store]) -> None:
    cascade = read_document(SHAPES[shape], name="bentuk", settings=read_settings()).cascade
    assert cascade is not None
    first, last = cascade.indicators[0].id, cascade.indicators[-1].id
    asked = [
        ("evidence 0",),
        ("evidence 1", "puncak"),
        ("remove", last, "opd1"),
        ("miss", first, "opd0", "kota"),
        ("weakest", "puncak"),
        ("weakest", first),
    ]
    right = answers(cascade, asked)
    for store in both_stores.values():
        with temporary_snapshot(store, cascade, settings=read_settings()) as snapshot:
            assert wrong(store, snapshot.edition, right) == []
