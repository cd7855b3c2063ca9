"""Write the cascade in pictures of readable size, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.report.document import Block, Heading, Paragraph, line
from kinerja_graph.report.report_data import MOST_BOXES, ReportData

PICTURES: Final = "pictures"


def pictures(data: ReportData) -> Iterator[Block]:
    """Yield the chapter: figures in the order of the outcomes; those left out are counted.

    If the plan is too large for pictures, say so, and how to draw a part of it; also if this
    computer cannot draw any.
    """
    if not data.cascade and not data.undrawn and not data.mapless:
        return
    yield Heading(text=data.say("pictures"), level=1, anchor=PICTURES)
    if data.undrawn:
        text = data.say("pictures.many", n=data.undrawn, most=MOST_BOXES)
        yield Paragraph(line=line(text), role="note")
        return
    if data.mapless:
        yield Paragraph(line=line(data.say("pictures.missing")), role="note")
        return
    yield Paragraph(line=line(data.say("pictures.how")))
    if data.unseen:
        yield Paragraph(
            line=line(data.count("pictures.left", data.unseen, shown=len(data.cascade))),
            role="note",
        )
    yield from data.cascade
