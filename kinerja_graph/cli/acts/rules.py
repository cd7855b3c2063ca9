"""``rules list`` and ``rules show``."""

from __future__ import annotations

from kinerja_graph.cli.acts.desk import Desk
from kinerja_graph.cli.arguments import Shown
from kinerja_graph.cli.telling.tables import rule_list_parts, rule_parts
from kinerja_graph.workflow import rules as use


def rules_list(desk: Desk) -> int:
    """Tells all rules."""
    rules = use.rules_list()
    if desk.json:
        desk.data(use.rules_json(rules, desk.language))
    else:
        desk.answer(*rule_list_parts(rules, desk.language))
    return 0


def rules_show(desk: Desk, what: Shown) -> int:
    """Tells one rule's page."""
    page = use.rule_json(use.rules_show(what.rule), desk.language)
    if desk.json:
        desk.data(page)
    else:
        desk.answer(*rule_parts(page, desk.language))
    return 0
