"""Export a loaded edition as files for Neo4j's importer, with the command that imports them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Final

from kinerja_graph.export.admin_files import OPTIONS, AdminFiles, admin_row, arguments
from kinerja_graph.export.snapshot import RECORD_LABELS, Snapshot, StoredEdge
from kinerja_graph.model.edition import edition_key
from kinerja_graph.model.rows import EdgeEnds, EdgeRow

SCRIPT: Final = "import.sh"
COUNTER: Final = "editions"
_SCRIPT: Final = """#!/bin/sh
# Imports this edition into an empty Neo4j 5.26 database while its server is stopped.
# Usage: ./import.sh [DATABASE [OPTION]...]    (DATABASE is neo4j where none is given)
# An empty database that has been started before needs the option --overwrite-destination=true.
# neo4j-admin is found on the PATH, or where NEO4J_ADMIN says.
# Then start the server; the next load by kinerja makes constraints and indexes.
set -eu
cd "$(dirname "$0")"
database="${{1:-neo4j}}"
[ "$#" -eq 0 ] || shift
exec "${{NEO4J_ADMIN:-neo4j-admin}}" database import full "$database" "$@" \\
{words}
"""


def write_admin(snapshot: Snapshot, folder: Path) -> dict[str, int]:
    """Write the files and ``import.sh`` into ``folder``; return the number of rows per file.

    The scope is derived from the names of dataset and edition, so two exports of one edition
    are equal.

    Raises:
        OSError: the folder cannot be written.
    """
    edition = snapshot.edition
    key = edition_key(edition.dataset, edition.edition, edition.document)
    scope = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    with AdminFiles(folder) as files:
        for label in (*RECORD_LABELS, "Problem"):
            files.nodes(label, snapshot.nodes(label), scope=scope)
        shown = admin_row(asdict(edition)) | {"key": key, "id": edition.edition}
        files.nodes("Edition", [shown | {"scope": scope, "first_loaded": 1}])
        files.nodes("Counter", [{"key": COUNTER, "value": 1}])
        for label in RECORD_LABELS:
            for ends, rows in _edges(snapshot, label):
                files.edges(ends, rows, scope=scope)
    words = " \\\n".join(f"  {shlex.quote(word)}" for word in (*OPTIONS, *arguments(files.counts)))
    script = folder / SCRIPT
    script.write_text(_SCRIPT.format(words=words), encoding="utf-8")
    script.chmod(0o755)
    return files.counts


def _edges(snapshot: Snapshot, label: str) -> Iterator[tuple[EdgeEnds, Iterator[EdgeRow]]]:
    """Yield the edges that leave ``label``, grouped by type and end labels."""

    def kind(tie: StoredEdge) -> EdgeEnds:
        return (tie.type, tie.source_label, tie.target_label)

    for ends, group in groupby(snapshot.edges(label), key=kind):
        yield ends, (tie.row for tie in group)
