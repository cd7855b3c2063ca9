"""Write any network of pyvis as one HTML page that asks no other host for anything.

pyvis' own ``in_line`` page still loads Bootstrap from another host, and puts headings, options and
(with ``href`` in a title) titles into the page as HTML. Here its template is rendered with
everything escaped, the tags that load something are cut out, and a content security policy refuses
what a page could ask for later.
"""

from __future__ import annotations

import copy
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from kinerja_graph.files import write_whole
from kinerja_graph.render.embed import asset, digest

if TYPE_CHECKING:
    from pyvis.network import Network as PyvisNetwork  # type: ignore[import-untyped]

_FOR_SCRIPTS: Final = {letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
_LOADING: Final = {"script": "src", "link": "href"}
"""The elements that load a file, with the attribute that names it."""
_HANDLER: Final = re.compile(r"""\bon[a-z]+="([^"]*)\"""")
_EMPTY_HEADING: Final = re.compile(r"<center>\s*<h1>\s*</h1>\s*</center>")
_HEADING: Final = re.compile(r"<center>\s*<h1>.*?</h1>\s*</center>", re.DOTALL)


def save_network(net: PyvisNetwork, path: str | Path) -> Path:
    """Write a network of pyvis as one HTML file that needs no internet; return its path.

    It takes any ``pyvis.network.Network``, whatever was changed in it. pyvis' own ``write_html``
    and ``show`` load files from other hosts.

    Raises:
        UsageError: the path cannot be written.

    >>> from kinerja_graph import Plan, save_network
    >>> net = Plan.load("examples/traffic-slide").to_pyvis()
    >>> net.get_node("LALIN")["borderWidth"] = 6
    >>> save_network(net, "lalu-lintas.html").name
    'lalu-lintas.html'
    """
    place = Path(path)
    write_whole(place, pyvis_html(net, title=net.heading or place.stem))
    return place


def pyvis_html(net: PyvisNetwork, *, title: str, language: str = "") -> str:
    """Return a network of pyvis as one HTML page that asks no other host for anything.

    Names are text wherever they stand: in labels, titles, ids, options and the heading. ``net``
    is left as it is.
    """
    shown: Any = copy.copy(net)
    shown.cdn_resources = "in_line"
    shown.templateEnv = _environment(shown.template_dir)
    # pyvis shows all titles as HTML if one of them holds this word
    shown.nodes = [_without_html_title(node) for node in shown.nodes]
    page = _EMPTY_HEADING.sub("", _cut_loading(_as_read(shown.generate_html())))
    page = _HEADING.sub("", page, count=1) if len(_HEADING.findall(page)) > 1 else page
    start = f'<!DOCTYPE html>\n<html lang="{escape(language)}">' if language else "<!DOCTYPE html>"
    policy = escape(_policy(page, shown.templateEnv, shown.path))
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{escape(title)}</title>"
        f"<!--\n{asset('pyvis-licences.txt')}-->"
    )
    page = page.replace("<html>", start, 1) if language else f"{start}\n{page}"
    return page.replace('<meta charset="utf-8">', f'<meta charset="utf-8">{head}', 1)


def _as_read(page: str) -> str:
    """Return a page as browsers read it, for the hashes in the policy: newlines, no surrogates."""
    page = page.replace("\r\n", "\n").replace("\r", "\n")
    return page.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _without_html_title(node: dict[str, Any]) -> dict[str, Any]:
    title = node.get("title")
    if not isinstance(title, str) or "href" not in title:
        return node
    return {**node, "title": title.replace("href", "hr\u2060ef")}


@cache
def _environment(folder: str) -> Environment:
    """Return pyvis' templates, with every value escaped for the place where it stands."""
    environment = Environment(autoescape=True, loader=FileSystemLoader(folder))
    cast("Any", environment).filters["safe"] = _escape_for_scripts
    return environment


def _escape_for_scripts(text: object) -> Markup:
    """Escape what pyvis marks as safe: options and DOT text, which stand in a script."""
    escaped = str(text)
    for letter, code in _FOR_SCRIPTS.items():
        escaped = escaped.replace(letter, code)
    return Markup(escaped)  # noqa: S704 - every letter that ends a script is escaped


def _cut_loading(page: str) -> str:
    """Return ``page`` without the elements that load a file."""
    found = _Loading()
    found.feed(page)
    found.close()
    kept: list[str] = []
    start = 0
    for first, last in found.cuts:
        kept.append(page[start:first])
        start = last
    return "".join((*kept, page[start:]))


class _Loading(HTMLParser):
    """Find the elements of a page that load a file; ``cuts`` are where they start and end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.cuts: list[tuple[int, int]] = []
        self._page = ""
        self._lines: list[int] = []
        self._open: int | None = None

    def feed(self, data: str) -> None:
        """Read a whole page."""
        self._page = data
        self._lines = [0, *(match.end() for match in re.finditer("\n", data))]
        super().feed(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that loads something."""
        if _LOADING.get(tag) not in dict(attrs):
            return
        start = self._at()
        if tag == "script":
            self._open = start
        else:
            self.cuts.append((start, start + len(self.get_starttag_text() or "")))

    def handle_endtag(self, tag: str) -> None:
        """Note where a script that is loaded ends."""
        if tag == "script" and self._open is not None:
            self.cuts.append((self._open, self._page.index(">", self._at()) + 1))
            self._open = None

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _policy(page: str, templates: Environment, name: str) -> str:
    """Return the policy of a page: its own scripts, pyvis' own handlers, and nothing from outside.

    Handlers are those of the template, so none that stands in a name may run.
    """
    finder = _Scripts()
    finder.feed(page)
    finder.close()
    template = Path(templates.get_template(name).filename or "").read_text("utf-8")
    handlers = [digest(text) for text in dict.fromkeys(_HANDLER.findall(template))]
    scripts = " ".join((*(digest(text) for text in finder.scripts), "'unsafe-hashes'", *handlers))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


class _Scripts(HTMLParser):
    """Collect the text of every script of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a script."""
        del attrs
        self._inside = tag == "script"
        if self._inside:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        """End a script."""
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        """Collect the text of a script."""
        if self._inside:
            self.scripts[-1] += data
