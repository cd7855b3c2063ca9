"""What pages keep: made once however many ask, never kept where it failed, never too much."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from sites import Site

from kinerja_api.explorer import results
from kinerja_api.result_cache import MAX_ANSWERS, ResultCache, Unfinished
from kinerja_graph.workflow.auditing import measured_audit


def test_of_many_who_ask_one_asks_the_graph() -> None:
    shelf, made, gate = ResultCache(), list[int](), threading.Barrier(8)

    def make() -> int:
        time.sleep(0.05)
        made.append(len(made))
        return made[-1]

    def ask() -> int:
        gate.wait()
        return shelf.get_or_compute(("a",), make)

    with ThreadPoolExecutor(8) as pool:
        answers = [one.result() for one in [pool.submit(ask) for _ in range(8)]]
    assert (answers, made) == ([0] * 8, [0])


def test_what_fails_or_is_not_good_is_asked_anew() -> None:
    shelf = ResultCache()

    def fail() -> int:
        raise ValueError("away")

    with pytest.raises(ValueError, match="away"):
        shelf.get_or_compute(("a",), fail)
    assert shelf.get_or_compute(("a",), lambda: 1, lambda one: one > 1) == 1
    assert shelf.get(("a",)) is None
    assert shelf.get_or_compute(("a",), lambda: 2, lambda one: one > 1) == 2
    assert shelf.get_or_compute(("a",), fail) == 2


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    shelf = ResultCache()
    for number in range(MAX_ANSWERS):
        shelf.get_or_compute((str(number),), lambda number=number: number)
    shelf.get_or_compute(("0",), lambda: -1)
    shelf.get_or_compute(("more",), lambda: -1)
    assert shelf.get(("0",)) == 0
    assert shelf.get(("1",)) is None


def test_what_takes_long_is_made_once_in_the_background() -> None:
    shelf, gate, made = ResultCache(), threading.Event(), list[int]()

    def make() -> int:
        gate.wait(30)
        made.append(1)
        return 7

    try:
        for _ in range(3):
            with pytest.raises(Unfinished):
                shelf.compute_in_background(("a",), make, caller="a", seconds=0.01)
        gate.set()
        assert shelf.compute_in_background(("a",), make, caller="a", seconds=30) == 7
        assert (shelf.get(("a",)), made) == (7, [1])
    finally:
        gate.set()
        shelf.close()


def test_who_asks_for_many_keeps_nobody_from_theirs() -> None:
    shelf, gate, begun = ResultCache(), threading.Event(), list[str]()

    def make(name: str) -> str:
        begun.append(name)
        assert gate.wait(30)
        return name

    def asked(name: str, who: str, seconds: float = 0.01) -> str:
        return shelf.compute_in_background((name,), lambda: make(name), caller=who, seconds=seconds)

    try:
        for name in ("1", "2", "3", "4"):
            with pytest.raises(Unfinished):
                asked(name, "many")
        with pytest.raises(Unfinished):
            asked("5", "other", 5.0)
        assert sorted(begun) == ["1", "2", "5"]
        gate.set()
        assert [asked(name, "many", 30) for name in ("1", "2", "3", "4")] == ["1", "2", "3", "4"]
        assert asked("5", "other", 30) == "5"
        assert sorted(begun) == ["1", "2", "3", "4", "5"]
    finally:
        gate.set()
        shelf.close()


def test_what_became_of_it_is_told_to_the_next_who_asks() -> None:
    shelf, gate = ResultCache(), threading.Event()

    def fail() -> int:
        gate.wait(30)
        raise TimeoutError("of its own")

    try:
        with pytest.raises(Unfinished):
            shelf.compute_in_background(("a",), fail, caller="a", seconds=0.01)
        gate.set()
        with pytest.raises(TimeoutError, match="of its own"):
            shelf.compute_in_background(("a",), fail, caller="a", seconds=30)
        assert (
            shelf.compute_in_background(
                ("a",), lambda: 1, lambda one: one > 1, caller="a", seconds=30
            )
            == 1
        )
        assert shelf.get(("a",)) is None
        assert shelf.compute_in_background(("a",), lambda: 2, caller="a", seconds=30) == 2
    finally:
        shelf.close()


PAGES = ("/explore/edition", "/explore/record/KOTA-1", "/explore/findings")


def shown(site: Site) -> list[httpx.Response]:
    return [site.get(path, lang="en") for path in PAGES]


def shown_whole(site: Site) -> list[httpx.Response]:
    end = time.monotonic() + 60
    while any("refresh" in page.headers for page in shown(site)):
        assert time.monotonic() < end
        time.sleep(0.1)
    return shown(site)


def test_pages_of_a_large_edition_do_not_wait_for_its_audit(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The audit is held up; every page that tells of it comes at once, and whole afterwards."""
    gate, began = threading.Event(), list[str]()
    audit = measured_audit

    def held_up(*asked: Any, **more: Any) -> Any:
        began.append("audit")
        gate.wait(60)
        return audit(*asked, **more)

    monkeypatch.setattr(results, "measured_audit", held_up)
    monkeypatch.setattr(results, "LARGE_EDITION", 0)
    monkeypatch.setattr(results, "WAIT_SECONDS", 0.05)
    key = ("held up", site.dataset)
    monkeypatch.setattr(results, "_audit_key", lambda *_: key)
    try:
        pages = shown(site)
    finally:
        gate.set()
    assert [page.status_code for page in pages] == [200, 200, 202]
    assert [page.headers.get("refresh") for page in pages] == ["2"] * 3
    assert all("The audit of this edition is running." in page.text for page in pages)
    assert "Editions of this dataset" in pages[0].text
    assert "What supports it from below" in pages[1].text
    pages = shown_whole(site)
    assert [page.status_code for page in pages] == [200] * 3
    assert "See the findings" in pages[0].text
    assert not any("is running" in page.text for page in pages)
    assert began == ["audit"]
