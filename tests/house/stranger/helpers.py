"""``helpers``: what contributes to a result directly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import RESULTS
from kinerja_graph.texts import Text
from kinerja_graph.views.spec import Subject, Table, ViewSpec


@dataclass(frozen=True, slots=True)
class Helpers:
    """Ids of what contributes to a result."""

    dataset: str
    edition: str
    helpers: tuple[str, ...]


def build(edition: Edition, rows: Iterable[Mapping[str, Any]]) -> Helpers:
    """The answer, of the rows of the query."""
    ids = sorted(row["id"] for row in rows)
    return Helpers(edition.dataset, edition.edition, tuple(ids))


VIEW: Final = ViewSpec(
    name="helpers",
    about="What contributes to a result directly.",
    query="helpers",
    build=build,
    answer=Helpers,
    table=Table("helpers", ("id",), ("helpers",)),
    subject=Subject(
        labels=RESULTS,
        about="Id of a result, or a selector.",
        help=Text(id="id sasaran atau indikator", en="id of an objective or indicator"),
    ),
    command=Text(id="Yang langsung menyumbang pada hasil.", en="What contributes to a result."),
)
