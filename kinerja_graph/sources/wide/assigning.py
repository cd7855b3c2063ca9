"""Columns whose role a user assigns, whatever their headings say.

Such a column is read as if it had the usual heading of its role, so that there is only one way from
headings to a map. The map still names it by the heading that the sheet has.
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
from kinerja_graph.sources.wide.headings import SEPARATOR, Headings
from kinerja_graph.sources.wide.sheet_profile import YEAR, SheetProfile, yearly
from kinerja_graph.texts import Text, _

Assigned = Mapping[int, str]
"""Roles by column number, from 0: one of ``ASSIGNABLE``, perhaps with ``:`` and a level or year."""
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
"""The roles: ``statement`` with a level; ``target`` and ``realisation`` with a year, unless rows
name it."""
_CHOSEN: Final = _("chosen by you")


def is_assignable(role: str) -> bool:
    """Return whether ``role`` can be assigned to a column.

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
    """Return the profile of the sheet with the roles ``assigned`` to columns."""
    if not assigned:
        return profile
    own = profile.headings.in_sheet
    posts = any(role == "superior" for role in assigned.values()) or any(
        fold(path[-1]) in words.SUPERIOR for path in own.values()
    )
    paths = {at: _path(at, role, posts=posts) for at, role in assigned.items() if role != NOT_READ}
    rest = {at: path for at, path in own.items() if at not in assigned}
    for at in sorted(at for at, role in assigned.items() if role == "code"):
        _put_code_beside(at, paths, rest)
    # assigned columns come first: of two columns of one kind the first is read
    headings = Headings({**paths, **rest}, own)
    told = replace(profile, headings=headings, reasons=dict(profile.reasons))
    for at in _superseded(told, assigned):
        del rest[at]
    told.headings = Headings({**paths, **rest}, own)
    told.reasons |= dict.fromkeys(paths, (_CHOSEN, "sure"))
    return told


def _path(at: int, role: str, *, posts: bool) -> tuple[str, ...]:
    """Return the usual heading of a role, under an upper heading that no other column has."""
    what, _colon, which = role.partition(":")
    if what == "statement":
        return _heading_of_its_own(at), _LEVELS[int(which)]
    if what in YEARLY:
        return "", f"{_HEADINGS[what]} {which}".strip()
    if what == "name" and posts:
        return _heading_of_its_own(at), words.POST[0]
    if what == "id" and posts:
        return _heading_of_its_own(at), words.POST_ID[0]
    return _heading_of_its_own(at), "Kode" if what == "code" else _HEADINGS[what]


def _heading_of_its_own(at: int) -> str:
    return f"Kolom {letters(at)}"


def _put_code_beside(
    at: int, paths: dict[int, tuple[str, ...]], rest: dict[int, tuple[str, ...]]
) -> None:
    """Put a column of codes under one heading with the statements beside it, as their codes."""
    known = {**rest, **paths}
    levels = [one for one in sorted(known) if _is_level(known[one]) and one != at]
    beside = next((one for one in levels if one > at), levels[-1] if levels else None)
    if beside is None:
        return
    upper = (_heading_of_its_own(beside),)
    (paths if beside in paths else rest)[beside] = (*upper, known[beside][-1])
    paths[at] = (*upper, "Kode")


def _is_level(path: tuple[str, ...]) -> bool:
    said = f"{fold(path[-1])} "
    return any(said.startswith(f"{word} ") for word in words.LEVELS)


def _superseded(profile: SheetProfile, assigned: Assigned) -> list[int]:
    """Return the columns that lose their role because a user gave it, with its year, to another.

    If there are several columns of indicators, each has values of its own.
    """
    blocks = sorted(indicator_columns(profile))
    said = {
        (*role.partition(":")[::2], bisect_left(blocks, at))
        for at, role in assigned.items()
        if role.partition(":")[0] in YEARLY
    }
    found: list[int] = []
    for at, path in profile.headings.paths.items():
        years = set(YEAR.findall(f" {SEPARATOR} ".join(path)))
        what = yearly(path)
        if at in assigned or what is None or len(years) != 1:
            continue
        if (what, years.pop(), bisect_left(blocks, at)) in said:
            found.append(at)
    return found


def unlike(assigned: Assigned, read: Mapping[int, str]) -> list[int]:
    """Return the columns whose role in a form, ``read``, is not the assigned one."""
    return [at for at, role in sorted(assigned.items()) if read.get(at, NOT_READ) != role]


def unlike_text(column: int, wanted: Text, read: Text) -> Text:
    """Return the sentence about such a column."""
    return _("Column {column} cannot be read as {wanted} in this form; it is: {read}.").filled(
        column=letters(column), wanted=wanted, read=read
    )
