"""What a view declares: command, route, ``Plan`` method, JSON, CSV and pages come from it.

The command line reads every declaration before it shows its help, so that a module of this folder
loads nothing heavy: what is large stands elsewhere and is named as ``module:function``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kinerja_graph.library.references import Reference
from kinerja_graph.texts import Text

_NODE: Final = ("label", "id", "name", "level", "agencies", "owners")


@dataclass(frozen=True, slots=True)
class Table:
    """Where the rows of a view stand in its JSON, and which records the answer is about.

    Attributes:
        rows: the key of the list that is the view's table; None: every list of it, with a column
            ``change`` that names the list.
        columns: columns that are there even without rows, in order; more may follow.
        ids: places of record ids, each a path of keys through objects and lists.
    """

    rows: str | None
    columns: tuple[str, ...]
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What may be said beside the record that is asked about: an option, a query parameter.

    Attributes:
        name: in Python, in addresses, and after ``--`` on the command line.
        kind: its type: ``bool``, ``int | None``, a ``Literal``.
        help: on the command line.
        about: in the web service.
        value: the word for its value in the help of the command.
        min: the lowest value.
        served_max: the highest that the web service takes.
        flags: where each of its values is an option of its own: their help, by value.
        choose: how to fix where two of these flags stand together.
    """

    name: str
    kind: Any
    default: Any
    help: Text | None = None
    about: str | None = None
    value: str | None = None
    min: int | None = None
    served_max: int | None = None
    flags: Mapping[str, Text] = field(default_factory=dict[str, Text])
    choose: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The record that a view is about: an id, or a selector, which asks it of each record.

    Attributes:
        labels: of which records it can be asked.
        about: in the web service.
        help: on the command line.
        required: whether it may not be left out; left out, all of the edition is meant.
        several: whether many are asked about together, in one answer.
    """

    labels: tuple[str, ...]
    about: str
    help: Text | None = None
    required: bool = True
    several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How the web service offers a view, where it is not as the name of the view says.

    Attributes:
        path: the address, without the id.
        name: of the operation, in the description of the service.
        about: what it answers, where that is not said by the ``about`` of the view.
        about_whole: the same of a question without a record, where the record may be left out.
        heavy: whether few of these are answered at the same time.
        one_statement: whether the answer is one statement, which also tells the edition meant.
    """

    path: str | None = None
    name: str | None = None
    about: str | None = None
    about_whole: str | None = None
    heavy: bool = False
    one_statement: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewSpec:
    """A view: a question to a loaded edition, and the shape of its answer.

    Attributes:
        name: of the ``Plan`` method; without more said also of the command and the route.
        about: what it answers, in a sentence.
        answer: the class of its answer: a frozen dataclass with ``dataset`` and ``edition``. It
            alone says what JSON and the description of the service have of it (``shapes.py``).
        ask: ``f(reader, edition, [id or ids], **parameters)``; None where ``query`` is all.
        query: the statement ``cypher/queries/<query>.cypher``, given ``scope``, the ``key`` of the
            subject and the parameters, as far as it names them; ``build(edition, rows)`` makes the
            answer of its rows.
        build: see ``query``.
        table: its rows: CSV, data frames.
        subject: the record that it is about; None: the whole edition.
        parameters: what else may be said.
        command: the help of its command, or the name of a command that asks several views.
        blocks: ``f(answer, language, amount)``, which gives the answer as blocks, for every writer;
            None: people are told its rows as a table.
        route: how the web service offers it.
        place: its place among the views; those of one place stand by name.
    """

    name: str
    about: str
    answer: Reference
    table: Table
    ask: Reference | None = None
    query: str | None = None
    build: Reference | None = None
    subject: Subject | None = None
    parameters: tuple[Parameter, ...] = ()
    command: Text | str
    blocks: Reference | None = None
    route: Route = Route()
    place: int = 1000


def node_columns(*more: str) -> tuple[str, ...]:
    """The columns of a record as every view tells it, and ``more``."""
    return (*_NODE, *more)
