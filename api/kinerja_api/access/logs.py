"""The log of the service: one line per event on standard error, JSON or plain, without secrets.

Query strings of URLs are never logged: they contain tokens, codes and signatures.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import Any, Final, Literal, TextIO

import structlog

from kinerja_graph.errors import KinerjaError

LOGGERS: Final = ("kinerja_api", "kinerja_graph")
_SECRET: Final = re.compile(r"(?<=[?&])(token|code|state|sig|signature|key|csrf)=[^&\s\"]*")
_PROCESSORS: Final[tuple[Any, ...]] = (
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
)


class _ServiceHandler(logging.StreamHandler[Any]):
    """The handler added by this module, recognised by its class."""


class _Redacting(logging.Filter):
    """Removes secrets from the URLs in another server's access log."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                without_secrets(value) if isinstance(value, str) else value for value in record.args
            )
        return True


def without_secrets(text: str) -> str:
    """Return a URL without the values of its secret parameters.

    >>> without_secrets("GET /?token=abc&lang=id HTTP/1.1")
    'GET /?token=…&lang=id HTTP/1.1'
    """
    return _SECRET.sub(r"\1=…", text)


def install(form: Literal["json", "plain"], stream: TextIO | None = None) -> None:
    """Send the logs of the service and its server to standard error; call again to reformat.

    With ``stream``, for a window that is not for reading logs, only warnings and worse go there.
    """
    last: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        foreign_pre_chain=_PROCESSORS,
    )
    for name in (*LOGGERS, "uvicorn"):
        logger = logging.getLogger(name)
        for handler in [one for one in logger.handlers if isinstance(one, _ServiceHandler)]:
            logger.removeHandler(handler)
        if logger.handlers and name == "uvicorn":
            continue  # somebody configured the server's own
        handler = _ServiceHandler(stream or sys.stderr)
        handler.setFormatter(formatter)
        logger.addHandler(handler)
        if stream is not None:
            logger.setLevel(logging.WARNING)
            logger.propagate = False
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.INFO if name in LOGGERS else logging.WARNING)
    access = logging.getLogger("uvicorn.access")
    if not any(isinstance(one, _Redacting) for one in access.filters):
        access.addFilter(_Redacting())


def on_one_line(error: KinerjaError) -> str:
    """Format a failure as one line of the log: what, where, how to fix it."""
    return " ".join(line.strip() for line in error.tell("en").splitlines())


def logger(name: str) -> Any:
    """Return a logger of facts by event: ``logger("kinerja_api.x").info("event", key=value)``."""
    return structlog.wrap_logger(
        logging.getLogger(name),
        wrapper_class=structlog.stdlib.BoundLogger,
        processors=[*_PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    )
