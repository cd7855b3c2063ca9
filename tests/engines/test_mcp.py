"""``kinerja mcp``, asked by the client of the official SDK over standard input and output."""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from command_line import SLIDES, TOP, environment, run
from graph_state import state_of
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp_types import CallToolResult, ListToolsResult, TextContent
from own_loop import run_alone
from serving import TOKEN

from kinerja_api.app import create_app
from kinerja_api.mcp.calls import Calls, ToolAnswer
from kinerja_api.mcp.tools import tools_of
from kinerja_graph.accounts.rights import Grant
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop
from kinerja_graph.workflow.access import accounts_database, add_key
from kinerja_graph.workflow.loading import load
from kinerja_graph.workflow.reading import ReadOptions

Call = tuple[str, dict[str, Any]]
TOP_ID: Final = "LALIN"
_LONG: Final = "x" * 300_000
PARTS: Final = ("--dataset", "{dataset}", "--edition", "1")
LIKE_COMMANDS: Final[dict[str, tuple[dict[str, Any], tuple[str, ...]]]] = {
    "audit": ({"agency": ["dishub"]}, ("audit", "--agency", "dishub", *PARTS)),
    "align": ({"id": "LALIN"}, ("align", "LALIN", *PARTS)),
    "trace": ({"id": "LALIN", "direction": "down"}, ("trace", "LALIN", "--down", *PARTS)),
    "matrix": ({}, ("matrix", *PARTS)),
    "completeness": ({}, ("completeness", *PARTS)),
    "targets": ({"id": "LALIN"}, ("targets", "LALIN", *PARTS)),
    "evidence": ({"id": "LALIN"}, ("evidence", "LALIN", *PARTS)),
    "individuals": ({"limit": None}, ("individual", "--all", *PARTS)),
    "compare": (
        {"before": "1", "after": "2"},
        ("compare", "1", "2", "--dataset", "{dataset}"),
    ),
    "whatif_weakest": ({"id": "LALIN"}, ("whatif", "--weakest", "LALIN", *PARTS)),
    "whatif_miss": ({"id": ["LALIN"]}, ("whatif", "--miss", "LALIN", *PARTS)),
    "rules": ({"id": "orphan-indicator"}, ("rules", "show", "orphan-indicator")),
}
"""Tools, their arguments, and the command that answers the same."""
HOSTILE: Final[dict[str, Call]] = {
    "unknown-tool": ("drop", {}),
    "missing-argument": ("align", {}),
    "unknown-argument": ("align", {"id": "x", "out": "x.html"}),
    "unknown-id": ("align", {"id": "../../datasets"}),
    "unknown-id csv": ("align", {"id": "LALIN.csv"}),
    "unknown-id long": ("align", {"id": _LONG}),
    "bad-value depth": ("trace", {"id": "LALIN", "depth": "deep"}),
    "bad-value": ("align", {"id": {"$ne": 1}}),
    "statement-refused": ("query", {"cypher": "MATCH (n) DETACH DELETE n"}),
    "unknown-edition": ("align", {"id": "x", "edition": "1999"}),
    "unknown-dataset": ("matrix", {"dataset": "\u0000'; DROP"}),
}
"""Calls that are refused, by the code of the refusal."""


@dataclass(frozen=True)
class Asked:
    """What one session with the server brought."""

    tools: ListToolsResult
    answers: list[CallToolResult]
    noise: str

    def data(self, number: int) -> Any:
        (content,) = self.answers[number].content
        assert isinstance(content, TextContent)
        found = json.loads(content.text)
        assert found == self.answers[number].structured_content
        return found


def ask(settings: Settings, calls: list[Call], at: Path, **more: str) -> Asked:
    """The answers to ``calls``, of one server that is started for them and ends with them."""
    given = {
        "KINERJA_URL": settings.url,
        "KINERJA_USER": settings.user,
        "KINERJA_PASSWORD": settings.password,
        "KINERJA_DATABASE": settings.database,
        **more,
    }
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "kinerja_graph", "mcp"],
        env=environment(settings.home, "en", **given),
        cwd=TOP,
    )
    log = at / "mcp.log"

    async def session() -> Asked:
        with log.open("w") as noise:
            async with Client(stdio_client(server, errlog=noise)) as client:
                tools = await client.list_tools()
                answers = [await client.call_tool(name, values) for name, values in calls]
        return Asked(tools, answers, log.read_text("utf-8"))

    return run_alone(session())


@pytest.fixture
def slides(engine_settings: Settings) -> Iterator[str]:
    with two_editions(engine_settings) as dataset:
        yield dataset


@contextmanager
def two_editions(settings: Settings) -> Generator[str]:
    """The slides as two editions of a dataset of its own, the later with a record less."""
    dataset = f"asisten-{secrets.token_hex(4)}"
    for number in ("1", "2"):
        load(SLIDES, settings=settings, wish=ReadOptions(dataset=dataset, edition=number))
    yield dataset
    with open_store(settings) as store:
        drop(store, dataset, settings=settings)


def command(settings: Settings, *words: str) -> Any:
    done = run(
        settings.home,
        *words,
        "--json",
        language="en",
        KINERJA_URL=settings.url,
        KINERJA_USER=settings.user,
        KINERJA_PASSWORD=settings.password,
        KINERJA_DATABASE=settings.database,
    )
    assert done.code in (0, 1), done.err
    return json.loads(done.out)


def filled(value: Any, **names: str) -> Any:
    if isinstance(value, str):
        return value.format_map(names)
    if isinstance(value, dict):
        return {key: filled(one, **names) for key, one in value.items()}
    return [filled(one, **names) for one in value] if isinstance(value, list | tuple) else value


def without_times(answer: Any) -> Any:
    for rule in answer.get("rules", ()):
        rule["milliseconds"] = 0
    return answer


def test_tools_answer_as_commands_do_and_change_nothing(
    engine_settings: Settings, store: Store, slides: str, tmp_path: Path
) -> None:
    of_dataset = {"dataset": slides}
    of_edition = of_dataset | {"edition": "1"}
    alone = {"rules": {}, "compare": of_dataset}
    like_commands: list[Call] = [
        (name, given | alone.get(name, of_edition)) for name, (given, _) in LIKE_COMMANDS.items()
    ]
    further: list[Call] = [
        ("datasets", {}),
        ("editions", of_dataset),
        ("rules", {}),
        ("search", {"q": "a", **of_dataset}),
        ("individual", {"id": "label:position", **of_edition}),
        ("whatif_remove", {"id": [TOP_ID], **of_edition}),
        ("query", {"cypher": "MATCH (n {scope: $scope}) RETURN count(n) AS n", **of_edition}),
        ("waivers", of_dataset),
        ("baseline", of_dataset),
        ("follow_ups", of_edition),
        ("notes", of_dataset),
        ("records", {"id": TOP_ID, **of_edition}),
    ]
    allowed = [*like_commands, *further]
    hostile: list[Call] = [
        (name, of_dataset | given if "id" in given else given) for name, given in HOSTILE.values()
    ]
    before = state_of(store)
    asked = ask(engine_settings, [*allowed, *hostile], tmp_path)
    assert state_of(store) == before

    tools = {tool.name: tool for tool in asked.tools.tools}
    assert set(tools) == {name for name, _ in allowed}, "each tool is called"
    hints = [tool.annotations for tool in tools.values()]
    assert all(one is not None and one.read_only_hint for one in hints)
    refused = {number for number, answer in enumerate(asked.answers) if answer.is_error}
    assert refused == set(range(len(allowed), len(allowed) + len(hostile)))

    for number, (name, (_, words)) in enumerate(LIKE_COMMANDS.items()):
        told = command(engine_settings, *filled(words, dataset=slides))
        assert without_times(asked.data(number)) == without_times(told), name
    for number, code in enumerate(HOSTILE, len(allowed)):
        told = asked.data(number)
        assert told["code"] == code.partition(" ")[0], told
        assert {"title", "remedy"} <= told.keys(), told
        assert len(json.dumps(told)) < 2 * len(_LONG), code
    assert "Traceback" not in asked.noise


def test_a_key_gives_its_rights_alone(embedded_settings: Settings, tmp_path: Path) -> None:
    with two_editions(embedded_settings) as seen, two_editions(embedded_settings) as hidden:
        with accounts_database(embedded_settings) as accounts:
            _, secret = add_key(accounts, "asisten", [Grant("viewer", seen)], days=1, by="uji")
        place = tmp_path / "kunci"
        place.write_text(f"{secret}\n", "utf-8")
        calls: list[Call] = [
            ("datasets", {}),
            ("matrix", {"dataset": hidden}),
            ("query", {"cypher": "RETURN 1"}),
        ]
        asked = ask(embedded_settings, calls, tmp_path, KINERJA_MCP_KEY_FILE=str(place))
    assert {one["dataset"] for one in asked.data(0)["datasets"]} == {seen}
    assert [asked.data(number)["code"] for number in (1, 2)] == ["forbidden", "forbidden"]
    assert secret not in asked.noise


def answer_here(settings: Settings, calls: list[Call], secret: str = TOKEN) -> list[ToolAnswer]:
    """The answers to ``calls`` of a server in this process."""
    app = create_app(settings.model_copy(update={"token": TOKEN}))

    async def answers() -> list[ToolAnswer]:
        server = Calls(app, tools_of(app), secret)
        async with server.closing():
            return [await server.answer(name, given, "en") for name, given in calls]

    return run_alone(answers())


def test_a_wrong_key_opens_nothing(embedded_settings: Settings) -> None:
    (found,) = answer_here(embedded_settings, [("datasets", {})], "kinerja_00000000_x")
    assert (found.failed, found.data["code"]) == (True, "bad-key")


def test_long_answers_are_cut_where_they_go_on(
    embedded_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with two_editions(embedded_settings) as dataset:
        asked: Call = ("individuals", {"dataset": dataset})
        (whole,) = answer_here(embedded_settings, [asked])
        assert "page" not in whole.data
        rows: list[Any] = whole.data["individuals"]
        most = len(whole.text.encode()) // 2
        monkeypatch.setattr("kinerja_api.mcp.calls.MOST_BYTES", most)
        found, begin = list[Any](), 0
        while begin is not None:
            (part,) = answer_here(
                embedded_settings, [("individuals", {"dataset": dataset, "offset": begin})]
            )
            assert len(part.text.encode()) < most + 200
            assert (part.data["truncated"], part.data["page"]["total"]) == (True, len(rows))
            found += part.data["individuals"]
            begin = part.data["page"]["next_offset"]
        assert found == rows
        monkeypatch.setattr("kinerja_api.mcp.calls.MOST_BYTES", 100)
        (none,) = answer_here(embedded_settings, [asked])
        assert (none.failed, none.data["code"]) == (True, "answer-too-long")
        (one,) = answer_here(embedded_settings, [("records", {"id": TOP_ID, "dataset": dataset})])
        assert (one.failed, one.data["code"]) == (True, "answer-too-long")
