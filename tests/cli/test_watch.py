"""``check --watch``: what came and went with each save, in a process of its own until Ctrl-C."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command_line import SLIDES, Kinerja, environment, run

WAITING = "Waiting for the next save of"
UNOWNED = ",dishub,%,LALIN,seed,"
PROGRAM = """
import signal, sys
from kinerja_graph.cli.app import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # tests in the background ignore Ctrl-C
sys.exit(main())
"""
TIME = re.compile(r"^\d\d:\d\d:\d\d$", re.MULTILINE)


def flat(text: str) -> str:
    """``text`` without its line breaks, which depend on how long the path of the plan is."""
    return " ".join(text.split())


class Watch:
    """A running ``check --watch`` on a plan, and what it has said."""

    def __init__(self, process: subprocess.Popen[bytes], out: Path, err: Path) -> None:
        self.process, self.out, self.err, self.told = process, out, err, 0

    def said(self) -> str:
        return self.out.read_text("utf-8")

    def wait(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + 120
        while not holds():
            assert self.process.poll() is None, self.err.read_text("utf-8")
            assert time.monotonic() < end, self.said() + self.err.read_text("utf-8")
            time.sleep(0.05)

    def after(self, save: Callable[[], object], sign: str, *, on_error: bool = False) -> str:
        """What is said after ``save``, once it holds ``sign``."""
        stream = self.err if on_error else self.out
        before = stream.stat().st_size
        save()
        self.wait(lambda: sign in stream.read_bytes()[before:].decode("utf-8", "ignore"))
        return stream.read_bytes()[before:].decode("utf-8")

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)


@contextmanager
def watching(home: Path, folder: Path, plan: Path, *words: str) -> Iterator[Watch]:
    out, err = folder / "out.txt", folder / "err.txt"
    with (
        out.open("wb") as to_out,
        err.open("wb") as to_err,
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "check", str(plan), "--watch", *words],
            stdout=to_out,
            stderr=to_err,
            env=environment(home, "en"),
        ) as process,
    ):
        try:
            watch = Watch(process, out, err)
            watch.wait(lambda: WAITING in flat(err.read_text("utf-8")))
            yield watch
        finally:
            process.kill()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SLIDES, tmp_path / "rencana"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_each_save_tells_what_came_and_what_went(
    loaded_home: Path, plan: Path, tmp_path: Path
) -> None:
    indicators, units = plan / "indicators.csv", plan / "units.csv"
    whole = run(loaded_home, "check", str(plan), language="en")
    with watching(loaded_home, tmp_path, plan) as watch:
        assert watch.said() == whole.out
        told = watch.after(lambda: edit(indicators, UNOWNED, ",,%,LALIN,seed,"), "indicators.csv!")
        blank, moment, verdict, *changes = told.splitlines()
        assert (blank, bool(TIME.match(moment)), changes[0]) == ("", True, "New (1)")
        assert verdict.startswith("✖ 39 findings in ")
        assert re.search(
            r"^  ✖ Indicator .*\n(?:  .*\n)*    indicators\.csv!2$", told, re.MULTILINE
        )

        good = units.read_text("utf-8")
        refused = watch.after(
            lambda: units.write_text("unit\n", encoding="utf-8"), "heading", on_error=True
        )
        assert TIME.search(refused)
        assert f"✖ {plan} is refused: " in flat(refused)

        # compared with the last accepted check, not with the refused one
        units.write_text(good, encoding="utf-8")
        told = watch.after(lambda: edit(indicators, ",,%,LALIN,seed,", UNOWNED), "indicators.csv!2")
        assert "Resolved (1)\n  ✔ Indicator " in told
        assert "New (" not in told
        told = watch.after(units.touch, "No finding appeared or disappeared.\n")
        assert told.splitlines()[2] == whole.out.splitlines()[0]

        run(loaded_home, "db", "stop")  # the engine is gone between two saves
        watch.after(lambda: edit(indicators, UNOWNED, ",,%,LALIN,seed,"), "New (1)\n")
        assert watch.interrupt() == 1
    assert "Interrupted" not in watch.err.read_text("utf-8")
    assert "Traceback" not in watch.err.read_text("utf-8")


def test_a_save_that_cannot_be_checked_is_told_and_the_next_one_is(
    loaded_home: Path, plan: Path, tmp_path: Path
) -> None:
    """Here the agency that is listed is no longer in the plan; then the whole plan is gone."""
    units = plan / "units.csv"
    good = units.read_text("utf-8")
    with watching(loaded_home, tmp_path, plan, "--agency", "polri", "--fail-on", "never") as watch:
        gone = "".join(
            line.replace("opd", "unit") for line in good.splitlines(keepends=True)
        ).replace("external", "unit")
        assert gone != good
        told = watch.after(
            lambda: units.write_text(gone, encoding="utf-8"), "This save was not", on_error=True
        )
        assert "“polri” is a unit, but not an agency" in flat(told)
        watch.after(
            lambda: units.write_text(good, encoding="utf-8"),
            "No finding appeared or disappeared.\n",
        )
        told = watch.after(lambda: plan.rename(tmp_path / "lain"), "missing-file", on_error=True)
        assert "is refused: 1 error." in flat(told)
        assert watch.interrupt() == 3


def test_a_plan_that_is_refused_at_first_is_waited_for(loaded_home: Path, tmp_path: Path) -> None:
    plan = tmp_path / "rencana baru.yaml"
    plan.write_text("units: [{id: K}]\n", encoding="utf-8")
    with watching(loaded_home, tmp_path, plan) as watch:
        assert watch.said() == ""
        good = "units: [{id: K, name: Kota, kind: pemda}]\n"
        told = watch.after(lambda: plan.write_text(good, encoding="utf-8"), "Next: kinerja load ")
        assert TIME.match(told.splitlines()[1])
        assert "✔ No findings in " in told
        assert "--watch" not in told
        assert watch.interrupt() == 0


def test_a_plan_that_is_not_there_is_not_waited_for(kinerja: Kinerja, tmp_path: Path) -> None:
    done = kinerja("check", str(tmp_path / "salah-tulis.xlsx"), "--watch", language="en")
    assert (done.code, done.out) == (3, "")
    assert "missing-file" in done.err
    assert WAITING not in flat(done.err)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--json",), "--json"),
        (("--format", "csv"), "--format csv"),
        (("--format", "json"), "--format json"),
        (("--out", "a.txt"), "--out"),
        (("--annotate", "a.xlsx"), "--annotate"),
        (("--baseline", "b.yaml", "--update-baseline"), "--update-baseline"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_is_about_one_answer_is_refused(
    kinerja: Kinerja, words: tuple[str, ...], named: str
) -> None:
    done = kinerja("check", str(SLIDES), "--watch", *words, language="en")
    told = json.loads(done.err)["error"]["message"] if "--json" in words else done.err
    assert (done.code, done.out) == (2, "")
    assert f"--watch and {named} cannot be used together." in told
    assert "Leave one of them out." in done.err
