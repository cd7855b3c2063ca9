"""Why a caller is refused: what, and what they can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from kinerja_graph.accounts.rights import Right
from kinerja_graph.errors import KinerjaError
from kinerja_graph.texts import Text, _

_WORDS: Mapping[Right, Text] = {
    Right.READ: _("read"),
    Right.UPLOAD: _("load plans into"),
    Right.JUDGE: _("decide on waivers of"),
    Right.ADMIN: _("administer"),
    Right.CYPHER: _("run free queries over"),
}
_ANY = _("any dataset")
_ALL = _("all datasets")


class Refused(KinerjaError):
    """A request that is refused before its route runs.

    Attributes:
        status: the HTTP status.
        headers: of the response.
    """

    def __init__(
        self,
        status: HTTPStatus,
        what: Text,
        mend: Text,
        *,
        code: str,
        where: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(what, mend=mend, code=code, where=where)
        self.status = status
        self.headers = dict(headers or {})


def unknown_caller() -> Refused:
    """Return the refusal of a caller that is not authenticated."""
    return Refused(
        HTTPStatus.UNAUTHORIZED,
        _("You are not signed in."),
        _("Sign in at /sign-in, or send an API key: Authorization: Bearer KEY."),
        code="sign-in-needed",
        headers={"WWW-Authenticate": 'Bearer realm="kinerja"'},
    )


def wrong_credential() -> Refused:
    """Return the refusal of an unknown, expired or revoked credential, not revealing which."""
    return Refused(
        HTTPStatus.UNAUTHORIZED,
        _("This key is not accepted: it is unknown, expired or revoked."),
        _("Ask for a new key; an administrator creates it with kinerja keys add."),
        code="bad-key",
        headers={"WWW-Authenticate": 'Bearer realm="kinerja", error="invalid_token"'},
    )


def forbidden(name: str, right: Right, dataset: str | None, *, anywhere: bool = False) -> Refused:
    """Return the refusal for a right missing in ``dataset``; None: in all, or ``anywhere`` in any.

    Whether a dataset exists is not revealed.
    """
    told = _ANY if anywhere else _ALL
    if dataset:
        told = Text(id=f"himpunan data {dataset}", en=f"dataset {dataset}")
    word = _WORDS[right]
    return Refused(
        HTTPStatus.FORBIDDEN,
        Text(
            id=f"{name} tidak berhak {word.id} {told.id}.",
            en=f"{name} may not {word.en} {told.en}.",
        ),
        _("Ask the administrator of the service for a role with this right."),
        code="forbidden",
        where=dataset or "",
    )


def missing_csrf_token() -> Refused:
    """Return the refusal of a changing request without the CSRF token of the session's pages."""
    return Refused(
        HTTPStatus.FORBIDDEN,
        _("This request does not come from a page of this service."),
        _("Load the page again and send it once more; scripts use an API key."),
        code="forged-request",
    )


def name_taken(name: str) -> Refused:
    """Return the refusal of a name that belongs to somebody else, who signed in first."""
    return Refused(
        HTTPStatus.FORBIDDEN,
        Text(
            id=f"Nama {name} sudah milik orang lain.",
            en=f"The name {name} belongs to somebody else already.",
        ),
        _("Ask an administrator to look into it: kinerja users forget NAME."),
        code="name-taken",
    )


def no_provider() -> Refused:
    """Return the refusal to sign in while no provider is configured."""
    return Refused(
        HTTPStatus.NOT_FOUND,
        _("This service uses no identity provider."),
        _("Sign in with a key at /sign-in."),
        code="no-provider",
    )
