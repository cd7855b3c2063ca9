"""Kept answers never pass their limits, and the one asked for longest ago goes first."""

import pytest

from kinerja_api.result_cache import MAX_BODY_BYTES, create_body_cache
from kinerja_graph.errors import UsageError
from kinerja_graph.workflow.upload_files import check_together, kept_name


def test_the_one_asked_for_longest_ago_makes_room() -> None:
    kept = create_body_cache(max_bytes=100)
    for name in "abcd":
        kept.put(name, b"x" * 30)
        assert kept.get("a") is not None
    assert (kept.get("b"), kept.get("c"), kept.size) == (None, b"x" * 30, 90)
    kept.put("a", b"y" * 50)
    assert (kept.get("a"), kept.size) == (b"y" * 50, 80)
    kept.put("large", b"z" * 101)
    assert (kept.get("large"), kept.size) == (None, 80)


def test_what_is_very_large_is_not_kept() -> None:
    kept = create_body_cache()
    kept.put("a", b"x" * (MAX_BODY_BYTES + 1))
    assert (kept.get("a"), kept.size) == (None, 0)


@pytest.mark.parametrize("given", ["a/../b.csv", "C:\\x\\b.csv", "/b.csv", "b.csv"])
def test_of_a_path_the_last_part_is_kept(given: str) -> None:
    assert kept_name(given, ()) == "b.csv"


@pytest.mark.parametrize(
    "given", ["", "/", "..", "b", ".csv", "b\n.csv", "b\u202e.csv", "b:.csv", "é" * 200]
)
def test_other_names_are_refused(given: str) -> None:
    with pytest.raises(UsageError) as refused:
        kept_name(given, ())
    assert refused.value.code == "bad-file-name"


def test_tables_need_a_dataset() -> None:
    check_together(["units.csv", "dataset.csv"], None)
    check_together(["units.csv"], "kota")
    check_together(["plan.xlsx"], None)
    for names, code in ((["units.csv"], "dataset-needed"), ([], "no-plan")):
        with pytest.raises(UsageError) as refused:
            check_together(names, None)
        assert refused.value.code == code
