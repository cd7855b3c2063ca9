"""Update the console blocks of docs/import.md with the current output of their commands."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).parent.parent
PAGE = TOP / "docs" / "import.md"
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
sys.path.insert(0, str(TOP / "tests" / "processes"))


def main() -> int:
    """Rewrite the page."""
    from command_line import run  # noqa: PLC0415  # a helper of the tests

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def filled(found: re.Match[str]) -> str:
            kind, title, text = found.groups()
            if title:
                (folder / title).write_text(text, "utf-8")
                return found[0]
            lines: list[str] = []
            for command in re.findall(r"^\$ (.*)$", text, re.MULTILINE):
                done = run(folder / "home", *command.split()[1:], cwd=folder)
                lines += [f"$ {command}", f"{done.out}{done.err}".strip()]
            return f"```{kind}\n" + "\n".join(lines) + "\n```"

        PAGE.write_text(BLOCK.sub(filled, PAGE.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
