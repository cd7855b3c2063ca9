"""Case files: what is read, what is refused, and that a wrong expectation is seen."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kinerja_graph.audit.cases import Case, differences, find_cases, prove, read_cases
from kinerja_graph.audit.finding import Audit, Finding, FindingSubject, RuleRun
from kinerja_graph.audit.matched import NO_DOCUMENTS, MatchedDocuments
from kinerja_graph.errors import LibraryError
from kinerja_graph.library.rules import load_rules
from kinerja_graph.library.statement import EngineInfo, Statement
from kinerja_graph.model.edition import Edition
from kinerja_graph.texts import Text

FILE = """rule: detached-task
passes:
  - {name: none, graph: {tasks: []}}
fails:
  - name: one
    graph: {tasks: [{id: T, name: t}]}
    findings: [{subject: T, other: null, data: {}}]
    population: 1
not_applicable:
  - {name: nothing, graph: {}}
"""
FINDING = Finding(
    rule="detached-task",
    severity="warning",
    fingerprint="f",
    subject=FindingSubject("Task", "T", "t"),
    other=None,
    agency=None,
    cut_off=None,
    message=Text(id="a", en="b"),
    remediation=Text(id="c", en="d"),
    path=("T",),
    origin=None,
    references=(),
    data={},
)
AUDIT = Audit(
    dataset="d",
    edition="1",
    engine=EngineInfo("neo4j", "5"),
    rules=(
        RuleRun(id="detached-task", severity="warning", status="ran", population=1, findings=1),
    ),
    findings=(FINDING,),
)


def fails(**more: Any) -> Case:
    return Case(
        rule="detached-task",
        name="one",
        expectation="fails",
        graph={},
        **{"findings": ({"subject": "T"},), **more},
    )


def test_a_case_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "detached-task.yaml").write_text(FILE, "utf-8")
    cases = find_cases(tmp_path)
    assert [(case.name, case.expectation) for case in cases] == [
        ("none", "passes"),
        ("one", "fails"),
        ("nothing", "not_applicable"),
    ]
    assert cases[1].graph == {"tasks": [{"id": "T", "name": "t"}]}
    assert cases[1].population == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rule: detached-task", "rule: other"),
        ("passes:", "passing:"),
        ("population: 1", "populations: 1"),
        ("other: null", "far: null"),
        ("findings: [{subject: T, other: null, data: {}}]", "findings: []"),
        ("{name: none, graph: {tasks: []}}", "{name: none, findings: [{subject: T}]}"),
        ("name: none, ", ""),
        ("graph: {tasks: []}", "graph: [1]"),
        ("rule: detached-task", "rule: ["),
    ],
)
def test_what_is_no_case_file_is_refused(tmp_path: Path, old: str, new: str) -> None:
    assert old in FILE
    path = tmp_path / "detached-task.yaml"
    path.write_text(FILE.replace(old, new), "utf-8")
    with pytest.raises(LibraryError) as caught:
        read_cases(path)
    assert caught.value.where.partition(":")[0] == str(path)


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"rule: own\nfails: [\n", 3, "it is not YAML"),
        (b"rule: \xff", None, "it is not UTF-8 text"),
    ],
)
def test_why_a_case_file_cannot_be_read_is_said_in_our_words(
    tmp_path: Path, content: bytes, line: int | None, said: str
) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(content)
    with pytest.raises(LibraryError) as caught:
        read_cases(path)
    assert caught.value.where == (f"{path}:{line}" if line else str(path))
    assert caught.value.what.en == f"Case file own.yaml cannot be read: {said}."
    assert len(caught.value.tell("id").splitlines()) == 3


def test_a_case_that_holds_has_no_differences() -> None:
    assert differences(fails(), AUDIT) == []
    whole = {
        "subject": {"label": "Task", "id": "T", "name": "t"},
        "other": None,
        "cut_off": None,
        "path": ["T"],
        "data": {},
    }
    assert differences(fails(findings=(whole,), population=1), AUDIT) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"findings": ()},
        {"findings": ({"subject": "T"}, {"subject": "U"})},
        {"findings": ({"subject": "U"},)},
        {"findings": ({"subject": {"label": "Unit"}},)},
        {"findings": ({"subject": {"colour": "red"}},)},
        {"findings": ({"subject": "T", "other": "U"},)},
        {"findings": ({"subject": "T", "cut_off": 0},)},
        {"findings": ({"subject": "T", "path": []},)},
        {"findings": ({"subject": "T", "data": {"years": [1]}},)},
        {"population": 2},
        {"expectation": "not_applicable"},
    ],
)
def test_every_wrong_expectation_is_seen(wrong: dict[str, Any]) -> None:
    assert differences(replace(fails(), **wrong), AUDIT) != []


def test_data_is_compared_whole() -> None:
    audit = replace(AUDIT, findings=(replace(FINDING, data={"years": [1]}),))
    assert differences(fails(findings=({"subject": "T", "data": {}},)), audit) != []


class Tasks:
    """A plan with one task that hangs on nothing."""

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        assert seconds is None
        if "population" in statement.columns:
            return [{"population": 1}]
        if statement.name == "links-by-basis":
            return [{"stated": 0, "nesting": 0}]
        if statement.name == "agencies-above":
            return []
        known = {"name": "t", "level": None, "origin": "c!2", "source": None, "line": 2}
        known |= {"agencies": [], "owners": []}
        return [{"id": "T"} | (known if "keys" in values else {})]


@contextmanager
def load(_case: Case) -> Generator[tuple[Tasks, Edition, EngineInfo, MatchedDocuments]]:
    edition = Edition(dataset="d", edition="1", scope="s")
    yield Tasks(), edition, EngineInfo("neo4j", "5"), NO_DOCUMENTS


def test_prove_tells_each_case_by_its_name() -> None:
    passes = replace(fails(), name="two", expectation="passes", findings=())
    outcome = prove([fails(), passes], load_rules(), load)
    assert outcome["detached-task: one"] == []
    told = [one.tell("en") for one in outcome["detached-task: two"]]
    assert told == ["findings: got 1 (T), expected 0"]


def test_prove_refuses_a_rule_that_is_not_there() -> None:
    with pytest.raises(LibraryError):
        prove([replace(fails(), rule="nothing")], load_rules(), load)
