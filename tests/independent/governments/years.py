"""Targets and realisations of a random government, in numbers that add up exactly."""

from __future__ import annotations

from governments.draft import Draft, Row
from governments.words import YEARS

KINDS = (("S", 2), ("Q", 4), ("M", 12))
WAYS = ("sum", "jumlah", "average", "cumulative", "posisi_akhir")
Series = dict[int, float]
FACTORS = (1.0, 1.25, 0.5, 2.0)


def add_values(draft: Draft) -> None:
    """Values and baselines of most indicators, summed where the plan says that they add up."""
    if draft.chance(12):
        return
    last = draft.one((YEARS[3], YEARS[2], YEARS[4], YEARS[1], YEARS[0]))
    series = {row["id"]: _series(draft, row) for row in draft.rows("indicators")}
    if "miscounted" not in draft.traits:
        _add_up(draft, series)
    for row in draft.rows("indicators"):
        if row.get("polarity") in {"range", "rentang"}:
            _write(draft, row, {year: _range(draft) for year in YEARS}, last)
            continue
        _write(draft, row, dict(series[row["id"]]), last)


def _series(draft: Draft, row: Row) -> Series:
    """Targets of a row, and the baseline that goes with them."""
    if draft.planted("undated", 25):
        return {}
    base, step = draft.one((64, 16, 128)), draft.one((4, 1, 8))
    falls = row.get("polarity") in {"down", "turun"}
    if draft.planted("turning", 35):
        falls = not falls
    numbers = {
        year: float(base - step * age if falls else base + step * age)
        for age, year in enumerate(YEARS)
    }
    if draft.planted("leaping"):
        numbers[YEARS[-1]] = numbers[YEARS[-2]] * draft.one((2, 2.25, 0.25))
    if draft.planted("zero", 30):
        numbers[draft.one(YEARS)] = draft.one((0.0, -8.0))
    gaps = draft.some(YEARS, 2) if draft.planted("undated", 60) else []
    kept = {year: number for year, number in numbers.items() if year not in gaps}
    if not draft.planted("baseless", 60) and kept:
        worse = kept[max(kept)] + (step if falls else -step) * 8
        row["baseline"] = kept[max(kept)] if draft.planted("soft") else worse
    return kept


def _range(draft: Draft) -> str:
    return draft.one(("80-90", "10-20", "5-5"))


def _add_up(draft: Draft, series: dict[str, Series]) -> None:
    """Sets upper targets to the sum of the lower ones, in the years in which all are known."""
    givers: dict[str, list[str]] = {}
    for row in draft.rows("contributions"):
        ends = {row["from"], row["to"]}
        if row.get("mode") == "sum" and ends <= series.keys() and "status" not in row:
            givers.setdefault(row["to"], []).append(row["from"])
    for upper, lowers in givers.items():
        for year in series[upper]:
            if all(year in series[lower] for lower in lowers):
                series[upper][year] = sum(series[lower][year] for lower in lowers)


def _write(draft: Draft, row: Row, targets: dict[int, float] | dict[int, str], last: int) -> None:
    factor = 1.0 if draft.planted("exact", 60) else draft.one(FACTORS)
    lags = draft.planted("lagging", 50) and (row.get("level") or 0) <= 1
    for year in YEARS:
        target = targets.get(year)
        realised: float | None = None
        if year <= last and not draft.planted("unrealised", 35):
            number = target if isinstance(target, float) else 50.0
            realised = number * (0.75 if lags else factor)
            if draft.planted("extreme", 25):
                realised = draft.one((number * 4, -number, number * 2))
        if target is not None or realised is not None:
            value = {"indicator": row["id"], "year": year, "target": target}
            draft.rows("values").append({**value, "realisation": realised})
            if draft.planted("parted"):
                _part(draft, row, year, target)


def _part(draft: Draft, row: Row, year: int, target: float | str | None) -> None:
    """Targets, and some realisations, of halves, quarters or months that make the year's."""
    dice = draft.dice("parted")
    way = row.setdefault("accumulation", dice.choice(WAYS))
    kind, many = dice.choice(KINDS)
    whole: float | str = 64.0 if target is None else target
    for number in range(1, many + 1):
        part = whole
        if isinstance(whole, float) and way in {"sum", "jumlah"}:
            part = whole / many
        elif isinstance(whole, float) and way in {"cumulative", "posisi_akhir"}:
            part = whole * number / many
        if isinstance(part, float) and draft.planted("parts astray", 15):
            part = dice.choice((part + 8, part - 8, None))
        real = part if isinstance(part, float) and dice.randrange(3) else None
        period = f"{kind}{number}"
        draft.rows("values").append(
            {
                "indicator": row["id"],
                "year": year,
                "period": period,
                "target": part,
                "realisation": real,
            }
        )
