"""The words that only still pictures say; they share those of the page."""

from __future__ import annotations

from typing import Final

from kinerja_graph.render.words import WORDS
from kinerja_graph.texts import Text

STILL: Final[dict[str, Text]] = {
    **WORDS,
    "legend.former": Text(id="dahulu berkontribusi ke", en="contributed to before"),
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
