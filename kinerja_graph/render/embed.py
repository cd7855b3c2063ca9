"""The only maker of HTML: a self-contained page, locked down by its content security policy."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from kinerja_graph.errors import RenderError
from kinerja_graph.render.packing import pack
from kinerja_graph.texts import Text, _

SCENE: Final = (
    "scene/syllables",
    "scene/letters",
    "scene/cells",
    "scene/choose",
    "scene/shares",
    "scene/columns",
    "scene/layout",
    "scene/words",
    "scene/emptiness",
    "scene/lines",
    "scene/scene",
    "scene/still",
    "scene/svg",
)
"""The modules of the scene, each after those that it imports."""
PAPER: Final = ("scene/setting", "scene/pages")
"""Those that only paper needs."""
PAINTER: Final = "scene/canvas"
MAP: Final = (
    *SCENE,
    PAINTER,
    "map/dom",
    "map/numbers",
    "map/data",
    "map/store",
    "map/say",
    "map/only",
    "map/address",
    "map/zoom",
    "map/walk",
    "map/card",
    "map/kept",
    "map/first",
    "map/picture",
    "map/actions",
    "map/beside",
    "map/hover",
    "map/hands",
    "map/find",
    "map/findings",
    "map/legend",
    "map/pane",
    "map/matrix",
    "map/table",
    "map/history",
    "map/link",
    "map/keys",
    "map/take",
    "map/paper",
    "map/menu",
    "map/panel",
    "map/main",
)
"""The modules of a page, each after those that it imports."""
_IMPORT: Final = re.compile(
    r'^import (\{[^}]*\}) from "(?:\./|\.\./\w+/)(\w+)\.js";$', re.MULTILINE
)
_EXPORT: Final = re.compile(r"^export (?=(?:function|const) (\w+))", re.MULTILINE)
_UNSAFE: Final = {letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
_DARK: Final = '[data-theme="dark"]'
_END_TAGS: Final = ("</script", "<!--", "</style")


def page(template: str, data: object, **facts: object) -> str:
    """Render ``template`` from the assets as a complete page: scripts, style and ``data`` inside.

    The template escapes every fact; ``data`` and our scripts are packed, and unpacked by
    ``assets/unpack.js``. Lone surrogates become U+FFFD, so that the page is always UTF-8.
    """
    start, style = _strip_script(asset("unpack.js")), stylesheet("page.css")
    program = page_script()
    text = (
        _environment()
        .get_template(template)
        .render(
            policy=policy(scripts=(start, program), styles=(style,)),
            script=mark_as_safe(start),
            style=mark_as_safe(style),
            program=_packed_program(),
            data=pack(script_json(data)),
            **facts,
        )
    )
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def fragment(template: str, **facts: object) -> Markup:
    """Render ``template`` from the assets, which escapes every fact, as a part of a page."""
    text = _environment().get_template(template).render(**facts)
    return Markup(text)  # noqa: S704 - the template escapes every fact


@cache
def _packed_program() -> str:
    return pack(page_script())


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
    """Return a stylesheet of the assets, preceded by the colours of the themes.

    A page without ``data-theme`` has the dark ones where the system is dark.
    """
    return themed(asset(name))


def themed(style: str) -> str:
    """Return a ``style`` preceded by the colours of the themes, as ``stylesheet``."""
    themes = asset("themes.css")
    dark = themes[themes.index("@media screen {") : themes.index('[data-theme="print"]')]
    by_system = dark.replace("screen {", "screen and (prefers-color-scheme: dark) {", 1)
    return f"{themes}{by_system.replace(_DARK, ':root:not([data-theme])', 1)}{style}"


@cache
def page_script() -> str:
    """Return the modules of a page as one script, each in its own scope."""
    return f"(() => {{\n{_join(MAP)}}})();\n"


@cache
def scene_script(*, with_painter: bool = False, for_paper: bool = False) -> str:
    """Return the modules of the scene as one script that defines ``cascade``: what they export.

    Modules are typed and tested one by one; a page and QuickJS run them as one script. Each keeps
    its own scope, so that two may use the same name. A page needs the painter of a canvas too,
    a report the pages of paper.
    """
    names = (*SCENE, *(PAPER if for_paper else ()), *((PAINTER,) if with_painter else ()))
    every = ", ".join(f"...{_variable(name)}" for name in names)
    return f"const cascade = (() => {{\n{_join(names)}return {{ {every} }};\n}})();\n"


def _join(names: Sequence[str]) -> str:
    return "".join(_module(name) for name in names)


def _module(name: str) -> str:
    """Return a module as a constant that holds what it exports."""
    text = _strip_script(asset(f"js/{name}.js"))
    exported = ", ".join(_EXPORT.findall(text))
    text = _EXPORT.sub("", _IMPORT.sub(r"const \1 = $\2;", text))
    returned = f"return {{ {exported} }};"
    return f'const {_variable(name)} = (() => {{\n"use strict";\n{text}\n{returned}\n}})();\n'


def _variable(name: str) -> str:
    """Name the constant of a module: no two modules of a page have the same file name."""
    return f"${name.rpartition('/')[2]}"


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
