"""A form: which rows it has, and what stands in its columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from kinerja_graph.texts import EMPTY, Text

OptionName = Literal["unit", "position", "tag", "year", "since", "baseline"]
Need = Literal["required", "optional", "default", "closed", "none"]
"""Whether a form takes an option; of ``year``: ``default``, the first plan year that is not closed,
or ``closed``, the last closed one, where none is given."""
Human = Literal["evaluator", "pejabat", "perencana", "penyusun", "pengelola", "verifikator"]
"""Who fills in what the graph never does."""
OPTIONS: Final[tuple[OptionName, ...]] = ("unit", "position", "tag", "year", "since", "baseline")
HUMANS: Final[tuple[Human, ...]] = (
    "evaluator",
    "pejabat",
    "perencana",
    "penyusun",
    "pengelola",
    "verifikator",
)
SIGNERS: Final = ("superior", "position", "head", "evaluator", "team")
EACH: Final = ("plan_years", "quarters", "levels", "results")
SETTINGS: Final = ("cap",)
"""Settings of ``[forms]`` that a column may need."""
PLACES: Final = (
    "unit",
    "position",
    "year",
    "year-1",
    "first",
    "last",
    "dataset",
    "edition",
    "document",
    "it",
    "cap",
)
"""What texts may have in braces."""


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a column: a name, and of some the year: ``year``, ``last``, ``it``, ``2``."""

    name: str
    argument: str = ""

    def __str__(self) -> str:
        """Return it as a form file has it."""
        return f"{self.name}({self.argument})" if self.argument else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column.

    Attributes:
        id: its name in the form.
        head: its heading.
        value: what stands in it; None if only a person fills it.
        human: who fills it: always, or where ``value`` is unknown.
        each: repeated for each plan year, quarter or level, or for each result of a leader.
        needs: the setting without which there is no such column.
        is_hint: whether it stands right of the print area, as a hint to whom fills the form.
        width: its share of the width.
        unknown: what stands in print where the value is unknown.
        is_optional: whether nothing is missing where it is empty.
    """

    id: str
    head: Text
    value: Value | None = None
    human: Human | None = None
    each: str | None = None
    needs: str | None = None
    is_hint: bool = False
    width: float = 1
    unknown: Text = EMPTY
    is_optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One table of a form.

    Attributes:
        of: what a row is.
        where: which of them: a selector, ``iku``, ``scope`` or another word for these rows.
        order, group: names by which rows are sorted, and equal neighbours of which are merged.
        title: its heading; empty in a form of one table.
        text: paragraphs above it.
        totals: ids of columns that are added up below it.
        card: the heading of each row where files write rows as cards, an element of a row on a line
            each; empty where they write a table.
    """

    of: str
    where: str = ""
    order: tuple[Value, ...] = ()
    group: tuple[Value, ...] = ()
    columns: tuple[Column, ...] = ()
    title: Text = EMPTY
    text: tuple[Text, ...] = ()
    totals: tuple[str, ...] = ()
    card: Text = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form.

    Attributes:
        name: the stem of its file.
        title: its title.
        basis: what its columns follow, printed at the foot.
        options: which options it takes; one that is not named is taken by none.
        parts: its tables; one unless the file says ``parts``.
        has_parts: whether the file says so.
        levels: the words of the levels 0 to 5, and of level 3 for outputs.
        signature: who signs on the left and on the right.
        signs_last: whether they sign below the last table alone, not below each.
        is_wide: whether its pages are landscape.
        draft: what the foot calls it: ``draft`` or ``hints``.
        of_posts: whether its tables are filled for one post in scope after the other.
        path: its file.
    """

    name: str
    title: Text
    parts: tuple[Part, ...]
    path: Path
    basis: Text = EMPTY
    options: dict[OptionName, Need] = field(default_factory=dict[OptionName, Need])
    has_parts: bool = False
    levels: tuple[Text, ...] = ()
    output: Text = EMPTY
    signature: tuple[tuple[str, str], ...] = ()
    signs_last: bool = False
    is_wide: bool = True
    draft: Literal["draft", "hints"] = "draft"
    of_posts: bool = False
