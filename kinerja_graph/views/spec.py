"""The declaration of a view: command, route, ``Plan`` method, JSON, CSV and pages derive from it.

The command line reads every declaration before it shows its help, so modules in this folder must
not import anything heavy: such code is elsewhere, referred to as ``module:function``.
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
    """Where the rows of a view are in its JSON, and which records the answer is about.

    Attributes:
        rows: the key of the list that is the view's table; None: every list in it, with a column
            ``change`` that names the list.
        columns: columns that exist even without rows, in order; more may follow.
        ids: where record ids are, each a path of keys through objects and lists.
    """

    rows: str | None
    columns: tuple[str, ...]
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a view besides its subject: an option, a query parameter.

    Attributes:
        name: its name in Python, in URLs, and after ``--`` on the command line.
        kind: its type: ``bool``, ``int | None``, a ``Literal``.
        help: its help on the command line.
        about: its description in the web service.
        value: the placeholder for its value in the command's help.
        min: the minimum.
        served_max: the maximum in the web service.
        flags: if each of its values is an option of its own: their help, by value.
        choose: how to fix the error when two of these flags are given.
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
    """The record that a view is about: an id, or a selector, which runs the view for each record.

    Attributes:
        labels: the labels that the record may have.
        about: its description in the web service.
        help: its help on the command line.
        required: whether it must be given; otherwise the default is the whole edition.
        several: whether one answer covers several records.
    """

    labels: tuple[str, ...]
    about: str
    help: Text | None = None
    required: bool = True
    several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How the web service offers a view, where that does not follow from the view's name.

    Attributes:
        path: the URL path, without the id.
        name: the name of the operation in the description of the service.
        about: the description, if it differs from the ``about`` of the view.
        about_whole: the same for a request without a record, if the record is optional.
        heavy: whether only a few of these may run concurrently.
        one_statement: whether the answer is one statement, which also resolves the edition.
    """

    path: str | None = None
    name: str | None = None
    about: str | None = None
    about_whole: str | None = None
    heavy: bool = False
    one_statement: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewSpec:
    """A view: a query on a loaded edition, and the shape of its answer.

    Attributes:
        name: the name of the ``Plan`` method and, by default, of the command and the route.
        about: what it answers, in a sentence.
        answer: the class of its answer: a frozen dataclass with ``dataset`` and ``edition``. It
            alone determines the JSON and the description in the service (``shapes.py``).
        ask: ``f(reader, edition, [id or ids], **parameters)``; None if ``query`` is enough.
        query: the statement ``cypher/queries/<query>.cypher``, given ``scope``, the ``key`` of the
            subject and the parameters that it uses; ``build(edition, rows)`` builds the answer
            from its rows.
        build: see ``query``.
        table: its rows, for CSV and data frames.
        subject: the record that it is about; None: the whole edition.
        parameters: its further parameters.
        command: the help of its command, or the name of a command that combines several views.
        blocks: ``f(answer, language, amount)``, which returns the answer as blocks, for every
            writer; None: the rows are shown as a table.
        route: how the web service offers it.
        place: its position among the views; views with the same position are sorted by name.
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
    """Return the columns that every view has for a record, and ``more``."""
    return (*_NODE, *more)
