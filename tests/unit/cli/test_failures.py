"""Failures of a command line, in our shape and both languages."""

import json
import os
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from kinerja_graph.cli import failures
from kinerja_graph.cli.app import main
from kinerja_graph.errors import StoreError
from kinerja_graph.texts import Text

LINES = [
    ["audt"],
    ["rules"],
    ["rules", "lst"],
    ["trace"],
    ["trace", "A", "B"],
    ["trace", "A", "--depth", "-1"],
    ["trace", "A", "--depth", "x"],
    ["trace", "A", "--up", "--down"],
    ["audit", "--fail-on", "galat"],
    ["audit", "--fail-on", "missing-measure-unit"],
    ["audit", "--fail-on", "missing-measure-unot:5"],
    ["audit", "--fail-on", "missing-measure-unit:101"],
    ["audit", "--fail-on", "missing-measure-unit:-1"],
    ["audit", "--fail-on", "missing-measure-unit:"],
    ["check", "x", "--fail-on", "copy-down:5", "--rule", "orphan-indicator"],
    ["audit", "--fail-on", "error", "--fail-on", "copy-down:5", "--fail-on", "info"],
    ["audit", "--format", "csv", "--limit", "5"],
    ["audit", "--json", "--limit", "5"],
    ["audit", "--limit", "0"],
    ["audit", "--rule"],
    ["audit", "--nope"],
    ["audit", "--baselin", "x"],
    ["audit", "--json=1"],
    ["audit", "--rule", "orphan-indikator"],
    ["audit", "--rule", "zzz"],
    ["audit", "--json", "--format", "csv"],
    ["render", "--out", "x.gif"],
    ["render"],
    ["render", "--out", "x.svg", "--view", "frob"],
    ["render", "--out", "x.svg", "--width", "5"],
    ["serve", "--port", "99999"],
    ["audit", "--rules", "nowhere"],
    ["restore", "nowhere.zip"],
    ["rules", "show", "level-skp"],
    ["load", "x", "--decimal", "poin"],
    ["datasets", "--url", "http://example.org"],
    ["datasets", "--lang", "fr"],
    ["db", "start", "--engine", "oracle"],
]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("words", LINES, ids=" ".join)
def test_usage(
    words: list[str],
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    snapshot: SnapshotAssertion,
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("KINERJA_LANG", language)
    monkeypatch.setenv("KINERJA_HOME", str(home))
    assert main(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == snapshot
    assert "Traceback" not in told.err
    assert not home.exists()  # nothing was started for it


def test_what_may_not_be_read_is_told_by_who_reads_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read everything: what the command line asks beforehand is made to say no."""
    monkeypatch.setattr(os, "access", lambda *_given, **_more: False)
    (tmp_path / "units.csv").write_text("id,name\nU,u\n", "utf-8")
    assert main(["validate", str(tmp_path), "--lang", "en"]) == 0
    (tmp_path / "plan.json").symlink_to("plan.json")
    assert main(["validate", str(tmp_path / "plan.json"), "--lang", "en"]) == 3
    assert "its links run in a circle" in capsys.readouterr().out


def test_a_failure_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "level-skp", "--json", "--lang", "en"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    error = json.loads(told.err)["error"]
    assert error.pop("nearest")[0] == "level-skip"
    assert error.pop("remedy").startswith("Perhaps you mean: level-skip")
    assert error == {
        "code": "unknown-rule",
        "message": "There is no rule called “level-skp”.",
        "where": None,
        "exit_code": 2,
    }


def test_a_value_that_looks_like_an_option_is_no_option(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rules", "show", "--lang", "en", "--", "--json"]) == 2
    assert capsys.readouterr().err.startswith("There is no rule called “--json”.")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StoreError(Text(id="a", en="a"), mend=Text(id="b", en="b")), 4),
        (ZeroDivisionError("division by zero"), 70),
        (BrokenPipeError(), 0),
    ],
)
def test_exit_codes(error: Exception, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert failures.report_error(error, "en", as_json=False) == code
    assert "Traceback" not in capsys.readouterr().err


def test_a_fault_of_ours_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    failures.report_error(ZeroDivisionError("division by zero"), "en", as_json=False)
    told = capsys.readouterr().err
    assert "Internal error: ZeroDivisionError: division by zero" in told
    assert "--debug" in told


def test_what_a_failure_quotes_cannot_steer_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rules", "show", "\x1b[2J"]) == 2
    assert "\x1b" not in capsys.readouterr().err


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(_folder: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kinerja_graph.workflow.rules.load_rules", interrupt)
    assert main(["rules", "list", "--lang", "en"]) == 130
    assert "Interrupted." in capsys.readouterr().err
