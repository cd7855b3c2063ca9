"""What is made of a statement."""

import pytest

from kinerja_graph.library.rules import Rule, load_rules
from mutants import mutants

CHANGES = {
    "MATCH (a {scope: $scope}) RETURN a": ["(a )"],
    "WHERE a.x > 1 RETURN a": ["a.x >= 1", "a.x > 2", "⇒ RETURN a"],
    "WHERE a.x <= 1.5 RETURN a": ["a.x < 1.5", "a.x <= 2.5"],
    "WHERE a.x = b.x RETURN a": ["a.x <> b.x"],
    "WHERE a.x <> b.x RETURN a": ["a.x = b.x"],
    "WHERE NOT a.x RETURN a": ["WHERE a.x RETURN a"],
    "WHERE a.x IS NULL RETURN a": ["a.x IS NOT NULL"],
    "WHERE a.x IS NOT NULL RETURN a": ["a.x IS NULL"],
    "WHERE a.x AND b.x OR c.x RETURN a": [
        "a.x OR b.x OR c.x",
        "a.x AND b.x AND c.x",
        "WHERE b.x OR c.x",
        "WHERE a.x OR c.x",
        "WHERE a.x AND b.x RETURN",
    ],
    "MATCH (a)-[:OWNS]->(b)<-[e:MEASURES]-(c) RETURN a": [
        "(a)<-[:OWNS]-(b)<-[e:MEASURES]-(c)",
        "(a)-[:OWNS]->(b)-[e:MEASURES]->(c)",
    ],
    "MATCH (a)<-[:OWNS|MEASURES*0..]-(b) RETURN a": [
        "(a)<-[:OWNS*0..]-(b)",
        "(a)<-[:MEASURES*0..]-(b)",
        "(a)<-[:OWNS|MEASURES*1..]-(b)",
    ],
    "WHERE a.x IN ['p', 'q'] RETURN a": ["IN ['q']", "IN ['p']", "['another', 'q']"],
    "WHERE [n IN l WHERE n > 0 | n] = [] RETURN a": ["[n IN l | n]", "⇒ RETURN a"],
    "RETURN count(DISTINCT a)": ["count(a)"],
    "OPTIONAL MATCH (a) RETURN a": ["⇒ MATCH (a)"],
    "RETURN a.x - 1": ["a.x + 1"],
    "RETURN a UNION RETURN b": ["RETURN a UNION ALL RETURN b"],
}


@pytest.mark.parametrize(("text", "changes"), CHANGES.items())
def test_each_small_change_is_made(text: str, changes: list[str]) -> None:
    made = [" ".join(f"{text} ⇒ {one.text}".split()) for one in mutants(text)]
    for change in changes:
        assert any(change in one.replace("  ", " ") for one in made), (change, made)


def test_strings_and_comments_are_no_code() -> None:
    text = "// a > b AND NOT c\nRETURN 'x > 1 AND NOT y' AS a"
    assert {one.text for one in mutants(text)} == {
        "// a > b AND NOT c\nRETURN 'another' AS a",
    }


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_mutants_differ_and_have_names_of_their_own(rule: Rule) -> None:
    made = mutants(rule.statement.text)
    assert made
    assert len({one.text for one in made} | {rule.statement.text}) == len(made) + 1
    assert len({one.change for one in made}) == len(made)
