"""The data for a picture: boxes, lines, and the state of the plan they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Detail = str | float | None
"""A fact about a box: text, a number, or None for unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkNode:
    """One box: a result or a task. Units and posts may be included too, for their names.

    Attributes:
        label: the label of the graph schema: Objective, Indicator, Task, Unit or Position.
        id: the id of the record, unique in the edition.
        name: the whole name; the id where the name is unknown.
        level: 0 (the government's own outcome) to 5; None for tasks and unknown levels.
        agencies: ids of its agencies, sorted.
        owners: ids of its owners (of a task: of its performers), sorted.
        details: facts by name: the names of the schema's properties (``measure_unit``,
            ``polarity``, ``kind``, ``baseline``, ``activity``, ``step``, ``output_quantity``,
            ``output_unit``, ``duration_minutes``, ``volume``, ``formula``, ``data_source``,
            ``role``, ``definition``, ``data_provider``, ``reporting_period``, ``accumulation``,
            ``tags`` (separated by semicolons), ``alias``, ``source``, ``source_text``, ``note``,
            ``origin``) and, of the latest year that has
            one, ``target`` (or ``target_low`` and ``target_high``) with ``target_year``,
            ``realisation`` with ``realisation_year``, in the measure unit.
    """

    label: str
    id: str
    name: str
    level: int | None
    agencies: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    details: Mapping[str, Detail] = field(default_factory=dict[str, Detail])


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkEdge:
    """One line from the lower end ``source`` to the higher end ``target``, both record ids.

    ``type`` is a type of the graph schema: CONTRIBUTES_TO and MEASURES are drawn,
    REJECTED_CONTRIBUTION and EXPECTS are told in words.
    """

    type: str
    source: str
    target: str
    kind: str | None = None
    sign: str | None = None
    status: str | None = None
    rationale: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Boxes and lines of one edition, or of what is tied to the record ``focus``.

    ``loaded_at`` is ISO 8601 in UTC, ``digest`` the SHA-256 of the input. ``agencies`` gives the
    name of every agency by its id; names of owning posts and units may stand there as well.
    ``view`` is the view that it is drawn as, ``all_agencies`` the ids of every agency of the
    edition, drawn or not, in any order.
    """

    dataset: str
    edition: str
    loaded_at: str
    digest: str
    focus: str | None
    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]
    agencies: Mapping[str, str]
    view: str = "cascade"
    all_agencies: tuple[str, ...] = ()
