"""What is written down about an engine, the mark of its use, and the limit in a statement."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from kinerja_graph.errors import EngineError
from kinerja_graph.store import heartbeat
from kinerja_graph.store.files import end_of, make_folder, write_private
from kinerja_graph.store.heartbeat import HeartbeatWatch, keep_beating, seconds_left, touch
from kinerja_graph.store.limit import limit_of, marked
from kinerja_graph.store.process import Process, identify, is_running
from kinerja_graph.store.state import Running, read_state, write_state


def running(server: Process, keeper: Process | None = None) -> Running:
    return Running(server, keeper, 7687, 2480, "root", "word", "reader", "other", ready=True)


def ourselves() -> Process:
    found = identify(os.getpid())
    assert found is not None
    return found


def test_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    state = running(ourselves(), Process(1, 2.5))
    write_state(tmp_path / "state.json", state)
    assert read_state(tmp_path / "state.json") == state
    assert stat.S_IMODE((tmp_path / "state.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"server": 1}', '{"server": {}, "keeper": 1}']
)
def test_broken_state_is_no_state(tmp_path: Path, text: str) -> None:
    (tmp_path / "state.json").write_text(text)
    assert read_state(tmp_path / "state.json") is None


def test_a_pid_that_another_process_got_is_not_ours() -> None:
    us = ourselves()
    assert is_running(us)
    assert not is_running(Process(us.pid, us.started - 60))
    assert not running(Process(us.pid, us.started - 60)).alive()
    assert not running(us, Process(us.pid, us.started - 60)).alive()
    assert running(us, us).alive()


def test_passwords_are_not_shown() -> None:
    assert "word" not in repr(running(ourselves()))
    assert "other" not in repr(running(ourselves()))


def test_mark_is_watched_by_the_watcher_s_own_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    mark = tmp_path / "used"
    touch(mark, 60)
    watch = HeartbeatWatch(mark)
    assert watch.used
    now += 59
    watch.look()
    assert not watch.used
    assert not watch.expired
    touch(mark, 30)
    watch.look()
    assert watch.used
    now += 29
    watch.look()
    assert not watch.expired
    now += 1
    assert watch.expired


def test_a_mark_set_in_the_past_counts_as_touched_now(tmp_path: Path) -> None:
    mark = tmp_path / "used"
    touch(mark, 60)
    os.utime(mark, (1.0, 1.0))  # the machine's clock was set
    assert HeartbeatWatch(mark).used
    assert seconds_left(mark) == 0.0


def test_mark_is_touched_while_the_block_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "BEAT_SECONDS", 0.02)
    mark = tmp_path / "used"
    with keep_beating(mark, 60):
        first = mark.stat().st_mtime_ns
        time.sleep(0.2)
        assert mark.stat().st_mtime_ns > first
    last = mark.stat().st_mtime_ns
    time.sleep(0.1)
    assert mark.stat().st_mtime_ns == last
    left = seconds_left(mark)
    assert left is not None
    assert 55 < left <= 60


def test_no_mark_has_no_time_left(tmp_path: Path) -> None:
    assert seconds_left(tmp_path / "used") is None


@pytest.mark.parametrize("seconds", [0.001, 0.5, 20.0, 900.0, 86_400.0])
@pytest.mark.parametrize("opening", ["", "EXPLAIN ", "profile ", "  explain\n "])
def test_limit_is_read_from_the_text_that_carries_it(seconds: float, opening: str) -> None:
    text = marked(f"{opening}MATCH (n) RETURN n", seconds)
    assert limit_of(text) == seconds
    assert text.split()[0].upper() == (opening.strip().upper() or "/*")


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) RETURN n",
        "MATCH (n) /* limit 5 ms */ RETURN n",
        "RETURN '/* limit 5 ms */'",
        "/* a word */ /* limit 5 ms */ RETURN 1",
        "/* limit five ms */ RETURN 1",
    ],
)
def test_only_a_limit_in_front_is_one(text: str) -> None:
    assert limit_of(text) is None


def test_a_user_s_own_limit_does_not_count() -> None:
    assert limit_of(marked("/* limit 999999 ms */ MATCH (n) RETURN n", 2.0)) == 2.0


def test_limit_is_rounded_up() -> None:
    assert limit_of(marked("RETURN 1", 0.0001)) == 0.001


def test_end_of_a_log(tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert end_of(log) == "-"
    log.write_bytes(b"first\n" * 50 + b"bad \xff sign\n\nlast\n")
    assert end_of(log, 3) == "\n    bad � sign\n    last"


def test_half_a_write_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    write_private(file, "old")
    with pytest.raises(UnicodeEncodeError):
        write_private(file, "new \ud800")
    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineError) as caught:
        make_folder(tmp_path / "file" / "home")
    assert caught.value.where.endswith("home")
    assert "KINERJA_HOME" in caught.value.tell("id")
