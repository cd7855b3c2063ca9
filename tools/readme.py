"""Type every command of README's console blocks, and see that README shows what they print.

Without arguments README is rewritten with what the commands print today; ``--check`` compares and
exits with 1 where a command fails or prints something else. The commands run one after the other
in the checkout, with a home of their own on the embedded engine. Times are not compared.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).parent.parent
README = TOP / "README.md"
BLOCK = re.compile(r"(```console\n)(.*?)(```)", re.DOTALL)
TIMES = re.compile(r"\d+\.\d ms")
SKIPPED = ("source ", "export ")


def main() -> int:
    """Exit code 0 where README holds."""
    told = README.read_text("utf-8")
    with tempfile.TemporaryDirectory() as home:
        environment = own_environment(Path(home))
        try:
            typed = BLOCK.sub(
                lambda found: found[1] + block(found[2], environment) + found[3], told
            )
        finally:
            run("kinerja db stop", environment)
        (TOP / "traffic.html").unlink(missing_ok=True)
    if "--check" not in sys.argv[1:]:
        README.write_text(typed, "utf-8")
        return 0
    before, after = (TIMES.sub("… ms", text).splitlines() for text in (told, typed))
    difference = list(difflib.unified_diff(before, after, "README.md", "typed today", lineterm=""))
    print("\n".join(difference))
    return 1 if difference else 0


def own_environment(home: Path) -> dict[str, str]:
    """What the commands find around them: nothing of the person who runs this."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KINERJA_")}
    return kept | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}",
        "KINERJA_HOME": str(home),
        "KINERJA_LANG": "en",
        "KINERJA_MEMORY": "512m",
        "COLUMNS": "80",
    }


def block(text: str, environment: dict[str, str]) -> str:
    """The block with each command followed by what it prints now."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            lines.append(line)
            if not line[2:].startswith(SKIPPED):
                lines.extend(run(line[2:], environment).splitlines())
    return "\n".join(lines) + "\n"


def run(command: str, environment: dict[str, str]) -> str:
    """What a command prints; its exit code is shown where it is not 0."""
    done = subprocess.run(
        ["bash", "-c", command],
        env=environment,
        cwd=TOP,
        text=True,
        capture_output=True,
        check=False,
    )
    printed = done.stdout + done.stderr
    lines = [line.rstrip() for line in printed.splitlines()]
    return "\n".join(lines if done.returncode in (0, 1) else [*lines, f"(exit {done.returncode})"])


if __name__ == "__main__":
    sys.exit(main())
