"""An answer in Python: the object itself, and its JSON, data frames, graph and picture."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, TypedDict, TypeVar, Unpack

from kinerja_graph.analysis.network import Network
from kinerja_graph.errors import UsageError
from kinerja_graph.files import write_whole
from kinerja_graph.library.plain import as_list
from kinerja_graph.model.schema import CHAIN
from kinerja_graph.numbers import format_cells
from kinerja_graph.render.notebook import iframe
from kinerja_graph.render.sight import Sight
from kinerja_graph.render.still.raster import DPI, png
from kinerja_graph.render.still.themes import ThemeName
from kinerja_graph.texts import _
from kinerja_graph.workflow.tabulating import (
    Row,
    columns_of,
    ids_of,
    pandas_frame,
    polars_frame,
    rows_of,
)

if TYPE_CHECKING:
    import networkx
    import pandas
    import polars

T = TypeVar("T")
MAX_DRAWN: Final = 400
"""The maximum number of boxes drawn in a notebook; larger answers are shown as a table."""
MAX_ROWS: Final = 50


class DrawnPart(TypedDict, total=False):
    """What of a picture a still shows, and how: the same words as in the address of its page.

    Attributes:
        only: what keeps its height while the rest is squeezed: ``chain:ID``, ``rule:RULE``,
            ``tone:error``, ``search:WORDS``, ``agency:ID``, ``level:COLUMN``.
        node: the id of the record whose chain is drawn with lines.
        z: the height of a row in pixels; without it everything is drawn.
        row: with ``z``, the row at the top.
        theme: ``light``, ``dark`` or ``print``.
        width: the width of the picture in pixels.
    """

    only: str
    node: str
    z: float
    row: float
    theme: ThemeName
    width: int


Still = Callable[[Sight, ThemeName, int | None], str]
"""Draws a part of a picture as SVG, in a theme, and as wide as given."""


@dataclass(frozen=True, slots=True, repr=False)
class Drawing:
    """A picture: one HTML page that needs no internet, and still pictures of it.

    Attributes:
        page: the page.
        title: what it shows, in a few words.
        still: draws it as SVG; None: it has no still pictures.

    >>> from kinerja_graph import Plan
    >>> picture = Plan.load("examples/traffic-slide").draw("level:0")
    >>> picture
    <Drawing Salindia: satu sasaran lalu lintas, empat instansi: level:0>
    >>> picture.save("lalu-lintas.html").name
    'lalu-lintas.html'
    >>> picture.save("lalu-lintas.png", only="chain:LALIN", dpi=300).name
    'lalu-lintas.png'
    """

    page: str
    title: str
    still: Still | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        return f"<Drawing {self.title}>"

    def svg(self, **part: Unpack[DrawnPart]) -> str:
        """Return the picture, or a part of it, as SVG.

        Raises:
            UsageError: the part names something that is not in the picture.
        """
        if self.still is None:
            raise UsageError(
                _("This drawing has no still picture."),
                mend=_("Draw the plan anew: Plan.draw gives one."),
            )
        sight = Sight(
            only=part.get("only"), node=part.get("node"), z=part.get("z"), row=part.get("row")
        )
        return self.still(sight, part.get("theme", "light"), part.get("width"))

    def png(self, dpi: int = DPI, **part: Unpack[DrawnPart]) -> bytes:
        """Return the picture, or a part of it, as PNG with ``dpi`` dots an inch.

        Raises:
            UsageError: it would be too large, or the part names something that is not in it.
        """
        return png(self.svg(**part), dpi)

    def save(self, path: str | Path, dpi: int = DPI, **part: Unpack[DrawnPart]) -> Path:
        """Write the picture atomically, and return its path: .svg and .png still, else the page.

        The page has every part, so ``dpi`` and ``part`` are for still pictures only.

        Raises:
            UsageError: the path cannot be written, or as ``png``.
        """
        place = Path(path)
        suffix = place.suffix.lower()
        if suffix == ".png":
            write_whole(place, self.png(dpi, **part))
        elif suffix == ".svg":
            write_whole(place, self.svg(**part))
        elif part:
            raise UsageError(
                _("A page has every part of the picture, so none is chosen here."),
                mend=_("Give a path that ends in .svg or .png."),
            )
        else:
            write_whole(place, self.page)
        return place

    def _repr_html_(self) -> str:
        """Return the picture for a notebook."""
        return iframe(self.page, title=self.title)


@dataclass(frozen=True, slots=True, repr=False)
class View(Generic[T]):
    """The result of a query on a plan.

    Attributes:
        name: the name of the view: ``trace``, ``align``, ``audit`` and so on.
        answer: the answer itself, such as a ``Trace``.
        data: the answer as JSON data.

    A notebook shows it as a picture of the records that it is about, or as a table if there are too
    many to draw.

    >>> from kinerja_graph import Plan
    >>> view = Plan.load("examples/traffic-slide").align("LALIN")
    >>> view
    <align LALIN, salindia-lalu-lintas 1: 4 rows>
    >>> view.to_pandas()[["id", "results"]].values.tolist()[0]
    ['dishub', 2]
    >>> view.to_polars().shape[0]
    4
    >>> sorted(view.to_networkx().predecessors("LALIN"))[:2]
    ['IKU-01', 'IKU-02']
    """

    name: str
    answer: T
    data: Mapping[str, Any]
    network: Callable[[Collection[str]], Network] = field(compare=False)
    drawn: Callable[[Network], Drawing] = field(compare=False)

    @property
    def rows(self) -> list[Row]:
        """The table of the answer, one dictionary per row."""
        return rows_of(self.name, self.data)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the table as a pandas DataFrame (``pip install 'kinerja-graph[pandas]'``).

        Raises:
            UsageError: pandas is not installed.
        """
        rows = self.rows
        found: pandas.DataFrame = pandas_frame(rows, columns_of(self.name, self.data, rows))
        return found

    def to_polars(self) -> polars.DataFrame:
        """Return the table as a polars DataFrame (``pip install 'kinerja-graph[polars]'``).

        Raises:
            UsageError: polars is not installed.
        """
        rows = self.rows
        found: polars.DataFrame = polars_frame(rows, columns_of(self.name, self.data, rows))
        return found

    def to_networkx(self) -> networkx.DiGraph[str]:
        """Return the records that the answer is about, and the chain among them, as a graph.

        Nodes have ``label``, ``name``, ``level``, ``agencies`` and ``owners``, and the columns of
        the answer's row for their id; edges point upward and have ``type``, ``kind``, ``sign`` and
        ``status``.
        """
        return to_graph(self.network(ids_of(self.name, self.data)), self.rows)

    def draw(self) -> Drawing:
        """Draw the records that the answer is about."""
        return self.drawn(self.network(ids_of(self.name, self.data)))

    def _repr_html_(self) -> str:
        """Return the picture for a notebook, or a table if it would be empty or too large."""
        ids = ids_of(self.name, self.data)
        if not 0 < len(ids) <= MAX_DRAWN:
            return self._table()
        network = self.network(ids)
        if not network.nodes:
            return self._table()
        drawing = self.drawn(network)
        return iframe(drawing.page, title=drawing.title)

    def _table(self) -> str:
        rows = self.rows
        columns = columns_of(self.name, self.data, rows)
        head = "".join(f"<th>{escape(column)}</th>" for column in columns)
        body = "".join(
            f"<tr>{''.join(_cells([row.get(column) for column in columns]))}</tr>"
            for row in rows[:MAX_ROWS]
        )
        more = f"{min(len(rows), MAX_ROWS)}/{len(rows)}"
        return (
            f"<table><caption>{escape(repr(self)[1:-1])} ({more})</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def __repr__(self) -> str:
        """Return the view, the edition, and the number of rows."""
        subject = self.data.get("subject") or self.data.get("position")
        about = f" {subject['id']}" if isinstance(subject, Mapping) else ""
        where = f"{self.data.get('dataset')} {self.data.get('edition')}"
        rows = "1 row" if len(self.rows) == 1 else f"{len(self.rows)} rows"
        return f"<{self.name}{about}, {where}: {rows}>"


def _cells(values: Sequence[Any]) -> Iterator[str]:
    """Yield the cells of a row, with distinct fractions; integers may be years."""
    for value, text in zip(values, format_cells(values, "en"), strict=True):
        yield f"<td>{escape(_value_text(value) if text is None else text)}</td>"


def _value_text(value: Any) -> str:
    if value is None:
        return ""
    listed = as_list(value)
    return str(value) if listed is None else ", ".join(map(str, listed))


def to_graph(network: Network, rows: Collection[Row] = ()) -> networkx.DiGraph[str]:
    """Return ``network`` as a networkx graph, edges upward, with the values of ``rows`` by id."""
    import networkx as nx  # noqa: PLC0415 - commands do without it

    said = {row["id"]: row for row in rows if isinstance(row.get("id"), str)}
    graph: networkx.DiGraph[str] = nx.DiGraph(dataset=network.dataset, edition=network.edition)
    for node in network.nodes:
        known = {
            "label": node.label,
            "name": node.name,
            "level": node.level,
            "agencies": list(node.agencies),
            "owners": list(node.owners),
        }
        extra = {key: value for key, value in said.get(node.id, {}).items() if key != "id"}
        graph.add_node(node.id, **(known | extra))
    for edge in network.edges:
        if edge.type in CHAIN:
            graph.add_edge(
                edge.source,
                edge.target,
                type=edge.type,
                kind=edge.kind,
                sign=edge.sign,
                status=edge.status,
            )
    return graph
