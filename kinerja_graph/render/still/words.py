"""The words that only still pictures say; they share those of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.render.view_words import words_for
from kinerja_graph.texts import Text

_STILL: Final[Mapping[str, Text]] = {
    "legend.links.left": Text(
        id="Induk lain tidak digambar karena terlalu banyak.",
        en="Other parents are left out: there are too many.",
    ),
    "described": Text(
        id="{n} hasil dan tugas. {told}. Kotak berkontribusi ke kotak di sebelah kirinya.",
        en="{n} results and tasks. {told}. A box contributes to the one at its left.",
    ),
    "slice.deeper": Text(id="{name}: {column}", en="{name}: {column}"),
}


def still_words(view: str) -> Mapping[str, Text]:
    """The words of a still picture of ``view``."""
    return {**_STILL, **words_for(view)}
