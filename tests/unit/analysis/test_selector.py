"""Selectors as text: what they say, where they are at fault, and that writing undoes reading."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_graph.analysis.selector import METHODS, Selector, Term, is_plain, parse, quoted
from kinerja_graph.errors import UsageError

IDS = st.text(min_size=1, max_size=8).filter(lambda text: bool(text.strip()))
HARD = st.text(alphabet='ab1+,:" \u00a0\t', min_size=1, max_size=6).filter(
    lambda text: bool(text.strip())
)
STEPS = st.one_of(st.none(), st.integers(0, 12))
CHOICES = st.one_of(
    st.tuples(st.just("id"), st.one_of(IDS, HARD, st.sampled_from(["1", "12", "-3"]))),
    st.tuples(st.sampled_from(["agency", "rule"]), st.one_of(IDS, HARD)),
    st.tuples(st.just("level"), st.sampled_from("012345")),
    st.tuples(st.just("label"), st.sampled_from(["Indicator", "Task", "Unit"])),
)
TERMS = st.builds(
    lambda choice, below, above: Term(choice[0], choice[1], below, above), CHOICES, STEPS, STEPS
)
SELECTORS = st.lists(st.lists(TERMS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3)


@settings(max_examples=50)
@given(SELECTORS)
def test_what_is_written_reads_as_the_same(either: list[tuple[Term, ...]]) -> None:
    selector = Selector(tuple(either))
    assert parse(str(selector)) == selector
    assert parse(f" {selector}\n") == selector


@given(st.one_of(IDS, HARD))
def test_a_quoted_id_is_that_id(name: str) -> None:
    assert parse(quoted(name)).either == ((Term("id", name),),)
    assert is_plain(name) == (quoted(name) == name)


@given(st.text(alphabet='ab12+,:" ', max_size=12))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        selector = parse(text)
    except UsageError as error:
        fault = error
    else:
        assert parse(str(selector)) == selector
        places = [term.position for term in selector.terms]
        assert places == sorted(set(places))
        return
    position = fault.facts["position"]
    assert isinstance(position, int)
    assert 1 <= position <= max(1, len(text))
    assert fault.code == "bad-selector"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("IKU-07", Term("id", "IKU-07")),
        ("+IKU-07", Term("id", "IKU-07", below=None)),
        ("IKU-07+", Term("id", "IKU-07", above=None)),
        ("2+IKU-07", Term("id", "IKU-07", below=2)),
        ("IKU-07+3", Term("id", "IKU-07", above=3)),
        ("+IKU-07+", Term("id", "IKU-07", None, None)),
        ("1+2+3", Term("id", "2", 1, 3)),
        ("12+", Term("id", "12", above=None)),
        ('"12"+3', Term("id", "12", above=3)),
        ('12+"3"', Term("id", "3", below=12)),
        ('0+"12"', Term("id", "12")),
        ("2+agency:dishub+", Term("agency", "dishub", 2, None)),
        ('AGENCY:"dinas a"', Term("agency", "dinas a")),
        ("level:1", Term("level", "1")),
        ("label:Tugas", Term("label", "Task")),
        ("rule:orphan-indicator", Term("rule", "orphan-indicator")),
        ("role:CSF", Term("role", "csf")),
        ("2+role:kondisi_antara", Term("role", "condition", 2)),
        ('tag:"Kota  Layak"', Term("tag", "Kota  Layak")),
        ('"agency:dishub"', Term("id", "agency:dishub")),
        ('"a ""b"""', Term("id", 'a "b"')),
    ],
)
def test_one_term(text: str, term: Term) -> None:
    assert parse(text).either == ((term,),)


def test_a_comma_binds_closer_than_a_blank() -> None:
    told = parse('+S1 , agency:dishub  level:1,"a b"+')
    assert [[term.value for term in both] for both in told.either] == [
        ["S1", "dishub"],
        ["1", "a b"],
    ]
    assert [term.position for term in told.terms] == [1, 7, 22, 30]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 1),
        ("  ", 1),
        ("a,,b", 3),
        (",a", 1),
        ("a b,", 4),
        ("+", 1),
        ("a++", 3),
        ("a+b", 3),
        ("++a", 2),
        ("agency:", 7),
        ("x agency: y", 9),
        ("foo:x", 1),
        ("a:b:c", 1),
        ("agency:a:b", 9),
        ('a "b', 3),
        ('a"b"', 2),
        ('""', 1),
        ("level:6", 7),
        ("level:x", 7),
        ("label:nothing", 7),
        ("role:penyebab", 6),
        ("12+3", 1),
        ("1234567890+a", 1),
    ],
)
def test_a_fault_has_its_place(text: str, position: int) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert caught.value.facts["position"] == position
    assert caught.value.exit_code == 2
    for language in ("id", "en"):
        assert str(position) in caught.value.tell(language)


def test_a_method_that_is_not_known_names_those_that_are() -> None:
    with pytest.raises(UsageError) as caught:
        parse("agenci:dishub")
    told = caught.value.tell("en")
    assert all(f"{method}:" in told for method in METHODS)
    assert "agency:" in caught.value.mend.en
