"""Views of pictures, read from both engines: the same boxes, and only what the view means."""

from __future__ import annotations

import secrets
import struct
from collections.abc import Callable, Generator
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from kinerja_graph.errors import UsageError
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.render.sight import Sight
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import find_edition
from kinerja_graph.texts import LANGUAGES
from kinerja_graph.workflow.earlier import run_audit
from kinerja_graph.workflow.pictures import (
    VIEWS,
    PictureOptions,
    PictureStyle,
    Scene,
    View,
    draw_scene,
    scene,
)

SLIDES = Path(__file__).parents[2] / "examples" / "slides"
BOX = "{http://www.w3.org/2000/svg}g[@data-node]"
See = Callable[..., Scene]


@pytest.fixture(scope="module")
def see(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Generator[See]:
    """Views of the slides, loaded and audited once for all tests of an engine."""
    settings = Settings(home=tmp_path_factory.mktemp("views-home"), keep_replaced=0)
    dataset = f"uji-{secrets.token_hex(4)}"
    cascade = read(SLIDES, settings=settings, dataset=dataset).cascade
    assert cascade is not None
    load(store, cascade, settings=settings)
    edition = find_edition(store, EditionRef(dataset))
    findings = run_audit(store, EditionRef(dataset))

    def look(name: str | None = None, view: View | None = None) -> Scene:
        return scene(store, edition, name, PictureOptions(view=view), findings=findings)

    yield look
    drop(store, dataset, settings=settings)


def ids(shown: Scene) -> set[str]:
    return {node.id for node in shown.network.nodes}


def test_each_view_shows_what_it_means(see: See) -> None:
    chain = ids(see("LALIN", view="chain"))
    assert ids(see("LALIN", view="cascade")) == chain
    assert ids(see("IKU-01", view="chain")) == {"IKU-01", "LALIN"}
    assert ids(see("IKU-01", view="cascade")) == {"IKU-01"}
    whole = see()
    assert chain < ids(whole)
    broken = see(view="findings")
    loud = {mark.node_id for mark in broken.marks if mark.severity != "info"} & ids(whole)
    assert loud
    assert loud <= ids(broken) <= ids(whole)


def test_the_organisation_tells_who_supervises_whom(see: See) -> None:
    shown = see(view="organisation")
    lines = {(edge.source, edge.target, edge.type) for edge in shown.network.edges}
    assert ("ANGGOTA", "KATIM", "REPORTS_TO") in lines
    assert ("DALNIS", "inspektorat", "IN_UNIT") in lines
    assert not {line for line in lines if line[0] == "KATIM" and line[2] == "IN_UNIT"}
    tiers = {node.id: node.level for node in shown.network.nodes}
    assert [tiers[one] for one in ("pemda", "inspektorat", "DALNIS", "KATIM", "ANGGOTA")] == [
        0, 1, 2, 3, 4,
    ]  # fmt: skip
    text = draw_scene(shown, ".svg", PictureStyle(language="id")).decode()
    assert "Auditor 2 · menyelia" in text
    assert "Perencana 1 · tidak menyelia" in text
    assert ids(see("inspektorat", view="organisation")) == {
        "inspektorat", "DALNIS", "KATIM", "ANGGOTA",
    }  # fmt: skip


def test_the_crosscutting_sheet_has_every_agency_and_its_indicators(see: See) -> None:
    shown = see("LALIN", view="crosscutting")
    root = fromstring(draw_scene(shown, ".svg", PictureStyle(language="en")))  # noqa: S314 - our own text
    boxes = {box.get("data-node") for box in root.iterfind(f".//{BOX}")}
    assert boxes == {"LALIN", *(f"IKU-0{n}" for n in range(1, 9))}
    said = " ".join("".join(text.itertext()) for text in root.iter() if text.tag.endswith("text"))
    assert "4 agencies stand behind this outcome: DISHUB, POLRI, PU, TRANTIB." in said
    page = draw_scene(shown, ".html", PictureStyle(language="id")).decode()
    assert page.count("<svg") == len(LANGUAGES)
    assert "Dinas keamanan dan ketertiban" in page


def test_every_view_is_drawn_as_page_and_picture(see: See) -> None:
    for view in VIEWS:
        if view == "diff":
            continue
        shown = see("inspektorat" if view == "organisation" else "LALIN", view=view)
        for suffix, begins in ((".html", b"<"), (".svg", b"<svg"), (".png", b"\x89PNG")):
            content = draw_scene(shown, suffix, PictureStyle(language="id", width=300)).lstrip()
            assert content.startswith(begins), (view, suffix)


def test_a_part_of_a_picture_is_drawn_as_its_page_would_show_it(see: See) -> None:
    shown = see(None)
    style = PictureStyle(language="id")
    whole = draw_scene(shown, ".svg", style).decode()
    part = draw_scene(shown, ".svg", style, sight=Sight(only="agency:dishub")).decode()
    assert "Hanya DISHUB" in part
    assert "Hanya DISHUB" not in whole
    lines = draw_scene(shown, ".svg", style, sight=Sight(only="chain:LALIN", node="LALIN"))
    assert 'fill="none"' in lines.decode()  # the frame around the chosen box
    assert 'fill="none"' not in part
    zoomed = draw_scene(shown, ".svg", style, sight=Sight(z=400, row=3)).decode()
    assert zoomed.count("<text") < whole.count("<text")
    for dpi in (96, 300):
        picture = draw_scene(shown, ".png", style, sight=Sight(only="tone:error"), dpi=dpi)
        assert struct.unpack(">I", picture[41:45]) == (round(dpi / 0.0254),)


@pytest.mark.parametrize(
    ("sight", "said"),
    [
        (Sight(only="frob:x"), "does not say what alone is to be shown"),
        (Sight(only="chain:"), "does not say what alone is to be shown"),
        (Sight(only="chain:nowhere"), "No box of this picture"),
        (Sight(only="level:99"), "No box of this picture"),
        (Sight(only="tone:loud"), "No box of this picture"),
        (Sight(only="rule:frob"), "No box of this picture"),
        (Sight(only="search:frobnicate"), "No box of this picture"),
        (Sight(node="nowhere"), "nowhere is not in this picture"),
    ],
)
def test_a_part_that_is_not_there_is_said(see: See, sight: Sight, said: str) -> None:
    with pytest.raises(UsageError) as error:
        draw_scene(see(None), ".svg", PictureStyle(language="id"), sight=sight)
    assert said in str(error.value)


def test_only_maps_are_drawn_in_part(see: See) -> None:
    for name, view in (("LALIN", "crosscutting"), (None, "matrix")):
        with pytest.raises(UsageError, match="Only a map"):
            draw_scene(see(name, view=view), ".svg", PictureStyle(language="id"), sight=Sight(z=30))


def test_what_a_view_cannot_show_is_said(see: See) -> None:
    views: list[tuple[str | None, View]] = [
        (None, "crosscutting"),
        ("dishub", "chain"),
        ("LALIN", "organisation"),
        ("LALIN", "diff"),
    ]
    for name, view in views:
        with pytest.raises(UsageError):
            see(name, view=view)


def test_a_view_of_one_record_takes_every_selector_that_picks_one(see: See) -> None:
    sheet = see('"LALIN"', view="crosscutting")
    assert sheet.alignment == see("LALIN", view="crosscutting").alignment
    assert see("+LALIN,level:0", view="crosscutting").alignment == sheet.alignment
    assert ids(see('"IKU-01"', view="chain")) == ids(see("IKU-01", view="chain"))
    assert ids(see('"dishub"', view="organisation")) == ids(see("dishub", view="organisation"))
    with pytest.raises(UsageError) as caught:
        see("agency:dishub", view="crosscutting")
    assert caught.value.code == "several-selected"
    assert "IKU-01, IKU-02" in caught.value.tell("en")
    with pytest.raises(UsageError) as caught:
        see("agency:dishub,level:5", view="crosscutting")
    assert caught.value.code == "nothing-selected"
