"""What the driver raises, told as our errors: what happened, where, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from kinerja_graph.errors import StoreError, TimeLimitReached, Unavailable
from kinerja_graph.store.engine import Address
from kinerja_graph.texts import Text

FaultKind = Literal["login", "silent", "unsure", "address", "text", "server"]
UNSURE: Final = "outcome-unknown"
"""The code of a change of which nobody knows whether it was kept."""
_TIMED_OUT: Final = (
    "TransactionTimedOut",
    "TransactionTimedOutClientConfiguration",
    "Terminated",  # what the embedded engine says of a statement that its keeper ended
)
_NO_DATABASE: Final = ("DatabaseNotFound", "DatabaseUnavailable")
_TOO_OFTEN: Final = "AuthenticationRateLimit"
_OF_THE_SERVER: Final = "system"
"""The database of a Neo4j server that holds its users and databases, and takes no plan."""
_NO_ROOM: Final = ("TransactionLogError", "No space left", "File too large")
"""What an engine says, as code or in words, whose disk takes no more."""
_OF_THE_STATEMENT: Final = (
    "Neo.ClientError.Statement.",
    "Neo.DatabaseError.Statement.ExecutionFailed",
)
_WORDS_AT_MOST: Final = 600
_CORRECT: Final = Text(
    id="Perbaiki pernyataannya; alasannya tertulis di atas.",
    en="Correct the statement; the reason stands above.",
)
_REPEAT: Final = Text(
    id="Ulangi; bila tetap gagal, lihat log peladen: kinerja db status.",
    en="Try again; if it keeps failing, look into the server's log: kinerja db status.",
)
_TELLINGS: Final[dict[str, tuple[str, Text, Text]]] = {
    "silent": (
        "unavailable",
        Text(id="Basis data tidak menjawab.", en="The database does not answer."),
        Text(
            id="Periksa alamatnya dan apakah peladennya berjalan: kinerja db status. Lalu ulangi:"
            " yang sudah dimuat tetap utuh.",
            en="Check the address and whether the server runs: kinerja db status. Then repeat:"
            " what was loaded before is whole.",
        ),
    ),
    "unsure": (
        UNSURE,
        Text(
            id="Sambungan ke basis data putus saat perubahan disimpan; tersimpan atau tidak,"
            " belum diketahui.",
            en="The connection to the database broke while a change was saved; whether it is saved"
            " is not known.",
        ),
        Text(
            id="Lihat keadaannya dengan kinerja datasets, lalu ulangi: mengulang tidak merusak"
            " apa pun.",
            en="See what is loaded with kinerja datasets, then repeat: repeating harms nothing.",
        ),
    ),
    "address": (
        "bad-address",
        Text(
            id="Alamat basis data tidak dapat dipakai: {reason}",
            en="The address of the database cannot be used: {reason}",
        ),
        Text(
            id="Tulis bolt://nama:7687, neo4j://nama:7687 atau neo4j+s://nama di KINERJA_URL.",
            en="Write bolt://host:7687, neo4j://host:7687 or neo4j+s://host in KINERJA_URL.",
        ),
    ),
    "login": (
        "refused-login",
        Text(
            id="Basis data menolak nama pengguna atau kata sandi.",
            en="The database refuses the user name or the password.",
        ),
        Text(
            id="Periksa KINERJA_USER dan KINERJA_PASSWORD.",
            en="Check KINERJA_USER and KINERJA_PASSWORD.",
        ),
    ),
    "login-limit": (
        "refused-login",
        Text(
            id="Basis data menolak untuk sementara: terlalu sering kata sandi yang salah.",
            en="The database refuses for a while: the password was wrong too often.",
        ),
        Text(
            id="Perbaiki KINERJA_USER dan KINERJA_PASSWORD, tunggu beberapa detik, lalu ulangi.",
            en="Correct KINERJA_USER and KINERJA_PASSWORD, wait some seconds, then try again.",
        ),
    ),
    "encrypted": (
        "unavailable",
        Text(
            id="Basis data tidak menjawab dengan sambungan terenkripsi.",
            en="The database does not answer over an encrypted line.",
        ),
        Text(
            id="Periksa alamatnya dan apakah peladennya berjalan. Bila peladennya tidak memakai"
            " enkripsi: bolt:// atau neo4j://; bila sertifikatnya dibuat sendiri: bolt+ssc:// atau"
            " neo4j+ssc://. Lalu ulangi: yang sudah dimuat tetap utuh.",
            en="Check the address and whether the server runs. If it does not encrypt: bolt:// or"
            " neo4j://; if it signed its certificate itself: bolt+ssc:// or neo4j+ssc://. Then"
            " repeat: what was loaded before is whole.",
        ),
    ),
    "system": (
        "unknown-database",
        Text(
            id="Basis data system memuat pengaturan peladen, dan tidak menerima rencana.",
            en="The database system holds what the server is set to, and takes no plan.",
        ),
        Text(
            id="Ganti KINERJA_DATABASE; di Neo4j Community namanya neo4j.",
            en="Change KINERJA_DATABASE; in Neo4j Community it is neo4j.",
        ),
    ),
    "database": (
        "unknown-database",
        Text(
            id="Basis data dengan nama itu tidak ada di peladen.",
            en="There is no database of that name at the server.",
        ),
        Text(
            id="Periksa KINERJA_DATABASE; di Neo4j Community namanya neo4j.",
            en="Check KINERJA_DATABASE; in Neo4j Community it is neo4j.",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure as the driver gives it.

    Attributes:
        kind: the login was refused; there was no answer; the line broke in a commit; the address
            or a text cannot be used; or the server says what is wrong.
        code: the server's code, such as ``Neo.ClientError.Statement.SyntaxError``; else empty.
        message: what the driver or the server says.
    """

    kind: FaultKind
    code: str
    message: str

    def error(self, address: Address, name: str, limit: float, spent: float = 0.0) -> StoreError:
        """Our error for it; ``name`` is the statement that ran, ``limit`` its seconds.

        A server that went silent when the statement had run for its limit (``spent`` seconds)
        was ended because of it.
        """
        where = f"{address.uri} ({address.database})"
        if self.kind == "silent" and 0 < limit <= spent:
            return _timed_out(name, limit, where)
        code = self.code.rsplit(".", 1)[-1]
        kind = self._kind(code, address)
        if kind in _TELLINGS:
            short, what, mend = _TELLINGS[kind]
            return Unavailable(what, mend=mend, where=where, code=short, reason=self.words)
        if kind == "text":
            return _bad_text(where)
        return _timed_out(name, limit, where) if code in _TIMED_OUT else self._failed(name, where)

    def _kind(self, code: str, address: Address) -> str:
        """The kind, told apart further by the server's code and the address."""
        if code in _NO_DATABASE:
            return "database"
        if code == _TOO_OFTEN:
            return "login-limit"
        if self.kind == "server" and address.database == _OF_THE_SERVER:
            return "system"
        encrypted = "+s" in address.uri.partition("://")[0]
        return "encrypted" if self.kind == "silent" and encrypted else self.kind

    @property
    def words(self) -> str:
        """What was said, on one line of a bearable length."""
        line = " ".join(self.message.split())
        return line if len(line) <= _WORDS_AT_MOST else line[:_WORDS_AT_MOST] + "…"

    def _failed(self, name: str, where: str) -> StoreError:
        code = "database-trouble"
        if any(sign in f"{self.code} {self.message}" for sign in _NO_ROOM):
            return _no_room(name, where, self.words)
        if self.code.endswith("ConstraintValidationFailed"):
            code = "conflict"
        elif self.code.startswith(_OF_THE_STATEMENT):
            code = "bad-statement"
        elif "Security.Forbidden" in self.code or "AccessMode" in self.code:
            code = "forbidden"
        return StoreError(
            Text(id="{name} gagal: {reason}", en="{name} failed: {reason}"),
            mend=_CORRECT if code == "bad-statement" else _REPEAT,
            where=where,
            code=code,
            name=name,
            reason=self.words,
        )


def _no_room(name: str, where: str, reason: str) -> StoreError:
    return StoreError(
        Text(
            id="{name} gagal, sebab peladen tidak dapat menulis: {reason}",
            en="{name} failed, since the server cannot write: {reason}",
        ),
        mend=Text(
            id="Beri ruang di disk peladen, hentikan dan jalankan lagi peladennya (kinerja db stop,"
            " kinerja db start), lalu ulangi; yang sudah dimuat tetap utuh.",
            en="Make room on the server's disk, stop and start the server (kinerja db stop, kinerja"
            " db start), then repeat; what was loaded before is whole.",
        ),
        where=where,
        code="disk-full",
        name=name,
        reason=reason,
    )


def _bad_text(where: str) -> StoreError:
    return StoreError(
        Text(
            id="Sebuah teks memuat tanda yang bukan huruf Unicode yang sah.",
            en="A text holds a sign that is no valid Unicode.",
        ),
        mend=Text(
            id="Simpan berkas masukan sebagai UTF-8 lalu ulangi.",
            en="Save the input file as UTF-8 and try again.",
        ),
        where=where,
        code="bad-text",
    )


def _timed_out(name: str, limit: float, where: str) -> TimeLimitReached:
    return TimeLimitReached(
        Text(
            id="{name} dihentikan setelah {limit} detik.",
            en="{name} was stopped after {limit:second|seconds}.",
        ),
        mend=Text(
            id="Persempit pertanyaannya, atau naikkan KINERJA_QUERY_SECONDS"
            " atau KINERJA_LONG_SECONDS.",
            en="Narrow the question, or raise KINERJA_QUERY_SECONDS or KINERJA_LONG_SECONDS.",
        ),
        where=where,
        name=name,
        limit=limit,
    )
