"""What a caller asks: about which edition, in which language and format, and who they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Annotated, Final, Literal

from fastapi import Depends, Query, Request

from kinerja_api.access import Caller, Right, require_right
from kinerja_api.access.auth_service import AuthService
from kinerja_api.access.editions import Editions, editions_of
from kinerja_api.cursors import Cursor, cursors_of
from kinerja_api.deps import AcceptedHeader, LanguageQuery, language_of
from kinerja_api.result_cache import ResultCache
from kinerja_graph.errors import UsageError
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow.access import AccountsDatabase
from kinerja_graph.workflow.auditing import AuditOptions
from kinerja_graph.workflow.connection import Store
from kinerja_graph.workflow.rule_sets import RuleSet, read_rule_set
from kinerja_graph.workflow.selecting import is_id
from kinerja_graph.workflow.waivers import history_of_dataset

Form = Literal["json", "csv"]
CSV_SUFFIX: Final = ".csv"
VERSION: Final = version("kinerja-graph")
"""Read once: it takes as long as a cached answer."""
MOST_ROWS: Final = 10_000
"""Maximum number of rows per page."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of an answer are requested: after ``cursor`` if given; all without a limit."""

    limit: int | None = None
    offset: int = 0
    cursor: Cursor | None = None


@dataclass(frozen=True, slots=True)
class EditionRequest:
    """A request about editions that its caller may read.

    Attributes:
        request: the HTTP request.
        language: the language of sentences.
        editions: what the caller may read, and which one is meant.
    """

    request: Request
    language: Language
    editions: Editions

    @property
    def store(self) -> Store:
        """Return the graph."""
        return self.editions.store

    @property
    def caller(self) -> Caller:
        """Return the caller."""
        return self.editions.caller

    @property
    def settings(self) -> Settings:
        """Return the settings of the service."""
        settings: Settings = self.request.app.state.settings
        return settings

    def edition(self, name: str | None = None) -> Edition:
        """Return the edition meant, or the one of its dataset called ``name``.

        Raises:
            Refused, UsageError, StoreError: as ``Editions.one``.
        """
        return self.editions.one(name)


@dataclass(frozen=True, slots=True)
class Question(EditionRequest):
    """One question of a caller.

    Attributes:
        page: which rows.
    """

    page: Page = Page()

    def split_suffix(self, edition: Edition, text: str) -> tuple[str, Form]:
        """Return the id or selector in a URL, and the format that its suffix requests.

        If the whole text is an id of the edition, it is taken as that id, whatever its suffix.
        """
        if text.endswith(CSV_SUFFIX) and not is_id(self.store, edition, text):
            return text.removesuffix(CSV_SUFFIX), "csv"
        return text, "json"

    @property
    def form(self) -> Form:
        """Return the format that the URL requests, if it names no id."""
        return "csv" if self.request.scope["path"].endswith(CSV_SUFFIX) else "json"

    def rule_set(self, rules: Iterable[str] = ()) -> RuleSet:
        """Return the decisions on rules; ``rules`` names some, none means all.

        Raises:
            UsageError: no such rule.
        """
        names = tuple(rules)
        if names:
            return read_rule_set(self.settings, names)
        default: Callable[[], RuleSet] = self.request.app.state.rule_set
        return default()

    @property
    def accounts(self) -> AccountsDatabase:
        """Return the accounts database, which keeps waivers, baselines and the activity log."""
        auth_service: AuthService = self.request.app.state.auth_service
        return auth_service.accounts

    def audit_options(
        self, dataset: str, rules: Iterable[str] = (), since: str | None = None
    ) -> AuditOptions:
        """Return how an audit is made: with the waivers and the baseline in the accounts database.

        Args:
            dataset: the dataset.
            rules: ids of the rules to run; none means all.
            since: an edition whose findings count as known, instead of the baseline.

        Raises:
            UsageError: no such rule or edition.
        """
        other = None if since is None else self.edition(since)
        return AuditOptions(
            self.rule_set(rules), history_of_dataset(self.accounts, dataset, other=other)
        )

    @property
    def body_cache(self) -> ResultCache:
        """Return the cached answers of the service."""
        kept: ResultCache = self.request.app.state.body_cache
        return kept

    def tag(self, *depends_on: str) -> str:
        """Return a tag for the answer: it depends on question, language and ``depends_on``."""
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
DocumentQuery = Annotated[
    str | None, Query(description="A document of the edition; without it, the plan.")
]
LimitQuery = Annotated[
    int | None, Query(ge=1, le=MOST_ROWS, description="Rows of one page; all without it.")
]
OffsetQuery = Annotated[int, Query(ge=0, le=10**9, description="Rows before the page.")]
CursorQuery = Annotated[
    str | None,
    Query(max_length=2000, description="page.cursor of the page before; then no offset."),
]
ReaderDep = Annotated[Caller, Depends(require_right(Right.READ))]
JudgeDep = Annotated[Caller, Depends(require_right(Right.JUDGE))]
# Each kind of question is one dependency: a chain of them costs as much as the answer (0165).


async def _dataset_question(
    request: Request,
    caller: ReaderDep,
    dataset: DatasetQuery = None,
    lang: LanguageQuery = None,
    accept_language: AcceptedHeader = "",
) -> Question:
    language = language_of(request, lang, accept_language)
    return _build_question(request, language, editions_of(request, caller, dataset))


async def _edition_question(  # noqa: PLR0913, PLR0917
    request: Request,
    caller: ReaderDep,
    dataset: DatasetQuery = None,
    edition: EditionQuery = None,
    document: DocumentQuery = None,
    lang: LanguageQuery = None,
    accept_language: AcceptedHeader = "",
) -> Question:
    language = language_of(request, lang, accept_language)
    return _build_question(
        request, language, editions_of(request, caller, dataset, edition, document)
    )


async def _paged_question(  # noqa: PLR0913, PLR0917
    request: Request,
    caller: ReaderDep,
    dataset: DatasetQuery = None,
    edition: EditionQuery = None,
    document: DocumentQuery = None,
    limit: LimitQuery = None,
    offset: OffsetQuery = 0,
    cursor: CursorQuery = None,
    lang: LanguageQuery = None,
    accept_language: AcceptedHeader = "",
) -> Question:
    language = language_of(request, lang, accept_language)
    after = _read_cursor(request, cursor, offset)
    if after is not None and after.edition is not None:  # a newer one may be loaded meanwhile
        dataset, edition = after.dataset, after.edition
    found = editions_of(request, caller, dataset, edition, document)
    return _build_question(request, language, found, Page(limit, offset, after))


async def _paged_dataset_question(  # noqa: PLR0913, PLR0917
    request: Request,
    caller: ReaderDep,
    dataset: DatasetQuery = None,
    limit: LimitQuery = None,
    offset: OffsetQuery = 0,
    cursor: CursorQuery = None,
    lang: LanguageQuery = None,
    accept_language: AcceptedHeader = "",
) -> Question:
    language = language_of(request, lang, accept_language)
    after = _read_cursor(request, cursor, offset)
    found = editions_of(request, caller, dataset)
    return _build_question(request, language, found, Page(limit, offset, after))


def _read_cursor(request: Request, text: str | None, offset: int) -> Cursor | None:
    if text is None:
        return None
    if offset:
        raise UsageError(
            _("Both a cursor and an offset are given."),
            mend=_("Leave out the offset: the cursor says where the page begins."),
            where="offset",
            code="bad-cursor",
        )
    return cursors_of(request).read(request, text)


async def _judge_question(
    request: Request,
    caller: JudgeDep,
    dataset: DatasetQuery = None,
    lang: LanguageQuery = None,
    accept_language: AcceptedHeader = "",
) -> Question:
    language = language_of(request, lang, accept_language)
    return _build_question(
        request, language, editions_of(request, caller, dataset, right=Right.JUDGE)
    )


async def _judge_edition_question(  # noqa: PLR0913, PLR0917
    request: Request,
    caller: JudgeDep,
    dataset: DatasetQuery = None,
    edition: EditionQuery = None,
    document: DocumentQuery = None,
    lang: LanguageQuery = None,
    accept_language: AcceptedHeader = "",
) -> Question:
    found = editions_of(request, caller, dataset, edition, document, right=Right.JUDGE)
    return _build_question(request, language_of(request, lang, accept_language), found)


async def cypher_question(  # noqa: PLR0913, PLR0917
    request: Request,
    caller: Annotated[Caller, Depends(require_right(Right.CYPHER))],
    dataset: Annotated[str | None, Query(description="Whose edition gives $scope.")] = None,
    edition: EditionQuery = None,
    document: DocumentQuery = None,
    lang: LanguageQuery = None,
    accept_language: AcceptedHeader = "",
) -> Question:
    """Return a question of a caller who may query the whole graph."""
    language = language_of(request, lang, accept_language)
    return _build_question(
        request, language, editions_of(request, caller, dataset, edition, document)
    )


def _build_question(
    request: Request, language: Language, editions: Editions, page: Page | None = None
) -> Question:
    return Question(request, language, editions, page or Page())


QuestionDep = Annotated[Question, Depends(_edition_question)]
"""A question about one edition."""
PagedDep = Annotated[Question, Depends(_paged_question)]
"""The same, page by page."""
DatasetQuestionDep = Annotated[Question, Depends(_dataset_question)]
"""A question about every dataset, or one that is named."""
PagedDatasetDep = Annotated[Question, Depends(_paged_dataset_question)]
"""The same, page by page."""
JudgeQuestionDep = Annotated[Question, Depends(_judge_question)]
"""A question about a dataset, by a caller who may judge it."""
JudgeEditionDep = Annotated[Question, Depends(_judge_edition_question)]
"""A question about one edition, by such a caller."""
