"""A user's own page template, in a sandbox: it reads what it is given and reaches nothing else."""

from __future__ import annotations

import re
import traceback
from typing import Final

from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from kinerja_graph.render.embed import sealed
from kinerja_graph.report.document import Document
from kinerja_graph.report.page import asset
from kinerja_graph.report.writers.fault import template_fault
from kinerja_graph.report.writers.html import facts

BASE: Final = "laporan.html"
"""The page as it is without a template: ``{% extends "laporan.html" %}``."""
_OWN: Final = "template"
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_HEAD: Final = re.compile(r"<head[^>]*>", re.IGNORECASE)
_DOCTYPE: Final = re.compile(r"\s*<!doctype[^>]*>", re.IGNORECASE)


def own_page(document: Document, template: str, name: str) -> str:
    """The document as ``template`` tells it; the page runs no script and asks for nothing.

    Raises:
        UsageError: the template is at fault (``bad-template``), with its line.
    """
    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        loader=DictLoader({BASE: asset("report.html.jinja"), _OWN: template}),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        style = sealed(asset("report.css"))
        text = environment.get_template(_OWN).render(policy="", style=style, **facts(document))
    except TemplateSyntaxError as error:
        raise template_fault("jinja", name, error.message or str(error), error.lineno) from error
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError) as error:
        raise template_fault("jinja", name, str(error), _line(error)) from error
    except (AttributeError, RecursionError, MemoryError) as error:
        raise template_fault("jinja", name, str(error), _line(error)) from error
    return _sealed_off(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


def _line(error: BaseException) -> int | None:
    """The line of the template at which it went wrong."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        frame.lineno
        for frame in frames
        if frame.filename == f"<{_OWN}>" or frame.name == "top-level template code"
    ]
    return lines[-1] if lines else None


def _sealed_off(page: str) -> str:
    """The page with a policy before anything that it could load."""
    seal = Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(_POLICY)
    found = _HEAD.search(page)
    first = _DOCTYPE.match(page)
    place = found.end() if found else first.end() if first else 0
    return f"{page[:place]}{seal}{page[place:]}"
