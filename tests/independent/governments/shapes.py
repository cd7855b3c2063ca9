"""Governments of a known shape and size, on which careless walks take for ever."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from governments.beside import beside
from governments.draft import Document, Row
from governments.words import YEARS

AGENCIES = 6
MARKED = 5
PROPERTIES: tuple[Row, ...] = (
    {"mode": "sum", "rationale": "sebab"},
    {"mode": "sum", "sign": "-", "basis": "nesting"},
    {"kind": "crosscutting", "status": "requested"},
    {"sign": "-", "reason": "sengaja"},
    {"status": "accepted"},
)


def layers(width: int, depth: int) -> Document:
    """Layers of indicators, each contributing to all of the next layer; tasks at the bottom."""
    rows = [[f"l{level:02d}-{place}" for place in range(width)] for level in range(depth)]
    return _stacked(rows)


def diamonds(width: int, depth: int) -> Document:
    """Diamonds on top of each other: one, ``width`` beside each other, one, and so on."""
    rows = [
        [f"d{level:02d}-{place}" for place in range(width if level % 2 else 1)]
        for level in range(depth)
    ]
    return _stacked(rows)


def _stacked(rows: list[list[str]]) -> Document:
    edges = [(low, high) for upper, lower in pairwise(rows) for low in lower for high in upper]
    return _shaped([name for row in rows for name in row], edges, rows[-1])


def complete(size: int) -> Document:
    """Every indicator contributes to every other."""
    names = [f"c{number:02d}" for number in range(size)]
    edges = [(low, high) for low in names for high in names if low != high]
    return _shaped(names, edges, names)


def dense(results: int, tasks: int) -> Document:
    """A dense circle: every result contributes to the next seven, round and round."""
    names = [f"r{number:02d}" for number in range(results)]
    edges = [
        (low, names[(place + step) % results])
        for place, low in enumerate(names)
        for step in range(1, 8)
    ]
    return _shaped(names, edges, names[:tasks])


def copies(count: int) -> Document:
    """Many small cascades side by side: what is linear takes twice as long for twice as many."""
    return beside([layers(3, 5)] * count)


def unread(document: Document) -> Document:
    """The same where a lenient load can read next to nothing of what rules ask for."""
    spoiled: dict[str, Row] = {
        "objectives": {"owner": "hantu"},
        "indicators": {
            "owner": "hantu",
            "measure_unit": ["dokumen"],
            "polarity": "membaik",
            "baseline": "banyak",
            "formula": ["A"],
            "data_source": ["BPS"],
        },
        "values": {"target": "banyak", "realisation": "banyak"},
        "tasks": {"performer": "hantu", "output_quantity": "satu", "duration": "lama"},
    }
    return {
        table: [{**row, **spoiled.get(table, {})} for row in rows]
        for table, rows in document.items()
    }


def _shaped(names: list[str], edges: list[tuple[str, str]], bottom: Iterable[str]) -> Document:
    """Tables around a chain: an outcome on top, owners, superiors, tasks and values."""
    aims: dict[str, list[str]] = {name: [] for name in names}
    for low, high in edges:
        aims[low].append(high)
    between = {names[place * len(names) // MARKED]: f"antara{place}" for place in range(MARKED)}
    measures = dict.fromkeys(names[:3], "puncak") | between
    return {
        "dataset": [{"dataset": "bentuk", "edition": "1", "first_year": YEARS[0]}],
        "units": _units(),
        "positions": _positions(),
        "objectives": [
            _objective("puncak", 0, None),
            *(_objective(name, 2, "puncak") for name in between.values()),
            _objective("yatim", 2, None),
        ],
        "indicators": [
            _indicator(number, name, aims[name], measures.get(name))
            for number, name in enumerate(names)
        ],
        "tasks": [_task(number, name) for number, name in enumerate(bottom)],
        "contributions": [
            {"from": low, "to": high, **PROPERTIES[number % len(PROPERTIES)]}
            for number, (low, high) in enumerate(edges)
            if number % 2 == 0
        ],
        "values": [
            {"indicator": name, "year": year, "target": 10 + age, "realisation": 9 + age + n % 3}
            for n, name in enumerate(names)
            for age, year in enumerate(YEARS[:4])
        ],
    }


def _units() -> list[Row]:
    agencies: list[Row] = [
        {"id": f"opd{number}", "name": f"Dinas {number}", "kind": "opd", "parent": "kota"}
        for number in range(AGENCIES)
    ]
    return [{"id": "kota", "name": "Kota", "kind": "pemda", "parent": None}, *agencies]


def _positions() -> list[Row]:
    return [
        {
            "id": f"pos{number}",
            "name": f"Jabatan {number}",
            "unit": f"opd{number % AGENCIES}",
            "reports_to": [f"pos{number // 2}"] if number else None,
            "ladder": "Analis" if number % 3 else "Auditor",
            "rung": number + 1,
            "supervised": "ya" if number % 3 else "tidak",
        }
        for number in range(8)
    ]


def _objective(name: str, level: int, above: str | None) -> Row:
    return {
        "id": name,
        "name": f"Terwujudnya {name}",
        "level": level,
        "owner": ["kota"],
        "contributes_to": above,
        "cross_agency": True,
        "expected_agencies": [f"opd{number}" for number in range(AGENCIES)],
    }


def _indicator(number: int, name: str, aims: list[str], objective: str | None) -> Row:
    return {
        "id": name,
        "name": f"Jumlah hasil {number % 7}",
        "objective": objective,
        "level": None if objective else 1 + number % 5,
        "owner": [f"opd{number % (AGENCIES - 1)}", f"pos{number % 8}"],
        "kind": None if objective else "output",
        "measure_unit": "dokumen",
        "polarity": "up",
        "baseline": 10,
        "contributes_to": aims,
    }


def _task(number: int, aim: str) -> Row:
    return {
        "id": f"tugas-{aim}",
        "name": f"Langkah {number}",
        "performer": [f"pos{number % 8}"],
        "output_quantity": 1,
        "output_unit": "dokumen",
        "duration": 60,
        "duration_unit": "minute",
        "volume": 12,
        "contributes_to": [aim],
    }
