"""All settings of the product: name, type, default, meaning. Read on demand, never at import.

A value comes from the command line, else the environment (``KINERJA_…``), else ``kinerja.toml``
in the working directory, else the default.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from kinerja_graph.errors import SettingsError
from kinerja_graph.numbers import write_number
from kinerja_graph.system import of_system
from kinerja_graph.texts import Language, Text, _

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

SETTINGS_FILE: Final = "kinerja.toml"
_LINE: Final = re.compile(r"at line (\d+)")
_AT: Final = _("line {line} is not TOML")
_AT_END: Final = _("its end is cut off")
_MEND_FILE: Final = _('Write each setting as name = value, texts in quotes: lang = "en".')
_CHECK_FILE: Final = _("Check that it is an ordinary, readable UTF-8 file.")
_NO_FILE: Final = _("it is not an ordinary file")
_TRUTH: Final = _("no setting takes true or false")
_BLANK: Final = _("blank")
_NEAR: Final = _("Perhaps you mean: {near}.")
_SEE: Final = _("Remove the line; docs/settings.md names every setting.")
_REASONS: Final = {
    "float_parsing": _("it is not a number"),
    "float_type": _("it is not a number"),
    "int_parsing": _("it is not a whole number"),
    "int_type": _("it is not a whole number"),
    "int_from_float": _("it is not a whole number"),
    "greater_than": _("it must be more than {gt}"),
    "greater_than_equal": _("it must be at least {ge}"),
    "less_than_equal": _("it must be at most {le}"),
    "literal_error": _("choose {expected}"),
    "finite_number": _("it must be finite"),
    "blank": _("write a folder"),
    "no_network": _("{part} is not an IP address or network"),
    "everybody": _("{part} is everybody: anyone could claim another address"),
    "path_type": _("it is not text"),
    "string_type": _("it is not text"),
    "dict_type": _("it is not a table"),
    "string_pattern_mismatch": _("it does not have the required form ({pattern})"),
}
_UNLIKE: Final = _("it does not have the required form, such as {default}")
_SECRETS: Final = ("password", "token", "oidc_secret", "mcp_key")


def _not_blank(value: object) -> object:
    """Refuse a blank path, which would mean the working directory."""
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("blank", "it is blank")
    return value


def _networks(value: str) -> str:
    """Normalise a list of networks; refuse invalid ones and those that include everybody."""
    found: list[str] = []
    for part in filter(None, (one.strip() for one in value.split(","))):
        try:
            network = ip_network(part, strict=False)
        except ValueError as error:
            raise PydanticCustomError("no_network", "{part} is none", {"part": part}) from error
        if not network.prefixlen:
            raise PydanticCustomError("everybody", "{part} is everybody", {"part": part})
        found.append(str(network))
    return ", ".join(found)


class Settings(BaseSettings):
    """Every setting with its default and meaning.

    >>> from kinerja_graph import Settings
    >>> Settings(url="bolt://localhost:7687", lang="en").lang
    'en'
    """

    model_config = SettingsConfigDict(
        env_prefix="KINERJA_", toml_file=SETTINGS_FILE, frozen=True, extra="ignore"
    )

    url: str = Field(default="embedded", description="embedded, bolt://…, neo4j://… or neo4j+s://…")
    user: str = Field(default="neo4j", description="user name at the server")
    password: str = Field(default="", description="password at the server", repr=False)
    password_file: Path | None = Field(
        default=None, description="file that holds the password at the server, instead of password"
    )
    database: str = Field(default="neo4j", description="database at the server")
    cluster_seconds: float = Field(
        default=5,
        gt=0,
        le=600,
        description="seconds in which a cluster (neo4j://) gives a server that reads or writes; "
        "more for a slow line",
    )
    home: Annotated[Path, BeforeValidator(_not_blank)] = Field(
        default_factory=lambda: Path.home() / ".local" / "share" / "kinerja",
        description="folder of the embedded engine's data and of local servers",
    )
    idle: float = Field(
        default=10,
        gt=0,
        description="minutes without a command after which the embedded engine ends",
    )
    lang: Language | None = Field(default=None, description="id or en; without it, LANG decides")
    memory: str = Field(
        default="2g", pattern=r"^\d+[mg]$", description="largest heap of an engine that we start"
    )
    query_seconds: float = Field(
        default=20, gt=0, description="time limit of a free query, in seconds"
    )
    query_rows: int = Field(default=1000, gt=0, description="row limit of a free query")
    long_seconds: float = Field(
        default=900, gt=0, description="time limit of a statement of a load or an audit, in seconds"
    )
    keep_replaced: float = Field(
        default=15, ge=0, description="minutes for which a replaced snapshot stays for its readers"
    )
    batch_rows: int = Field(default=10_000, gt=0, description="rows in one write")
    max_file_bytes: int = Field(
        default=2_000_000_000, gt=0, description="largest input file, in bytes"
    )
    upload_bytes: int = Field(
        default=200_000_000, gt=0, description="largest upload to the service, in bytes"
    )
    max_unpacked_bytes: int = Field(
        default=4_000_000_000, gt=0, description="largest unpacked workbook, in bytes"
    )
    max_unpacked_ratio: int = Field(
        default=100, gt=0, description="largest ratio of unpacked to packed workbook"
    )
    max_cell_characters: int = Field(
        default=32_767, gt=0, description="longest cell, in characters"
    )
    max_nesting: int = Field(
        default=50, gt=0, description="deepest nesting of a JSON or YAML document"
    )
    host: str = Field(default="127.0.0.1", description="address at which the service listens")
    port: int = Field(
        default=8000, ge=0, le=65_535, description="port of the service; 0: a free one"
    )
    hosts: str = Field(
        default="",
        description="names by which browsers may call the service, besides those of this machine; "
        "a list with commas",
    )
    public_url: str = Field(
        default="",
        pattern=r"^(https?://[^/?#\s]+/?)?$",
        description="where browsers find the service behind a proxy, https://kinerja.example",
    )
    trusted_proxies: Annotated[str, AfterValidator(_networks)] = Field(
        default="",
        description="addresses or networks of the proxies whose X-Forwarded-For and "
        "X-Forwarded-Proto are believed, such as 127.0.0.1, 172.18.0.2; a list with commas; "
        "empty: nobody's",
    )
    webhook_private: Annotated[str, AfterValidator(_networks)] = Field(
        default="",
        description="private and loopback addresses or networks that webhooks may be sent to, "
        "such as 10.20.0.0/16; a list with commas; empty: none",
    )
    oidc_issuer: str = Field(
        default="",
        pattern=r"^(https://|http://(127\.0\.0\.1|localhost|\[::1\])[:/]|$)",
        description="address of the OpenID Connect provider at which people sign in",
    )
    oidc_client: str = Field(default="", description="name of the service at the provider")
    oidc_secret: str = Field(
        default="", description="its secret there; none: PKCE alone", repr=False
    )
    oidc_secret_file: Path | None = Field(
        default=None, description="file that holds the secret, instead of oidc_secret"
    )
    oidc_claim: str = Field(
        default="email",
        description="what of a person's identity is their name: email, sub or another",
    )
    oidc_scopes: str = Field(
        default="openid email profile", description="what the provider is asked for"
    )
    session_hours: float = Field(
        default=9, gt=0, le=168, description="hours after which a person signs in again"
    )
    rate: str = Field(
        default="6000/minute", description="requests allowed to one caller; empty: no limit"
    )
    rate_unknown: str = Field(
        default="1200/minute", description="requests allowed to one address before it signs in"
    )
    rate_wrong: str = Field(
        default="20/minute",
        description="wrong keys and tokens allowed to one address, and to one address for one key",
    )
    rate_account: str = Field(
        default="60/minute",
        description="wrong tries for one key from all addresses together; beyond, each address "
        "has two a minute",
    )
    caller_queries: int = Field(
        default=2, gt=0, description="free queries of one caller that run at the same time"
    )
    caller_reports: int = Field(
        default=2,
        gt=0,
        description="audits, reports, pictures and other answers about a whole edition that are "
        "made for one caller at the same time",
    )
    caller_answers: int = Field(
        default=4,
        gt=0,
        description="pages and other answers that are made for one caller at the same time",
    )
    caller_uploads: int = Field(
        default=1,
        gt=0,
        description="uploads of one caller that are read or loaded at the same time",
    )
    idempotency_hours: float = Field(
        default=24,
        gt=0,
        le=24 * 31,
        description="hours for which the answer to an Idempotency-Key is kept",
    )
    caller_waiting: int = Field(
        default=30,
        ge=0,
        description="requests of one caller, of each kind, that wait for their turn",
    )
    caller_seconds: float = Field(
        default=15, gt=0, description="seconds for which such a request waits before it is refused"
    )
    log: Literal["json", "plain"] = Field(
        default="json", description="how the service writes its log: json or plain"
    )
    token: str = Field(
        default="",
        description="the word that opens the service from this machine; without it, a random one "
        "each time",
        repr=False,
    )
    token_file: Path | None = Field(
        default=None, description="file that holds this word, instead of token"
    )
    mcp_key: str = Field(
        default="",
        description="API key with whose rights kinerja mcp answers; without it, with those of the "
        "person at this machine",
        repr=False,
    )
    mcp_key_file: Path | None = Field(
        default=None, description="file that holds this key, instead of mcp_key"
    )
    embed_origins: str = Field(
        default="",
        pattern=r"^(\s*https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?\s*(,|$))*$",
        description="addresses whose pages may frame a view of the service, such as "
        "https://portal.example.go.id; a list with commas",
    )
    embed_public: str = Field(
        default="",
        description="datasets whose views anybody may see at /embed; a list with commas",
    )
    rules: dict[str, Any] = Field(
        default={},
        description="what a user decides of the rules: folder, parameters, severity, off, lke "
        "(docs/own-rules.md)",
    )
    forms: dict[str, Any] = Field(
        default={},
        description="what a user decides of official forms: folder, bands, cap "
        "(docs/how-to/formulir.md)",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the same
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the command line, the environment and ``kinerja.toml``, in this order."""
        return init_settings, env_settings, _SettingsFile(settings_cls)


def read_settings(**given: object) -> Settings:
    """Return the current settings; ``given`` are those of the command line, None if not given.

    Raises:
        SettingsError: an invalid value, with its name; a file that cannot be read, or that
            contains an unknown setting.

    >>> from kinerja_graph import read_settings
    >>> read_settings(lang="en").lang
    'en'
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    try:
        settings = Settings(**chosen)  # type: ignore[arg-type]  # pydantic checks each value
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise _unusable(name, first.get("input"), _reason(first)) from error
    return settings.model_copy(update=_from_files(settings))


def _from_files(settings: Settings) -> dict[str, str]:
    """Return the secrets that are stored in files of their own, by setting."""
    found: dict[str, str] = {}
    for name in _SECRETS:
        path: Path | None = getattr(settings, f"{name}_file")
        if getattr(settings, name) or path is None:
            continue
        try:
            found[name] = path.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise _unusable(f"{name}_file", path, of_system(error)) from error
    return found


class _SettingsFile(TomlConfigSettingsSource):
    """``kinerja.toml``, which may contain only settings."""

    def __init__(self, settings_cls: type[BaseSettings]) -> None:
        if os.path.lexists(SETTINGS_FILE) and not Path(SETTINGS_FILE).is_file():
            raise _unreadable(_NO_FILE, _CHECK_FILE)
        try:
            super().__init__(settings_cls)
        except tomllib.TOMLDecodeError as error:
            place = _LINE.search(str(error))
            why = _AT_END if place is None else _AT.filled(line=place[1])
            raise _unreadable(why, _MEND_FILE) from error
        except (OSError, UnicodeDecodeError) as error:
            raise _unreadable(of_system(error), _CHECK_FILE) from error
        known = settings_cls.model_fields
        for name in self.toml_data:
            if name not in known:
                raise _unknown(name, known)
            if isinstance(self.toml_data[name], bool):
                raise _unusable(name, str(self.toml_data[name]).lower(), _TRUTH)


def _unreadable(why: Text, mend: Text) -> SettingsError:
    what = _("{file} cannot be read: {why}.")
    return SettingsError(what, mend=mend, where=SETTINGS_FILE, file=SETTINGS_FILE, why=why)


def _unknown(name: str, known: Iterable[str]) -> SettingsError:
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    return SettingsError(
        _("{file} sets {name}, which is not a setting."),
        mend=_NEAR.filled(near=", ".join(near)) if near else _SEE,
        where=SETTINGS_FILE,
        name=name,
        file=SETTINGS_FILE,
    )


def _reason(error: ErrorDetails) -> Text:
    """Return why a value is invalid; reasons unknown here keep the validator's words."""
    facts: dict[str, object] = {
        name: write_number(fact) if isinstance(fact, float) else fact
        for name, fact in error.get("ctx", {}).items()
    }
    known = _REASONS.get(error["type"])
    field = Settings.model_fields.get(str(error["loc"][0]))
    if error["type"] == "string_pattern_mismatch" and field is not None and field.default:
        known, facts = _UNLIKE, {"default": field.default}
    if "expected" in facts:
        words = str(facts["expected"])
        facts["expected"] = Text(id=words.replace(" or ", " atau "), en=words)
    return Text(id=error["msg"], en=error["msg"]) if known is None else known.filled(**facts)


def _unusable(name: str, value: object, why: Text) -> SettingsError:
    return SettingsError(
        _("The value of setting {name} cannot be used: {value} ({why})."),
        mend=_("Correct it on the command line, in {variable} or in {file}."),
        where=name,
        name=name,
        value=_BLANK if value == "" else str(value),
        variable=f"KINERJA_{name.upper()}",
        file=SETTINGS_FILE,
        why=why,
    )
