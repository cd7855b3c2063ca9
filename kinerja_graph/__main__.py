"""Make ``python -m kinerja_graph`` equivalent to ``kinerja``."""

import sys

from kinerja_graph.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
