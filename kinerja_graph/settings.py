"""All settings of the product: name, type, default, meaning. Read when asked, never at import.

A value comes from the command line, else the environment (``KINERJA_…``), else ``kinerja.toml``
in the working directory, else the default.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from kinerja_graph.errors import SettingsError
from kinerja_graph.texts import Language, Text

SETTINGS_FILE: Final = "kinerja.toml"
_SECRETS: Final = ("password", "token", "oidc_secret")


class Settings(BaseSettings):
    """Every setting with its default and meaning.

    >>> from kinerja_graph import Settings
    >>> Settings(url="bolt://localhost:7687", lang="en").lang
    'en'
    """

    model_config = SettingsConfigDict(
        env_prefix="KINERJA_", toml_file=SETTINGS_FILE, frozen=True, extra="ignore"
    )

    url: str = Field("embedded", description="embedded, bolt://…, neo4j://… or neo4j+s://…")
    user: str = Field("neo4j", description="user name at the server")
    password: str = Field("", description="password at the server", repr=False)
    password_file: Path | None = Field(
        None, description="file that holds the password at the server, instead of password"
    )
    database: str = Field("neo4j", description="database at the server")
    home: Path = Field(
        default_factory=lambda: Path.home() / ".local" / "share" / "kinerja",
        description="folder of the embedded engine's data and of local servers",
    )
    idle: float = Field(
        10, gt=0, description="minutes without a command after which the embedded engine ends"
    )
    lang: Language | None = Field(None, description="id or en; without it, LANG decides")
    memory: str = Field(
        "2g", pattern=r"^\d+[mg]$", description="largest heap of an engine that we start"
    )
    query_seconds: float = Field(20, gt=0, description="time limit of a free query, in seconds")
    query_rows: int = Field(1000, gt=0, description="row limit of a free query")
    long_seconds: float = Field(
        900, gt=0, description="time limit of a statement of a load or an audit, in seconds"
    )
    keep_replaced: float = Field(
        15, ge=0, description="minutes for which a replaced snapshot stays for its readers"
    )
    batch_rows: int = Field(10_000, gt=0, description="rows in one write")
    max_file_bytes: int = Field(2_000_000_000, gt=0, description="largest input file, in bytes")
    upload_bytes: int = Field(
        200_000_000, gt=0, description="largest upload to the service, in bytes"
    )
    max_unpacked_bytes: int = Field(
        4_000_000_000, gt=0, description="largest unpacked workbook, in bytes"
    )
    max_unpacked_ratio: int = Field(
        100, gt=0, description="largest ratio of unpacked to packed workbook"
    )
    max_cell_characters: int = Field(32_767, gt=0, description="longest cell, in characters")
    max_nesting: int = Field(50, gt=0, description="deepest nesting of a JSON or YAML document")
    host: str = Field("127.0.0.1", description="address at which the service listens")
    port: int = Field(8000, ge=0, le=65_535, description="port of the service; 0: a free one")
    hosts: str = Field(
        "",
        description="names by which browsers may call the service, besides those of this machine; "
        "a list with commas",
    )
    public_url: str = Field(
        "",
        pattern=r"^(https?://[^/?#\s]+/?)?$",
        description="where browsers find the service behind a proxy, https://kinerja.example",
    )
    oidc_issuer: str = Field(
        "",
        pattern=r"^(https://|http://(127\.0\.0\.1|localhost|\[::1\])[:/]|$)",
        description="address of the OpenID Connect provider at which people sign in",
    )
    oidc_client: str = Field("", description="name of the service at the provider")
    oidc_secret: str = Field("", description="its secret there; none: PKCE alone", repr=False)
    oidc_secret_file: Path | None = Field(
        None, description="file that holds the secret, instead of oidc_secret"
    )
    oidc_claim: str = Field(
        "email", description="what of a person's identity is their name: email, sub or another"
    )
    oidc_scopes: str = Field("openid email profile", description="what the provider is asked for")
    session_hours: float = Field(
        9, gt=0, le=168, description="hours after which a person signs in again"
    )
    rate: str = Field("6000/minute", description="requests allowed to one caller; empty: no limit")
    rate_unknown: str = Field(
        "1200/minute", description="requests allowed to one address before it signs in"
    )
    rate_wrong: str = Field("20/minute", description="wrong keys and tokens allowed to one address")
    log: Literal["json", "plain"] = Field(
        "json", description="how the service writes its log: json or plain"
    )
    token: str = Field(
        "",
        description="the word that opens the service from this machine; without it, a random one "
        "each time",
        repr=False,
    )
    token_file: Path | None = Field(None, description="file that holds this word, instead of token")
    embed_origins: str = Field(
        "",
        pattern=r"^(\s*https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?\s*(,|$))*$",
        description="addresses whose pages may frame a view of the service, such as "
        "https://portal.example.go.id; a list with commas",
    )
    embed_public: str = Field(
        "",
        description="datasets whose views anybody may see at /embed; a list with commas",
    )
    rules: dict[str, Any] = Field(
        {},
        description="what a user decides of the rules: folder, parameters, severity, off, lke "
        "(docs/own-rules.md)",
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
        """Command line, environment, ``kinerja.toml``, in this order."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def read_settings(**given: object) -> Settings:
    """The settings now in force; ``given`` holds the command line's, None for not given.

    Raises:
        SettingsError: a value that cannot be used, with its name.

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
        raise _unusable(name, first.get("input"), first["msg"]) from error
    return settings.model_copy(update=_from_files(settings))


def _from_files(settings: Settings) -> dict[str, str]:
    """The secrets that stand in files of their own, by setting."""
    found: dict[str, str] = {}
    for name in _SECRETS:
        path: Path | None = getattr(settings, f"{name}_file")
        if getattr(settings, name) or path is None:
            continue
        try:
            found[name] = path.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise _unusable(f"{name}_file", path, str(error)) from error
    return found


def _unusable(name: str, value: object, why: str) -> SettingsError:
    return SettingsError(
        Text(
            id="Nilai pengaturan {name} tidak dapat dipakai: {value}.",
            en="The value of setting {name} cannot be used: {value}.",
        ),
        mend=Text(
            id="Perbaiki di baris perintah, {variable}, atau {file}. Alasan: {why}.",
            en="Mend it on the command line, in {variable} or in {file}. Reason: {why}.",
        ),
        where=name,
        name=name,
        value=value,
        variable=f"KINERJA_{name.upper()}",
        file=SETTINGS_FILE,
        why=why,
    )
