"""The strategy that makes whole governments."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st

from governments.beside import beside
from governments.blunders import add_blunders
from governments.draft import TRAITS, Document, Draft
from governments.links import add_contributions, add_shapes
from governments.offices import add_positions, add_units
from governments.results import add_results
from governments.words import YEARS
from governments.years import add_values


@dataclass(frozen=True, slots=True)
class Government:
    """Tables of an input document, whether they need a lenient load, and the seed of both."""

    tables: Document
    lenient: bool
    seed: int | None = None

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(rows)} {table}" for table, rows in self.tables.items() if rows)
        return f"<{'careless' if self.lenient else 'careful'} government {self.seed}: {counts}>"

    def shown(self) -> str:
        """The tables as JSON, a row a line, empty cells left out."""
        lines = [
            f"  {json.dumps(table)}: [\n"
            + ",\n".join(f"    {json.dumps(_filled(row), ensure_ascii=True)}" for row in rows)
            + "\n  ]"
            for table, rows in self.tables.items()
            if rows
        ]
        return f"lenient: {self.lenient}\n{{\n" + ",\n".join(lines) + "\n}"


def _filled(row: dict[str, object]) -> dict[str, object]:
    return {heading: value for heading, value in row.items() if value is not None}


def government_of(seed: int, *, lenient: bool | None = None) -> Government:
    """The government of a seed; about one in four needs a lenient load unless ``lenient`` says."""
    draft = Draft(seed)
    draft.traits = frozenset(filter(draft.switched_on, TRAITS))
    careless = draft.chance(25) if lenient is None else lenient
    _add_plan(draft)
    add_units(draft)
    if draft.chance(80):
        add_positions(draft)
    add_results(draft)
    add_shapes(draft)
    add_contributions(draft)
    add_values(draft)
    if careless:
        add_blunders(draft)
    return Government(draft.tables, careless, seed)


def governments(*, lenient: bool | None = None) -> st.SearchStrategy[Government]:
    """Random governments, each of a seed of its own, so that no two are alike."""
    seeds = st.integers(0, 2**32 - 1)
    return seeds.map(lambda seed: government_of(seed, lenient=lenient))


def several(number: int) -> st.SearchStrategy[list[Government]]:
    """So many random governments at once, no two alike."""

    def drawn(seed: int) -> list[Government]:
        seeds = Random(seed).sample(range(2**32), number)  # noqa: S311 - nothing is kept secret
        return [government_of(one) for one in seeds]

    return st.integers(0, 2**32 - 1).map(drawn)


def side_by_side(many: Sequence[Government]) -> Government:
    """One government of many, none tied to another; lenient where one of them is."""
    tables = beside(government.tables for government in many)
    return Government(tables, any(government.lenient for government in many))


def _add_plan(draft: Draft) -> None:
    draft.rows("dataset").append(
        {
            "dataset": "kota-acak",
            "edition": "1",
            "first_year": draft.one((None, YEARS[0], YEARS[1])),
            "last_year": draft.one((None, YEARS[-1], YEARS[-1] + 1)),
            "as_of": draft.one((None, YEARS[1], YEARS[2])),
        }
    )
