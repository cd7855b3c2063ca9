"""Why a caller is turned away: what, and what they can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from kinerja_graph.accounts.rights import Right
from kinerja_graph.errors import KinerjaError
from kinerja_graph.texts import Text

_WORDS: Mapping[Right, Text] = {
    Right.READ: Text(id="membaca", en="read"),
    Right.UPLOAD: Text(id="memuat rencana ke", en="load plans into"),
    Right.JUDGE: Text(id="memutuskan pengecualian dan garis dasar", en="decide on waivers of"),
    Right.ADMIN: Text(id="mengelola", en="administer"),
    Right.CYPHER: Text(id="menjalankan kueri bebas atas", en="run free queries over"),
}
_ANY = Text(id="himpunan data mana pun", en="any dataset")
_ALL = Text(id="semua himpunan data", en="all datasets")


class Refused(KinerjaError):
    """A request that is turned away before its route runs.

    Attributes:
        status: the HTTP status.
        headers: of the answer.
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
    """Nobody vouches for the caller."""
    return Refused(
        HTTPStatus.UNAUTHORIZED,
        Text(id="Anda belum masuk.", en="You are not signed in."),
        Text(
            id="Masuk di /sign-in, atau kirim kunci API: Authorization: Bearer KUNCI.",
            en="Sign in at /sign-in, or send an API key: Authorization: Bearer KEY.",
        ),
        code="sign-in-needed",
        headers={"WWW-Authenticate": 'Bearer realm="kinerja"'},
    )


def wrong_credential() -> Refused:
    """What was sent opens nothing: unknown, expired or revoked, which is not told apart."""
    return Refused(
        HTTPStatus.UNAUTHORIZED,
        Text(
            id="Kunci itu tidak berlaku: tidak dikenal, kedaluwarsa, atau dicabut.",
            en="That key opens nothing: it is unknown, expired or revoked.",
        ),
        Text(
            id="Minta kunci baru; pengelola membuatnya dengan kinerja keys add.",
            en="Ask for a new key; an administrator makes it with kinerja keys add.",
        ),
        code="bad-key",
        headers={"WWW-Authenticate": 'Bearer realm="kinerja", error="invalid_token"'},
    )


def forbidden(name: str, right: Right, dataset: str | None, *, anywhere: bool = False) -> Refused:
    """The caller lacks a right in ``dataset``; None: in all at once, or ``anywhere`` at all.

    That a dataset exists is not told.
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
        Text(
            id="Minta peran yang memberi hak ini kepada pengelola layanan.",
            en="Ask the administrator of the service for a role that gives this right.",
        ),
        code="forbidden",
        where=dataset or "",
    )


def forged() -> Refused:
    """A request that changes something came without the word of the session's own pages."""
    return Refused(
        HTTPStatus.FORBIDDEN,
        Text(
            id="Permintaan ini tidak datang dari halaman layanan ini.",
            en="This request does not come from a page of this service.",
        ),
        Text(
            id="Muat ulang halaman lalu kirim lagi; skrip memakai kunci API.",
            en="Load the page again and send it once more; scripts use an API key.",
        ),
        code="forged-request",
    )


def bound_to_another(name: str) -> Refused:
    """The name belongs to somebody else, who signed in first."""
    return Refused(
        HTTPStatus.FORBIDDEN,
        Text(
            id=f"Nama {name} sudah milik orang lain.",
            en=f"The name {name} belongs to somebody else already.",
        ),
        Text(
            id="Minta pengelola memeriksanya: kinerja users forget NAMA.",
            en="Ask an administrator to look into it: kinerja users forget NAME.",
        ),
        code="name-taken",
    )


def no_provider() -> Refused:
    """There is no provider at which people could sign in."""
    return Refused(
        HTTPStatus.NOT_FOUND,
        Text(
            id="Layanan ini tidak memakai penyedia identitas.",
            en="This service uses no identity provider.",
        ),
        Text(id="Masuk dengan kunci di /sign-in.", en="Sign in with a key at /sign-in."),
        code="no-provider",
    )
