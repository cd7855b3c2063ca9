"""Show warnings of lower layers on standard error, in the user's language."""

from __future__ import annotations

import logging
import sys
from typing import Final

from kinerja_graph.cli.screen import make_safe, write_text
from kinerja_graph.texts import Language, Text

_LOGGER: Final = "kinerja_graph"


class _NoticeHandler(logging.Handler):
    """Show warnings; those that carry a ``text`` in the language of answers."""

    def __init__(self, language: Language) -> None:
        super().__init__(logging.WARNING)
        self._language: Language = language

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line to standard error."""
        text = getattr(record, "text", None)
        message = text.say(self._language) if isinstance(text, Text) else record.getMessage()
        write_text(f"{make_safe(message)}\n", sys.stderr)


def listen(language: Language) -> None:
    """Show notices in ``language`` from now on; a second call replaces the first."""
    logger = logging.getLogger(_LOGGER)
    for handler in [one for one in logger.handlers if isinstance(one, _NoticeHandler)]:
        logger.removeHandler(handler)
    logger.addHandler(_NoticeHandler(language))
