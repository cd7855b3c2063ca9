"""Names in boxes: order, code words, and labels that are whole up to 136 letters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kinerja_graph.render.names import (
    CODE_LETTERS,
    agency_codes,
    box_label,
    is_name,
    natural_sort_key,
    short_name,
)


def test_a_label_of_136_letters_is_whole() -> None:
    name = "Persentase " + "a" * 125
    assert len(name) == 136
    assert box_label(name) == name


@given(st.text(min_size=137, max_size=500))
def test_a_longer_label_is_cut_and_says_so(name: str) -> None:
    label = box_label(name)
    assert label.endswith("…")
    assert len(label) <= 136
    assert name.startswith(label[:-1])


def test_a_long_label_is_cut_between_words() -> None:
    name = "Persentase penanganan pengaduan masyarakat " * 5
    assert name.startswith(box_label(name)[:-1] + " ")


@given(st.lists(st.text(max_size=12), max_size=20))
def test_any_ids_have_one_order(ids: list[str]) -> None:
    keys = [natural_sort_key(id_) for id_ in ids]
    backwards = ids[::-1]
    assert sorted(ids, key=natural_sort_key) == sorted(backwards, key=natural_sort_key)
    assert len(set(keys)) == len(set(ids))


def test_numbers_sort_as_numbers_however_long() -> None:
    ids = ["IKU-10", "IKU-9", "IKU-" + "9" * 5000, "IKU-007"]
    assert sorted(ids, key=natural_sort_key) == ["IKU-007", "IKU-9", "IKU-10", "IKU-" + "9" * 5000]


def test_codes_are_those_of_the_plan_or_names_that_people_know() -> None:
    """Initials that nobody uses, such as RDAR of the hospital, are no code."""
    names = {
        "89": "BADAN PENDAPATAN DAERAH BANYUWANGI",
        "dishub": "Dinas Perhubungan",
        "39": "RSUD DR. ABDOER RAHEM",
        "118": "Kecamatan Giri",
        "81": "KECAMATAN JANGKAR",
        "4": "Badan Perencanaan (BAPPEDA) Kota",
        "5": "Kantor (lama)",
        "7": "",
    }
    assert agency_codes(names, names) == {
        "89": "BADAN PENDAPA…",
        "dishub": "DISHUB",
        "39": "RSUD DR. ABDO…",
        "118": "Kecamatan Giri",
        "81": "KECAM… JANGKAR",
        "4": "BAPPEDA",
        "5": "Kantor (lama)",
        "7": "7",
    }


@given(st.text(max_size=60), st.integers(5, 40))
def test_a_short_name_fits_and_keeps_the_first_letters(name: str, most: int) -> None:
    short = short_name(name, most)
    assert len(short) <= most
    words = name.split()
    for cut, word in zip(short.split(), words, strict=False):
        assert word.startswith(cut.rstrip("…")) or "…" in word
    if len(" ".join(words)) <= most:
        assert short == " ".join(words)


def test_a_name_is_not_repeated_by_a_part_of_it() -> None:
    assert is_name("KECAM… JANGKAR", "KECAMATAN JANGKAR")
    assert is_name("DISHUB", "Dishub")
    assert not is_name("BAPPEDA", "Badan Perencanaan (BAPPEDA) Kota")


@given(st.dictionaries(st.text(min_size=1, max_size=20), st.text(max_size=30), max_size=12))
def test_no_two_agencies_have_the_same_code(names: dict[str, str]) -> None:
    words = agency_codes(names, names)
    assert set(words) == set(names)
    assert len(set(words.values())) == len(names)


def test_a_long_id_has_a_short_code() -> None:
    assert len(agency_codes({}, ["dinas-perhubungan-dan-lalu-lintas"]).popitem()[1]) == CODE_LETTERS
