"""What goes into the page: sealed scripts, inert data, the vendored library, words."""

from __future__ import annotations

import json
import re
import string
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja_graph.errors import RenderError
from kinerja_graph.render import table
from kinerja_graph.render.embed import (
    MAP,
    PAINTER,
    PAPER,
    SCENE,
    asset,
    digest,
    mark_as_safe,
    page_script,
    scene_script,
    script_json,
)
from kinerja_graph.render.words import WORDS

ASSETS = resources.files("kinerja_graph.render") / "assets"


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_data_are_inert_and_come_back_whole(data: object) -> None:
    text = script_json(data)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == data


@pytest.mark.parametrize("text", ["a</SCRIPT>", "<!-- x", "b</style>"])
def test_an_asset_that_would_end_its_tag_is_refused(text: str) -> None:
    with pytest.raises(RenderError):
        mark_as_safe(text)


def test_a_digest_is_of_the_text_between_the_tags() -> None:
    assert digest("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


def test_the_page_carries_no_script_but_ours() -> None:
    vendored = [file.name for file in ASSETS.iterdir() if ".min." in file.name]
    assert vendored == []
    assert len(page_script()) < 180_000


def test_every_module_is_joined_after_those_that_it_imports() -> None:
    folder = Path(str(ASSETS)) / "js"
    files = [f"{file.parent.name}/{file.stem}" for file in folder.glob("*/*.js")]
    assert sorted(files) == sorted((*MAP, *PAPER))
    assert MAP[: len(SCENE) + 1] == (*SCENE, PAINTER)
    joined = (*MAP, *PAPER)
    for place, name in enumerate(joined):
        text = asset(f"js/{name}.js")
        assert len(text.splitlines()) < 600
        imported = re.findall(r'^(?:import|\}) .*from "(\S+)\.js";$', text, re.MULTILINE)
        assert len(imported) == len(re.findall(r"^import ", text, re.MULTILINE))
        folder_ = name.partition("/")[0]
        for each in imported:
            whole = f"{folder_}/{each[2:]}" if each.startswith("./") else each[3:]
            assert whole in joined[:place], name
    assert "pagesOf" not in scene_script(with_painter=True)
    for script in (page_script(), scene_script(with_painter=True, for_paper=True)):
        assert not re.search(r"^(?:import|export) ", script, re.MULTILINE)
    assert len(asset("page.css").splitlines()) < 310


@pytest.mark.parametrize(
    "word",
    ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(",
     "fetch(", "XMLHttpRequest", "import(", "localStorage", "document.cookie", "WebSocket"],
)  # fmt: skip
def test_our_scripts_read_no_markup_and_ask_for_nothing(word: str) -> None:
    assert word not in page_script()
    assert word not in scene_script(with_painter=True)


def test_every_word_of_the_page_exists_and_is_used() -> None:
    values = Path(table.__file__).read_text("utf-8")  # what boxes say of their numbers
    text = page_script() + asset("page.html.jinja") + asset("tables.html.jinja") + values
    said = set(re.findall(r'(?:say\(|data-t(?:-label|-hint)?=)"([a-z]+(?:\.[\w.]+)?)"', text))
    assert said
    assert said <= set(WORDS)
    built = ("kind.", "column.", "severity.", "provenance.", "help.", "result.", "polarity.")
    built += ("role.", "reporting.", "accumulation.")
    quoted = set(re.findall(r'"([a-z]+(?:\.[\w.]+)?)"', text))
    assert not {key for key in WORDS if key not in quoted and not key.startswith(built)}


@pytest.mark.parametrize("key", sorted(WORDS))
def test_both_languages_have_the_same_places(key: str) -> None:
    text = WORDS[key]
    places = [
        {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        for sentence in (text.id, text.en)
    ]
    assert places[0] == places[1]
    assert text.id.strip()
    assert text.en.strip()
