"""The data model of an audit rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from kinerja_graph.library.cells import Column, ExampleCell
from kinerja_graph.library.statement import Statement
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import Text

Severity = Literal["error", "warning", "info"]
Category = Literal["chain", "level", "quality", "ownership", "alignment", "people", "evidence"]
ParameterType = Literal["int", "float", "str", "bool"]
ParameterValue = int | float | str | bool

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
CATEGORIES: Final[tuple[Category, ...]] = (
    "chain", "level", "quality", "ownership", "alignment", "people", "evidence",
)  # fmt: skip
PLACES: Final = frozenset({"subject", "other", "agency"})
PLAN_YEARS: Final = ("first_year", "last_year", "as_of")
"""Years of the plan, null if it does not give them; rules may use them undeclared."""
OF_EDITION: Final = frozenset({"scope", *PLAN_YEARS})
OF_DOCUMENTS: Final = frozenset({"documents", "document_groups", "document_names"})
"""What the documents of an edition hold together (``audit/matched.py``), each a list of maps."""
IMPLICIT: Final = OF_EDITION | OF_DOCUMENTS
"""Parameters of the edition that a rule may use without declaring them; years may be null."""
DOCUMENT: Final = "document"
"""The column with the code of the document in which the subject stands, if it is a document's."""
RESERVED: Final = frozenset({"id", "label", "other_id", "other_label", "cut_off", "path", "origin"})


@json_keys("text=name", "about", name="RuleSource")
@dataclass(frozen=True, slots=True)
class Source:
    """What a rule is based on: a regulation, method or practice, and what it says.

    Attributes:
        name: its name; regulations have the same name in every language.
        about: what it says on the subject.
    """

    name: Text
    about: Text

    @property
    def text(self) -> str:
        """Its Indonesian name, used in every language: cited by findings, compared by scripts."""
        return self.name.id


@dataclass(frozen=True, slots=True)
class Example:
    """A small case before and after the fix; ``cells`` are those that differ.

    Attributes:
        cells: the cells that differ.
    """

    before: Text
    after: Text
    cells: tuple[ExampleCell, ...] = ()


@json_keys("name", "type", "default", "meaning", name="RuleParameter")
@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or word that users may set: its type, default and meaning.

    Attributes:
        type: type of its value.
        default: its value unless set.
        meaning: what it decides.
    """

    name: str
    type: ParameterType
    default: ParameterValue
    meaning: Text


@dataclass(frozen=True, slots=True)
class Whole:
    """The aggregate finding, which says that something is missing everywhere.

    Attributes:
        message, mend: its sentences; they may use ``{subject}`` (the dataset), ``{of}`` (the
            population) and the columns of ``same``.
        mend_marked: ``mend`` with its backticks.
        every: the query that counts what could lack it, if that is less than the population;
            None: the population.
        same: columns that must have the same value in all rows; the aggregate finding keeps them.
    """

    message: Text
    mend: Text
    mend_marked: Text
    every: Statement | None = None
    same: tuple[str, ...] = ()


@json_keys("id", "severity", "category", "title", "source")
@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One check of the cascade, as defined in its file (``docs/decisions/0030-rule-header.md``).

    Attributes:
        id: the name of the fault, in kebab case; also the file stem.
        title, what, why, mend, message, limits: sentences; ``mend`` and ``message`` contain
            placeholders in braces: ``subject``, ``other``, ``agency`` and the names of columns.
        below: the sentence after ``message`` if something is cut off; None: there is none.
        sources: what the rule is based on, at least one.
        anchor: labels that a subject may have.
        other: labels of the far end; empty if there is none, or if it is not a record.
        has_other: whether a finding names a far end.
        identity: the columns that identify a finding across editions.
        statement: the Cypher whose rows are the findings.
        population: the query that counts what was checked.
        needs: queries that count what the rule depends on; ``needs_why`` explains it.
        whole: set if the rule collapses into one finding when everything lacks something.
        top_first: whether the remedy for the highest results asks for a result of level 0 first,
            where the plan has none.
        mend_across: the remedy of a group that lies across governments; None: the same.
        parameters: what users may set, by name.
        spoken: columns that are used in the sentences and left out of ``data``.
        mend_marked: ``mend`` with its backticks, by which the columns of ``fields`` are recognised.
        fields: the input columns to fix; empty if the rule names none.
        path: the file.
        category: the category of the rule.
        example: a small case before and after the fix.
        since: the version that brought the rule.
    """

    id: str
    severity: Severity
    category: Category
    title: Text
    what: Text
    why: Text
    mend: Text
    mend_marked: Text
    message: Text
    example: Example
    limits: Text
    sources: tuple[Source, ...]
    anchor: tuple[str, ...]
    other: tuple[str, ...] = ()
    has_other: bool = False
    identity: tuple[str, ...]
    statement: Statement
    population: Statement
    needs: tuple[Statement, ...] = ()
    needs_why: Text | None = None
    whole: Whole | None = None
    top_first: bool = False
    mend_across: Text | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict[str, Parameter])
    spoken: tuple[str, ...] = ()
    below: Text | None = None
    fields: tuple[Column, ...] = ()
    since: str
    path: Path

    @property
    def whole_message(self) -> Text:
        """The message of a finding that cuts something off."""
        below = self.below
        if below is None:
            return self.message
        return Text(id=f"{self.message.id} {below.id}", en=f"{self.message.en} {below.en}")

    @property
    def reads_documents(self) -> bool:
        """Whether it is about the documents of an edition together, not about one of them."""
        return not OF_DOCUMENTS.isdisjoint(self.statement.parameters)

    @property
    def source(self) -> str:
        """The names of its sources, on one line."""
        return "; ".join(self.references)

    @property
    def references(self) -> tuple[str, ...]:
        """The names of its sources, as a finding cites them."""
        return tuple(source.text for source in self.sources)
