"""The embedded engine's processes: shared, ended when idle, never left behind."""

from __future__ import annotations

import os
import secrets
import signal
import stat
import time
from collections.abc import Generator
from pathlib import Path

import psutil
import pytest
from engine_processes import (
    answer_of,
    commands_naming,
    have_ended,
    start_command,
    wait_for_end,
    wait_until,
)

from kinerja_graph.errors import EngineError
from kinerja_graph.library.statement import Statement
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.store.process import Process
from kinerja_graph.store.state import Running

KEEP = Statement("keep", "CREATE (n:Kept {word: $word}) RETURN n.word AS word", {"word": "str"})
KEPT = Statement(
    "kept", "MATCH (n:Kept {word: $word}) RETURN count(n) AS number", {"number": "int"}
)
ENDING = 20.0


@pytest.fixture
def home(tmp_path: Path) -> Generator[Path]:
    yield tmp_path / "home"
    Embedded(settings_of(tmp_path / "home")).stop()
    assert wait_until(lambda: not commands_naming(tmp_path / "home"), ENDING), commands_naming(
        tmp_path / "home"
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The working folder of the command that first starts the engine of ``warm``."""
    return tmp_path_factory.mktemp("work")


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Generator[Path]:
    """A home whose engine runs, for tests that leave it as it is, or start it again."""
    home = tmp_path_factory.mktemp("warm")
    wait_for_end(start_command(home, folder=folder))
    yield home
    Embedded(settings_of(home)).stop()
    assert wait_until(lambda: not commands_naming(home), ENDING), commands_naming(home)


def settings_of(home: Path, idle: float = 5.0) -> Settings:
    return read_settings(url="embedded", home=home, idle=idle, memory="256m")


def running_in(home: Path) -> tuple[Running, Process]:
    running = Embedded(settings_of(home)).running()
    assert running is not None
    assert running.keeper is not None
    return running, running.keeper


def write_a_node(home: Path) -> str:
    """The word of a new node."""
    with open_store(settings_of(home)) as store:
        return written_by(store)


def written_by(store: Store) -> str:
    word = secrets.token_hex(8)
    store.write(KEEP, word=word)
    return word


def is_kept(home: Path, word: str) -> bool:
    with open_store(settings_of(home)) as store:
        return store.read(KEPT, word=word) == [{"number": 1}]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_two_commands_at_once_share_one_engine(home: Path) -> None:
    first, second = start_command(home, seconds=2), start_command(home, seconds=2)
    one, other = wait_for_end(first), wait_for_end(second)
    assert one["server"] == other["server"]
    assert one["uri"] == other["uri"]
    assert len([line for line in commands_naming(home) if "ArcadeDBServer" in line]) == 1


def test_next_command_finds_the_warm_engine_at_once(warm: Path) -> None:
    first = wait_for_end(start_command(warm))
    answers = [wait_for_end(start_command(warm)) for _ in range(3)]
    assert {answer["server"] for answer in answers} == {first["server"]}
    assert min(answer["took"] for answer in answers) < 0.15


def test_secrets_are_for_their_owner_alone(warm: Path) -> None:
    running, _ = running_in(warm)
    folder = warm / "embedded"
    assert mode(folder) == 0o700
    for name in ("state.json", "root.password", "engine.log", "config/server-users.jsonl"):
        assert mode(folder / name) == 0o600, name
    lines = commands_naming(warm)
    assert any("ArcadeDBServer" in line for line in lines)
    for line in lines:
        assert running.password not in line
        assert running.reader_password not in line
    for log in (folder / "engine.log", folder / "keeper.log"):
        assert running.password not in log.read_text()
    assert running.password not in repr(running)


def test_working_folder_of_a_command_is_left_as_it_was(warm: Path, folder: Path) -> None:
    assert list(folder.iterdir()) == []
    running, keeper = running_in(warm)
    for process in (running.server, keeper):
        assert psutil.Process(process.pid).cwd() == str(warm / "embedded")


def test_it_listens_on_loopback_alone(warm: Path) -> None:
    running, _ = running_in(warm)
    listening = [
        one.laddr.ip
        for one in psutil.Process(running.server.pid).net_connections()
        if one.status == psutil.CONN_LISTEN
    ]
    assert len(listening) == 2
    assert {ip.removeprefix("::ffff:") for ip in listening} == {"127.0.0.1"}


def test_it_ends_when_idle_and_not_while_it_is_used(home: Path) -> None:
    user = start_command(home, idle=0.05, seconds=5)
    answer = answer_of(user)
    time.sleep(4.5)  # one and a half times the idle time
    assert not have_ended(answer["server"])
    assert user.wait(timeout=30) == 0
    user.communicate()
    assert wait_until(lambda: have_ended(answer["server"], answer["keeper"]), ENDING)
    assert not (home / "embedded" / "state.json").exists()


def test_engine_of_a_killed_command_ends_when_idle(home: Path) -> None:
    user = start_command(home, idle=0.05, seconds=600)
    answer = answer_of(user)
    user.kill()
    user.communicate()
    assert wait_until(lambda: have_ended(answer["server"], answer["keeper"]), ENDING)


def test_start_survives_the_death_of_its_command(home: Path) -> None:
    user = start_command(home, idle=0.1, seconds=600)
    assert wait_until(lambda: bool(commands_naming(home / "embedded")))
    user.kill()
    user.communicate()
    following = wait_for_end(start_command(home))
    assert len([line for line in commands_naming(home) if "ArcadeDBServer" in line]) == 1
    assert not have_ended(following["server"])


def test_interrupt_of_a_command_leaves_the_engine_to_others(warm: Path) -> None:
    user = start_command(warm, seconds=600)
    answer = answer_of(user)
    os.killpg(user.pid, signal.SIGINT)
    user.communicate(timeout=30)
    time.sleep(1)
    assert not have_ended(answer["server"])
    assert wait_for_end(start_command(warm))["server"] == answer["server"]


def test_killed_keeper_takes_the_server_with_it(warm: Path) -> None:
    word = write_a_node(warm)
    running, keeper = running_in(warm)
    os.kill(keeper.pid, signal.SIGKILL)
    assert wait_until(lambda: have_ended(running.server.pid), ENDING)
    assert is_kept(warm, word)
    assert running_in(warm)[0].server != running.server


def test_killed_server_that_nobody_uses_is_started_by_the_next_command(warm: Path) -> None:
    word = write_a_node(warm)
    running, keeper = running_in(warm)
    time.sleep(3.5)  # so that nobody counts as using it
    os.kill(running.server.pid, signal.SIGKILL)
    assert wait_until(lambda: have_ended(keeper.pid), ENDING)
    assert is_kept(warm, word)


def test_killed_server_in_use_comes_back_where_it_was(warm: Path) -> None:
    with open_store(settings_of(warm)) as store:
        word = written_by(store)
        before, keeper = running_in(warm)
        os.kill(before.server.pid, signal.SIGKILL)
        assert wait_until(lambda: came_back(warm, before), 30)
        assert store.read(KEPT, word=word) == [{"number": 1}]
    after, same_keeper = running_in(warm)
    assert after.uri == before.uri
    assert same_keeper == keeper


def came_back(home: Path, before: Running) -> bool:
    now = Embedded(settings_of(home)).running()
    return now is not None and now.server != before.server


def test_both_killed_and_a_stale_state_do_not_hinder_the_next_command(warm: Path) -> None:
    word = write_a_node(warm)
    running, keeper = running_in(warm)
    os.kill(keeper.pid, signal.SIGSTOP)
    os.kill(running.server.pid, signal.SIGKILL)
    os.kill(keeper.pid, signal.SIGKILL)
    assert wait_until(lambda: have_ended(running.server.pid, keeper.pid), ENDING)
    assert (warm / "embedded" / "state.json").exists()
    assert is_kept(warm, word)


def test_stop_ends_it_and_may_be_said_twice(warm: Path) -> None:
    word = write_a_node(warm)
    running, keeper = running_in(warm)
    engine = Embedded(settings_of(warm))
    engine.stop()
    assert have_ended(running.server.pid, keeper.pid)
    assert engine.running() is None
    engine.stop()
    assert is_kept(warm, word)


def test_stop_where_nothing_ever_ran_writes_nothing(tmp_path: Path) -> None:
    Embedded(settings_of(tmp_path / "nothing")).stop()
    assert not (tmp_path / "nothing").exists()


def test_failed_start_shows_the_end_of_the_log(tmp_path: Path) -> None:
    home = tmp_path / "home"
    engine = Embedded(read_settings(url="embedded", home=home, memory="1m"))
    with pytest.raises(EngineError, match="Too small maximum heap"):
        engine.start()
    assert wait_until(lambda: not commands_naming(home)), commands_naming(home)
    assert engine.running() is None
    Embedded(settings_of(home)).start()
    Embedded(settings_of(home)).stop()


def test_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(EngineError, match="KINERJA_HOME") as caught:
        Embedded(settings_of(tmp_path / "home")).start()
    assert caught.value.code == "home-unwritable"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is full")
def test_full_disk_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "embedded"
    folder.mkdir(parents=True)
    (folder / "used").symlink_to("/dev/full")
    with pytest.raises(EngineError, match="the disk is full") as caught:
        Embedded(settings_of(tmp_path / "home")).start()
    assert caught.value.code == "home-unwritable"


def test_store_is_open_after_the_engine_was_stopped_by_others(warm: Path) -> None:
    with open_store(settings_of(warm)) as first:
        word = written_by(first)
        Embedded(settings_of(warm)).stop()
        with open_store(settings_of(warm)) as second:
            assert isinstance(second, Store)
            assert second.read(KEPT, word=word) == [{"number": 1}]
