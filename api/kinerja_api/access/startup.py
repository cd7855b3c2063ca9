"""What a service started by another program prints: how to open it on this machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import uvicorn

from kinerja_graph.settings import Settings
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow.serving import is_this_machine

_UNKNOWN_URL: Final = "http://…"
_OPEN: Final = _(
    "Open: {address}\nThat address opens the service to whoever on this machine knows it."
)
_SEVERAL_PROCESSES: Final = _(
    "Several processes need a token in common: set KINERJA_TOKEN, or sign in "
    "with a key (kinerja keys add)."
)
_OTHER_MACHINES: Final = _(
    "Other machines sign in at {url}/sign-in; while there is neither a key nor an identity "
    "provider, they are refused (kinerja keys add)."
)


def startup_message(settings: Settings, token: str, language: Language) -> str:
    """Return the lines to print on startup; ``token`` opens the service on this machine."""
    options = _uvicorn_options()
    host, port = str(options.get("host") or ""), options.get("port")
    url = settings.public_url.rstrip("/")
    if not url:
        named = f"[{host}]" if ":" in host else host
        url = f"http://{named}:{port}" if host and not options.get("uds") else _UNKNOWN_URL
    if (options.get("workers") or 1) > 1:
        return _SEVERAL_PROCESSES.say(language)
    if host and not is_this_machine(host):
        return _OTHER_MACHINES.say(language).format(url=url)
    return _OPEN.say(language).format(address=f"{url}/?token={token}")


def _uvicorn_options() -> dict[str, Any]:
    """Return the options of uvicorn's command line, if it started this process."""
    program = Path(sys.argv[0])
    if "uvicorn" not in (program.name, program.parent.name):
        return {}
    context = uvicorn.main.make_context("uvicorn", list(sys.argv[1:]), resilient_parsing=True)
    return dict(context.params)
