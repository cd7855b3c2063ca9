"""The tools of the MCP server: made from the reading routes, each with a schema of its own."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from kinerja_api.app import create_app
from kinerja_api.mcp.tools import Tool, tools_of
from kinerja_graph.settings import Settings
from kinerja_graph.views.registry import VIEWS


@pytest.fixture(scope="module")
def tools() -> dict[str, Tool]:
    return tools_of(create_app(Settings()))


def test_every_view_is_a_tool(tools: dict[str, Tool]) -> None:
    by_path = {
        operation.path: operation for tool in tools.values() for operation in tool.operations
    }
    for view in VIEWS.values():
        path = view.route.path or f"/{view.name}"
        alone = view.subject is None or view.subject.several
        found = [one for name, one in by_path.items() if name.endswith((path, f"{path}/{{id}}"))]
        assert len(found) == (1 if alone or view.subject.required else 2), view.name  # type: ignore[union-attr]  # alone: it has none
        assert found[-1].about == (view.route.about or view.about), view.name
        for parameter in view.parameters:
            assert parameter.name in found[0].arguments, (view.name, parameter.name)


def test_a_list_and_one_of_it_are_one_tool(tools: dict[str, Tool]) -> None:
    evidence = tools["evidence"]
    assert [one.subject for one in evidence.operations] == [None, "id"]
    assert evidence.operation_for({"lag": 1}).subject is None
    assert evidence.operation_for({"id": "LALIN"}).subject == "id"
    assert evidence.input_schema["required"] == []
    assert tools["align"].input_schema["required"] == ["id"]
    assert tools["whatif_remove"].input_schema["properties"]["id"]["type"] == "array"
    assert tools["query"].input_schema["required"] == ["cypher"]


def test_tools_only_read(tools: dict[str, Tool]) -> None:
    methods = {name: {one.method for one in tool.operations} for name, tool in tools.items()}
    assert methods.pop("query") == {"POST"}
    assert set().union(*methods.values()) == {"GET"}
    assert not {"uploads", "queries", "log", "metrics", "sign_in", "healthz"} & set(methods)


def test_schemas_are_schemas_and_names_are_names(tools: dict[str, Tool]) -> None:
    described: dict[str, Any] = {name: tool.input_schema for name, tool in tools.items()}
    for name, schema in described.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert name.replace("_", "").isalnum(), name
        assert name.islower(), name
        assert "accept-language" not in schema["properties"], name
        assert tools[name].about.endswith((".", "?")), name
    assert set(described["align"]["properties"]) >= {"dataset", "edition", "lang", "limit"}
