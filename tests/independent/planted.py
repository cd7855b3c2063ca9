"""Documents of one edition that say the same in other words, but for what is planted in them.

Each document is written as people write: rows and columns in another order, names and units spelt
in another way, numbers with comma or dot, levels and owners stated by an indicator or by its
objective, in a folder of tables, a workbook, JSON or YAML. What must come out is put down while
writing: which records are one indicator, which field disagrees, and the cell of each value.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Final

import openpyxl
import yaml

CODES: Final = ("plan", "renstra", "iku", "renja", "pk")
UNITS: Final = {"pu": "Dinas Pekerjaan Umum", "hub": "Dinas Perhubungan", "pp": "Satpol PP"}
POSTS: Final = {
    f"{rank}-{unit}": (f"{rank.capitalize()} {name}", unit)
    for unit, name in UNITS.items()
    for rank in ("kepala", "sekretaris")
}
MEASURES: Final = ("persen", "dokumen", "orang", "km")
FIELDS: Final = ("name", "measure_unit", "polarity", "level", "owner", "agency", "baseline")
YEARS: Final = ((2026, None), (2027, None), (2026, "Q1"))
_WHATS: Final = ("jalan", "jembatan", "terminal", "pasar", "rambu", "halte", "taman", "saluran")
_HOWS: Final = ("dalam keadaan baik", "yang berfungsi", "yang tertib", "yang dipelihara")
_POLARITIES: Final = {"up": ("up", "naik", "UP"), "down": ("down", "turun"), "range": ("range",)}
_SEPARATORS: Final = (",", ";", "\t")

Cell = tuple[str, str, str, str]
"""Document, record, origin and heading of a stated value."""
Sides = frozenset[frozenset[Cell]]
"""The cells of each of the values of one field."""
Groups = dict[frozenset[tuple[str, str]], dict[tuple[str, Any], Sides]]
"""What disagrees in each group: the group by its records, a field by its name and year."""
Row = dict[str, Any]
Target = float | tuple[float, float]
What = tuple[str, Any]
"""A field and its year, or the code of a period of it."""
Stated = dict[What, dict[Any, list[tuple[str, str, Row, str]]]]
"""Of one indicator: each value of a field, with the cells that state it."""


@dataclass
class Draft:
    """One document while it is written: its tables, and where each value will stand."""

    code: str
    dice: Random
    tables: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])

    def add(self, table: str, row: Row) -> Row:
        """Add a row; return it."""
        self.tables.setdefault(table, []).append(row)
        return row

    def write(self, folder: Path) -> Path:
        """Write the document in one of the kinds of file, and keep each row's origin in it."""
        for rows in self.tables.values():
            self.dice.shuffle(rows)
        kind = self.dice.choice(("csv", "xlsx", "json", "yaml"))
        path = folder / (self.code if kind == "csv" else f"{self.code}.{kind}")
        for table, rows in self.tables.items():
            file = f"{table}.csv" if kind == "csv" else f"{path.name}!{table}"
            for number, row in enumerate(rows, start=2):
                row["origin"] = f"{file}!{number}"
        _WRITERS[kind](path, self._plain(), self.dice)
        return path

    def _plain(self) -> dict[str, list[Row]]:
        return {
            table: [{name: row[name] for name in row if name != "origin"} for row in rows]
            for table, rows in self.tables.items()
        }


def _write_csv(path: Path, tables: Mapping[str, list[Row]], dice: Random) -> None:
    path.mkdir()
    for table, rows in tables.items():
        names = _headings(rows, dice)
        coding = dice.choice(("utf-8", "utf-8-sig"))
        with (path / f"{table}.csv").open("w", encoding=coding, newline="") as out:
            writer = csv.DictWriter(out, names, delimiter=dice.choice(_SEPARATORS))
            writer.writeheader()
            writer.writerows(rows)


def _write_workbook(path: Path, tables: Mapping[str, list[Row]], dice: Random) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for table, rows in tables.items():
        sheet = book.create_sheet(table)
        names = _headings(rows, dice)
        sheet.append(names)
        for row in rows:
            sheet.append([row.get(name) for name in names])
    book.save(path)


def _write_json(path: Path, tables: Mapping[str, list[Row]], _dice: Random) -> None:
    path.write_text(json.dumps(tables), encoding="utf-8")


def _write_yaml(path: Path, tables: Mapping[str, list[Row]], _dice: Random) -> None:
    path.write_text(yaml.safe_dump(dict(tables), allow_unicode=True), encoding="utf-8")


_WRITERS: Final = {
    "csv": _write_csv,
    "xlsx": _write_workbook,
    "json": _write_json,
    "yaml": _write_yaml,
}


def _headings(rows: list[Row], dice: Random) -> list[str]:
    names = sorted({name for row in rows for name in row})
    dice.shuffle(names)
    return names


@dataclass(frozen=True)
class Fact:
    """An indicator of the edition, before anybody spelt it."""

    number: int
    name: str
    measure_unit: str
    polarity: str
    level: int
    owner: str
    baseline: float
    targets: Mapping[tuple[int, str | None], Target]
    has_one_id: bool

    def record(self, code: str) -> str:
        """Its id in a document; where it has several, it is matched by name and agencies."""
        return f"IK-{self.number}" if self.has_one_id else f"{code}.{self.number}"

    def fields(self) -> list[What]:
        """The fields in which a disagreement can be planted, each with its year."""
        fixed = {"agency" if self.owner in POSTS else "owner"}
        fixed |= set[str]() if self.has_one_id else {"name", "agency"}
        fixed |= {"polarity"} if self.polarity == "range" else set[str]()
        plain = [(name, None) for name in FIELDS if name not in fixed]
        return plain + [_of_year(year) for year in self.targets]


def _of_year(moment: tuple[int, str | None]) -> What:
    year, period = moment
    return ("target", year) if period is None else ("period_target", f"{year}{period}")


def invent(number: int, dice: Random) -> Fact:
    """Return an indicator of random facts; no two have the same name."""
    polarity = dice.choice(tuple(_POLARITIES))
    is_range = polarity == "range"
    targets: dict[tuple[int, str | None], Target] = {}
    for moment in YEARS:
        low = _amount(dice)
        targets[moment] = (low, low + 10) if is_range else low
    return Fact(
        number=number,
        name=f"Persentase {dice.choice(_WHATS)} {number} {dice.choice(_HOWS)}",
        measure_unit=dice.choice(MEASURES),
        polarity=polarity,
        level=dice.choice((1, 2)),
        owner=dice.choice((*UNITS, *POSTS)),
        baseline=_amount(dice),
        targets=targets,
        has_one_id=bool(dice.randrange(2)),
    )


def _amount(dice: Random) -> float:
    return dice.choice((dice.randrange(10, 100), dice.randrange(100, 999) / 10, 1250.5))


def changed(fact: Fact, what: What, dice: Random) -> Fact:
    """Return the indicator with another value in one field."""
    name, year = what
    held = dict(fact.__dict__)
    if name in {"target", "period_target"}:
        (moment,) = (one for one in fact.targets if _of_year(one) == what)
        other = fact.targets[moment]
        more = (other[0], other[1] + 1) if isinstance(other, tuple) else other + 1
        held["targets"] = {**fact.targets, moment: more}
    elif name == "name":
        held["name"] = f"{fact.name} sepanjang tahun"
    elif name == "owner":
        rank, unit = fact.owner.split("-")
        held["owner"] = f"{'sekretaris' if rank == 'kepala' else 'kepala'}-{unit}"
    elif name == "agency":
        held["owner"] = dice.choice([unit for unit in UNITS if unit != fact.owner])
    elif name == "baseline":
        held["baseline"] = fact.baseline + 1
    else:
        choices = {"measure_unit": MEASURES, "polarity": ("up", "down"), "level": (1, 2)}[name]
        held[name] = dice.choice([one for one in choices if one != held[name]])
    assert year is None or name in {"target", "period_target"}
    return Fact(**held)


def spell(text: str, dice: Random, *endings: str) -> str:
    """Return the text as another writer may spell it; its match name stays."""
    first, _blank, rest = text.partition(" ")
    if first in {"Persentase", "persen"}:
        first = dice.choice(("Persentase", "Prosentase", "%", "persen"))
    text = f"{first} {rest}".strip()
    text = dice.choice((str, str.upper, str.title))(text)
    text = text.replace(" ", dice.choice((" ", "  ", "\u00a0", "-", " / ")))
    return text + dice.choice(("", ".", *endings))


def number(value: Target, dice: Random) -> Any:
    """Return a number or a range as it may be written."""
    if isinstance(value, tuple):
        low, high = (str(_written(one, dice)) for one in value)
        return dice.choice(("-", "\u2013", "..")).join((low, high))
    return _written(value, dice)


def _written(value: float, dice: Random) -> Any:
    grouped = f"{value:,.1f}"
    swapped = grouped.translate(str.maketrans(",.", ".,"))
    return dice.choice((value, str(value), f"{value:.1f}".replace(".", ","), grouped, swapped))


def write_documents(
    folder: Path, seed: int, indicators: int, planted: int
) -> tuple[dict[str, Path], Groups]:
    """Write the five documents; return their files, and what disagrees in each group.

    ``planted`` of the indicators disagree in one field of one document.
    """
    dice = Random(seed)  # noqa: S311 - nothing is kept secret by it
    drafts = {code: Draft(code, dice) for code in CODES}
    for draft in drafts.values():
        _add_offices(draft)
    statements: list[tuple[dict[str, str], Stated]] = []
    for at in range(indicators):
        fact = invent(at, dice)
        holders = dice.sample(CODES, dice.randrange(2, len(CODES) + 1))
        what = dice.choice(fact.fields()) if at < planted else None
        stated: Stated = {}
        for place, code in enumerate(holders):
            told = fact if what is None or place else changed(fact, what, dice)
            # the planted field is stated by the first two holders, others may leave it out
            _add_indicator(drafts[code], told, what if place < 2 else None, stated)
        statements.append(({code: fact.record(code) for code in holders}, stated))
    paths = {code: draft.write(folder) for code, draft in drafts.items()}
    return paths, {
        frozenset(records.items()): {
            what: frozenset(
                frozenset((code, record, row["origin"], column) for code, record, row, column in on)
                for on in values.values()
            )
            for what, values in stated.items()
            if len(values) > 1
        }
        for records, stated in statements
    }


def _add_offices(draft: Draft) -> None:
    dice = draft.dice
    for unit, name in UNITS.items():
        draft.add("units", {"id": unit, "name": spell(name, dice), "kind": "opd"})
    for post, (name, unit) in POSTS.items():
        draft.add("positions", {"id": post, "name": spell(name, dice), "unit": unit})
    for level in (1, 2):
        for owner in (*UNITS, *POSTS):
            row = {"id": f"S{level}-{owner}", "name": f"Hasil {level} {owner}"}
            draft.add("objectives", row | {"level": level, "owner": owner})


def _add_indicator(draft: Draft, fact: Fact, must: What | None, stated: Stated) -> None:
    """Write an indicator into a document, some of what may be left out left out."""
    dice, record = draft.dice, fact.record(draft.code)

    def is_told(what: What) -> bool:
        return must == what or dice.randrange(4) > 0

    def say(what: What, value: Any, column: str, row: Row, of: str = record) -> None:
        stated.setdefault(what, {}).setdefault(value, []).append((draft.code, of, row, column))

    row = draft.add("indicators", {"id": record, "name": spell(fact.name, dice, " (%)", " %")})
    say(("name", None), fact.name, "name", row)
    above = row
    if dice.randrange(2):
        row["objective"] = f"S{fact.level}-{fact.owner}"
        above = next(one for one in draft.tables["objectives"] if one["id"] == row["objective"])
    else:
        row |= {"level": fact.level, "owner": fact.owner}
    say(("level", None), fact.level, "level", above, above["id"])
    if fact.owner in POSTS:
        say(("owner", None), fact.owner, "owner", above, above["id"])
    agency = POSTS[fact.owner][1] if fact.owner in POSTS else fact.owner
    say(("agency", None), agency, "owner", above, above["id"])
    optional = (
        ("measure_unit", fact.measure_unit, spell(fact.measure_unit, dice)),
        ("polarity", fact.polarity, dice.choice(_POLARITIES[fact.polarity])),
        ("baseline", fact.baseline, number(fact.baseline, dice)),
    )
    for name, value, written in optional:
        # ranges of targets are read only beside their polarity
        if is_told((name, None)) or value == "range":
            row[name] = written
            say((name, None), value, name, row)
    for moment, target in fact.targets.items():
        if is_told(_of_year(moment)):
            year, period = moment
            held = {"indicator": record, "year": year, "period": period}
            year_row = draft.add("values", held | {"target": number(target, dice)})
            say(_of_year(moment), target, "target", year_row)
