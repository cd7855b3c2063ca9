"""What is in sight, taken along: the same picture from the page and from Python."""

from __future__ import annotations

import hashlib
import io
import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from cascades import plan
from PIL import Image

from kinerja_graph.render.map_picture import map_svg
from kinerja_graph.render.sight import Sight
from kinerja_graph.render.still.style import PictureStyle
from kinerja_graph.texts import LANGUAGES, Language

ALL = os.environ.get("KINERJA_TEST_PAGES") == "all"
"""Whether every part is taken in both languages, or in one of them, turn about."""
NETWORK, MARKS = plan(200, seed=4)
CHOSEN = "2-3"
SIGHTS = {
    "at fit": "",
    "a chain": f"only=chain:{CHOSEN}",
    "a chain with its lines": f"only=chain:{CHOSEN}&node={CHOSEN}",
    "a rule": "only=rule:rule-error",
    "a tone": "only=tone:warning",
    "a search": "only=search:Kualitas LAYANAN",
    "an agency": "only=agency:opd-3",
    "boxes without agency": "only=agency:",
    "a column": "only=level:2",
    "a column of an agency": "only=level:3:opd-5",
    "zoomed": "z=30&row=17.5",
    "zoomed into a chain": f"z=90&row=3&only=chain:{CHOSEN}",
    "zoomed less than it fits": f"z=9&row=3&only=chain:{CHOSEN}",
}


def taken(sight: Any, what: str) -> bytes:
    """What the menu gives as a file."""
    sight.page.click("#take summary")
    with sight.page.expect_download() as download:
        sight.page.click(f'[data-take="{what}"]')
    content: bytes = Path(download.value.path()).read_bytes()
    return content


def same_sight(sight: Any, address: str) -> Sight:
    """The part of the picture that a page shows at an address, in a window of the same size."""
    parts: dict[str, str] = dict(parse_qsl(address, keep_blank_values=True))
    width, height = sight.page.evaluate(
        "(({clientWidth, clientHeight}) => [clientWidth, clientHeight])"
        "(document.getElementById('stage'))"
    )
    zoomed = float(sight.stage("data-view").split()[2]) > 0
    return Sight(
        only=parts.get("only"),
        node=parts.get("node"),
        z=float(parts["z"]) if "z" in parts else None,
        row=float(parts["row"]) if "row" in parts else None,
        across=width - (52 if zoomed else 0),
        down=height,
    )


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("name", "language"),
    [
        (name, language)
        for number, name in enumerate(SIGHTS)
        for language in (LANGUAGES if ALL else (LANGUAGES[number % 2],))
    ],
)
def test_page_and_python_give_the_same_svg(
    name: str, language: Language, look: Callable[..., Any]
) -> None:
    address = SIGHTS[name]
    sight = look(NETWORK, list(MARKS), language=language, state=f"#{address}")
    ours = taken(sight, "svg").decode()
    style = PictureStyle(language=language, rules_digest="ab" * 32)
    wanted = map_svg(NETWORK, MARKS, style, same_sight(sight, address))
    assert ours.splitlines() == wanted.splitlines()
    assert fingerprint(ours) == fingerprint(wanted)
    assert len(ours) > 10_000


@pytest.mark.parametrize("dpi", [150, 300])
def test_a_png_is_as_large_and_as_dense_as_asked(dpi: int, look: Callable[..., Any]) -> None:
    sight = look(NETWORK, list(MARKS), state=f"#only=chain:{CHOSEN}")
    content = taken(sight, str(dpi))
    picture = Image.open(io.BytesIO(content))
    svg = map_svg(
        NETWORK, MARKS, PictureStyle(language="id", rules_digest="ab" * 32),
        same_sight(sight, f"only=chain:{CHOSEN}"),
    )  # fmt: skip
    across = float(svg.split('width="')[1].split('"')[0])
    assert picture.width == round(across * dpi / 96)
    assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)
    assert content[37:41] == b"pHYs"
    assert struct.unpack(">I", content[41:45]) == (round(dpi / 0.0254),)
    assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 50


def test_a_picture_is_copied_as_wide_as_a_page(look: Callable[..., Any]) -> None:
    sight = look(NETWORK, list(MARKS), state=f"#only=chain:{CHOSEN}&z=30&row=3")
    sight.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sight.page.click("#take summary")
    sight.page.click('[data-take="copy"]')
    sight.page.wait_for_selector("#taken:not([hidden])")
    assert sight.page.inner_text("#taken") == "Tersalin. Tempelkan ke dokumen."
    size = sight.page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            const picture = await createImageBitmap(await item.getType("image/png"));
            return [picture.width, picture.height];
        }"""
    )
    assert size[0] == round(643 * 300 / 96)
    assert 0.3 < size[1] / size[0] < 1.5


def test_where_copying_is_forbidden_a_file_is_saved(look: Callable[..., Any]) -> None:
    sight = look(NETWORK, list(MARKS))
    sight.page.evaluate(
        "() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }"
    )
    content = taken(sight, "copy")
    assert Image.open(io.BytesIO(content)).width == round(643 * 300 / 96)
    assert "disimpan sebagai berkas" in sight.page.inner_text("#taken")


def test_the_menu_opens_and_closes_by_keyboard(look: Callable[..., Any]) -> None:
    sight = look(NETWORK, list(MARKS))
    sight.page.focus("#take summary")
    sight.page.keyboard.press("Enter")
    assert sight.page.is_visible('[data-take="svg"]')
    sight.page.keyboard.press("Escape")
    assert not sight.page.is_visible('[data-take="svg"]')
    assert sight.page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_link_to_what_is_seen_is_copied_from_menu_and_details(look: Callable[..., Any]) -> None:
    sight = look(NETWORK, list(MARKS), state=f"#node={CHOSEN}&only=chain:{CHOSEN}&z=300")
    sight.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    # the page writes its state into the address in its own spelling, a moment after it is drawn
    sight.page.wait_for_function("() => location.hash.includes('only=chain%3A')")
    link = sight.page.evaluate("location.href")
    assert "&z=300" in link
    for what in ("menu", "details"):
        sight.page.evaluate("navigator.clipboard.writeText('')")
        if what == "menu":
            sight.page.click("#take summary")
            sight.page.click("[data-take=link]")
        else:
            sight.page.get_by_role("button", name="Salin tautan", exact=True).click()
        sight.page.wait_for_function("async () => await navigator.clipboard.readText() !== ''")
        assert sight.page.evaluate("navigator.clipboard.readText()") == link
        assert "kirimkan juga berkasnya" in sight.page.inner_text("#taken")


def test_where_copying_is_forbidden_the_address_leads_to_what_is_seen(
    look: Callable[..., Any],
) -> None:
    sight = look(NETWORK, list(MARKS), state=f"#only=chain:{CHOSEN}")
    sight.page.evaluate(
        """() => {
          navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
          history.replaceState(null, "", "#");
        }"""
    )
    sight.page.click("#take summary")
    sight.page.click("[data-take=link]")
    sight.page.wait_for_selector("#taken:not([hidden])")
    assert "salin dari sana" in sight.page.inner_text("#taken")
    assert sight.page.url.endswith(f"#only=chain%3A{CHOSEN}")


PRINTED = """() => {
  const shown = (part) => document.getElementById(part).classList.contains("printed");
  window.print = () => {
    window.dispatchEvent(new Event("beforeprint"));
    window.printed = [document.querySelectorAll("#sheets figure").length, shown("table"),
      shown("matrix"), document.querySelector("[data-t='reading.print']").innerText];
    window.dispatchEvent(new Event("afterprint"));
  };
}"""


@pytest.mark.parametrize(("address", "sheets"), [("", 4), (f"#only=chain:{CHOSEN}", 1)])
def test_the_map_is_printed_on_few_sheets_by_menu_and_by_the_browser(
    look: Callable[..., Any], address: str, sheets: int
) -> None:
    sight = look(NETWORK, MARKS, language="id", state=address)
    sight.page.evaluate(PRINTED)
    sight.page.click("#take summary")
    sight.page.click("[data-take=print]")
    printed = sight.page.evaluate("window.printed")
    assert printed[:3] == [sheets, False, False]
    assert "dari “Tabel”" in printed[3]
    sight.page.evaluate("window.print()")  # as by the browser's own command
    assert sight.page.evaluate("window.printed") == printed


def test_tables_are_printed_from_their_tab_or_with_the_whole_map(look: Callable[..., Any]) -> None:
    sight = look(NETWORK, MARKS, language="id")
    sight.page.evaluate(PRINTED)
    for tab, printed in (("table", [0, True, False]), ("matrix", [0, False, True])):
        sight.page.click(f"[data-view-tab={tab}]")
        sight.page.evaluate("window.print()")
        assert sight.page.evaluate("window.printed")[:3] == printed
    sight.page.click("[data-view-tab=picture]")
    sight.page.click("#take summary")
    sight.page.click("[data-take=all]")
    assert sight.page.evaluate("window.printed")[:3] == [4, True, False]
    assert not sight.page.evaluate("document.getElementById('table').classList.contains('printed')")
