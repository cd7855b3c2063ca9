"""``kinerja.toml``: what is wrong in it is told with its place, nothing in it is ignored."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kinerja_graph.cli.language import language_of_command
from kinerja_graph.errors import SettingsError
from kinerja_graph.settings import read_settings


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("LANG", "MEMORY", "QUERY_SECONDS", "LOG", "PORT", "HOME", "MAX_NESTING"):
        monkeypatch.delenv(f"KINERJA_{name}", raising=False)


def refused(content: str | bytes) -> SettingsError:
    path = Path("kinerja.toml")
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert caught.value.exit_code == 2
    return caught.value


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('memory = "1g"\nlang = id\n', "susunan baris 2 bukan TOML"),
        ('lang = "id', "terpotong"),
        (b'lang = "\xe9"\n', "isinya bukan teks UTF-8"),
    ],
)
def test_a_file_that_is_no_toml_is_usage(content: str | bytes, said: str) -> None:
    error = refused(content)
    assert error.what.id.startswith("kinerja.toml tidak dapat dibaca")
    assert said in error.what.id


@pytest.mark.parametrize(("name", "near"), [("langg", "lang"), ("query_second", "query_seconds")])
def test_a_name_that_is_no_setting_is_told_with_those_like_it(name: str, near: str) -> None:
    error = refused(f"{name} = 1\n")
    assert name in error.what.en
    assert near in error.mend.en


def test_a_name_like_none_leads_to_the_list() -> None:
    assert "docs/settings.md" in refused("xyzzy = 1\n").mend.id


@pytest.mark.parametrize(
    ("content", "why_id", "why_en"),
    [
        ('query_seconds = "lama"', "itu bukan angka", "it is not a number"),
        ("query_seconds = 0", "harus lebih dari 0)", "more than 0)"),
        ("port = 70000", "paling besar 65535", "at most 65535"),
        ("batch_rows = 1.5", "bilangan bulat", "whole number"),
        ('lang = "jawa"', "pilih 'id' atau 'en'", "choose 'id' or 'en'"),
        ('memory = "2 GB"', "misalnya 2g", "such as 2g"),
        ("max_nesting = true", "benar/salah", "no setting takes true or false"),
        ('home = ""', "kosong (tulis sebuah folder)", "blank (write a folder)"),
        ("home = [1]", "itu bukan teks", "it is not text"),
        (
            'max_nesting = ""',
            "kosong (itu bukan bilangan bulat)",
            "blank (it is not a whole number)",
        ),
    ],
)
def test_why_a_value_cannot_be_used_is_said_in_both_languages(
    content: str, why_id: str, why_en: str
) -> None:
    error = refused(content)
    assert why_id in error.what.id
    assert why_en in error.what.en


@pytest.mark.parametrize("kind", ["folder", "pipe", "circle", "nowhere"])
def test_a_file_that_is_no_ordinary_one_is_neither_waited_for_nor_passed_over(kind: str) -> None:
    path = Path("kinerja.toml")
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path if kind == "circle" else "nowhere")
    assert language_of_command([], {"LANG": "en_GB.UTF-8"}) == "en"
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert caught.value.what.en == "kinerja.toml cannot be read: it is not an ordinary file."


def test_a_good_file_counts() -> None:
    Path("kinerja.toml").write_text('lang = "en"\n[rules]\nfolder = "r"\n', encoding="utf-8")
    assert (read_settings().lang, read_settings().rules) == ("en", {"folder": "r"})
