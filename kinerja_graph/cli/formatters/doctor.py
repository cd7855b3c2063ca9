"""``doctor``: each check with its sign, and below it how to fix it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from rich.console import RenderableType
from rich.table import Table

from kinerja_graph.cli.formatters.words import GOOD_STYLE, line
from kinerja_graph.library.words import SIGNS, count_severities
from kinerja_graph.texts import Language, Text, _
from kinerja_graph.workflow.health.check import Verdict
from kinerja_graph.workflow.health.examination import Examination

_SIGNS: Final[Mapping[Verdict, tuple[str, str]]] = {
    "ok": (SIGNS["good"], GOOD_STYLE),
    "warning": (SIGNS["warning"], "yellow"),
    "error": (SIGNS["error"], "bold red"),
    "skipped": ("–", "dim"),
}
_NAMES: Final[Mapping[str, Text]] = {
    "python": _("Python"),
    "packages": _("Packages"),
    "extras": _("Extras"),
    "home": _("Data folder"),
    "disk": _("Disk space"),
    "memory": _("Memory"),
    "java": _("Java"),
    "maven": _("Maven"),
    "port": _("Port"),
    "chromium": _("Chromium"),
    "engine": _("Database"),
    "rights": _("Rights"),
    "limits": _("Memory limits"),
    "graph": _("Graph"),
}
_TO_FIX: Final[tuple[Verdict, ...]] = ("error", "warning")
_WELL: Final = _("{sign} Everything that is needed is there.")
_ILL: Final = _("{sign} To be fixed: {numbers}.")
_MEND: Final = _("How to fix: {remedy}")
_HINT: Final = _("Hint: {remedy}")


def doctor_parts(found: Examination, language: Language) -> Iterator[RenderableType]:
    """Yield whether all requirements are met, then a line for each check."""
    numbers: dict[str, int] = {one: found.summary[one] for one in _TO_FIX}
    counts = count_severities(numbers, language)
    worst: Verdict = "error" if numbers["error"] else "warning" if numbers["warning"] else "ok"
    sign, style = _SIGNS[worst]
    text = (
        _ILL.say(language, sign=sign, numbers=counts) if counts else _WELL.say(language, sign=sign)
    )
    yield line(text, style)
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for check in found.checks:
        sign, style = _SIGNS[check.verdict]
        name = _NAMES[check.id].say(language)
        table.add_row(line(sign, style), line(name, "bold"), line(check.message.say(language)))
        if check.mend is not None:
            mend = _MEND if check.verdict in _TO_FIX else _HINT
            table.add_row("", "", line(mend.say(language, remedy=check.mend), "dim"))
    yield table
