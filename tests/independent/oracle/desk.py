"""Cells of a document as a second reader sees them, and the problems that it notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kinerja_graph.model.origin import Origin
from kinerja_graph.model.problem import Problem
from kinerja_graph.texts import Text

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]
SILENT: Final = Text(id="-", en="-")
YES: Final = {"yes": True, "ya": True, "no": False, "tidak": False}
ALIASES: Final = {
    "naik": "up",
    "turun": "down",
    "tetap": "hold",
    "rentang": "range",
    "dampak": "impact",
    "hasil": "outcome",
    "keluaran": "output",
    "proses": "process",
    "masukan": "input",
    "dinyatakan": "stated",
    "susunan": "nesting",
    "diterima": "accepted",
    "diminta": "requested",
    "ditolak": "rejected",
    "faktor_kunci": "csf",
    "kondisi_antara": "condition",
    "jumlah": "sum",
    "kumulatif": "cumulative",
    "rata_rata": "average",
    "posisi_akhir": "last",
    "bulanan": "month",
    "triwulanan": "quarter",
    "semesteran": "half",
    "tahunan": "year",
    "menit": "minute",
    "jam": "hour",
    "hari": "day",
}


@dataclass(slots=True)
class Place:
    """One row of one table, and the record that the audit names for its problems.

    ``year``: of a row of ``values``.
    """

    origin: Origin
    cells: Row
    subject: tuple[str | None, str]
    year: int | None = None

    def text(self, heading: str) -> str | None:
        """The trimmed text of a cell; None where it is empty."""
        value = self.cells.get(heading)
        return None if value is None else str(value).strip() or None

    def words(self, heading: str) -> str | None:
        """The text of a cell with every run of white space folded to one space."""
        text = self.text(heading)
        return None if text is None else " ".join(text.split())

    def items(self, heading: str) -> list[str]:
        """The items of a list cell, each once, in their order."""
        value = self.cells.get(heading)
        if value is None:
            return []
        parts = value.split(";") if isinstance(value, str) else value
        assert isinstance(parts, list)
        trimmed = [str(part).strip() for part in parts]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        return list(dict.fromkeys(part for part in trimmed if part))

    def tags(self) -> tuple[str, ...]:
        """The tags of a cell, folded; of those that fold alike the first."""
        value = self.cells.get("tags")
        parts = value if isinstance(value, list) else [value or ""]
        words = [" ".join(one.split()) for part in parts for one in str(part).split(";")]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        spelled = {word.casefold(): word for word in reversed(words) if word}
        return tuple(word for word in dict.fromkeys(words) if spelled.get(word.casefold()) == word)


@dataclass(slots=True)
class Desk:
    """The problems found so far."""

    problems: list[Problem] = field(default_factory=list[Problem])

    def note(
        self, place: Place, code: str, heading: str, value: str | None = None, missing: str = ""
    ) -> None:
        """Keeps a problem of one cell; where no record stands, only a reference has its id."""
        warning = code in {"redundant-link", "self-parent"}
        label, subject = place.subject
        if label is None and code != "dangling-reference":
            subject = str(place.origin)
        self.problems.append(
            Problem(
                code=code,
                file=place.origin.file,
                sheet=place.origin.sheet,
                row=place.origin.row,
                column=heading,
                value=value,
                message=SILENT,
                remedy=SILENT,
                severity="warning" if warning else "error",
                subject_label=label,
                subject_id=subject,
                missing_id=missing or None,
                beside=None if label is None or place.year is None else str(place.year),
            )
        )

    def number(self, place: Place, heading: str) -> float | None:
        """A number cell; text in it is a problem."""
        value = place.cells.get(heading)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return value
        self.note(place, "bad-number", heading, place.text(heading))
        return None

    def whole(self, place: Place, heading: str, code: str, *, most: float) -> int | None:
        """A whole number from 0 to ``most``."""
        value = place.cells.get(heading)
        if value is None:
            return None
        if isinstance(value, int | float) and value == int(value) and 0 <= value <= most:
            return int(value)
        self.note(place, code, heading, place.text(heading))
        return None

    def wording(self, place: Place, heading: str) -> str | None:
        """A text cell; a list in it is a problem."""
        if isinstance(place.cells.get(heading), list):
            self.note(place, "bad-choice", heading, place.text(heading))
            return None
        return place.text(heading)

    def target(self, place: Place, *, ranges: bool | None) -> float | tuple[float, float] | None:
        """A target: one number, or ``low-high`` for an indicator of polarity ``range``.

        Either where nobody knows whether it has that polarity: ``ranges`` is None.
        """
        text = place.text("target")
        low, dash, high = (text or "").partition("-")
        is_range = dash and low.isdigit() and high.isdigit() and int(low) <= int(high)
        if is_range and ranges is not False:
            return (float(low), float(high))
        if text is not None and ranges:
            self.note(place, "bad-number", "target", text)
            return None
        return self.number(place, "target")

    def choice(self, place: Place, heading: str, words: Sequence[str]) -> str | None:
        """One of the choice words; anything else is a problem."""
        text = place.text(heading)
        word = None if text is None else ALIASES.get(text.casefold(), text.casefold())
        if word is None or word in words:
            return word
        self.note(place, "bad-choice", heading, text)
        return None

    def claim(self, place: Place, heading: str) -> bool | None:
        """Yes or no."""
        value = place.cells.get(heading)
        if value is None or isinstance(value, bool):
            return value
        word = str(value).strip().casefold()
        if word not in YES:
            self.note(place, "bad-choice", heading, str(value))
        return YES.get(word)
