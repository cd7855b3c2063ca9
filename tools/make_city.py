"""Generate the example city, or a country of cities; ``--check`` only compares the example.

python tools/make_city.py
python tools/make_city.py --country 500 --indicators 1000000 --out out/country --seed 1
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook

from city.country import write_country
from city.editions import ORIGINAL, REVISED, tables_of
from city.readme import page
from city.writing import write_folder, write_workbook

CITY = Path(__file__).parent.parent / "examples" / "city"


def write_city(out: Path) -> None:
    """Write both editions, as a folder of CSV and a workbook, and their README."""
    write_folder(tables_of(ORIGINAL), out / ORIGINAL)
    write_workbook(tables_of(REVISED), out / f"{REVISED}.xlsx")
    (out / "README.md").write_text(page(), "utf-8")


def differences(made: Path, kept: Path) -> list[str]:
    """Return the files, by path below the folder, that differ between two cities."""
    places = sorted(
        {path.relative_to(top) for top in (made, kept) for path in top.rglob("*") if path.is_file()}
    )
    return [str(place) for place in places if contents(made / place) != contents(kept / place)]


def contents(path: Path) -> object:
    """Return the contents of a file: for a workbook its cells by sheet, otherwise its text."""
    if not path.is_file():
        return None
    if path.suffix != ".xlsx":
        return path.read_text("utf-8")
    book = load_workbook(path)
    return {sheet.title: list(sheet.values) for sheet in book.worksheets}


def main(words: Sequence[str] | None = None) -> int:
    """Exit code 1 if ``--check`` finds the example out of date, 2 for invalid arguments."""
    arguments = _parse_arguments(words)
    if arguments.country is not None:
        try:
            planned = write_country(
                arguments.country, arguments.indicators, arguments.out, arguments.seed
            )
        except ValueError as error:
            print(error, file=sys.stderr)
            return 2
        print(
            f"{arguments.country} governments, {arguments.indicators} indicators: {arguments.out}"
        )
        print(f"{planned.total()} findings planted: {arguments.out / 'planned.csv'}")
        return 0
    if not arguments.check:
        write_city(arguments.out or CITY)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        write_city(Path(folder))
        different = differences(Path(folder), CITY)
    for place in different:
        print(f"examples/city/{place} is not what tools/make_city.py makes")
    return 1 if different else 0


def _parse_arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--country", type=int, metavar="N", help="so many governments")
    parser.add_argument("--indicators", type=int, metavar="M", help="indicators in all of them")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another country")
    arguments = parser.parse_args(words)
    if arguments.country is not None and (arguments.indicators is None or arguments.out is None):
        parser.error("--country needs --indicators and --out")
    return arguments


if __name__ == "__main__":
    sys.exit(main())
