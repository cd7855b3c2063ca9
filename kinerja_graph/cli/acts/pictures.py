"""``render``."""

from __future__ import annotations

from typing import Final

from kinerja_graph.cli.acts.desk import Desk
from kinerja_graph.cli.arguments import Drawn
from kinerja_graph.cli.options import Which
from kinerja_graph.cli.telling.words import line
from kinerja_graph.errors import UsageError
from kinerja_graph.texts import Text
from kinerja_graph.workflow import pictures as use
from kinerja_graph.workflow.files import write_whole
from kinerja_graph.workflow.opening import opened
from kinerja_graph.workflow.ruling import ruling
from kinerja_graph.workflow.views import Choice

_WRITTEN: Final = Text(id="Ditulis: {path}", en="Written: {path}")


def render(desk: Desk, what: Drawn, which: Which) -> int:
    """Draws an edition, or the chain of a record."""
    if what.out.suffix.lower() not in (".html", ".htm"):
        raise UsageError(
            Text(
                id="Gambar ditulis sebagai .html, bukan {suffix}.",
                en="Pictures are written as .html, not {suffix}.",
            ),
            mend=Text(id="Beri nama berakhiran .html.", en="Give a name that ends in .html."),
            where="--out",
            suffix=what.out.suffix or what.out.name,
        )
    decided = ruling(desk.settings)
    choice = Choice(which.dataset, which.edition)
    with opened(desk.settings) as store:
        page = use.render(store, what.id, choice, language=desk.language, ruling=decided)
    write_whole(what.out, page)
    if desk.json:
        desk.data({"out": str(what.out), "bytes": len(page.encode("utf-8"))})
    else:
        desk.answer(line(desk.say(_WRITTEN, path=what.out)))
    return 0
