"""The page as a file: whole, the same every time, and harmless whatever the names are."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import random
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import get_args

import pytest
from packed_pages import unpack

from kinerja_graph.analysis.network import Network, NetworkNode
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.page import html
from kinerja_graph.render.scene_model import scene_model
from kinerja_graph.render.still.themes import THEMES, ThemeName

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    "\"'`><svg onload=alert(1)>",
    "</noscript></style></title><b>",
    "javascript:alert(1)",
    "\u202e\u2066kanan ke kiri\u2069",
    "\u2028\u2029",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "x" * 400,
    "{{ 7*7 }}{% raw %}",
    "lone \ud800 surrogate",
    "nul \x00 bell \x07",
)


class Reader(HTMLParser):
    """Collects tags, attributes and text as a browser without script would."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self.lasttag == "script":
            self.scripts.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def hostile(text: str, traffic: Network) -> Network:
    """The plan with a hostile text in every field."""
    box = dataclasses.replace(
        traffic.nodes[1],
        name=text,
        id=f"id{text}",
        agencies=(f"at{text}",),
        owners=(text,),
        details={"measure_unit": text, text: text, "target": 3.0, "source_text": text},
    )
    edge = dataclasses.replace(traffic.edges[0], source=box.id, rationale=text)
    return dataclasses.replace(
        traffic,
        dataset=f"d{text}",
        edition=f"e{text}",
        digest=text,
        nodes=(traffic.nodes[0], box, *traffic.nodes[2:]),
        edges=(edge, *traffic.edges[1:]),
        agencies={**traffic.agencies, f"at{text}": text},
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_is_nothing_but_text(
    text: str, traffic: Network, mark: Callable[..., Mark]
) -> None:
    tame = read(html(traffic, [mark("A1")], language="id"))
    plan = hostile(text, traffic)
    found = dataclasses.replace(mark(plan.nodes[1].id, text), rule=text)
    wild = read(html(plan, [found], language="id", rules_digest=text))
    assert set(wild.tags) == set(tame.tags)
    assert wild.tags.count("script") == tame.tags.count("script") == 3
    new = {name for name, _ in wild.attributes} - {name for name, _ in tame.attributes}
    assert new == set()
    assert not [name for name, _ in wild.attributes if name.startswith("on") or name == "style"]


def test_the_policy_allows_our_script_and_style_alone(traffic: Network) -> None:
    page = html(traffic, [], language="en")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    rules = policy.group(1).replace("&#39;", "'")
    texts = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    assert len(texts) == 2
    texts.append(unpack(page, "program"))
    assert rules.count("'sha256-") == len(texts)
    for text in texts:
        hashed = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{hashed}'" in rules
    assert "unsafe" not in rules
    assert rules.startswith("default-src 'none'; ")
    assert "connect-src 'none'" in rules


@pytest.mark.parametrize("theme", [None, *get_args(ThemeName)])
def test_a_page_has_the_colours_of_its_theme(theme: ThemeName | None, traffic: Network) -> None:
    page = html(traffic, [], language="id", theme=theme, width=700)
    assert (f'data-theme="{theme}"' in page) == (theme is not None)
    data = json.loads(unpack(page, "data"))
    assert {"light", "dark"} <= set(data["colours"])
    shown = theme or "dark"
    assert data["colours"][shown]["ground"] == THEMES[shown].ground
    assert data["colours"][shown]["tint0.bar"] == THEMES[shown].tints[0].bar
    assert data["width"] == 700


def test_nothing_in_the_page_points_outside(traffic: Network) -> None:
    reader = read(html(traffic, [], language="id"))
    links = [value for name, value in reader.attributes if name in {"src", "href", "action"}]
    assert links == ["#table"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_tables_hold_a_row_for_every_box_and_finding(
    language: str, traffic: Network, mark: Callable[..., Mark]
) -> None:
    marks = [mark("A1"), mark("A2", how="warning"), mark("kota-contoh", rule="missing-formula")]
    page = html(traffic, marks, language="id" if language == "id" else "en")
    bodies = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    assert [body.count("<tr>") for body in bodies] == [3, 6]
    assert f'<html lang="{language}"' in page
    message = {"id": "Pesan tentang A1", "en": "Message about A1"}[language]
    assert message in bodies[0]
    assert "✖" in bodies[1]
    assert "▲" in bodies[1]


def test_provenance_stands_in_the_page(traffic: Network) -> None:
    page = html(traffic, [], language="en", rules_digest="ab" * 32)
    foot = page[page.index('<dl id="provenance"') :]
    for fact in ("kota-contoh", "2026-murni", "2026-03-02T01:02:03Z", "0f" * 32, "ab" * 32):
        assert f"<code>{fact}</code>" in foot


def test_the_same_plan_gives_the_same_bytes_in_whatever_order(
    traffic: Network, mark: Callable[..., Mark]
) -> None:
    marks = [mark("A1"), mark("A2", how="info"), mark("A1", rule="soft-target", how="warning")]
    first = html(traffic, marks, language="id")
    rnd = random.Random(3)  # noqa: S311 - a sample, no secret
    nodes, edges = list(traffic.nodes), list(traffic.edges)
    for some in (nodes, edges, marks):
        rnd.shuffle(some)
    again = dataclasses.replace(traffic, nodes=tuple(nodes), edges=tuple(edges))
    assert html(again, marks, language="id") == first


def test_an_empty_plan_has_a_page(traffic: Network) -> None:
    empty = dataclasses.replace(traffic, nodes=(), edges=(), agencies={})
    assert '<table id="twin">' in html(empty, [], language="id")


def test_numbers_stand_as_the_language_writes_them(traffic: Network) -> None:
    details = {"target": 1250.5, "realisation": 76.41, "measure_unit": "km"}
    task = NetworkNode(
        label="Task",
        id="SOP-1",
        name="Proposal",
        level=None,
        details={"output_quantity": 1.0, "output_unit": "proposal", "duration_minutes": 480.0},
    )
    box = dataclasses.replace(traffic.nodes[1], details=details)
    plan = dataclasses.replace(traffic, nodes=(traffic.nodes[0], box, *traffic.nodes[2:], task))
    assert ">76,41 / 1.250,5 km<" in html(plan, [], language="id")
    english = html(plan, [], language="en")
    assert ">76.41 / 1,250.5 km<" in english
    assert ">1 proposal · 8 hours<" in english


def test_data_of_the_page_are_what_was_given(traffic: Network) -> None:
    page = html(traffic, [], language="id")
    data = json.loads(unpack(page, "data"))
    ids = [box["id"] for box in data["model"]["boxes"]]
    assert ids == ["LALIN", "A1", "A2", "A5", "A4", "A3"]
    assert data["model"] == json.loads(json.dumps(scene_model(traffic, [])))
    assert set(data["words"]) == {"id", "en"}
    assert data["provenance"]["dataset"] == "kota-contoh"
