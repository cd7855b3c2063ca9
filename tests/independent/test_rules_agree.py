"""On both engines every rule and view says of random governments what its words ask for.

Some governments stand alone in their edition; most stand beside others in one, as in a country:
many at the price of one. ``KINERJA_TEST_GRAPHS`` sets how many are looked at; a run that sets it
draws new ones every time. A failing one is shown small, with the seed that makes it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from comparison import ask, differences, expected_audit, expected_views, told_audit, told_views
from governments.government import Government, governments, several, side_by_side
from governments.reduction import reduced
from kinerja_graph.library.populations import TOGETHER, single
from kinerja_graph.library.queries import named
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from oracle.vantage import graphs

FIXED = "KINERJA_TEST_GRAPHS" not in os.environ


BESIDE = 10
"""How many governments stand beside each other in one edition."""
ALONE = graphs(5, one_in=20)
EDITIONS = (graphs(50) - ALONE) // BESIDE


def looked_at(number: int) -> settings:
    return settings(
        max_examples=number,
        derandomize=FIXED,
        phases=[Phase.generate],
        print_blob=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def cascade_of(government: Government) -> Cascade | None:
    """The plan as the product reads it; None where it refuses it."""
    return read_document(
        government.tables, name="acak", settings=read_settings(), lenient=government.lenient
    ).cascade


@looked_at(graphs(50))
@given(government=governments())
def test_no_government_is_refused(government: Government) -> None:
    assert cascade_of(government) is not None


def told_otherwise(stores: dict[str, Store], government: Government, *, views: bool) -> list[str]:
    """What the engines say otherwise than the second opinion, or than each other."""
    cascade = cascade_of(government)
    if cascade is None:
        return []
    audit, answers = expected_audit(cascade), expected_views(cascade) if views else {}
    lines: list[str] = []
    texts: set[str] = set()
    for engine, store in stores.items():
        told = ask(store, cascade, views=views)
        texts.add(told.text)
        found = differences(audit, told_audit(told.audit, cascade))
        found.extend(differences(answers, told_views(told.views)))
        lines.extend(f"{engine}: {line}" for line in found)
    return [*lines, *(["the engines differ"] if len(texts) > 1 else [])]


def agree(
    stores: dict[str, Store],
    government: Government,
    *,
    views: bool = False,
    parts: Sequence[Government] = (),
) -> None:
    """Fails where the engines tell ``government`` otherwise, and shows the least that they do.

    Where it was put together of ``parts``, one of them may be enough of a reason.
    """
    if not told_otherwise(stores, government, views=views):
        return
    for part in parts:
        agree(stores, part, views=views)
    small = reduced(government, lambda smaller: bool(told_otherwise(stores, smaller, views=views)))
    lines = told_otherwise(stores, small, views=views)
    shown = [repr(one) for one in parts or [government]]
    pytest.fail("\n".join([*shown, small.shown(), *lines]), pytrace=False)


@looked_at(ALONE)
@given(government=governments())
def test_every_rule_agrees_on_both_engines(
    both_stores: dict[str, Store], government: Government
) -> None:
    agree(both_stores, government)


@looked_at(EDITIONS)
@given(many=several(BESIDE))
def test_every_rule_agrees_on_governments_side_by_side(
    both_stores: dict[str, Store], many: list[Government]
) -> None:
    agree(both_stores, side_by_side(many), parts=many)


@looked_at(EDITIONS)
@given(many=several(BESIDE))
def test_populations_are_the_same_together_as_alone(
    both_stores: dict[str, Store], many: list[Government]
) -> None:
    cascade = cascade_of(side_by_side(many))
    assert cascade is not None
    for store in both_stores.values():
        with temporary_snapshot(store, cascade, settings=read_settings()) as snapshot:
            scope = snapshot.edition.scope
            for name in TOGETHER:
                (together,) = store.read(named(name), scope=scope)
                for column, number in together.items():
                    (alone,) = store.read(named(single(column)), scope=scope)
                    assert {column: number} == {column: alone["population"]}


@looked_at(graphs(4, one_in=20))
@given(government=governments())
def test_every_view_agrees_on_both_engines(
    both_stores: dict[str, Store], government: Government
) -> None:
    agree(both_stores, government, views=True)
