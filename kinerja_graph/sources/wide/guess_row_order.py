"""Propose the map of a list with a level but no parent per row: a pohon kinerja as a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.cell_reference import letters
from kinerja_graph.sources.wide.folding import fold, name_fold
from kinerja_graph.sources.wide.guess_indicators import propose_indicators
from kinerja_graph.sources.wide.guess_owner import propose_owner
from kinerja_graph.sources.wide.guess_text import Proposal, quoted
from kinerja_graph.sources.wide.row_order import is_level_by_level
from kinerja_graph.sources.wide.sheet_profile import SheetProfile
from kinerja_graph.texts import Text, _

_NUMBERED: Final = re.compile(r"(?:(?:level|lv|l|tingkat|jenjang) ?)?([0-5])")
_ENOUGH: Final = 0.6
_MOST_SHOWN: Final = 6


def is_ordered(profile: SheetProfile) -> bool:
    """Return whether a matrix is such a list: one column of known levels and one of statements."""
    last = {fold(path[-1]) for path in profile.headings.paths.values()}
    at = _level_column(profile)
    if at is None or last & {*words.PARENT} or _name_column(profile) is None:
        return False
    texts = [piece.text for piece in profile.cells(at)]
    known = _known_levels(texts)
    return bool(texts) and sum(name_fold(text) in known for text in texts) >= _ENOUGH * len(texts)


def propose_ordered(profile: SheetProfile, found: Proposal) -> None:
    """Add the lines of the form ``nodes``, with parents from the order of the rows."""
    level, name = _level_column(profile), _name_column(profile)
    if level is None or name is None:
        return
    profile.taken |= {level: "level", name: "name"}
    found.line("form: nodes")
    found.line("node:")
    found.line(
        "  parent_by: order",
        _("the parent: the nearest row above of a higher level"),
    )
    code = profile.column(("kode", "node id", "kode simpul", "id"), "id")
    if code is not None:
        found.line(f"  id: {code}")
    found.line(f"  name: {profile.named(name)}")
    texts = list(dict.fromkeys(name_fold(piece.text) for piece in profile.cells(level)))
    known = _known_levels(texts)
    told = [f"{quoted(text)}: {known[text]}" for text in texts if known.get(text, text) != text]
    found.line(
        f"  level: {{column: {profile.named(level)}, words: {{{', '.join(told)}}}}}"
        if told
        else f"  level: {profile.named(level)}",
        _("check: 0 government, 1 agency"),
    )
    _report_levels(profile, level, known, found)
    propose_owner(profile, found)
    propose_indicators(profile, found)


def _level_column(profile: SheetProfile) -> int | None:
    return next((at for at, path in profile.free() if fold(path[-1]) in words.LEVEL), None)


def _name_column(profile: SheetProfile) -> int | None:
    """Return the only column of statements; None if there are several, each a level of its own."""
    levels = [at for at, _ in profile.free() if profile.word(at) in words.LEVELS]
    if len(levels) > 1:
        return None
    named = (at for word in words.STATED for at, path in profile.free() if fold(path[-1]) == word)
    return next(named, levels[0] if levels else None)


def _known_levels(texts: Sequence[str]) -> Mapping[str, str]:
    """Return the level that each text means, where it is known."""
    folded = {name_fold(text) for text in texts}
    outcomes = {"ultimate outcome": "0"} if "final outcome" in folded else {}
    found: dict[str, str] = {}
    for text in folded:
        number = _NUMBERED.fullmatch(fold(text))
        level = words.LEVEL_WORDS.get(text)
        if number is not None:
            found[text] = number[1]
        elif level is not None:
            found[text] = outcomes.get(text, str(level))
    return found


def _report_levels(
    profile: SheetProfile, at: int, known: Mapping[str, str], found: Proposal
) -> None:
    """Report what a person has to settle: unknown levels, the top level, an unclear order."""
    pieces = list(profile.cells(at))
    strange = dict.fromkeys(piece.text for piece in pieces if name_fold(piece.text) not in known)
    where = letters(at)
    if strange:
        told = ", ".join(list(strange)[:_MOST_SHOWN]) + (" …" if len(strange) > _MOST_SHOWN else "")
        found.doubt(
            Text(
                id=f"Kolom {where}: jenjang ini tidak dikenal: {told}. Tulis artinya di words "
                "(0 sampai 5).",
                en=f"Column {where}: these levels are not known: {told}. Write what they mean into "
                "words (0 to 5).",
            )
        )
    texts = [name_fold(piece.text) for piece in pieces if name_fold(piece.text) in known]
    levels = [int(known[text]) for text in texts]
    _report_same_levels(where, {text: known[text] for text in texts}, found)
    if levels and min(levels) > 0:
        found.doubt(
            Text(
                id=f"Jenjang tertinggi di daftar ini {min(levels)}. Bila itu hasil pemerintah "
                "daerah, ubah words supaya menjadi 0, dan yang di bawahnya menyusul.",
                en=f"The highest level of the list is {min(levels)}. Where that is the "
                "government's own result, change words so that it is 0, and those below "
                "accordingly.",
            )
        )
    words_ = list(dict.fromkeys(texts))
    if is_level_by_level([(int(known[text]), words_.index(text)) for text in texts]):
        found.doubt(
            _(
                "The rows are listed level after level, so their order does not show the "
                "parents; what is not clear will not be linked. Put each row right below "
                "its parent, or add a column of parents."
            )
        )


def _report_same_levels(where: str, known: Mapping[str, str], found: Proposal) -> None:
    """Report words for the same level: the one listed first in ``words`` is the higher."""
    for level in sorted(set(known.values())):
        same = ", ".join(text for text, number in known.items() if number == level)
        if "," in same:
            found.doubt(
                Text(
                    id=f"Kolom {where}: {same} sama-sama jenjang {level}. Yang lebih dahulu "
                    "ditulis di words berdiri di atas yang lain; samakan katanya di matriks bila "
                    "maksudnya sama.",
                    en=f"Column {where}: {same} are all of level {level}. Which stands first in "
                    "words stands above the others; write one word in the matrix where they mean "
                    "the same.",
                )
            )
