"""``/explore/workspace``: a list, the picture and a record side by side; each moves the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Final, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from kinerja_api.explorer import words
from kinerja_api.explorer.embedded_views import MAX_BOXES, embed_path
from kinerja_api.explorer.findings import (
    NO_AGENCY,
    Filter,
    count_by_rule,
    finding_filter,
)
from kinerja_api.explorer.page_request import PageRequest, ReaderDep
from kinerja_api.explorer.pages import PageRoute, page, reload_soon, same_page
from kinerja_api.explorer.records import ShownRecord, shown_record
from kinerja_api.explorer.results import PageAudit, audit_or_none, records_of
from kinerja_api.explorer.urls import Urls, Value
from kinerja_graph.audit.finding import Finding
from kinerja_graph.library.describe import DESCRIBED, Described
from kinerja_graph.library.rule import SEVERITIES
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import PROGRAMME
from kinerja_graph.report.audit_sentences import by_agency
from kinerja_graph.texts import Text
from kinerja_graph.workflow.pictures import VIEWS, View
from kinerja_graph.workflow.records import names_by_id, number_of_boxes
from kinerja_graph.workflow.reporting import report_context
from kinerja_graph.workflow.searching import Find, search

router = APIRouter(route_class=PageRoute, include_in_schema=False)
PATH: Final = "/explore/workspace"
PAGE_SIZE: Final = 40
"""Findings or records in the list at once."""
FIRST_KIND: Final = "Objective"
"""The label of the records listed until another is chosen."""
Listed = Literal["findings", "records"]
_KINDS: Final = tuple(one for one in DESCRIBED if one != PROGRAMME)
"""The labels of records that are listed: programmes have no page of their own."""
_OFFICES: Final = ("Position", "Unit")
_RESULTS: Final = ("Objective", "Indicator")
_OF_ONE: Final[Mapping[View, tuple[str, ...]]] = {
    "chain": (*_RESULTS, "Task"),
    "crosscutting": _RESULTS,
}
"""Views of one record, and the labels of the records that they show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a workspace shows: everything that its URL says.

    Attributes:
        listed: what is listed.
        filter: which findings; of records only ``agency`` and ``words``, which are searched for.
        kind, level: which records are listed; empty level: every one.
        number: the page of the list, from 1.
        id: the record that is shown; empty: none.
        finding: the fingerprint of the finding that was chosen.
        view, of: the picture: its view, and the id or selector that it is about.
    """

    listed: Listed = "findings"
    filter: Filter = field(default_factory=Filter)
    kind: str = FIRST_KIND
    level: str = ""
    number: int = 1
    id: str = ""
    finding: str = ""
    view: View | None = None
    of: str = ""

    @property
    def is_search(self) -> bool:
        """Whether the list has the records that were searched for."""
        return self.listed == "records" and bool(self.filter.words.strip())

    def query(self) -> dict[str, Value]:
        """Return the choice as query parameters; None for what is not said."""
        records = self.listed == "records"
        return {
            "list": self.listed if records else None,
            **self.filter.query(),
            "kind": self.kind if records and self.kind != FIRST_KIND else None,
            "level": self.level,
            "page": self.number if self.number > 1 else None,
            "id": self.id,
            "finding": self.finding,
            "view": self.view,
            "of": self.of,
        }


async def _choice(  # noqa: PLR0913 - each is one parameter of the URL
    chosen: Annotated[Filter, Depends(finding_filter)],
    *,
    listed: Annotated[Listed, Query(alias="list")] = "findings",
    kind: Annotated[
        Literal["Objective", "Indicator", "Task", "Position", "Unit"], Query()
    ] = FIRST_KIND,
    level: Annotated[Literal["", "0", "1", "2", "3", "4", "5"], Query()] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
    name: Annotated[str, Query(alias="id", max_length=4000)] = "",
    finding: Annotated[str, Query(max_length=200)] = "",
    view: Annotated[View | Literal[""], Query()] = "",
    of: Annotated[str, Query(max_length=4000)] = "",
) -> Choice:
    return Choice(
        listed=listed,
        filter=chosen,
        kind=kind,
        level=level,
        number=number,
        id=name,
        finding=finding,
        view=view or None,
        of=of,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceUrls(Urls):
    """The place of a workspace: a link to a record chooses it, and keeps everything else."""

    choice: Choice

    def record(self, id_: str) -> str:
        """Return the URL of the workspace with the record ``id_``."""
        return self.with_choice(id=id_, finding="")

    def picture(self, id_: str) -> str:
        """Return nothing: the picture stands beside every record."""
        del id_
        return ""

    def with_choice(self, **changes: object) -> str:
        """Return the URL of the workspace with another choice."""
        return self.to(PATH, **replace(self.choice, **changes).query())  # type: ignore[arg-type]  # the fields of a choice

    def with_finding(self, finding: Finding) -> str:
        """Return the URL of the workspace with a finding, and the record that it is about."""
        subject = finding.subject
        name = subject.id if subject.label in _KINDS else ""
        return self.with_choice(id=name, finding=finding.fingerprint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record in the list; ``worst`` is the worst severity of its findings, empty without one."""

    id: str
    name: str | None
    label: str
    level: int | None
    worst: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page of the list, and what it can be filtered by.

    Attributes:
        total: how many findings or records there are.
        findings, rows: those on this page; one of the two is empty.
        first, last: their numbers, from 1.
        before, after: the URLs of the pages before and after it.
        agencies: ids and names.
        rules: ids, and how many findings each has.
        levels: the levels of the records.
        pending: the URL to come back to while the findings are not known; else empty.
    """

    total: int
    findings: tuple[Finding, ...] = ()
    rows: tuple[Row, ...] = ()
    first: int = 1
    last: int = 0
    before: str | None = None
    after: str | None = None
    agencies: tuple[tuple[str, str], ...] = ()
    rules: tuple[tuple[str, int], ...] = ()
    levels: Mapping[int, Text] = field(default_factory=dict[int, Text])
    pending: str = ""


@router.get(PATH)
def read_workspace(
    page_request: ReaderDep, choice: Annotated[Choice, Depends(_choice)]
) -> HTMLResponse:
    """Show findings or records, the picture, and one record, side by side."""
    edition = page_request.edition()
    plain = page_request.urls(edition)
    place = WorkspaceUrls(
        language=plain.language,
        dataset=plain.dataset,
        edition=plain.edition,
        since=plain.since,
        choice=choice,
    )
    page_audit = audit_or_none(page_request, edition)
    shown = shown_record(page_request, edition, choice.id, plain) if choice.id else None
    view = _view_of(page_request, edition, choice, shown)
    about = choice.of or (choice.id if view in _OF_ONE else "")
    frame = embed_path(place, view, about or None)
    facts: dict[str, object] = {
        "titles": {} if page_audit is None else page_audit.titles,
        "agencies": {} if page_audit is None else page_audit.audited.agencies,
        "pending": "",
        **({} if shown is None else shown.facts),
    }
    answer = page(
        page_request,
        "workspace",
        place,
        **facts,
        choice=choice,
        pane=True,
        alone=None if choice.id else _finding_alone(page_audit, choice.finding),
        record_template="" if shown is None else f"{shown.template}.html.jinja",
        q=choice.filter.words,
        view=view,
        about=about,
        views=_views_for(page_request, edition, choice, shown),
        frame=frame,
        frame_state=urlencode({"in": "workspace", "node": choice.id}, errors="replace"),
        it=_read_list(page_request, edition, place, page_audit),
        severities=SEVERITIES,
        kinds=_KINDS,
        twins=_json_urls(plain, choice, shown),
    )
    return answer if page_audit is not None else reload_soon(answer)


def _view_of(
    page_request: PageRequest, edition: Edition, choice: Choice, shown: ShownRecord | None
) -> View:
    """Return the view that the picture shows: the one chosen, if the record that it needs is there.

    Until one is chosen it is the view that has the record in it; a plan that is too large for one
    picture is shown as a matrix, or as the chain of the record.
    """
    label = "" if shown is None else shown.subject.label
    view: View = choice.view or (
        "organisation" if label in _OFFICES else "chain" if choice.of else "cascade"
    )
    if view in _OF_ONE and not choice.of and label not in _OF_ONE[view]:
        view = "cascade"
    whole = view not in _OF_ONE and view != "matrix" and not choice.of
    if whole and number_of_boxes(page_request.store, edition) > MAX_BOXES:
        return "chain" if label in _OF_ONE["chain"] else "matrix"
    return view


def _views_for(
    page_request: PageRequest, edition: Edition, choice: Choice, shown: ShownRecord | None
) -> list[View]:
    """Return the views to choose from: those that need no record, or the record that is shown."""
    label = "" if shown is None else shown.subject.label
    alone = len(page_request.editions.of_same_dataset(edition)) == 1
    return [
        one
        for one in VIEWS
        if (one not in _OF_ONE or choice.of or label in _OF_ONE[one])
        and not (one == "diff" and alone)
    ]


def _read_list(
    page_request: PageRequest,
    edition: Edition,
    place: WorkspaceUrls,
    page_audit: PageAudit | None,
) -> Listing:
    """Return the page of the list that the URL names."""
    choice = place.choice
    first = (choice.number - 1) * PAGE_SIZE
    if choice.listed == "findings":
        found = _list_findings(page_request, choice, page_audit, first)
    elif choice.is_search:
        found = _list_hits(page_request, edition, choice, page_audit, first)
    else:
        found = _list_records(page_request, edition, choice, page_audit, first)
    more = first + PAGE_SIZE < found.total
    return replace(
        found,
        first=first + 1,
        last=min(first + PAGE_SIZE, found.total),
        before=place.with_choice(number=choice.number - 1) if choice.number > 1 else None,
        after=place.with_choice(number=choice.number + 1) if more else None,
    )


def _list_findings(
    page_request: PageRequest, choice: Choice, page_audit: PageAudit | None, first: int
) -> Listing:
    language = page_request.language
    if page_audit is None:
        return Listing(total=0, pending=same_page(page_request.request, language))
    found = [one for one in page_audit.audit.findings if choice.filter.matches(one, language)]
    rows = by_agency(page_audit.audited, report_context(page_audit.rule_set.graded, language))
    return Listing(
        total=len(found),
        findings=tuple(found[first : first + PAGE_SIZE]),
        agencies=tuple((row.agency or NO_AGENCY, row.name) for row in rows if not row.is_sum),
        rules=tuple(count_by_rule(page_audit)),
    )


def _list_hits(
    page_request: PageRequest,
    edition: Edition,
    choice: Choice,
    page_audit: PageAudit | None,
    first: int,
) -> Listing:
    text = choice.filter.words
    answer = search(page_request.store, [edition], text, offset=first, limit=PAGE_SIZE)
    return Listing(total=answer.total, rows=_rows(answer.found, page_audit))


def _list_records(
    page_request: PageRequest,
    edition: Edition,
    choice: Choice,
    page_audit: PageAudit | None,
    first: int,
) -> Listing:
    records = records_of(page_request, edition, choice.kind)
    owners = {one for record in records for one in record.agencies}
    names = names_by_id(page_request.store, edition, owners)
    found = [one for one in records if _is_listed(one, choice)]
    return Listing(
        total=len(found),
        rows=_rows(found[first : first + PAGE_SIZE], page_audit),
        agencies=tuple(
            sorted(
                ((one, names.get(one, one)) for one in owners), key=lambda one: _sort_key(one[1])
            )
        ),
        levels=words.LEVELS if choice.kind in _RESULTS else {},
    )


def _sort_key(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _rows(found: Iterable[Described | Find], page_audit: PageAudit | None) -> tuple[Row, ...]:
    worst = _worst_severities(page_audit)
    return tuple(
        Row(id=one.id, name=one.name, label=one.label, level=one.level, worst=worst.get(one.id, ""))
        for one in found
    )


def _is_listed(one: Described, choice: Choice) -> bool:
    agency = choice.filter.agency
    return (not choice.level or one.level == int(choice.level)) and (
        not agency or agency in one.agencies or (agency == NO_AGENCY and not one.agencies)
    )


def _finding_alone(page_audit: PageAudit | None, fingerprint: str) -> Finding | None:
    """Return a finding that is about no record, but about the whole plan; None if there is none."""
    found = () if page_audit is None else page_audit.audit.findings
    return next((one for one in found if one.fingerprint == fingerprint), None)


def _worst_severities(page_audit: PageAudit | None) -> dict[str, str]:
    """Return the worst severity of the findings about each record; waived ones are left out."""
    if page_audit is None:
        return {}
    worst: dict[str, str] = {}
    by_rank = sorted(page_audit.audit.findings, key=lambda one: SEVERITIES.index(one.severity))
    for one in by_rank:
        if one.status != "waived":
            worst.setdefault(one.subject.id, one.severity)
    return worst


def _json_urls(plain: Urls, choice: Choice, shown: ShownRecord | None) -> Sequence[str]:
    """Return the URLs of the JSON of the list and of the record."""
    if choice.listed == "findings":
        listed = [plain.answer("/audit", rule=choice.filter.rule)]
    else:
        listed = [plain.answer("/search", q=choice.filter.words)] if choice.is_search else []
    return [*listed, *(() if shown is None else shown.twins)]
