"""The reader of the product and the second reader make the same cascade of a random document."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from hypothesis import HealthCheck, given, settings

from governments.government import Government, governments
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import read_document
from oracle.reading import read
from oracle.unread import YEARLY
from oracle.vantage import graphs


def plain(cascade: Cascade) -> dict[str, Any]:
    """All of a cascade but the places and raw texts, in an order of its own where it is a set."""
    records = {
        record.id: {
            one.name: getattr(record, one.name)
            for one in fields(record)
            if one.name not in {"origin", "source_text"}
        }
        for _, record in cascade.records()
    }
    edges = {(edge.source, edge.target): replaced(edge) for edge in cascade.contributions}
    return {
        "plan": replace(cascade.plan, digest=""),
        "labels": cascade.labels(),
        "records": records,
        "contributions": edges,
        "links": sorted((link.type, link.source, link.target) for link in cascade.links),
        "problems": sorted({told(problem) for problem in cascade.problems}, key=str),
    }


def replaced(edge: Any) -> dict[str, Any]:
    return {one.name: getattr(edge, one.name) for one in fields(edge) if one.name != "origin"}


def told(problem: Problem) -> tuple[str | None, ...]:
    """What a problem says; an origin that stands for a record is a place, and left out."""
    origin = problem.subject_label is None and "!" in (problem.subject_id or "!")
    return (
        problem.code,
        problem.column,
        problem.subject_label,
        None if origin else problem.subject_id,
        problem.missing_id,
        problem.beside if problem.column in YEARLY else None,
    )


def without_self_references(cascade: Cascade) -> Cascade:
    """The cascade as a load keeps it: of self-references only those of a rejected edge."""
    apart = {
        edge.source
        for edge in cascade.contributions
        if edge.source == edge.target and edge.status == "rejected"
    }
    kept = tuple(
        one
        for one in cascade.problems
        if one.code != "self-reference" or (one.column != "reports_to" and one.subject_id in apart)
    )
    return replace(cascade, problems=kept)


@settings(
    max_examples=graphs(100),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(governments())
def test_both_readers_make_the_same_cascade(government: Government) -> None:
    reading = read_document(
        government.tables, name="acak.json", settings=read_settings(), lenient=True
    )
    assert reading.cascade is not None
    expected = without_self_references(read(government.tables, "acak"))
    assert plain(reading.cascade) == plain(expected)


@settings(
    max_examples=graphs(50),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(governments())
def test_a_strict_reading_refuses_exactly_what_has_errors(government: Government) -> None:
    reading = read_document(government.tables, name="acak.json", settings=read_settings())
    assert (reading.cascade is None) == bool(read(government.tables, "acak").problems)
