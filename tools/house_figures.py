"""Report the sizes of files and functions, without docstrings. Nothing is enforced.

A limit would lead to fragments: a file is as long as its idea. The longest are listed for review.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).parent.parent
PACKAGES = ("kinerja_graph", "api/kinerja_api")
NAMED = 5
Size = tuple[int, str]


def main() -> None:
    """Print the figures."""
    paths = sorted(path for name in PACKAGES for path in (TOP / name).rglob("*.py"))
    files = [(len(path.read_text("utf-8").splitlines()), where(path)) for path in paths]
    functions = [size for path in paths for size in function_sizes(path)]
    report("files", files)
    report("functions", functions)


def where(path: Path) -> str:
    """Return the path relative to the repository."""
    return path.relative_to(TOP).as_posix()


def function_sizes(path: Path) -> Iterator[Size]:
    """Yield the number of lines of each function in a file, without its docstring."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            docstring = (first.end_lineno or 0) - first.lineno + 1 if told else 0
            lines = (node.end_lineno or 0) - node.lineno + 1 - docstring
            yield lines, f"{where(path)}:{node.lineno} {node.name}"


def report(kind: str, sizes: list[Size]) -> None:
    """Print their number, the 95th percentile, and the longest."""
    ordered = sorted(sizes, reverse=True)
    common = ordered[len(ordered) - math.ceil(0.95 * len(ordered))][0]
    print(f"{kind}: {len(ordered)}, 95 % have at most {common} lines; the longest:")
    for lines, place in ordered[:NAMED]:
        print(f"  {lines} lines, {place}")


if __name__ == "__main__":
    main()
