"""Write the workbooks of examples/tutorial/: a plan as first filled in, corrected, and revised.

``--check`` compares their cells with the existing ones and exits with 1 if they differ.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import openpyxl
from openpyxl import Workbook

from kinerja_graph.sources.template.workbook import template_workbook

FOLDER: Final = Path(__file__).parent.parent / "examples" / "tutorial"
Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]
YEARS: Final = (2025, 2026, 2027)


def rows(headings: str, *lines: str) -> list[dict[str, Any]]:
    """Parse rows from lines with cells between bars; skip blank cells, convert numbers."""
    names = [name.strip() for name in headings.split("|")]
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [
        {name: number(cell) for name, cell in zip(names, line, strict=True) if cell}
        for line in cells
    ]


def number(cell: str) -> int | float | str:
    """Return a cell as the planner typed it: a number if it is unambiguous."""
    plain = cell.replace(",", ".", 1)
    if plain.replace(".", "", 1).isdigit() and "." not in cell:
        return float(plain) if "," in cell else int(plain)
    return cell


def plan() -> dict[str, list[dict[str, Any]]]:
    """Return the plan without typing errors, but with its logical flaws."""
    return {
        "dataset": rows(
            "dataset | edition | name | first_year | last_year | as_of",
            "kabupaten-contoh | 2026-murni | Rencana kinerja Kabupaten Contoh | 2025 | 2027 | 2025",
        ),
        "units": rows(
            "id | name | parent | kind",
            "kab | Pemerintah Kabupaten Contoh | | pemda",
            "dishub | Dinas Perhubungan | kab | opd",
            "pupr | Dinas Pekerjaan Umum dan Penataan Ruang | kab | opd",
            "satpolpp | Satuan Polisi Pamong Praja | kab | opd",
            "angkutan | Bidang Angkutan | dishub | unit",
        ),
        "positions": rows(
            "id | name | unit | reports_to",
            "kadishub | Kepala Dinas Perhubungan | dishub |",
            "kabid-angkutan | Kepala Bidang Angkutan | angkutan | kadishub",
            "pengawas | Pengawas Angkutan Umum | angkutan | kabid-angkutan",
        ),
        "objectives": rows(
            "id | name | level | owner | contributes_to | cross_agency | expected_agencies",
            "KAB-1 | Berkurangnya kemacetan di pusat kota | 0 | kab | | ya | dishub;pupr;satpolpp",
            "DHB-1 | Meningkatnya penggunaan angkutan umum | 1 | kadishub | KAB-1 | |",
            "DHB-1.1 | Meningkatnya ketepatan waktu angkutan umum | 2 | kabid-angkutan | DHB-1 | |",
            "PU-1 | Meningkatnya kemantapan jalan kota | 1 | pupr | KAB-1 | |",
            "SPP-1 | Berkurangnya pedagang di badan jalan | 1 | satpolpp | | |",
        ),
        "indicators": rows(
            "id | name | objective | kind | owner | measure_unit | polarity | baseline | formula | "
            "data_source | contributes_to",
            "KAB-1a | Waktu tempuh rata-rata di pusat kota | KAB-1 | dampak | kab | menit | turun "
            "| 42 | Rata-rata waktu tempuh pada lima ruas utama | Survei lalu lintas |",
            "DHB-1a | Persentase perjalanan dengan angkutan umum | DHB-1 | hasil | kadishub "
            "| persen | naik | 18 | Perjalanan dengan angkutan umum ÷ semua perjalanan × 100 "
            "| Survei perjalanan |",
            "DHB-1b | Jumlah halte yang dibangun | DHB-1 | keluaran | kadishub | halte | naik "
            "| 40 | Halte yang selesai dibangun | Laporan bidang |",
            "DHB-1.1a | Persentase bus yang datang tepat waktu | DHB-1.1 | hasil | kabid-angkutan "
            "| persen | naik | 61 | Kedatangan tepat waktu ÷ semua kedatangan × 100 "
            "| Pencatatan di halte |",
            "PU-1a | Persentase jalan kota dalam keadaan mantap | PU-1 | hasil | pupr | persen "
            "| naik | 74 | Panjang jalan mantap ÷ panjang jalan kota × 100 | Survei jalan |",
            "SPP-1a | Panjang badan jalan yang bebas pedagang | SPP-1 | hasil | satpolpp "
            "| kilometer | naik | 3,2 | Panjang ruas tanpa lapak | Patroli |",
        ),
        "values": [
            *values("KAB-1a", (40, 37, 34), 41),
            *values("DHB-1a", (20, 23, 26), 20.5),
            *values("DHB-1b", (45, 52, 60), 45),
            *values("DHB-1.1a", (65, 72, 80), 66),
            *values("PU-1a", (76, 79, 82), 77.2),
            *values("SPP-1a", (4, 5, 6.5), 3.9),
        ],
        "tasks": rows(
            "id | name | activity | step | performer | output_quantity | output_unit | duration | "
            "duration_unit | volume | contributes_to",
            "SOP-1 | Mencatat kedatangan bus di halte | Pengawasan angkutan umum | 1 | pengawas "
            "| 1 | lembar catatan | 6 | jam | 48 | DHB-1.1a",
            "SOP-2 | Menyusun ringkasan ketepatan waktu | Pengawasan angkutan umum | 2 | pengawas "
            "| 1 | ringkasan | 90 | menit | 12 | DHB-1.1a",
        ),
        "contributions": rows(
            "from | to | rationale",
            "DHB-1 | KAB-1 | Pindah ke angkutan umum mengurangi kendaraan pribadi di pusat kota",
            "PU-1 | KAB-1 | Jalan yang mantap tidak memperlambat arus",
            "DHB-1.1 | DHB-1 | Orang memakai bus bila dapat mengandalkan waktunya",
        ),
    }


def values(indicator: str, targets: Sequence[float], realised: float) -> list[dict[str, Any]]:
    """Return the targets by year, and the realisation of the first year."""
    told: list[dict[str, Any]] = [
        {"indicator": indicator, "year": year, "target": target}
        for year, target in zip(YEARS, targets, strict=True)
    ]
    told[0]["realisation"] = realised
    return told


def first() -> Tables:
    """Return the plan as first filled in: an ambiguous number, a wrong id, a missing name."""
    tables = plan()
    row_of(tables, "objectives", "PU-1")["contributes_to"] = "KAB1"
    del row_of(tables, "positions", "pengawas")["name"]
    tables["values"][-2]["target"] = "5.000"
    return tables


def revised() -> Tables:
    """Return the revised edition: the missing agency is linked, the output is replaced."""
    tables = plan()
    tables["dataset"][0]["edition"] = "2026-perubahan"
    row_of(tables, "objectives", "SPP-1")["contributes_to"] = "KAB-1"
    tables["contributions"] += rows(
        "from | to | rationale",
        "SPP-1 | KAB-1 | Badan jalan yang bebas lapak dapat dilalui sepenuhnya",
    )
    row_of(tables, "indicators", "DHB-1b").update(
        name="Persentase penumpang yang menilai halte nyaman",
        kind="hasil",
        measure_unit="persen",
        baseline=55,
        formula="Penumpang yang menilai nyaman ÷ penumpang yang ditanya × 100",
        data_source="Survei penumpang",
    )
    tables["values"][6:9] = values("DHB-1b", (58, 64, 70), 57)
    return tables


def row_of(tables: Mapping[str, list[dict[str, Any]]], table: str, name: str) -> dict[str, Any]:
    """Return the row with that id."""
    return next(row for row in tables[table] if row["id"] == name)


WORKBOOKS: Final = {
    "rencana.xlsx": first,
    "rencana-diperbaiki.xlsx": plan,
    "rencana-perubahan.xlsx": revised,
}


def fill_template(tables: Tables) -> Workbook:
    """Return the template of ``kinerja template``, filled in."""
    book = openpyxl.load_workbook(io.BytesIO(template_workbook("id")))
    for name, told in tables.items():
        sheet = book[name]
        headings = [str(cell.value) for cell in sheet[1]]
        for place, row in enumerate(told, start=2):
            for heading, value in row.items():
                sheet.cell(place, headings.index(heading) + 1, value)
    return book


def cells(book: Workbook) -> dict[str, list[tuple[object, ...]]]:
    """Return the contents of the sheets, row by row."""
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def main() -> int:
    """Write or check the workbooks; exit code 1 if ``--check`` finds a difference."""
    if "--check" in sys.argv[1:]:
        stale = [
            name
            for name, made in WORKBOOKS.items()
            if not (FOLDER / name).is_file()
            or cells(openpyxl.load_workbook(FOLDER / name)) != cells(fill_template(made()))
        ]
        print("\n".join(stale))
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, made in WORKBOOKS.items():
        fill_template(made()).save(FOLDER / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
