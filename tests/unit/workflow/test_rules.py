"""The choice of rules, and what is told of them."""

import re

import pytest

from kinerja_graph.errors import UsageError
from kinerja_graph.library.rule import Rule
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import LANGUAGES
from kinerja_graph.workflow.rules import (
    RuleList,
    find_rules,
    general_text,
    rule_page,
    rules_digest,
    rules_list,
    rules_show,
)


def test_no_name_means_all() -> None:
    assert find_rules([]) == rules_list()


def test_names_choose_and_sort() -> None:
    chosen = find_rules(["orphan-indicator", "level-skip", "orphan-indicator"])
    assert [rule.id for rule in chosen] == ["level-skip", "orphan-indicator"]


def test_an_unknown_rule_is_usage() -> None:
    with pytest.raises(UsageError) as caught:
        rules_show("orphan-indikator")
    assert caught.value.exit_code == 2
    assert "orphan-indicator" in caught.value.tell("id")


def test_the_list_has_the_keys_of_the_contract() -> None:
    rules = as_json(RuleList(rules_list()), "en")["rules"]
    assert [rule["id"] for rule in rules] == sorted(rule["id"] for rule in rules)
    for rule in rules:
        assert list(rule) == ["id", "severity", "category", "title", "source"]
        assert all(isinstance(value, str) and value for value in rule.values())


@pytest.mark.parametrize("rule", rules_list(), ids=lambda rule: rule.id)
def test_a_page_leaves_no_place_unfilled_and_says_nothing_twice(rule: Rule) -> None:
    for language in LANGUAGES:
        page = as_json(rule_page(rule, language), language)
        said = page["mend"] + page["message"]
        assert not re.search(r"\{\w+\}", said)
        assert not re.search(r"\b(\w{4,}) (the )?\1\b", said, re.IGNORECASE)


def test_a_remedy_for_several_findings_names_none_of_them() -> None:
    rule = rules_show("orphan-indicator")
    assert "the indicator" in general_text(rule, rule.mend, "en")


def test_the_digest_follows_the_statements() -> None:
    rules = rules_list()
    assert re.fullmatch(r"[0-9a-f]{64}", rules_digest(rules))
    assert rules_digest(rules) != rules_digest(rules[1:])
