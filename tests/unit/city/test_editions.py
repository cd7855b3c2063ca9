"""The example city: sound without its defects, and with them as faulty as its list says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from city.draft import Tables
from city.editions import EDITIONS, ORIGINAL, REVISED, defects, every_defect, tables_of
from city.readme import page
from city.writing import write_folder, write_workbook
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import read
from make_city import CITY, contents, differences, write_city
from oracle.rules import findings, ordered

PLANS = {ORIGINAL: CITY / ORIGINAL, REVISED: CITY / f"{REVISED}.xlsx"}
Found = Counter[tuple[str, str, str | None]]


def cascade_of(path: Path) -> Cascade:
    reading = read(path, settings=read_settings())
    assert reading.problems == ()
    assert reading.cascade is not None
    return reading.cascade


def found(cascade: Cascade) -> Found:
    return Counter(
        (rule, finding.subject[1], finding.other[1] if finding.other else None)
        for rule, finding in ordered(findings(cascade))
    )


def planned(edition: str) -> Found:
    return Counter((defect.rule, *ends) for defect in defects(edition) for ends in defect.findings)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_plan_without_its_defects_is_sound(edition: str, tmp_path: Path) -> None:
    write_folder(tables_of(edition, flawed=False), tmp_path / "plan")
    assert found(cascade_of(tmp_path / "plan")) == Counter()


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_plan_has_its_defects_and_no_other(edition: str) -> None:
    assert found(cascade_of(PLANS[edition])) == planned(edition)


@pytest.mark.parametrize("edition", EDITIONS)
def test_defects_are_of_many_rules_and_few_of_each(edition: str) -> None:
    by_rule = Counter(rule for rule, _, _ in planned(edition))
    assert len(by_rule) >= 20
    assert max(by_rule.values()) <= 3


def test_folder_and_workbook_say_the_same(tmp_path: Path) -> None:
    for edition in EDITIONS:
        tables = tables_of(edition)
        write_folder(tables, tmp_path / edition)
        write_workbook(tables, tmp_path / f"{edition}.xlsx")
        folder = read(tmp_path / edition, settings=read_settings()).cascade
        workbook = read(tmp_path / f"{edition}.xlsx", settings=read_settings()).cascade
        assert folder is not None
        assert workbook is not None
        assert records(folder) == records(workbook)


def records(cascade: Cascade) -> list[str]:
    """What a cascade says, without the places that it was read from."""
    things = (*(each for _, each in cascade.records()), *cascade.contributions, *cascade.links)
    return [
        str(
            {
                name: value
                for name in type(each).__dataclass_fields__
                if name != "origin"
                for value in [getattr(each, name)]
            }
        )
        for each in things
    ]


def test_the_files_are_what_the_generator_makes(tmp_path: Path) -> None:
    write_city(tmp_path)
    assert differences(tmp_path, CITY) == []


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    write_city(tmp_path)
    units = tmp_path / ORIGINAL / "units.csv"
    units.write_text(units.read_text("utf-8").replace("Dishub", "Dinhub"), "utf-8")
    (tmp_path / "README.md").unlink()
    assert differences(tmp_path, CITY) == [f"{ORIGINAL}/units.csv", "README.md"]


def test_a_workbook_made_twice_is_the_same_to_the_byte(tmp_path: Path) -> None:
    tables = tables_of(REVISED)
    for name in ("first.xlsx", "second.xlsx"):
        write_workbook(tables, tmp_path / name)
    assert (tmp_path / "first.xlsx").read_bytes() == (tmp_path / "second.xlsx").read_bytes()
    assert contents(tmp_path / "first.xlsx") == contents(PLANS[REVISED])


def test_the_readme_names_every_defect() -> None:
    text = page()
    assert (CITY / "README.md").read_text("utf-8") == text
    for defect in every_defect():
        assert f"| `{defect.rule}` |" in text
        assert all(f"`{subject}" in text for subject, _ in defect.findings)


def test_the_city_has_what_a_city_has() -> None:
    cascade = cascade_of(PLANS[ORIGINAL])
    assert [unit.id for unit in cascade.units if unit.kind == "external"] == ["polres"]
    assert sum(unit.kind == "opd" for unit in cascade.units) == 8
    assert {objective.level for objective in cascade.objectives} == {0, 1, 2, 3, 4}
    ladders = {post.ladder: post.supervised for post in cascade.positions if post.ladder}
    assert ladders == {"Auditor": True, "Perencana": False}
    assert {item.polarity for item in cascade.indicators} == {"up", "down", "hold", "range"}
    statuses = {edge.status for edge in cascade.contributions if edge.kind == "crosscutting"}
    assert statuses == {"accepted", "requested", "rejected"}
    assert {edge.sign for edge in cascade.contributions} == {"+", "-"}
    assert sum(edge.mode == "sum" for edge in cascade.contributions) == 2


def test_the_revised_edition_changes_what_its_readme_says() -> None:
    before, after = (by_id(tables_of(edition, flawed=False)) for edition in EDITIONS)
    assert {"DHB-1.1.3", "DHB-1.1.3a", "DIK-2b", "katim-zoss", "katim-ats"} <= after.keys()
    assert before.keys() - after.keys() == {
        "DKS-1.2.1.1b",
        "SOP-DKS-1.1.2.1-3",
        "katim-nonformal",
    }
    renamed = {
        name for name in before.keys() & after.keys() if before[name]["name"] != after[name]["name"]
    }
    assert renamed == {"bappeda", "kaban-bappeda", "DIK-1.1a"}
    assert before["PU-2.1"]["contributes_to"] == ["PU-2", "DKS-1"]
    assert after["PU-2.1"]["contributes_to"] == ["PU-2", "DKS-1.2"]
    assert before["DIK-2.1.1a"]["owner"] == ["katim-nonformal"]
    assert after["DIK-2.1.1a"]["owner"] == ["katim-ats"]


def by_id(tables: Tables) -> dict[object, dict[str, object]]:
    return {row["id"]: dict(row) for rows in tables.values() for row in rows if "id" in row}
