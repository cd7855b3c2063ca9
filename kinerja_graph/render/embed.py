"""The only maker of HTML: a self-contained page, locked down by its content security policy."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from kinerja_graph.errors import RenderError
from kinerja_graph.texts import Text, _

SCRIPTS: Final = (
    "state.js",
    "numbers.js",
    "words.js",
    "tree.js",
    "place.js",
    "fit.js",
    "boxes.js",
    "clip.js",
    "lines.js",
    "canvas.js",
    "pinned.js",
    "stage.js",
    "moves.js",
    "panel.js",
    "find.js",
    "matrix.js",
    "table.js",
    "address.js",
    "embedded.js",
    "keys.js",
    "paper.js",
    "main.js",
)
"""Our scripts, in the order in which they are concatenated."""
SCENE: Final = (
    "letters",
    "cells",
    "choose",
    "layout",
    "words",
    "emptiness",
    "lines",
    "scene",
)
"""The modules of the scene, each after those that it imports."""
_IMPORT: Final = re.compile(r'^import (\{[^}]*\}) from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=(?:function|const) (\w+))", re.MULTILINE)
_UNSAFE: Final = {letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
_END_TAGS: Final = ("</script", "<!--", "</style")


def page(template: str, data: object, **facts: object) -> str:
    """Render ``template`` from the assets as a complete page: scripts, style and ``data`` inside.

    The template escapes every fact; ``data`` is embedded as inert JSON. Lone surrogates become
    U+FFFD, so that the page is always UTF-8.
    """
    own, style = own_script(), stylesheet("page.css")
    text = (
        _environment()
        .get_template(template)
        .render(
            policy=policy(scripts=(own,), styles=(style,)),
            script=mark_as_safe(own),
            style=mark_as_safe(style),
            data=Markup(script_json(data)),  # noqa: S704 - every letter that HTML reads is escaped
            **facts,
        )
    )
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def document(template: str, *, style: str, script: str, **facts: object) -> str:
    """Render a text page: a filled ``template`` with ``style`` and ``script`` inside.

    The template escapes every fact. Lone surrogates become U+FFFD.
    """
    text = (
        _environment()
        .from_string(template)
        .render(
            policy=policy(scripts=(script,), styles=(style,)),
            style=mark_as_safe(style),
            script=mark_as_safe(script),
            **facts,
        )
    )
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def script_json(data: object) -> str:
    r"""Return ``data`` as JSON that is safe inside HTML: ``< > & U+2028 U+2029`` are escaped.

    >>> script_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter, escape in _UNSAFE.items():
        text = text.replace(letter, escape)
    return text


def policy(*, scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """Return the content security policy of a page that may use only these scripts and styles."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(digest(text) for text in scripts)}",
            f"style-src {' '.join(digest(text) for text in styles)}",
            "img-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def digest(text: str) -> str:
    """Return the policy's source expression (a hash) for ``text`` between its tags."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def mark_as_safe(text: str) -> Markup:
    """Mark one of our scripts or styles as safe to embed between its tags.

    Raises:
        RenderError: it contains something that would close its tag early.
    """
    lowered = text.lower()
    for mark in _END_TAGS:
        if mark in lowered:
            raise RenderError(
                _("An asset of the page contains {mark}, which would break the page."),
                mend=_("Install kinerja_graph again."),
                mark=mark,
            )
    return Markup(text)  # noqa: S704 - our own file, checked above


@cache
def asset(name: str) -> str:
    """Read a text file of the assets, with line endings normalised as browsers hash them."""
    place = resources.files("kinerja_graph.render") / "assets" / name
    return place.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")


def stylesheet(name: str) -> str:
    """Return a stylesheet of the assets, preceded by the colours of the themes."""
    return f"{asset('themes.css')}{asset(name)}"


@cache
def own_script() -> str:
    """Return our scripts as one, in their own scope, without comments and indentation."""
    parts = [_strip_script(asset(f"js/{name}")) for name in SCRIPTS]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "\n})();\n"


@cache
def scene_script(*, with_painter: bool = False) -> str:
    """Return the modules of the scene as one script that defines ``cascade``: what they export.

    Modules are typed and tested one by one; a page and QuickJS run them as one script. Each keeps
    its own scope, so that two may use the same name. A page needs the painter of a canvas too.
    """
    names = (*SCENE, "canvas") if with_painter else SCENE
    parts = [_module(name) for name in names]
    every = ", ".join(f"...${name}" for name in names)
    return f"const cascade = (() => {{\n{''.join(parts)}return {{ {every} }};\n}})();\n"


def _module(name: str) -> str:
    """Return a module of the scene as a constant that holds what it exports."""
    text = _strip_script(asset(f"js/scene/{name}.js"))
    exported = ", ".join(_EXPORT.findall(text))
    text = _EXPORT.sub("", _IMPORT.sub(r"const \1 = $\2;", text))
    return f'const ${name} = (() => {{\n"use strict";\n{text}\nreturn {{ {exported} }};\n}})();\n'


def _strip_script(script: str) -> str:
    """Strip comment lines and indentation from one of our scripts.

    No string literal in our scripts spans several lines, so nothing else changes.
    """
    kept: list[str] = []
    inside = False
    for line in (line.strip() for line in script.splitlines()):
        inside = inside or line.startswith("/**")
        if not inside and line and not line.startswith("//"):
            kept.append(line)
        inside = inside and not line.endswith("*/")
    return "\n".join(kept)


def words_by_language(words: Mapping[str, Text]) -> dict[str, dict[str, str]]:
    """Return the words by language, then by key: what the page switches between."""
    return {
        "id": {key: text.id for key, text in words.items()},
        "en": {key: text.en for key, text in words.items()},
    }


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        loader=FunctionLoader(asset),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
