"""What ``keys``, ``users``, ``serve`` and ``open`` take."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Literal

from kinerja_graph.cli.options import Argument, Option
from kinerja_graph.texts import _

RoleName = Literal["viewer", "planner", "inspector", "admin", "cypher"]
_ROLE: Final = Option(
    "--role",
    _(
        "role: viewer (read), planner (load), inspector (waivers, baseline), admin, cypher "
        "(free queries)"
    ),
    "viewer|planner|inspector|admin|cypher",
)
_DATASETS: Final = Option(
    "--dataset",
    _("in this dataset; may be repeated"),
    "D",
)
_EVERYWHERE: Final = Option(
    "--all-datasets",
    _("in all datasets, including future ones"),
)
_PERSON: Final = Argument(
    "NAME",
    _("the person, as named at sign-in, for example an e-mail address"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleOptions:
    """A role, and where it holds."""

    role: Annotated[RoleName, _ROLE] = "viewer"
    dataset: Annotated[list[str], _DATASETS] = field(default_factory=list[str])
    everywhere: Annotated[bool, _EVERYWHERE] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyArguments:
    """A key to be made."""

    name: Annotated[
        str,
        Argument(
            "NAME",
            _("who uses it, for example Bappeda"),
        ),
    ]
    days: Annotated[
        int,
        Option(
            "--days",
            _("how many days it is valid (default 90)"),
            "N",
            min=1,
        ),
    ] = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyArgument:
    """A key that there is."""

    key: Annotated[str, Argument("ID", _("id of a key; see keys list"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonArgument:
    """A person."""

    name: Annotated[str, _PERSON]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOptions:
    """Which part of the log is shown."""

    dataset: Annotated[
        str | None,
        Option(
            "--dataset",
            _("about this dataset alone"),
            "D",
        ),
    ] = None
    limit: Annotated[
        int,
        Option(
            "--limit",
            _("how many, newest first (default 50)"),
            "N",
            min=1,
        ),
    ] = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenArguments:
    """What is opened, and whether in a browser at once."""

    sheet: Annotated[
        Path | None,
        Argument(
            "SHEET",
            _("a sheet of your own, or plan files; without it, the page asks for a file"),
        ),
    ] = None
    no_browser: Annotated[
        bool,
        Option(
            "--no-browser",
            _("open no browser; print the address that opens the page"),
        ),
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """Where the service listens."""

    host: Annotated[
        str | None,
        Option(
            "--host",
            _("the address to listen on (default: 127.0.0.1, this machine only)"),
            "HOST",
        ),
    ] = None
    port: Annotated[
        int | None,
        Option(
            "--port",
            _("the port (default 8000); 0: a free one"),
            "N",
            min=0,
            max=65_535,
        ),
    ] = None
