"""What of a plan is let through, where no server at hand could make such a plan."""

from __future__ import annotations

from typing import Any

import pytest

from kinerja_graph.errors import StatementRefused
from kinerja_graph.store.verdict import check_plan
from kinerja_graph.texts import LANGUAGES

TEXT = "MATCH (n) RETURN n"


def plan(name: str, *below: str, details: str = "n") -> dict[str, Any]:
    """A plan of operators, each the child of the one before."""
    children = [plan(*below, details=details)] if below else []
    return {"operatorType": name, "args": {"Details": details}, "children": children}


def test_a_plan_that_only_reads_passes() -> None:
    reading = plan("ProduceResults@kota", "Expand(All)@kota", "NodeUniqueIndexSeekByRange@KOTA")
    check_plan(TEXT, "r", reading, "Kota")
    check_plan(TEXT, "r", plan("ProduceResults", "AllNodesScan"), "kota")


@pytest.mark.parametrize("kind", ["rw", "w", "s", "", None])
def test_a_plan_of_another_kind_is_refused(kind: str | None) -> None:
    with pytest.raises(StatementRefused):
        check_plan(TEXT, kind, plan("ProduceResults@neo4j"), "neo4j")


@pytest.mark.parametrize("tree", [None, {}, {"children": []}, {"operatorType": "", "args": None}])
def test_where_there_is_no_plan_nothing_runs(tree: dict[str, Any] | None) -> None:
    with pytest.raises(StatementRefused):
        check_plan(TEXT, "r", tree, "neo4j")


@pytest.mark.parametrize(
    "name", ["LoadCSV", "ProcedureCall", "NewOperator", "produceresults", "Merge(Into)", "Expand2"]
)
def test_an_operator_that_is_not_listed_is_refused_and_named(name: str) -> None:
    tree = plan("ProduceResults@neo4j", "Apply@neo4j", f"{name}@neo4j", "Argument@neo4j")
    with pytest.raises(StatementRefused) as caught:
        check_plan(TEXT, "r", tree, "neo4j")
    for language in LANGUAGES:
        assert name.partition("(")[0] in caught.value.tell(language)


@pytest.mark.parametrize(
    "details",
    [
        "[x IN $a | COLLECT { LOAD CSV WITH HEADERS FROM x AS l RETURN l AS l }] AS y",
        "any(x IN $a WHERE EXISTS { ResolvedCall(db.labels() :: label) RETURN label AS label })",
        "EXISTS { CALL db.labels() YIELD label RETURN label }",
        "COUNT { USE `other` MATCH (n) RETURN n }",
    ],
)
def test_what_an_expression_hides_is_refused(details: str) -> None:
    with pytest.raises(StatementRefused):
        check_plan(TEXT, "r", plan("ProduceResults@neo4j", details=details), "neo4j")


def test_another_database_is_refused_and_named() -> None:
    with pytest.raises(StatementRefused) as caught:
        check_plan(TEXT, "r", plan("ProduceResults@neo4j", "AllNodesScan@Gaji"), "neo4j")
    assert "gaji" in caught.value.what.en
    assert "KINERJA_DATABASE" in caught.value.mend.en
