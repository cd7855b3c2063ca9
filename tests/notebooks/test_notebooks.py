"""Every notebook runs from its first cell to its last, and is kept without outputs."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from kinerja_graph.settings import Settings
from kinerja_graph.store.connect import engine_of
from kinerja_graph.store.engine import Address

FOLDER = Path(__file__).parent.parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
SETTINGS = ("url", "user", "password", "database", "home", "memory")
TOLD = {
    "analis-lalu-lintas": (
        "0 masalah",
        "IKU-06, IKU-07",
        "tidak hadir: tidak ada",
        "Meningkatkan industri …",
        "tanpa IKU-06: LALIN: 8 menjadi 7",
        "<iframe sandbox",
        "pyvis.network · 8 indikator · tersimpan: lalu-lintas-pyvis.html",
        "Dihapus: salindia-analis",
    ),
    "inspektur-kota": (
        "{'error': 9, 'warning': 21, 'info': 4",
        "Sidik jari:",
        "baru   : 24",
        "selesai: 27",
        "too-few",
        "laporan.docx (",
        "audit.html (",
        "Dihapus: 2026-murni 2026-perubahan",
    ),
    "teknisi-graf": (
        "statement-refused",
        "indikator dilihat",
        "lingkaran: [[",
        "rantai terpanjang:",
        "neo4j :",
        "py2neo: jawaban sama",
        "Dihapus: kota-teknisi",
        "Dihapus: ukuran-teknisi",
    ),
}
"""What the cells of each notebook print among other things."""

pytestmark = [
    # The clients of Jupyter leave sockets and loops to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def printed(name: str, folder: Path) -> str:
    """What the cells of a notebook print, run in a folder of its own as a user would."""
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=240, resources={"metadata": {"path": str(folder)}}).execute()
    return "".join(
        output.get("text", "") + str(output.get("data", ""))
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )


def environment(patch: pytest.MonkeyPatch, settings: Settings) -> None:
    for name in SETTINGS:
        patch.setenv(f"KINERJA_{name.upper()}", str(getattr(settings, name)))
    patch.delenv("KINERJA_SECOND_URL", raising=False)


def test_every_notebook_is_run() -> None:
    assert [path.stem for path in NOTEBOOKS] == sorted(TOLD)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_kept_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert not cell.get("execution_count")
        assert not any(key in cell.metadata for key in ("execution", "collapsed", "trusted"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_name_no_machine_and_need_no_checkout(path: Path) -> None:
    code = "\n".join(
        "".join(cell["source"])
        for cell in json.loads(path.read_text("utf-8"))["cells"]
        if cell["cell_type"] == "code"
    )
    for word in ("../", "/home/", "/tmp/", "C:\\"):  # noqa: S108 - what must not be there
        assert word not in code


@pytest.mark.parametrize("name", ["analis-lalu-lintas", "inspektur-kota"])
def test_on_the_embedded_engine(
    name: str, embedded_settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment(monkeypatch, embedded_settings)
    told = printed(name, tmp_path)
    for words in TOLD[name]:
        assert words in told, told
    sizes = re.findall(r"Ditulis: \S+ \((\d+) kB\)", told)
    assert len(sizes) == (2 if name == "inspektur-kota" else 0)
    assert all(int(size) >= 10 for size in sizes)


def test_the_engineers_notebook_on_the_embedded_engine_beside_neo4j(
    embedded_settings: Settings,
    neo4j_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    environment(monkeypatch, embedded_settings)
    address: Address = engine_of(neo4j_settings).start()
    monkeypatch.setenv("KINERJA_SECOND_URL", address.uri)
    monkeypatch.setenv("KINERJA_SECOND_USER", address.user)
    monkeypatch.setenv("KINERJA_SECOND_PASSWORD", address.password)
    told = printed("teknisi-graf", tmp_path)
    for words in (*TOLD["teknisi-graf"], "mesin kedua: neo4j", "temuan sama: True"):
        assert words in told, told


def test_the_engineers_notebook_on_neo4j(
    neo4j_settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment(monkeypatch, neo4j_settings)
    told = printed("teknisi-graf", tmp_path)
    for words in (*TOLD["teknisi-graf"], "Mesin kedua tidak disebut"):
        assert words in told, told
