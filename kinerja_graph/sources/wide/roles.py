"""The role of each column in a proposed map: from which cells, why, and how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja_graph.library.words import one_line
from kinerja_graph.shapes import json_keys
from kinerja_graph.sources.cells import Cell
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.amounts import read_amount, split_amounts
from kinerja_graph.sources.wide.cell_reference import Piece, letters
from kinerja_graph.sources.wide.folding import fold, name_fold
from kinerja_graph.sources.wide.plan import Level, Map
from kinerja_graph.sources.wide.sheet_profile import CODE, YEAR, Certainty, SheetProfile
from kinerja_graph.texts import Text, _

CERTAINTIES: Final[tuple[Certainty, ...]] = ("sure", "likely", "doubtful")
"""The surest first."""
_YEARLY: Final = frozenset({"target", "realisation"})
_PERIODS: Final = frozenset({"period_target", "period_realisation"})
_ASIDE: Final = frozenset({"part of a year", "part of a year of a row", "another table"})
_FIELDS: Final = frozenset(
    {
        "code", "id", "parent", "name", "level", "within", "indicator", "owner", "superior",
        "unit", "year", "period", "row", "column", "value", "sheet", *_YEARLY, *_PERIODS,
        *words.FIELDS,
    }
)  # fmt: skip
_NAMES: Final = frozenset({"statement", "name", "indicator", "owner", "unit"})
"""What is a text for people: numbers there are no names."""
_NUMBERS: Final = _YEARLY | _PERIODS | {"baseline"}
_MOST: Final = 0.9
_HALF: Final = 0.5
_MANY_NUMBERS: Final = 0.1
_EXAMPLES: Final = 3
_LONGEST: Final = 60

_SAYS: Final = _('heading "{heading}"')
_BEGINS: Final = _('only a part of the heading "{heading}" says so')
_NO_WORD: Final = _('nothing in the heading "{heading}" says so')
_YEARS: Final = _("the headings name the years")
_PARTS: Final = _("the headings name parts of the year")
_OF_TITLE: Final = _("no year in the heading; the year stands elsewhere")
_EMPTY: Final = _("no cell below is filled")
_TEXTS: Final = _("{number:cell holds|cells hold} text")
_NO_NAMES: Final = _("{number} of {cells:cell|cells} are numbers or codes, not names")
_AMOUNTS: Final = _("{number} of {cells:cell|cells} are numbers")
_CODES: Final = _("{number} of {cells:cell|cells} are codes")
_PARENTS: Final = _("{number} of {cells:cell|cells} name a row of this list")
_BOTH: Final = _("{heading}; {cells}")


@json_keys(
    "what", "columns", "heading", "cells", "years", "levels", "examples", "reason", "certainty",
    name="ColumnRole",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class Role:
    """What a column is read as; yearly values of one indicator column share one role.

    Attributes:
        what: ``statement`` (a column of one level), ``code``, ``id``, ``parent``, ``name``,
            ``level``, ``within``, ``indicator``, ``measure_unit`` and other fields of indicators,
            ``target``, ``realisation``, ``year``, ``owner``, ``superior``, ``unit``; in a list of
            cells ``row``, ``column``, ``value``, ``sheet``.
        columns: the letters of the columns.
        heading: the heading of the first column.
        cells: the ranges that were read: the headings, then each column from its first filled cell
            to its last.
        years: for ``target`` and ``realisation``: the year of each column, if the headings name it.
        levels: for ``statement``, and for ``level`` if formatting shows it: the levels of the
            cascade in the column.
        examples: the first texts of the column.
        reason: why it is read so.
        certainty: how sure that is.
    """

    what: str
    columns: tuple[str, ...]
    heading: str
    cells: tuple[str, ...]
    reason: Text
    certainty: Certainty
    years: tuple[int, ...] = ()
    levels: tuple[int, ...] = ()
    examples: tuple[str, ...] = ()


def least(certainties: Iterable[Certainty]) -> Certainty:
    """Return the least sure of several certainties; sure if there are none.

    >>> least(["sure", "doubtful", "likely"])
    'doubtful'
    """
    found = {*certainties}
    order: tuple[Certainty, ...] = CERTAINTIES[::-1]
    for one in order:
        if one in found:
            return one
    return "sure"


def roles_of(profile: SheetProfile, map_: Map) -> tuple[Role, ...]:
    """Return the roles of the columns that a proposed map reads, from left to right."""
    levels = iter(map_.levels)
    found: list[Role] = []
    groups: dict[str, list[int]] = {}
    order: list[tuple[str, list[int], Level | None]] = []
    for at, meant in sorted(profile.taken.items()):
        if meant in _ASIDE:
            continue
        what = _what(meant)
        if what == "indicator":
            groups.clear()
        if what in groups:
            groups[what].append(at)
            continue
        columns = [at]
        if what in _YEARLY | _PERIODS:
            groups[what] = columns
        order.append((what, columns, next(levels, None) if what == "statement" else None))
    decimal = map_.layout.decimal
    found.extend(_role(profile, what, columns, level, decimal) for what, columns, level in order)
    return tuple(found) + tuple(_by_looks(profile))


def _by_looks(profile: SheetProfile) -> Iterator[Role]:
    """Yield the levels that the formatting of a column shows; it is read for its names too."""
    if profile.level_signs is not None:
        at, levels, why, certainty = profile.level_signs
        pieces = [*profile.cells(at)]
        cells = (_headings(profile, [at]), _range(at, pieces))
        heading = profile.headings.shown(at)
        yield Role("level", (letters(at),), heading, cells, why, certainty, levels=levels)


def read_as(profile: SheetProfile, roles: Iterable[Role]) -> Mapping[int, str]:
    """Return the role of each column that is read, in the syntax of ``assigning.Assigned``.

    A column of several levels has them all: ``statement:2,3``.
    """
    found: dict[int, str] = {}
    by_letter = {letters(at): at for at in profile.taken}
    for role in roles:
        for letter in role.columns:
            at = by_letter[letter]
            years = _years(profile, at) if role.what in _YEARLY else ()
            which = ",".join(map(str, years or role.levels))
            found[at] = f"{role.what}:{which}" if which else role.what
    return found


def _what(meant: str) -> str:
    """Return the role of a column from what it was taken for: for statements, a word of a level."""
    if meant.startswith("code of "):
        return "code"
    return meant if meant in _FIELDS else "statement"


def _role(
    profile: SheetProfile,
    what: str,
    columns: Sequence[int],
    level: Level | None,
    decimal: Decimal | None,
) -> Role:
    by_column = {at: [*profile.cells(at)] for at in columns}
    pieces = [piece for found in by_column.values() for piece in found]
    heading, first = _by_heading(profile, what, columns)
    below, second = _by_cells(profile, what, pieces, decimal)
    years = tuple(year for at in columns for year in _years(profile, at))
    return Role(
        what=what,
        columns=tuple(map(letters, columns)),
        heading=profile.headings.shown(columns[0]),
        cells=(
            _headings(profile, columns),
            *(_range(at, found) for at, found in by_column.items()),
        ),
        reason=_BOTH.filled(heading=heading, cells=below),
        certainty=least((first, second)),
        years=years if what in _YEARLY and len(years) == len(columns) else (),
        levels=() if level is None else tuple(sorted({*level.depths.values()} or {level.level})),
        examples=tuple(one_line(piece.text, _LONGEST) for piece in pieces[:_EXAMPLES]),
    )


def _years(profile: SheetProfile, at: int) -> list[int]:
    """Return the year that the headings of a column name; none if they name several."""
    said = {int(year) for part in profile.headings.paths[at] for year in YEAR.findall(part)}
    return [*said] if len(said) == 1 else []


def _by_heading(profile: SheetProfile, what: str, columns: Sequence[int]) -> tuple[Text, Certainty]:
    """Return what the heading of the first column says for its role, or what else does."""
    if columns[0] in profile.reasons:
        return profile.reasons[columns[0]]
    if what in _YEARLY | _PERIODS:
        if all(_years(profile, at) for at in columns):
            return _PARTS if what in _PERIODS else _YEARS, "sure"
        return _OF_TITLE, "likely"
    heading = one_line(profile.headings.shown(columns[0]), _LONGEST)
    said = profile.word(columns[0])
    if said in words.EVERY or fold(profile.headings.paths[columns[0]][-1]) in words.EVERY:
        return _SAYS.filled(heading=heading), "sure"
    if any(f"{said} ".startswith(f"{word} ") for word in words.EVERY):
        return _BEGINS.filled(heading=heading), "likely"
    return _NO_WORD.filled(heading=heading), "likely"


def _by_cells(
    profile: SheetProfile, what: str, pieces: Sequence[Piece], decimal: Decimal | None
) -> tuple[Text, Certainty]:
    """Return what the cells below the heading say for a role, or against it."""
    if not pieces:
        return _EMPTY, "doubtful"
    if what in _NUMBERS:
        return _share(_AMOUNTS, pieces, lambda piece: _is_amount(piece, decimal))
    if what == "code":
        return _share(_CODES, pieces, lambda piece: _is_code(piece.text))
    if what == "parent":
        ids = {
            name_fold(piece.text)
            for at, meant in profile.taken.items()
            if meant in {"id", "name"}
            for piece in profile.cells(at)
        }
        return _share(_PARENTS, pieces, lambda piece: name_fold(piece.text) in ids)
    if what in _NAMES:
        wrong = sum(_is_code(piece.text) for piece in pieces)
        if wrong > _MANY_NUMBERS * len(pieces):
            return _NO_NAMES.filled(number=wrong, cells=len(pieces)), "doubtful"
    return _TEXTS.filled(number=len(pieces)), "sure"


def _share(
    told: Text, pieces: Sequence[Piece], fits: Callable[[Piece], bool]
) -> tuple[Text, Certainty]:
    """Return how many cells are as they should be."""
    number = sum(map(fits, pieces))
    part = number / len(pieces)
    sure: Certainty = "sure" if part >= _MOST else "likely" if part >= _HALF else "doubtful"
    return told.filled(number=number, cells=len(pieces)), sure


def _is_amount(piece: Piece, decimal: Decimal | None) -> bool:
    """Return whether a cell holds a number, one for each of several indicators, or "no value"."""
    if name_fold(piece.text) in words.NOTHING:
        return True
    several = split_amounts(piece)
    cells: Sequence[Cell] = several if len(several) > 1 else (piece.cell,)
    return all(isinstance(read_amount(cell, "with-unit", decimal).value, float) for cell in cells)


def _is_code(text: str) -> bool:
    """Return whether a text is a number or a code, not a name."""
    bare = text.strip(" .")
    return bool(CODE.fullmatch(bare)) or bare.replace(",", "").replace(".", "").isdigit()


def _headings(profile: SheetProfile, columns: Sequence[int]) -> str:
    first, last = profile.at
    left, right = letters(columns[0]), letters(columns[-1])
    here = f"{left}{first}"
    return here if (first, left) == (last, right) else f"{here}:{right}{last}"


def _range(at: int, pieces: Sequence[Piece]) -> str:
    """Return the cells of a column below its heading, from the first to the last filled one."""
    name = letters(at)
    if not pieces:
        return name
    first, last = pieces[0].spot.row, pieces[-1].spot.row
    return f"{name}{first}" if first == last else f"{name}{first}:{name}{last}"


def doubtful(roles: Iterable[Role]) -> Iterator[Role]:
    """Return the roles that a user must check first."""
    return (role for role in roles if role.certainty == "doubtful")
