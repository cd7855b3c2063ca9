"""What every command works with: settings, language, and how to answer."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, TextIO

from rich.console import RenderableType

from kinerja_graph.cli.formatters.drawing import draw_text
from kinerja_graph.cli.language import by_locale
from kinerja_graph.cli.notices import listen
from kinerja_graph.cli.options import Common
from kinerja_graph.cli.screen import has_colour, width, write_text
from kinerja_graph.numbers import finite
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import Language, Text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class CommandContext:
    """The settings in force, the language of answers, and whether they are JSON.

    ``url`` is the database that the command line names; None: it names none.
    """

    settings: Settings
    language: Language
    json: bool
    url: str | None = None

    @classmethod
    def from_options(cls, common: Common) -> Self:
        """Return the context of a command with these common options.

        Raises:
            SettingsError: a setting that cannot be used.
        """
        settings = read_settings(url=common.url, lang=common.lang)
        context = cls(settings, settings.lang or by_locale(os.environ), common.json, common.url)
        listen(context.language)
        return context

    def say(self, text: Text, /, **facts: object) -> str:
        """Return ``text`` in the language of answers."""
        return text.say(self.language, **facts)

    def answer(self, *parts: RenderableType) -> None:
        """Draw an answer for people on standard output."""
        _draw(sys.stdout, parts)

    def note(self, *parts: RenderableType) -> None:
        """Draw what is not an answer (warnings, places) on standard error."""
        _draw(sys.stderr, parts)

    def data(self, answer: DataclassInstance) -> None:
        """Write an answer as JSON on standard output."""
        write_text(json_text(as_json(answer, self.language)), sys.stdout)


def _draw(stream: TextIO, parts: Iterable[RenderableType]) -> None:
    write_text(draw_text(*parts, colour=has_colour(stream), columns=width(stream)), stream)


def json_text(answer: Mapping[str, Any]) -> str:
    """Return JSON as all commands write it: two spaces of indent, characters unescaped.

    Numbers that JSON cannot express become null.
    """
    try:
        text = json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False)
    except ValueError:
        text = json.dumps(finite(answer), ensure_ascii=False, indent=2)
    return text + "\n"
