"""Answers written to files: whole or not at all."""

from __future__ import annotations

import secrets
from pathlib import Path

from kinerja_graph.errors import UsageError
from kinerja_graph.system import of_system
from kinerja_graph.texts import _


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes ``content`` to ``path``, text as UTF-8; makes its folder if need be.

    A reader sees the old file or the new one, never a part.

    Raises:
        UsageError: the place cannot be written (``not-written``).
    """
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            if isinstance(content, str):
                content = content.encode("utf-8", errors="surrogatepass")
            part.write_bytes(content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(
            _("{path} cannot be written: {why}."),
            mend=_("Choose another place, or check write permission and disk space."),
            where=str(path),
            code="not-written",
            path=path,
            why=of_system(error),
        ) from error
