"""Python in README and docs/ and the example of every public name, on the embedded engine."""

import doctest
from collections.abc import Generator
from pathlib import Path

import psutil
import pytest

import kinerja_graph
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store

TOP = Path(__file__).parent.parent.parent
PAGES = sorted(
    page
    for page in (TOP / "README.md", *(TOP / "docs").rglob("*.md"))
    if ">>> " in page.read_text("utf-8")
)


@pytest.fixture
def desk(
    embedded_settings: Settings,
    embedded_store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Generator[None]:
    """A folder with the examples, and settings by environment; nothing is left open."""
    del embedded_store  # it runs
    (tmp_path / "examples").symlink_to(TOP / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KINERJA_URL", "embedded")
    monkeypatch.setenv("KINERJA_HOME", str(embedded_settings.home))
    monkeypatch.setenv("KINERJA_MEMORY", embedded_settings.memory)
    monkeypatch.setenv("KINERJA_LANG", "id")
    before = sockets()
    yield
    assert sockets() == before


def sockets() -> int:
    """Connections of this process that are open."""
    return sum(one.status == "ESTABLISHED" for one in psutil.Process().net_connections("tcp"))


def typed(test: doctest.DocTest) -> None:
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=told.append)
    assert not told, "".join(told)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("name", kinerja_graph.__all__)
def test_the_example_of_a_public_name(name: str) -> None:
    named = getattr(kinerja_graph, name)
    (found,) = doctest.DocTestFinder(recurse=False).find(named, name, globs={})
    assert found.examples, name
    typed(found)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_is_typed(page: Path) -> None:
    text = page.read_text("utf-8")
    found = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    assert len(found.examples) == text.count("\n>>> ")
    typed(found)


def test_there_are_pages_to_type() -> None:
    assert {"README", "python", "engineers"} <= {page.stem for page in PAGES}
