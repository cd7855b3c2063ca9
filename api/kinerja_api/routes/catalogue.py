"""``/datasets``, ``/editions``, ``/rules`` and ``/search``."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Response

from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import View, answer, responses, truncation
from kinerja_api.models import Paged, model_of
from kinerja_api.question import DatasetQuestionDep, PagedDatasetDep
from kinerja_graph.shapes import as_json
from kinerja_graph.workflow.rule_sets import rule_folder
from kinerja_graph.workflow.rules import (
    RuleList,
    RulePage,
    rule_page,
    rules_digest,
    rules_list,
    rules_show,
)
from kinerja_graph.workflow.searching import MOST, Search, search
from kinerja_graph.workflow.snapshots import (
    DatasetList,
    EditionList,
    newest_editions,
    snapshots_of,
)

router = APIRouter(route_class=AnswerRoute, tags=["catalogue"])
_DATASETS: Final = View("datasets", model_of(DatasetList, base=Paged))
_EDITIONS: Final = View("editions", model_of(EditionList, base=Paged))
_RULES: Final = View("rules", model_of(RuleList, base=Paged))
_RULE: Final = View("rule", model_of(RulePage))
_SEARCH: Final = View("search", model_of(Search, base=Paged))
_LIST_RESPONSES = responses(404, 409)
_TABLE_RESPONSES = responses(404, 409, csv=True)


@router.get("/datasets", responses=_LIST_RESPONSES, response_model=_DATASETS.model)
@router.get("/datasets.csv", responses=_TABLE_RESPONSES, response_class=Response)
def read_datasets(question: PagedDatasetDep) -> Response:
    """List what is loaded, as far as the caller may read it."""
    found = question.editions.documents(question.editions.of_wanted_dataset())
    tag = question.tag(*(item.scope for item in found))
    return answer(
        question,
        _DATASETS,
        question.form,
        tag,
        lambda: as_json(DatasetList(snapshots_of(question.store, found))),
    )


@router.get("/editions", responses=_LIST_RESPONSES, response_model=_EDITIONS.model)
@router.get("/editions.csv", responses=_TABLE_RESPONSES, response_class=Response)
def read_editions(question: PagedDatasetDep) -> Response:
    """List the editions, each with the years of its plan and the digest of its input."""
    found = question.editions.documents(question.editions.of_wanted_dataset())
    tag = question.tag(*(item.scope for item in found))
    return answer(
        question,
        _EDITIONS,
        question.form,
        tag,
        lambda: as_json(EditionList(snapshots_of(question.store, found))),
    )


@router.get("/rules", responses=responses(409), response_model=_RULES.model)
@router.get("/rules.csv", responses=responses(409, csv=True), response_class=Response)
def read_rules(question: PagedDatasetDep) -> Response:
    """List the rules of the audit."""
    rules = rules_list(rule_folder(question.settings))
    tag = question.tag(rules_digest(rules))
    return answer(
        question,
        _RULES,
        question.form,
        tag,
        lambda: as_json(RuleList(rules), question.language),
    )


@router.get("/rules/{id}", responses=responses(404), response_model=_RULE.model)
def read_rule(
    question: DatasetQuestionDep,
    name: Annotated[str, Path(alias="id", description="Id of a rule.")],
) -> Response:
    """Describe one rule."""
    rule = rules_show(name, rule_folder(question.settings))
    tag, language = question.tag(rules_digest([rule])), question.language
    return answer(
        question, _RULE, "json", tag, lambda: as_json(rule_page(rule, language), language)
    )


@router.get("/search", responses=_LIST_RESPONSES, response_model=_SEARCH.model)
@router.get("/search.csv", responses=_TABLE_RESPONSES, response_class=Response)
def read_search(
    question: DatasetQuestionDep,
    words: Annotated[
        str, Query(alias="q", min_length=1, max_length=200, description="Parts of an id or name.")
    ],
    edition: Annotated[str | None, Query(description="Of the dataset; else the newest.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST, description="Finds that are told.")] = 50,
    offset: Annotated[int, Query(ge=0, le=10**9, description="Finds before those.")] = 0,
) -> Response:
    """Find records whose id or name contains every word, in the newest edition of each dataset."""
    seen = question.editions
    named = seen.wanted.dataset is not None or bool(edition)
    found = (seen.one(edition),) if named else newest_editions(seen.all())

    def search_page() -> dict[str, Any]:
        finds = search(question.store, found, words, offset=offset, limit=limit)
        return as_json(finds) | truncation(len(finds.found), finds.total, limit)

    tag = question.tag(*(item.scope for item in found))
    return answer(question, _SEARCH, question.form, tag, search_page)
