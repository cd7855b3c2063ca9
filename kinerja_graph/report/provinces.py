"""The 38 provinces of Indonesia: their codes (kode wilayah), names, and places on a grid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_CODE: Final = re.compile(r"([0-9]{2})(?:\.?[0-9]{2})?(?![0-9])")


@dataclass(frozen=True, slots=True)
class Province:
    """A province.

    Attributes:
        code: the first two digits of the codes of its regions, by the Ministry of Home Affairs.
        name: its name.
        short: its usual abbreviation, for a tile.
        letters: its two letters in ISO 3166-2, where there is hardly any room.
        column, row: its tile on the grid, from 1: roughly where it lies.
    """

    code: str
    name: str
    short: str
    letters: str
    column: int
    row: int


PROVINCES: Final[Mapping[str, Province]] = {
    one.code: one
    for one in (
        Province("11", "Aceh", "Aceh", "AC", 1, 1),
        Province("12", "Sumatera Utara", "Sumut", "SU", 2, 2),
        Province("13", "Sumatera Barat", "Sumbar", "SB", 2, 3),
        Province("14", "Riau", "Riau", "RI", 3, 2),
        Province("15", "Jambi", "Jambi", "JA", 3, 3),
        Province("16", "Sumatera Selatan", "Sumsel", "SS", 4, 4),
        Province("17", "Bengkulu", "Bengkulu", "BE", 3, 4),
        Province("18", "Lampung", "Lampung", "LA", 4, 5),
        Province("19", "Kepulauan Bangka Belitung", "Babel", "BB", 5, 4),
        Province("21", "Kepulauan Riau", "Kepri", "KR", 4, 2),
        Province("31", "DKI Jakarta", "Jakarta", "JK", 5, 6),
        Province("32", "Jawa Barat", "Jabar", "JB", 6, 6),
        Province("33", "Jawa Tengah", "Jateng", "JT", 7, 6),
        Province("34", "DI Yogyakarta", "DIY", "YO", 7, 7),
        Province("35", "Jawa Timur", "Jatim", "JI", 8, 6),
        Province("36", "Banten", "Banten", "BT", 4, 6),
        Province("51", "Bali", "Bali", "BA", 9, 6),
        Province("52", "Nusa Tenggara Barat", "NTB", "NB", 10, 6),
        Province("53", "Nusa Tenggara Timur", "NTT", "NT", 11, 7),
        Province("61", "Kalimantan Barat", "Kalbar", "KB", 6, 3),
        Province("62", "Kalimantan Tengah", "Kalteng", "KT", 7, 3),
        Province("63", "Kalimantan Selatan", "Kalsel", "KS", 7, 4),
        Province("64", "Kalimantan Timur", "Kaltim", "KI", 8, 3),
        Province("65", "Kalimantan Utara", "Kaltara", "KU", 8, 2),
        Province("71", "Sulawesi Utara", "Sulut", "SA", 12, 2),
        Province("72", "Sulawesi Tengah", "Sulteng", "ST", 11, 3),
        Province("73", "Sulawesi Selatan", "Sulsel", "SN", 10, 5),
        Province("74", "Sulawesi Tenggara", "Sultra", "SG", 11, 4),
        Province("75", "Gorontalo", "Gorontalo", "GO", 11, 2),
        Province("76", "Sulawesi Barat", "Sulbar", "SR", 10, 4),
        Province("81", "Maluku", "Maluku", "MA", 13, 4),
        Province("82", "Maluku Utara", "Malut", "MU", 13, 2),
        Province("91", "Papua", "Papua", "PA", 16, 3),
        Province("92", "Papua Barat", "Pabar", "PB", 15, 3),
        Province("93", "Papua Selatan", "Pasel", "PS", 16, 5),
        Province("94", "Papua Tengah", "Pateng", "PT", 15, 4),
        Province("95", "Papua Pegunungan", "Papeg", "PE", 16, 4),
        Province("96", "Papua Barat Daya", "PBD", "PD", 14, 3),
    )
}
"""The provinces by code, in the order of codes."""
COLUMNS: Final = max(one.column for one in PROVINCES.values())


def province_of_code(text: str) -> Province | None:
    """Return the province whose region ``text`` begins with the code of; None: it is no such code.

    >>> [one and one.short for one in map(province_of_code, ("3273", "32.73-bandung", "2026-kota"))]
    ['Jabar', 'Jabar', None]
    """
    found = _CODE.match(text)
    return None if found is None else PROVINCES.get(found[1])


def province_named(text: str) -> Province | None:
    """Return the province with this code, name, abbreviation or ISO code; None: there is none.

    >>> [one and one.code for one in map(province_named, ("Jawa  barat", "ID-JB", "32", "Jawa"))]
    ['32', '32', '32', None]
    """
    plain = " ".join(text.split()).casefold()
    for one in PROVINCES.values():
        if plain in {
            one.code,
            one.name.casefold(),
            one.short.casefold(),
            one.letters.casefold(),
            f"id-{one.letters}".casefold(),
        }:
            return one
    return None
