"""What is read in one step is read as with care: every kind of cell, plain and odd."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kinerja_graph.sources.cell_values import read_cell, read_items, read_tags
from kinerja_graph.sources.columns import TABLES
from kinerja_graph.sources.fast_path import plain_number, quick_reader

HEADINGS = [heading for table in TABLES for heading in table.headings]
NUMBERS = st.from_regex(r"[-+]?[0-9]{0,4}([.,][0-9]{0,5})?([eE]-?[0-9])?%?", fullmatch=True)
WORDS = st.sampled_from(
    ["persen", " dua  kata ", "A;B;;A", " ; ", "up", "naik", "ya", "Ya", "+", "-", "2025", "0999",
     "5", "6", "baris\nbaru", "a\u00a0b", "\u00a0", "", " ", "perangkat_daerah", "0,5",
     "-0", "1.250"]
)  # fmt: skip
CELLS = NUMBERS | WORDS | st.text(max_size=6)


@given(st.sampled_from(HEADINGS), CELLS, st.sampled_from([None, "comma", "dot"]))
def test_a_plain_reader_agrees_or_is_silent(heading: Any, cell: str, decimal: Any) -> None:
    quick = quick_reader(heading)(cell)
    if quick is None:
        return
    several = {"list": read_items, "tags": read_tags}.get(heading.kind)
    careful = several(cell, heading)[0] if several is not None else None
    assert quick == (careful or read_cell(cell, heading, decimal))
    assert str(quick).strip()


@given(NUMBERS)
def test_nothing_ambiguous_is_plain(text: str) -> None:
    digits = text.lstrip("-")
    whole, _, part = digits.replace(",", ".").partition(".")
    if len(part) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
        assert plain_number(text) is None


def test_what_is_everywhere_is_plain() -> None:
    wanted = {"number": "76,41", "year": "2025", "level": "3", "list": "a;b", "choice": "up"}
    found = {each.kind: each for each in HEADINGS if each.name not in {"decimal", "kind"}}
    found["choice"] = next(each for each in HEADINGS if each.name == "polarity")
    assert {kind: quick_reader(found[kind])(text) for kind, text in wanted.items()} == {  # type: ignore[index]
        "number": 76.41,
        "year": 2025,
        "level": 3,
        "list": ("a", "b"),
        "choice": "up",
    }
