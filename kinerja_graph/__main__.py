"""``python -m kinerja_graph`` is ``kinerja``."""

import sys

from kinerja_graph.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
