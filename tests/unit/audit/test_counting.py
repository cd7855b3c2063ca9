"""Populations are counted once, and together where many are wanted."""

from dataclasses import replace
from typing import Any

import pytest

from kinerja_graph.audit.counting import Populations
from kinerja_graph.errors import AuditError, KinerjaError, Unavailable
from kinerja_graph.library.populations import TOGETHER, members
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Statement
from kinerja_graph.texts import Text

RECORDS = [
    named(f"population-{name}")
    for name in ("indicators", "top-objectives", "records", "tasks", "outcomes")
]
DUTIES = named("population-duties")


class Counts:
    """Gives every column of a statement the same number, and keeps what it was asked."""

    def __init__(self, **failures: KinerjaError) -> None:
        self.failures = failures
        self.asked: list[str] = []

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        assert (seconds, values) == (None, {"scope": "s"})
        self.asked.append(statement.name)
        failure = self.failures.get(statement.name.replace("-", "_"))
        if failure is not None:
            raise failure
        return [dict.fromkeys(statement.columns, 7)]


def counted(reader: Counts, wanted: list[Statement]) -> list[int]:
    populations = Populations(reader, {"scope": "s"}, wanted)
    return [populations.count(query) for query in wanted]


def trouble(kind: type[AuditError | Unavailable]) -> KinerjaError:
    return kind(Text(id="rusak", en="broken"), mend=Text(id="ulangi", en="repeat"))


def test_many_are_one_question() -> None:
    reader = Counts()
    assert counted(reader, [*RECORDS, DUTIES, *RECORDS]) == [7] * 11
    assert reader.asked == ["populations-of-records", "population-duties"]


def test_few_are_asked_alone() -> None:
    reader = Counts()
    few = RECORDS[:3]
    assert counted(reader, few + few) == [7] * 6
    assert reader.asked == [query.name for query in few]


def test_a_query_of_ones_own_is_asked_alone() -> None:
    own = replace(RECORDS[0], name="population-own", text=f"{RECORDS[0].text}\nLIMIT 1")
    reader = Counts()
    counted(reader, [*RECORDS, own])
    assert reader.asked == ["populations-of-records", "population-own"]


def test_what_cannot_be_counted_together_is_counted_alone() -> None:
    reader = Counts(populations_of_records=trouble(AuditError))
    assert counted(reader, RECORDS) == [7] * 5
    assert reader.asked == ["populations-of-records", *(query.name for query in RECORDS)]


def test_an_engine_that_is_gone_is_not_asked_again() -> None:
    reader = Counts(populations_of_records=trouble(Unavailable))
    with pytest.raises(Unavailable):
        counted(reader, RECORDS)
    assert reader.asked == ["populations-of-records"]


def test_no_population_is_counted_by_two_statements() -> None:
    texts = [text for name in TOGETHER for text in members(name).values()]
    assert len(texts) == len(set(texts))
