"""README tells the truth: its commands are typed, its links lead somewhere, its table is whole."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kinerja_graph.cli.command_list import COMMANDS, GROUPS

TOP = Path(__file__).parent.parent.parent
README = (TOP / "README.md").read_text("utf-8")
PAGES = [
    TOP / name
    for name in ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/engines.md")
]


@pytest.mark.parametrize("home", [(), ("--one-home",)], ids=["alone", "one-home"])
def test_commands_print_what_the_pages_show(home: tuple[str, ...]) -> None:
    """Each page alone; and all of them on one machine, as somebody reads who reads them all."""
    done = subprocess.run(
        [sys.executable, TOP / "tools/readme.py", "--check", *home],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_command_stands_in_the_table() -> None:
    for command in COMMANDS:
        assert f"`kinerja {command.name}" in README, command.name
    for group in GROUPS:
        assert f"`kinerja {group} " in README, group


def test_every_make_verb_named_exists() -> None:
    makefile = (TOP / "Makefile").read_text("utf-8")
    for page in PAGES:
        for verb in re.findall(r"`?make ([a-z]+)\b(?=`| {2,}#)", page.read_text("utf-8")):
            assert re.search(rf"^{verb}:", makefile, re.MULTILINE), f"{page.name}: make {verb}"
