"""A proposed map as text: YAML with comments of what was understood and what was not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.texts import Language, Text, _

NO_HEADINGS: Final = (0, 0)
"""The heading rows of a drawing."""
_HEAD: Final = _("# A map proposed for {file}. Check every line before using it: it is a guess.")
_LACKS: Final = _("A column that every map of this form needs was not recognised.")
_UNKNOWN: Final = _("# Not understood, so not read:")


def quoted(text: str) -> str:
    """A text as YAML reads it, in quotes where it needs them.

    >>> quoted("Sasaran"), quoted("Target > {year}"), quoted("2026")
    ('Sasaran', '"Target > {year}"', '"2026"')
    """
    plain = text.replace(" ", "").isalpha() and text.isascii() and text == text.strip()
    if plain and text.casefold() not in {"yes", "no", "true", "false", "null", "on", "off"}:
        return text
    return '"' + "".join(_letter(letter) for letter in text) + '"'


def _letter(letter: str) -> str:
    """A letter between double quotes as YAML reads it."""
    if letter in {'"', "\\"}:
        return f"\\{letter}"
    if letter.isprintable():
        return letter
    code = ord(letter)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Agency:
    """The agency whose sheet it is; ``kind``: a word of ``sources.choices.UNIT_KIND``."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What a user says about a sheet; it comes before whatever the sheet seems to say.

    Attributes:
        sheets: the titles of the sheets to read; empty: the likeliest ones.
        headings: first and last heading row; None: the likeliest ones.
        rows: first and last row of records, None for all below the first; None: the likeliest.
        columns: what columns are, by number (``assigning.Assigned``).
        agency: it answers for everything for which no column names anybody.
        decimal: the decimal sign, for numbers that can be read in two ways.
    """

    sheets: tuple[str, ...] = ()
    headings: tuple[int, int] | None = None
    rows: tuple[int, int | None] | None = None
    columns: Mapping[int, str] = field(default_factory=dict[int, str])
    agency: Agency | None = None
    decimal: Decimal | None = None


NOTHING_STATED: Final = Stated()


class Column(NamedTuple):
    """A column of statements: where it lies, its level word, its heading as a map names it."""

    at: int
    word: str
    named: str


@dataclass(slots=True)
class Proposal:
    """A map that is being proposed.

    Attributes:
        file: the matrix; ``sheet``: its sheets, where it has several; ``at``: its heading rows,
            ``NO_HEADINGS`` of a drawing.
        lines: the YAML, each with what is to be said beside it.
        doubts: what a person must decide.
        unknown: columns that were not understood: letters and heading.
        lacks: what no map of the form can do without, and was not found.
        nothing: signs that seem to mean an empty cell.
        twofold: cells with numbers that can be read in two ways, and their texts.
        stated: what a user said about the sheet.
        office: the name of the agency that a title above the headings names; empty: none does.
    """

    file: str
    sheet: tuple[str, ...]
    at: tuple[int, int]
    lines: list[tuple[str, Text | None]] = field(default_factory=list[tuple[str, Text | None]])
    doubts: list[Text] = field(default_factory=list[Text])
    unknown: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    lacks: Text = _LACKS
    nothing: dict[str, None] = field(default_factory=dict[str, None])
    twofold: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    stated: Stated = NOTHING_STATED
    office: str = ""

    def line(self, yaml: str, beside: Text | None = None) -> None:
        """Adds a line."""
        self.lines.append((yaml, beside))

    def doubt(self, text: Text) -> None:
        """Adds what a person must decide."""
        self.doubts.append(text)

    def lack(self, text: Text) -> None:
        """Keeps that the proposal is no map, and why."""
        self.lacks = text
        self.doubt(text)

    def text(self, language: Language) -> str:
        """The whole map, its comments in ``language``."""
        rows = str(self.at[0]) if self.at[0] == self.at[1] else f"{self.at[0]}-{self.at[1]}"
        told = [_HEAD.say(language, file=_one_line(self.file))]
        told += [f"# ! {_one_line(doubt.say(language))}" for doubt in self.doubts]
        if self.unknown:
            told.append(_UNKNOWN.say(language))
            told += [f"#   {letter}: {_one_line(heading)}" for letter, heading in self.unknown]
        first = self.lines[:1]
        for yaml, beside in first:
            told.append(_with(yaml, beside, language))
        if self.sheet:
            names = ", ".join(map(quoted, self.sheet))
            told.append(f"sheet: [{names}]" if len(self.sheet) > 1 else f"sheet: {names}")
        if self.at != NO_HEADINGS:
            told.append(f"headings: {rows}")
        top = [one for one in self.lines[1:] if not one[0].startswith((" ", "#"))]
        told += [_with(yaml, beside, language) for yaml, beside in _ordered(self.lines[1:], top)]
        return "\n".join(told) + "\n"


def _ordered(
    lines: list[tuple[str, Text | None]], top: list[tuple[str, Text | None]]
) -> list[tuple[str, Text | None]]:
    """Lines of the whole map that were found while reading a block, before that block."""
    single = [one for one in top if not one[0].endswith(":")]
    comments = [one for one in lines if one[0].startswith("#")]
    rest = [one for one in lines if one not in single and one not in comments]
    return [*single, *comments, *rest]


def _with(yaml: str, beside: Text | None, language: Language) -> str:
    return yaml if beside is None else f"{yaml}  # {_one_line(beside.say(language))}"


def _one_line(text: str) -> str:
    """A text in a comment: on one line, without what YAML does not bear."""
    folded = " ".join(text.split())
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in folded)
