"""Security headers for every response, which keep browsers from unintended actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import MutableHeaders

CSP: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
ALWAYS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
DEFAULTS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": CSP,
    "Cache-Control": "private, no-cache",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS: Final = "max-age=31536000"


def add_security_headers(headers: MutableHeaders, *, secure: bool) -> None:
    """Add missing headers; those set by a route (for an embeddable page) stay."""
    for name, value in ALWAYS.items():
        headers[name] = value
    framed = "content-security-policy" in headers
    for name, value in DEFAULTS.items():
        headers.setdefault(name, value)
    if not framed:
        headers.setdefault("X-Frame-Options", "DENY")
    if secure:
        headers.setdefault("Strict-Transport-Security", HSTS)
    for name in ("Authorization", "Cookie"):
        headers.add_vary_header(name)
