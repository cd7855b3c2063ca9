"""Hooks for mkdocs: expand folders in the navigation, and generate the list of decisions.

``- Rules: rules/*`` in the navigation of mkdocs.yml stands for every page of that folder, its
README first. Pages in docs/ itself that are not in the navigation go at the end of the reference.
``decisions/index.md`` is generated from the headings of the records. Links out of docs/, such as
to LICENSE, work in the repository but not on the site, so only their text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

DECISIONS = "decisions/index.md"
REFERENCE = "Rujukan"
LINK = re.compile(r"\[([^\]\n]+)\]\((\.\./[^)#\s]*)(?:#[^)]*)?\)")
HEAD = "# Decisions\n\nOne record for each choice that the next person might undo by accident.\n\n"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Expand each ``folder/*`` in the navigation, and add the missing pages of docs/."""
    docs = Path(config["docs_dir"])
    config["nav"] = [expanded(item, docs) for item in config["nav"]]
    unnamed = {page.name for page in docs.glob("*.md")} - set(named(config["nav"]))
    for section in config["nav"]:
        if isinstance(section, dict) and REFERENCE in section:
            section[REFERENCE] += sorted(unnamed)
    return config


def named(item: Any) -> Iterator[str]:
    """Yield the pages named by an item of the navigation."""
    if isinstance(item, str):
        yield item
    else:
        for below in item.values() if isinstance(item, dict) else item:
            yield from named(below)


def expanded(item: Any, docs: Path) -> Any:
    """Return an item of the navigation; for ``folder/*``, the pages of the folder."""
    if isinstance(item, dict):
        return {title: expanded(below, docs) for title, below in item.items()}
    if isinstance(item, list):
        return [expanded(each, docs) for each in item]
    if not str(item).endswith("/*"):
        return item
    folder = docs / str(item).removesuffix("/*")
    pages = sorted(folder.glob("*.md"), key=lambda page: (page.stem != "README", page.stem))
    return [page.relative_to(docs).as_posix() for page in pages]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the list of decisions to the files."""
    folder = Path(config["docs_dir"]) / "decisions"
    pages = [(page, heading(page)) for page in sorted(folder.glob("[0-9]*.md"))]
    lines = [f"- [{title}]({page.name})" for page, title in pages]
    files.append(File.generated(config, DECISIONS, content=HEAD + "\n".join(lines) + "\n"))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return the text of a page without links out of docs/."""
    del files
    docs = Path(config["docs_dir"]).resolve()
    here = (docs / page.file.src_uri).parent

    def kept(found: re.Match[str]) -> str:
        return found[0] if (here / found[2]).resolve().is_relative_to(docs) else found[1]

    return LINK.sub(kept, markdown)


def heading(page: Path) -> str:
    """Return the first heading of a page."""
    return page.read_text("utf-8").partition("\n")[0].removeprefix("# ")
