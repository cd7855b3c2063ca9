"""Typeset a user's own print template in a process without internet, in a folder of its own.

The folder contains the template, ``laporan.typ`` (the building blocks of a report) and the
pictures next to the template. Nothing else can be read, and after a minute it is terminated.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Final

import typst

from kinerja_graph.report.document import Document
from kinerja_graph.report.page import asset
from kinerja_graph.report.writers.pdf import pdf_data, typeset
from kinerja_graph.report.writers.template import MEND_TYPST, Template, template_fault

SECONDS: Final = 60
"""The time limit of a template."""
PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
LARGEST: Final = 10_000_000
"""The maximum size of a picture next to the template, in bytes."""
_NOWHERE: Final = "http://127.0.0.1:9"
_PROXIES: Final = ("http_proxy", "https_proxy", "all_proxy")
_PLACE: Final = re.compile(r"┌─ [^\n]*?:(\d+):\d+")
_FAULT: Final = 3


def template_text(template: Template) -> str:
    """Return the text of a template.

    Raises:
        UsageError: it is not UTF-8.
    """
    return template.text(MEND_TYPST)


def own_paper(document: Document, template: Template) -> bytes:
    """Typeset the document with ``template``.

    Raises:
        UsageError: the template is faulty (``bad-template``), with its line.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "laporan.typ").write_text(asset("laporan.typ"), "utf-8")
        for picture in _pictures(template.path.parent):
            (folder / picture.name).write_bytes(picture.read_bytes())
        request = {
            "template": template_text(template),
            "root": str(folder),
            "data": pdf_data(document),
            "made": document.made.isoformat(),
        }
        out = folder / "out.pdf"
        try:
            done = subprocess.run(  # noqa: S603 - our own module, in our own python
                [sys.executable, "-m", __name__, str(out)],
                input=json.dumps(request),
                env=_secluded(),
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise template_fault(MEND_TYPST, template.name, f"> {SECONDS} s") from error
        if done.returncode:
            raise _fault(template.name, done)
        return out.read_bytes()


def _pictures(folder: Path) -> list[Path]:
    """Return the pictures next to a template, by name; links that point elsewhere are ignored."""
    return sorted(
        one
        for one in folder.iterdir()
        if one.suffix.lower() in PICTURES
        and one.is_file()
        and not one.is_symlink()
        and one.stat().st_size <= LARGEST
    )


def _secluded() -> dict[str, str]:
    """Return the environment for a process without network access."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name.lower() not in {*_PROXIES, "no_proxy"}
    }
    closed = {word: _NOWHERE for name in _PROXIES for word in (name, name.upper())}
    return environment | closed


def _fault(name: str, done: subprocess.CompletedProcess[str]) -> Exception:
    if done.returncode != _FAULT:
        return template_fault(MEND_TYPST, name, f"({done.returncode})")
    answer = json.loads(done.stdout)
    found = _PLACE.search(answer["diagnostic"])
    why = " ".join([answer["message"], *answer["hints"]])
    return template_fault(MEND_TYPST, name, why, int(found.group(1)) if found else None)


def main() -> int:
    """Typeset one template: the job is read from stdin, the file goes to the first argument."""
    request = json.load(sys.stdin)
    made = datetime.fromisoformat(request["made"])
    try:
        done = typeset(request["template"], Path(request["root"]), request["data"], made)
    except typst.TypstError as error:
        fault = {"message": error.message, "hints": error.hints, "diagnostic": error.diagnostic}
        sys.stdout.write(json.dumps(fault))
        return _FAULT
    Path(sys.argv[1]).write_bytes(done)
    return 0


if __name__ == "__main__":
    sys.exit(main())
