"""What a caller asks: of which edition, in which language and form, and who he is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Annotated, Final, Literal

from fastapi import Depends, Query, Request

from kinerja_api.access import Caller, Right, may
from kinerja_api.access.desk import Desk
from kinerja_api.deps import AcceptedHeader, LanguageQuery, language_of
from kinerja_api.kept import Kept
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.texts import Language
from kinerja_graph.workflow.access import Ledger
from kinerja_graph.workflow.auditing import Order
from kinerja_graph.workflow.judging import memory_of
from kinerja_graph.workflow.opening import Store
from kinerja_graph.workflow.ruling import RuleWish, Ruling, ruling
from kinerja_graph.workflow.selecting import is_id
from kinerja_graph.workflow.snapshots import visible_editions
from kinerja_graph.workflow.standing import Before, Standing
from kinerja_graph.workflow.views import Choice

Form = Literal["json", "csv"]
CSV: Final = ".csv"
VERSION: Final = version("kinerja-graph")
"""Read once: it takes as long as an answer that is kept."""
MOST_ROWS: Final = 10_000
"""Rows of one page at most."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of an answer are asked for; ``limit`` None: all."""

    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a caller.

    Attributes:
        request: as it came.
        store: the graph.
        settings: of the service.
        caller: who asks.
        language: of sentences.
        wanted: the dataset and edition named.
        page: which rows.
    """

    request: Request
    store: Store
    settings: Settings
    caller: Caller
    language: Language
    wanted: Choice
    page: Page

    def edition(self, name: str | None = None) -> Edition:
        """The edition meant, or the one called ``name``, among those that the caller may see.

        Raises:
            UsageError: no such edition, or several datasets and none named.
            StoreError: the database does not answer.
        """
        dataset, edition = self.wanted.dataset, name or self.wanted.edition
        return self.standing.edition(dataset, edition, self.caller.datasets)

    def before(self) -> Before | None:
        """The edition that would be meant if nothing had changed since somebody last asked.

        Raises:
            UsageError: there was no such edition.
        """
        wanted = self.wanted
        return self.standing.before(wanted.dataset, wanted.edition, self.caller.datasets)

    def editions(self) -> tuple[Edition, ...]:
        """Every edition that the caller may see, of the dataset named where one is.

        Raises:
            UsageError: no such dataset.
            StoreError: the database does not answer.
        """
        if self.wanted.dataset is None:
            return visible_editions(self.store, self.caller.datasets)
        dataset = self.edition().dataset
        found = visible_editions(self.store, self.caller.datasets)
        return tuple(item for item in found if item.dataset == dataset)

    def named(self, edition: Edition, text: str) -> tuple[str, Form]:
        """The id or selector in an address, and the form that its ending asks for.

        What is an id of the edition as it stands is that id, however it ends.
        """
        if text.endswith(CSV) and not is_id(self.store, edition, text):
            return text.removesuffix(CSV), "csv"
        return text, "json"

    @property
    def form(self) -> Form:
        """The form that the address asks for, where it names no id."""
        return "csv" if self.request.scope["path"].endswith(CSV) else "json"

    def ruling(self, rules: Iterable[str] = ()) -> Ruling:
        """What is decided of the rules; ``rules`` names some, none means all.

        Raises:
            UsageError: no such rule.
        """
        names = tuple(rules)
        if names:
            return ruling(self.settings, RuleWish(rules=names))
        standing: Callable[[], Ruling] = self.request.app.state.ruling
        return standing()

    @property
    def ledger(self) -> Ledger:
        """Where waivers, baselines and the log are kept."""
        desk: Desk = self.request.app.state.desk
        return desk.ledger

    def order(self, dataset: str, rules: Iterable[str] = (), since: str | None = None) -> Order:
        """How an audit is made: beside the waivers and the baseline that the ledger keeps.

        Args:
            dataset: of which dataset.
            rules: ids of the rules that run; none means all.
            since: an edition, whose findings are known in place of the baseline.

        Raises:
            UsageError: no such rule or edition.
        """
        other = None if since is None else self.edition(since).edition
        return Order(self.ruling(rules), memory_of(self.ledger, dataset, since=other))

    @property
    def standing(self) -> Standing:
        """The editions that stand."""
        standing: Standing = self.request.app.state.standing
        return standing

    @property
    def kept(self) -> Kept:
        """The answers that the service keeps."""
        kept: Kept = self.request.app.state.kept
        return kept

    def tag(self, *depends_on: str) -> str:
        """A word for the answer: it changes with the question, the language and ``depends_on``."""
        parts = (
            VERSION,
            self.request.method,
            self.request.scope["path"],
            self.request.scope["query_string"].decode("latin-1"),
            self.language,
            json.dumps(self.settings.rules, sort_keys=True, default=str),
            *depends_on,
        )
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


DatasetQuery = Annotated[
    str | None, Query(description="May be left out where the caller sees one alone.")
]
EditionQuery = Annotated[str | None, Query(description="Without it, the newest.")]
LimitQuery = Annotated[
    int | None, Query(ge=1, le=MOST_ROWS, description="Rows of one page; all without it.")
]
OffsetQuery = Annotated[int, Query(ge=0, le=10**9, description="Rows before the page.")]
ReaderDep = Annotated[Caller, Depends(may(Right.READ))]
# Each kind of question is one dependency: a chain of them costs as much as the answer (0165).


async def _at_large(
    request: Request,
    caller: ReaderDep,
    dataset: DatasetQuery = None,
    lang: LanguageQuery = None,
    accept_language: AcceptedHeader = "",
) -> Question:
    return _question(request, language_of(request, lang, accept_language), caller, Choice(dataset))


async def _whole(
    request: Request,
    caller: ReaderDep,
    dataset: DatasetQuery = None,
    edition: EditionQuery = None,
    lang: LanguageQuery = None,
    accept_language: AcceptedHeader = "",
) -> Question:
    language = language_of(request, lang, accept_language)
    return _question(request, language, caller, Choice(dataset, edition))


async def _paged(  # noqa: PLR0913, PLR0917
    request: Request,
    caller: ReaderDep,
    dataset: DatasetQuery = None,
    edition: EditionQuery = None,
    limit: LimitQuery = None,
    offset: OffsetQuery = 0,
    lang: LanguageQuery = None,
    accept_language: AcceptedHeader = "",
) -> Question:
    language = language_of(request, lang, accept_language)
    return _question(request, language, caller, Choice(dataset, edition), Page(limit, offset))


async def _of_everything(  # noqa: PLR0913, PLR0917
    request: Request,
    caller: ReaderDep,
    dataset: DatasetQuery = None,
    limit: LimitQuery = None,
    offset: OffsetQuery = 0,
    lang: LanguageQuery = None,
    accept_language: AcceptedHeader = "",
) -> Question:
    language = language_of(request, lang, accept_language)
    return _question(request, language, caller, Choice(dataset), Page(limit, offset))


async def free_question(
    request: Request,
    caller: Annotated[Caller, Depends(may(Right.CYPHER))],
    dataset: Annotated[str | None, Query(description="Whose edition gives $scope.")] = None,
    edition: EditionQuery = None,
    lang: LanguageQuery = None,
    accept_language: AcceptedHeader = "",
) -> Question:
    """A question of somebody who may ask the whole graph."""
    language = language_of(request, lang, accept_language)
    return _question(request, language, caller, Choice(dataset, edition))


def _question(
    request: Request, language: Language, caller: Caller, wanted: Choice, page: Page | None = None
) -> Question:
    return Question(
        request=request,
        store=request.app.state.store,
        settings=request.app.state.settings,
        caller=caller,
        language=language,
        wanted=wanted,
        page=page or Page(),
    )


QuestionDep = Annotated[Question, Depends(_whole)]
"""Of one edition."""
PagedDep = Annotated[Question, Depends(_paged)]
"""Of one edition, page by page."""
AtLargeDep = Annotated[Question, Depends(_at_large)]
"""Of every dataset, or of one named."""
EverythingDep = Annotated[Question, Depends(_of_everything)]
"""The same, page by page."""
