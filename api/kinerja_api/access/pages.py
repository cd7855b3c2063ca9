"""The page at which people sign in; it needs no script and no style sheet from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import asdict, dataclass
from typing import Final

from jinja2 import Environment, Template
from starlette.responses import HTMLResponse

from kinerja_graph.texts import Language, Text

_STYLE: Final = (
    "body>p{font-weight:600}body>p a{font-weight:400;color:inherit}"
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:10vh auto;padding:0 1rem;"
    "color:#1b1b1b;background:#fff}"
    "label{display:block;font-weight:600;margin-top:1.5rem}"
    "input,button,a.go{font:inherit;padding:.5rem .75rem;border-radius:.25rem}"
    "input{width:100%;box-sizing:border-box;border:1px solid #6b6b6b}"
    "button,a.go{display:inline-block;margin-top:1rem;border:0;background:#0b4f8a;color:#fff;"
    "text-decoration:none}"
    "p.fault{border-left:.25rem solid #b3261e;padding-left:.75rem}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}"
    "input{background:#222;color:#eee}button,a.go{background:#8ab4f8;color:#111}}"
)
_PAGE: Final = Environment(autoescape=True, trim_blocks=True).from_string(
    """<!doctype html>
<html lang="{{ language }}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ say.title }} · kinerja</title><style>{{ style|safe }}</style></head>
<body><p>Kaskade Kinerja</p><main><h1>{{ say.title }}</h1>
{% if fault %}<p class="fault" role="alert">{{ fault }}</p>{% endif %}
{% if name %}<p>{{ say.known }} <strong>{{ name }}</strong>.</p>
<form method="post" action="/sign-out?lang={{ language }}">
<input type="hidden" name="csrf" value="{{ csrf }}">
<button>{{ say.leave }}</button></form>
{% else %}
{% if provider %}<p><a class="go"
 href="/sign-in/provider?next={{ then|urlencode }}">{{ say.go }}</a></p>{% endif %}
<form method="post" action="/sign-in?lang={{ language }}">
<input type="hidden" name="next" value="{{ then }}">
<input type="text" autocomplete="username" value="kinerja" hidden>
<label for="key">{{ say.key }}</label>
<input id="key" name="key" type="password" autocomplete="current-password" required>
<button>{{ say.enter }}</button></form>
<p>{{ say.local }}</p>
{% endif %}</main><p><a href="/sign-in?next={{ then|urlencode }}&amp;lang={{ say.other_code }}"
 lang="{{ say.other_code }}" hreflang="{{ say.other_code }}">{{ say.other }}</a></p></body></html>
"""
)
_ONWARD: Final = Environment(autoescape=True, trim_blocks=True).from_string(
    """<!doctype html>
<html lang="{{ language }}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="0; url={{ address }}">
<title>{{ say.out }} · kinerja</title><style>{{ style|safe }}</style></head>
<body><main><h1>{{ say.out }}</h1><p>{{ say.there }}</p>
<p><a class="go" href="{{ address }}">{{ say.onward }}</a></p></main></body></html>
"""
)
_WORDS: Final = {
    "title": Text(id="Masuk", en="Sign in"),
    "known": Text(id="Anda masuk sebagai", en="You are signed in as"),
    "leave": Text(id="Keluar", en="Sign out"),
    "go": Text(id="Masuk dengan akun instansi", en="Sign in with your account"),
    "key": Text(id="Kunci API", en="API key"),
    "enter": Text(id="Masuk dengan kunci", en="Sign in with the key"),
    "other": Text(id="English", en="Indonesia"),
    "other_code": Text(id="en", en="id"),
    "out": Text(id="Anda sudah keluar", en="You are signed out"),
    "there": Text(
        id="Sesi di layanan ini berakhir. Penyedia identitas juga mengakhiri sesinya.",
        en="The session of this service has ended. The identity provider ends its own, too.",
    ),
    "onward": Text(id="Lanjutkan", en="Go on"),
    "local": Text(
        id="Di mesin tempat layanan berjalan: buka alamat yang dicetak kinerja serve.",
        en="On the machine where the service runs: open the address that kinerja serve printed.",
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
    """What the page is told.

    Attributes:
        then: where to go afterwards.
        provider: whether people can sign in at a provider.
        fault: why the last try did not succeed.
        name, csrf: of somebody who is signed in already.
    """

    then: str
    provider: bool
    fault: str = ""
    name: str = ""
    csrf: str = ""


def sign_in_page(told: SignIn, language: Language, *, status: int = 200) -> HTMLResponse:
    """The page, for somebody unknown or for somebody who is signed in."""
    return HTMLResponse(_rendered(_PAGE, language, **asdict(told)), status, _HEADERS)


def onward_page(address: str, language: Language) -> HTMLResponse:
    """The page after a sign-out, which goes on to where the provider ends its own session."""
    return HTMLResponse(_rendered(_ONWARD, language, address=address), 200, _HEADERS)


def _rendered(page: Template, language: Language, **facts: object) -> str:
    say = {key: word.say(language) for key, word in _WORDS.items()}
    return page.render(language=language, say=say, style=_STYLE, **facts)
