"""Completion: what shells are offered, and that bash itself takes it."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kinerja_graph.cli.app import main
from kinerja_graph.cli.completing import SHELLS, VARIABLE
from kinerja_graph.library.rules import load_rules


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own; the program ``kinerja`` lies in its ``bin``."""
    program = tmp_path / "bin" / "kinerja"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m kinerja_graph "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("KINERJA_HOME", str(tmp_path / "rumah"))
    monkeypatch.setenv("KINERJA_URL", "embedded")
    monkeypatch.setenv("KINERJA_LANG", "en")
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def asked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str) -> str:
    """What fish is told for a command line that ends where the user is."""
    monkeypatch.setenv(VARIABLE, "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
    with pytest.raises(SystemExit) as caught:
        main([])
    assert caught.value.code == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("home")
def test_commands_options_choices_and_rules_are_offered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def words(line: str) -> list[str]:
        told = asked(monkeypatch, capsys, line)
        return [item.partition("\t")[0] for item in told.splitlines()]

    assert words("kinerja ali") == ["align"]
    assert words("kinerja rules ") == ["list", "show", "test", "new"]
    assert "--fail-on" in words("kinerja audit --f")
    assert words("kinerja audit --format s") == ["sarif"]
    assert words("kinerja audit --rule orphan-") == ["orphan-indicator", "orphan-objective"]
    assert set(words("kinerja rules show ")) == {rule.id for rule in load_rules()}
    assert words("kinerja audit --dataset ") in ([], [""])


def test_nothing_is_started_for_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(monkeypatch, capsys, "kinerja drop ")
    assert not (home / "rumah").exists()


def test_bash_takes_the_installed_script(home: Path) -> None:
    def bash(script: str) -> str:
        done = subprocess.run(
            ["bash", "--norc", "-c", f"{script}\ntrue"],
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    assert "bash is installed in" in bash("kinerja --install-completion")
    assert (home / ".bash_completions" / "kinerja.sh").is_file()
    told = bash(
        'source "$HOME/.bashrc"\n'
        "COMP_WORDS=(kinerja rules show missing-f) COMP_CWORD=3\n"
        '_kinerja_completion kinerja\necho "${COMPREPLY[@]}"\n'
        "complete -p kinerja"
    )
    assert told.splitlines() == [
        "missing-formula",
        "complete -o default -F _kinerja_completion kinerja",
    ]
    bash("kinerja --install-completion")
    assert (home / ".bashrc").read_text().count("kinerja.sh") == 1


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.usefixtures("home")
def test_there_is_a_script_for_every_shell(
    shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kinerja_graph.cli.completing._ancestors", lambda: iter(["python", shell]))
    assert main(["--show-completion"]) == 0
    assert VARIABLE in capsys.readouterr().out


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_files_of_other_shells_are_written(
    home: Path, shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kinerja_graph.cli.completing._ancestors", lambda: iter(()))
    monkeypatch.setenv("SHELL", f"/usr/bin/{shell}")
    assert main(["--install-completion"]) == 0
    place = {"zsh": ".zfunc/_kinerja", "fish": ".config/fish/completions/kinerja.fish"}[shell]
    assert VARIABLE in (home / place).read_text()
    assert str(home / place) in capsys.readouterr().out


@pytest.mark.usefixtures("home")
def test_an_unknown_shell_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kinerja_graph.cli.completing._ancestors", lambda: iter(["tcsh"]))
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    assert main(["--install-completion"]) == 2
    assert "bash, zsh, fish" in capsys.readouterr().err
