"""Choice words in English and Indonesian, case-insensitive; each stands for one canonical word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

_GAP = re.compile(r"[\s_-]+")


def is_unseen(character: str) -> bool:
    r"""Tell whether a character is invisible: control characters, and those that affect others.

    >>> is_unseen("\u200b"), is_unseen("\x07"), is_unseen("\u00e9")
    (True, True, False)
    """
    return unicodedata.category(character) in {"Cc", "Cf"}


def word_key(text: str) -> str:
    r"""Return the key for comparing headings, table names and choice words.

    Case, and spaces, underscores and hyphens between words, make no difference; nor do
    invisible characters, such as a second byte order mark.

    >>> word_key("  Satuan   Kerja "), word_key("\ufeffid\u200b")
    ('satuan_kerja', 'id')
    """
    if not text.isascii():
        text = "".join(each for each in text if each.isspace() or not is_unseen(each))
    return _GAP.sub("_", text.strip().casefold()).strip("_") or text.strip()


@dataclass(frozen=True, slots=True)
class Choice:
    """One closed set of words.

    Attributes:
        words: what may be written, by its key, with the canonical word it stands for.
        shown: the words as a message lists them, each with its Indonesian equivalent.
        key: returns the key of what is written.
    """

    words: Mapping[str, str]
    shown: tuple[str, ...]
    key: Callable[[str], str] = word_key

    @property
    def description(self) -> str:
        """Return the words as a list."""
        return ", ".join(self.shown)

    def read(self, text: str) -> str | None:
        """Return the canonical word for ``text``, or None."""
        return self.words.get(text) or self.words.get(self.key(text))


def _choice(**words: str) -> Choice:
    """Make a set from canonical words and, for each, its other spellings separated by spaces."""
    found = {
        word_key(each): name for name, others in words.items() for each in (name, *others.split())
    }
    shown = tuple("/".join((name, *others.split()[:1])) for name, others in words.items())
    return Choice(found, shown)


UNIT_KIND: Final = _choice(
    pemda="pemerintah_daerah", opd="perangkat_daerah", unit="unit_kerja", external="eksternal"
)
INDICATOR_KIND: Final = _choice(
    impact="dampak", outcome="hasil", output="keluaran", process="proses", input="masukan"
)
POLARITY: Final = _choice(up="naik", down="turun", hold="tetap", range="rentang")
PROGRAMME_KIND: Final = _choice(
    program="", activity="kegiatan", sub_activity="sub_kegiatan subkegiatan"
)
ROLE: Final = _choice(outcome="hasil", csf="faktor_kunci", condition="kondisi_antara")
ACCUMULATION: Final = _choice(
    sum="jumlah", cumulative="kumulatif", average="rata_rata", last="posisi_akhir"
)
REPORTING_PERIOD: Final = _choice(
    month="bulanan", quarter="triwulanan", half="semesteran", year="tahunan"
)
FLAG: Final = _choice(yes="ya", no="tidak")
DURATION_UNIT: Final = _choice(minute="menit", hour="jam", day="hari")
BASIS: Final = _choice(stated="dinyatakan", nesting="susunan")
CONTRIBUTION_KIND: Final = _choice(
    vertical="vertikal", crosscutting="lintas cross_cutting lintas_instansi"
)
SIGN: Final = Choice(
    {"+": "+", "-": "-", "\u2212": "-", "plus": "+", "minus": "-", "positif": "+", "negatif": "-"},
    ("+", "-"),
)
MODE: Final = _choice(sum="jumlah")
STATUS: Final = _choice(accepted="diterima", requested="diminta", rejected="ditolak")
DECIMAL: Final = _choice(comma="koma", dot="titik")


YEAR: Final = "year"
"""A period that is the whole year, as an empty cell is."""
_IN_PERIODS: Final = re.compile(r"[\s._-]+")
_ROMAN: Final = ("i", "ii", "iii", "iv")
_MONTH_NAMES: Final = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)


def period_key(text: str) -> str:
    """Return the key for comparing periods: blanks, dots, hyphens and underscores are nothing.

    >>> period_key("Triwulan  IV"), period_key("t.w-2")
    ('triwulaniv', 'tw2')
    """
    return _IN_PERIODS.sub("", word_key(text))


def _periods(bare: Mapping[str, str] | None = None) -> Choice:
    """Make the set of periods, with the ``bare`` words that a heading allows besides."""
    words: dict[str, str] = {}
    for number, roman in enumerate(_ROMAN, start=1):
        quarter = (f"q{number}", f"tw{number}", f"tw{roman}", f"triwulan{number}")
        words |= dict.fromkeys((*quarter, f"triwulan{roman}"), f"Q{number}")
    for number, roman in enumerate(_ROMAN[:2], start=1):
        half = (f"s{number}", f"semester{number}", f"semester{roman}")
        words |= dict.fromkeys(half, f"S{number}")
    for number, name in enumerate(_MONTH_NAMES, start=1):
        month = (f"m{number:02}", f"m{number}", f"bulan{number}", name)
        words |= dict.fromkeys(month, f"M{number:02}")
    words |= {YEAR: YEAR, "tahun": YEAR}
    shown = ("Q1–Q4/TW1–TW4", "S1–S2", "M01–M12/Januari–Desember", "year/tahun")
    return Choice(words | dict(bare or {}), shown, period_key)


PERIOD: Final = _periods()
PERIOD_BY_HEADING: Final[Mapping[str, Choice]] = {
    "triwulan": _periods(
        {
            written: f"Q{number}"
            for number, roman in enumerate(_ROMAN, start=1)
            for written in (str(number), roman)
        }
    ),
    "bulan": _periods({str(number): f"M{number:02}" for number in range(1, 13)}),
}
"""Headings under which a number alone is a quarter or a month."""
