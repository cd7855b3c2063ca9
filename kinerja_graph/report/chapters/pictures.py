"""The cascade in pictures of readable size, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.report.document import Block, Heading, Paragraph, line
from kinerja_graph.report.report_data import MOST_BOXES, ReportData

PICTURES: Final = "pictures"


def pictures(dossier: ReportData) -> Iterator[Block]:
    """The chapter: figures in the order of the outcomes; what has no room is counted.

    Of a plan that is too large for pictures it says so, and how to draw a part of it.
    """
    if not dossier.cascade and not dossier.undrawn:
        return
    yield Heading(text=dossier.say("pictures"), level=1, anchor=PICTURES)
    if dossier.undrawn:
        told = dossier.say("pictures.many", n=dossier.undrawn, most=MOST_BOXES)
        yield Paragraph(line=line(told), role="note")
        return
    yield Paragraph(line=line(dossier.say("pictures.how")))
    if dossier.unseen:
        yield Paragraph(
            line=line(dossier.count("pictures.left", dossier.unseen, shown=len(dossier.cascade))),
            role="note",
        )
    yield from dossier.cascade
