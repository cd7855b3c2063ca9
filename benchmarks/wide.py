"""Plans that are large and nothing else: indicators, two links and two years of each."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

HEADINGS: Final = ("id", "name", "level", "kind", "measure_unit", "polarity", "contributes_to")
_SHARED: Final = ("outcome", "persen", "up")
_NAMES: Final = "http://schemas.openxmlformats.org"
_MAIN: Final = f"{_NAMES}/spreadsheetml/2006/main"
_RELATED: Final = f"{_NAMES}/officeDocument/2006/relationships"


def write_folder(indicators: int, folder: Path) -> Path:
    """Write a CSV folder with so many indicators, and twice as many links and rows of values."""
    folder.mkdir(parents=True)
    with (folder / "indicators.csv").open("w", encoding="utf-8") as file:
        file.write(",".join(HEADINGS) + "\n")
        file.writelines(",".join(map(str, row)) + "\n" for row in _rows(indicators))
    with (folder / "values.csv").open("w", encoding="utf-8") as file:
        file.write("indicator,year,target,realisation\n")
        for number in range(indicators):
            file.write(f"I{number},2025,{number * 7 % 1000 / 10},{number * 13 % 1000 / 10}\n")
            file.write(f"I{number},2026,{number * 7 % 1000 / 10 + 1},\n")
    return folder


def write_sheet(indicators: int, path: Path) -> Path:
    """Write a workbook with a sheet of so many indicators, ids and names as shared strings."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        relation = f'<Relationships xmlns="{_NAMES}/package/2006/relationships">'
        package.writestr(
            "_rels/.rels",
            f'{relation}<Relationship Id="r" Type="{_RELATED}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>'
            '<sheet name="indicators" sheetId="1" r:id="s"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{relation}<Relationship Id="s" Type="{_RELATED}/worksheet"'
            f' Target="sheet.xml"/><Relationship Id="t" Type="{_RELATED}/sharedStrings"'
            ' Target="strings.xml"/></Relationships>',
        )
        with package.open("xl/strings.xml", "w", force_zip64=True) as part:
            part.write(f'<sst xmlns="{_MAIN}">'.encode())
            part.writelines(
                f"<si><t>{escape(text)}</t></si>".encode() for text in _texts(indicators)
            )
            part.write(b"</sst>")
        with package.open("xl/sheet.xml", "w", force_zip64=True) as part:
            part.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            part.writelines(map(str.encode, _sheet_rows(indicators)))
            part.write(b"</sheetData></worksheet>")
    return path


def _rows(indicators: int) -> Iterator[tuple[object, ...]]:
    """Yield indicators in a tree with a second, farther parent each; the first has no parent."""
    for number in range(indicators):
        ups = f"I{(number - 1) // 3};I{(number - 1) // 7}" if number else ""
        level = min(number.bit_length() // 4, 5)
        name = f"Persentase layanan nomor {number} yang memenuhi standar"
        yield (f"I{number}", name, level, *_SHARED, ups)


def _texts(indicators: int) -> Iterator[str]:
    """Yield the shared strings: headings, repeated words, then id, name and parents of each."""
    yield from HEADINGS
    yield from _SHARED
    for row in _rows(indicators):
        yield from (str(row[0]), str(row[1]), str(row[-1]))


def _sheet_rows(indicators: int) -> Iterator[str]:
    first = len(HEADINGS)
    words = range(first, first + len(_SHARED))
    yield _sheet_row(1, [f"s{number}" for number in range(first)])
    for number, row in enumerate(_rows(indicators)):
        own = first + len(_SHARED) + 3 * number
        cells = [f"s{own}", f"s{own + 1}", str(row[2]), *(f"s{word}" for word in words)]
        yield _sheet_row(number + 2, [*cells, f"s{own + 2}"])


def _sheet_row(number: int, cells: list[str]) -> str:
    """Return a row of numbers and of shared strings (marked with an s)."""
    inner = "".join(
        f'<c t="s"><v>{cell[1:]}</v></c>' if cell.startswith("s") else f"<c><v>{cell}</v></c>"
        for cell in cells
    )
    return f'<row r="{number}">{inner}</row>'
