"""Several drawn sheets of a workbook: each its own tree, or one tree that goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from drawn_sheets import book, box, line
from drawn_trees import doubted, proposed, refused, tree
from wide_matrices import by_id, codes, reaped

from kinerja_graph.settings import Settings
from kinerja_graph.sources.wide.guess import guess

Rows = Mapping[str, Sequence[str]]
"""A box at the top, and those below it."""


def family(upper: str, *lowers: str, at_: float = 0) -> list[str]:
    """A box and those below it, on a sheet of their own."""
    top = round(at_) * 10
    made = [box(top + 1, upper, (0, at_, 6, 4))]
    for number, lower in enumerate(lowers, 2):
        x = (number - 2) * 10
        made.append(box(top + number, lower, (x, at_ + 10, 6, 4)))
        ends = (3, at_ + 4), (x + 3, at_ + 10)
        made.append(line(900 + top + number, *ends, glued=(top + 1, top + number)))
    return made


def sheets(path: Path, drawn: Mapping[str, Sequence[str]], **cells: str) -> Path:
    """A workbook of drawn sheets; ``cells``: what stands in A40 of some of them."""
    return book(
        path, {name: (made, {"A40": cells[name]} if name in cells else {})
               for name, made in drawn.items()},
    )  # fmt: skip


def test_a_tree_a_sheet(tmp_path: Path) -> None:
    path = sheets(
        tmp_path / "m.xlsx",
        {
            "PU": family("Jalan mantap", "Jalan dibangun", "Jalan dipelihara"),
            "Dishub 2": family("Lalu lintas tertib", "Rambu terpasang", "Terminal ramai"),
        },
    )
    proposal = guess(path, None, Settings())
    assert 'sheet: [PU, "Dishub 2"]' in proposal.text("en")
    assert "repeated" not in proposal.text("en")
    harvest = proposed(path)
    assert tree(harvest)["Terminal ramai"] == ["Lalu lintas tertib"]
    assert {id_: row["source"] for id_, row in by_id(harvest, "objectives").items()} == {
        "pu-A1": "m.xlsx!PU!A1:F4", "pu-A11": "m.xlsx!PU!A11:F14",
        "pu-K11": "m.xlsx!PU!K11:P14", "dishub-2-A1": "m.xlsx!Dishub 2!A1:F4",
        "dishub-2-A11": "m.xlsx!Dishub 2!A11:F14", "dishub-2-K11": "m.xlsx!Dishub 2!K11:P14",
    }  # fmt: skip
    assert codes(harvest) == []


def continued(path: Path, again: str = "Jalan mantap", **cells: str) -> Path:
    """A tree whose second sheet goes on with a box of the first."""
    return sheets(
        path,
        {
            "Satu": family("Kota sejahtera", "Jalan mantap", "Air bersih"),
            "Dua": family(again, "Jalan dibangun", "Jalan dipelihara"),
        },
        **cells,
    )


def test_a_tree_that_goes_on_on_the_next_sheet(tmp_path: Path) -> None:
    path = continued(tmp_path / "m.xlsx")
    proposal = guess(path, None, Settings())
    assert "  repeated: true" in proposal.text("en")
    assert doubted(proposal, "Jalan mantap (Dua!A1:F4) is read as one with the box in Satu!A11:F14")
    harvest = proposed(path)
    assert tree(harvest) == {
        "Kota sejahtera": [], "Jalan mantap": ["Kota sejahtera"],
        "Air bersih": ["Kota sejahtera"], "Jalan dibangun": ["Jalan mantap"],
        "Jalan dipelihara": ["Jalan mantap"],
    }  # fmt: skip
    levels = {row["name"]: row["level"] for row in harvest.tables["objectives"]}
    assert (levels["Jalan mantap"], levels["Jalan dibangun"]) == (1, 2)
    assert [(one.code, one.sheet) for one in harvest.problems] == [("box-again", "Dua")]


def test_a_box_that_says_it_goes_on(tmp_path: Path) -> None:
    harvest = proposed(continued(tmp_path / "m.xlsx", "Jalan mantap (lanjutan)"))
    assert tree(harvest)["Jalan dibangun"] == ["Jalan mantap"]
    lost = guess(continued(tmp_path / "n.xlsx", "Jalan rata (lanjutan)"), None, Settings())
    assert doubted(lost, "goes on from another sheet, but no box there has its text")


def test_without_repeated_in_the_map_equal_boxes_stay_two(tmp_path: Path) -> None:
    text = "form: shapes\nsheet: [Satu, Dua]\nshapes: {direction: down, levels: [0, 1, 2]}\n"
    harvest = reaped(continued(tmp_path / "m.xlsx"), text)
    assert [row["name"] for row in harvest.tables["objectives"]].count("Jalan mantap") == 2


def test_sheets_of_other_agencies_have_boxes_of_their_own(tmp_path: Path) -> None:
    path = continued(tmp_path / "m.xlsx", Satu="DINAS PEKERJAAN UMUM", Dua="DINAS PERHUBUNGAN")
    proposal = guess(path, None, Settings())
    assert doubted(proposal, "stays a record of its own: the sheets name different agencies")
    assert [row["name"] for row in proposed(path).tables["objectives"]].count("Jalan mantap") == 2


def test_equal_boxes_below_different_boxes_are_two(tmp_path: Path) -> None:
    path = sheets(
        tmp_path / "m.xlsx",
        {
            "Satu": family("Jalan mantap", "Pegawai cakap", "Jalan dibangun"),
            "Dua": family("Air bersih", "Pegawai cakap", "Pipa terpasang"),
        },
    )
    proposal = guess(path, None, Settings())
    assert doubted(proposal, "they stand below different boxes")
    names = [row["name"] for row in proposed(path).tables["objectives"]]
    assert names.count("Pegawai cakap") == 2


def test_a_text_that_several_boxes_have_is_none_that_goes_on(tmp_path: Path) -> None:
    path = sheets(
        tmp_path / "m.xlsx",
        {
            "Satu": family("Kota sejahtera", "Jalan mantap", "Jalan mantap"),
            "Dua": family("Jalan mantap", "Jalan dibangun", "Jalan dipelihara"),
        },
    )
    assert doubted(guess(path, None, Settings()), "several boxes have this text")
    assert tree(proposed(path))["Jalan dibangun"] == ["Jalan mantap"]
    names = [row["name"] for row in proposed(path).tables["objectives"]]
    assert names.count("Jalan mantap") == 3


def test_the_upper_part_repeated_on_each_sheet_is_one(tmp_path: Path) -> None:
    def whole(*lowers: str) -> list[str]:
        return [*family("Kota sejahtera", "Jalan mantap", "Air bersih"),
                *family("x", *lowers, at_=20)[1:], line(800, (3, 14), (3, 30), glued=(2, 202)),
                line(801, (3, 14), (13, 30), glued=(2, 203))]  # fmt: skip

    first = [one for one in whole("Jalan dibangun", "Jembatan dibangun") if 'id="201"' not in one]
    path = sheets(
        tmp_path / "m.xlsx", {"Satu": first, "Dua": whole("Jalan rata", "Jembatan kokoh")}
    )
    harvest = proposed(path)
    names = [row["name"] for row in harvest.tables["objectives"]]
    assert len(names) == len(set(names)) == 7
    assert tree(harvest)["Jembatan kokoh"] == ["Jalan mantap"]
    assert codes(harvest).count(("box-again", "A1")) == 1


def test_a_sheet_that_is_no_tree_is_named_with_the_reason(tmp_path: Path) -> None:
    path = sheets(
        tmp_path / "m.xlsx",
        {
            "Satu": family("Kota sejahtera", "Jalan mantap", "Air bersih", "Udara segar"),
            "Dua": [*(box(n, f"Hasil {n}", (0, n * 10, 6, 4)) for n in range(3)),
                    line(9, (30, 30), (40, 40))],
            "Tiga": family("Sehat", "Ibu sehat", "Anak sehat"),
        },
    )  # fmt: skip
    proposal = guess(path, None, Settings())
    assert "sheet: [Satu, Tiga]" in proposal.text("en")
    assert doubted(proposal, "The sheet Dua is not read:")
    text = "form: shapes\nsheet: [Satu, Dua]\nshapes: {direction: down, levels: [0, 1]}\n"
    assert "Dua" in refused(path, text)
