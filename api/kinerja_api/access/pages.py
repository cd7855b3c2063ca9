"""The sign-in page; it needs no script and no external style sheet."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import asdict, dataclass
from typing import Final

from jinja2 import Environment, Template
from starlette.responses import HTMLResponse

from kinerja_api.access.refusals import Refused
from kinerja_graph.texts import Language, _

_STYLE: Final = (
    "*{box-sizing:border-box}"
    "body{margin:0;font:1rem/1.5 system-ui,'Segoe UI','Noto Sans','Liberation Sans',sans-serif;"
    "color:#1b2430;background:#f4f6f8}"
    "header{display:flex;justify-content:space-between;gap:1rem;align-items:baseline;"
    "padding:.9rem 1.25rem;background:#1b2430;color:#fff;border-bottom:4px solid #b3261e}"
    "main a:not(.go){color:#0b57d0}header a{color:#fff}header strong{font-size:1.1rem}"
    "main{width:min(30rem,100% - 2rem);margin:8vh auto 2rem;padding:1.5rem 1.75rem 1.75rem;"
    "background:#fff;border:1px solid #d3dae2;border-radius:.4rem}"
    "h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}p{margin:.6rem 0}"
    "label{display:block;font-weight:600;margin-top:1.25rem}"
    "input,button,a.go{font:inherit;min-height:2.6rem;padding:.4rem .95rem;border-radius:.25rem}"
    "input{width:100%;border:1px solid #6d7885;background:#fff;color:inherit}"
    "button,a.go{display:inline-block;margin-top:1rem;border:1px solid #0b57d0;background:#0b57d0;"
    "color:#fff;font-weight:550;text-decoration:none;cursor:pointer}"
    "button:hover,a.go:hover{background:#0a489f}"
    ":focus-visible{outline:3px solid #0b57d0;outline-offset:2px}"
    "header :focus-visible{outline-color:#ffd166}"
    ".fault,.done{border-left:.4rem solid #b3261e;background:#fcefee;padding:.6rem 1rem}"
    ".done{border-color:#1d6b3a;background:#eaf5ee}.dim{color:#4f5b69;font-size:.92rem}"
    "@media(prefers-color-scheme:dark){:root{color-scheme:dark}"
    "body{color:#eef2f7;background:#14181e}main{background:#1f262f;border-color:#323b46}"
    "input{background:#14181e;border-color:#96a2b0}a,:focus-visible{outline-color:#8ab4f8}"
    "main a:not(.go){color:#8ab4f8}"
    "button,a.go,button:hover,a.go:hover{background:#8ab4f8;border-color:#8ab4f8;color:#14181e}"
    ".fault{background:#4a1b19}.done{background:#17402a}.dim{color:#b4bfcc}}"
)
_HEAD: Final = """<!doctype html>
<html lang="{{ language }}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
"""
_PAGE: Final = Environment(autoescape=True, trim_blocks=True).from_string(
    _HEAD
    + """<title>{{ say.title }} · Cascading Kinerja</title><style>{{ style|safe }}</style></head>
<body><header><strong>Cascading Kinerja</strong>
<a href="/sign-in?next={{ then|urlencode }}&amp;lang={{ say.other_code }}"
 lang="{{ say.other_code }}" hreflang="{{ say.other_code }}">{{ say.other }}</a></header>
<main><h1>{{ say.title }}</h1>
{% if fault %}<p class="fault" role="alert">{{ fault }}</p>{% endif %}
{% if name %}<p>{{ say.known }} <strong>{{ name }}</strong>.</p>
<p><a href="/?lang={{ language }}">{{ say.plans }}</a></p>
<form method="post" action="/sign-out?lang={{ language }}">
<input type="hidden" name="csrf" value="{{ csrf }}">
<button>{{ say.leave }}</button></form>
{% else %}
{% if out %}<p class="done" role="status">{{ say.out }}.</p>{% endif %}
<p>{{ say.why }}</p>
{% if provider %}<p><a class="go"
 href="/sign-in/provider?next={{ then|urlencode }}">{{ say.go }}</a></p>{% endif %}
<form method="post" action="/sign-in?lang={{ language }}">
<input type="hidden" name="next" value="{{ then }}">
<input type="text" autocomplete="username" value="kinerja" hidden>
<label for="key">{{ say.key }}</label>
<input id="key" name="key" type="password" autocomplete="current-password" required>
<button>{{ say.enter }}</button></form>
<p class="dim">{{ say.local }}</p>
{% endif %}</main></body></html>
"""
)
_SIGN_OUT: Final = Environment(autoescape=True, trim_blocks=True).from_string(
    _HEAD
    + """<meta http-equiv="refresh" content="0; url={{ address }}">
<title>{{ say.out }} · Cascading Kinerja</title><style>{{ style|safe }}</style></head>
<body><header><strong>Cascading Kinerja</strong></header>
<main><h1>{{ say.out }}</h1><p>{{ say.there }}</p>
<p><a class="go" href="{{ address }}">{{ say.onward }}</a></p></main></body></html>
"""
)
_REFUSAL: Final = Environment(autoescape=True, trim_blocks=True).from_string(
    _HEAD
    + """<title>{{ what }} · Cascading Kinerja</title><style>{{ style|safe }}</style></head>
<body><header><strong>Cascading Kinerja</strong></header>
<main><p class="dim">{{ status }} · {{ code }}</p><h1>{{ what }}</h1><p>{{ mend }}</p></main>
</body></html>
"""
)
_WORDS: Final = {
    "title": _("Sign in"),
    "why": _("The plans here are only for those with the right to read them."),
    "plans": _("To the plans"),
    "known": _("You are signed in as"),
    "leave": _("Sign out"),
    "go": _("Sign in with your account"),
    "key": _("API key"),
    "enter": _("Sign in with the key"),
    "other": _("Indonesia"),
    "other_code": _("id"),
    "out": _("You are signed out"),
    "there": _("The session of this service has ended. The identity provider ends its own, too."),
    "onward": _("Go on"),
    "local": _(
        "On the machine where the service runs: open the address that kinerja serve printed."
    ),
}
_DIGEST: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_CSP: Final = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS: Final = {"Content-Security-Policy": _CSP, "Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """The variables of the page.

    Attributes:
        then: where to go afterwards.
        provider: whether people can sign in at a provider.
        fault: why the last attempt failed.
        name, csrf: of the person already signed in.
        out: whether the person has just signed out.
    """

    then: str
    provider: bool
    fault: str = ""
    name: str = ""
    csrf: str = ""
    out: bool = False


def sign_in_page(values: SignIn, language: Language, *, status: int = 200) -> HTMLResponse:
    """Render the page, for an anonymous visitor or for somebody who is signed in."""
    return HTMLResponse(_render(_PAGE, language, **asdict(values)), status, _HEADERS)


def sign_out_page(address: str, language: Language) -> HTMLResponse:
    """Render the page after a sign-out, which leads to where the provider ends its own session."""
    return HTMLResponse(_render(_SIGN_OUT, language, address=address), 200, _HEADERS)


def refusal_page(refusal: Refused, language: Language) -> HTMLResponse:
    """Render the page for a request that is refused before it reaches a route."""
    told = {
        "what": refusal.what.say(language),
        "mend": refusal.mend.say(language),
        "code": refusal.code,
        "status": int(refusal.status),
    }
    return HTMLResponse(_render(_REFUSAL, language, **told), refusal.status, _HEADERS)


def _render(page: Template, language: Language, **facts: object) -> str:
    say = {key: word.say(language) for key, word in _WORDS.items()}
    return page.render(language=language, say=say, style=_STYLE, **facts)
