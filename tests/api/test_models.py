"""Response models made of dataclasses: keys, types and descriptions as the class says them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar

import pytest
from pydantic import ValidationError

from kinerja_api.app import create_app
from kinerja_api.models import Paged, model_of, to_model
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import Unbounded, json_keys
from kinerja_graph.texts import Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Inner:
    """What lies within.

    Attributes:
        much: a number; None where nobody knows, and it has a
            second line.
    """

    much: float | tuple[float, float] | None


@json_keys(
    "from=source", "sort", "size", "*inner", "inner_much=inner.much", "others", "by_name", "said",
    "day", "work", optional=("cut", "more"), name="ShapeOfATest",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    """What is told.

    It says more.

    Attributes:
        source: where it comes from.
        others: of the same kind.

    >>> 1
    1
    """

    source: str
    sort: Literal["a", "b"]
    inner: Inner
    others: tuple[Inner, ...]
    by_name: Mapping[str, Inner | None]
    said: Text
    day: date | None
    work: Unbounded
    cut: bool = False
    more: int | None = None

    @property
    def size(self) -> int:
        """How large it is, or None.

        This is left out.
        """
        return 3


@json_keys("many", name="Many")
@dataclass
class Several(Generic[T]):
    many: tuple[T, ...]


AN_OUTER = Outer(
    source="s",
    sort="a",
    inner=Inner(1),
    others=(Inner((1.0, 2.0)),),
    by_name={"x": None},
    said=Text(id="kalimat", en="sentence"),
    day=date(2026, 11, 25),
    work=float("inf"),
)


def test_a_model_has_the_keys_types_and_words_of_its_class() -> None:
    told = model_of(Outer).model_json_schema()
    assert told["title"] == "ShapeOfATest"
    assert told["description"] == "What is told.\n\nIt says more."
    assert told["additionalProperties"] is False
    assert list(told["properties"]) == [
        "from", "sort", "size", "much", "inner_much", "others", "by_name", "said", "day", "work",
        "cut", "more",
    ]  # fmt: skip
    assert told["required"] == list(told["properties"])[:-2]
    fields = told["properties"]
    assert fields["from"]["description"] == "Where it comes from."
    assert fields["size"] == {
        "description": "How large it is, or null.", "title": "Size", "type": "integer",
    }  # fmt: skip
    much = "A number; null where nobody knows, and it has a second line."
    assert fields["much"]["description"] == fields["inner_much"]["description"] == much
    assert fields["much"]["anyOf"] == [
        {"type": "number"}, {"items": {"type": "number"}, "type": "array"}, {"type": "null"},
    ]  # fmt: skip
    assert fields["sort"]["enum"] == ["a", "b"]
    assert fields["others"]["items"] == {"$ref": "#/$defs/Inner"}
    assert fields["by_name"]["additionalProperties"]["anyOf"][1] == {"type": "null"}
    assert (fields["said"]["type"], fields["day"]["anyOf"][0]["type"]) == ("string", "string")
    assert fields["work"]["anyOf"] == [{"type": "number"}, {"type": "null"}]
    assert (fields["cut"]["default"], fields["more"]["default"]) == (False, None)


def test_an_answer_is_checked_on_its_way_out() -> None:
    told = to_model(AN_OUTER, "en").model_dump_json(exclude_unset=True)
    assert told == (
        '{"from":"s","sort":"a","size":3,"much":1,"inner_much":1,"others":[{"much":[1.0,2.0]}],'
        '"by_name":{"x":null},"said":"sentence","day":"2026-11-25","work":null}'
    ).replace('"much":1,"inner_much":1', '"much":1.0,"inner_much":1.0')
    model = model_of(Inner)
    for wrong in ({}, {"much": 1, "more": 2}, {"much": "text"}):
        with pytest.raises(ValidationError):
            model.model_validate(wrong)


def test_a_generic_class_has_a_model_for_each_that_it_holds() -> None:
    made = model_of(Several, base=Paged, of=model_of(Inner))
    assert made.__name__ == "InnerMany"
    told = made.model_json_schema()["properties"]
    assert list(told) == ["truncated", "limit", "page", "many"]
    assert told["many"]["items"] == {"$ref": "#/$defs/Inner"}


def test_two_classes_may_not_have_one_name() -> None:
    @json_keys("much", name="ShapeOfATest")
    @dataclass
    class Other:
        much: int

    model_of(Outer)
    with pytest.raises(ValueError, match="ShapeOfATest"):
        model_of(Other)
    with pytest.raises(ValueError, match="no keys"):
        model_of(str)


def test_a_key_that_names_nothing_is_seen_at_once() -> None:
    @json_keys("missing", name="Misspelt")
    @dataclass
    class Wrong:
        much: int

    with pytest.raises(AttributeError, match="missing"):
        model_of(Wrong)


def test_every_answer_of_the_service_says_what_it_is() -> None:
    told: dict[str, Any] = create_app(Settings()).openapi()["components"]["schemas"]
    assert [name for name, one in told.items() if not one.get("description")] == []
