"""The cascade in pictures of readable size, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.report.document import Block, Heading, Paragraph, line
from kinerja_graph.report.dossier import Dossier

PICTURES: Final = "pictures"


def pictures(dossier: Dossier) -> Iterator[Block]:
    """The chapter: figures in the order of the outcomes; what has no room is counted."""
    if not dossier.cascade:
        return
    yield Heading(text=dossier.say("pictures"), level=1, anchor=PICTURES, fresh=True)
    yield Paragraph(line=line(dossier.say("pictures.how")))
    if dossier.unseen:
        yield Paragraph(
            line=line(dossier.count("pictures.left", dossier.unseen, shown=len(dossier.cascade))),
            role="note",
        )
    yield from dossier.cascade
