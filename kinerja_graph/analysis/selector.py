"""Parse selectors: one line of text that selects records (docs/selectors.md).

``IKU-07`` · ``+IKU-07`` (and all that reaches it) · ``IKU-07+`` (and all that it reaches) ·
``2+IKU-07``, ``IKU-07+3`` (that many steps) · ``agency:dishub`` · ``level:1`` · ``label:task`` ·
``rule:orphan-indicator`` · ``tag:stunting`` · ``role:csf`` · ``programme:5.02``; a comma means
"and", a space means "or"; an id that contains ``+``, ``,``, ``:``, ``"`` or a space is put in
quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final, Literal

from kinerja_graph.analysis.selector_words import Token, fault, is_plain, quoted, tokens
from kinerja_graph.model.nodes import PROGRAMME, reference
from kinerja_graph.texts import _

__all__ = ["LABELS", "METHODS", "Selector", "Term", "is_plain", "parse", "quoted"]

Method = Literal["id", "agency", "level", "label", "rule", "tag", "role"]
PROGRAMMES: Final = ("programme", "program")
"""What precedes the code of a programme, which may be the id of a result too."""
METHODS: Final[tuple[Method, ...]] = ("agency", "level", "label", "rule", "tag", "role")
"""What may precede a colon; an id has no prefix."""
LABELS: Final = {
    "indicator": "Indicator",
    "indikator": "Indicator",
    "objective": "Objective",
    "sasaran": "Objective",
    "task": "Task",
    "tugas": "Task",
    "unit": "Unit",
    "position": "Position",
    "jabatan": "Position",
    "programme": "Programme",
    "program": "Programme",
}
"""What ``label:`` accepts, in both languages and any case."""
ROLES: Final = {
    "outcome": "outcome",
    "hasil": "outcome",
    "csf": "csf",
    "faktor_kunci": "csf",
    "condition": "condition",
    "kondisi_antara": "condition",
}
"""What ``role:`` accepts, likewise."""
LEVELS: Final = tuple("012345")
_STEPS_MOST: Final = 9
_EXAMPLES: Final = _(
    "Examples: +IKU-07, IKU-07+2, agency:dishub, level:1; put an id that "
    'contains + , : or a space in quotes: "a b".'
)


@dataclass(frozen=True, slots=True)
class Term:
    """One condition on records, and how many steps to follow from them.

    Attributes:
        method: what ``value`` is.
        value: an id, the id of an agency, a level, a graph label, the id of a rule, a tag or
            a role.
        below: how many steps down the chain to include; None for all, 0 for none.
        above: how many steps up the chain, likewise.
        position: where it begins in the text; ignored when terms are compared.
    """

    method: Method
    value: str
    below: int | None = 0
    above: int | None = 0
    position: int = field(default=1, compare=False)

    def __str__(self) -> str:
        """Return the term in selector syntax."""
        before = {0: "", None: "+"}.get(self.below, f"{self.below}+")
        after = {0: "", None: "+"}.get(self.above, f"+{self.above}")
        value = self.value.lower() if self.method == "label" else quoted(self.value)
        whose = "" if self.method == "id" else f"{self.method}:"
        if whose == "" and value.isdecimal() and self._two_numbers:
            value = f'"{value}"'
        return f"{before}{whose}{value}{after}"

    @property
    def _two_numbers(self) -> bool:
        """Whether a numeric id would be mistaken for a number of steps beside its own steps."""
        return bool(self.above) or bool(self.below)


@dataclass(frozen=True, slots=True)
class Selector:
    """A parsed selector: a record must match all terms of any one group of ``either``.

    ``text`` is what was typed; it is ignored when selectors are compared.
    """

    either: tuple[tuple[Term, ...], ...]
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Return the selector in its own syntax; parsing it gives an equal selector."""
        return " ".join(",".join(map(str, both)) for both in self.either)

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, in the order of the text."""
        return tuple(term for both in self.either for term in both)


def parse(text: str) -> Selector:
    """Parse a selector.

    Raises:
        UsageError: it cannot be parsed (``bad-selector``); the error names the character.

    >>> parse("+IKU-07,agency:dishub").either[0][0]
    Term(method='id', value='IKU-07', below=None, above=0, position=1)
    """
    found = list(tokens(text))
    if not found:
        raise fault(
            text,
            1,
            _("nothing was chosen."),
            _EXAMPLES,
        )
    groups = (_split(group, ",") for group in _split(found, " "))
    either = tuple(tuple(_Term(text, part).read() for part in _filled(text, g)) for g in groups)
    return Selector(either, text)


def _split(found: Sequence[Token], kind: str) -> list[list[Token]]:
    """Split ``found`` after every token of ``kind``, which stays at the end of its piece."""
    pieces: list[list[Token]] = [[]]
    for token in found:
        pieces[-1].append(token)
        if token.kind == kind:
            pieces.append([])
    return pieces


def _filled(text: str, pieces: Iterable[list[Token]]) -> list[list[Token]]:
    """Remove the separators from ``pieces``; refuse a comma with nothing on one side."""
    told: list[list[Token]] = []
    comma: Token | None = None
    for piece in pieces:
        kept = [token for token in piece if token.kind not in ", "]
        cut = next((token for token in piece if token.kind == ","), None)
        if not kept:
            at = cut or comma or piece[0]
            raise fault(
                text,
                at.position,
                _("one side of the comma is empty."),
                _EXAMPLES,
            )
        told.append(kept)
        comma = cut
    return told


@dataclass(slots=True)
class _Term:
    """Parses the tokens of one term from left to right."""

    text: str
    parts: list[Token]
    at: int = 0

    def read(self) -> Term:
        self._no_sum()
        first = self.parts[0]
        below = self._below()
        method, value = self._choice()
        above = self._above()
        if self.at < len(self.parts):
            raise self._unexpected(self.parts[self.at])
        return Term(method, value, below, above, first.position)

    def _no_sum(self) -> None:
        """Refuse ``2+3``, which is ambiguous."""
        kinds = [part.kind for part in self.parts]
        if kinds == ["word", "+", "word"] and all(_is_number(part) for part in self.parts[::2]):
            low, high = self.parts[0].text, self.parts[2].text
            raise fault(
                self.text,
                self.parts[0].position,
                _("{both} is ambiguous."),
                _('Put the id in quotes: {low}+"{high}" or "{low}"+{high}.'),
                both=f"{low}+{high}",
                low=low,
                high=high,
            )

    def _next(self, ahead: int = 0) -> Token | None:
        place = self.at + ahead
        return self.parts[place] if place < len(self.parts) else None

    def _is(self, kind: str, ahead: int = 0) -> bool:
        token = self._next(ahead)
        return token is not None and token.kind == kind

    def _below(self) -> int | None:
        token = self._next()
        if token is not None and token.kind == "+":
            self.at += 1
            return None
        if token is not None and _is_number(token) and self._is("+", 1) and self._next(2):
            self.at += 2
            return self._number(token)
        return 0

    def _above(self) -> int | None:
        if not self._is("+"):
            return 0
        self.at += 1
        token = self._next()
        if token is None:
            return None
        if not _is_number(token):
            raise self._unexpected(token)
        self.at += 1
        return self._number(token)

    def _choice(self) -> tuple[Method, str]:
        value = self._value()
        if not self._is(":"):
            return "id", value.text
        if value.kind == "word" and value.text.lower() in PROGRAMMES:
            self.at += 1
            return "id", reference(PROGRAMME, self._value().text)
        methods: list[Method] = [one for one in METHODS if one == value.text.lower()]
        if not methods or value.kind == "quoted":
            raise self._unknown_method(value)
        self.at += 1
        given = self._value()
        return methods[0], _checked(self.text, methods[0], given)

    def _value(self) -> Token:
        token = self._next()
        if token is None or token.kind not in ("word", "quoted") or not token.text.strip():
            last = token or self.parts[-1]
            raise fault(
                self.text,
                last.position,
                _("an id or a value is missing."),
                _EXAMPLES,
            )
        self.at += 1
        return token

    def _number(self, token: Token) -> int:
        if len(token.text) > _STEPS_MOST:
            raise fault(
                self.text,
                token.position,
                _("the number of steps is too large."),
                _("Without a number, + means all steps."),
            )
        return int(token.text)

    def _unexpected(self, token: Token) -> Exception:
        return fault(
            self.text,
            token.position,
            _("“{piece}” is not expected here."),
            _EXAMPLES,
            piece=token.text,
        )

    def _unknown_method(self, token: Token) -> Exception:
        near = get_close_matches(token.text.lower(), METHODS, n=1)
        return fault(
            self.text,
            token.position,
            _("“{piece}:” is not known; known: {known}."),
            _("Perhaps you mean: {near}:. Put an id that contains a colon in quotes.")
            if near
            else _EXAMPLES,
            piece=token.text,
            known=", ".join(f"{one}:" for one in METHODS),
            near=near[0] if near else "",
        )


def _is_number(token: Token) -> bool:
    return token.kind == "word" and token.text.isascii() and token.text.isdecimal()


def _checked(text: str, method: Method, given: Token) -> str:
    """Return the value of a method, checked if only a few words are allowed."""
    if method == "label":
        known: Sequence[str] = tuple(LABELS)
        if given.text.lower() in LABELS:
            return LABELS[given.text.lower()]
    elif method == "role":
        known = tuple(ROLES)
        if given.text.lower() in ROLES:
            return ROLES[given.text.lower()]
    elif method == "level":
        known = LEVELS
        if given.text in LEVELS:
            return given.text
    else:
        return given.text
    raise fault(
        text,
        given.position,
        _("{method}: does not know “{piece}”."),
        _("Choose one of: {known}."),
        method=method,
        piece=given.text,
        known=", ".join(known),
    )
