"""What there is: datasets, editions, rules, finds, and the rows of free queries."""

from __future__ import annotations

from typing import Any

from kinerja_api.models import Out, Paged


class DatasetOut(Out):
    """One loaded edition, with its nodes by label."""

    dataset: str
    edition: str
    name: str | None
    loaded_at: str
    counts: dict[str, int]
    newest: bool


class DatasetsOut(Paged):
    """What is loaded."""

    datasets: list[DatasetOut]


class EditionOut(DatasetOut):
    """One loaded edition with the years of its plan and the digest of its input."""

    first_year: int | None
    last_year: int | None
    as_of: int | None
    digest: str


class EditionsOut(Paged):
    """The editions of the datasets that the caller may see, in the order of their first load."""

    editions: list[EditionOut]


class RuleOut(Out):
    """One rule in the list of rules."""

    id: str
    severity: str
    category: str
    title: str
    source: str


class RulesOut(Paged):
    """The rules of the audit."""

    rules: list[RuleOut]


class ColumnOut(Out):
    """A column of a table of the input; ``*`` is whichever a finding names."""

    table: str
    column: str


class CellOut(ColumnOut):
    """A cell before and after it was mended; ``row`` is what names its row."""

    row: list[str]
    before: str
    after: str


class ExampleOut(Out):
    """A small case before and after it was mended, and the cells that tell them apart."""

    before: str
    after: str
    cells: list[CellOut]


class SourceOut(Out):
    """What a rule stands on, and what that says of the matter."""

    text: str
    about: str


class ParameterOut(Out):
    """A number or word of a rule that users may set."""

    name: str
    type: str
    default: int | float | str | bool
    meaning: str


class RulePageOut(Out):
    """The page of one rule."""

    id: str
    severity: str
    category: str
    title: str
    source: str
    what: str
    why: str
    mend: str
    message: str
    fields: list[ColumnOut]
    where: str
    example: ExampleOut
    limits: str
    applies: str
    severity_means: str
    references: list[SourceOut]
    parameters: list[ParameterOut]
    since: str
    statement: str


class FoundOut(Out):
    """A record that was found."""

    dataset: str
    edition: str
    label: str
    id: str
    name: str | None
    level: int | None


class SearchOut(Paged):
    """Records whose id or name holds the words asked for, the best first."""

    text: str
    total: int
    found: list[FoundOut]


class QueryOut(Paged):
    """The rows of a free query; dataset and edition null where it was given no ``$scope``."""

    dataset: str | None
    edition: str | None
    columns: list[str]
    rows: list[list[Any]]
    milliseconds: float
