"""``/explore/matrix``, ``/explore/posts``, ``/explore/compare``: tables of a whole edition."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from kinerja_api.explorer.page_request import ReaderDep
from kinerja_api.explorer.pages import PageRoute, page
from kinerja_api.explorer.results import audit_for_page, audit_function, cached, matrix_of
from kinerja_graph.analysis.individual_reading import individuals
from kinerja_graph.report.answers.compare import compare_blocks
from kinerja_graph.report.answers.individuals import individuals_blocks
from kinerja_graph.report.answers.matrix import matrix_blocks
from kinerja_graph.report.answers.shared import Amount, Part
from kinerja_graph.report.document import AnswerBlock
from kinerja_graph.workflow.comparing import compare_found
from kinerja_graph.workflow.rule_sets import read_rule_set

router = APIRouter(route_class=PageRoute, include_in_schema=False)
MAX_COLUMNS: Final = 20
"""Outcomes side by side; more go on the next page."""
PAGE_SIZE: Final = 100
"""Agencies per page."""
POSTS_PAGE_SIZE: Final = 25
"""Positions per page, with the role matrices of the leaders among them."""
MAX_CHANGES: Final = 40
"""Maximum number of changes of each kind on a page."""
MAX_GAPS: Final = 25
"""Outcomes whose missing agencies a page names."""


@router.get("/explore/matrix")
def read_matrix(
    page_request: ReaderDep,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """Show agencies against outcomes, ``MAX_COLUMNS`` outcomes at a time."""
    edition = page_request.edition()
    place = page_request.urls(edition)
    matrix = matrix_of(page_request, edition)
    first = (number - 1) * MAX_COLUMNS
    total = len(matrix.outcomes)
    part = Part(first=first, most=MAX_COLUMNS, beside=PAGE_SIZE)
    answer = matrix_blocks(matrix, page_request.language, Amount(MAX_GAPS), part=part)
    return page(
        page_request,
        "matrix",
        place,
        answer=tuple(answer),
        more=max(0, len(matrix.agencies) - PAGE_SIZE),
        first=first + 1,
        last=min(first + MAX_COLUMNS, total),
        total=total,
        before=place.to("/explore/matrix", page=number - 1) if number > 1 else None,
        after=(
            place.to("/explore/matrix", page=number + 1) if first + MAX_COLUMNS < total else None
        ),
        twins=[place.answer("/matrix")],
    )


@router.get("/explore/posts")
def read_posts(
    page_request: ReaderDep,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """Show every position with how much it is measured by, ``POSTS_PAGE_SIZE`` at a time."""
    edition = page_request.edition()
    place = page_request.urls(edition)
    answer = cached(
        page_request,
        ("individuals", edition.scope),
        lambda: individuals(page_request.store, edition),
    )
    first = (number - 1) * POSTS_PAGE_SIZE
    part = Part(first=first, most=POSTS_PAGE_SIZE, beside=POSTS_PAGE_SIZE)
    blocks = individuals_blocks(answer, page_request.language, Amount(), part=part, level=1)
    return page(
        page_request,
        "posts",
        place,
        answer=tuple(blocks),
        first=first + 1,
        last=min(first + POSTS_PAGE_SIZE, len(answer.people)),
        total=len(answer.people),
        before=place.to("/explore/posts", page=number - 1) if number > 1 else None,
        after=(
            place.to("/explore/posts", page=number + 1)
            if first + POSTS_PAGE_SIZE < len(answer.people)
            else None
        ),
        twins=[place.answer("/individuals")],
    )


@router.get("/explore/compare")
def read_comparison(
    page_request: ReaderDep,
    before: Annotated[str, Query(max_length=1000)] = "",
    after: Annotated[str, Query(max_length=1000)] = "",
) -> HTMLResponse:
    """Compare two editions: what was added, removed, moved and changed, and the findings."""
    edition = page_request.edition()
    place = page_request.urls(edition)
    names = [one.edition for one in page_request.editions.of_same_dataset(edition)]
    if not before and len(names) > 1:
        place_of = names.index(edition.edition)
        before, after = (names[place_of - 1] if place_of else names[1]), edition.edition
        if not place_of:
            before, after = after, before
    found = None
    if before and after:
        found = compare_found(
            page_request.store,
            (page_request.edition(before), page_request.edition(after)),
            rule_set=read_rule_set(page_request.settings),
            audit_of=audit_function(page_request),
        )
    told = audit_for_page(page_request, edition)
    answer: tuple[AnswerBlock, ...] = ()
    if found is not None:
        blocks = compare_blocks(
            found.changes,
            page_request.language,
            Amount(MAX_CHANGES),
            findings=found.findings,
            titles=told.titles,
            level=1,
        )
        answer = tuple(blocks)
    return page(
        page_request,
        "compare",
        place,
        editions=names,
        before=before,
        after=after,
        answer=answer,
        twins=[place.at(None).answer("/compare", before=before, after=after)] if found else [],
    )
