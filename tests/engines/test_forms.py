"""Official forms: the worked examples, on both engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kinerja_graph.errors import UsageError
from kinerja_graph.forms.filling import Asked
from kinerja_graph.forms.form_file import FormFolder
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from kinerja_graph.workflow.forms import fill_form

EXAMPLES = Path(__file__).parents[2] / "examples"


@contextmanager
def loaded_example(store: Store, name: str) -> Generator[Edition]:
    cascade = read(EXAMPLES / name, settings=read_settings()).cascade
    assert cascade is not None
    with temporary_snapshot(store, cascade, settings=read_settings()) as snapshot:
        yield snapshot.edition


@pytest.fixture(scope="module")
def city(store: Store) -> Generator[Edition]:
    with loaded_example(store, "city/2026-murni") as edition:
        yield edition


@pytest.fixture(scope="module")
def slides(store: Store) -> Generator[Edition]:
    with loaded_example(store, "slides") as edition:
        yield edition


def filled(
    store: Store, edition: Edition, name: str, *, settings: Settings | None = None, **asked: Any
) -> dict[str, Any]:
    form = FormFolder().read(name)
    found = fill_form(store, edition, form, Asked(**asked), settings=settings or read_settings())
    return as_json(found, "id")


def by_id(answer: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The cells of each row by the id of its first record and of the column."""
    names = [one["id"] for one in answer["columns"]]
    return {row["ids"][0]: dict(zip(names, row["cells"], strict=True)) for row in answer["rows"]}


def shown(number: float) -> float:
    return round(number, 2)


def test_key_indicators_of_the_city(store: Store, city: Edition) -> None:
    answer = filled(store, city, "iku")
    assert list(answer) == [
        "form", "dataset", "edition", "document", "options", "columns", "rows", "notes",
    ]  # fmt: skip
    assert (answer["form"], answer["document"], answer["options"]) == (
        "iku",
        "plan",
        {"unit": None},
    )
    assert len(answer["rows"]) == 29
    assert sum(city_level(row) == 0 for row in answer["rows"]) == 9
    targets = [one["head"] for one in answer["columns"] if one["id"].startswith("target")]
    assert targets == [f"Target {year}" for year in range(2025, 2030)]
    row = by_id(answer)["DHB-1a"]
    assert row["agency"] == ["Dinas Perhubungan"]
    assert row["owners"] == ["Kepala Dinas Perhubungan", "Dinas Perhubungan"], "posts first"
    assert (row["measure_unit"], row["definition"]) == ("persen", None)
    assert {type(cell) for cell in row.values()} >= {int, str, float, list}
    assert answer["notes"] == [
        (
            "IKU: indikator tingkat 0 dan 1, sebab tidak ada dokumen iku yang dimuat "
            "di samping rencana."
        )
    ]


def city_level(row: Mapping[str, Any]) -> int:
    """The level of an indicator of the city, which its id tells: KOTA is 0, one number is 1."""
    return 0 if row["ids"][0].startswith("KOTA") else 1


def test_key_indicators_of_an_agency(store: Store, city: Edition) -> None:
    assert list(by_id(filled(store, city, "iku", unit="dishub"))) == ["DHB-1a", "DHB-1b"]
    assert by_id(filled(store, city, "iku", unit="dishub-lalin")) == {}
    government = by_id(filled(store, city, "iku", unit="pemda"))
    assert len(government) == 9, "what the government itself and posts directly in it own"


@pytest.mark.parametrize(
    ("unit", "indicator", "expected"),
    [
        ("dishub", "DHB-1a", (61.4, 59.4, 96.74, 54.4, 95.44, 75, 79.20)),
        ("dishub", "DHB-1b", (75.2, 77.4, 102.93, None, 101.87, 92, 84.13)),
        ("pemda", "KOTA-1b", (8.8, 8.6, 102.27, None, None, 6.5, 67.69)),
    ],
)
def test_achievements(
    store: Store,
    city: Edition,
    unit: str,
    indicator: str,
    expected: tuple[float | None, ...],
) -> None:
    answer = filled(store, city, "lkjip-capaian", unit=unit, year=2025)
    row = by_id(answer)[indicator]
    names = (
        "target", "realisation", "achievement", "realisation_before", "achievement_before",
        "target_last", "achievement_of_last",
    )  # fmt: skip
    for name, number in zip(names, expected, strict=True):
        if number is not None:
            assert shown(row[name]) == number, name
    assert row["band"] == "Sangat tinggi"
    assert row["causes"] == {"human": "penyusun"}
    assert row["budget"] is None


def test_achievement_of_a_range(store: Store, city: Edition) -> None:
    row = by_id(filled(store, city, "lkjip-capaian", unit="bappeda", year=2025))["BPP-1b"]
    assert (row["target"], row["realisation"], row["achievement"]) == ([85, 95], 87.3, 100)
    assert row["rule"].startswith("100 di dalam rentang")
    assert row["band"] == "Sangat tinggi"


def test_the_year_of_a_performance_report_is_the_last_closed_one(
    store: Store, city: Edition
) -> None:
    answer = filled(store, city, "lkjip-capaian", unit="dishub")
    assert answer["options"] == {"unit": "dishub", "year": 2025}
    assert answer["columns"][5]["head"] == "Target 2025"
    late = by_id(filled(store, city, "lkjip-capaian", unit="dishub", year=2029))["DHB-1a"]
    assert (late["realisation"], late["achievement"], late["band"]) == (None, None, None)


def test_bands_and_cap_of_ones_own(store: Store, city: Edition) -> None:
    own = {"cap": 100, "bands": [{"above": 100, "name": "Lebih {x}"}, {"name": "Kurang"}]}
    settings = read_settings(forms=own)
    answer = filled(store, city, "lkjip-capaian", settings=settings, unit="dishub", year=2025)
    rows = by_id(answer)
    assert [one["band"] for one in rows.values()] == ["Kurang", "Lebih {x}"]
    assert [shown(one["capped"]) for one in rows.values()] == [96.74, 100]
    assert shown(rows["DHB-1b"]["achievement"]) == 102.93, "the column is added, not replaced"
    heads = {one["id"]: one["head"] for one in answer["columns"]}
    assert heads["capped"] == "Capaian 2025, paling tinggi 100 (%)"


@pytest.mark.parametrize(
    ("asked", "begins", "nearest"),
    [
        ({"unit": "dishubb"}, "There is no unit “dishubb”", "dishub"),
        ({"position": "kadis-dishub"}, "Form iku takes no option --position", None),
        ({"year": 2026}, "Form iku takes no option --year", None),
    ],
)
def test_options_are_checked(
    store: Store, city: Edition, asked: dict[str, Any], begins: str, nearest: str | None
) -> None:
    with pytest.raises(UsageError) as refused:
        filled(store, city, "iku", **asked)
    assert refused.value.what.en.startswith(begins)
    assert nearest is None or nearest in str(refused.value.facts["nearest"])


def parts(answer: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    """The cells of each row of each part by the id of the column."""
    return [
        [
            dict(zip([one["id"] for one in part["columns"]], row["cells"], strict=True))
            for row in part["rows"]
        ]
        for part in answer["parts"]
    ]


def test_an_agreement_of_a_post(store: Store, city: Edition) -> None:
    answer = filled(store, city, "perjanjian-kinerja", position="kadis-dishub", year=2026)
    assert answer["options"] == {"unit": None, "position": "kadis-dishub", "year": 2026}
    parties, targets, budgets = parts(answer)
    assert [one["post"] for one in parties] == ["Kepala Dinas Perhubungan", "Wali Kota"]
    assert {str(one["nip"]) for one in parties} == {"{'human': 'pejabat'}"}
    assert [row["ids"] for row in answer["parts"][1]["rows"]] == [["DHB-1a"], ["DHB-1b"]]
    assert [(one["target"], one["measure_unit"]) for one in targets] == [
        (64.8, "persen"),
        (79.4, "persen"),
    ]
    assert len({one["objective"] for one in targets}) == 1, "one cell in print"
    assert budgets == []


def test_agreements_of_a_unit_are_those_of_its_posts(store: Store, city: Edition) -> None:
    answer = filled(store, city, "perjanjian-kinerja", unit="dishub", year=2026)
    firsts = [part["rows"][0]["ids"][0] for part in answer["parts"][::3]]
    assert firsts == sorted(firsts)
    assert "kadis-dishub" in firsts
    assert len(answer["parts"]) == 3 * len(firsts)
    assert all(part["rows"] for part in answer["parts"][1::3]), "each owns an indicator"


def test_an_agreement_needs_an_indicator(store: Store, city: Edition) -> None:
    with pytest.raises(UsageError) as refused:
        filled(store, city, "perjanjian-kinerja", position="sekretaris-disdik")
    assert refused.value.exit_code == 2
    assert refused.value.what.en == "sekretaris-disdik owns no indicator."
    with pytest.raises(UsageError, match="needs"):
        filled(store, city, "perjanjian-kinerja")


def test_the_first_worksheet_hints_and_never_marks(store: Store, city: Edition) -> None:
    rows = by_id(filled(store, city, "kke-1", unit="dishub"))
    assert len(rows) == 10
    for row in rows.values():
        said = [str(row[f"hint_{letter}"]).partition(":")[0] for letter in "smartc"]
        assert said == ["tidak terlihat di graf"] + ["bukti"] * 5
        marks = [row[one] for one in ("specific", "sum", "challenging", "note")]
        assert marks == [{"human": "evaluator"}] * 4
    assert rows["DHB-1a"]["hint_a"] == "bukti: capaian 2025: 96,74%", "the last, with its year"


def test_the_first_worksheet_names_what_fails(store: Store, city: Edition) -> None:
    rows = by_id(filled(store, city, "kke-1"))
    assert rows["SPP-9a"]["hint_r"] == "kurang: putus di SPP-9: tidak berlanjut ke atas"
    assert {row["hint_r"].partition(":")[0] for row in rows.values()} == {"kurang", "bukti"}


def test_the_second_worksheet_follows_the_cascade(store: Store, city: Edition) -> None:
    answer = filled(store, city, "kke-2", unit="dishub")
    rows = by_id(answer)
    places: dict[str, list[str]] = {}
    for one, row in rows.items():
        places.setdefault(row["number"], []).append(one)
    assert list(places) == ["1.a", "1.b", "1.c", "1.d"]
    assert places["1.a"] == ["DHB-1a", "DHB-1b"]
    assert places["1.b"] == ["DHB-1.1a", "DHB-1.2a"]
    assert places["1.c"] == ["DHB-1.2.1a"]
    assert len(places["1.d"]) == 5
    assert {row["hint"].partition(":")[0] for row in rows.values()} == {"utuh"}
    assert rows["DHB-1.1a"]["hint"] == "utuh: DHB-1.1a → DHB-1.1 → DHB-1 → KOTA-1"
    assert rows["DHB-1.1a"]["indicator"].endswith("(Intermediate outcome)")
    assert {row["pk"] for row in rows.values()} == {None}
    assert answer["notes"] == ["Tidak dimuat di samping rencana: renstra, renja, pk."]


def test_what_stands_under_no_result_comes_last(store: Store, city: Edition) -> None:
    rows = by_id(filled(store, city, "kke-2"))
    broken = {one: row["hint"] for one, row in rows.items() if not row["hint"].startswith("utuh")}
    assert broken == {
        "SPP-9a": "putus di SPP-9: tidak berlanjut ke atas",
        "BPD-9a": "putus di BPD-9a: tidak berlanjut ke atas",
    }
    assert list(rows)[-1] == "BPD-9a"
    assert rows["BPD-9a"]["number"] == "–.c"
    assert rows["BPD-9a"]["rank"] == {"human": "evaluator"}, "a unit has no rank"


def test_the_tree_of_the_slides(store: Store, slides: Edition) -> None:
    rows = by_id(filled(store, slides, "pohon-kinerja"))
    kpis = [f"IKU-0{number}" for number in range(1, 9)]
    assert list(rows) == [
        "INDUSTRI", "PELATIHAN", "LALIN", *kpis, "PAD-1", "PAD-2", "SEHAT-1", "SEHAT-2", "SEHAT-3",
    ]  # fmt: skip
    assert rows["PELATIHAN"]["level-0"] == "Meningkatkan industri …"
    assert rows["PELATIHAN"]["indicator"] is None
    assert rows["PELATIHAN"]["tasks"] is not None


def test_the_tree_of_the_city(store: Store, city: Edition) -> None:
    answer = filled(store, city, "pohon-kinerja", year=2026)
    sections = [(row["ids"][0], row["section"]) for row in answer["rows"]]
    assert len(sections) == 98
    assert {section for _, section in sections[:-2]} == {None}
    assert sections[-2:] == [("BPD-9a", "Belum tersambung"), ("SPP-9a", "Belum tersambung")]
    row = by_id(answer)["DHB-1.1.2a"]
    assert row["level-0"].startswith("Terwujudnya lalu lintas")
    assert row["level-3"] == "Parkir di tepi jalan utama tertib"
    assert row["also"] == ["Meningkatnya penerimaan retribusi daerah"]
    assert row["posts"] == ["Ketua Tim Perparkiran"]


def test_crosscutting_of_the_city(store: Store, city: Edition) -> None:
    answer = filled(store, city, "crosscutting", year=2026)
    names = [one["id"] for one in answer["columns"]]
    rows = [dict(zip(names, row["cells"], strict=True)) for row in answer["rows"]]
    assert Counter(one["status"] for one in rows) == {
        "diterima": 13,
        "diminta": 2,
        "ditolak": 1,
        "diharapkan, belum ada": 1,
    }
    [refused] = [one for one in rows if one["status"] == "ditolak"]
    assert refused["reason"].startswith("Penagihan pajak diatur")
    assert answer["rows"][-1]["ids"] == ["KOTA-4", "pupr"]
    assert rows[-1]["supporter"] == ["Dinas Pekerjaan Umum dan Penataan Ruang"]
    assert rows[-1]["support"] is None
    several = by_id(answer)["DIK-2.1"]["target"]
    assert several[0] == "Persentase persalinan di fasilitas kesehatan: 93,8"
    mine = filled(store, city, "crosscutting", unit="dishub")["rows"]
    assert [row["ids"] for row in mine] == [
        ["BPD-1.2", "DHB-1.1.2"],
        ["BPD-1.2", "DHB-1.2"],
        ["DHB-1", "POL-1.1"],
        ["DHB-1", "PU-1.1"],
        ["DHB-1", "SPP-1.1"],
    ]


def test_an_action_plan_makes_no_quarter_from_a_year(store: Store, city: Edition) -> None:
    answer = filled(store, city, "rencana-aksi", position="katim-sinyal", year=2026)
    assert [row["ids"] for row in answer["rows"]] == [["DHB-1.1.1a", "DHB-1.1.1.1a"]]
    row = by_id(answer)["DHB-1.1.1a"]
    assert row["target"] == 58
    assert row["owners"] == ["Teknisi Alat Pemberi Isyarat Lalu Lintas"]
    quarters = [row[f"quarter-{one}"] for one in ("I", "II", "III", "IV")]
    assert quarters == [{"human": "perencana"}] * 4


def test_an_indicator_without_actions_is_left_to_the_planner(store: Store, city: Edition) -> None:
    answer = filled(store, city, "rencana-aksi", unit="satpolpp", year=2026)
    alone = [row["ids"] for row in answer["rows"] if len(row["ids"]) == 1]
    acting = {one for row in answer["rows"] for one in row["ids"][:1]}
    assert alone
    assert acting == {*by_id(filled(store, city, "kke-5", unit="satpolpp"))}, "none is left out"
    row = next(
        dict(zip([one["id"] for one in answer["columns"]], row["cells"], strict=True))
        for row in answer["rows"]
        if row["ids"] == alone[0]
    )
    assert row["action"] == row["action_unit"] == row["owners"] == {"human": "perencana"}


def test_the_fifth_worksheet_says_what_data_there_is(store: Store, city: Edition) -> None:
    row = by_id(filled(store, city, "kke-5", unit="dishub"))["DHB-1a"]
    assert row["hint_data"] == [
        "definisi operasional: tidak ada",
        "sumber data: ada",
        "penyedia data: tidak ada",
    ]
    assert row["hint_years"] == "semua tahun yang sudah tutup memiliki realisasi"
    assert row["components"] == {"human": "evaluator"}
