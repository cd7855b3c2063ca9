"""``render``: a view of a loaded edition as a page or as a still picture."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from kinerja_graph.analysis.alignment import Alignment, align
from kinerja_graph.analysis.network import Network
from kinerja_graph.analysis.network_reading import network
from kinerja_graph.analysis.organisation import organisation
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.ruling import Ruling, run_ruling
from kinerja_graph.errors import UsageError
from kinerja_graph.library.rule import Rule
from kinerja_graph.render.crosscutting import crosscutting_page
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.page import html
from kinerja_graph.render.still.crosscutting import crosscutting
from kinerja_graph.render.still.look import Look
from kinerja_graph.render.still.picture import svg
from kinerja_graph.render.still.raster import png
from kinerja_graph.render.views.parts import below, broken
from kinerja_graph.store.bolt import Store
from kinerja_graph.texts import Language, Text
from kinerja_graph.workflow.networks import chosen_network
from kinerja_graph.workflow.rules import rules_digest
from kinerja_graph.workflow.ruling import product_ruling
from kinerja_graph.workflow.views import Choice

__all__ = ["VIEWS", "Look", "Scene", "View", "drawn", "marks", "render", "scene"]

View = Literal["cascade", "chain", "crosscutting", "findings", "organisation"]
VIEWS: Final[tuple[View, ...]] = get_args(View)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a picture shows: boxes and lines, what is said of them, and the digest of the rules.

    ``alignment`` is given where the picture is a crosscutting sheet.
    """

    network: Network
    marks: tuple[Mark, ...]
    rules_digest: str
    alignment: Alignment | None = None


def render(
    store: Store,
    name: str | None,
    choice: Choice,
    *,
    language: Language,
    findings: Audit | None = None,
    ruling: Ruling | None = None,
) -> str:
    """The picture of an edition, or of the record ``name`` and its chain: one HTML page.

    Args:
        store: the graph.
        name: an id of the edition (its whole chain is drawn) or a selector; None: everything.
        choice: which edition.
        language: the language in which the page opens.
        findings: an audit of the same edition by the rules of ``ruling``; None: it is made here.
        ruling: what is decided of the rules; None: those of the product as they are.

    Raises:
        UsageError: no such edition or id, or the id of a unit or a post.
    """
    shown = scene(store, name, choice, findings=findings, ruling=ruling)
    return _page(shown, Look(language=language))


def scene(
    store: Store,
    name: str | None,
    choice: Choice,
    *,
    view: View | None = None,
    findings: Audit | None = None,
    ruling: Ruling | None = None,
) -> Scene:
    """What a picture of an edition shows, with its findings.

    Args:
        store: the graph.
        name: an id or a selector; None: everything.
        choice: which edition.
        view: how it is looked at; None: the chain of an id, else the cascade.
        findings: an audit of the same edition by the rules of ``ruling``; None: it is made here.
        ruling: what is decided of the rules; None: those of the product as they are.

    Raises:
        UsageError: no such edition or id, an id that does not fit the view, or a view that needs
            an id and has none.
    """
    edition = choice.of(store)
    decided = ruling or product_ruling()
    told = findings or run_ruling(store, edition, decided, store.engine)
    said = tuple(marks(told, decided.rules))
    digest = rules_digest(decided.rules)
    if view == "organisation":
        offices = organisation(store, edition, name)
        return Scene(network=offices, marks=_of_boxes(offices, said), rules_digest=digest)
    if view == "crosscutting":
        alignment = align(store, edition, _wanted(name, view))
        picture = below(network(store, edition, alignment.subject.id), alignment.subject.id)
        picture = dataclasses.replace(picture, view=view)
        return Scene(network=picture, marks=said, rules_digest=digest, alignment=alignment)
    picture = _cascade(chosen_network(store, edition, name, decided), view, said)
    return Scene(network=picture, marks=said, rules_digest=digest)


def drawn(shown: Scene, suffix: str, look: Look) -> bytes:
    """The picture of a scene as a file with the ending ``suffix``: .svg, .png, else a page.

    Raises:
        UsageError: a PNG would be too large.
    """
    if suffix == ".png":
        return png(_still(shown, look))
    text = _still(shown, look) if suffix == ".svg" else _page(shown, look)
    return text.encode()


def _page(shown: Scene, look: Look) -> str:
    look = dataclasses.replace(look, rules_digest=shown.rules_digest)
    if shown.alignment is not None:
        return crosscutting_page(shown.alignment, shown.network, shown.marks, look)
    return html(shown.network, shown.marks, language=look.language, rules_digest=shown.rules_digest)


def _still(shown: Scene, look: Look) -> str:
    look = dataclasses.replace(look, rules_digest=shown.rules_digest)
    if shown.alignment is not None:
        return crosscutting(shown.alignment, shown.network, shown.marks, look)
    return svg(
        shown.network,
        shown.marks,
        language=look.language,
        theme=look.theme,
        width=look.width,
        rules_digest=shown.rules_digest,
    )


def _cascade(picture: Network, view: View | None, said: Sequence[Mark]) -> Network:
    """The boxes of a view of the cascade."""
    if view == "cascade" and picture.focus is not None:
        picture = below(picture, picture.focus)
    return broken(picture, said) if view == "findings" else picture


def _of_boxes(picture: Network, said: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks about boxes of the picture."""
    boxes = {node.id for node in picture.nodes}
    return tuple(mark for mark in said if mark.node_id in boxes)


def _wanted(name: str | None, view: str) -> str:
    """The id that a view needs.

    Raises:
        UsageError: there is none (``missing-id``).
    """
    if name is not None:
        return name
    raise UsageError(
        Text(
            id="Tampilan {view} memerlukan id sasaran atau indikator.",
            en="The view {view} needs the id of an objective or an indicator.",
        ),
        mend=Text(
            id="Sebut idnya, misalnya: kinerja render LALIN --view {view} --out F.html.",
            en="Name the id, for example: kinerja render LALIN --view {view} --out F.html.",
        ),
        where="--view",
        code="missing-id",
        view=view,
    )


def marks(findings: Audit, rules: Iterable[Rule]) -> list[Mark]:
    """Findings as a picture shows them."""
    titles = {rule.id: rule.title for rule in rules}
    return [
        Mark(
            node_id=finding.subject.id,
            other_id=None if finding.other is None else finding.other.id,
            rule=finding.rule,
            severity=finding.severity,
            title=titles[finding.rule],
            message=finding.message,
            remediation=finding.remediation,
        )
        for finding in findings.findings
    ]
