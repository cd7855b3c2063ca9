"""What ruff cannot say about the house (docs/decisions/0060-layout-and-packaging.md)."""

import ast
import re
import sys
from functools import cache
from pathlib import Path
from runpy import run_path

import pytest

from kinerja_graph.audit.cases import read_cases
from kinerja_graph.settings import Settings

TOP = Path(__file__).parent.parent.parent
SOURCES = sorted(
    path for name in ("kinerja_graph", "api/kinerja_api") for path in (TOP / name).rglob("*.py")
)
RULES = sorted(path.stem for path in (TOP / "cypher" / "rules").glob("*.cypher"))
CYPHER_WORDS = re.compile(
    r"^\s*(MATCH|OPTIONAL MATCH|MERGE|UNWIND|CREATE|DETACH|CALL)\b\s*[^ ]*[({$]"
)
MAKES_CYPHER = {
    "kinerja_graph/library/row_packing.py",
    "kinerja_graph/store/constraints.py",
    "kinerja_graph/store/load.py",
}


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All that a module is made of, read once for all that is asked of it."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


@cache
def texts(path: Path) -> list[tuple[int, str]]:
    """The string literals of a module that are no docstrings."""
    told = {
        id(node.body[0].value)
        for node in nodes(path)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


def test_cypher_stands_in_files_of_its_own() -> None:
    found = [
        f"{path.relative_to(TOP)}:{line}"
        for path in SOURCES
        if path.relative_to(TOP).as_posix() not in MAKES_CYPHER
        for line, text in texts(path)
        if CYPHER_WORDS.search(text)
    ]
    assert found == []


ROUNDS: dict[str, str] = {
    "api/kinerja_api/explorer/sparklines.py": "coordinates of SVG",
    "kinerja_graph/numbers.py": "the one place for people and files",
    "kinerja_graph/audit/finding.py": "shares in JSON",
    "kinerja_graph/audit/run.py": "milliseconds in JSON",
    "kinerja_graph/render/pyvis_network.py": "pixels",
    "kinerja_graph/render/still/canvas.py": "coordinates of SVG",
    "kinerja_graph/render/still/chain_figure.py": "pixels",
    "kinerja_graph/render/still/raster.py": "pixels",
    "kinerja_graph/render/tree_map.py": "pixels",
    "kinerja_graph/report/country_page.py": "coordinates of SVG",
    "kinerja_graph/report/junit.py": "seconds as JUnit has them",
    "kinerja_graph/report/moments.py": "whole minutes of a time zone",
    "kinerja_graph/report/writers/docx.py": "pixels",
    "kinerja_graph/report/writers/html.py": "widths of columns",
    "kinerja_graph/report/writers/word_paper.py": "sizes of paper",
    "kinerja_graph/report/writers/word_parts.py": "sizes of letters",
    "kinerja_graph/sources/sheet.py": "what a cell shows, and times",
    "kinerja_graph/store/heartbeat.py": "a file that only we read",
    "kinerja_graph/store/query.py": "milliseconds in JSON",
    "kinerja_graph/store/running.py": "minutes in JSON",
    "kinerja_graph/workflow/health/machine.py": "gigabytes in JSON",
    "api/kinerja_api/access/guard.py": "milliseconds in the log",
}
"""Modules that round or format numbers, and what for: none of these numbers is told to people."""
NUMBER_SPEC = re.compile(r"[<>^=+ ]*0?\d*[,_]?(\.\d+)?[eEfFgGn%]?")
ROUNDS_IN_PAGES = re.compile(
    r"\.(toFixed|toPrecision|toLocaleString)\(|\bIntl\.(?!Collator\b)|\|\s*(round|format)\b|calc\.round"
)


def rounds(path: Path) -> list[int]:
    """The lines on which a module rounds a number, or formats one by a format of Python."""
    found = [
        node.lineno
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "round"
    ]
    for node in nodes(path):
        if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
            spec = "".join(
                str(part.value) if isinstance(part, ast.Constant) else "1"
                for part in node.format_spec.values
            )
            if NUMBER_SPEC.fullmatch(spec) and re.search(r"[,_.eEfFgGn%]", spec):
                found.append(node.lineno)
    found += [
        line
        for line, text in texts(path)
        for place in re.findall(r"\{\w+:([^{}|]+)\}", text)
        if NUMBER_SPEC.fullmatch(place) and re.search(r"[,_.eEfFgGn%]", place)
    ]
    return found


def test_numbers_for_people_are_written_in_one_place() -> None:
    found = {path.relative_to(TOP).as_posix(): rounds(path) for path in SOURCES}
    assert {name: lines for name, lines in found.items() if lines and name not in ROUNDS} == {}
    assert [name for name in ROUNDS if not found[name]] == []  # nothing is excused for nothing


def test_pages_write_numbers_for_people_in_one_place() -> None:
    pages = [
        path
        for name in ("kinerja_graph", "api/kinerja_api")
        for ending in ("*.js", "*.jinja", "*.typ")
        for path in (TOP / name).rglob(ending)
    ]
    assert len(pages) > 40
    found = [
        f"{path.relative_to(TOP).as_posix()}: {line.strip()}"
        for path in pages
        for line in path.read_text("utf-8").splitlines()
        if ROUNDS_IN_PAGES.search(line) and "stage.dataset." not in line  # coordinates for tests
    ]
    assert found == []


def test_rules_hand_out_numbers_in_full() -> None:
    found = [
        path.name
        for path in (TOP / "cypher/rules").glob("*.cypher")
        if re.search(r"\bround\(", path.read_text("utf-8"))
    ]
    assert found == []


def test_no_two_modules_of_a_page_share_a_file_name() -> None:
    """They are joined into one script, in which each is a constant named after its file."""
    names = [path.stem for path in (TOP / "kinerja_graph/render/assets/js").glob("*/*.js")]
    assert len(names) > 30
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_no_module_imports_the_root() -> None:
    pattern = re.compile(r"^\s*(import kinerja_graph\s*$|from kinerja_graph import)", re.MULTILINE)
    allowed = {"__main__.py"}
    found = [
        path.relative_to(TOP).as_posix()
        for path in SOURCES
        if path.name not in allowed and pattern.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_every_rule_has_its_case_file_and_its_page_and_no_other() -> None:
    cases = sorted(path.stem for path in (TOP / "tests/cases/rules").glob("*.yaml"))
    pages = sorted(path.stem for path in (TOP / "docs/rules").glob("*.md") if path.stem != "README")
    assert RULES
    assert cases == RULES
    assert pages == RULES


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_cases_that_pass_and_cases_that_fail(rule: str) -> None:
    told = read_cases(TOP / "tests/cases/rules" / f"{rule}.yaml")
    assert {one.rule for one in told} == {rule}
    assert {"passes", "fails"} <= {one.expectation for one in told}


GENERATORS = sorted(path.name for path in (TOP / "tools").glob("*_page*.py"))


@pytest.mark.parametrize("tool", [*GENERATORS, "plan_methods.py"])
def test_generated_pages_are_current(
    tool: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", [tool, "--check"])
    with pytest.raises(SystemExit) as ended:
        run_path(str(TOP / "tools" / tool), run_name="__main__")
    assert not ended.value.code, capsys.readouterr()


def test_every_setting_is_described() -> None:
    page = (TOP / "docs/settings.md").read_text("utf-8")
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert f"| `KINERJA_{name.upper()}` |" in page, name


def test_decisions_have_every_part() -> None:
    records = sorted((TOP / "docs/decisions").glob("*.md"))
    assert len(records) >= 5
    numbers = [path.name[:4] for path in records]
    assert len(set(numbers)) == len(numbers)
    for path in records:
        told = path.read_text("utf-8").lower()
        for part in ("status", "context", "decision", "consequences", "alternatives", "enforced"):
            assert part in told, f"{path.name} lacks {part}"


def test_change_fragments_have_a_known_kind() -> None:
    kinds = {path.name.split(".")[-2] for path in (TOP / "changes").glob("*.*.md")}
    assert kinds <= {"added", "changed", "fixed", "removed"}


SERVICE = TOP / "api" / "kinerja_api"
ONE_WAY = SERVICE / "access" / "editions.py"
TELLS_OF_FOUND_ONES = {
    "kinerja_graph.workflow.snapshots": {
        "Snapshot", "snapshots_of", "newest_editions", "DatasetList", "EditionList",
        "number_of_editions",
    },
    "kinerja_graph.workflow.edition_cache": {"EditionGone", "EngineReader", "OptimisticRead"},
}  # fmt: skip
"""What the service may take from the modules that find editions: none of it finds any."""


def finders(path: Path) -> list[str]:
    """Where a module of the service would get to an edition by itself."""
    tree = ast.parse(path.read_text("utf-8"))
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in TELLS_OF_FOUND_ONES:
            found += [
                one.name for one in node.names if one.name not in TELLS_OF_FOUND_ONES[node.module]
            ]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = f"kinerja_graph.workflow.{node.value.id}"
            if node.attr not in TELLS_OF_FOUND_ONES.get(module, {node.attr}):
                found.append(f"{node.value.id}.{node.attr}")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found += [f"{one}()" for one in ("EditionRef", "Editions") if one == node.func.id]
    return found


def test_the_service_gets_to_an_edition_by_one_way() -> None:
    """Decision 0215: a route that finds an edition by itself would not ask who may see it."""
    allowed = {"app.py": ["EditionCache"]}  # which makes it, for the one way
    found = {
        path.relative_to(SERVICE).as_posix(): finders(path)
        for path in SERVICE.rglob("*.py")
        if path != ONE_WAY
    }
    assert {name: told for name, told in found.items() if told} == allowed
    assert "EditionRef()" in finders(ONE_WAY)


def test_every_attack_in_the_list_has_its_test() -> None:
    text = (TOP / "docs" / "attacks.md").read_text("utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text)
    assert len(named) > 20
    lost = [
        f"{path}::{name}"
        for path, name in named
        if f"def {name}(" not in (TOP / path).read_text("utf-8")
    ]
    assert lost == []


PASSES_ON = {
    "api/kinerja_api/access/caller.py": {"may", "datasets"},
    "api/kinerja_api/question.py": {"edition"},
    "kinerja_graph/model/migrations.py": {"nodes"},
    "kinerja_graph/render/sheet.py": {"_inline"},
    "kinerja_graph/sources/fast_path.py": {"plain_year"},
    "kinerja_graph/workflow/access.py": {"list_keys", "list_people"},
    "kinerja_graph/workflow/migrations.py": {"nodes"},
    "kinerja_graph/workflow/rules.py": {"rules_list"},
    "kinerja_graph/workflow/waivers.py": {"records", "baseline"},
}
"""Where a floor, a protocol or a public name asks for it (docs/decisions/0243-few-layers.md)."""


def passes_on(function: ast.AST) -> bool:
    """Whether a function does nothing but hand its own parameters to another one."""
    if not isinstance(function, ast.FunctionDef) or function.decorator_list:
        return False
    lines = [one for one in function.body if not is_docstring(one)]
    if len(lines) != 1 or not isinstance(lines[0], ast.Return | ast.Expr):
        return False
    call = lines[0].value
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name | ast.Attribute):
        return False
    taken = function.args
    parameters = [one.arg for one in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs)]
    given = [one.id if isinstance(one, ast.Name) else None for one in call.args]
    for keyword in call.keywords:
        same = isinstance(keyword.value, ast.Name) and keyword.value.id == keyword.arg
        given.append(keyword.arg if same else None)
    return bool(given) and given == [one for one in parameters if one not in {"self", "cls"}]


def is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def test_no_function_only_passes_on_what_it_is_given() -> None:
    found: dict[str, set[str]] = {}
    for path in SOURCES:
        names = {
            node.name
            for node in nodes(path)
            if isinstance(node, ast.FunctionDef) and passes_on(node)
        }
        if names:
            found[path.relative_to(TOP).as_posix()] = names
    assert found == PASSES_ON
