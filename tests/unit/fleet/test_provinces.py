"""The file that says which province a dataset is of."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinerja_graph.errors import UsageError
from kinerja_graph.fleet.provinces import read_provinces


def provinces(folder: Path, text: str) -> Path:
    path = folder / "provinsi.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "dataset,province\nkota-a,Jawa Barat\n3171,Aceh\n",
        "\ufeffPROVINSI ; nama; Dataset\nJabar;x;kota-a\r\n11;y;3171\n",
        "dataset\tprovince\nkota-a\t32\n3171\tid-ac\n",
    ],
)
def test_a_file_wins_over_the_code_at_the_start_of_an_id(tmp_path: Path, text: str) -> None:
    found = read_provinces(provinces(tmp_path, text))
    assert [one and one.short for one in map(found, ("kota-a", "3171", "3172", "kota-b"))] == [
        "Jabar",
        "Aceh",
        "Jakarta",
        None,
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dataset,region\na,32\n", "does not have the columns dataset and province"),
        ("", "does not have the columns dataset and province"),
        ("dataset,province\na,32\nb,Jawa\n", "Line 3 of {path}: Jawa is not one of the 38"),
        ("dataset,province\na\n", "Line 2 of {path}: – is not one of the 38"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = provinces(tmp_path, text)
    with pytest.raises(UsageError) as refused:
        read_provinces(path)
    assert said.format(path=path) in refused.value.failure.message.en


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "provinsi.csv"
    with pytest.raises(UsageError, match="cannot be read"):
        read_provinces(path)
    path.write_bytes(b"dataset,province\n\xff\xfe\n")
    with pytest.raises(UsageError, match="cannot be read"):
        read_provinces(path)
