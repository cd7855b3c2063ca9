"""Change single places of an XML part; every other byte stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from kinerja_graph.report.legal import remove_illegal
from kinerja_graph.sources.package_parts import local, parser

_TAG: Final = re.compile(rb"<[^\s/>]+(?:\s+[^\s=>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_ATTRIBUTE: Final = re.compile(rb"\s+([^\s=>/]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_NAME: Final = re.compile(rb"<[^\s/>]+")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_DECLARED: Final = re.compile(r"\A\ufeff?<\?xml[^>]*\?>")
_LIKE_AN_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(slots=True)
class Element:
    """An element of a part, and the bytes that it takes.

    Attributes:
        name: without prefix.
        tag: its name with prefix.
        attributes: by local name.
        start, opened: where its start tag begins and ends.
        closing: where its end tag begins; of an empty element, where the element ends.
        end: where the element ends.
        parent: None for the root.
    """

    name: str
    tag: str
    attributes: Mapping[str, str]
    start: int
    opened: int
    closing: int = 0
    end: int = 0
    parent: Element | None = None
    children: list[Element] = field(default_factory=list["Element"])

    @property
    def prefix(self) -> str:
        """The prefix of its name with the colon; empty if there is none."""
        return self.tag[: len(self.tag) - len(self.name)]

    @property
    def is_empty(self) -> bool:
        """Whether it is a single tag, such as ``<row/>``."""
        return self.closing == self.end

    def all(self, name: str) -> list[Element]:
        """Return its children of this name."""
        return [child for child in self.children if child.name == name]

    def first(self, *path: str) -> Element | None:
        """Return the first descendant along the names ``path``, None if there is none."""
        found: Element | None = self
        for name in path:
            found = next(iter(found.all(name)), None) if found is not None else None
        return found


def as_utf8(part: bytes) -> bytes:
    """Return a part in an encoding that contains ASCII: one in UTF-16 is written as UTF-8."""
    if part[:2] not in _UTF16:
        return part
    return _DECLARED.sub("", part.decode("utf-16")).encode()


def tag_end(part: bytes, start: int) -> int:
    """Return where the tag that begins at ``start`` ends."""
    found = _TAG.match(part, start)
    return part.index(b">", start) + 1 if found is None else found.end()


def outline(part: bytes, deepest: int) -> Element:
    """Return the root of a part with its descendants down to the level ``deepest`` (root: 1).

    Raises:
        expat.ExpatError: broken XML.
        WholeFileError: it contains a document type.
    """
    open_: list[Element | None] = []
    roots: list[Element] = []
    reader = parser()

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if len(open_) >= deepest:
            open_.append(None)
            return
        at = reader.CurrentByteIndex
        own = {local(key): value for key, value in attributes.items()}
        above = open_[-1] if open_ else None
        made = Element(local(name), name, own, at, tag_end(part, at), parent=above)
        (roots if above is None else above.children).append(made)
        open_.append(made)

    def end(_name: str) -> None:
        element = open_.pop()
        if element is not None:
            element.closing = reader.CurrentByteIndex
            single = part[element.opened - 2 : element.opened] == b"/>"
            element.end = element.opened if single else tag_end(part, element.closing)
            element.closing = element.end if single else element.closing

    reader.StartElementHandler = start
    reader.EndElementHandler = end
    reader.Parse(part, True)  # noqa: FBT003  # the signature of expat
    return roots[0]


@dataclass(slots=True)
class Splices:
    """Replacements of ranges of bytes; insertions come before a range that begins there."""

    _noted: list[tuple[int, int, bytes]] = field(default_factory=list[tuple[int, int, bytes]])

    def put(self, start: int, end: int, text: bytes) -> None:
        """Replace the bytes from ``start`` to ``end``."""
        self._noted.append((start, end, text))

    def insert(self, at: int, text: bytes) -> None:
        """Insert before the byte ``at``."""
        self.put(at, at, text)

    def append(self, part: bytes, element: Element, text: bytes) -> None:
        """Insert at the end of an element's content; an empty tag is opened for it."""
        if element.is_empty:
            head = part[element.start : element.opened].removesuffix(b"/>").rstrip()
            self.put(element.start, element.opened, head + b">" + text + close_tag(element))
        else:
            self.insert(element.closing, text)

    def applied(self, part: bytes) -> bytes:
        """Return the part with everything replaced."""
        return b"".join(self._pieces(part))

    def _pieces(self, part: bytes) -> Iterator[bytes]:
        at = 0
        for start, end, text in sorted(self._noted, key=lambda one: one[:2]):
            yield part[at:start]
            yield text
            at = end
        yield part[at:]


def close_tag(element: Element) -> bytes:
    """Return the end tag of an element."""
    return f"</{element.tag}>".encode()


def with_attributes(tag: bytes, values: Mapping[str, str]) -> bytes:
    r"""Return a start tag with attributes replaced, or added after its name; others stay.

    >>> with_attributes(b'<c r="A1" s="3" t="s">', {"s": "7"})
    b'<c r="A1" s="7" t="s">'
    >>> with_attributes(b"<c r='A1'/>", {"s": "7"})
    b'<c s="7" r=\'A1\'/>'
    """
    splices = Splices()
    wanted = {name.encode(): value.encode() for name, value in values.items()}
    name = _NAME.match(tag)
    start = name.end() if name is not None else 1
    at = start
    while (found := _ATTRIBUTE.match(tag, at)) is not None:
        value = wanted.pop(found[1], None)
        if value is not None:
            splices.put(found.start(2), found.end(2), b'"' + value + b'"')
        at = found.end()
    for key, value in wanted.items():
        splices.insert(start, b" " + key + b'="' + value + b'"')
    return splices.applied(tag)


def text_of(words: str) -> bytes:
    """Return words as the content of an element: ASCII, with references for what is beyond.

    >>> text_of("a < b"), text_of("✖"), text_of("_x0041_")
    (b'a &lt; b', b'&#10006;', b'_x005F_x0041_')
    """
    plain = _LIKE_AN_ESCAPE.sub("_x005F_", remove_illegal(words))
    return escape(plain, {"\r": "&#13;"}).encode("ascii", "xmlcharrefreplace")


def attribute(words: str) -> bytes:
    """Return words as the value of an attribute, with its quotation marks."""
    quoted = quoteattr(remove_illegal(words))
    return quoted.encode("ascii", "xmlcharrefreplace")


def namespace(root: Element) -> str:
    """Return the namespace that the prefix of a root stands for."""
    return root.attributes.get(root.prefix.rstrip(":") or "xmlns", "")


def free_number(taken: Iterable[str], form: str) -> int:
    """Return the first number from 1 with which ``form`` is not taken, whatever its case."""
    names = {name.casefold() for name in taken}
    number = 1
    while form.format(number).casefold() in names:
        number += 1
    return number
