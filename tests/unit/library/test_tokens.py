"""Cypher cut into tokens: nothing is lost between them, and what reads in two ways is refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_graph.errors import StatementRefused
from kinerja_graph.library.tokens import strict_tokens, tokens

_PASSED_OVER = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_PIECES = [
    "'", '"', "`", "\\", "\\'", "//", "/*", "*/", "\n", "\t", "\xa0", "$", "$a", "$`", "1", "1a",
    "0x1F", "018", "1.5e3", "..", ".", "-", "[", "(", "}", "SET", "\u017fET", "é", "–", " ",
]  # fmt: skip
_CYPHER = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)


@given(st.one_of(st.text(max_size=60), _CYPHER))
def test_between_the_tokens_lie_blanks_and_comments_alone(text: str) -> None:
    place = 0
    for token in tokens(text):
        start = token.end - len(token.text)
        assert text[start : token.end] == token.text
        assert _PASSED_OVER.fullmatch(text[place:start])
        before = text[:start].split("\n")
        assert (token.line, token.column) == (len(before), len(before[-1]) + 1)
        place = token.end
    assert _PASSED_OVER.fullmatch(text[place:])


@given(st.one_of(st.text(max_size=60), _CYPHER))
def test_what_is_read_strictly_is_read_the_same_everywhere(text: str) -> None:
    try:
        found = strict_tokens(text)
    except StatementRefused:
        return
    assert found == list(tokens(text))
    assert all(token.kind != "unknown" for token in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("'it\\'s // no /* comment */' x", ["'it\\'s // no /* comment */'", "x"]),
        ('"say \\"a\\"" b', ['"say \\"a\\""', "b"]),
        ("`a``b // c` d", ["`a``b // c`", "d"]),
        ("a /* b /* c */ d */ e", ["a", "d", "*", "/", "e"]),
        ("a // 'b\n' c'", ["a", "' c'"]),
        ("a /* // */ b", ["a", "b"]),
        ("[*1..3]", ["[", "*", "1", "..", "3", "]"]),
        ("$scope $`a b` $1", ["$scope", "$`a b`", "$1"]),
        ("x.1 .5 0x1F 1.5e-3", ["x", ".1", ".5", "0x1F", "1.5e-3"]),
    ],
)
def test_quotes_and_comments_hide_what_they_hide_in_an_engine(text: str, found: list[str]) -> None:
    assert [token.text for token in tokens(text)] == found
    assert [token.text for token in strict_tokens(text)] == found


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("RETURN \\u0060", "1:8"),
        ("// \\u000aSET", "1:4"),
        ("RETURN '\\U0027 SET'", "1:9"),
        ("RETURN '\\d'", "1:9"),
        ("RETURN 'a", "1:8"),
        ("RETURN `a``", "1:11"),
        ("a\n/* b", "2:1"),
        ("RETURN 018", "1:10"),
        ("RETURN 1a", "1:9"),
        ("RETURN 1_000", "1:9"),
        ("RETURN\xa01", "1:7"),
        ("RETURN \t\f1", "1:9"),
        ("RETURN 1 // \ufeff", "1:13"),
        ("RETURN (n)–(m)", "1:11"),
    ],
)
def test_what_two_engines_might_cut_differently_is_refused(text: str, where: str) -> None:
    with pytest.raises(StatementRefused) as caught:
        strict_tokens(text)
    assert caught.value.where == where
