"""``render``: the picture of a loaded edition, or of one chain of it."""

from __future__ import annotations

from collections.abc import Iterable

from kinerja_graph.analysis.network_reading import network
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.ruling import Ruling, run_ruling
from kinerja_graph.library.rule import Rule
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.page import html
from kinerja_graph.store.bolt import Store
from kinerja_graph.texts import Language
from kinerja_graph.workflow.rules import rules_digest
from kinerja_graph.workflow.ruling import product_ruling
from kinerja_graph.workflow.views import Choice


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
        name: an id of the edition; None: everything.
        choice: which edition.
        language: the language in which the page opens.
        findings: an audit of the same edition by the rules of ``ruling``; None: it is made here.
        ruling: what is decided of the rules; None: those of the product as they are.

    Raises:
        UsageError: no such edition or id, or the id of a unit or a post.
    """
    edition = choice.of(store)
    decided = ruling or product_ruling()
    rules = decided.rules
    picture = network(store, edition, name)
    told = findings or run_ruling(store, edition, decided, store.engine)
    return html(picture, marks(told, rules), language=language, rules_digest=rules_digest(rules))


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
