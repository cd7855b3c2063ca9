"""``db``: the state of an engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.console import RenderableType
from rich.table import Table

from kinerja_graph.cli.formatters.words import GOOD_STYLE, line
from kinerja_graph.library.words import SIGNS
from kinerja_graph.numbers import format_number
from kinerja_graph.store.running import EngineStatus
from kinerja_graph.texts import Language, _

_RUNS: Final = _("The engine {engine} is running.")
_OFF: Final = _("The engine {engine} is not running.")
_FACTS: Final = (
    ("version", _("version")),
    ("uri", _("address")),
    ("user", _("user")),
    ("secret", _("password file")),
    ("pid", _("process")),
    (
        "idle_minutes_left",
        _("ends by itself in (minutes)"),
    ),
    ("home", _("data")),
    ("log", _("log")),
)
_WHILE_RUNNING: Final = frozenset({"version", "uri", "user", "secret", "pid", "idle_minutes_left"})


def engine_parts(state: EngineStatus, language: Language) -> Iterator[RenderableType]:
    """Yield whether the engine runs, and what is known of it."""
    running = state.running
    text = (_RUNS if running else _OFF).say(language, engine=state.engine)
    yield line(f"{SIGNS['good']} {text}" if running else text, GOOD_STYLE if running else "bold")
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for key, word in _FACTS:
        fact = getattr(state, key)
        if fact is not None and (running or key not in _WHILE_RUNNING):
            value = format_number(fact, language) if isinstance(fact, float) else str(fact)
            table.add_row(line(f"  {word.say(language)}", "dim"), line(value))
    yield table
