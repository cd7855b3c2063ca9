"""Write the small sheets of examples/sheets/ and the picture of each in docs/images/.

``docs/import.md`` shows them under "What does my sheet look like?". ``--check`` compares the cells,
the drawings and the pictures with what stands there and exits with 1 where they differ.
"""

from __future__ import annotations

import io
import sys
import tempfile
import textwrap
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

TOP: Final = Path(__file__).parent.parent
SHEETS: Final = TOP / "examples" / "sheets"
PICTURES: Final = TOP / "docs" / "images"
sys.path.insert(0, str(TOP / "tests" / "processes"))

Cell = str | int | float
Place = tuple[float, float, float, float]
"""Left, top, breadth and height of a box, in columns and rows."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A small sheet.

    Attributes:
        rows: the cells, row by row; "" is blank.
        widths: the breadth of each column, in letters.
        heads: the numbers of the rows that are headings.
        merged: cells that are one, such as ``A1:C1``.
        boxes: what is drawn: text and place of each box, and the box it is joined to from above.
    """

    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]
    heads: Sequence[int] = (1,)
    merged: Sequence[str] = ()
    boxes: Mapping[int, tuple[str, Place, int | None]] | None = None


MATRIX = Sheet(
    rows=(
        ("Tujuan", "Sasaran", "Indikator", "Satuan", "Target", "", "Penanggung Jawab"),
        ("", "", "", "", 2026, 2027, ""),
        ("Lalu lintas lancar", "", "Indeks kelancaran", "Indeks", 80.5, 82, "Dinas Perhubungan"),
        ("", "Angkutan laik jalan", "Angkutan yang laik jalan", "%", 90, 92, "Dinas Perhubungan"),
        ("", "", "Pemeriksaan di jalan", "kali", 12, 14, "Dinas Perhubungan"),
        ("", "Parkir tertib", "Ruas bebas parkir liar", "ruas", 3, 4, "Dinas Perhubungan"),
    ),
    widths=(18, 19, 24, 8, 6, 6, 20),
    heads=(1, 2),
    merged=("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:G2", "A3:A6", "B4:B5"),
)
CODED = Sheet(
    rows=(
        ("Kode", "Program / Kegiatan / Sub Kegiatan", "Indikator", "Satuan", "Target 2026"),
        ("2.15.02", "Program Lalu Lintas dan Angkutan Jalan", "Angkutan laik jalan", "%", 90),
        ("2.15.02.2.05", "Pengujian Berkala Kendaraan", "Kendaraan yang diuji", "%", 95),
        ("2.15.02.2.05.0001", "Penyediaan Alat Uji", "Alat uji yang tersedia", "unit", 2),
        ("2.15.02.2.05.0002", "Pelaksanaan Uji Berkala", "Kendaraan lulus uji", "unit", 4200),
    ),
    widths=(19, 38, 24, 8, 13),
)
NODES = Sheet(
    rows=(
        ("Kode", "Induk", "Jenjang", "Uraian", "Indikator", "Satuan", "Target 2026"),
        ("T1", "", "tujuan", "Lalu lintas lancar", "Indeks kelancaran", "Indeks", 80.5),
        ("S1", "T1", "sasaran", "Angkutan laik jalan", "Angkutan yang laik jalan", "%", 90),
        ("S2", "T1", "sasaran", "Parkir tertib", "Ruas bebas parkir liar", "ruas", 3),
        ("P1", "S1", "program", "Pengujian kendaraan", "Kendaraan yang diuji", "%", 95),
    ),
    widths=(7, 7, 10, 22, 26, 8, 13),
)
ORDERED = Sheet(
    rows=(
        ("No", "Level", "Kondisi", "Indikator", "Satuan", "Target 2026"),
        ("1", 0, "Ibu dan anak sehat", "Usia harapan hidup", "tahun", 72),
        ("1.1", 1, "Kematian ibu turun", "Angka kematian ibu", "kasus", 90),
        ("1.1.1", 2, "Ibu hamil terlayani", "Cakupan K4", "%", 95),
        ("1.1.2", 2, "Bidan cakap", "Bidan terlatih", "%", 80),
        ("1.2", 1, "Tengkes turun", "Prevalensi tengkes", "%", 14),
    ),
    widths=(7, 7, 24, 24, 8, 13),
)
POSTS = Sheet(
    rows=(
        ("Kode", "Jabatan", "Unit Kerja", "Atasan"),
        ("J-1", "Kepala Dinas Perhubungan", "Dinas Perhubungan", ""),
        ("J-2", "Kepala Bidang Angkutan", "Dinas Perhubungan", "J-1"),
        ("J-3", "Kepala Bidang Lalu Lintas", "Dinas Perhubungan", "J-1"),
        ("J-4", "Ketua Tim Keselamatan", "Dinas Perhubungan", "J-2; J-3"),
    ),
    widths=(7, 28, 20, 11),
)
AGREEMENT = Sheet(
    rows=(
        ("PERJANJIAN KINERJA TAHUN 2026", *[""] * 8),
        ("DINAS PERHUBUNGAN KOTA CONTOH", *[""] * 8),
        ("No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target", "Target per Triwulan",
         "", "", ""),
        ("", "", "", "", "", "TW I", "TW II", "TW III", "TW IV"),
        (1, "Lalu lintas lancar", "Indeks kelancaran", "Indeks", 80.5, "", "", "", 80.5),
        (2, "Angkutan laik jalan", "Angkutan yang laik jalan", "%", 90, 60, 70, 80, 90),
        (3, "Parkir tertib", "Ruas bebas parkir liar", "ruas", 3, 0, 1, 2, 3),
    ),
    widths=(5, 22, 26, 8, 8, 7, 7, 7, 7),
    heads=(3, 4),
    merged=("A1:I1", "A2:I2", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:I3"),
)  # fmt: skip
SHAPES = Sheet(
    rows=(("POHON KINERJA TAHUN 2026", *[""] * 9), *[[""] * 10] * 15),
    widths=(10,) * 10,
    heads=(),
    boxes={
        1: ("Sasaran: Lalu lintas lancar\nIndikator: Indeks kelancaran = 80,5",
            (3, 2, 4, 3), None),
        2: ("Sasaran: Angkutan laik jalan\nIndikator: Angkutan yang laik jalan = 90 %",
            (0.5, 7, 4, 3), 1),
        3: ("Sasaran: Parkir tertib\nIndikator: Ruas bebas parkir liar = 3 ruas",
            (5.5, 7, 4, 3), 1),
        4: ("Pengujian kendaraan terlaksana\nIndikator: Kendaraan yang diuji = 95 %",
            (0.5, 12, 4, 3), 2),
        5: ("Penertiban parkir berjalan\nIndikator: Operasi gabungan = 24 kali",
            (5.5, 12, 4, 3), 3),
    },
)  # fmt: skip
CELLS = Sheet(
    rows=(
        ("KEPALA DINAS PERHUBUNGAN", "", "", "", ""),
        (1, "Persentase ruas jalan lancar (80 %)", "", 2, "Jumlah ruas bebas parkir liar (3 ruas)"),
        ("", "", "", "", ""),
        ("KEPALA BIDANG ANGKUTAN", "", "", "KEPALA BIDANG PARKIR", ""),
        (1, "Persentase angkutan laik jalan (90 %)", "", 2, "Jumlah operasi gabungan (24 kali)"),
    ),
    widths=(4, 38, 4, 4, 38),
    heads=(),
    merged=("A1:E1", "A4:B4", "D4:E4"),
)
ALL: Final[Mapping[str, Sheet]] = {
    "matriks": MATRIX,
    "matriks-berkode": CODED,
    "daftar-simpul": NODES,
    "daftar-berurut": ORDERED,
    "perjanjian-kinerja": AGREEMENT,
    "daftar-jabatan": POSTS,
    "pohon-bentuk": SHAPES,
    "pohon-sel": CELLS,
}
"""The sheets by the names of their files, in the order of the page."""


def main() -> int:
    """Exit code 1 with ``--check`` where a sheet or a picture is not what this makes."""
    left = stale()
    if "--check" in sys.argv[1:]:
        for path in left:
            print(f"{path.relative_to(TOP)} is not what tools/sheets.py makes", file=sys.stderr)
        return int(bool(left))
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made()[path])
    return 0


def stale() -> list[Path]:
    """Return the files that are missing or out of date."""
    return [
        path
        for path, content in made().items()
        if not path.exists()
        or _comparable_content(path.read_bytes()) != _comparable_content(content)
    ]


def made() -> dict[Path, bytes]:
    """Return the content of every sheet and picture, by path."""
    files: dict[Path, bytes] = {}
    for name, sheet in ALL.items():
        files[SHEETS / f"{name}.xlsx"] = workbook(sheet)
        files[PICTURES / f"sheet-{name}.svg"] = picture(sheet).encode()
    return files


def _comparable_content(content: bytes) -> object:
    """Return a file without what differs in each writing: the parts of a workbook but its date."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {
            name: package.read(name)
            for name in package.namelist()
            if not name.startswith("docProps/")
        }


def workbook(sheet: Sheet) -> bytes:
    """Return the sheet as a workbook."""
    return _with_cells(sheet) if sheet.boxes is None else _with_boxes(sheet)


def _with_cells(sheet: Sheet) -> bytes:
    book = openpyxl.Workbook()
    del book["Sheet"]
    page = book.create_sheet("Lembar1")
    thin = Side(style="thin", color="9AA5B1")
    for number, cells in enumerate(sheet.rows, 1):
        for at, value in enumerate(cells, 1):
            cell = page.cell(number, at, value if value != "" else None)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if sheet.heads and number >= sheet.heads[0]:
                cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            if number in sheet.heads:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor="DDE7F0")
    for at, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(at)].width = width + 2
    for merged in sheet.merged:
        page.merge_cells(merged)
    with io.BytesIO() as file:
        book.save(file)
        return file.getvalue()


def _with_boxes(sheet: Sheet) -> bytes:
    from drawn_sheets import box, drawn, line  # noqa: PLC0415  # a helper of the tests

    boxes = sheet.boxes or {}
    objects = [box(id_, text.split("\n"), place) for id_, (text, place, _) in boxes.items()]
    for id_, above, start, end in _connections(sheet):
        objects.append(line(100 + id_, start, end, glued=(above, id_)))
    cells = {
        f"{get_column_letter(at)}{number}": str(value)
        for number, row in enumerate(sheet.rows, 1)
        for at, value in enumerate(row, 1)
        if value != ""
    }
    with tempfile.TemporaryDirectory() as folder:
        return drawn(Path(folder) / "sheet.xlsx", *objects, cells=cells).read_bytes()


Point = tuple[float, float]


def _connections(sheet: Sheet) -> Iterator[tuple[int, int, Point, Point]]:
    """Yield each box, the one above, and the start and end of the line between them."""
    boxes = sheet.boxes or {}
    for id_, (_, (left, top, width, _height), above) in boxes.items():
        if above is not None:
            x, y, breadth, height = boxes[above][1]
            yield id_, above, (x + breadth / 2, y + height), (left + width / 2, top)


LETTER: Final = 7.0
"""Pixels of a letter."""
LINE: Final = 16
PAD: Final = 6
GUTTER: Final = 26
TOP_BAND: Final = 20
INK, FAINT, RULE, HEAD, BAND = "#1b2733", "#5b6875", "#b9c2cc", "#dde7f0", "#eef1f4"


class Grid:
    """Where the columns and rows of a sheet lie in its picture."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.columns = [GUTTER]
        for width in sheet.widths:
            self.columns.append(self.columns[-1] + round(width * LETTER) + 2 * PAD)
        spans = [CellRange(merged) for merged in sheet.merged]
        self.spans = {(span.min_row, span.min_col): span for span in spans}
        self.covered = {place for span in spans for place in span.cells} - {*self.spans}
        self.rows = [TOP_BAND]
        for number, cells in enumerate(sheet.rows, 1):
            lines = max(
                (
                    len(self.cell_lines(number, at, value))
                    for at, value in enumerate(cells, 1)
                    if self._last(number, at)[0] == number
                ),
                default=1,
            )
            self.rows.append(self.rows[-1] + max(lines, 1) * LINE + 6)

    def _last(self, row: int, column: int) -> tuple[int, int]:
        """Return the last row and column of a cell."""
        span = self.spans.get((row, column))
        return (row, column) if span is None else (span.max_row, span.max_col)

    def cell_lines(self, row: int, column: int, value: Cell) -> list[str]:
        """Return the lines of the text of a cell."""
        _, last = self._last(row, column)
        breadth = self.columns[last] - self.columns[column - 1]
        text = f"{value}".replace(".", ",") if isinstance(value, float) else f"{value}"
        free = not self.sheet.heads and not self.sheet.merged  # texts run over blank cells
        room = 99 if free else max(3, int((breadth - 2 * PAD) / LETTER))
        return textwrap.wrap(text, room) or [""]

    def place(self, row: int, column: int) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of a cell, including all cells merged with it."""
        last, right = self._last(row, column)
        return self.columns[column - 1], self.rows[row - 1], self.columns[right], self.rows[last]


def picture(sheet: Sheet) -> str:
    """Draw the sheet as a spreadsheet program shows it, as SVG."""
    grid = Grid(sheet)
    width, height = grid.columns[-1] + 1, grid.rows[-1] + 1
    told = ", ".join(str(value) for value in sheet.rows[0] if value != "")
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-label="{escape(told)}" '
        'font-family="system-ui, sans-serif" font-size="13">'
    )
    parts = [
        opening,
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<rect width="{width}" height="{TOP_BAND}" fill="{BAND}"/>',
        f'<rect width="{GUTTER}" height="{height}" fill="{BAND}"/>',
    ]
    for at, (left, right) in enumerate(zip(grid.columns, grid.columns[1:], strict=False), 1):
        parts.append(_text((left + right) / 2, 14, get_column_letter(at), FAINT, "middle"))
    for at, (top, bottom) in enumerate(zip(grid.rows, grid.rows[1:], strict=False), 1):
        parts.append(_text(GUTTER / 2, (top + bottom) / 2 + 4, str(at), FAINT, "middle"))
    for number, cells in enumerate(sheet.rows, 1):
        for at, _ in enumerate(cells, 1):
            if (number, at) not in grid.covered:
                parts.append(_cell(grid, number, at))
    parts += _texts(grid)
    parts += _boxes(sheet, grid)
    return "\n".join([*parts, "</svg>", ""])


def _cell(grid: Grid, row: int, column: int) -> str:
    """Return the frame of a cell."""
    left, top, right, bottom = grid.place(row, column)
    fill = HEAD if row in grid.sheet.heads else "none"
    return (
        f'<rect x="{left}.5" y="{top}.5" width="{right - left}" height="{bottom - top}" '
        f'fill="{fill}" stroke="{RULE}"/>'
    )


def _texts(grid: Grid) -> Iterator[str]:
    """Yield the texts of the cells."""
    for row, cells in enumerate(grid.sheet.rows, 1):
        for column, value in enumerate(cells, 1):
            left, top, right, _bottom = grid.place(row, column)
            weight = "600" if row in grid.sheet.heads else "400"
            is_number = not isinstance(value, str)
            for at, text in enumerate(grid.cell_lines(row, column, value) if value != "" else ()):
                x = right - PAD if is_number else left + PAD
                y = top + 15 + at * LINE
                yield _text(x, y, text, INK, "end" if is_number else "start", weight)


def _boxes(sheet: Sheet, grid: Grid) -> Iterator[str]:
    """Yield the boxes of a drawing and the lines between them."""
    for _id, _above, start, end in _connections(sheet):
        (x, y), (to_x, to_y) = (_pixels(grid, point) for point in (start, end))
        yield f'<path d="M{x} {y}L{to_x} {to_y}" stroke="{INK}" stroke-width="1.5"/>'
    for text, (left, top, breadth, height), _above in (sheet.boxes or {}).values():
        x, y = _pixels(grid, (left, top))
        to_x, to_y = _pixels(grid, (left + breadth, top + height))
        yield (
            f'<rect x="{x}" y="{y}" width="{to_x - x}" height="{to_y - y}" fill="#ffffff" '
            f'stroke="{INK}" stroke-width="1.5"/>'
        )
        room = int((to_x - x - 2 * PAD) / LETTER)
        lines = [line for each in text.split("\n") for line in textwrap.wrap(each, room)]
        first = (y + to_y) / 2 - (len(lines) - 1) * LINE / 2 + 4
        for at, line in enumerate(lines):
            yield _text((x + to_x) / 2, first + at * LINE, line, INK, "middle")


def _pixels(grid: Grid, point: Point) -> Point:
    """Convert a place of the sheet from columns and rows to pixels."""
    across, down = point
    column, row = int(across), int(down)
    x = grid.columns[column] + (across - column) * (grid.columns[column + 1] - grid.columns[column])
    y = grid.rows[row] + (down - row) * (grid.rows[row + 1] - grid.rows[row])
    return x, y


def _text(x: float, y: float, text: str, fill: str, anchor: str, weight: str = "400") -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" fill="{fill}" text-anchor="{anchor}" font-weight="{weight}">'
        f"{escape(text)}</text>"
    )


if __name__ == "__main__":
    sys.exit(main())
