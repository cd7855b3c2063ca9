"""``kinerja forms fill``, ``list``, ``show``."""

import json
from pathlib import Path

import pytest
from command_line import Kinerja

OWN = """\
form: iku
title: {id: IKU}
rows: {of: indicators, where: iku}
order: [id]
columns:
  - {id: name, head: {id: Indikator}, value: name}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "formulir"
    folder.mkdir()
    (folder / "iku.yaml").write_text(OWN, encoding="utf-8")
    return folder


def test_a_filled_form_as_json(kinerja: Kinerja) -> None:
    done = kinerja("forms", "fill", "iku", "--json")
    assert (done.code, done.err) == (0, "")
    answer = json.loads(done.out)
    assert (answer["form"], answer["dataset"]) == ("iku", "salindia")
    assert answer["rows"][0]["section"] is None
    assert {len(row["cells"]) for row in answer["rows"]} == {len(answer["columns"])}
    assert all(row["cells"][0] == number for number, row in enumerate(answer["rows"], 1)), (
        "each row has its number"
    )


def test_a_form_of_ones_own_wins_by_option_and_by_setting(kinerja: Kinerja, own: Path) -> None:
    by_option = json.loads(kinerja("forms", "fill", "iku", "--forms", str(own), "--json").out)
    assert [one["head"] for one in by_option["columns"]] == ["Indikator"]
    own.with_name("kinerja.toml").write_text('[forms]\nfolder = "formulir"\n', encoding="utf-8")
    place = own.parent
    assert json.loads(kinerja("forms", "fill", "iku", "--json", cwd=place).out) == by_option
    listed = json.loads(kinerja("forms", "list", "--json", cwd=place).out)["forms"]
    assert {one["form"]: one["own"] for one in listed}["iku"] is True
    assert {one["form"]: one["own"] for one in listed}["lkjip-capaian"] is False


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_list_and_the_page_of_a_form(kinerja: Kinerja, language: str) -> None:
    listed = kinerja("forms", "list", language=language)
    assert (listed.code, listed.err) == (0, "")
    assert "lkjip-capaian" in listed.out
    page = kinerja("forms", "show", "lkjip-capaian", "--fields", language=language)
    assert (page.code, page.err) == (0, "")
    assert "achievement_of_last(Y)" in page.out
    names = json.loads(kinerja("forms", "show", "iku", "--fields", "--json").out)["fields"]
    assert "objective.name" in {one["name"] for one in names}


def test_a_fault_of_a_form_is_told_with_file_and_line(kinerja: Kinerja, own: Path) -> None:
    path = own / "iku.yaml"
    path.write_text(OWN.replace("value: name", "value: nama"), encoding="utf-8")
    done = kinerja("forms", "fill", "iku", "--forms", str(own), "--json")
    error = json.loads(done.out or done.err)["error"]
    assert (done.code, error["code"], error["where"]) == (2, "bad-form", f"{path}:6")
    assert "name" in error["nearest"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("iku",), "--json"),
        (("ikuu", "--json"), "iku"),
        (("iku", "--year", "2026", "--json"), "--year"),
        (("iku", "--unit", "dishubb", "--json"), "dishub"),
    ],
)
def test_wrong_words_end_with_2(kinerja: Kinerja, words: tuple[str, ...], told: str) -> None:
    done = kinerja("forms", "fill", *words)
    assert done.code == 2
    assert told in done.out + done.err


@pytest.mark.parametrize(
    "setting",
    [
        "cap = 0",
        "bands = []",
        'bands = [{name = "A"}, {above = 3, name = "B"}]',
        "folder = 3",
        "x = 1",
    ],
)
def test_settings_that_cannot_be_used(kinerja: Kinerja, tmp_path: Path, setting: str) -> None:
    (tmp_path / "kinerja.toml").write_text(f"[forms]\n{setting}\n", encoding="utf-8")
    done = kinerja("forms", "fill", "iku", "--json", cwd=tmp_path)
    assert done.code == 2
    assert f"forms.{setting.partition(' ')[0]}" in done.out + done.err


def test_a_form_is_written_to_a_file(kinerja: Kinerja, tmp_path: Path) -> None:
    out = tmp_path / "iku.docx"
    done = kinerja("forms", "fill", "iku", "--out", str(out), "--json")
    answer = json.loads(done.out)
    assert (answer["out"], answer["bytes"]) == (str(out), out.stat().st_size)
    refused = kinerja("forms", "fill", "iku", "--out", str(tmp_path / "iku.html"))
    assert refused.code == 2
    assert ".xlsx" in refused.out + refused.err
    assert not (tmp_path / "iku.html").exists()


def test_a_new_form_is_a_copy_and_nothing_is_overwritten(kinerja: Kinerja, tmp_path: Path) -> None:
    words = ("forms", "new", "iku-daerah", "--from", "iku", "--forms", str(tmp_path / "formulir"))
    assert kinerja(*words).code == 0
    path = tmp_path / "formulir" / "iku-daerah.yaml"
    text = path.read_text(encoding="utf-8")
    assert "\nform: iku-daerah\n" in text
    checked = kinerja("forms", "check", str(path.parent), "--json")
    assert (checked.code, json.loads(checked.out)) == (0, {"forms": ["iku-daerah"], "faults": []})
    again = kinerja(*words)
    assert again.code == 2
    assert str(path) in again.out + again.err
    assert path.read_text(encoding="utf-8") == text
    strange = ("forms", "new", "../IKU", "--from", "iku", "--forms", str(path.parent))
    assert kinerja(*strange).code == 2


def test_the_faults_of_every_form_are_told(kinerja: Kinerja, own: Path) -> None:
    (own / "iku.yaml").write_text(OWN.replace("value: name", "value: nama"), encoding="utf-8")
    lacking = OWN.replace("form: iku", "form: kedua").replace("order: [id]\n", "orde: [id]\n")
    (own / "kedua.yaml").write_text(lacking, encoding="utf-8")
    several = OWN.replace("form: iku", "form: kedua").replace("value: name", "value: nama")
    several = several.replace("order: [id]\n", "order: [idd]\nlayout: {page: lebar}\n")
    (own / "ketiga.yaml").write_text(several, encoding="utf-8")
    (own / "baik.yaml").write_text(OWN.replace("form: iku", "form: baik"), encoding="utf-8")
    done = kinerja("forms", "check", str(own), language="en")
    assert done.code == 2
    assert f"{own / 'iku.yaml'}:6" in done.out
    told = [f"{own / 'ketiga.yaml'}:{number}" for number in (1, 4, 5, 7)]
    assert all(one in done.out for one in told), "every fault of a file, from top to bottom"
    assert sorted(told, key=done.out.index) == told
    assert f"{own / 'kedua.yaml'}:4" in done.out
    assert "Of 4 forms, 1 can be filled." in done.out
