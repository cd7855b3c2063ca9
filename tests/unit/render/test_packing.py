"""What a page carries is packed: small, and whole when it is unpacked."""

from __future__ import annotations

import base64
import dataclasses
import json
import random
import re
import zlib

import pytest
from cascades import plan
from hypothesis import given
from hypothesis import strategies as st

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.embed import page_script
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.packing import pack
from kinerja_graph.render.page import html
from kinerja_graph.texts import Language, Text

KILOBYTE, MEGABYTE = 1_000, 1_000_000
SYLLABLES = [
    "ka",
    "nya",
    "me",
    "ting",
    "kat",
    "lan",
    "per",
    "tang",
    "gu",
    "ja",
    "wab",
    "an",
    "se",
    "su",
    "ai",
    "ke",
    "bi",
    "ja",
    "kan",
    "ra",
    "si",
]
LIMITS = {250: 250 * KILOBYTE, 2_000: MEGABYTE, 10_000: 4 * MEGABYTE}
"""Bytes of a page of so many boxes, at most."""


FINDINGS = 0.125
"""The share of boxes with a finding, as in the city."""


def wordy(boxes: int) -> tuple[Network, list[Mark]]:
    """A plan with names and findings of as many different words as people use."""
    chance = random.Random(boxes)  # noqa: S311 - the same plan every time
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 5))) for _ in range(2_000)]

    def said(count: int) -> str:
        return " ".join(chance.choices(words, k=count))

    network, _ = plan(round(boxes * 0.65), seed=7)  # a third more are indicators of objectives
    nodes = [dataclasses.replace(node, name=said(chance.randint(3, 20))) for node in network.nodes]
    marks = [
        Mark(
            node_id=node.id,
            other_id=None,
            rule="orphan-indicator",
            severity="error",
            title=Text(id="Indikator tanpa induk", en="Indicator without parent"),
            message=Text(id=said(15), en=said(15)),
            remediation=Text(id=said(20), en=said(20)),
        )
        for node in nodes
        if chance.random() < FINDINGS
    ]
    return dataclasses.replace(network, nodes=tuple(nodes)), marks


def unpacked(page: str, name: str) -> str:
    """What a browser unpacks of the part ``name``; empty: there is none."""
    found = re.search(rf'<script type="text/plain" id="{name}">(.*?)</script>', page, re.DOTALL)
    if found is None:
        return ""
    return zlib.decompress(base64.b64decode(found.group(1), validate=True), -15).decode()


def carried(page: str) -> str:
    found = re.search(r"<noscript>(.*?)</noscript>", page, re.DOTALL)
    assert found is not None
    return found.group(1)


@given(st.text(st.characters(codec="utf-8")))
def test_a_packed_text_comes_back_whole(text: str) -> None:
    assert zlib.decompress(base64.b64decode(pack(text)), -15).decode() == text


def test_a_lone_surrogate_is_replaced() -> None:
    assert zlib.decompress(base64.b64decode(pack("a\ud800b")), -15).decode() == "a\ufffdb"


@pytest.mark.parametrize("boxes", LIMITS)
def test_a_page_is_small_and_loses_nothing(boxes: int) -> None:
    network, marks = wordy(boxes)
    assert len(network.nodes) >= boxes
    page = html(network, marks, language="id")
    assert len(page.encode()) <= LIMITS[boxes]
    data = json.loads(unpacked(page, "data"))
    assert {box["id"] for box in data["model"]["boxes"]} >= {node.id for node in network.nodes}
    names = {
        facts.get("name", box["name"])
        for box, facts in zip(data["model"]["boxes"], data["records"], strict=True)
    }
    assert names >= {node.name for node in network.nodes}
    said = {(mark["node"], *mark["message"]) for mark in data["marks"]}
    assert said == {(mark.node_id, mark.message.id, mark.message.en) for mark in marks}
    assert unpacked(page, "program") == page_script()


def test_a_small_plan_is_whole_without_script() -> None:
    network, marks = wordy(250)
    page = html(network, marks, language="id")
    assert carried(page).count("<tr>") == len(network.nodes) + len(marks) + 2
    assert "Tanpa JavaScript, tabel memuat" not in page


def test_long_texts_leave_less_room_for_findings_without_script() -> None:
    network, marks = wordy(250)
    long = " ".join(["panjang"] * 60)
    wordier = [dataclasses.replace(mark, message=Text(id=long, en=long)) for mark in marks * 5]
    page = html(network, wordier, language="id")
    tables = carried(page)
    assert "Tanpa JavaScript, tabel memuat" in page
    findings = tables[: tables.index('<table id="twin">')].count("<tr>") - 1
    assert 30 < findings < 150
    assert len(tables) < 120_000
    assert len(json.loads(unpacked(page, "data"))["marks"]) == len(wordier)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("id", "tabel memuat tingkat-tingkat atas ({n} dari {all} kotak)"),
        ("en", "the tables hold the upper levels ({n} of {all} boxes)"),
    ],
)
def test_a_large_plan_has_its_upper_levels_without_script(
    language: Language, sentence: str
) -> None:
    network, marks = plan(5_000, seed=7)
    page = html(network, marks, language=language)
    twin = carried(page)[carried(page).index('<table id="twin">') :]
    shown = re.findall(r"<tr>\n<td><code>(.*?)</code>", twin)
    upper = [node.id for node in network.nodes if node.level in (0, 1)]
    assert 100 < len(upper) <= 500
    assert sorted(shown) == sorted(upper)
    assert sentence.format(n=len(shown), all=len(network.nodes)) in carried(page)
