"""What is planted among five documents is found, with the cells of every value, and nothing else.

``KINERJA_TEST_DISAGREEMENTS`` sets how many are planted; a run that sets it draws new ones.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import SystemRandom

from kinerja_graph.model.edition import EditionRef
from kinerja_graph.settings import read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import every_document
from kinerja_graph.workflow.documents import compare_loaded
from planted import CODES, Groups, write_documents

DATASET = "planted-disagreements"
CHOSEN = os.environ.get("KINERJA_TEST_DISAGREEMENTS")
PLANTED = int(CHOSEN or "100")
TOGETHER = 200
"""Disagreements of one edition, at most."""
SAME = 25
"""Indicators of an edition beside them, which no document contradicts."""


def found_among(folder: Path, seed: int, planted: int, store: Store) -> tuple[Groups, Groups]:
    """Return what an edition of five documents must show, and what it shows."""
    folder.mkdir()
    settings = read_settings()
    paths, expected = write_documents(folder, seed, planted + SAME, planted)
    try:
        for code in CODES:
            document = None if code == "plan" else code
            given = read(
                paths[code], settings=settings, dataset=DATASET, edition="1", document=document
            )
            assert given.cascade is not None, (seed, given.problems)
            load(store, given.cascade, settings=settings)
        answer = as_json(compare_loaded(store, every_document(store), EditionRef(DATASET)))
    finally:
        drop(store, DATASET, settings=settings)
    assert answer["ambiguous"] == []
    return expected, {
        frozenset(group["documents"].items()): {
            (one["field"], one["year"]): frozenset(
                frozenset(
                    (cell["document"], cell["id"], cell["origin"], cell["column"])
                    for cell in value["cells"]
                )
                for value in one["values"]
            )
            for one in group["disagreements"]
        }
        for group in answer["groups"]
    }


def test_what_is_planted_is_found_with_its_cells(store: Store, tmp_path: Path) -> None:
    left = PLANTED
    while left > 0:
        seed = left if CHOSEN is None else SystemRandom().randrange(1 << 40)
        planted = min(left, TOGETHER)
        expected, found = found_among(tmp_path / str(left), seed, planted, store)
        assert sum(map(bool, expected.values())) == planted, seed
        assert found == expected, seed
        left -= planted


def test_documents_that_say_the_same_agree(store: Store, tmp_path: Path) -> None:
    """In other spelling, order, numbers, places of a level or an owner, and kinds of file."""
    expected, found = found_among(tmp_path / "same", 7, 0, store)
    assert not any(expected.values())
    assert found == expected
