"""Render a user's own page template in a sandbox: it reads only the data it is given.

It is rendered in a process of its own, so that a template that never ends, or exhausts the
memory, is terminated.
"""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
import traceback
from typing import Final

from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from kinerja_graph.render.embed import mark_as_safe
from kinerja_graph.report.document import Document
from kinerja_graph.report.page import asset
from kinerja_graph.report.writers.html import facts
from kinerja_graph.report.writers.template import MEND_JINJA, Template, template_fault

SECONDS: Final = 60
"""The time limit of a template."""
MEMORY: Final = 2_000_000_000
"""The memory limit of a template in bytes, if the system can enforce it."""
BASE: Final = "laporan.html"
"""The built-in page, for templates with ``{% extends "laporan.html" %}``."""
_OWN: Final = "template"
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_HEAD: Final = re.compile(r"<head[^>]*>", re.IGNORECASE)
_DOCTYPE: Final = re.compile(r"\s*<!doctype[^>]*>", re.IGNORECASE)


def template_text(template: Template) -> str:
    """Return the text of a template.

    Raises:
        UsageError: it is not UTF-8.
    """
    return template.text(MEND_JINJA)


def own_page(document: Document, template: Template) -> bytes:
    """Render the document with ``template``; the page runs no scripts and makes no requests.

    Raises:
        UsageError: the template is faulty (``bad-template``), with its line.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own module, in our own python
            [sys.executable, "-m", __name__],
            input=pickle.dumps((document, template_text(template))),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise template_fault(MEND_JINJA, template.name, f"> {SECONDS} s") from error
    if done.returncode:
        raise template_fault(MEND_JINJA, template.name, f"({done.returncode})")
    answer = json.loads(done.stdout)
    if "why" in answer:
        raise template_fault(MEND_JINJA, template.name, answer["why"], answer["line"])
    return _sealed_off(
        answer["page"].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    ).encode()


def _filled(document: Document, template: str) -> dict[str, object]:
    """Return the page, or why it failed and the line at fault."""
    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        loader=DictLoader({BASE: asset("report.html.jinja"), _OWN: template}),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        style = mark_as_safe(asset("report.css"))
        page = environment.get_template(_OWN).render(policy="", style=style, **facts(document))
    except TemplateSyntaxError as error:
        return {"why": error.message or str(error), "line": error.lineno}
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError) as error:
        return {"why": str(error), "line": _line(error)}
    except (AttributeError, RecursionError, MemoryError) as error:
        return {"why": str(error) or type(error).__name__, "line": _line(error)}
    return {"page": page}


def _line(error: BaseException) -> int | None:
    """Return the line of the template at which it failed."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        frame.lineno
        for frame in frames
        if frame.filename == f"<{_OWN}>" or frame.name == "top-level template code"
    ]
    return lines[-1] if lines else None


def _sealed_off(page: str) -> str:
    """Put a content policy into the page, before anything it could load."""
    seal = Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(_POLICY)
    found = _HEAD.search(page)
    first = _DOCTYPE.match(page)
    place = found.end() if found else first.end() if first else 0
    return f"{page[:place]}{seal}{page[place:]}"


def _hold_memory() -> None:
    """Limit this process's memory; Windows has no such limit."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not everywhere

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> int:
    """Render one template: document and template are read from stdin, the page goes to stdout."""
    document, template = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this
    _hold_memory()
    sys.stdout.write(json.dumps(_filled(document, template)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
