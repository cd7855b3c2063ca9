"""Columns that a person says the meaning of, in place of their headings.

Such a column is read as if it had the usual heading of what it is said to be, so that the one way
from headings to a map stays the only one. The map names it by the heading that it has.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.cell_reference import letters
from kinerja_graph.sources.wide.folding import fold
from kinerja_graph.sources.wide.guess_indicators import indicator_columns
from kinerja_graph.sources.wide.headings import UNDER, Headings
from kinerja_graph.sources.wide.sheet_profile import YEAR, SheetProfile, yearly
from kinerja_graph.texts import Text, _

Assigned = Mapping[int, str]
"""By column, the first is 0: what it is (``ASSIGNABLE``, with ``:`` and a level or a year)."""
NOT_READ: Final = "none"
_LEVELS: Final = (
    "Sasaran RPJMD", "Sasaran Renstra", "Program", "Kegiatan", "Sub Kegiatan", "Level 5",
)  # fmt: skip
YEARLY: Final[Mapping[str, str]] = {"target": "Target", "realisation": "Realisasi"}
_HEADINGS: Final[Mapping[str, str]] = {
    "indicator": "Indikator",
    **{key: found[0] for key, found in words.FIELDS.items()},
    "year": words.YEAR_OF_ROW[0],
    "owner": words.OWNER[0],
    "id": words.ID[0],
    "parent": words.PARENT[0],
    "name": words.NAME[0],
    "level": words.LEVEL[0],
    "superior": words.SUPERIOR[0],
    "unit": words.UNIT[0],
    **YEARLY,
}
ASSIGNABLE: Final = ("statement", "code", *_HEADINGS)
"""What a column can be; ``statement`` with its level, ``target`` and ``realisation`` with a year
where their rows do not say it."""
_CHOSEN: Final = _("chosen by you")


def is_assignable(role: str) -> bool:
    """Whether ``role`` is something that a column can be said to be.

    >>> [is_assignable(one) for one in ("statement:2", "target:2026", "owner", "none")]
    [True, True, True, True]
    >>> [is_assignable(one) for one in ("statement", "statement:9", "target:26", "owner:1", "x")]
    [False, False, False, False, False]
    """
    what, _colon, which = role.partition(":")
    if what == "statement":
        return which in {str(level) for level in range(len(_LEVELS))}
    if what in YEARLY and which:
        return bool(YEAR.fullmatch(which))
    return not _colon and (what == NOT_READ or what in ASSIGNABLE)


def assign_columns(profile: SheetProfile, assigned: Assigned) -> SheetProfile:
    """A sheet whose ``assigned`` columns are what a person says."""
    if not assigned:
        return profile
    own = profile.headings.own
    posts = any(role == "superior" for role in assigned.values()) or any(
        fold(path[-1]) in words.SUPERIOR for path in own.values()
    )
    paths = {at: _path(at, role, posts=posts) for at, role in assigned.items() if role != NOT_READ}
    rest = {at: path for at, path in own.items() if at not in assigned}
    for at in sorted(at for at, role in assigned.items() if role == "code"):
        _pair_code(at, paths, rest)
    # first what was said: of two columns of one kind that is read which comes first
    headings = Headings({**paths, **rest}, own)
    told = replace(profile, headings=headings, reasons=dict(profile.reasons))
    for at in _of_the_same_year(told, assigned):
        del rest[at]
    told.headings = Headings({**paths, **rest}, own)
    told.reasons |= dict.fromkeys(paths, (_CHOSEN, "sure"))
    return told


def _path(at: int, role: str, *, posts: bool) -> tuple[str, ...]:
    """The usual heading of a role, below one that no other column has."""
    what, _colon, which = role.partition(":")
    if what == "statement":
        return _upper(at), _LEVELS[int(which)]
    if what in YEARLY:
        return "", f"{_HEADINGS[what]} {which}".strip()
    if what == "name" and posts:
        return _upper(at), words.POST[0]
    if what == "id" and posts:
        return _upper(at), words.POST_ID[0]
    return _upper(at), "Kode" if what == "code" else _HEADINGS[what]


def _upper(at: int) -> str:
    return f"Kolom {letters(at)}"


def _pair_code(
    at: int, paths: dict[int, tuple[str, ...]], rest: dict[int, tuple[str, ...]]
) -> None:
    """Puts a column of codes under one heading with the statements beside it: it is their code."""
    known = {**rest, **paths}
    levels = [one for one in sorted(known) if _is_level(known[one]) and one != at]
    beside = next((one for one in levels if one > at), levels[-1] if levels else None)
    if beside is None:
        return
    upper = (_upper(beside),)
    (paths if beside in paths else rest)[beside] = (*upper, known[beside][-1])
    paths[at] = (*upper, "Kode")


def _is_level(path: tuple[str, ...]) -> bool:
    said = f"{fold(path[-1])} "
    return any(said.startswith(f"{word} ") for word in words.LEVELS)


def _of_the_same_year(profile: SheetProfile, assigned: Assigned) -> list[int]:
    """Columns that would be the target, or the realisation, of a year that a person gave another.

    Of several columns of indicators each has values of its own.
    """
    blocks = sorted(indicator_columns(profile))
    said = {
        (*role.partition(":")[::2], bisect_left(blocks, at))
        for at, role in assigned.items()
        if role.partition(":")[0] in YEARLY
    }
    found: list[int] = []
    for at, path in profile.headings.paths.items():
        years = set(YEAR.findall(f" {UNDER} ".join(path)))
        what = yearly(path)
        if at in assigned or what is None or len(years) != 1:
            continue
        if (what, years.pop(), bisect_left(blocks, at)) in said:
            found.append(at)
    return found


def unlike(assigned: Assigned, read: Mapping[int, str]) -> list[int]:
    """The columns that a form does not read as a person says; ``read``: by column, as it does."""
    return [at for at, role in sorted(assigned.items()) if read.get(at, NOT_READ) != role]


def unlike_text(column: int, wanted: Text, read: Text) -> Text:
    """What is said of such a column."""
    return _("Column {column} cannot be read as {wanted} in this form; it is: {read}.").filled(
        column=letters(column), wanted=wanted, read=read
    )
