"""Sign-in with an OpenID Connect provider: authorization code with PKCE, checked by Authlib."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib import import_module
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from fastapi import Request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.responses import Response

from kinerja_api.access.refusals import Refused
from kinerja_graph.settings import Settings
from kinerja_graph.texts import Text, _

STATE_COOKIE: Final = "kinerja_sign_in"
STATE_PATH: Final = "/sign-in"
ID_COOKIE: Final = "kinerja_vouched"
ID_PATH: Final = "/sign-out"
_RESERVED_NAME: Final = re.compile(r"local|.* \((kinerja|[0-9a-f]{8})\)", re.IGNORECASE)
"""Names the service itself gives to keys, the person at its machine and their commands: a person of
such a name would be mistaken for them, in uploads and in the log."""
_MAX_COOKIE_BYTES: Final = 3800
_MINUTES: Final = 10
_SECONDS: Final = 15.0


@dataclass(frozen=True, slots=True)
class Identity:
    """A person authenticated by the provider.

    Attributes:
        name: their name in the accounts database.
        issuer, subject: the provider, and its permanent id for this person.
        then: where they were going.
        vouched: the ID token itself, by which the provider recognises them at sign-out.
    """

    name: str
    issuer: str
    subject: str
    then: str
    id_token: str = field(repr=False)

    def remember(self, answer: Response, *, secure: bool, seconds: int) -> None:
        """Store the token in the browser, which sends it to ``/sign-out`` only.

        It gives no access here. One too large for a cookie is left out: the provider then asks.
        """
        if not 0 < len(self.id_token) <= _MAX_COOKIE_BYTES:
            return
        answer.set_cookie(
            ID_COOKIE,
            self.id_token,
            max_age=seconds,
            path=ID_PATH,
            httponly=True,
            secure=secure,
            samesite="lax",
        )


class Provider:
    """The provider of the settings; its state between two requests is in a signed cookie."""

    def __init__(self, settings: Settings, signing_key: str) -> None:
        self._claim = settings.oidc_claim
        self._client = settings.oidc_client
        self._signer = URLSafeTimedSerializer(signing_key, salt=STATE_COOKIE)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about its own next version
            authlib: Any = import_module("authlib.integrations.starlette_client")
        secret = settings.oidc_secret or None
        self._app: Any = authlib.OAuth().register(
            "people",
            client_id=settings.oidc_client,
            client_secret=secret,
            server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": settings.oidc_scopes,
                "code_challenge_method": "S256",
                "timeout": _SECONDS,
                **({} if secret else {"token_endpoint_auth_method": "none"}),
            },
        )

    async def redirect_to_provider(
        self, request: Request, back: str, then: str, *, secure: bool
    ) -> Response:
        """Redirect to the provider, which sends the browser to ``back``; later on to ``then``.

        Raises:
            Refused: the provider does not respond properly.
        """
        kept: dict[str, Any] = {}
        request.scope["session"] = kept
        try:
            answer: Response = await self._app.authorize_redirect(request, back)
        except Exception as error:
            raise _unreachable() from error
        value = self._signer.dumps({"authlib": kept, "then": then})
        answer.set_cookie(
            STATE_COOKIE,
            str(value),
            max_age=_MINUTES * 60,
            path=STATE_PATH,
            httponly=True,
            secure=secure,
            samesite="lax",
        )
        return answer

    async def sign_out_url(self, request: Request, back: str) -> str | None:
        """Return the URL where the provider ends its own session and sends people to ``back``.

        None if it has none, or does not respond: they are signed out here all the same.
        """
        try:
            told: Mapping[str, Any] = await self._app.load_server_metadata()
        except Exception:  # noqa: BLE001  # whatever it is, nobody stays signed in for it
            return None
        address = told.get("end_session_endpoint")
        if not isinstance(address, str) or urlsplit(address).scheme not in ("https", "http"):
            return None
        asked = {"client_id": self._client, "post_logout_redirect_uri": back}
        hint = request.cookies.get(ID_COOKIE)
        if hint:
            asked["id_token_hint"] = hint
        return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}"

    async def identify(self, request: Request) -> Identity:
        """Return who came back from the provider, and where they were going.

        Raises:
            Refused: this browser did not start here, or the provider does not authenticate them.
        """
        try:
            kept = self._signer.loads(request.cookies.get(STATE_COOKIE, ""), max_age=_MINUTES * 60)
        except BadSignature as error:
            raise _rejected("cookie") from error
        request.scope["session"] = kept["authlib"]
        try:
            token: Mapping[str, Any] = await self._app.authorize_access_token(request)
        except Exception as error:
            raise _rejected(type(error).__name__) from error
        told: Mapping[str, Any] = token.get("userinfo") or {}
        issuer, subject = told.get("iss"), told.get("sub")
        if not isinstance(issuer, str) or not isinstance(subject, str) or not subject:
            raise _rejected("sub")
        vouched = str(token.get("id_token") or "")
        return Identity(self._choose_name(told), issuer, subject, str(kept["then"]), vouched)

    def _choose_name(self, claims: Mapping[str, Any]) -> str:
        name = claims.get(self._claim)
        verified = self._claim != "email" or claims.get("email_verified") is True
        known = isinstance(name, str) and name.strip() and name.isprintable() and verified
        if not isinstance(name, str) or not known or _RESERVED_NAME.fullmatch(name.strip()):
            raise Refused(
                HTTPStatus.FORBIDDEN,
                Text(
                    id=f"Penyedia identitas tidak menjamin nama Anda ({self._claim}).",
                    en=f"The identity provider does not vouch for your name ({self._claim}).",
                ),
                _(
                    "Verify your e-mail address there; an administrator can choose another "
                    "name with KINERJA_OIDC_CLAIM."
                ),
                code="name-not-vouched-for",
            )
        return name.strip()


def _unreachable() -> Refused:
    return Refused(
        HTTPStatus.BAD_GATEWAY,
        _("The identity provider does not answer as it should."),
        _("Try again; an administrator checks KINERJA_OIDC_ISSUER."),
        code="provider-unreachable",
    )


def _rejected(why: str) -> Refused:
    return Refused(
        HTTPStatus.FORBIDDEN,
        _("The sign-in failed."),
        _("Start again at /sign-in."),
        code="sign-in-failed",
        where=why,
    )
