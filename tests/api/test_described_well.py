"""The description of the service is complete: what a generated client shows its user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import jsonschema
import pytest

from kinerja_api.app import create_app
from kinerja_api.description import TAGS, of_version, operations
from kinerja_graph.settings import Settings

TOLD: Final = of_version(create_app(Settings()).openapi())
OPERATIONS: Final = {one["operationId"]: (method, one) for method, _, one in operations(TOLD)}
DOCUMENTS: Final = {"read_picture", "read_report", "read_form_file", "export_edition"}
"""Their answers are files."""


def check(value: object, schema: Mapping[str, Any]) -> None:
    """The value is as its schema says; a wrong one is told of by its path."""
    whole = {**schema, "components": TOLD["components"]}
    jsonschema.Draft202012Validator(whole).validate(value)


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_has_a_tag_a_text_and_an_example(name: str) -> None:
    method, told = OPERATIONS[name]
    assert told["summary"]
    assert told["description"]
    assert len(told["tags"]) == 1
    assert told["tags"][0] in TAGS
    for parameter in told.get("parameters", ()):
        assert parameter.get("description"), parameter["name"]
        if parameter["required"]:
            assert "example" in parameter, parameter["name"]
        if "example" in parameter:
            check(parameter["example"], parameter["schema"])
    for kind, content in told.get("requestBody", {}).get("content", {}).items():
        if kind != "multipart/form-data":  # files are described, not shown
            check(content["example"], content["schema"])
    shown = list(answer_examples(told))
    assert shown or name in DOCUMENTS, method
    for value, schema in shown:
        check(value, schema)


def answer_examples(told: Mapping[str, Any]) -> Iterator[tuple[object, Mapping[str, Any]]]:
    for status, answer in told["responses"].items():
        if status.startswith("2"):
            for content in answer.get("content", {}).values():
                if "example" in content:
                    yield content["example"], content["schema"]


def test_the_check_of_examples_sees_a_wrong_one() -> None:
    value, schema = next(answer_examples(OPERATIONS["read_trace"][1]))
    assert isinstance(value, dict)
    for wrong in ({**value, "roots": 7}, {**value, "unknown": 1}):
        with pytest.raises(jsonschema.ValidationError):
            check(wrong, schema)


def test_every_field_has_a_description() -> None:
    for name, schema in TOLD["components"]["schemas"].items():
        assert schema.get("description"), name
        for field, told in schema.get("properties", {}).items():
            assert told.get("description"), (name, field)


def test_a_name_of_a_schema_stands_for_one_schema() -> None:
    names = list(TOLD["components"]["schemas"])
    assert len({one.lower() for one in names}) == len(names)
    for name in names:
        assert "__" not in name, name  # what FastAPI makes of two classes of one name
        assert not name.endswith(("-Input", "-Output")), name


def test_who_may_ask_is_said() -> None:
    schemes = TOLD["components"]["securitySchemes"]
    assert schemes["key"]["scheme"] == "bearer"
    assert (schemes["session"]["in"], schemes["session"]["type"]) == ("cookie", "apiKey")
    assert TOLD["security"] == [{"key": []}, {"session": []}]
    open_ones = {path for _, path, one in operations(TOLD) if one.get("security") == []}
    assert open_ones == {"/healthz", "/readyz"}


def test_every_tag_is_described_and_used() -> None:
    assert {one["tags"][0] for _, one in OPERATIONS.values()} == {
        one["name"] for one in TOLD["tags"] if one["description"]
    }
