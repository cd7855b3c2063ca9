"""Probe a port for a Bolt server: only the protocol's handshake, without a login."""

from __future__ import annotations

import socket
from typing import Final

from kinerja_graph.store.process import LOOPBACK

_GREETING: Final = bytes.fromhex("6060b017" + "00000405" + "00000305" + "00000004" + "00000000")
"""Bolt's handshake: its magic number and the versions offered (5.4, 5.3, 4.0, none)."""
_ANSWER_BYTES: Final = 4


def is_bolt_answering(port: int, seconds: float = 2.0) -> bool:
    """Return whether a Bolt server at this loopback port agrees on a version within ``seconds``."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=seconds) as connection:
            connection.sendall(_GREETING)
            answer = connection.recv(_ANSWER_BYTES)
    except OSError:
        return False
    return len(answer) == _ANSWER_BYTES and any(answer)
