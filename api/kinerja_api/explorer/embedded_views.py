"""A view on its own, for embedding in other pages: the drawing, and its headers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kinerja_api.access.editions import Editions
from kinerja_api.explorer.results import audit_edition
from kinerja_api.explorer.urls import Urls
from kinerja_api.question import VERSION
from kinerja_api.result_cache import ResultCache
from kinerja_graph.errors import UsageError
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow import pictures
from kinerja_graph.workflow.pictures import PictureOptions, PictureStyle, ThemeName, View
from kinerja_graph.workflow.records import number_of_boxes
from kinerja_graph.workflow.rule_sets import RuleSet, read_rule_set
from kinerja_graph.workflow.rules import rules_digest

Form = Literal["html", "svg", "png"]
KINDS: Final[dict[Form, str]] = {
    "html": "text/html; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}
MAX_BOXES: Final = 20_000
"""Maximum number of results and tasks of an edition in one picture."""
_WITHOUT_FINDINGS: Final = frozenset({"matrix", "evidence", "diff"})
"""Views without findings, for which no audit is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedRequest:
    """A requested view.

    Attributes:
        view: its name.
        id: the record it is about; None: the whole edition.
        against: for ``diff``, the older edition; None: the one loaded before.
        form: page, SVG or PNG.
        language: its language.
        theme: its colours; None: as ``PictureStyle`` has it.
    """

    view: View
    id: str | None
    against: str | None
    form: Form
    language: Language
    theme: ThemeName | None = None


def embed_path(
    place: Urls, view: View, id_: str | None = None, *, against: str | None = None,
    form: Form = "html", ticket: str = "",
) -> str:  # fmt: skip
    """Return the path where a view is served on its own."""
    shown = None if form == "html" else form
    return place.to(f"/embed/{view}", id=id_, against=against, form=shown, ticket=ticket)


def split_list(text: str) -> tuple[str, ...]:
    """Split a setting that is a comma-separated list.

    >>> split_list("https://a.example, https://b.example:8443")
    ('https://a.example', 'https://b.example:8443')
    """
    return tuple(one.strip() for one in text.split(",") if one.strip())


def is_public(settings: Settings, dataset: str | None) -> bool:
    """Tell whether the views of ``dataset`` are public."""
    return dataset in split_list(settings.embed_public)


def headers(settings: Settings, form: Form) -> dict[str, str]:
    """Return the headers of a view: who may embed it, and that it may only draw itself."""
    ancestors = " ".join(("'self'", *split_list(settings.embed_origins)))
    alone = "default-src 'none'; sandbox"
    if form == "html":
        alone = "sandbox allow-scripts allow-downloads"
    if form == "svg":
        alone = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return {
        "Content-Security-Policy": f"{alone}; frame-ancestors {ancestors}",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }


@dataclass(frozen=True, slots=True)
class EmbedCaches:
    """Caches of the service: audits, and finished drawings."""

    result_cache: ResultCache
    bodies: ResultCache


def cached_view(
    editions: Editions, view_request: EmbedRequest, settings: Settings, caches: EmbedCaches
) -> tuple[bytes, str] | None:
    """Return the view of the edition meant and its tag, if it is cached.

    Raises:
        Refused: the caller may not read the dataset.
        UsageError: no such edition.
        StoreError: the database does not answer.
    """
    _unused, _unused2, tag = _resolve(editions, view_request, read_rule_set(settings))
    body = caches.bodies.get(tag)
    if body is None:
        return None
    editions.forget_used()
    return body, tag


def draw_view(
    editions: Editions, view_request: EmbedRequest, settings: Settings, caches: EmbedCaches
) -> tuple[bytes, str]:
    """Return the view of the edition meant as a file, and its tag.

    Raises:
        Refused: the caller may not read the dataset.
        UsageError: no such edition, a view that lacks a required id, a view that does not fit,
            or an edition with more boxes than a picture holds.
        StoreError: the database failed.
    """
    rule_set = read_rule_set(settings)
    edition, picture_options, tag = _resolve(editions, view_request, rule_set)
    body = _draw(editions, edition, view_request, picture_options, rule_set, caches)
    caches.bodies.put(tag, body)
    return body, tag


def _resolve(
    editions: Editions, view_request: EmbedRequest, rule_set: RuleSet
) -> tuple[Edition, PictureOptions, str]:
    """Return the edition meant, how it is viewed, and the tag of the resulting view."""
    edition = editions.one()
    picture_options = pictures.with_older_edition(
        PictureOptions(view=view_request.view, against=view_request.against),
        edition,
        lambda: editions.of_same_dataset(edition),
    )
    scopes = editions.scopes_of_audit(edition)
    return edition, picture_options, _tag(scopes, picture_options.older, view_request, rule_set)


def _draw(
    editions: Editions,
    edition: Edition,
    view_request: EmbedRequest,
    picture_options: PictureOptions,
    rule_set: RuleSet,
    caches: EmbedCaches,
) -> bytes:
    store = editions.store
    whole = view_request.id is None and view_request.view != "matrix"
    if whole and number_of_boxes(store, edition) > MAX_BOXES:
        raise _too_many(edition)
    without_findings = view_request.view in _WITHOUT_FINDINGS
    found = (
        None
        if without_findings
        else audit_edition(caches.result_cache, editions, edition, rule_set)
    )
    scene = pictures.scene(
        store, edition, view_request.id, picture_options, findings=found, rule_set=rule_set
    )
    return pictures.draw_scene(
        scene,
        f".{view_request.form}",
        PictureStyle(language=view_request.language, theme=view_request.theme),
    )


def _tag(
    scopes: Sequence[str],
    older: Edition | None,
    view_request: EmbedRequest,
    rule_set: RuleSet,
) -> str:
    parts = (
        "embed",
        VERSION,
        *scopes,
        "" if older is None else older.scope,
        rules_digest(rule_set.graded),
        repr(view_request),
    )
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _too_many(edition: Edition) -> UsageError:
    return UsageError(
        _("This plan is too large for one picture."),
        mend=_("See its matrix, or the picture of the chain of one result."),
        where=f"{edition.dataset} {edition.edition}",
        code="too-many-boxes",
    )
