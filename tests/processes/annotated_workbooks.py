"""What a workbook was before it was annotated, and what it is after."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl


def parts(content: bytes | Path) -> dict[str, bytes]:
    source = content if isinstance(content, Path) else io.BytesIO(content)
    with zipfile.ZipFile(source) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(source: Path, out: bytes) -> set[str]:
    """The parts that are not what they were; none may be gone."""
    before, after = parts(source), parts(out)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(io.BytesIO(out)) as new:
        for info in old.infolist():
            other = new.getinfo(info.filename)
            assert (other.date_time, other.compress_type) == (info.date_time, info.compress_type)
    assert list(after)[: len(before)] == list(before)
    return {name for name in after if after[name] != before.get(name)}


def looks(cell: Any) -> tuple[Any, ...]:
    """What a cell holds and how it looks, but for its fill and note."""
    own = (cell.font, cell.border, cell.number_format, cell.alignment, cell.protection)
    return (cell.value, cell.data_type, *map(repr, own), cell.hyperlink and cell.hyperlink.ref)


def assert_others_equal(source: Path, out: bytes, marked: Mapping[str, set[str]]) -> Any:
    """Every cell is what it was, and only the marked ones have another fill or note."""
    before, after = openpyxl.load_workbook(source), openpyxl.load_workbook(io.BytesIO(out))
    assert after.sheetnames[:-1] == before.sheetnames
    for sheet in before:
        other = after[sheet.title]
        assert {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation} == {
            str(one.sqref): one.formula1 for one in other.data_validations.dataValidation
        }
        assert sorted(map(str, sheet.merged_cells.ranges)) == sorted(
            map(str, other.merged_cells.ranges)
        )
        assert sheet.freeze_panes == other.freeze_panes
        assert sheet.sheet_state == other.sheet_state
        assert {r: d.hidden for r, d in sheet.row_dimensions.items() if d.hidden} == {
            r: d.hidden for r, d in other.row_dimensions.items() if d.hidden
        }
        for row in range(1, max(sheet.max_row, other.max_row) + 1):
            for column in range(1, max(sheet.max_column, other.max_column) + 1):
                one, two = sheet.cell(row, column), other.cell(row, column)
                is_marked = one.coordinate in marked.get(sheet.title, set())
                is_written = one.has_style or one.value is not None
                if is_written or not is_marked:  # else openpyxl shows other defaults
                    assert looks(one) == looks(two), one.coordinate
                assert (repr(one.fill) != repr(two.fill)) == is_marked, one.coordinate
                note = one.comment and one.comment.text
                told = two.comment and two.comment.text
                assert (note != told) == is_marked, one.coordinate
                assert not note or (told or "").startswith(note), one.coordinate
    return after
