"""``matrix``: agencies against outcomes."""

from __future__ import annotations

from typing import Final

from kinerja_graph.texts import Text
from kinerja_graph.views.spec import Route, Table, ViewSpec

VIEW: Final = ViewSpec(
    name="matrix",
    about="Agencies against outcomes.",
    ask="analysis.matrix:matrix",
    answer="analysis.matrix:Matrix",
    as_json="analysis.matrix:matrix_json",
    table=Table("cells", ("agency", "outcome", "results", "tasks"), ("outcomes.id",)),
    command=Text(
        id="Instansi × hasil akhir: siapa menopang apa, siapa tidak hadir.",
        en="Agencies × outcomes: who stands behind what, and who is missing.",
    ),
    formatter="matrix:matrix_parts",
    fits=("columns",),
    route=Route(heavy=True),
    place=30,
)
