"""What a command does before it does anything."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kinerja_graph.data_frames import own_process

ASKS = """
import sys
from kinerja_graph.cli.app import main
sys.argv = ["kinerja", "--version"]
assert main() == 0
import neo4j
for name in ("numpy", "pandas", "pyarrow"):
    assert sys.modules[name] is None, f"a command has loaded {name}"
assert not any(name.startswith(("numpy.", "pyarrow.")) for name in sys.modules)
"""


def test_a_command_loads_no_data_frames() -> None:
    subprocess.run([sys.executable, "-c", ASKS], check=True, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("module", "driver"), [("store.sweep", True), ("workflow.upload_work", False)]
)
def test_a_process_of_a_command_loads_none_either(module: str, *, driver: bool) -> None:
    program, *words = own_process(f"kinerja_graph.{module}")
    told = [program, "-X", "importtime", *words]
    done = subprocess.run(told, input="", capture_output=True, text=True, check=False)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert ("neo4j.api" in loaded) is driver, "an upload is read without a database"
    assert not [name for name in loaded if name.startswith(("numpy.", "pandas.", "pyarrow."))]


PARQUET = """
import sys
from pathlib import Path
import kinerja_graph.cli.app
from kinerja_graph.data_frames import with_data_frames, without_data_frames
without_data_frames()
import neo4j
with_data_frames()
import pyarrow
table = pyarrow.Table.from_pylist([{"id": "A", "level": 1}])
assert table.num_rows == 1
"""


def test_what_writes_parquet_has_its_library_and_what_that_asks_for() -> None:
    subprocess.run([sys.executable, "-c", PARQUET], check=True, capture_output=True, text=True)


ENDS = """
import atexit
import gc
import sys
from kinerja_graph.cli.app import main
atexit.register(lambda: print(gc.get_freeze_count()))  # runs after what main registers
sys.argv = ["kinerja", "--version"]
sys.exit(main())
"""


def test_a_command_does_not_free_its_objects_one_by_one_at_its_end() -> None:
    done = subprocess.run([sys.executable, "-c", ENDS], check=True, capture_output=True, text=True)
    assert int(done.stdout.split()[-1]) > 10_000


CHECKS = """
import os
import sys
import kinerja_graph.cli.app
import kinerja_graph.cli.commands.audits
seen = []
kinerja_graph.cli.commands.audits.check = lambda context, at, **_: seen.append(at.path) or 0
sys.argv = ["kinerja", "check", "plan", "--baseline", "old.json"]
assert kinerja_graph.cli.app.main() == 0
assert [str(path) for path in seen] == ["plan"], seen
assert "typer._adapters" not in sys.modules, "a path needs no validator of Typer's"
assert os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__"
for name in OTHERS:
    assert f"kinerja_graph.{name}" not in sys.modules, f"a check has loaded {name}"
"""
OTHER_ANSWERS = (
    "analysis.comparison",
    "analysis.selection",
    "audit.changes",
    "audit.evidence",
    "report.answers.compare",
    "report.sarif",
    "report.page",
)


def test_a_check_loads_neither_validators_of_its_options_nor_other_answers() -> None:
    program = f"OTHERS = {OTHER_ANSWERS!r}\n{CHECKS}"
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)


PROPOSES = """
import sys
from kinerja_graph.cli.app import main
sys.argv = ["kinerja", "import", sys.argv[1], "--json"]
assert main() == 0
for name in ("neo4j", "openpyxl", "kinerja_graph.store"):
    assert name not in sys.modules, f"a proposal has loaded {name}"
"""


@pytest.mark.parametrize("sheet", ["matrices/matriks-renstra.csv", "sheets/matriks.xlsx"])
def test_a_proposal_loads_no_graph_and_nothing_that_writes_workbooks(
    sheet: str, tmp_path: Path
) -> None:
    matrix = shutil.copy(Path("examples", sheet).resolve(), tmp_path)
    words = [sys.executable, "-c", PROPOSES, matrix]
    subprocess.run(words, check=True, capture_output=True, text=True, cwd=tmp_path)
