"""``/explore/forms``: official forms, chosen, filled and shown, with their files to download."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from kinerja_api.access.concurrency import work_kind
from kinerja_api.explorer.page_request import PageRequest, ReaderDep
from kinerja_api.explorer.pages import PageRoute, page
from kinerja_graph.errors import UsageError
from kinerja_graph.forms.facts import Facts, read_facts
from kinerja_graph.forms.fill import missing_options
from kinerja_graph.forms.filling import Asked
from kinerja_graph.forms.form import PLACES, Form, OptionName
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.official.layout import lay_out
from kinerja_graph.report.official.names import FORM_FORMATS
from kinerja_graph.texts import Text
from kinerja_graph.workflow.forms import fill_form, form_folder, list_forms

router = APIRouter(route_class=PageRoute, include_in_schema=False)
MOST_ROWS: Final = 200
"""Rows of a table that the page shows; files have all of them."""
_DOTS: Final = re.compile("…[ –,…]*…")
_NOTHING: Final[Mapping[str, object]] = {"laid": None, "refused": None, "year": None}
"""What there is to show of a form that cannot be filled yet."""
_SCOPES: Final[Mapping[OptionName, str]] = {"unit": "Unit", "position": "Position"}
"""The labels of what a form can be filled for, by option."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """What the visitor chose: a form, and ``unit:ID`` or ``position:ID`` that it is filled for.

    ``since`` is the edition that the pages compare with, for the forms that do.
    """

    name: str
    scope: str
    tag: str
    year: str
    since: str | None

    @property
    def asked(self) -> Asked:
        """The options of the form."""
        kind, _, name = self.scope.partition(":")
        return Asked(
            unit=name if kind == "unit" and name else None,
            position=name if kind == "position" and name else None,
            tag=self.tag or None,
            year=int(self.year) if self.year else None,
            since=self.since,
        )


async def _choice(
    form: Annotated[str, Query(max_length=64)] = "",
    scope: Annotated[str, Query(alias="for")] = "",
    tag: Annotated[str, Query(max_length=200)] = "",
    year: Annotated[str, Query(pattern=r"^(\d{4})?$")] = "",
    since: Annotated[str | None, Query()] = None,
) -> _Choice:
    return _Choice(form, scope, tag.strip(), year, since or None)


@router.get("/explore/forms")
@work_kind("heavy")
def read_forms(
    page_request: ReaderDep, choice: Annotated[_Choice, Depends(_choice)]
) -> HTMLResponse:
    """List the official forms; show the one chosen as it is filled, or what it still needs."""
    edition = page_request.edition()
    place = page_request.urls(edition)
    folder = form_folder(page_request.settings)
    chosen = folder.read(choice.name) if choice.name else None
    if chosen is None:
        forms = [(one, _open(one.title)) for one in list_forms(folder).forms]
        twins = [place.answer("/forms")]
        return page(page_request, "forms", place, chosen=None, forms=forms, twins=twins)
    facts, asked = read_facts(page_request.store, edition), _taken(chosen, choice.asked)
    missing = missing_options(chosen, asked)
    shown = _NOTHING if missing else _filled(page_request, facts, chosen, asked)

    def answer_url(ending: str = "") -> str:
        return place.answer(
            f"/forms/{chosen.name}{ending}",
            unit=asked.unit,
            position=asked.position,
            tag=asked.tag,
            year=asked.year,
            since=asked.since,
        )

    return page(
        page_request,
        "forms",
        place,
        chosen=chosen,
        title=_open(chosen.title),
        choice=choice,
        scopes=[*_scopes(facts, chosen)],
        editions=[*_compared(page_request, edition, chosen)],
        missing=missing,
        files=[(one, answer_url(f".{one.name}")) for one in FORM_FORMATS],
        twins=[answer_url() if shown["laid"] else place.answer("/forms")],
        most=MOST_ROWS,
        **shown,
    )


def _open(title: Text) -> Text:
    """Return the title of a form that is not filled yet: dots stand for what is to be chosen."""
    open_ones = title.filled(**dict.fromkeys(PLACES, "…"))
    return Text(id=_DOTS.sub("…", open_ones.say("id")), en=_DOTS.sub("…", open_ones.say("en")))


def _taken(form: Form, asked: Asked) -> Asked:
    """Return the options without those that the form does not take: they are of the form before."""
    taken = {one: getattr(asked, one) for one, need in form.options.items() if need != "none"}
    return Asked(**taken)


def _scopes(facts: Facts, form: Form) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the units, and the posts, that the form can be filled for: id and name, by name."""
    for option, label in _SCOPES.items():
        if form.options.get(option, "none") != "none":
            names = [(one, facts.name(one)) for one in facts.of(label)]
            yield option, sorted(names, key=lambda one: (one[1].casefold(), one[0]))


def _compared(page_request: PageRequest, edition: Edition, form: Form) -> Iterator[str]:
    """Yield the other editions of the dataset, if the form can compare with one."""
    if form.options.get("since", "none") != "none":
        for one in page_request.editions.of_same_dataset(edition):
            if one.edition != edition.edition:
                yield one.edition


def _filled(
    page_request: PageRequest, facts: Facts, form: Form, asked: Asked
) -> Mapping[str, object]:
    """Return the form as files have it, or why it cannot be filled so."""
    try:
        found = fill_form(
            page_request.store,
            facts.edition,
            form,
            asked,
            settings=page_request.settings,
            facts=facts,
        )
    except UsageError as error:
        return {**_NOTHING, "refused": error.failure.message}
    laid = lay_out(found, page_request.language)
    return {**_NOTHING, "laid": laid, "year": found.asked.year}
