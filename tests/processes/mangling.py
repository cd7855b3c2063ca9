"""Plan files spoiled at random, each from a seed: in their bytes, their structure, their cells."""

from __future__ import annotations

import codecs
import csv
import io
import json
import random
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import openpyxl
import yaml

TOP: Final = Path(__file__).parent.parent.parent
SEEDS: Final = ("slides", "traffic-slide", "real/biro-organisasi", "city/2026-murni")
FORMATS: Final = ("csv", "xlsx", "json", "yaml")
_ROWS: Final = 9
Grid = list[list[str]]
Tables = dict[str, Grid]

TOKENS: Final = (
    *(b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3", b"\r", b"\n", b"\t"),
    *(
        b'"',
        b"'",
        b";",
        b",",
        b"[",
        b"]",
        b"{",
        b"}",
        b":",
        b"- ",
        b"&a ",
        b"*a",
        b"!!python/x ",
        b"<<",
    ),
    *(
        b"<",
        b">",
        b"</c>",
        b"<v>",
        b"&lt;",
        b"&#0;",
        b"&#xD800;",
        b"<!DOCTYPE a>",
        b"_xD800_",
        b"-->",
    ),
    *(
        b"NaN",
        b"Infinity",
        b"1e999",
        b".inf",
        b"-0",
        b"9" * 401,
        b"1.250",
        b"\\ud800",
        b"\\u0000",
        b"%",
    ),
    *(
        b"\xe2\x80\xae",
        b"\xe2\x80\xa8",
        b"\x1f",
        b"\x0b",
        b"\x85",
        b"\xc2\x85",
        b"|",
        b"? ",
        b"---\n",
    ),
    *(b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"PK\x01\x02", b"PK\x05\x06", b"PK\x03\x04"),
)
CELLS: Final = (
    *(
        "",
        " ",
        "0",
        "-1",
        "1.250",
        "1e999",
        "9" * 400,
        "NaN",
        "#DIV/0!",
        "=1+1",
        "80-90",
        "90-80",
        "1;2;;",
    ),
    *(
        ";",
        "a;a",
        "\x1f",
        "\x00",
        "\ud800",
        "\u202e",
        "x" * 40_000,
        "naik",
        "ya",
        "6",
        "1.0",
        "\r\n",
        '"',
    ),
    *(
        "../x",
        "'",
        "{value}",
        "{0}",
        "%s",
        "]]>",
        "-",
        "--5",
        "80..",
        "١٢",
        "ⅷ",
        "²",
        "1 250",
        "1 250,5",
    ),
    *("1,2,3", "2025", "0x10", "1_000", "+5", "\u22125", "5%", "%", "100 %%", "1.", ".5"),
)
VALUES: Final[tuple[Any, ...]] = (
    *(None, True, False, 0, -1, 1.5, 1e308, 10**30, 2**63, -(2**63) - 1),
    *(float("nan"), float("inf"), [], {}, [[]], [None], [{}], ["a", 1, True, None]),
    *({"a": {"b": []}}, [1, 2], [2, 1], [1.5, "90"]),
)  # fmt: skip


def tables_of(name: str, rows: int = _ROWS) -> Tables:
    """The first rows of each table of an example, the headings first."""
    found: Tables = {}
    for file in sorted((TOP / "examples" / name).glob("*.csv")):
        text = file.read_text(encoding="utf-8-sig")
        found[file.stem] = list(csv.reader(io.StringIO(text)))[:rows]
    return found


def document_of(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """The tables as a document has them: rows with keys, empty cells left out."""
    return {
        name: [
            {key: value for key, value in zip(grid[0], row, strict=False) if value}
            for row in grid[1:]
        ]
        for name, grid in tables.items()
        if grid
    }


def write_spoiled(seed: int, form: str, folder: Path) -> Path:
    """An input of the format ``form`` in ``folder``, spoiled as ``seed`` has it."""
    chance = random.Random(f"{seed}/{form}")  # noqa: S311 - no secret
    tables = tables_of(chance.choice(SEEDS), chance.randint(1, _ROWS))
    for _ in range(chance.choice((0, 0, 1, 2, 4))):
        chance.choice((_spoil_cell, _spoil_cell, _spoil_columns, _spoil_rows, _spoil_tables))(
            chance, tables
        )
    return _WRITERS[form](chance, tables, folder)


def _spoil_cell(chance: random.Random, tables: Tables) -> None:
    row = chance.choice(chance.choice([grid for grid in tables.values() if grid] or [[[""]]]))
    if row:
        row[chance.randrange(len(row))] = chance.choice(CELLS)


def _spoil_columns(chance: random.Random, tables: Tables) -> None:
    grid = chance.choice(list(tables.values()) or [[]])
    if not grid or not grid[0]:
        return
    at = chance.randrange(len(grid[0]))
    match chance.randrange(4):
        case 0:
            for row in grid:
                del row[at : at + 1]
        case 1:
            for row in grid:
                row.insert(at, row[at] if at < len(row) else "")
        case 2:
            grid[0][at] = chance.choice(
                ("id", "name", "nama", "Level", "x", "", "level ", "\u00a0")
            )
        case _:
            chance.shuffle(grid[0])


def _spoil_rows(chance: random.Random, tables: Tables) -> None:
    grid = chance.choice(list(tables.values()) or [[]])
    if not grid:
        return
    match chance.randrange(5):
        case 0:
            grid.append(list(chance.choice(grid)))
        case 1:
            del grid[chance.randrange(len(grid))]
        case 2:
            grid.insert(chance.randrange(len(grid)), [])
        case 3:
            chance.shuffle(grid)
        case _:
            grid[chance.randrange(len(grid))] += chance.choices(CELLS, k=3)


def _spoil_tables(chance: random.Random, tables: Tables) -> None:
    name = chance.choice(list(tables) or [""])
    match chance.randrange(4):
        case 0:
            tables.pop(name, None)
        case 1:
            tables[chance.choice(("Unit Kerja", "tasks", "IKU", "sasaran ", "apa", "dataset"))] = [
                list(row) for row in tables.get(name, [])
            ]
        case 2:
            tables[name] = []
        case _:
            tables[name] = tables.get(name, [])[:1]


def spoiled_bytes(chance: random.Random, data: bytes) -> bytes:
    """``data`` with some bytes cut, doubled, flipped or put in."""
    changed = bytearray(data)
    for _ in range(chance.choice((0, 1, 1, 2, 5, 20))):
        at = chance.randrange(len(changed) + 1)
        length = chance.choice((1, 1, 4, 40, 400))
        match chance.randrange(6):
            case 0:
                del changed[at : at + length]
            case 1:
                changed[at:at] = chance.choice(TOKENS)
            case 2:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 3:
                changed[at:at] = changed[at : at + length] * chance.choice((1, 2, 50))
            case 4:
                changed[at : at + 4] = chance.choice(TOKENS)
            case _:
                if chance.random() < 0.3:
                    del changed[at:]
    return bytes(changed)


def encode_somehow(chance: random.Random, text: str) -> bytes:
    """``text`` in UTF-8, seldom in another encoding."""
    data = text.encode("utf-8", "surrogatepass")
    odd: Sequence[Callable[[], bytes]] = (
        lambda: codecs.BOM_UTF8 + data,
        lambda: text.encode("utf-16", "surrogatepass"),
        lambda: text.encode("utf-16-be", "surrogatepass"),
        lambda: text.encode("utf-32", "surrogatepass"),
        lambda: text.encode("cp1252", "replace"),
        lambda: text.encode("latin-1", "replace"),
        lambda: data.replace(b"a", b"\xe9"),
    )
    return chance.choice(odd)() if chance.random() < 0.08 else data


def _folder(chance: random.Random, tables: Tables, folder: Path) -> Path:
    place = folder / chance.choice(("rencana", "a b", "ü", "..x"))
    place.mkdir(parents=True, exist_ok=True)
    separator = chance.choice(",;\t")
    for name, grid in tables.items():
        text = io.StringIO()
        writer = csv.writer(text, delimiter=separator, lineterminator=chance.choice(("\n", "\r\n")))
        writer.writerows(grid)
        data = encode_somehow(chance, text.getvalue())
        if chance.random() < 0.3:
            data = spoiled_bytes(chance, data)
        (place / f"{name}.csv").write_bytes(data)
    return place


def _document(chance: random.Random, tables: Tables) -> Any:
    whole: Any = document_of(tables)
    for _ in range(chance.choice((0, 0, 1, 3))):
        rows: Any = chance.choice(list(whole.values()) or [[]])
        match chance.randrange(4):
            case 0 if rows and isinstance(rows, list) and isinstance(rows[-1], dict):
                row = rows[-1]
                key = chance.choice([*row, "id", "target", "contributes_to", "x"])
                row[key] = deepcopy(chance.choice((*VALUES, *CELLS)))
            case 1 if isinstance(rows, list):
                rows.insert(0, deepcopy(chance.choice(VALUES)))
            case 2:
                name = chance.choice(("units", "values", "tasks", "dataset"))
                whole[name] = deepcopy(chance.choice(VALUES))
            case _:
                whole = chance.choice((whole, whole, [whole], {"a": whole}))
                if not isinstance(whole, dict):
                    break
    return whole


def _json(chance: random.Random, tables: Tables, folder: Path) -> Path:
    text = json.dumps(_document(chance, tables), ensure_ascii=chance.random() < 0.5)
    return _written(chance, text, folder / "rencana.json")


def _yaml(chance: random.Random, tables: Tables, folder: Path) -> Path:
    text = yaml.safe_dump(
        _document(chance, tables), allow_unicode=chance.random() < 0.5, sort_keys=False
    )
    return _written(chance, text, folder / chance.choice(("rencana.yaml", "rencana.yml")))


def _written(chance: random.Random, text: str, path: Path) -> Path:
    data = encode_somehow(chance, text)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(spoiled_bytes(chance, data) if chance.random() < 0.7 else data)
    return path


def _workbook(chance: random.Random, tables: Tables, folder: Path) -> Path:
    """A workbook whose parts are spoiled inside the archive, or the archive itself."""
    parts = _parts(tables)
    for _ in range(chance.choice((0, 1, 1, 2))):
        name = chance.choice(list(parts))
        parts[name] = spoiled_bytes(chance, parts[name])
    if chance.random() < 0.1:
        parts.pop(chance.choice(list(parts)))
    whole = io.BytesIO()
    with zipfile.ZipFile(
        whole, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    ) as z:
        for name, data in parts.items():
            z.writestr(name, data)
    data = whole.getvalue()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "rencana.xlsx"
    path.write_bytes(spoiled_bytes(chance, data) if chance.random() < 0.3 else data)
    return path


def _parts(tables: Tables) -> dict[str, bytes]:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, (name, grid) in enumerate(tables.items()):
        sheet = book.create_sheet(name[:31] or f"x{number}")
        for row in grid:
            sheet.append([_cell(value) for value in row])
    if not book.worksheets:
        book.create_sheet("x")
    whole = io.BytesIO()
    book.save(whole)
    with zipfile.ZipFile(whole) as package:
        return {name: package.read(name) for name in package.namelist()}


def _cell(text: str) -> object:
    clean = "".join(each for each in text if each >= " " and not "\ud800" <= each <= "\udfff")
    return int(clean) if clean.isascii() and clean.isdigit() and len(clean) < 15 else clean


_WRITERS: Final[dict[str, Callable[[random.Random, Tables, Path], Path]]] = {
    "csv": _folder,
    "xlsx": _workbook,
    "json": _json,
    "yaml": _yaml,
}
