"""Targets and realisations of indicators as columns, read by a second process."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import compress, count, islice
from math import isnan, nan
from operator import lt, ne
from typing import Any, Final, NamedTuple

from kinerja_graph.model.derive import achievement
from kinerja_graph.model.nodes import Polarity, Target
from kinerja_graph.model.problem import Problem
from kinerja_graph.model.rows import year_lists
from kinerja_graph.model.subprocesses import PendingResult, run_in_subprocess
from kinerja_graph.sources.amounts import YearAmounts, read_target
from kinerja_graph.sources.cells import is_blank
from kinerja_graph.sources.columnar.sheet import NotPlain, Sheet, read_sheet
from kinerja_graph.sources.columns import VALUE_TABLE
from kinerja_graph.sources.fast_path import plain_number
from kinerja_graph.sources.fault import Fault, WholeFileError
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.read_state import ReadState

_YEARS: Final = 10_000
"""Larger than any year."""


class Packed(NamedTuple):
    """The rows of the table ``values`` in a few arrays, which are quick to pass between processes.

    Attributes:
        ids: the ids of the indicators, in the order in which the files first name them.
        ends: where the years of each one end.
        years, targets, realisations, rows: of all indicators, one after the other; NaN is unknown.
        special_targets: targets that are not plain numbers, as written, by their index.
        problems: warnings about the headings.
    """

    ids: list[str]
    ends: array[int]
    years: array[int]
    targets: array[float]
    realisations: array[float]
    rows: array[int]
    special_targets: dict[int, str]
    problems: list[Problem]


_UNKNOWN: Final = "nan"
_joined: Final = ";".join
_text_of: Final = lru_cache(1 << 16)(repr)
"""The text of a number, cached: targets and realisations repeat by the million."""
_text_of_year: Final = {year: str(year) for year in range(_YEARS)}.__getitem__


class Years:
    """The years of each indicator."""

    def __init__(self, packed: Packed, settled: Mapping[int, Target | None]) -> None:
        """Take the arrays, and the values of their special targets."""
        self._packed = packed
        self._settled = settled
        self._places = dict(zip(packed.ids, count(), strict=False))

    def of(self, indicator: str, polarity: Polarity | None) -> dict[str, str]:
        """Return the years of an indicator as ``year_lists`` does, each list joined by ``;``."""
        at = self._places.get(indicator)
        if at is None:
            return {}
        packed = self._packed
        begin, end = packed.ends[at - 1] if at else 0, packed.ends[at]
        numbers = packed.targets[begin:end]
        targets = list(map(_text_of, numbers))
        if _UNKNOWN in targets or (self._settled and self._is_settled(begin, end)):
            lists: dict[str, Any] = year_lists(polarity, self._one_by_one(begin, end))
            return {name: _joined(map(str, values)) for name, values in lists.items()}
        years = list(map(_text_of_year, packed.years[begin:end]))
        rows = map(str, packed.rows[begin:end])
        found = {"target_years": _joined(years), "targets": _joined(targets)}
        found |= {"value_years": found["target_years"], "value_rows": _joined(rows)}
        reals: list[str] = []
        done: list[str] = []
        reached: list[str] = []
        percents: list[str] = []
        for year, target, real in zip(years, numbers, packed.realisations[begin:end], strict=True):
            if isnan(real):
                continue
            done.append(year)
            reals.append(_text_of(real))
            percent = achievement(polarity, target, real)
            if percent is not None:
                reached.append(year)
                percents.append(repr(percent))
        if done:
            found["realisation_years"], found["realisations"] = _joined(done), _joined(reals)
        if reached:
            found["achievement_years"], found["achievements"] = _joined(reached), _joined(percents)
        return found

    def _is_settled(self, begin: int, end: int) -> bool:
        return not self._settled.keys().isdisjoint(range(begin, end))

    def _one_by_one(self, begin: int, end: int) -> Iterator[YearAmounts]:
        packed, settled = self._packed, self._settled
        for place in range(begin, end):
            target, real = packed.targets[place], packed.realisations[place]
            yield (
                packed.years[place],
                settled.get(place) if isnan(target) else target,
                None if isnan(real) else real,
                packed.rows[place],
            )


class YearsReader:
    """The table ``values`` while it is read; call ``of`` or ``drop`` once."""

    def __init__(self, state: ReadState, *, large: bool) -> None:
        """Start reading at once if the input is ``large``; otherwise it is read on demand."""
        apart = ReadState(state.grids, state.decimal, [])
        self._book = state
        begun = run_in_subprocess if large else PendingResult[Packed | None]
        self._later = begun(lambda: _packed(apart))

    def of(self, indicators: Sheet) -> Years:
        """Return the years of these indicators; then warnings about headings are in the state.

        Raises:
            NotPlain: an indicator that does not exist, a second row for a year, an unreadable
                target.
        """
        packed = self._later()
        if packed is None:
            raise NotPlain
        self._book.problems.extend(packed.problems)
        return _settle_years(packed, indicators, self._book.decimal)

    def drop(self) -> None:
        """Discard the years."""
        self._later.drop()


def _packed(state: ReadState) -> Packed | None:
    """Read all rows; None if the row-based reader has to read them."""
    try:
        sheet = read_sheet(state, VALUE_TABLE)
    except (NotPlain, WholeFileError):
        return None
    if "period" in sheet.fields:  # plans with periods are read row by row
        return None
    names = ("indicator", "year", "target", "realisation")
    columns: list[list[Any]] = [*map(sheet.column, names), sheet.numbers]
    ends = _ends(columns[0], columns[1])
    if ends is None:
        columns = _in_order(columns)
        ends = _ends(columns[0], columns[1])
    return None if ends is None else _pack(ends, columns, state.problems)


def _ends(ids: list[str], years: list[int]) -> list[int] | None:
    """Return where each indicator's rows end; None if they are not together, or not ascending."""
    apart = list(map(ne, ids, islice(ids, 1, None)))
    steps = zip(apart, map(lt, years, islice(years, 1, None)), strict=True)
    ends = [*compress(count(1), apart), *([len(ids)] if ids else ())]
    if len({ids[end - 1] for end in ends}) < len(ends) or not all(up or far for far, up in steps):
        return None
    return ends


def _in_order(columns: list[list[Any]]) -> list[list[Any]]:
    """Group the rows by indicator, in the order in which indicators are first named."""
    codes: dict[str, int] = {}
    keys = [
        codes.setdefault(id_, len(codes)) * _YEARS + year
        for id_, year in zip(columns[0], columns[1], strict=True)
    ]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return [list(map(column.__getitem__, order)) for column in columns]


def _pack(ends: list[int], columns: list[list[Any]], problems: list[Problem]) -> Packed:
    ids, years, cells, reals, rows = columns
    targets = list(map(_Numbers().__getitem__, cells))
    special_targets: dict[int, str] = {}
    if None in targets:
        special_targets = {
            place: cells[place] for place, number in enumerate(targets) if number is None
        }
    return Packed(
        [ids[end - 1] for end in ends],
        array("Q", ends),
        array("H", years),
        _numbers(targets),
        _numbers(reals),
        array("Q", rows),
        special_targets,
        problems,
    )


def _numbers(column: list[float | None]) -> array[float]:
    return array("d", [nan if number is None else number for number in column])


class _Numbers(dict["str | None", "float | None"]):
    """Read plain cells: NaN if empty; None if any is not plain."""

    def __missing__(self, cell: str | None) -> float | None:
        found = self[cell] = plain_number(cell) if cell else nan
        return found


def _settle_years(packed: Packed, indicators: Sheet, decimal: Decimal | None) -> Years:
    """Return the years, once it is known which indicators exist, and which have ranges."""
    polarity = dict(zip(indicators.column("id"), indicators.column("polarity"), strict=True))
    if not all(map(polarity.__contains__, packed.ids)):
        raise NotPlain
    settled: dict[int, Target | None] = {}
    if not packed.special_targets and "range" not in polarity.values():
        return Years(packed, settled)
    begin = 0
    for id_, end in zip(packed.ids, packed.ends, strict=True):
        way = polarity[id_]
        if way == "range" or packed.special_targets:
            for place in range(begin, end):
                cell = packed.special_targets.get(place)
                if cell is not None:
                    settled[place] = _read_other_target(cell, way, decimal)
                elif way == "range" and not isnan(packed.targets[place]):
                    raise NotPlain
        begin = end
    return Years(packed, settled)


def _read_other_target(cell: str, polarity: str | None, decimal: Decimal | None) -> Target | None:
    if is_blank(cell):
        return None
    target = read_target(cell, decimal, polarity=polarity, known=True)
    if isinstance(target, Fault):
        raise NotPlain
    return target
