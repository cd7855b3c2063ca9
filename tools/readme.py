"""Run every command in the console blocks of README and docs/, and update or check their output.

    readme.py [--check [--one-home]] [PAGE ...]

Without pages: README and every page of docs/ with a console block. Pages are rewritten with the
current output of the commands; ``--check`` compares and exits with 1 if a command fails or prints
something else. The commands of a page run one after another in a folder that contains only
``examples/``, on an embedded engine that all pages share and that is emptied before each page.
With ``--one-home`` the pages run one after another in the order of the site, as for a reader of
them all: in one folder, and nothing is removed in between.

- A block of another kind with ``title="NAME"`` is a file, written before the commands after it.
- ``<!-- lines: 12 -->`` before a console block: show at most that many lines of each output.
- Lines that begin with ``export`` set a variable; times, timestamps and the day on which a page
  creates a baseline are not compared.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from kinerja_graph.cli.app import main as kinerja
from kinerja_graph.settings import read_settings
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.store.load import drop
from kinerja_graph.workflow.connection import connect
from kinerja_graph.workflow.snapshots import datasets

TOP = Path(__file__).parent.parent
README = TOP / "README.md"
SITE = TOP / "mkdocs.yml"
BLOCK = re.compile(
    r"(?:<!-- lines: (?P<lines>\d+) -->\n+)?"
    r'^```(?P<kind>[a-z]+)(?: title="(?P<title>[^"]+)")?\n(?P<body>.*?)^```$',
    re.DOTALL | re.MULTILINE,
)
VOLATILE = re.compile(
    r"[\d.,]+ ms|\"milliseconds\": [\d.]+|\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?"
    r"|(?<=tanggal[ \n])\d{4}-\d\d-\d\d"
)
OF_ALL = re.compile(r"kinerja audit\b.* --all\b")
"""Commands about all that a machine holds, which is not what the page alone has loaded."""
SHELL = re.compile(r"[|<>&;*~`]|\$\(")


def main() -> int:
    """Exit code 0 if every page is up to date."""
    options = {word for word in sys.argv[1:] if word.startswith("--")}
    words = [word for word in sys.argv[1:] if word not in options]
    pages = [Path(word).resolve() for word in words] or list(pages_with_commands())
    with tempfile.TemporaryDirectory() as home, clean_environment(Path(home)):
        try:
            typed = (
                update_in_one_home(pages) if "--one-home" in options else update_each_alone(pages)
            )
        finally:
            Embedded(read_settings()).stop()
    if "--check" not in options:
        for page, text in typed.items():
            page.write_text(text, "utf-8")
        return 0
    difference = [line for page, text in typed.items() for line in diff_of_page(page, text)]
    print("\n".join(difference))
    return 1 if difference else 0


def pages_with_commands() -> Iterator[Path]:
    """Yield README, and the pages of docs/ with commands, in the order of the site."""
    yield README
    docs = TOP / "docs"
    in_order = re.findall(r": (\S+\.md)$", SITE.read_text("utf-8"), re.MULTILINE)
    named = [docs / name for name in in_order if (docs / name).exists()]
    for page in [*named, *sorted(set(docs.rglob("*.md")) - set(named))]:
        if "```console\n" in page.read_text("utf-8"):
            yield page


def diff_of_page(page: Path, typed: str) -> list[str]:
    """Return the diff between the page and the new output; empty if there is none."""
    told = page.read_text("utf-8")
    before, after = (VOLATILE.sub("…", text).splitlines() for text in (told, typed))
    name = page.relative_to(TOP).as_posix() if page.is_relative_to(TOP) else page.name
    return list(difflib.unified_diff(before, after, name, "typed today", lineterm=""))


@contextlib.contextmanager
def clean_environment(home: Path) -> Iterator[None]:
    """Run commands in a clean environment, independent of the user's."""
    mine = dict(os.environ)
    kept = {name: value for name, value in mine.items() if not name.startswith("KINERJA_")}
    os.environ.clear()
    os.environ.update(kept)
    os.environ.update(
        PATH=f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}",
        KINERJA_HOME=str(home),
        KINERJA_MEMORY="512m",
        COLUMNS="80",
        LANG="C.UTF-8",
        SOURCE_DATE_EPOCH="1767225600",
    )
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(mine)


def update_each_alone(pages: Sequence[Path]) -> dict[Path, str]:
    """Return the updated pages, each begun in an empty folder and on an empty graph."""
    typed: dict[Path, str] = {}
    for page in pages:
        with working_folder():
            typed[page] = update_page(page)
        drop_all_datasets()
    return typed


def update_in_one_home(pages: Sequence[Path]) -> dict[Path, str]:
    """Return the pages as updated one after the other, with nothing removed in between.

    The output of commands about all datasets depends on what else the machine holds: as long as
    such a command does not fail, the page keeps the output that it shows.
    """
    with working_folder():
        return {page: update_page(page, kept=OF_ALL) for page in pages}


@contextlib.contextmanager
def working_folder() -> Iterator[None]:
    """Change to a temporary folder that holds only ``examples/``, for the block."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("examples").symlink_to(TOP / "examples")
        yield


def update_page(page: Path, kept: re.Pattern[str] | None = None) -> str:
    """Return the text of the page with each command followed by its current output.

    If a command matches ``kept`` and does not fail, the page keeps the output that it shows.
    """
    os.environ["KINERJA_LANG"] = "id"  # as in a terminal opened for this page
    return BLOCK.sub(partial(update_block, kept=kept), page.read_text("utf-8"))


def drop_all_datasets() -> None:
    """Remove every dataset, so that the next page starts with an empty graph."""
    settings = read_settings()
    with connect(settings) as store:
        for name in sorted({each.edition.dataset for each in datasets(store)}):
            drop(store, name, settings=settings)


def update_block(found: re.Match[str], kept: re.Pattern[str] | None) -> str:
    """Return an updated block; write a block with a title to a file."""
    whole, body = found[0], found["body"]
    if found["title"]:
        place = Path(found["title"])
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(body, "utf-8")
    if found["kind"] != "console":
        return whole
    longest = int(found["lines"]) if found["lines"] else None
    typed = "".join(f"{line}\n" for line in commands_with_output(body, longest, kept))
    same = VOLATILE.sub("…", typed) == VOLATILE.sub("…", body)
    return whole if same else whole.replace(f"```console\n{body}", f"```console\n{typed}")


def commands_with_output(
    body: str, longest: int | None, kept: re.Pattern[str] | None
) -> Iterator[str]:
    """Yield each command of a block and its output, truncated after ``longest`` lines."""
    for shown in re.split(r"^(?=\$ )", body, flags=re.MULTILINE)[1:]:
        command, *told = shown.splitlines()
        yield command
        if command.startswith("$ export "):
            name, _, value = command.removeprefix("$ export ").partition("=")
            os.environ[name] = value
        elif not command.startswith("$ source "):
            lines = run(command[2:])
            if kept is not None and kept.search(command) and not failed(lines):
                lines = told
            yield from lines[:longest]
            if longest is not None and len(lines) > longest:
                yield "…"


def run(command: str) -> Sequence[str]:
    """Return the output lines of a command, and its exit code if it is neither 0 nor 1."""
    here = command.startswith("kinerja ") and not SHELL.search(re.sub("'[^']*'", "", command))
    printed, code = own(shlex.split(command)[1:]) if here else run_in_shell(command)
    lines = [line.rstrip() for line in printed.splitlines()]
    told = "exit" if os.environ["KINERJA_LANG"] == "en" else "kode keluar"
    return lines if code in (0, 1) else [*lines, f"({told} {code})"]


def failed(lines: Sequence[str]) -> bool:
    """Return whether a command ended with an exit code other than 0 or 1."""
    return bool(lines) and re.fullmatch(r"\((?:exit|kode keluar) \d+\)", lines[-1]) is not None


def own(words: Sequence[str]) -> tuple[str, int]:
    """Run ``kinerja`` in this process, which saves starting another; return its output."""
    told, failed = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(failed):
        code = kinerja(words)
    return told.getvalue() + failed.getvalue(), code


def run_in_shell(command: str) -> tuple[str, int]:
    """Run a command in a shell; return its output."""
    done = subprocess.run(["bash", "-c", command], text=True, capture_output=True, check=False)
    return done.stdout + done.stderr, done.returncode


if __name__ == "__main__":
    sys.exit(main())
