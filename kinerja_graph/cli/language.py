"""Which language is spoken, known before anything else is read."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from kinerja_graph.texts import LANGUAGES, Language

_OPTION: Final = "--lang"
_SETTINGS_FILE: Final = "kinerja.toml"


def language_of_command(argv: Sequence[str], environ: Mapping[str, str] | None = None) -> Language:
    """Return the language: ``--lang``, ``KINERJA_LANG``, ``kinerja.toml``, ``LANG``, in this order.

    Used for help and for errors before the settings are read, so an invalid value is ignored here;
    the settings reject it later.
    """
    known = os.environ if environ is None else environ
    for value in (_given(argv), known.get("KINERJA_LANG"), _from_file()):
        for language in LANGUAGES:
            if value == language:
                return language
    return by_locale(known)


def by_locale(environ: Mapping[str, str] | None = None) -> Language:
    """Return ``en`` if ``LANG`` begins with it, else ``id`` (contract §3)."""
    known = os.environ if environ is None else environ
    return "en" if known.get("LANG", "").startswith("en") else "id"


def _given(argv: Sequence[str]) -> str | None:
    value: str | None = None
    for number, word in enumerate(argv):
        if word == "--":
            break
        if word == _OPTION and number + 1 < len(argv):
            value = argv[number + 1]
        elif word.startswith(f"{_OPTION}="):
            value = word.partition("=")[2]
    return value


def _from_file() -> str | None:
    if not Path(_SETTINGS_FILE).is_file():
        return None
    try:
        with Path(_SETTINGS_FILE).open("rb") as file:
            value = import_module("tomllib").load(file).get("lang")
    except (OSError, ValueError):  # of TOML or of UTF-8
        return None
    return value if isinstance(value, str) else None
