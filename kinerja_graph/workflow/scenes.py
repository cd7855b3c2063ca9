"""Build the scene that a picture of a loaded edition shows, by view."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from kinerja_graph.analysis.alignment import Alignment, align
from kinerja_graph.analysis.comparison import compare
from kinerja_graph.analysis.completeness import measure_kinds
from kinerja_graph.analysis.evidence import evidence
from kinerja_graph.analysis.matrix import Matrix, matrix
from kinerja_graph.analysis.network import Network
from kinerja_graph.analysis.network_reading import network
from kinerja_graph.analysis.organisation import organisation
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.rule_set import RuleSet
from kinerja_graph.errors import UsageError
from kinerja_graph.library.rule import Rule
from kinerja_graph.model.completeness import Completeness
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import CHAINED, RESULTS
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.views.changes import merge_editions
from kinerja_graph.render.views.parts import below, broken_parts
from kinerja_graph.render.views.verdicts import evidence_network
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.snapshots import editions_beside, loaded_before, named_beside
from kinerja_graph.texts import _
from kinerja_graph.workflow.document_rules import run_rule_set
from kinerja_graph.workflow.edition_cache import checking_editions
from kinerja_graph.workflow.networks import select_network, select_record
from kinerja_graph.workflow.rule_sets import default_rule_set
from kinerja_graph.workflow.rules import rules_digest

View = Literal[
    "cascade",
    "chain",
    "crosscutting",
    "diff",
    "evidence",
    "findings",
    "matrix",
    "organisation",
]
VIEWS: Final[tuple[View, ...]] = get_args(View)
_STAFF: Final = ("Unit", "Position")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOptions:
    """How to show an edition.

    Attributes:
        view: None: the chain of an id, else the cascade.
        against: for the view ``diff``, the older edition; None: the one loaded before.
        older: that edition itself, if it was found already (``with_older_edition``).
    """

    view: View | None = None
    against: str | None = None
    older: Edition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a picture shows: boxes and lines, the remarks on them, and the digest of the rules.

    ``alignment`` is set for a crosscutting sheet, ``matrix`` for a matrix, ``completeness`` for a
    picture of everything.
    """

    network: Network
    marks: tuple[Mark, ...] = ()
    rules_digest: str = ""
    alignment: Alignment | None = None
    matrix: Matrix | None = None
    completeness: Completeness | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _SceneRequest:
    """The request for a scene: the edition, record, view and rules."""

    store: Store
    edition: Edition
    name: str | None
    options: PictureOptions
    findings: Audit | None
    rule_set: RuleSet

    def marks(self) -> tuple[Mark, ...]:
        """Return the findings of the edition as marks."""
        found = self.findings or run_rule_set(
            self.store, self.edition, self.rule_set, self.store.engine
        )
        return tuple(marks(found, self.rule_set.rules))

    def record(self, takes: Collection[str]) -> str | None:
        """Return the id of the record that the view is about, of a label in ``takes``; or None.

        Raises:
            UsageError: a selector selects none of them, or several.
        """
        if self.name is None:
            return None
        return select_record(
            self.store, self.edition, self.name, takes=takes, rule_set=self.rule_set
        )

    def result(self) -> str:
        """Return the id of the result that the view needs.

        Raises:
            UsageError: there is none (``missing-id``), or as ``record``.
        """
        found = self.record(RESULTS)
        if found is not None:
            return found
        raise UsageError(
            _("The view {view} needs the id of an objective or an indicator."),
            mend=_("Name the id, for example: kinerja render LALIN --view {view} --out F.html."),
            where="--view",
            code="missing-id",
            view=self.options.view,
        )


def scene(
    store: Store,
    edition: Edition,
    name: str | None,
    options: PictureOptions | None = None,
    *,
    findings: Audit | None = None,
    rule_set: RuleSet | None = None,
) -> Scene:
    """Return what a picture of an edition shows.

    Args:
        store: the graph.
        edition: which edition.
        name: an id (its entire chain, unless the view differs) or a selector, which must select
            one record if the view is about one; None: everything.
        options: how to show it.
        findings: an audit of the same edition by the rules of ``rule_set``; None: run one if the
            view shows findings.
        rule_set: the configuration of the rules; None: the product's defaults.

    Raises:
        UsageError: there is no such id, the view does not apply to it, or the view needs an id or
            another edition and none was given.
    """
    asked = _SceneRequest(
        store=store,
        edition=edition,
        name=name,
        options=options or PictureOptions(),
        findings=findings,
        rule_set=rule_set or default_rule_set(),
    )
    return _SCENES.get(asked.options.view or "cascade", _cascade)(asked)


def _cascade(request: _SceneRequest) -> Scene:
    """Return boxes of the cascade with findings: all, a chain, what is below, or what is broken."""
    picture = select_network(request.store, request.edition, request.name, request.rule_set)
    said = request.marks()
    if picture.focus is None and request.name is not None:
        picture = dataclasses.replace(picture, view="selection")
    if request.options.view == "cascade" and picture.focus is not None:
        picture = below(picture, picture.focus)
    elif request.options.view == "findings":
        selected = picture.view == "selection"
        picture = broken_parts(picture, said)
        said = _marks_on(picture, said) if selected else said
    return Scene(
        network=picture,
        marks=said,
        rules_digest=rules_digest(request.rule_set.rules),
        completeness=measure_whole(request.store, request.edition, picture),
    )


def measure_whole(store: Store, edition: Edition, picture: Network) -> Completeness | None:
    """Return how much of the edition is whole if ``picture`` shows all of it, else None."""
    if picture.view != "cascade" or picture.focus is not None:
        return None
    return measure_kinds(store, edition)


def _marks_on(picture: Network, said: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return the marks on the boxes of a picture."""
    boxes = {node.id for node in picture.nodes}
    return tuple(mark for mark in said if mark.node_id in boxes)


def _crosscutting(request: _SceneRequest) -> Scene:
    alignment = align(request.store, request.edition, request.result())
    top = alignment.subject.id
    picture = below(network(request.store, request.edition, top), top)
    return Scene(
        network=dataclasses.replace(picture, view="crosscutting"),
        marks=request.marks(),
        rules_digest=rules_digest(request.rule_set.rules),
        alignment=alignment,
    )


def _organisation(request: _SceneRequest) -> Scene:
    picture = organisation(request.store, request.edition, request.record(_STAFF))
    said = _marks_on(picture, request.marks())
    return Scene(network=picture, marks=said, rules_digest=rules_digest(request.rule_set.rules))


def _evidence(request: _SceneRequest) -> Scene:
    found = evidence(request.store, request.edition, request.record(RESULTS))
    picture, said = evidence_network(network(request.store, request.edition), found)
    return Scene(network=picture, marks=said)


def _diff(request: _SceneRequest) -> Scene:
    """Return the cascades of two editions as one, with their differences."""
    older = request.options.older or _older(
        request.edition, request.options.against, editions_beside(request.store, request.edition)
    )
    with checking_editions(request.store, older):
        changes = compare(request.store, older, request.edition)
        before, after = (network(request.store, each) for each in (older, request.edition))
    picture, said = merge_editions(before, after, changes)
    name = request.record(CHAINED)
    if name is not None:
        picture = dataclasses.replace(below(picture, name), view="diff", focus=name)
    return Scene(network=picture, marks=said)


def with_older_edition(
    options: PictureOptions, edition: Edition, beside: Callable[[], Sequence[Edition]]
) -> PictureOptions:
    """Return ``options`` of ``edition`` with the older edition, if the view compares with one.

    ``beside`` returns the editions of the dataset, from the first loaded to the newest.

    Raises:
        UsageError: there is no such edition, or no other.
    """
    if options.view != "diff":
        return options
    return dataclasses.replace(options, older=_older(edition, options.against, beside()))


def _older(edition: Edition, against: str | None, beside: Sequence[Edition]) -> Edition:
    """Return the edition ``against``, or the newest one loaded before ``edition``."""
    dataset = edition.dataset
    if against is not None:
        return named_beside(beside, edition, against, option="--against")
    before = loaded_before(edition, beside)
    if before is not None:
        return before
    raise UsageError(
        _("No edition of {dataset} was loaded before {edition}."),
        mend=_("Name the edition to compare with by --against, or load that edition first."),
        where="--view diff",
        code="one-edition",
        dataset=dataset,
        edition=edition.edition,
    )


def _matrix(request: _SceneRequest) -> Scene:
    edition = request.edition
    facts = Network(
        dataset=edition.dataset,
        edition=edition.edition,
        loaded_at=edition.loaded_at,
        digest=edition.digest,
        focus=None,
        nodes=(),
        edges=(),
        agencies={},
        view="matrix",
    )
    return Scene(network=facts, matrix=matrix(request.store, edition))


_SCENES: Final[Mapping[str, Callable[[_SceneRequest], Scene]]] = {
    "crosscutting": _crosscutting,
    "diff": _diff,
    "evidence": _evidence,
    "matrix": _matrix,
    "organisation": _organisation,
}


def marks(findings: Audit, rules: Iterable[Rule]) -> list[Mark]:
    """Return findings as marks for a picture."""
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
            cut_off=finding.cut_off,
            path=finding.path,
        )
        for finding in findings.findings
    ]
