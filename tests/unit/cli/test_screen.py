"""What reaches a terminal."""

import io
import os
import sys
from collections.abc import Iterator

import pytest

from kinerja_graph.cli.formatters.drawing import draw_text
from kinerja_graph.cli.formatters.words import line
from kinerja_graph.cli.screen import has_colour, make_safe, width, write_text


@pytest.mark.parametrize(
    "character", ["\x1b", "\x00", "\x07", "\x9b", "\u202e", "\u2066", "\ud800"]
)
def test_what_steers_a_terminal_is_made_visible(character: str) -> None:
    assert make_safe(f"a{character}b") == "a\ufffdb"


@pytest.mark.parametrize("text", ["Kemacetan «turun» 5 %", "名前", "🚦", "ü"])
def test_other_text_stays(text: str) -> None:
    assert make_safe(text) == text


def test_markup_and_emoji_codes_in_names_are_text() -> None:
    assert draw_text(line("[bold]x[/bold] :smile:"), colour=False, columns=80) == (
        "[bold]x[/bold] :smile:\n"
    )


def test_a_path_is_never_broken() -> None:
    path = "/srv/" + "rencana-yang-panjang/" * 6 + "rencana.xlsx"
    told = draw_text(line(f"Ditulis: {path}. Isilah, lalu periksa."), colour=False, columns=40)
    assert f"{path}." in told.split()


def test_no_colour_where_there_is_no_terminal() -> None:
    assert not has_colour(io.StringIO())
    assert "\x1b" not in draw_text(line("x", "bold red"), colour=False, columns=80)
    assert "\x1b" in draw_text(line("x", "bold red"), colour=True, columns=80)


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
    write_text("text\n" * 10, closed_pipe)
    write_text("more\n", closed_pipe)


def test_answers_go_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    write_text("x\n", sys.stdout)
    assert capsys.readouterr() == ("x\n", "")
