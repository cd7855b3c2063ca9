"""Headers of Cypher files: what is read, and what is refused with its line."""

from pathlib import Path

import pytest

from kinerja_graph.errors import LibraryError
from kinerja_graph.library.header import read_header

GOOD = """// ---
// name: x
// what: {id: "a: b", en: c}
// ---

MATCH (n:Task)
RETURN n.id AS id;
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "x.cypher"
    path.write_text(text, "utf-8")
    return path


def test_values_lines_and_body(tmp_path: Path) -> None:
    header = read_header(written(tmp_path, GOOD))
    assert header.values == {"name": "x", "what": {"id": "a: b", "en": "c"}}
    assert header.lines == {"name": 2, "what": 3}
    assert header.body == "MATCH (n:Task)\nRETURN n.id AS id"
    assert header.body_line == 6


def test_line_ends_and_byte_order_mark_make_no_difference(tmp_path: Path) -> None:
    path = tmp_path / "x.cypher"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    header = read_header(path)
    assert header.values["name"] == "x"
    assert header.body.startswith("MATCH (n:Task)")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("MATCH (n) RETURN n", 1),
        ("", 1),
        ("// ---\n// name: x\nMATCH (n) RETURN n", 3),
        ("// ---\n// name: x\nname: y\n// ---\n", 3),
        ("// ---\n// name: [x\n// ---\n", 3),
        ("// ---\n// what: {id: a, b: c: d}\n// ---\n", 2),
        ("// ---\n// - a\n// ---\n", 2),
        ("// ---\n// name: x\n// name: y\n// ---\n", 3),
        ("// ---\n// name: x\n// what:\n//   id: a\n//   id: b\n// ---\n", 5),
    ],
)
def test_what_is_no_header_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = written(tmp_path, text)
    with pytest.raises(LibraryError) as caught:
        read_header(path)
    assert caught.value.where == f"{path}:{line}"
    assert "\n" not in caught.value.what.id
    assert caught.value.mend.en


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="cannot be read"):
        read_header(tmp_path / "none.cypher")
    broken = tmp_path / "x.cypher"
    broken.write_bytes(b"// ---\n// name: \xff\n// ---\n")
    with pytest.raises(LibraryError, match="cannot be read"):
        read_header(broken)
