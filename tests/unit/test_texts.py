"""Texts: said in both languages, the Indonesian from the catalogue, never English in its place."""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kinerja_graph import texts
from kinerja_graph.texts import CatalogueError, Text, _, open_catalogue, pgettext

FORGOTTEN = "A text that nobody wrote down"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the catalogue, which is the one in use."""
    for ending in (".po", ".mo"):
        shutil.copy(texts.CATALOGUE.with_suffix(ending), tmp_path)
    monkeypatch.setattr(texts, "CATALOGUE", tmp_path / texts.CATALOGUE.name)
    open_catalogue.cache_clear()
    monkeypatch.setattr(texts, "open_catalogue", open_catalogue)
    return tmp_path


def test_a_text_of_the_catalogue_is_a_text() -> None:
    text, same = _("Indicator"), Text(id="Indikator", en="Indicator")
    assert (text.id, text.en, text.say("id")) == ("Indikator", "Indicator", "Indikator")
    assert text == same
    assert hash(text) == hash(same)
    assert text != _("Objective")
    assert text != "Indikator"
    assert pgettext("of measure", "Unit").id == "Satuan"
    assert pgettext("of measure", "Unit") != _("Unit")


@pytest.mark.parametrize("text", [_("Indicator"), pgettext("of measure", "Unit")])
def test_a_text_goes_from_process_to_process(text: Text) -> None:
    assert pickle.loads(pickle.dumps(text)) == text  # noqa: S301 - our own


def test_facts_are_filled_in_in_both_languages() -> None:
    filled = _("{number:agency|agencies}").filled(number=2)
    assert (filled.id, filled.en) == ("2 instansi", "2 agencies")


def test_english_asks_for_no_catalogue(place: Path) -> None:
    (place / "kinerja.mo").unlink()
    assert _("Indicator").say("en") == "Indicator"


def remove(place: Path) -> None:
    """No catalogue at all."""
    (place / "kinerja.mo").unlink()


def cut(place: Path) -> None:
    """Half a catalogue."""
    whole = (place / "kinerja.mo").read_bytes()
    (place / "kinerja.mo").write_bytes(whole[: len(whole) // 2])


def empty(place: Path) -> None:
    """Nothing in it."""
    (place / "kinerja.mo").write_bytes(b"")


def change(place: Path) -> None:
    """A source that is not the one that was compiled."""
    source = place / "kinerja.po"
    source.write_text(source.read_text("utf-8").replace("Indikator", "Penunjuk"), "utf-8")


@pytest.mark.parametrize("spoil", [remove, cut, empty, change], ids=lambda one: one.__name__)
def test_a_catalogue_that_cannot_be_used_is_told(
    spoil: Callable[[Path], None], place: Path
) -> None:
    spoil(place)
    with pytest.raises(CatalogueError, match="make messages") as error:
        _("Indicator").say("id")
    assert str(place) in error.value.what.id


def test_a_wheel_has_no_source_to_compare_with(place: Path) -> None:
    (place / "kinerja.po").unlink()
    assert _("Indicator").say("id") == "Indikator"


def test_a_text_that_the_catalogue_lacks_is_told_and_not_said_in_english(place: Path) -> None:
    assert place.is_dir()
    for text in (_(FORGOTTEN), pgettext("somewhere", FORGOTTEN)):
        with pytest.raises(CatalogueError, match=FORGOTTEN):
            text.say("id")


def test_the_command_tells_what_is_wrong_and_how_to_fix_it(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from kinerja_graph import texts\n"
        f"texts.CATALOGUE = pathlib.Path({str(tmp_path / 'kinerja.mo')!r})\n"
        "from kinerja_graph.cli.app import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )

    def run(language: str) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-c", program, "--lang", language, "rules", "list"]
        return subprocess.run(words, capture_output=True, text=True, check=False)

    done = run("id")
    assert done.returncode == 70
    assert f"Katalog teks bahasa Indonesia tidak terbaca: {tmp_path}" in done.stderr
    assert "Perbaikan: Pasang ulang kinerja-graph" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_start_in_english_reads_no_catalogue() -> None:
    program = (
        "import contextlib, io, sys\n"
        "from kinerja_graph import texts\n"
        "from kinerja_graph.cli.app import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    main(['--help'])\n"
        "sys.exit(texts.open_catalogue.cache_info().currsize)\n"
    )
    environment = {**os.environ, "KINERJA_LANG": "en"}
    done = subprocess.run([sys.executable, "-c", program], check=False, env=environment)
    assert done.returncode == 0
