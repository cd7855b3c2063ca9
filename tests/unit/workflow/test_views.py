"""The declarations of the views: what they name is there, and fits what they say."""

import inspect
from dataclasses import fields, is_dataclass
from typing import get_type_hints

import pytest

from kinerja_graph.library.queries import named
from kinerja_graph.library.references import resolve
from kinerja_graph.shapes import shape_of
from kinerja_graph.views.registry import VIEWS
from kinerja_graph.views.spec import ViewSpec
from kinerja_graph.workflow.plan import Plan
from kinerja_graph.workflow.plan_views import PlanViews

EVERY = pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)


@EVERY
def test_what_a_view_is_asked_by_takes_what_it_declares(view: ViewSpec) -> None:
    told = {one.name: one for one in view.parameters}
    if view.ask is None:
        assert set(named(view.query or view.name).parameters) <= {"scope", "key", *told}
        assert callable(resolve(view.build or ""))
        return
    _reader, _edition, *taken = inspect.signature(resolve(view.ask)).parameters.values()
    if view.subject is not None:
        subject = taken.pop(0)
        assert (subject.default is None) == (not view.subject.required)
    assert {one.name: one.default for one in taken} == {
        name: one.default for name, one in told.items()
    }
    hints = get_type_hints(resolve(view.ask))
    assert {one.name: hints[one.name] for one in taken} == {
        name: one.kind for name, one in told.items()
    }


@EVERY
def test_an_answer_says_of_which_edition_it_is(view: ViewSpec) -> None:
    answer = resolve(view.answer)
    assert is_dataclass(answer)
    assert {"dataset", "edition"} <= {one.name for one in fields(answer)}
    if view.ask is not None:
        assert get_type_hints(resolve(view.ask))["return"] is answer
    shape = shape_of(resolve(view.answer))
    assert shape is not None
    assert [key.name for key in shape.keys][:2] == ["dataset", "edition"]


@EVERY
def test_people_are_told_in_blocks_that_every_writer_writes(view: ViewSpec) -> None:
    assert view.blocks is not None
    taken = list(inspect.signature(resolve(view.blocks)).parameters.values())
    assert [one.name for one in taken[1:3]] == ["language", "amount"]
    assert get_type_hints(resolve(view.blocks))[taken[0].name] is resolve(view.answer)
    assert all(one.default is not one.empty for one in taken[3:])


def test_a_plan_has_every_view_and_writes_none_itself() -> None:
    methods = {name for name in vars(PlanViews) if not name.startswith("_")}
    assert methods == set(VIEWS)
    assert not methods & set(vars(Plan))
