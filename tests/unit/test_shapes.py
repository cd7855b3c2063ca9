"""Dataclasses as JSON: which keys, in which order, and what becomes of their values."""

import math
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kinerja_graph.shapes import Key, as_json, json_keys, shape_of
from kinerja_graph.texts import Text

SAID = Text(id="kalimat", en="sentence")


@dataclass(frozen=True, slots=True)
class Plain:
    name: str
    many: tuple[int, ...] = (1, 2)
    facts: dict[str, Any] = field(default_factory=dict[str, Any])


@json_keys("to=target", "size", "*plain", "first=plain.name", optional=("cut", "limit"))
@dataclass(frozen=True, slots=True)
class Declared:
    plain: Plain
    target: str
    hidden: str = "never told"
    cut: bool = False
    limit: int | None = None

    @property
    def size(self) -> int:
        """How long it is."""
        return len(self.target)


def test_fields_are_told_in_their_order() -> None:
    assert list(as_json(Plain("n", facts={"a": (None, 1.5)})).items()) == [
        ("name", "n"), ("many", [1, 2]), ("facts", {"a": [None, 1.5]}),
    ]  # fmt: skip


def test_declared_keys_stand_for_fields_properties_paths_and_whole_objects() -> None:
    told = as_json(Declared(Plain("n"), "abc"))
    assert list(told.items()) == [
        ("to", "abc"), ("size", 3), ("name", "n"), ("many", [1, 2]), ("facts", {}), ("first", "n"),
    ]  # fmt: skip


def test_an_optional_key_is_left_out_where_there_is_nothing_to_tell() -> None:
    told = as_json(Declared(Plain("n"), "abc", cut=True, limit=0))
    assert (told["cut"], told["limit"]) == (True, 0)


def test_what_is_declared_of_a_class_is_not_that_of_a_class_made_of_it() -> None:
    @dataclass(frozen=True)
    class More(Declared):
        extra: int = 0

    assert as_json(More(Plain("n"), "abc"))["hidden"] == "never told"


def test_a_tuple_with_names_is_told_by_them_where_it_says_so() -> None:
    @json_keys("from=low", "to=high")
    class Ends(NamedTuple):
        low: str
        high: str

    assert as_json(Plain("n", facts={"ends": Ends("a", "b")}))["facts"] == {
        "ends": {"from": "a", "to": "b"}
    }


@pytest.mark.parametrize(
    ("value", "told"),
    [(SAID, "sentence"), (date(2026, 11, 25), "2026-11-25"), (Path("a/b"), "a/b"), ("x", "x")],
)
def test_values_of_other_classes_are_told_as_text(value: object, told: str) -> None:
    assert as_json(Plain("n", facts={"value": value}), "en")["facts"] == {"value": told}


def test_a_sentence_needs_a_language() -> None:
    with pytest.raises(TypeError, match="sentence"):
        as_json(Plain("n", facts={"said": SAID}))


def test_numbers_that_json_lacks_are_left_to_the_writer() -> None:
    assert as_json(Plain("n", facts={"much": math.inf}))["facts"] == {"much": math.inf}


def test_plain_values_have_no_keys() -> None:
    assert [shape_of(kind) for kind in (str, dict, Text)] == [None, None, None]
    assert shape_of(Plain) is not None
    shape = shape_of(Declared)
    assert shape is not None
    assert shape.keys[-1] == Key("limit", "limit", optional=True)
