"""What ruff cannot say about the house (docs/decisions/0060-layout-and-packaging.md)."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

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
    "kinerja_graph/library/packing.py",
    "kinerja_graph/store/constraints.py",
    "kinerja_graph/store/load.py",
}


def texts(path: Path) -> list[tuple[int, str]]:
    """The string literals of a module that are no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
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
    told = yaml.safe_load((TOP / "tests/cases/rules" / f"{rule}.yaml").read_text("utf-8"))
    assert told["rule"] == rule
    assert told["passes"]
    assert told["fails"]


@pytest.mark.parametrize("tool", sorted(path.name for path in (TOP / "tools").glob("*_page*.py")))
def test_generated_pages_are_current(tool: str) -> None:
    done = subprocess.run(
        [sys.executable, TOP / "tools" / tool, "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


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
