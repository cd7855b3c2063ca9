"""``/datasets``, ``/editions``, ``/rules`` and ``/search``."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import View, answer, responses
from kinerja_api.question import AtLargeDep, EverythingDep
from kinerja_api.schemas_catalogue import (
    DatasetsOut,
    EditionsOut,
    RulePageOut,
    RulesOut,
    SearchOut,
)
from kinerja_graph.workflow.rule_sets import rule_folder
from kinerja_graph.workflow.rules import rule_json, rules_digest, rules_json, rules_list, rules_show
from kinerja_graph.workflow.searching import MOST, search, search_json
from kinerja_graph.workflow.snapshots import (
    datasets_json,
    editions_json,
    newest_editions,
    snapshots_of,
)

router = APIRouter(route_class=AnswerRoute)
_LIST = responses(404)
_TABLE = responses(404, csv=True)


@router.get("/datasets", responses=_LIST, response_model=DatasetsOut)
@router.get("/datasets.csv", responses=_TABLE, response_class=Response)
def read_datasets(question: EverythingDep) -> Response:
    """What is loaded, of what the caller may see."""
    found = question.editions.of_wanted()
    tag = question.tag(*(item.scope for item in found))
    return answer(
        question,
        View("datasets", DatasetsOut),
        question.form,
        tag,
        lambda: datasets_json(snapshots_of(question.store, found)),
    )


@router.get("/editions", responses=_LIST, response_model=EditionsOut)
@router.get("/editions.csv", responses=_TABLE, response_class=Response)
def read_editions(question: EverythingDep) -> Response:
    """The editions, each with the years of its plan and the digest of its input."""
    found = question.editions.of_wanted()
    tag = question.tag(*(item.scope for item in found))
    return answer(
        question,
        View("editions", EditionsOut),
        question.form,
        tag,
        lambda: editions_json(snapshots_of(question.store, found)),
    )


@router.get("/rules", responses=responses(), response_model=RulesOut)
@router.get("/rules.csv", responses=responses(csv=True), response_class=Response)
def read_rules(question: EverythingDep) -> Response:
    """The rules of the audit."""
    rules = rules_list(rule_folder(question.settings))
    tag = question.tag(rules_digest(rules))
    return answer(
        question,
        View("rules", RulesOut),
        question.form,
        tag,
        lambda: rules_json(rules, question.language),
    )


@router.get("/rules/{id}", responses=responses(404), response_model=RulePageOut)
def read_rule(
    question: AtLargeDep,
    name: Annotated[str, Path(alias="id", description="Id of a rule.")],
) -> Response:
    """The page of one rule."""
    rule = rules_show(name, rule_folder(question.settings))
    tag = question.tag(rules_digest([rule]))
    return answer(
        question, View("rule", RulePageOut), "json", tag, lambda: rule_json(rule, question.language)
    )


@router.get("/search", responses=_LIST, response_model=SearchOut)
@router.get("/search.csv", responses=_TABLE, response_class=Response)
def read_search(
    question: AtLargeDep,
    words: Annotated[
        str, Query(alias="q", min_length=1, max_length=200, description="Parts of an id or name.")
    ],
    edition: Annotated[str | None, Query(description="Of the dataset; else the newest.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST, description="Finds that are told.")] = 50,
    offset: Annotated[int, Query(ge=0, le=10**9, description="Finds before those.")] = 0,
) -> Response:
    """Records whose id or name holds every word, in the newest edition of each dataset."""
    seen = question.editions
    named = seen.wanted.dataset is not None or bool(edition)
    found = (seen.one(edition),) if named else newest_editions(seen.all())

    def told() -> dict[str, Any]:
        finds = search(question.store, found, words, offset=offset, limit=limit)
        cut = {"truncated": True, "limit": limit} if len(finds.found) < finds.total else {}
        return search_json(finds) | cut

    tag = question.tag(*(item.scope for item in found))
    return answer(question, View("search", SearchOut), question.form, tag, told)
