"""The graph schema, defined once: labels, properties, relationship types (contract §1).

Constraints, indexes, load statements, ``docs/schema.md``, exports and the check of every name
in ``cypher/`` are derived from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

SCHEMA_VERSION: Final = 3
"""The current version; ``model/migrations.py`` migrates older graphs to it."""

PropertyType = Literal["str", "int", "float", "bool", "list[int]", "list[float]", "list[str]"]


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its type and meaning. Unknown properties are absent."""

    name: str
    type: PropertyType
    meaning: str


@dataclass(frozen=True, slots=True)
class NodeType:
    """One label with its properties; ``key`` is unique, ``scope`` is indexed."""

    label: str
    meaning: str
    properties: tuple[Property, ...]

    def names(self) -> frozenset[str]:
        """Return the names of all its properties."""
        return frozenset(item.name for item in self.properties)


@dataclass(frozen=True, slots=True)
class EdgeType:
    """One relationship type, the labels at both ends, and its properties."""

    type: str
    meaning: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    properties: tuple[Property, ...] = ()


_IDENTITY = (
    Property("key", "str", "scope and id; unique in the whole graph"),
    Property("id", "str", "the id of the input, unique inside an edition"),
    Property("name", "str", "the name, inner white space folded to one space"),
    Property("scope", "str", "the snapshot that it belongs to"),
)
_LINE = Property("line", "int", "the line of the file on which it begins; absent where unknown")
_RECORD = (
    *_IDENTITY,
    Property("name_key", "str", "the name for comparing: white space folded, capitals made small"),
    Property("origin", "str", "where it came from: file!row, file!sheet!row or file!table!row"),
    _LINE,
    Property("alias", "str", "another name in use"),
    Property("source", "str", "who supplied the record"),
    Property("source_text", "str", "the wording before correction"),
    Property("note", "str", "a remark of the planner (keterangan)"),
)
_TAGS = (
    Property("tags", "list[str]", "themes that the record states, in the order of the input"),
    Property("tag_keys", "list[str]", "those tags folded for comparing"),
)
_AGENCY = Property("agency", "str", "id of the nearest unit at or above it: opd or external")
_CIRCLE = Property("circle", "str", "smallest id of the circle of the chain that it lies on")
_LEVEL = Property("level", "int", "0 (the government's own outcome) to 5 (the individual)")

NODES: Final[tuple[NodeType, ...]] = (
    NodeType(
        "Unit",
        "government, agency (OPD), sub-unit or external body",
        (*_RECORD, Property("kind", "str", "pemda, opd, unit or external"), _AGENCY),
    ),
    NodeType(
        "Position",
        "a post (jabatan), never a person",
        (
            *_RECORD,
            Property("rank", "str", "the rank of the post"),
            Property("ladder", "str", "the functional ladder that it stands on"),
            Property("ladder_key", "str", "the ladder folded for comparing"),
            Property("rung", "int", "1 is the highest rung"),
            Property("supervised", "bool", "whether higher rungs supervise lower ones"),
            _AGENCY,
            Property("circle", "str", "smallest id of the circle of REPORTS_TO that it lies on"),
        ),
    ),
    NodeType(
        "Objective",
        "a result statement (sasaran, condition)",
        (
            *_RECORD,
            _LEVEL,
            Property("cross_agency", "bool", "marked as needing several agencies"),
            Property("role", "str", "outcome, csf or condition"),
            *_TAGS,
            _CIRCLE,
        ),
    ),
    NodeType(
        "Indicator",
        "a performance indicator (indikator kinerja)",
        (
            *_RECORD,
            _LEVEL,
            Property("kind", "str", "impact, outcome, output, process or input"),
            Property("measure_unit", "str", "the unit in which it is measured"),
            Property("measure_unit_key", "str", "the measure unit folded for comparing"),
            Property("polarity", "str", "up, down, hold or range"),
            Property("baseline", "float", "the start value, in the measure unit"),
            Property("formula", "str", "how it is computed"),
            Property("data_source", "str", "where the figures come from"),
            Property("definition", "str", "the operational definition"),
            Property("data_provider", "str", "who provides the figures"),
            Property("reporting_period", "str", "month, quarter, half or year"),
            Property("accumulation", "str", "sum, cumulative, average or last"),
            *_TAGS,
            Property("target_years", "list[int]", "years with a target of one number, ascending"),
            Property("targets", "list[float]", "those targets, in the measure unit"),
            Property("range_years", "list[int]", "years with a range target, ascending"),
            Property("range_lows", "list[float]", "the low ends of those ranges"),
            Property("range_highs", "list[float]", "the high ends of those ranges"),
            Property("realisation_years", "list[int]", "years with a realisation, ascending"),
            Property("realisations", "list[float]", "those realisations, in the measure unit"),
            Property("achievement_years", "list[int]", "years with an achievement, ascending"),
            Property("achievements", "list[float]", "those achievements, in percent, unrounded"),
            Property(
                "value_years",
                "list[int]",
                "years with a row in the table values, ascending; absent in older graphs",
            ),
            Property("value_rows", "list[int]", "those rows, of the Edition's values_origin"),
            Property(
                "derived_target_years",
                "list[int]",
                "years whose target, or range, the values of their periods make",
            ),
            Property(
                "derived_realisation_years",
                "list[int]",
                "years whose realisation the values of their periods make",
            ),
            Property(
                "beside_target_years",
                "list[int]",
                "years with a stated target of one number of which a complete kind of period makes"
                " one too",
            ),
            Property(
                "beside_targets",
                "list[float]",
                "those that the periods make, beside the stated ones in targets",
            ),
            Property(
                "period_target_codes",
                "list[str]",
                "periods with a target of one number: 2026Q1, 2026S1, 2026M01; ascending",
            ),
            Property("period_targets", "list[float]", "those targets, in the measure unit"),
            Property("period_range_codes", "list[str]", "periods with a range target, ascending"),
            Property("period_range_lows", "list[float]", "the low ends of those ranges"),
            Property("period_range_highs", "list[float]", "the high ends of those ranges"),
            Property(
                "period_realisation_codes", "list[str]", "periods with a realisation, ascending"
            ),
            Property(
                "period_realisations", "list[float]", "those realisations, in the measure unit"
            ),
            Property(
                "period_value_codes",
                "list[str]",
                "periods with a row in the table values, ascending",
            ),
            Property("period_value_rows", "list[int]", "those rows"),
            _CIRCLE,
        ),
    ),
    NodeType(
        "Task",
        "one step of a standard operating procedure (SOP)",
        (
            *_RECORD,
            Property("activity", "str", "the kegiatan that the step belongs to"),
            Property("step", "str", "the number of the step"),
            Property("output_quantity", "float", "how much the step puts out"),
            Property("output_unit", "str", "what it puts out"),
            Property("duration_minutes", "float", "standard time of one execution, in minutes"),
            Property("volume", "float", "executions a year"),
            *_TAGS,
        ),
    ),
    NodeType(
        "Programme",
        "a program, activity or sub-activity of a budget; its code is unique among programmes",
        (
            *_RECORD,
            Property("kind", "str", "program, activity or sub_activity"),
            Property("budget_years", "list[int]", "years with a budget of its own, ascending"),
            Property("budgets", "list[float]", "those budgets, in rupiah"),
            Property("spent_years", "list[int]", "years with spending of its own, ascending"),
            Property("spents", "list[float]", "what was spent in those years, in rupiah"),
            Property(
                "budgeted",
                "bool",
                "true where it has a budget above 0 in some year, its own or what those below make",
            ),
        ),
    ),
    NodeType(
        "Edition",
        "one state of one plan; visible snapshots alone have one",
        (
            *_IDENTITY,
            Property("dataset", "str", "the government"),
            Property("edition", "str", "the state of its plan"),
            Property("first_year", "int", "first year of the plan"),
            Property("last_year", "int", "last year of the plan"),
            Property("as_of", "int", "last closed year"),
            Property("loaded_at", "str", "when this snapshot became visible (ISO 8601, UTC)"),
            Property("first_loaded", "int", "order in which editions were first loaded"),
            Property("digest", "str", "SHA-256 of the input"),
            Property("schema_version", "int", "version of this schema"),
            Property(
                "headings",
                "str",
                "the planner's own headings of the columns, as JSON; absent where there are none, "
                "and in graphs of older versions",
            ),
            Property(
                "document",
                "str",
                "the document that it is, beside the plan of its edition; absent for the plan",
            ),
            Property(
                "values_origin",
                "str",
                "where the table values stands: file, file!sheet or file!table; absent where it "
                "has several places or none, and in graphs of older versions",
            ),
        ),
    ),
    NodeType(
        "Problem",
        "what a lenient load could not read",
        (
            *_IDENTITY,
            Property("code", "str", "its code in the list of errors (reference/errors.md)"),
            Property("origin", "str", "where it came from"),
            _LINE,
            Property("heading", "str", "the heading of its cell"),
            Property("value", "str", "the text that was read"),
            Property("subject_label", "str", "label of the record concerned; absent where none"),
            Property("subject_id", "str", "id of the record concerned, or the origin"),
            Property("missing_id", "str", "the id that leads nowhere"),
            Property("beside", "str", "year or far end of the row of values or contributions"),
            Property("period", "str", "part of that year, or what was written for it"),
        ),
    ),
)

INTERNAL: Final[tuple[NodeType, ...]] = (
    NodeType(
        "Lease",
        "who loads or drops an edition just now; internal to the store",
        (
            Property(
                "key", "str", "dataset + U+001F + edition, or the scope of a passing snapshot"
            ),
            Property("scope", "str", "the snapshot that is being filled"),
            Property("holder", "str", "a random word, one for each load"),
            Property("host", "str", "the machine and process space of the holder"),
            Property("pid", "int", "the process of the holder"),
            Property("started", "float", "when that process started, in seconds since 1970"),
            Property("expires", "int", "when it lapses unless renewed, in ms since 1970"),
            Property("turns", "int", "how often it was locked"),
        ),
    ),
    NodeType(
        "Leftover",
        "a snapshot that no edition names, to be swept; internal to the store",
        (
            Property("key", "str", "the scope"),
            Property("scope", "str", "the snapshot to be removed"),
            Property("due", "int", "from when it may be removed, in ms since 1970"),
            Property("claimed", "int", "until when somebody removes it, in ms since 1970"),
            Property("turns", "int", "how often it was locked"),
        ),
    ),
    NodeType(
        "Counter",
        "what is counted over all loads; internal to the store",
        (
            Property("key", "str", "what is counted"),
            Property("value", "int", "the last number given"),
        ),
    ),
)

_RESULTS = ("Indicator", "Objective")
_CONTRIBUTION = (
    Property(
        "basis",
        "str",
        "stated, or nesting: drawn by an import from codes, indent or merged parents; absent in "
        "graphs of older versions, where it means stated",
    ),
    Property("kind", "str", "vertical or crosscutting"),
    Property("sign", "str", "+ or -"),
    Property("mode", "str", "sum where the lower values add up to the upper"),
    Property("weight", "float", "its share, as the plan gives it"),
    Property("rationale", "str", "why the lower brings about the upper"),
    Property("reason", "str", "why it skips a level"),
    Property("status", "str", "accepted, requested or rejected"),
    Property("origin", "str", "where it came from"),
)
_ORIGIN = (Property("origin", "str", "where it came from"),)

EDGES: Final[tuple[EdgeType, ...]] = (
    EdgeType(
        "CONTRIBUTES_TO",
        "a task or result helps to bring about a higher result",
        ("Task", *_RESULTS),
        _RESULTS,
        _CONTRIBUTION,
    ),
    EdgeType(
        "REJECTED_CONTRIBUTION",
        "a contribution that was asked for and rejected; no chain walks it",
        ("Task", *_RESULTS),
        _RESULTS,
        _CONTRIBUTION,
    ),
    EdgeType(
        "MEASURES", "an indicator measures an objective", ("Indicator",), ("Objective",), _ORIGIN
    ),
    EdgeType("OWNS", "who answers for a result", ("Unit", "Position"), _RESULTS, _ORIGIN),
    EdgeType("PERFORMS", "a post does a step", ("Position",), ("Task",), _ORIGIN),
    EdgeType(
        "PART_OF",
        "a unit is part of a unit, a programme of a programme",
        ("Unit", "Programme"),
        ("Unit", "Programme"),
        _ORIGIN,
    ),
    EdgeType(
        "IN_UNIT",
        "a post sits in a unit, a programme is carried out by one",
        ("Position", "Programme"),
        ("Unit",),
        _ORIGIN,
    ),
    EdgeType("REPORTS_TO", "a post reports to a post", ("Position",), ("Position",), _ORIGIN),
    EdgeType("EXPECTS", "an objective needs this agency", ("Objective",), ("Unit",), _ORIGIN),
    EdgeType(
        "SERVES",
        "a programme pays for a result; no chain walks it",
        ("Programme",),
        _RESULTS,
        _ORIGIN,
    ),
)

BY_LABEL: Final = {node.label: node for node in (*NODES, *INTERNAL)}
BY_TYPE: Final = {edge.type: edge for edge in EDGES}
CHAIN: Final = ("CONTRIBUTES_TO", "MEASURES")
"""The relationship types that make up the chain, followed upward."""
