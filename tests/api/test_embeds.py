"""Views in frames of other pages: who may frame them, what a signed link opens, oEmbed."""

from __future__ import annotations

import html as markup
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema
import pytest
from serving import BEARER, client_of
from sites import Site

from kinerja_api.explorer.tickets import Ticket, read_ticket, sign_ticket
from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load

NOBODY = {"Authorization": ""}
OEMBED = {
    "type": "object",
    "required": ["version", "type", "html", "width", "height"],
    "properties": {
        "version": {"const": "1.0"},
        "type": {"const": "rich"},
        "html": {"type": "string", "pattern": "^<iframe .*</iframe>$"},
        "width": {"type": "integer", "maximum": 500},
        "height": {"type": "integer"},
        "cache_age": {"type": "integer"},
    },
}


def framed(site: Site, view: str, **more: Any) -> str:
    """The address in the signed snippet of a view."""
    page = site.get("/explore/share", view=view, hours=24, lang="en", **more)
    assert page.status_code == 200, page.text
    found = re.findall(r"<textarea id=\"signed\"[^>]*>(.*?)</textarea>", page.text, re.DOTALL)
    snippet = markup.unescape(found[0])
    assert 'sandbox="allow-scripts allow-downloads"' in snippet  # "This view" is saved from there
    assert 'allow="clipboard-write"' in snippet
    assert "allow-same-origin" not in snippet
    return markup.unescape(re.findall(r'src="([^"]+)"', snippet)[0])


@pytest.mark.parametrize(
    ("view", "more", "form", "kind"),
    [
        ("cascade", {}, "html", "text/html; charset=utf-8"),
        ("chain", {"id": "KOTA-1"}, "html", "text/html; charset=utf-8"),
        ("crosscutting", {"id": "KOTA-1"}, "svg", "image/svg+xml"),
        ("matrix", {}, "png", "image/png"),
        ("diff", {"edition": "2026-perubahan", "against": "2026-murni"}, "html", None),
    ],
)
def test_a_view_stands_by_itself(
    site: Site, view: str, more: dict[str, str], form: str, kind: str | None
) -> None:
    answer = site.get(f"/embed/{view}", form=form, lang="id", **more)
    assert answer.status_code == 200, answer.text[:500]
    assert answer.headers["content-type"] == (kind or answer.headers["content-type"])
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'self' https://portal.example.go.id" in policy
    assert "sandbox" in policy
    assert "allow-same-origin" not in policy
    assert "x-frame-options" not in answer.headers
    assert "set-cookie" not in answer.headers
    if view != "diff":
        tag = answer.headers["etag"]
        again = site.client.get(answer.url, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        other = site.get(f"/embed/{view}", form=form, lang="en", **more)
        assert other.headers["etag"] != tag


def test_a_signed_link_opens_its_view_and_nothing_else(site: Site) -> None:
    where = framed(site, "chain", id="KOTA-1")
    opened = site.client.get(where, headers=NOBODY)
    assert opened.status_code == 200
    assert "KOTA-1" in opened.text
    for wrong in (
        where.replace("id=KOTA-1", "id=KOTA-2"),
        where.replace("/embed/chain", "/embed/crosscutting"),
        where.replace("edition=2026-murni", "edition=2026-perubahan"),
        where.replace("ticket=", "ticket=x"),
        re.sub("ticket=[^&]*", "ticket=", where),
    ):
        assert wrong != where
        refused = site.client.get(wrong, headers=NOBODY)
        assert refused.status_code in (400, 401), wrong
        assert refused.headers["content-type"].startswith("text/html")
        assert "location" not in refused.headers
        assert "frame-ancestors 'self' https://portal" in refused.headers["content-security-policy"]


def test_a_signed_link_opens_no_page_and_no_answer(site: Site) -> None:
    ticket = parse_qs(urlsplit(framed(site, "matrix")).query)["ticket"][0]
    for path in ("/explore/matrix", "/matrix", "/render.svg"):
        answer = site.client.get(
            path,
            params={"dataset": site.dataset, "edition": "2026-murni", "ticket": ticket},
            headers=NOBODY,
        )
        assert answer.status_code in (303, 401)


def test_a_link_ends(site: Site, embedded_settings: Settings) -> None:
    home = embedded_settings.home
    ended = Ticket(
        view="matrix", dataset=site.dataset, edition="2026-murni", until=int(time.time()) - 1
    )
    answer = site.client.get(
        "/embed/matrix",
        params={
            "dataset": site.dataset,
            "edition": "2026-murni",
            "ticket": sign_ticket(home, ended),
            "lang": "en",
        },
        headers=NOBODY,
    )
    assert answer.status_code == 400
    assert "has expired" in answer.text
    assert read_ticket(home, sign_ticket(home, ended)) == ended
    assert (home / "embed.key").stat().st_mode & 0o077 == 0


def test_oembed_tells_how_to_frame_a_page(site: Site) -> None:
    page = site.get("/explore/picture", view="chain", id="KOTA-1", lang="en")
    found = re.findall(r'type="application/json\+oembed" href="([^"]+)"', page.text)[0]
    told = site.client.get(markup.unescape(found) + "&maxwidth=500").json()
    jsonschema.validate(told, OEMBED)
    src = markup.unescape(re.findall(r'src="([^"]+)"', told["html"])[0])
    assert site.client.get(src, headers=NOBODY).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/explore/picture?dataset=a&edition=b",
        "{own}/explore/findings?dataset={dataset}&edition=2026-murni",
        "{own}/explore/picture",
        "{own}/embed/pie?dataset={dataset}&edition=2026-murni",
        "javascript:alert(1)",
        "http://[::1",
    ],
)
def test_oembed_knows_no_other_pages(site: Site, url: str) -> None:
    own = str(site.client.base_url).rstrip("/")
    answer = site.client.get("/oembed", params={"url": url.format(own=own, dataset=site.dataset)})
    assert answer.status_code == 404
    assert answer.json()["code"] == "unknown-view"


def test_oembed_asks_who_calls(site: Site) -> None:
    own = str(site.client.base_url).rstrip("/")
    url = f"{own}/explore/matrix?dataset={site.dataset}&edition=2026-murni"
    assert site.client.get("/oembed", params={"url": url}, headers=NOBODY).status_code == 401
    assert site.client.get("/oembed", params={"url": url}, headers=BEARER).status_code == 200


@pytest.fixture
def passing(embedded_settings: Settings) -> Iterator[Passing]:
    """A dataset that is there for a while: it is loaded and removed as a test goes on."""
    with open_store(embedded_settings) as store:
        found = Passing(store, embedded_settings, f"sementara-{secrets.token_hex(4)}")
        yield found
        with suppress(UsageError):
            found.remove()


@dataclass(frozen=True)
class Passing:
    store: Store
    settings: Settings
    dataset: str

    def load(self, edition: str, record: str = "S1") -> None:
        tables: dict[str, Any] = {
            "objectives": [{"id": record, "name": f"Nama {record}", "level": 0}]
        }
        found = read_document(
            tables, name="plan", settings=self.settings, dataset=self.dataset, edition=edition
        )
        assert found.cascade is not None
        load(self.store, found.cascade, settings=self.settings)

    def remove(self, edition: str | None = None) -> None:
        drop(self.store, self.dataset, edition, settings=self.settings)

    def ask(
        self, site: Site, view: str, *, seconds: int = 60, **more: str
    ) -> tuple[int, str, dict[str, str]]:
        """What the unknown holder of a signed link is told: status, text and headers."""
        told = {name: more.get(name) for name in ("id", "against")}
        ticket = Ticket(
            view=view, dataset=self.dataset, edition="1", until=int(time.time()) + seconds, **told
        )
        query = {"dataset": self.dataset, "edition": "1", "lang": "en", **more}
        answer = site.client.get(
            f"/embed/{view}",
            params={**query, "ticket": sign_ticket(self.settings.home, ticket)},
            headers=NOBODY,
        )
        passing = ("date", "x-request-id")
        headers = {k: v for k, v in answer.headers.items() if k not in passing}
        return answer.status_code, answer.text, headers


def test_a_link_to_what_is_gone_is_a_link_that_has_ended(site: Site, passing: Passing) -> None:
    passing.load("1")
    passing.load("rahasia-lain", "RAHASIA")
    assert passing.ask(site, "chain", id="S1")[0] == 200
    ended = passing.ask(site, "chain", id="S1", seconds=-1)
    assert (ended[0], "has expired" in ended[1]) == (400, True)
    passing.load("1", "S2")
    assert passing.ask(site, "chain", id="S1") == ended  # of S2 nothing is told
    assert passing.ask(site, "diff", against="tiada") == ended
    passing.remove("1")
    assert passing.ask(site, "chain", id="S1") == ended  # nor of the other edition
    assert passing.ask(site, "matrix") == ended
    passing.remove()
    assert passing.ask(site, "matrix") == ended  # nor of other datasets
    passing.load("1")
    assert passing.ask(site, "matrix")[0] == 200


@pytest.mark.parametrize("dataset", ["tiada", "*", "tiada\x1f1", ""])
def test_a_public_dataset_that_is_not_there_tells_of_no_other(
    site: Site, embedded_settings: Settings, dataset: str
) -> None:
    with client_of(embedded_settings, embed_public="tiada, *") as client:
        for view in ("cascade", "matrix", "diff", "chain"):
            answer = client.get(
                f"/embed/{view}",
                params={"dataset": dataset, "edition": "1", "lang": "en"},
                headers=NOBODY,
            )
            assert answer.status_code in (401, 403, 404)
            assert site.dataset not in answer.text
            assert "2026-murni" not in answer.text


def test_a_public_dataset_is_open_and_no_other_is(
    site: Site, embedded_settings: Settings, passing: Passing
) -> None:
    passing.load("1")
    with client_of(embedded_settings, embed_public=passing.dataset) as client:
        for asks, status in (
            ({"dataset": passing.dataset, "edition": "1"}, 200),
            ({"dataset": passing.dataset, "edition": "2"}, 404),
            ({"dataset": site.dataset, "edition": "2026-murni"}, 401),
            ({"dataset": [passing.dataset, site.dataset], "edition": "2026-murni"}, 401),
            ({"dataset": [site.dataset, passing.dataset], "edition": "2026-murni"}, 404),
            ({"dataset": passing.dataset.upper(), "edition": "1"}, 401),
        ):
            answer = client.get("/embed/matrix", params=asks, headers=NOBODY)
            assert answer.status_code == status, asks
            assert site.dataset not in answer.text


def test_what_is_missing_in_the_address_of_a_frame_is_told_in_it(site: Site) -> None:
    answer = site.client.get("/embed/matrix", params={"lang": "en"}, headers=NOBODY)
    assert (answer.status_code, answer.headers["content-type"]) == (
        400,
        "text/html; charset=utf-8",
    )
    assert "dataset" in answer.text


def test_oembed_signs_nothing_that_is_not_there(site: Site) -> None:
    own = str(site.client.base_url).rstrip("/")
    for query in (f"dataset={site.dataset}&edition=tiada", "dataset=tiada&edition=1"):
        url = f"{own}/explore/matrix?{query}"
        answer = site.client.get("/oembed", params={"url": url})
        assert answer.status_code == 404, answer.text
        assert "ticket" not in answer.text
