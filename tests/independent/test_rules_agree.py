"""On both engines every rule and view says of random governments what its words ask for.

``KINERJA_TEST_GRAPHS`` sets how many governments are looked at; a run that sets it draws new ones
every time and prints how to draw a failing one again.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings

from comparison import ask, differences, expected_audit, expected_views, told_audit, told_views
from governments.government import Government, governments
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from oracle.vantage import graphs

FIXED = "KINERJA_TEST_GRAPHS" not in os.environ


def looked_at(usual: int) -> settings:
    return settings(
        max_examples=graphs(usual),
        derandomize=FIXED,
        print_blob=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def cascade_of(government: Government) -> Cascade:
    reading = read_document(
        government.tables, name="acak", settings=read_settings(), lenient=government.lenient
    )
    assert reading.cascade is not None, reading.problems
    return reading.cascade


@looked_at(50)
@given(government=governments())
def test_every_rule_agrees_on_both_engines(
    both_stores: dict[str, Store], government: Government
) -> None:
    cascade = cascade_of(government)
    expected = expected_audit(cascade)
    texts: set[str] = set()
    for store in both_stores.values():
        answers = ask(store, cascade, views=False)
        texts.add(answers.text)
        told = told_audit(answers.audit, cascade)
        assert differences(expected, told) == []
        assert told == expected
    assert len(texts) == 1


@looked_at(10)
@given(government=governments())
def test_every_view_agrees_on_both_engines(
    both_stores: dict[str, Store], government: Government
) -> None:
    cascade = cascade_of(government)
    expected = expected_views(cascade)
    texts: set[str] = set()
    for store in both_stores.values():
        answers = ask(store, cascade)
        texts.add(answers.text)
        told = told_views(answers.views)
        assert differences(expected, told) == []
        assert told == expected
    assert len(texts) == 1
