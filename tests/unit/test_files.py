"""Files that are written whole or not at all."""

import stat
from pathlib import Path

import pytest

from kinerja_graph.errors import UsageError
from kinerja_graph.files import replace_file, write_whole
from kinerja_graph.shapes import as_json


def test_what_breaks_off_leaves_the_old_file_and_no_part(tmp_path: Path) -> None:
    place = tmp_path / "answer.csv"
    place.write_bytes(b"old")
    with pytest.raises(TypeError), replace_file(place) as file:
        file.writelines([b"new", "no bytes"])  # type: ignore[list-item]
    assert place.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [place]


def test_a_reader_sees_the_old_file_until_the_new_one_is_whole(tmp_path: Path) -> None:
    place = tmp_path / "answer.csv"
    place.write_bytes(b"old")
    with replace_file(place) as file:
        file.write(b"new")
        file.flush()
        assert place.read_bytes() == b"old"
    assert place.read_bytes() == b"new"


@pytest.mark.parametrize("private", [False, True])
def test_only_a_private_file_is_closed_to_others(tmp_path: Path, *, private: bool) -> None:
    place = tmp_path / "key"
    with replace_file(place, private=private) as file:
        file.write(b"x")
    assert (stat.S_IMODE(place.stat().st_mode) == 0o600) is private


def test_a_file_is_written_whole_and_its_folder_made(tmp_path: Path) -> None:
    place = tmp_path / "new" / "answer.csv"
    written = write_whole(place, "isi – «x»\n")
    assert list(as_json(written).items()) == [("out", str(place)), ("bytes", 14)]
    assert place.read_bytes() == "isi – «x»\n".encode()
    assert list(place.parent.iterdir()) == [place]


def test_a_place_that_cannot_be_written_is_usage(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(UsageError) as caught:
        write_whole(tmp_path / "file" / "below.csv", "x")
    assert caught.value.code == "not-written"
    assert "Choose another place" in caught.value.tell("en")


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        write_whole(tmp_path, "x")
    assert list(tmp_path.parent.glob(".*.part")) == []
