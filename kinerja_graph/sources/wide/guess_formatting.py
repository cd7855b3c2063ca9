"""Propose the map of a list whose formatting shows the levels: indent, blanks, outline, bold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.fault import WholeFileError
from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.cell_reference import letters
from kinerja_graph.sources.wide.folding import SUMS, begins, fold
from kinerja_graph.sources.wide.guess_indicators import indicator_columns, propose_indicators
from kinerja_graph.sources.wide.guess_matrix import find_level_columns, is_government_plan
from kinerja_graph.sources.wide.guess_owner import propose_owner
from kinerja_graph.sources.wide.guess_text import Proposal, quoted
from kinerja_graph.sources.wide.plan import LevelSign
from kinerja_graph.sources.wide.row_order import is_level_by_level
from kinerja_graph.sources.wide.sheet_profile import Certainty, SheetProfile
from kinerja_graph.texts import Text, _

_SIGN_KINDS: Final[tuple[LevelSign, ...]] = ("indent", "outline", "blanks", "bold")
"""If two kinds of formatting distinguish equally many levels, the first is used."""
_LAST_LEVEL: Final = 5
_MOST_LEVELS: Final = 6
_MOST_SHOWN: Final = 6
_ENOUGH: Final = 0.6
_FEWEST_BOLD: Final = 2
_PARTS: Final = re.compile(r"[/,;&|\n]|\bdan\b|\s-\s", re.IGNORECASE)
_FIRST_WORDS: Final = ("Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan", "Subkegiatan")
SIGN_NAMES: Final[Mapping[LevelSign, Text]] = {
    "indent": _("the indent of column {column}"),
    "blanks": _("the blanks before the names in column {column}"),
    "outline": _("the outline levels of the rows"),
    "bold": _("the bold names in column {column}"),
}
_REASON: Final = _("level by {sign}: {told}; {why}")
_BY_HEADING: Final = _("the heading names the levels")
_BY_WORDS: Final = _("first words of the names tell the levels")
_BY_NOTHING: Final = _("nothing says which levels these are")


@dataclass(frozen=True, slots=True)
class _RowSigns:
    """What one kind of formatting shows in each row with a name.

    Attributes:
        by: the kind of formatting.
        order: the values that occur, the highest level first.
        ranks: the index in ``order`` of each row.
    """

    by: LevelSign
    order: tuple[str, ...]
    ranks: tuple[int, ...]

    @property
    def shows_levels(self) -> bool:
        """Return whether it distinguishes levels, with the first row on the highest."""
        return 1 < len(self.order) <= _MOST_LEVELS and self.ranks[0] == 0


def is_formatted_list(profile: SheetProfile) -> bool:
    """Return whether a matrix is such a list: one column of statements with formatted levels."""
    last = {fold(path[-1]) for path in profile.headings.paths.values()}
    if last & {*words.PARENT}:
        return False
    at = _name_column(profile)
    return at is not None and _choose_sign(profile, at, _named_rows(profile, at)) is not None


def propose_formatted_list(profile: SheetProfile, found: Proposal) -> None:
    """Add the lines of the form ``nodes``, with levels from the formatting of a column."""
    at = _name_column(profile)
    rows = [] if at is None else _named_rows(profile, at)
    signs = None if at is None else _choose_sign(profile, at, rows)
    found.line("form: nodes")
    if at is None or signs is None:
        found.lack(_("The looks of the cells tell no levels apart."))
        return
    profile.taken[at] = "name"
    levels, why, certainty = _choose_levels(profile, at, rows, signs)
    found.line("node:")
    found.line("  parent_by: order", _("the parent: the nearest row above of a higher level"))
    named = profile.named(at)
    found.line(f"  name: {named}")
    told = ", ".join(f"{quoted(s)}: {of}" for s, of in zip(signs.order, levels, strict=True))
    place = f"column: {named}" if not named.startswith("{") else named.strip("{}")
    reason = _level_reason(signs, at, levels, why)
    found.line(f"  level: {{{place}, by: {signs.by}, words: {{{told}}}}}", reason)
    profile.level_signs = at, tuple(levels), reason, certainty
    if certainty == "doubtful":
        found.doubt(
            _(
                "Nothing says which levels {sign} shows: {levels} is only counted from the "
                "highest. Check words of level in the map (0 government, 1 agency, 2 programme)."
            ).filled(sign=_sign_name(signs.by, at), levels=", ".join(map(str, levels)))
        )
    _report_order(at, rows, signs, found)
    _report_other_signs(profile, at, rows, signs, found)
    _report_other_words(profile, at, rows, [levels[rank] for rank in signs.ranks], found)
    propose_owner(profile, found)
    propose_indicators(profile, found)


def _name_column(profile: SheetProfile) -> int | None:
    """Return the only column of statements; None if there are none, several, or indicators."""
    indicators = {*indicator_columns(profile)}
    levels = [one.at for one in find_level_columns(profile) if one.at not in indicators]
    if len(levels) > 1:
        return None
    stated = (at for word in words.STATED for at, path in profile.free() if fold(path[-1]) == word)
    at = levels[0] if levels else next(stated, None)
    if at is None or at in indicators or "indikator" in fold(profile.headings.shown(at)):
        return None
    return at


def _named_rows(profile: SheetProfile, at: int) -> list[int]:
    """Return the rows with a name of their own, without totals and without the notes at the end."""
    found: list[int] = []
    for number in profile.every_row():
        cell = profile.matrix.rows[number].get(at)
        text = cell_text(cell) or ""
        if begins(text, words.ENDS):
            break
        if text and not begins(text, SUMS):
            found.append(number)
    return found


def _choose_sign(profile: SheetProfile, at: int, rows: Sequence[int]) -> _RowSigns | None:
    """Return the kind of formatting that distinguishes the most levels; None if none does."""
    told = [one for one in _read_signs(profile, at, rows) if one.shows_levels]
    best = max(told, key=lambda one: len(one.order), default=None)
    if best is None or best.by != "bold" or _is_heading_sign(best):
        return best
    several = len(_heading_levels(profile, at)) > 1 or profile.word(at) in words.STATED
    return best if several else None


def _read_signs(profile: SheetProfile, at: int, rows: Sequence[int]) -> Iterator[_RowSigns]:
    """Yield what each kind of formatting shows; nothing if the file can no longer be read."""
    for by in _SIGN_KINDS:
        try:
            shows = [profile.matrix.level_sign(number, at, by) for number in rows]
        except WholeFileError:
            return
        order = sorted({*shows}) if by == "bold" else sorted({*shows}, key=int)
        place = {text: rank for rank, text in enumerate(order)}
        if shows:
            yield _RowSigns(by, tuple(order), tuple(place[text] for text in shows))


def _is_heading_sign(signs: _RowSigns) -> bool:
    """Return whether bold names are headings: several, each right above a name that is not bold."""
    followed = all(lower for upper, lower in pairwise((*signs.ranks, 0)) if not upper)
    return followed and signs.ranks.count(0) >= _FEWEST_BOLD


def _heading_levels(profile: SheetProfile, at: int) -> list[int]:
    """Return the levels that a heading lists in order: Program/Kegiatan/Sub Kegiatan; else none."""
    heading = profile.headings.paths[at][-1]
    parts = [fold(part) for part in _PARTS.split(heading) if fold(part)]
    if not all(part in words.LEVELS for part in parts):
        return []
    government = is_government_plan(profile)
    levels = [words.LEVELS[part][0] for part in parts]
    return [0 if level == 1 and government else level for level in levels]


def _choose_levels(
    profile: SheetProfile, at: int, rows: Sequence[int], signs: _RowSigns
) -> tuple[list[int], Text, Certainty]:
    """Return the level of each value, the reason, and how certain it is."""
    number = len(signs.order)
    named = _heading_levels(profile, at)
    if len(named) == number and named == sorted(named):
        return named, _BY_HEADING, "sure"
    said = _level_by_first_words(profile, at, rows, signs)
    for rank, level in sorted(said.items()):
        counted = [level + one - rank for one in range(number)]
        fits = all(counted[one] == of for one, of in said.items())
        if fits and counted[0] >= 0 and counted[-1] <= _LAST_LEVEL:
            return counted, _BY_WORDS, "sure" if len(said) == number else "likely"
    start = 1 if number <= _LAST_LEVEL else 0
    return [start + one for one in range(number)], _BY_NOTHING, "doubtful"


def _level_by_first_words(
    profile: SheetProfile, at: int, rows: Sequence[int], signs: _RowSigns
) -> dict[int, int]:
    """Return the level whose word most names with this formatting begin with."""
    told: dict[int, Counter[int | None]] = {}
    for number, rank in zip(rows, signs.ranks, strict=True):
        told.setdefault(rank, Counter())[_first_word_level(profile, number, at)] += 1
    found: dict[int, int] = {}
    for rank, levels in told.items():
        level, times = levels.most_common(1)[0]
        if level is not None and times >= _ENOUGH * levels.total():
            found[rank] = level
    return found


def _first_word_level(profile: SheetProfile, number: int, at: int) -> int | None:
    """Return the level whose word a name begins with."""
    text = cell_text(profile.matrix.rows[number].get(at)) or ""
    said = [word for word in _FIRST_WORDS if begins(text, (word,))]
    return words.LEVELS[fold(said[0])][0] if said else None


def _sign_name(by: LevelSign, at: int) -> Text:
    return SIGN_NAMES[by].filled(column=letters(at))


def _level_reason(signs: _RowSigns, at: int, levels: Sequence[int], why: Text) -> Text:
    rows = Counter(signs.ranks)
    told = ", ".join(
        f"{text} → {level} ({rows[rank]})"
        for rank, (text, level) in enumerate(zip(signs.order, levels, strict=True))
    )
    return _REASON.filled(sign=_sign_name(signs.by, at), told=told, why=why)


def _cell_list(rows: Sequence[int], at: int) -> str:
    told = ", ".join(f"{letters(at)}{number}" for number in rows[:_MOST_SHOWN])
    return told + (" …" if len(rows) > _MOST_SHOWN else "")


def _report_order(at: int, rows: Sequence[int], signs: _RowSigns, found: Proposal) -> None:
    """Report rows whose order contradicts their formatting."""
    steps = [*zip(rows[1:], pairwise(signs.ranks), strict=True)]
    jumps = [number for number, (upper, lower) in steps if lower > upper + 1]
    if jumps:
        found.doubt(
            _(
                "By {sign} these rows are more than one step below the row above them: {cells}. "
                "Check them."
            ).filled(sign=_sign_name(signs.by, at), cells=_cell_list(jumps, at))
        )
    if signs.by == "bold" and not _is_heading_sign(signs):
        alone = [number for number, (upper, lower) in steps if not upper and not lower]
        found.doubt(
            _(
                "Bold names that do not head plain ones are read as of one level: {cells}. Check "
                "that they are."
            ).filled(cells=_cell_list(alone or rows[-1:], at))
        )
    if signs.by == "blanks" and not _is_regular_indent(signs.order):
        found.doubt(
            _(
                "The blanks before the names in column {column} are not multiples of one step "
                "({told}): check that each is meant."
            ).filled(column=letters(at), told=", ".join(signs.order))
        )
    if is_level_by_level([(rank, 0) for rank in signs.ranks]):
        found.doubt(
            _(
                "The rows are listed level after level, so their order does not show the "
                "parents; what is not clear will not be linked. Put each row right below "
                "its parent, or add a column of parents."
            )
        )


def _is_regular_indent(order: Sequence[str]) -> bool:
    """Return whether blanks are 0, 2, 4 … or 0, 3, 6 …; a single blank may be accidental."""
    numbers = [int(text) for text in order]
    step = numbers[1]
    return step > 1 and numbers == [step * at for at in range(len(numbers))]


def _report_other_signs(
    profile: SheetProfile, at: int, rows: Sequence[int], signs: _RowSigns, found: Proposal
) -> None:
    """Report another kind of formatting that contradicts the chosen one."""
    for other in _read_signs(profile, at, rows):
        if other.by == signs.by or len(other.order) == 1:
            continue
        usual: dict[int, Counter[int]] = {}
        for rank, shown in zip(signs.ranks, other.ranks, strict=True):
            usual.setdefault(rank, Counter())[shown] += 1
        most = {rank: shown.most_common(1)[0][0] for rank, shown in usual.items()}
        strange = [
            number
            for number, rank, shown in zip(rows, signs.ranks, other.ranks, strict=True)
            if shown != most[rank]
        ]
        rising = [most[rank] for rank in sorted(most)]
        if strange or rising != sorted(rising):
            found.doubt(
                _(
                    "By {other} some rows are of another level than by {sign}: {cells}. Check them."
                ).filled(
                    other=_sign_name(other.by, at),
                    sign=_sign_name(signs.by, at),
                    cells=_cell_list(strange or rows, at),
                )
            )


def _report_other_words(
    profile: SheetProfile,
    at: int,
    rows: Sequence[int],
    levels: Sequence[int],
    found: Proposal,
) -> None:
    """Report names that begin with the word of another level."""
    strange = [
        number
        for number, level in zip(rows, levels, strict=True)
        if (said := _first_word_level(profile, number, at)) is not None and said != max(level, 1)
    ]
    if strange:
        found.doubt(
            _(
                "These names begin with the word of another level than they are read as: {cells}. "
                "Check them."
            ).filled(cells=_cell_list(strange, at))
        )
