"""``align``: who stands behind a result, who is missing, what one agency holds up alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from kinerja_graph.analysis.alignment import Alignment, Share
from kinerja_graph.cli.screen import safe
from kinerja_graph.cli.telling.words import (
    GOOD,
    GOOD_STYLE,
    STYLES,
    SYMBOLS,
    called,
    few,
    line,
)
from kinerja_graph.texts import Language, Text

_BEHIND: Final = Text(
    id="{number} instansi menopang {name}.", en="{number} agencies stand behind {name}."
)
_SILO_ONE: Final = Text(
    id="Silo: hanya satu instansi menopang {name}.",
    en="Silo: one agency alone stands behind {name}.",
)
_SILO_NONE: Final = Text(
    id="Silo: tidak ada instansi yang menopang {name}.", en="Silo: no agency stands behind {name}."
)
_HEADINGS: Final = (
    Text(id="Instansi", en="Agency"),
    Text(id="Harapan", en="Expected"),
    Text(id="Hasil", en="Results"),
    Text(id="Tugas", en="Tasks"),
    Text(id="Langsung", en="Direct"),
)
_COUNTS: Final = _HEADINGS[2:4]
_THERE: Final = Text(id="hadir", en="there")
_MISSING: Final = Text(id="tidak hadir", en="missing")
_SOLE: Final = Text(
    id="Hanya {agency} yang menopang: {results}.", en="{agency} alone holds up: {results}."
)
_THROUGH: Final = Text(id="{agency} melalui: {owners}.", en="{agency} through: {owners}.")
_ABSENT: Final = Text(
    id="Tidak hadir: {names} diharapkan, tetapi tak satu pun hasil atau tugasnya mencapai {name}.",
    en="Missing: {names} is expected, but no result or task of it reaches {name}.",
)
_COMPLETE: Final = Text(id="Semua yang diharapkan hadir.", en="All that are expected are there.")
_REQUESTED: Final = Text(
    id="Kontribusi {low} → {high} diminta, tetapi belum diterima.",
    en="The contribution {low} → {high} is requested, but not accepted yet.",
)
_PULLED: Final = Text(
    id="{name} menerima kontribusi yang menaikkan dan yang menurunkan sekaligus.",
    en="{name} receives contributions that raise it and contributions that lower it.",
)


def align_parts(answer: Alignment, language: Language) -> Iterator[RenderableType]:
    """The verdict, the table of agencies, and what is amiss in sentences."""
    yield _verdict(answer, language)
    yield called(answer.subject.name, answer.subject.id)
    if answer.shares:
        yield _table(answer, language)
    yield from _held_up(answer, language)
    yield from _amiss(answer, language)


def _verdict(answer: Alignment, language: Language) -> Line:
    behind = len(answer.behind)
    name = answer.subject.id
    if answer.silo:
        text = (_SILO_ONE if behind else _SILO_NONE).say(language, name=name)
        return line(f"{SYMBOLS['warning']} {text}", STYLES["warning"])
    return line(f"{GOOD} {_BEHIND.say(language, number=behind, name=name)}", GOOD_STYLE)


def _table(answer: Alignment, language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in _HEADINGS:
        table.add_column(
            heading.say(language),
            justify="right" if heading in _COUNTS else "left",
            overflow="fold",
        )
    for share in answer.shares:
        table.add_row(
            called(share.name, share.id),
            _expectation(answer, share, language),
            str(len(share.results)),
            str(len(share.tasks)),
            safe(few(share.direct, language)),
        )
    return table


def _expectation(answer: Alignment, share: Share, language: Language) -> Line:
    if share.id in answer.missing:
        return line(f"{SYMBOLS['error']} {_MISSING.say(language)}", STYLES["error"])
    if share.expected:
        return line(f"{GOOD} {_THERE.say(language)}", "green")
    return line("–", "dim")


def _held_up(answer: Alignment, language: Language) -> Iterator[RenderableType]:
    """Through whom each agency works, and what it alone holds up."""
    for share in answer.shares:
        owners = [answer.names.get(one, one) for one in share.owners if one != share.id]
        if owners:
            told = few(owners, language)
            yield line(_THROUGH.say(language, agency=share.name or share.id, owners=told), "dim")
    for share in answer.shares:
        if share.sole_support:
            told = few(share.sole_support, language)
            text = _SOLE.say(language, agency=share.name or share.id, results=told)
            yield line(f"{SYMBOLS['info']} {text}", STYLES["info"])


def _amiss(answer: Alignment, language: Language) -> Iterator[RenderableType]:
    name = answer.subject.id
    if answer.missing:
        names = ", ".join(answer.names.get(one, one) for one in answer.missing)
        text = _ABSENT.say(language, names=names, name=name)
        yield line(f"{SYMBOLS['error']} {text}", STYLES["error"])
    elif any(share.expected for share in answer.shares):
        yield line(f"{GOOD} {_COMPLETE.say(language)}", GOOD_STYLE)
    for low, high in answer.requested:
        text = _REQUESTED.say(language, low=low, high=high)
        yield line(f"{SYMBOLS['warning']} {text}", STYLES["warning"])
    for one in answer.conflicting:
        text = _PULLED.say(language, name=one)
        yield line(f"{SYMBOLS['warning']} {text}", STYLES["warning"])
