"""Every notebook runs from its first cell to its last, and is kept without outputs."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from kinerja_graph.settings import Settings

FOLDER = Path(__file__).parent.parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

pytestmark = [
    # The clients of Jupyter leave sockets and loops to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def printed(notebook: nbformat.NotebookNode) -> str:
    """What the cells of an executed notebook printed."""
    return "".join(
        output.get("text", "") + str(output.get("data", ""))
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_kept_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert not cell.get("execution_count")


def test_the_traffic_outcome_from_files_to_picture(
    engine_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("url", "user", "password", "database", "home", "memory"):
        monkeypatch.setenv(f"KINERJA_{name.upper()}", str(getattr(engine_settings, name)))
    notebook = nbformat.read(FOLDER / "sasaran-lalu-lintas.ipynb", as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(FOLDER)}}).execute()
    told = printed(notebook)
    assert "0 masalah" in told
    assert "IKU-06, IKU-07" in told
    assert "tidak ada" in told
    assert "Meningkatkan industri …" in told
    assert "<iframe sandbox" in told
