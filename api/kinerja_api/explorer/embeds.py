"""A view by itself, for the frames of other pages: what is drawn, and the headers around it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final, Literal

from kinerja_api.access.editions import Editions
from kinerja_api.explorer.results import audit_by
from kinerja_api.explorer.urls import Urls
from kinerja_api.question import VERSION
from kinerja_api.result_cache import ResultCache
from kinerja_graph.errors import UsageError
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow import pictures
from kinerja_graph.workflow.connection import Store
from kinerja_graph.workflow.pictures import Look, Sight, View
from kinerja_graph.workflow.records import number_of_boxes
from kinerja_graph.workflow.rule_sets import RuleSet, read_rule_set
from kinerja_graph.workflow.rules import rules_digest

Form = Literal["html", "svg", "png"]
KINDS: Final[dict[Form, str]] = {
    "html": "text/html; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}
MOST_BOXES: Final = 20_000
"""Results and tasks of an edition that one picture may hold."""
_QUIET: Final = frozenset({"matrix", "evidence", "diff"})
"""Views that tell no findings, so that no audit is made for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedRequest:
    """A view that is asked for.

    Attributes:
        view: which one.
        id: the record that it is about; None: the whole edition.
        against: of ``diff`` the older edition; None: the one loaded before.
        form: page, SVG or PNG.
        language: of it.
    """

    view: View
    id: str | None
    against: str | None
    form: Form
    language: Language


def address(
    place: Urls, view: View, id_: str | None = None, *, against: str | None = None,
    form: Form = "html", ticket: str = "",
) -> str:  # fmt: skip
    """Where a view is served by itself."""
    shown = None if form == "html" else form
    return place.to(f"/embed/{view}", id=id_, against=against, form=shown, ticket=ticket)


def listed(text: str) -> tuple[str, ...]:
    """The entries of a setting that is a list with commas.

    >>> listed("https://a.example, https://b.example:8443")
    ('https://a.example', 'https://b.example:8443')
    """
    return tuple(one.strip() for one in text.split(",") if one.strip())


def is_public(settings: Settings, dataset: str | None) -> bool:
    """Whether anybody may see the views of ``dataset``."""
    return dataset in listed(settings.embed_public)


def headers(settings: Settings, form: Form) -> dict[str, str]:
    """Of a view: who may frame it, and that it may do nothing but draw itself."""
    ancestors = " ".join(("'self'", *listed(settings.embed_origins)))
    alone = "sandbox allow-scripts" if form == "html" else "default-src 'none'; sandbox"
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
class Memory:
    """What the service keeps: audits, and what was drawn before."""

    result_cache: ResultCache
    kept: ResultCache


def drawn_before(
    editions: Editions, wanted: EmbedRequest, settings: Settings, memory: Memory
) -> tuple[bytes, str] | None:
    """The view of the edition meant and its tag, where it was drawn before and is kept.

    Raises:
        Refused: the caller may not read the dataset.
        UsageError: no such edition.
        StoreError: the database does not answer.
    """
    _unused, _unused2, tag = _meant(editions, wanted, read_rule_set(settings))
    body = memory.kept.get(tag)
    if body is None:
        return None
    editions.release()
    return body, tag


def drawn(
    editions: Editions, wanted: EmbedRequest, settings: Settings, memory: Memory
) -> tuple[bytes, str]:
    """The view of the edition meant as a file, and the tag by which it is known again.

    Raises:
        Refused: the caller may not read the dataset.
        UsageError: no such edition, a view that needs an id and has none, one that does not fit,
            or an edition with more boxes than a picture holds.
        StoreError: the database failed.
    """
    decided = read_rule_set(settings)
    edition, sight, tag = _meant(editions, wanted, decided)
    body = _made(editions.store, edition, wanted, sight, decided, memory)
    memory.kept.put(tag, body)
    return body, tag


def _meant(
    editions: Editions, wanted: EmbedRequest, decided: RuleSet
) -> tuple[Edition, Sight, str]:
    """The edition meant, how it is looked at, and the word for what is then seen."""
    edition = editions.one()
    sight = pictures.compared(
        Sight(view=wanted.view, against=wanted.against),
        edition,
        lambda: editions.beside(edition),
    )
    return edition, sight, _tag(edition, sight.older, wanted, decided)


def _made(
    store: Store,
    edition: Edition,
    wanted: EmbedRequest,
    sight: Sight,
    decided: RuleSet,
    memory: Memory,
) -> bytes:
    whole = wanted.id is None and wanted.view != "matrix"
    if whole and number_of_boxes(store, edition) > MOST_BOXES:
        raise _too_many(edition)
    quiet = wanted.view in _QUIET
    found = None if quiet else audit_by(memory.result_cache, store, edition, decided)
    scene = pictures.scene(store, edition, wanted.id, sight, findings=found, ruling=decided)
    return pictures.drawn(scene, f".{wanted.form}", Look(language=wanted.language))


def _tag(edition: Edition, older: Edition | None, wanted: EmbedRequest, decided: RuleSet) -> str:
    parts = (
        "embed",
        VERSION,
        edition.scope,
        "" if older is None else older.scope,
        rules_digest(decided.graded),
        repr(wanted),
    )
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _too_many(edition: Edition) -> UsageError:
    return UsageError(
        _("This plan is too large for one picture."),
        mend=_("See its matrix, or the picture of the chain of one result."),
        where=f"{edition.dataset} {edition.edition}",
        code="too-many-boxes",
    )
