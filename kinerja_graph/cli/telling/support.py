"""``align``: who stands behind a result, who is missing, what one agency holds up alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
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
    under,
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
    Text(id="Jarak", en="Steps"),
    Text(id="Langsung", en="Direct"),
)
_COUNTS: Final = _HEADINGS[2:5]
_THERE: Final = Text(id="hadir", en="there")
_MISSING: Final = Text(id="tidak hadir", en="missing")
_SOLE: Final = Text(id="sendirian", en="alone")
_CHAIN: Final = Text(id="rantai", en="chain")
_THROUGH: Final = Text(id="melalui", en="through")
_ABSENT: Final = Text(
    id="Tidak hadir: {names} diharapkan, tetapi tak satu pun hasil atau tugasnya mencapai {name}.",
    en="Missing: {names} is expected, but no result or task of it reaches {name}.",
)
_COMPLETE: Final = Text(id="Semua yang diharapkan hadir.", en="All that are expected are there.")
_REQUESTED: Final = Text(
    id="Diminta (⇢), tetapi belum diterima: {ties}.",
    en="Requested (⇢), but not accepted yet: {ties}.",
)
_REJECTED: Final = Text(
    id="Ditolak, sehingga tidak ikut dihitung: {ties}.",
    en="Rejected, and therefore not counted: {ties}.",
)
_PULLED: Final = Text(
    id="{name} ditarik ke dua arah: dinaikkan oleh {raised}; diturunkan oleh {lowered}.",
    en="{name} is pulled both ways: raised by {raised}; lowered by {lowered}.",
)
_TIES: Final = 5
"""Contributions that one sentence names."""


def align_parts(answer: Alignment, language: Language) -> Iterator[RenderableType]:
    """The verdict, the table of agencies, and what is amiss in sentences."""
    yield _verdict(answer, language)
    yield called(answer.subject.name, answer.subject.id)
    if answer.shares:
        yield _table(answer, language)
    yield from _behind(answer, language)
    amiss = list(_amiss(answer, language))
    if answer.shares and amiss:
        yield Line()
    yield from amiss


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
            "–" if share.distance is None else str(share.distance),
            safe(few(share.direct, language)),
        )
    return table


def _expectation(answer: Alignment, share: Share, language: Language) -> Line:
    if share.id in answer.missing:
        return line(f"{SYMBOLS['error']} {_MISSING.say(language)}", STYLES["error"])
    if share.expected:
        return line(f"{GOOD} {_THERE.say(language)}", "green")
    return line("–", "dim")


def _behind(answer: Alignment, language: Language) -> Iterator[RenderableType]:
    """Of each agency: its nearest chain, through whom it works, what it alone holds up."""
    waiting = set(answer.requested)
    for share in answer.shares:
        if not share.chain:
            continue
        yield Line()
        yield called(share.name, share.id)
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True, style="dim")
        table.add_column(overflow="fold")
        table.add_row(_CHAIN.say(language), line(_chained(share, waiting)))
        owners = [answer.names.get(one, one) for one in share.owners if one != share.id]
        if owners:
            table.add_row(_THROUGH.say(language), line(few(owners, language)))
        if share.sole_support:
            told = few(share.sole_support, language)
            table.add_row(_SOLE.say(language), line(f"{SYMBOLS['info']} {told}", STYLES["info"]))
        yield under(table, 2)


def _chained(share: Share, waiting: set[tuple[str, str]]) -> str:
    """The chain on one line; a dashed arrow where a contribution is only requested."""
    steps = [f" {'⇢' if pair in waiting else '→'} {pair[1]}" for pair in pairwise(share.chain)]
    return share.chain[0] + "".join(steps)


def _amiss(answer: Alignment, language: Language) -> Iterator[RenderableType]:
    name = answer.subject.id
    if answer.missing:
        names = ", ".join(answer.names.get(one, one) for one in answer.missing)
        text = _ABSENT.say(language, names=names, name=name)
        yield line(f"{SYMBOLS['error']} {text}", STYLES["error"])
    elif any(share.expected for share in answer.shares):
        yield line(f"{GOOD} {_COMPLETE.say(language)}", GOOD_STYLE)
    for pairs, sentence in ((answer.requested, _REQUESTED), (answer.rejected, _REJECTED)):
        if pairs:
            told = few((_tie(answer, pair) for pair in pairs), language, _TIES)
            yield _warning(sentence.say(language, ties=told))
    for pull in answer.pulls:
        yield _warning(
            _PULLED.say(
                language,
                name=pull.id,
                raised=few(pull.raised_by, language),
                lowered=few(pull.lowered_by, language),
            )
        )


def _tie(answer: Alignment, pair: tuple[str, str]) -> str:
    """A contribution, with the agencies of its ends where they are known."""
    ends: list[str] = []
    for one in pair:
        record = answer.records.get(one)
        agencies = ", ".join(record.agencies) if record else ""
        ends.append(f"{one} ({agencies})" if agencies else one)
    return " → ".join(ends)


def _warning(text: str) -> Line:
    return line(f"{SYMBOLS['warning']} {text}", STYLES["warning"])
