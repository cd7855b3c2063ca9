"""The only module that knows where the folder ``cypher/`` is."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Literal

from kinerja_graph.errors import LibraryError
from kinerja_graph.texts import _

LibraryFolder = Literal["rules", "queries", "schema", "template"]


def library_folder(name: LibraryFolder) -> Path:
    """Return the library folder with rules, named queries, schema statements or templates.

    An installed wheel has ``cypher/`` inside the package; a checkout and an editable install have
    it next to the package.

    Raises:
        LibraryError: it is in neither place; the message names both.
    """
    package = Path(str(files("kinerja_graph")))
    places = (package / "cypher" / name, package.parent / "cypher" / name)
    for place in places:
        if place.is_dir():
            return place
    raise LibraryError(
        _("The Cypher files of this product are missing."),
        mend=_("Install kinerja-graph again, or run it from a complete checkout."),
        where=", ".join(str(place) for place in places),
        code="library-missing",
    )
