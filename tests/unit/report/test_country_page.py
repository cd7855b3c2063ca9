"""The page of a country: sums, provinces, trend; nothing that a page of ours may not do."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest

from kinerja_graph.report.country_page import (
    Country,
    Government,
    RuleOfCountry,
    Standing,
    country_page,
)
from kinerja_graph.report.provinces import PROVINCES, province_named, province_of_code
from kinerja_graph.texts import Language

HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7*7 }} \ud800"
MADE = datetime(2026, 12, 2, 8, 30, tzinfo=UTC)


def standing(errors: int, edition: str = "2026", **more: Any) -> Standing:
    told: dict[str, Any] = {
        "warnings": 3, "infos": 1, "tasks": 60, "tasks_whole": 59, "indicators": 20,
        "indicators_whole": 18, "records": 100,
    }  # fmt: skip
    return Standing(edition=edition, errors=errors, **{**told, **more})


def government(
    dataset: str, *editions: Standing, code: str | None = None, why: tuple[str, ...] = ()
) -> Government:
    province = None if code is None else PROVINCES[code]
    return Government(
        dataset=dataset,
        name=f"Rencana {dataset}",
        province=province,
        why=why,
        editions=editions,
    )


def page_of(
    *governments: Government,
    rules: tuple[RuleOfCountry, ...] = (),
    language: Language = "en",
) -> str:
    country = Country(governments=governments, rules=rules)
    return country_page(country, {"detached-task": "Detached task"}, language, made=MADE)


def text_of(page: str) -> str:
    body = page[page.index("<body>") : page.rindex("<script>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("language", ["id", "en"])
def test_names_are_text_and_the_page_asks_for_nothing(language: Language) -> None:
    hostile = replace(government(HOSTILE, standing(1), code="31"), name=HOSTILE)
    page = page_of(hostile, government("b", why=(HOSTILE,)), language=language)
    assert "<img" not in page
    assert "49" not in text_of(page)
    assert " style=" not in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert not re.search(r"url\(|@import", page)
    assert page.count("<script") == 1


def test_sums_of_the_newest_editions_and_not_of_older_ones() -> None:
    page = page_of(
        government("a", standing(90, "2025"), standing(4), code="32"),
        government("b", standing(2), code="32"),
        government("c", standing(0, warnings=0, infos=0), code="11"),
        government("d", why=("The plan has 3 errors.",)),
    )
    text = text_of(page)
    assert "6 errors, 6 warnings, 2 info" in text
    assert (
        "4 governments, 2 of them with findings. 177 of 180 tasks are whole up to level 0." in text
    )
    assert "1 government could not be audited." in text
    assert "The plan has 3 errors." in text
    assert re.search(r'<li class="p32 s3">.*?<span class="figure">3</span>', page)
    assert re.search(r'<li class="p11 s0">.*?<span class="figure">0</span>', page)
    assert "Jawa Barat 32 2 6 6 3 118/120 36/40" in text
    assert "Province not known 1 0 0 – – –" in text


def test_every_province_has_a_tile_of_its_own() -> None:
    page = page_of(government("a", standing(1), code="96"))
    tiles = re.findall(r'<li class="p(\d\d)([^"]*)"', page)
    assert [code for code, _look in tiles] == list(PROVINCES)
    assert [code for code, look in tiles if "empty" not in look] == ["96"]
    assert len(PROVINCES) == 38
    assert len({(one.column, one.row) for one in PROVINCES.values()}) == 38
    for one in PROVINCES.values():
        assert f".p{one.code} {{ grid-area: {one.row} / {one.column}; }}" in page


def test_a_share_has_no_colour_and_is_not_sorted_by() -> None:
    """forms.md §6: a share is never coloured, ranked or averaged."""
    page = page_of(government("a", standing(1)))
    heads = re.findall(r"<th scope=\"col\"([^>]*)>([^<]*)</th>", page[page.index('id="list"') :])
    whole = [look for look, text in heads if text.endswith("whole")]
    assert len(whole) == 2
    assert not any("data-sort" in look for look in whole)
    assert '<td class="n">59/60</td>' in page


def test_the_trend_is_of_governments_with_several_editions() -> None:
    alone = page_of(government("a", standing(1)), government("b", standing(1)))
    assert 'id="trend"' not in alone
    assert "Since the edition before" not in alone
    pages = {"report": "reports/a.html", "picture": "pictures/a.html"}
    page = page_of(
        government(
            "a",
            standing(8, "2024", as_of=2023),
            standing(8, "2025", as_of=2024),
            replace(standing(5, "2026", as_of=2025), pages=pages),
        ),
        government("b", standing(1, as_of=2025)),
    )
    text = text_of(page)
    assert "▼ −3" in text
    assert "= 0" in text
    assert 'points="2,2 36,2 70,8"' in page
    assert "errors, from the oldest edition to the newest: 8, 8, 5" in page
    assert "2023 1 8 8 59/60" in text
    assert "2025 2 6 3 118/120" in text
    assert page.count('href="reports/a.html"') == page.count('href="pictures/a.html"') == 2


def test_rules_lead_to_governments() -> None:
    rule = RuleOfCountry(
        id="detached-task",
        severity="warning",
        governments=30,
        findings=44,
        most=(("b", 9), ("a", 1)),
    )
    own = replace(rule, id="own-rule", governments=2)
    page = page_of(government("a", standing(1)), government("b", standing(1)), rules=(rule, own))
    text = text_of(page)
    assert "Detached task detached-task 30 44 Rencana b (9)" in text
    assert "and 28 more" in text
    assert "own-rule own-rule 2" in text
    assert text.count(" more") == 1
    assert re.search(r'<a href="#g2">Rencana b</a> \(9\)', page)


def test_provinces_by_code_and_by_name() -> None:
    for one in PROVINCES.values():
        assert province_of_code(one.code) is one
        assert province_of_code(f"{one.code}.71-kota") is one
        assert province_of_code(f"{one.code}71") is one
        for name in (one.code, one.name.upper(), one.short, f"id-{one.letters}"):
            assert province_named(name) is one
    for text in ("2026-murni", "327", "32713", "kota-32", "", "99.01", "3"):
        assert province_of_code(text) is None, text
    assert province_named("Jawa") is None
