"""The words that only still pictures say; they share those of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.render.view_words import words_for
from kinerja_graph.texts import Text

_STILL: Final[Mapping[str, Text]] = {
    "legend.links.left": Text(
        id="Induk lain tidak digambar karena terlalu banyak.",
        en="Other parents are left out: there are too many.",
    ),
    "described": Text(
        id="{n} hasil dan tugas. {told}. Kotak berkontribusi ke kotak di sebelah kirinya.",
        en="{n} results and tasks. {told}. A box contributes to the one at its left.",
    ),
    "sheet.column.results": Text(id="Hasil", en="Results"),
    "sheet.column.tasks": Text(id="Tugas", en="Tasks"),
    "sheet.column.direct": Text(id="Berkontribusi langsung", en="Contribute directly"),
    "sheet.behind": Text(
        id="{n} instansi menopang hasil ini: {names}.",
        en="{n} agencies stand behind this outcome: {names}.",
    ),
    "sheet.behind.one": Text(
        id="1 instansi menopang hasil ini: {names}.",
        en="1 agency stands behind this outcome: {names}.",
    ),
    "sheet.behind.none": Text(
        id="Belum ada instansi yang menopang hasil ini.",
        en="No agency stands behind this outcome yet.",
    ),
    "sheet.missing": Text(
        id="Diharapkan, belum berkontribusi: {names}.",
        en="Expected, not contributing yet: {names}.",
    ),
    "sheet.silo": Text(id="Silo: kurang dari dua instansi.", en="Silo: fewer than two agencies."),
    "sheet.results": Text(id="{n} hasil", en="{n} results"),
    "sheet.results.one": Text(id="1 hasil", en="1 result"),
    "sheet.tasks": Text(id="{n} tugas", en="{n} tasks"),
    "sheet.tasks.one": Text(id="1 tugas", en="1 task"),
    "sheet.sole": Text(id="satu-satunya penopang {n} hasil", en="the only support of {n} results"),
    "sheet.sole.one": Text(id="satu-satunya penopang 1 hasil", en="the only support of 1 result"),
    "sheet.rest": Text(id="dan {n} hasil dan tugas lainnya", en="and {n} more results and tasks"),
    "sheet.rest.one": Text(id="dan 1 hasil atau tugas lainnya", en="and 1 more result or task"),
    "sheet.expected": Text(id="diharapkan, belum ada", en="expected, missing"),
    "sheet.matrix.how": Text(
        id="Setiap sel: hasil dan tugas instansi yang menopang outcome itu; panjang balok "
        "sebanding dengan jumlahnya.",
        en="Each cell: results and tasks of the agency that reach the outcome; the bar is as long "
        "as their number.",
    ),
    "sheet.matrix.none": Text(
        id="Rencana ini tidak memuat hasil tingkat 0, sehingga belum ada outcome yang dapat "
        "disandingkan dengan instansinya.",
        en="This plan has no result of level 0, so that there is no outcome to set beside its "
        "agencies yet.",
    ),
    "sheet.matrix.gap": Text(
        id="{unit} diharapkan menopang {outcome}, belum ada sumbangan.",
        en="{unit} is expected behind {outcome}, and contributes nothing yet.",
    ),
    "sheet.matrix.described": Text(
        id="{agencies} instansi dan {outcomes} outcome; {idle} instansi tidak menopang satu pun, "
        "{gaps} sumbangan yang diharapkan belum ada.",
        en="{agencies} agencies and {outcomes} outcomes; {idle} agencies stand behind none, {gaps} "
        "expected contributions are missing.",
    ),
    "slice.deeper": Text(id="{name}: {column}", en="{name}: {column}"),
}


def still_words(view: str) -> Mapping[str, Text]:
    """The words of a still picture of ``view``."""
    return {**_STILL, **words_for(view)}
