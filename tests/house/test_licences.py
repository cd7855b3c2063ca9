"""The licences of what an installation brings along."""

import re
from pathlib import Path

import licences

TOP = Path(__file__).parent.parent.parent


def test_the_page_is_current() -> None:
    pinned = licences.pins((TOP / "requirements/run.txt").read_text("utf-8"))
    said = {**licences.licences(name for name, _, _ in pinned), **licences.KNOWN}
    assert licences.unacceptable(said) == {}
    assert licences.page(pinned, said) == (TOP / "docs/licences.md").read_text("utf-8")


def test_every_dependency_stands_in_it() -> None:
    page = (TOP / "docs/licences.md").read_text("utf-8")
    told = (TOP / "pyproject.toml").read_text("utf-8")
    block = told.split("dependencies = [", 1)[1].split("]", 1)[0]
    names = re.findall(r'"([a-z0-9-]+)', block)
    assert len(names) > 15
    for name in names:
        assert f"| {name} |" in page, name


def test_what_cannot_be_brought_along_is_refused() -> None:
    said = {
        "bebas": "MIT OR GPL-2.0",
        "gpl": "GNU General Public License v3",
        "lesser": "LGPL-2.1-or-later",
        "affero": "AGPL-3.0",
        "silent": "",
    }
    assert set(licences.unacceptable(said)) == {"gpl", "lesser", "affero", "silent"}


def test_notice_names_the_programs_that_are_not_ours() -> None:
    notice = (TOP / "NOTICE").read_text("utf-8")
    assert "Classpath Exception" in notice
    assert "GPL-3.0" in notice
