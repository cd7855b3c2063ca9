"""docs/import.md is typed: its files are written, its commands run, its keys are all the keys."""

import re
from pathlib import Path

import pytest

from kinerja_graph.cli.app import main
from kinerja_graph.sources.wide.plan_reading import keys
from kinerja_graph.sources.wide.ready import ready_names

TOP = Path(__file__).parent.parent.parent
PAGE = (TOP / "docs" / "import.md").read_text("utf-8")
BLOCKS = re.findall(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL)


def typed(text: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with what it prints."""
    return [
        (command, told.strip()) for command, _, told in (
            each.partition("\n") for each in text.removeprefix("$ ").split("\n$ ")
        )
    ]  # fmt: skip


def test_what_the_page_shows_is_what_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in {"COLUMNS": "80", "KINERJA_LANG": "id", "LANG": "C"}.items():
        monkeypatch.setenv(name, value)
    commands = 0
    for kind, title, text in BLOCKS:
        if title:
            (tmp_path / title).write_text(text, "utf-8")
            continue
        assert kind == "console"
        for command, told in typed(text):
            assert main(command.split()[1:]) in {0, 3}
            shown = capsys.readouterr()
            assert f"{shown.out}{shown.err}".strip() == told, command
            commands += 1
    assert commands >= 4


def test_every_key_and_every_ready_map_stand_on_the_page() -> None:
    named = set(re.findall(r"`([a-z_-]+)[`:]", PAGE))
    assert set(keys()) <= named
    assert set(ready_names()) <= named


@pytest.mark.parametrize("name", ready_names())
def test_a_ready_map_says_what_it_is_for_in_both_languages(name: str) -> None:
    path = TOP / "kinerja_graph/sources/wide/maps" / f"{name}.yaml"
    first, second = path.read_text("utf-8").splitlines()[:2]
    assert first.startswith("# ")
    assert second.startswith("# ")
