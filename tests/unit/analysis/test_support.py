"""What only one agency holds up."""

from kinerja_graph.analysis.below import Below, below
from kinerja_graph.analysis.support import sole_supporters


def chain(*edges: tuple[str, str], measures: tuple[tuple[str, str], ...] = ()) -> Below:
    rows = [
        {
            "type": kind,
            "sign": None,
            "status": None,
            "sources": [low for low, _ in pairs],
            "targets": [high for _, high in pairs],
        }
        for kind, pairs in (("CONTRIBUTES_TO", edges), ("MEASURES", measures))
    ]
    return below("top", rows)


def sole(walked: Below, agencies: dict[str, list[str]]) -> dict[str, str]:
    names = sorted({agency for held in agencies.values() for agency in held})
    bits = {name: 1 << place for place, name in enumerate(names)}
    own = [sum(bits[agency] for agency in agencies[one]) for one in walked.ids]
    found = sole_supporters(walked, own)
    return {walked.ids[result]: names[bit.bit_length() - 1] for result, bit in found.items()}


def agencies(**held: str) -> dict[str, list[str]]:
    return {name: sorted(filter(None, text.split(","))) for name, text in held.items()}


def test_one_agency_below_is_the_only_support() -> None:
    found = sole(chain(("a", "top")), agencies(top="", a="dishub"))
    assert found == {"top": "dishub"}


def test_two_agencies_below_are_none() -> None:
    found = sole(chain(("a", "top"), ("b", "top")), agencies(top="", a="x", b="y"))
    assert found == {}


def test_the_owner_of_the_result_itself_does_not_count() -> None:
    found = sole(chain(("a", "top")), agencies(top="other", a="dishub"))
    assert found == {"top": "dishub"}


def test_measuring_indicators_do_not_count_but_what_is_below_them_does() -> None:
    walked = chain(("a", "m"), ("b", "top"), measures=(("m", "top"),))
    found = sole(walked, agencies(top="", m="measurer", a="x", b="x"))
    assert found == {"top": "x", "m": "x"}


def test_a_result_that_only_its_measures_receive_for_is_not_named() -> None:
    walked = chain(("a", "m"), measures=(("m", "top"),))
    assert sole(walked, agencies(top="", m="x", a="x")) == {"m": "x"}


def test_things_without_an_agency_say_nothing() -> None:
    walked = chain(("a", "top"), ("b", "top"))
    assert sole(walked, agencies(top="", a="", b="x")) == {"top": "x"}
    assert sole(walked, agencies(top="x", a="", b="")) == {}


def test_a_thing_of_two_agencies_is_no_sole_support() -> None:
    assert sole(chain(("a", "top")), agencies(top="", a="x,y")) == {}


def test_a_circle_counts_its_other_members() -> None:
    walked = chain(("a", "b"), ("b", "a"), ("b", "top"))
    found = sole(walked, agencies(top="", a="x", b="y"))
    assert found == {"a": "y", "b": "x"}


def test_a_measure_that_also_contributes_stays_left_out() -> None:
    walked = chain(("m", "b"), ("b", "top"), measures=(("m", "top"),))
    found = sole(walked, agencies(top="", m="x", b="y"))
    assert found == {"b": "x", "top": "y"}


def test_direct_counts_contributors_of_the_measuring_indicators() -> None:
    walked = chain(("a", "m"), ("b", "top"), measures=(("m", "top"),))
    assert {walked.ids[one] for one in walked.direct()} == {"a", "b"}
    assert {walked.ids[one] for one in walked.left_out(0)} == {"top", "m"}


def test_a_shortest_chain_takes_the_smallest_ids_among_equals() -> None:
    walked = chain(("b", "top"), ("a", "top"), ("c", "b"), ("c", "a"), ("d", "c"), ("e", "b"))
    number = walked.numbers
    assert [walked.ids[one] for one in walked.chain([number["d"], number["c"]])] == [
        "c",
        "a",
        "top",
    ]
    assert walked.chain([]) == []
