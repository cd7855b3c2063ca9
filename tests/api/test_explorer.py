"""The pages of the explorer: whole, linked, light, in both languages, with their JSON twins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from sites import Site

from kinerja_graph.errors import Unavailable
from kinerja_graph.texts import Text

MOST_BYTES = 100_000
PAGES = [
    "/",
    "/explore/edition",
    "/explore/findings",
    "/explore/matrix",
    "/explore/posts",
    "/explore/compare",
    "/explore/search?q=jalan",
    "/explore/record/KOTA-1",
    "/explore/record/KOTA-1a",
    "/explore/record/dishub",
    "/explore/record/kadis-dishub",
    "/explore/record/SOP-DHB-1.1.1.1-1",
    "/explore/crosscutting/KOTA-1",
    "/explore/picture",
    "/explore/workspace",
    "/explore/workspace?list=records&id=KOTA-1",
    "/explore/share?view=matrix&hours=24",
    "/explore/waivers",
    "/explore/report",
    "/explore/forms",
    "/explore/forms?form=perjanjian-kinerja",
    "/explore/forms?form=perjanjian-kinerja&for=position:kadis-dishub&year=2026",
    "/explore/forms?form=kke-1&for=unit:dishub",
    "/explore/forms?form=pohon-kinerja",
    "/explore/upload",
]
OF_NO_ROUTE = "/explore/access"
"""A page for people alone: scripts hand out no keys (docs/decisions/0160-who-may-do-what.md)."""


def fetched(site: Site, path: str, **more: Any) -> Any:
    parts = urlsplit(path)
    return site.get(parts.path, **{k: v[0] for k, v in parse_qs(parts.query).items()}, **more)


@pytest.mark.parametrize("path", [*PAGES, OF_NO_ROUTE])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_page_is_whole_and_light(site: Site, path: str, language: str) -> None:
    answer = fetched(site, path, lang=language)
    assert answer.status_code == 200, answer.text
    assert len(answer.content) <= MOST_BYTES
    page = html.fromstring(answer.content)
    assert page.get("lang") == language
    assert len(page.findall(".//h1")) == 1
    assert page.find(".//main").get("id") == "main"
    for link in page.iterfind(".//a[@href]"):
        where = urlsplit(link.get("href"))
        assert not where.netloc
        if where.path.startswith("/explore") and link.get("hreflang") is None:
            assert parse_qs(where.query)["lang"] == [language], link.get("href")
    for style in page.iterfind(".//style"):
        raise AssertionError(style.text)
    names = ["workspace.js"] if "workspace" in path else []
    scripts = [one.get("src") for one in page.iterfind(".//script")]
    assert [one.rpartition("/")[2] for one in scripts] == [*names, "explorer.js"]
    assert all(re.fullmatch(r"/explore/assets/\w+/\w+\.js", one) for one in scripts)
    assert " style=" not in answer.text.replace("&lt;iframe", "").split("<textarea")[0]


def test_every_link_of_the_pages_leads_somewhere(site: Site) -> None:
    seen: set[str] = set()
    for path in [*PAGES, OF_NO_ROUTE]:
        seen |= set(_links(fetched(site, path, lang="id").content))
    by_kind: dict[tuple[str, ...], list[str]] = {}
    for link in sorted(seen):
        parts = urlsplit(link)
        kind = (*parts.path.split("/")[:3], *sorted(parse_qs(parts.query)))
        by_kind.setdefault(kind, []).append(link)
    tried = [link for links in by_kind.values() for link in (links[0], links[-1])]
    assert len(by_kind) > 15
    slow = ("/report.", "/audit.")
    for link in dict.fromkeys(tried):
        if not link.startswith(slow):
            assert site.client.get(link).status_code == 200, link


def _links(content: bytes) -> Iterator[str]:
    page = html.fromstring(content)
    for tag, name in (("a", "href"), ("link", "href"), ("img", "src"), ("iframe", "src")):
        for one in page.iterfind(f".//{tag}[@{name}]"):
            if one.get(name).startswith("/"):
                yield one.get(name)


@pytest.mark.parametrize(
    "path", [one for one in PAGES if "share" not in one and one != "/explore/picture"]
)
def test_a_page_names_its_json(site: Site, path: str) -> None:
    page = html.fromstring(fetched(site, path, lang="en").content)
    twins = [one.get("href") for one in page.iterfind(".//link[@type='application/json']")]
    assert twins
    for twin in twins:
        assert twin.startswith("/v1/")
        answer = site.client.get(twin)
        assert answer.status_code == 200, twin
        assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/explore/edition", ["JSON: audit", "JSON: completeness", "JSON: matrix"]),
        (
            "/explore/record/KOTA-1a",
            [f"JSON: {one}" for one in ("records", "align", "trace", "targets", "evidence")],
        ),
        ("/explore/matrix", ["JSON"]),
    ],
)
def test_the_foot_of_a_page_tells_its_answers_apart(
    site: Site, path: str, names: list[str]
) -> None:
    page = html.fromstring(fetched(site, path, lang="en").content)
    links = [link.text_content() for link in page.iterfind(".//footer//a")]
    assert [one for one in links if one.startswith("JSON")] == names


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_overview_says_how_much_is_whole(site: Site, language: str) -> None:
    told = site.get("/completeness").json()
    page = html.fromstring(site.get("/explore/edition", lang=language).content)
    (part,) = page.xpath(".//section[@aria-labelledby='whole']")
    (beside,) = page.xpath(".//section[@aria-labelledby='by-agency']")
    kinds, places, agencies = (
        [[" ".join(cell.text_content().split()) for cell in row] for row in table.iterfind(".//tr")]
        for section in (part, beside)
        for table in section.iterfind(".//table")
    )
    assert [row[1:4] for row in kinds[1:]] == [
        [str(one[key]) for key in ("whole", "reached", "population")] for one in told["kinds"]
    ]
    rows = [
        (urlsplit(link.get("href")), [cell.text_content() for cell in row])
        for row in beside.iterfind(".//tbody/tr")
        for link in row.iterfind(".//a")
    ]
    shown = {parse_qs(url.query)["agency"][0]: cells[5:7] for url, cells in rows}
    for one in told["by_agency"]:
        assert shown[one["agency"] or "-"] == [str(one["whole"]), str(one["population"])]
    assert agencies[-1][5:7] == [
        str(sum(one[key] for one in told["by_agency"])) for key in ("whole", "population")
    ]
    share = told["kinds"][0]["share"]
    assert kinds[1][4] == f"{share:.2f}".replace(".", "," if language == "id" else ".")
    at = {one["at"] for one in told["broken"] if one["label"] != "Position"}
    links = [link.get("href") for link in part.iterfind(".//table//a")]
    assert len(places) - 1 == len(at) == 2
    assert all(any(f"/explore/record/{one}?" in link for link in links) for one in at)


def test_a_page_says_what_its_json_says(site: Site) -> None:
    told = site.get("/align/KOTA-1").json()
    text = html.fromstring(site.get("/explore/record/KOTA-1", lang="en").content).text_content()
    for share in told["agencies"]:
        assert share["name"] in text
    audit = site.get("/audit", lang="en").json()
    first = html.fromstring(site.get("/explore/findings", lang="en").content)
    shown = [" ".join(one.text_content().split()) for one in first.iterfind(".//li/p[@class='m']")]
    expected = [f"{_sign(one)} {one['severity']} · {one['message']}" for one in audit["findings"]]
    assert shown == [" ".join(one.split()) for one in expected]


def test_the_page_of_findings_begins_with_what_they_come_to(site: Site) -> None:
    audit = site.get("/audit", lang="en").json()
    page = html.fromstring(site.get("/explore/findings", lang="en").content)
    breaks, rules, agencies = (
        [[" ".join(cell.text_content().split()) for cell in row] for row in table.iterfind(".//tr")]
        for table in page.iterfind(".//section[@aria-label='Verdict']//table")
    )
    findings = {one["fingerprint"]: one for one in audit["findings"]}
    for fingerprint, row in zip(audit["overview"]["breaks"], breaks[1:], strict=True):
        one = findings[fingerprint]
        said = "lead into the circle" if one["rule"] == "contribution-cycle" else "cut off below"
        assert row == [
            f"{_sign(one)} {one['cut_off']} {said}",
            one["subject"]["name"],
            one["subject"]["id"],
            one["source"] or one["origin"],
        ]
    assert [row[3] for row in rules[1:]] == [one["id"] for one in audit["overview"]["rules"][:8]]
    expected = [one["id"] or "" for one in audit["overview"]["agencies"][:5]]
    assert [row[1] for row in agencies[1:]] == expected
    for asked in ({"rule": "copy-down"}, {"agency": "dishub"}, {"page": "2"}):
        filtered = html.fromstring(site.get("/explore/findings", lang="en", **asked).content)
        assert filtered.find(".//section[@aria-label='Verdict']") is None


@pytest.mark.parametrize("form", ["", ".csv", ".sarif", ".junit", ".html"])
def test_an_agency_chooses_which_findings_are_listed(site: Site, form: str) -> None:
    whole = site.get("/audit").json()
    for chosen in (["dishub"], ["dishub", "polres"]):
        told = site.get(f"/audit{form}", agency=chosen)
        listed = {one["fingerprint"] for one in whole["findings"] if one["agency"] in chosen}
        assert listed
        assert {
            one["fingerprint"] for one in whole["findings"] if one["fingerprint"] in told.text
        } == (listed | (set(whole["overview"]["breaks"]) if not form else set()))
    if not form:
        answer = told.json()
        assert [answer[key] for key in ("summary", "overview")] == [
            whole[key] for key in ("summary", "overview")
        ]
    unknown = site.client.get(
        f"/audit{form}", params={"agency": "dishubb", "dataset": site.dataset}
    )
    assert unknown.status_code in {400, 404}
    assert unknown.json()["nearest"][0] == "dishub"


def _sign(finding: dict[str, Any]) -> str:
    return {"error": "✖", "warning": "▲", "info": "●"}[finding["severity"]]


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"severity": "error"}, lambda one: one["severity"] == "error"),
        ({"agency": "dishub"}, lambda one: one["agency"] == "dishub"),
        ({"agency": "-"}, lambda one: one["agency"] is None),
        ({"rule": "copy-down"}, lambda one: one["rule"] == "copy-down"),
        ({"status": "waived"}, lambda _one: False),
        ({"q": "PPA dhb"}, None),
        ({"severity": "info", "agency": "polres"}, None),
    ],
)
def test_findings_are_filtered(site: Site, asked: dict[str, str], fits: Any) -> None:
    audit = site.get("/audit", lang="en").json()["findings"]
    page = html.fromstring(site.get("/explore/findings", lang="en", **asked).content)
    shown = {one.get("id") for one in page.iterfind(".//li[@id]")}
    if fits is not None:
        assert shown == {f"f-{one['fingerprint']}" for one in audit if fits(one)}
    else:
        assert len(shown) < len(audit)


def test_search_finds_a_record_by_its_words(site: Site) -> None:
    page = site.get("/explore/search", q="AMAN lalu", lang="id")
    assert "/explore/record/KOTA-1?" in page.text
    assert "0 catatan" in site.get("/explore/search", q="zzzzqq", lang="id").text


@pytest.mark.parametrize(
    ("path", "more", "status", "words"),
    [
        ("/explore/record/KOTA-11", {}, 404, ["KOTA-1", "tidak ada", "Tidak ada"]),
        ("/explore/edition", {"edition": "2031"}, 404, ["2031", "2026-murni"]),
        ("/explore/findings", {"page": "x"}, 400, ["page"]),
        ("/explore/findings", {"severity": "grave"}, 400, ["severity"]),
        ("/explore/crosscutting/dishub", {}, 400, ["dishub"]),
        ("/explore/picture", {"view": "pie"}, 400, ["view"]),
        ("/explore/lain/halaman", {}, 404, ["/explore/lain/halaman"]),
    ],
)
def test_a_failure_is_a_page(
    site: Site, path: str, more: dict[str, str], status: int, words: list[str]
) -> None:
    answer = site.get(path, lang="id", **more)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert any(word in answer.text for word in words)
    assert "Traceback" not in answer.text


def test_who_is_not_known_is_sent_to_sign_in(site: Site) -> None:
    answer = site.client.get("/explore/matrix?dataset=x&lang=en", headers={"Authorization": ""})
    assert answer.status_code == 303
    where = urlsplit(answer.headers["location"])
    assert where.path == "/sign-in"
    assert parse_qs(where.query)["next"] == ["/explore/matrix?dataset=x&lang=en"]


def test_a_page_waits_for_a_database_that_is_away(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise Unavailable(
            Text(id="Mesin padam.", en="The engine is down."), mend=Text(id="a", en="b")
        )

    monkeypatch.setattr("kinerja_graph.workflow.edition_cache.EditionCache.read", away)
    answer = site.get("/", lang="en")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "The engine is down." in answer.text


def test_a_fault_of_ours_shows_nothing_inside(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("kinerja_api.explorer.home.matrix_of", fail)
    answer = site.get("/explore/edition", lang="en")
    assert answer.status_code == 500
    assert "Internal error" in answer.text
    assert "secret detail" not in answer.text


def test_a_record_tells_at_once_what_makes_its_cell_red(site: Site) -> None:
    """A cell of the picture holds the indicators of an objective, and shows their findings."""
    findings = site.get("/audit", lang="en").json()["findings"]
    subjects = {one["subject"]["id"] for one in findings}
    measures = next(
        one for one in sorted(subjects) if one.endswith("a") and one[:-1] not in subjects
    )
    page = html.fromstring(fetched(site, f"/explore/record/{measures[:-1]}", lang="en").content)
    headings = [" ".join(one.text_content().split()) for one in page.iterfind(".//h2")]
    assert headings[0].startswith("Findings about what measures it (")
    assert "Who stands behind it" in headings[1:]
    about = page.find(".//section[@aria-labelledby='measured-by']")
    assert about is not None
    assert measures in about.text_content()


def test_an_owner_is_named_before_its_code(site: Site) -> None:
    page = html.fromstring(fetched(site, "/explore/record/DHB-1.1", lang="id").content)
    owner = next(one for one in page.iterfind(".//dd") if "kabid-lalin" in one.text_content())
    assert " ".join(owner.text_content().split()) == "Kepala Bidang Lalu Lintas kabid-lalin"


def test_the_picture_alone_is_under_the_tab_of_pictures(site: Site) -> None:
    page = html.fromstring(fetched(site, "/explore/picture", lang="en").content)
    current = [one.text for one in page.iterfind(".//nav[@class='tabs']//a[@aria-current]")]
    assert current == ["Picture"]
    assert page.findtext(".//p[@class='paper']", "").startswith("The picture is printed")
    name = page.find(".//div[@class='me']/span")
    assert name is not None
    assert name.text == "this computer"
