"""The gallery of forms in the documentation shows what the forms say today, on both engines."""

from __future__ import annotations

import secrets
import struct
import zlib
from collections.abc import Generator

import pytest

import gallery
from kinerja_graph.forms.form_file import FormFolder
from kinerja_graph.report.official.layout import LaidForm
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop

LARGEST = 60_000


@pytest.fixture(scope="module")
def laid(
    store: Store, place: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Generator[dict[str, LaidForm]]:
    dataset = f"uji-{secrets.token_hex(4)}"
    folder = tmp_path_factory.mktemp("gallery")
    city = gallery.load_city(store, place, dataset, folder)
    yield {one.name: gallery.laid_out(city, one) for one in gallery.FORMS}
    drop(store, dataset, settings=place)


def test_every_form_is_shown() -> None:
    assert sorted(one.name for one in gallery.FORMS) == sorted(FormFolder().paths())
    pictures = {path.name for path in gallery.PICTURES.glob("form-*.png")}
    assert pictures == {one.picture.name for one in gallery.FORMS}


def test_pictures_show_what_forms_say(laid: dict[str, LaidForm]) -> None:
    for one in gallery.FORMS:
        picture = one.picture.read_bytes()
        dataset = laid[one.name].subtitle.partition(" ")[0]
        said = gallery.digest_of(laid[one.name], dataset)
        assert gallery.comment(picture) == said, f"make docs: {one.name}"


def test_the_page_names_them(laid: dict[str, LaidForm]) -> None:
    assert gallery.PAGE.read_text("utf-8") == gallery.page_text(laid)


@pytest.mark.parametrize("shown", gallery.FORMS, ids=lambda one: one.name)
def test_a_picture_is_a_small_page(shown: gallery.Shown) -> None:
    picture = shown.picture.read_bytes()
    assert len(picture) <= LARGEST
    parts = list(gallery.chunks(picture))
    wide, high = struct.unpack(">II", dict(parts)[b"IHDR"][:8])
    is_wide = FormFolder().read(shown.name).is_wide
    assert (wide > high) == is_wide
    assert max(wide, high) / min(wide, high) == pytest.approx(2**0.5, rel=0.01), "A4"


def test_what_people_fill_in_is_seen_in_a_picture() -> None:
    (cards,) = (one for one in gallery.FORMS if one.name == "manual-iku")
    parts = dict(gallery.chunks(cards.picture.read_bytes()))
    dots = zlib.decompress(parts[b"IDAT"])
    palette = parts[b"PLTE"]
    colours = {number: palette[3 * number : 3 * number + 3] for number in set(dots)}
    tinted = [number for number, colour in colours.items() if colour == b"\xff\xff\xcc"]
    assert sum(map(dots.count, tinted)) > 10_000
    assert max(colours, key=dots.count) == 215, "paper is white"
