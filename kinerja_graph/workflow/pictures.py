"""``render``: the picture of a loaded edition, or of one chain of it."""

from __future__ import annotations

from collections.abc import Iterable

from kinerja_graph.analysis.network_reading import network
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.run import run
from kinerja_graph.library.rule import Rule
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.page import html
from kinerja_graph.store.bolt import Store
from kinerja_graph.texts import Language
from kinerja_graph.workflow.rules import chosen_rules, rules_digest
from kinerja_graph.workflow.views import Choice


def render(
    store: Store,
    name: str | None,
    choice: Choice,
    *,
    language: Language,
    findings: Audit | None = None,
) -> str:
    """The picture of an edition, or of the record ``name`` and its chain: one HTML page.

    Args:
        store: the graph.
        name: an id of the edition; None: everything.
        choice: which edition.
        language: the language in which the page opens.
        findings: an audit of the same edition by all rules; None: it is made here.

    Raises:
        UsageError: no such edition or id, or the id of a unit or a post.
    """
    edition = choice.of(store)
    rules = chosen_rules(())
    picture = network(store, edition, name)
    told = findings or run(store, edition, rules, store.engine)
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
