"""What a command does before it does anything."""

import subprocess
import sys

ASKS = """
import sys
from kinerja_graph.cli.app import main
sys.argv = ["kinerja", "--version"]
assert main() == 0
import neo4j
assert sys.modules["pandas"] is None, "a command has loaded pandas"
"""


def test_a_command_loads_no_data_frames() -> None:
    subprocess.run([sys.executable, "-c", ASKS], check=True, capture_output=True, text=True)
