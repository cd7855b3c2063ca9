"""A small OpenID Connect provider on loopback: authorization code with PKCE, tokens signed RS256.

It is strict where a real one is: a code is good once, for its redirect, client and verifier.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "kinerja"


@dataclass
class Provider:
    """What the provider knows, and what a test makes it say.

    Attributes:
        person: claims of whoever signs in next.
        spoil: changes the claims of the next identity token.
        signer: signs the tokens where it is not the key that is told.
        asked: the parameters of every authorization request.
        ends: whether it offers to end its own session.
        ended: the parameters of every request to do so.
    """

    url: str = ""
    secret: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    spoil: Callable[[dict[str, Any]], None] = lambda _: None
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1"}))
    signer: RSAKey | None = None
    asked: list[dict[str, str]] = field(default_factory=list)
    ends: bool = True
    ended: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def token(self, nonce: str) -> str:
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "iat": int(time.time()),
            "exp": int(time.time()) + 60,
            "nonce": nonce,
            **self.person,
        }
        self.spoil(claims)
        return jwt.encode({"alg": "RS256", "kid": "k1"}, claims, self.signer or self.key)


def build_app(provider: Provider) -> FastAPI:
    app = FastAPI()

    @app.get("/.well-known/openid-configuration")
    def described() -> dict[str, Any]:
        return {
            "issuer": provider.url,
            "authorization_endpoint": f"{provider.url}/authorize",
            "token_endpoint": f"{provider.url}/token",
            "jwks_uri": f"{provider.url}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            **({"end_session_endpoint": f"{provider.url}/end?realm=kota"} if provider.ends else {}),
        }

    @app.get("/end")
    def end(request: Request) -> Response:
        asked = dict(request.query_params)
        provider.ended.append(asked)
        claims = jwt.decode(asked["id_token_hint"], provider.key).claims
        good = claims["aud"] == asked["client_id"] == CLIENT and asked["realm"] == "kota"
        if not good or not asked["post_logout_redirect_uri"].endswith("/sign-in"):
            return JSONResponse({"error": "invalid_request"}, 400)
        return RedirectResponse(asked["post_logout_redirect_uri"], 302)

    @app.get("/keys")
    def keys() -> dict[str, Any]:
        return {"keys": [provider.key.as_dict(private=False)]}

    @app.get("/authorize")
    def authorize(request: Request) -> Response:
        asked = dict(request.query_params)
        provider.asked.append(asked)
        good = asked.get("client_id") == CLIENT and asked.get("code_challenge_method") == "S256"
        if not good or asked.get("response_type") != "code":
            return JSONResponse({"error": "invalid_request"}, 400)
        code = secrets.token_urlsafe(16)
        provider.codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}", 302)

    @app.post("/token")
    async def token(request: Request) -> Response:
        form = await request.form()
        asked = provider.codes.pop(str(form.get("code")), None)
        digest = hashlib.sha256(str(form.get("code_verifier")).encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        sent = request.headers.get("authorization", "").removeprefix("Basic ")
        basic = base64.b64encode(f"{CLIENT}:{provider.secret}".encode()).decode()
        known = form.get("client_id") == CLIENT if not provider.secret else sent == basic
        if (
            asked is None
            or not known
            or asked["redirect_uri"] != form.get("redirect_uri")
            or not secrets.compare_digest(asked["code_challenge"], challenge)
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        told = provider.token(asked["nonce"])
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "id_token": told})

    return app


@contextmanager
def run_provider() -> Iterator[Provider]:
    """A provider that answers."""
    provider = Provider()
    config = uvicorn.Config(
        build_app(provider), host="127.0.0.1", port=0, log_level="error", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    provider.url = f"http://127.0.0.1:{port}"
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join(30)
