"""Finding the record that was meant."""

from typing import Any

import pytest

from kinerja_graph.analysis.nodes import find, nearest
from kinerja_graph.errors import UsageError
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.edition import Edition

RECORDS = [
    {"label": "Indicator", "id": "IKU-07", "name": "Panjang jalan mantap"},
    {"label": "Indicator", "id": "IKU-08", "name": None},
    {"label": "Objective", "id": "S1", "name": "Kemacetan  menurun"},
]
EDITION = Edition(dataset="kota", edition="1", scope="s")


class Records:
    """Knows the records above by their names, and none by a key."""

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        del seconds, values
        return RECORDS if statement.name == "find-names" else []


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("iku-07", "IKU-07"),
        ("IKU07", "IKU-07"),
        ("kemacetan menurun", "S1"),
        ("kemacetan", "S1"),
        ("jalan mantap", "IKU-07"),
    ],
)
def test_the_nearest_record_comes_first(wanted: str, first: str) -> None:
    assert nearest(wanted, RECORDS)[0]["id"] == first


def test_nothing_is_near_to_something_else() -> None:
    assert nearest("zzzzzzzz", RECORDS) == []
    assert nearest("", RECORDS) == []


def test_an_unknown_id_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        find(Records(), EDITION, "IKU-7")
    assert caught.value.exit_code == 2
    assert caught.value.code == "unknown-id"
    assert caught.value.facts["nearest"][0] == "IKU-07"  # type: ignore[index]  # a list of ids
    assert "IKU-07 («Panjang jalan mantap»)" in caught.value.tell("id")
    assert "kota 1" in caught.value.tell("en")


def test_braces_in_an_id_are_no_places() -> None:
    with pytest.raises(UsageError, match=r"\{name\}"):
        find(Records(), EDITION, "{name}")
