"""Hold the house to its sizes: lines of files and functions (CONTRIBUTING, "The house").

95 % of the Python files of the packages stay under 300 lines and none has more than 500; 95 % of
the functions have at most 33 lines and none more than 60 (docstrings left out).
"""

from __future__ import annotations

import ast
import math
import sys
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).parent.parent
PACKAGES = ("kinerja_graph", "api/kinerja_api")
FILE_LIMITS = (299, 500)
FUNCTION_LIMITS = (33, 60)
Size = tuple[int, str]


def main() -> int:
    """Exit code 1 where a limit is passed; prints the figures either way."""
    paths = sorted(path for name in PACKAGES for path in (TOP / name).rglob("*.py"))
    files = [(len(path.read_text("utf-8").splitlines()), where(path)) for path in paths]
    functions = [size for path in paths for size in function_sizes(path)]
    good = [report("files", files, FILE_LIMITS), report("functions", functions, FUNCTION_LIMITS)]
    return 0 if all(good) else 1


def where(path: Path) -> str:
    """The path as a reader of the repository names it."""
    return path.relative_to(TOP).as_posix()


def function_sizes(path: Path) -> Iterator[Size]:
    """The lines of each function in a file, its docstring left out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            docstring = (first.end_lineno or 0) - first.lineno + 1 if told else 0
            lines = (node.end_lineno or 0) - node.lineno + 1 - docstring
            yield lines, f"{where(path)}:{node.lineno} {node.name}"


def report(kind: str, sizes: list[Size], limits: tuple[int, int]) -> bool:
    """Whether the sizes keep to (95th percentile, largest); prints them and what is too long."""
    ordered = sorted(sizes)
    most = ordered[math.ceil(0.95 * len(ordered)) - 1][0]
    print(f"{kind}: {len(ordered)}, 95 % have at most {most} lines, the longest {ordered[-1][0]}")
    for lines, place in ordered:
        if lines > limits[1] or (most > limits[0] and lines > limits[0]):
            print(f"  too long: {lines} lines, {place}")
    return most <= limits[0] and ordered[-1][0] <= limits[1]


if __name__ == "__main__":
    sys.exit(main())
