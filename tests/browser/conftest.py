"""A real browser: Debian's Chromium, driven by Playwright, with every request recorded."""

from __future__ import annotations

import random
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from dialogs import dismiss
from playwright.sync_api import Browser, Page, Route

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.library.rules import Severity
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.page import html
from kinerja_graph.render.scene import draw_model
from kinerja_graph.render.scene_mark import SceneView
from kinerja_graph.render.scene_model import scene_model
from kinerja_graph.texts import Language, Text

WINDOW = (1400, 860)


@dataclass(frozen=True)
class Area:
    """A rectangle of the window in pixels."""

    x: float
    y: float
    w: float
    h: float


@dataclass
class Sight:
    """An open page, and what it asked for and said."""

    page: Page
    path: Path
    network: Network
    marks: list[Mark]
    requests: list[str] = field(default_factory=list[str])
    said: list[str] = field(default_factory=list[str])

    def go(self, state: str = "") -> Sight:
        self.page.goto("about:blank")
        self.requests.clear()
        self.page.goto(f"{self.path.as_uri()}{state}")
        self.page.wait_for_selector("html[data-ready='1']", state="attached")
        return self

    def root(self, name: str) -> str:
        return self.page.get_attribute("html", name) or ""

    def stage(self, name: str) -> str:
        return self.page.get_attribute("#stage", name) or ""

    def view(self) -> SceneView:
        """What the page shows now, as Python draws it; nothing kept alone, nothing chosen."""
        left, top, z = (float(part) for part in self.stage("data-view").split())
        width = self.page.locator("#stage canvas").first.evaluate("it => it.clientWidth")
        return SceneView(
            width=width,
            height=self.page.locator("#stage").evaluate("it => it.clientHeight"),
            language="en" if self.root("lang") == "en" else "id",
            z=z or None,
            top=top if z else None,
            left=left or None,
        )

    def area(self, id_: str) -> Area:
        """Where the cell of a box is in the window, by the scene that Python draws."""
        model = scene_model(self.network, self.marks)
        number = next(at for at, box in enumerate(model["boxes"]) if box["id"] == id_)
        drawn = draw_model(model, self.view())
        cell = next(each for each in drawn if each.shape == "rect" and each.box == number)
        frame = self.page.locator("#stage").bounding_box()
        assert frame is not None
        return Area(frame["x"] + cell.x, frame["y"] + cell.y, cell.w, cell.h)

    def click(self, id_: str) -> None:
        """A real click on the middle of a box; its effect may wait for a second click."""
        area = self.area(id_)
        self.page.mouse.click(area.x + area.w / 2, area.y + min(area.h / 2, 60))
        self.page.wait_for_timeout(50)

    def chosen(self) -> Area | None:
        """Where the page says that the chosen box is in its window; None: out of sight."""
        told = self.stage("data-at")
        return Area(*(float(part) for part in told.split())) if told else None

    def title(self) -> str:
        return self.page.inner_text("#panel h2") if self.page.is_visible("#panel") else ""


Look = Callable[..., Sight]


@pytest.fixture
def look(browser: Browser, tmp_path: Path) -> Generator[Look]:
    """Opens a page from a file; at the end it must have asked for itself alone, and been silent."""
    sights: list[Sight] = []

    def opened(
        network: Network,
        marks: list[Mark] | None = None,
        *,
        language: Language = "id",
        state: str = "",
        size: tuple[int, int] = WINDOW,
        without_policy: bool = False,
    ) -> Sight:
        text = html(network, marks or [], language=language, rules_digest="ab" * 32)
        if without_policy:
            text = text.replace("Content-Security-Policy", "X-Nothing")
        path = tmp_path / f"gambar {len(sights)}.html"
        path.write_bytes(text.encode())
        page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        sight = Sight(page, path, network, marks or [])
        sights.append(sight)

        def record(route: Route) -> None:
            sight.requests.append(route.request.url)
            if route.request.url.startswith("file:"):
                route.continue_()
            else:
                route.abort()

        page.route("**/*", record)
        page.on("console", lambda message: sight.said.append(message.text))
        page.on("pageerror", lambda error: sight.said.append(str(error)))
        page.on("dialog", partial(dismiss, sight.said))
        return sight.go(state)

    yield opened
    for sight in sights:
        files = [url.split("#")[0] for url in sight.requests]
        sight.page.close()
        assert files == [sight.path.as_uri()]
        assert sight.said == []


def a_mark(
    node: str, rule: str = "orphan-indicator", how: Severity = "error", other: str | None = None
) -> Mark:
    return Mark(
        node_id=node,
        other_id=other,
        rule=rule,
        severity=how,
        title=Text(id=f"Judul {rule}", en=f"Title {rule}"),
        message=Text(id=f"Pesan tentang {node}", en=f"Message about {node}"),
        remediation=Text(id="Perbaiki sumbernya", en="Mend the source"),
    )


@pytest.fixture
def mark() -> Callable[..., Mark]:
    return a_mark


TRAFFIC = (
    ("IKU-01", "% angkutan umum yang laik jalan", "dishub"),
    ("IKU-02", "% angkutan umum yang memiliki izin sesuai dengan ketentuan", "dishub"),
    ("IKU-03", "Panjang ruas jalan yang bebas dari PKL", "satpolpp"),
    ("IKU-04", "Frekuensi pembinaan dan penertiban terhadap para pelanggar", "satpolpp"),
    ("IKU-05", "% PKL yang berhasil direlokasi ke area tertib", "satpolpp"),
    ("IKU-06", "% ruas jalan dalam keadaan baik", "pu"),
    ("IKU-07", "% jembatan yang dalam keadaan baik", "pu"),
    ("IKU-08", "Frekuensi patroli yang dilakukan", "polri"),
)


@pytest.fixture
def traffic() -> Network:
    """The teaching slide: one traffic outcome, four agencies, eight indicators."""
    outcome = NetworkNode(
        label="Objective",
        id="LALIN",
        name="Menurunnya kemacetan dan kecelakaan lalu lintas",
        level=0,
        details={"cross_agency": True},
    )
    return Network(
        dataset="salindia",
        edition="1",
        loaded_at="2026-03-02T01:02:03Z",
        digest="0f" * 32,
        focus=None,
        nodes=(
            outcome,
            *(
                NetworkNode(label="Indicator", id=id_, name=name, level=1, agencies=(at,))
                for id_, name, at in TRAFFIC
            ),
        ),
        edges=tuple(
            NetworkEdge(type="CONTRIBUTES_TO", source=id_, target="LALIN") for id_, _, _ in TRAFFIC
        ),
        agencies={
            "dishub": "Dinas Perhubungan",
            "satpolpp": "Satuan Polisi Pamong Praja",
            "pu": "Dinas Pekerjaan Umum",
            "polri": "Kepolisian",
        },
    )


@pytest.fixture
def city() -> Callable[[int], Network]:
    """A plan of any size with long labels: five levels, tasks, several parents."""

    def made(size: int) -> Network:
        rnd = random.Random(size)  # noqa: S311 - a sample, no secret
        shares = (0.01, 0.04, 0.14, 0.45, 0.8, 1.0)
        nodes: list[NetworkNode] = []
        edges: list[NetworkEdge] = []
        rows: list[list[str]] = [[] for _ in shares]
        agencies = {f"dinas-{n}": f"Dinas Nomor {n}" for n in range(9)}
        for number in range(size):
            level = next(at for at, share in enumerate(shares) if number < max(1, share * size))
            id_ = f"IKU-{number:05d}"
            nodes.append(
                NetworkNode(
                    label="Task" if level == 5 else "Indicator",
                    id=id_,
                    name=f"Persentase layanan {number} yang memenuhi standar " * rnd.randint(1, 3),
                    level=None if level == 5 else level,
                    agencies=(rnd.choice(sorted(agencies)),) if level else (),
                    details={"target": 80.5, "measure_unit": "%", "realisation": 76.41},
                )
            )
            rows[level].append(id_)
            above = rows[level - 1] if level else []
            chosen = rnd.sample(above, min(len(above), 1 + (rnd.random() < 0.1)))
            edges += [NetworkEdge(type="CONTRIBUTES_TO", source=id_, target=up) for up in chosen]
        return Network(
            dataset="kota-contoh",
            edition="2026-murni",
            loaded_at="2026-03-02T01:02:03Z",
            digest="0f" * 32,
            focus=None,
            nodes=tuple(nodes),
            edges=tuple(edges),
            agencies=agencies,
        )

    return made
