"""Sign-in at an OpenID Connect provider: authorization code with PKCE, checked by Authlib."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from http import HTTPStatus
from importlib import import_module
from typing import Any, Final

from fastapi import Request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.responses import Response

from kinerja_api.access.refusals import Refused
from kinerja_graph.settings import Settings
from kinerja_graph.texts import Text

STATE_COOKIE: Final = "kinerja_sign_in"
STATE_PATH: Final = "/sign-in"
_MINUTES: Final = 10
_SECONDS: Final = 15.0


class Provider:
    """The provider of the settings; what it needs between two requests is in a signed cookie."""

    def __init__(self, settings: Settings, word: str) -> None:
        self._claim = settings.oidc_claim
        self._signer = URLSafeTimedSerializer(word, salt=STATE_COOKIE)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it speaks of its own next version
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

    async def leave(self, request: Request, back: str, then: str, *, secure: bool) -> Response:
        """The way to the provider, which sends the browser to ``back``; later on to ``then``.

        Raises:
            Refused: the provider does not answer as one.
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

    async def arrive(self, request: Request) -> tuple[str, str, str, str]:
        """Who came back from the provider: name, issuer, subject, and where they were going.

        Raises:
            Refused: this browser did not leave from here, or the provider does not vouch for them.
        """
        try:
            kept = self._signer.loads(request.cookies.get(STATE_COOKIE, ""), max_age=_MINUTES * 60)
        except BadSignature as error:
            raise _refused("cookie") from error
        request.scope["session"] = kept["authlib"]
        try:
            token: Mapping[str, Any] = await self._app.authorize_access_token(request)
        except Exception as error:
            raise _refused(type(error).__name__) from error
        told: Mapping[str, Any] = token.get("userinfo") or {}
        issuer, subject = told.get("iss"), told.get("sub")
        if not isinstance(issuer, str) or not isinstance(subject, str) or not subject:
            raise _refused("sub")
        return self._name(told), issuer, subject, str(kept["then"])

    def _name(self, told: Mapping[str, Any]) -> str:
        name = told.get(self._claim)
        verified = self._claim != "email" or told.get("email_verified") is True
        if not isinstance(name, str) or not name.strip() or not verified:
            raise Refused(
                HTTPStatus.FORBIDDEN,
                Text(
                    id=f"Penyedia identitas tidak menjamin nama Anda ({self._claim}).",
                    en=f"The identity provider does not vouch for your name ({self._claim}).",
                ),
                Text(
                    id="Verifikasi alamat surel Anda di sana; pengelola dapat memilih nama lain "
                    "dengan KINERJA_OIDC_CLAIM.",
                    en="Verify your e-mail address there; an administrator can choose another "
                    "name with KINERJA_OIDC_CLAIM.",
                ),
                code="name-not-vouched-for",
            )
        return name.strip()


def _unreachable() -> Refused:
    return Refused(
        HTTPStatus.BAD_GATEWAY,
        Text(
            id="Penyedia identitas tidak menjawab sebagaimana mestinya.",
            en="The identity provider does not answer as it should.",
        ),
        Text(
            id="Coba lagi; pengelola memeriksa KINERJA_OIDC_ISSUER.",
            en="Try again; an administrator checks KINERJA_OIDC_ISSUER.",
        ),
        code="provider-unreachable",
    )


def _refused(why: str) -> Refused:
    return Refused(
        HTTPStatus.FORBIDDEN,
        Text(id="Masuk tidak berhasil.", en="The sign-in did not succeed."),
        Text(id="Mulai lagi di /sign-in.", en="Begin again at /sign-in."),
        code="sign-in-failed",
        where=why,
    )
