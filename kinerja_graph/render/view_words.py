"""What the same places say in other views: titles, columns, and what a line means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.render.words import WORDS
from kinerja_graph.texts import Text

_TIERS: Final = 12
_ORGANISATION: Final = {
    "cascade": Text(id="Organisasi dan jabatan", en="Organisation and posts"),
    "shown": Text(id="{n} dari {all} unit dan jabatan tampil", en="{n} of {all} boxes shown"),
    "apart": Text(id="Tanpa atasan dan unit", en="Without superior and unit"),
    "legend.tree": Text(id="melapor ke, bagian dari", en="reports to, is part of"),
    "legend.cross": Text(id="lintas instansi", en="across agencies"),
    "value.pair": Text(
        id="Auditor 2 · menyelia = jenjang fungsional 2, jenjang lebih tinggi menyelia",
        en="Auditor 2 · supervises = rung 2 of the ladder; higher rungs supervise",
    ),
    "panel.up": Text(id="Atasan, unit induk", en="Superior, unit above"),
    "panel.down": Text(id="Bawahan, unit di bawahnya", en="Subordinates, units below"),
    "panel.nothing.up": Text(id="Tidak ada di atasnya.", en="Nothing above it."),
    "panel.nothing.down": Text(id="Tidak ada di bawahnya.", en="Nothing below it."),
    "panel.chain": Text(id="Fokus pada garis komando ini", en="Focus on this line of command"),
    "scope.chain": Text(id="Hanya garis komando: {name}", en="Line of command only: {name}"),
    "table.boxes": Text(id="Unit dan jabatan", en="Units and posts"),
    "table.place": Text(id="Jenis, tingkat", en="Kind, tier"),
    "table.value": Text(id="Jenjang fungsional", en="Functional ladder"),
    "described": Text(
        id="{n} unit dan jabatan. {told}. Kotak melapor ke, atau bagian dari, kotak di sebelah "
        "kirinya.",
        en="{n} units and posts. {told}. A box reports to, or is part of, the one at its left.",
    ),
}
VIEW_WORDS: Final[Mapping[str, Mapping[str, Text]]] = {
    "organisation": _ORGANISATION,
    "crosscutting": {
        "cascade": Text(id="Lembar lintas instansi", en="Crosscutting sheet"),
        "legend.cross": Text(id="berkontribusi lintas instansi", en="contributes across agencies"),
    },
    "matrix": {
        "cascade": Text(id="Instansi dan outcome", en="Agencies and outcomes"),
    },
    "selection": {
        "apart": Text(
            id="Hasil di atasnya tidak termasuk pilihan", en="What is above is not in the selection"
        ),
    },
    "findings": {
        "nothing": Text(
            id="Tidak ada galat atau peringatan pada kotak mana pun.",
            en="No box has an error or a warning.",
        ),
        "cascade": Text(id="Temuan dan sekitarnya", en="Findings and their surroundings"),
        "apart": Text(
            id="Tidak tersambung ke hasil tingkat teratas", en="Tied to no result of the top level"
        ),
    },
    "diff": {
        "cascade": Text(id="Perubahan antaredisi", en="Changes between editions"),
        "findings": Text(id="Perubahan", en="Changes"),
        "findings.all": Text(id="Semua perubahan", en="All changes"),
        "findings.none": Text(id="Tidak ada perubahan", en="No changes"),
        "findings.next": Text(id="Perubahan berikutnya", en="Next change"),
        "findings.previous": Text(id="Perubahan sebelumnya", en="Previous change"),
        "table.finding": Text(id="Perubahan", en="Change"),
        "help.findings": Text(
            id="N, P: perubahan berikutnya, sebelumnya", en="N, P: next, previous change"
        ),
        "matrix.cell": Text(
            id="{agency}, {column}: {n} kotak, {m} berubah",
            en="{agency}, {column}: {n} boxes, {m} changed",
        ),
        "matrix.how": Text(
            id="Setiap sel: jumlah kotak, dan ▲ jumlah kotak yang berubah. Pilih sel untuk melihat "
            "gambarnya.",
            en="Each cell: number of boxes, and ▲ those that changed. Choose a cell to see its "
            "picture.",
        ),
    },
    "evidence": {
        "cascade": Text(id="Bukti hubungan sebab-akibat", en="Evidence for causal links"),
        "findings": Text(id="Hubungan", en="Links"),
        "findings.all": Text(id="Semua hubungan", en="All links"),
        "findings.none": Text(id="Tidak ada hubungan antarindikator", en="No links of indicators"),
        "nothing": Text(
            id="Belum ada hubungan antarindikator dalam rencana ini, sehingga tidak ada yang dapat "
            "ditimbang dari tahun ke tahun.",
            en="This plan ties no indicator to another yet, so that the years cannot be weighed.",
        ),
        "findings.next": Text(id="Hubungan berikutnya", en="Next link"),
        "findings.previous": Text(id="Hubungan sebelumnya", en="Previous link"),
        "table.finding": Text(id="Bukti", en="Evidence"),
        "help.findings": Text(
            id="N, P: hubungan berikutnya, sebelumnya", en="N, P: next, previous link"
        ),
    },
}


def words_for(view: str) -> Mapping[str, Text]:
    """The words of the page as a view says them."""
    tiers = {
        f"column.tier{n}": Text(id=f"Tingkat {n + 1}", en=f"Tier {n + 1}") for n in range(_TIERS)
    }
    return {**WORDS, **(tiers if view == "organisation" else {}), **VIEW_WORDS.get(view, {})}
