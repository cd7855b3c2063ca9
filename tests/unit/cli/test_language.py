"""Which language is spoken (contract §3)."""

from pathlib import Path

import pytest

from kinerja_graph.cli.language import language_of_command


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("argv", "environ", "language"),
    [
        ([], {}, "id"),
        ([], {"LANG": "C.UTF-8"}, "id"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "en_US", "KINERJA_LANG": "id"}, "id"),
        ([], {"KINERJA_LANG": "en"}, "en"),
        (["audit", "--lang", "en"], {"KINERJA_LANG": "id"}, "en"),
        (["audit", "--lang=id"], {"LANG": "en_US"}, "id"),
        (["audit", "--lang", "fr"], {"LANG": "en_US"}, "en"),
        (["query", "--", "--lang", "en"], {}, "id"),
        (["audit", "--lang"], {}, "id"),
    ],
)
def test_language(argv: list[str], environ: dict[str, str], language: str) -> None:
    assert language_of_command(argv, environ) == language


def test_the_settings_file_comes_after_the_environment() -> None:
    Path("kinerja.toml").write_text('lang = "en"\n', "utf-8")
    assert language_of_command([], {}) == "en"
    assert language_of_command([], {"KINERJA_LANG": "id"}) == "id"


def test_a_broken_settings_file_does_not_silence_errors() -> None:
    Path("kinerja.toml").write_text("lang = ", "utf-8")
    assert language_of_command([], {}) == "id"
