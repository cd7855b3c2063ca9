"""The text of a drawn box taken apart: the result that it names, its indicators, their amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from kinerja_graph.sources.drawings import Paragraph
from kinerja_graph.sources.wide.amounts import split_items
from kinerja_graph.sources.wide.folding import begins

INDICATOR_WORDS: Final = ("Indikator", "IKU", "IKK", "IKP", "IKSS", "IKSK")
ASIDE_WORDS: Final = ("Proses", "Input", "Masukan", "Aktivitas", "Sumber Daya", "Keterangan")
LEVEL_WORDS: Final[dict[str, int]] = {
    "Visi": 0, "Misi": 0, "Tujuan": 0, "Sasaran": 1, "Ultimate Outcome": 1, "Final Outcome": 1,
    "Outcome": 2, "Program": 2, "Intermediate Outcome": 2, "Immediate Outcome": 3, "Kegiatan": 3,
    "Output": 4, "Keluaran": 4, "Sub Kegiatan": 4, "Subkegiatan": 4,
}  # fmt: skip
"""First words of results, and the highest level on which each stands."""
POST_WORDS: Final = (
    "Gubernur", "Wakil Gubernur", "Bupati", "Wakil Bupati", "Wali Kota", "Walikota", "Wakil",
    "Sekretaris", "Sekda", "Asisten", "Kepala", "Kadis", "Kaban", "Kabid", "Kabag", "Kasi",
    "Kasubag", "Kasubbag", "Kasubbid", "Direktur", "Inspektur", "Camat", "Lurah", "Ketua", "Staf",
    "Ess", "Es", "Eselon", "Esl", "Jabatan", "Pejabat", "JPT", "Koordinator", "Pengawas",
    "Administrator", "Pelaksana",
)  # fmt: skip
_POST_LINE: Final = re.compile(
    r"[(\[]?\s*(?:(?:pj|penanggung ?jawab|jabatan|pemilik)\s*[:=]\s*)?"
    r"(?:(?:es|ess|esl|eselon)\.?\s*[iv]+(?:\.?[ab])?\b\W*)?(?:(?:plt|plh|pj)\.?\s+)?"
    r"(?:(?:kepala|ka\.?|ketua|wakil kepala)\s+(?:dinas|badan|biro|bidang|bagian|bag\.|seksi"
    r"|sub|kantor|uptd?|unit|balai|pusat|satuan|sekretariat|inspektorat|puskesmas|skpd|opd"
    r"|perangkat daerah|bappe\w*|satpol\w*|distrik|kelurahan|desa)"
    r"|kadis|kaban|kabid|kabag|kasie?|kasubb?ag|kasubb?id|kapus|sekdis|sekban|sekda|sekretaris"
    r"|asisten|inspektur|direktur|camat|lurah|bupati|wali ?kota|gubernur|sub ?koordinator"
    r"|wakil (?:bupati|wali ?kota|gubernur|direktur)|(?:es|ess|esl|eselon)\.?\s*[iv]+)\b.*",
    re.IGNORECASE,
)
_NO_POST: Final = re.compile(
    r"[=:]\s*[0-9]|\b(?:yang|terlatih|mampu|aktif|kompeten|berkompeten|memiliki|melaksanakan"
    r"|meningkat\w*|terlantik|dilantik|terlaksana\w*|terpenuhi\w*)\b",
    re.IGNORECASE,
)
"""What is said of posts in a result, such as their training, is no post that answers for it."""
_LONGEST_POST: Final = 80
_KINDS: Final = (
    "kinerja|utama|kunci|individu|sasaran|strategis|program|sub|kegiatan|subkegiatan|tujuan|misi"
    "|daerah|opd|skpd|rpjmd|renstra|outcome|output|impact|hasil|keluaran|dampak|antara|akhir"
)
_NUMBER: Final = r"(?:\s*[0-9]+(?:\.[0-9]+)*\.?)?"
_BULLET: Final = re.compile(
    r"^(?:[-\u2013\u2014*\u2022\u25cf\u25cb\u25aa\u25ab\u25a0\u25e6\uf0b7]|o(?=\s))\s*(?=\S)"
)
_ORDINAL: Final = re.compile(r"^(?:[0-9]{1,2}|[a-z])[.)]\s*(?=[^\W\d_])")
_TARGET: Final = re.compile(r"^target(?:\s+kinerja)?\s*[:=]\s*(\S.*)$", re.IGNORECASE)
_OTHERS: Final = (
    "realisasi|capaian|baseline|kondisi awal|data awal|nilai awal|formula|rumus|satuan|sumber data"
    "|penanggung ?jawab|pj|anggaran|pagu|bobot|keterangan|target"
)
_OTHER_LABEL: Final = re.compile(rf"^(?:{_OTHERS})\b[^:=]{{0,30}}[:=]", re.IGNORECASE)
"""A line about an indicator that is none itself."""
_OTHER_VALUE: Final = re.compile(
    r"\b(?!target\b)(?:" + _OTHERS + r")(?:\s*\(?(?:tahun\s*)?[0-9]{4}\)?)?\W*$", re.IGNORECASE
)
_TARGET_END: Final = re.compile(r"[\s,;.(-]*\btarget(?:\s+kinerja)?$", re.IGNORECASE)
_EQUAL: Final = re.compile(r"^(.*[^\s=])\s*=\s*([^=]*)$", re.DOTALL)
_COLON: Final = re.compile(r"^(.*[^\s:])\s*:\s*([0-9][^:]*)$", re.DOTALL)
_ENDS_IN_NUMBER: Final = re.compile(
    r"(?:[0-9][0-9.,]*\s*(?:%|persen)\s*\)?|[\s(][0-9][0-9.,]*\s*\)?)\s*\.?$", re.IGNORECASE
)
_PLAIN_LABEL: Final = re.compile(rf"^(?:sasaran|tujuan)(?:\s+(?:{_KINDS}))*\s*:\s*", re.IGNORECASE)
_ANY_LABEL: Final = re.compile(
    rf"(?:^|\s)(?:{'|'.join(LEVEL_WORDS)})(?:\s+(?:{_KINDS}|terkait))*{_NUMBER}\s*:", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SaidIndicator:
    """An indicator as a box words it.

    Attributes:
        wording: all of it, without the label; ``name``: without the amount at its end.
        amount: what stands behind the last sign of equality or colon, or None.
        unsure: whether it ends in a number that nothing marks as its target.
    """

    wording: str
    name: str
    amount: str | None = None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a box says.

    Attributes:
        name: the result; empty where it names none.
        indicators: in their order.
        unclear: whether its lines could be one indicator or several; they are kept as one.
        post: the line with the post that answers for it; empty where it names none.
    """

    name: str
    indicators: tuple[SaidIndicator, ...] = ()
    unclear: bool = False
    post: str = ""


def take_apart(paragraphs: Sequence[Paragraph], words: tuple[str, ...]) -> Said:
    """Return the result and the indicators of a box; ``words`` begin the label of an indicator.

    >>> said = take_apart([Paragraph("Sasaran: Jalan mantap"), Paragraph("IKU: Panjang = 5 km")],
    ...                   ("IKU",))
    >>> said.name, said.indicators[0].name, said.indicators[0].amount
    ('Jalan mantap', 'Panjang', '5 km')
    """
    post, own = without_post(paragraphs)
    lines = list(_own_lines(own, words))
    first = next((at for at, line in enumerate(lines) if _label(line.text, words)), len(lines))
    name = _named(" ".join(line.text for line in lines[:first]))
    groups: list[list[Paragraph]] = []
    for line in lines[first:]:
        label = _label(line.text, words)
        if label:
            groups.append([Paragraph(line.text[label:].strip(), line.item)])
        else:
            groups[-1].append(line)
    found: list[SaidIndicator] = []
    unclear = False
    for group in groups:
        items, doubt = _items([line for line in group if line.text])
        found += [_indicator(item, whole=doubt) for item in items]
        unclear = unclear or doubt
    return Said(name, tuple(found), unclear, post)


def without_post(paragraphs: Sequence[Paragraph]) -> tuple[str, Sequence[Paragraph]]:
    """Return the post that is the first or the last line of a box, and the other lines.

    It is none where it is all that the box says, or where the next line goes on with its sentence.

    >>> post, rest = without_post([Paragraph("Kepala Bidang Angkutan"), Paragraph("Jalan mantap")])
    >>> post, rest[0].text
    ('Kepala Bidang Angkutan', 'Jalan mantap')
    >>> without_post([Paragraph("Camat"), Paragraph("dan lurah terlatih")])[0]
    ''
    """
    if len(paragraphs) > 1:
        first, second, last = paragraphs[0].text, paragraphs[1], paragraphs[-1].text
        if is_post(first) and (second.item or not second.text[:1].islower()):
            return first, paragraphs[1:]
        if is_post(last) and not last[:1].islower():
            return last, paragraphs[:-1]
    return "", paragraphs


def plain_text(paragraphs: Sequence[Paragraph]) -> str:
    """Return the text of a box on one line, without the post in it."""
    return " ".join(one.text for one in without_post(paragraphs)[1])


def is_post(text: str) -> bool:
    """Return whether a text names a post and nothing else.

    >>> is_post("KEPALA BIDANG ANGKUTAN"), is_post("Kepala desa yang terlatih")
    (True, False)
    """
    whole = _POST_LINE.fullmatch(text) is not None and _NO_POST.search(text) is None
    return whole and len(text) <= _LONGEST_POST


def is_indicator(paragraphs: Sequence[Paragraph], words: tuple[str, ...]) -> bool:
    """Return whether a box begins as an indicator, or does so below a post."""
    own = without_post(paragraphs)[1]
    return bool(own) and begins(own[0].text, words)


def is_headed(paragraphs: Sequence[Paragraph], words: Iterable[str]) -> bool:
    """Return whether a box has one of ``words`` as its heading: alone, or before a colon.

    >>> is_headed([Paragraph("Proses :")], ["Proses"])
    True
    >>> is_headed([Paragraph("Proses bisnis disederhanakan")], ["Proses"])
    False
    """
    first = paragraphs[0].text if paragraphs else ""
    joined = "|".join(map(re.escape, words))
    return bool(joined) and re.match(rf"(?:{joined})\s*(?::|$)", first, re.IGNORECASE) is not None


def level_word(text: str) -> int | None:
    """Return the highest level that a result with these first words can have."""
    said = [word for word in LEVEL_WORDS if begins(text, (word,))]
    return LEVEL_WORDS[max(said, key=len)] if said else None


@cache
def _labels(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns that begin an indicator: label and word at a line's start, or inside."""
    joined = "|".join(map(re.escape, words)) or r"(?!)"
    label = rf"(?:{joined})(?:\s+(?:{_KINDS}))*{_NUMBER}"
    return (
        re.compile(rf"{label}\s*(?::|$)", re.IGNORECASE),
        re.compile(rf"(?:{joined})\b{_NUMBER}\s*", re.IGNORECASE),
        re.compile(rf"(?<=\S)\s+(?={label}\s*:)", re.IGNORECASE),
    )


def _label(text: str, words: tuple[str, ...]) -> int:
    """Return the length of the label of an indicator that begins a line; 0 if it has none."""
    whole, word, _inside = _labels(words)
    found = whole.match(text) or word.match(text)
    return found.end() if found else 0


def _own_lines(paragraphs: Iterable[Paragraph], words: tuple[str, ...]) -> Iterator[Paragraph]:
    """Yield the lines of a box; a label inside a line starts a line of its own."""
    inside = _labels(words)[2]
    for one in paragraphs:
        texts = inside.split(one.text)
        yield Paragraph(texts[0], one.item)
        yield from (Paragraph(text) for text in texts[1:])


def _named(text: str) -> str:
    """Return a result without its label if the label only says what kind of thing it is."""
    if len(_ANY_LABEL.findall(text)) != 1:
        return text
    return _PLAIN_LABEL.sub("", text) or text


def _items(lines: Sequence[Paragraph]) -> tuple[list[str], bool]:
    """Return the indicators of the lines behind one label, and whether they may be others."""
    merged: list[Paragraph] = []
    for line in lines:
        target = _TARGET.match(line.text)
        if target and merged and not _amount(merged[-1].text):
            merged[-1] = merged[-1]._replace(text=f"{merged[-1].text} = {target[1]}")
        else:
            merged.append(line)
    texts = [line.text for line in merged]
    if len(texts) <= 1:
        return [_ORDINAL.sub("", _BULLET.sub("", text)) for text in texts], False
    if any(_ANY_LABEL.match(text) or _OTHER_LABEL.match(text) for text in texts):
        return [" ".join(texts)], True
    numbered = split_items("\n".join(texts), "numbered")
    if len(numbered) > 1:
        return [" ".join(text.split()) for text in numbered], False
    marked = [line.item or bool(_BULLET.match(line.text)) for line in merged]
    if marked[0] and any(marked[1:]):
        return _by_marks(texts, marked), False
    amounts = [_amount(text) is not None for text in texts]
    if all(amounts):
        return texts, False
    goes_on = all(text[:1].islower() or not text[:1].isalpha() for text in texts[1:])
    sure = goes_on and not any(marked) and not any(amounts[:-1])
    return [" ".join(texts)], not sure


def _by_marks(texts: Sequence[str], marked: Sequence[bool]) -> list[str]:
    """Return the items behind bullets; a line without one continues the item above it."""
    found: list[str] = []
    for text, mark in zip(texts, marked, strict=True):
        if mark:
            found.append(_BULLET.sub("", text))
        else:
            found[-1] = f"{found[-1]} {text}"
    return found


def _amount(text: str) -> re.Match[str] | None:
    return _EQUAL.match(text) or _COLON.match(text)


def _indicator(text: str, *, whole: bool) -> SaidIndicator:
    """Return an indicator; ``whole``: keep any amount in its text."""
    found = None if whole else _amount(text)
    if found is None or _OTHER_VALUE.search(found[1]):
        return SaidIndicator(text, text, None, _ENDS_IN_NUMBER.search(text) is not None)
    name = _TARGET_END.sub("", found[1].rstrip())
    return SaidIndicator(text, name or found[1], found[2].strip())
