"""What the guard lets through and what it refuses, without any engine."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kinerja_graph.errors import StatementRefused
from kinerja_graph.library.tokens import tokens
from kinerja_graph.store.columns import column_names
from kinerja_graph.store.functions import BEFORE_BRACKET, FUNCTIONS
from kinerja_graph.store.guard import DEEPEST, LONGEST, MOST_STEPS, MOST_WORDS, check_free
from kinerja_graph.store.verdict import refusal
from kinerja_graph.texts import LANGUAGES

CASES = yaml.safe_load(
    (Path(__file__).parent.parent.parent / "cases" / "hostile.yaml").read_text("utf-8")
)
WRITING = ("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "DROP", "FOREACH", "LOAD")


@pytest.mark.parametrize("text", CASES["hostile"])
def test_hostile_statements_are_refused(text: str) -> None:
    with pytest.raises(StatementRefused) as caught:
        check_free(text)
    assert caught.value.exit_code == 2
    line, column = caught.value.where.split(":")
    assert int(line) >= 1
    assert int(column) >= 1


@pytest.mark.parametrize("text", CASES["judged"])
def test_what_a_statement_does_is_left_to_the_engines(text: str) -> None:
    assert check_free(text)


@pytest.mark.parametrize("text", CASES["harmless"])
def test_harmless_statements_pass(text: str) -> None:
    assert check_free(text)


@pytest.mark.parametrize("text", CASES["costly"])
def test_costly_statements_are_left_to_the_limits(text: str) -> None:
    assert check_free(text)


def test_there_are_enough_of_both() -> None:
    assert len(CASES["hostile"]) >= 120
    assert len(set(CASES["hostile"])) == len(CASES["hostile"])
    assert len(CASES["harmless"]) >= 40


@pytest.mark.parametrize("word", WRITING)
@pytest.mark.parametrize("shape", ["{} (m)", "/* x */ {} n", "RETURN 1 AS x {} (m)"])
def test_a_writing_word_is_refused_where_it_is_no_name(shape: str, word: str) -> None:
    for written in (word, word.lower(), word.capitalize(), word.swapcase()):
        with pytest.raises(StatementRefused) as caught:
            check_free(shape.format(written))
        assert written in caught.value.what.en


@pytest.mark.parametrize(
    "text",
    [
        "UNWIND [1] AS AS LOAD CSV FROM 'x' AS l RETURN l",
        "MATCH (n) WITH n load /* x */\ncsv with headers from n.a AS l RETURN l",
        "WITH 1 AS LOAD LOAD CSV FROM 'x' AS l RETURN l",
        "RETURN COUNT { LOAD CSV FROM 'x' AS l RETURN l } AS n",
        "CALL db.labels()",
        "CALL `db`.labels",
        "UNWIND [1] AS AS CALL db.labels() YIELD label RETURN label",
        "WITH 1 AS CALL CALL `a b`.`c`() YIELD x RETURN x",
        "RETURN [x IN [1] | COLLECT { CALL a.b() YIELD c RETURN c }] AS x",
        "CALL",
        "CALL labels",
    ],
)
def test_what_leaves_the_graph_is_refused_behind_any_name(text: str) -> None:
    with pytest.raises(StatementRefused) as caught:
        check_free(text)
    line, column = map(int, caught.value.where.split(":"))
    assert text.split("\n")[line - 1][column - 1 :].upper().startswith(("LOAD", "CALL"))


@pytest.mark.parametrize("word", WRITING)
@pytest.mark.parametrize(
    "shape",
    [
        "MATCH (n) RETURN n.{} AS x",
        "MATCH (n:{}) RETURN n",
        "MATCH (a)-[:OWNS|{}]->(b) RETURN b",
        "RETURN {{{}: 1}} AS x",
        "RETURN '{}' AS x",
        "RETURN 1 AS `{}`",
        "MATCH (n) RETURN n {{.{}}} AS x",
        "RETURN 1 AS {}",
        "RETURN 1 // {}",
    ],
)
def test_the_same_word_as_a_name_or_a_text_passes(shape: str, word: str) -> None:
    for written in (word, word.lower()):
        assert check_free(shape.format(written))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("MATCH (n)\n  LOAD CSV FROM 'x' AS l RETURN l", "2:3"),
        ("MATCH (n) // x\r\nCALL a.b() YIELD c RETURN c", "2:1"),
        ("/* a\n b */ RETURN 'x", "2:14"),
        ("RETURN 1;\nRETURN 2", "1:9"),
        ("RETURN apoc.load.json('x')", "1:18"),
    ],
)
def test_a_refusal_says_where(text: str, where: str) -> None:
    with pytest.raises(StatementRefused) as caught:
        check_free(text)
    assert caught.value.where == where


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("MATCH (n)\n  DELETE n", "2:3"),
        ("MATCH (n) // SET\nWITH n AS SET SET SET.a = 1", "2:15"),
        ("MATCH (SET:Unit {set: 1}) WITH SET AS AS\nSET AS.x = 1", "1:8"),
        ("MATCH (n) RETURN n", ""),
    ],
)
def test_what_an_engine_refuses_is_looked_for_in_the_text(text: str, where: str) -> None:
    """The engine says that it writes; the first word that may be the cause shows where."""
    refused = refusal(text, ["SetProperty"])
    assert refused.where == where
    assert refused.code == "statement-refused"
    assert all("SetProperty" in refused.tell(language) for language in LANGUAGES)


def test_long_lists_of_negative_numbers_and_differences_are_no_steps() -> None:
    text = "RETURN [" + "-1, " * 100 + "2" + " - 1" * 50 + "] AS x"
    assert check_free(text) == text


def test_the_end_is_cut_off() -> None:
    assert check_free("RETURN 1 ; ; // end;") == "RETURN 1"
    assert check_free("RETURN 1\r\nAS x") == "RETURN 1\nAS x"


@pytest.mark.parametrize(
    "text",
    [
        "RETURN '" + "x" * LONGEST + "'",
        "RETURN " + "(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1),
        "RETURN " + "NOT " * 101 + "true",
        "RETURN " + "CASE WHEN true THEN " * 51 + "1" + " END" * 51,
        "WITH {a: 1} AS m RETURN m" + ".a" * MOST_WORDS,
        "RETURN 1" + " * 1" * MOST_WORDS,
        "RETURN 'a'" + " + 'a'" * 101,
        "RETURN true" + " XOR true" * 9,
        "MATCH (n) WHERE " + "EXISTS { (n) WHERE " * 13 + "true" + " }" * 13 + " RETURN 1",
        "MATCH (n)" + "-->()" * (MOST_STEPS + 1) + " RETURN 1",
        "MATCH (n)" + "<-[:OWNS]-()" * (MOST_STEPS + 1) + " RETURN 1",
    ],
    ids=[
        "letters",
        "brackets",
        "not",
        "case",
        "dots",
        "times",
        "plus",
        "xor",
        "exists",
        "steps",
        "named-steps",
    ],
)
def test_what_a_server_might_fall_over_is_refused(text: str) -> None:
    with pytest.raises(StatementRefused):
        check_free(text)


@pytest.mark.parametrize(
    "text",
    [
        "RETURN 1 AS x LIMIT size([x IN range(1, 1000000000) | x])",
        "MATCH (n) RETURN n SKIP toInteger(rand())",
        "MATCH (n) RETURN n SKIP 1 LIMIT (3 + toInteger(9))",
        "MATCH (n) WITH n OFFSET [1, 2][0] RETURN n",
        "CALL () { MATCH (n) RETURN n LIMIT CASE WHEN true THEN 1 END } RETURN n",
        "MATCH (n) RETURN n LIMIT `size`('x')",
        "MATCH (n) RETURN n.LIMIT AS LIMIT LIMIT {a: 1}.a",
        "CALL { MATCH (n) RETURN n } IN TRANSACTIONS RETURN n",
        "CALL { MATCH (n) RETURN n } IN 2 CONCURRENT TRANSACTIONS RETURN n",
        "CALL { MATCH (n) RETURN n } IN size([1, 2]) CONCURRENT TRANSACTIONS RETURN n",
    ],
)
def test_what_a_planner_computes_before_any_limit_is_refused(text: str) -> None:
    with pytest.raises(StatementRefused):
        check_free(text)


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) RETURN n ORDER BY n.id SKIP 2 LIMIT 5",
        "MATCH (n) WITH n LIMIT 2 * 5 + (1) MATCH (m) RETURN [m.id] AS ids",
        "RETURN COLLECT { MATCH (n) RETURN n.id LIMIT 3 }[0] AS id",
        "CALL { MATCH (n) RETURN n LIMIT 1 } RETURN {a: n.id} AS m",
        "WITH [1] AS LIMIT WHERE LIMIT[0] = 1 RETURN LIMIT[0], size(LIMIT) AS SKIP SKIP 0",
        "MATCH (n) WHERE n.LIMIT IN [1] RETURN n.SKIP, {LIMIT: [1]} AS m",
        "WITH 1 AS x LIMIT 1 RETURN EXISTS { MATCH (n) } AS LIMIT",
    ],
)
def test_plain_numbers_of_rows_pass(text: str) -> None:
    assert check_free(text)


def test_lists_of_values_may_be_long() -> None:
    ids = ", ".join(f"'IKU-{number}'" for number in range(5_000))
    assert check_free(f"MATCH (n {{scope: $scope}}) WHERE n.id IN [{ids}] RETURN n")
    assert check_free("RETURN " + "(" * DEEPEST + "1" + ")" * DEEPEST)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("RETURN 1 AS x", ("x",)),
        ("MATCH (n) RETURN n", ("n",)),
        ("MATCH (n) RETURN DISTINCT n.id, `a b`, n.x AS `c``d` LIMIT 3", ("n.id", "a b", "c`d")),
        ("CALL { RETURN 1 AS y } RETURN {a: 1, b: [1, 2]} AS m, y SKIP 1", ("m", "y")),
        ("RETURN 1 AS a UNION RETURN 2 AS a", ("a",)),
        ("RETURN *", ()),
        ("MATCH (n) RETURN count(*), COUNT { (n)-->() } AS c", ("count(*)", "c")),
        ("UNWIND [] AS x RETURN x AS ORDER, x AS LIMIT ORDER BY x", ("ORDER", "LIMIT")),
        (
            "UNWIND [] AS x RETURN x AS RETURN, x.SKIP, x AS UNION SKIP 1",
            ("RETURN", "x.SKIP", "UNION"),
        ),
        ("UNWIND [] AS AS RETURN AS ORDER BY AS", ("AS",)),
        ("UNWIND [] AS RETURN RETURN RETURN AS x", ("x",)),
    ],
)
def test_columns_are_known_from_the_text(text: str, names: tuple[str, ...]) -> None:
    assert column_names(text) == names


def test_the_lists_of_words_are_what_they_say() -> None:
    assert all(name == name.casefold() for name in FUNCTIONS)
    assert all(word == word.upper() for word in BEFORE_BRACKET)
    assert not any("load" in name or "file" in name or "apoc" in name for name in FUNCTIONS)


@given(st.text(max_size=200))
def test_any_text_passes_or_is_refused_with_its_place(text: str) -> None:
    try:
        sent = check_free(text)
    except StatementRefused as refusal:
        sent = refusal.where
    assert sent


@given(st.text(alphabet=" '\"`\\/*u0027;ECRAT\n", max_size=40))
def test_no_text_around_it_hides_what_leaves_the_graph(text: str) -> None:
    """Where the guard lets a text through, the words stand inside quotes or a comment."""
    try:
        sent = check_free(f"RETURN 1 {text} LOAD CSV FROM 'x' AS l RETURN l")
    except StatementRefused:
        return
    assert not any(word.says("CSV") for word in tokens(sent))
