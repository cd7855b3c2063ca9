"""Decide from an engine's own analysis of a statement whether a free query may run it.

Neo4j is asked for the plan of the statement: its kind must be a read, every operator in it must
be on a closed list, and no expression may hide a statement that leaves the graph. ArcadeDB has an
endpoint that accepts only reading statements (``store/console.py``). Both use their own parser,
so that no alias, comment or escape can make the check differ from what is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kinerja_graph.errors import StatementRefused
from kinerja_graph.library.tokens import WRITING_WORDS, Token, tokens
from kinerja_graph.texts import _

READ_ONLY: Final = _(
    "A free query only reads: MATCH, OPTIONAL MATCH, WITH, UNWIND, CALL (…) { … }, RETURN."
)
WRITING: Final = WRITING_WORDS | {"NODETACH", "USE", "TRANSACTIONS", "PERIODIC"}
"""Words that do more than read the graph, unless used as names; used only to locate the cause."""

_SCANS = """AllNodesScan DirectedAllRelationshipsScan DirectedRelationshipByElementIdSeek
    DirectedRelationshipByIdSeek DirectedRelationshipFulltextIndexSearch
    DirectedRelationshipIndexContainsScan DirectedRelationshipIndexEndsWithScan
    DirectedRelationshipIndexScan DirectedRelationshipIndexSeek DirectedRelationshipIndexSeekByRange
    DirectedRelationshipTypeScan DirectedRelationshipUniqueIndexSeek
    DirectedRelationshipUniqueIndexSeekByRange DirectedRelationshipVectorIndexSearch
    DirectedUnionRelationshipTypesScan DynamicDirectedRelationshipTypeLookup DynamicLabelNodeLookup
    DynamicUndirectedRelationshipTypeLookup IntersectionNodeByLabelsScan MultiNodeIndexSeek
    NodeByElementIdSeek NodeByIdSeek NodeByLabelScan NodeCountFromCountStore NodeFulltextIndexSearch
    NodeIndexContainsScan NodeIndexEndsWithScan NodeIndexScan NodeIndexSeek NodeIndexSeekByRange
    NodeUniqueIndexSeek NodeUniqueIndexSeekByRange NodeVectorIndexSearch
    RelationshipCountFromCountStore SubtractionNodeByLabelsScan UndirectedAllRelationshipsScan
    UndirectedRelationshipByElementIdSeek UndirectedRelationshipByIdSeek
    UndirectedRelationshipFulltextIndexSearch UndirectedRelationshipIndexContainsScan
    UndirectedRelationshipIndexEndsWithScan UndirectedRelationshipIndexScan
    UndirectedRelationshipIndexSeek UndirectedRelationshipIndexSeekByRange
    UndirectedRelationshipTypeScan UndirectedRelationshipUniqueIndexSeek
    UndirectedRelationshipUniqueIndexSeekByRange UndirectedRelationshipVectorIndexSearch
    UndirectedUnionRelationshipTypesScan UnionNodeByLabelsScan"""
_PARTITIONED = """PartitionedAllNodesScan PartitionedDirectedAllRelationshipsScan
    PartitionedDirectedRelationshipIndexScan PartitionedDirectedRelationshipIndexSeek
    PartitionedDirectedRelationshipIndexSeekByRange PartitionedDirectedRelationshipTypeScan
    PartitionedDirectedUnionRelationshipTypesScan PartitionedIntersectionNodeByLabelsScan
    PartitionedNodeByLabelScan PartitionedNodeIndexScan PartitionedNodeIndexSeek
    PartitionedNodeIndexSeekByRange PartitionedSubtractionNodeByLabelsScan
    PartitionedUndirectedAllRelationshipsScan PartitionedUndirectedRelationshipIndexScan
    PartitionedUndirectedRelationshipIndexSeek PartitionedUndirectedRelationshipIndexSeekByRange
    PartitionedUndirectedRelationshipTypeScan PartitionedUndirectedUnionRelationshipTypesScan
    PartitionedUnionNodeByLabelsScan PartitionedUnwind"""
_PATHS = """BidirectionalRepeat Expand OptionalExpand PathPropagatingBFS ProjectEndpoints Repeat
    RepeatOptions ShortestPath StatefulShortestPath TriadicBuild TriadicFilter TriadicSelection
    VarLengthExpand"""
_ROWS = """Anti AntiConditionalApply AntiSemiApply Apply Argument CacheProperties CartesianProduct
    ConditionalApply Distinct Eager EagerAggregation EmptyResult EmptyRow ExhaustiveLimit Filter
    LetAntiSemiApply LetSelectOrAntiSemiApply LetSelectOrSemiApply LetSemiApply Limit NodeHashJoin
    NodeLeftOuterHashJoin NodeRightOuterHashJoin Optional OrderedAggregation OrderedDistinct
    OrderedUnion PartialSort PartialTop PreserveOrder ProduceResults Projection
    RemoteBatchProperties RemoteBatchPropertiesWithFilter RollUpApply SelectOrAntiSemiApply
    SelectOrSemiApply SemiApply Skip Sort Top Top1WithTies Union Unwind ValueHashJoin
    ValueMergeJoin"""
OPERATORS: Final = frozenset(" ".join((_SCANS, _PARTITIONED, _PATHS, _ROWS)).split())
"""The operators in Neo4j's plans that only read the graph and compute, as of 5.26 to 2026.08.

Names as shown in plans, without the part in brackets (``Expand(All)``). Everything else is
refused: LoadCSV, ProcedureCall, every operator that writes, locks, administers or goes to another
graph, and new operators of future servers until they are reviewed.
"""
_LEAVING: Final = re.compile(r"\bLOAD CSV\b|ResolvedCall\(|\bCALL [\w`]+\.|\bUSE `")
"""Whatever leaves the graph, as Neo4j prints it when it renders a statement.

A subquery that the planner leaves inside an expression (``[x IN xs | COLLECT { LOAD CSV … }]``)
has no operators in the plan; the details of the operator that computes the expression show it.
"""


def check_plan(text: str, kind: str | None, plan: Mapping[str, Any] | None, database: str) -> None:
    """Check that Neo4j's plan of ``text`` only reads ``database``.

    Args:
        text: the statement, to locate the cause in it.
        kind: the kind of statement that the server reports (``r`` for reads).
        plan: its plan: ``operatorType``, ``args`` and ``children`` of each operator.
        database: the database that may be read.

    Raises:
        StatementRefused: it does anything else, or the server does not say.
    """
    operators = list(_walk(plan)) if plan else []
    forbidden = sorted({name for name, _, _ in operators if name not in OPERATORS})
    leaves = any(_LEAVING.search(details) for _, _, details in operators)
    if kind != "r" or forbidden or leaves or not operators:
        raise refusal(text, forbidden)
    elsewhere = sorted({place for _, place, _ in operators} - {"", database.casefold()})
    if elsewhere:
        raise StatementRefused(
            _("This query runs in the database {other}, not in {database}."),
            mend=_("Remove USE; the database is named in KINERJA_DATABASE, by its own name."),
            other=", ".join(elsewhere),
            database=database,
        )


def _walk(plan: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield for every operator in the plan its bare name, its database, and its details."""
    name, _unused, place = str(plan.get("operatorType", "")).partition("@")
    computed: Mapping[str, Any] = plan.get("args") or {}
    details = str(computed.get("Details", ""))
    yield name.partition("(")[0], place.casefold(), details
    for child in plan.get("children") or ():
        yield from _walk(child)


def refusal(text: str, forbidden: list[str] | None = None) -> StatementRefused:
    """Return the error for a statement that does more than read, according to the engine.

    Its position is that of the first word that may be the cause. ``forbidden`` are
    the engine's names for what it would do besides reading.
    """
    found = list(tokens(text))
    keywords = WRITING | {"CALL"}
    candidates = [
        place for place, word in enumerate(found) if word.kind == "name" and word.folded in keywords
    ]
    clauses = [place for place in candidates if not place or not _makes_a_name(found[place - 1])]
    at = (clauses or candidates)[:1]
    where = f"{found[at[0]].line}:{found[at[0]].column}" if at else ""
    what = _("The engine says that this query does more than read.")
    if forbidden:
        what = _("The engine says that this query does more than read: {operators}.").filled(
            operators=", ".join(forbidden)
        )
    return StatementRefused(what, mend=READ_ONLY, where=where)


def _makes_a_name(before: Token) -> bool:
    return before.text in {".", ":", "|", "&", "!", "{", ","} or before.says("AS")
