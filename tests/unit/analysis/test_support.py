"""What only one agency holds up."""

from kinerja_graph.analysis.chain import Chain, ChainEdge
from kinerja_graph.analysis.support import ground, sole_supporters


def chain(*edges: tuple[str, str], measures: tuple[tuple[str, str], ...] = ()) -> Chain:
    made = [ChainEdge(type="CONTRIBUTES_TO", source=low, target=high) for low, high in edges]
    made += [ChainEdge(type="MEASURES", source=low, target=high) for low, high in measures]
    labels = {name: "Indicator" for edge in made for name in (edge.source, edge.target)}
    return Chain("top", "down", labels, tuple(sorted(made, key=lambda edge: edge.sort_key)))


def agencies(**held: str) -> dict[str, list[str]]:
    return {name: sorted(filter(None, text.split(","))) for name, text in held.items()}


def test_one_agency_below_is_the_only_support() -> None:
    found = sole_supporters(chain(("a", "top")), agencies(top="", a="dishub"))
    assert found == {"top": "dishub"}


def test_two_agencies_below_are_none() -> None:
    found = sole_supporters(chain(("a", "top"), ("b", "top")), agencies(top="", a="x", b="y"))
    assert found == {}


def test_the_owner_of_the_result_itself_does_not_count() -> None:
    found = sole_supporters(chain(("a", "top")), agencies(top="other", a="dishub"))
    assert found == {"top": "dishub"}


def test_measuring_indicators_do_not_count_but_what_is_below_them_does() -> None:
    walked = chain(("a", "m"), ("b", "top"), measures=(("m", "top"),))
    found = sole_supporters(walked, agencies(top="", m="measurer", a="x", b="x"))
    assert found == {"top": "x", "m": "x"}


def test_a_result_that_only_its_measures_receive_for_is_not_named() -> None:
    walked = chain(("a", "m"), measures=(("m", "top"),))
    assert sole_supporters(walked, agencies(top="", m="x", a="x")) == {"m": "x"}


def test_things_without_an_agency_say_nothing() -> None:
    walked = chain(("a", "top"), ("b", "top"))
    assert sole_supporters(walked, agencies(top="", a="", b="x")) == {"top": "x"}
    assert sole_supporters(walked, agencies(top="x", a="", b="")) == {}


def test_a_thing_of_two_agencies_is_no_sole_support() -> None:
    assert sole_supporters(chain(("a", "top")), agencies(top="", a="x,y")) == {}


def test_a_circle_counts_its_other_members() -> None:
    walked = chain(("a", "b"), ("b", "a"), ("b", "top"))
    found = sole_supporters(walked, agencies(top="", a="x", b="y"))
    assert found == {"a": "y", "b": "x"}


def test_a_measure_that_also_contributes_stays_left_out() -> None:
    walked = chain(("m", "b"), ("b", "top"), measures=(("m", "top"),))
    found = sole_supporters(walked, agencies(top="", m="x", b="y"))
    assert found == {"b": "x", "top": "y"}


def test_direct_counts_contributors_of_the_measuring_indicators() -> None:
    below = ground(chain(("a", "m"), ("b", "top"), measures=(("m", "top"),)))
    assert below.direct("top") == {"a", "b"}
    assert below.direct("m") == {"a"}
    assert below.left_out("top") == {"top", "m"}
