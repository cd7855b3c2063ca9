"""Routes of the views, made from their declarations; an id may contain slashes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Final, Union

from fastapi import APIRouter, Path, Query, Response

from kinerja_api.access.concurrency import work_kind
from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import (
    View,
    answer_for_chain,
    answer_for_edition,
    answer_for_record,
    responses,
)
from kinerja_api.models import Paged, model_of
from kinerja_api.question import PagedDep, Question
from kinerja_graph.library.references import resolve
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import as_json
from kinerja_graph.views.registry import VIEWS
from kinerja_graph.views.spec import Parameter, Subject, ViewSpec
from kinerja_graph.workflow.asking import ask_selected, ask_together, ask_view
from kinerja_graph.workflow.edition_cache import EngineReader
from kinerja_graph.workflow.selecting import Answers

router = APIRouter(route_class=AnswerRoute, tags=["views"])
MAX_NAMES: Final = 500
"""Maximum number of ids and selectors in one request."""


def add_routes(router: APIRouter, spec: ViewSpec) -> None:
    """Add the URLs of ``spec``, each as JSON and as CSV."""
    subject, model = spec.subject, model_of(resolve(spec.answer), base=Paged)
    alone = subject is None or subject.several
    several = None if alone else model_of(Answers, base=Paged, of=model)
    view = View(spec.name, model, several)
    if subject is None or subject.several or not subject.required:
        _add_edition_endpoint(router, spec, view)
    if subject is not None and not subject.several:
        _add_record_endpoint(router, spec, view)


def _add_edition_endpoint(router: APIRouter, spec: ViewSpec, view: View) -> None:
    """Add the endpoint for the whole edition, or for several records of it."""

    def endpoint(question: Question, names: list[str] | None = None, **values: Any) -> Response:
        store = question.store

        def make(edition: Edition) -> Mapping[str, Any]:
            if names is None:
                return as_json(ask_view(store, edition, spec, **values))
            decided = question.rule_set()
            return as_json(ask_together(store, edition, spec, names, rule_set=decided, **values))

        return answer_for_edition(question, view, make)

    name = spec.route.name or f"read_{spec.name}"
    about = spec.route.about_whole or spec.route.about or spec.about
    several = spec.subject is not None and spec.subject.several
    taken = [_names_parameter(spec.subject)] if several and spec.subject is not None else []
    _describe(endpoint, name, about, [*taken, *_parameters(spec)], heavy=spec.route.heavy)
    path = spec.route.path or f"/{spec.name}"
    router.get(
        f"{path}.csv", responses=responses(400, 404, 409, csv=True), response_class=Response
    )(endpoint)
    router.get(path, responses=responses(400, 404, 409), response_model=view.model)(endpoint)


def _add_record_endpoint(router: APIRouter, spec: ViewSpec, view: View) -> None:
    """Add the endpoint for a record, or for each record that a selector matches."""

    def endpoint(question: Question, text: str, **values: Any) -> Response:
        def make(reader: EngineReader, edition: Edition, name: str) -> Mapping[str, Any]:
            decided = question.rule_set()
            told = ask_selected(reader, edition, spec, name, rule_set=decided, **values)
            return as_json(told.result)

        if spec.route.one_statement:
            return answer_for_chain(question, view, text, make)
        return answer_for_record(
            question, view, text, lambda edition, name: make(question.store, edition, name)
        )

    both = spec.subject is not None and not spec.subject.required
    name = f"read_{spec.name}_of" if both else spec.route.name or f"read_{spec.name}"
    about = "" if spec.subject is None else spec.subject.about
    text = Annotated[str, Path(alias="id", description=about)]
    taken = [("text", text, inspect.Parameter.empty), *_parameters(spec)]
    _describe(endpoint, name, spec.route.about or spec.about, taken, heavy=spec.route.heavy)
    path = f"{spec.route.path or f'/{spec.name}'}/{{id:path}}"
    shapes: Any = Union[view.model, view.several]  # noqa: UP007  # of values, not of names
    router.get(path, responses=responses(400, 404, 409, csv=True), response_model=shapes)(endpoint)


_EndpointParameter = tuple[str, Any, Any]
"""A parameter of an endpoint: its name, its annotation, its default."""


def _parameters(spec: ViewSpec) -> Iterator[_EndpointParameter]:
    for one in spec.parameters:
        yield one.name, Annotated[one.kind, _query_parameter(one)], one.default


def _query_parameter(parameter: Parameter) -> Any:
    return Query(ge=parameter.min, le=parameter.served_max, description=parameter.about)


def _names_parameter(subject: Subject) -> _EndpointParameter:
    told = Query(alias="id", min_length=1, max_length=MAX_NAMES, description=subject.about)
    return "names", Annotated[list[str], told], inspect.Parameter.empty


def _describe(
    endpoint: Callable[..., Response],
    name: str,
    about: str,
    taken: list[_EndpointParameter],
    *,
    heavy: bool,
) -> None:
    """Give an endpoint the name, description and parameters that FastAPI reads."""
    endpoint.__name__, endpoint.__doc__ = name, about
    question = ("question", PagedDep, inspect.Parameter.empty)
    parameters = [
        inspect.Parameter(one, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
        for one, kind, default in (question, *taken)
    ]
    endpoint.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    if heavy:
        work_kind("heavy")(endpoint)


for _spec in VIEWS.values():
    add_routes(router, _spec)
