"""What reaches a terminal."""

import io
import os
import sys
from collections.abc import Iterator

import pytest

from kinerja_graph.cli.formatters.drawing import drawn
from kinerja_graph.cli.formatters.words import line
from kinerja_graph.cli.screen import coloured, put, safe, width


@pytest.mark.parametrize(
    "character", ["\x1b", "\x00", "\x07", "\x9b", "\u202e", "\u2066", "\ud800"]
)
def test_what_steers_a_terminal_is_made_visible(character: str) -> None:
    assert safe(f"a{character}b") == "a\ufffdb"


@pytest.mark.parametrize("text", ["Kemacetan «turun» 5 %", "名前", "🚦", "ü"])
def test_other_text_stays(text: str) -> None:
    assert safe(text) == text


def test_markup_and_emoji_codes_in_names_are_text() -> None:
    assert drawn(line("[bold]x[/bold] :smile:"), colour=False, columns=80) == (
        "[bold]x[/bold] :smile:\n"
    )


def test_a_path_is_never_broken() -> None:
    path = "/srv/" + "rencana-yang-panjang/" * 6 + "rencana.xlsx"
    told = drawn(line(f"Ditulis: {path}. Isilah, lalu periksa."), colour=False, columns=40)
    assert f"{path}." in told.split()


def test_no_colour_where_there_is_no_terminal() -> None:
    assert not coloured(io.StringIO())
    assert "\x1b" not in drawn(line("x", "bold red"), colour=False, columns=80)
    assert "\x1b" in drawn(line("x", "bold red"), colour=True, columns=80)


@pytest.mark.parametrize(("columns", "taken"), [("100", 100), ("500", 110), ("3", 40), ("x", 80)])
def test_width_without_a_terminal(
    columns: str, taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert width(io.StringIO()) == taken


@pytest.fixture
def closed_pipe() -> Iterator[io.TextIOWrapper]:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        yield stream


def test_a_reader_that_went_away_is_no_failure(closed_pipe: io.TextIOWrapper) -> None:
    put("text\n" * 10, closed_pipe)
    put("more\n", closed_pipe)


def test_answers_go_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    put("x\n", sys.stdout)
    assert capsys.readouterr() == ("x\n", "")
