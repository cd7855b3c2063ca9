"""Write a proposed map as text: YAML, with comments on what was understood and what was not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.texts import Language, Text, _

NO_HEADINGS: Final = (0, 0)
"""The heading rows of a drawing, which has none."""
_HEAD: Final = _("# A map proposed for {file}. Check every line before using it: it is a guess.")
_NO_REQUIRED_COLUMN: Final = _("A column that every map of this form needs was not recognised.")
_UNKNOWN_COLUMNS: Final = _("# Not understood, so not read:")


def quoted(text: str) -> str:
    """Return a text as a YAML scalar, in quotes if necessary.

    >>> quoted("Sasaran"), quoted("Target > {year}"), quoted("2026")
    ('Sasaran', '"Target > {year}"', '"2026"')
    """
    plain = text.replace(" ", "").isalpha() and text.isascii() and text == text.strip()
    if plain and text.casefold() not in {"yes", "no", "true", "false", "null", "on", "off"}:
        return text
    return '"' + "".join(_escape(letter) for letter in text) + '"'


def _escape(letter: str) -> str:
    """Escape a character for a double-quoted YAML scalar."""
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


def row_range(rows: tuple[int, int]) -> str:
    """Return rows in the notation of a map: ``5``, ``5-6``."""
    return str(rows[0]) if rows[0] == rows[1] else f"{rows[0]}-{rows[1]}"


class Column(NamedTuple):
    """A column of statements: its index, its level word, and its heading as written in a map."""

    at: int
    word: str
    heading: str


@dataclass(slots=True)
class Proposal:
    """A map that is being proposed.

    Attributes:
        file: the matrix; ``sheet``: its sheets, if there are several; ``at``: its heading rows,
            ``NO_HEADINGS`` for a drawing; ``at_of``: the same by sheet, where they differ.
        lines: the YAML lines, each with its comment.
        doubts: what may have been read wrongly, so that a person must decide.
        notes: what the sheet lacks and a map can add; nothing was read wrongly.
        unknown_columns: columns that were not understood: letters and heading.
        lack_reason: what every map of the form requires and was not found.
        empty_signs: signs that seem to mean an empty cell.
        ambiguous_numbers: their cells and texts.
        stated: what a user said about the sheet.
        office: the name of the agency that a title above the headings names; empty: none does.
        grid_texts: what the grid of the explorer says in place of a doubt or note that is about
            lines of the map, since columns and the agency are chosen there.
    """

    file: str
    sheet: tuple[str, ...]
    at: tuple[int, int]
    lines: list[tuple[str, Text | None]] = field(default_factory=list[tuple[str, Text | None]])
    doubts: list[Text] = field(default_factory=list[Text])
    notes: list[Text] = field(default_factory=list[Text])
    unknown_columns: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    lack_reason: Text = _NO_REQUIRED_COLUMN
    empty_signs: dict[str, None] = field(default_factory=dict[str, None])
    ambiguous_numbers: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    at_of: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    stated: Stated = NOTHING_STATED
    office: str = ""
    grid_texts: dict[Text, Text] = field(default_factory=dict[Text, Text])

    def line(self, yaml: str, comment: Text | None = None) -> None:
        """Add a line."""
        self.lines.append((yaml, comment))

    def doubt(self, text: Text, on_grid: Text | None = None) -> None:
        """Add something that may have been read wrongly; ``on_grid``: see ``grid_texts``."""
        self.doubts.append(text)
        if on_grid is not None:
            self.grid_texts[text] = on_grid

    def note(self, text: Text, on_grid: Text | None = None) -> None:
        """Add something that the sheet lacks; ``on_grid``: see ``grid_texts``."""
        self.notes.append(text)
        if on_grid is not None:
            self.grid_texts[text] = on_grid

    def shown_on_grid(self, texts: Sequence[Text]) -> list[Text]:
        """Return doubts or notes as the grid of the explorer words them."""
        return [self.grid_texts.get(each, each) for each in texts]

    def lack(self, text: Text) -> None:
        """Record that the proposal is not a usable map, and why."""
        self.lack_reason = text
        self.doubt(text)

    def text(self, language: Language) -> str:
        """Return the whole map, with comments in ``language``."""
        rows = row_range(self.at)
        if self.at_of and len(self.sheet) > 1:
            own = (f"{quoted(each)}: {row_range(self.at_of[each])}" for each in self.sheet)
            rows = f"{{{', '.join(own)}}}"
        told = [_HEAD.say(language, file=_one_line(self.file))]
        told += [f"# ! {_one_line(doubt.say(language))}" for doubt in self.doubts]
        told += [f"# {_one_line(note.say(language))}" for note in self.notes]
        if self.unknown_columns:
            told.append(_UNKNOWN_COLUMNS.say(language))
            told += [
                f"#   {letter}: {_one_line(heading)}" for letter, heading in self.unknown_columns
            ]
        first = self.lines[:1]
        for yaml, beside in first:
            told.append(_with_comment(yaml, beside, language))
        if self.sheet:
            names = ", ".join(map(quoted, self.sheet))
            told.append(f"sheet: [{names}]" if len(self.sheet) > 1 else f"sheet: {names}")
        if self.at != NO_HEADINGS:
            told.append(f"headings: {rows}")
        top = [one for one in self.lines[1:] if not one[0].startswith((" ", "#"))]
        told += [
            _with_comment(yaml, beside, language)
            for yaml, beside in _single_lines_first(self.lines[1:], top)
        ]
        return "\n".join(told) + "\n"


def _single_lines_first(
    lines: list[tuple[str, Text | None]], top: list[tuple[str, Text | None]]
) -> list[tuple[str, Text | None]]:
    """Move top-level lines that were found while a block was written in front of that block."""
    single = [one for one in top if not one[0].endswith(":")]
    comments = [one for one in lines if one[0].startswith("#")]
    rest = [one for one in lines if one not in single and one not in comments]
    return [*single, *comments, *rest]


def _with_comment(yaml: str, comment: Text | None, language: Language) -> str:
    return yaml if comment is None else f"{yaml}  # {_one_line(comment.say(language))}"


def _one_line(text: str) -> str:
    """Return a text for a comment: on one line, without characters that YAML does not allow."""
    folded = " ".join(text.split())
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in folded)
